package store

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

// The variable names the folder that a child of these tests works in until it
// is killed.
const workVariable = "JISHI_TEST_WORK"

// child runs this test program again, for one test that works in dir, and
// returns its lines.
func child(t *testing.T, test, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	program, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), program, "-test.run", "^"+test+"$", "-test.v")
	cmd.Env = append(os.Environ(), workVariable+"="+dir)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return cmd, bufio.NewScanner(out)
}

// kill ends the child as a power cut would and waits until it is gone.
func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	must(t, cmd.Process.Kill())
	if err := cmd.Wait(); err == nil {
		t.Error("the child was not killed")
	}
}

func TestAKilledImportLeavesAllOrNothing(t *testing.T) {
	const rows = 1500
	if dir := os.Getenv(workVariable); dir != "" {
		s := openStore(t, dir)
		for {
			fmt.Println("importing")
			importRows(t, s, newRows(rows)...)
		}
	}
	for wait := range 6 {
		dir := t.TempDir()
		must(t, openStore(t, dir).Close())
		cmd, lines := child(t, t.Name(), dir)
		for lines.Scan() && lines.Text() != "importing" {
			continue
		}
		time.Sleep(time.Duration(wait*wait*15) * time.Millisecond)
		kill(t, cmd)

		s := openStore(t, dir)
		page, err := s.Members(t.Context(), MemberFilter{Limit: 1})
		must(t, err)
		imports, err := s.Imports(t.Context())
		must(t, err)
		if page.Total != rows*len(imports) {
			t.Errorf("%d people of %d imports", page.Total, len(imports))
		}
		if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("after the kill: %v %v", problems, err)
		}
		must(t, s.Close())
	}
}

func TestAMarkThatWasSavedSurvivesAKill(t *testing.T) {
	if dir := os.Getenv(workVariable); dir != "" {
		s := openStore(t, dir)
		a, err := s.SaveActivity(t.Context(), model.Activity{
			Kind: model.Lesson, Title: "党课", Start: dayOfMay(7).Time(), End: dayOfMay(7).Time().Add(time.Hour),
		})
		must(t, err)
		importRows(t, s, newRows(300)...)
		_, err = s.ExpectFilter(t.Context(), a.ID, MemberFilter{})
		must(t, err)
		for _, p := range rollOf(t, s, a).Attendees {
			must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: p.ID, State: model.Present}}))
			fmt.Println("saved", p.ID)
		}
		time.Sleep(time.Minute)
	}
	dir := t.TempDir()
	cmd, lines := child(t, t.Name(), dir)
	var saved []model.ID
	for len(saved) < 40 && lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "saved "); ok {
			saved = append(saved, model.ID(id))
		}
	}
	kill(t, cmd)

	s := openStore(t, dir)
	list, _, err := s.Activities(t.Context(), ActivityFilter{})
	must(t, err)
	present := map[model.ID]bool{}
	for _, p := range rollOf(t, s, list[0].Activity).Attendees {
		present[p.ID] = p.State == model.Present
	}
	for _, id := range saved {
		if !present[id] {
			t.Errorf("mark %s was lost", id)
		}
	}
	if len(saved) != 40 {
		t.Errorf("the child saved %d marks", len(saved))
	}
}
