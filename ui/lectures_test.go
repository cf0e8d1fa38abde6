package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

func TestLessonsAreCountedAndListedByWhoGaveThem(t *testing.T) {
	w := openSample(t)
	for day, presenter := range map[int]string{3: "刘洋", 4: "刘　洋", 5: "陈静", 12: "刘洋"} {
		a := activityOn(model.Lesson, "党课", day, 9, 60)
		a.Presenter, a.State = presenter, model.Held
		if day == 12 {
			a.State = model.Planned
		}
		must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	}
	p := shown[*programmes](t, w, pageProgrammes)
	p.tabs.Choose(tabLectures)
	l := p.lectures
	if got := l.sum.Text; got != "已讲 4 讲 · 主讲 2 人 · 6 人次" {
		t.Errorf("the sum says %q", got)
	}
	if got := l.people.Texts(0); got[0] != "刘　洋" || got[2] != "外请" || got[3] != "2" || got[5] != "2.0" || l.table.Total() != 5 {
		t.Errorf("the first is %v of %d lessons", got, l.table.Total())
	}
	l.people.SelectRow(0)
	if l.table.Total() != 3 { // the one that is planned too
		t.Errorf("the presenter has %d lessons", l.table.Total())
	}
	test.Tap(l.all)
	l.kinds.Choose(string(model.Training))
	if l.table.Total() != 0 || len(l.presented) != 0 {
		t.Errorf("%d trainings", l.table.Total())
	}
	l.kinds.Choose("")
	test.Tap(l.earlier)
	if l.table.Total() != 0 || l.name.Text != "2017年" {
		t.Errorf("%s has %d lessons", l.name.Text, l.table.Total())
	}
}

func TestAPresenterIsAMemberOrAnOutsidePerson(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.onNew()
	f := p.form
	f.title.SetText("党课")
	f.date.SetText("2018-5-9")
	tapItem(t, f.presenter.Items(), "从人员中选…")
	f.choice.search.SetText("仇")
	f.choice.table.SelectRow(0)
	test.Tap(f.choice.ok)
	if f.presenter.Text != "仇铉" || f.presentingMember() == "" {
		t.Fatalf("presenting is %s", f.presenter.Text)
	}
	test.Tap(f.save)
	saved := p.opened.roll.Activity
	if saved.PresenterMember == "" {
		t.Fatal("the member is not saved")
	}
	f = openActivityForm(w.desk, activityPlan{activity: saved}, func(model.Activity) {})
	f.presenter.SetText("仇铉铉")
	f.post.SetText("区委党校")
	test.Tap(f.save)
	saved = must[model.Activity](t)(w.desk.store.Activity(t.Context(), saved.ID))
	if saved.PresenterMember != "" || saved.Presenter != "仇铉铉" {
		t.Errorf("another name still is the member: %+v", saved.PresentedBy())
	}
	p.close()
	p.onNew()
	tapItem(t, p.form.presenter.Items(), "仇铉铉（区委党校）")
	if p.form.presenter.Text != "仇铉铉" || p.form.post.Text != "区委党校" {
		t.Errorf("picked is %s, %s", p.form.presenter.Text, p.form.post.Text)
	}
}
