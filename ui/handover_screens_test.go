package ui

import (
	"testing"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
)

// publicOf is what others may know of the office of a store.
func publicOf(t *testing.T, st *store.Store) model.Office {
	t.Helper()
	keys := must[*keyring.Keys](t)(keyring.Open(t.Context(), st))
	return keys.Public(must[model.Office](t)(st.Self(t.Context())))
}

// leavingFor opens the dialog for whom of the window's centre has served most,
// to a centre that is registered.
func leavingFor(t *testing.T, w *Window, other *store.Store) (*leaving, model.Member) {
	t.Helper()
	st := w.desk.store
	publicOf(t, st) // its keys are there before others are registered
	if err := st.Approve(t.Context(), publicOf(t, other)); err != nil {
		t.Fatal(err)
	}
	totals := must[[]model.VolunteerTotal](t)(st.VolunteerTotals(t.Context(), model.Date{Year: 1949, Month: 1, Day: 1}, st.Today(), 0, 1))
	name := "仇铉"
	if len(totals) > 0 {
		name = totals[0].Name
	}
	shown[*members](t, w, pageMembers)
	return leavingOf(t, w.desk, st, name)
}

func openHandoverScreen(t *testing.T, w *Window) {
	t.Helper()
	f, _ := leavingFor(t, w, otherCentre(t))
	f.choose(`E:\`)
}

func openHandoverMoving(t *testing.T, w *Window) {
	t.Helper()
	_, m := leavingFor(t, w, otherCentre(t))
	w.desk.topDialog().close()
	openMoving(w.desk, w.desk.store, m)
}

// handOver hands somebody over and returns the store of the other centre and
// the folder with the package.
func handOver(t *testing.T, w *Window) (other *store.Store, stick string, m model.Member) {
	t.Helper()
	other, stick = otherCentre(t), t.TempDir()
	f, m := leavingFor(t, w, other)
	f.choose(stick)
	f.onOK()
	if err := other.Approve(t.Context(), publicOf(t, w.desk.store)); err != nil {
		t.Fatal(err)
	}
	return other, stick, m
}

func openHandoverWritten(t *testing.T, w *Window) {
	t.Helper()
	handOver(t, w)
}

func openHandoverGone(t *testing.T, w *Window) {
	t.Helper()
	_, _, m := handOver(t, w)
	w.desk.topDialog().close()
	openMemberPage(w.desk, w.desk.store, m.ID)
}

// atOther shows the window of the other centre with the package found, which
// has somebody like the one who comes on its register.
func atOther(t *testing.T, w *Window) *exchangePage {
	t.Helper()
	other, stick, m := handOver(t, w)
	w.desk.topDialog().close()
	must[model.Member](t)(other.SaveMember(t.Context(), model.Member{Name: m.Name, Birthday: m.Birthday, Phone: m.Phone}))
	w.desk.store = other
	w.show()
	p := shown[*exchangePage](t, w, pageExchange)
	p.tabs.Choose(tabArrive)
	p.arrive.look([]string{stick})
	return p
}

func openHandoverArrive(t *testing.T, w *Window) {
	t.Helper()
	atOther(t, w)
}

func openHandoverAsk(t *testing.T, w *Window) {
	t.Helper()
	atOther(t, w).arrive.onTake()
}

func openHandoverTaken(t *testing.T, w *Window) {
	t.Helper()
	atOther(t, w).arrive.onTake()
	agree(t, w.desk)
}

func openHandoverPast(t *testing.T, w *Window) {
	t.Helper()
	atOther(t, w).arrive.onTake()
	agree(t, w.desk)
	w.desk.topDialog().close()
	page := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Order: store.ByBirth}))
	for _, m := range page.Members {
		if past := must[[]model.PastEvent](t)(w.desk.store.PastEvents(t.Context(), m.ID)); len(past) > 0 {
			openMemberPage(w.desk, w.desk.store, m.ID).tabs.Choose(tabBefore)
		}
	}
}
