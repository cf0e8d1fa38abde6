package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// read puts what the form shows into the person as loaded. ok is false where
// something typed cannot be read; the form says so then.
func (f *memberForm) read() (m model.Member, ok bool) {
	m = f.member
	day, err := f.birthday.Day()
	if err != nil {
		f.showError("Birthday", errorText(err))
		return m, false
	}
	m.Birthday = birthdayOf(day)
	if m.Birthday.IsZero() {
		m.Birthday = model.Birthday{}
	}
	for _, d := range f.dates {
		day, err := d.field.Day()
		if err != nil {
			f.showError(d.name, errorText(err))
			return m, false
		}
		*d.value(&m) = dateOf(day)
	}
	for _, t := range f.texts {
		*t.value(&m) = t.get()
	}
	m.Name = model.NormaliseName(m.Name)
	m.IDNumber, m.Phone = model.NormaliseIDNumber(m.IDNumber), model.NormalisePhone(m.Phone)
	m.Sex, m.Branch, m.State = model.Sex(f.sex.Value()), model.ID(f.branch.Value()), model.MemberState(f.state.Value())
	m.Tags = f.tags.chosen()
	m.InService, m.HostUnit, m.Photo = f.service.Value() != "", model.ID(f.unit.Value()), f.photo.name
	if !m.InService {
		m.HostUnit = ""
	}
	if m.State == model.Active {
		m.StateDate, m.StateReason = model.Date{}, ""
	}
	if err := m.Validate(); err != nil {
		f.fail(err, nil)
		return m, false
	}
	return m, true
}

// fail shows err at its field where it names one.
func (f *memberForm) fail(err error, retry func()) {
	var known *model.Error
	if errors.As(err, &known) && known.Field != "" && f.showError(known.Field, known.Message) {
		return
	}
	f.desk.fail(err, retry)
}

func (f *memberForm) showError(field, message string) bool {
	f.clearErrors()
	for _, form := range f.sections {
		if form.ShowError(field, message) {
			f.relayout()
			form.Focus(field)
			return true
		}
	}
	return false
}

func (f *memberForm) clearErrors() {
	for _, form := range f.sections {
		form.ClearErrors()
	}
}

// errorAt is the message under a field, "" for none.
func (f *memberForm) errorAt(field string) string {
	for _, form := range f.sections {
		if text := form.Error(field); text != "" {
			return text
		}
	}
	return ""
}

func (f *memberForm) onSave() { f.keep(f.box.close) }

// onSaveMore saves and empties the form for the next new person, who is
// likely to be of the same branch.
func (f *memberForm) onSaveMore() {
	f.keep(func() {
		f.fill(model.Member{State: model.Active, Branch: f.member.Branch, Category: f.member.Category, Standing: f.member.Standing})
		f.scroll.ScrollToTop()
		f.sections[0].Focus("Name")
	})
}

// keep saves the person and calls then once the store has it.
func (f *memberForm) keep(then func()) {
	if f.saving {
		return
	}
	f.clearErrors()
	m, ok := f.read()
	if !ok {
		return
	}
	f.saving = true
	f.save.Disable()
	var saved model.Member
	f.desk.run(func(ctx context.Context) (err error) {
		saved, err = f.store.SaveMember(ctx, m)
		return err
	}, func(err error) {
		f.saving = false
		f.save.Enable()
		switch {
		case model.CodeOf(err) == model.Conflict:
			f.desk.ask(lang.L("Changed meanwhile"), errorText(err), lang.L("Load again"), f.onReload)
		case err != nil:
			f.fail(err, func() { f.keep(then) })
		default:
			f.member = saved
			then()
			f.desk.say(lang.L("Saved"))
			f.desk.changed()
			f.onSaved(saved.ID)
		}
	})
}

// onReload takes the person as the store has it now.
func (f *memberForm) onReload() {
	var m model.Member
	f.desk.run(func(ctx context.Context) (err error) {
		m, err = f.store.Member(ctx, f.member.ID)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.onReload)
			return
		}
		f.fill(m)
	})
}
