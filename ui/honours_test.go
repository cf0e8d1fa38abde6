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

// awardsRoom shows the tab 荣誉 with teams and a station to choose from.
func awardsRoom(t *testing.T, w *Window) *honoursTab {
	t.Helper()
	return serviceRoom(t, w, tabAwards).awards
}

func honourOn(t *testing.T, w *Window, f store.HonourFilter) []model.HonourSummary {
	t.Helper()
	return must[[]model.HonourSummary](t)(w.desk.store.HonourList(t.Context(), f))
}

func TestSeveralPeopleAreHonouredInOneFormAndTakenBack(t *testing.T) {
	w := openSample(t)
	a := awardsRoom(t, w)
	a.onNew()
	w.onSave()
	if w.desk.topDialog() == nil || a.form.form.Error("Member") == "" {
		t.Fatalf("an honour of nobody is saved: %q", a.form.form.Error("Member"))
	}
	a.form.onPick()
	choice := a.form.adding
	choice.table.CheckRow(0)
	choice.table.CheckRow(1)
	test.Tap(choice.ok)
	a.form.entries["Title"].SetText("优秀志愿者")
	a.form.entries["Level"].SetText("区级")
	w.onSave()
	if list := honourOn(t, w, store.HonourFilter{}); len(list) != 2 || list[0].Level != "区级" || a.table.Total() != 2 {
		t.Fatalf("honoured %+v, shown %d", list, a.table.Total())
	}
	a.onUndo()
	if a.table.Total() != 0 {
		t.Errorf("%d stay after the undo", a.table.Total())
	}
}

func TestATeamIsHonouredWithItsDocument(t *testing.T) {
	w := openSample(t)
	a := awardsRoom(t, w)
	file := filepath.Join(t.TempDir(), "奖状.pdf")
	if err := os.WriteFile(file, []byte("示例"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.desk.pick = func(chosen func(string)) { chosen(file) }
	a.onNew()
	a.form.choices["Whom"].Choose(string(model.HonouredTeam))
	a.form.entries["Title"].SetText("优秀服务队")
	w.onSave()
	if a.form.form.Error("Team") == "" {
		t.Fatal("an honour of no team is saved")
	}
	teams := must[[]model.TeamSummary](t)(w.desk.store.Teams(t.Context(), store.TeamFilter{}))
	a.form.choices["Team"].Choose(string(teams[0].ID))
	a.form.paper.onPick()
	w.onSave()
	list := honourOn(t, w, store.HonourFilter{Whom: model.HonouredTeam})
	if len(list) != 1 || list[0].Name != teams[0].Name || list[0].File.Name != "奖状.pdf" {
		t.Fatalf("honours %+v", list)
	}
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	a.table.SelectRow(0)
	test.Tap(a.file)
	if len(opened) != 1 || !strings.Contains(opened[0], "奖状") {
		t.Errorf("opened %v", opened)
	}
}

// honoured enters two people's honours and shows the tab.
func honoured(t *testing.T, w *Window) *honoursTab {
	t.Helper()
	a := awardsRoom(t, w)
	page := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{State: model.Active}))
	var ids []model.ID
	for _, m := range page.Members[:2] {
		ids = append(ids, m.ID)
	}
	must[[]model.ID](t)(w.desk.store.HonourMembers(t.Context(), model.Honour{Title: "优秀志愿者", Level: "街道级", Giver: "大学路街道党工委", Given: w.desk.today()}, ids))
	a.Refresh()
	return a
}

func TestACeremonyIsPlannedWithTheHonouredOnItsList(t *testing.T) {
	w := openSample(t)
	a := honoured(t, w)
	a.table.CheckRow(0)
	a.table.CheckRow(1)
	test.Tap(a.ceremony)
	a.holding.clock.SetText("25:70")
	w.onSave()
	if a.holding.form.Error("Clock") == "" {
		t.Fatal("a ceremony at 25:70 is planned")
	}
	a.holding.clock.SetText("9:30")
	w.onSave()
	list := honourOn(t, w, store.HonourFilter{})
	if list[0].CeremonyTitle != "“优秀志愿者”颁奖会" || list[0].CeremonyDay != w.desk.today().AddDays(7) {
		t.Fatalf("the ceremony: %+v", list[0])
	}
	roll := must[model.Roll](t)(w.desk.store.Roll(t.Context(), list[0].Ceremony))
	if len(roll.Attendees) != 2 || roll.Activity.Start.Format("15:04") != "09:30" {
		t.Errorf("expected are %+v", roll.Attendees)
	}
}

