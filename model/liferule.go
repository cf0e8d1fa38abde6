package model

import (
	"fmt"
	"slices"
	"strings"
)

// LifeLevel says who owes an activity of organisation life.
type LifeLevel string

// The values of LifeLevel.
const (
	BranchLevel LifeLevel = "branch" // every 党支部
	GroupLevel  LifeLevel = "group"  // every 党小组
	// LeaderLevel is every leader, who owes it to come 以普通党员身份
	// (双重组织生活): see DualLife.
	LeaderLevel LifeLevel = "leader"
)

// Chinese returns the level's name.
func (l LifeLevel) Chinese() string {
	switch l {
	case BranchLevel:
		return "党支部"
	case GroupLevel:
		return "党小组"
	case LeaderLevel:
		return "领导干部"
	}
	return string(l)
}

// LifeSpan is the part of a year in which a LifeRule asks for its times.
type LifeSpan string

// The values of LifeSpan.
const (
	EachMonth   LifeSpan = "month"   // 每月
	EachQuarter LifeSpan = "quarter" // 每季度
	EachYear    LifeSpan = "year"    // 每年
)

// Chinese returns the span's name: 每季度.
func (s LifeSpan) Chinese() string {
	switch s {
	case EachMonth:
		return "每月"
	case EachQuarter:
		return "每季度"
	}
	return "每年"
}

// Parts is how many of the span a year has.
func (s LifeSpan) Parts() int { return 12 / s.months() }

func (s LifeSpan) months() int {
	switch s {
	case EachMonth:
		return 1
	case EachQuarter:
		return 3
	}
	return 12
}

// Days are the first and the last day of a part of year, the first part 0.
func (s LifeSpan) Days(year, part int) (from, to Date) {
	from = Date{Year: year, Month: part*s.months() + 1, Day: 1}
	return from, DateOf(from.Time().AddDate(0, s.months(), -1))
}

// PartName names a part of a year: 3月, 第二季度, 全年.
func (s LifeSpan) PartName(part int) string {
	switch s {
	case EachMonth:
		return fmt.Sprintf("%d月", part+1)
	case EachQuarter:
		return "第" + []string{"一", "二", "三", "四"}[part] + "季度"
	}
	return "全年"
}

// LifeRule (组织生活要求) says how often whoever is of Level owes an activity
// of a kind: 党课 ≥ 1/quarter.
type LifeRule struct {
	Record
	// Kind is the only kind of activity that counts for the rule. At
	// LeaderLevel it may be empty: then every one of DualLifeKinds counts.
	Kind  Kind
	Level LifeLevel
	Per   LifeSpan
	Times int // at least so many in each span
	// Secretary lets only activities count that a secretary presents (书记讲党课):
	// see LifeActivity.BySecretary.
	Secretary bool
}

// MostLifeTimes bounds LifeRule.Times.
const MostLifeTimes = 31

// Validate reports the first field that cannot be saved.
func (r LifeRule) Validate() error {
	if !slices.Contains([]LifeLevel{BranchLevel, GroupLevel, LeaderLevel}, r.Level) {
		return invalid("Level", "请选择是党支部、党小组还是领导干部的要求。")
	}
	if !slices.Contains(LifeKinds(), r.Kind) && (r.Kind != "" || r.Level != LeaderLevel) {
		return invalid("Kind", "请选择活动类别。")
	}
	if !slices.Contains([]LifeSpan{EachMonth, EachQuarter, EachYear}, r.Per) {
		return invalid("Per", "请选择每月、每季度还是每年。")
	}
	if r.Times < 1 || r.Times > MostLifeTimes {
		return invalid("Times", fmt.Sprintf("次数要在 1 到 %d 之间。", MostLifeTimes))
	}
	if r.Secretary && r.Kind != Lesson {
		return invalid("Secretary", "只有党课可以要求由书记来讲。")
	}
	return nil
}

// Name is what the rule asks for: 支部党员大会, 书记讲党课.
func (r LifeRule) Name() string {
	switch {
	case r.Level == LeaderLevel && r.Kind == "":
		return "参加组织生活"
	case r.Level == LeaderLevel:
		return "参加" + KindOf(r.Kind).Name
	case r.Secretary:
		return "书记讲" + KindOf(r.Kind).Name
	}
	return KindOf(r.Kind).Name
}

// Often says how often: 每季度至少 1 次.
func (r LifeRule) Often() string { return fmt.Sprintf("%s至少 %d 次", r.Per.Chinese(), r.Times) }

// Counts reports whether an activity counts for the rule: it was held, is of
// the rule's kind and, where the rule asks for that, a secretary presented it.
// Whose activity it is, is not looked at.
func (r LifeRule) Counts(a LifeActivity) bool {
	return (a.State == Held || a.State == Closed) && r.concerns(a)
}

// concerns is Counts for activities that are still to be held too.
func (r LifeRule) concerns(a LifeActivity) bool {
	if r.Kind == "" {
		return slices.Contains(DualLifeKinds(), a.Kind)
	}
	return a.Kind == r.Kind && (!r.Secretary || a.BySecretary())
}

// DefaultLifeRules are what a new centre's rules are (三会一课 and the rest of
// organisation life); every one can be changed there.
func DefaultLifeRules() []LifeRule {
	return []LifeRule{
		{Kind: BranchAssembly, Level: BranchLevel, Per: EachQuarter, Times: 1},
		{Kind: BranchCommittee, Level: BranchLevel, Per: EachMonth, Times: 1},
		{Kind: GroupMeeting, Level: GroupLevel, Per: EachMonth, Times: 1},
		{Kind: Lesson, Level: BranchLevel, Per: EachQuarter, Times: 1},
		{Kind: Lesson, Level: BranchLevel, Per: EachYear, Times: 1, Secretary: true},
		{Kind: MemberDay, Level: BranchLevel, Per: EachMonth, Times: 1},
		{Kind: OrganisationLife, Level: BranchLevel, Per: EachYear, Times: 1},
		{Kind: Appraisal, Level: BranchLevel, Per: EachYear, Times: 1},
		{Kind: HeartToHeart, Level: BranchLevel, Per: EachYear, Times: 1},
		{Level: LeaderLevel, Per: EachYear, Times: 1},
	}
}

// LifeKinds are the kinds of activity that belong to organisation life, for
// which there may be rules.
func LifeKinds() []Kind {
	return []Kind{BranchAssembly, BranchCommittee, GroupMeeting, Lesson, MemberDay, OrganisationLife, Appraisal, HeartToHeart}
}

// DualLifeKinds are the kinds at which leaders come as ordinary members: the
// life of the whole branch or group, neither its committee nor a talk between
// two [K].
func DualLifeKinds() []Kind {
	return []Kind{BranchAssembly, GroupMeeting, Lesson, MemberDay, OrganisationLife, Appraisal}
}

// IsSecretary reports whether a post is that of a secretary (书记) and not of
// a deputy.
func IsSecretary(post string) bool {
	post = strings.ReplaceAll(post, "副书记", "")
	return strings.Contains(post, "书记") && !strings.Contains(post, "书记员")
}
