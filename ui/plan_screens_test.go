package ui

import (
	"slices"
	"testing"

	"jishi/model"
	"jishi/ui/widgets"
)

// What the pictures of planning show.

func openCalendarScreen(t *testing.T, w *Window) {
	t.Helper()
	a := shown[*activities](t, w, pageActivities)
	a.views.Choose(viewMonth)
	a.table.SelectRow(0)
}

// firstPlanned is the activity that the pictures of moving and repeating show.
func firstPlanned(t *testing.T, w *Window) model.Activity {
	t.Helper()
	r, ok := shown[*activities](t, w, pageActivities).table.Row(0)
	if !ok {
		t.Fatal("there is no activity")
	}
	return r.summary.Activity
}

func openMoveScreen(t *testing.T, w *Window) {
	t.Helper()
	m := openMoveForm(w.desk, firstPlanned(t, w), w.desk.changed)
	m.date.SetDay(widgets.Day{Year: 2018, Month: 5, Day: 4})
	m.start.SetTime(10, 0)
	m.look()
}

func openRepeatScreen(t *testing.T, w *Window) {
	t.Helper()
	openRepeatForm(w.desk, firstPlanned(t, w), w.desk.changed)
}

func openCancellingScreen(t *testing.T, w *Window) {
	t.Helper()
	openCancelling(w.desk, firstPlanned(t, w), w.desk.changed)
}

func openYearScreen(t *testing.T, w *Window) {
	t.Helper()
	themes := []model.Theme{{Year: 2018, Text: "学用贯通，服务为民"}}
	for i, text := range []string{"新春慰问", "学习党章", "学雷锋", "清明祭英烈", "我是党员我带头", "", "党在我心中"} {
		themes = append(themes, model.Theme{Year: 2018, Month: i + 1, Text: text})
	}
	// The sample's year has its own.
	if known := must[[]model.Theme](t)(w.desk.store.Themes(t.Context())); len(known) == 0 {
		if err := w.desk.store.SaveThemes(t.Context(), themes); err != nil {
			t.Fatal(err)
		}
	}
	a := shown[*activities](t, w, pageActivities)
	a.views.Choose(viewYear)
	a.year.table.SelectRow(4)
}

func openThemesScreen(t *testing.T, w *Window) {
	t.Helper()
	openYearScreen(t, w)
	y := shown[*activities](t, w, pageActivities).year
	openThemesForm(w.desk, y.store, y.plan, func() {})
}

// openTakenScreen asks whether an activity is meant where another one is.
func openTakenScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*activities](t, w, pageActivities)
	p.onNew()
	p.form.title.SetText("居民代表会")
	p.form.date.SetText("2018-5-4")
	p.form.place.SetText("教育大讲堂")
}

func openRoomsScreen(t *testing.T, w *Window) {
	t.Helper()
	st := w.desk.store
	for _, a := range []model.Activity{
		activityOn(model.Meeting, "居民代表会", 11, 20, 60), activityOn(model.Lesson, "学习讲堂第18讲：社区工作法", 9, 15, 90),
		activityOn(model.Other, "区委党校参观", 8, 9, 60), activityOn(model.Volunteering, "清洁家园", 13, 9, 60),
	} {
		a.Place = map[model.Kind]string{model.Other: "党史馆", model.Volunteering: "三官庙院"}[a.Kind]
		if a.Place == "" {
			a.Place = "教育大讲堂"
		}
		must[model.Activity](t)(st.SaveActivity(t.Context(), a))
	}
	shown[*activities](t, w, pageActivities).views.Choose(viewRooms)
}

func openRoomListScreen(t *testing.T, w *Window) {
	t.Helper()
	w.goTo(pageSettings, nil)
	openRooms(w.desk, w.desk.store).table.SelectRow(1)
}

func openVisitsScreen(t *testing.T, w *Window) {
	t.Helper()
	a := activityOn(model.Other, "区委党校参观", 8, 9, 60)
	a.Place, a.Visitors, a.State = "党史馆", 40, model.Held
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	openZoneVisits(w.desk, w.desk.store)
}

func openKindsScreen(t *testing.T, w *Window) {
	t.Helper()
	w.goTo(pageSettings, nil)
	for _, d := range must[[]model.KindDefault](t)(w.desk.store.KindDefaults(t.Context())) {
		if d.Kind != model.MemberDay {
			continue
		}
		d.Minutes, d.Place, d.Agenda = 90, "党员议事厅", "一、重温入党誓词；二、集中学习；三、讨论；四、表决。"
		if err := w.desk.store.SaveKindDefault(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	openKinds(w.desk, w.desk.store).table.SelectRow(4)
}

func openKindScreen(t *testing.T, w *Window) {
	t.Helper()
	openKindsScreen(t, w)
	k := openKinds(w.desk, w.desk.store)
	openKindForm(k, k.list[4])
}

func openTemplatesScreen(t *testing.T, w *Window) {
	t.Helper()
	a := firstPlanned(t, w)
	w.goTo(pageSettings, nil)
	had := must[[]model.Template](t)(w.desk.store.Templates(t.Context()))
	for _, name := range []string{"每月主题党日", "学习讲堂"} {
		if slices.ContainsFunc(had, func(t model.Template) bool { return t.Name == name }) {
			continue
		}
		if err := w.desk.store.SaveTemplate(t.Context(), model.Template{Name: name, Draft: a}); err != nil {
			t.Fatal(err)
		}
	}
	openTemplates(w.desk, w.desk.store).table.SelectRow(0)
}

func openPresenterScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*activities](t, w, pageActivities)
	p.onNew()
	openPersonChoice(w.desk, w.desk.store, "谁来主讲？", func(model.Member) {}).table.SelectRow(2)
}
