package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// reasonDialog asks why people are on leave: one of the usual reasons with one
// click, any other typed, or none.
type reasonDialog struct {
	desk   *desk
	people []model.Attendee
	entry  *widgets.Entry
	words  []*widgets.Button
	ok     *widgets.Button
	box    *dialogBox
	done   func(reason string)
}

// openReason asks for the reason of people's leave.
func openReason(d *desk, people []model.Attendee, done func(reason string)) *reasonDialog {
	r := &reasonDialog{desk: d, people: people, entry: widgets.NewEntry(), done: done}
	var usual []string
	d.run(func(ctx context.Context) (err error) {
		usual, err = d.store.Words(ctx, model.LeaveReasons)
		return err
	}, func(err error) {
		if err != nil {
			d.note(err) // the reason can still be typed
		}
		r.open(usual)
	})
	return r
}

func (r *reasonDialog) open(usual []string) {
	r.entry.SetPlaceHolder(lang.L("May be left empty"))
	if one := r.people[0]; len(r.people) == 1 && one.State == model.Leave {
		r.entry.SetText(one.Reason)
	}
	row := widgets.Across(8)
	for _, word := range usual {
		b := widgets.NewButton(word, func() {
			r.entry.SetText(word)
			r.onOK()
		})
		r.words = append(r.words, b)
		row.Add(b)
	}
	r.ok = widgets.NewPrimary(lang.L("On leave"), r.onOK)
	cancel := widgets.NewButton(lang.L("Cancel"), func() { r.box.leave() })
	form := widgets.NewForm(1)
	form.Add("Reason", lang.L("Why {{.Who}} is on leave", map[string]any{"Who": namesOf(r.people)}), r.entry)
	form.OnLast = r.onOK // Enter
	r.box = r.desk.openDialog(dialogSpec{
		title: lang.L("On leave"), content: widgets.Down(12, row, form),
		buttons: []fyne.CanvasObject{cancel, r.ok}, size: fyne.NewSize(30*theme.TextSize(), 0), onSave: r.onOK,
	})
	r.desk.window.Canvas().Focus(r.entry)
}

func (r *reasonDialog) onOK() {
	r.box.close()
	r.done(strings.TrimSpace(r.entry.Text))
}

// namesOf lists the first few names: 王伟、单雪等 5 人.
func namesOf(people []model.Attendee) string {
	const shown = 3
	var names []string
	for _, p := range people[:min(shown, len(people))] {
		names = append(names, p.Name)
	}
	text := strings.Join(names, lang.L(", "))
	if len(people) > shown {
		text = lang.L("{{.Names}} and others, {{.N}} people", map[string]any{"Names": text, "N": len(people)})
	}
	return text
}
