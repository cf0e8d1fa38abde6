package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// memberFilters narrow a list of people: four buttons for what is asked most,
// and a dialog for the rest.
type memberFilters struct {
	branch, category, tag, state *widgets.FilterButton
	*furtherFilter
	content fyne.CanvasObject
}

// furtherFilter is the button behind which the conditions lie that have no
// button of their own.
type furtherFilter struct {
	desk    *desk
	changed func()
	more    *widgets.Button
	further store.MemberFilter // what the dialog has set
}

func newFurtherFilter(d *desk, changed func()) *furtherFilter {
	f := &furtherFilter{desk: d, changed: changed}
	f.more = widgets.NewButton("", f.onMore)
	f.showMore()
	return f
}

// Values of the filter by state beyond model.MemberState's.
const (
	everyState   = "all"
	removedState = "removed"
)

func newMemberFilters(d *desk, changed func()) *memberFilters {
	f := &memberFilters{furtherFilter: newFurtherFilter(d, changed)}
	chosen := func(string) { changed() }
	f.branch = widgets.NewFilter(lang.L("Branch: "), nil, chosen)
	f.category = widgets.NewFilter(lang.L("Category: "), nil, chosen)
	f.tag = widgets.NewFilter(lang.L("Tag: "), nil, chosen)
	f.state = widgets.NewFilter("", []widgets.Option{
		{Value: string(model.Active), Text: lang.L("On the register")},
		{Value: string(model.Moved), Text: lang.L("Moved away")},
		{Value: string(model.Deceased), Text: lang.L("Deceased")},
		{Value: string(lackingBirthday), Text: lang.L("No date of birth")},
		{Value: string(lackingPhone), Text: lang.L("No phone number")},
		{Value: everyState, Text: lang.L("All states")},
		{Value: removedState, Text: lang.L("Recycle bin")},
	}, chosen)
	f.content = widgets.Across(8, f.branch, f.category, f.tag, f.state, f.more)
	f.show(memberOptions{})
	return f
}

// show offers the words and branches there are.
func (f *memberFilters) show(o memberOptions) {
	branches := []widgets.Option{{Text: lang.L("All")}}
	for _, b := range o.branches {
		text := b.Name
		if b.Kind == model.Group {
			text = "　" + text // below its branch
		}
		branches = append(branches, widgets.Option{Value: string(b.ID), Text: text})
	}
	f.branch.SetOptions(branches)
	f.category.SetOptions(widgets.Words(lang.L("All"), o.categories))
	f.tag.SetOptions(widgets.Words(lang.L("All"), o.tags))
}

// filter is what the list is narrowed to.
func (f *memberFilters) filter() store.MemberFilter {
	m := f.further
	m.Branch, m.Category, m.Tag = model.ID(f.branch.Value()), f.category.Value(), f.tag.Value()
	switch state := f.state.Value(); state {
	case everyState:
	case removedState:
		m.Removed = true
	case string(lackingBirthday), string(lackingPhone):
		m.State, m.Lacks = model.Active, store.MemberLack(state)
	default:
		m.State = model.MemberState(state)
	}
	return m
}

// set shows a filter and returns what of it there is no longer: a branch that
// was removed, a word that is in no list any more.
func (f *memberFilters) set(m store.MemberFilter) (gone []string) {
	choose := func(button *widgets.FilterButton, value, label string) {
		button.SetValue("")
		button.SetValue(value)
		if button.Value() != value {
			gone = append(gone, label)
		}
	}
	choose(f.branch, string(m.Branch), lang.L("Branch"))
	choose(f.category, m.Category, lang.L("Category"))
	choose(f.tag, m.Tag, lang.L("Tags"))
	state := string(m.State)
	switch {
	case m.Removed:
		state = removedState
	case m.Lacks != "":
		state = string(m.Lacks)
	case state == "":
		state = everyState
	}
	f.state.SetValue(state)
	f.further = further(m)
	f.showMore()
	return gone
}

// further is the part of a filter that the dialog sets.
func further(m store.MemberFilter) store.MemberFilter {
	return store.MemberFilter{
		Has: m.Has, InService: m.InService, AgeFrom: m.AgeFrom, AgeTo: m.AgeTo, JoinedFrom: m.JoinedFrom, JoinedTo: m.JoinedTo,
	}
}

// clear takes all conditions away.
func (f *memberFilters) clear() { f.set(store.MemberFilter{State: model.Active}) }

// showMore says on the button how many further conditions there are.
func (f *furtherFilter) showMore() {
	m, n := f.further, 0
	for _, set := range []bool{m.Has != "", m.InService, m.AgeFrom > 0 || m.AgeTo > 0, !m.JoinedFrom.IsZero() || !m.JoinedTo.IsZero()} {
		if set {
			n++
		}
	}
	text := lang.L("More ▾")
	if n > 0 {
		text = lang.L("More: {{.N}} ▾", map[string]any{"N": n})
	}
	f.more.Strong = n > 0
	f.more.SetText(text)
}

// furtherForm asks for the conditions that have no button of their own.
type furtherForm struct {
	filters              *furtherFilter
	ageFrom, ageTo       *widgets.Entry
	joinedFrom, joinedTo *widgets.DateField
	phone, service       *widgets.ChoiceField
	form                 *widgets.Form
	box                  *dialogBox
}

func (f *furtherFilter) onMore() { f.openFurther() }

