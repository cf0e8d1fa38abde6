package model

import (
	"strings"
	"time"
)

// Room (场所) is a hall or corner of the centre that activities book by naming
// it as their place.
type Room struct {
	Record
	Name  string
	Zone  string // 区域: the part of the centre it is in; empty where it is one itself
	Seats int    // how many find a place; 0 where that is not said
}

// ZoneName is the zone that a room's visitors are counted in.
func (r Room) ZoneName() string {
	if r.Zone == "" {
		return r.Name
	}
	return r.Zone
}

// Validate reports the first field that cannot be saved.
func (r Room) Validate() error {
	if strings.TrimSpace(r.Name) == "" {
		return invalid("Name", "请填写场所名称。")
	}
	if err := checkLength("Name", "场所名称", r.Name, 100); err != nil {
		return err
	}
	if r.Seats < 0 || r.Seats > 100_000 {
		return invalid("Seats", "座位数要在 0 到 100000 之间。")
	}
	return checkLength("Zone", "区域", r.Zone, 50)
}

// DefaultRooms are what a new centre's dictionary begins with: the five halls
// (五馆) and the four zones; every one can be changed there.
func DefaultRooms() []Room {
	return []Room{
		{Name: "教育大讲堂", Seats: 120},
		{Name: "党员议事厅", Seats: 40},
		{Name: "图书阅览区", Seats: 30},
		{Name: "党员交流区", Seats: 24},
		{Name: "党事馆", Zone: "五馆"},
		{Name: "党誓馆", Zone: "五馆"},
		{Name: "党史馆", Zone: "五馆"},
		{Name: "党示馆", Zone: "五馆"},
		{Name: "党视馆", Zone: "五馆"},
	}
}

// RoomVisits is how much a room was used in a period, by activities that were
// held.
type RoomVisits struct {
	Room       Room
	Activities int
	Came       int // attendances, walk-ins and observers included
	Visitors   int // who came to see, on no roll
}

// All is the number of visits (人次).
func (v RoomVisits) All() int { return v.Came + v.Visitors }

// Overlaps reports whether the activity lasts at any time from start to end.
func (a Activity) Overlaps(start, end time.Time) bool {
	return a.Start.Before(end) && start.Before(a.End)
}
