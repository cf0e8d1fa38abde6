package model

import (
	"slices"
	"strings"
	"time"
)

// Kind is the sort of an Activity; KindOf tells what it is called and which
// fields it needs.
type Kind string

// The kinds of activity.
const (
	Lesson        Kind = "lesson"         // 党课
	Training      Kind = "training"       // 培训
	MemberDay     Kind = "member-day"     // 主题党日
	BirthdayParty Kind = "birthday-party" // 生日会
	Volunteering  Kind = "volunteering"   // 志愿服务
)

// KindInfo describes a Kind: the form and the record show Fields and no others.
type KindInfo struct {
	Kind           Kind
	Name           string   // 党课
	Fields         []string // names of Activity fields beyond those every kind has
	DefaultMinutes int      // length proposed for a new activity
}

// Needs reports whether activities of this kind show the Activity field.
func (k KindInfo) Needs(field string) bool { return slices.Contains(k.Fields, field) }

var kinds = []KindInfo{
	{Lesson, "党课", []string{"Theme", "Initiative", "Presenter", "PresenterPost", "Audience", "Materials"}, 90},
	{Training, "培训", []string{"Initiative", "Programme", "Number", "Presenter", "PresenterPost", "Materials"}, 120},
	{MemberDay, "主题党日", []string{"Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 120},
	{BirthdayParty, "生日会", []string{"Theme", "Gift"}, 60},
	{Volunteering, "志愿服务", []string{"Initiative", "Team", "ServiceField", "Beneficiaries"}, 120},
}

// Kinds lists the kinds in the order menus show them.
func Kinds() []KindInfo { return slices.Clone(kinds) }

// KindOf returns the description of k; an unknown kind, as a newer version may
// have stored, is described by its own code.
func KindOf(k Kind) KindInfo {
	for _, info := range kinds {
		if info.Kind == k {
			return info
		}
	}
	return KindInfo{Kind: k, Name: string(k), DefaultMinutes: 60}
}

// ActivityState is how far an Activity has come.
type ActivityState string

// The values of ActivityState.
const (
	Planned   ActivityState = "planned"   // 计划
	Held      ActivityState = "held"      // 已举办
	Closed    ActivityState = "closed"    // 已归档
	Cancelled ActivityState = "cancelled" // 已取消
)

// Chinese returns the state's name on lists.
func (s ActivityState) Chinese() string {
	switch s {
	case Held:
		return "已举办"
	case Closed:
		return "已归档"
	case Cancelled:
		return "已取消"
	}
	return "计划"
}

// Activity (活动) is anything people are expected at: a lesson, a training
// session, a member day, a party or volunteer service.
type Activity struct {
	Record
	Kind       Kind
	Title      string
	Theme      string // 主题
	Initiative string // 工程
	// Start and End are wall-clock times of the place, kept in UTC without
	// conversion (see Wall), to the minute.
	Start, End time.Time
	Place      string

	Organiser     string // 主办
	Presenter     string // 主讲
	PresenterPost string // 主讲人职务
	Audience      string // 听课对象
	Materials     string // 教材资料
	Host          string // 主持人
	Recorder      string // 记录人

	Programme ID  // the training programme it is a session of
	Number    int // 第 n 课 within the programme; 0 where it has none

	Team          string // 志愿服务队
	ServiceField  string // 服务领域
	Beneficiaries int    // 受益人数
	Gift          string // 生日礼品

	Agenda    string // 议程
	Content   string // 内容
	Decisions string // 决议
	Outcome   string // 成效
	FollowUp  string // 后续事项

	State ActivityState
	// Credit is what being present is worth, in minutes; 0 means the whole
	// length of the activity. See CreditMinutes.
	Credit int
}

// MaxActivityMinutes is the longest single activity, one day: what takes
// longer is a programme of sessions.
const MaxActivityMinutes = 24 * 60

// Validate reports the first field that cannot be saved.
func (a Activity) Validate() error {
	if !slices.ContainsFunc(kinds, func(k KindInfo) bool { return k.Kind == a.Kind }) {
		return invalid("Kind", "请选择活动类别。")
	}
	if strings.TrimSpace(a.Title) == "" {
		return invalid("Title", "请填写活动名称。")
	}
	if a.Start.IsZero() {
		return invalid("Start", "请填写开始时间。")
	}
	if a.Minutes() < 1 {
		return invalid("End", "结束时间要晚于开始时间。")
	}
	if a.Minutes() > MaxActivityMinutes {
		return invalid("End", "一次活动不能超过 24 小时，多天的培训请分次登记。")
	}
	if !slices.Contains([]ActivityState{Planned, Held, Closed, Cancelled}, a.State) {
		return invalid("State", "活动状态不正确。")
	}
	if a.Credit < 0 || a.Credit > a.Minutes() {
		return invalid("Credit", "计入的分钟数不能超过活动时长。")
	}
	if a.Beneficiaries < 0 {
		return invalid("Beneficiaries", "受益人数不能小于 0。")
	}
	if a.Number < 0 {
		return invalid("Number", "课次不能小于 0。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Title", "活动名称", a.Title, 100},
		{"Theme", "主题", a.Theme, 100},
		{"Place", "地点", a.Place, 100},
		{"Organiser", "主办", a.Organiser, 100},
		{"Presenter", "主讲", a.Presenter, 50},
		{"PresenterPost", "主讲人职务", a.PresenterPost, 100},
		{"Audience", "听课对象", a.Audience, 100},
		{"Materials", "教材资料", a.Materials, 500},
		{"Host", "主持人", a.Host, 50},
		{"Recorder", "记录人", a.Recorder, 50},
		{"Team", "志愿服务队", a.Team, 100},
		{"ServiceField", "服务领域", a.ServiceField, 50},
		{"Gift", "生日礼品", a.Gift, 200},
		{"Agenda", "议程", a.Agenda, 4000},
		{"Content", "内容", a.Content, 20000},
		{"Decisions", "决议", a.Decisions, 4000},
		{"Outcome", "成效", a.Outcome, 4000},
		{"FollowUp", "后续事项", a.FollowUp, 4000},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	return nil
}

// Minutes is the length of the activity.
func (a Activity) Minutes() int { return int(a.End.Sub(a.Start) / time.Minute) }

// CreditMinutes is what one present person is credited, in minutes.
func (a Activity) CreditMinutes() int {
	if a.Credit > 0 {
		return a.Credit
	}
	return a.Minutes()
}

// Date is the day the activity begins.
func (a Activity) Date() Date { return DateOf(a.Start) }

// Wall returns t's wall clock as the same figures in UTC, to the minute: how
// times of activities are kept, so that a changed time zone moves nothing.
func Wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
}
