package model_test

import (
	"fmt"
	"testing"
	"time"

	"jishi/model"

	"pgregory.net/rapid"
)

// counteds draws what was held in the spring of 2018.
func counteds() *rapid.Generator[model.Counted] {
	return rapid.Custom(func(t *rapid.T) model.Counted {
		c := model.Counted{From: model.Date{Year: 2018, Month: 3, Day: 1}, To: model.Date{Year: 2018, Month: 5, Day: 31}}
		people := rapid.IntRange(1, 12).Draw(t, "people")
		for i := range people {
			p := model.CountedPerson{
				Member: model.ID(fmt.Sprint("m", i)), Category: rapid.SampledFrom([]string{"", "社区", "离退休"}).Draw(t, "category"),
				Home: rapid.SampledFrom([]model.ID{"", "b1", "b2"}).Draw(t, "home"),
			}
			if rapid.IntRange(0, 5).Draw(t, "guest") == 0 {
				p = model.CountedPerson{Guest: fmt.Sprint("来人", i)}
			}
			c.People = append(c.People, p)
		}
		states := []model.AttendanceState{model.Expected, model.Present, model.Late, model.Leave, model.Absent, model.Observer}
		for i := range rapid.IntRange(0, 12).Draw(t, "activities") {
			a := model.CountedActivity{
				ID: model.ID(fmt.Sprint("a", i)), Kind: rapid.SampledFrom(model.Kinds()).Draw(t, "kind").Kind,
				Start:      time.Date(2018, 3, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 91).Draw(t, "day")),
				Branch:     rapid.SampledFrom([]model.ID{"", "b1", "b2"}).Draw(t, "branch"),
				Initiative: rapid.SampledFrom([]string{"", "基层基础固本", "别的"}).Draw(t, "initiative"),
				Presenter:  model.Presenter{Name: rapid.SampledFrom([]string{"", "刘洋", "刘　洋", "陈静"}).Draw(t, "presenter")},
				Team:       rapid.SampledFrom([]string{"", "一队", "二队"}).Draw(t, "team"),
				Field:      rapid.SampledFrom([]string{"", "孝老关爱"}).Draw(t, "field"),
			}
			on := map[int]bool{}
			for range rapid.IntRange(0, 4).Draw(t, "rolls") {
				r := model.CountedRoll{State: rapid.SampledFrom(states).Draw(t, "state"), WalkIn: rapid.Bool().Draw(t, "walk-in")}
				if r.State.Attended() {
					r.Minutes = rapid.IntRange(0, 240).Draw(t, "minutes")
				}
				for p := range people {
					if !on[p] && rapid.Bool().Draw(t, "is on it") {
						on[p] = true
						r.People = append(r.People, p)
					}
				}
				a.Rolls = append(a.Rolls, r)
			}
			c.Activities = append(c.Activities, a)
		}
		return c
	})
}

func TestRowsOfEveryGroupingAddUpToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := counteds().Draw(t, "period")
		whole := c.By(model.ByKind, model.StatisticNames{}).Sum
		for _, g := range model.Groupings() {
			s := c.By(g, model.StatisticNames{})
			if s.Sum != whole {
				t.Fatalf("the whole by %s is %+v, by kind %+v", g, s.Sum, whole)
			}
			var sum model.Statistic
			for _, r := range s.Rows {
				sum.Activities += r.Activities
				sum.Times += r.Times
				sum.People += r.People
				sum.Minutes += r.Minutes
				sum.Expected += r.Expected
				sum.Came += r.Came
				if r.People > whole.People || r.Times > whole.Times || r.Activities > whole.Activities || r.People > r.Times {
					t.Fatalf("row %+v of %+v", r, whole)
				}
			}
			if sum.Times != whole.Times || sum.Minutes != whole.Minutes || sum.Expected != whole.Expected || sum.Came != whole.Came {
				t.Fatalf("by %s the rows add up to %+v, the whole is %+v", g, sum, whole)
			}
			if g.OfPeople() && sum.People != whole.People || !g.OfPeople() && sum.Activities != whole.Activities {
				t.Fatalf("by %s the rows add up to %+v, the whole is %+v", g, sum, whole)
			}
		}
	})
}

