package ui

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// hoursSheetStore is what the sheet of a service's hours asks the store for.
type hoursSheetStore interface {
	ServiceSheet(ctx context.Context, activity model.ID) (model.ServiceSheet, error)
	ConfirmHours(ctx context.Context, activity model.ID, list []model.HoursConfirmation, by string) error
	Operator() string
}

// hoursSheet is the dialog 时长确认单 of one volunteer service: what each person
// is credited, when they signed out, and what stands in the way.
type hoursSheet struct {
	desk     *desk
	store    hoursSheetStore
	activity model.ID

	sheet     model.ServiceSheet
	lines     []*hoursLine
	list      *fyne.Container
	form      *widgets.Form
	by        *widgets.Entry
	guarantor *widgets.Entry
	count     *widgets.Text
	ok        *widgets.Button
	box       *dialogBox
}

// hoursLine is one person on the sheet.
type hoursLine struct {
	line    model.ServiceLine
	check   *widget.Check
	left    *widgets.TimeField
	minutes *widgets.Entry
	row     fyne.CanvasObject
}

func openHoursSheet(d *desk, activity model.ID) *hoursSheet {
	s := &hoursSheet{
		desk: d, store: d.store, activity: activity, list: widgets.Down(0), form: widgets.NewForm(2),
		by: widgets.NewEntry(), guarantor: widgets.NewEntry(), count: widgets.NewMuted(""),
	}
	s.form.Add("By", lang.L("Confirmed by"), s.by)
	s.form.Add("Guarantor", lang.L("Guarantor of hours entered late"), s.guarantor)
	s.ok = widgets.NewPrimary("", s.onConfirm)
	s.count.Shrink = true
	head := container.NewBorder(nil, nil, widgets.Chars(9, caption(lang.L("Name of person"))),
		widgets.Across(8, widgets.Chars(5, caption(lang.L("Signed in"))), widgets.Chars(5, caption(lang.L("Signed out"))), widgets.Chars(5, caption(lang.L("Minutes")))),
		caption(lang.L("What to mind")))
	s.box = d.openDialog(dialogSpec{
		title: lang.L("Hours of the service"), size: fyne.NewSize(940, 620), onSave: s.onConfirm, dirty: s.changed,
		content: container.NewBorder(widgets.Down(8, s.count, s.form, clearOfBar(head), widgets.NewLine()), nil, nil, nil, container.NewVScroll(clearOfBar(s.list))),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { s.box.leave() }), s.ok},
	})
	s.load()
	return s
}

func (s *hoursSheet) load() {
	var sheet model.ServiceSheet
	var operator string
	s.desk.run(func(ctx context.Context) (err error) {
		operator = s.store.Operator()
		sheet, err = s.store.ServiceSheet(ctx, s.activity)
		return err
	}, func(err error) {
		if err != nil {
			s.box.close()
			s.desk.fail(err, nil)
			return
		}
		s.show(sheet, operator)
	})
}

func (s *hoursSheet) show(sheet model.ServiceSheet, operator string) {
	s.sheet, s.lines = sheet, nil
	if s.by.Text == "" {
		s.by.SetText(cmp.Or(strings.ReplaceAll(sheet.Activity.Host, "　", ""), operator))
	}
	s.list.RemoveAll()
	late := false
	for _, l := range sheet.Lines {
		line := s.newLine(l)
		s.lines = append(s.lines, line)
		s.list.Add(line.row)
		s.list.Add(widgets.NewLine())
		late = late || l.LateEntry != "" && !l.Confirmed()
	}
	s.form.SetShown("Guarantor", late)
	s.list.Refresh()
	s.showCount()
	s.form.Focus("By")
}

