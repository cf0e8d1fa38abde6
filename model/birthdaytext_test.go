package model_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestBirthdaysAreReadAsRostersWriteThem(t *testing.T) {
	for text, want := range map[string]model.Birthday{
		"八月念五":           lunar(0, 8, 25),
		"腊月卅":            lunar(0, 12, 30),
		"冬月廿":            lunar(0, 11, 20),
		"八月十五":           lunar(0, 8, 15),
		"1950年八月二十五":     lunar(1950, 8, 25),
		"1950年（庚寅年）八月十五": lunar(1950, 8, 15),
		"一九五零年八月十五（农历）":           lunar(1950, 8, 15),
		"二○○○年八月十五":               lunar(2000, 8, 15),
		"农历：1950-08-15":           lunar(1950, 8, 15),
		"1950.8.15（阴）":            lunar(1950, 8, 15),
		"（农）1950-8-15":            lunar(1950, 8, 15),
		"夏历八月十五":                  lunar(0, 8, 15),
		"古历拾月初十":                  lunar(0, 10, 10),
		"阴历1962.8.15":             lunar(1962, 8, 15),
		"农历1950.08.15 00:00:00":   lunar(1950, 8, 15),
		"1960-03-05 00:00:00":     solar(1960, 3, 5),
		"1960/3/5 0:00":           solar(1960, 3, 5),
		"1960-03-05T00:00:00Z":    solar(1960, 3, 5),
		"1960年3月5日 0:00:00":       solar(1960, 3, 5),
		"1960-03-05 上午 12:00:00":  solar(1960, 3, 5),
		"一九六〇年三月五日":               solar(1960, 3, 5),
		"公历一九六〇年八月十五":             solar(1960, 8, 15),
		"1960.3.5（阳）":             solar(1960, 3, 5),
		"公历：1960-3-5":             solar(1960, 3, 5),
		"公元1960年3月5日":             solar(1960, 3, 5),
		"1960-03-05 00:00:00.000": solar(1960, 3, 5),
	} {
		if got, err := model.ParseBirthday(text); err != nil || got != want {
			t.Errorf("ParseBirthday(%q) = %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"庚寅年八月十五", "农历八月中秋", "一九六〇年十三月五日", "一九六一年二月二十九日", "公农", "阴"} {
		if got, err := model.ParseBirthday(text); err == nil {
			t.Errorf("ParseBirthday(%q) = %+v", text, got)
		}
	}
}

// Every lunar day is read back from each way in which rosters write it.
func TestEveryLunarDayIsReadInEveryManner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := model.Date{Year: rapid.IntRange(1900, 2100).Draw(t, "year"), Month: rapid.IntRange(1, 12).Draw(t, "month"), Day: rapid.IntRange(1, 30).Draw(t, "day")}
		want := model.Birthday{Date: day, Calendar: model.Lunar, Leap: rapid.Bool().Draw(t, "leap")}
		if rapid.Bool().Draw(t, "no year") {
			want.Date.Year = 0
		}
		if want.Validate() != nil {
			t.Skip("the year has no such day")
		}
		leap, year := "", ""
		if want.Leap {
			leap = "闰"
		}
		if want.Date.Year > 0 {
			year = fmt.Sprintf("%d年", want.Date.Year)
		}
		plain := fmt.Sprintf("%s%d月%d日", year, day.Month, day.Day)
		manners := []string{
			want.Chinese(), year + lunarDayOf(want),
			"农历" + leap + plain, "阴历" + leap + plain, plain + "（农历" + leap + "）", "旧历 " + leap + plain,
		}
		if want.Date.Year > 0 {
			figures := fmt.Sprintf("%d.%d.%d", day.Year, day.Month, day.Day)
			manners = append(manners, "农历"+leap+figures, figures+"(阴"+leap+")", fmt.Sprintf("农历%s%d-%02d-%02d 00:00:00", leap, day.Year, day.Month, day.Day))
		}
		for _, text := range manners {
			if got, err := model.ParseBirthday(text); err != nil || got != want {
				t.Fatalf("%q reads as %+v, %v; want %+v", text, got, err, want)
			}
		}
	})
}

// lunarDayOf is the month and the day of a lunar birthday in words.
func lunarDayOf(b model.Birthday) string {
	b.Date.Year = 0
	return b.Chinese()[len("农历"):]
}
