package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

func TestWhatToMindComesFromTheRecords(t *testing.T) {
	w, p := openEmptyLesson(t)
	minds := func() string {
		var all []string
		for _, r := range p.side.reminders {
			all = append(all, r.text)
		}
		return strings.Join(all, "\n")
	}
	if got := minds(); !strings.Contains(got, "还没有应到人员") {
		t.Errorf("to mind: %q", got)
	}
	other := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Volunteering, "义诊活动", 7, 11, 60)))
	members := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Search: "wangwei"}))
	must[int](t)(w.desk.store.Expect(t.Context(), other.ID, []model.ID{members.Members[0].ID}))
	must[int](t)(w.desk.store.ExpectFilter(t.Context(), p.id, store.MemberFilter{}))
	p.refresh()
	if got := minds(); !strings.Contains(got, "王　伟(") || !strings.Contains(got, "义诊活动") || strings.Contains(got, "纪实") {
		t.Errorf("to mind: %q", got)
	}
	past := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{}))
	lesson := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Lesson, "昨天的党课", 6, 9, 60)))
	must[int](t)(w.desk.store.Expect(t.Context(), lesson.ID, []model.ID{past.Members[0].ID}))
	list := shown[*activities](t, w, pageActivities)
	list.show(lesson.ID, tabRoll)
	p = list.opened
	if got := minds(); !strings.Contains(got, "还有 1 人没有登记") || !strings.Contains(got, "还没有写纪实") {
		t.Errorf("to mind: %q", got)
	}
}

func TestTheRecordIsSavedAndLeavingAsks(t *testing.T) {
	w, p := openFullLesson(t)
	p.tabs.Choose(tabRecord)
	f := p.record
	if f.form.Shows("Agenda") || !f.form.Shows("Content") {
		t.Error("a lesson's record does not show what its kind needs")
	}
	f.fields[3].entry.SetText("学习了社区工作法。")
	if p.tabs.Choose(tabRoll); w.desk.topDialog() == nil {
		t.Fatal("leaving the tab does not ask")
	}
	w.onEscape()
	w.onSave()
	got := must[model.Activity](t)(w.desk.store.Activity(t.Context(), p.id))
	if got.Content != "学习了社区工作法。" || got.Host != "李敏" || got.Place != "教育大讲堂" {
		t.Errorf("saved %+v", got)
	}
	if p.tabs.Choose(tabRoll); w.desk.topDialog() != nil {
		t.Error("leaving a saved record asks")
	}
}

func TestEachFormOfAnActivityIsWrittenAsAPDF(t *testing.T) {
	w, p := openFullLesson(t)
	var openedFiles []string
	w.desk.open = func(path string) { openedFiles = append(openedFiles, path) }
	for _, form := range activityForms() {
		test.Tap(p.side.prints[form.kind])
	}
	if len(openedFiles) != len(activityForms()) {
		t.Fatalf("opened are %v", openedFiles)
	}
	for _, file := range openedFiles {
		data := must[[]byte](t)(os.ReadFile(file))
		if !strings.HasPrefix(string(data), "%PDF-") {
			t.Errorf("%s is no PDF", filepath.Base(file))
		}
		if !strings.HasPrefix(file, filepath.Join(w.desk.store.Dir(), "打印")) {
			t.Errorf("printed into %s", filepath.Dir(file))
		}
	}
	if text := w.status.saved.Text; !strings.Contains(text, openedFiles[len(openedFiles)-1]) {
		t.Errorf("the status line says %q", text)
	}
}

func TestAPrintThatFailsIsSaidPlainly(t *testing.T) {
	w, p := openFullLesson(t)
	file := filepath.Join(t.TempDir(), "不是文件夹")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.desk.store.SaveSetting(t.Context(), printFolderSetting, file); err != nil {
		t.Fatal(err)
	}
	p.onPrint()
	if text := says(w); !strings.Contains(text, "打印文件夹") {
		t.Errorf("the dialog says %q", text)
	}
}

func TestACancelledActivityIsNotMarked(t *testing.T) {
	w, p := openFullLesson(t)
	cancelling := openCancelling(w.desk, p.roll.Activity, w.desk.changed)
	test.Tap(cancelling.save)
	if cancelling.form.Error("CancelReason") == "" {
		t.Error("it is cancelled without a reason")
	}
	cancelling.reason.SetText("大雨")
	test.Tap(cancelling.save)
	if a := p.roll.Activity; a.State != model.Cancelled || a.CancelReason != "大雨" {
		t.Fatalf("it is %s because of %q", a.State, a.CancelReason)
	}
	if text := p.side.reminders[0].text; text != "活动已取消：大雨" {
		t.Errorf("beside the list it says %q", text)
	}
	r := p.people
	r.table.SelectRow(0)
	typeKeys(r, "1")
	if p.roll.Attendees[0].State != model.Expected || !r.quick[0].Disabled() {
		t.Error("somebody is marked at a cancelled activity")
	}
	holdAfterAll(w.desk, p.id, w.desk.changed)
	if a := p.roll.Activity; a.State != model.Planned || a.CancelReason != "" {
		t.Errorf("held after all it is %s, cancelled because of %q", a.State, a.CancelReason)
	}
	r.table.SelectRow(0)
	typeKeys(r, "1")
	if p.roll.Attendees[0].State != model.Present {
		t.Error("nobody can be marked after it is held after all")
	}
}

func TestTheOverviewSaysWhoseMeetingItWasAndWhoLedIt(t *testing.T) {
	w := openSample(t)
	branch := must[model.Organisation](t)(w.desk.store.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Branch, Name: "南院支部"}))
	meeting := activityOn(model.BranchCommittee, "支委会", 7, 9, 60)
	meeting.Branch, meeting.Host, meeting.Recorder = branch.ID, "李敏", "王芳"
	meeting = must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), meeting))
	p := shown[*activities](t, w, pageActivities)
	p.show(meeting.ID, tabOverview)
	text := strings.Join(p.opened.overview.Texts(), "\n")
	for _, fact := range []string{"所属支部 南院支部", "主持人 李敏", "记录人 王芳"} {
		if !strings.Contains(text, fact) {
			t.Errorf("%s is not on the overview:\n%s", fact, text)
		}
	}
}
