package model_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// tables draws matrices of any marks.
func tables(t *rapid.T) model.AttendanceTable {
	table := model.AttendanceTable{Programme: model.Programme{Title: "培训班", PassPercent: 75}}
	for i := range rapid.IntRange(0, 6).Draw(t, "sessions") {
		table.Sessions = append(table.Sessions, model.Session{
			Number: i + 1, Minutes: rapid.IntRange(30, 240).Draw(t, "minutes"), Held: rapid.Bool().Draw(t, "held"),
		})
	}
	states := []model.AttendanceState{"", model.Expected, model.Present, model.Late, model.Leave, model.Absent, model.Observer}
	for i := range rapid.IntRange(0, 12).Draw(t, "people") {
		p := model.Participant{Name: fmt.Sprint(i), Unit: rapid.SampledFrom([]string{"", "甲", "乙", "丙"}).Draw(t, "unit")}
		if rapid.Bool().Draw(t, "member") {
			p.Member = model.ID(fmt.Sprint(i))
		}
		for _, s := range table.Sessions {
			m := model.SessionMark{State: rapid.SampledFrom(states).Draw(t, "state")}
			m.WalkIn = m.State.Attended() && rapid.Bool().Draw(t, "walk-in")
			m.MadeUp = !m.State.Attended() && m.State != "" && rapid.Bool().Draw(t, "made up")
			if m.Attended() {
				m.Minutes = s.Minutes
			}
			p.Marks = append(p.Marks, m)
		}
		table.People = append(table.People, p)
	}
	return table
}

func TestTheTablesTotalsAreThoseOfItsRowsAndOfItsColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := tables(t)
		sum := table.Totals()
		rows, minutes, came := 0, 0, 0
		for _, p := range table.People {
			r := table.ResultOf(p)
			rows += r.Attended
			minutes += r.Minutes
			if r.Attended > 0 {
				came++
			}
		}
		columns := model.Tally{}
		for i, s := range table.Sessions {
			one := table.SessionTally(i)
			if one.Expected != one.Present+one.Late+one.Leave+one.Absent+one.Unmarked {
				t.Fatalf("session %d counts %+v", i+1, one)
			}
			if s.Held {
				columns.Expected += one.Expected
				columns.Present += one.Present
				columns.Late += one.Late
				columns.WalkIns += one.WalkIns
			}
		}
		if sum.Times != rows || sum.Times != columns.Came()+sum.MadeUp {
			t.Fatalf("%d attendances, rows have %d, columns %d and %d made up", sum.Times, rows, columns.Came(), sum.MadeUp)
		}
		if sum.Minutes != minutes || sum.People != came || sum.Units > sum.People {
			t.Fatalf("totals %+v, rows have %d minutes of %d people", sum, minutes, came)
		}
		if all := sum.Tally; all.Expected != columns.Expected || all.Expected != all.Present+all.Late+all.Leave+all.Absent+all.Unmarked {
			t.Fatalf("expected %d in the table, %+v in all", columns.Expected, all)
		}
	})
}

func TestWhoHasTheMinutesAndThePointsPasses(t *testing.T) {
	half := model.Result{Sessions: 4, Attended: 2, Minutes: 360, HeldMinutes: 480}
	for _, c := range []struct {
		rule model.Programme
		r    model.Result
		why  string
	}{
		{model.Programme{PassPercent: 75}, half, "出勤 2/4 课，要求 75%"},
		{model.Programme{PassPercent: 75, PassBy: model.ByMinutes}, half, ""},
		{model.Programme{PassPercent: 76, PassBy: model.ByMinutes}, half, "学时 6/8，要求 76%"},
		{model.Programme{PassPercent: 50, PassScore: 60}, half, "没有成绩，要求 60 分"},
		{model.Programme{PassPercent: 50, PassScore: 60}, scored(half, 59), "成绩 59 分，要求 60 分"},
		{model.Programme{PassPercent: 50, PassScore: 60}, scored(half, 60), ""},
		{model.Programme{PassPercent: 80, PassScore: 60}, scored(half, 0), "出勤 2/4 课，要求 80%；成绩 0 分，要求 60 分"},
		{model.Programme{PassPercent: 50, PassBy: model.ByMinutes}, model.Result{}, "学时 0/0，要求 50%"},
	} {
		if got := c.rule.WhyNot(c.r); got != c.why || c.rule.Passed(c.r) != (c.why == "") {
			t.Errorf("%+v of %+v: passed %v, %q, want %q", c.r, c.rule, c.rule.Passed(c.r), got, c.why)
		}
	}
}

func scored(r model.Result, points int) model.Result {
	r.Points, r.Scored = points, true
	return r
}

func TestAMissedSessionThatWasMadeUpCounts(t *testing.T) {
	table := model.AttendanceTable{
		Sessions: []model.Session{{Minutes: 120, Held: true}, {Minutes: 120, Held: true}, {Minutes: 120}},
		People: []model.Participant{{Member: "a", Marks: []model.SessionMark{
			{State: model.Absent, MadeUp: true, Minutes: 90}, {State: model.Leave}, {State: model.Expected},
		}}},
	}
	r := table.Results()[0]
	if r.Attended != 1 || r.Sessions != 2 || r.Minutes != 90 || r.HeldMinutes != 240 {
		t.Errorf("result %+v", r)
	}
	if got := table.People[0].Marks; got[0].Chinese()+got[1].Chinese()+got[2].Chinese() != "补假·" {
		t.Errorf("marks %v", got)
	}
	if sum := table.Totals(); sum.Times != 1 || sum.MadeUp != 1 || sum.Tally.Absent != 1 {
		t.Errorf("totals %+v", sum)
	}
}

func TestARuleThatCannotBeIsRefusedAtItsField(t *testing.T) {
	for field, spoil := range map[string]func(*model.Programme){
		"PassScore": func(p *model.Programme) { p.PassScore = 1001 },
		"PassBy":    func(p *model.Programme) { p.PassBy = "weeks" },
		"Kind":      func(p *model.Programme) { p.Kind = "course" },
		"PerMonth":  func(p *model.Programme) { p.Kind, p.PerMonth = model.LectureSeries, 32 },
	} {
		p := model.Programme{Title: "培训班", PassPercent: 80}
		spoil(&p)
		fieldAtFault(t, p.Validate(), field)
	}
	if err := (model.Programme{Title: "书香讲坛", Kind: model.LectureSeries, PerMonth: 1}).Validate(); err != nil {
		t.Errorf("a series without a rule is refused: %v", err)
	}
	fieldAtFault(t, model.Score{Member: "a", Points: -1}.Validate(), "Points")
}
