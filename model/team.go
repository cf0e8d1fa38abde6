package model

import (
	"fmt"
	"strings"
)

// Team (志愿服务队) is a volunteer team of the centre.
type Team struct {
	Record
	Name    string
	Class   string // 类别, a word of TeamClasses; kept when it leaves that list
	Leader  ID     // 队长, a member; empty where nobody leads it
	Station ID     // 服务站 it serves at; may be empty
	Founded Date
	Ended   Date // the day it was given up; zero while it serves
	Slogan  string
	Notes   string
}

// Validate reports the first field that cannot be saved. A team without a
// class or a leader can be: TeamSummary.Remarks warns of it.
func (t Team) Validate() error {
	if strings.TrimSpace(t.Name) == "" {
		return invalid("Name", "请填写服务队名称。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Name", "服务队名称", t.Name, 100},
		{"Class", "类别", t.Class, 50},
		{"Slogan", "口号", t.Slogan, 100},
		{"Notes", "备注", t.Notes, 1000},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	if err := t.Founded.validate("Founded", "成立时间"); err != nil {
		return err
	}
	if err := t.Ended.validate("Ended", "停止时间"); err != nil {
		return err
	}
	if t.Founded.Full() && t.Ended.Full() && t.Ended.Before(t.Founded) {
		return invalid("Ended", "停止时间不能早于成立时间。")
	}
	return nil
}

// ServiceCount counts activities of volunteer service that were held.
type ServiceCount struct {
	Activities  int
	Attendances int // 人次
	Minutes     int // confirmed in all
	Helped      int // 受益人数, as the activities say
}

// TeamSummary is a Team with what lists and pages show of it.
type TeamSummary struct {
	Team
	LeaderName  string
	LeaderPhone string
	// LeaderGone is what keeps the leader from leading: 已转出, 已去世, 已删除;
	// empty for none.
	LeaderGone  string
	StationName string
	// ClassRetired is set where the class is no word of TeamClasses any more.
	ClassRetired bool
	People       int // 人数 at present
	Service      ServiceCount
}

// Remarks are plain sentences about what somebody should look at.
func (t TeamSummary) Remarks() []string {
	var list []string
	if !t.Ended.IsZero() {
		return nil
	}
	switch {
	case t.Leader == "":
		list = append(list, "这支服务队还没有队长，请选一位。")
	case t.LeaderGone != "":
		list = append(list, fmt.Sprintf("队长%s%s，请另选一位。", t.LeaderName, t.LeaderGone))
	}
	switch {
	case t.Class == "":
		list = append(list, "这支服务队还没有选类别。")
	case t.ClassRetired:
		list = append(list, fmt.Sprintf("类别“%s”已不在“服务队类别”里，这支队照旧保留，请改选或把它加回去。", t.Class))
	}
	return list
}

// TeamMember (队员) is one person's time in a team. Who left and came back has
// two.
type TeamMember struct {
	Record
	Team, Member ID
	Joined       Date
	Left         Date // zero while the person is in it
}

// Validate reports the first field that cannot be saved.
func (m TeamMember) Validate() error {
	if m.Team == "" || m.Member == "" {
		return invalid("Member", "请选择队员。")
	}
	if err := m.Joined.validate("Joined", "入队时间"); err != nil {
		return err
	}
	if err := m.Left.validate("Left", "离队时间"); err != nil {
		return err
	}
	if m.Joined.Full() && m.Left.Full() && m.Left.Before(m.Joined) {
		return invalid("Left", "离队时间不能早于入队时间。")
	}
	return nil
}

// TeamPerson is a TeamMember with what lists show of the person.
type TeamPerson struct {
	TeamMember
	Name, Pinyin, Phone, Branch, Number string
	// Gone is Moved or Deceased where the member is that now; else empty.
	Gone    MemberState
	Minutes int // confirmed in the team's activities
}

// UnknownTeam is a name that activities give as their team and no team has.
type UnknownTeam struct {
	Name       string
	Activities int
}
