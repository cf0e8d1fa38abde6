package model

import (
	"strings"
	"time"
)

// ServiceSheet (时长确认单) is a volunteer service with what each person who was
// there is to be credited.
type ServiceSheet struct {
	Activity Activity
	Rules    VolunteerRules
	Lines    []ServiceLine
}

// ServiceLine is one person of a ServiceSheet.
type ServiceLine struct {
	Attendance
	Name   string
	Number string // 志愿者编号; may be empty
	// Proposed is what the rules credit, in minutes, the cap of the day kept.
	Proposed int
	// Notice says in a sentence what somebody should look at before confirming,
	// Refusal why it cannot be confirmed as it is; both may be empty.
	Notice, Refusal string
}

// Confirmed reports whether the hours count.
func (a Attendance) Confirmed() bool { return !a.ServedOn.IsZero() }

// Waiting counts the lines that are not confirmed.
func (s ServiceSheet) Waiting() int {
	n := 0
	for _, l := range s.Lines {
		if !l.Confirmed() {
			n++
		}
	}
	return n
}

// HoursConfirmation is what the organiser confirms of one person.
type HoursConfirmation struct {
	Attendance ID
	Minutes    int
	Left       string // wall clock of signing out, "11:02"; may be empty
	Guarantor  string // 证明人; needed where the hours were entered late
}

// PendingHours is a volunteer service whose hours wait to be confirmed.
type PendingHours struct {
	Activity ID
	Title    string
	Start    time.Time
	Host     string
	People   int
	Minutes  int // as the roll has them
}

// HourCorrection (时长更正) is one line of the trail of somebody's hours.
type HourCorrection struct {
	Record           // CreatedAt is when
	Attendance    ID // whose
	Before, After int
	// Withdrawn says that the hours have to be confirmed anew.
	Withdrawn bool
	Reason    string
	Operator  string // who; may be empty
}

// LateHours (补录时长) are hours served that nobody wrote down on the day.
type LateHours struct {
	Member ID
	// Activity is the service that was; a new one of Draft where it is empty.
	Activity  ID
	Draft     Activity
	Minutes   int // 0 credits what the service is worth
	Reason    string
	Guarantor string
}

// Validate reports the first field that cannot be saved.
func (l LateHours) Validate() error {
	if l.Member == "" {
		return invalid("Member", "请选择补录谁的时长。")
	}
	if l.Minutes < 0 || l.Minutes > MaxActivityMinutes {
		return invalid("Minutes", "时长要在 0 到 1440 分钟之间。")
	}
	for _, f := range []struct{ field, label, value string }{
		{"Reason", "补录原因", l.Reason}, {"Guarantor", "证明人", l.Guarantor},
	} {
		if strings.TrimSpace(f.value) == "" {
			return invalid(f.field, "请填写"+f.label+"。")
		}
		if err := checkLength(f.field, f.label, f.value, 100); err != nil {
			return err
		}
	}
	return nil
}

// ServiceReview (服务评价) is how somebody's service was judged.
type ServiceReview struct {
	Record
	Member ID
	Given  Date
	Giver  string // 评价人 or 评价单位
	Grade  string // 优秀, 良好, 合格
	Words  string
}

// Validate reports the first field that cannot be saved.
func (a ServiceReview) Validate() error {
	if a.Member == "" {
		return invalid("Member", "评价没有对应的人员。")
	}
	if !a.Given.Full() {
		return invalid("Given", "请填写评价日期。")
	}
	if strings.TrimSpace(a.Grade) == "" && strings.TrimSpace(a.Words) == "" {
		return invalid("Grade", "请填写评价等次或评价内容。")
	}
	if err := checkLength("Giver", "评价人", a.Giver, 50); err != nil {
		return err
	}
	if err := checkLength("Grade", "评价等次", a.Grade, 20); err != nil {
		return err
	}
	if err := checkLength("Words", "评价内容", a.Words, 500); err != nil {
		return err
	}
	return a.Given.validate("Given", "评价日期")
}

// Service is one confirmed service of a person, as the record shows it.
type Service struct {
	Attendance ID        `json:"-"`
	Activity   ID        `json:"-"`
	Start      time.Time `json:"start"`
	Title      string    `json:"title"`
	Field      string    `json:"field,omitempty"` // 服务领域
	Team       string    `json:"team,omitempty"`
	Place      string    `json:"place,omitempty"`
	Minutes    int       `json:"minutes"`
	// Late is why it was entered after the day, Guarantor who answers for it.
	Late        string `json:"late,omitempty"`
	Guarantor   string `json:"guarantor,omitempty"`
	ConfirmedBy string `json:"-"`
	Corrected   bool   `json:"-"` // there is a trail
}

// ServiceRecord (志愿服务记录) is all that is on record of a volunteer, in the
// five parts of 民政部令第67号: 个人基本信息, 志愿服务情况, 培训情况, 表彰奖励情况,
// 评价情况.
type ServiceRecord struct {
	Member    Member
	Branch    string
	Rules     VolunteerRules
	Services  []Service       // newest first
	Trainings []Participation // attended, newest first
	Honours   []Honour
	Reviews   []ServiceReview
	Photo     []byte // JPEG; nil for none
}

// Total is the minutes served, and those of them that were entered late.
func (r ServiceRecord) Total() (minutes, late int) { return TotalServed(r.Services) }

// TotalServed is the minutes of services, and those of them entered late.
func TotalServed(services []Service) (minutes, late int) {
	for _, s := range services {
		minutes += s.Minutes
		if s.Late != "" {
			late += s.Minutes
		}
	}
	return minutes, late
}
