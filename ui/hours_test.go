package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
)

func TestTheOrganiserConfirmsHoursBeforeTheyCount(t *testing.T) {
	w := openSample(t)
	id := servedScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	if v.hours.table.Total() != 0 || !strings.Contains(v.hours.figures.Text, "另有 4 人次待确认") {
		t.Errorf("%d are counted, the figures are %q", v.hours.table.Total(), v.hours.figures.Text)
	}
	v.tabs.Choose(tabConfirm)
	tab, ok := v.tab().(*hoursConfirm)
	if !ok || tab.table.Total() != 1 {
		t.Fatalf("the tab is %T", v.tab())
	}
	tab.table.SelectRow(0)
	test.Tap(tab.open)
	sheet := tab.sheet
	if sheet == nil || len(sheet.lines) != 4 || sheet.by.Text != "李敏" {
		t.Fatalf("the sheet is %+v", sheet)
	}
	// Entered days later: nobody vouches for it yet.
	test.Tap(sheet.ok)
	if sheet.form.Error("Guarantor") == "" {
		t.Error("hours entered late were confirmed without a guarantor")
	}
	sheet.guarantor.SetText("周明")
	sheet.lines[0].minutes.SetText("90")
	sheet.lines[1].left.SetText("8点")
	test.Tap(sheet.ok)
	if got := says(w); !strings.Contains(got, "的签退时间要晚于") {
		t.Errorf("signing out before the service: %q", got)
	}
	w.onEscape()
	sheet.lines[1].left.SetText("1030")
	sheet.lines[3].check.SetChecked(false)
	test.Tap(sheet.ok)
	if w.desk.topDialog() != nil {
		t.Fatal("the sheet is still open")
	}
	saved := must[model.ServiceSheet](t)(w.desk.store.ServiceSheet(t.Context(), id))
	if saved.Waiting() != 1 || saved.Lines[1].Left != "10:30" || saved.Lines[0].Minutes != 90 || saved.Lines[0].Guarantor != "周明" || saved.Lines[0].ConfirmedBy != "李敏" {
		t.Errorf("saved %+v", saved.Lines)
	}
	v.tabs.Choose(tabHours)
	if v.hours.table.Total() != 3 || !strings.HasPrefix(v.hours.figures.Text, "3 人，3 人次，5.5 小时") {
		t.Errorf("%d served: %q", v.hours.table.Total(), v.hours.figures.Text)
	}
}

func TestMinutesBeyondTheServiceAreRefusedInTheSheet(t *testing.T) {
	w := openSample(t)
	sheet := openHoursSheet(w.desk, servedScreen(t, w))
	sheet.guarantor.SetText("周明")
	sheet.lines[1].minutes.SetText("121")
	test.Tap(sheet.ok)
	saved := must[model.ServiceSheet](t)(w.desk.store.ServiceSheet(t.Context(), sheet.activity))
	if saved.Waiting() != 4 {
		t.Errorf("%d wait", saved.Waiting())
	}
}

func TestHoursAreCorrectedWithAReason(t *testing.T) {
	w := openSample(t)
	confirmScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	row, _ := v.hours.table.Row(0)
	r := openServiceRecord(w.desk, row.id)
	r.services.SelectRow(0)
	c := openCorrection(r, r.record.Services[0])
	c.minutes.SetText("100")
	c.onSave()
	if c.form.Error("Reason") == "" {
		t.Error("corrected without a reason")
	}
	c.reason.SetText("提前离开")
	c.onSave()
	if minutes, _ := r.record.Total(); minutes != 100 || !r.record.Services[0].Corrected {
		t.Errorf("the record has %d minutes", minutes)
	}
	again := openCorrection(r, r.record.Services[0])
	if len(again.trail.Objects) != 2 {
		t.Errorf("the trail has %d lines", len(again.trail.Objects))
	}
}

