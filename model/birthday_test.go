package model_test

import (
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

func solar(year, month, day int) model.Birthday {
	return model.Birthday{Date: model.Date{Year: year, Month: month, Day: day}, Calendar: model.Solar}
}

func lunar(year, month, day int) model.Birthday {
	return model.Birthday{Date: model.Date{Year: year, Month: month, Day: day}, Calendar: model.Lunar}
}

func leap(year, month, day int) model.Birthday {
	b := lunar(year, month, day)
	b.Leap = true
	return b
}

func TestBirthdayIsKeptOn(t *testing.T) {
	for _, c := range []struct {
		promise    string
		birthday   model.Birthday
		from, want model.Date
	}{
		{"later this year", solar(1949, 10, 1), model.Date{2018, 5, 7}, model.Date{2018, 10, 1}},
		{"today", solar(1949, 10, 1), model.Date{2018, 10, 1}, model.Date{2018, 10, 1}},
		{"after New Year", solar(1949, 1, 3), model.Date{2018, 12, 28}, model.Date{2019, 1, 3}},
		{"without a year", solar(0, 5, 13), model.Date{2018, 5, 14}, model.Date{2019, 5, 13}},
		{"29 February in a leap year", solar(1960, 2, 29), model.Date{2020, 2, 1}, model.Date{2020, 2, 29}},
		{"29 February in a common year", solar(1960, 2, 29), model.Date{2019, 2, 1}, model.Date{2019, 2, 28}},
		{"29 February, the 28th gone by", solar(1960, 2, 29), model.Date{2019, 3, 1}, model.Date{2020, 2, 29}},
		{"not on the day of birth", solar(2018, 5, 7), model.Date{2018, 5, 7}, model.Date{2019, 5, 7}},
		{"lunar new year's day", lunar(1938, 1, 1), model.Date{2018, 1, 1}, model.Date{2018, 2, 16}},
		{"腊月 in the next solar year", lunar(1938, 12, 23), model.Date{2018, 3, 1}, model.Date{2019, 1, 28}},
		{"腊月 of the lunar year before", lunar(1938, 12, 23), model.Date{2018, 1, 1}, model.Date{2018, 2, 8}},
		{"leap month where the year has it", leap(1963, 4, 1), model.Date{2020, 5, 1}, model.Date{2020, 5, 23}},
		{"leap month where the year has another", leap(1963, 4, 1), model.Date{2025, 1, 1}, model.Date{2025, 4, 28}},
		{"leap month where the year has none", leap(1963, 4, 1), model.Date{2021, 3, 1}, model.Date{2021, 5, 12}},
		{"plain month of a year that has it twice", lunar(1963, 4, 1), model.Date{2020, 4, 1}, model.Date{2020, 4, 23}},
		{"三十 in a long month", lunar(1951, 12, 30), model.Date{2018, 1, 1}, model.Date{2018, 2, 15}},
		{"三十 in a short month", lunar(1951, 12, 30), model.Date{2022, 1, 1}, model.Date{2022, 1, 31}},
		{"三十 in a short month is 廿九 in 2025 too", lunar(1951, 12, 30), model.Date{2025, 1, 1}, model.Date{2025, 1, 28}},
		{"lunar without a year", lunar(0, 8, 15), model.Date{2024, 1, 1}, model.Date{2024, 9, 17}},
	} {
		if err := c.birthday.Validate(); err != nil {
			t.Errorf("%s: %v", c.promise, err)
		}
		if got := c.birthday.On(c.from); got != c.want {
			t.Errorf("%s: %s from %v is kept on %v, want %v", c.promise, c.birthday.Chinese(), c.from, got, c.want)
		}
	}
}

func TestBirthdayWithoutMonthAndDayIsKeptOnNoDay(t *testing.T) {
	from := model.Date{2018, 1, 1}
	for _, b := range []model.Birthday{{}, solar(1949, 0, 0), solar(1949, 10, 0), lunar(1949, 0, 0), lunar(1949, 10, 0)} {
		if got := b.On(from); !got.IsZero() {
			t.Errorf("%+v is kept on %v", b, got)
		}
		if got := b.Between(from, model.Date{2020, 1, 1}); len(got) > 0 {
			t.Errorf("%+v is kept on %v", b, got)
		}
		if got := b.Born(); !got.IsZero() {
			t.Errorf("%+v was born on %v", b, got)
		}
	}
}

func TestNonsenseIsKeptOnNoDay(t *testing.T) {
	for _, b := range []model.Birthday{lunar(1949, 13, 1), lunar(1949, -1, 1), lunar(1949, 1, 31), solar(1949, 13, 1), solar(1949, 2, 31)} {
		if got := b.On(model.Date{2018, 1, 1}); !got.IsZero() {
			t.Errorf("%+v is kept on %v", b, got)
		}
	}
	if got := lunar(0, 12, 30).On(model.Date{2300, 1, 1}); !got.IsZero() {
		t.Errorf("past the tables a lunar birthday is kept on %v", got)
	}
}

func TestLunarBirthdayMayComeTwiceInASolarYear(t *testing.T) {
	b := lunar(1950, 12, 1) // 2022-01-03 and 2022-12-23
	got := b.Between(model.Date{2022, 1, 1}, model.Date{2022, 12, 31})
	if len(got) != 2 || got[0] != (model.Date{2022, 1, 3}) || got[1] != (model.Date{2022, 12, 23}) {
		t.Errorf("腊月初一 in 2022 falls on %v", got)
	}
	if got := b.Between(model.Date{2021, 1, 14}, model.Date{2022, 1, 2}); len(got) != 0 {
		t.Errorf("between two of them it falls on %v", got)
	}
}

func TestNextBirthdayIsTheFirstOfTheDaysAhead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, from := birthdays().Draw(t, "birthday"), solarDays().Draw(t, "from")
		next := b.On(from)
		if next.Before(from) {
			t.Fatalf("%v from %v is kept on %v", b.Chinese(), from, next)
		}
		if again := b.On(next); again != next {
			t.Fatalf("%v is kept on %v, from that day on %v", b.Chinese(), next, again)
		}
		born := b.Born()
		if wait := from.DaysUntil(next); wait > 385+7 && (born.IsZero() || born.Before(from)) {
			t.Fatalf("%v from %v is only kept after %d days", b.Chinese(), from, wait)
		}
		if b.Calendar == model.Lunar {
			kept, _ := model.LunarOf(next)
			if kept.Date.Month != b.Date.Month || kept.Date.Day > b.Date.Day || kept.Date.Day < min(b.Date.Day, 29) {
				t.Fatalf("%v is kept on %v", b.Chinese(), kept.Chinese())
			}
			if b.Leap && !kept.Leap && model.LeapMonth(kept.Date.Year) == b.Date.Month {
				t.Fatalf("%v is kept in the plain month of %d", b.Chinese(), kept.Date.Year)
			}
		}
	})
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		promise  string
		birthday model.Birthday
		on       model.Date
		want     int
	}{
		{"the day before", solar(1949, 10, 1), model.Date{2018, 9, 30}, 68},
		{"the day", solar(1949, 10, 1), model.Date{2018, 10, 1}, 69},
		{"29 February on the 28th", solar(1960, 2, 29), model.Date{2019, 2, 28}, 59},
		{"unknown year", solar(0, 10, 1), model.Date{2018, 10, 1}, 0},
		{"before birth", solar(2049, 10, 1), model.Date{2018, 10, 1}, 0},
		{"only the year", solar(1949, 0, 0), model.Date{2018, 1, 1}, 69},
		{"only the month, before it", solar(1949, 10, 0), model.Date{2018, 9, 30}, 68},
		{"only the month, in it", solar(1949, 10, 0), model.Date{2018, 10, 1}, 69},
		{"lunar, 春节 not yet come", lunar(1938, 1, 1), model.Date{2018, 2, 15}, 79},
		{"lunar, on 春节", lunar(1938, 1, 1), model.Date{2018, 2, 16}, 80},
		{"lunar 腊月 kept in the next solar year", lunar(1938, 12, 23), model.Date{2019, 1, 28}, 80},
		{"not on a full day", solar(1949, 10, 1), model.Date{2018, 10, 0}, 0},
		{"nothing known", model.Birthday{}, model.Date{2018, 10, 1}, 0},
	} {
		if got := c.birthday.Age(c.on); got != c.want {
			t.Errorf("%s: %s is %d on %v, want %d", c.promise, c.birthday.Chinese(), got, c.on, c.want)
		}
	}
}

