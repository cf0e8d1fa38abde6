package store

import (
	"fmt"
	"strings"
	"testing"

	"jishi/model"
)

func missedOf(t *testing.T, s *Store, f MissedFilter) string {
	t.Helper()
	list, err := s.Missed(t.Context(), f)
	must(t, err)
	var lines []string
	for _, m := range list {
		line := fmt.Sprintf("%d %s %s", m.Number, m.Name, m.State.Chinese())
		if m.Arranged != "" {
			line += " " + m.ArrangedOn.String()
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ";")
}

func TestAbsenteesWaitUntilTheyHaveMadeItUp(t *testing.T) {
	s := newStore(t)
	p, people := trained(t, s) // 张三 missed 1, 李四 was on leave from 1 and 2
	all := MissedFilter{Programme: p.ID}
	if got := missedOf(t, s, all); got != "1 李四 请假;1 张三 缺席;2 李四 请假" {
		t.Fatalf("missed: %s", got)
	}
	list, err := s.Missed(t.Context(), all)
	must(t, err)
	first, err := s.Activity(t.Context(), list[0].Activity)
	must(t, err)
	waiting := model.Waiting(list, first.ID)
	if len(waiting) != 2 || waiting[0] != people[1].ID {
		t.Errorf("waiting %v", waiting)
	}
	again, err := s.SaveActivity(t.Context(), model.MakeUpOf(first, dayOfMay(7)))
	must(t, err)
	if again.Programme != p.ID || again.Date() != dayOfMay(8) || again.Number != 1 {
		t.Errorf("the make-up session is %+v", again)
	}
	_, err = s.Expect(t.Context(), again.ID, waiting)
	must(t, err)
	if got := missedOf(t, s, all); got != "1 李四 请假 2018-05-08;1 张三 缺席 2018-05-08;2 李四 请假" {
		t.Errorf("arranged: %s", got)
	}
	roll := rollOf(t, s, again)
	must(t, s.SaveMarks(t.Context(), again.ID, []model.Mark{{Attendance: roll.Attendees[0].ID, State: model.Present}, {Attendance: roll.Attendees[1].ID, State: model.Absent}}))
	if got := missedOf(t, s, all); got != "1 张三 缺席;2 李四 请假" {
		t.Errorf("after the make-up session: %s", got)
	}
	if got := missedOf(t, s, MissedFilter{Activity: first.ID}); got != "1 张三 缺席" {
		t.Errorf("of the first lesson: %s", got)
	}
	if got := marksOf(tableOf(t, s, p).People[0]); got != "李四 补假√√—" {
		t.Errorf("the table says %s", got)
	}
	// Who missed the make-up session too makes up the lesson, not the session.
	third, err := s.SaveActivity(t.Context(), model.MakeUpOf(again, dayOfMay(9)))
	must(t, err)
	if third.MakesUp != first.ID {
		t.Errorf("it makes up %s, not the lesson", third.MakesUp)
	}
	markAll(t, s, expect(t, s, third, people[0]), model.Late)
	if got := missedOf(t, s, all); got != "2 李四 请假" {
		t.Errorf("after the second one: %s", got)
	}
	must(t, s.RemoveActivity(t.Context(), third.ID))
	if got := missedOf(t, s, all); got != "1 张三 缺席;2 李四 请假" {
		t.Errorf("a removed make-up session still counts: %s", got)
	}
}

func TestWhoPassesByMakingUpIsDueACertificate(t *testing.T) {
	s := newStore(t)
	p, people := trained(t, s)
	p.PassScore = 60
	p, err := s.SaveProgramme(t.Context(), p)
	must(t, err)
	list, err := s.Missed(t.Context(), MissedFilter{Programme: p.ID})
	must(t, err)
	missed, err := s.Activity(t.Context(), list[0].Activity)
	must(t, err)
	makeUp := model.MakeUpOf(missed, dayOfMay(1))
	makeUp.Start, makeUp.End = missed.Start.AddDate(0, 0, 4), missed.End.AddDate(0, 0, 4)
	again, err := s.SaveActivity(t.Context(), makeUp)
	must(t, err)
	markAll(t, s, expect(t, s, again, people[1]), model.Present)
	must(t, s.SaveScores(t.Context(), p.ID, []model.Score{{Member: people[1].ID, Points: 80}, {Member: people[2].ID, Points: 59}}))
	must(t, s.CloseProgramme(t.Context(), p.ID))
	d := duties(t, s)
	if len(d.Certifiable) != 1 || d.Certifiable[0].People != 1 || d.Certifiable[0].Sessions != 4 {
		t.Errorf("due is %+v", d.Certifiable)
	}
	issued, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	must(t, err)
	if len(issued) != 1 || issued[0].Name != "李四" || issued[0].Times != 3 || issued[0].To != dayOfMay(4) {
		t.Errorf("issued %+v", issued)
	}
	if d := duties(t, s); len(d.Certifiable) != 0 {
		t.Errorf("still due: %+v", d.Certifiable)
	}
}
