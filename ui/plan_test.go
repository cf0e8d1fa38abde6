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

func TestTheYearPlanSaysWhichMonthsHaveNothingYet(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.views.Choose(viewYear)
	y := p.year
	if got := y.table.Texts(4); got[2] != "2" || got[3] != "1" || got[5] != "3 场" {
		t.Errorf("May is %v", got)
	}
	if before, after := y.table.Texts(3), y.table.Texts(5); before[5] != "没有活动" || after[5] != "还没有安排" || after[1] != "还没有主题" {
		t.Errorf("April is %v, June %v", before, after)
	}
	f := openThemesForm(w.desk, w.desk.store, y.plan, w.desk.changed)
	f.themes[0].SetText("学用贯通")
	f.themes[6].SetText(strings.Repeat("长", 101))
	test.Tap(f.save)
	if f.form.Error("Theme6") == "" {
		t.Error("a theme of 101 characters is taken")
	}
	f.themes[6].SetText("党在我心中")
	test.Tap(f.save)
	if y.theme.Text != "年度主题：学用贯通" || y.table.Texts(5)[1] != "党在我心中" {
		t.Errorf("the year is %q, June %v", y.theme.Text, y.table.Texts(5))
	}
	y.table.OpenRow(4)
	if p.views.Value() != viewList || p.table.Total() != 3 {
		t.Errorf("opened is %s with %d", p.views.Value(), p.table.Total())
	}
}

func TestANewActivityTakesTheThemeOfItsMonthUnlessOneIsWritten(t *testing.T) {
	w := openSample(t)
	if err := w.desk.store.SaveThemes(t.Context(), []model.Theme{{Year: 2018, Month: 5, Text: "五月主题"}, {Year: 2018, Month: 6, Text: "六月主题"}}); err != nil {
		t.Fatal(err)
	}
	p := shown[*activities](t, w, pageActivities)
	p.onNew()
	f := p.form
	f.date.SetText("2018-6-1")
	june := f.theme.Text
	f.theme.SetText("自己写的")
	f.date.SetText("2018-5-1")
	if june != "六月主题" || f.theme.Text != "自己写的" {
		t.Errorf("the theme is %q in June, then %q", june, f.theme.Text)
	}
	f.box.close()
	r, _ := p.table.Row(0)
	p.form = openActivityForm(w.desk, activityPlan{activity: r.summary.Activity}, func(model.Activity) {})
	if p.form.theme.Text != "" {
		t.Error("an old activity is given a theme")
	}
}

func TestSavingAskedWhereThePlaceIsTaken(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	p.onNew()
	f := p.form
	f.title.SetText("居民代表会")
	f.date.SetText("2018-5-4")
	f.place.SetText("教育大讲堂")
	if !f.booked.content.Visible() {
		t.Error("nobody is said to have the place")
	}
	test.Tap(f.save)
	if len(activitiesOf(t, w, "居民代表会")) != 0 {
		t.Fatal("it is saved without a question")
	}
	tapText(t, w, "仍然保存")
	list := activitiesOf(t, w, "居民代表会")
	if len(list) != 1 {
		t.Fatalf("%d are saved", len(list))
	}
	p.form = openActivityForm(w.desk, activityPlan{activity: list[0].Activity}, func(model.Activity) {})
	p.form.title.SetText("居民代表会议")
	test.Tap(p.form.save)
	if len(activitiesOf(t, w, "居民代表会议")) != 1 {
		t.Error("it is asked again about what stays")
	}
}

// Who came cannot be changed by a slip once the record is closed; what it
// lacks is said before.
func TestAClosedRecordTakesNoMarksUntilItIsOpenedAgain(t *testing.T) {
	w := openSample(t)
	p := lastHeld(t, w, tabRoll)
	tapItem(t, p.menu(), "归档…")
	if text := says(w); !strings.Contains(text, "还缺：内容、照片（0 张，至少 2 张）。") {
		t.Errorf("it says %q", text)
	}
	tapText(t, w, "归档")
	first := p.roll.Attendees[0]
	if p.roll.Activity.State != model.Closed || !p.people.allPresent.Disabled() {
		t.Fatalf("the activity is %s", p.roll.Activity.State)
	}
	p.people.table.SelectRow(0)
	typeKeys(p.people, "4")
	err := w.desk.store.SaveMarks(t.Context(), p.id, []model.Mark{{Attendance: first.ID, State: model.Absent}})
	if model.CodeOf(err) != model.Refused {
		t.Errorf("the store takes a mark: %v", err)
	}
	if now := must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id)).Attendees[0]; now.State != first.State {
		t.Errorf("the first is %s", now.State)
	}
	tapItem(t, p.menu(), "取消归档")
	if p.roll.Activity.State != model.Held || p.people.allPresent.Disabled() {
		t.Errorf("opened again it is %s", p.roll.Activity.State)
	}
}
