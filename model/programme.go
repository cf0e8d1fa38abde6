package model

import (
	"fmt"
	"strings"
)

// ProgrammeKind tells training programmes from series of lectures.
type ProgrammeKind string

// The kinds of programme.
const (
	TrainingProgramme ProgrammeKind = "training" // 培训班
	LectureSeries     ProgrammeKind = "series"   // 讲坛
)

// PassBy is what the share of a programme that people must have attended is
// counted in.
type PassBy string

// The values of PassBy.
const (
	BySessions PassBy = "sessions" // 课次
	ByMinutes  PassBy = "minutes"  // 学时
)

// MostPoints is the most that a score can be.
const MostPoints = 1000

// Programme (培训班, 讲坛) is a training programme or a series of lectures: its
// sessions are activities that name it.
type Programme struct {
	Record
	Kind      ProgrammeKind // empty means TrainingProgramme
	Title     string
	Organiser string
	// PassPercent is the share, 1 to 100, that a person must have attended to
	// complete the programme, of its sessions or minutes as PassBy says. A
	// series has none.
	PassPercent int
	PassBy      PassBy // empty means BySessions
	// PassScore is how many points a person must have as well; 0 asks for none.
	PassScore int
	// PerMonth is how many lectures a series owes every month; 0 plans none.
	PerMonth int
	Closed   Date // the day it was closed; zero while it runs
}

// Validate reports the first field that cannot be saved.
func (p Programme) Validate() error {
	name := "培训班名称"
	if p.Kind == LectureSeries {
		name = "讲坛名称"
	}
	if strings.TrimSpace(p.Title) == "" {
		return invalid("Title", "请填写"+name+"。")
	}
	if err := checkLength("Title", name, p.Title, 100); err != nil {
		return err
	}
	if err := checkLength("Organiser", "主办", p.Organiser, 100); err != nil {
		return err
	}
	switch p.Kind {
	case LectureSeries:
		if p.PerMonth < 0 || p.PerMonth > 31 {
			return invalid("PerMonth", "每月讲几次要在 0 到 31 之间。")
		}
	case TrainingProgramme, "":
		if err := p.validateRule(); err != nil {
			return err
		}
	default:
		return invalid("Kind", "请选择是培训班还是讲坛。")
	}
	return p.Closed.validate("Closed", "结班日期")
}

// validateRule checks what passing a training programme takes.
func (p Programme) validateRule() error {
	if p.PassPercent < 1 || p.PassPercent > 100 {
		return invalid("PassPercent", "结业要求的出勤比例要在 1 到 100 之间。")
	}
	if p.PassBy != "" && p.PassBy != BySessions && p.PassBy != ByMinutes {
		return invalid("PassBy", "请选择按课次还是按学时计算出勤。")
	}
	if p.PassScore < 0 || p.PassScore > MostPoints {
		return invalid("PassScore", fmt.Sprintf("结业要求的成绩要在 0 到 %d 分之间，不要求成绩时不填。", MostPoints))
	}
	return nil
}

// Result is how one person did in a programme.
type Result struct {
	Member      ID
	Name        string
	Branch      string
	Sessions    int // held in the programme
	Attended    int // of them, or made up
	Minutes     int // credited in all
	HeldMinutes int // what attending all sessions would be credited
	Points      int // of the examination, where Scored
	Scored      bool
}

// Passed reports whether the person met the programme's rule.
func (p Programme) Passed(r Result) bool {
	return p.attendedEnough(r) && (p.PassScore == 0 || r.Scored && r.Points >= p.PassScore)
}

func (p Programme) attendedEnough(r Result) bool {
	if p.PassBy == ByMinutes {
		return r.HeldMinutes > 0 && r.Minutes*100 >= p.PassPercent*r.HeldMinutes
	}
	return r.Sessions > 0 && r.Attended*100 >= p.PassPercent*r.Sessions
}

// Rule says what passing takes: 出勤满 80% 课次，成绩满 60 分.
func (p Programme) Rule() string {
	of := "课次"
	if p.PassBy == ByMinutes {
		of = "学时"
	}
	rule := fmt.Sprintf("出勤满 %d%% %s", p.PassPercent, of)
	if p.PassScore > 0 {
		rule += fmt.Sprintf("，成绩满 %d 分", p.PassScore)
	}
	return rule
}

// WhyNot explains in a few words why a result does not pass.
func (p Programme) WhyNot(r Result) string {
	var reasons []string
	if !p.attendedEnough(r) {
		share := fmt.Sprintf("出勤 %d/%d 课，要求 %d%%", r.Attended, r.Sessions, p.PassPercent)
		if p.PassBy == ByMinutes {
			share = fmt.Sprintf("学时 %s/%s，要求 %d%%", WholeHours(r.Minutes), WholeHours(r.HeldMinutes), p.PassPercent)
		}
		reasons = append(reasons, share)
	}
	switch {
	case p.PassScore == 0 || r.Scored && r.Points >= p.PassScore:
	case !r.Scored:
		reasons = append(reasons, fmt.Sprintf("没有成绩，要求 %d 分", p.PassScore))
	default:
		reasons = append(reasons, fmt.Sprintf("成绩 %d 分，要求 %d 分", r.Points, p.PassScore))
	}
	return strings.Join(reasons, "；")
}

// Score (成绩) is how one person did in a programme's examination.
type Score struct {
	Member ID
	Points int
	// None takes back a score that was entered.
	None bool
}

// Validate reports a score that cannot be saved.
func (s Score) Validate() error {
	if s.Member == "" {
		return invalid("Member", "成绩没有对应的人员。")
	}
	if s.Points < 0 || s.Points > MostPoints {
		return invalid("Points", fmt.Sprintf("成绩要在 0 到 %d 分之间。", MostPoints))
	}
	return nil
}
