package ui

import (
	"testing"

	"jishi/model"
	"jishi/model/store"
)

// What the pictures of 活动, 培训与讲坛 and 志愿服务 show.

func openActivitiesScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*activities](t, w, pageActivities).table.SelectRow(1)
}

func openActivityFormScreen(t *testing.T, w *Window) {
	t.Helper()
	w.goTo(pageActivities, newActivity{Kind: model.Lesson})
}

// lastHeld opens the latest lesson that was held.
func lastHeld(t *testing.T, w *Window, tab string) *activityPage {
	t.Helper()
	a := shown[*activities](t, w, pageActivities)
	for i := range a.table.Total() {
		if row, ok := a.table.Row(i); ok && row.summary.Kind == model.Lesson && row.summary.State == model.Held {
			a.show(row.id, tab)
			return a.opened
		}
	}
	t.Fatal("no lesson was held this month")
	return nil
}

func openActivityTab(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		lastHeld(t, w, tab)
	}
}

// openServedTab opens the last service that was held.
func openServedTab(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		shown[*activities](t, w, pageActivities).show(servedScreen(t, w), tab)
	}
}

func openRollScreen(t *testing.T, w *Window) {
	t.Helper()
	lastHeld(t, w, tabRoll).people.table.SelectRow(3)
}

func openExpectScreen(t *testing.T, w *Window) {
	t.Helper()
	lastHeld(t, w, tabRoll).people.onExpect()
}

func openWalkInScreen(t *testing.T, w *Window) {
	t.Helper()
	openWalkIn(w.desk, lastHeld(t, w, tabRoll).people.marker, "").search.SetText("w")
}

func openLeaveScreen(t *testing.T, w *Window) {
	t.Helper()
	p := lastHeld(t, w, tabRoll).people
	p.table.SelectRow(2)
	p.onMark(model.Leave)
}

func openDetailScreen(t *testing.T, w *Window) {
	t.Helper()
	p := lastHeld(t, w, tabRoll).people
	p.table.SelectRow(2)
	p.onDetail()
}

func openProgrammesScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*programmes](t, w, pageProgrammes)
	if p.table.Total() > 0 {
		p.table.SelectRow(0)
	}
}

func openProgrammeFormScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*programmes](t, w, pageProgrammes).onNew()
}

func openProgrammeTab(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		p := shown[*programmes](t, w, pageProgrammes)
		if p.table.Total() == 0 {
			trainedProgramme(t, w)
			p.Refresh()
		}
		row, _ := p.table.Row(0)
		p.show(row.id, tab)
	}
}

func openVoidScreen(t *testing.T, w *Window) {
	t.Helper()
	openProgrammeTab(tabCertificates)(t, w)
	r := shown[*programmes](t, w, pageProgrammes).opened.register
	r.table.SelectRow(0)
	r.onVoid()
}

func openIssueScreen(t *testing.T, w *Window) {
	t.Helper()
	p := heldProgramme(t, w)
	if err := w.desk.store.CloseProgramme(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	w.goTo(pageProgrammes, openRecord(p.ID))
	shown[*programmes](t, w, pageProgrammes).opened.onIssue()
}

func openSeriesListScreen(t *testing.T, w *Window) {
	t.Helper()
	monthlySeries(t, w)
	shown[*programmes](t, w, pageProgrammes).tabs.Choose(tabSeries)
}

func openSeriesScreen(t *testing.T, w *Window) {
	t.Helper()
	w.goTo(pageProgrammes, openRecord(monthlySeries(t, w).ID))
}

func openSeriesFormScreen(t *testing.T, w *Window) {
	t.Helper()
	openSeriesListScreen(t, w)
	shown[*programmes](t, w, pageProgrammes).onNew()
}

func openPosterScreen(t *testing.T, w *Window) {
	t.Helper()
	openSeriesScreen(t, w)
	shown[*programmes](t, w, pageProgrammes).lectured.onPoster()
}

func openLecturesScreen(t *testing.T, w *Window) {
	t.Helper()
	for i, presenter := range []string{"刘　洋", "刘　洋", "陈静"} {
		a := activityOn([]model.Kind{model.Lesson, model.Lecture, model.Lesson}[i], "学习讲堂第"+string(rune('1'+i))+"讲", 3+i, 15, 90)
		a.Presenter, a.PresenterPost, a.State = presenter, "区委党校讲师", model.Held
		must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	}
	shown[*programmes](t, w, pageProgrammes).tabs.Choose(tabLectures)
}

func openVolunteersScreen(t *testing.T, w *Window) {
	t.Helper()
	v := shown[*volunteers](t, w, pageVolunteers)
	v.hours.table.CheckRow(0)
	v.hours.table.CheckRow(1)
}

func openVolunteersTab(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		shown[*volunteers](t, w, pageVolunteers).tabs.Choose(tab)
	}
}

