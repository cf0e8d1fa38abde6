package model_test

import (
	"strings"
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

var allStates = []model.AttendanceState{
	model.Expected, model.Present, model.Late, model.Leave, model.Absent, model.Observer,
}

func TestTallyCountsEveryExpectedPersonOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var roll model.Roll
		expected, came, minutes := 0, 0, 0
		for range rapid.IntRange(0, 40).Draw(t, "people") {
			a := model.Attendance{
				State:  rapid.SampledFrom(allStates).Draw(t, "state"),
				WalkIn: rapid.Bool().Draw(t, "walk-in"),
			}
			if a.State.Attended() {
				a.Minutes = rapid.IntRange(0, 180).Draw(t, "minutes")
				came++
			}
			if !a.WalkIn && a.State != model.Observer {
				expected++
			}
			minutes += a.Minutes
			roll.Attendees = append(roll.Attendees, model.Attendee{Attendance: a})
		}
		tally := roll.Tally()
		if sum := tally.Present + tally.Late + tally.Leave + tally.Absent + tally.Unmarked; tally.Expected != expected || sum != expected {
			t.Fatalf("%d expected, %d in all states, want %d: %+v", tally.Expected, sum, expected, tally)
		}
		if tally.Came() != came || tally.Minutes != minutes {
			t.Fatalf("%d came and were credited %d, want %d and %d", tally.Came(), tally.Minutes, came, minutes)
		}
		if rate := tally.Rate(); rate < 0 || rate > 1 {
			t.Fatalf("rate %v of %+v", rate, tally)
		}
	})
}

func TestAbsentPeopleLowerTheRateAndWalkInsDoNotRaiseIt(t *testing.T) {
	var roll model.Roll
	add := func(state model.AttendanceState, walkIn bool) {
		roll.Attendees = append(roll.Attendees, model.Attendee{Attendance: model.Attendance{State: state, WalkIn: walkIn}})
	}
	if got := roll.Tally().Rate(); got != 0 {
		t.Errorf("nobody was expected and the rate is %v", got)
	}
	add(model.Present, false)
	add(model.Late, false)
	add(model.Leave, false)
	add(model.Absent, false)
	add(model.Present, true)
	add(model.Observer, false)
	tally := roll.Tally()
	if tally.Rate() != 0.5 || tally.Came() != 4 || tally.WalkIns != 2 {
		t.Errorf("rate %v, came %d, walk-ins %d; want 0.5, 4, 2", tally.Rate(), tally.Came(), tally.WalkIns)
	}
}

func TestEveryStateHasANameOfItsOwn(t *testing.T) {
	seen := map[string]model.AttendanceState{}
	for _, s := range allStates {
		name := s.Chinese()
		if other, ok := seen[name]; ok || name == "" {
			t.Errorf("%s and %s are both called %q", s, other, name)
		}
		seen[name] = s
	}
}

func TestAttendanceValidateNamesTheFieldAtFault(t *testing.T) {
	good := model.Attendance{Activity: "a", Member: "m", State: model.Present, Minutes: 90, Arrived: "09:02"}
	if err := good.Validate(); err != nil {
		t.Fatalf("a plain attendance is refused: %v", err)
	}
	for field, spoil := range map[string]func(*model.Attendance){
		"Activity":   func(a *model.Attendance) { a.Activity = "" },
		"GuestName":  func(a *model.Attendance) { a.Member, a.GuestName = "", "　" },
		"State":      func(a *model.Attendance) { a.State = "asleep" },
		"Minutes":    func(a *model.Attendance) { a.State = model.Leave },
		"Arrived":    func(a *model.Attendance) { a.Arrived = "九点" },
		"GuestPhone": func(a *model.Attendance) { a.GuestPhone = strings.Repeat("1", 51) },
		"Reason":     func(a *model.Attendance) { a.Reason = "\x00" },
	} {
		a := good
		spoil(&a)
		fieldAtFault(t, a.Validate(), field)
	}
	for _, minutes := range []int{-1, 1441} {
		a := good
		a.Minutes = minutes
		fieldAtFault(t, a.Validate(), "Minutes")
	}
}
