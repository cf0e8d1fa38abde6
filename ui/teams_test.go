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
	"jishi/ui/widgets"
)

// openService shows a tab of 志愿服务 with teams, stations and projects.
// openedAs is the record that is open in 志愿服务.
func openedAs[P page](t *testing.T, v *volunteers) P {
	t.Helper()
	p, ok := v.opened.(P)
	if !ok {
		t.Fatalf("%T is open", v.opened)
	}
	return p
}

func openService(t *testing.T, tab string) (*Window, *volunteers) {
	t.Helper()
	w := openSample(t)
	return w, serviceRoom(t, w, tab)
}

func TestATeamIsMadeFilledAndPrinted(t *testing.T) {
	w, v := openService(t, tabTeams)
	var printed []string
	w.desk.open = func(path string) { printed = append(printed, path) }
	w.onNew()
	v.teams.form.entries["Name"].SetText("摄影志愿服务队")
	v.teams.form.choices["Class"].SetValue("文化文艺")
	test.Tap(v.teams.form.ok)
	p, ok := v.opened.(*teamPage)
	if !ok || p.team.Name != "摄影志愿服务队" || !slices.Equal(p.team.Remarks(), []string{"这支服务队还没有队长，请选一位。"}) {
		t.Fatalf("the page shows %+v", v.opened)
	}
	test.Tap(p.join)
	p.adding.table.CheckRow(0)
	p.adding.table.CheckRow(1)
	test.Tap(p.adding.ok)
	if p.table.Total() != 2 || p.team.People != 2 {
		t.Errorf("%d rows, %d people", p.table.Total(), p.team.People)
	}
	p.table.SelectRow(1)
	test.Tap(p.lead)
	if p.team.LeaderName == "" || len(p.team.Remarks()) > 0 {
		t.Errorf("the leader is %q, remarks %q", p.team.LeaderName, p.team.Remarks())
	}
	test.Tap(p.print)
	if len(printed) != 1 || filepath.Base(printed[0]) != "服务队概览 摄影志愿服务队.pdf" {
		t.Fatalf("printed %v", printed)
	}
	if content := must[[]byte](t)(os.ReadFile(printed[0])); !strings.HasPrefix(string(content), "%PDF-") {
		t.Error("that is no PDF")
	}
	w.onEscape()
	if v.opened != nil || v.teams.table.Total() != 3 {
		t.Errorf("%d teams are listed", v.teams.table.Total())
	}
}

func TestWhoLeftATeamStaysWithTheDaysAndCanBeTakenBack(t *testing.T) {
	w, v := openService(t, tabTeams)
	row, _ := v.teams.table.Row(1)
	v.teams.show(row.id)
	p := openedAs[*teamPage](t, v)
	all := p.team.People
	p.table.SelectRow(0)
	leader := p.team.Leader
	test.Tap(p.leave)
	test.Tap(p.form.ok)
	if p.team.People != all-1 || p.table.Total() != all || p.team.Leader != "" {
		t.Errorf("%d people, %d rows, leader %q", p.team.People, p.table.Total(), p.team.LeaderName)
	}
	test.Tap(p.back)
	if p.team.People != all || leader == "" || p.team.Leader != leader {
		t.Errorf("%d people after taking back, led by %q", p.team.People, p.team.LeaderName)
	}
	w.onEscape()
	if got := v.teams.table.Texts(0); got[7] != "没有队长" {
		t.Errorf("the row says %v", got)
	}
}

func TestATeamsPageListsWhatItWasAwarded(t *testing.T) {
	_, v := openService(t, tabTeams)
	row, _ := v.teams.table.Row(1)
	v.teams.show(row.id)
	p := openedAs[*teamPage](t, v)
	p.tabs.Choose(tabTeamHonours)
	before := p.honours.table.Total()
	test.Tap(p.honours.add)
	f := p.honours.form
	f.entries["Title"].SetText("优秀志愿服务队")
	test.Tap(f.ok)
	if p.honours.table.Total() != before+1 || p.honours.rows[0].Title != "优秀志愿服务队" || p.honours.rows[0].Team != row.id {
		t.Fatalf("listed are %+v", p.honours.rows)
	}
	p.honours.table.SelectRow(0)
	test.Tap(p.honours.change)
	p.honours.form.entries["Title"].SetText("先进志愿服务队")
	test.Tap(p.honours.form.ok)
	if texts := p.honours.table.Texts(0); p.honours.table.Total() != before+1 || texts[1] != "先进志愿服务队" {
		t.Errorf("changed, it says %v", texts)
	}
}