func (f *furtherFilter) openFurther() *furtherForm {
	form := &furtherForm{
		filters: f, ageFrom: widgets.NewEntry(), ageTo: widgets.NewEntry(), joinedFrom: f.desk.dateField(), joinedTo: f.desk.dateField(),
		phone: widgets.NewChoice("", []widgets.Option{{Text: lang.L("Does not matter")}, {Value: "has", Text: lang.L("With a phone number")}}),
		service: widgets.NewChoice("", []widgets.Option{
			{Text: lang.L("Does not matter")}, {Value: "yes", Text: lang.L("Only in-service members who report here")},
		}),
		form: widgets.NewForm(2),
	}
	form.form.Add("AgeFrom", lang.L("Age from"), form.ageFrom)
	form.form.Add("AgeTo", lang.L("Age to"), form.ageTo)
	form.form.Add("JoinedFrom", lang.L("Joined from"), form.joinedFrom)
	form.form.Add("JoinedTo", lang.L("Joined to"), form.joinedTo)
	form.form.Add("Phone", lang.L("Phone"), form.phone)
	form.form.Add("InService", lang.L("In service elsewhere"), form.service)
	form.form.OnLast = form.onApply
	form.fill(f.further)
	form.box = f.desk.openDialog(dialogSpec{
		title: lang.L("More conditions"), content: form.form, size: fyne.NewSize(620, 0), onSave: form.onApply,
		left: []fyne.CanvasObject{widgets.NewButton(lang.L("Take them away"), func() { form.apply(store.MemberFilter{}) })},
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Cancel"), func() { form.box.close() }), widgets.NewPrimary(lang.L("Show these people"), form.onApply),
		},
	})
	form.form.Focus("AgeFrom")
	return form
}

func (f *furtherForm) fill(m store.MemberFilter) {
	for _, age := range []struct {
		entry *widgets.Entry
		years int
	}{{f.ageFrom, m.AgeFrom}, {f.ageTo, m.AgeTo}} {
		if age.years > 0 {
			age.entry.SetText(strconv.Itoa(age.years))
		}
	}
	f.joinedFrom.SetDay(dayOf(m.JoinedFrom))
	f.joinedTo.SetDay(dayOf(m.JoinedTo))
	if m.Has == store.LacksPhone {
		f.phone.SetValue("has")
	}
	if m.InService {
		f.service.SetValue("yes")
	}
}

// onApply narrows the list to what the form says, or says what is wrong in it.
func (f *furtherForm) onApply() {
	f.form.ClearErrors()
	var m store.MemberFilter
	for _, age := range []struct {
		field string
		entry *widgets.Entry
		to    *int
	}{{"AgeFrom", f.ageFrom, &m.AgeFrom}, {"AgeTo", f.ageTo, &m.AgeTo}} {
		years, ok := ageOf(age.entry.Text)
		if !ok {
			f.form.ShowError(age.field, lang.L("An age is a number from 1 to 150."))
			return
		}
		*age.to = years
	}
	for _, day := range []struct {
		name  string
		field *widgets.DateField
		to    *model.Date
	}{{"JoinedFrom", f.joinedFrom, &m.JoinedFrom}, {"JoinedTo", f.joinedTo, &m.JoinedTo}} {
		read, err := day.field.Day()
		if err != nil {
			f.form.ShowError(day.name, errorText(err))
			return
		}
		*day.to = dateOf(read)
	}
	switch {
	case m.AgeTo > 0 && m.AgeTo < m.AgeFrom:
		f.form.ShowError("AgeTo", lang.L("This is below the lower age."))
		return
	case m.JoinedFrom.Year > 0 && m.JoinedTo.Year > 0 && m.JoinedTo.Before(m.JoinedFrom) && m.JoinedTo.Year < m.JoinedFrom.Year:
		f.form.ShowError("JoinedTo", lang.L("This is before the first day."))
		return
	}
	if f.phone.Value() != "" {
		m.Has = store.LacksPhone
	}
	m.InService = f.service.Value() != ""
	f.apply(m)
}

// ageOf reads an age; nothing is 0.
func ageOf(text string) (years int, ok bool) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, true
	}
	years, err := strconv.Atoi(text)
	return years, err == nil && years >= 1 && years <= 150
}

func (f *furtherForm) apply(m store.MemberFilter) {
	f.filters.further = m
	f.filters.showMore()
	f.box.close()
	f.filters.changed()
}

// memberOptions are the words that filters and forms offer.
type memberOptions struct {
	branches                    []model.Organisation // branches, each followed by its groups
	units                       []model.Organisation // 成员单位
	categories, standings, tags []string
}

// optionStore is what the options are read from.
type optionStore interface {
	Organisations(ctx context.Context) ([]model.Organisation, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
}

func loadMemberOptions(ctx context.Context, st optionStore) (o memberOptions, err error) {
	tree, err := st.Organisations(ctx)
	if err != nil {
		return o, err
	}
	o.branches, o.units = branchesAndUnits(tree)
	for _, list := range []struct {
		to   *[]string
		kind model.DictionaryKind
	}{{&o.categories, model.Categories}, {&o.standings, model.Standings}, {&o.tags, model.MemberTags}} {
		if *list.to, err = st.Words(ctx, list.kind); err != nil {
			return o, err
		}
	}
	return o, nil
}

// branchesAndUnits are the branches of a tree, each followed by its groups,
// and the units.
func branchesAndUnits(tree []model.Organisation) (branches, units []model.Organisation) {
	groups := map[model.ID][]model.Organisation{}
	for _, o := range tree {
		if o.Kind == model.Group {
			groups[o.Parent] = append(groups[o.Parent], o)
		}
	}
	placed := map[model.ID]bool{}
	for _, o := range tree {
		switch o.Kind {
		case model.Branch:
			placed[o.ID] = true
			branches = append(append(branches, o), groups[o.ID]...)
		case model.HostUnit:
			units = append(units, o)
		}
	}
	for _, o := range tree { // groups under nothing that is listed
		if o.Kind == model.Group && !placed[o.Parent] {
			branches = append(branches, o)
		}
	}
	return branches, units
}
