package model

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTheNextDayOfAScheduleIsTheFirstThatFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ReportSchedule{EveryWeek, rapid.IntRange(1, 7).Draw(t, "weekday")}
		if rapid.Bool().Draw(t, "monthly") {
			s = ReportSchedule{EveryMonth, rapid.IntRange(1, 31).Draw(t, "day")}
		}
		day := Date{Year: rapid.IntRange(2000, 2099).Draw(t, "year"), Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 364).Draw(t, "of the year"))
		fits := func(d Date) bool {
			if s.Every == EveryWeek {
				return (int(d.Time().Weekday())+6)%7+1 == s.Day
			}
			return d.Day == min(s.Day, daysIn(d.Year, d.Month))
		}
		want := day.AddDays(1)
		for !fits(want) {
			want = want.AddDays(1)
		}
		if got := s.Next(day); got != want {
			t.Fatalf("%s after %s is %s, want %s", s.Chinese(), day, got, want)
		}
		if late := s.Late(day, want); late != 0 {
			t.Fatalf("late by %d on the day itself", late)
		}
		if late := s.Late(day, want.AddDays(3)); late != 3 {
			t.Fatalf("three days later it is late by %d", late)
		}
		if again := ParseSchedule(s.String()); again != s {
			t.Fatalf("%q is read as %v", s, again)
		}
	})
}

func TestWhatIsNoScheduleIsNeverLate(t *testing.T) {
	for _, text := range []string{"", "week", "week 8", "month 0", "year 1", "week x"} {
		s := ParseSchedule(text)
		if s != (ReportSchedule{}) || s.Late(Date{Year: 2018, Month: 1, Day: 1}, Date{Year: 2019, Month: 1, Day: 1}) != 0 || s.Chinese() != "不定期" {
			t.Errorf("%q is %v", text, s)
		}
	}
}
