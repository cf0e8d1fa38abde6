package model

import (
	"sync/atomic"

	"github.com/6tail/lunar-go/calendar"
)

// The lunar years that can be converted: one more at either end than the
// solar years of Date, whose days they share.
const (
	firstLunarYear = 1799
	lastLunarYear  = 2201
)

// lunarMonth is one month of a lunar year.
type lunarMonth struct {
	number int // 1–12
	leap   bool
	first  int // its first day, counted from 1970-01-01
	days   int // 29 or 30
}

// lunarYear is the months of a lunar year, 12 or 13, in order.
type lunarYear struct{ months []lunarMonth }

// lunarYears is filled as years are asked for: working out a year takes about
// a millisecond, and a list of birthdays needs three.
var lunarYears [lastLunarYear - firstLunarYear + 1]atomic.Pointer[lunarYear]

// lunarYearOf returns the months of a lunar year, or nil outside the years
// that can be converted.
func lunarYearOf(year int) *lunarYear {
	if year < firstLunarYear || year > lastLunarYear {
		return nil
	}
	slot := &lunarYears[year-firstLunarYear]
	if y := slot.Load(); y != nil {
		return y
	}
	// Two goroutines may do this at once; both come to the same answer.
	y := computeLunarYear(year)
	slot.Store(y)
	return y
}

func computeLunarYear(year int) *lunarYear {
	const julianDayOf1970 = 2440588
	y := &lunarYear{months: make([]lunarMonth, 0, 13)}
	list := calendar.NewLunarYear(year).GetMonths()
	for e := list.Front(); e != nil; e = e.Next() {
		m, ok := e.Value.(*calendar.LunarMonth)
		if !ok || m.GetYear() != year {
			continue // the list begins in the year before and ends in the next
		}
		number := m.GetMonth()
		y.months = append(y.months, lunarMonth{
			number: max(number, -number), // a leap month is negative there
			leap:   m.IsLeap(),
			first:  int(m.GetFirstJulianDay()) - julianDayOf1970,
			days:   m.GetDayCount(),
		})
	}
	return y
}

// month finds a month of the year; nil where there is none, as for a leap
// month in most years.
func (y *lunarYear) month(number int, leap bool) *lunarMonth {
	for i := range y.months {
		if y.months[i].number == number && y.months[i].leap == leap {
			return &y.months[i]
		}
	}
	return nil
}

// keptOn is the day on which the year keeps a birthday of that month and day:
// no such leap month, then the plain month; 三十 in a short month, then 廿九.
func (y *lunarYear) keptOn(number, day int, leap bool) int {
	m := y.month(number, leap)
	if m == nil {
		m = y.month(number, false)
	}
	return m.first + min(day, m.days) - 1
}

// lunarYearAt returns the lunar year in which a solar day lies: the day's own
// year from 春节 on, the year before until then.
func lunarYearAt(d Date) int {
	if y := lunarYearOf(d.Year); y != nil && dayNumber(d) < y.months[0].first {
		return d.Year - 1
	}
	return d.Year
}

// LeapMonth returns the number of the lunar year's leap month, 0 where it has
// none or lies outside 1799–2201.
func LeapMonth(year int) int {
	if y := lunarYearOf(year); y != nil {
		for _, m := range y.months {
			if m.leap {
				return m.number
			}
		}
	}
	return 0
}

// LunarOf converts a full solar day; ok is false outside 1800–2200.
func LunarOf(d Date) (lunar Birthday, ok bool) {
	if !d.Full() || !d.exists() {
		return Birthday{}, false
	}
	year, n := lunarYearAt(d), dayNumber(d)
	months := lunarYearOf(year).months
	i := len(months) - 1
	for n < months[i].first {
		i--
	}
	m := months[i]
	return Birthday{Date: Date{year, m.number, n - m.first + 1}, Calendar: Lunar, Leap: m.leap}, true
}

// LunarText names a solar day in the lunar calendar, without the year:
// 农历三月廿二. It is empty for a day that is not full or out of range.
func LunarText(d Date) string {
	lunar, ok := LunarOf(d)
	if !ok {
		return ""
	}
	return lunar.Short()
}

// dayNumber counts days from 1970-01-01; d must be Full.
func dayNumber(d Date) int { return int(d.Time().Unix() / secondsPerDay) }

// dateOfDay undoes dayNumber.
func dateOfDay(n int) Date { return Date{1970, 1, 1}.AddDays(n) }

const secondsPerDay = 24 * 60 * 60

var (
	lunarMonthNames = [...]string{"", "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月"}
	lunarDayNames   = [...]string{
		"", "初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十",
		"十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十",
		"廿一", "廿二", "廿三", "廿四", "廿五", "廿六", "廿七", "廿八", "廿九", "三十",
	}
)
