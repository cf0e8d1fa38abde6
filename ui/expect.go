package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// expectStore is what adding expected people asks the store for.
type expectStore interface {
	optionStore
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	MemberLists(ctx context.Context) ([]store.MemberList, error)
	Teams(ctx context.Context, f store.TeamFilter) ([]model.TeamSummary, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Expect(ctx context.Context, activity model.ID, members []model.ID) (int, error)
	ExpectFilter(ctx context.Context, activity model.ID, f store.MemberFilter) (int, error)
}

// expectForm is the dialog 添加应到: it shows who matches the filters, a saved
// list, is in a team or was on the list of an earlier activity, and puts all of them, or those
// ticked, on the list.
type expectForm struct {
	desk     *desk
	store    expectStore
	activity model.ID
	on       map[model.ID]bool // on the list already
	done     func()

	*memberFilters
	source, part      *widgets.FilterButton // a saved list or an activity; of the latter, who
	lists             []store.MemberList
	teams             []model.TeamSummary
	search            *widgets.SearchEntry
	filterRow         *fyne.Container
	count             *widgets.Text
	table             *widgets.DataTable[personRow]
	addAll, addTicked *widgets.Button
	// answered is the filter of the last answer, counted that of the rows shown.
	answered, counted store.MemberFilter
	box               *dialogBox
}

// openExpect shows the dialog; done is called once people were added.
func openExpect(d *desk, roll model.Roll, done func()) *expectForm {
	f := &expectForm{desk: d, store: d.store, activity: roll.Activity.ID, on: map[model.ID]bool{}, done: done}
	for _, p := range roll.Attendees {
		if p.Member != "" {
			f.on[p.Member] = true
		}
	}
	f.begin()
	return f
}

// begin loads what can be chosen from, then shows the dialog.
func (f *expectForm) begin() {
	var options memberOptions
	var earlier []model.ActivitySummary
	f.desk.run(func(ctx context.Context) (err error) {
		if options, err = loadMemberOptions(ctx, f.store); err != nil {
			return err
		}
		if f.lists, err = f.store.MemberLists(ctx); err != nil {
			return err
		}
		// Nobody asks here what they did: of one day it is counted at once.
		if f.teams, err = f.store.Teams(ctx, store.TeamFilter{From: f.desk.today(), To: f.desk.today()}); err != nil {
			return err
		}
		earlier, _, err = f.store.Activities(ctx, store.ActivityFilter{To: f.desk.today(), Limit: earlierActivities})
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.begin)
			return
		}
		f.build(options, earlier)
		f.open()
	})
}

// earlierActivities is how many of the last activities are offered.
const earlierActivities = 20

// Prefixes of the values of source.
const (
	fromList     = "list "
	fromTeam     = "team "
	fromActivity = "activity "
)

// sourceOptions offers everybody, the saved lists, the volunteer teams and the
// latest activities.
func (f *expectForm) sourceOptions(earlier []model.ActivitySummary) []widgets.Option {
	options := []widgets.Option{{Value: "", Text: lang.L("All people")}}
	for _, l := range f.lists {
		options = append(options, widgets.Option{Value: fromList + string(l.ID), Text: lang.L("List: {{.Name}}", map[string]any{"Name": l.Name})})
	}
	for _, t := range f.teams {
		options = append(options, widgets.Option{Value: fromTeam + string(t.ID), Text: lang.L("Team: {{.Name}}", map[string]any{"Name": t.Name})})
	}
	for _, a := range earlier {
		if a.ID != f.activity && a.State != model.Cancelled {
			options = append(options, widgets.Option{Value: fromActivity + string(a.ID), Text: f.desk.shortDay(a.Date()) + " " + a.Title})
		}
	}
	return options
}

// onSource takes the conditions of a saved list, or asks who of an activity.
func (f *expectForm) onSource(value string) {
	f.part.Hidden = !strings.HasPrefix(value, fromActivity)
	base := store.MemberFilter{State: model.Active}
	for _, l := range f.lists {
		if value == fromList+string(l.ID) {
			base = l.Filter
			f.search.SetTextQuietly(l.Filter.Search)
		}
	}
	f.set(base)
	f.filterRow.Refresh()
	f.onNarrow()
}

func (f *expectForm) build(options memberOptions, earlier []model.ActivitySummary) {
	narrow := func(string) { f.onNarrow() }
	f.memberFilters = newMemberFilters(f.desk, f.onNarrow)
	f.show(options)
	f.source = widgets.NewFilter(lang.L("From: "), f.sourceOptions(earlier), f.onSource)
	f.part = widgets.NewFilter("", []widgets.Option{
		{Value: "", Text: lang.L("everybody on it")}, {Value: string(store.Came), Text: lang.L("who came")}, {Value: string(store.Missed), Text: lang.L("who did not come")},
	}, narrow)
	f.part.Hidden = true
	f.search = widgets.NewSearchEntry(lang.L("Name, pinyin, initials or end of the phone number"), narrow)
	f.search.Delay = f.desk.typingPause
	f.search.OnNext = func() {
		f.table.SelectRow(0)
		f.table.Focus()
	}
	f.count = widgets.NewMuted("")
	f.table = widgets.NewTable([]widgets.Column[personRow]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "born", Title: lang.L("Born"), Chars: 3, Cell: func(r personRow) widgets.Cell { return widgets.Muted(r.born) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 7, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "category", Title: lang.L("Category"), Chars: 5, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.category) }},
		{ID: "on", Title: lang.L("List"), Chars: 5, Cell: func(r personRow) widgets.Cell {
			if r.on {
				return widgets.Mark(lang.L("on the list"), widgets.Good)
			}
			return widgets.Cell{}
		}},
	}, func(r personRow) string { return string(r.id) }, f.load,
		widgets.NewEmptyState(theme.SearchIcon(), lang.L("Nobody matches."), nil))
	f.table.Checks = true
	f.table.OnLoaded = f.onLoaded
	f.table.OnChecked = func(int) { f.showButtons() }
	f.table.OnOpened = func(r personRow) { f.table.SetChecked([]personRow{r}, true) }
	f.addTicked = widgets.NewButton("", f.onAddTicked)
	f.addAll = widgets.NewPrimary("", f.onAddAll)
	f.showButtons()
}

