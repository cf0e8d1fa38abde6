package store

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// Whether the days are found by the index or in memory, by any filter: what a
// plain look at everybody finds, and each day's own is found on that day.
func TestLookingAheadIsLookingAtEachDay(t *testing.T) {
	s, branches, members := filterCentre(t)
	for _, b := range []model.Birthday{ // leap months, short months, the year's ends, unknown years
		{Date: model.Date{Year: 1960, Month: 6, Day: 29}, Calendar: model.Lunar, Leap: true},
		{Date: model.Date{Month: 12, Day: 30}, Calendar: model.Lunar},
		{Date: model.Date{Year: 1958, Month: 12, Day: 31}},
		{Date: model.Date{Year: 1959, Month: 1, Day: 1}},
		{Date: model.Date{Month: 2, Day: 29}},
		{Date: model.Date{Year: 1950, Month: 11, Day: 28}, Calendar: model.Lunar},
		{Date: model.Date{Month: 4, Day: 1}, Calendar: model.Lunar, Leap: true},
	} {
		members = append(members, addMember(t, s, model.Member{Name: "万俟一", Birthday: b, Joined: model.Date{Year: 1988, Month: 2, Day: 29}, State: model.Active}))
	}
	today, greeted := s.Today(), map[model.AnniversaryKey]bool{}
	for i, m := range members {
		for _, a := range model.Anniversaries(m, model.Date{Year: 2018, Month: 1, Day: 1}, 3100) {
			if i%3 == 0 && !m.Removed {
				_, err := s.Greet(t.Context(), []model.Greeting{{AnniversaryKey: a.Key(), Way: model.ByVisit}})
				must(t, err)
				greeted[a.Key()] = true
				break
			}
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		f := AnniversaryFilter{
			From:       model.Date{Year: 2018, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 3000).Draw(r, "from")),
			Days:       rapid.IntRange(1, 90).Draw(r, "days"),
			Kind:       rapid.SampledFrom([]model.AnniversaryKind{"", model.BirthdayAnniversary, model.PoliticalAnniversary}).Draw(r, "kind"),
			Milestones: rapid.IntRange(0, 3).Draw(r, "milestones") == 0,
			Greeted:    rapid.SampledFrom([]Greeted{"", "", OnlyGreeted, OnlyUngreeted}).Draw(r, "greeted"),
			People: MemberFilter{
				Branch: rapid.SampledFrom(branches).Draw(r, "branch"), Category: rapid.SampledFrom([]string{"", "社区"}).Draw(r, "category"),
				Tag: rapid.SampledFrom([]string{"", "", "独居"}).Draw(r, "tag"), Has: rapid.SampledFrom([]MemberLack{"", LacksPhone}).Draw(r, "has"),
				AgeTo: rapid.SampledFrom([]int{0, 0, 60}).Draw(r, "age to"), InService: rapid.IntRange(0, 4).Draw(r, "in service") == 0,
			},
		}
		if rapid.Bool().Draw(r, "at start") { // the index has to find them
			f.People = MemberFilter{}
			s.people.forget()
		}
		var want []model.AnniversaryKey
		for _, m := range members {
			if !plainly(f.People, m, branches, today) {
				continue
			}
			for day := range f.Days {
				for _, a := range model.Anniversaries(m, f.From.AddDays(day), 1) {
					if (f.Kind == "" || a.Kind == f.Kind) && (!f.Milestones || a.Milestone()) && (f.Greeted == "" || greeted[a.Key()] == (f.Greeted == OnlyGreeted)) {
						want = append(want, a.Key())
					}
				}
			}
		}
		found, err := s.Anniversaries(t.Context(), f)
		must(t, err)
		var got []model.AnniversaryKey
		for _, a := range found.Anniversaries {
			got = append(got, a.Key())
		}
		for _, k := range want {
			if !slices.Contains(got, k) {
				r.Fatalf("%v is missing", k)
			}
		}
		if len(got) != len(want) || found.Total != len(want) {
			r.Fatalf("%d of %d, want %d", len(got), found.Total, len(want))
		}
		perDay := 0
		for i, n := range found.Days {
			perDay += n
			for _, k := range got {
				if k.Date == f.From.AddDays(i) {
					n--
				}
			}
			if n != 0 {
				r.Fatalf("day %d counts %d too many", i, n)
			}
		}
		if perDay != found.Total {
			r.Fatalf("the days count %d, want %d", perDay, found.Total)
		}
		few := f
		few.PerDay = 1
		first, err := s.Anniversaries(t.Context(), few)
		must(t, err)
		if days := len(slices.DeleteFunc(slices.Clone(found.Days), func(n int) bool { return n == 0 })); len(first.Anniversaries) != days || first.Total != found.Total {
			r.Fatalf("%d of %d days have somebody to show", len(first.Anniversaries), days)
		}
		f.Offset, f.Limit = 2, 3
		part, err := s.Anniversaries(t.Context(), f)
		must(t, err)
		for i, a := range part.Anniversaries {
			if a.Key() != got[i+2] {
				r.Fatalf("the page does not begin where it should")
			}
		}
	})
}

