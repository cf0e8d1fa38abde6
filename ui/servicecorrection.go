package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// correction is the dialog 更正时长 of one confirmed service: the new minutes,
// why, and the trail of earlier corrections.
type correction struct {
	record  *serviceRecord
	service model.Service

	form            *widgets.Form
	minutes, reason *widgets.Entry
	trail           *fyne.Container
	box             *dialogBox
}

// onCorrect opens the correction of the selected service.
func (r *serviceRecord) onCorrect() {
	if s, ok := r.services.Selected(); ok {
		openCorrection(r, s)
	}
}

func openCorrection(r *serviceRecord, s model.Service) *correction {
	c := &correction{record: r, service: s, form: widgets.NewForm(2), minutes: widgets.NewEntry(), reason: widgets.NewEntry(), trail: widgets.Down(4)}
	c.minutes.SetText(strconv.Itoa(s.Minutes))
	c.form.Add("Minutes", lang.L("Minutes"), c.minutes)
	c.form.Add("Reason", lang.L("Why it is corrected"), c.reason)
	c.form.OnLast = c.onSave
	said := widgets.NewMuted(punctuated(s.Start.Format("2006-01-02"), s.Title))
	said.Shrink = true
	c.box = r.desk.openDialog(dialogSpec{
		title: lang.L("Correct the hours of {{.Name}}", map[string]any{"Name": r.record.Member.Name}), size: fyne.NewSize(620, 360), onSave: c.onSave,
		content: widgets.Down(12, said, c.form, c.trail), dirty: func() bool { return c.minutes.Text != strconv.Itoa(s.Minutes) || c.reason.Text != "" },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { c.box.leave() }), widgets.NewPrimary(lang.L("Correct"), c.onSave)},
	})
	c.form.Focus("Minutes")
	c.load()
	return c
}

// load shows who corrected these hours before.
func (c *correction) load() {
	var list []model.HourCorrection
	d := c.record.desk
	d.run(func(ctx context.Context) (err error) {
		list, err = c.record.store.HourCorrections(ctx, c.service.Attendance)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, c.load)
			return
		}
		c.trail.RemoveAll()
		if len(list) > 0 {
			c.trail.Add(widgets.NewBold(lang.L("Corrected before")))
		}
		for _, one := range list {
			line := widgets.NewMuted(punctuated(one.CreatedAt.In(d.now().Location()).Format("2006-01-02 15:04"), orDash(one.Operator),
				lang.L("{{.Before}} → {{.After}} minutes", map[string]any{"Before": one.Before, "After": one.After}), one.Reason))
			line.Shrink = true
			c.trail.Add(line)
		}
		c.trail.Refresh()
	})
}

func (c *correction) onSave() {
	c.form.ClearErrors()
	minutes, err := wholeNumber(c.minutes.Text)
	if err != nil {
		c.form.ShowError("Minutes", lang.L("Please write the minutes as a whole number."))
		return
	}
	reason, d := c.reason.Text, c.record.desk
	d.run(func(ctx context.Context) error {
		return c.record.store.CorrectHours(ctx, c.service.Attendance, minutes, reason)
	}, func(err error) {
		if err != nil {
			d.failForm(c.form, err, nil)
			return
		}
		c.box.close()
		d.say(lang.L("Saved"))
		c.record.load()
		d.changed()
	})
}

// onReview adds how somebody's service was judged.
func (r *serviceRecord) onReview() {
	given, giver := r.desk.dateField(), widgets.NewEntry()
	grade, words := widgets.NewSuggest([]string{"优秀", "良好", "合格"}), widgets.NewTextArea(3)
	given.SetDay(dayOf(r.desk.today()))
	form := widgets.NewForm(2)
	form.Add("Given", lang.L("Date"), given)
	form.Add("Grade", lang.L("Grade"), grade)
	form.AddWide("Words", lang.L("Review"), words)
	form.AddWide("Giver", lang.L("Reviewed by"), giver)
	var box *dialogBox
	save := func() {
		form.ClearErrors()
		day, err := given.Day()
		if err != nil {
			form.ShowError("Given", errorText(err))
			return
		}
		v := model.ServiceReview{Member: r.member, Given: dateOf(day), Giver: giver.Text, Grade: grade.Text, Words: words.Text}
		r.desk.run(func(ctx context.Context) error {
			_, err := r.store.SaveServiceReview(ctx, v)
			return err
		}, func(err error) {
			if err != nil {
				r.desk.failForm(form, err, nil)
				return
			}
			box.close()
			r.desk.say(lang.L("Saved"))
			r.load()
		})
	}
	form.OnLast = save
	box = r.desk.openDialog(dialogSpec{
		title: lang.L("Review of service"), content: form, size: fyne.NewSize(560, 0), onSave: save,
		dirty:   func() bool { return grade.Text != "" || words.Text != "" || giver.Text != "" },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(lang.L("Save"), save)},
	})
	form.Focus("Grade")
}