func (f *expectForm) open() {
	f.filterRow = widgets.Across(8, f.source, f.part, f.branch, f.category, f.tag, f.more)
	filters := widgets.Down(8, container.NewHBox(f.filterRow), f.search)
	cancel := widgets.NewButton(lang.L("Close"), func() { f.box.leave() })
	f.box = f.desk.openDialog(dialogSpec{
		title: lang.L("Add expected people"),
		content: container.NewBorder(widgets.Down(8, filters, container.NewHBox(f.count, layout.NewSpacer())), nil, nil, nil,
			container.NewStack(widgets.Spacer(44*theme.TextSize(), 16*theme.TextSize()), f.table)),
		buttons: []fyne.CanvasObject{cancel, f.addTicked, f.addAll},
		size:    fyne.NewSize(60*theme.TextSize(), 580),
	})
	f.table.Reload()
	f.desk.window.Canvas().Focus(f.search)
}

// filter is what was chosen. Ticks outlive another choice: they are taken on
// purpose, from several branches perhaps.
func (f *expectForm) filter() store.MemberFilter {
	m := f.memberFilters.filter()
	m.Search, m.State, m.Removed = f.search.Text, model.Active, false
	if id, ok := strings.CutPrefix(f.source.Value(), fromActivity); ok {
		m.At, m.AtPart = model.ID(id), store.RollPart(f.part.Value())
	}
	if id, ok := strings.CutPrefix(f.source.Value(), fromTeam); ok {
		m.Team = model.ID(id)
	}
	return m
}

func (f *expectForm) load(q widgets.Query, done func([]personRow, int)) {
	filter := f.filter()
	filter.Offset, filter.Limit = q.Offset, q.Limit
	var page store.MemberPage
	f.desk.run(func(ctx context.Context) (err error) {
		page, err = f.store.Members(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.table.Reload)
			return
		}
		f.answered = filter
		done(personRows(page, f.on), page.Total)
	})
}

// onLoaded is called with answers that no later choice has overtaken.
func (f *expectForm) onLoaded(int) {
	f.counted = f.answered
	f.showButtons()
}

func (f *expectForm) onNarrow() { f.table.ReloadTop() }

// showButtons says on the buttons how many people each adds.
func (f *expectForm) showButtons() {
	total, ticked := f.table.Total(), len(f.table.Checked())
	f.count.SetText(lang.L("{{.N}} people match, {{.On}} are on the list already",
		map[string]any{"N": grouped(total), "On": grouped(len(f.on))}))
	f.addAll.SetText(lang.L("Add all {{.N}}", map[string]any{"N": grouped(total)}))
	f.addTicked.SetText(lang.L("Add the {{.N}} ticked", map[string]any{"N": ticked}))
	enable(f.addAll, total > 0)
	enable(f.addTicked, ticked > 0)
	// Whoever ticks wants those ticked.
	if ticked > 0 {
		f.addTicked.Importance, f.addAll.Importance = widget.HighImportance, widget.MediumImportance
	} else {
		f.addTicked.Importance, f.addAll.Importance = widget.MediumImportance, widget.HighImportance
	}
	f.addTicked.Refresh()
	f.addAll.Refresh()
}

// onAddAll adds those whom the button counts, even where the search has been
// typed on since.
func (f *expectForm) onAddAll() {
	filter := f.counted
	f.add(f.table.Total(), func(ctx context.Context) (int, error) { return f.store.ExpectFilter(ctx, f.activity, filter) })
}

func (f *expectForm) onAddTicked() {
	var ids []model.ID
	for _, row := range f.table.Checked() {
		ids = append(ids, row.id)
	}
	f.add(len(ids), func(ctx context.Context) (int, error) { return f.store.Expect(ctx, f.activity, ids) })
}

// add puts people on the list and says how many were new there.
func (f *expectForm) add(asked int, work func(context.Context) (int, error)) {
	f.addAll.Disable()
	f.addTicked.Disable()
	var added int
	f.desk.run(func(ctx context.Context) (err error) {
		added, err = work(ctx)
		return err
	}, func(err error) {
		if err != nil {
			f.showButtons()
			f.desk.fail(err, nil)
			return
		}
		f.box.close()
		words := lang.L("Added {{.N}} people", map[string]any{"N": added})
		if already := asked - added; already > 0 {
			words = lang.L("Added {{.N}} people; {{.Already}} were on the list already", map[string]any{"N": added, "Already": already})
		}
		f.desk.say(words)
		f.done()
	})
}
