package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// planStore is what moving, copying, repeating and cancelling ask the store
// for.
type planStore interface {
	bookingStore
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
	SaveActivity(ctx context.Context, a model.Activity) (model.Activity, error)
}

// planItems are the menu of what can be done with an activity's plan; changed
// is called once it was.
func (a *activities) planItems(of model.Activity, changed func()) []*fyne.MenuItem {
	cancel := fyne.NewMenuItem(lang.L("Cancel the activity"), func() { openCancelling(a.desk, of, changed) })
	if of.State == model.Cancelled {
		cancel = fyne.NewMenuItem(lang.L("Hold it after all"), func() { holdAfterAll(a.desk, of.ID, changed) })
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Move to another day…"), func() { openMoveForm(a.desk, of, changed) }),
		fyne.NewMenuItem(lang.L("Copy…"), func() { a.copyOf(of.ID) }),
		fyne.NewMenuItem(lang.L("Repeat weekly or monthly…"), func() { openRepeatForm(a.desk, of, changed) }),
		fyne.NewMenuItem(lang.L("Keep as a template…"), func() { keepAsTemplate(a.desk, a.desk.store, of) }),
		cancel,
	}
	switch of.State {
	case model.Held:
		items = append(items, fyne.NewMenuItem(lang.L("Close the record…"), func() { closeRecord(a.desk, of, changed) }))
	case model.Closed:
		items = append(items, fyne.NewMenuItem(lang.L("Open the record again"), func() { setState(a.desk, of.ID, model.Held, changed) }))
	case model.Planned, model.Cancelled:
	}
	return items
}

// copyOf opens the form of a new activity that is planned as another one was,
// a week after it or a week from today, with the same people.
func (a *activities) copyOf(id model.ID) {
	var roll model.Roll
	a.desk.run(func(ctx context.Context) (err error) {
		roll, err = a.desk.store.Roll(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			a.desk.fail(err, func() { a.copyOf(id) })
			return
		}
		of := roll.Activity
		day := of.Date().AddDays(7)
		for day.Before(a.desk.today()) {
			day = day.AddDays(7)
		}
		next := of.Again(day.On(of.Start))
		next.Number = 0
		var members []model.ID
		for _, p := range roll.Attendees {
			if p.Member != "" && !p.WalkIn {
				members = append(members, p.Member)
			}
		}
		a.plan(activityPlan{activity: next, members: members, from: of.Title, copied: of.Date()})
	})
}

// cancelling is the dialog that asks why an activity is cancelled.
type cancelling struct {
	desk    *desk
	store   planStore
	of      model.Activity
	changed func()

	form   *widgets.Form
	reason *widgets.Entry
	save   *widgets.Button
	box    *dialogBox
}

func openCancelling(d *desk, of model.Activity, changed func()) *cancelling {
	c := &cancelling{desk: d, store: d.store, of: of, changed: changed, form: widgets.NewForm(1), reason: widgets.NewEntry()}
	c.form.Add("CancelReason", lang.L("Why “{{.Title}}” is cancelled", map[string]any{"Title": of.Title}), c.reason)
	c.form.OnLast = c.onSave
	c.save = widgets.NewPrimary(lang.L("Cancel the activity"), c.onSave)
	c.box = d.openDialog(dialogSpec{
		title: lang.L("Cancel the activity?"), size: fyne.NewSize(460, 0), onSave: c.onSave,
		content: widgets.Down(12, widgets.NewWrapped(lang.L("It stays on the list as cancelled and counts nowhere."), 412), c.form),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Do not cancel it"), func() { c.box.leave() }), c.save},
		dirty:   func() bool { return c.reason.Text != "" },
	})
	c.form.Focus("CancelReason")
	return c
}

func (c *cancelling) onSave() {
	reason := strings.TrimSpace(c.reason.Text)
	if reason == "" {
		c.form.ShowError("CancelReason", lang.L("Please write why, such as: too few people."))
		return
	}
	c.save.Disable()
	c.desk.run(func(ctx context.Context) error {
		return changeActivity(ctx, c.store, c.of.ID, func(a *model.Activity, _ model.Tally) {
			a.State, a.CancelReason = model.Cancelled, reason
		})
	}, func(err error) {
		c.save.Enable()
		if err != nil {
			c.desk.failForm(c.form, err, c.onSave)
			return
		}
		c.box.close()
		c.desk.say(lang.L("Saved"))
		c.changed()
	})
}

// holdAfterAll brings a cancelled activity back: as held where people were
// marked.
func holdAfterAll(d *desk, id model.ID, changed func()) {
	d.run(func(ctx context.Context) error {
		return changeActivity(ctx, d.store, id, func(a *model.Activity, t model.Tally) {
			a.State, a.CancelReason = model.Planned, ""
			if t.Came()+t.Absent > 0 {
				a.State = model.Held
			}
		})
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { holdAfterAll(d, id, changed) })
			return
		}
		d.say(lang.L("Saved"))
		changed()
	})
}

// changeActivity changes an activity as the store has it now.
func changeActivity(ctx context.Context, st planStore, id model.ID, change func(*model.Activity, model.Tally)) error {
	roll, err := st.Roll(ctx, id)
	if err != nil {
		return err
	}
	a := roll.Activity
	change(&a, roll.Tally())
	_, err = st.SaveActivity(ctx, a)
	return err
}
