package sample_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/sample"
)

func TestTheSampleStreetHasTenCentresAndTheirPackages(t *testing.T) {
	t.Parallel()
	day := model.Date{Year: 2018, Month: 5, Day: 7}
	dir := filepath.Join(t.TempDir(), "示例 街道")
	made, err := sample.MakeStreet(t.Context(), dir, day)
	if err != nil {
		t.Fatal(err)
	}
	if made.Centres != 10 || made.Received != 18 || made.Answered != 8 || len(made.Files) != 2 || len(made.Warnings) > 0 {
		t.Errorf("made %+v", made)
	}
	s, err := store.Open(t.Context(), dir, store.Options{Now: day.Time})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	view, err := s.Overview(t.Context(), day.Year, day.Month)
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, c := range view.Centres {
		if c.Activities > 0 {
			held++
		}
	}
	if len(view.Centres) != 10 || held != 8 {
		t.Errorf("of %d centres %d held something this month", len(view.Centres), held)
	}
	items, err := s.StreetItems(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(items) != 2 || len(items[0].Signed) != 5 || len(items[1].Signed) != 8 {
		t.Errorf("handed down: %+v", items)
	}
	problems, err := s.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
}

// An empty folder is taken like one that is not there: what ends the work is
// that nobody wants it any more.
func TestASampleStreetGoesIntoAnEmptyFolder(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	dir := t.TempDir()
	if _, err := sample.MakeStreet(ctx, dir, may); !errors.Is(err, context.Canceled) {
		t.Errorf("in an empty folder: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) == 0 {
		t.Errorf("nothing was begun there: %v, %v", left, err)
	}
}
