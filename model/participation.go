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
}

// VolunteerTotal is one person's volunteer service in a period.
type VolunteerTotal struct {
	Member  ID
	Name    string
	Pinyin  string
	Branch  string // branch name
	Number  string // 志愿者编号; may be empty
	Times   int
	Minutes int
}
