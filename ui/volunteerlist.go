package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// volunteerListStore is what the list of volunteers asks the store for.
type volunteerListStore interface {
	volunteerFilterStore
	Volunteers(ctx context.Context, f store.VolunteerFilter) (store.VolunteerPage, error)
}

// volunteerList is the tab 志愿者: who volunteers, what each can do and when.
type volunteerList struct {
	desk  *desk
	room  *volunteers
	store volunteerListStore

	*volunteerFilters
	table    *widgets.DataTable[model.VolunteerSummary]
	former   *widgets.LinkText // shows those who stopped, or those who serve
	stopped  bool
	figures  *widgets.Text
	text     string // of the search box
	openOne  *widgets.Button
	recruit  *widgets.Button
	find     *widgets.Button
	rule     *widgets.Button
	form     *volunteerForm // last opened
	finder   *finderDialog  // last opened
	recruits *recruitDialog // last opened
	ruling   *sheet         // last opened
	content  fyne.CanvasObject
}

func newVolunteerList(d *desk, room *volunteers) *volunteerList {
	v := &volunteerList{desk: d, room: room, store: d.store, figures: widgets.NewMuted("")}
	v.figures.Shrink = true
	v.recruit = widgets.NewPrimary(lang.L("Recruit volunteers…  Ctrl+N"), v.onNew)
	v.find = widgets.NewButton(lang.L("Find people for an activity…"), v.onFind)
	v.rule = widgets.NewButton(lang.L("How numbers are given…"), v.onRule)
	v.volunteerFilters = newVolunteerFilters(func() { v.table.ReloadTop() })
	v.table = widgets.NewTable(volunteerColumns(), func(r model.VolunteerSummary) string { return string(r.Member) }, v.load,
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("No volunteer here."), widgets.NewPrimary(lang.L("Recruit volunteers…"), v.onNew)))
	v.table.OnLoaded = func(total int) { v.figures.SetText(lang.L("{{.N}} volunteers", map[string]any{"N": grouped(total)})) }
	v.table.OnOpened = func(r model.VolunteerSummary) { v.show(r.Member) }
	v.former = widgets.NewLink("", func() {
		v.stopped = !v.stopped
		v.showFormer()
		v.table.ReloadTop()
	})
	v.showFormer()
	v.openOne = openButton(lang.L("Open the volunteer"), v.table)
	bar := container.NewBorder(nil, nil, widgets.Across(8, v.skill, v.class, v.team, v.day, v.part), container.NewCenter(v.former), nil)
	foot := container.NewBorder(nil, nil, nil, widgets.Across(8, v.rule, v.openOne), v.figures)
	v.content = container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, v.table)
	return v
}

func (v *volunteerList) showFormer() {
	v.former.SetText(lang.L("Show those who stopped"))
	if v.stopped {
		v.former.SetText(lang.L("Show those who serve"))
	}
}

func volunteerColumns() []widgets.Column[model.VolunteerSummary] {
	type row = model.VolunteerSummary
	return []widgets.Column[row]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 7, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Strong(model.SpacedName(r.Name)) }},
		{ID: "number", Title: lang.L("Volunteer number"), Chars: 12, Cell: func(r row) widgets.Cell { return widgets.Muted(r.Number) }},
		{ID: "joined", Title: lang.L("Registered on"), Chars: 5.6, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Joined.String())) }},
		{ID: "skills", Title: lang.L("Skills"), Chars: 5, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(strings.Join(r.Skills, "、"))) }},
		{ID: "free", Title: lang.L("Free"), Chars: 6, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Free.Chinese())) }},
		{ID: "teams", Title: lang.L("Teams"), Chars: 6, Grow: 2, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Teams)) }},
		{ID: "phone", Title: lang.L("Phone"), Chars: 6.4, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(model.MaskPhone(r.Phone))) }},
	}
}

func (v *volunteerList) Content() fyne.CanvasObject { return v.content }

// Actions are the buttons of the top bar.
func (v *volunteerList) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.find, v.recruit}
}