func TestCertificatesOfHonoursAreLookedOverIssuedAndVoided(t *testing.T) {
	w := openSample(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, filepath.Base(path)) }
	a := honoured(t, w)
	a.table.CheckRow(0)
	a.table.CheckRow(1)
	test.Tap(a.issue)
	f := a.issuing
	if !strings.Contains(f.sample.Text, "被评为“优秀志愿者”") || !strings.Contains(f.marks.Text, "{荣誉}") {
		t.Errorf("it will say %q with %q", f.sample.Text, f.marks.Text)
	}
	f.wording.SetText("{学时}")
	test.Tap(f.ok)
	if f.form.Error("Wording") == "" {
		t.Fatal("a mark of other certificates is taken")
	}
	f.wording.SetText("授予“{荣誉}”称号。")
	test.Tap(f.ok)
	if len(opened) != 1 || !strings.HasPrefix(opened[0], "荣誉证书 ") {
		t.Errorf("opened %v", opened)
	}
	list := honourOn(t, w, store.HonourFilter{})
	if list[0].Prints != 1 || list[1].Certificate == "" || a.issue.Disabled() == false && len(a.chosen()) > 0 {
		t.Errorf("certificates %+v", list)
	}
	v := shown[*volunteers](t, w, pageVolunteers)
	v.choose(tabRegister)
	v.register.kind.Choose(string(model.HonourAward))
	r := v.register.register
	if r.table.Total() != 2 {
		t.Fatalf("%d in the register", r.table.Total())
	}
	r.table.SelectRow(0)
	test.Tap(r.void)
	r.voiding.reason.SetText("姓名写错")
	test.Tap(r.voiding.ok)
	if list := must[[]model.Certificate](t)(w.desk.store.Certificates(t.Context(), store.CertificateFilter{Kind: model.HonourAward})); !list[1].Void {
		t.Errorf("register %+v", list)
	}
	r.table.SelectRow(1)
	test.Tap(r.again)
	answer(t, w.desk, "打印")
	if len(opened) != 2 {
		t.Errorf("printed again: %v", opened)
	}
}

func TestHonoursAreNarrowedPrintedAndExported(t *testing.T) {
	w := openSample(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, filepath.Base(path)) }
	a := honoured(t, w)
	a.level.Choose("国家级")
	if a.table.Total() != 0 {
		t.Errorf("%d of the level", a.table.Total())
	}
	a.level.Choose("街道级")
	test.Tap(a.print)
	test.Tap(a.export)
	if want := []string{"荣誉一览表 街道级 2018年.pdf", "荣誉一览表 街道级 2018年.xlsx"}; !slices.Equal(opened, want) {
		t.Errorf("opened %v", opened)
	}
	v := shown[*volunteers](t, w, pageVolunteers)
	for period, want := range map[string]int{lastMonth: 0, thisMonth: 2, lastYear: 0, allYears: 2} {
		v.period.choose(period)
		if a.table.Total() != want {
			t.Errorf("%d honours in %s", a.table.Total(), period)
		}
	}
	v.period.choose(allYears)
	test.Tap(a.print)
	if last := opened[len(opened)-1]; last != "荣誉一览表 街道级 2018-05-07.pdf" {
		t.Errorf("of all years opened %v", last)
	}
	a.Search("没有这个人")
	if a.table.Total() != 0 {
		t.Errorf("%d are found", a.table.Total())
	}
}

func TestAPressReportIsEnteredChangedAndTakenBack(t *testing.T) {
	w := openSample(t)
	p := serviceRoom(t, w, tabPress).press
	p.onNew()
	p.form.entries["Outlet"].SetText("晚报（示例）")
	p.form.entries["Title"].SetText("院落里的红马甲")
	p.form.entries["Link"].SetText("www.example.invalid")
	w.onSave()
	if p.form.form.Error("Link") == "" {
		t.Fatal("an address that no browser opens is saved")
	}
	p.form.entries["Link"].SetText("https://example.invalid/1")
	test.Tap(p.of.pick)
	p.of.choice.table.OpenRow(0)
	w.onSave()
	row, ok := p.table.Row(0)
	if !ok || row.ActivityTitle == "" || row.Published != w.desk.today() {
		t.Fatalf("entered %+v", row)
	}
	p.onChange(row)
	p.form.entries["Level"].SetText("市级")
	w.onSave()
	if row, _ = p.table.Row(0); row.Level != "市级" || row.ActivityTitle == "" {
		t.Errorf("changed to %+v", row)
	}
	p.table.SelectRow(0)
	test.Tap(p.remove)
	if p.table.Total() != 0 {
		t.Error("it stays")
	}
	p.onUndo()
	if p.table.Total() != 1 {
		t.Error("it does not come back")
	}
}
