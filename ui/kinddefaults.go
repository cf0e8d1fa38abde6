package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// kindStore is what the defaults of kinds are read from and saved to.
type kindStore interface {
	KindDefaults(ctx context.Context) ([]model.KindDefault, error)
	SaveKindDefault(ctx context.Context, d model.KindDefault) error
	Rooms(ctx context.Context) ([]model.Room, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
}

// kindList is the list of kinds of activities over the window: what a new one
// of each begins with, and whether it is offered.
type kindList struct {
	desk  *desk
	store kindStore

	list   []model.KindDefault
	places []string
	table  *widgets.DataTable[model.KindDefault]
	edit   *widgets.Button
	box    *dialogBox
}

func openKinds(d *desk, st kindStore) *kindList {
	k := &kindList{desk: d, store: st}
	k.table = widgets.NewListTable([]widgets.Column[model.KindDefault]{
		{ID: "kind", Title: lang.L("Kind"), Chars: 7, Cell: func(d model.KindDefault) widgets.Cell { return widgets.Strong(model.KindOf(d.Kind).Name) }},
		{ID: "length", Title: lang.L("Length (minutes)"), Chars: 7, Cell: func(d model.KindDefault) widgets.Cell { return widgets.Plain(countText(d.Length())) }},
		{ID: "place", Title: lang.L("Place"), Chars: 6, Grow: 1, Cell: func(d model.KindDefault) widgets.Cell { return widgets.Plain(d.Place) }},
		{ID: "agenda", Title: lang.L("Agenda"), Chars: 6, Grow: 2, Cell: func(d model.KindDefault) widgets.Cell {
			return widgets.Muted(strings.ReplaceAll(d.Agenda, "\n", " "))
		}},
		{ID: "offered", Title: "", Chars: 4.5, Cell: func(d model.KindDefault) widgets.Cell {
			if d.Hidden {
				return widgets.Mark(lang.L("not used"), widgets.Neutral)
			}
			return widgets.Plain("")
		}},
	}, func(d model.KindDefault) string { return string(d.Kind) }, func() []model.KindDefault { return k.list }, nil)
	k.table.OnSelected = func(model.KindDefault) { k.showButtons() }
	k.table.OnOpened = func(d model.KindDefault) { openKindForm(k, d) }
	k.edit = widgets.NewButton(lang.L("Edit"), func() {
		if d, ok := k.table.Selected(); ok {
			openKindForm(k, d)
		}
	})
	hint := widgets.NewMuted(lang.L("What a new activity of each kind begins with."))
	k.box = d.openDialog(dialogSpec{
		title: lang.L("Kinds of activities"), size: fyne.NewSize(860, 660),
		content: container.NewBorder(widgets.Down(8, hint, widgets.Spacer(0, 0)), nil, nil, nil, k.table),
		left:    []fyne.CanvasObject{k.edit},
		buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { k.box.close() })},
	})
	k.load()
	return k
}

func (k *kindList) load() {
	var list []model.KindDefault
	var places []string
	k.desk.run(func(ctx context.Context) (err error) {
		if list, err = k.store.KindDefaults(ctx); err != nil {
			return err
		}
		rooms, err := k.store.Rooms(ctx)
		if err != nil {
			return err
		}
		words, err := k.store.Words(ctx, model.Places)
		places = placesOf(rooms, words)
		return err
	}, func(err error) {
		if err != nil {
			k.desk.fail(err, k.load)
			return
		}
		k.list, k.places = list, places
		k.table.Reload()
		k.showButtons()
	})
}

func (k *kindList) showButtons() {
	_, chosen := k.table.Selected()
	able(k.edit, chosen)
}

// kindForm is the dialog of one kind's defaults.
type kindForm struct {
	list *kindList
	was  model.KindDefault

	form    *widgets.Form
	minutes *widgets.Entry
	place   *widgets.SuggestField
	agenda  *widgets.Entry
	offered *widget.Check
	box     *dialogBox
}

func openKindForm(k *kindList, d model.KindDefault) *kindForm {
	info := model.KindOf(d.Kind)
	f := &kindForm{list: k, was: d, form: widgets.NewForm(1), minutes: widgets.NewEntry(), place: widgets.NewSuggest(k.places), agenda: widgets.NewTextArea(5)}
	f.offered = widget.NewCheck(lang.L("Offered for new activities"), nil)
	f.minutes.SetText(countText(d.Minutes))
	f.minutes.SetPlaceHolder(countText(info.DefaultMinutes))
	f.place.SetText(d.Place)
	f.agenda.SetText(d.Agenda)
	f.offered.SetChecked(!d.Hidden)
	f.form.Add("Minutes", lang.L("Length (minutes)"), f.minutes)
	f.form.Add("Place", lang.L("Place"), f.place)
	if info.Needs("Agenda") {
		f.form.Add("Agenda", lang.L("Agenda"), f.agenda)
	}
	f.form.Add("Hidden", "", f.offered)
	f.box = k.desk.openDialog(dialogSpec{
		title: info.Name, content: f.form, size: fyne.NewSize(520, 0), onSave: f.onSave, dirty: func() bool { return f.typed() != f.was },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onSave)},
	})
	f.form.Focus("Minutes")
	return f
}

// typed is what the form says; a length that cannot be read is -1.
func (f *kindForm) typed() model.KindDefault {
	d := f.was
	minutes, err := wholeNumber(f.minutes.Text)
	if err != nil {
		minutes = -1
	}
	d.Minutes, d.Place, d.Agenda, d.Hidden = minutes, f.place.Text, f.agenda.Text, !f.offered.Checked
	return d
}

func (f *kindForm) onSave() {
	f.form.ClearErrors()
	d, k := f.typed(), f.list
	if err := d.Validate(); err != nil {
		k.desk.failForm(f.form, err, nil)
		return
	}
	k.desk.run(func(ctx context.Context) error { return k.store.SaveKindDefault(ctx, d) }, func(err error) {
		if err != nil {
			k.desk.failForm(f.form, err, f.onSave)
			return
		}
		f.box.close()
		k.desk.say(lang.L("Saved"))
		k.load()
	})
}
