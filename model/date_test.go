package model_test

import (
	"testing"
	"time"

	"jishi/model"

	"pgregory.net/rapid"
)

func TestParseDateReadsWhatPeopleAndSpreadsheetsWrite(t *testing.T) {
	for text, want := range map[string]model.Date{
		"":                    {},
		"  ":                  {},
		"1960-03-05":          {1960, 3, 5},
		"1960-3-5":            {1960, 3, 5},
		"1960/3/5":            {1960, 3, 5},
		"1960.03.05":          {1960, 3, 5},
		"1960。3。5":            {1960, 3, 5},
		"1960年3月5日":           {1960, 3, 5},
		"1960 年 3 月 5 日":      {1960, 3, 5},
		"1960年3月5号":           {1960, 3, 5},
		"１９６０年３月５日":           {1960, 3, 5},
		"１９６０．０３":             {1960, 3, 0},
		"　1960-03-05　":        {1960, 3, 5},
		"19600305":            {1960, 3, 5},
		"196003":              {1960, 3, 0},
		"1960.3":              {1960, 3, 0},
		"1960-03":             {1960, 3, 0},
		"1960年3月":             {1960, 3, 0},
		"1960":                {1960, 0, 0},
		"1960年":               {1960, 0, 0},
		"3月5日":                {0, 3, 5},
		"03-05":               {0, 3, 5},
		"--03-05":             {0, 3, 5},
		"--02-29":             {0, 2, 29},
		"1960-03-05 00:00:00": {1960, 3, 5},
		"1960-03-05T00:00:00": {1960, 3, 5},
		"1960/3/5 0:00":       {1960, 3, 5},
	} {
		if got, err := model.ParseDate(text); err != nil || got != want {
			t.Errorf("ParseDate(%q) = %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestParseDateRefusesWhatIsNoDay(t *testing.T) {
	for _, text := range []string{
		"1960-13-45", "1960-02-30", "2019-02-29", "1960-00-05", "--02-30", "1960-3-5-7", "0000-01-01", "1700-01-01",
		"2201-01-01", "3月", "5", "19605", "昨天", "1960-03-05 08:30", "99999999999999999999", "1960-03-05x",
	} {
		got, err := model.ParseDate(text)
		if !got.IsZero() {
			t.Errorf("ParseDate(%q) = %v with its error", text, got)
		}
		fieldAtFault(t, err, "")
	}
}

func TestParseDateReadsBackEveryString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := solarDays().Draw(t, "day")
		switch rapid.IntRange(0, 3).Draw(t, "known") {
		case 0:
			d.Day = 0
		case 1:
			d.Month, d.Day = 0, 0
		case 2:
			d.Year = 0
		}
		if got, err := model.ParseDate(d.String()); err != nil || got != d {
			t.Fatalf("%q reads as %+v, %v; want %+v", d, got, err, d)
		}
		if got, err := model.ParseDate(d.Chinese()); err != nil || got != d {
			t.Fatalf("%q reads as %+v, %v; want %+v", d.Chinese(), got, err, d)
		}
	})
}

func TestDateTextKeepsLunarDays(t *testing.T) {
	for _, want := range []model.Date{{}, {1938, 2, 30}, {0, 2, 30}, {1960, 3, 31}, {1960, 3, 0}, {1960, 0, 0}} {
		text, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got model.Date
		if err := got.UnmarshalText(text); err != nil || got != want {
			t.Errorf("%q reads as %+v, %v; want %+v", text, got, err, want)
		}
	}
	var d model.Date
	if err := d.UnmarshalText([]byte("1938-02-31")); err == nil {
		t.Errorf("31 February was read as %v", d)
	}
}

func TestDateIsWrittenWithoutLeadingZeros(t *testing.T) {
	for want, d := range map[string]model.Date{
		"2018年6月30日": {2018, 6, 30}, "2018年6月": {2018, 6, 0}, "2018年": {2018, 0, 0}, "5月7日": {0, 5, 7}, "": {},
	} {
		if got := d.Chinese(); got != want {
			t.Errorf("%+v is written %q, want %q", d, got, want)
		}
	}
}

func TestDateCountsDays(t *testing.T) {
	first, last := model.Date{Year: 1800, Month: 1, Day: 1}, model.Date{Year: 2200, Month: 12, Day: 31}
	if got := first.DaysUntil(last); got != 146461 {
		t.Errorf("1800 to 2200 are %d days, want 146461: 401 years with 97 leap days", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		d, n := solarDays().Draw(t, "day"), rapid.IntRange(-40000, 40000).Draw(t, "days")
		later := d.AddDays(n)
		if got := d.DaysUntil(later); got != n {
			t.Fatalf("%v to %v are %d days, want %d", d, later, got, n)
		}
		if d.Before(later) != (n > 0) || d.Compare(later) != -later.Compare(d) {
			t.Fatalf("%v and %v are in the wrong order", d, later)
		}
	})
}

func TestDateOfTakesTheClocksOwnDay(t *testing.T) {
	beijing := time.FixedZone("CST", 8*60*60)
	if got := model.DateOf(time.Date(2018, 5, 7, 0, 30, 0, 0, beijing)); got != (model.Date{2018, 5, 7}) {
		t.Errorf("half past midnight of 7 May in Beijing is %v", got)
	}
}

func TestUnknownPartsSortFirst(t *testing.T) {
	ordered := []model.Date{{}, {0, 3, 5}, {1960, 0, 0}, {1960, 3, 0}, {1960, 3, 5}, {1960, 4, 0}}
	for i := 1; i < len(ordered); i++ {
		if !ordered[i-1].Before(ordered[i]) {
			t.Errorf("%v does not sort before %v", ordered[i-1], ordered[i])
		}
	}
}

func TestWeekday(t *testing.T) {
	if got := (model.Date{2018, 6, 30}).Weekday(); got != "星期六" {
		t.Errorf("30 June 2018 is %s, want 星期六", got)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"1960-03-05", "1960年3月5日", "19600305", "--02-29", "１９６０．３", "1960-13-45", "\x00\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := model.ParseDate(text)
		if err != nil {
			fieldAtFault(t, err, "")
			return
		}
		if again, err := model.ParseDate(d.String()); err != nil || again != d {
			t.Errorf("%q reads as %v, which reads as %v, %v", text, d, again, err)
		}
	})
}

func TestADateIsWithinDaysWhereAllThatItMayBeIs(t *testing.T) {
	from, to := model.Date{Year: 2018, Month: 2, Day: 1}, model.Date{Year: 2018, Month: 12, Day: 31}
	for text, want := range map[string]bool{
		"2018-02-01": true, "2018-01-31": false, "2018-12-31": true, "2019-01-01": false, "2018-02": true, "2018-01": false, "2018": false, "": false,
	} {
		d, err := model.ParseDate(text)
		if text != "" && err != nil {
			t.Fatal(err)
		}
		if d.Within(from, to) != want {
			t.Errorf("%q within: %v", text, !want)
		}
	}
	if !(model.Date{Year: 2018}).Within(model.Date{Year: 2018, Month: 1, Day: 1}, to) {
		t.Error("a year is not within itself")
	}
}
