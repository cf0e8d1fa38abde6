package model

import (
	"slices"
	"strings"
	"time"
)

// AttendanceState is what is known of one person at one activity.
type AttendanceState string

// The values of AttendanceState.
const (
	Expected AttendanceState = "expected" // 应到, not marked yet
	Present  AttendanceState = "present"  // 实到
	Late     AttendanceState = "late"     // 迟到
	Leave    AttendanceState = "leave"    // 请假
	Absent   AttendanceState = "absent"   // 缺席
	Observer AttendanceState = "observer" // 列席
)

var attendanceStates = []AttendanceState{Expected, Present, Late, Leave, Absent, Observer}

// Chinese returns the state's name on lists.
func (s AttendanceState) Chinese() string {
	switch s {
	case Present:
		return "到"
	case Late:
		return "迟到"
	case Leave:
		return "请假"
	case Absent:
		return "缺席"
	case Observer:
		return "列席"
	}
	return "未登记"
}

// Attended reports whether the person was there.
func (s AttendanceState) Attended() bool { return s == Present || s == Late || s == Observer }

// Attendance (签到) is one person at one activity. Absent people are stored
// rows, or every rate would be 100 %.
type Attendance struct {
	Record
	Activity ID
	Member   ID // empty for a walk-in who is no member
	// WalkIn marks a person who came without being expected (新来的人).
	WalkIn bool
	// GuestName, GuestPhone and GuestUnit describe a walk-in who is no member.
	GuestName, GuestPhone, GuestUnit string

	State    AttendanceState
	Capacity string // 身份: 以普通党员身份, 主讲, 志愿者 …; empty for 参加
	Minutes  int    // credited; 0 unless attended
	// Arrived is the wall-clock time of signing in, "09:02"; may be empty.
	Arrived string
	Reason  string // why on leave or absent
	// LateEntry is why the mark was entered after the day of the activity (补录);
	// empty where it was entered in time.
	LateEntry string
	Serial    int // row on the printed sheet, from 1; never reused

	// Left is the wall-clock time of signing out, "11:02"; may be empty.
	Left string
	// Guarantor (证明人) answers for volunteer hours that were entered late.
	Guarantor string
	// ServedOn is the day of a volunteer service whose hours are confirmed, by
	// whom and when; zero until then. Only confirmed hours count as served.
	ServedOn    Date
	ConfirmedBy string
	ConfirmedAt time.Time
}

// Validate reports the first field that cannot be saved.
func (a Attendance) Validate() error {
	if a.Activity == "" {
		return invalid("Activity", "签到没有对应的活动。")
	}
	if a.Member == "" && strings.TrimSpace(a.GuestName) == "" {
		return invalid("GuestName", "请填写姓名。")
	}
	if !slices.Contains(attendanceStates, a.State) {
		return invalid("State", "签到状态不正确。")
	}
	if a.Minutes < 0 || a.Minutes > MaxActivityMinutes {
		return invalid("Minutes", "计入的分钟数要在 0 到 1440 之间。")
	}
	if a.Minutes > 0 && !a.State.Attended() {
		return invalid("Minutes", "没有到场的人不能计入时长。")
	}
	if err := checkArrived(a.Arrived); err != nil {
		return err
	}
	if err := a.checkLeft(); err != nil {
		return err
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"GuestName", "姓名", a.GuestName, 50},
		{"GuestPhone", "电话", a.GuestPhone, 50},
		{"GuestUnit", "单位", a.GuestUnit, 100},
		{"Capacity", "身份", a.Capacity, 50},
		{"Reason", "原因", a.Reason, 100},
		{"LateEntry", "补录原因", a.LateEntry, 100},
		{"Guarantor", "证明人", a.Guarantor, 100},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	return nil
}

func (a Attendance) checkLeft() error {
	if a.Left != "" && !isClock(a.Left) {
		return invalid("Left", "签退时间请写成 11:02 这样。")
	}
	return nil
}

func checkArrived(clock string) error {
	if clock != "" && !isClock(clock) {
		return invalid("Arrived", "签到时间请写成 09:02 这样。")
	}
	return nil
}

func isClock(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil
}

// Attendee is an Attendance with what lists and sheets show of the person.
type Attendee struct {
	Attendance
	Name   string // member's or guest's
	Pinyin string
	Phone  string
	Branch string // branch name, or the guest's unit
	Post   string
	// Standing is the member's 人员类别: only a 正式党员 has a vote.
	Standing string
	Born     int    // birth year, to tell namesakes apart; 0 where unknown
	Photo    string // as Member's; may be empty
	// Gone is Moved or Deceased where the member is that now; else empty.
	Gone MemberState
}

// Roll (名单) is an activity with everybody expected at it or come to it, in
// order of Serial.
type Roll struct {
	Activity  Activity
	Programme string // title of the programme it is a session of
	Completed Date   // the day that programme was closed (结业); zero while it runs
	Branch    string // the 支部 or 党小组 whose meeting it is, a group behind its branch
	Project   string // name of the 公益项目 it belongs to
	Attendees []Attendee
}

// Clash is a member who is on the roll of another activity at the same time.
type Clash struct {
	Member ID
	Title  string // of the other activity
}

// FullMember is the 人员类别 of those who have a vote.
const FullMember = "正式党员"

// Voters counts who of the people expected has a vote, and how many of them
// came: full members, not those who only sit in (列席) [K].
func (r Roll) Voters() (eligible, there int) {
	for _, a := range r.Attendees {
		if a.Standing != FullMember || a.WalkIn || a.State == Observer || a.Capacity == Observer.Chinese() {
			continue
		}
		eligible++
		if a.State.Attended() {
			there++
		}
	}
	return eligible, there
}

// Tally counts a Roll. Expected counts everybody who was asked to come;
// Present and Late are apart; WalkIns came unasked, observers among them, and
// are in neither.
type Tally struct {
	Expected, Present, Late, Leave, Absent, Unmarked, WalkIns int
	Minutes                                                   int // credited in all
}

// Came is the number of people who were there, walk-ins included.
func (t Tally) Came() int { return t.Present + t.Late + t.WalkIns }

// Rate is the share of expected people who came, 0 to 1; 0 where nobody was
// expected.
func (t Tally) Rate() float64 {
	if t.Expected == 0 {
		return 0
	}
	return float64(t.Present+t.Late) / float64(t.Expected)
}

// Tally counts the roll.
func (r Roll) Tally() Tally {
	var t Tally
	for _, a := range r.Attendees {
		t.Add(a.Attendance)
	}
	return t
}

// Add counts one attendance. Expected = Present + Late + Leave + Absent +
// Unmarked always holds.
func (t *Tally) Add(a Attendance) {
	t.Minutes += a.Minutes
	if a.WalkIn || a.State == Observer {
		if a.State.Attended() {
			t.WalkIns++
		}
		return
	}
	t.Expected++
	switch a.State {
	case Present:
		t.Present++
	case Late:
		t.Late++
	case Leave:
		t.Leave++
	case Absent:
		t.Absent++
	default:
		t.Unmarked++
	}
}
