package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// moveForm is the dialog that moves an activity to another day or hour (改期);
// it lasts as long as before.
type moveForm struct {
	desk    *desk
	store   planStore
	of      model.Activity
	changed func()

	form  *widgets.Form
	date  *widgets.DateField
	start *widgets.TimeField
	place *booking
	save  *widgets.Button
	box   *dialogBox
}

func openMoveForm(d *desk, of model.Activity, changed func()) *moveForm {
	m := &moveForm{desk: d, store: d.store, of: of, changed: changed, form: widgets.NewForm(2), date: d.dateField(), start: widgets.NewTimeField()}
	m.place = newBooking(d, d.store, 412)
	m.form.Add("Start", lang.L("New day"), m.date)
	m.form.Add("Hour", lang.L("Begins"), m.start)
	m.form.OnLast = m.onSave
	m.date.SetDay(dayOf(of.Date()))
	m.start.SetTime(of.Start.Hour(), of.Start.Minute())
	m.date.OnDay, m.start.OnTime = func(widgets.Day) { m.look() }, m.look
	m.save = widgets.NewPrimary(lang.L("Move to that day"), m.onSave)
	was := lang.L("“{{.Title}}” is on {{.When}}.", map[string]any{"Title": of.Title, "When": d.shortDay(of.Date()) + " " + weekday(of.Date()) + " " + timesOf(of)})
	m.box = d.openDialog(dialogSpec{
		title: lang.L("Move to another day"), size: fyne.NewSize(460, 0), onSave: m.onSave,
		content: widgets.Down(12, widgets.NewWrapped(was, 412), m.form, m.place.content),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { m.box.leave() }), m.save},
		dirty: func() bool {
			start, ok := m.read()
			return !ok || !start.Equal(of.Start)
		},
	})
	m.place.grown = func() { m.box.resize(fyne.NewSize(460, 0)) }
	m.look()
	m.form.Focus("Start")
	return m
}

// read is when the activity is to begin.
func (m *moveForm) read() (start time.Time, ok bool) {
	day, err := m.date.Day()
	hour, minute, readable := m.start.Time()
	if err != nil || !dateOf(day).Full() || !readable {
		return start, false
	}
	return dateOf(day).On(time.Date(0, 1, 1, hour, minute, 0, 0, time.UTC)), true
}

// look says who has the place at the new time.
func (m *moveForm) look() {
	if start, ok := m.read(); ok {
		m.place.look(m.of.Place, start, start.Add(m.of.End.Sub(m.of.Start)), m.of.ID)
	}
}

func (m *moveForm) onSave() {
	m.form.ClearErrors()
	day, err := m.date.Day()
	if err != nil || !dateOf(day).Full() {
		m.form.ShowError("Start", lang.L("Please fill in the day, such as 2018-05-07."))
		return
	}
	start, ok := m.read()
	if !ok {
		m.form.ShowError("Hour", lang.L("Please write the time like 09:00."))
		return
	}
	m.save.Disable()
	m.desk.run(func(ctx context.Context) error {
		return changeActivity(ctx, m.store, m.of.ID, func(a *model.Activity, _ model.Tally) {
			a.Start, a.End = start, start.Add(a.End.Sub(a.Start))
		})
	}, func(err error) {
		m.save.Enable()
		if err != nil {
			m.desk.failForm(m.form, err, m.onSave)
			return
		}
		m.box.close()
		m.desk.say(lang.L("Moved to {{.Day}}", map[string]any{"Day": m.desk.shortDay(model.DateOf(start))}))
		m.changed()
	})
}
