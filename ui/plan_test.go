package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// tapItem taps an item of a menu.
func tapItem(t *testing.T, items []*fyne.MenuItem, label string) {
	t.Helper()
	for _, item := range items {
		if item.Label == label {
			item.Action()
			return
		}
	}
	t.Fatalf("the menu has no %q", label)
}

func activitiesOf(t *testing.T, w *Window, title string) []model.ActivitySummary {
	t.Helper()
	list, _, err := w.desk.store.Activities(t.Context(), store.ActivityFilter{Search: title})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTheMonthCalendarShowsActivitiesAndListsAChosenDay(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.views.Choose(viewMonth)
	days := p.calendar.grid.Days()
	if len(days) != 31 || len(days[10].Lines) != 1 || days[10].Lines[0] != "19:00 五月主题党日：我是党员我带头" || !days[6].Today {
		t.Fatalf("the 11th shows %v", days[10].Lines)
	}
	p.calendar.grid.ChooseDay(10)
	if p.table.Total() != 1 || !p.calendar.grid.Days()[10].Chosen || p.count.Text != "5月11日 · 1 场" {
		t.Errorf("the day lists %d: %s", p.table.Total(), p.count.Text)
	}
	p.onNew()
	if got := p.form.date.Text(); got != "2018-05-11" {
		t.Errorf("a new activity is on %s", got)
	}
	p.form.box.close()
	p.calendar.grid.ChooseDay(10)
	if p.table.Total() != 3 {
		t.Errorf("the same day again lists %d", p.table.Total())
	}
	test.Tap(p.later)
	if days := p.calendar.grid.Days(); len(days) != 30 || p.table.Total() != 0 {
		t.Errorf("June has %d days and %d activities", len(days), p.table.Total())
	}
	w.top.search.SetText("理发")
	if p.views.Value() != viewList || p.table.Total() != 1 {
		t.Errorf("a search finds %d in %s", p.table.Total(), p.views.Value())
	}
}

func TestAnActivityIsMovedAndWhoHasThePlaceIsSaidBefore(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.views.Choose(viewMonth)
	p.table.SelectRow(0)
	r, _ := p.table.Row(0)
	m := openMoveForm(w.desk, r.summary.Activity, w.desk.changed)
	if m.place.content.Visible() {
		t.Errorf("its own time is taken: %s", m.place.words("教育大讲堂"))
	}
	m.date.SetText("2018-5-4")
	m.start.SetText("10:00")
	m.look()
	if text := m.place.words("教育大讲堂"); !m.place.content.Visible() || !strings.Contains(text, "5月4日 09:00–11:00“孝老关爱：为独居老人理发”") {
		t.Errorf("the dialog says %q", text)
	}
	m.date.SetText("2018-5-18")
	if m.place.content.Visible() {
		t.Error("a free day is said to be taken")
	}
	test.Tap(m.save)
	moved := activitiesOf(t, w, "主题党日")[0]
	if got := timesOf(moved.Activity); moved.Date().Day != 18 || got != "10:00–12:00" || moved.Tally.Expected != 9 {
		t.Errorf("moved it is on %s %s with %d expected", moved.Date(), got, moved.Tally.Expected)
	}
}

func TestACopyIsANewPlanWithTheSamePeople(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	r, _ := p.table.Row(2)
	tapItem(t, p.planItems(r.summary.Activity, w.desk.changed), "复制…")
	f := p.form
	if f.date.Text() != "2018-05-09" || f.title.Text != "学习讲堂第17讲：基层治理" || f.takeOver.Text != "应到名单沿用“学习讲堂第17讲：基层治理”的 9 人" {
		t.Fatalf("the copy is %s on %s, %s", f.title.Text, f.date.Text(), f.takeOver.Text)
	}
	f.title.SetText("学习讲堂第18讲")
	test.Tap(f.save)
	a := p.opened.roll
	if a.Activity.State != model.Planned || a.Tally().Expected != 9 || a.Tally().Came() != 0 {
		t.Errorf("the copy is %s, %+v", a.Activity.State, a.Tally())
	}
}

func TestRepetitionsAreShownBeforeTheyAreSavedTogether(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	must[model.Activity](t)(st.SaveActivity(t.Context(), func() model.Activity {
		a := activityOn(model.Meeting, "居民代表会", 11, 20, 60)
		a.Start, a.End = a.Start.AddDate(0, 0, 28), a.End.AddDate(0, 0, 28)
		return a
	}()))
	p := shown[*activities](t, w, pageActivities)
	r, _ := p.table.Row(0)
	f := openRepeatForm(w.desk, r.summary.Activity, w.desk.changed)
	if len(f.days) != 7 || f.table.Texts(0)[0] != "6月8日 周五" || f.table.Texts(0)[2] != "已占用：20:00–21:00 居民代表会" || f.table.Texts(1)[2] != "空闲" {
		t.Fatalf("%d days, the first %v", len(f.days), f.table.Texts(0))
	}
	f.rhythm.Choose(string(model.EveryWeek))
	f.times.SetText("99")
	test.Tap(f.save)
	f.onSave()
	if f.form.Error("Times") == "" || len(activitiesOf(t, w, "主题党日")) != 1 {
		t.Error("99 repetitions are taken")
	}
	f.times.SetText("3")
	f.table.CheckRow(1)
	if f.save.Text != "添加这 2 场" {
		t.Errorf("the button says %s", f.save.Text)
	}
	test.Tap(f.save)
	list := activitiesOf(t, w, "主题党日")
	if len(list) != 3 || list[0].Date() != (model.Date{Year: 2018, Month: 6, Day: 1}) || list[1].Date().Day != 18 || list[0].Tally.Expected != 9 {
		t.Errorf("%d activities, the last on %s with %d people", len(list), list[0].Date(), list[0].Tally.Expected)
	}
}