func TestHoursEnteredLateWaitToBeConfirmed(t *testing.T) {
	w := openSample(t)
	confirmScreen(t, w)
	people := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Search: "单雪"}))
	l := openLateHours(w.desk)
	l.onSave()
	if l.form.Error("Member") == "" && l.form.Error("Start") == "" {
		t.Error("nothing is asked for")
	}
	l.member = people.Members[0]
	l.title.SetText("清理河道")
	l.day.SetText("2018-04-20")
	l.start.SetTime(14, 0)
	l.end.SetTime(16, 0)
	l.reason.SetText("当天忘记登记")
	l.guarantor.SetText("周明")
	l.onSave()
	pending := must[[]model.PendingHours](t)(w.desk.store.PendingHours(t.Context()))
	if len(pending) != 1 || pending[0].Title != "清理河道" || pending[0].Minutes != 120 {
		t.Errorf("pending %+v; the form says %q", pending, l.form.Error("End"))
	}
}

func TestRulesOfHoursAreSaved(t *testing.T) {
	w := openSample(t)
	r := openVolunteerRules(w.desk)
	r.stars[0].SetText("400")
	r.onSave()
	if r.form.Error("Stars") == "" {
		t.Error("one star takes more hours than two")
	}
	r.stars[0].SetText("2")
	r.dailyCap.SetText("6.5")
	r.principal.SetText("李敏")
	r.onSave()
	rules := must[model.VolunteerRules](t)(w.desk.store.VolunteerRules(t.Context()))
	if rules.Stars[0] != 2 || rules.DailyCap != 390 || rules.Principal != "李敏" {
		t.Errorf("saved %+v", rules)
	}
	confirmScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	if row, _ := v.hours.table.Row(0); row.star != "一星" || row.next != "298.0 小时" {
		t.Errorf("the first row is %+v", row)
	}
}

func TestAProofFollowsFromANoticeThatHasHungItsTime(t *testing.T) {
	w := openSample(t)
	id := noticeScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	v.tabs.Choose(tabNotices)
	n := openNotice(w.desk, v, id)
	n.table.SelectRow(0)
	if !n.issue.Disabled() || !strings.Contains(errorText(n.notice.Refusal(w.desk.today())), "2018年5月15日起才能出具证明") {
		t.Error("a proof can be issued while the notice hangs")
	}
	n.onObject()
	form := w.desk.topDialog()
	if form == nil {
		t.Fatal("nothing asks for the objection")
	}
	form.close()
	if err := w.desk.store.Object(t.Context(), n.notice.Lines[0].ID, "当天不在"); err != nil {
		t.Fatal(err)
	}
	n.load()
	if got := n.table.Texts(0); !strings.Contains(strings.Join(got, " "), "有异议：当天不在") {
		t.Errorf("the line is %v", got)
	}
	n.notice.Lines[0].Proof = "410103-2018-证明-0001"
	test.Tap(n.withdraw)
	if got := says(w); !strings.Contains(got, "已出具 1 份有效的证明（410103-2018-证明-0001）") {
		t.Errorf("withdrawing with a proof: %q", got)
	}
}

func TestANewNoticeHangsAsLongAsTheRulesSay(t *testing.T) {
	w := openSample(t)
	confirmScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	n := openNewNotice(w.desk, v, nil)
	if n.ends.Text() != "2018-05-14" {
		t.Errorf("it ends on %s", n.ends.Text())
	}
	n.ends.SetText("2018-05-13")
	n.onSave()
	if n.form.Error("Ends") != "公示至少 7 天：从2018年5月7日起，要到2018年5月14日或以后。" {
		t.Errorf("six days: %q", n.form.Error("Ends"))
	}
	n.ends.SetText("2018-05-16")
	n.onSave()
	if list := must[[]model.Notice](t)(w.desk.store.Notices(t.Context())); len(list) != 1 || list[0].Days() != 9 || list[0].People != 4 {
		t.Errorf("notices %+v", list)
	}
}

func TestACodeIsCheckedAsItIsTypedOrScanned(t *testing.T) {
	w := openSample(t)
	keys := must[*keyring.Keys](t)(keyring.Open(t.Context(), w.desk.store))
	code := must[string](t)(model.SignProof(model.ProofCode{
		Number: "410103-2018-证明-0001", Name: "张桂兰", Minutes: 120, Issued: model.Date{Year: 2018, Month: 5, Day: 7},
	}, keys))
	v := openVerify(w.desk)
	if !v.check.Disabled() {
		t.Error("nothing can be checked")
	}
	v.code.SetText(strings.ToLower(strings.ReplaceAll(code, "-", "")) + "\n") // as a scanner ends it
	if !v.verdict.Visible() || v.verdict.Text != "签名有效，但未登记" || len(v.facts.Texts()) != 5 {
		t.Errorf("scanned: %q %v", v.verdict.Text, v.facts.Texts())
	}
	digit := "0"
	if code[40] == '0' {
		digit = "1"
	}
	v.code.SetText(code[:40] + digit + code[41:])
	test.Tap(v.check)
	if v.verdict.Text != "核验不通过" || len(v.facts.Texts()) != 0 {
		t.Errorf("altered: %q %v", v.verdict.Text, v.facts.Texts())
	}
}

