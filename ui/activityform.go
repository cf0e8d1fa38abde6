package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// activityFormStore is what the form of an activity asks the store for.
type activityFormStore interface {
	Activity(ctx context.Context, id model.ID) (model.Activity, error)
	SaveActivity(ctx context.Context, a model.Activity) (model.Activity, error)
	Expect(ctx context.Context, activity model.ID, members []model.ID) (int, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Organisations(ctx context.Context) ([]model.Organisation, error)
	Programmes(ctx context.Context) ([]model.Programme, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Themes(ctx context.Context) ([]model.Theme, error)
	Rooms(ctx context.Context) ([]model.Room, error)
	KindDefaults(ctx context.Context) ([]model.KindDefault, error)
	Templates(ctx context.Context) ([]model.Template, error)
	Presenters(ctx context.Context) ([]model.Presenter, error)
	Teams(ctx context.Context, f store.TeamFilter) ([]model.TeamSummary, error)
	Projects(ctx context.Context, f store.ProjectFilter) ([]model.ProjectSummary, error)
	bookingStore
}

// activityPlan is what the form begins with.
type activityPlan struct {
	activity model.Activity // without ID for a new one
	members  []model.ID     // expected once a new one is saved
	// from says whom members are, such as "第 1 课的名单"; a person may leave
	// them out then.
	from string
	// day is when a new activity without a time is to be.
	day model.Date
	// copied is the day of the activity that this one is a copy of: the theme of
	// its month gives way to that of the new one.
	copied model.Date
}

// activityForm is the dialog in which an activity is planned or changed. It
// shows what the activity's kind needs and no more; what it does not show it
// leaves as it is.
type activityForm struct {
	desk    *desk
	store   activityFormStore
	plan    activityPlan
	onSaved func(model.Activity)

	form          *widgets.Form
	kind          *widgets.ChoiceField
	branch        *widgets.ChoiceField
	title         *widgets.Entry
	date          *widgets.DateField
	start, end    *widgets.TimeField
	place         *widgets.SuggestField
	organiser     *widgets.SuggestField
	initiative    *widgets.ChoiceField
	serviceField  *widgets.ChoiceField
	programme     *widgets.ChoiceField
	number        *widgets.Entry
	credit        *widgets.Entry
	beneficiaries *widgets.Entry
	visitors      *widgets.Entry
	presenter     *widgets.SuggestField
	post          *widgets.Entry
	theme         *widgets.Entry
	audience      *widgets.Entry
	materials     *widgets.Entry
	team          *widgets.SuggestField
	project       *widgets.ChoiceField
	gift          *widgets.Entry
	takeOver      *widget.Check
	save          *widgets.Button

	texts  []formText
	box    *dialogBox
	clean  string // what the form held when it was last equal to the store
	saving bool
	asking bool // whether the place is free, before it is saved
	// length is what the end follows the start by, in minutes; lengthTyped stops
	// it from being the kind's own.
	length      int
	lengthTyped bool

	themes     map[model.Date]string // of the months
	proposed   string                // the theme that the form itself wrote
	defaults   map[model.Kind]model.KindDefault
	templates  []model.Template
	programmes []model.Programme
	speaker    model.Presenter // who was chosen to present, or did so far
	choice     *personChoice   // last opened
	usual      string          // the place that the form itself wrote
	booked     *booking
}

// formText binds a text of the form to its field of Activity.
type formText struct {
	name  string
	value func(*model.Activity) *string
	get   func() string
	set   func(string)
}

// openActivityForm loads what the form offers and shows it over the window.
func openActivityForm(d *desk, plan activityPlan, onSaved func(model.Activity)) *activityForm {
	f := &activityForm{desk: d, store: d.store, plan: plan, onSaved: onSaved}
	f.load()
	return f
}

func (f *activityForm) load() {
	var words formWords
	f.desk.run(func(ctx context.Context) (err error) {
		words, err = readFormWords(ctx, f.store)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.load)
			return
		}
		f.build(words)
		f.open()
	})
}

