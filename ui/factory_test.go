package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// testDay is what the clock of tests says: Monday, 7 May 2018, 10:42.
var testDay = time.Date(2018, 5, 7, 10, 42, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	if err := useLanguage(chinese); err != nil {
		panic(err)
	}
	dir, err := os.MkdirTemp("", "jishi-ui-")
	if err != nil {
		panic(err)
	}
	filledDir = dir
	status := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		panic(err)
	}
	os.Exit(status)
}

// filledDir holds the small centre of fill once it was made; tests get copies,
// for each of its many saves waits for the disk.
var (
	filledDir string
	filled    sync.Once
)

// filledStore opens a copy of the small centre of fill.
func filledStore(t *testing.T) *store.Store {
	t.Helper()
	original := filepath.Join(filledDir, "centre")
	filled.Do(func() {
		st, err := store.Open(t.Context(), original, store.Options{Now: clockOfTests})
		if err != nil {
			t.Fatal(err)
		}
		fill(t, st)
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	})
	dir := filepath.Join(t.TempDir(), "centre")
	if err := os.CopyFS(dir, os.DirFS(original)); err != nil {
		t.Fatal(err)
	}
	return openStoreIn(t, dir)
}

// atOnce is the runner of tests: work and done follow each other.
func atOnce(work func(context.Context) error, done func(error)) {
	done(work(context.Background()))
}

// openStore opens an empty store in a folder of the test's own.
func openStore(t *testing.T) *store.Store {
	t.Helper()
	return openStoreIn(t, t.TempDir())
}

func openStoreIn(t testing.TB, dir string) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), dir, store.Options{Now: clockOfTests})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func clockOfTests() time.Time { return testDay }

// openWindow shows the window on a store, with the real theme and face, the
// runner of tests and no waiting for typing to pause.
func openWindow(t testing.TB, st *store.Store) *Window {
	t.Helper()
	app := theApp()
	fyne.SetCurrentApp(app)
	w := newWindow(app, st, Options{Now: clockOfTests, Version: "0.0-test"}.complete())
	w.desk.run = atOnce
	w.desk.post = func(f func()) { f() }
	w.desk.open = func(string) {}
	if err := w.start(t.Context(), app); err != nil {
		t.Fatal(err)
	}
	w.desk.window.Resize(fyne.NewSize(1366, 768))
	t.Cleanup(func() {
		fyne.SetCurrentApp(app)
		if slices.Contains(app.Driver().AllWindows(), w.desk.window) {
			w.desk.window.Close()
		}
	})
	return w
}

// theApp is one app for all tests: for each new app, and each change of its
// theme, Fyne parses the faces anew, which takes longer than most tests do.
var theApp = sync.OnceValue(func() fyne.App {
	app := test.NewApp()
	app.Settings().SetTheme(look{})
	return app
})

// shown goes to a page and returns it.
func shown[P page](t testing.TB, w *Window, key string) P {
	t.Helper()
	w.goTo(key, nil)
	p, ok := w.page().(P)
	if !ok {
		t.Fatalf("page %q is not shown but %T", key, w.page())
	}
	return p
}

// openSample shows the window on a small centre filled by fill.
func openSample(t *testing.T) *Window {
	t.Helper()
	return openWindow(t, filledStore(t))
}

// must stops the test on an error.
func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// fill makes a centre of nine people, one past lesson that was signed, one
// that was not, and one to come.
func fill(t *testing.T, st *store.Store) {
	t.Helper()
	ctx := t.Context()
	must[model.Centre](t)(st.SaveCentre(ctx, model.Centre{
		Name: "高山社区党群服务中心", Code: "410103008012", Street: "大学路街道", District: "郑州市二七区",
	}))
	branch := must[model.Organisation](t)(st.SaveOrganisation(ctx, model.Organisation{Kind: model.Branch, Name: "高山第一支部"}))
	var ids []model.ID
	for _, m := range []model.Member{
		{Name: "张桂兰", Sex: model.Female, Birthday: lunarBirthday(1942, 3, 22), Phone: "19900001001", Category: "社区", Joined: model.Date{Year: 1970, Month: 7, Day: 1}},
		{Name: "仇铉", Sex: model.Male, Birthday: solarBirthday(1987, 6, 29), Phone: "19900001002", Category: "机关在职", Joined: model.Date{Year: 2008, Month: 5, Day: 7}},
		{Name: "王伟", Sex: model.Male, Birthday: solarBirthday(1983, 5, 8), Phone: "19900001003", Category: "非公"},
		{Name: "阿依古丽·买买提", Sex: model.Female, Birthday: solarBirthday(1979, 5, 10), Phone: "19900001004", Category: "社区"},
		{Name: "李㛃", Sex: model.Female, Birthday: solarBirthday(1995, 8, 14), Joined: model.Date{Year: 1998, Month: 5, Day: 12}, Category: "社区"},
		{Name: "赵铁柱", Sex: model.Male, Birthday: lunarBirthday(1938, 3, 28), Phone: "19900001006", Category: "离退休", Tags: []string{"独居"}},
		{Name: "尉迟恭", Sex: model.Male, Birthday: solarBirthday(1949, 10, 1), Category: "离退休"},
		{Name: "单雪", Sex: model.Female, Phone: "19900001008", Category: "社区"},
		{Name: "王伟", Sex: model.Male, Birthday: solarBirthday(1970, 5, 30), Phone: "19900001009", Category: "非公"},
	} {
		m.Branch, m.State, m.Standing = branch.ID, model.Active, "正式党员"
		ids = append(ids, must[model.Member](t)(st.SaveMember(ctx, m)).ID)
	}
	signed := must[model.Activity](t)(st.SaveActivity(ctx, activityOn(model.Lesson, "学习讲堂第17讲：基层治理", 2, 15, 90)))
	must[int](t)(st.Expect(ctx, signed.ID, ids))
	roll := must[model.Roll](t)(st.Roll(ctx, signed.ID))
	var marks []model.Mark
	for i, a := range roll.Attendees {
		marks = append(marks, model.Mark{Attendance: a.ID, State: []model.AttendanceState{model.Present, model.Present, model.Late, model.Leave, model.Absent}[i%5]})
	}
	if err := st.SaveMarks(ctx, signed.ID, marks); err != nil {
		t.Fatal(err)
	}
	unsigned := must[model.Activity](t)(st.SaveActivity(ctx, activityOn(model.Volunteering, "孝老关爱：为独居老人理发", 4, 9, 120)))
	must[int](t)(st.Expect(ctx, unsigned.ID, ids[:4]))
	next := must[model.Activity](t)(st.SaveActivity(ctx, activityOn(model.MemberDay, "五月主题党日：我是党员我带头", 11, 19, 120)))
	must[int](t)(st.Expect(ctx, next.ID, ids))
}

func solarBirthday(year, month, day int) model.Birthday {
	return model.Birthday{Date: model.Date{Year: year, Month: month, Day: day}, Calendar: model.Solar}
}

func lunarBirthday(year, month, day int) model.Birthday {
	return model.Birthday{Date: model.Date{Year: year, Month: month, Day: day}, Calendar: model.Lunar}
}

// activityOn is an activity on a day of May 2018.
func activityOn(kind model.Kind, title string, day, hour, minutes int) model.Activity {
	start := time.Date(2018, 5, day, hour, 0, 0, 0, time.UTC)
	return model.Activity{
		Kind: kind, Title: title, Start: start, End: start.Add(time.Duration(minutes) * time.Minute),
		Place: "教育大讲堂", Host: "李敏", Recorder: "周明", State: model.Planned,
	}
}
