package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/width"

	"jishi/model"
	"jishi/ui/widgets"
)

// print is all that the form holds, to tell whether anything was typed.
func (f *activityForm) print() string {
	var b strings.Builder
	for _, t := range f.texts {
		b.WriteString(t.get() + "\x00")
	}
	for _, text := range []string{
		f.kind.Value(), f.branch.Value(), f.date.Text(), f.start.Text, f.end.Text, f.programme.Value(), f.project.Value(),
		f.number.Text, f.credit.Text, f.beneficiaries.Text, f.visitors.Text,
	} {
		b.WriteString(text + "\x00")
	}
	return b.String()
}

// read returns what the form does to an activity: it sets the fields shown and
// leaves the others alone. ok is false where something typed cannot be read;
// the form says so then.
func (f *activityForm) read() (apply func(*model.Activity), ok bool) {
	f.form.ClearErrors()
	start, end, ok := f.readTimes()
	if !ok {
		return nil, false
	}
	counts, ok := f.readCounts()
	if !ok {
		return nil, false
	}
	values := map[string]string{}
	for _, t := range f.texts {
		values[t.name] = t.get()
	}
	kind, branch, programme := model.Kind(f.kind.Value()), model.ID(f.branch.Value()), model.ID(f.programme.Value())
	project := model.ID(f.project.Value())
	agenda, presenting := f.defaults[kind].Agenda, f.presentingMember()
	return func(a *model.Activity) {
		a.Kind, a.Start, a.End, a.Credit = kind, start, end, counts["Credit"]
		for _, t := range f.texts {
			if f.shows(t.name) {
				*t.value(a) = values[t.name]
			}
		}
		for _, field := range []struct {
			name string
			set  func()
		}{
			{"Programme", func() { a.Programme, a.Number = programme, counts["Number"] }},
			{"Branch", func() { a.Branch = branch }},
			{"Presenter", func() { a.PresenterMember = presenting }},
			{"Project", func() { a.Project = project }},
			{"Visitors", func() { a.Visitors = counts["Visitors"] }},
			{"Beneficiaries", func() { a.Beneficiaries = counts["Beneficiaries"] }},
		} {
			if f.shows(field.name) {
				field.set()
			}
		}
		if !f.shows("Programme") {
			// What is no training any more is no session of a programme either.
			a.Programme, a.Number = "", 0
		}
		if !model.KindOf(kind).Needs("MakesUp") {
			a.MakesUp = ""
		}
		if a.ID == "" && a.Agenda == "" && model.KindOf(kind).Needs("Agenda") {
			a.Agenda = agenda
		}
	}, true
}

// readCounts reads the numbers of the form.
func (f *activityForm) readCounts() (counts map[string]int, ok bool) {
	counts = map[string]int{}
	for _, c := range []struct {
		name  string
		entry *widgets.Entry
	}{{"Credit", f.credit}, {"Number", f.number}, {"Beneficiaries", f.beneficiaries}, {"Visitors", f.visitors}} {
		n, err := wholeNumber(c.entry.Text)
		if err != nil && f.shows(c.name) {
			f.form.ShowError(c.name, lang.L("Please write a whole number, such as 90."))
			return nil, false
		}
		counts[c.name] = n
	}
	return counts, true
}

// readTimes puts day and times together.
func (f *activityForm) readTimes() (start, end time.Time, ok bool) {
	day, err := f.date.Day()
	date := dateOf(day)
	if err != nil || !date.Full() {
		f.form.ShowError("Date", lang.L("Please fill in the day, such as 2018-05-07."))
		return start, end, false
	}
	for _, t := range []struct {
		name  string
		field *widgets.TimeField
		to    *time.Time
	}{{"Start", f.start, &start}, {"End", f.end, &end}} {
		hour, minute, readable := t.field.Time()
		if !readable {
			f.form.ShowError(t.name, lang.L("Please write the time like 09:00."))
			return start, end, false
		}
		*t.to = time.Date(date.Year, time.Month(date.Month), date.Day, hour, minute, 0, 0, time.UTC)
	}
	return start, end, true
}

// wholeNumber reads a count as people type it; nothing is 0.
func wholeNumber(text string) (int, error) {
	text = strings.TrimSpace(width.Narrow.String(text))
	if text == "" {
		return 0, nil
	}
	return strconv.Atoi(text)
}

// onSave saves the activity and, for a new one, whom it expects.
func (f *activityForm) onSave() {
	apply, ok := f.read()
	if !ok || f.saving {
		return
	}
	wanted := f.plan.activity
	apply(&wanted)
	if wanted.State == "" {
		wanted.State = model.Planned
	}
	if err := wanted.Validate(); err != nil {
		f.desk.failForm(f.form, err, nil)
		return
	}
	f.unlessTaken(wanted, func() { f.saveAs(wanted, apply) })
}

// saveAs saves what the form says the activity is, and whom a new one expects.
func (f *activityForm) saveAs(wanted model.Activity, apply func(*model.Activity)) {
	var members []model.ID
	if f.takeOver.Checked {
		members = f.plan.members
	}
	f.saving = true
	f.save.Disable()
	saved := wanted
	f.desk.run(func(ctx context.Context) (err error) {
		saved, err = f.put(ctx, wanted, apply)
		if err == nil && len(members) > 0 {
			_, err = f.store.Expect(ctx, saved.ID, members)
		}
		return err
	}, func(err error) {
		f.saving = false
		f.save.Enable()
		// Should only the list have failed, 重试 must not make another activity.
		f.plan.activity.Record = saved.Record
		if err != nil {
			f.desk.failForm(f.form, err, f.onSave)
			return
		}
		f.box.close()
		f.desk.say(lang.L("Saved"))
		f.onSaved(saved)
	})
}

// put saves on what the store holds now, so that nothing saved since the form
// was opened is undone by fields that it does not show.
func (f *activityForm) put(ctx context.Context, wanted model.Activity, apply func(*model.Activity)) (model.Activity, error) {
	if wanted.ID != "" {
		current, err := f.store.Activity(ctx, wanted.ID)
		if err != nil {
			return wanted, err
		}
		apply(&current)
		wanted = current
	}
	return f.store.SaveActivity(ctx, wanted)
}
