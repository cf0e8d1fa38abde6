package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// peopleChoiceStore is what choosing several people asks the store for.
type peopleChoiceStore interface {
	optionStore
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
}

// peopleChoice is the dialog that chooses several people by ticking them. Ticks
// outlive another search.
type peopleChoice struct {
	desk   *desk
	store  peopleChoiceStore
	on     map[model.ID]bool // chosen before
	chosen func([]model.ID)

	*memberFilters
	search *widgets.SearchEntry
	table  *widgets.DataTable[personRow]
	ok     *widgets.Button
	box    *dialogBox
}

// openPeopleChoice shows the dialog; those in on are marked and left out.
func openPeopleChoice(d *desk, title string, on map[model.ID]bool, chosen func([]model.ID)) *peopleChoice {
	p := &peopleChoice{desk: d, store: d.store, on: on, chosen: chosen}
	p.memberFilters = newMemberFilters(d, func() { p.table.ReloadTop() })
	p.search = widgets.NewSearchEntry(lang.L("Name, pinyin, initials or end of the phone number"), func(string) { p.table.ReloadTop() })
	p.search.Delay = d.typingPause
	p.search.OnNext = func() { focusFirst(p.table) }
	p.table = widgets.NewTable([]widgets.Column[personRow]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "born", Title: lang.L("Born"), Chars: 3, Cell: func(r personRow) widgets.Cell { return widgets.Muted(r.born) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 7, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "on", Title: lang.L("List"), Chars: 5, Cell: func(r personRow) widgets.Cell {
			if r.on {
				return widgets.Mark(lang.L("on the list"), widgets.Good)
			}
			return widgets.Cell{}
		}},
	}, func(r personRow) string { return string(r.id) }, p.load,
		widgets.NewEmptyState(theme.SearchIcon(), lang.L("Nobody matches."), nil))
	p.table.Checks = true
	p.table.OnChecked = func(int) { p.showButton() }
	p.table.OnOpened = func(r personRow) { p.table.SetChecked([]personRow{r}, true) }
	p.ok = widgets.NewPrimary("", p.onOK)
	p.showButton()
	filters := container.NewHBox(widgets.Across(8, p.branch, p.category, p.tag, p.more))
	p.box = d.openDialog(dialogSpec{
		title: title, size: fyne.NewSize(46*theme.TextSize(), 560),
		content: container.NewBorder(widgets.Down(8, filters, p.search, widgets.Spacer(0, 0)), nil, nil, nil, p.table),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { p.box.leave() }), p.ok},
	})
	p.begin()
	d.window.Canvas().Focus(p.search)
	return p
}

// begin loads what can be filtered by, and everybody.
func (p *peopleChoice) begin() {
	var options memberOptions
	p.desk.run(func(ctx context.Context) (err error) {
		options, err = loadMemberOptions(ctx, p.store)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.begin)
			return
		}
		p.memberFilters.show(options)
		p.table.Reload()
	})
}

func (p *peopleChoice) load(q widgets.Query, done func([]personRow, int)) {
	filter := p.memberFilters.filter()
	filter.Search, filter.State, filter.Offset, filter.Limit = p.search.Text, model.Active, q.Offset, q.Limit
	var page store.MemberPage
	p.desk.run(func(ctx context.Context) (err error) {
		page, err = p.store.Members(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.table.Reload)
			return
		}
		done(personRows(page, p.on), page.Total)
	})
}

// fresh are the ticked people who are not chosen yet.
func (p *peopleChoice) fresh() []model.ID {
	var ids []model.ID
	for _, row := range p.table.Checked() {
		if !p.on[row.id] {
			ids = append(ids, row.id)
		}
	}
	return ids
}

func (p *peopleChoice) showButton() {
	n := len(p.fresh())
	p.ok.SetText(lang.L("Add the {{.N}} ticked", map[string]any{"N": n}))
	able(p.ok, n > 0)
}

func (p *peopleChoice) onOK() {
	ids := p.fresh()
	p.box.close()
	p.chosen(ids)
}