func TestAGreetingIsNotedOnceAndCanBeTakenBack(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveOperator(t.Context(), "李敏"))
	m := addMember(t, s, model.Member{Name: "张三", Birthday: model.Birthday{Date: model.Date{Year: 1958, Month: 5, Day: 8}}})
	key := model.AnniversaryKey{Member: m.ID, Kind: model.BirthdayAnniversary, Date: model.Date{Year: 2018, Month: 5, Day: 8}}
	card := model.Greeting{AnniversaryKey: key, Way: model.ByCard}
	call := model.Greeting{AnniversaryKey: key, Way: model.ByCall, Greeter: "王芳", Note: "很高兴"}
	noted, err := s.Greet(t.Context(), []model.Greeting{card, call, card})
	must(t, err)
	if len(noted) != 2 || noted[0].Greeter != "李敏" || noted[1].Greeter != "王芳" {
		t.Fatalf("noted %+v", noted)
	}
	if again, err := s.Greet(t.Context(), []model.Greeting{call}); err != nil || len(again) != 0 {
		t.Errorf("noted again: %v %v", again, err)
	}
	f := AnniversaryFilter{From: dayOfMay(7), Days: 7}
	page, err := s.Anniversaries(t.Context(), f)
	must(t, err)
	if len(page.Anniversaries) != 1 || len(page.Anniversaries[0].Greetings) != 2 || !page.Anniversaries[0].Milestone() {
		t.Errorf("found %+v", page)
	}
	f.Greeted = OnlyUngreeted
	if page, err := s.Anniversaries(t.Context(), f); err != nil || page.Total != 0 {
		t.Errorf("greeted people count as not greeted: %+v %v", page, err)
	}
	must(t, s.Ungreet(t.Context(), []model.ID{noted[0].ID, noted[1].ID}))
	if page, err := s.Anniversaries(t.Context(), f); err != nil || page.Total != 1 {
		t.Errorf("greetings taken back count: %+v %v", page, err)
	}
	if again, err := s.Greet(t.Context(), []model.Greeting{card}); err != nil || len(again) != 1 {
		t.Errorf("what was taken back cannot be noted again: %v %v", again, err)
	}
	list, err := s.MemberGreetings(t.Context(), m.ID)
	must(t, err)
	if len(list) != 1 || list[0].Way != model.ByCard {
		t.Errorf("the member's greetings: %+v", list)
	}
}

func TestAGreetingOfNobodyIsRefusedWhole(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")[0]
	good := model.Greeting{AnniversaryKey: model.AnniversaryKey{Member: m.ID, Kind: model.BirthdayAnniversary, Date: dayOfMay(8)}, Way: model.ByVisit}
	for _, bad := range []model.Greeting{
		{},
		{AnniversaryKey: good.AnniversaryKey, Way: "email"},
		{AnniversaryKey: model.AnniversaryKey{Member: m.ID, Kind: "wedding", Date: dayOfMay(8)}, Way: model.ByCard},
		{AnniversaryKey: model.AnniversaryKey{Member: "nobody", Kind: model.BirthdayAnniversary, Date: dayOfMay(8)}, Way: model.ByCard},
	} {
		if _, err := s.Greet(t.Context(), []model.Greeting{good, bad}); err == nil {
			t.Errorf("%+v was noted", bad)
		}
	}
	if list, err := s.MemberGreetings(t.Context(), m.ID); err != nil || len(list) != 0 {
		t.Errorf("half of it was noted: %v %v", list, err)
	}
}

