package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// memberForm is the dialog in which a person is added or changed. It saves
// the person as loaded with the fields it shows put in, so that what it does
// not show stays as it is.
type memberForm struct {
	desk    *desk
	store   memberStore
	onSaved func(model.ID)

	member  model.Member // as the store has it
	born    widgets.Day  // the birthday as the field showed it first
	options memberOptions
	clean   string // what the form held when it was last equal to the store
	saving  bool

	name, pinyin              *widgets.Entry
	number, phone             *widgets.Entry
	numberNote, birthdayNote  *widgets.Noted
	alikeNote                 *widgets.Noted // on the name: who else it may be
	sex, branch               *widgets.ChoiceField
	standing, category, state *widgets.ChoiceField
	birthday                  *widgets.DateField
	joined, confirmed         *widgets.DateField
	stateDate                 *widgets.DateField
	ethnic, education, degree *widgets.SuggestField
	tags                      *tagPicker
	service                   *widgets.ChoiceField // 双报到
	unit                      *widgets.ChoiceField
	photo                     *photoField
	texts                     []memberText
	dates                     []memberDate
	secrets                   []*secretNumber // the ID number, the phone
	reveal                    *widgets.LinkText
	revealed                  bool

	sections []*widgets.Form
	scroll   *container.Scroll
	save     *widgets.Button
	more     *widgets.Button // saves and begins the next person
	box      *dialogBox
	spelled  string // pinyin that the form filled in itself
	inBranch string // the branch chosen last, for when making a new one is given up
	asked    int    // how often likenesses were asked for, to tell a late answer
}

// memberText binds a text of the form to its field of Member.
type memberText struct {
	shown string // what the form showed before anybody typed
	value func(*model.Member) *string
	get   func() string
	set   func(string)
}

// memberDate binds a day of the form to its field of Member.
type memberDate struct {
	name  string
	shown string // what the form showed before anybody typed
	field *widgets.DateField
	value func(*model.Member) *model.Date
}

// openMemberForm shows the form over the window, for a new person where id is
// empty. onSaved is called once the person is stored.
func openMemberForm(d *desk, st memberStore, id model.ID, onSaved func(model.ID)) {
	m := model.Member{State: model.Active}
	var o memberOptions
	d.run(func(ctx context.Context) (err error) {
		if o, err = loadMemberOptions(ctx, st); err != nil || id == "" {
			return err
		}
		m, err = st.Member(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { openMemberForm(d, st, id, onSaved) })
			return
		}
		newMemberForm(d, st, m, o, onSaved).open()
	})
}

