package sample_test

import (
	"path/filepath"
	"testing"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/sample"
)

func TestTheSampleDistrictHoldsTheCentresOfItsStreets(t *testing.T) {
	day := model.Date{Year: 2018, Month: 5, Day: 7}
	dir := filepath.Join(t.TempDir(), "示例 区")
	for range 2 { // the second time in place of the first
		made, err := sample.MakeDistrict(t.Context(), dir, day)
		if err != nil {
			t.Fatal(err)
		}
		if made.Streets != 2 || made.Centres != 5 || made.Received != 2 || len(made.Files) != 2 || len(made.Warnings) > 0 {
			t.Errorf("made %+v", made)
		}
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
	if len(view.Streets) != 2 || view.Counted() != 5 || view.Sum.Members == 0 || view.Overdue() != 1 {
		t.Errorf("%d streets, %d centres, %d people, %d overdue", len(view.Streets), view.Counted(), view.Sum.Members, view.Overdue())
	}
	problems, err := s.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
}