func TestANameInActivitiesBecomesATeamOrIsFoundToBeOne(t *testing.T) {
	w := openSample(t)
	for i, name := range []string{"清洁家园队", "爱老队"} {
		a := activityOn(model.Volunteering, "志愿活动", 13+i, 9, 60)
		a.Team = name
		must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	}
	v := serviceRoom(t, w, tabTeams)
	v.teams.onNames()
	u := v.teams.naming
	if u.table.Total() != 2 {
		t.Fatalf("%d names", u.table.Total())
	}
	u.table.SelectRow(0)
	test.Tap(u.make)
	test.Tap(u.form.ok)
	u.table.SelectRow(0)
	test.Tap(u.is)
	row, _ := v.teams.table.Row(0)
	u.form.choices["Team"].SetValue(string(row.id))
	test.Tap(u.form.ok)
	if u.table.Total() != 0 || v.teams.table.Total() != 3 {
		t.Errorf("%d names are left, %d teams", u.table.Total(), v.teams.table.Total())
	}
}

func TestADutyRosterIsFilledByClickingAndTakenOver(t *testing.T) {
	w, v := openService(t, tabStations)
	var printed []string
	w.desk.open = func(path string) { printed = append(printed, path) }
	row, _ := v.stations.table.Row(0)
	v.stations.show(row.ID)
	p := openedAs[*stationPage](t, v)
	p.duty.ChooseCell(2, 6)
	test.Tap(p.shift.add)
	p.shift.choice.table.CheckRow(0)
	test.Tap(p.shift.choice.ok)
	if lines := p.duty.Rows()[2].Days[6].Lines; len(lines) != 1 {
		t.Errorf("on Sunday evening %v", lines)
	}
	p.shift.box.close()
	p.goToWeek(p.monday.AddDays(7))
	test.Tap(p.copyWeek)
	if p.station.OnDuty != 11 {
		t.Errorf("%d shifts taken over", p.station.OnDuty)
	}
	test.Tap(p.print)
	if len(printed) != 1 || filepath.Base(printed[0]) != "值班表 三官庙院志愿服务站 2018-05-14.pdf" {
		t.Errorf("printed %v", printed)
	}
}

func TestTheFigureOfProjectsFollowsTheRows(t *testing.T) {
	w, v := openService(t, tabProjects)
	if v.projects.figure.Text != "1+1+1" {
		t.Errorf("the figure is %q", v.projects.figure.Text)
	}
	v.projects.origins.Choose(string(model.WelfarePlus))
	w.onNew()
	v.projects.form.entries["Name"].SetText("阳光助学")
	test.Tap(v.projects.form.ok)
	p := openedAs[*projectPage](t, v)
	p.onAddStep()
	p.form.entries["Title"].SetText("发放助学包")
	test.Tap(p.form.ok)
	p.steps.SelectRow(0)
	test.Tap(p.done)
	if got := p.steps.Texts(0); p.figure.Text != "1 / 1" || got[2] != "已完成" || got[3] != "2018-05-07" {
		t.Errorf("%s, the milestone is %v", p.figure.Text, got)
	}
	p.onAddCost()
	p.form.entries["Amount"].SetText("3万")
	p.form.entries["Purpose"].SetText("书包")
	test.Tap(p.form.ok)
	if p.form.form.Error("Amount") == "" {
		t.Error("an amount in words is taken")
	}
	p.form.entries["Amount"].SetText("1,280")
	test.Tap(p.form.ok)
	if p.project.Spent != 128000 {
		t.Errorf("spent %d", p.project.Spent)
	}
	w.onEscape()
	if v.projects.figure.Text != "1+1+2" || v.projects.table.Total() != 2 {
		t.Errorf("the figure is %q, %d rows", v.projects.figure.Text, v.projects.table.Total())
	}
}

