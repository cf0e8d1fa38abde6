package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

func TestRepeatedActivitiesHaveThePeopleAndTheThemesOfTheirMonths(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveThemes(t.Context(), []model.Theme{{Year: 2018, Month: 5, Text: "学用贯通"}, {Year: 2018, Month: 6, Text: "我是党员我带头"}}))
	list := addMembers(t, s, "张三", "李四", "王五")
	a := addActivity(t, s, model.Activity{Kind: model.MemberDay, Title: "主题党日", Theme: "学用贯通", Content: "学了"}, model.Date{Year: 2018, Month: 5, Day: 11})
	expect(t, s, a, list...)
	_, err := s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Name: "来人"})
	must(t, err)
	gone := list[2]
	gone.State = model.Moved
	addMember(t, s, gone)

	starts := []time.Time{a.Start.AddDate(0, 0, 14), a.Start.AddDate(0, 0, 28), a.Start.AddDate(0, 2, 0)}
	added, err := s.RepeatActivity(t.Context(), a.ID, starts, true)
	must(t, err)
	var themes []string
	for i, next := range added {
		themes = append(themes, next.Theme)
		roll := rollOf(t, s, next)
		if !roll.Activity.Start.Equal(starts[i]) || roll.Activity.Content != "" || len(roll.Attendees) != 2 || roll.Attendees[1].State != model.Expected {
			t.Errorf("%s has %d people, content %q", roll.Activity.Start, len(roll.Attendees), roll.Activity.Content)
		}
	}
	if want := []string{"学用贯通", "我是党员我带头", "学用贯通"}; !slices.Equal(themes, want) {
		t.Errorf("the themes are %v, want %v", themes, want)
	}
}

func TestRepetitionsAreAllSavedOrNone(t *testing.T) {
	s := newStore(t)
	p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "培训班", PassPercent: 80})
	must(t, err)
	a := addActivity(t, s, model.Activity{Kind: model.Training, Programme: p.ID, Number: 2}, model.Date{Year: 2018, Month: 5, Day: 2})
	added, err := s.RepeatActivity(t.Context(), a.ID, []time.Time{a.Start.AddDate(0, 0, 7), a.Start.AddDate(0, 0, 14)}, true)
	must(t, err)
	if len(added) != 2 || added[0].Number != 3 || added[1].Number != 4 {
		t.Errorf("the sessions are %+v", added)
	}
	must(t, s.CloseProgramme(t.Context(), p.ID))
	for _, starts := range [][]time.Time{nil, make([]time.Time, model.MostRepeats+1), {a.Start.AddDate(0, 0, 21)}} {
		if _, err := s.RepeatActivity(t.Context(), a.ID, starts, false); err == nil {
			t.Errorf("%d repetitions of a closed programme's session are taken", len(starts))
		}
	}
	_, total, err := s.Activities(t.Context(), ActivityFilter{})
	must(t, err)
	if total != 3 {
		t.Errorf("there are %d activities, want 3", total)
	}
}

func TestAYearPlanCountsMonthsAndInitiatives(t *testing.T) {
	s := newStore(t)
	day := func(month, day int) model.Date { return model.Date{Year: 2018, Month: month, Day: day} }
	must(t, s.SaveThemes(t.Context(), []model.Theme{{Year: 2018, Text: "学用贯通"}, {Year: 2018, Month: 7, Text: "党在我心中"}, {Year: 2019, Month: 7, Text: "别的年"}}))
	addActivity(t, s, model.Activity{Initiative: "基层基础固本"}, day(1, 1))
	addActivity(t, s, model.Activity{Initiative: "基层基础固本", State: model.Held}, day(12, 31))
	addActivity(t, s, model.Activity{State: model.Cancelled, CancelReason: "大雨"}, day(12, 30))
	addActivity(t, s, model.Activity{}, day(12, 30))
	addActivity(t, s, model.Activity{}, model.Date{Year: 2019, Month: 1, Day: 1})
	gone := addActivity(t, s, model.Activity{}, day(6, 1))
	must(t, s.RemoveActivity(t.Context(), gone.ID))
	plan, err := s.YearPlan(t.Context(), 2018)
	must(t, err)
	december := plan.Months[11]
	if plan.Theme != "学用贯通" || plan.Months[6].Theme != "党在我心中" || plan.Months[0].Planned != 1 || !plan.Months[5].Empty() ||
		december.Held != 1 || december.Planned != 1 || december.Cancelled != 1 || december.Initiatives[""] != 1 {
		t.Errorf("the plan is %+v", plan)
	}
	if sum := plan.Sum(); sum.Activities() != 3 || sum.Initiatives["基层基础固本"] != 2 || sum.Cancelled != 1 {
		t.Errorf("the year is %+v", sum)
	}
}

func TestSavingThemesTouchesOnlyTheMonthsGiven(t *testing.T) {
	s := newStore(t)
	save := func(themes ...model.Theme) {
		t.Helper()
		must(t, s.SaveThemes(t.Context(), themes))
	}
	save(model.Theme{Year: 2018, Month: 1, Text: " 一月 "}, model.Theme{Year: 2018, Month: 2, Text: "二月"})
	save(model.Theme{Year: 2018, Month: 1})
	save()
	texts := func() string {
		list, err := s.Themes(t.Context())
		must(t, err)
		var words []string
		for _, one := range list {
			words = append(words, one.Text)
		}
		return strings.Join(words, " ")
	}
	if got := texts(); got != "二月" {
		t.Errorf("left are %s", got)
	}
	save(model.Theme{Year: 2018, Month: 1, Text: "又一月"})
	if got := texts(); got != "又一月 二月" {
		t.Errorf("again are %s", got)
	}
	for _, bad := range []model.Theme{{Year: 2018, Month: 13}, {Year: 12, Month: 1}, {Year: 2018, Month: 1, Text: strings.Repeat("长", 101)}} {
		if err := s.SaveThemes(t.Context(), []model.Theme{{Year: 2018, Month: 2, Text: "不该存"}, bad}); err == nil || texts() != "又一月 二月" {
			t.Errorf("%+v is taken", bad)
		}
	}
}
