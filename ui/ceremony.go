package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// ceremonyStore is what choosing the ceremony of honours asks the store for.
type ceremonyStore interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	SaveActivity(ctx context.Context, a model.Activity) (model.Activity, error)
	HoldCeremony(ctx context.Context, activity model.ID, honours []model.ID) (int, error)
}

// What can be chosen beside an activity of the plan.
const (
	newCeremony = "new"
	noCeremony  = "none"
)

// ceremonyForm is the dialog that makes an activity of the plan, or a new one,
// the ceremony of honours: who is honoured is on its list then.
type ceremonyForm struct {
	*sheet
	desk    *desk
	store   ceremonyStore
	honours []model.HonourSummary

	which string
	draft model.Activity
	day   model.Date
	clock *widgets.TimeField
}

// openCeremony loads the plan, then shows the dialog; shown is called with it.
func openCeremony(d *desk, honours []model.HonourSummary, shown func(*ceremonyForm)) {
	f := &ceremonyForm{desk: d, store: d.store, honours: honours, which: newCeremony}
	var planned []model.ActivitySummary
	var places []string
	d.run(func(ctx context.Context) (err error) {
		if places, err = f.store.Words(ctx, model.Places); err != nil {
			return err
		}
		planned, _, err = f.store.Activities(ctx, store.ActivityFilter{From: d.today()})
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		f.open(planned, places)
		shown(f)
	})
}

func (f *ceremonyForm) open(planned []model.ActivitySummary, places []string) {
	const hour = 15 // in the afternoon, where nobody says else
	options := []widgets.Option{{Value: newCeremony, Text: lang.L("A new activity of the plan")}}
	for i := len(planned) - 1; i >= 0; i-- { // the next one first
		if a := planned[i]; a.State == model.Planned {
			options = append(options, widgets.Option{Value: string(a.ID), Text: f.desk.shortDay(a.Date()) + " " + timesOf(a.Activity) + " " + a.Title})
		}
	}
	if of := f.honours[0]; of.Ceremony != "" {
		options = append(options, widgets.Option{Value: noCeremony, Text: lang.L("No ceremony")})
		for _, o := range options {
			if o.Value == string(of.Ceremony) {
				f.which = o.Value
			}
		}
	}
	f.draft = model.Activity{Kind: model.Meeting, Title: lang.L("Ceremony: {{.Title}}", map[string]any{"Title": f.honours[0].Title}), State: model.Planned}
	f.day = f.desk.today().AddDays(7)
	f.sheet = newSheet(f.desk, 2)
	people := 0
	for _, h := range f.honours {
		if h.Member != "" {
			people++
		}
	}
	choose(f.sheet, "Activity", lang.L("Ceremony"), options, &f.which)
	f.entry("Title", lang.L("Title"), &f.draft.Title, true)
	f.sheet.day("Start", lang.L("Day"), &f.day)
	f.clock = widgets.NewTimeField()
	f.clock.SetTime(hour, 0)
	f.add("Clock", lang.L("Begins at"), f.clock, false, func() string { return f.clock.Text }, f.takeTime)
	f.suggest("Place", lang.L("Place"), places, &f.draft.Place)
	f.choices["Activity"].OnChosen = func(string) { f.follow() }
	f.follow()
	title := lang.L("Ceremony of {{.N}} honours; {{.People}} people are put on its list", map[string]any{"N": len(f.honours), "People": people})
	expected := 0
	f.sheet.open(title, 640, func(ctx context.Context) (err error) {
		expected, err = f.hold(ctx)
		return err
	}, func() {
		f.desk.say(lang.L("Saved. {{.N}} people were put on the list.", map[string]any{"N": expected}))
		f.desk.changed()
	})
}

// follow asks for a new activity's title, day and place where one is wanted.
func (f *ceremonyForm) follow() {
	fresh := f.choices["Activity"].Value() == newCeremony
	for _, name := range []string{"Title", "Start", "Clock", "Place"} {
		f.form.SetShown(name, fresh)
	}
}

// takeTime reads when a new activity begins.
func (f *ceremonyForm) takeTime() error {
	if f.which != newCeremony {
		return nil
	}
	hour, minute, ok := f.clock.Time()
	if !ok || !f.day.Full() {
		return &model.Error{Code: model.Invalid, Field: "Start", Message: lang.L("Please fill in the day and the time, such as 15:00.")}
	}
	f.draft.Start = f.day.Time().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	f.draft.End = f.draft.Start.Add(time.Duration(model.KindOf(f.draft.Kind).DefaultMinutes) * time.Minute)
	return nil
}

// hold saves a new activity and puts who is honoured on its list.
func (f *ceremonyForm) hold(ctx context.Context) (expected int, err error) {
	activity := model.ID(f.which)
	switch f.which {
	case noCeremony:
		activity = ""
	case newCeremony:
		if f.draft.ID == "" {
			saved, err := f.store.SaveActivity(ctx, f.draft)
			if err != nil {
				return 0, err
			}
			f.draft = saved // pressed again after a failure, it is not planned twice
		}
		activity = f.draft.ID
	}
	ids := make([]model.ID, len(f.honours))
	for i, h := range f.honours {
		ids[i] = h.ID
	}
	return f.store.HoldCeremony(ctx, activity, ids)
}
