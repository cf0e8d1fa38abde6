package ui

import (
	"context"

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
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	Organisations(ctx context.Context) ([]model.Organisation, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Expect(ctx context.Context, activity model.ID, members []model.ID) (int, error)
	ExpectFilter(ctx context.Context, activity model.ID, f store.MemberFilter) (int, error)
}

// expectForm is the dialog 添加应到: it shows who matches branch, category, tag
// and search, and puts all of them, or those ticked, on the list.
type expectForm struct {
	desk     *desk
	store    expectStore
	activity model.ID
	on       map[model.ID]bool // on the list already
	done     func()

	branch, category, tag *widgets.FilterButton
	search                *widgets.SearchEntry
	count                 *widgets.Text
	table                 *widgets.DataTable[personRow]
	addAll, addTicked     *widgets.Button
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
	var branches []model.Organisation
	var categories, tags []string
	f.desk.run(func(ctx context.Context) (err error) {
		if branches, err = f.store.Organisations(ctx); err != nil {
			return err
		}
		if categories, err = f.store.Words(ctx, model.Categories); err != nil {
			return err
		}
		tags, err = f.store.Words(ctx, model.MemberTags)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.begin)
			return
		}
		f.build(branches, categories, tags)
		f.open()
	})
}

func (f *expectForm) build(organisations []model.Organisation, categories, tags []string) {
	branches := []widgets.Option{{Value: "", Text: lang.L("All")}}
	for _, o := range organisations {
		if o.Kind == model.Branch {
			branches = append(branches, widgets.Option{Value: string(o.ID), Text: o.Name})
		}
	}
	narrow := func(string) { f.onNarrow() }
	f.branch = widgets.NewFilter(lang.L("Branch: "), branches, narrow)
	f.category = widgets.NewFilter(lang.L("Category: "), widgets.Words(lang.L("All"), categories), narrow)
	f.tag = widgets.NewFilter(lang.L("Tag: "), widgets.Words(lang.L("All"), tags), narrow)
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
	filters := container.NewBorder(nil, nil, widgets.Across(8, f.branch, f.category, f.tag), nil, f.search)
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
	return store.MemberFilter{
		Search: f.search.Text, Branch: model.ID(f.branch.Value()), Category: f.category.Value(), Tag: f.tag.Value(),
		State: model.Active,
	}
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