func newMemberForm(d *desk, st memberStore, m model.Member, o memberOptions, onSaved func(model.ID)) *memberForm {
	f := &memberForm{
		desk: d, store: st, onSaved: onSaved, options: o,
		name: widgets.NewEntry(), pinyin: widgets.NewEntry(), number: widgets.NewEntry(), phone: widgets.NewEntry(),
		sex: widgets.NewChoice("", []widgets.Option{
			{Text: lang.L("Not known")}, {Value: string(model.Male), Text: lang.L("Male")}, {Value: string(model.Female), Text: lang.L("Female")},
		}),
		branch:   widgets.NewChoice("", nil),
		standing: widgets.NewChoice("", widgets.Words(lang.L("Not filled in"), o.standings)),
		category: widgets.NewChoice("", widgets.Words(lang.L("Not filled in"), o.categories)),
		state: widgets.NewChoice("", []widgets.Option{
			{Value: string(model.Active), Text: lang.L("On the register")},
			{Value: string(model.Moved), Text: lang.L("Moved away")},
			{Value: string(model.Deceased), Text: lang.L("Deceased")},
		}),
		birthday: d.birthdayField(), joined: d.dateField(), confirmed: d.dateField(), stateDate: d.dateField(),
		ethnic:    widgets.NewSuggest([]string{"汉族", "回族", "满族", "蒙古族", "维吾尔族", "藏族", "壮族", "苗族"}),
		education: widgets.NewSuggest([]string{"小学", "初中", "高中", "中专", "大专", "本科", "研究生"}),
		degree:    widgets.NewSuggest([]string{"学士", "硕士", "博士"}),
		tags:      newTagPicker(o.tags),
		service: widgets.NewChoice("", []widgets.Option{
			{Text: lang.L("No")}, {Value: "yes", Text: lang.L("Yes, reports to this centre too")},
		}),
		unit: widgets.NewChoice("", nil),
	}
	f.photo = newPhotoField(d, func() { f.relayout() })
	f.service.OnChosen = func(string) { f.showState() }
	f.phone.OnLeft, f.name.OnLeft = f.checkAlike, f.checkAlike
	f.numberNote, f.birthdayNote, f.alikeNote = widgets.NewNoted(f.number), widgets.NewNoted(f.birthday), widgets.NewNoted(f.name)
	f.save = widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onSave)
	f.more = widgets.NewButton(lang.L("Save and add the next"), f.onSaveMore)
	f.name.OnChanged = f.onName
	f.number.OnChanged = func(string) { f.takeNumber(true); f.checkNumber(true) }
	f.number.OnLeft = func() { f.takeNumber(false); f.checkNumber(false); f.checkAlike() }
	f.birthday.OnDay = func(widgets.Day) { f.checkNumber(false) }
	f.sex.OnChosen = func(string) { f.checkNumber(false) }
	f.state.OnChosen = func(string) { f.showState() }
	f.branch.OnChosen = f.onBranch
	f.build()
	f.fill(m)
	return f
}

func (f *memberForm) showBranches() {
	options := []widgets.Option{{Text: lang.L("Not filled in")}}
	for _, b := range f.options.branches {
		name := b.Name
		if b.Kind == model.Group {
			name = "　" + name
		}
		if !b.Retired.IsZero() && b.ID != f.member.Branch {
			continue // nobody new is put there
		}
		if !b.Retired.IsZero() {
			name += lang.L(" (no longer used)")
		}
		options = offer(options, b.ID, name)
	}
	f.branch.SetOptions(append(options, widgets.Option{Value: newBranchChoice, Text: lang.L("New branch…")}))
}

// section begins a group of fields under a heading.
func (f *memberForm) section() *widgets.Form {
	form := widgets.NewForm(2)
	f.sections = append(f.sections, form)
	return form
}

// text adds a field for a text.
func (f *memberForm) text(form *widgets.Form, name, label string, value func(*model.Member) *string) {
	entry := widgets.NewEntry()
	form.Add(name, label, entry)
	f.bind(entry, value)
}

func (f *memberForm) bind(entry *widgets.Entry, value func(*model.Member) *string) {
	f.texts = append(f.texts, memberText{"", value, func() string { return strings.TrimSpace(entry.Text) }, entry.SetText})
}

func (f *memberForm) bindChoice(choice *widgets.ChoiceField, value func(*model.Member) *string) {
	f.texts = append(f.texts, memberText{"", value, choice.Value, choice.SetValue})
}

func (f *memberForm) bindDate(form *widgets.Form, name, label string, field *widgets.DateField, value func(*model.Member) *model.Date) {
	form.Add(name, label, field)
	f.dates = append(f.dates, memberDate{name, "", field, value})
}

