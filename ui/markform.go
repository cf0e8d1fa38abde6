package ui

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// markForm is the dialog with all that is noted of a person at an activity:
// state, times or reason, capacity, credited minutes. For several people at
// once, what they do not have in common is empty, and what is not touched
// stays as each has it.
type markForm struct {
	desk     *desk
	activity model.Activity
	people   []model.Attendee
	save     func(marking)

	form     *widgets.Form
	state    *widgets.ChoiceField
	arrived  *widgets.TimeField
	left     *widgets.TimeField
	reason   *widgets.SuggestField
	capacity *widgets.ChoiceField
	minutes  *widgets.Entry
	ok       *widgets.Button
	box      *dialogBox
	clean    []string
}

// openMarkForm shows the form of people on a list.
func openMarkForm(d *desk, activity model.Activity, people []model.Attendee, save func(marking)) *markForm {
	f := &markForm{desk: d, activity: activity, people: people, save: save}
	f.load()
	return f
}

func (f *markForm) load() {
	var reasons, capacities []string
	f.desk.run(func(ctx context.Context) (err error) {
		if reasons, err = f.desk.store.Words(ctx, model.LeaveReasons); err != nil {
			return err
		}
		capacities, err = f.desk.store.Words(ctx, model.Capacities)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.load)
			return
		}
		f.open(reasons, capacities)
	})
}

func (f *markForm) open(reasons, capacities []string) {
	var states []widgets.Option
	for _, s := range []model.AttendanceState{model.Expected, model.Present, model.Late, model.Leave, model.Absent, model.Observer} {
		states = append(states, widgets.Option{Value: string(s), Text: s.Chinese()})
	}
	f.form = widgets.NewForm(2)
	f.state = widgets.NewChoice(lang.L("Choose"), states)
	f.state.OnChosen = func(string) { f.showFields() }
	f.arrived, f.left = widgets.NewTimeField(), widgets.NewTimeField()
	f.left.SetPlaceHolder(f.activity.End.Format(clock))
	f.reason = widgets.NewSuggest(reasons)
	f.capacity = widgets.NewChoice(lang.L("Choose"), capacityOptions(capacities))
	f.minutes = widgets.NewEntry()
	f.minutes.SetPlaceHolder(strconv.Itoa(f.activity.CreditMinutes()))
	f.form.Add("State", lang.L("State"), f.state)
	f.form.Add("Capacity", lang.L("Capacity"), f.capacity)
	f.form.Add("Arrived", lang.L("Signed in at"), f.arrived)
	f.form.Add("Left", lang.L("Signed out at"), f.left)
	f.form.Add("Minutes", lang.L("Credited minutes ({{.Hours}} hours in full)",
		map[string]any{"Hours": model.Hours(f.activity.CreditMinutes())}), f.minutes)
	f.form.AddWide("Reason", lang.L("Reason"), f.reason)
	f.form.OnLast = f.onOK
	f.fill()
	f.ok = widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onOK)
	cancel := widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() })
	f.box = f.desk.openDialog(dialogSpec{
		title:   lang.L("Details of {{.Who}}", map[string]any{"Who": namesOf(f.people)}),
		content: f.form, buttons: []fyne.CanvasObject{cancel, f.ok},
		size: fyne.NewSize(36*theme.TextSize(), 0), onSave: f.onOK,
		dirty: func() bool { return strings.Join(f.typed(), "\x00") != strings.Join(f.clean, "\x00") },
	})
}

// ordinary is the choice for people who simply take part; their attendance
// names no capacity.
const ordinary = "-"

func capacityOptions(words []string) []widgets.Option {
	options := []widgets.Option{{Value: ordinary, Text: lang.L("takes part")}}
	for _, w := range words {
		if w != lang.L("takes part") {
			options = append(options, widgets.Option{Value: w, Text: w})
		}
	}
	return options
}