// Open shows a volunteer.
func (v *volunteerList) Open(errand any) {
	if id, ok := errand.(openRecord); ok {
		v.show(model.ID(id))
	}
}

func (v *volunteerList) show(member model.ID) { v.form = openVolunteer(v.desk, member) }

// Refresh loads the list and what it can be narrowed by.
func (v *volunteerList) Refresh() {
	v.offer(v.desk, v.store, v.table.Reload)
}

func (v *volunteerList) load(q widgets.Query, done func([]model.VolunteerSummary, int)) {
	f := v.filter()
	f.Search, f.Former, f.Offset, f.Limit = v.text, v.stopped, q.Offset, q.Limit
	var page store.VolunteerPage
	v.desk.run(func(ctx context.Context) (err error) {
		page, err = v.store.Volunteers(ctx, f)
		return err
	}, func(err error) {
		if err != nil {
			v.desk.fail(err, v.table.Reload)
			return
		}
		done(page.Volunteers, page.Total)
	})
}

// SearchHint says what the search box finds.
func (v *volunteerList) SearchHint() string { return lang.L("Find a volunteer  Ctrl+F") }

// Search narrows the list.
func (v *volunteerList) Search(text string) {
	v.text = text
	v.table.ReloadTop()
}

// onFound moves the keys from the search box to the rows it found.
func (v *volunteerList) onFound() { focusFirst(v.table) }

func (v *volunteerList) onNew() { v.recruits = openRecruit(v.desk) }

func (v *volunteerList) onFind() {
	v.finder = openFinder(v.desk, "", func() { v.desk.changed() })
}

// ruleStore is what the rule of numbers asks the store for.
type ruleStore interface {
	NumberRule(ctx context.Context) (model.NumberRule, error)
	SaveNumberRule(ctx context.Context, rule model.NumberRule) error
	NextVolunteerNumber(ctx context.Context, rule model.NumberRule, year int) (string, error)
}

// onRule asks how volunteers are numbered from now on.
func (v *volunteerList) onRule() {
	openNumberRule(v.desk, v.desk.store, func(f *sheet) { v.ruling = f })
}

func openNumberRule(d *desk, st ruleStore, shown func(*sheet)) {
	year := d.today().Year
	var rule model.NumberRule
	var next string
	d.run(func(ctx context.Context) (err error) {
		if rule, err = st.NumberRule(ctx); err != nil {
			return err
		}
		next, err = st.NextVolunteerNumber(ctx, rule, year)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		const yes, no = "yes", "no"
		withYear := no
		if rule.WithYear {
			withYear = yes
		}
		f := newSheet(d, 1)
		f.entry("Prefix", lang.L("Numbers begin with (empty: the centre's code)"), &rule.Prefix, false)
		choose(f, "WithYear", lang.L("Then the year of registering"), []widgets.Option{{Value: yes, Text: lang.L("Yes")}, {Value: no, Text: lang.L("No")}}, &withYear)
		f.number("Digits", lang.L("Digits of the serial, which has no gaps"), &rule.Digits)
		hint := widgets.NewMuted(lang.L("The next number by the present rule: {{.Number}}", map[string]any{"Number": next}))
		f.open(lang.L("How numbers are given…"), 660, func(ctx context.Context) error {
			rule.WithYear = withYear == yes
			return st.SaveNumberRule(ctx, rule)
		}, func() {
			d.changed()
			sayNext(d, st, rule, year)
		}, hint)
		shown(f)
	})
}

// sayNext tells which number would be given next.
func sayNext(d *desk, st ruleStore, rule model.NumberRule, year int) {
	var next string
	d.run(func(ctx context.Context) (err error) {
		next, err = st.NextVolunteerNumber(ctx, rule, year)
		return err
	}, func(err error) {
		if err != nil {
			d.note(err)
			return
		}
		d.say(lang.L("The next number will be {{.Number}}", map[string]any{"Number": next}))
	})
}
