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

// activityChoiceStore is what choosing an activity asks the store for.
type activityChoiceStore interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}

// activityChoice is the dialog that chooses one activity, the latest first.
type activityChoice struct {
	desk   *desk
	store  activityChoiceStore
	chosen func(model.Activity)

	search *widgets.SearchEntry
	table  *widgets.DataTable[model.ActivitySummary]
	box    *dialogBox
}

func openActivityChoice(d *desk, title string, chosen func(model.Activity)) *activityChoice {
	c := &activityChoice{desk: d, store: d.store, chosen: chosen}
	c.search = widgets.NewSearchEntry(lang.L("Title, theme, place or presenter"), func(string) { c.table.ReloadTop() })
	c.search.Delay = d.typingPause
	c.search.OnNext = func() { focusFirst(c.table) }
	type row = model.ActivitySummary
	c.table = widgets.NewTable([]widgets.Column[row]{
		{ID: "day", Title: lang.L("Day"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Date().String()) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 5, Cell: func(r row) widgets.Cell { return widgets.Muted(model.KindOf(r.Kind).Name) }},
		{ID: "title", Title: lang.L("Title"), Chars: 12, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Title) }},
	}, func(r row) string { return string(r.ID) }, c.load, widgets.NewEmptyState(theme.SearchIcon(), lang.L("No activity matches."), nil))
	c.table.OnOpened = func(r row) {
		c.box.close()
		c.chosen(r.Activity)
	}
	c.box = d.openDialog(dialogSpec{
		title: title, size: fyne.NewSize(680, 520),
		content: container.NewBorder(widgets.Down(8, c.search, widgets.Spacer(0, 0)), nil, nil, nil, c.table),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { c.box.leave() }), openButton(lang.L("Choose this activity"), c.table)},
	})
	c.table.Reload()
	d.window.Canvas().Focus(c.search)
	return c
}

func (c *activityChoice) load(q widgets.Query, done func([]model.ActivitySummary, int)) {
	filter := store.ActivityFilter{Search: c.search.Text, Offset: q.Offset, Limit: q.Limit}
	var list []model.ActivitySummary
	var total int
	c.desk.run(func(ctx context.Context) (err error) {
		list, total, err = c.store.Activities(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			c.desk.fail(err, c.table.Reload)
			return
		}
		done(list, total)
	})
}

// activityField shows the activity that is chosen for something, and changes it.
type activityField struct {
	desk    *desk
	title   string
	id      model.ID
	name    *widgets.Text
	pick    *widgets.Button
	clear   *widgets.Button
	choice  *activityChoice // last opened
	content fyne.CanvasObject
}

func newActivityField(d *desk, title string, id model.ID, name string) *activityField {
	f := &activityField{desk: d, title: title, name: widgets.NewText("")}
	f.name.Shrink = true
	f.clear = widgets.NewButton(lang.L("Take out"), func() { f.set("", "") })
	f.pick = widgets.NewButton(lang.L("Choose…"), func() {
		f.choice = openActivityChoice(d, title, func(a model.Activity) { f.set(a.ID, d.shortDay(a.Date())+" "+a.Title) })
	})
	f.content = container.NewBorder(nil, nil, nil, widgets.Across(6, f.pick, f.clear), f.name)
	f.set(id, name)
	return f
}

func (f *activityField) set(id model.ID, name string) {
	f.id = id
	if id == "" {
		name = lang.L("None")
	}
	f.name.SetText(name)
	able(f.clear, id != "")
}
