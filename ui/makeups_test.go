package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

func TestOneClickPlansTheSessionAtWhichPeopleMakeUp(t *testing.T) {
	w := openSample(t)
	programme := heldProgramme(t, w)
	p := shown[*programmes](t, w, pageProgrammes)
	p.show(programme.ID, tabMakeUp)
	m := p.opened.makeUps
	if got := m.table.Texts(0); m.table.Total() != 1 || got[0] != "第 2 课 · 5月2日" || got[5] != "未安排" || m.arrange.Text != "安排补课（1 人）" {
		t.Fatalf("%d absences, the first %v; the button says %q", m.table.Total(), got, m.arrange.Text)
	}
	test.Tap(m.arrange)
	activities := shown[*activities](t, w, pageActivities)
	f := activities.form
	if f.title.Text != "补课：党务干部培训班（第 2 课）" || f.date.Text() != "2018-05-09" || f.number.Text != "2" {
		t.Errorf("proposed is %q on %s as number %s", f.title.Text, f.date.Text(), f.number.Text)
	}
	test.Tap(f.save)
	page := activities.opened
	if len(page.people.rows) != 1 || page.roll.Activity.MakesUp == "" || page.roll.Activity.Programme != programme.ID {
		t.Fatalf("%d people are expected at %+v", len(page.people.rows), page.roll.Activity)
	}
	w.goTo(pageProgrammes, nil)
	if got := m.table.Texts(0); got[5] != "已排 5月9日" || !m.arrange.Disabled() || len(p.opened.state.sessions) != 2 {
		t.Errorf("arranged is %v; %d sessions", got, len(p.opened.state.sessions))
	}
	w.goTo(pageActivities, nil)
	page.people.table.SelectRow(0)
	typeKeys(page.people, "1")
	w.goTo(pageProgrammes, nil)
	if m.table.Total() != 0 || p.opened.state.passed() != 3 {
		t.Errorf("%d absences are left, %d passed", m.table.Total(), p.opened.state.passed())
	}
	if got := strings.Join(p.opened.matrix.list.Texts(2), "|"); !strings.Contains(got, "|√|补|2 / 2|") {
		t.Errorf("the table says %s", got)
	}
}

func TestALessonsOwnPageListsWhoMissedIt(t *testing.T) {
	w := openSample(t)
	a := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Lesson, "学习党章", 3, 9, 90)))
	members := must[int](t)(w.desk.store.ExpectFilter(t.Context(), a.ID, store.MemberFilter{}))
	w.goTo(pageActivities, openRecord(a.ID))
	page := shown[*activities](t, w, pageActivities).opened
	page.people.table.SelectRow(0)
	typeKeys(page.people, "14")
	page.tabs.Choose(tabMakeUp)
	m := page.makeUps
	if m.table.Total() != members-1 { // those not marked yet too
		t.Errorf("%d of %d are listed", m.table.Total(), members)
	}
	m.table.CheckRow(0)
	if m.arrange.Text != "安排补课（1 人）" {
		t.Errorf("one is ticked, the button says %q", m.arrange.Text)
	}
	test.Tap(m.arrange)
	f := shown[*activities](t, w, pageActivities).form
	f.kind.Choose(string(model.Meeting))
	test.Tap(f.save)
	if got := shown[*activities](t, w, pageActivities).opened.roll.Activity; got.MakesUp != "" {
		t.Errorf("a meeting makes up %s", got.MakesUp)
	}
	meeting := shown[*activities](t, w, pageActivities).opened
	if meeting.madeUpLater() {
		t.Error("a meeting is made up")
	}
}
