package model_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"jishi/model"

	"pgregory.net/rapid"
)

// lifeRules draws rules of every level.
func lifeRules() *rapid.Generator[model.LifeRule] {
	return rapid.Custom(func(t *rapid.T) model.LifeRule {
		r := model.LifeRule{
			Kind:  rapid.SampledFrom(model.LifeKinds()).Draw(t, "kind"),
			Level: rapid.SampledFrom([]model.LifeLevel{model.BranchLevel, model.GroupLevel, model.LeaderLevel}).Draw(t, "level"),
			Per:   rapid.SampledFrom([]model.LifeSpan{model.EachMonth, model.EachQuarter, model.EachYear}).Draw(t, "per"),
			Times: rapid.IntRange(1, 3).Draw(t, "times"),
		}
		if r.Level == model.LeaderLevel && rapid.Bool().Draw(t, "any kind") {
			r.Kind = ""
		}
		r.Secretary = r.Kind == model.Lesson && rapid.Bool().Draw(t, "secretary")
		return r
	})
}

// lifeActivities draws activities of 2018 and around it.
func lifeActivities() *rapid.Generator[[]model.LifeActivity] {
	return rapid.Custom(func(t *rapid.T) []model.LifeActivity {
		list := make([]model.LifeActivity, rapid.IntRange(0, 40).Draw(t, "activities"))
		for i := range list {
			a := &list[i]
			a.ID = model.ID(fmt.Sprint("a", i))
			a.Kind = rapid.SampledFrom(append(model.LifeKinds(), model.Training)).Draw(t, "kind")
			a.Start = time.Date(2017, 12, 20, 9, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 390).Draw(t, "day"))
			a.End = a.Start.Add(time.Hour)
			a.State = rapid.SampledFrom([]model.ActivityState{model.Planned, model.Held, model.Closed, model.Cancelled}).Draw(t, "state")
			a.Branch = rapid.SampledFrom([]model.ID{"", "b1", "b2", "g1"}).Draw(t, "branch")
			a.PresenterPost = rapid.SampledFrom([]string{"", "党支部书记", "副书记"}).Draw(t, "post")
			a.Photos = rapid.IntRange(0, 3).Draw(t, "photos")
		}
		return list
	})
}

func TestWhatIsDueIsDoneMadeUpMissedOrOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule, activities := lifeRules().Draw(t, "rule"), lifeActivities().Draw(t, "list")
		today := model.Date{Year: 2017, Month: 12, Day: 1}.AddDays(rapid.IntRange(0, 500).Draw(t, "today"))
		line := model.NewLifeLine(rule, 2018, today, activities)
		held, used := 0, map[model.ID]bool{}
		for _, a := range activities {
			if a.Date().Year == 2018 && rule.Counts(a) {
				held++
			}
		}
		found := 0
		for _, term := range line.Terms {
			found += len(term.Held)
			if term.Due != rule.Times || term.Done+term.Late+term.Missed+term.Open != term.Due || term.Done != min(len(term.Held), term.Due) || term.Late != len(term.MadeUp) {
				t.Fatalf("%+v does not add up", term)
			}
			if over := term.To.Before(today); over && term.Open > 0 || !over && term.Missed > 0 {
				t.Fatalf("on %s: %+v", today, term)
			}
			for _, a := range term.MadeUp {
				if used[a.ID] || a.Date().Before(term.To) {
					t.Fatalf("%s stands for two, or for a later term", a.ID)
				}
				used[a.ID] = true
			}
		}
		if sum := line.Sum(); found != held || sum.Due != rule.Times*rule.Per.Parts() || sum.Done+sum.Late > held || sum.Due != sum.Done+sum.Late+sum.Missed+sum.Open {
			t.Fatalf("%d held, %d found, %+v", held, found, sum)
		}
	})
}

