package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// entered is what lists of things that are entered one after the other have in
// common: rows of which several can be ticked, and a way back from the last
// entry or removal.
type entered[R any] struct {
	desk    *desk
	rows    []R
	table   *widgets.DataTable[R]
	undo    func() // takes the last entry or removal back
	content fyne.CanvasObject

	export, print, add *widgets.Button
}

func (t *entered[R]) Content() fyne.CanvasObject { return t.content }

// Actions export and print the list, and enter one more.
func (t *entered[R]) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.export, t.print, t.add}
}

// chosen are the ticked rows, else the selected one.
func (t *entered[R]) chosen() []R {
	list := t.table.Checked()
	if row, ok := t.table.Selected(); ok && len(list) == 0 {
		list = append(list, row)
	}
	return list
}

// onFound moves the keys from the search box to the rows it found.
func (t *entered[R]) onFound() { focusFirst(t.table) }

// onUndo takes back what was entered or removed last.
func (t *entered[R]) onUndo() {
	if t.undo != nil {
		t.undo()
	}
}

// set removes what has the ids or puts it back; undo does the opposite.
func (t *entered[R]) set(do func(context.Context, []model.ID) error, ids []model.ID, undo func()) {
	t.desk.run(func(ctx context.Context) error { return do(ctx, ids) }, func(err error) {
		if err != nil {
			t.desk.fail(err, nil)
			return
		}
		t.undo = undo
		t.table.SelectKey("")
		t.desk.say(lang.L("Saved"))
		if undo != nil {
			t.desk.say(lang.L("{{.N}} removed. Ctrl+Z puts them back.", map[string]any{"N": len(ids)}))
		}
		t.desk.changed()
	})
}
