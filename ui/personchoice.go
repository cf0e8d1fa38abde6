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

// personStore is what choosing a member asks the store for.
type personStore interface {
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	Member(ctx context.Context, id model.ID) (model.Member, error)
}

// personChoice is the dialog that chooses one member.
type personChoice struct {
	desk   *desk
	store  personStore
	chosen func(model.Member)

	search *widgets.SearchEntry
	table  *widgets.DataTable[personRow]
	ok     *widgets.Button
	box    *dialogBox
}

func openPersonChoice(d *desk, st personStore, title string, chosen func(model.Member)) *personChoice {
	p := &personChoice{desk: d, store: st, chosen: chosen}
	p.search = widgets.NewSearchEntry(lang.L("Name, pinyin, initials or end of the phone number"), func(string) { p.table.ReloadTop() })
	p.search.Delay = d.typingPause
	p.table = widgets.NewTable([]widgets.Column[personRow]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "born", Title: lang.L("Born"), Chars: 3, Cell: func(r personRow) widgets.Cell { return widgets.Muted(r.born) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 7, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.branch) }},
	}, func(r personRow) string { return string(r.id) }, p.load,
		widgets.NewEmptyState(theme.SearchIcon(), lang.L("Nobody on the list matches."), nil))
	p.table.OnOpened = p.take
	p.ok = openButton(lang.L("Choose this person"), p.table)
	p.search.OnNext = func() {
		if p.table.Total() > 0 {
			p.table.SelectRow(0)
			p.table.Focus()
		}
	}
	p.box = d.openDialog(dialogSpec{
		title: title, size: fyne.NewSize(620, 520),
		content: container.NewBorder(widgets.Down(8, p.search, widgets.Spacer(0, 0)), nil, nil, nil, p.table),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { p.box.leave() }), p.ok},
	})
	p.table.Reload()
	d.window.Canvas().Focus(p.search)
	return p
}

func (p *personChoice) load(q widgets.Query, done func([]personRow, int)) {
	filter := store.MemberFilter{Search: p.search.Text, State: model.Active, Offset: q.Offset, Limit: q.Limit}
	var page store.MemberPage
	p.desk.run(func(ctx context.Context) (err error) {
		page, err = p.store.Members(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.table.Reload)
			return
		}
		done(personRows(page, nil), page.Total)
	})
}

// take reads the person of a row and hands the member on.
func (p *personChoice) take(r personRow) {
	var m model.Member
	p.desk.run(func(ctx context.Context) (err error) {
		m, err = p.store.Member(ctx, r.id)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.box.close()
		p.chosen(m)
	})
}
