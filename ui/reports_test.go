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

// statisticsOf shows the statistics of 2018 of the small centre: one lesson of
// nine people was held.
func statisticsOf(t *testing.T) (*Window, *statisticsView) {
	t.Helper()
	w := openSample(t)
	return w, reportsView[*statisticsView](t, w, tabStatistics)
}

func TestStatisticsShowThePeriodInFigures(t *testing.T) {
	_, v := statisticsOf(t)
	if got := v.table.Texts(0); v.table.Total() != 2 || !slices.Equal(got, []string{"党课", "1", "6", "6", "9.0", "9", "6", "66.7 %"}) {
		t.Errorf("%d rows, the first is %v", v.table.Total(), got)
	}
	if got := v.table.Texts(1); got[0] != "合计" || got[2] != "6" {
		t.Errorf("the whole is %v", got)
	}
	if v.chart.picture.Resource == nil {
		t.Error("no chart is drawn")
	}
	v.by.Choose(string(model.ByCategory))
	if got := v.table.Texts(0); got[0] != "机关在职" || got[2] != "1" {
		t.Errorf("by category the first is %v", got)
	}
	v.period.span.Choose(string(model.EachQuarter))
	if v.period.name.Text != "2018年第二季度" || v.table.Total() == 0 {
		t.Errorf("%s has %d rows", v.period.name.Text, v.table.Total())
	}
	test.Tap(v.period.earlier)
	if v.period.name.Text != "2018年第一季度" || v.table.Total() != 0 || v.chart.picture.Visible() {
		t.Errorf("%s has %d rows", v.period.name.Text, v.table.Total())
	}
}

func TestAFigureOpensWhatItCounts(t *testing.T) {
	w, v := statisticsOf(t)
	v.table.PressCell(0, figureActivities)
	box := w.desk.topDialog()
	if box == nil || !strings.Contains(box.title, "党课") {
		t.Fatalf("a click on 1 场 shows %+v", box)
	}
	box.close()
	v.openPeople("党课", v.counted.Of(model.ByKind, "lesson"))
	if w.desk.topDialog() == nil {
		t.Fatal("nobody is shown")
	}
	w.desk.topDialog().close()
	v.table.PressCell(0, "name")
	if w.desk.topDialog() != nil {
		t.Error("a name is no figure")
	}
	b := openBehind(w.desk, "党课", countedRows(w.desk, v.counted))
	if got := b.table.Texts(0); got[1] != "学习讲堂第17讲：基层治理" || got[3] != "6" || got[5] != "6 / 9" {
		t.Errorf("the lesson is %v", got)
	}
	b.table.OpenRow(0)
	if a, ok := w.page().(*activities); !ok || a.opened == nil || w.desk.topDialog() != nil {
		t.Error("the lesson does not open")
	}
}

func TestAnyDaysAreCounted(t *testing.T) {
	w, v := statisticsOf(t)
	v.period.span.Choose(anyDays)
	if w.desk.topDialog() == nil {
		t.Fatal("the days are not asked for")
	}
	w.desk.topDialog().close()
	v.period.set(model.Date{Year: 2018, Month: 5, Day: 3}, model.Date{Year: 2018, Month: 5, Day: 6})
	v.Refresh()
	if v.table.Total() != 0 || v.period.name.Text != "2018年5月3日至2018年5月6日" {
		t.Errorf("%s has %d rows", v.period.name.Text, v.table.Total())
	}
}

