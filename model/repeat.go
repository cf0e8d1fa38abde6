package model

import "time"

// Rhythm is how often an activity comes again (重复).
type Rhythm string

// The values of Rhythm.
const (
	EveryWeek         Rhythm = "week"      // 每周
	EveryOtherWeek    Rhythm = "fortnight" // 每两周
	EveryMonth        Rhythm = "month"     // 每月同一日
	EveryMonthWeekday Rhythm = "weekday"   // 每月第几个星期几
)

// MostRepeats is how often an activity is repeated at once, a year of weeks.
const MostRepeats = 53

// Days are the next times days after first, at most MostRepeats. Each month
// has one: the 31st of a shorter month is its last day, and the fifth Friday
// of a month of four is the fourth.
func (r Rhythm) Days(first Date, times int) []Date {
	if !first.Full() {
		return nil
	}
	var days []Date
	for i := 1; i <= min(times, MostRepeats); i++ {
		switch r {
		case EveryWeek:
			days = append(days, first.AddDays(7*i))
		case EveryOtherWeek:
			days = append(days, first.AddDays(14*i))
		case EveryMonth:
			month := first.monthOn(i)
			month.Day = min(first.Day, daysIn(month.Year, month.Month))
			days = append(days, month)
		case EveryMonthWeekday:
			days = append(days, sameWeekday(first, first.monthOn(i)))
		}
	}
	return days
}

// monthOn is the first day of the month n months on.
func (d Date) monthOn(n int) Date {
	count := d.Year*12 + d.Month - 1 + n
	return Date{count / 12, count%12 + 1, 1}
}

// sameWeekday is the day of a month with first's weekday and place among the
// month's weeks.
func sameWeekday(first, month Date) Date {
	ahead := (int(first.Time().Weekday()) - int(month.Time().Weekday()) + 7) % 7
	day := 1 + ahead + (first.Day-1)/7*7
	if day > daysIn(month.Year, month.Month) {
		day -= 7
	}
	month.Day = day
	return month
}

// NthWeekday says which of its month's weekdays a day is: 2 for the second.
func (d Date) NthWeekday() int { return (d.Day-1)/7 + 1 }

// Again is the plan of an activity for another time: as long as this one, with
// what was planned and without what came of it. It is no record of the store
// yet.
func (a Activity) Again(start time.Time) Activity {
	start = Wall(start)
	next := a
	next.Record = Record{}
	next.Start, next.End = start, start.Add(a.End.Sub(a.Start))
	next.State, next.CancelReason, next.MakesUp = Planned, "", ""
	next.Beneficiaries, next.Visitors, next.Spending, next.SpendingNote = 0, 0, 0, ""
	next.Content, next.Decisions, next.Outcome, next.FollowUp = "", "", "", ""
	return next
}

// On is the wall-clock time of t on another day.
func (d Date) On(t time.Time) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, t.Hour(), t.Minute(), 0, 0, time.UTC)
}
