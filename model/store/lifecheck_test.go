package store

import (
	"slices"
	"strings"
	"testing"

	"jishi/model"
)

func TestACentreBeginsWithTheDefaultRulesAndKeepsItsOwn(t *testing.T) {
	s := newStore(t)
	rules, err := s.LifeRules(t.Context())
	must(t, err)
	if !slices.Equal(rules, model.DefaultLifeRules()) {
		t.Errorf("a new centre asks for %+v", rules)
	}
	rules[0].Times = 2
	must(t, s.SaveLifeRules(t.Context(), rules[:3]))
	saved, err := s.LifeRules(t.Context())
	must(t, err)
	if len(saved) != 3 || saved[0].Times != 2 || saved[2].Level != model.GroupLevel {
		t.Fatalf("saved %+v", saved)
	}
	kept := saved[1].ID
	must(t, s.SaveLifeRules(t.Context(), []model.LifeRule{saved[1], saved[0]}))
	saved, err = s.LifeRules(t.Context())
	must(t, err)
	if len(saved) != 2 || saved[0].ID != kept || saved[0].Rev != 2 {
		t.Errorf("changed to %+v", saved)
	}
	refused(t, s.SaveLifeRules(t.Context(), []model.LifeRule{{Kind: model.Training, Level: model.BranchLevel, Per: model.EachYear, Times: 1}}), model.Invalid)
	refused(t, s.SaveLifeRules(t.Context(), nil), model.Invalid)
}

func TestACheckFindsWhatABranchHeldAndWhatItsRecordsLack(t *testing.T) {
	s := newStore(t) // it is 7 May 2018
	branch := addBranch(t, s, "高山第一支部")
	secretary := addMember(t, s, model.Member{Name: "李敏", PartyPost: "党支部书记", Branch: branch})
	lesson := addActivity(t, s, model.Activity{State: model.Held, Branch: branch, PresenterMember: secretary.ID, Presenter: "李敏", Content: "讲了"}, dayOfMay(2))
	markAll(t, s, expect(t, s, lesson, secretary), model.Present)
	addActivity(t, s, model.Activity{Kind: model.BranchCommittee, State: model.Held, Branch: branch}, model.Date{Year: 2018, Month: 3, Day: 1})
	addActivity(t, s, model.Activity{Kind: model.BranchCommittee, State: model.Cancelled, CancelReason: "大雨", Branch: branch}, model.Date{Year: 2018, Month: 2, Day: 1})
	nobodys := addActivity(t, s, model.Activity{Kind: model.MemberDay, State: model.Held}, dayOfMay(3))

	check, err := s.LifeCheck(t.Context(), 2018)
	must(t, err)
	if len(check.Units) != 1 || check.Units[0].Unit.Name != "高山第一支部" {
		t.Fatalf("checked %+v", check.Units)
	}
	line := func(name string) model.LifeLine {
		i := slices.IndexFunc(check.Units[0].Lines, func(l model.LifeLine) bool { return l.Rule.Name() == name })
		if i < 0 {
			t.Fatalf("no rule %s", name)
		}
		return check.Units[0].Lines[i]
	}
	if got := line("党课").Sum(); got != (model.LifeSum{Due: 4, Done: 1, Missed: 1, Open: 2, Lacking: 1}) {
		t.Errorf("lessons: %+v", got)
	}
	if lacks := line("党课").Lacking()[0].Lacks(); !slices.Equal(lacks, []model.Proof{model.ProofPhotos}) {
		t.Errorf("the lesson lacks %v", lacks)
	}
	if got := line("书记讲党课").Sum(); got.Done != 1 || got.Missed+got.Open != 0 {
		t.Errorf("the secretary's lesson: %+v", got)
	}
	if got := line("支部委员会").Sum(); got != (model.LifeSum{Due: 12, Done: 1, Missed: 3, Open: 8, Lacking: 1}) {
		t.Errorf("committees: %+v", got)
	}
	if len(check.Unassigned) != 1 || check.Unassigned[0].ID != nobodys.ID {
		t.Errorf("of nobody: %+v", check.Unassigned)
	}
}

func TestLeadersWhoStillHaveToComeAreFound(t *testing.T) {
	s := newStore(t)
	tagged := addMember(t, s, model.Member{Name: "陈静", Tags: []string{model.LeaderTag}})
	once := addMember(t, s, model.Member{Name: "李敏"})
	other := addMember(t, s, model.Member{Name: "王芳"})
	as := func(a model.Activity, m model.Member, capacity string, state model.AttendanceState) {
		roll := expect(t, s, a, m)
		one := roll.Attendees[slices.IndexFunc(roll.Attendees, func(p model.Attendee) bool { return p.Member == m.ID })]
		must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: one.ID, State: state, Capacity: capacity}}))
	}
	day := addActivity(t, s, model.Activity{Kind: model.MemberDay, State: model.Held}, dayOfMay(3))
	as(day, tagged, model.AsOrdinaryMember, model.Present)
	as(day, other, "主讲", model.Present)
	before := addActivity(t, s, model.Activity{Kind: model.OrganisationLife, State: model.Held}, model.Date{Year: 2017, Month: 12, Day: 3})
	as(before, once, model.AsOrdinaryMember, model.Present)
	party := addActivity(t, s, model.Activity{Kind: model.BirthdayParty, State: model.Held}, dayOfMay(4))
	as(party, once, model.AsOrdinaryMember, model.Present)

	d, err := s.DualLife(t.Context(), 2018)
	must(t, err)
	var got []string
	for _, l := range d.Leaders {
		got = append(got, l.Name+map[bool]string{true: " still", false: ""}[l.Due()])
	}
	if want := "陈静 李敏 still"; strings.Join(got, " ") != want {
		t.Errorf("leaders: %s, want %s", strings.Join(got, " "), want)
	}
	if attended := d.Leaders[0].Attended(); len(attended) != 1 || attended[0].ID != day.ID || d.Waiting() != 1 {
		t.Errorf("attended %+v, %d waiting", attended, d.Waiting())
	}
}

func TestAMakeUpSessionIsNoLessonOfItsOwn(t *testing.T) {
	s := newStore(t)
	branch := addBranch(t, s, "高山第一支部")
	lesson := addActivity(t, s, model.Activity{State: model.Held, Branch: branch}, model.Date{Year: 2018, Month: 2, Day: 1})
	again := model.MakeUpOf(lesson, dayOfMay(1))
	again.State = model.Held
	_, err := s.SaveActivity(t.Context(), again)
	must(t, err)
	check, err := s.LifeCheck(t.Context(), 2018)
	must(t, err)
	for _, l := range check.Units[0].Lines {
		if l.Rule.Name() == "党课" && l.Sum().Done != 1 {
			t.Errorf("%+v", l.Sum())
		}
	}
}
