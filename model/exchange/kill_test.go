package exchange

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

// The variables with which these tests run themselves again, to be killed:
// which office works and on what.
const (
	workVariable  = "JISHI_TEST_WORK"
	stickVariable = "JISHI_TEST_STICK"
)

// kills is how often each test kills.
func kills() int {
	if testing.Short() {
		return 20
	}
	return 200
}

// killed runs the test once more as a child that works in dir, and kills it
// wait after it began.
func killed(t *testing.T, dir, stick string, wait time.Duration) {
	t.Helper()
	program, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), program, "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), workVariable+"="+dir, stickVariable+"="+stick)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "working" {
		continue
	}
	time.Sleep(wait)
	must(t, cmd.Process.Kill())
	if err := cmd.Wait(); err == nil {
		t.Error("the child was not killed")
	}
}

func TestAKilledExportLeavesAWholePackageOrNone(t *testing.T) {
	if dir := os.Getenv(workVariable); dir != "" {
		centre := openPost(t, dir, "第1社区党群服务中心")
		offices, err := centre.Offices(background)
		must(t, err)
		fmt.Println("working")
		for {
			_, err := Export{Kind: model.ReportPackage, To: offices[0], Keys: centre.keys, Folder: os.Getenv(stickVariable)}.Write(background, centre)
			must(t, err)
		}
	}
	t.Parallel()
	street, stick := newStreet(t), t.TempDir()
	centre := newCentre(t, street, 1)
	centre.live(t, 30)
	want := centre.everything(t)
	began := time.Now()
	centre.export(t, street, t.TempDir())
	within := 3 * time.Since(began) // so that some are killed after a whole one, on a slow computer too
	must(t, centre.Close())
	random := rand.New(rand.NewPCG(3, 4))
	tried := map[string]bool{}
	for i := range kills() {
		killed(t, centre.Dir(), stick, time.Duration(random.Int64N(int64(within))))
		files, err := filepath.Glob(filepath.Join(stick, "*"+Extension))
		must(t, err)
		for _, file := range files {
			if tried[file] || strings.HasPrefix(filepath.Base(file), ".") {
				continue
			}
			tried[file] = true
			diff := street.receive(t, file) // else half a package, or a number given twice
			if street.heldOf(t, centre) != want && !diff.Older {
				t.Fatalf("kill %d: %s does not hold everything", i, filepath.Base(file))
			}
		}
	}
	again := openPost(t, centre.Dir(), "第1社区党群服务中心")
	if again.self = centre.self; again.everything(t) != want {
		t.Error("the centre's data changed")
	}
	if problems, err := again.Check(background); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	again.export(t, street, stick) // it also clears away what was left half
	left, err := filepath.Glob(filepath.Join(stick, ".*"))
	must(t, err)
	if len(left) > 0 || len(tried) == 0 {
		t.Errorf("left: %v; %d whole packages", left, len(tried))
	}
}

func TestAKilledReceiveLeavesTheStateBeforeOrAfter(t *testing.T) {
	if dir := os.Getenv(workVariable); dir != "" {
		street := openPost(t, dir, "街道")
		files, err := Find([]string{os.Getenv(stickVariable)})
		must(t, err)
		centre, err := street.Offices(background)
		must(t, err)
		fmt.Println("working")
		for {
			street.receive(t, files[1])
			_, err := street.UndoReceive(background, centre[0].ID)
			must(t, err)
		}
	}
	t.Parallel()
	street, stick := newStreet(t), t.TempDir()
	centre := newCentre(t, street, 1)
	people := centre.live(t, 30)
	street.receive(t, centre.export(t, street, stick).Path)
	for i := range people[:10] {
		people[i].Phone = fmt.Sprintf("199222200%02d", i)
		_, err := centre.SaveMember(background, people[i])
		must(t, err)
		_, err = centre.SaveMember(background, model.Member{Name: "新来" + string('一'+rune(i))})
		must(t, err)
	}
	centre.export(t, street, stick)
	before, after := street.heldOf(t, centre), centre.everything(t)
	began := time.Now()
	files, err := Find([]string{stick})
	must(t, err)
	street.receive(t, files[1])
	_, err = street.UndoReceive(background, centre.self.ID)
	must(t, err)
	within := max(250*time.Millisecond, 2*time.Since(began)) // so that some are killed after it, on a slow computer too
	must(t, street.Close())
	random := rand.New(rand.NewPCG(5, 6))
	seen := map[int]int{}
	for i := range kills() {
		killed(t, street.Dir(), stick, time.Duration(random.Int64N(int64(within))))
		again := openPost(t, street.Dir(), "街道")
		last := again.knownAs(t, centre.self.ID).LastSequence
		seen[last]++
		if held := again.heldOf(t, centre); last == 1 && held != before || last == 2 && held != after || last < 1 || last > 2 {
			t.Fatalf("kill %d: between the packages; last %d", i, last)
		}
		if problems, err := again.Check(background); err != nil || len(problems) > 0 {
			t.Fatalf("kill %d: check: %v %v", i, problems, err)
		}
		must(t, again.Close())
	}
	if seen[1] == 0 || seen[2] == 0 {
		t.Errorf("before and after the second package: %v", seen)
	}
}
