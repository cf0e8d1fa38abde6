package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"jishi/model/store"
	"jishi/resources/sample"
	"jishi/ui/command"
)

// jishi runs the program and returns what it answered.
func jishi(t *testing.T, args ...string) (status int, out, complaint string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = command.Main(t.Context(), command.Env{Out: &stdout, Err: &stderr, Version: "test"}, args)
	return status, stdout.String(), stderr.String()
}

// ask runs a command that must succeed and reads its JSON answer into value.
func ask(t *testing.T, value any, args ...string) {
	t.Helper()
	status, out, complaint := jishi(t, append(args, "--json")...)
	if status != 0 || complaint != "" {
		t.Fatalf("%v: status %d, complaint %q", args, status, complaint)
	}
	if err := json.Unmarshal([]byte(out), value); err != nil {
		t.Fatalf("%v: %v in %s", args, err, out)
	}
}

// refuse runs a command that must fail with one plain line.
func refuse(t *testing.T, status int, args ...string) string {
	t.Helper()
	got, out, complaint := jishi(t, args...)
	if got != status || out != "" {
		t.Errorf("%v: status %d, want %d; output %q", args, got, status, out)
	}
	line := strings.TrimSuffix(complaint, "\n")
	if line == "" || strings.Contains(line, "\n") || !regexp.MustCompile(`\p{Han}`).MatchString(line) {
		t.Errorf("%v: complaint is not one plain line: %q", args, complaint)
	}
	return line
}

// made is the sample centre that every test gets a copy of.
var made = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "jishi-test-*")
	if err != nil {
		return "", err
	}
	var complaint bytes.Buffer
	status := command.Main(context.Background(), command.Env{Out: io.Discard, Err: &complaint}, []string{"demo", dir, "--date", "2018-05-07"})
	if status != 0 {
		err = errors.New(complaint.String())
	}
	return dir, err
})

func TestMain(m *testing.M) {
	status := m.Run()
	if dir, err := made(); err == nil {
		if err := os.RemoveAll(dir); err != nil {
			status = max(status, 1)
		}
	}
	os.Exit(status)
}

