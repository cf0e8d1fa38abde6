package model_test

import (
	"strings"
	"sync"
	"testing"

	"jishi/model"
)

func TestSpringFestivalFallsWhereTheCalendarPutsIt(t *testing.T) {
	for _, festival := range []model.Date{
		{2018, 2, 16}, {2023, 1, 22}, {2024, 2, 10}, {2025, 1, 29}, {2026, 2, 17},
	} {
		want := model.Birthday{Date: model.Date{Year: festival.Year, Month: 1, Day: 1}, Calendar: model.Lunar}
		if got, ok := model.LunarOf(festival); !ok || got != want {
			t.Errorf("%v is %v, want 正月初一", festival, got.Chinese())
		}
		if got := model.LunarText(festival); got != "农历正月初一" {
			t.Errorf("%v is called %q", festival, got)
		}
		eve, _ := model.LunarOf(festival.AddDays(-1))
		if eve.Date.Year != festival.Year-1 || eve.Date.Month != 12 {
			t.Errorf("the day before %v is %v, want the end of 腊月 of the year before", festival, eve.Chinese())
		}
	}
}

// leapMonths are the years 1900–2100 as published conversion tables have them,
// a figure a year: 0 for none, a and b for 闰十月 and 闰冬月.
const leapMonths = "" +
	"8005004002 0600500207 0050040020 6005003070 0600400207 " + // 1900
	"0050030800 6004003070 0500408006 0040a00600 5003080050 " + // 1950
	"0400207005 0040900600 4002060050 030b006005 0020700500 " + // 2000
	"3080060040 0307005004 0800600400 3070050040 8006004002 " + // 2050
	"0" // 2100

func TestLeapMonthsAreThePublishedOnes(t *testing.T) {
	year := 1900
	for _, figure := range leapMonths {
		if figure == ' ' {
			continue
		}
		want := strings.IndexRune("0123456789ab", figure)
		if got := model.LeapMonth(year); got != want {
			t.Errorf("leap month of %d is %d, want %d", year, got, want)
		}
		year++
	}
	for _, year := range []int{1798, 2202} {
		if got := model.LeapMonth(year); got != 0 {
			t.Errorf("%d cannot be converted but has a leap month %d", year, got)
		}
	}
}

func TestEveryLunarDayConvertsThereAndBack(t *testing.T) {
	day, last := model.Date{Year: 1900, Month: 1, Day: 31}, model.Date{Year: 2101, Month: 1, Day: 28}
	before, _ := model.LunarOf(day.AddDays(-1))
	for ; !last.Before(day); day = day.AddDays(1) {
		lunar, ok := model.LunarOf(day)
		if !ok || lunar.Validate() != nil || lunar.Born() != day {
			t.Fatalf("%v is %v, which is %v", day, lunar.Chinese(), lunar.Born())
		}
		begins := lunar.Date.Day == 1 && before.Date.Day >= 29
		goesOn := lunar.Date.Day == before.Date.Day+1 && lunar.Date.Month == before.Date.Month && lunar.Leap == before.Leap
		if !begins && !goesOn {
			t.Fatalf("%v follows %v", lunar.Chinese(), before.Chinese())
		}
		before = lunar
	}
	if before.Date != (model.Date{Year: 2100, Month: 12, Day: 29}) {
		t.Errorf("the last day of 2100 is %v", before.Chinese())
	}
}

func TestLunarTextIsEmptyWhereThereIsNoAnswer(t *testing.T) {
	for _, d := range []model.Date{{}, {2018, 5, 0}, {2018, 2, 30}, {1799, 12, 31}, {2201, 1, 1}} {
		if got := model.LunarText(d); got != "" {
			t.Errorf("%+v is called %q", d, got)
		}
	}
	for want, d := range map[string]model.Date{
		"农历三月廿二": {2018, 5, 7}, "农历腊月三十": {2018, 2, 15}, "农历闰四月初一": {2020, 5, 23}, "农历冬月十五": {1800, 12, 30},
	} {
		if got := model.LunarText(d); got != want {
			t.Errorf("%v is called %q, want %q", d, got, want)
		}
	}
}

func TestManyMayAskForALunarYearAtOnce(t *testing.T) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for year := 1801; year < 1831; year++ {
				newYear := model.Birthday{Date: model.Date{Year: year, Month: 1, Day: 1}, Calendar: model.Lunar}
				if lunar, ok := model.LunarOf(newYear.Born()); !ok || lunar != newYear {
					t.Errorf("春节 of %d converts to %v", year, lunar.Chinese())
				}
			}
		})
	}
	group.Wait()
}
