package model

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"
)

// Date is a civil day. A part that is not known is 0, so rosters' "1960.3"
// and a birthday without a year can be kept as they are. The zero Date is
// "not known at all".
type Date struct{ Year, Month, Day int }

// DateOf returns the civil day of t where t's clock stands.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// Full reports whether year, month and day are all known.
func (d Date) Full() bool { return d.Year > 0 && d.Month > 0 && d.Day > 0 }

// Time returns the day's midnight in UTC; unknown parts count as 1.
func (d Date) Time() time.Time {
	return time.Date(max(d.Year, 1), time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// AddDays returns the day n days later; d must be Full.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// DaysUntil counts the days from d to later, negative where later is earlier.
// Both must be Full.
func (d Date) DaysUntil(later Date) int { return dayNumber(later) - dayNumber(d) }

// Before orders dates; an unknown part sorts first.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// Compare orders dates as cmp.Compare does; an unknown part sorts first.
func (d Date) Compare(other Date) int {
	a := (d.Year*100+d.Month)*100 + d.Day
	b := (other.Year*100+other.Month)*100 + other.Day
	return max(-1, min(1, a-b))
}

// Within reports whether all that d may be is from from to to, which are Full
// and included: of a month or a year alone, each of its days.
func (d Date) Within(from, to Date) bool {
	first, last := DateOf(d.Time()), d
	switch {
	case d.Year == 0:
		return false
	case d.Month == 0:
		last = Date{Year: d.Year, Month: 12, Day: 31}
	case d.Day == 0:
		last = DateOf(first.Time().AddDate(0, 1, -1))
	}
	return !first.Before(from) && !to.Before(last)
}

// String writes the known parts: 2018-05-07, 1960-03, 1960, --05-07 where the
// year is unknown, "" for the zero Date. ParseDate reads it back.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return fmt.Sprintf("--%02d-%02d", d.Month, d.Day)
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese writes the date as documents do (GB/T 9704): 2018年6月30日, no
// leading zeros, unknown parts left out.
func (d Date) Chinese() string {
	var b strings.Builder
	for _, p := range []struct {
		value int
		unit  string
	}{{d.Year, "年"}, {d.Month, "月"}, {d.Day, "日"}} {
		if p.value > 0 {
			b.WriteString(strconv.Itoa(p.value))
			b.WriteString(p.unit)
		}
	}
	return b.String()
}

// Span is the days from d to to in Chinese: 2018年5月7日至5月28日, one day as
// itself. The later day is without the year that it shares with the first.
func (d Date) Span(to Date) string {
	if d == to || to.IsZero() {
		return d.Chinese()
	}
	if to.Year == d.Year {
		to.Year = 0
	}
	return d.Chinese() + "至" + to.Chinese()
}

// Weekday is 星期一 … 星期日; d must be Full.
func (d Date) Weekday() string {
	return "星期" + string([]rune("日一二三四五六")[d.Time().Weekday()])
}

// MarshalText writes String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote, the parts of a lunar Birthday
// too: 30 February is a lunar day.
func (d *Date) UnmarshalText(text []byte) error {
	if parts, ok := readDate(string(text)); ok && parts.possibleLunar() {
		*d = parts
		return nil
	}
	parsed, err := ParseDate(string(text))
	*d = parsed
	return err
}

var (
	compactDate = regexp.MustCompile(`^([1-9]\d{3})(\d{2})(\d{2})?$`)
	spelledDate = regexp.MustCompile(`^([1-9]\d{3})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月)?|年)?$`)
	yearless    = regexp.MustCompile(`^(?:--)?(\d{1,2})[-月](\d{1,2})[日号]?$`)
	midnight    = regexp.MustCompile(`[ T]0?0:00(:00)?(\.0+)?$`)
)

// ParseDate reads a date as people and spreadsheets write it: 1960-03-05,
// 1960/3/5, 1960.3, 1960年3月5日, 19600305, 196003, 1960, 3月5日, full-width
// digits and a trailing midnight included. An empty text is the zero Date.
// The error is an Error of code Invalid whose message quotes the text.
func ParseDate(text string) (Date, error) {
	d, ok := readDate(text)
	if !ok {
		return Date{}, invalid("", fmt.Sprintf("“%s”不是能识别的日期，请写成 1960-03-05 这样。", shorten(text)))
	}
	if !d.IsZero() && !d.exists() {
		return Date{}, invalid("", fmt.Sprintf("“%s”这个日期不存在。", shorten(text)))
	}
	return d, nil
}

// readDate reads the parts of a date in any form that ParseDate knows,
// whether there is such a day or not.
func readDate(text string) (Date, bool) {
	s := midnight.ReplaceAllString(strings.TrimSpace(width.Fold.String(text)), "")
	s = strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), "。", ".")
	if s == "" {
		return Date{}, true
	}
	if m := compactDate.FindStringSubmatch(s); m != nil {
		return dateOfParts(m[1:]), true
	}
	if m := spelledDate.FindStringSubmatch(s); m != nil {
		return dateOfParts(m[1:]), true
	}
	if m := yearless.FindStringSubmatch(s); m != nil {
		return dateOfParts(append([]string{""}, m[1:]...)), true
	}
	return Date{}, false
}

func dateOfParts(parts []string) Date {
	var n [3]int
	for i, p := range parts {
		// The expressions above let only short runs of digits through.
		for _, digit := range p {
			n[i] = n[i]*10 + int(digit-'0')
		}
	}
	return Date{n[0], n[1], n[2]}
}

// The years a Date may have.
const (
	minYear = 1800
	maxYear = 2200
)

// exists reports whether the known parts can be a solar day of 1800–2200.
func (d Date) exists() bool {
	if d.Year != 0 && (d.Year < minYear || d.Year > maxYear) || d.Month < 0 || d.Month > 12 || d.Day < 0 {
		return false
	}
	if d.Month == 0 {
		return d.Day == 0 && d.Year > 0
	}
	if d.Year == 0 && d.Day == 0 {
		return false
	}
	year := d.Year
	if year == 0 {
		year = 2000 // a leap year: 29 February may be a birthday without a year
	}
	return d.Day <= daysIn(year, d.Month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d Date) validate(field, label string) error {
	if d.IsZero() || d.exists() {
		return nil
	}
	return invalid(field, label+"这个日期不存在。")
}

// shorten keeps a quoted foreign text short enough for one line.
func shorten(s string) string {
	r := []rune(strings.ToValidUTF8(s, "〓"))
	if len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return string(r)
}