// build makes the form and fills it in.
func (f *activityForm) build(words formWords) {
	f.title, f.date = widgets.NewEntry(), f.desk.dateField()
	f.start, f.end = widgets.NewTimeField(), widgets.NewTimeField()
	f.place, f.organiser = widgets.NewSuggest(words.places), widgets.NewSuggest(words.organisers)
	f.initiative = widgets.NewChoice(lang.L("Choose"), widgets.Words(lang.L("None"), words.initiatives))
	f.serviceField = widgets.NewChoice(lang.L("Choose"), widgets.Words(lang.L("None"), words.fields))
	f.programme = widgets.NewChoice(lang.L("Choose"), programmeOptions(words.programmes, f.plan.activity.Kind, f.plan.activity.Programme))
	f.branch = widgets.NewChoice(lang.L("Choose"), branchOptions(words.branches))
	for _, entry := range []**widgets.Entry{
		&f.number, &f.credit, &f.beneficiaries, &f.visitors, &f.post, &f.theme, &f.audience, &f.materials, &f.gift,
	} {
		*entry = widgets.NewEntry()
	}
	f.presenter, f.team = widgets.NewSuggest(nil), widgets.NewSuggest(words.teams)
	f.project = widgets.NewChoice(lang.L("Choose"), projectOptions(words.projects, f.plan.activity.Project))
	f.project.OnChosen = func(id string) { f.onProject(id, words.projects) }
	f.takeOver = widget.NewCheck("", nil)
	f.defaults, f.templates, f.programmes = words.defaults, words.templates, words.programmes
	f.kind = widgets.NewChoice(lang.L("Choose"), f.kindsOffered())
	f.kind.OnChosen = func(string) { f.onKind() }
	f.texts = f.bindings()
	f.start.OnTime, f.end.OnTime = f.onStart, f.onEnd
	f.date.OnDay = func(widgets.Day) { f.onDay() }
	f.place.OnChanged = func(string) { f.look() }
	f.booked = newBooking(f.desk, f.store, 860)
	f.programme.OnChosen = f.onProgramme
	f.credit.SetPlaceHolder(lang.L("Whole length"))
	f.save = widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onSave)
	f.layout()
	f.offerPresenters(words.presenters)
	if a := &f.plan.activity; a.ID == "" && a.Organiser == "" && len(words.organisers) > 0 {
		a.Organiser = words.organisers[0] // the centre itself
	}
	f.themes = words.themes
	f.begin()
	f.fill(f.plan.activity)
	f.proposeTheme()
	f.clean = f.print()
	f.look()
}

// bindings names the texts once, for reading and for filling in.
func (f *activityForm) bindings() []formText {
	entry := func(name string, e *widgets.Entry, value func(*model.Activity) *string) formText {
		return formText{name, value, func() string { return strings.TrimSpace(e.Text) }, e.SetText}
	}
	choice := func(name string, c *widgets.ChoiceField, value func(*model.Activity) *string) formText {
		return formText{name, value, c.Value, c.SetValue}
	}
	return []formText{
		entry("Title", f.title, func(a *model.Activity) *string { return &a.Title }),
		entry("Place", &f.place.Entry, func(a *model.Activity) *string { return &a.Place }),
		entry("Organiser", &f.organiser.Entry, func(a *model.Activity) *string { return &a.Organiser }),
		entry("Theme", f.theme, func(a *model.Activity) *string { return &a.Theme }),
		entry("Presenter", &f.presenter.Entry, func(a *model.Activity) *string { return &a.Presenter }),
		entry("PresenterPost", f.post, func(a *model.Activity) *string { return &a.PresenterPost }),
		entry("Audience", f.audience, func(a *model.Activity) *string { return &a.Audience }),
		entry("Materials", f.materials, func(a *model.Activity) *string { return &a.Materials }),
		entry("Team", &f.team.Entry, func(a *model.Activity) *string { return &a.Team }),
		entry("Gift", f.gift, func(a *model.Activity) *string { return &a.Gift }),
		choice("Initiative", f.initiative, func(a *model.Activity) *string { return &a.Initiative }),
		choice("ServiceField", f.serviceField, func(a *model.Activity) *string { return &a.ServiceField }),
	}
}