// trainedProgramme is a completed programme of two sessions that two people
// passed and one did not, with certificates issued.
func trainedProgramme(t *testing.T, w *Window) model.Programme {
	t.Helper()
	p := heldProgramme(t, w)
	if err := w.desk.store.CloseProgramme(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	must[[]model.Certificate](t)(w.desk.store.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{}))
	return p
}

// heldProgramme is a programme of two sessions held, that two people attended
// and one attended once.
func heldProgramme(t *testing.T, w *Window) model.Programme {
	t.Helper()
	ctx, st := t.Context(), w.desk.store
	p := must[model.Programme](t)(st.SaveProgramme(ctx, model.Programme{Title: "党务干部培训班", Organiser: "大学路街道党工委", PassPercent: 75}))
	members, err := st.Members(ctx, store.MemberFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 2; n++ {
		a := activityOn(model.Training, "党务干部培训班（第 "+string(rune('0'+n))+" 课）", n, 14, 240)
		a.Programme, a.Number = p.ID, n
		a = must[model.Activity](t)(st.SaveActivity(ctx, a))
		var ids []model.ID
		for _, m := range members.Members[:3] {
			ids = append(ids, m.ID)
		}
		must[int](t)(st.Expect(ctx, a.ID, ids))
		roll := must[model.Roll](t)(st.Roll(ctx, a.ID))
		var marks []model.Mark
		for i, one := range roll.Attendees {
			state := model.Present
			if i == 2 && n == 2 {
				state = model.Absent
			}
			marks = append(marks, model.Mark{Attendance: one.ID, State: state})
		}
		if err := st.SaveMarks(ctx, a.ID, marks); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func openMonthScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*activities](t, w, pageActivities)
}

// openFormOf opens the form of a new activity of a kind.
func openFormOf(kind model.Kind) func(t *testing.T, w *Window) {
	return func(_ *testing.T, w *Window) { w.goTo(pageActivities, newActivity{Kind: kind}) }
}

func openEmptyRollScreen(t *testing.T, w *Window) {
	t.Helper()
	a := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Training, "社区治理专题培训", 8, 9, 120)))
	w.goTo(pageActivities, openRecord(a.ID))
}

// openUnmarkedScreen shows a lesson that is over, half of it marked, with
// people who are elsewhere at the same time.
func openUnmarkedScreen(t *testing.T, w *Window) {
	t.Helper()
	ctx, st := t.Context(), w.desk.store
	a := must[model.Activity](t)(st.SaveActivity(ctx, activityOn(model.Lesson, "学习讲堂第 18 讲：社区工作法与居民议事会的做法", 7, 8, 90)))
	must[int](t)(st.ExpectFilter(ctx, a.ID, store.MemberFilter{}))
	other := must[model.Activity](t)(st.SaveActivity(ctx, activityOn(model.Volunteering, "义诊活动", 7, 9, 60)))
	must[int](t)(st.ExpectFilter(ctx, other.ID, store.MemberFilter{}))
	w.goTo(pageActivities, openRecord(a.ID))
	r := shown[*activities](t, w, pageActivities).opened.people
	r.table.SelectRow(0)
	for _, key := range "1112114" {
		r.table.OnRune(key)
	}
	r.states.Choose(string(model.Expected))
	r.table.CheckRow(0)
	r.table.CheckRow(1)
}

func openRunningProgramme(t *testing.T, w *Window) {
	t.Helper()
	ctx, st := t.Context(), w.desk.store
	p := must[model.Programme](t)(st.SaveProgramme(ctx, model.Programme{Title: "入党积极分子培训班", Organiser: "大学路街道党工委", PassPercent: 80}))
	for n, topic := range []string{"党的基本知识", "端正入党动机"} {
		a := activityOn(model.Training, "入党积极分子培训班："+topic, 3+7*n, 14, 120)
		a.Programme, a.Number, a.Presenter = p.ID, n+1, "陈静"
		must[model.Activity](t)(st.SaveActivity(ctx, a))
	}
	w.goTo(pageProgrammes, openRecord(p.ID))
}

func openSessionForm(t *testing.T, w *Window) {
	t.Helper()
	trainedProgramme(t, w)
	list := must[[]model.Programme](t)(w.desk.store.Programmes(t.Context()))
	p := must[model.Programme](t)(w.desk.store.SaveProgramme(t.Context(), model.Programme{Title: "入党积极分子培训班", Organiser: list[0].Organiser, PassPercent: 80}))
	a := activityOn(model.Training, "入党积极分子培训班（第 1 课）", 3, 14, 120)
	a.Programme, a.Number, a.Presenter = p.ID, 1, "陈静"
	a = must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	must[int](t)(w.desk.store.ExpectFilter(t.Context(), a.ID, store.MemberFilter{}))
	w.goTo(pageActivities, newSession{p.ID})
}
