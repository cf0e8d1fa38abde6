package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

func TestAProgrammeGoesFromItsFirstSessionToCertificates(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	var printed []string
	w.desk.open = func(path string) { printed = append(printed, path) }

	p := shown[*programmes](t, w, pageProgrammes)
	test.Tap(p.add)
	test.Tap(p.form.save)
	if p.form.form.Error("Title") == "" {
		t.Error("a programme without a name is not refused at the field")
	}
	p.form.title.SetText("党务干部培训班")
	p.form.organiser.SetText("大学路街道党工委")
	p.form.percent.SetText("75%")
	test.Tap(p.form.save)
	one := p.opened
	if one == nil || one.state.programme.PassPercent != 75 {
		t.Fatal("the programme is not opened as it was saved")
	}
	one.onClose()
	if text := says(w); !strings.Contains(text, "还没有课程") {
		t.Errorf("a programme without sessions is closed; the dialog says %q", text)
	}
	w.onEscape()

	// Two sessions; the second is proposed like the first, a week later, with
	// the same people.
	members := must[store.MemberPage](t)(st.Members(t.Context(), store.MemberFilter{Limit: 3})).Members
	activities := shown[*activities](t, w, pageActivities)
	for n := 1; n <= 2; n++ {
		w.goTo(pageProgrammes, nil)
		test.Tap(one.addOne)
		f := activities.form
		if f.number.Text != string(rune('0'+n)) || f.programme.Value() != string(one.id) {
			t.Fatalf("session %d is proposed as number %q of %q", n, f.number.Text, f.programme.Value())
		}
		if n == 1 {
			f.date.SetText("2018-04-30")
			f.presenter.SetText("刘洋")
		} else if f.date.Text() != "2018-05-07" || f.presenter.Text != "刘洋" || !f.takeOver.Checked {
			t.Errorf("the second session is on %s by %q", f.date.Text(), f.presenter.Text)
		}
		test.Tap(f.save)
		page := activities.opened
		if n == 1 {
			for _, m := range members {
				must[int](t)(st.Expect(t.Context(), page.id, []model.ID{m.ID}))
			}
			page.refresh()
		}
		if len(page.people.rows) != 3 {
			t.Fatalf("session %d expects %d people, want 3", n, len(page.people.rows))
		}
		page.people.table.SelectRow(0)
		keys := map[int]string{1: "111", 2: "114"}[n]
		if n == 2 {
			w.goTo(pageProgrammes, nil)
			one.onClose()
			if text := says(w); !strings.Contains(text, "第 2 课") {
				t.Errorf("closed before the second session was held; the dialog says %q", text)
			}
			w.onEscape()
			w.goTo(pageActivities, nil)
		}
		typeKeys(page.people, keys)
	}

	w.goTo(pageProgrammes, nil)
	one.tabs.Choose(tabResults)
	if cells := one.resultTable.Texts(2); one.resultTable.Total() != 3 || cells[2] != "1 / 2" || cells[5] != "未合格" || !strings.Contains(cells[6], "要求 75%") {
		t.Errorf("the third result is %v", cells)
	}
	one.which.Choose("passed")
	if one.resultTable.Total() != 2 {
		t.Errorf("%d passed, want 2", one.resultTable.Total())
	}
	if !one.issue.Disabled() || !one.print.Disabled() {
		t.Error("certificates can be issued before completion")
	}
	test.Tap(one.close)
	tapText(t, w, "结业")
	if one.state.programme.Closed.String() != "2018-05-07" {
		t.Fatalf("closed on %q", one.state.programme.Closed)
	}
	if one.issue.Text != "发证（2 人）" {
		t.Errorf("the button says %q", one.issue.Text)
	}
	test.Tap(one.issue)
	test.Tap(one.issuing.ok)
	if got := one.register.table.Texts(1); one.register.table.Total() != 2 || got[0] != "410103-2018-结业-0001" {
		t.Fatalf("the register begins with %v", got)
	}
	test.Tap(one.print)
	if len(printed) != 1 || !strings.HasPrefix(string(must[[]byte](t)(os.ReadFile(printed[0]))), "%PDF-") {
		t.Fatalf("printed are %v", printed)
	}
	if got := one.register.table.Texts(0)[6]; got != "1 次" {
		t.Errorf("printed %q", got)
	}
}

