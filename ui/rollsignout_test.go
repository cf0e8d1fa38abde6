package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

func TestSigningOutIsWrittenOnTheRollAndTakenBack(t *testing.T) {
	_, p := openFullLesson(t)
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "1")
	for text, want := range map[string]string{
		"10:30": "要晚于签到时间 10:42", "25:70": "时间请写成", "9:00": "要晚于",
	} {
		r.table.OpenRow(0)
		r.details.left.SetText(text)
		test.Tap(r.details.ok)
		if got := r.details.form.Error("Left"); !strings.Contains(got, want) {
			t.Errorf("signing out at %s: %q", text, got)
		}
		r.details.box.close()
	}
	r.table.OpenRow(0)
	r.details.left.SetText("11点")
	test.Tap(r.details.ok)
	if got := p.roll.Attendees[0]; got.Left != "11:00" || got.Arrived != "10:42" || got.Minutes != 90 || r.rows[0].note != "10:42—11:00" {
		t.Errorf("signed out at %q, the row says %q: %+v", got.Left, r.rows[0].note, got.Attendance)
	}
	// What else is marked of somebody who was there leaves it.
	r.table.SelectRow(0)
	typeKeys(r, "2")
	if got := p.roll.Attendees[0]; got.State != model.Late || got.Left != "11:00" {
		t.Errorf("after another mark: %s, out at %q", got.State, got.Left)
	}
	r.onUndo()
	r.onUndo()
	if got := p.roll.Attendees[0]; got.State != model.Present || got.Left != "" {
		t.Errorf("after undoing: %s, out at %q", got.State, got.Left)
	}
	r.table.OpenRow(1)
	r.details.state.Choose(string(model.Absent))
	if r.details.form.Shows("Left") {
		t.Error("somebody absent can sign out")
	}
}