func TestAgeGrowsByOneOnTheBirthdayOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, day := birthdays().Draw(t, "birthday"), solarDays().Draw(t, "day")
		step := b.Age(day) - b.Age(day.AddDays(-1))
		kept := b.Date.Year > 0 && b.On(day) == day
		if step != 0 && step != 1 || (step == 1) != kept {
			t.Fatalf("on %v %v grows by %d years", day, b.Chinese(), step)
		}
	})
}

func TestBirthdayValidateRefusesDaysItsCalendarHasNot(t *testing.T) {
	for _, b := range []model.Birthday{
		solar(1960, 2, 30), solar(1961, 2, 29), solar(1960, 13, 1), solar(1960, 0, 5), solar(1700, 1, 1), solar(0, 3, 0),
		lunar(1938, 13, 1), lunar(1938, 1, 31), lunar(1938, -1, 1), lunar(1938, 0, 5), lunar(0, 3, 0), lunar(1700, 1, 1),
		lunar(2021, 12, 30), // 腊月 of 2021 has 29 days
		leap(2021, 4, 1), leap(2020, 5, 1), leap(2020, 0, 0), leap(0, 13, 1), leap(2020, 4, 30),
		{Date: model.Date{1960, 3, 5}, Calendar: model.Solar, Leap: true},
		{Date: model.Date{1960, 3, 5}, Calendar: "julian"},
	} {
		fieldAtFault(t, b.Validate(), "Birthday")
	}
	for _, b := range []model.Birthday{
		{},
		{Calendar: model.Lunar},
		{Calendar: model.Solar},
		{Date: model.Date{1960, 3, 5}},
		solar(1960, 2, 29), solar(0, 2, 29), solar(1960, 0, 0), solar(1960, 3, 0),
		lunar(1938, 2, 30), lunar(0, 2, 30), lunar(1938, 0, 0), lunar(1938, 3, 0), leap(2020, 4, 29), leap(0, 8, 30), leap(2020, 4, 0),
	} {
		if err := b.Validate(); err != nil {
			t.Errorf("%+v: %v", b, err)
		}
	}
}

