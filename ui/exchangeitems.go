package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// fromAbove is the card 街道下发: what the office above handed down, to be
// signed for.
type fromAbove struct {
	page    *exchangePage
	list    *fyne.Container
	content fyne.CanvasObject
	box     *dialogBox // of the item that was opened last
}

func newFromAbove(p *exchangePage) *fromAbove {
	a := &fromAbove{page: p, list: widgets.Down(0)}
	a.content = widgets.NewCard(lang.L("Handed down"), container.NewVScroll(a.list))
	return a
}

// show brings the card up to date.
func (a *fromAbove) show() {
	a.list.RemoveAll()
	for _, item := range a.page.facts.fromAbove {
		title := widgets.NewText(itemTitle(item))
		title.Shrink = true
		state := widgets.NewPill(lang.L("signed for"), widgets.Neutral)
		var sign fyne.CanvasObject
		if item.SignedBy(a.page.facts.self.ID).IsZero() {
			state = widgets.NewPill(lang.L("not signed for yet"), widgets.Info)
			sign = widgets.NewLink(lang.L("Sign for it"), func() { a.onSign(item) })
		}
		a.list.Add(widgets.NewListLine(0, nil, widgets.Tight(8, state, title), sign, func() { a.open(item) }))
	}
	if len(a.list.Objects) == 0 {
		none := widgets.NewWrapped(lang.L("Month items and messages of the office above stand here once its answer package was taken in."), 12*theme.TextSize())
		none.ColorName = widgets.ColorMuted
		a.list.Add(none)
	}
	a.list.Refresh()
}

// itemTitle is an item's title, with its month where it has one.
func itemTitle(item model.StreetItem) string {
	if item.Kind == model.MonthItem {
		return lang.L("{{.Year}}-{{.Month}} {{.Title}}", map[string]any{"Year": item.Month.Year, "Month": item.Month.Month, "Title": item.Title})
	}
	return item.Title
}

// open shows an item whole.
func (a *fromAbove) open(item model.StreetItem) {
	d := a.page.desk
	head := widgets.NewMuted(strings.Join([]string{item.Kind.Chinese(), a.page.facts.name(item.Owner), model.DateOf(item.CreatedAt.In(d.now().Location())).String()}, " · "))
	body := widgets.Down(10, head, widgets.NewWrapped(orDash(item.Text), 34*theme.TextSize()))
	for _, file := range item.Files {
		name := widgets.NewText(file.Name)
		name.Shrink = true
		body.Add(widgets.NewListLine(0, nil, widgets.Tight(12, name, widgets.NewMuted(sizeText(file.Size))), widgets.NewLink(lang.L("Open"), func() { d.openKept(file) }), nil))
	}
	buttons := []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { a.box.close() })}
	if item.SignedBy(a.page.facts.self.ID).IsZero() {
		buttons = append(buttons, widgets.NewPrimary(lang.L("Sign for it"), func() { a.box.close(); a.onSign(item) }))
	}
	a.box = d.openDialog(dialogSpec{title: itemTitle(item), content: container.NewVScroll(body), size: fyne.NewSize(38*theme.TextSize(), 24*theme.TextSize()), buttons: buttons})
}

// onSign notes that an item arrived; the office above learns it with the next
// package.
func (a *fromAbove) onSign(item model.StreetItem) {
	d := a.page.desk
	d.run(func(ctx context.Context) error { return a.page.store.SignItem(ctx, item.ID) }, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		d.say(lang.L("Signed for; the office above sees it with the next package"))
		d.changed()
	})
}

// itemStore is what tells whether something waits to be signed for.
type itemStore interface {
	Self(ctx context.Context) (model.Office, error)
	ItemsFromAbove(ctx context.Context) ([]model.StreetItem, error)
}

// unsignedItems are what was handed down and not signed for yet, the newest
// first.
func unsignedItems(ctx context.Context, st itemStore) ([]model.StreetItem, error) {
	items, err := st.ItemsFromAbove(ctx)
	if err != nil || len(items) == 0 {
		return nil, err
	}
	self, err := st.Self(ctx)
	return slices.DeleteFunc(items, func(i model.StreetItem) bool { return !i.SignedBy(self.ID).IsZero() }), err
}