func TestGreetingsTakenBackComeBackOnce(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")[0]
	call := model.Greeting{AnniversaryKey: model.AnniversaryKey{Member: m.ID, Kind: model.PoliticalAnniversary, Date: dayOfMay(8)}, Way: model.ByCall}
	noted, err := s.Greet(t.Context(), []model.Greeting{call})
	must(t, err)
	first := []model.ID{noted[0].ID}
	must(t, s.Ungreet(t.Context(), first))
	must(t, s.Regreet(t.Context(), first))
	list, err := s.MemberGreetings(t.Context(), m.ID)
	must(t, err)
	if len(list) != 1 || list[0].ID != first[0] {
		t.Fatalf("after the return: %+v", list)
	}
	must(t, s.Ungreet(t.Context(), first))
	again, err := s.Greet(t.Context(), []model.Greeting{call})
	must(t, err)
	must(t, s.Regreet(t.Context(), first))
	if list, err := s.MemberGreetings(t.Context(), m.ID); err != nil || len(list) != 1 || list[0].ID != again[0].ID {
		t.Errorf("doubled: %+v %v", list, err)
	}
}

// Who came to the month's 生日会 was greeted there, without a note.
func TestWhoCameToTheMonthsPartyWasGreeted(t *testing.T) {
	s := newStore(t)
	var guests []model.Member
	for _, day := range []model.Date{{Year: 1958, Month: 5, Day: 8}, {Year: 1958, Month: 5, Day: 31}, {Year: 1958, Month: 6, Day: 1}} {
		guests = append(guests, addMember(t, s, model.Member{Name: "张" + day.String()[8:], Birthday: model.Birthday{Date: day}, Joined: model.Date{Year: 1990, Month: 5, Day: 9}}))
	}
	absent := addMember(t, s, model.Member{Name: "李四", Birthday: model.Birthday{Date: model.Date{Year: 1948, Month: 5, Day: 8}}})
	a := addActivity(t, s, model.Activity{Kind: model.BirthdayParty, Title: "五月生日会", Host: "李敏"}, dayOfMay(6))
	roll := expect(t, s, a, append(slices.Clone(guests), absent)...)
	f := AnniversaryFilter{From: dayOfMay(1), Days: 35, Greeted: OnlyGreeted}
	if page, err := s.Anniversaries(t.Context(), f); err != nil || page.Total != 0 {
		t.Errorf("the party alone greets nobody: %+v %v", page, err)
	}
	var marks []model.Mark
	for _, at := range roll.Attendees {
		if at.Member != absent.ID {
			marks = append(marks, model.Mark{Attendance: at.ID, State: model.Present})
		} else {
			marks = append(marks, model.Mark{Attendance: at.ID, State: model.Absent})
		}
	}
	must(t, s.SaveMarks(t.Context(), a.ID, marks))
	page, err := s.Anniversaries(t.Context(), f)
	must(t, err)
	if page.Total != 2 || page.Births != 2 {
		t.Fatalf("greeted: %+v", page)
	}
	for _, one := range page.Anniversaries {
		if g := one.Greetings; one.Date.Month != 5 || len(g) != 1 || g[0].Way != model.ByParty || g[0].Greeter != "李敏" || g[0].ID != "" {
			t.Errorf("%s on %s: %+v", one.Member.Name, one.Date, g)
		}
	}
	f.Greeted = OnlyUngreeted
	if page, err := s.Anniversaries(t.Context(), f); err != nil || page.Total != 5 { // 3 × 政治生日, 6月1日, who was absent
		t.Errorf("not greeted: %d %v", page.Total, err)
	}
}

// A card for a 政治生日 comes from a branch: a group's members are told by the
// branch above it.
func TestAnniversariesNameTheBranchOfAGroup(t *testing.T) {
	s := newStore(t)
	branch, err := s.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Branch, Name: "高山第一支部"})
	if err != nil {
		t.Fatal(err)
	}
	group, err := s.SaveOrganisation(t.Context(), model.Organisation{Parent: branch.ID, Kind: model.Group, Name: "棉纺路党小组"})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []model.Member{
		{Name: "周明", Branch: branch.ID, Joined: model.Date{Year: 1998, Month: 5, Day: 9}},
		{Name: "单雪", Branch: group.ID, Joined: model.Date{Year: 2008, Month: 5, Day: 9}},
	} {
		if _, err := s.SaveMember(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	found, err := s.Anniversaries(t.Context(), AnniversaryFilter{From: model.Date{Year: 2018, Month: 5, Day: 7}, Days: 7})
	if err != nil || len(found.Anniversaries) != 2 {
		t.Fatalf("%+v, %v", found, err)
	}
	for _, a := range found.Anniversaries {
		if a.Branch != "高山第一支部" {
			t.Errorf("%s is of %q", a.Member.Name, a.Branch)
		}
	}
}
