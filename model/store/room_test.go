package store

import (
	"testing"
	"time"

	"jishi/model"
)

func roomsOf(t *testing.T, s *Store) []model.Room {
	t.Helper()
	rooms, err := s.Rooms(t.Context())
	must(t, err)
	return rooms
}

func TestANewCentreHasFiveHallsAndFourZones(t *testing.T) {
	s := newStore(t)
	zones := map[string]int{}
	for _, r := range roomsOf(t, s) {
		zones[r.ZoneName()]++
	}
	if len(zones) != 5 || zones["五馆"] != 5 || zones["教育大讲堂"] != 1 {
		t.Errorf("the zones are %v", zones)
	}
}

func TestAnActivityBooksTheRoomThatItsPlaceNames(t *testing.T) {
	s := newStore(t)
	day := model.Date{Year: 2018, Month: 5, Day: 7}
	a := addActivity(t, s, model.Activity{Place: "党员议事厅"}, day)
	elsewhere := addActivity(t, s, model.Activity{Place: "二楼东厅"}, day)
	rooms := roomsOf(t, s)
	if a.Room != rooms[1].ID || elsewhere.Room != "" {
		t.Fatalf("booked are %q and %q", a.Room, elsewhere.Room)
	}
	rooms[1].Name = "议事厅"
	must(t, s.SaveRooms(t.Context(), append(rooms[1:], model.Room{Name: " 二楼东厅 ", Seats: 20})))
	found, err := s.Activity(t.Context(), elsewhere.ID)
	must(t, err)
	now := roomsOf(t, s)
	if last := now[len(now)-1]; found.Room != last.ID || last.Name != "二楼东厅" || now[0].ID != a.Room {
		t.Errorf("the new room %q is not found: %q", last.ID, found.Room)
	}
	a.Title = "换个名称"
	a, err = s.SaveActivity(t.Context(), a)
	must(t, err)
	if a.Room != now[0].ID {
		t.Error("an activity left the room that has another name now")
	}
	a.Place = "街心花园"
	a, err = s.SaveActivity(t.Context(), a)
	must(t, err)
	if a.Room != "" {
		t.Error("an activity elsewhere still books its room")
	}
}

func TestBookingsAreThoseThatOverlapInThePlace(t *testing.T) {
	s := newStore(t)
	day := model.Date{Year: 2018, Month: 5, Day: 7} // nine to eleven
	a := addActivity(t, s, model.Activity{Title: "党课", Place: "党员议事厅"}, day)
	addActivity(t, s, model.Activity{Place: "党员交流区"}, day)
	addActivity(t, s, model.Activity{Place: "党员议事厅", State: model.Cancelled, CancelReason: "大雨"}, day)
	addActivity(t, s, model.Activity{Place: "街心花园"}, day)
	for _, c := range []struct {
		place     string
		from, end int // minutes after nine
		want      int
	}{
		{"党员议事厅", 60, 180, 1},
		{" 党员议事厅 ", -60, 1, 1},
		{"党员议事厅", 120, 180, 0},
		{"党员议事厅", -60, 0, 0},
		{"街心花园", 0, 30, 1},
		{"", 0, 30, 0},
	} {
		at := func(minutes int) time.Time { return a.Start.Add(time.Duration(minutes) * time.Minute) }
		list, err := s.Bookings(t.Context(), c.place, at(c.from), at(c.end))
		must(t, err)
		if len(list) != c.want {
			t.Errorf("%q from %d to %d has %d bookings, want %d", c.place, c.from, c.end, len(list), c.want)
		}
	}
	all, err := s.Booked(t.Context(), day, day.AddDays(6))
	must(t, err)
	if len(all) != 3 {
		t.Errorf("the week has %d, want 3", len(all))
	}
}

func TestRoomsWithoutNameOrTwiceTheSameAreRefused(t *testing.T) {
	s := newStore(t)
	before := roomsOf(t, s)
	for _, bad := range [][]model.Room{{{Name: " "}}, {{Name: "东厅"}, {Name: "东厅 "}}, {{Name: "东厅", Seats: -1}}} {
		if err := s.SaveRooms(t.Context(), bad); model.CodeOf(err) != model.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if len(roomsOf(t, s)) != len(before) {
		t.Error("a refused list changed the rooms")
	}
}

func TestVisitsAreCountedByTheRoomsOfWhatWasHeld(t *testing.T) {
	s := newStore(t)
	day := model.Date{Year: 2018, Month: 5, Day: 7}
	list := addMembers(t, s, "张三", "李四", "王五")
	a := addActivity(t, s, model.Activity{Place: "党史馆"}, day)
	roll := expect(t, s, a, list...)
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{
		{Attendance: roll.Attendees[0].ID, State: model.Present}, {Attendance: roll.Attendees[1].ID, State: model.Absent},
	}))
	addActivity(t, s, model.Activity{Kind: model.Other, Place: "党史馆", Visitors: 40, State: model.Held}, day.AddDays(1))
	addActivity(t, s, model.Activity{Kind: model.Other, Place: "党史馆", Visitors: 7}, day.AddDays(2)) // still a plan
	addActivity(t, s, model.Activity{Kind: model.Other, Place: "党史馆", Visitors: 9, State: model.Held}, day.AddDays(40))
	visits, err := s.RoomVisits(t.Context(), day, day.AddDays(30))
	must(t, err)
	for _, v := range visits {
		if v.Room.Name == "党史馆" {
			if v.Activities != 2 || v.Came != 1 || v.Visitors != 40 || v.All() != 41 {
				t.Errorf("counted are %+v", v)
			}
		} else if v.All() != 0 {
			t.Errorf("%s has visitors", v.Room.Name)
		}
	}
}
