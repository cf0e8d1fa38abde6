package model_test

import (
	"errors"
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

// solarDays draws full days of the years people live in.
func solarDays() *rapid.Generator[model.Date] {
	return rapid.Custom(func(t *rapid.T) model.Date {
		return model.Date{Year: 1900, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 73000).Draw(t, "days since 1900"))
	})
}

// birthdays draws valid birthdays of both calendars, the year known or not.
func birthdays() *rapid.Generator[model.Birthday] {
	return rapid.Custom(func(t *rapid.T) model.Birthday {
		b := model.Birthday{Date: solarDays().Draw(t, "born"), Calendar: model.Solar}
		if rapid.Bool().Draw(t, "lunar") {
			b, _ = model.LunarOf(b.Date)
		}
		if rapid.Bool().Draw(t, "yearless") {
			b.Date.Year = 0
		}
		return b
	})
}

// fieldAtFault checks that err is what a form can show at a field.
func fieldAtFault(t *testing.T, err error, field string) {
	t.Helper()
	var e *model.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a *model.Error at %s", err, field)
	}
	if e.Code != model.Invalid || e.Field != field {
		t.Errorf("got code %q at field %q, want invalid at %q (%s)", e.Code, e.Field, field, e.Message)
	}
	if e.Message == "" {
		t.Errorf("no sentence for field %s", field)
	}
}
