package model

import (
	"fmt"
	"slices"
	"strings"
)

// Origin says how a Project came about.
type Origin string

// The origins.
const (
	DistrictProject Origin = "district" // 区级普惠
	UnitProject     Origin = "unit"     // 成员单位自谋
	WelfarePlus     Origin = "plus"     // 公益+
)

// Origins lists the origins in the order that figures of them are given in.
func Origins() []Origin { return []Origin{DistrictProject, UnitProject, WelfarePlus} }

// Chinese returns the origin's name.
func (o Origin) Chinese() string {
	switch o {
	case DistrictProject:
		return "区级普惠"
	case UnitProject:
		return "成员单位自谋"
	case WelfarePlus:
		return "公益+"
	}
	return string(o)
}

// Project (公益项目) is a public-welfare project.
type Project struct {
	Record
	Name     string
	Origin   Origin
	Field    string // 帮扶领域, a word of ServiceFields; kept when it leaves that list
	Unit     ID     // 责任单位, an Organisation; may be empty
	Contact  string // 负责人
	Audience string // 受益对象: 辖区独居老人
	Goal     string // 目标和内容
	Started  Date
	Finished Date // the day it ended; zero while it runs
}

// Validate reports the first field that cannot be saved.
func (p Project) Validate() error {
	if strings.TrimSpace(p.Name) == "" {
		return invalid("Name", "请填写项目名称。")
	}
	if !slices.Contains(Origins(), p.Origin) {
		return invalid("Origin", "请选择项目来源。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Name", "项目名称", p.Name, 100},
		{"Field", "帮扶领域", p.Field, 50},
		{"Contact", "负责人", p.Contact, 50},
		{"Audience", "受益对象", p.Audience, 200},
		{"Goal", "目标和内容", p.Goal, 2000},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	if err := p.Started.validate("Started", "开始时间"); err != nil {
		return err
	}
	if err := p.Finished.validate("Finished", "结束时间"); err != nil {
		return err
	}
	if p.Started.Full() && p.Finished.Full() && p.Finished.Before(p.Started) {
		return invalid("Finished", "结束时间不能早于开始时间。")
	}
	return nil
}

// MilestoneState is how far a Milestone has come.
type MilestoneState string

// The values of MilestoneState.
const (
	MilestonePlanned MilestoneState = "planned"  // 未开始
	MilestoneUnder   MilestoneState = "underway" // 进行中
	MilestoneDone    MilestoneState = "done"     // 已完成
)

// MilestoneStates lists the states from first to last.
func MilestoneStates() []MilestoneState {
	return []MilestoneState{MilestonePlanned, MilestoneUnder, MilestoneDone}
}

// Chinese returns the state's name.
func (s MilestoneState) Chinese() string {
	switch s {
	case MilestoneUnder:
		return "进行中"
	case MilestoneDone:
		return "已完成"
	}
	return "未开始"
}

// Milestone (节点) is a step of a Project.
type Milestone struct {
	Record
	Title string
	Due   Date // 时限; zero where none was set
	State MilestoneState
	Done  Date // the day it was reached; zero where that is not known
}

// Validate reports the first field that cannot be saved.
func (m Milestone) Validate() error {
	if strings.TrimSpace(m.Title) == "" {
		return invalid("Title", "请填写节点名称。")
	}
	if err := checkLength("Title", "节点名称", m.Title, 100); err != nil {
		return err
	}
	if !slices.Contains(MilestoneStates(), m.State) {
		return invalid("State", "请选择节点“"+shorten(m.Title)+"”的状态。")
	}
	if err := m.Due.validate("Due", "时限"); err != nil {
		return err
	}
	return m.Done.validate("Done", "完成时间")
}

// Overdue reports whether the milestone should have been reached before today.
func (m Milestone) Overdue(today Date) bool {
	return m.State != MilestoneDone && m.Due.Full() && m.Due.Before(today)
}

// Expense (支出) is what a Project cost beside its activities.
type Expense struct {
	Record
	Day     Date
	Amount  int // in 分
	Purpose string
}

// MostSpent is the most that one Expense may be, in 分.
const MostSpent = 100_000_000_00

// Validate reports the first field that cannot be saved.
func (e Expense) Validate() error {
	if !e.Day.Full() {
		return invalid("Day", "请填写支出的日期。")
	}
	if err := e.Day.validate("Day", "支出日期"); err != nil {
		return err
	}
	if e.Amount < 1 || e.Amount > MostSpent {
		return invalid("Amount", "请填写支出的金额，如 350.00。")
	}
	if strings.TrimSpace(e.Purpose) == "" {
		return invalid("Purpose", "请填写支出的用途。")
	}
	return checkLength("Purpose", "用途", e.Purpose, 100)
}

// ProjectSummary is a Project with what lists and pages show of it.
type ProjectSummary struct {
	Project
	UnitName string
	// FieldRetired is set where the field is no word of ServiceFields any more.
	FieldRetired bool
	Milestones   int
	Done         int // of them
	Overdue      int // of them
	Spent        int // in 分, of its activities and its expenses
	Service      ServiceCount
}

// Remarks are plain sentences about what somebody should look at.
func (p ProjectSummary) Remarks() []string {
	if !p.Finished.IsZero() {
		return nil
	}
	var list []string
	if p.Overdue > 0 {
		list = append(list, fmt.Sprintf("有 %d 个节点过了时限还没有完成。", p.Overdue))
	}
	if p.Unit == "" {
		list = append(list, "还没有填写责任单位。")
	}
	if p.FieldRetired {
		list = append(list, fmt.Sprintf("帮扶领域“%s”已不在“服务领域”里，这个项目照旧保留，请改选或把它加回去。", p.Field))
	}
	return list
}

// CountOrigins counts projects by origin, in the order of Origins.
func CountOrigins(list []ProjectSummary) []int {
	counts := make([]int, len(Origins()))
	for _, p := range list {
		if i := slices.Index(Origins(), p.Origin); i >= 0 {
			counts[i]++
		}
	}
	return counts
}
