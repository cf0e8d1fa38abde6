package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// onUndo takes the latest ticks of the platform back.
func (p *platformTab) onUndo() {
	platform := p.platform().Name
	var batches []model.PlatformBatch
	p.desk.run(func(ctx context.Context) (err error) {
		batches, err = p.store.PlatformBatches(ctx, platform)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		if len(batches) > 0 {
			p.askUndo(batches[0])
		}
	})
}

func (p *platformTab) onUndoChosen() {
	if b, ok := p.entered.Selected(); ok {
		p.askUndo(b)
	}
}

func (p *platformTab) askUndo(b model.PlatformBatch) {
	p.desk.ask(lang.L("Take the ticks back?"), lang.L("{{.N}} attendances ticked on {{.Day}} count as not entered again.", map[string]any{"N": grouped(b.Rows), "Day": b.Entered.String()}),
		lang.L("Take back"), func() {
			p.desk.run(func(ctx context.Context) error { return p.store.UndoEntered(ctx, b.ID) }, func(err error) {
				if err != nil {
					p.desk.fail(err, nil)
					return
				}
				p.desk.say(lang.L("Taken back"))
				p.desk.changed()
			})
		})
}

// onAccount asks for what the platform says of the chosen person.
func (p *platformTab) onAccount() {
	a, ok := p.people.Selected()
	if !ok {
		return
	}
	hours := a.Minutes / 60
	if a.AsOf.IsZero() {
		a.AsOf = p.desk.today()
	}
	f := newSheet(p.desk, 2)
	f.entry("Number", lang.L("Number on the platform"), &a.Number, true)
	f.number("Minutes", lang.L("Hours on the platform (whole hours)"), &hours)
	f.day("AsOf", lang.L("Looked up on"), &a.AsOf)
	p.form = f
	f.open(model.SpacedName(a.Name)+" · "+a.Platform, 520, func(ctx context.Context) error {
		a.Minutes = hours*60 + a.Minutes%60
		return p.store.SavePlatformAccount(ctx, a)
	}, p.desk.changed)
}

// platformChooser is the dialog that says which columns a platform's table has
// and what they are called.
type platformChooser struct {
	tab   *platformTab
	name  *widgets.Entry
	form  *widgets.Form
	lines []*platformLine
	list  *fyne.Container
	was   string // all that it held when it was opened
	ok    *widgets.Button
	box   *dialogBox
}

// platformLine is one field of the dialog: whether it is a column, its title.
type platformLine struct {
	field model.PlatformField
	on    *widgets.FilterButton
	title *widgets.Entry
}

// onColumns opens the columns of the platform in view.
func (p *platformTab) onColumns() {
	p.chooser = openPlatformChooser(p, p.platform())
}

func openPlatformChooser(p *platformTab, platform model.OutsidePlatform) *platformChooser {
	c := &platformChooser{tab: p, name: widgets.NewEntry(), form: widgets.NewForm(1), list: widgets.Down(0)}
	c.name.SetText(platform.Name)
	c.form.AddWide("Name", lang.L("Platform (another name adds a platform)"), c.name)
	places := []widgets.Option{{Value: "", Text: lang.L("not in the table")}}
	for i := range model.PlatformFields() {
		places = append(places, widgets.Option{Value: placeText(i), Text: lang.L("column {{.N}}", map[string]any{"N": i + 1})})
	}
	for _, field := range model.PlatformFields() {
		l := &platformLine{field: field, on: widgets.NewFilter("", places, nil), title: widgets.NewEntry()}
		if i := slices.IndexFunc(platform.Columns, func(o model.PlatformColumn) bool { return o.Field == field }); i >= 0 {
			l.on.SetValue(placeText(i))
			l.title.SetText(platform.Columns[i].Title)
		}
		l.title.SetPlaceHolder(field.Chinese())
		name := widgets.NewText(field.Chinese())
		c.lines = append(c.lines, l)
		c.list.Add(widgets.Inset(0, 2, widgets.Shares(12, []float32{2.4, 2, 4}, widgets.Inset(0, 6, name), l.on, l.title)))
	}
	c.form.AddWide("Columns", lang.L("What stands in the table, in which column, and what the platform calls it"), widgets.Spacer(0, 0))
	scroll := container.NewVScroll(clearOfBar(c.list))
	scroll.SetMinSize(fyne.NewSize(640, 330))
	c.ok = widgets.NewPrimary(lang.L("Save  Ctrl+S"), c.onSave)
	c.was = c.typed()
	c.box = p.desk.openDialog(dialogSpec{
		title: lang.L("Platforms and columns"), content: container.NewBorder(c.form, nil, nil, nil, scroll), onSave: c.onSave,
		dirty:   func() bool { return c.typed() != c.was },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { c.box.leave() }), c.ok},
	})
	return c
}

// placeText sorts as the place of a column does.
func placeText(i int) string { return string(rune('a' + i)) }

func (c *platformChooser) typed() string {
	all := c.name.Text
	for _, l := range c.lines {
		all += "\x00" + l.on.Value() + l.title.Text
	}
	return all
}

// platform is what the dialog says: columns by their places, those of one place
// in the order of the list.
func (c *platformChooser) platform() model.OutsidePlatform {
	lines := slices.DeleteFunc(slices.Clone(c.lines), func(l *platformLine) bool { return l.on.Value() == "" })
	slices.SortStableFunc(lines, func(a, b *platformLine) int { return strings.Compare(a.on.Value(), b.on.Value()) })
	p := model.OutsidePlatform{Name: c.name.Text}
	for _, l := range lines {
		p.Columns = append(p.Columns, model.PlatformColumn{Field: l.field, Title: l.title.Text})
	}
	return p
}

func (c *platformChooser) onSave() {
	c.form.ClearErrors()
	platform := c.platform()
	desk := c.tab.desk
	desk.run(func(ctx context.Context) error { return c.tab.store.SavePlatform(ctx, platform) }, func(err error) {
		if err != nil {
			desk.failForm(c.form, err, nil)
			return
		}
		c.box.close()
		desk.say(lang.L("Saved"))
		desk.changed()
	})
}
