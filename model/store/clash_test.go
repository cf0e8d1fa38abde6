package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"jishi/model"
)

func TestClashesAreThePeopleOfAnotherActivityAtTheSameTime(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四", "王五", "赵六", "钱七")
	moved := func(a model.Activity, by time.Duration) model.Activity {
		t.Helper()
		a.Start, a.End = a.Start.Add(by), a.End.Add(by)
		a, err := s.SaveActivity(t.Context(), a)
		must(t, err)
		return a
	}
	mark := func(roll model.Roll, n int, state model.AttendanceState) {
		t.Helper()
		must(t, s.SaveMarks(t.Context(), roll.Activity.ID, []model.Mark{{Attendance: roll.Attendees[n].ID, State: state}}))
	}
	a := addActivity(t, s, model.Activity{Title: "党课"}, dayOfMay(7)) // from nine to eleven
	expect(t, s, a, people[3], people[0], people[1], people[2])

	// At the same time: one on leave, one absent, one taken off, one a guest.
	same := expect(t, s, addActivity(t, s, model.Activity{Title: "培训"}, dayOfMay(7)), people...)
	mark(same, 1, model.Leave)
	mark(same, 2, model.Absent)
	later := moved(addActivity(t, s, model.Activity{Title: "走访"}, dayOfMay(7)), 119*time.Minute)
	expect(t, s, later, people[2], people[4])
	off := expect(t, s, addActivity(t, s, model.Activity{Title: "义诊"}, dayOfMay(7)), people[0])
	must(t, s.Unexpect(t.Context(), off.Activity.ID, []model.ID{off.Attendees[0].ID}))
	_, err := s.AddWalkIn(t.Context(), off.Activity.ID, model.WalkIn{Name: "来人"})
	must(t, err)
	_, err = s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Name: "来人"})
	must(t, err)

	// None of these is at the same time, or takes place.
	expect(t, s, moved(addActivity(t, s, model.Activity{Title: "前"}, dayOfMay(7)), -2*time.Hour), people[0])
	expect(t, s, moved(addActivity(t, s, model.Activity{Title: "后"}, dayOfMay(7)), 2*time.Hour), people[0])
	gone := expect(t, s, addActivity(t, s, model.Activity{Title: "删"}, dayOfMay(7)), people[0])
	must(t, s.RemoveActivity(t.Context(), gone.Activity.ID))
	fell := expect(t, s, addActivity(t, s, model.Activity{Title: "停"}, dayOfMay(7)), people[0]).Activity
	fell.State, fell.CancelReason = model.Cancelled, "大雨"
	fell, err = s.SaveActivity(t.Context(), fell)
	must(t, err)

	found, err := s.Clashes(t.Context(), a)
	must(t, err)
	want := []model.Clash{{Member: people[2].ID, Title: "走访"}, {Member: people[3].ID, Title: "培训"}, {Member: people[0].ID, Title: "培训"}}
	if !slices.Equal(found, want) {
		t.Errorf("%s, want %s", fmt.Sprint(found), fmt.Sprint(want))
	}
	if found, err = s.Clashes(t.Context(), fell); err != nil || len(found) > 0 {
		t.Errorf("a cancelled activity clashes: %v, %v", found, err)
	}
}
