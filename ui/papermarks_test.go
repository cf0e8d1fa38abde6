package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

func TestAPaperSheetIsPreviewedThenSavedAsOneStep(t *testing.T) {
	w, p := openFullLesson(t)
	p.people.onPaper()
	f := p.people.paper
	if !f.save.Disabled() {
		t.Error("nothing is typed, but it can be saved")
	}
	test.Type(f.text, "1-3，9；4请 外出；5缺；6迟 10:20；99")
	if !f.save.Disabled() || !strings.Contains(f.problems.Text, "没有第 99 号") {
		t.Errorf("row 99: %q", f.problems.Text)
	}
	f.text.SetText(strings.TrimSuffix(f.text.Text, "；99"))
	if f.table.Total() != 7 || f.table.Texts(3)[4] != "外出" || f.table.Texts(5)[4] != "10:20" {
		t.Fatalf("the preview has %d rows: %v", f.table.Total(), f.table.Texts(3))
	}
	test.Tap(f.save)
	want := []model.AttendanceState{model.Present, model.Present, model.Present, model.Leave, model.Absent, model.Late, model.Expected, model.Expected, model.Present}
	roll := must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id))
	for i, a := range roll.Attendees {
		if a.State != want[i] {
			t.Errorf("row %d is %s, want %s", a.Serial, a.State, want[i])
		}
	}
	if a := roll.Attendees[5]; a.Arrived != "10:20" || roll.Attendees[3].Reason != "外出" {
		t.Errorf("noted %q, %q", a.Arrived, roll.Attendees[3].Reason)
	}
	p.people.onUndo()
	for _, a := range must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id)).Attendees {
		if a.State != model.Expected {
			t.Errorf("row %d is %s after undo", a.Serial, a.State)
		}
	}
}

func openPaperScreen(t *testing.T, w *Window) {
	t.Helper()
	p := lastHeld(t, w, tabRoll).people
	p.onPaper()
	p.paper.text.SetText("1-3，8；4请 外出；5缺；6迟 15:20")
}

func openLateScreen(t *testing.T, w *Window) {
	t.Helper()
	p := lastHeld(t, w, tabRoll).people
	p.table.SelectRow(2)
	p.onMark(model.Absent)
}

// openCheckInScreen is 签到台 at a lesson that is on, with a few signed in.
func openCheckInScreen(typed string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		held := lastHeld(t, w, tabRoll)
		a := activityOn(model.Lesson, "学习讲堂第18讲：社区工作法", 7, 10, 90)
		a.Start = a.Start.Add(testDay.Sub(a.Start).Truncate(60e9) - 20*60e9)
		a.End = a.Start.Add(90 * 60e9)
		a = must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
		var ids []model.ID
		for _, p := range held.roll.Attendees {
			if p.Member != "" {
				ids = append(ids, p.Member)
			}
		}
		must[int](t)(w.desk.store.Expect(t.Context(), a.ID, ids))
		w.goTo(pageCheckIn, openDesk(a.ID))
		c := deskOf(t, w)
		for _, p := range c.roll.Attendees[:min(7, len(c.roll.Attendees)-2)] {
			typeAt(c, model.CardCode(p.Member)+"\n")
		}
		typeAt(c, typed)
	}
}

func openCheckOutScreen(t *testing.T, w *Window) {
	t.Helper()
	openCheckInScreen("")(t, w)
	c := deskOf(t, w)
	a := c.roll.Activity
	a.Kind, a.Title = model.Volunteering, "清理河道，护绿护水"
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	c.Refresh()
	w.desk.now = func() time.Time { return testDay.Add(50 * time.Minute) }
	c.mode.Choose(goingAway)
	typeAt(c, model.CardCode(c.roll.Attendees[1].Member)+"\n")
	typeAt(c, model.CardCode(c.roll.Attendees[2].Member)+"\n")
}

func openCheckInNone(t *testing.T, w *Window) {
	t.Helper()
	w.goTo(pageCheckIn, nil)
}
