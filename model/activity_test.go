package model_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

// lesson is an activity that can be saved as it is.
func lesson() model.Activity {
	start := time.Date(2018, 5, 7, 9, 0, 0, 0, time.UTC)
	return model.Activity{
		Kind: model.Lesson, Title: "新时代党课", Start: start, End: start.Add(90 * time.Minute), State: model.Planned,
	}
}

func TestActivityValidateNamesTheFieldAtFault(t *testing.T) {
	if err := lesson().Validate(); err != nil {
		t.Fatalf("a plain lesson is refused: %v", err)
	}
	for field, spoil := range map[string]func(*model.Activity){
		"Kind":          func(a *model.Activity) { a.Kind = "feast" },
		"Title":         func(a *model.Activity) { a.Title = " 　" },
		"Start":         func(a *model.Activity) { a.Start = time.Time{} },
		"End":           func(a *model.Activity) { a.End = a.Start.Add(59 * time.Second) },
		"Credit":        func(a *model.Activity) { a.Credit = 91 },
		"Beneficiaries": func(a *model.Activity) { a.Beneficiaries = -1 },
		"Number":        func(a *model.Activity) { a.Number = -1 },
		"State":         func(a *model.Activity) { a.State = "" },
		"Theme":         func(a *model.Activity) { a.Theme = strings.Repeat("字", 101) },
		"Content":       func(a *model.Activity) { a.Content = "a\x00b" },
		"Place":         func(a *model.Activity) { a.Place = "\xff" },
	} {
		a := lesson()
		spoil(&a)
		fieldAtFault(t, a.Validate(), field)
	}
	a := lesson()
	a.End = a.Start.Add(24*time.Hour + time.Minute)
	fieldAtFault(t, a.Validate(), "End")
	a.End = a.Start.Add(24 * time.Hour)
	if err := a.Validate(); err != nil {
		t.Errorf("a whole day is refused: %v", err)
	}
}

func TestPresentPeopleAreCreditedTheActivitysLengthUnlessItSaysOtherwise(t *testing.T) {
	a := lesson()
	if a.Minutes() != 90 || a.CreditMinutes() != 90 {
		t.Errorf("%d minutes, %d credited; want 90 and 90", a.Minutes(), a.CreditMinutes())
	}
	a.Credit = 45
	if a.Minutes() != 90 || a.CreditMinutes() != 45 {
		t.Errorf("%d minutes, %d credited; want 90 and 45", a.Minutes(), a.CreditMinutes())
	}
}

func TestActivityTimesKeepTheWallClockInEveryZone(t *testing.T) {
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("CST", 8*3600), time.FixedZone("west", -11*3600)} {
		got := model.Wall(time.Date(2018, 5, 7, 0, 30, 59, 999, zone))
		if want := time.Date(2018, 5, 7, 0, 30, 0, 0, time.UTC); !got.Equal(want) {
			t.Errorf("in %v half past midnight becomes %v", zone, got)
		}
		if day := (model.Activity{Start: got}).Date(); day != (model.Date{2018, 5, 7}) {
			t.Errorf("in %v 7 May becomes %v", zone, day)
		}
	}
}

func TestEveryKindNamesFieldsThatActivityHas(t *testing.T) {
	activity := reflect.TypeFor[model.Activity]()
	for _, info := range model.Kinds() {
		if info.Name == "" || info.DefaultMinutes <= 0 {
			t.Errorf("kind %s is not described: %+v", info.Kind, info)
		}
		if got := model.KindOf(info.Kind); got.Name != info.Name {
			t.Errorf("kind %s is called %s and %s", info.Kind, info.Name, got.Name)
		}
		for _, field := range info.Fields {
			if _, ok := activity.FieldByName(field); !ok || !info.Needs(field) {
				t.Errorf("kind %s wants a field %s", info.Kind, field)
			}
		}
	}
	if got := model.KindOf("newer"); got.Name != "newer" || got.DefaultMinutes == 0 || got.Needs("Theme") {
		t.Errorf("an unknown kind is described as %+v", got)
	}
}

func TestKindsListCannotBeSpoiledByItsReader(t *testing.T) {
	model.Kinds()[0].Name = "别的"
	if got := model.Kinds()[0].Name; got != "党课" {
		t.Errorf("the first kind is now called %s", got)
	}
}