func TestAWrongCertificateIsVoidedAndANewOneIssued(t *testing.T) {
	w := openSample(t)
	programme := trainedProgramme(t, w)
	p := shown[*programmes](t, w, pageProgrammes)
	p.show(programme.ID, tabCertificates)
	one := p.opened
	r := one.register
	r.table.SelectRow(1)
	test.Tap(r.void)
	test.Tap(r.voiding.ok)
	if r.voiding.form.Error("VoidReason") == "" {
		t.Error("voiding without a reason is not refused at the field")
	}
	test.Type(r.voiding.reason, "姓名写错")
	test.Tap(r.voiding.ok)
	if got := r.table.Texts(1)[5]; got != "作废：姓名写错" {
		t.Errorf("the certificate is %q", got)
	}
	if one.state.due() != 1 {
		t.Fatalf("%d are due, want the one whose certificate is void", one.state.due())
	}
	test.Tap(one.issue)
	test.Tap(one.issuing.ok)
	var numbers []string
	for i := range r.table.Total() {
		numbers = append(numbers, r.table.Texts(i)[0])
	}
	if !slices.Equal(numbers, []string{"410103-2018-结业-0003", "410103-2018-结业-0002", "410103-2018-结业-0001"}) {
		t.Errorf("the register is %v", numbers)
	}
}

func TestCertificatesAreLookedOverBeforeTheyAreIssued(t *testing.T) {
	w := openSample(t)
	var printed []string
	w.desk.open = func(path string) { printed = append(printed, path) }
	programme := heldProgramme(t, w)
	if err := w.desk.store.CloseProgramme(t.Context(), programme.ID); err != nil {
		t.Fatal(err)
	}
	p := shown[*programmes](t, w, pageProgrammes)
	p.show(programme.ID, tabCertificates)
	one := p.opened
	test.Tap(one.issue)
	f := one.issuing
	if got := f.table.Texts(0); f.table.Total() != 2 || got[0] != "410103-2018-结业-0001" || !strings.Contains(f.sample.Text, "准予结业") {
		t.Errorf("due is %v; it says %q", got, f.sample.Text)
	}
	f.wording.SetText("兹证明{名字}结业。")
	test.Tap(f.proof)
	test.Tap(f.ok)
	if got := f.form.Error("Wording"); !strings.Contains(got, "“{名字}”看不懂") || len(printed) > 0 || one.register.table.Total() > 0 {
		t.Errorf("a placeholder that does not exist: %q, printed %v", got, printed)
	}
	f.wording.SetText("兹证明｛姓名｝学完{课程}，特发此证。")
	f.design.Choose("3")
	f.table.SelectRow(1)
	if !strings.Contains(f.sample.Text, "学完党务干部培训班，特发此证。") {
		t.Errorf("it says %q", f.sample.Text)
	}
	test.Tap(f.proof)
	if len(printed) != 1 || !strings.Contains(printed[0], "样张 样式三") || one.register.table.Total() > 0 {
		t.Errorf("the proof is %v, %d issued", printed, one.register.table.Total())
	}
	test.Tap(f.ok)
	list := must[[]model.Certificate](t)(w.desk.store.Certificates(t.Context(), store.CertificateFilter{}))
	if len(list) != 2 || list[0].Design != 3 || !strings.HasSuffix(list[0].Wording, "特发此证。") {
		t.Fatalf("issued %+v", list)
	}
	style := must[model.CertificateStyle](t)(w.desk.store.CertificateStyle(t.Context()))
	if style.Design != 3 || style.Wording == "" {
		t.Errorf("the next begins with %+v", style)
	}
}

func TestPrintingAgainAsksAndKeepsTheNumber(t *testing.T) {
	w := openSample(t)
	programme := trainedProgramme(t, w)
	p := shown[*programmes](t, w, pageProgrammes)
	p.show(programme.ID, tabCertificates)
	one := p.opened
	test.Tap(one.print)
	number := one.register.rows[0].number
	one.register.table.SelectRow(0)
	test.Tap(one.register.again)
	if text := says(w); !strings.Contains(text, "补发") {
		t.Errorf("the dialog says %q", text)
	}
	tapText(t, w, "打印")
	if row := one.register.rows[0]; row.number != number || row.printing != "2 次" || one.register.rows[1].printing != "1 次" {
		t.Errorf("%s was printed %s, the other %s", row.number, row.printing, one.register.rows[1].printing)
	}
}

func TestScoresAreTypedOneAfterTheOtherAndDecideWhoPassed(t *testing.T) {
	w := openSample(t)
	programme := heldProgramme(t, w)
	must[model.Programme](t)(w.desk.store.SaveProgramme(t.Context(), model.Programme{
		Record: programme.Record, Title: programme.Title, PassPercent: 50, PassBy: model.ByMinutes, PassScore: 60,
	}))
	p := shown[*programmes](t, w, pageProgrammes)
	p.show(programme.ID, tabResults)
	one := p.opened
	if !one.score.Disabled() {
		t.Error("a score can be typed although nobody is chosen")
	}
	one.resultTable.SelectRow(0)
	for _, points := range []string{"88分", "五十", "59", "6０"} {
		one.score.SetText(points)
		one.score.OnNext()
		if points == "五十" {
			if text := says(w); !strings.Contains(text, "整数") {
				t.Errorf("a score that is none is taken; the dialog says %q", text)
			}
			w.onEscape()
		}
	}
	var cells []string
	for i := range one.resultTable.Total() {
		row := one.resultTable.Texts(i)
		cells = append(cells, row[4]+row[5]+row[6])
	}
	want := []string{"88合格", "59未合格成绩 59 分，要求 60 分", "60合格"}
	if !slices.Equal(cells[:min(3, len(cells))], want) {
		t.Errorf("results %v, want them to begin with %v", cells, want)
	}
}