// demo returns the folder of a sample centre of the test's own.
func demo(t *testing.T) string {
	t.Helper()
	source, err := made()
	if err != nil {
		t.Fatalf("demo: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "示例 中心")
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	return dir
}

type activity struct {
	ID, Kind, Title, Start, End                     string
	Expected, Present, Late, Leave, Absent, WalkIns int
}

func TestAMonthOfACentreFromRosterToPaper(t *testing.T) {
	dir := demo(t)

	var activities []activity
	ask(t, &activities, "activities", "--data", dir)
	kinds := map[string]string{}
	for _, a := range activities {
		kinds[a.Kind] = a.ID
		held := a.Start < "2018-05-07"
		noRoll := a.Kind == "other" // parties that came to see
		if marked := a.Present + a.Late + a.Leave + a.Absent; held && (marked != a.Expected || a.Expected == 0 && !noRoll) {
			t.Errorf("%s: %d expected, %d marked", a.Title, a.Expected, marked)
		}
	}
	for _, kind := range []string{"lesson", "training", "member-day", "birthday-party", "volunteering"} {
		if kinds[kind] == "" {
			t.Errorf("no %s in the sample month", kind)
		}
	}

	var members []struct{ ID, Name, Pinyin, Phone, VolunteerNumber string }
	ask(t, &members, "members", "--data", dir)
	if len(members) < 110 {
		t.Errorf("%d members, want about 120", len(members))
	}

	var totals struct {
		OK       bool
		Problems []string
	}
	ask(t, &totals, "check", "--data", dir)
	if !totals.OK {
		t.Errorf("check found %q", totals.Problems)
	}

	out := t.TempDir()
	for _, job := range [][]string{
		{"sign-in", "--id", kinds["lesson"]},
		{"sign-in", "--signed", "--id", kinds["lesson"]},
		{"record", "--id", kinds["member-day"]},
		{"completion", "--id", kinds["training"]},
		{"completion"},
		{"birthdays", "--month", "2018-05"},
		{"roster"},
	} {
		file := filepath.Join(out, job[0]+".pdf")
		var printed struct {
			File     string
			Pages    int
			Warnings []string
		}
		ask(t, &printed, append(append([]string{"print"}, job...), "--out", file, "--data", dir, "--date", "2018-05-07")...)
		if printed.Pages < 1 || printed.File != file || len(printed.Warnings) > 0 {
			t.Errorf("print %v answered %+v", job, printed)
		}
		if text := textOf(t, file); !regexp.MustCompile(`\p{Han}`).MatchString(text) {
			t.Errorf("print %v: no Chinese text in the PDF", job)
		}
	}
	if text := textOf(t, filepath.Join(out, "completion.pdf")); !strings.Contains(text, "补发") {
		t.Error("a certificate printed again does not say 补发")
	}
}

func textOf(t *testing.T, pdf string) string {
	t.Helper()
	text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext %s: %v", pdf, err)
	}
	return string(text)
}

func TestTheSampleIsTheSameBytesEachTime(t *testing.T) {
	first, second := demo(t), filepath.Join(t.TempDir(), "再来")
	if status, _, complaint := jishi(t, "demo", second, "--date", "2018-05-07"); status != 0 {
		t.Fatalf("demo: %s", complaint)
	}
	files, err := filepath.Glob(filepath.Join(first, "pdf", "*.pdf"))
	if err != nil || len(files) < 10 {
		t.Fatalf("PDFs of the sample: %q, %v", files, err)
	}
	for _, file := range files {
		a, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(second, "pdf", filepath.Base(file)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs", filepath.Base(file))
		}
	}
}

func TestTheSampleReplacesItselfAndNothingElse(t *testing.T) {
	dir := demo(t)
	if status, _, complaint := jishi(t, "demo", dir, "--date", "2018-05-08"); status != 0 {
		t.Errorf("make the sample again: %s", complaint)
	}
	own := t.TempDir()
	keep := filepath.Join(own, "报告.docx")
	if err := os.WriteFile(keep, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	refuse(t, 1, "demo", own)
	if entries, err := os.ReadDir(own); err != nil || len(entries) != 1 {
		t.Errorf("the folder of another was changed: %v, %v", entries, err)
	}
}

type imported struct {
	Rows, New, Changed, Unchanged, Doubtful int
	Errors, Warnings                        []struct {
		Row     int
		Message string
	}
}

func TestImportingTheSameFileAgainChangesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	file := filepath.Join(t.TempDir(), "花名册.xlsx")
	if err := os.WriteFile(file, sample.Roster, 0o600); err != nil {
		t.Fatal(err)
	}
	var looked, first, again imported
	ask(t, &looked, "import", file, "--data", dir)
	ask(t, &first, "import", file, "--apply", "--data", dir)
	ask(t, &again, "import", file, "--apply", "--data", dir)
	if looked.New != looked.Rows || first.New != looked.New {
		t.Errorf("looking found %+v, applying %+v", looked, first)
	}
	if again.New != 0 || again.Changed != 0 || again.Unchanged != first.New {
		t.Errorf("the second import: %+v", again)
	}
	if !slices.ContainsFunc(first.Warnings, func(w struct {
		Row     int
		Message string
	},
	) bool {
		return strings.Contains(w.Message, "校验")
	}) {
		t.Errorf("no warning of the wrong check digit among %+v", first.Warnings)
	}
}

func TestLookingAtARosterMakesNoData(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "数据")
	var seen struct{ Rows, New int }
	ask(t, &seen, "import", filepath.Join(demo(t), "花名册.xlsx"), "--data", dir)
	if seen.Rows == 0 || seen.New == 0 {
		t.Errorf("saw %+v", seen)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestAnImportIsReportedRowByRow(t *testing.T) {
	dir, report := demo(t), filepath.Join(t.TempDir(), "报告.xlsx")
	file := filepath.Join(t.TempDir(), "花名册.csv")
	if err := os.WriteFile(file, []byte("姓名,电话\n新来的,19900009999\n缺日子,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var done imported
	ask(t, &done, "import", file, "--report", report, "--data", dir)
	book, err := excelize.OpenFile(report)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("导入报告")
	if err != nil {
		t.Fatal(err)
	}
	if done.Rows != 2 || len(rows) != 3 || rows[1][1] != "新来的" || rows[1][2] != "新增" {
		t.Errorf("%d rows, the report has %v", done.Rows, rows)
	}
}

func TestMembersAreFoundAsStaffTypeThem(t *testing.T) {
	dir := demo(t)
	var everyone []struct{ Name, Pinyin, Initials, Phone string }
	ask(t, &everyone, "members", "--data", dir)
	someone := everyone[len(everyone)/2]
	for _, q := range []string{someone.Name, strings.ReplaceAll(someone.Pinyin, " ", ""), someone.Initials, someone.Phone[len(someone.Phone)-4:]} {
		var found []struct{ Name string }
		ask(t, &found, "members", "--search", q, "--data", dir)
		if !slices.ContainsFunc(found, func(m struct{ Name string }) bool { return m.Name == someone.Name }) {
			t.Errorf("a search for %q does not find the member", q)
		}
	}
	var nobody []struct{ Name string }
	ask(t, &nobody, "members", "--search", "%", "--data", dir)
	if len(nobody) != 0 {
		t.Errorf("%% is taken as a pattern: %d found", len(nobody))
	}
}

func TestBirthdaysCrossTheYearsEnd(t *testing.T) {
	dir := demo(t)
	var found []struct{ Date, Name, Kind string }
	ask(t, &found, "birthdays", "--from", "2018-12-20", "--days", "30", "--data", dir)
	years := map[string]int{}
	for _, b := range found {
		years[b.Date[:4]]++
	}
	if years["2018"] == 0 || years["2019"] == 0 {
		t.Errorf("birthdays by year: %v", years)
	}
}

func TestWrongUseIsSaidInOneLine(t *testing.T) {
	dir := demo(t)
	for _, args := range [][]string{
		{"unknown"},
		{"members", "--nothing"},
		{"import"},
		{"print", "poster", "--out", "x.pdf"},
		{"print", "sign-in", "--out", "x.pdf", "--data", dir},
		{"print", "birthdays", "--month", "2018-13", "--out", "x.pdf", "--data", dir},
		{"birthdays", "--days", "0", "--data", dir},
		{"birthdays", "--from", "1960-13-45", "--data", dir},
	} {
		refuse(t, 2, args...)
	}
}

func TestWhatCannotBeDoneIsSaidInOneLine(t *testing.T) {
	dir := demo(t)
	missing := filepath.Join(t.TempDir(), "没有")
	for _, args := range [][]string{
		{"members", "--data", missing},
		{"import", filepath.Join(missing, "花名册.xlsx"), "--data", dir},
		{"print", "record", "--id", "nobody", "--out", filepath.Join(t.TempDir(), "x.pdf"), "--data", dir},
		{"print", "volunteer", "--id", "nobody", "--out", filepath.Join(t.TempDir(), "x.pdf"), "--data", dir},
		{"print", "roster", "--out", filepath.Join(missing, "x.pdf"), "--data", dir},
	} {
		refuse(t, 1, args...)
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("asking for a missing folder made it")
	}
}

func TestASecondStartOnTheSameDataIsRefused(t *testing.T) {
	dir := demo(t)
	st, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	refuse(t, 1, "members", "--data", dir)
}
