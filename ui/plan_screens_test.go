package ui

import (
	"testing"

	"jishi/model"
	"jishi/ui/widgets"
)

// What the pictures of planning show.

func openCalendarScreen(t *testing.T, w *Window) {
	t.Helper()
	a := shown[*activities](t, w, pageActivities)
	a.views.Choose(viewMonth)
	a.table.SelectRow(0)
}

// firstPlanned is the activity that the pictures of moving and repeating show.
func firstPlanned(t *testing.T, w *Window) model.Activity {
	t.Helper()
	r, ok := shown[*activities](t, w, pageActivities).table.Row(0)
	if !ok {
		t.Fatal("there is no activity")
	}
	return r.summary.Activity
}

func openMoveScreen(t *testing.T, w *Window) {
	t.Helper()
	m := openMoveForm(w.desk, firstPlanned(t, w), w.desk.changed)
	m.date.SetDay(widgets.Day{Year: 2018, Month: 5, Day: 4})
	m.start.SetTime(10, 0)
	m.look()
}

func openRepeatScreen(t *testing.T, w *Window) {
	t.Helper()
	openRepeatForm(w.desk, firstPlanned(t, w), w.desk.changed)
}

func openCancellingScreen(t *testing.T, w *Window) {
	t.Helper()
	openCancelling(w.desk, firstPlanned(t, w), w.desk.changed)
}
