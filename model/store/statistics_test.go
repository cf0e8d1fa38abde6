package store

import (
	"slices"
	"testing"

	"jishi/model"
)

// summed asks the store for a grouping of May 2018.
func summed(t *testing.T, s *Store, g model.Grouping) model.Statistics {
	t.Helper()
	counted, err := s.Counted(t.Context(), dayOfMay(1), dayOfMay(31))
	must(t, err)
	names, err := s.StatisticNames(t.Context())
	must(t, err)
	return counted.By(g, names)
}

func rowNamed(t *testing.T, s model.Statistics, name string) model.Statistic {
	t.Helper()
	i := slices.IndexFunc(s.Rows, func(r model.Statistic) bool { return r.Name == name })
	if i < 0 {
		t.Fatalf("no row %s in %+v", name, s.Rows)
	}
	return s.Rows[i]
}

func TestStatisticsCountWhatWasHeldAndEachPersonOnce(t *testing.T) {
	s := newStore(t)
	branch := addBranch(t, s, "高山第一支部")
	group, err := s.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Group, Name: "棉纺路党小组", Parent: branch})
	must(t, err)
	one := addMember(t, s, model.Member{Name: "张三", Branch: branch, Category: "社区"})
	two := addMember(t, s, model.Member{Name: "李四", Branch: group.ID, Category: "离退休"})

	lesson := addActivity(t, s, model.Activity{State: model.Held, Branch: branch, Initiative: "基层基础固本", Presenter: "刘洋"}, dayOfMay(2))
	roll := expect(t, s, lesson, one, two)
	must(t, s.SaveMarks(t.Context(), lesson.ID, []model.Mark{{Attendance: roll.Attendees[0].ID, State: model.Present}, {Attendance: roll.Attendees[1].ID, State: model.Absent}}))
	meeting := addActivity(t, s, model.Activity{Kind: model.GroupMeeting, Title: "小组会", State: model.Held, Branch: group.ID}, dayOfMay(3))
	markAll(t, s, expect(t, s, meeting, one, two), model.Late)
	for _, phone := range []string{"19900000001", "19900000001", "19900000002"} {
		a := addActivity(t, s, model.Activity{Kind: model.Visit, State: model.Held}, dayOfMay(4))
		_, err := s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Name: "来人", Phone: phone})
		must(t, err)
	}
	// None of these counts.
	markAll(t, s, expect(t, s, addActivity(t, s, model.Activity{}, model.Date{Year: 2018, Month: 6, Day: 1}), one), model.Present)
	addActivity(t, s, model.Activity{State: model.Planned}, dayOfMay(5))
	fell := addActivity(t, s, model.Activity{}, dayOfMay(6))
	markAll(t, s, expect(t, s, fell, one), model.Present)
	fell, err = s.Activity(t.Context(), fell.ID) // marking changed it
	must(t, err)
	fell.State, fell.CancelReason = model.Cancelled, "大雨"
	_, err = s.SaveActivity(t.Context(), fell)
	must(t, err)
	gone := addActivity(t, s, model.Activity{State: model.Held}, dayOfMay(7))
	markAll(t, s, expect(t, s, gone, one), model.Present)
	must(t, s.RemoveActivity(t.Context(), gone.ID))

	kinds := summed(t, s, model.ByKind)
	if want := (model.Statistic{Name: "合计", Activities: 5, Times: 6, People: 4, Minutes: 6 * 120, Expected: 4, Came: 3}); kinds.Sum != want {
		t.Errorf("the whole is %+v, want %+v", kinds.Sum, want)
	}
	if r := rowNamed(t, kinds, "党课"); r.Activities != 1 || r.Times != 1 || r.People != 1 || r.Expected != 2 || r.Came != 1 {
		t.Errorf("lessons: %+v", r)
	}
	if r := rowNamed(t, kinds, "走访"); r.Activities != 3 || r.Times != 3 || r.People != 2 || r.Expected != 0 {
		t.Errorf("visits: %+v", r)
	}
	if r := rowNamed(t, summed(t, s, model.ByBranch), "高山第一支部"); r.Activities != 2 || r.Times != 3 || r.People != 2 {
		t.Errorf("the branch with its group: %+v", r)
	}
	if r := rowNamed(t, summed(t, s, model.ByHome), "高山第一支部"); r.Activities != 2 || r.Times != 3 || r.People != 2 || r.Expected != 4 {
		t.Errorf("the branch's people: %+v", r)
	}
	if r := rowNamed(t, summed(t, s, model.ByCategory), "离退休"); r.Activities != 1 || r.Times != 1 || r.People != 1 || r.Expected != 2 || r.Minutes != 120 {
		t.Errorf("retired people: %+v", r)
	}
	if r := rowNamed(t, summed(t, s, model.ByPresenter), "刘　洋"); r.Activities != 1 {
		t.Errorf("the presenter: %+v", r)
	}
}

// TestStatisticsAgreeWithTheActivities: what is counted in one pass is what each
// activity shows by itself.
func TestStatisticsAgreeWithTheActivities(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四", "王五", "赵六", "钱七")
	states := []model.AttendanceState{model.Present, model.Late, model.Leave, model.Absent, model.Observer, model.Expected}
	for i := range 12 {
		a := addActivity(t, s, model.Activity{Kind: model.Kinds()[i%5].Kind, State: model.Held}, dayOfMay(1+i))
		roll := expect(t, s, a, people[i%3:]...)
		var marks []model.Mark
		for n, one := range roll.Attendees {
			marks = append(marks, model.Mark{Attendance: one.ID, State: states[(n+i)%len(states)]})
		}
		must(t, s.SaveMarks(t.Context(), a.ID, marks))
	}
	list, _, err := s.Activities(t.Context(), ActivityFilter{})
	must(t, err)
	counted, err := s.Counted(t.Context(), dayOfMay(1), dayOfMay(31))
	must(t, err)
	held := 0
	for _, one := range list {
		if !one.State.Held() {
			continue
		}
		held++
		i := slices.IndexFunc(counted.Activities, func(a model.CountedActivity) bool { return a.ID == one.ID })
		if i < 0 {
			t.Fatalf("%s is not counted", one.Title)
		}
		c := counted.Activities[i].Count()
		if c.Times != one.Tally.Came() || c.Expected != one.Tally.Expected || c.Came != one.Tally.Present+one.Tally.Late || c.Minutes != one.Tally.Minutes {
			t.Errorf("counted %+v of %+v", c, one.Tally)
		}
	}
	if held != len(counted.Activities) || held == 0 {
		t.Errorf("%d activities counted, %d were held", len(counted.Activities), held)
	}
}

func TestStatisticsCountATeamOnceThoughItHasAnotherName(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	team := addTeam(t, s, model.Team{Name: "理发队"})
	markAll(t, s, expect(t, s, addActivity(t, s, model.Activity{Kind: model.Volunteering, Team: "理发队"}, dayOfMay(2)), m...), model.Present)
	team.Name = "银发理发队"
	addTeam(t, s, team)
	markAll(t, s, expect(t, s, addActivity(t, s, model.Activity{Kind: model.Volunteering, Team: "银发理发队"}, dayOfMay(3)), m...), model.Present)
	by := summed(t, s, model.ByTeam)
	if len(by.Rows) != 1 || by.Rows[0].Name != "银发理发队" || by.Rows[0].Activities != 2 {
		t.Errorf("%+v", by.Rows)
	}
}
