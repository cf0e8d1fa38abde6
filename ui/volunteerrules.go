package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// volunteerRulesStore is what the rules of hours are read from and saved to.
type volunteerRulesStore interface {
	VolunteerRules(ctx context.Context) (model.VolunteerRules, error)
	SaveVolunteerRules(ctx context.Context, r model.VolunteerRules) error
}

// volunteerRules is the dialog 时长规则: how hours are credited, what stars take,
// how long a notice hangs and who stands on proofs.
type volunteerRules struct {
	desk  *desk
	store volunteerRulesStore
	was   model.VolunteerRules

	form                        *widgets.Form
	basis, step                 *widgets.ChoiceField
	dailyCap, notice            *widgets.Entry
	stars                       [5]*widgets.Entry
	principal, handler, contact *widgets.Entry
	box                         *dialogBox
}

func openVolunteerRules(d *desk) *volunteerRules {
	r := &volunteerRules{
		desk: d, store: d.store, form: widgets.NewForm(2),
		basis: widgets.NewChoice("", []widgets.Option{
			{Value: string(model.ByActivity), Text: lang.L("the length of the service")}, {Value: string(model.BySignOut), Text: lang.L("signing in to signing out")},
		}),
		step:     widgets.NewChoice("", nil),
		dailyCap: widgets.NewEntry(), notice: widgets.NewEntry(), principal: widgets.NewEntry(), handler: widgets.NewEntry(), contact: widgets.NewEntry(),
	}
	var steps []widgets.Option
	for _, n := range []int{1, 5, 10, 15, 30, 60} {
		steps = append(steps, widgets.Option{Value: strconv.Itoa(n), Text: lang.L("{{.N}} min", map[string]any{"N": n})})
	}
	r.step.SetOptions(steps)
	r.form.Add("Basis", lang.L("Hours count by"), r.basis)
	r.form.Add("Step", lang.L("Rounded down to"), r.step)
	r.form.Add("DailyCap", lang.L("At most so many hours a day (0: no cap)"), r.dailyCap)
	r.form.Add("NoticeDays", lang.L("Days a notice hangs (7 or more)"), r.notice)
	stars := container.NewGridWithColumns(len(r.stars))
	for i := range r.stars {
		r.stars[i] = widgets.NewEntry()
		stars.Add(widgets.Down(2, caption(model.StarText(i+1)), r.stars[i]))
	}
	r.form.AddWide("Stars", lang.L("Hours that stars take"), stars)
	r.form.Add("Principal", lang.L("Principal on proofs"), r.principal)
	r.form.Add("Handler", lang.L("Handler on proofs"), r.handler)
	r.form.AddWide("Contact", lang.L("Contact on proofs"), r.contact)
	r.box = d.openDialog(dialogSpec{
		title: lang.L("Rules of hours"), content: widgets.NewFormScroll(clearOfBar(widgets.Inset(2, 0, r.form))), size: fyne.NewSize(720, 640), onSave: r.onSave,
		dirty: func() bool {
			typed, err := r.typed()
			return err != nil || typed != r.was
		},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { r.box.leave() }), widgets.NewPrimary(lang.L("Save  Ctrl+S"), r.onSave)},
	})
	r.load()
	return r
}

func (r *volunteerRules) load() {
	var rules model.VolunteerRules
	r.desk.run(func(ctx context.Context) (err error) {
		rules, err = r.store.VolunteerRules(ctx)
		return err
	}, func(err error) {
		if err != nil {
			r.box.close()
			r.desk.fail(err, nil)
			return
		}
		r.was = rules
		r.basis.SetValue(string(rules.Basis))
		r.step.SetValue(strconv.Itoa(rules.Step))
		r.dailyCap.SetText(model.WholeHours(rules.DailyCap))
		r.notice.SetText(strconv.Itoa(rules.NoticeDays))
		for i, hours := range rules.Stars {
			r.stars[i].SetText(strconv.Itoa(hours))
		}
		r.principal.SetText(rules.Principal)
		r.handler.SetText(rules.Handler)
		r.contact.SetText(rules.Contact)
	})
}

// typed is what the form says.
func (r *volunteerRules) typed() (model.VolunteerRules, error) {
	rules := r.was
	rules.Basis = model.HoursBasis(r.basis.Value())
	rules.Principal, rules.Handler, rules.Contact = r.principal.Text, r.handler.Text, r.contact.Text
	step, err := strconv.Atoi(r.step.Value())
	if err != nil {
		step = 0
	}
	rules.Step = step
	hours, err := strconv.ParseFloat(r.dailyCap.Text, 64)
	if err != nil {
		return rules, &model.Error{Code: model.Invalid, Field: "DailyCap", Message: lang.L("Please write the hours as a number.")}
	}
	rules.DailyCap = int(hours*60 + 0.5)
	if rules.NoticeDays, err = wholeNumber(r.notice.Text); err != nil {
		return rules, &model.Error{Code: model.Invalid, Field: "NoticeDays", Message: lang.L("Please write the days as a whole number.")}
	}
	for i, e := range r.stars {
		if rules.Stars[i], err = wholeNumber(e.Text); err != nil {
			return rules, &model.Error{Code: model.Invalid, Field: "Stars", Message: lang.L("Please write the hours as whole numbers.")}
		}
	}
	return rules, rules.Validate()
}

func (r *volunteerRules) onSave() {
	r.form.ClearErrors()
	rules, err := r.typed()
	if err != nil {
		r.desk.failForm(r.form, err, nil)
		return
	}
	r.desk.run(func(ctx context.Context) error { return r.store.SaveVolunteerRules(ctx, rules) }, func(err error) {
		if err != nil {
			r.desk.failForm(r.form, err, nil)
			return
		}
		r.box.close()
		r.desk.say(lang.L("Saved"))
		r.desk.changed()
	})
}
