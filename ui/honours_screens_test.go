package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// awarded shows the tab 荣誉 with honours in it, those of the data that is drawn
// where it has some.
func awarded(t *testing.T, w *Window) *honoursTab {
	t.Helper()
	a := awardsRoom(t, w)
	if a.table.Total() == 0 {
		a = honoured(t, w)
		teams := must[[]model.TeamSummary](t)(w.desk.store.Teams(t.Context(), store.TeamFilter{}))
		must[model.Honour](t)(w.desk.store.SaveHonour(t.Context(), model.Honour{
			Whom: model.HonouredTeam, Team: teams[0].ID, Title: "优秀志愿服务队", Level: "区级", Giver: "二七区委", Given: w.desk.today(),
		}))
		a.Refresh()
	}
	return a
}

// tickAwards ticks the first rows of a table.
func tickAwards(a *honoursTab, rows int) {
	for i := range min(rows, a.table.Total()) {
		a.table.CheckRow(i)
	}
}

func openAwardsScreen(t *testing.T, w *Window) {
	t.Helper()
	a := awarded(t, w)
	a.table.SelectRow(0)
}

func openAwardFormScreen(t *testing.T, w *Window) {
	t.Helper()
	a := awarded(t, w)
	a.onNew()
	a.form.onPick()
	a.form.adding.table.CheckRow(0)
	a.form.adding.table.CheckRow(1)
	test.Tap(a.form.adding.ok)
	a.form.entries["Title"].SetText("优秀志愿者")
}

func openCeremonyScreen(t *testing.T, w *Window) {
	t.Helper()
	a := awarded(t, w)
	tickAwards(a, 3)
	a.onCeremony()
}

func openAwardIssueScreen(t *testing.T, w *Window) {
	t.Helper()
	a := awarded(t, w)
	tickAwards(a, 3)
	a.onIssue()
}

func openAwardRegisterScreen(t *testing.T, w *Window) {
	t.Helper()
	a := awarded(t, w)
	var ids []model.ID
	for _, h := range a.rows {
		ids = append(ids, h.ID)
	}
	must[[]model.Certificate](t)(w.desk.store.IssueHonours(t.Context(), ids, model.CertificateStyle{}))
	v := shown[*volunteers](t, w, pageVolunteers)
	v.choose(tabRegister)
	v.register.kind.Choose(string(model.HonourAward))
}

// reportedOn shows the tab 新闻报道 with a report in it.
func reportedOn(t *testing.T, w *Window) *pressTab {
	t.Helper()
	p := serviceRoom(t, w, tabPress).press
	if p.table.Total() == 0 {
		must[model.PressReport](t)(w.desk.store.SavePressReport(t.Context(), model.PressReport{
			Outlet: "晚报（示例）", Title: "院落里的红马甲", Level: "市级", Published: w.desk.today(), Link: "https://example.invalid/1",
		}))
		p.Refresh()
	}
	return p
}

func openPressScreen(t *testing.T, w *Window) {
	t.Helper()
	reportedOn(t, w).table.SelectRow(0)
}

func openPressFormScreen(t *testing.T, w *Window) {
	t.Helper()
	p := reportedOn(t, w)
	row, _ := p.table.Row(0)
	p.onChange(row)
}

func openPressActivityScreen(t *testing.T, w *Window) {
	t.Helper()
	openPressFormScreen(t, w)
	test.Tap(shown[*volunteers](t, w, pageVolunteers).press.of.pick)
}
