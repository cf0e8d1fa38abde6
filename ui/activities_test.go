package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

func TestActivitiesAreListedByMonthKindAndSearch(t *testing.T) {
	w := openSample(t)
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), func() model.Activity {
		a := activityOn(model.Lesson, "四月党课", 1, 9, 60)
		a.Start, a.End = a.Start.AddDate(0, -1, 0), a.End.AddDate(0, -1, 0)
		return a
	}()))
	p := shown[*activities](t, w, pageActivities)
	if p.table.Total() != 3 || p.monthName.Text != "2018年5月" || !p.current.Disabled() {
		t.Errorf("%s has %d activities", p.monthName.Text, p.table.Total())
	}
	if got := p.table.Texts(2); got[0] != "5月2日 周三" || got[2] != "党课" || got[5] != "6 / 9" || got[6] != "已举办" {
		t.Errorf("the last row is %v", got)
	}
	p.kinds.Choose(string(model.MemberDay))
	if p.table.Total() != 1 {
		t.Errorf("%d member days, want 1", p.table.Total())
	}
	p.kinds.Choose("")
	test.Tap(p.earlier)
	if p.table.Total() != 1 || p.table.Texts(0)[3] != "四月党课" {
		t.Errorf("April has %d activities", p.table.Total())
	}
	w.top.search.SetText("主题党日")
	if p.table.Total() != 1 || p.monthName.Text != "全部月份" {
		t.Errorf("the search finds %d in %s", p.table.Total(), p.monthName.Text)
	}
	test.Tap(p.current)
	if p.table.Total() != 3 || w.top.search.Text != "" {
		t.Errorf("back in this month are %d activities", p.table.Total())
	}
}

func TestTheChosenActivityIsOpenedAndLeftWithEsc(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.table.SelectRow(2)
	test.Tap(p.digest.openRoll)
	if p.opened == nil || p.opened.roll.Activity.Title != "学习讲堂第17讲：基层治理" {
		t.Fatal("the activity is not opened")
	}
	if p.opened.side.figure.Text != "6 / 9" || p.opened.side.rate.Text != "到会率 66.7%" {
		t.Errorf("the total is %s, %s", p.opened.side.figure.Text, p.opened.side.rate.Text)
	}
	w.onEscape()
	if p.opened != nil {
		t.Error("Esc does not go back to the list")
	}
}

func TestARemovedActivityIsOnNoList(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.table.OpenRow(0)
	p.opened.onRemove()
	tapText(t, w, "删除")
	if p.opened != nil || p.table.Total() != 2 {
		t.Errorf("%d activities are listed, want 2", p.table.Total())
	}
}

func TestKindsAreWrittenInFullOnLists(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	for _, k := range model.Kinds() {
		for _, c := range activityColumns() {
			if c.ID == "kind" && widgets.NewPill(k.Name, widgets.Info).MinSize().Width > c.Chars*theme.TextSize() {
				t.Errorf("%s is cut in the list", k.Name)
			}
		}
		if label := widgets.NewMuted(k.Name).MinSize().Width; label > p.digest.facts.LabelChars*theme.TextSize() {
			t.Errorf("%s is cut beside the list", k.Name)
		}
	}
}