func (f *memberForm) build() {
	body := widgets.Down(10)
	f.reveal = widgets.NewLink(lang.L("Show numbers"), f.onReveal)
	heading := func(title string, form *widgets.Form) {
		if len(body.Objects) == 0 {
			body.Add(container.NewBorder(nil, nil, widgets.NewHeading(title), f.reveal))
		} else {
			body.Add(widgets.Spacer(0, 4))
			body.Add(widgets.NewHeading(title))
		}
		body.Add(form)
	}
	heading(lang.L("The person"), f.buildPerson(f.section()))
	heading(lang.L("Party organisation"), f.buildParty(f.section()))
	heading(lang.L("Contact and work"), f.buildWork(f.section()))
	heading(lang.L("More"), f.buildMore(f.section()))
	for i, next := range []string{"Branch", "Address", "VolunteerNumber"} {
		f.sections[i].OnLast = func() { f.sections[i+1].Focus(next) }
	}
	f.scroll = widgets.NewFormScroll(widgets.Inset(2, 2, container.NewBorder(nil, nil, nil, widgets.Spacer(14, 0), body)))
	f.scroll.SetMinSize(fyne.NewSize(formWidth, 500))
}

// formWidth is the width of the form in the dialog.
const formWidth float32 = 880

func (f *memberForm) buildPerson(form *widgets.Form) *widgets.Form {
	form.Add("Name", lang.L("Full name"), f.alikeNote)
	form.Add("Pinyin", lang.L("Pinyin (filled in by itself, may be corrected)"), f.pinyin)
	form.Add("IDNumber", lang.L("ID number"), f.numberNote)
	form.Add("Birthday", lang.L("Birthday"), f.birthdayNote)
	form.Add("Sex", lang.L("Sex"), f.sex)
	form.Add("Ethnic", lang.L("Ethnic group"), f.ethnic)
	f.bind(f.name, func(m *model.Member) *string { return &m.Name })
	f.bind(f.pinyin, func(m *model.Member) *string { return &m.Pinyin })
	f.bindNumber(f.number, model.MaskIDNumber, func(m *model.Member) *string { return &m.IDNumber })
	f.bind(&f.ethnic.Entry, func(m *model.Member) *string { return &m.Ethnic })
	form.Add("Phone", lang.L("Phone"), f.phone)
	f.bindNumber(f.phone, model.MaskPhone, func(m *model.Member) *string { return &m.Phone })
	f.text(form, "NativePlace", lang.L("Native place"), func(m *model.Member) *string { return &m.NativePlace })
	return form
}

func (f *memberForm) buildParty(form *widgets.Form) *widgets.Form {
	form.Add("Branch", lang.L("Branch"), f.branch)
	form.Add("PartyPost", lang.L("Post in the Party"), f.entryFor(func(m *model.Member) *string { return &m.PartyPost }))
	form.Add("Standing", lang.L("Standing"), f.standing)
	form.Add("Category", lang.L("Category"), f.category)
	f.bindChoice(f.standing, func(m *model.Member) *string { return &m.Standing })
	f.bindChoice(f.category, func(m *model.Member) *string { return &m.Category })
	f.bindDate(form, "Joined", lang.L("Joined (political birthday)"), f.joined, func(m *model.Member) *model.Date { return &m.Joined })
	f.bindDate(form, "Confirmed", lang.L("Confirmed"), f.confirmed, func(m *model.Member) *model.Date { return &m.Confirmed })
	form.Add("InService", lang.L("In service elsewhere"), f.service)
	form.Add("HostUnit", lang.L("Own unit"), f.unit)
	return form
}

func (f *memberForm) entryFor(value func(*model.Member) *string) *widgets.Entry {
	entry := widgets.NewEntry()
	f.bind(entry, value)
	return entry
}

func (f *memberForm) buildWork(form *widgets.Form) *widgets.Form {
	form.AddWide("Address", lang.L("Address"), f.entryFor(func(m *model.Member) *string { return &m.Address }))
	f.text(form, "Employer", lang.L("Employer"), func(m *model.Member) *string { return &m.Employer })
	f.text(form, "Post", lang.L("Post"), func(m *model.Member) *string { return &m.Post })
	form.Add("Education", lang.L("Education"), f.education)
	form.Add("Degree", lang.L("Degree"), f.degree)
	f.bind(&f.education.Entry, func(m *model.Member) *string { return &m.Education })
	f.bind(&f.degree.Entry, func(m *model.Member) *string { return &m.Degree })
	return form
}

