package ui

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// shortDay says a day as lists do: 5月7日, with the year where it is not the
// current one.
func (d *desk) shortDay(day model.Date) string {
	if day.IsZero() {
		return ""
	}
	parts := map[string]any{"Year": day.Year, "Month": day.Month, "Day": day.Day}
	if day.Year != d.today().Year {
		return lang.L("{{.Month}}/{{.Day}}/{{.Year}}", parts)
	}
	return lang.L("{{.Month}}/{{.Day}}", parts)
}

// monthName says a month with its year: 2018年5月.
func monthName(month model.Date) string {
	return lang.L("{{.Month}}/{{.Year}}", map[string]any{"Year": month.Year, "Month": month.Month})
}

// weekday is the short name of a day's weekday: 周一.
func weekday(day model.Date) string {
	switch day.Time().Weekday() {
	case time.Monday:
		return lang.L("Monday")
	case time.Tuesday:
		return lang.L("Tuesday")
	case time.Wednesday:
		return lang.L("Wednesday")
	case time.Thursday:
		return lang.L("Thursday")
	case time.Friday:
		return lang.L("Friday")
	case time.Saturday:
		return lang.L("Saturday")
	default:
		return lang.L("Sunday")
	}
}

// clock is a time of day: 09:00.
const clock = "15:04"

// timesOf says from when to when an activity lasts: 09:00–10:30.
func timesOf(a model.Activity) string {
	return a.Start.Format(clock) + "–" + a.End.Format(clock)
}

// when says the day and the times of an activity: 5月7日 09:00–10:30.
func (d *desk) when(a model.Activity) string {
	return d.shortDay(a.Date()) + " " + timesOf(a)
}

// monthOf is the month a day lies in, without the day.
func monthOf(day model.Date) model.Date { return model.Date{Year: day.Year, Month: day.Month} }

// addMonths steps n months on from a month.
func addMonths(month model.Date, n int) model.Date {
	count := month.Year*12 + month.Month - 1 + n
	return model.Date{Year: count / 12, Month: count%12 + 1}
}

// firstAndLast are the days a month begins and ends with.
func firstAndLast(month model.Date) (first, last model.Date) {
	first = model.Date{Year: month.Year, Month: month.Month, Day: 1}
	next := addMonths(month, 1)
	next.Day = 1
	return first, next.AddDays(-1)
}
