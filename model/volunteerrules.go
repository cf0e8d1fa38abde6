package model

import (
	"fmt"
	"strings"
	"time"
)

// HoursBasis is what a person's hours at a volunteer service are worked out
// from.
type HoursBasis string

// The values of HoursBasis.
const (
	ByActivity HoursBasis = "activity" // 按活动计入的时长, as the roll has it
	BySignOut  HoursBasis = "sign-out" // 按签到至签退
)

// VolunteerRules (志愿服务设置) is how the centre credits hours, levels them
// with stars and proves them.
type VolunteerRules struct {
	Basis HoursBasis
	// Step is what credited minutes are rounded down to: 1, 15, 30 or 60.
	Step int
	// DailyCap is the most a person is credited for a day, in minutes; 0 means
	// no more than the day has.
	DailyCap int
	// Stars are the hours that one star to five stars take.
	Stars [5]int
	// NoticeDays is how long a public notice (公示) has to hang, in days.
	NoticeDays int
	// Principal (负责人), Handler (经办人) and Contact (联系方式) stand on proofs
	// and notices; may be empty.
	Principal, Handler, Contact string
}

// DefaultVolunteerRules are those of a new centre. Stars by hours and seven
// days of notice are DOMAIN's, the cap is common practice.
func DefaultVolunteerRules() VolunteerRules {
	return VolunteerRules{Basis: ByActivity, Step: 1, DailyCap: 8 * 60, Stars: [5]int{100, 300, 600, 1000, 1500}, NoticeDays: 7}
}

// MinNoticeDays is the least that NoticeDays can be.
const MinNoticeDays = 7

// Validate reports the first field that cannot be saved.
func (r VolunteerRules) Validate() error {
	if r.Basis != ByActivity && r.Basis != BySignOut {
		return invalid("Basis", "请选择时长按什么计入。")
	}
	if r.Step < 1 || r.Step > 60 || 60%r.Step != 0 {
		return invalid("Step", "取整的单位要能整除 60 分钟，如 1、15、30、60。")
	}
	if r.DailyCap < 0 || r.DailyCap > MaxActivityMinutes {
		return invalid("DailyCap", "每日上限要在 0 到 24 小时之间；0 表示不另设上限。")
	}
	if err := validateStars(r.Stars); err != nil {
		return err
	}
	if r.NoticeDays < MinNoticeDays || r.NoticeDays > 365 {
		return invalid("NoticeDays", fmt.Sprintf("公示至少 %d 天。", MinNoticeDays))
	}
	for _, f := range []struct{ field, label, value string }{
		{"Principal", "负责人", r.Principal}, {"Handler", "经办人", r.Handler}, {"Contact", "联系方式", r.Contact},
	} {
		if err := checkLength(f.field, f.label, f.value, 50); err != nil {
			return err
		}
	}
	return nil
}

// validateStars wants each level to ask for more than the one before.
func validateStars(stars [5]int) error {
	before := 0
	for i, hours := range stars {
		if hours < 1 || hours > 100_000 {
			return invalid("Stars", "星级要求的小时数要在 1 到 100000 之间。")
		}
		if hours <= before {
			return invalid("Stars", fmt.Sprintf("%s要求的小时数要多于%s。", StarText(i+1), StarText(i)))
		}
		before = hours
	}
	return nil
}

// Credit is what being at a volunteer service is worth by the rules, in
// minutes: what the roll credited, or at most what lies between signing in and
// out. Time before the beginning and after the end is travel and counts nowhere.
func (r VolunteerRules) Credit(a Activity, at Attendance) int {
	if !at.State.Attended() {
		return 0
	}
	minutes := at.Minutes
	if r.Basis == BySignOut {
		from, to := at.Span(a)
		minutes = min(minutes, int(to.Sub(from)/time.Minute))
	}
	return minutes - minutes%max(1, r.Step)
}

// Span is when the person was at the activity: from signing in to signing out,
// within the activity. What was not noted is as long as the activity.
func (a Attendance) Span(activity Activity) (from, to time.Time) {
	from, to = activity.Start, activity.End
	if t, ok := clockWithin(activity, a.Arrived); ok && t.After(from) {
		from = t
	}
	if t, ok := signOut(activity, a.Left); ok && t.Before(to) {
		to = t
	}
	if to.Before(from) {
		to = from
	}
	return from, to
}

// clockWithin is the moment that a clock such as "09:02" showed about the time
// of a: on its first day, or after midnight where it goes on so long.
func clockWithin(a Activity, clock string) (time.Time, bool) {
	c, err := time.Parse("15:04", clock)
	if clock == "" || err != nil {
		return time.Time{}, false
	}
	t := time.Date(a.Start.Year(), a.Start.Month(), a.Start.Day(), c.Hour(), c.Minute(), 0, 0, time.UTC)
	if next := t.AddDate(0, 0, 1); t.Before(a.Start) && !next.After(a.End) {
		return next, true
	}
	return t, true
}

// signOut is the moment of signing out (签退) at such a clock: on the first day
// of a, or on the next one where it goes on past midnight and the clock is
// nearer to its end than to its beginning.
func signOut(a Activity, clock string) (time.Time, bool) {
	t, ok := clockWithin(a, clock)
	next := t.AddDate(0, 0, 1)
	if ok && t.Before(a.Start) && DateOf(next) == DateOf(a.End) && next.Sub(a.End) < a.Start.Sub(t) {
		return next, true
	}
	return t, ok
}

// CheckSignOut refuses a signing out (签退) at a of somebody who was not there,
// and one that does not come after the beginning and after signing in.
func CheckSignOut(a Activity, name string, at Attendance) error {
	if at.Left == "" {
		return nil
	}
	left, ok := signOut(a, at.Left)
	switch {
	case !ok:
		return at.checkLeft()
	case !at.State.Attended():
		return invalid("Left", name+"没有到场，不能填签退时间。")
	case !left.After(a.Start):
		return invalid("Left", fmt.Sprintf("%s的签退时间要晚于活动开始的 %s。", name, a.Start.Format("15:04")))
	}
	if arrived, ok := clockWithin(a, at.Arrived); ok && !left.After(arrived) {
		return invalid("Left", fmt.Sprintf("%s的签退时间要晚于签到时间 %s。", name, at.Arrived))
	}
	return nil
}

// CheckServed refuses minutes that nobody can have served at a.
func CheckServed(a Activity, name string, minutes int) error {
	switch {
	case minutes < 0 || minutes > MaxActivityMinutes:
		return invalid("Minutes", name+"的时长要在 0 到 1440 分钟之间。")
	case minutes > a.Minutes():
		return invalid("Minutes", fmt.Sprintf("这次服务只有 %s 小时，%s不能记 %s 小时。", Hours(a.Minutes()), name, Hours(minutes)))
	}
	return nil
}

// StarLevel is how many stars minutes of service make, 0 to 5, and how many
// more the next one takes; 0 where there is no next.
func (r VolunteerRules) StarLevel(minutes int) (stars, missing int) {
	for stars < len(r.Stars) && minutes >= r.Stars[stars]*60 {
		stars++
	}
	if stars == len(r.Stars) {
		return stars, 0
	}
	return stars, r.Stars[stars]*60 - minutes
}

// StarText names a level: 三星.
func StarText(stars int) string {
	if stars < 1 || stars > 5 {
		return "未评星"
	}
	return strings.Split("一 二 三 四 五", " ")[stars-1] + "星"
}