func (f *memberForm) buildMore(form *widgets.Form) *widgets.Form {
	notes := widgets.NewTextArea(2)
	form.AddWide("Tags", lang.L("Tags"), f.tags.content)
	f.text(form, "VolunteerNumber", lang.L("Volunteer no."), func(m *model.Member) *string { return &m.VolunteerNumber })
	form.Add("State", lang.L("State"), f.state)
	f.bindDate(form, "StateDate", lang.L("Since"), f.stateDate, func(m *model.Member) *model.Date { return &m.StateDate })
	f.text(form, "StateReason", lang.L("Where to, or why"), func(m *model.Member) *string { return &m.StateReason })
	form.AddWide("Notes", lang.L("Notes"), notes)
	form.AddWide("Photo", lang.L("Photo"), f.photo.content)
	f.bind(notes, func(m *model.Member) *string { return &m.Notes })
	return form
}

// open shows the form over the window.
func (f *memberForm) open() {
	title, left := lang.L("Change a person"), []fyne.CanvasObject(nil)
	if f.member.ID == "" {
		title, left = lang.L("Add a person"), []fyne.CanvasObject{f.more}
	}
	cancel := widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() })
	f.box = f.desk.openDialog(dialogSpec{
		title: title, content: f.scroll, left: left, buttons: []fyne.CanvasObject{cancel, f.save},
		onSave: f.onSave, dirty: func() bool { return f.held() != f.clean },
	})
	f.relayout()
	f.sections[0].Focus("Name")
}

// relayout makes room for what was shown or hidden under fields.
func (f *memberForm) relayout() {
	for _, form := range f.sections {
		form.Refresh()
	}
	f.scroll.Refresh()
}

// fill shows a person.
func (f *memberForm) fill(m model.Member) {
	f.member = m
	f.spelled = model.PinyinOf(m.Name)
	for _, t := range f.texts {
		t.set(*t.value(&m))
	}
	for i := range f.texts { // only now, for the name spells the pinyin
		f.texts[i].shown = f.texts[i].get()
	}
	for i, d := range f.dates {
		d.field.SetDay(dayOf(*d.value(&m)))
		f.dates[i].shown = d.field.Text()
	}
	f.born = birthdayDay(m.Birthday)
	f.birthday.SetDay(f.born)
	f.sex.SetValue(string(m.Sex))
	f.inBranch = string(m.Branch)
	f.state.SetValue(string(m.State))
	f.tags.set(m.Tags)
	f.service.SetValue("")
	if m.InService {
		f.service.SetValue("yes")
	}
	f.showUnit(m.HostUnit)
	f.showBranch(m.Branch)
	f.photo.set(m.Photo)
	f.asked++ // what was asked of the last person is told no more
	f.alikeNote.SetRemark("")
	f.showState()
	f.showReveal()
	f.checkNumber(false)
	f.clean = f.held()
}

// showState shows what is asked of people who left only where one did.
func (f *memberForm) showState() {
	left := f.state.Value() != string(model.Active)
	last := f.sections[len(f.sections)-1]
	last.SetShown("StateDate", left)
	last.SetShown("StateReason", left)
	f.sections[1].SetShown("HostUnit", f.service.Value() != "")
	f.relayout()
}

// held is all that the form holds, to tell whether anything was typed.
func (f *memberForm) held() string {
	parts := []string{f.sex.Value(), f.branch.Value(), f.state.Value(), f.service.Value(), f.unit.Value(), f.photo.name, strings.Join(f.tags.chosen(), "\x01")}
	for _, t := range f.texts {
		parts = append(parts, t.get())
	}
	for _, d := range f.dates {
		parts = append(parts, d.field.Text())
	}
	return strings.Join(append(parts, f.birthday.Text(), f.birthday.Explained()), "\x00")
}
