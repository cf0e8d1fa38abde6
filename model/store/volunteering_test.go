package store

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func volunteers(t testing.TB, s *Store, f VolunteerFilter) []string {
	t.Helper()
	page, err := s.Volunteers(t.Context(), f)
	must(t, err)
	names := []string{}
	for _, v := range page.Volunteers {
		names = append(names, v.Name)
	}
	if page.Total != len(names) && f.Limit == 0 {
		t.Errorf("%d of %d", len(names), page.Total)
	}
	return names
}

func TestVolunteersAreFoundBySkillTeamAndFreeTime(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "李四", "王五", "张三", "赵六")
	weekend := model.FreeTime(0).With(5, model.Morning, true).With(6, model.Morning, true)
	for i, v := range []model.Volunteer{
		{Skills: []string{"理发", "摄影"}, Classes: []string{"扶老助残"}, Free: weekend},
		{Skills: []string{"摄影"}, Free: model.FreeTime(0).With(5, model.Morning, true)},
		{Skills: []string{"理发师"}, Ended: dayOfMay(1)},
	} {
		v.Member, v.Number = m[i].ID, fmt.Sprintf("%03d", i+1)
		must(t, s.SaveVolunteer(t.Context(), v))
	}
	team := addTeam(t, s, model.Team{Name: "摄影队", Leader: m[1].ID})
	for want, f := range map[string]VolunteerFilter{
		"[李四 王五]": {},
		"[李四]":    {Skill: "理发"},
		"[王五]":    {Team: team.ID},
		"[张三]":    {Former: true},
		"[]":      {Search: "zs"},
	} {
		if got := fmt.Sprint(volunteers(t, s, f)); got != want {
			t.Errorf("%+v finds %s, want %s", f, got, want)
		}
	}
	if got := volunteers(t, s, VolunteerFilter{Free: weekend}); !slices.Equal(got, []string{"李四"}) {
		t.Errorf("free all of the weekend: %v", got)
	}
	if got := volunteers(t, s, VolunteerFilter{Class: "扶老助残", Search: "ls"}); !slices.Equal(got, []string{"李四"}) {
		t.Errorf("of the class: %v", got)
	}
	v, err := s.Volunteer(t.Context(), m[1].ID)
	must(t, err)
	if v.Teams != "摄影队" || v.Number != "002" {
		t.Errorf("%+v", v)
	}
	v.Number = "001"
	refused(t, s.SaveVolunteer(t.Context(), v.Volunteer), model.Invalid)
}

func TestRecruitingNumbersWithoutGaps(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "甲", "乙", "丙", "丁")
	how := Recruiting{Joined: dayOfMay(7), Classes: []string{"扶老助残"}}
	n, err := s.Recruit(t.Context(), []model.ID{m[0].ID, m[1].ID, m[0].ID}, how)
	must(t, err)
	if n != 2 {
		t.Errorf("%d recruited", n)
	}
	numbers := map[string]bool{}
	for _, one := range m[:2] {
		numbers[readMember(t, s, one.ID).VolunteerNumber] = true
	}
	if !numbers["41010300801220180001"] || !numbers["41010300801220180002"] {
		t.Errorf("numbers %v", numbers)
	}
	// A number that was changed by hand is free again, so that no gap stays.
	v, err := s.Volunteer(t.Context(), m[0].ID)
	must(t, err)
	free := v.Number
	v.Number = "特01"
	must(t, s.SaveVolunteer(t.Context(), v.Volunteer))
	if n, err = s.RecruitFilter(t.Context(), MemberFilter{}, how); err != nil || n != 2 {
		t.Errorf("%d recruited, %v", n, err)
	}
	if got := []string{readMember(t, s, m[2].ID).VolunteerNumber, readMember(t, s, m[3].ID).VolunteerNumber}; !slices.Contains(got, free) {
		t.Errorf("%v, without %s", got, free)
	}
	next, err := s.NextVolunteerNumber(t.Context(), model.NumberRule{Prefix: "ZY", Digits: 3}, 2018)
	if err != nil || next != "ZY001" {
		t.Errorf("next is %s, %v", next, err)
	}
	refused(t, s.SaveNumberRule(t.Context(), model.NumberRule{Digits: 1}), model.Invalid)
	must(t, s.SaveNumberRule(t.Context(), model.NumberRule{Prefix: "ZY", Digits: 3}))
	if rule, err := s.NumberRule(t.Context()); err != nil || rule.Prefix != "ZY" {
		t.Errorf("%+v, %v", rule, err)
	}
}

