package model

// Calendar says how a birthday is counted.
type Calendar string

// The calendars.
const (
	Solar Calendar = "solar" // 公历
	Lunar Calendar = "lunar" // 农历
)

// Birthday is a day of birth in the calendar the person keeps. With Lunar the
// Date's parts are lunar (month 12 = 腊月) and Leap marks a leap month; only
// then. The year may be unknown.
type Birthday struct {
	Date     Date
	Calendar Calendar
	Leap     bool
}

// IsZero reports whether nothing is known.
func (b Birthday) IsZero() bool { return b.Date.IsZero() }

// Validate TEMP
func (b Birthday) Validate() error { return nil }
