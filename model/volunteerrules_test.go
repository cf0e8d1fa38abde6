package model

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestHoursAreCreditedByTheRules(t *testing.T) {
	start := time.Date(2018, 5, 7, 9, 0, 0, 0, time.UTC)
	a := Activity{Kind: Volunteering, Start: start, End: start.Add(150 * time.Minute)}
	for _, c := range []struct {
		name          string
		basis         HoursBasis
		step          int
		arrived, left string
		want          int
	}{
		{"the whole activity", ByActivity, 1, "09:40", "10:00", 150},
		{"rounded down to half hours", ByActivity, 60, "", "", 120},
		{"from signing in to signing out", BySignOut, 1, "09:12", "11:02", 110},
		{"travel before and after does not count", BySignOut, 1, "08:20", "12:30", 150},
		{"nobody noted when they left", BySignOut, 15, "09:12", "", 135},
		{"left before coming", BySignOut, 1, "11:00", "10:00", 0},
	} {
		rules := DefaultVolunteerRules()
		rules.Basis, rules.Step = c.basis, c.step
		if got := rules.Credit(a, Attendance{State: Present, Minutes: 150, Arrived: c.arrived, Left: c.left}); got != c.want {
			t.Errorf("%s: %d minutes, want %d", c.name, got, c.want)
		}
	}
	if got := DefaultVolunteerRules().Credit(a, Attendance{State: Absent, Minutes: 150}); got != 0 {
		t.Errorf("somebody absent is credited %d", got)
	}
	night := Activity{Start: start.Add(13 * time.Hour), End: start.Add(17 * time.Hour)} // 22:00 to 02:00
	rules := VolunteerRules{Basis: BySignOut, Step: 1}
	if got := rules.Credit(night, Attendance{State: Present, Minutes: 240, Arrived: "22:30", Left: "01:15"}); got != 165 {
		t.Errorf("past midnight: %d", got)
	}
}

func TestStarsFollowHours(t *testing.T) {
	rules := DefaultVolunteerRules()
	for _, c := range []struct{ minutes, stars, missing int }{
		{0, 0, 6000},
		{5999, 0, 1},
		{6000, 1, 12000},
		{1500 * 60, 5, 0},
		{9999 * 60, 5, 0},
	} {
		if stars, missing := rules.StarLevel(c.minutes); stars != c.stars || missing != c.missing {
			t.Errorf("%d minutes: %d stars, %d missing", c.minutes, stars, missing)
		}
	}
	if StarText(3) != "三星" || StarText(0) != "未评星" {
		t.Error(StarText(3), StarText(0))
	}
}

func TestRulesThatCannotBeAreRefused(t *testing.T) {
	for field, change := range map[string]func(*VolunteerRules){
		"Basis":      func(r *VolunteerRules) { r.Basis = "weather" },
		"Step":       func(r *VolunteerRules) { r.Step = 7 },
		"DailyCap":   func(r *VolunteerRules) { r.DailyCap = 1441 },
		"Stars":      func(r *VolunteerRules) { r.Stars[2] = 300 },
		"NoticeDays": func(r *VolunteerRules) { r.NoticeDays = 6 },
		"Contact":    func(r *VolunteerRules) { r.Contact = strings.Repeat("1", 51) },
	} {
		r := DefaultVolunteerRules()
		change(&r)
		var known *Error
		if err := r.Validate(); !errors.As(err, &known) || known.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := DefaultVolunteerRules().Validate(); err != nil {
		t.Error(err)
	}
}

func TestNobodySignsOutBeforeTheyWereThere(t *testing.T) {
	start := time.Date(2018, 5, 7, 9, 0, 0, 0, time.UTC)
	day := Activity{Start: start, End: start.Add(150 * time.Minute)}
	night := Activity{Start: start.Add(13 * time.Hour), End: start.Add(17 * time.Hour)} // 22:00 to 02:00
	for _, c := range []struct {
		name          string
		activity      Activity
		state         AttendanceState
		arrived, left string
		refused       string
	}{
		{"not noted", day, Absent, "", "", ""},
		{"after signing in", day, Present, "09:12", "11:02", ""},
		{"after the end", day, Late, "09:12", "12:40", ""},
		{"nobody noted when they came", day, Present, "", "10:00", ""},
		{"before signing in", day, Present, "10:30", "10:10", "张三的签退时间要晚于签到时间 10:30。"},
		{"as they signed in", day, Present, "10:30", "10:30", "张三的签退时间要晚于签到时间 10:30。"},
		{"before the activity", day, Present, "08:20", "08:50", "张三的签退时间要晚于活动开始的 09:00。"},
		{"absent", day, Absent, "", "10:00", "张三没有到场，不能填签退时间。"},
		{"beyond the day", day, Present, "", "24:10", "签退时间请写成 11:02 这样。"},
		{"past midnight", night, Present, "22:30", "01:15", ""},
		{"after the end past midnight", night, Present, "22:30", "02:20", ""},
		{"before what goes on past midnight", night, Present, "", "21:30", "张三的签退时间要晚于活动开始的 22:00。"},
		{"past midnight before signing in", night, Present, "00:30", "23:10", "张三的签退时间要晚于签到时间 00:30。"},
	} {
		got := ""
		if err := CheckSignOut(c.activity, "张三", Attendance{State: c.state, Arrived: c.arrived, Left: c.left}); err != nil {
			got = messageOf(err)
		}
		if got != c.refused {
			t.Errorf("%s: %q, want %q", c.name, got, c.refused)
		}
	}
}
