package model_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestFreeTimeIsSaidInWords(t *testing.T) {
	var f model.FreeTime
	if f.Chinese() != "" {
		t.Errorf("nothing said is %q", f.Chinese())
	}
	f = f.With(0, model.Morning, true).With(0, model.Evening, true)
	for _, p := range model.DayParts() {
		f = f.With(5, p, true)
	}
	if got := f.Chinese(); got != "周一上午晚上、周六全天" {
		t.Errorf("got %q", got)
	}
	f = f.With(0, model.Evening, false)
	if f.Has(0, model.Evening) || !f.Has(0, model.Morning) || f.Has(6, model.Morning) {
		t.Errorf("got %q", f.Chinese())
	}
}

func TestAnActivityTakesThePartsOfTheDayThatItTouches(t *testing.T) {
	monday := time.Date(2018, 5, 7, 0, 0, 0, 0, time.UTC)
	at := func(hour, minute int) time.Time {
		return monday.Add(time.Duration(hour*60+minute) * time.Minute)
	}
	for want, times := range map[string][2]time.Time{
		"周一上午":      {at(9, 0), at(12, 0)},
		"周一上午下午":    {at(11, 30), at(12, 30)},
		"周一下午":      {at(14, 0), at(18, 0)},
		"周一晚上":      {at(18, 0), at(20, 0)},
		"周一晚上、周二上午": {at(23, 30), at(24, 15)},
	} {
		if got := model.TimeOf(times[0], times[1]).Chinese(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEveryNumberOfARuleGivesItsSerialBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := model.NumberRule{
			Prefix:   rapid.SampledFrom([]string{"", "ZY", "郑志"}).Draw(t, "prefix"),
			WithYear: rapid.Bool().Draw(t, "year"), Digits: rapid.IntRange(3, 8).Draw(t, "digits"),
		}
		serial := rapid.IntRange(1, 2_000_000).Draw(t, "serial")
		head := rule.Head("410103008012", 2018)
		got, ok := rule.Serial(head, rule.Number(head, serial))
		if !ok || got != serial {
			t.Fatalf("%s is read as %d, %v", rule.Number(head, serial), got, ok)
		}
		if _, ok := rule.Serial(head, "x"+rule.Number(head, serial)); ok {
			t.Fatal("a number of another head is read")
		}
	})
}
