package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// read puts what was entered into the person as loaded; a field that nobody
// touched, or that is not shown, stays to the letter what it was. ok is false
// where something typed cannot be read; the form says so then.
func (f *memberForm) read() (m model.Member, ok bool) {
	m = f.member
	day, err := f.birthday.Day()
	if err != nil {
		f.showError("Birthday", errorText(err))
		return m, false
	}
	if day != f.born {
		if m.Birthday = birthdayOf(day); m.Birthday.IsZero() {
			m.Birthday = model.Birthday{}
		}
	}
	m.State = model.MemberState(f.state.Value())
	for _, d := range f.dates {
		if d.field.Text() == d.shown || d.field == f.stateDate && m.State == model.Active {
			continue
		}
		day, err := d.field.Day()
		if err != nil {
			f.showError(d.name, errorText(err))
			return m, false
		}
		*d.value(&m) = dateOf(day)
	}
	f.readTexts(&m)
	m.Sex, m.Branch, m.Photo = model.Sex(f.sex.Value()), model.ID(f.branch.Value()), f.photo.name
	if tags := f.tags.chosen(); !slices.Equal(tags, f.member.Tags) {
		m.Tags = tags
	}
	f.readHidden(&m)
	if err := m.Validate(); err != nil {
		f.fail(err, nil)
		return m, false
	}
	return m, true
}

func (f *memberForm) readTexts(m *model.Member) {
	for _, t := range f.texts {
		if text := t.get(); text != t.shown {
			*t.value(m) = text
		}
	}
	if m.Name != f.member.Name {
		m.Name = model.NormaliseName(m.Name)
	}
	if m.IDNumber != f.member.IDNumber {
		m.IDNumber = model.NormaliseIDNumber(m.IDNumber)
	}
	if m.Phone != f.member.Phone {
		m.Phone = model.NormalisePhone(m.Phone)
	}
}

// readHidden takes what is asked only of some people: of the others it stays
// as it was, and goes where somebody has just become one of the others.
func (f *memberForm) readHidden(m *model.Member) {
	if m.State == model.Active {
		m.StateDate, m.StateReason = f.member.StateDate, f.member.StateReason
		if f.member.State != model.Active {
			m.StateDate, m.StateReason = model.Date{}, ""
		}
	}
	m.InService = f.service.Value() != ""
	switch {
	case m.InService:
		m.HostUnit = model.ID(f.unit.Value())
	case f.member.InService:
		m.HostUnit = ""
	}
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
	if f.desk.window.Canvas().Focused() == fyne.Focusable(f.number) {
		f.takeNumber(false) // Ctrl+S does not leave the field
	}
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
