package model

import "fmt"

// Calendar says how a birthday is counted.
type Calendar string

// The calendars.
const (
	Solar Calendar = "solar" // 公历
	Lunar Calendar = "lunar" // 农历
)

// Birthday is a day of birth in the calendar the person keeps. With Lunar the
// Date's parts are lunar (month 12 = 腊月) and Leap marks a leap month; only
// then. The year may be unknown. An empty Calendar counts as Solar.
type Birthday struct {
	Date     Date
	Calendar Calendar
	Leap     bool
}

// IsZero reports whether nothing is known.
func (b Birthday) IsZero() bool { return b.Date.IsZero() }

// Validate refuses a day that its calendar does not have. The error is an
// Error of code Invalid and field "Birthday".
func (b Birthday) Validate() error {
	switch b.Calendar {
	case Lunar:
		return b.validateLunar()
	case Solar, "":
		if b.Leap {
			return invalid("Birthday", "只有农历生日才有闰月。")
		}
		return b.Date.validate("Birthday", "出生日期")
	}
	return invalid("Birthday", "生日只能按公历或农历。")
}

func (b Birthday) validateLunar() error {
	d := b.Date
	if d.IsZero() {
		return nil
	}
	if !d.possibleLunar() {
		return invalid("Birthday", "农历生日不存在：月份是正月到腊月，日子是初一到三十。")
	}
	if b.Leap && d.Month == 0 {
		return invalid("Birthday", "选了闰月，请填写是几月。")
	}
	y := lunarYearOf(d.Year)
	if y == nil || d.Month == 0 {
		return nil // without a year any month may have been a leap one, any day the 30th
	}
	m := y.month(d.Month, b.Leap)
	if m == nil {
		return invalid("Birthday", fmt.Sprintf("农历%d年没有闰%s。", d.Year, lunarMonthNames[d.Month]))
	}
	if d.Day > m.days {
		return invalid("Birthday", fmt.Sprintf("农历%d年%s只有 %d 天。", d.Year, b.month(), m.days))
	}
	return nil
}

// possibleLunar reports whether the known parts can be a lunar day of the
// years that Date allows.
func (d Date) possibleLunar() bool {
	if d.Year != 0 && (d.Year < minYear || d.Year > maxYear) || d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Day > 30 {
		return false
	}
	if d.Month == 0 {
		return d.Day == 0 && d.Year > 0
	}
	return d.Year > 0 || d.Day > 0
}

// Born is the solar day of birth; zero unless year, month and day are known
// and exist.
func (b Birthday) Born() Date {
	if !b.Date.Full() || b.Validate() != nil {
		return Date{}
	}
	if b.Calendar == Lunar {
		return b.inYear(b.Date.Year)
	}
	return b.Date
}

// On returns the next solar day, from itself included, on which the birthday
// is kept. The day of birth itself is not one. It is zero where month or day
// are not known or no such day can be, where from is not full, and for lunar
// birthdays past the year 2200.
func (b Birthday) On(from Date) Date {
	if b.Date.Month == 0 || b.Date.Day == 0 || !from.Full() {
		return Date{}
	}
	year, possible := from.Year, b.Date.exists
	if b.Calendar == Lunar {
		year, possible = lunarYearAt(from), b.Date.possibleLunar
	}
	if !possible() {
		return Date{}
	}
	if b.Date.Year > 0 {
		year = max(year, b.Date.Year+1)
	}
	day := b.inYear(year)
	if !day.IsZero() && day.Before(from) {
		day = b.inYear(year + 1)
	}
	return day
}

// inYear is the solar day on which a year of the birthday's calendar keeps
// it: see lunarYear.keptOn; 29 February is kept on the 28th in common years.
func (b Birthday) inYear(year int) Date {
	if b.Calendar == Lunar {
		y := lunarYearOf(year)
		if y == nil {
			return Date{}
		}
		return dateOfDay(y.keptOn(b.Date.Month, b.Date.Day, b.Leap))
	}
	day := Date{year, b.Date.Month, b.Date.Day}
	if day.Month == 2 && day.Day == 29 {
		day.Day = daysIn(year, 2)
	}
	return day
}

// Between lists the days from from to to, both included, on which the
// birthday is kept. A lunar one may come twice or not at all in a solar year.
func (b Birthday) Between(from, to Date) []Date {
	if !to.Full() {
		return nil
	}
	var days []Date
	for day := b.On(from); day.Full() && !to.Before(day); day = b.On(day.AddDays(1)) {
		days = append(days, day)
	}
	return days
}

// Age counts the birthdays kept up to and on the solar day on; 0 where the
// year is not known, on is not full or lies before the birth. Lunar birthdays
// count lunar years. Where month or day of birth are not known, the whole
// year or month counts as reached.
func (b Birthday) Age(on Date) int {
	if b.Date.Year == 0 || !on.Full() {
		return 0
	}
	today := Birthday{Date: on}
	if b.Calendar == Lunar {
		lunar, ok := LunarOf(on)
		if !ok {
			return 0
		}
		today = lunar
	}
	age := today.Date.Year - b.Date.Year
	switch {
	case b.Date.Month == 0:
	case b.Date.Day == 0:
		if today.Date.Month < b.Date.Month {
			age--
		}
	case on.Before(b.inYear(today.Date.Year)):
		age--
	}
	return max(age, 0)
}

// String writes the known parts as Date does: 1938-03-28. Calendar and Leap
// are not in it.
func (b Birthday) String() string { return b.Date.String() }

// Brief is String for the sun's calendar and Chinese for the moon's, so that
// nobody takes one for the other.
func (b Birthday) Brief() string {
	if b.Calendar == Lunar {
		return b.Chinese()
	}
	return b.String()
}

// Chinese writes the birthday in its own calendar: 农历1938年三月廿八,
// 1949年10月1日; unknown parts are left out.
func (b Birthday) Chinese() string {
	if b.Calendar != Lunar || b.IsZero() {
		return b.Date.Chinese()
	}
	var year string
	if b.Date.Year > 0 {
		year = fmt.Sprintf("%d年", b.Date.Year)
	}
	return "农历" + year + b.month() + b.day()
}

// Short is Chinese without the year: 农历三月廿八, 5月13日. It is empty where
// the month is not known.
func (b Birthday) Short() string {
	if b.Date.Month == 0 {
		return ""
	}
	b.Date.Year = 0
	return b.Chinese()
}

// month is the lunar month's name with 闰, or "".
func (b Birthday) month() string {
	if b.Date.Month < 1 || b.Date.Month > 12 {
		return ""
	}
	if b.Leap {
		return "闰" + lunarMonthNames[b.Date.Month]
	}
	return lunarMonthNames[b.Date.Month]
}

// day is the lunar day's name, or "".
func (b Birthday) day() string {
	if b.Date.Day < 1 || b.Date.Day > 30 {
		return ""
	}
	return lunarDayNames[b.Date.Day]
}
