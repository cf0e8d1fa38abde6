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
	Lesson           Kind = "lesson"            // 党课
	BranchAssembly   Kind = "branch-assembly"   // 支部党员大会
	BranchCommittee  Kind = "branch-committee"  // 支部委员会
	GroupMeeting     Kind = "group-meeting"     // 党小组会
	MemberDay        Kind = "member-day"        // 主题党日
	OrganisationLife Kind = "organisation-life" // 组织生活会
	Appraisal        Kind = "appraisal"         // 民主评议
	HeartToHeart     Kind = "heart-to-heart"    // 谈心谈话
	Training         Kind = "training"          // 培训
	Lecture          Kind = "lecture"           // 讲坛
	StudyGroup       Kind = "study-group"       // 中心组学习
	Volunteering     Kind = "volunteering"      // 志愿服务
	BirthdayParty    Kind = "birthday-party"    // 生日会
	Visit            Kind = "visit"             // 走访
	Meeting          Kind = "meeting"           // 会议
	Other            Kind = "other"             // 其他
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
	{Lesson, "党课", []string{"Branch", "Theme", "Initiative", "Presenter", "PresenterPost", "Audience", "Materials", "MakesUp"}, 90},
	{BranchAssembly, "支部党员大会", []string{"Branch", "Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 90},
	{BranchCommittee, "支部委员会", []string{"Branch", "Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 60},
	{GroupMeeting, "党小组会", []string{"Branch", "Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 60},
	{MemberDay, "主题党日", []string{"Branch", "Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 120},
	{OrganisationLife, "组织生活会", []string{"Branch", "Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 120},
	{Appraisal, "民主评议", []string{"Branch", "Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 120},
	{HeartToHeart, "谈心谈话", []string{"Branch", "Theme", "FollowUp"}, 30},
	{Training, "培训", []string{"Theme", "Initiative", "Programme", "Number", "Presenter", "PresenterPost", "Materials", "MakesUp"}, 120},
	{Lecture, "讲坛", []string{"Theme", "Initiative", "Programme", "Number", "Presenter", "PresenterPost", "Audience", "Materials", "Visitors"}, 90},
	{StudyGroup, "中心组学习", []string{"Theme", "Initiative", "Presenter", "PresenterPost", "Audience", "Materials", "Agenda"}, 120},
	{Volunteering, "志愿服务", []string{"Initiative", "Team", "Project", "ServiceField", "Beneficiaries"}, 120},
	{BirthdayParty, "生日会", []string{"Theme", "Gift"}, 60},
	{Visit, "走访", []string{"Theme", "Initiative", "Gift", "Beneficiaries", "FollowUp"}, 60},
	{Meeting, "会议", []string{"Theme", "Initiative", "Agenda", "Decisions", "FollowUp"}, 60},
	{Other, "其他", []string{"Theme", "Initiative", "Agenda", "FollowUp", "Visitors"}, 60},
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

// TakesMarks reports whether who came can still be changed: not where the
// activity was cancelled, nor once it is closed (归档).
func (a Activity) TakesMarks() bool { return a.State != Cancelled && a.State != Closed }

// Activity (活动) is anything people are expected at: a lesson, a training
// session, a branch meeting, a member day, a party or volunteer service.
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
	PresenterPost string // 主讲人的单位和职务
	Audience      string // 听课对象
	Materials     string // 教材资料
	Host          string // 主持人
	Recorder      string // 记录人

	// Branch is the 支部 or 党小组 whose meeting it is, for organisation life
	// (三会一课); none where it is nobody's in particular.
	Branch ID
	// Room is the room that Place names; the store finds it.
	Room ID
	// PresenterMember is the member who presents; none for outside people, whom
	// Presenter and PresenterPost describe.
	PresenterMember ID
	// MakesUp is the activity whose absentees this one is held for (补课).
	MakesUp ID

	Programme ID  // the training programme or series of lectures it is a session of
	Number    int // 第 n 课 or 第 n 讲 within the programme; 0 where it has none

	Team          string // 志愿服务队, as it was written
	TeamID        ID     // the Team of that name; the store finds it
	Project       ID     // 公益项目; none where it is of no project
	ServiceField  string // 服务领域
	Beneficiaries int    // 受益人数
	Gift          string // 生日礼品, 慰问品
	Visitors      int    // 参观人数: who came to see, on no roll
	Spending      int    // 经费, in 分
	SpendingNote  string // what it was spent for

	Agenda    string // 议程
	Content   string // 内容
	Decisions string // 决议
	Outcome   string // 成效
	FollowUp  string // 后续事项

	State        ActivityState
	CancelReason string // 取消原因
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
	if a.MakesUp != "" && a.MakesUp == a.ID {
		return invalid("MakesUp", "不能给自己补课。")
	}
	for _, c := range []struct {
		field, label string
		n            int
	}{
		{"Beneficiaries", "受益人数", a.Beneficiaries},
		{"Visitors", "参观人数", a.Visitors},
		{"Spending", "经费", a.Spending},
		{"Number", "课次", a.Number},
	} {
		if c.n < 0 {
			return invalid(c.field, c.label+"不能小于 0。")
		}
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
		{"PresenterPost", "主讲人单位职务", a.PresenterPost, 100},
		{"Audience", "听课对象", a.Audience, 100},
		{"Materials", "教材资料", a.Materials, 500},
		{"Host", "主持人", a.Host, 50},
		{"Recorder", "记录人", a.Recorder, 50},
		{"Team", "志愿服务队", a.Team, 100},
		{"ServiceField", "服务领域", a.ServiceField, 50},
		{"Gift", "礼品", a.Gift, 200},
		{"Agenda", "议程", a.Agenda, 4000},
		{"Content", "内容", a.Content, 20000},
		{"Decisions", "决议", a.Decisions, 4000},
		{"Outcome", "成效", a.Outcome, 4000},
		{"FollowUp", "后续事项", a.FollowUp, 4000},
		{"SpendingNote", "经费用途", a.SpendingNote, 200},
		{"CancelReason", "取消原因", a.CancelReason, 200},
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