func TestVolunteersAreFoundByFreeTimeAndPutOnTheList(t *testing.T) {
	w := openSample(t)
	saturday := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Volunteering, "周六清洁家园", 12, 9, 120)))
	v := serviceRoom(t, w, tabPeople)
	all := v.people.table.Total()
	test.Tap(v.people.find)
	f := v.people.finder
	if a, _ := f.chosen(); a.ID != saturday.ID {
		t.Errorf("the activity proposed is %q", a.Title)
	}
	free := f.table.Total()
	if free == 0 || free >= all {
		t.Errorf("%d of %d are free on Saturday", free, all)
	}
	f.skill.Choose("摄影")
	if f.table.Total() == 0 || f.table.Total() > free {
		t.Errorf("%d of them take photos", f.table.Total())
	}
	want := f.table.Total()
	test.Tap(f.addAll)
	if roll := must[model.Roll](t)(w.desk.store.Roll(t.Context(), saturday.ID)); len(roll.Attendees) != want {
		t.Errorf("%d on the list, want %d", len(roll.Attendees), want)
	}
}

func TestMembersAreRecruitedInOneStep(t *testing.T) {
	w := openSample(t)
	v := shown[*volunteers](t, w, pageVolunteers)
	v.choose(tabPeople)
	before := v.people.table.Total()
	w.onNew()
	r := v.people.recruits
	r.table.CheckRow(0)
	r.table.CheckRow(1)
	test.Tap(r.addTicked)
	if got := v.people.table.Total(); got <= before {
		t.Errorf("%d volunteers before, %d after", before, got)
	}
	page := must[store.VolunteerPage](t)(w.desk.store.Volunteers(t.Context(), store.VolunteerFilter{Limit: 1}))
	v.people.show(page.Volunteers[0].Member)
	f := v.people.form
	f.skills.checks[2].SetChecked(true)
	f.free.checks[5][model.Evening].SetChecked(true)
	test.Tap(f.sheet.ok)
	v.people.skill.Choose("摄影")
	if v.people.table.Total() != 1 || v.people.table.Texts(0)[4] != "周六晚上" {
		t.Errorf("%d found, the first is %v", v.people.table.Total(), v.people.table.Texts(0))
	}
}

func TestChoosingAProjectFillsTheFieldAndTheTeamIsFound(t *testing.T) {
	w, v := openService(t, tabProjects)
	row, _ := v.projects.table.Row(0)
	v.projects.show(row.ID)
	openedAs[*projectPage](t, v).onNew()
	f := shown[*activities](t, w, pageActivities).form
	if f.project.Value() != string(row.ID) {
		t.Fatalf("the form is for project %q", f.project.Value())
	}
	f.project.Choose(string(row.ID))
	f.title.SetText("送餐")
	f.team.SetText("扶老助残志愿服务队")
	test.Tap(f.save)
	list, _, err := w.desk.store.Activities(t.Context(), store.ActivityFilter{Project: row.ID})
	if err != nil || len(list) != 1 || list[0].ServiceField != "孝老关爱" || list[0].TeamID == "" {
		t.Errorf("%+v, %v", list, err)
	}
	// The way back leads from the activity to its team.
	page := shown[*activities](t, w, pageActivities)
	page.show(list[0].ID, tabOverview)
	facts := map[string]widgets.Fact{}
	for _, fact := range page.opened.facts() {
		facts[fact.Label] = fact
	}
	facts["志愿服务队"].OnLink()
	if p, ok := v.opened.(*teamPage); !ok || p.team.Name != "扶老助残志愿服务队" {
		t.Errorf("the link opens %+v", v.opened)
	}
	project := facts["公益项目"]
	if project.Value != row.Name {
		t.Fatalf("the overview names the project %q", project.Value)
	}
	project.OnLink()
	if p, ok := v.opened.(*projectPage); !ok || p.project.ID != row.ID {
		t.Errorf("the link opens %+v", v.opened)
	}
}