func (f *activityForm) layout() {
	f.form = widgets.NewForm(3)
	f.form.Add("Kind", lang.L("Kind of activity"), f.kind)
	f.form.Add("Branch", lang.L("Whose meeting"), f.branch)
	f.form.AddWide("Title", lang.L("Name of the activity"), f.title)
	f.form.Add("Date", lang.L("Day"), f.date)
	f.form.Add("Start", lang.L("Begins"), f.start)
	f.form.Add("End", lang.L("Ends"), f.end)
	f.form.Add("Place", lang.L("Place"), f.place)
	f.form.Add("Organiser", lang.L("Organiser"), f.organiser)
	f.form.Add("Credit", lang.L("Credited minutes"), f.credit)
	f.form.Add("Programme", lang.L("Training programme"), f.programme)
	f.form.Add("Number", lang.L("Session number"), f.number)
	f.form.Add("Presenter", lang.L("Presenter"), f.presenter)
	f.form.Add("PresenterPost", lang.L("Presenter's post"), f.post)
	f.form.Add("Theme", lang.L("Theme"), f.theme)
	f.form.Add("Initiative", lang.L("Initiative"), f.initiative)
	f.form.Add("ServiceField", lang.L("Field of service"), f.serviceField)
	f.form.Add("Team", lang.L("Volunteer team"), f.team)
	f.form.Add("Project", lang.L("Public-welfare project"), f.project)
	f.form.Add("Beneficiaries", lang.L("People helped"), f.beneficiaries)
	f.form.Add("Visitors", lang.L("Visitors"), f.visitors)
	f.form.Add("Audience", lang.L("Audience"), f.audience)
	f.form.Add("Materials", lang.L("Materials"), f.materials)
	f.form.Add("Gift", lang.L("Gift"), f.gift)
	f.form.OnLast = f.onSave
}

// open shows the form over the window.
func (f *activityForm) open() {
	title := lang.L("New activity")
	if f.plan.activity.ID != "" {
		title = lang.L("Change the activity")
	}
	cancel := widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() })
	scroll := container.NewVScroll(widgets.Inset(2, 2, f.form))
	scroll.SetMinSize(fyne.NewSize(860, 470))
	f.box = f.desk.openDialog(dialogSpec{
		title: title, content: widgets.Frame(nil, f.booked.content, nil, nil, scroll), left: append(f.company(), f.templateButton()...), buttons: []fyne.CanvasObject{cancel, f.save},
		onSave: f.onSave, dirty: func() bool { return f.print() != f.clean },
	})
	f.form.Focus("Title")
}

// company says who will be put on the list of a new activity.
func (f *activityForm) company() []fyne.CanvasObject {
	if len(f.plan.members) == 0 {
		return nil
	}
	n := map[string]any{"N": len(f.plan.members), "From": f.plan.from}
	if f.plan.from == "" {
		f.takeOver.Checked = true
		return []fyne.CanvasObject{widgets.NewMuted(lang.L("{{.N}} people will be on its list", n))}
	}
	f.takeOver.SetText(lang.L("Expect the {{.N}} people of {{.From}}", n))
	f.takeOver.SetChecked(true)
	return []fyne.CanvasObject{f.takeOver}
}

