package model_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestRepeatedDaysAreWhereTheCalendarPutsThem(t *testing.T) {
	day := func(y, m, d int) model.Date { return model.Date{Year: y, Month: m, Day: d} }
	for _, c := range []struct {
		rhythm model.Rhythm
		first  model.Date
		want   []model.Date
	}{
		{model.EveryWeek, day(2018, 12, 25), []model.Date{day(2019, 1, 1), day(2019, 1, 8)}},
		{model.EveryOtherWeek, day(2018, 5, 11), []model.Date{day(2018, 5, 25), day(2018, 6, 8)}},
		{model.EveryMonth, day(2018, 11, 15), []model.Date{day(2018, 12, 15), day(2019, 1, 15)}},
		{model.EveryMonth, day(2020, 1, 31), []model.Date{day(2020, 2, 29), day(2020, 3, 31)}},
		{model.EveryMonthWeekday, day(2018, 5, 9), []model.Date{day(2018, 6, 13), day(2018, 7, 11)}}, // second Wednesday
		{model.EveryMonthWeekday, day(2018, 3, 30), []model.Date{day(2018, 4, 27), day(2018, 5, 25)}},
	} {
		got := c.rhythm.Days(c.first, 2)
		if len(got) != 2 || got[0] != c.want[0] || got[1] != c.want[1] {
			t.Errorf("%s after %s is %v, want %v", c.rhythm, c.first, got, c.want)
		}
	}
}

func TestRepeatedDaysGoForwardAndKeepTheirWeekdayOrMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := model.Date{Year: 1990, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 30000).Draw(t, "day"))
		rhythm := rapid.SampledFrom([]model.Rhythm{model.EveryWeek, model.EveryOtherWeek, model.EveryMonth, model.EveryMonthWeekday}).Draw(t, "rhythm")
		times := rapid.IntRange(0, model.MostRepeats+10).Draw(t, "times")
		days := rhythm.Days(first, times)
		if len(days) != min(times, model.MostRepeats) {
			t.Fatalf("%d days, want %d", len(days), times)
		}
		before := first
		for i, d := range days {
			if !before.Before(d) || d.AddDays(0) != d {
				t.Fatalf("%s follows %s", d, before)
			}
			months := d.Year*12 + d.Month - first.Year*12 - first.Month
			switch {
			case rhythm == model.EveryMonth && months != i+1, rhythm == model.EveryMonthWeekday && months != i+1:
				t.Fatalf("month %d has %s", i+1, d)
			case rhythm != model.EveryMonth && d.Weekday() != first.Weekday():
				t.Fatalf("%s is a %s", d, d.Weekday())
			}
			before = d
		}
	})
}

func TestAnActivityAgainIsItsPlanWithoutWhatCameOfIt(t *testing.T) {
	start := time.Date(2018, 5, 11, 19, 30, 0, 0, time.UTC)
	a := model.Activity{
		Record: model.Record{ID: "a", Rev: 3}, Kind: model.MemberDay, Title: "主题党日", Start: start, End: start.Add(90 * time.Minute),
		Place: "党员议事厅", Agenda: "重温誓词", Content: "学了", Decisions: "通过", Outcome: "好", FollowUp: "路灯", Visitors: 3, Spending: 500,
		State: model.Cancelled, CancelReason: "大雨", MakesUp: "b",
	}
	next := a.Again(model.Date{Year: 2018, Month: 6, Day: 8}.On(a.Start))
	want := model.Activity{
		Kind: model.MemberDay, Title: "主题党日", Place: "党员议事厅", Agenda: "重温誓词", State: model.Planned,
		Start: time.Date(2018, 6, 8, 19, 30, 0, 0, time.UTC), End: time.Date(2018, 6, 8, 21, 0, 0, 0, time.UTC),
	}
	if next != want {
		t.Errorf("again it is %+v", next)
	}
}
