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
	today := s.Today()
	rapid.Check(t, func(r *rapid.T) {
		f := AnniversaryFilter{
			From:       model.Date{Year: 2018, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 3000).Draw(r, "from")),
			Days:       rapid.IntRange(1, 90).Draw(r, "days"),
			Kind:       rapid.SampledFrom([]model.AnniversaryKind{"", model.BirthdayAnniversary, model.PoliticalAnniversary}).Draw(r, "kind"),
			Milestones: rapid.IntRange(0, 3).Draw(r, "milestones") == 0,
			People:     MemberFilter{Branch: rapid.SampledFrom(branches).Draw(r, "branch"), Category: rapid.SampledFrom([]string{"", "社区"}).Draw(r, "category")},
		}
		var want []model.AnniversaryKey
		for _, m := range members {
			if !plainly(f.People, m, branches, today) {
				continue
			}
			for day := range f.Days {
				for _, a := range model.Anniversaries(m, f.From.AddDays(day), 1) {
					if (f.Kind == "" || a.Kind == f.Kind) && (!f.Milestones || a.Milestone()) {
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
		{}, {AnniversaryKey: good.AnniversaryKey, Way: "email"}, {AnniversaryKey: model.AnniversaryKey{Member: m.ID, Kind: "wedding", Date: dayOfMay(8)}, Way: model.ByCard},
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