// fill shows an activity.
func (f *activityForm) fill(a model.Activity) {
	f.kind.SetValue(string(a.Kind))
	for _, t := range f.texts {
		t.set(*t.value(&a))
	}
	if !a.Start.IsZero() {
		f.date.SetDay(dayOf(a.Date()))
		f.start.SetTime(a.Start.Hour(), a.Start.Minute())
		f.end.SetTime(a.End.Hour(), a.End.Minute())
	}
	f.speaker = a.PresentedBy()
	f.showPresenter()
	f.branch.SetValue(string(a.Branch))
	f.programme.SetValue(string(a.Programme))
	f.project.SetValue(string(a.Project))
	f.number.SetText(countText(a.Number))
	f.credit.SetText(countText(a.Credit))
	f.beneficiaries.SetText(countText(a.Beneficiaries))
	f.visitors.SetText(countText(a.Visitors))
	f.length, f.lengthTyped = f.usualMinutes(), a.ID != ""
	if !a.Start.IsZero() {
		f.length = a.Minutes()
	}
	f.showFields()
}

func countText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// shows reports whether the form shows a field of Activity for the chosen kind.
func (f *activityForm) shows(field string) bool {
	switch field {
	case "Kind", "Title", "Date", "Start", "End", "Place", "Organiser", "Credit":
		return true
	}
	return f.info().Needs(field)
}

func (f *activityForm) info() model.KindInfo { return model.KindOf(model.Kind(f.kind.Value())) }

func (f *activityForm) showFields() {
	lecture := model.Kind(f.kind.Value()) == model.Lecture
	f.form.SetLabel("Programme", map[bool]string{false: lang.L("Training programme"), true: lang.L("Lecture series")}[lecture])
	f.form.SetLabel("Number", map[bool]string{false: lang.L("Session number"), true: lang.L("Lecture number")}[lecture])
	for _, field := range []string{
		"Branch", "Programme", "Number", "Presenter", "PresenterPost", "Theme", "Initiative", "ServiceField",
		"Team", "Project", "Beneficiaries", "Visitors", "Audience", "Materials", "Gift",
	} {
		f.form.SetShown(field, f.shows(field))
	}
}

// onKind shows the fields of another kind and proposes its length.
func (f *activityForm) onKind() {
	f.offerProgrammes()
	f.showFields()
	if !f.lengthTyped {
		f.length = f.usualMinutes()
	}
	f.proposePlace()
	f.onStart()
}

// offerProgrammes offers what an activity of the chosen kind can belong to.
func (f *activityForm) offerProgrammes() {
	options := programmeOptions(f.programmes, model.Kind(f.kind.Value()), f.plan.activity.Programme)
	if !slices.ContainsFunc(options, func(o widgets.Option) bool { return o.Value == f.programme.Value() }) {
		f.programme.SetValue("")
		f.number.SetText("")
	}
	f.programme.SetOptions(options)
}

// onStart moves the end with the start.
func (f *activityForm) onStart() {
	hour, minute, ok := f.start.Time()
	if !ok {
		return
	}
	at := min(hour*60+minute+f.length, 24*60-1)
	f.end.SetTime(at/60, at%60)
	f.look()
}

// onEnd takes the length from what a person typed.
func (f *activityForm) onEnd() {
	fromHour, fromMinute, ok := f.start.Time()
	hour, minute, readable := f.end.Time()
	if length := (hour-fromHour)*60 + minute - fromMinute; ok && readable && length > 0 {
		f.length, f.lengthTyped = length, true
	}
	f.look()
}

// onProgramme proposes the next number of the chosen programme.
func (f *activityForm) onProgramme(id string) {
	if id == "" {
		f.number.SetText("")
		return
	}
	last := 0
	f.desk.run(func(ctx context.Context) error {
		sessions, err := sessionsOf(ctx, f.store, model.ID(id))
		for _, s := range sessions {
			last = max(last, s.Number)
		}
		return err
	}, func(err error) {
		if err != nil {
			f.desk.note(err) // only a proposal is lost
			return
		}
		f.number.SetText(strconv.Itoa(last + 1))
	})
}
