package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// moving is the dialog that notes that a person moved away, died or is back.
type moving struct {
	desk   *desk
	store  memberStore
	member model.ID

	form   *widgets.Form
	state  *widgets.Segments
	date   *widgets.DateField
	reason *widgets.Entry
	save   *widgets.Button
	box    *dialogBox
	clean  string
}

func openMoving(d *desk, st memberStore, m model.Member) *moving {
	f := &moving{desk: d, store: st, member: m.ID, form: widgets.NewForm(1), date: d.dateField(), reason: widgets.NewEntry()}
	f.state = widgets.NewSegments([]widgets.Option{
		{Value: string(model.Moved), Text: lang.L("Moved away")},
		{Value: string(model.Deceased), Text: lang.L("Deceased")},
		{Value: string(model.Active), Text: lang.L("On the register")},
	}, f.onState)
	f.save = widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onSave)
	f.form.Add("State", lang.L("State"), f.state)
	f.form.Add("StateDate", lang.L("Since"), f.date)
	f.form.Add("StateReason", "", f.reason)
	f.form.OnLast = f.onSave
	if m.State == model.Active {
		f.date.SetDay(dayOf(d.today()))
	} else {
		f.state.SetValue(string(m.State))
		f.date.SetDay(dayOf(m.StateDate))
		f.reason.SetText(m.StateReason)
	}
	f.onState(f.state.Value())
	f.clean = f.held()
	f.box = d.openDialog(dialogSpec{
		title: lang.L("What became of {{.Name}}", map[string]any{"Name": m.Name}), content: f.form, size: fyne.NewSize(460, 0),
		left:    f.elsewhere(m),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.save},
		onSave:  f.onSave, dirty: func() bool { return f.held() != f.clean },
	})
	f.form.Focus("StateReason")
	return f
}

// elsewhere offers to hand over who is on the register and goes to a centre
// that has this program too.
func (f *moving) elsewhere(m model.Member) []fyne.CanvasObject {
	if m.State != model.Active || f.desk.store.Receives() {
		return nil
	}
	return []fyne.CanvasObject{widgets.NewButton(lang.L("Hand over to another centre…"), func() {
		f.box.close()
		openLeaving(f.desk, f.desk.store, m)
	})}
}

func (f *moving) held() string {
	return f.state.Value() + "\x00" + f.date.Text() + "\x00" + f.reason.Text
}

// onState asks what the chosen state needs.
func (f *moving) onState(state string) {
	left := state != string(model.Active)
	f.form.SetShown("StateDate", left)
	f.form.SetShown("StateReason", left)
	label := lang.L("Where to")
	if state == string(model.Deceased) {
		label = lang.L("Remark")
	}
	f.form.SetLabel("StateReason", label)
}

// onSave puts the state into the person as the store has it now and leaves
// everything else alone.
func (f *moving) onSave() {
	f.form.ClearErrors()
	day, err := f.date.Day()
	if err != nil {
		f.form.ShowError("StateDate", errorText(err))
		return
	}
	state, date, reason := model.MemberState(f.state.Value()), dateOf(day), f.reason.Text
	if state == model.Active {
		date, reason = model.Date{}, ""
	}
	f.save.Disable()
	f.desk.run(func(ctx context.Context) error {
		m, err := f.store.Member(ctx, f.member)
		if err != nil {
			return err
		}
		m.State, m.StateDate, m.StateReason = state, date, reason
		_, err = f.store.SaveMember(ctx, m)
		return err
	}, func(err error) {
		f.save.Enable()
		if err != nil {
			f.desk.failForm(f.form, err, f.onSave)
			return
		}
		f.box.close()
		f.desk.say(lang.L("Saved"))
		f.desk.changed()
	})
}
