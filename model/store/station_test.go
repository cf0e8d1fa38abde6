package store

import (
	"slices"
	"testing"

	"jishi/model"
)

func addStation(t testing.TB, s *Store, st model.Station) model.Station {
	t.Helper()
	st, err := s.SaveStation(t.Context(), st)
	must(t, err)
	return st
}

func rosterOf(t testing.TB, s *Store, station model.ID, monday model.Date) model.DutyRoster {
	t.Helper()
	r, err := s.DutyRoster(t.Context(), station, monday)
	must(t, err)
	return r
}

func onDuty(r model.DutyRoster, day int, part model.DayPart) []string {
	names := []string{}
	for _, p := range r.At(day, part) {
		names = append(names, p.Name)
	}
	return names
}

func TestADutyRosterIsKeptByWeekAndCopiedToWhereNobodyIs(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四", "王五")
	st := addStation(t, s, model.Station{Name: "一号站", Code: "01", Keeper: m[0].ID})
	monday, next := dayOfMay(7), dayOfMay(14)
	must(t, s.SetShift(t.Context(), st.ID, monday, model.Morning, []model.ID{m[1].ID, m[0].ID, m[1].ID}))
	must(t, s.SetShift(t.Context(), st.ID, monday.AddDays(6), model.Evening, []model.ID{m[2].ID}))
	must(t, s.SetShift(t.Context(), st.ID, next, model.Morning, []model.ID{m[0].ID}))
	r := rosterOf(t, s, st.ID, monday)
	if got := onDuty(r, 0, model.Morning); !slices.Equal(got, []string{"李四", "张三"}) || r.Keeper != "张三" {
		t.Errorf("on Monday %v, keeper %s", got, r.Keeper)
	}
	copied, err := s.CopyShifts(t.Context(), st.ID, monday, next)
	must(t, err)
	r = rosterOf(t, s, st.ID, next)
	if got := onDuty(r, 0, model.Morning); copied != 1 || !slices.Equal(got, []string{"张三"}) || !slices.Equal(onDuty(r, 6, model.Evening), []string{"王五"}) {
		t.Errorf("%d copied, on Monday %v", copied, got)
	}
	must(t, s.SetShift(t.Context(), st.ID, monday, model.Morning, nil))
	if r = rosterOf(t, s, st.ID, monday); len(r.Shifts) != 1 {
		t.Errorf("%d shifts", len(r.Shifts))
	}
	refused(t, s.SetShift(t.Context(), st.ID, monday, "night", nil), model.Invalid)
	list, err := s.Stations(t.Context(), StationFilter{Monday: next})
	must(t, err)
	if len(list) != 1 || list[0].OnDuty != 2 || list[0].KeeperName != "张三" {
		t.Errorf("%+v", list)
	}
}

func TestAStationKeepsItsThingsAndItsTeams(t *testing.T) {
	s := newStore(t)
	st := addStation(t, s, model.Station{Name: "一号站", Code: "01"})
	must(t, s.SaveItems(t.Context(), st.ID, []model.Item{{Name: "雨伞", Quantity: 10, Unit: "把"}, {Name: "药箱", Quantity: 1}}))
	items, err := s.Items(t.Context(), st.ID)
	must(t, err)
	items[0].Quantity = 8
	must(t, s.SaveItems(t.Context(), st.ID, items[:1]))
	items, err = s.Items(t.Context(), st.ID)
	must(t, err)
	if len(items) != 1 || items[0].Quantity != 8 {
		t.Errorf("%+v", items)
	}
	refused(t, s.SaveItems(t.Context(), st.ID, []model.Item{{Name: "雨伞", Quantity: -1}}), model.Invalid)
	refused(t, s.SaveItems(t.Context(), "nowhere", nil), model.NotFound)
	addTeam(t, s, model.Team{Name: "队", Station: st.ID})
	refused(t, s.RemoveStation(t.Context(), st.ID), model.Refused)
	_, err = s.SaveStation(t.Context(), model.Station{Name: "二号站", Code: "01"})
	refused(t, err, model.Invalid)
	one, err := s.Station(t.Context(), st.ID, model.Date{})
	must(t, err)
	if one.Teams != 1 || one.Items != 1 || len(one.Remarks()) != 1 {
		t.Errorf("%+v", one)
	}
}
