package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Volunteer (志愿者) is what is known of a member who volunteers. Whoever has a
// volunteer number is one; the rest may be empty.
type Volunteer struct {
	Record
	Member  ID
	Number  string // 志愿者编号, the member's own
	Joined  Date   // 注册时间
	Ended   Date   // 退出时间; zero while the person serves
	Skills  []string
	Classes []string // 服务意向: the TeamClasses that the person would serve in
	Free    FreeTime
	Notes   string
}

// Validate reports the first field that cannot be saved.
func (v Volunteer) Validate() error {
	if v.Member == "" {
		return invalid("Member", "请选择人员。")
	}
	if strings.TrimSpace(v.Number) == "" {
		return invalid("Number", "请填写志愿者编号。")
	}
	if v.Free&^everyTime != 0 {
		return invalid("Free", "空闲时间不正确。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Number", "志愿者编号", v.Number, 50},
		{"Skills", "特长", strings.Join(v.Skills, ""), 200},
		{"Classes", "服务意向", strings.Join(v.Classes, ""), 200},
		{"Notes", "备注", v.Notes, 500},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	if err := v.Joined.validate("Joined", "注册时间"); err != nil {
		return err
	}
	if err := v.Ended.validate("Ended", "退出时间"); err != nil {
		return err
	}
	if v.Joined.Full() && v.Ended.Full() && v.Ended.Before(v.Joined) {
		return invalid("Ended", "退出时间不能早于注册时间。")
	}
	return nil
}

// VolunteerSummary is a Volunteer with what lists show of the person.
type VolunteerSummary struct {
	Volunteer
	Name, Pinyin, Phone, Branch string
	Sex                         Sex
	Born                        int    // year; 0 where unknown
	Teams                       string // names of the teams the person is in, with 、 between
}

// FreeTime is a set of the parts of the days of a week in which somebody is
// free. The zero FreeTime is "not said".
type FreeTime uint32

const everyTime FreeTime = 1<<21 - 1

// slot is the bit of a part of a day, 0 for Monday.
func slot(day int, part DayPart) FreeTime {
	for i, p := range DayParts() {
		if p == part {
			return 1 << (day*len(DayParts()) + i)
		}
	}
	return 0
}

// Has reports whether a part of a day, 0 for Monday, is in the set.
func (f FreeTime) Has(day int, part DayPart) bool { return f&slot(day, part) != 0 }

// With returns the set with a part of a day, 0 for Monday, in it or not.
func (f FreeTime) With(day int, part DayPart, in bool) FreeTime {
	if in {
		return f | slot(day, part)
	}
	return f &^ slot(day, part)
}

// Covers reports whether all of other is in the set.
func (f FreeTime) Covers(other FreeTime) bool { return f&other == other }

// TimeOf are the parts of days that something from start to end takes.
func TimeOf(start, end time.Time) FreeTime {
	var f FreeTime
	for at := start; at.Before(end); at = at.Add(time.Hour) {
		f = f.With((int(at.Weekday())+6)%7, partOf(at), true)
	}
	// Hours from an odd start may step over the last part.
	if last := end.Add(-time.Minute); !last.Before(start) {
		f = f.With((int(last.Weekday())+6)%7, partOf(last), true)
	}
	return f
}

var weekdayWords = [7]string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"}

// Chinese says the set in words, "周一上午、周六全天"; "" where it is empty.
func (f FreeTime) Chinese() string {
	if f == everyTime {
		return "每天"
	}
	var words []string
	for day, word := range weekdayWords {
		var parts []string
		for _, p := range DayParts() {
			if f.Has(day, p) {
				parts = append(parts, p.Chinese())
			}
		}
		switch len(parts) {
		case 0:
		case len(DayParts()):
			words = append(words, word+"全天")
		default:
			words = append(words, word+strings.Join(parts, ""))
		}
	}
	return strings.Join(words, "、")
}

// NumberRule is how volunteers are numbered: a prefix, the year of joining
// where WithYear is set, a serial of Digits digits. Serials have no gaps.
type NumberRule struct {
	// Prefix is what numbers begin with; empty means the centre's code.
	Prefix   string
	WithYear bool
	Digits   int // 3 to 8
}

// DefaultNumberRule is centre code + year + four digits.
func DefaultNumberRule() NumberRule { return NumberRule{WithYear: true, Digits: 4} }

// Validate reports the first field that cannot be saved.
func (r NumberRule) Validate() error {
	if r.Digits < 3 || r.Digits > 8 {
		return invalid("Digits", "序号位数要在 3 到 8 之间。")
	}
	return checkLength("Prefix", "编号开头", r.Prefix, 20)
}

// Head is what the numbers of those who join in a year begin with.
func (r NumberRule) Head(code string, year int) string {
	head := r.Prefix
	if head == "" {
		head = code
	}
	if r.WithYear {
		head += fmt.Sprintf("%04d", year)
	}
	return head
}

// Number is the number with a serial after head.
func (r NumberRule) Number(head string, serial int) string {
	return fmt.Sprintf("%s%0*d", head, r.Digits, serial)
}

// Serial reads the serial of a number that begins with head; ok is false where
// the number is not of this rule.
func (r NumberRule) Serial(head, number string) (serial int, ok bool) {
	rest, found := strings.CutPrefix(number, head)
	if !found || len(rest) < r.Digits || strings.Trim(rest, "0123456789") != "" {
		return 0, false
	}
	serial, err := strconv.Atoi(rest)
	return serial, err == nil && serial > 0 && r.Number(head, serial) == number
}