func TestReportsArePrintedAndExportedIntoThePrintFolder(t *testing.T) {
	w, v := statisticsOf(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, filepath.Base(path)) }
	v.onPrint()
	v.choices(true)[1].Action()
	life := reportsView[*lifeView](t, w, tabLifeCheck)
	life.onPrint()
	life.onExport()
	if want := []string{"统计 2018年 按活动类别.pdf", "统计 2018年.xlsx", "组织生活体检 2018年.pdf", "组织生活体检 2018年.xlsx"}; !slices.Equal(opened, want) {
		t.Errorf("opened %q", opened)
	}
	folder, err := w.desk.printFolder(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range opened {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACheckLeadsToItsActivities(t *testing.T) {
	w := openSample(t)
	v := reportsView[*lifeView](t, w, tabLifeCheck)
	if v.unassigned.Hidden {
		t.Error("the lesson and the member day that name no branch are not told of")
	}
	list, _, err := w.desk.store.Activities(t.Context(), store.ActivityFilter{Kind: model.Lesson})
	if err != nil {
		t.Fatal(err)
	}
	lesson := list[0].Activity
	lesson.Branch = v.check.Units[0].Unit.ID
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), lesson))
	v.Refresh()
	at := slices.IndexFunc(v.rows, func(r lifeRow) bool { return r.line.Rule.Name() == "党课" })
	if got := v.table.Texts(at); !slices.Equal(got[3:], []string{"4", "1", "—", "1", "2", "1"}) {
		t.Errorf("lessons are %v", got)
	}
	v.table.SelectRow(at)
	if got := v.terms.Texts(1); got[0] != "第二季度" || got[1] != "完成" || !strings.Contains(got[2], "学习讲堂第17讲") || !strings.Contains(got[3], "照片") {
		t.Errorf("the second quarter is %v", got)
	}
	v.terms.SelectRow(0)
	if !v.open.Disabled() {
		t.Error("a term without an activity can be opened")
	}
	v.only.Choose(onlyLate)
	if slices.ContainsFunc(v.rows, func(r lifeRow) bool { return r.sum.Missed == 0 }) || len(v.rows) == 0 {
		t.Errorf("%d rows are late", len(v.rows))
	}
	v.only.Choose("")
	v.table.SelectRow(at)
	v.terms.SelectRow(1)
	test.Tap(v.open)
	if a, ok := w.page().(*activities); !ok || a.opened == nil {
		t.Error("the lesson does not open")
	}
}

func TestALineOfACheckBeginsTheActivityThatItAsksFor(t *testing.T) {
	w := openSample(t)
	v := reportsView[*lifeView](t, w, tabLifeCheck)
	at := slices.IndexFunc(v.rows, func(r lifeRow) bool { return r.line.Rule.Kind == model.OrganisationLife })
	v.table.SelectRow(at)
	test.Tap(v.plan)
	form := shown[*activities](t, w, pageActivities).form
	if form == nil || form.kind.Value() != string(model.OrganisationLife) || form.branch.Value() != string(v.check.Units[0].Unit.ID) {
		t.Errorf("the form is %+v", form)
	}
}

func TestRulesAreChangedAddedAndTakenAway(t *testing.T) {
	w := openSample(t)
	v := reportsView[*lifeView](t, w, tabLifeCheck)
	l := openLifeRules(w.desk, v.store)
	before := l.table.Total()
	f := openLifeRule(l, before)
	f.kind.SetValue(string(model.HeartToHeart))
	f.times.SetText("0")
	f.onSave()
	if w.desk.topDialog() != f.box {
		t.Fatal("no times at all are taken")
	}
	f.times.SetText("2")
	f.per.SetValue(string(model.EachQuarter))
	f.onSave()
	if l.table.Total() != before+1 || !slices.Equal(l.table.Texts(before), []string{"党支部", "谈心谈话", "每季度至少 2 次"}) {
		t.Fatalf("the list ends with %v", l.table.Texts(before))
	}
	l.table.SelectRow(0)
	l.onRemove()
	confirm(t, w)
	if l.table.Total() != before || slices.ContainsFunc(v.rows, func(r lifeRow) bool { return r.line.Rule.Kind == model.BranchAssembly }) {
		t.Errorf("%d rules stay", l.table.Total())
	}
}

func TestLeadersWhoStillHaveToComeAreListed(t *testing.T) {
	w := openSample(t)
	page, err := w.desk.store.Members(t.Context(), store.MemberFilter{Search: "赵铁柱"})
	if err != nil {
		t.Fatal(err)
	}
	leader := page.Members[0]
	leader.Tags = append(leader.Tags, model.LeaderTag)
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), leader))
	v := reportsView[*dualView](t, w, tabDualLife)
	if got := v.table.Texts(0); v.table.Total() != 1 || got[0] != "赵铁柱" || got[4] != "还要 1 次" {
		t.Errorf("the leader is %v", got)
	}
	if v.attended.Total() != 0 || v.sum.Text != "领导干部 1 人，还要参加的 1 人。" {
		t.Errorf("came to %d; %s", v.attended.Total(), v.sum.Text)
	}
	v.onPerson()
	if _, ok := w.page().(*members); !ok {
		t.Error("the person does not open")
	}
}
