package store

import (
	"slices"
	"strings"
	"testing"

	"jishi/model"
)

func addTeam(t testing.TB, s *Store, team model.Team) model.Team {
	t.Helper()
	team, err := s.SaveTeam(t.Context(), team)
	must(t, err)
	return team
}

func teamOf(t testing.TB, s *Store, id model.ID) model.TeamSummary {
	t.Helper()
	team, err := s.Team(t.Context(), id, model.Date{}, model.Date{})
	must(t, err)
	return team
}

func peopleOf(t testing.TB, s *Store, team model.ID) []model.TeamPerson {
	t.Helper()
	list, err := s.TeamPeople(t.Context(), team)
	must(t, err)
	return list
}

func TestATeamFindsTheActivitiesThatNameIt(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	before := addActivity(t, s, model.Activity{Kind: model.Volunteering, Team: "理发队", Beneficiaries: 7}, dayOfMay(5))
	addActivity(t, s, model.Activity{Kind: model.Volunteering, Team: "别的队"}, dayOfMay(5))
	markAll(t, s, expect(t, s, before, m...), model.Present)
	confirmAll(t, s, before.ID)
	unknown, err := s.UnknownTeams(t.Context())
	must(t, err)
	if len(unknown) != 2 || unknown[0].Activities != 1 {
		t.Errorf("unknown teams %v", unknown)
	}

	team := addTeam(t, s, model.Team{Name: " 理发队 ", Class: "扶老助残"})
	got := teamOf(t, s, team.ID)
	if got.Service != (model.ServiceCount{Activities: 1, Attendances: 2, Minutes: 240, Helped: 7}) {
		t.Errorf("service %+v", got.Service)
	}
	after := addActivity(t, s, model.Activity{Kind: model.Volunteering, Team: "理发队"}, dayOfMay(6))
	if after.TeamID != team.ID {
		t.Errorf("an activity that names the team is of %q", after.TeamID)
	}
	// Another name of the team leaves what was written, and whose it is.
	team.Name = "银发理发队"
	team = addTeam(t, s, team)
	after.Beneficiaries = 3
	after, err = s.SaveActivity(t.Context(), after)
	must(t, err)
	if after.Team != "理发队" || after.TeamID != team.ID {
		t.Errorf("%q of %q", after.Team, after.TeamID)
	}
	after.Team = "没有这支队"
	after, err = s.SaveActivity(t.Context(), after)
	must(t, err)
	if after.TeamID != "" {
		t.Errorf("%q is of %q", after.Team, after.TeamID)
	}
	must(t, s.LinkTeamName(t.Context(), "没有这支队", team.ID))
	if unknown, err = s.UnknownTeams(t.Context()); err != nil || len(unknown) != 1 {
		t.Errorf("unknown teams %v, %v", unknown, err)
	}
	if list, _, err := s.Activities(t.Context(), ActivityFilter{Team: team.ID}); err != nil || len(list) != 2 {
		t.Errorf("%d activities, %v", len(list), err)
	}
	refused(t, s.RemoveTeam(t.Context(), team.ID), model.Refused)
	_, err = s.SaveTeam(t.Context(), model.Team{Name: "银发理发队"})
	refused(t, err, model.Invalid)
}

func TestATeamWithoutLeaderOrOfARetiredClassIsKeptAndSaysSo(t *testing.T) {
	s := newStore(t)
	leader := addMember(t, s, model.Member{Name: "张三"})
	team := addTeam(t, s, model.Team{Name: "宣讲队", Class: "理论宣讲", Leader: leader.ID})
	if got := teamOf(t, s, team.ID); len(got.Remarks()) != 0 || got.LeaderName != "张三" || got.People != 1 {
		t.Errorf("%+v", got)
	}
	must(t, s.SaveWords(t.Context(), model.TeamClasses, []string{"扶老助残"}))
	leader.State = model.Moved
	addMember(t, s, leader)
	got := teamOf(t, s, team.ID)
	if text := strings.Join(got.Remarks(), ""); got.Class != "理论宣讲" || !strings.Contains(text, "张三已转出") || !strings.Contains(text, "“理论宣讲”已不在") {
		t.Errorf("%q", text)
	}
	// Whoever leads it leaves it: it has no leader, and can be saved so.
	rows := peopleOf(t, s, team.ID)
	must(t, s.LeaveTeam(t.Context(), team.ID, []model.ID{rows[0].ID}, dayOfMay(8)))
	got = teamOf(t, s, team.ID)
	if got.Leader != "" || got.People != 0 || !strings.Contains(got.Remarks()[0], "还没有队长") {
		t.Errorf("%+v, %q", got.Team, got.Remarks())
	}
	addTeam(t, s, got.Team)
}

func TestATeamKeepsWhoWasInItAndWhen(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四", "王五")
	team := addTeam(t, s, model.Team{Name: "摄影队"})
	n, err := s.JoinTeam(t.Context(), team.ID, []model.ID{m[0].ID, m[1].ID, m[0].ID}, dayOfMay(1))
	must(t, err)
	again, err := s.JoinTeam(t.Context(), team.ID, []model.ID{m[1].ID, m[2].ID}, dayOfMay(2))
	must(t, err)
	if n != 2 || again != 1 {
		t.Errorf("%d and %d joined", n, again)
	}
	people := peopleOf(t, s, team.ID)
	at := slices.IndexFunc(people, func(p model.TeamPerson) bool { return p.Name == "张三" })
	row := []model.ID{people[at].ID}
	refused(t, s.LeaveTeam(t.Context(), team.ID, row, model.Date{Year: 2018, Month: 4, Day: 30}), model.Invalid)
	must(t, s.LeaveTeam(t.Context(), team.ID, row, dayOfMay(3)))
	if n, err = s.JoinTeam(t.Context(), team.ID, []model.ID{m[0].ID}, dayOfMay(6)); err != nil || n != 1 {
		t.Errorf("%d came back, %v", n, err)
	}
	people = peopleOf(t, s, team.ID)
	last := people[len(people)-1]
	if len(people) != 4 || last.Name != "张三" || last.Joined != dayOfMay(1) || last.Left != dayOfMay(3) || teamOf(t, s, team.ID).People != 3 {
		t.Errorf("%d rows, the last %+v", len(people), last)
	}
	must(t, s.RemoveTeamMembers(t.Context(), team.ID, []model.ID{last.ID}))
	if people = peopleOf(t, s, team.ID); len(people) != 3 {
		t.Errorf("%d rows", len(people))
	}
}

