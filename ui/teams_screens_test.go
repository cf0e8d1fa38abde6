package ui

import (
	"testing"

	"jishi/model"
	"jishi/model/store"
)

// serviceRoom fills 志愿服务 with teams, stations and projects and shows a tab.
func serviceRoom(t *testing.T, w *Window, tab string) *volunteers {
	t.Helper()
	if list := must[[]model.TeamSummary](t)(w.desk.store.Teams(t.Context(), store.TeamFilter{})); len(list) == 0 {
		fillTeams(t, w.desk.store) // the data that is drawn may have its own
	}
	v := shown[*volunteers](t, w, pageVolunteers)
	v.choose(tab)
	return v
}

// fillTeams makes two teams, one without a leader, a station with a duty
// roster, projects of the three origins and volunteers with skills.
func fillTeams(t testing.TB, st *store.Store) {
	t.Helper()
	ctx := t.Context()
	page := must[store.MemberPage](t)(st.Members(ctx, store.MemberFilter{State: model.Active}))
	m := page.Members
	station := must[model.Station](t)(st.SaveStation(ctx, model.Station{
		Name: "三官庙院志愿服务站", Code: "01", Address: "大学路 38 号院 1 号楼", Hours: "周一至周五 8:30–17:30", Phone: "0371-99000001", Keeper: m[0].ID,
	}))
	team := must[model.Team](t)(st.SaveTeam(ctx, model.Team{
		Name: "扶老助残志愿服务队", Class: "扶老助残", Leader: m[0].ID, Station: station.ID, Founded: model.Date{Year: 2015, Month: 3, Day: 5}, Slogan: "老人的事，就是我们的事",
	}))
	must[model.Team](t)(st.SaveTeam(ctx, model.Team{Name: "理论宣讲志愿服务队", Class: "理论宣讲"}))
	var ids []model.ID
	for _, one := range m {
		ids = append(ids, one.ID)
	}
	must[int](t)(st.JoinTeam(ctx, team.ID, ids[1:], model.Date{Year: 2017, Month: 3, Day: 5}))
	monday := model.Date{Year: 2018, Month: 5, Day: 7}
	for day := range 5 {
		if err := st.SetShift(ctx, station.ID, monday.AddDays(day), model.DayParts()[day%2], []model.ID{ids[day%len(ids)], ids[(day+1)%len(ids)]}); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.SaveItems(ctx, station.ID, []model.Item{{Name: "雨伞", Quantity: 12, Unit: "把"}, {Name: "药箱", Quantity: 1, Unit: "个", Note: "每季度查一次有效期"}}); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"爱心助餐", "税法进社区", "四点半课堂"} {
		p := must[model.Project](t)(st.SaveProject(ctx, model.Project{Name: name, Origin: model.Origins()[i], Field: "孝老关爱", Audience: "辖区独居老人", Started: monday.AddDays(-60)}))
		if err := st.SaveMilestones(ctx, p.ID, []model.Milestone{
			{Title: "摸底登记", State: model.MilestoneDone, Due: monday.AddDays(-40)}, {Title: "每周送餐", State: model.MilestoneUnder, Due: monday.AddDays(-3)}, {Title: "年终总结", State: model.MilestonePlanned, Due: monday.AddDays(200)},
		}); err != nil {
			t.Fatal(err)
		}
		if err := st.SaveExpenses(ctx, p.ID, []model.Expense{{Day: monday.AddDays(-20), Amount: 35000, Purpose: "餐盒和保温箱"}}); err != nil {
			t.Fatal(err)
		}
	}
	must[int](t)(st.Recruit(ctx, ids, store.Recruiting{Joined: monday}))
	friday := model.FreeTime(0).With(4, model.Morning, true)
	for i, id := range ids {
		v := must[model.VolunteerSummary](t)(st.Volunteer(ctx, id)).Volunteer
		v.Skills, v.Classes, v.Free = []string{"理发", "摄影"}[:1+i%2], []string{"扶老助残"}, friday
		if i%2 == 1 {
			v.Free = v.Free.With(5, model.Morning, true).With(5, model.Afternoon, true).With(5, model.Evening, true)
		}
		if err := st.SaveVolunteer(ctx, v); err != nil {
			t.Fatal(err)
		}
	}
}

