package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// centreChoice chooses, above the navigation of a street or district, whose records
// all pages show: everybody's or one office's. A centre has none.
type centreChoice struct {
	desk    *desk
	field   *widgets.ChoiceField
	names   map[model.ID]string // of the offices, for the lists
	content fyne.CanvasObject
}

// withOwner adds to a list's columns the one that says whose record each is,
// at a place where several offices' are shown.
func withOwner[T any](d *desk, columns []widgets.Column[T], at int, owner func(T) model.ID) []widgets.Column[T] {
	if !d.store.Receives() {
		return columns
	}
	return slices.Insert(columns, at, widgets.Column[T]{
		ID: ownerColumnID, Title: lang.L("Centre"), Chars: 6, Grow: 2,
		Cell: func(row T) widgets.Cell { return widgets.Muted(model.ShortOffice(d.shell.whose.names[owner(row)])) },
	})
}

// everybody is the value of the choice that shows all offices' records. No
// office has it as its ID.
const everybody = "*"

func newCentreChoice(d *desk) *centreChoice {
	c := &centreChoice{desk: d}
	c.field = widgets.NewChoice("", []widgets.Option{{Value: everybody, Text: lang.L("All centres")}})
	c.field.OnChosen = c.onChosen
	c.content = widgets.Down(0, c.field, widgets.Spacer(0, 8))
	if !d.store.Receives() {
		c.content.Hide()
	}
	return c
}

// refresh offers the offices whose records are here.
func (c *centreChoice) refresh() {
	if !c.desk.store.Receives() {
		return
	}
	var own model.Centre
	var centres []model.Organisation
	var passed []model.RelayedCentre
	c.desk.run(func(ctx context.Context) (err error) {
		if own, err = c.desk.store.Centre(ctx); err != nil {
			return err
		}
		if centres, err = c.desk.store.Centres(ctx); err != nil {
			return err
		}
		passed, err = c.desk.store.RelayedCentres(ctx)
		return err
	}, func(err error) {
		if err != nil {
			c.desk.note(err)
			return
		}
		c.names = map[model.ID]string{own.ID: own.Name}
		options := []widgets.Option{
			{Value: everybody, Text: lang.L("All centres")},
			{Value: string(own.ID), Text: lang.L("Only {{.Name}}", map[string]any{"Name": own.Name})},
		}
		for _, o := range centres {
			c.names[o.ID] = o.Name
		}
		c.field.SetOptions(append(options, officeOptions(centres, passed)...))
		c.show()
	})
}

// officeOptions offers the offices; at a district each street, which stands for
// its centres as well, before these.
func officeOptions(offices []model.Organisation, passed []model.RelayedCentre) []widgets.Option {
	street := map[model.ID]model.ID{} // by centre
	for _, r := range passed {
		if r.Street != r.Centre {
			street[r.Centre] = r.Street
		}
	}
	below := map[model.ID][]widgets.Option{}
	for _, o := range offices {
		if s := street[o.ID]; s != "" {
			below[s] = append(below[s], widgets.Option{Value: string(o.ID), Text: "　" + model.ShortOffice(o.Name)})
		}
	}
	var options []widgets.Option
	for _, o := range offices {
		if street[o.ID] != "" {
			continue
		}
		text := model.ShortOffice(o.Name)
		if len(below[o.ID]) > 0 {
			text = lang.L("{{.Name}} with its centres", map[string]any{"Name": text})
		}
		options = append(append(options, widgets.Option{Value: string(o.ID), Text: text}), below[o.ID]...)
	}
	return options
}

// show marks what the store reads.
func (c *centreChoice) show() {
	if scope := c.desk.store.Scope(); scope != "" {
		c.field.SetValue(string(scope))
		return
	}
	c.field.SetValue(everybody)
}

// onChosen shows every page anew with the records of the office, after making
// sure that no input is lost.
func (c *centreChoice) onChosen(value string) {
	shell := c.desk.shell
	c.show() // until it is settled
	shell.leaving(func() {
		if value == everybody {
			value = ""
		}
		c.desk.store.SetScope(model.ID(value))
		page := shell.shown
		shell.show()
		shell.goTo(page, nil)
	})
}
