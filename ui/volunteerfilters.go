package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// volunteerFilterStore is what filters of volunteers offer.
type volunteerFilterStore interface {
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Teams(ctx context.Context, f store.TeamFilter) ([]model.TeamSummary, error)
}

// volunteerFilters narrow a list of volunteers by what they can do, where they
// would serve and when they are free.
type volunteerFilters struct {
	skill, class, team, day, part *widgets.FilterButton
}

func newVolunteerFilters(changed func()) *volunteerFilters {
	chosen := func(string) { changed() }
	f := &volunteerFilters{
		skill: widgets.NewFilter(lang.L("Skill: "), nil, chosen),
		class: widgets.NewFilter(lang.L("Would serve in: "), nil, chosen),
		team:  widgets.NewFilter(lang.L("Team: "), nil, chosen),
		day:   widgets.NewFilter(lang.L("Free on: "), dayOptions(), chosen),
	}
	parts := []widgets.Option{{Text: lang.L("all day")}}
	for _, p := range model.DayParts() {
		parts = append(parts, widgets.Option{Value: string(p), Text: p.Chinese()})
	}
	f.part = widgets.NewFilter("", parts, chosen)
	f.show(nil, nil, nil)
	return f
}

// dayOptions are the days of the week, 0 for Monday.
func dayOptions() []widgets.Option {
	options := []widgets.Option{{Text: lang.L("All")}}
	monday := model.MondayOf(model.Date{Year: 2018, Month: 1, Day: 1})
	for day := range 7 {
		options = append(options, widgets.Option{Value: strconv.Itoa(day), Text: weekday(monday.AddDays(day))})
	}
	return options
}

func (f *volunteerFilters) show(skills, classes []string, teams []model.TeamSummary) {
	f.skill.SetOptions(widgets.Words(lang.L("All"), skills))
	f.class.SetOptions(widgets.Words(lang.L("All"), classes))
	options := []widgets.Option{{Text: lang.L("All")}}
	for _, t := range teams {
		options = append(options, widgets.Option{Value: string(t.ID), Text: t.Name})
	}
	f.team.SetOptions(options)
}

// offer loads what can be chosen from, then does what is asked.
func (f *volunteerFilters) offer(d *desk, st volunteerFilterStore, then func()) {
	var skills, classes []string
	var teams []model.TeamSummary
	d.run(func(ctx context.Context) (err error) {
		if skills, err = st.Words(ctx, model.Skills); err != nil {
			return err
		}
		if classes, err = st.Words(ctx, model.TeamClasses); err != nil {
			return err
		}
		teams, err = st.Teams(ctx, store.TeamFilter{})
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { f.offer(d, st, then) })
			return
		}
		f.show(skills, classes, teams)
		then()
	})
}

// filter is what the list is narrowed to.
func (f *volunteerFilters) filter() store.VolunteerFilter {
	return store.VolunteerFilter{Skill: f.skill.Value(), Class: f.class.Value(), Team: model.ID(f.team.Value()), Free: f.free()}
}

// free is the chosen part of the chosen day; without a day it is the part of
// every day that counts for nothing.
func (f *volunteerFilters) free() model.FreeTime {
	day, err := strconv.Atoi(f.day.Value())
	if err != nil {
		return 0 // all days
	}
	var free model.FreeTime
	for _, p := range model.DayParts() {
		if part := f.part.Value(); part == "" || part == string(p) {
			free = free.With(day, p, true)
		}
	}
	return free
}
