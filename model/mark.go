package model

import (
	"strings"
	"time"
)

// Mark is what a roll call says of one person on the roll. It replaces all of
// the row's fields named here.
type Mark struct {
	Attendance ID
	State      AttendanceState
	// Minutes credited; nil means what the activity is worth, or 0 where the
	// person was not there.
	Minutes  *int
	Arrived  string // wall clock, "09:02"; may be empty
	Left     string // 签退, wall clock, "11:02"; may be empty
	Reason   string // why on leave or absent
	Capacity string // 身份; empty for 参加
	// LateEntry is why it is entered after the day of the activity (补录). The
	// store keeps it only there, and LateUnexplained where it is empty.
	LateEntry string
	// TakesBack marks what an undo puts back: LateEntry is kept as it is given,
	// and volunteer hours that the mark before withdrew are confirmed again, by
	// whom and since when they were.
	TakesBack   bool
	ConfirmedBy string
	ConfirmedAt time.Time
}

// LateUnexplained is the reason of a mark entered after the day for which
// nobody gave one.
const LateUnexplained = "未注明"

// Credited is the minutes the mark credits at activity a.
func (m Mark) Credited(a Activity) int {
	switch {
	case !m.State.Attended():
		return 0
	case m.Minutes != nil:
		return *m.Minutes
	}
	return a.CreditMinutes()
}

// WalkIn is a person who came without being expected: a member of the centre,
// or a guest described by name.
type WalkIn struct {
	Member ID // empty for a guest
	// Name, Phone and Unit describe a guest.
	Name, Phone, Unit string
	Arrived           string // wall-clock time of signing in, "09:02"; may be empty
	LateEntry         string // as Mark's
}

// Validate reports the first field that cannot be saved.
func (w WalkIn) Validate() error {
	if w.Member == "" && strings.TrimSpace(w.Name) == "" {
		return invalid("Name", "请填写来人的姓名。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Name", "姓名", w.Name, 50},
		{"Phone", "电话", w.Phone, 50},
		{"Unit", "单位", w.Unit, 100},
		{"LateEntry", "补录原因", w.LateEntry, 100},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	return checkArrived(w.Arrived)
}