func TestBirthdayIsWrittenInItsOwnCalendar(t *testing.T) {
	for _, c := range []struct {
		birthday               model.Birthday
		chinese, short, string string
	}{
		{solar(1949, 10, 1), "1949年10月1日", "10月1日", "1949-10-01"},
		{solar(0, 5, 13), "5月13日", "5月13日", "--05-13"},
		{solar(1949, 10, 0), "1949年10月", "10月", "1949-10"},
		{solar(1949, 0, 0), "1949年", "", "1949"},
		{lunar(1938, 3, 28), "农历1938年三月廿八", "农历三月廿八", "1938-03-28"},
		{lunar(1938, 12, 30), "农历1938年腊月三十", "农历腊月三十", "1938-12-30"},
		{leap(2020, 4, 1), "农历2020年闰四月初一", "农历闰四月初一", "2020-04-01"},
		{lunar(0, 1, 10), "农历正月初十", "农历正月初十", "--01-10"},
		{lunar(1938, 11, 0), "农历1938年冬月", "农历冬月", "1938-11"},
		{lunar(1938, 0, 0), "农历1938年", "", "1938"},
		{model.Birthday{Calendar: model.Lunar}, "", "", ""},
	} {
		if got := c.birthday.Chinese(); got != c.chinese {
			t.Errorf("%+v is written %q, want %q", c.birthday, got, c.chinese)
		}
		if got := c.birthday.Short(); got != c.short {
			t.Errorf("%+v is written %q, want %q", c.birthday, got, c.short)
		}
		if got := c.birthday.String(); got != c.string {
			t.Errorf("%+v is stored %q, want %q", c.birthday, got, c.string)
		}
	}
}

func TestParseBirthdayReadsBothCalendars(t *testing.T) {
	for text, want := range map[string]model.Birthday{
		"":                {},
		"1949-10-01":      solar(1949, 10, 1),
		"公历1949年10月1日":    solar(1949, 10, 1),
		"阳历 19491001":     solar(1949, 10, 1),
		"5月13日":           solar(0, 5, 13),
		"农历1938年三月廿八":     lunar(1938, 3, 28),
		"1938年三月廿八":       lunar(1938, 3, 28),
		"农历一九三八年三月二十八":    lunar(1938, 3, 28),
		"阴历1938-3-28":     lunar(1938, 3, 28),
		"1938-03-28（农历）":  lunar(1938, 3, 28),
		"农历 1938年3月28日":   lunar(1938, 3, 28),
		"旧历３月２８":          lunar(0, 3, 28),
		"农历1938.2.30":     lunar(1938, 2, 30),
		"腊月二十三":           lunar(0, 12, 23),
		"十一月初十":           lunar(0, 11, 10),
		"农历十二月三十":         lunar(0, 12, 30),
		"正月十五":            lunar(0, 1, 15),
		"冬月":              {},
		"农历十月":            {},
		"农历三月八日":          lunar(0, 3, 8),
		"农历1938年腊月":       lunar(1938, 12, 0),
		"农历1938年":         lunar(1938, 0, 0),
		"闰四月初一":           leap(0, 4, 1),
		"农历2020年闰4月29日":   leap(2020, 4, 29),
		"农历2020-04-29(闰)": leap(2020, 4, 29),
	} {
		got, err := model.ParseBirthday(text)
		if want.IsZero() && text != "" {
			fieldAtFault(t, err, "Birthday")
			continue
		}
		if err != nil || got != want {
			t.Errorf("ParseBirthday(%q) = %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestParseBirthdayRefusesNonsense(t *testing.T) {
	for _, text := range []string{
		"1960-13-45", "农历", "农历1938年13月1日", "农历二十十", "腊月卅一", "闰", "农历1938年三月廿十", "2021年闰四月初一", "农历昨天", "正月初",
	} {
		got, err := model.ParseBirthday(text)
		if err == nil {
			t.Errorf("ParseBirthday(%q) = %+v", text, got)
			continue
		}
		fieldAtFault(t, err, "Birthday")
	}
}

func TestParseBirthdayReadsBackWhatIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := birthdays().Draw(t, "birthday")
		if got, err := model.ParseBirthday(b.Chinese()); err != nil || got != b {
			t.Fatalf("%q reads as %+v, %v; want %+v", b.Chinese(), got, err, b)
		}
	})
}