func TestTheTablesOfAProgrammeArePrintedAndWrittenAsSpreadsheets(t *testing.T) {
	w := openSample(t)
	programme := heldProgramme(t, w)
	p := shown[*programmes](t, w, pageProgrammes)
	p.show(programme.ID, tabMatrix)
	var printed []string
	w.desk.open = func(path string) { printed = append(printed, filepath.Base(path)) }
	for _, title := range []string{"打印考勤表", "考勤表存成 .xlsx", "打印未合格名单", "未合格名单存成 .xlsx"} {
		tapItem(t, p.opened.moreItems(), title)
	}
	want := []string{"党务干部培训班 考勤表.pdf", "党务干部培训班 考勤表.xlsx", "党务干部培训班 未合格人员.pdf", "党务干部培训班 未合格人员.xlsx"}
	if !slices.Equal(printed, want) {
		t.Errorf("made are %v", printed)
	}
}

func TestTheMatrixShowsPeopleAgainstSessionsAndWhatTheyComeTo(t *testing.T) {
	w := openSample(t)
	programme := heldProgramme(t, w)
	p := shown[*programmes](t, w, pageProgrammes)
	p.show(programme.ID, tabMatrix)
	m := p.opened.matrix
	if got := strings.Join(m.list.Texts(2), "|"); !strings.HasSuffix(got, "|√|缺|1 / 2|4.0|") {
		t.Errorf("the third person's row is %s", got)
	}
	if got := strings.Join(m.list.Texts(m.list.Total()-1), "|"); got != "实到||3|2|5|20.0|" {
		t.Errorf("the totals are %s", got)
	}
	if want := "已上 2 课 · 应到 6 人次 · 实到 5 人次 · 参加 3 人"; !strings.HasPrefix(m.sum.Text, want) || !strings.Contains(m.sum.Text, "个单位") {
		t.Errorf("the sum says %q", m.sum.Text)
	}
	if !m.earlier.Disabled() || !m.later.Disabled() {
		t.Error("two sessions can be moved along")
	}
}

func TestMarkingAtASessionOfACompletedProgrammeWarnsOnce(t *testing.T) {
	w := openSample(t)
	programme := heldProgramme(t, w)
	sessions, _, err := w.desk.store.Activities(t.Context(), store.ActivityFilter{Programme: programme.ID})
	if err != nil || len(sessions) == 0 {
		t.Fatalf("%d sessions, %v", len(sessions), err)
	}
	list := shown[*activities](t, w, pageActivities)
	mark := func(key string) model.AttendanceState {
		t.Helper()
		list.opened.people.table.SelectRow(0)
		typeKeys(list.opened.people, key)
		return must[model.Roll](t)(w.desk.store.Roll(t.Context(), sessions[0].ID)).Attendees[0].State
	}
	list.show(sessions[0].ID, tabRoll)
	if got := mark("2"); got != model.Late || w.desk.topDialog() != nil {
		t.Fatalf("while it runs: %s, %q", got, says(w))
	}
	if err := w.desk.store.CloseProgramme(t.Context(), programme.ID); err != nil {
		t.Fatal(err)
	}
	list.show(sessions[0].ID, tabRoll)
	if got := mark("4"); got != model.Late || !strings.Contains(says(w), "已在5月7日结业") {
		t.Fatalf("completed, without an answer: %s, %q", got, says(w))
	}
	w.onEscape()
	if got := mark("4"); got != model.Late {
		t.Errorf("after saying no: %s", got)
	}
	tapText(t, w, "仍要登记")
	if asked := list.opened.people.lateAsked; asked != nil {
		test.Tap(asked.words[0])
	}
	if got := must[model.Roll](t)(w.desk.store.Roll(t.Context(), sessions[0].ID)).Attendees[0].State; got != model.Absent {
		t.Errorf("after saying yes: %s", got)
	}
	if got := mark("1"); got != model.Present || w.desk.topDialog() != nil {
		t.Errorf("asked again: %s, %q", got, says(w))
	}
	if !slices.ContainsFunc(list.opened.side.reminders, func(r reminder) bool { return strings.Contains(r.text, "结业") }) {
		t.Errorf("to mind: %+v", list.opened.side.reminders)
	}

	w.goTo(pageCheckIn, openDesk(sessions[0].ID))
	c := deskOf(t, w)
	typeAt(c, "林秀英\n")
	if got := says(w); !strings.Contains(got, "结业") {
		t.Errorf("at the desk: %q", got)
	}
}
