package store

import (
	"testing"
	"time"

	"jishi/model"
)

func TestACorrectionLeavesATrail(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveOperator(t.Context(), "王芳"))
	m := addMembers(t, s, "张三")
	a := serve(t, s, dayOfMay(7), m...)
	id := rollOf(t, s, a).Attendees[0].ID
	refused(t, s.CorrectHours(t.Context(), id, 60, "早退"), model.Refused) // not confirmed yet
	confirmAll(t, s, a.ID)
	refused(t, s.CorrectHours(t.Context(), id, 60, ""), model.Invalid)
	refused(t, s.CorrectHours(t.Context(), id, 180, "多记"), model.Invalid)
	must(t, s.CorrectHours(t.Context(), id, 60, "早退"))
	// The roll says that he was not there: to be confirmed anew.
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: id, State: model.Absent}}))
	trail, err := s.HourCorrections(t.Context(), id)
	must(t, err)
	if len(trail) != 2 {
		t.Fatalf("the trail is %+v", trail)
	}
	first, second := trail[1], trail[0]
	if first.Before != 120 || first.After != 60 || first.Reason != "早退" || first.Operator != "王芳" || first.Withdrawn || first.CreatedAt.IsZero() {
		t.Errorf("first %+v", first)
	}
	if second.Before != 60 || second.After != 0 || !second.Withdrawn || second.Reason != remarked {
		t.Errorf("second %+v", second)
	}
	if got := totalOf(t, s, m[0]); got != 0 {
		t.Errorf("%d minutes count", got)
	}
}

// undone is the mark that puts somebody back to where they stood.
func undone(a model.Attendee) model.Mark {
	return model.Mark{
		Attendance: a.ID, State: a.State, Minutes: &a.Minutes, Arrived: a.Arrived, Left: a.Left, LateEntry: a.LateEntry,
		TakesBack: true, ConfirmedBy: a.ConfirmedBy, ConfirmedAt: a.ConfirmedAt,
	}
}

func TestAMarkTakenBackBringsConfirmedHoursBack(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	a := serve(t, s, dayOfMay(7), m...)
	confirmAll(t, s, a.ID)
	before := rollOf(t, s, a)
	markAll(t, s, before, model.Absent)
	if totalOf(t, s, m[0]) != 0 {
		t.Fatal("hours of somebody absent count")
	}
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{undone(before.Attendees[0])}))
	for i, want := range []int{120, 0} {
		if got := totalOf(t, s, m[i]); got != want {
			t.Errorf("%s has %d minutes, want %d", m[i].Name, got, want)
		}
	}
	now := rollOf(t, s, a).Attendees[0]
	if now.ConfirmedBy != "李敏" || !now.ConfirmedAt.Equal(before.Attendees[0].ConfirmedAt) || now.ServedOn != dayOfMay(7) {
		t.Errorf("now it is %+v", now.Attendance)
	}
	trail, err := s.HourCorrections(t.Context(), now.ID)
	must(t, err)
	if len(trail) != 2 || trail[0].Withdrawn || trail[0].Before != 0 || trail[0].After != 120 || trail[0].Reason != takenBack {
		t.Errorf("the trail is %+v", trail)
	}
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{undone(before.Attendees[1])}))
	pending, err := s.PendingHours(t.Context())
	must(t, err)
	if len(pending) != 0 {
		t.Errorf("these wait: %+v", pending)
	}
}

// Hours of before somebody had to confirm them count as confirmed, by nobody.
func TestAMarkTakenBackBringsHoursBackThatNobodyHadToConfirm(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	a := serve(t, s, dayOfMay(7), m...)
	confirmAll(t, s, a.ID)
	must(t, s.writing.Exec("UPDATE attendances SET confirmed_by = ''").Error)
	before := rollOf(t, s, a)
	markAll(t, s, before, model.Absent)
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{undone(before.Attendees[0])}))
	if got := totalOf(t, s, m[0]); got != 120 {
		t.Errorf("%d minutes came back of 120", got)
	}
}

// TestATakenBackMarkConfirmsNothingElse: only what a mark withdrew comes back,
// and only where it could still be confirmed.
func TestATakenBackMarkConfirmsNothingElse(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	a := serve(t, s, dayOfMay(7), m...)
	never := rollOf(t, s, a).Attendees[0]
	never.ConfirmedBy, never.ConfirmedAt = "李敏", time.Date(2018, 5, 7, 1, 0, 0, 0, time.UTC)
	markAll(t, s, rollOf(t, s, a), model.Absent)
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{undone(never)}))
	if got := totalOf(t, s, m[0]); got != 0 {
		t.Fatalf("hours that nobody confirmed: %d", got)
	}
	confirmAll(t, s, a.ID)
	before := rollOf(t, s, a)
	markAll(t, s, before, model.Absent)
	// Meanwhile they are found to have been somewhere else.
	start := before.Activity.Start
	confirmAll(t, s, serveAt(t, s, dayOfMay(7), start.Hour(), 60, m[0]).ID)
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{undone(before.Attendees[0])}))
	if got := totalOf(t, s, m[0]); got != 60 {
		t.Errorf("at two places at once: %d minutes", got)
	}
	pending, err := s.PendingHours(t.Context())
	must(t, err)
	if len(pending) != 1 || pending[0].Activity != a.ID {
		t.Errorf("these wait: %+v", pending)
	}
}
