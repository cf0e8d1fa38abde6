package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// reasonDialog asks why: one of the usual reasons with one click, any other
// typed.
type reasonDialog struct {
	desk  *desk
	spec  reasonSpec
	entry *widgets.Entry
	words []*widgets.Button
	ok    *widgets.Button
	box   *dialogBox
	done  func(reason string)
}

// reasonSpec is what a reasonDialog asks.
type reasonSpec struct {
	title, question, button string
	usual                   model.DictionaryKind
	first                   string // what the entry begins with
	needed                  bool   // it may not be left empty
}

// openReason asks for the reason of people's leave; it may be left empty.
func openReason(d *desk, people []model.Attendee, done func(reason string)) *reasonDialog {
	spec := reasonSpec{
		title: lang.L("On leave"), button: lang.L("On leave"), usual: model.LeaveReasons,
		question: lang.L("Why {{.Who}} is on leave", map[string]any{"Who": namesOf(people)}),
	}
	if one := people[0]; len(people) == 1 && one.State == model.Leave {
		spec.first = one.Reason
	}
	return askReason(d, spec, done)
}

// whenLate does what is asked; where the activity is of an earlier day it asks
// first why people are marked only now (补录), unless reason says so already.
// It returns the dialog, nil where none was needed.
func (d *desk) whenLate(a model.Activity, reason *string, do func()) *reasonDialog {
	if *reason != "" || a.ID == "" || !model.DateOf(a.End).Before(d.today()) {
		do()
		return nil
	}
	return askReason(d, reasonSpec{
		title: lang.L("Entered after the day"), button: lang.L("Go on"), usual: model.LateReasons, needed: true,
		question: lang.L("The activity was on {{.Day}}. Why are people marked only now?", map[string]any{"Day": d.shortDay(a.Date())}),
	}, func(why string) {
		*reason = why
		do()
	})
}

// whenCompleted does what is asked; at a session of a programme that was closed
// it asks once whether people are to be marked all the same: who passed may
// change, certificates that were issued do not.
func (d *desk) whenCompleted(roll model.Roll, asked *bool, do func()) {
	if *asked || roll.Completed.IsZero() {
		do()
		return
	}
	d.ask(lang.L("The programme is completed"), lang.L("“{{.Title}}” was completed {{.Day}}. Who passed may change by this; certificates that were issued stay as they are. Compare them afterwards under Training and lectures.",
		map[string]any{"Title": roll.Programme, "Day": d.shortDay(roll.Completed)}), lang.L("Mark all the same"), func() {
		*asked = true
		do()
	})
}

func askReason(d *desk, spec reasonSpec, done func(reason string)) *reasonDialog {
	r := &reasonDialog{desk: d, spec: spec, entry: widgets.NewEntry(), done: done}
	var usual []string
	d.run(func(ctx context.Context) (err error) {
		usual, err = d.store.Words(ctx, spec.usual)
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
	if !r.spec.needed {
		r.entry.SetPlaceHolder(lang.L("May be left empty"))
	}
	r.entry.SetText(r.spec.first)
	row := container.New(&widgets.Flow{Width: 30 * theme.TextSize(), Gap: 8})
	for _, word := range usual {
		b := widgets.NewButton(word, func() {
			r.entry.SetText(word)
			r.onOK()
		})
		r.words = append(r.words, b)
		row.Add(b)
	}
	r.ok = widgets.NewPrimary(r.spec.button, r.onOK)
	enable(r.ok, !r.spec.needed)
	r.entry.OnChanged = func(text string) { enable(r.ok, !r.spec.needed || strings.TrimSpace(text) != "") }
	cancel := widgets.NewButton(lang.L("Cancel"), func() { r.box.leave() })
	form := widgets.NewForm(1)
	form.Add("Reason", r.spec.question, r.entry)
	form.OnLast = r.onOK // Enter
	r.box = r.desk.openDialog(dialogSpec{
		title: r.spec.title, content: widgets.Down(12, row, form),
		buttons: []fyne.CanvasObject{cancel, r.ok}, size: fyne.NewSize(32*theme.TextSize(), 0), onSave: r.onOK,
	})
	r.desk.window.Canvas().Focus(r.entry)
}

func (r *reasonDialog) onOK() {
	reason := strings.TrimSpace(r.entry.Text)
	if r.spec.needed && reason == "" {
		return
	}
	r.box.close()
	r.done(reason)
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