// newLine lays out one person; what is confirmed can be looked at only.
func (s *hoursSheet) newLine(l model.ServiceLine) *hoursLine {
	h := &hoursLine{line: l, check: widget.NewCheck(l.Name, func(bool) { s.showCount() }), left: widgets.NewTimeField(), minutes: widgets.NewEntry()}
	h.left.SetText(l.Left)
	h.left.SetPlaceHolder(s.sheet.Activity.End.Format("15:04"))
	h.minutes.SetText(countText(l.Proposed))
	note, tone := l.Notice, widgets.Warn
	switch {
	case l.Confirmed():
		h.minutes.SetText(countText(l.Minutes))
		h.check.Disable()
		h.left.Disable()
		h.minutes.Disable()
		note, tone = lang.L("confirmed by {{.By}}", map[string]any{"By": orDash(l.ConfirmedBy)}), widgets.Good
	case l.Refusal != "":
		note, tone = l.Refusal, widgets.Red
	default:
		h.check.Checked = true
	}
	if l.LateEntry != "" && !l.Confirmed() {
		note = lang.L("Entered late: {{.Reason}}", map[string]any{"Reason": l.LateEntry}) + "　" + note
	}
	said := widgets.NewText(note)
	said.Shrink = true
	color, _ := tone.Colors()
	said.SetColor(color)
	h.left.OnChanged = func(string) { s.followClock(h) }
	h.row = widgets.Inset(0, 3, container.NewBorder(nil, nil, widgets.Chars(9, h.check), widgets.Across(8,
		widgets.Chars(5, container.NewCenter(widgets.NewMuted(orDash(l.Arrived)))), widgets.Chars(5, h.left), widgets.Chars(5, h.minutes)),
		said))
	return h
}

// followClock credits what the time of signing out makes, where hours go by it.
func (s *hoursSheet) followClock(h *hoursLine) {
	if s.sheet.Rules.Basis != model.BySignOut {
		return
	}
	at := h.line.Attendance
	at.Left, _ = h.left.Clock()
	h.minutes.SetText(countText(s.sheet.Rules.Credit(s.sheet.Activity, at)))
}

func (s *hoursSheet) showCount() {
	chosen := 0
	for _, l := range s.lines {
		if l.check.Checked {
			chosen++
		}
	}
	a := s.sheet.Activity
	s.count.SetText(punctuated(a.Title, a.Date().Chinese()+" "+a.Start.Format("15:04")+"—"+a.End.Format("15:04"),
		lang.L("{{.N}} of {{.All}} not confirmed", map[string]any{"N": s.sheet.Waiting(), "All": len(s.sheet.Lines)})))
	s.ok.SetText(lang.L("Confirm {{.N}}", map[string]any{"N": chosen}))
	enable(s.ok, chosen > 0)
}

// changed reports whether something was typed that closing would lose.
func (s *hoursSheet) changed() bool {
	for _, l := range s.lines {
		if l.left.Text != l.line.Left || !l.line.Confirmed() && l.minutes.Text != countText(l.line.Proposed) {
			return true
		}
	}
	return false
}

// onConfirm confirms the ticked lines.
func (s *hoursSheet) onConfirm() {
	if s.ok.Disabled() {
		return
	}
	s.form.ClearErrors()
	var list []model.HoursConfirmation
	for _, l := range s.lines {
		if !l.check.Checked {
			continue
		}
		minutes, err := wholeNumber(l.minutes.Text)
		if err != nil {
			s.desk.fail(&model.Error{Code: model.Invalid, Message: lang.L("{{.Name}}: please write the minutes as a whole number.", map[string]any{"Name": l.line.Name})}, nil)
			return
		}
		left, _ := l.left.Clock() // where it is no time, the store says how to write it
		one := model.HoursConfirmation{Attendance: l.line.ID, Minutes: minutes, Left: left, Guarantor: l.line.Guarantor}
		if l.line.LateEntry != "" && one.Guarantor == "" {
			one.Guarantor = s.guarantor.Text
		}
		list = append(list, one)
	}
	by := s.by.Text
	s.ok.Disable()
	s.desk.run(func(ctx context.Context) error { return s.store.ConfirmHours(ctx, s.activity, list, by) }, func(err error) {
		s.ok.Enable()
		if err != nil {
			s.desk.failForm(s.form, err, nil)
			return
		}
		s.box.close()
		s.desk.say(lang.L("Confirmed the hours of {{.N}} people", map[string]any{"N": len(list)}))
		s.desk.changed()
	})
}
