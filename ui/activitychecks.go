package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// themesStore is what knowing the months' themes asks the store for.
type themesStore interface {
	Themes(ctx context.Context) ([]model.Theme, error)
}

// readThemes reads the themes of all months.
func readThemes(ctx context.Context, st themesStore) (map[model.Date]string, error) {
	list, err := st.Themes(ctx)
	themes := make(map[model.Date]string, len(list))
	for _, t := range list {
		themes[model.Date{Year: t.Year, Month: t.Month}] = t.Text
	}
	return themes, err
}

// onDay takes the theme of another month and looks who has the place then.
func (f *activityForm) onDay() {
	f.proposeTheme()
	f.look()
}

// proposeTheme gives a new activity the theme of its month, in place of none
// or of that of another month.
func (f *activityForm) proposeTheme() {
	day, err := f.date.Day()
	if f.plan.activity.ID != "" || err != nil {
		return
	}
	if f.plan.copied.Full() && f.proposed == "" {
		f.proposed = f.themes[monthOf(f.plan.copied)]
	}
	theme := f.themes[monthOf(dateOf(day))]
	if f.theme.Text == "" || f.theme.Text == f.proposed {
		f.theme.SetText(theme)
		f.proposed = theme
	}
}

// look says who has the place already at the time that is entered. What cannot
// be read yet is looked at once it can.
func (f *activityForm) look() {
	day, err := f.date.Day()
	fromHour, fromMinute, begins := f.start.Time()
	hour, minute, ends := f.end.Time()
	if err != nil || !dateOf(day).Full() || !begins || !ends {
		return
	}
	at := func(hour, minute int) time.Time {
		return dateOf(day).On(time.Date(0, 1, 1, hour, minute, 0, 0, time.UTC))
	}
	f.booked.look(f.place.Text, at(fromHour, fromMinute), at(hour, minute), f.plan.activity.ID)
}

// unlessTaken does what is asked where nobody else has the place, or once it
// was asked whether that is meant. An activity that stays where and when it was
// is not asked about again.
func (f *activityForm) unlessTaken(a model.Activity, do func()) {
	was := f.plan.activity
	if a.ID != "" && a.Place == was.Place && a.Start.Equal(was.Start) && a.End.Equal(was.End) {
		do()
		return
	}
	if f.asking {
		return
	}
	f.asking = true
	var taken []model.Activity
	f.desk.run(func(ctx context.Context) (err error) {
		taken, err = f.store.Bookings(ctx, a.Place, a.Start, a.End)
		return err
	}, func(err error) {
		f.asking = false
		if err != nil {
			f.desk.fail(err, f.onSave)
			return
		}
		f.booked.show(a.Place, a.ID, taken)
		if len(f.booked.taken) == 0 {
			do()
			return
		}
		f.desk.ask(lang.L("Save though the place is taken?"), f.booked.words(a.Place), lang.L("Save all the same"), do)
	})
}

// onProject takes the field of the chosen project where none is chosen yet.
func (f *activityForm) onProject(id string, projects []model.ProjectSummary) {
	for _, p := range projects {
		if string(p.ID) == id && p.Field != "" && f.serviceField.Value() == "" {
			f.serviceField.SetValue(p.Field)
		}
	}
}