func TestAFormerVolunteerIsRecruitedAgainForTheChosenClasses(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "甲", "乙", "丙")
	first := Recruiting{Joined: dayOfMay(1), Classes: []string{"扶老助残"}}
	if _, err := s.Recruit(t.Context(), idsOf(m), first); err != nil {
		t.Fatal(err)
	}
	stopped, err := s.Volunteer(t.Context(), m[0].ID)
	must(t, err)
	stopped.Ended = dayOfMay(5)
	must(t, s.SaveVolunteer(t.Context(), stopped.Volunteer))
	withoutNumber := readMember(t, s, m[1].ID)
	withoutNumber.VolunteerNumber = ""
	if _, err := s.SaveMember(t.Context(), withoutNumber); err != nil {
		t.Fatal(err)
	}
	serving, err := s.VolunteerIDs(t.Context())
	must(t, err)
	if serving[m[0].ID] || serving[m[1].ID] || !serving[m[2].ID] {
		t.Errorf("volunteers are %v", serving)
	}
	n, err := s.Recruit(t.Context(), idsOf(m), Recruiting{Joined: dayOfMay(7), Classes: []string{"生态环保", "扶老助残"}})
	must(t, err)
	if n != 2 {
		t.Errorf("%d recruited, want the two who stopped", n)
	}
	for i, want := range [][]string{{"扶老助残", "生态环保"}, {"扶老助残", "生态环保"}, {"扶老助残"}} {
		v, err := s.Volunteer(t.Context(), m[i].ID)
		must(t, err)
		if !slices.Equal(v.Classes, want) || !v.Ended.IsZero() || v.Number == "" || v.Joined != dayOfMay(1) {
			t.Errorf("%s serves in %v until %s with %q since %s", v.Name, v.Classes, v.Ended, v.Number, v.Joined)
		}
	}
	if v, err := s.Volunteer(t.Context(), m[0].ID); err != nil || v.Number != stopped.Number {
		t.Errorf("the number became %q, %v", v.Number, err)
	}
}

func TestSerialsHaveNoGapsHoweverPeopleAreRecruited(t *testing.T) {
	s := newStore(t)
	year := 2000
	rapid.Check(t, func(rt *rapid.T) {
		year++ // each check counts from 1 again
		left := rapid.IntRange(1, 12).Draw(rt, "people")
		all := left
		var ids []model.ID
		for left > 0 {
			n := rapid.IntRange(1, left).Draw(rt, "at once")
			left -= n
			var some []model.ID
			for range n {
				some = append(some, addMember(t, s, model.Member{Name: "张三"}).ID)
			}
			if _, err := s.Recruit(t.Context(), some, Recruiting{Joined: model.Date{Year: year, Month: 1, Day: 2}}); err != nil {
				rt.Fatal(err)
			}
			ids = append(ids, some...)
		}
		seen := map[string]bool{}
		for _, id := range ids {
			seen[readMember(t, s, id).VolunteerNumber] = true
		}
		for i := 1; i <= all; i++ {
			if number := fmt.Sprintf("410103008012%04d%04d", year, i); !seen[number] {
				rt.Fatalf("%s is left out of %v", number, seen)
			}
		}
	})
}

func TestAListThatNobodySavedYetIsTheDefaultOne(t *testing.T) {
	s := newStore(t)
	must(t, s.writing.Exec("DELETE FROM words WHERE kind = ?", model.TeamClasses).Error)
	words, err := s.Words(t.Context(), model.TeamClasses)
	if err != nil || len(words) != 10 {
		t.Errorf("%v, %v", words, err)
	}
	must(t, s.SaveWords(t.Context(), model.TeamClasses, nil))
	must(t, s.SaveWords(t.Context(), model.Skills, nil))
	if words, err = s.Words(t.Context(), model.Skills); err != nil || len(words) != 0 {
		t.Errorf("an emptied list is %v, %v", words, err)
	}
}
