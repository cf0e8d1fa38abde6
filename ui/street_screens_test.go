package ui

import (
	"testing"
)

// openStreetFirst shows the first start of a street.
func openStreetFirst(_ *testing.T, w *Window) {
	f := newFirst(w.desk, func() {})
	f.kind.SetSelected("街道")
	w.desk.window.SetContent(f.content)
}

// openStreetActivity shows a centre's activity, which cannot be changed.
func openStreetActivity(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		atStreet(pageActivities, "高山社区")(t, w)
		a := shown[*activities](t, w, pageActivities)
		row, _ := a.table.Row(0)
		a.show(row.id, tab)
	}
}

// atStreet shows a page of the street with the records of everybody or of one
// centre.
func atStreet(key, centre string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		w.desk.store = streetStore(t)
		w.show()
		if centre != "" {
			chooseCentre(t, w, centre)
		}
		w.goTo(key, nil)
	}
}

// openStreetPeople lists who is on the registers of two centres.
func openStreetPeople(t *testing.T, w *Window) {
	t.Helper()
	atStreet(pageCentres, "")(t, w)
	openSharedPeople(w.desk, w.desk.store)
}