// TestWhatStandsBehindAFigureIsThatFigure: opening a number shows exactly what
// it counts.
func TestWhatStandsBehindAFigureIsThatFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := counteds().Draw(t, "period")
		for _, g := range model.Groupings() {
			for _, r := range c.By(g, model.StatisticNames{}).Rows {
				behind := c.Of(g, r.Key)
				activities := behind.Activities
				if g.OfPeople() {
					activities = behind.Attended().Activities
				}
				if len(activities) != r.Activities {
					t.Fatalf("%d activities behind %+v", len(activities), r)
				}
				var ofActivities, ofPeople model.Statistic
				for _, a := range behind.Activities {
					one := a.Count()
					ofActivities.Times += one.Times
					ofActivities.Minutes += one.Minutes
					ofActivities.Expected += one.Expected
				}
				for _, p := range behind.EachPerson() {
					ofPeople.People++
					ofPeople.Times += p.Times
					ofPeople.Minutes += p.Minutes
				}
				if ofActivities.Times != r.Times || ofActivities.Minutes != r.Minutes || ofActivities.Expected != r.Expected ||
					ofPeople.People != r.People || ofPeople.Times != r.Times || ofPeople.Minutes != r.Minutes {
					t.Fatalf("behind %+v by %s are %+v and %+v", r, g, ofActivities, ofPeople)
				}
			}
		}
	})
}

func TestNobodyExpectedHasNoRate(t *testing.T) {
	if _, ok := (model.Statistic{Times: 3}).Rate(); ok {
		t.Error("a rate of nobody")
	}
	if rate, ok := (model.Statistic{Expected: 4, Came: 3}).Rate(); !ok || rate != 0.75 {
		t.Errorf("3 of 4 are %v", rate)
	}
}

func TestMonthsWithNothingAreShownToo(t *testing.T) {
	c := model.Counted{From: model.Date{Year: 2018, Month: 11, Day: 5}, To: model.Date{Year: 2019, Month: 2, Day: 1}}
	c.Activities = []model.CountedActivity{{Start: time.Date(2019, 1, 3, 9, 0, 0, 0, time.UTC)}}
	var got string
	for _, r := range c.By(model.ByMonth, model.StatisticNames{}).Rows {
		got += fmt.Sprintf("%s %d ", r.Name, r.Activities)
	}
	if want := "2018年11月 0 2018年12月 0 2019年1月 1 2019年2月 0 "; got != want {
		t.Errorf("the months are %s", got)
	}
	c.Today = model.Date{Year: 2018, Month: 12, Day: 9}
	if rows := c.By(model.ByMonth, model.StatisticNames{}).Rows; len(rows) != 3 || rows[2].Activities != 1 {
		t.Errorf("in December there are %d months", len(rows))
	}
}

func TestPeriodsAreNamedAsPeopleNameThem(t *testing.T) {
	day := func(y, m, d int) model.Date { return model.Date{Year: y, Month: m, Day: d} }
	for want, p := range map[string][2]model.Date{
		"2018年":                 {day(2018, 1, 1), day(2018, 12, 31)},
		"2018年第二季度":             {day(2018, 4, 1), day(2018, 6, 30)},
		"2016年2月":               {day(2016, 2, 1), day(2016, 2, 29)},
		"2018年5月7日":             {day(2018, 5, 7), day(2018, 5, 7)},
		"2018年5月7日至2018年6月1日":   {day(2018, 5, 7), day(2018, 6, 1)},
		"2017年1月1日至2018年12月31日": {day(2017, 1, 1), day(2018, 12, 31)},
	} {
		if got := model.PeriodName(p[0], p[1]); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestWhatSaysNothingIsCalledSo(t *testing.T) {
	c := model.Counted{Activities: []model.CountedActivity{{Branch: "b1", Kind: model.Lesson}, {Branch: "b1", Team: "一队"}}}
	names := model.StatisticNames{Branches: map[model.ID]string{"b1": "高山第一支部"}}
	for g, want := range map[model.Grouping]string{model.ByTeam: "一队 未写明 ", model.ByPresenter: "没有主讲人 ", model.ByInitiative: "不属于工程 ", model.ByBranch: "高山第一支部 "} {
		got := ""
		for _, r := range c.By(g, names).Rows {
			got += r.Name + " "
		}
		if got != want {
			t.Errorf("by %s the rows are %s, want %s", g, got, want)
		}
	}
}