func TestHoursAreConfirmedOnTheActivitysPage(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	lesson := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Lesson, "学习讲堂第18讲", 7, 10, 90)))
	p.show(lesson.ID, tabRoll)
	if slices.Contains(p.opened.actions(), fyne.CanvasObject(p.opened.hours)) {
		t.Error("a lesson has hours to confirm")
	}
	p.show(servedScreen(t, w), tabRoll)
	page := p.opened
	if !slices.Contains(page.actions(), fyne.CanvasObject(page.hours)) {
		t.Fatal("nothing confirms the hours")
	}
	at := slices.IndexFunc(page.side.reminders, func(r reminder) bool { return strings.HasPrefix(r.text, "4 人的服务时长还没有确认") })
	if at < 0 {
		t.Fatalf("to mind: %+v", page.side.reminders)
	}
	test.Tap(page.hours)
	page.sheet.guarantor.SetText("周明")
	test.Tap(page.sheet.ok)
	if sheet := must[model.ServiceSheet](t)(w.desk.store.ServiceSheet(t.Context(), page.id)); sheet.Waiting() != 0 {
		t.Errorf("%d wait", sheet.Waiting())
	}
	if slices.Contains(page.actions(), fyne.CanvasObject(page.hours)) {
		t.Error("there is nothing more to confirm, but a button for it")
	}
	for _, r := range page.side.reminders {
		if strings.Contains(r.text, "时长还没有确认") {
			t.Error("the page still says that hours wait")
		}
	}
}

func TestUndoingAMarkBringsConfirmedHoursBack(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.show(servedScreen(t, w), tabRoll)
	page := p.opened
	test.Tap(page.hours)
	page.sheet.guarantor.SetText("周明")
	test.Tap(page.sheet.ok)
	at := slices.IndexFunc(page.roll.Attendees, func(a model.Attendee) bool { return a.Confirmed() })
	if at < 0 {
		t.Fatal("nobody's hours are confirmed")
	}
	before := page.roll.Attendees[at]
	page.people.table.SelectRow(at)
	typeKeys(page.people, "4")
	if now := page.roll.Attendees[at]; now.Confirmed() || now.State == before.State {
		t.Fatalf("marked anew, it is %+v", now.Attendance)
	}
	w.onUndo()
	if now := page.roll.Attendees[at]; now.State != before.State || now.Minutes != before.Minutes || now.ConfirmedBy != before.ConfirmedBy || !now.Confirmed() {
		t.Errorf("undone, it is %+v, it was %+v", now.Attendance, before.Attendance)
	}
}

func TestARemovedReviewIsTakenBack(t *testing.T) {
	w := openSample(t)
	confirmScreen(t, w)
	v := shown[*volunteers](t, w, pageVolunteers)
	row, _ := v.hours.table.Row(0)
	for _, grade := range []string{"优秀", "良好"} {
		must[model.ServiceReview](t)(w.desk.store.SaveServiceReview(t.Context(), model.ServiceReview{Member: row.id, Given: w.desk.today(), Grade: grade}))
	}
	r := openServiceRecord(w.desk, row.id)
	r.tabs.Choose(recordReviews)
	if r.back.Visible() {
		t.Error("nothing was removed, but a button takes it back")
	}
	r.reviews.SelectRow(0)
	gone := r.record.Reviews[0]
	test.Tap(r.remove)
	tapText(t, w, "删除")
	if len(r.record.Reviews) != 1 || !r.back.Visible() {
		t.Fatalf("%d reviews after removing one", len(r.record.Reviews))
	}
	test.Tap(r.back)
	if len(r.record.Reviews) != 2 || r.record.Reviews[0].ID != gone.ID || r.record.Reviews[0].Grade != gone.Grade || r.back.Visible() {
		t.Errorf("after taking it back: %+v", r.record.Reviews)
	}
}
