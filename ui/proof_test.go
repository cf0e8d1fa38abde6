package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// serve marks everybody at the volunteer activity of fill as present.
func serve(t *testing.T, st *store.Store) {
	t.Helper()
	list, _, err := st.Activities(t.Context(), store.ActivityFilter{Kind: model.Volunteering})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d volunteer activities, %v", len(list), err)
	}
	roll := must[model.Roll](t)(st.Roll(t.Context(), list[0].ID))
	var marks []model.Mark
	for _, a := range roll.Attendees {
		marks = append(marks, model.Mark{Attendance: a.ID, State: model.Present})
	}
	if err := st.SaveMarks(t.Context(), list[0].ID, marks); err != nil {
		t.Fatal(err)
	}
	confirmHours(t, st, list[0].ID)
}

// confirmHours confirms what everybody served at an activity.
func confirmHours(t *testing.T, st *store.Store, activity model.ID) {
	t.Helper()
	sheet := must[model.ServiceSheet](t)(st.ServiceSheet(t.Context(), activity))
	var list []model.HoursConfirmation
	for _, l := range sheet.Lines {
		list = append(list, model.HoursConfirmation{Attendance: l.ID, Minutes: l.Proposed, Guarantor: "周明"})
	}
	if err := st.ConfirmHours(t.Context(), activity, list, "李敏"); err != nil {
		t.Fatal(err)
	}
}

func TestAVolunteerCertificateIsIssuedAndPrintedAgainUnderItsNumber(t *testing.T) {
	w := openSample(t)
	serve(t, w.desk.store)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	p := shown[*members](t, w, pageMembers)
	p.pick(t, "张桂兰")
	proof := openProof(w.desk, p.panel.member.ID, p.panel.member.Name)
	if proof.hours.Text != "1 次，共 2.0 小时" || proof.issue.Disabled() {
		t.Fatalf("the dialog says %q", proof.hours.Text)
	}
	test.Tap(proof.issue)
	issued := must[[]model.Certificate](t)(w.desk.store.Certificates(t.Context(), store.CertificateFilter{Member: p.panel.member.ID}))
	if len(issued) != 1 || issued[0].Minutes != 120 || issued[0].Prints != 1 {
		t.Fatalf("the register holds %+v", issued)
	}
	if len(opened) != 1 || filepath.Ext(opened[0]) != ".pdf" {
		t.Errorf("opened %v", opened)
	}
	proof.print(issued[0].ID)
	again := must[[]model.Certificate](t)(w.desk.store.Certificates(t.Context(), store.CertificateFilter{Member: p.panel.member.ID}))
	if len(again) != 1 || again[0].Number != issued[0].Number || again[0].Prints != 2 {
		t.Errorf("printing again left %+v", again)
	}
	if len(opened) != 2 || opened[0] == opened[1] {
		t.Errorf("the reprint took the place of the first: %v", opened)
	}
}

func TestADoubleClickPrintsACertificateOnce(t *testing.T) {
	w := openSample(t)
	serve(t, w.desk.store)
	p := shown[*members](t, w, pageMembers)
	p.pick(t, "张桂兰")
	proof := openProof(w.desk, p.panel.member.ID, p.panel.member.Name)
	q := &queue{}
	w.desk.run = q.run
	prints := func() int {
		q.drain()
		issued := must[[]model.Certificate](t)(w.desk.store.Certificates(t.Context(), store.CertificateFilter{Member: proof.member}))
		return issued[0].Prints
	}
	test.Tap(proof.issue)
	test.Tap(proof.issue)
	if n := prints(); n != 1 {
		t.Errorf("two clicks at once printed %d times", n)
	}
	test.Tap(proof.issue)
	if n := prints(); n != 1 || w.desk.topDialog() == proof.box {
		t.Errorf("a later click printed without asking, %d times in all", n)
	}
	confirm(t, w)
	if n := prints(); n != 2 {
		t.Errorf("confirmed, it was printed %d times", n)
	}
	id := must[[]model.Certificate](t)(w.desk.store.Certificates(t.Context(), store.CertificateFilter{Member: proof.member}))[0].ID
	proof.print(id)
	proof.print(id)
	if n := prints(); n != 3 {
		t.Errorf("the same print twice at once made %d", n)
	}
}

func TestWithoutServiceThereIsNoCertificate(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.pick(t, "赵铁柱")
	proof := openProof(w.desk, p.panel.member.ID, p.panel.member.Name)
	if !proof.issue.Disabled() || !strings.Contains(proof.hours.Text, "没有服务时长") {
		t.Errorf("the dialog says %q", proof.hours.Text)
	}
	proof.from.SetText("2018-13-01")
	proof.onIssue()
	if proof.form.Error("From") == "" {
		t.Error("a day that cannot be is not told")
	}
}
