package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"jishi/model"
)

// bench of a test: a store with a clock that stands at 2018-05-07 09:00 and a
// centre.
func newStore(t testing.TB) *Store {
	t.Helper()
	s := openStore(t, t.TempDir())
	if _, err := s.SaveCentre(t.Context(), testCentre); err != nil {
		t.Fatal(err)
	}
	return s
}

var testCentre = model.Centre{Name: "高山社区党群服务中心", Code: "410103008012", Street: "大学路街道", District: "郑州市二七区"}

func openStore(t testing.TB, dir string) *Store {
	t.Helper()
	emptySchema(t, dir)
	s, err := Open(t.Context(), dir, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// migrated is a database that holds the schema and nothing else. The migrations
// have tests of their own; going through all of them for each store took most
// of the time of these.
var migrated = sync.OnceValues(func() (schema []byte, err error) {
	dir, err := os.MkdirTemp("", "jishi-schema-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(s.database())
})

// emptySchema lays the migrated database into a data folder that has none.
func emptySchema(t testing.TB, dir string) {
	t.Helper()
	file := filepath.Join(dir, databaseName)
	if _, err := os.Stat(file); err == nil {
		return
	}
	schema, err := migrated()
	must(t, err)
	must(t, os.MkdirAll(dir, 0o700))
	must(t, os.WriteFile(file, schema, 0o600))
}

// testOptions have a clock that goes on a second with each look and ids that
// count.
func testOptions() Options {
	var mu sync.Mutex
	now := time.Date(2018, 5, 7, 1, 0, 0, 0, time.UTC)
	n := 0
	return Options{
		Now: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			now = now.Add(time.Second)
			return now
		},
		NewID: func() model.ID {
			mu.Lock()
			defer mu.Unlock()
			n++
			return model.ID(fmt.Sprintf("01960000-0000-7000-8000-%012d", n))
		},
	}
}

func addMember(t testing.TB, s *Store, m model.Member) model.Member {
	t.Helper()
	m, err := s.SaveMember(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func addMembers(t testing.TB, s *Store, names ...string) []model.Member {
	t.Helper()
	list := make([]model.Member, len(names))
	for i, name := range names {
		list[i] = addMember(t, s, model.Member{Name: name})
	}
	return list
}

func addBranch(t testing.TB, s *Store, name string) model.ID {
	t.Helper()
	o, err := s.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Branch, Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return o.ID
}

// addActivity saves an activity of two hours on the morning of day.
func addActivity(t testing.TB, s *Store, a model.Activity, day model.Date) model.Activity {
	t.Helper()
	if a.Kind == "" {
		a.Kind = model.Lesson
	}
	if a.Title == "" {
		a.Title = "学习党章"
	}
	a.Start = day.Time().Add(9 * time.Hour)
	a.End = a.Start.Add(2 * time.Hour)
	a, err := s.SaveActivity(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// expect puts members on the activity's roll and returns it.
func expect(t testing.TB, s *Store, a model.Activity, members ...model.Member) model.Roll {
	t.Helper()
	ids := make([]model.ID, len(members))
	for i, m := range members {
		ids[i] = m.ID
	}
	if _, err := s.Expect(t.Context(), a.ID, ids); err != nil {
		t.Fatal(err)
	}
	return rollOf(t, s, a)
}

func rollOf(t testing.TB, s *Store, a model.Activity) model.Roll {
	t.Helper()
	roll, err := s.Roll(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	return roll
}

// markAll gives everybody on the roll one state.
func markAll(t testing.TB, s *Store, roll model.Roll, state model.AttendanceState) {
	t.Helper()
	var marks []model.Mark
	for _, a := range roll.Attendees {
		marks = append(marks, model.Mark{Attendance: a.ID, State: state})
	}
	if err := s.SaveMarks(t.Context(), roll.Activity.ID, marks); err != nil {
		t.Fatal(err)
	}
}

// confirmAll confirms what everybody served, as the rules credit it.
func confirmAll(t testing.TB, s *Store, activity model.ID) {
	t.Helper()
	sheet, err := s.ServiceSheet(t.Context(), activity)
	must(t, err)
	var list []model.HoursConfirmation
	for _, l := range sheet.Lines {
		if !l.Confirmed() {
			list = append(list, model.HoursConfirmation{Attendance: l.ID, Minutes: l.Proposed, Guarantor: "周明"})
		}
	}
	must(t, s.ConfirmHours(t.Context(), activity, list, "李敏"))
}

func namesOf(members []model.Member) []string {
	names := []string{}
	for _, m := range members {
		names = append(names, m.Name)
	}
	return names
}

func search(t testing.TB, s *Store, text string) []string {
	t.Helper()
	page, err := s.Members(t.Context(), MemberFilter{Search: text})
	if err != nil {
		t.Fatal(err)
	}
	return namesOf(page.Members)
}

// must fails the test where err is one.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused fails the test unless err is a model.Error of the code, with a
// sentence for a person.
func refused(t testing.TB, err error, code model.Code) {
	t.Helper()
	if model.CodeOf(err) != code {
		t.Fatalf("got %v (code %q), want code %q", err, model.CodeOf(err), code)
	}
}

func allTablesAsText(t testing.TB, s *Store) string {
	t.Helper()
	var tables []string
	must(t, s.reading.Raw("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Scan(&tables).Error)
	text := ""
	for _, table := range tables {
		var rows []map[string]any
		must(t, s.reading.Table(table).Find(&rows).Error)
		text += fmt.Sprintf("%s %v\n", table, rows)
	}
	return text
}

func dayOfMay(day int) model.Date { return model.Date{Year: 2018, Month: 5, Day: day} }

func databaseIn(dir string) string { return filepath.Join(dir, databaseName) }