func openServiceTab(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		serviceRoom(t, w, tab)
	}
}

func openTeamScreen(t *testing.T, w *Window) {
	t.Helper()
	v := serviceRoom(t, w, tabTeams)
	row, _ := v.teams.table.Row(1)
	v.teams.show(row.id)
}

func openTeamHonours(t *testing.T, w *Window) {
	t.Helper()
	openTeamScreen(t, w)
	p := openedAs[*teamPage](t, shown[*volunteers](t, w, pageVolunteers))
	for year, title := range map[int]string{2016: "优秀志愿服务队", 2018: "最佳志愿服务组织"} {
		must[model.Honour](t)(w.desk.store.SaveHonour(t.Context(), model.Honour{
			Whom: model.HonouredTeam, Team: p.id, Title: title, Level: "区级", Giver: "区委宣传部", Given: model.Date{Year: year, Month: 3, Day: 5},
		}))
	}
	p.Refresh()
	p.tabs.Choose(tabTeamHonours)
}

func openTeamFormScreen(t *testing.T, w *Window) {
	t.Helper()
	openTeamScreen(t, w)
	openedAs[*teamPage](t, shown[*volunteers](t, w, pageVolunteers)).onEdit()
}

func openTeamAdding(t *testing.T, w *Window) {
	t.Helper()
	openTeamScreen(t, w)
	openedAs[*teamPage](t, shown[*volunteers](t, w, pageVolunteers)).onJoin()
}

func openUnknownScreen(t *testing.T, w *Window) {
	t.Helper()
	a := activityOn(model.Volunteering, "清洁家园", 13, 9, 60)
	a.Team = "清洁家园队"
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	serviceRoom(t, w, tabTeams).teams.onNames()
}

func openStationScreen(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		v := serviceRoom(t, w, tabStations)
		row, _ := v.stations.table.Row(0)
		v.stations.show(row.ID)
		openedAs[*stationPage](t, v).tabs.Choose(tab)
	}
}

func openShiftScreen(t *testing.T, w *Window) {
	t.Helper()
	openStationScreen(tabDuty)(t, w)
	openedAs[*stationPage](t, shown[*volunteers](t, w, pageVolunteers)).duty.ChooseCell(0, 0)
}

func openStationFormScreen(t *testing.T, w *Window) {
	t.Helper()
	openStationScreen(tabDuty)(t, w)
	openedAs[*stationPage](t, shown[*volunteers](t, w, pageVolunteers)).onEdit()
}

func openProjectScreen(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		v := serviceRoom(t, w, tabProjects)
		row, _ := v.projects.table.Row(0)
		v.projects.show(row.ID)
		openedAs[*projectPage](t, v).tabs.Choose(tab)
	}
}

func openProjectFormOf(t *testing.T, w *Window) {
	t.Helper()
	openProjectScreen(tabMilestones)(t, w)
	openedAs[*projectPage](t, shown[*volunteers](t, w, pageVolunteers)).onEdit()
}

func openVolunteerFormScreen(t *testing.T, w *Window) {
	t.Helper()
	v := serviceRoom(t, w, tabPeople)
	row, _ := v.people.table.Row(0)
	v.people.show(row.Member)
}

func openRecruitScreen(t *testing.T, w *Window) {
	t.Helper()
	serviceRoom(t, w, tabPeople).people.onNew()
}

func openFinderScreen(t *testing.T, w *Window) {
	t.Helper()
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Volunteering, "为独居老人理发", 11, 9, 120)))
	serviceRoom(t, w, tabPeople).people.onFind()
}

func openRuleScreen(t *testing.T, w *Window) {
	t.Helper()
	serviceRoom(t, w, tabPeople).people.onRule()
}
