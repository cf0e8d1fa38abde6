package roster

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"jishi/model"
)

// numberFormat is how a style shows the number in a cell, as far as rosters
// need to know.
type numberFormat struct {
	year, month, day bool // parts of a date that it shows
	decimals         int  // after the point, where the format fixes them; else -1
	width            int  // digits before the point, where it fixes them
}

var generalFormat = numberFormat{decimals: -1}

// date reports whether the number stands for a day.
func (f numberFormat) date() bool { return f.year || f.month || f.day }

// builtInDates are the built-in formats that show days: those of every
// language and those of Chinese ones (ECMA-376 part 1, 18.8.30).
var builtInDates = map[int]numberFormat{
	14: {year: true, month: true, day: true}, 15: {year: true, month: true, day: true},
	16: {month: true, day: true}, 17: {year: true, month: true},
	22: {year: true, month: true, day: true}, 27: {year: true, month: true},
	28: {month: true, day: true}, 29: {month: true, day: true},
	30: {year: true, month: true, day: true}, 31: {year: true, month: true, day: true},
	36: {year: true, month: true}, 50: {year: true, month: true},
	51: {month: true, day: true}, 52: {year: true, month: true},
	53: {month: true, day: true}, 54: {month: true, day: true},
	57: {year: true, month: true}, 58: {month: true, day: true},
}

// builtInFormat returns the built-in format of a number, general for those
// that show plain numbers.
func builtInFormat(id int) numberFormat {
	if f, ok := builtInDates[id]; ok {
		return f
	}
	if id == 2 { // 0.00
		return numberFormat{decimals: 2, width: 1}
	}
	return generalFormat
}

// parseFormat reads a format code such as yyyy"年"m"月";@ or 0000.
func parseFormat(code string) numberFormat {
	code, _, _ = strings.Cut(bareFormat(code), ";")
	if digits, decimals, _ := strings.Cut(code, "."); digits != "" &&
		strings.Trim(digits, "0") == "" && strings.Trim(decimals, "0") == "" {
		return numberFormat{decimals: len(decimals), width: len(digits)}
	}
	if strings.ContainsAny(code, "0#") || strings.Contains(code, "general") {
		return generalFormat
	}
	f := generalFormat
	f.year = strings.ContainsAny(code, "ye")
	f.day = strings.Contains(code, "d")
	// Beside hours and seconds alone, m is minutes.
	f.month = strings.Contains(code, "m") && (f.year || f.day || !strings.ContainsAny(code, "hs"))
	return f
}

// bareFormat leaves out of a format code what it only prints: quoted texts,
// colours, conditions, escaped characters and blanks.
func bareFormat(code string) string {
	var out strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			i = closing(code, i, '"')
		case '[':
			i = closing(code, i, ']')
		case '\\', '_', '*':
			i++
		case ' ':
		default:
			out.WriteByte(code[i])
		}
	}
	return strings.ToLower(out.String())
}

// closing is where mark comes next after from, or the end.
func closing(code string, from int, mark byte) int {
	if i := strings.IndexByte(code[from+1:], mark); i >= 0 {
		return from + 1 + i
	}
	return len(code)
}

// Days of Excel's calendar that can be dates of a roster: 1 January 1900 to
// 31 December 2199.
const (
	firstSerial = 1
	lastSerial  = 109_574
)

// Excel counts days from 31 December 1899, and believes in a 29 February 1900;
// on old Macs from 1 January 1904.
var (
	epoch1900 = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	epoch1904 = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// dayOfSerial returns the day that Excel keeps as the number serial.
func dayOfSerial(serial int, since1904 bool) model.Date {
	if since1904 {
		return model.DateOf(epoch1904.AddDate(0, 0, serial))
	}
	if serial < 60 { // before the day that never was
		serial++
	}
	return model.DateOf(epoch1900.AddDate(0, 0, serial))
}

// latestBirth is a year in which Excel did not yet run on today's formats:
// where a cell shows month and day only, a later year is not the person's but
// that of the day when it was typed.
const latestBirth = 2004

// showNumber turns the number in a cell into what the cell says.
func showNumber(raw string, f numberFormat, since1904 bool) cell {
	if !f.date() && f.decimals < 0 && isDigits(raw) {
		return cell{raw, numberCell}
	}
	value, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return cell{raw, textCell}
	}
	switch {
	case f.date() && value >= firstSerial && value < lastSerial:
		return cell{f.shown(dayOfSerial(int(value), since1904)).String(), dayCell}
	case f.decimals >= 0:
		text := strconv.FormatFloat(value, 'f', f.decimals, 64)
		digits, _, _ := strings.Cut(text, ".")
		if missing := f.width - len(digits); missing > 0 && value >= 0 {
			text = strings.Repeat("0", missing) + text
		}
		return cell{text, numberCell}
	case math.Abs(value) >= 1e21:
		return cell{raw, numberCell}
	}
	return cell{strconv.FormatFloat(value, 'f', -1, 64), numberCell}
}

// shown leaves of a day the parts that the format shows.
func (f numberFormat) shown(d model.Date) model.Date {
	if !f.year && d.Year > latestBirth {
		d.Year = 0
	}
	if !f.month {
		d.Month = 0
	}
	if !f.day {
		d.Day = 0
	}
	return d
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// dateOfNumber reads a number in a column of dates that is not formatted as
// one: 19600305, 196003, 1960, 1960.3 or a day of Excel's calendar. The text
// it returns is for model.ParseDate. january is true where 1960.1 may as well
// have been 1960.10, which Excel shortens.
func dateOfNumber(text string, since1904 bool) (date string, january bool) {
	whole, decimals, hasDecimals := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return text, false
	}
	hasDecimals = hasDecimals && strings.Trim(decimals, "0") != ""
	switch isYear := n >= 1880 && n <= 2100; {
	case isYear && hasDecimals:
		if len(decimals) > 2 { // 1960.12 may be kept as 1960.1199999999999
			text = strings.TrimRight(strconv.FormatFloat(float64(n)+fraction(decimals), 'f', 2, 64), "0")
		}
		return text, decimals == "1"
	case isYear, len(whole) == 8, len(whole) == 6:
		return whole, false
	case n > 2100 && n < lastSerial: // lower ones would be children of 1900–1905
		return dayOfSerial(n, since1904).String(), false
	}
	return text, false
}

func fraction(decimals string) float64 {
	value, err := strconv.ParseFloat("0."+decimals, 64)
	if err != nil {
		return 0
	}
	return value
}

// lostDigits reports whether Excel has kept what was an ID number as a
// quantity, of which it keeps 15 digits and writes 0 for the rest. problem is
// what is wrong with the number otherwise.
func lostDigits(c cell, idNumber string, problem error) bool {
	if len(idNumber) != 18 || !isDigits(idNumber) {
		return false
	}
	if strings.HasSuffix(idNumber, "000") {
		return c.kind == numberCell || problem != nil
	}
	return c.kind == numberCell && problem != nil
}

// plainDigits writes a quantity such as 1.9900001234E10, as text files have
// it, with all its digits.
func plainDigits(text string) string {
	if !strings.ContainsAny(text, "eE.") || strings.Trim(text, "0123456789.+eE") != "" {
		return text
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || value < 1e9 || value >= 1e18 || value != math.Trunc(value) {
		return text
	}
	return fmt.Sprintf("%.0f", value)
}