// fill shows what the people have in common.
func (f *markForm) fill() {
	common := func(of func(model.Attendee) string) string {
		value := of(f.people[0])
		for _, p := range f.people {
			if of(p) != value {
				return ""
			}
		}
		return value
	}
	f.state.SetValue(common(func(p model.Attendee) string { return string(p.State) }))
	f.arrived.SetText(common(func(p model.Attendee) string { return p.Arrived }))
	f.left.SetText(common(func(p model.Attendee) string { return p.Left }))
	f.reason.SetText(common(func(p model.Attendee) string { return p.Reason }))
	f.capacity.SetValue(common(func(p model.Attendee) string {
		if p.Capacity == "" {
			return ordinary
		}
		return p.Capacity
	}))
	f.minutes.SetText(common(func(p model.Attendee) string { return countText(p.Minutes) }))
	f.clean = f.typed()
	f.showFields()
}

func (f *markForm) typed() []string {
	return []string{
		f.state.Value(), strings.TrimSpace(f.arrived.Text), strings.TrimSpace(f.reason.Text),
		f.capacity.Value(), strings.TrimSpace(f.minutes.Text), strings.TrimSpace(f.left.Text),
	}
}

// showFields shows what the chosen state can have.
func (f *markForm) showFields() {
	state := model.AttendanceState(f.state.Value())
	came := state == "" || state.Attended()
	away := state == "" || state == model.Leave || state == model.Absent
	f.form.SetShown("Arrived", came)
	f.form.SetShown("Left", came)
	f.form.SetShown("Minutes", came)
	f.form.SetShown("Reason", away)
}

// onOK saves what was touched.
func (f *markForm) onOK() {
	f.form.ClearErrors()
	now := f.typed()
	minutes, err := wholeNumber(now[4])
	if err != nil || minutes < 0 || minutes > model.MaxActivityMinutes {
		f.form.ShowError("Minutes", lang.L("Please write a whole number, such as 90."))
		return
	}
	arrived, ok := f.arrived.Clock()
	if !ok {
		f.form.ShowError("Arrived", lang.L("Please write the time like 09:00."))
		return
	}
	left, ok := f.left.Clock()
	if !ok {
		f.form.ShowError("Left", lang.L("Please write the time like 09:00."))
		return
	}
	change := func(p model.Attendee) model.Mark { return f.change(p, now, arrived, left, minutes) }
	for _, p := range f.people {
		if err := f.check(p, change(p)); err != nil {
			f.desk.failForm(f.form, err, nil)
			return
		}
	}
	f.box.close()
	f.save(marking{people: idsOf(f.people), change: change, words: namesOf(f.people)})
}

// change is what the touched fields make of a person.
func (f *markForm) change(p model.Attendee, now []string, arrived, left string, minutes int) model.Mark {
	touched := func(i int) bool { return now[i] != f.clean[i] }
	m := markOf(p)
	if touched(0) {
		m = quickMark(model.AttendanceState(now[0]), "", "")(p)
	}
	if touched(1) && m.State.Attended() {
		m.Arrived = arrived
	}
	if touched(5) && m.State.Attended() {
		m.Left = left
	}
	if touched(2) && !m.State.Attended() {
		m.Reason = now[2]
	}
	if touched(3) {
		m.Capacity = strings.TrimPrefix(now[3], ordinary)
	}
	if touched(4) && m.State.Attended() {
		m.Minutes = &minutes
		if now[4] == "" {
			m.Minutes = nil // the full worth again
		}
	}
	return m
}

// check finds what could not be saved while the form is still open.
func (f *markForm) check(p model.Attendee, m model.Mark) error {
	a := p.Attendance
	if most := f.activity.Minutes(); m.Credited(f.activity) > max(most, a.Minutes) {
		return &model.Error{Code: model.Invalid, Field: "Minutes", Message: fmt.Sprintf("活动只有 %d 分钟，计入的不能更多。", most)}
	}
	a.State, a.Minutes, a.Arrived, a.Left, a.Reason, a.Capacity = m.State, m.Credited(f.activity), m.Arrived, m.Left, m.Reason, m.Capacity
	if err := a.Validate(); err != nil {
		return err
	}
	return model.CheckSignOut(f.activity, p.Name, a)
}
