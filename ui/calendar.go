package ui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// calendar teaches date fields the domain's days.
func (d *desk) calendar(withLunar bool) widgets.Calendar {
	return widgets.Calendar{
		Parse: func(text string, lunar bool) (widgets.Day, error) {
			if withLunar {
				return parseBirthday(text, lunar)
			}
			date, err := model.ParseDate(text)
			return dayOf(date), err
		},
		Format:  func(day widgets.Day) string { return dateOf(day).String() },
		Explain: explainDay,
		Months:  monthsOf,
		Days:    daysOf,
		First: func(year, month int) int {
			return (int(model.Date{Year: year, Month: month, Day: 1}.Time().Weekday()) + 6) % 7
		},
		Today: func() widgets.Day { return dayOf(d.today()) },
	}
}

// dateField is a field for a day of the usual calendar.
func (d *desk) dateField() *widgets.DateField {
	return widgets.NewDateField(d.calendar(false), false, "", "")
}

// birthdayField is a field for a birthday, which may be lunar.
func (d *desk) birthdayField() *widgets.DateField {
	return widgets.NewDateField(d.calendar(true), true, lang.L("Lunar"), lang.L("Leap month"))
}

func dayOf(date model.Date) widgets.Day {
	return widgets.Day{Year: date.Year, Month: date.Month, Day: date.Day}
}

func dateOf(day widgets.Day) model.Date {
	return model.Date{Year: day.Year, Month: day.Month, Day: day.Day}
}

// birthdayDay and birthdayOf turn birthdays into what the field shows and back.
func birthdayDay(b model.Birthday) widgets.Day {
	day := dayOf(b.Date)
	day.Lunar, day.Leap = b.Calendar == model.Lunar, b.Leap
	return day
}

func birthdayOf(day widgets.Day) model.Birthday {
	b := model.Birthday{Date: dateOf(day), Calendar: model.Solar, Leap: day.Leap}
	if day.Lunar {
		b.Calendar = model.Lunar
	}
	return b
}

// explainDay says a lunar day in words and a solar one's weekday not at all.
func explainDay(day widgets.Day) string {
	if day == (widgets.Day{Lunar: day.Lunar, Leap: day.Leap}) || !day.Lunar {
		return ""
	}
	if err := birthdayOf(day).Validate(); err != nil {
		return errorText(err)
	}
	return birthdayOf(day).Chinese()
}

func monthsOf(year int, lunar bool) []widgets.Month {
	var months []widgets.Month
	if lunar {
		return lunarMonths(year)
	}
	for m := 1; m <= 12; m++ {
		months = append(months, widgets.Month{Month: m, Name: lang.L("Month {{.N}}", map[string]any{"N": m})})
	}
	return months
}

func daysOf(month widgets.Month, year int, lunar bool) []string {
	if lunar {
		return lunarDays(year, month)
	}
	last := time.Date(year, time.Month(month.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	names := make([]string, last)
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	return names
}

// parseBirthday reads a birthday; with the lunar switch on, plain figures are
// lunar too.
func parseBirthday(text string, lunar bool) (widgets.Day, error) {
	if lunar && text != "" {
		text = "农历" + text
	}
	b, err := model.ParseBirthday(text)
	if err != nil && lunar {
		// The 30th may be a day of the leap month alone. Which month is meant
		// the field's second switch says, and the person is checked with it.
		if leap, leapErr := model.ParseBirthday("闰" + text); leapErr == nil {
			leap.Leap = false
			return birthdayDay(leap), nil
		}
	}
	return birthdayDay(b), err
}

// lunarMonths lists a lunar year's months by name, the leap month in its place.
func lunarMonths(year int) []widgets.Month {
	leap := model.LeapMonth(year)
	var months []widgets.Month
	for m := 1; m <= 12; m++ {
		months = append(months, widgets.Month{Month: m, Name: lunarMonthName(m, false)})
		if m == leap {
			months = append(months, widgets.Month{Month: m, Leap: true, Name: lunarMonthName(m, true)})
		}
	}
	return months
}

func lunarMonthName(month int, leap bool) string {
	first := model.Birthday{Date: model.Date{Month: month, Day: 1}, Calendar: model.Lunar, Leap: leap}
	return strings.TrimSuffix(strings.TrimPrefix(first.Short(), "农历"), "初一")
}

func lunarDays(year int, month widgets.Month) []string {
	var names []string
	for d := 1; d <= 30; d++ {
		day := model.Birthday{Date: model.Date{Year: year, Month: month.Month, Day: d}, Calendar: model.Lunar, Leap: month.Leap}
		if day.Validate() != nil {
			break
		}
		names = append(names, strings.TrimPrefix(day.Short(), "农历"+lunarMonthName(month.Month, month.Leap)))
	}
	return names
}
