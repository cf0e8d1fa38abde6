package model

import (
	"fmt"
	"strings"
)

// Programme (培训班) is a training programme: sessions are activities that
// name it.
type Programme struct {
	Record
	Title     string
	Organiser string
	// PassPercent is the share of sessions, 1 to 100, that a person must have
	// attended to complete the programme.
	PassPercent int
	Closed      Date // the day it was closed; zero while it runs
}

// Validate reports the first field that cannot be saved.
func (p Programme) Validate() error {
	if strings.TrimSpace(p.Title) == "" {
		return invalid("Title", "请填写培训班名称。")
	}
	if err := checkLength("Title", "培训班名称", p.Title, 100); err != nil {
		return err
	}
	if err := checkLength("Organiser", "主办", p.Organiser, 100); err != nil {
		return err
	}
	if p.PassPercent < 1 || p.PassPercent > 100 {
		return invalid("PassPercent", "结业要求的出勤比例要在 1 到 100 之间。")
	}
	return p.Closed.validate("Closed", "结班日期")
}

// Result is how one person did in a programme.
type Result struct {
	Member   ID
	Name     string
	Branch   string
	Sessions int // held in the programme
	Attended int
	Minutes  int // credited in all
}

// Passed reports whether the person met the programme's attendance rule.
func (p Programme) Passed(r Result) bool {
	return r.Sessions > 0 && r.Attended*100 >= p.PassPercent*r.Sessions
}

// WhyNot explains in a few words why a result does not pass.
func (p Programme) WhyNot(r Result) string {
	return fmt.Sprintf("出勤 %d/%d 课，要求 %d%%", r.Attended, r.Sessions, p.PassPercent)
}