func TestAnActivityCountsForItsOwnUnitAlone(t *testing.T) {
	tree := []model.Organisation{
		{Record: model.Record{ID: "b1"}, Kind: model.Branch, Name: "一支部"},
		{Record: model.Record{ID: "b2"}, Kind: model.Branch, Name: "二支部"},
		{Record: model.Record{ID: "g1"}, Kind: model.Group, Name: "小组", Parent: "b1"},
		{Record: model.Record{ID: "b3"}, Kind: model.Branch, Name: "旧支部", Retired: model.Date{Year: 2017, Month: 5, Day: 1}},
	}
	rapid.Check(t, func(t *rapid.T) {
		activities := slices.DeleteFunc(lifeActivities().Draw(t, "list"), func(a model.LifeActivity) bool { return a.State == model.Cancelled })
		check := model.CheckLife(2018, model.Date{Year: 2018, Month: 7, Day: 1}, model.DefaultLifeRules(), tree, activities)
		var names []string
		for _, u := range check.Units {
			names = append(names, u.Unit.Name)
			for _, l := range u.Lines {
				for _, term := range l.Terms {
					for _, a := range slices.Concat(term.Held, term.Planned) {
						if a.Branch != u.Unit.ID {
							t.Fatalf("%s counts %s of %s", u.Unit.Name, a.ID, a.Branch)
						}
					}
				}
			}
		}
		if !slices.Equal(names, []string{"一支部", "小组", "二支部"}) {
			t.Fatalf("checked %v", names)
		}
		for _, a := range check.Unassigned {
			if a.Branch != "" || a.Kind == model.Training {
				t.Fatalf("%+v is said to be nobody's", a)
			}
		}
	})
}

func TestAMeetingMissedInJanuaryIsMadeUpByASecondInMarch(t *testing.T) {
	rule := model.LifeRule{Kind: model.BranchCommittee, Level: model.BranchLevel, Per: model.EachMonth, Times: 1}
	var list []model.LifeActivity
	for _, day := range []model.Date{{Year: 2018, Month: 2, Day: 3}, {Year: 2018, Month: 3, Day: 3}, {Year: 2018, Month: 3, Day: 30}} {
		list = append(list, model.LifeActivity{ActivitySummary: model.ActivitySummary{Activity: model.Activity{Kind: rule.Kind, Start: day.Time(), State: model.Held}}})
	}
	line := model.NewLifeLine(rule, 2018, model.Date{Year: 2018, Month: 5, Day: 7}, list)
	var states []string
	for _, term := range line.Terms[:6] {
		states = append(states, term.State().Chinese())
	}
	if want := []string{"补开", "完成", "完成", "逾期", "待开", "待开"}; !slices.Equal(states, want) {
		t.Errorf("the months are %v, want %v", states, want)
	}
	if sum := line.Sum(); sum != (model.LifeSum{Due: 12, Done: 2, Late: 1, Missed: 1, Open: 8, Lacking: 3}) {
		t.Errorf("the year is %+v", sum)
	}
}

func TestASecretaryIsNoDeputy(t *testing.T) {
	for post, want := range map[string]bool{
		"党支部书记": true, "社区党委书记、居委会主任": true, "副书记": false, "党委副书记": false, "书记兼副书记": true, "组织委员": false, "": false, "法院书记员": false,
	} {
		if model.IsSecretary(post) != want {
			t.Errorf("%s: %v", post, !want)
		}
	}
}

func TestEveryDefaultRuleCanBeSaved(t *testing.T) {
	for _, r := range model.DefaultLifeRules() {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r.Name(), err)
		}
	}
	for field, r := range map[string]model.LifeRule{
		"Kind":      {Kind: model.Training, Level: model.BranchLevel, Per: model.EachMonth, Times: 1},
		"Level":     {Kind: model.Lesson, Per: model.EachMonth, Times: 1},
		"Per":       {Kind: model.Lesson, Level: model.BranchLevel, Times: 1},
		"Times":     {Kind: model.Lesson, Level: model.BranchLevel, Per: model.EachMonth},
		"Secretary": {Kind: model.MemberDay, Level: model.BranchLevel, Per: model.EachMonth, Times: 1, Secretary: true},
	} {
		fieldAtFault(t, r.Validate(), field)
	}
}
