package model

import (
	"fmt"
	"strconv"
	"strings"
)

// ReportSchedule (上报周期) says by when an office owes the one above a
// package: on a day of each week or of each month. The zero value owes none.
type ReportSchedule struct {
	Every Rhythm // EveryWeek or EveryMonth
	// Day counts from Monday, 1, to Sunday, 7, or is the day of the month, which
	// in a short month is its last.
	Day int
}

// ParseSchedule reads what String wrote; anything else is the zero value.
func ParseSchedule(text string) ReportSchedule {
	every, day, _ := strings.Cut(text, " ")
	s := ReportSchedule{Every: Rhythm(every)}
	n, err := strconv.Atoi(day)
	if err != nil {
		return ReportSchedule{}
	}
	s.Day = n
	if s.Every == EveryWeek && n >= 1 && n <= 7 || s.Every == EveryMonth && n >= 1 && n <= 31 {
		return s
	}
	return ReportSchedule{}
}

// String is how the schedule is stored; empty for the zero value.
func (s ReportSchedule) String() string {
	if s.Every == "" {
		return ""
	}
	return fmt.Sprintf("%s %d", s.Every, s.Day)
}

// Chinese names the schedule: 每周五, 每月25日.
func (s ReportSchedule) Chinese() string {
	switch s.Every {
	case EveryWeek:
		return "每周" + string([]rune("一二三四五六日")[s.Day-1])
	case EveryMonth:
		return fmt.Sprintf("每月%d日", s.Day)
	}
	return "不定期"
}

// Next is the first day after day on which a package is due; no day where none
// ever is.
func (s ReportSchedule) Next(day Date) Date {
	switch s.Every {
	case EveryWeek:
		weekday := (int(day.Time().Weekday())+6)%7 + 1
		return day.AddDays((s.Day-weekday+6)%7 + 1)
	case EveryMonth:
		if due := dayOfMonth(day.Year, day.Month, s.Day); day.Before(due) {
			return due
		}
		if day.Month == 12 {
			return dayOfMonth(day.Year+1, 1, s.Day)
		}
		return dayOfMonth(day.Year, day.Month+1, s.Day)
	}
	return Date{}
}

// dayOfMonth is the day of a month, its last where the month is shorter.
func dayOfMonth(year, month, day int) Date {
	return Date{Year: year, Month: month, Day: min(day, daysIn(year, month))}
}

// Late is by how many days a package is overdue today, where the last one was
// written on the day last; 0 where none is. A day on which one is due is not
// late before it is over.
func (s ReportSchedule) Late(last, today Date) int {
	if s.Every == "" || last.IsZero() {
		return 0
	}
	due := s.Next(last)
	return max(0, due.DaysUntil(today))
}
