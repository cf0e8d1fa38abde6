package sample_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/sample"
)

var may = model.Date{Year: 2018, Month: 5, Day: 7}

// inMay is made once; a test that opens it gets a copy.
var inMay = sync.OnceValues(func() (sample.Made, error) {
	dir, err := os.MkdirTemp("", "jishi-sample-*")
	if err != nil {
		return sample.Made{}, err
	}
	return sample.Make(context.Background(), dir, may)
})

func TestMain(m *testing.M) {
	status := m.Run()
	if made, err := inMay(); err == nil {
		if err := os.RemoveAll(made.Dir); err != nil {
			status = max(status, 1)
		}
	}
	os.Exit(status)
}

// newCentre is the sample centre of a day, in a folder of the test's own.
func newCentre(t *testing.T, day model.Date) sample.Made {
	t.Helper()
	if day != may {
		made, err := sample.Make(t.Context(), t.TempDir(), day)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	made, err := inMay()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(made.Dir)); err != nil {
		t.Fatal(err)
	}
	made.Dir = dir
	return made
}

// TestEveryFileOfTheSampleIsTheSameEachTime compares all files but the lock:
// the database, the photos, the PDFs and the exported lists.
func TestEveryFileOfTheSampleIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	first := newCentre(t, may)
	second, err := sample.Make(t.Context(), t.TempDir(), may)
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	one, other := os.DirFS(first.Dir), os.DirFS(second.Dir)
	err = fs.WalkDir(one, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		a, err := fs.ReadFile(one, name)
		if err != nil {
			return err
		}
		b, err := fs.ReadFile(other, name)
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs (%v)", name, err)
		}
		files++
		return nil
	})
	if err != nil || files < 50 {
		t.Errorf("%d files, %v", files, err)
	}
}

// TestEveryPageOfTheSampleHasLife holds the sample centre to what each page
// needs in order to be tried.
func TestEveryPageOfTheSampleHasLife(t *testing.T) {
	t.Parallel()
	made := newCentre(t, may)
	if made.Imported != 121 || made.Members <= made.Imported || len(made.Warnings) > 0 {
		t.Errorf("%d imported, %d members, warnings %q", made.Imported, made.Members, made.Warnings)
	}
	now := func() time.Time { return may.Time().Add(9 * time.Hour) }
	st, err := store.Open(t.Context(), made.Dir, store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	for what, f := range map[string]store.MemberFilter{
		"moved": {State: model.Moved}, "deceased": {State: model.Deceased}, "in the recycle bin": {Removed: true},
		"residents": {Category: "群众"}, "volunteers": {Category: "志愿者"}, "in service": {InService: true},
		"living alone": {Tag: "独居"}, "over eighty": {AgeFrom: 80}, "without a phone": {Lacks: store.LacksPhone}, "without a birthday": {Lacks: store.LacksBirthday},
	} {
		if page, err := st.Members(t.Context(), f); err != nil || page.Total == 0 {
			t.Errorf("nobody is %s (%v)", what, err)
		}
	}
	all, err := st.Members(t.Context(), store.MemberFilter{})
	if err != nil {
		t.Fatal(err)
	}
	photos := 0
	for _, m := range all.Members {
		if m.Photo == "" {
			continue
		}
		photos++
		if _, err := st.Photo(m.Photo); err != nil {
			t.Errorf("the photo of %s: %v", m.Name, err)
		}
	}
	pairs, err := st.Duplicates(t.Context(), nil)
	if err != nil || len(pairs) < 3 {
		t.Errorf("%d likely pairs, want at least 3 (%v)", len(pairs), err)
	}
	merges, err := st.Merges(t.Context())
	if err != nil || len(merges) != 1 {
		t.Errorf("%d merges (%v)", len(merges), err)
	}
	lists, err := st.MemberLists(t.Context())
	if err != nil || len(lists) != 3 || photos != 4 {
		t.Errorf("%d saved lists, %d photos (%v)", len(lists), photos, err)
	}
	for _, l := range lists {
		if page, err := st.Members(t.Context(), l.Filter); err != nil || page.Total < 4 {
			t.Errorf("the list %s has %d people (%v)", l.Name, page.Total, err)
		}
	}
	if problems, err := st.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check found %q (%v)", problems, err)
	}
}

// TestTheDaysAheadHaveAllThatACentreCelebrates asks on any day of the year:
// the sample is made on the day somebody tries the program.
func TestTheDaysAheadHaveAllThatACentreCelebrates(t *testing.T) {
	t.Parallel()
	for _, day := range []model.Date{may, {Year: 2024, Month: 2, Day: 26}, {Year: 2026, Month: 12, Day: 28}} {
		made := newCentre(t, day)
		st, err := store.Open(t.Context(), made.Dir, store.Options{Now: func() time.Time { return day.Time().Add(9 * time.Hour) }})
		if err != nil {
			t.Fatal(err)
		}
		ahead, err := st.Anniversaries(t.Context(), store.AnniversaryFilter{From: day, Days: 30})
		if err != nil {
			t.Fatal(err)
		}
		years := map[int]bool{}
		unknown := false
		for _, a := range ahead.Anniversaries {
			if a.Milestone() {
				years[a.Years] = true
			}
			unknown = unknown || a.Years == 0
			if strings.HasSuffix(a.Branch, "党小组") {
				t.Errorf("%s is told to be of the branch %s", a.Member.Name, a.Branch)
			}
		}
		for _, n := range []int{10, 20, 50, 90, 100} {
			if !years[n] {
				t.Errorf("%s: nobody keeps %d years within 30 days", day, n)
			}
		}
		behind, err := st.Anniversaries(t.Context(), store.AnniversaryFilter{From: day.AddDays(-30), Days: 30, Greeted: store.OnlyGreeted})
		if err != nil || behind.Total == 0 || !unknown {
			t.Errorf("%s: %d greeted, one of unknown years %v (%v)", day, behind.Total, unknown, err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestTheYearOfTheSampleIsPlanned(t *testing.T) {
	t.Parallel()
	made := newCentre(t, may)
	st, err := store.Open(t.Context(), made.Dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	plan, err := st.YearPlan(t.Context(), may.Year)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range plan.Months {
		if m.Theme == "" {
			t.Errorf("month %d has no theme", i+1)
		}
	}
	if m := plan.Months[4]; m.Cancelled != 1 || m.Held == 0 || m.Planned == 0 || plan.Months[7].Empty() || !plan.Months[11].Empty() {
		t.Errorf("May is %+v", m)
	}
	visits, err := st.RoomVisits(t.Context(), may.AddDays(-30), may)
	if err != nil {
		t.Fatal(err)
	}
	visitors := 0
	for _, v := range visits {
		visitors += v.Visitors
	}
	if visitors != 124 {
		t.Errorf("%d visitors", visitors)
	}
	if templates, err := st.Templates(t.Context()); err != nil || len(templates) != 2 {
		t.Errorf("the templates are %v, %v", templates, err)
	}
}