func TestALeaderWhoseLeavingIsTakenBackLeadsAgain(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	team := addTeam(t, s, model.Team{Name: "摄影队"})
	if _, err := s.JoinTeam(t.Context(), team.ID, []model.ID{m[0].ID, m[1].ID}, dayOfMay(1)); err != nil {
		t.Fatal(err)
	}
	lead := func(m model.Member) {
		led := teamOf(t, s, team.ID).Team
		led.Leader = m.ID
		addTeam(t, s, led)
	}
	lead(m[0])
	people := peopleOf(t, s, team.ID)
	at := slices.IndexFunc(people, func(p model.TeamPerson) bool { return p.Name == "张三" })
	row := []model.ID{people[at].ID}
	must(t, s.LeaveTeam(t.Context(), team.ID, row, dayOfMay(3)))
	if got := teamOf(t, s, team.ID).Leader; got != "" {
		t.Fatalf("%s left and leads", got)
	}
	must(t, s.RejoinTeam(t.Context(), team.ID, row, m[0].ID))
	if got := teamOf(t, s, team.ID).Leader; got != m[0].ID {
		t.Errorf("the leader came back and %q leads", got)
	}
	// Somebody who leads meanwhile goes on.
	must(t, s.LeaveTeam(t.Context(), team.ID, row, dayOfMay(3)))
	lead(m[1])
	must(t, s.RejoinTeam(t.Context(), team.ID, row, m[0].ID))
	if got := teamOf(t, s, team.ID).Leader; got != m[1].ID {
		t.Errorf("the new leader gave way to %q", got)
	}
	// Who never led does not by coming back.
	must(t, s.LeaveTeam(t.Context(), team.ID, row, dayOfMay(3)))
	lead(model.Member{})
	must(t, s.RejoinTeam(t.Context(), team.ID, row, m[1].ID))
	if got := teamOf(t, s, team.ID).Leader; got != "" {
		t.Errorf("%q leads who did not come back", got)
	}
}

func TestMergedPeopleAreInATeamOnceAndApartAgainAfterUndo(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "张三丰")
	team := addTeam(t, s, model.Team{Name: "摄影队", Leader: m[1].ID})
	if _, err := s.JoinTeam(t.Context(), team.ID, []model.ID{m[0].ID, m[1].ID}, dayOfMay(1)); err != nil {
		t.Fatal(err)
	}
	free := model.FreeTime(0).With(2, model.Morning, true)
	must(t, s.SaveVolunteer(t.Context(), model.Volunteer{Member: m[1].ID, Number: "7", Skills: []string{"摄影"}, Free: free}))
	m[1].Record = readMember(t, s, m[1].ID).Record
	values := m[0]
	values.VolunteerNumber = "7"
	batch, err := s.MergeMembers(t.Context(), model.Merge{Keep: m[0].ID, Drop: m[1].ID, KeepRev: m[0].Rev, DropRev: m[1].Rev, Member: values})
	must(t, err)
	got := teamOf(t, s, team.ID)
	v, err := s.Volunteer(t.Context(), m[0].ID)
	must(t, err)
	if got.People != 1 || got.Leader != m[0].ID || len(peopleOf(t, s, team.ID)) != 1 || !slices.Equal(v.Skills, []string{"摄影"}) || v.Free != free {
		t.Errorf("%+v, %+v", got, v)
	}
	must(t, s.UndoMerge(t.Context(), batch.ID))
	got = teamOf(t, s, team.ID)
	first, err := s.Volunteer(t.Context(), m[0].ID)
	must(t, err)
	second, err := s.Volunteer(t.Context(), m[1].ID)
	must(t, err)
	if got.People != 2 || got.Leader != m[1].ID || len(first.Skills) != 0 || first.Number != "" || !slices.Equal(second.Skills, []string{"摄影"}) {
		t.Errorf("%+v, %+v, %+v", got, first, second)
	}
	// What was taken away again does not stand in the way of a new start.
	must(t, s.SaveVolunteer(t.Context(), model.Volunteer{Member: m[0].ID, Number: "8"}))
}

func readMember(t testing.TB, s *Store, id model.ID) model.Member {
	t.Helper()
	m, err := s.Member(t.Context(), id)
	must(t, err)
	return m
}

func TestATeamCountsThePeopleThatItLists(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	team := addTeam(t, s, model.Team{Name: "摄影队"})
	_, err := s.JoinTeam(t.Context(), team.ID, idsOf(m), dayOfMay(1))
	must(t, err)
	must(t, s.RemoveMember(t.Context(), m[0].ID))
	if listed, counted := len(peopleOf(t, s, team.ID)), teamOf(t, s, team.ID).People; listed != counted {
		t.Errorf("%d are counted, %d are listed", counted, listed)
	}
}
