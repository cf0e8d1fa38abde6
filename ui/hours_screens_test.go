package ui

import (
	"testing"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
)

// What the pictures of hours, notices and proofs show.

// servedScreen is a volunteer service that was held; in the small centre it is
// marked first.
func servedScreen(t *testing.T, w *Window) model.ID {
	t.Helper()
	st := w.desk.store
	list, _, err := st.Activities(t.Context(), store.ActivityFilter{Kind: model.Volunteering, To: w.desk.today().AddDays(-1)})
	if err != nil || len(list) == 0 {
		t.Fatalf("%d services, %v", len(list), err)
	}
	if list[0].State == model.Planned {
		roll := must[model.Roll](t)(st.Roll(t.Context(), list[0].ID))
		var marks []model.Mark
		for _, a := range roll.Attendees {
			marks = append(marks, model.Mark{Attendance: a.ID, State: model.Present, Arrived: "08:55"})
		}
		if err := st.SaveMarks(t.Context(), list[0].ID, marks); err != nil {
			t.Fatal(err)
		}
	}
	return list[0].ID
}

func openConfirmScreen(t *testing.T, w *Window) {
	t.Helper()
	servedScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	v.tabs.Choose(tabConfirm)
}

func openHoursSheetScreen(t *testing.T, w *Window) {
	t.Helper()
	openConfirmScreen(t, w)
	openHoursSheet(w.desk, servedScreen(t, w))
}

// confirmScreen confirms what the small centre has.
func confirmScreen(t *testing.T, w *Window) {
	t.Helper()
	id := servedScreen(t, w)
	sheet := must[model.ServiceSheet](t)(w.desk.store.ServiceSheet(t.Context(), id))
	if sheet.Waiting() > 0 {
		confirmHours(t, w.desk.store, id)
	}
}

func openHoursView(view string) func(*testing.T, *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		confirmScreen(t, w)
		v := shown[*volunteers](t, w, pageVolunteers)
		v.hours.view.Choose(view)
		if view == byPerson || view == byNext {
			v.hours.table.SelectRow(0)
		}
	}
}

func openLateHoursScreen(t *testing.T, w *Window) {
	t.Helper()
	openConfirmScreen(t, w)
	openLateHours(w.desk)
}

func openVolunteerRulesScreen(t *testing.T, w *Window) {
	t.Helper()
	openConfirmScreen(t, w)
	openVolunteerRules(w.desk)
}

// noticeScreen is a notice of the centre; in the small one it is put up first.
func noticeScreen(t *testing.T, w *Window) model.ID {
	t.Helper()
	confirmScreen(t, w)
	list := must[[]model.Notice](t)(w.desk.store.Notices(t.Context()))
	if len(list) > 0 {
		return list[len(list)-1].ID
	}
	today := w.desk.today()
	n := model.Notice{From: model.Date{Year: 2018, Month: 1, Day: 1}, To: today.AddDays(-1), Starts: today, Ends: today.AddDays(7), Place: "社区公示栏"}
	return must[model.Notice](t)(w.desk.store.PutUpNotice(t.Context(), n, nil)).ID
}

func openNoticesScreen(t *testing.T, w *Window) {
	t.Helper()
	noticeScreen(t, w)
	shown[*volunteers](t, w, pageVolunteers).tabs.Choose(tabNotices)
}

func openNoticeScreen(t *testing.T, w *Window) {
	t.Helper()
	id := noticeScreen(t, w)
	openNoticesScreen(t, w)
	n := openNotice(w.desk, shown[*volunteers](t, w, pageVolunteers), id)
	n.table.SelectRow(0)
}

func openNewNoticeScreen(t *testing.T, w *Window) {
	t.Helper()
	openNoticesScreen(t, w)
	openNewNotice(w.desk, shown[*volunteers](t, w, pageVolunteers), nil)
}

func openServiceRecordScreen(t *testing.T, w *Window) {
	t.Helper()
	openHoursView(byPerson)(t, w)
	r, _ := shown[*volunteers](t, w, pageVolunteers).hours.table.Row(0)
	openServiceRecord(w.desk, r.id).services.SelectRow(0)
}

func openCorrectionScreen(t *testing.T, w *Window) {
	t.Helper()
	openHoursView(byPerson)(t, w)
	row, _ := shown[*volunteers](t, w, pageVolunteers).hours.table.Row(0)
	r := openServiceRecord(w.desk, row.id)
	s := r.record.Services[0]
	if err := w.desk.store.CorrectHours(t.Context(), s.Attendance, s.Minutes-30, "提前离开"); err != nil {
		t.Fatal(err)
	}
	r.load()
	openCorrection(r, r.record.Services[0])
}

func openVerifyScreen(t *testing.T, w *Window) {
	t.Helper()
	openNoticesScreen(t, w)
	keys := must[*keyring.Keys](t)(keyring.Open(t.Context(), w.desk.store))
	code := must[string](t)(model.SignProof(model.ProofCode{
		Number: "410103-2018-证明-0001", Name: "张桂兰", Minutes: 6390, Issued: model.Date{Year: 2018, Month: 5, Day: 7},
	}, keys))
	v := openVerify(w.desk)
	v.code.SetText(code)
	v.onCheck()
}
