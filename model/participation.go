package model

import "time"

// Participation is one activity a person was asked to or came to, as the
// person's own history shows it.
type Participation struct {
	Activity ID
	Kind     Kind
	Title    string
	Start    time.Time // wall clock, see Wall
	Place    string
	State    AttendanceState
	WalkIn   bool
	Minutes  int // credited
	Reason   string
	// Confirmed says of volunteer service that its hours count.
	Confirmed bool
}

// VolunteerTotal is one person's confirmed volunteer service in a period.
type VolunteerTotal struct {
	Member  ID
	Name    string
	Pinyin  string
	Branch  string // branch name
	Number  string // 志愿者编号; may be empty
	Times   int
	Minutes int
	Late    int // of the minutes, those entered late
}

// TeamTotal is the confirmed volunteer service of one team, or of the teams of
// one station, in a period.
type TeamTotal struct {
	Team                      string // its name or the station's; empty for service of none
	Activities, People, Times int
	Minutes                   int
}
