// Command startbench measures how long the program takes from its start to its
// first window, on a roster of many people, and how long an empty window with
// the same font takes. Both are watched from outside: the clock stops when the
// window has been drawn on the screen. It prints lines like go test -bench.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"jishi/packaging/screen"
)

var (
	program = flag.String("program", "bin/jishi", "the program")
	floor   = flag.String("floor", "", "the program with the empty window")
	members = flag.Int("members", 100_000, "people in the roster")
	rounds  = flag.Int("rounds", 7, "starts of each program; the first is not counted")
	folder  = flag.String("folder", "", "an empty folder for the data")
)

const (
	today    = "2018-05-07"
	patience = 2 * time.Minute
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "startbench:", err)
		os.Exit(1)
	}
}

func run() error {
	data := filepath.Join(*folder, "data")
	if err := populate(data); err != nil {
		return err
	}
	programs := []struct {
		name    string
		command []string
	}{
		{"BenchmarkFirstWindowFloor", []string{*floor}},
		{"BenchmarkFirstWindow", []string{*program, "--data", data, "--date", today}},
	}
	for round := range *rounds {
		for _, p := range programs {
			shown, ready, err := start(p.command)
			if err != nil {
				return fmt.Errorf("start %s: %w", p.command[0], err)
			}
			if round > 0 {
				fmt.Printf("%s 1 %d ns/op %.0f ready-ms\n", p.name, shown.Nanoseconds(), float64(ready.Microseconds())/1000)
			}
		}
	}
	return nil
}

// start opens the window on a fresh screen and returns how long it took until
// it was drawn, and until nothing on it moved any more.
func start(command []string) (shown, ready time.Duration, err error) {
	s, err := screen.Open(1366, 768)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	started := exec.Command(command[0], command[1:]...) //nolint:gosec,noctx // the programs to measure; killed below
	started.Env = append(s.Environ(), "HOME="+*folder, "XDG_CONFIG_HOME="+*folder, "XDG_CACHE_HOME="+*folder)
	var complaint bytes.Buffer
	started.Stderr = &complaint
	begin := time.Now()
	if err := started.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		err = errors.Join(err, started.Process.Kill())
		var status *exec.ExitError // killed
		if e := started.Wait(); e != nil && !errors.As(e, &status) {
			err = errors.Join(err, e)
		}
	}()
	if err := s.WaitShown(patience); err != nil {
		return 0, 0, fmt.Errorf("%w\n%s", err, complaint.String())
	}
	shown = time.Since(begin)
	_, still, err := s.WaitStill(time.Second, patience)
	return shown, still.Sub(begin), err
}

// populate makes a sample centre and imports a large roster into it, both by
// the program itself.
func populate(data string) error {
	roster := filepath.Join(*folder, "roster.csv")
	if err := write(roster); err != nil {
		return fmt.Errorf("write the roster: %w", err)
	}
	output, err := exec.Command(*program, "demo", data, "--date", today).CombinedOutput() //nolint:gosec,noctx // the program to measure
	if err != nil {
		return fmt.Errorf("make the sample centre: %w\n%s", err, output)
	}
	output, err = exec.Command(*program, "import", roster, "--apply", "--json", "--data", data, "--date", today).Output() //nolint:gosec,noctx // the same
	var answer struct{ New int }
	if err := errors.Join(err, json.Unmarshal(output, &answer)); err != nil {
		return fmt.Errorf("import the roster: %w", err)
	}
	if answer.New != *members {
		return fmt.Errorf("of %d people only %d were imported", *members, answer.New)
	}
	return nil
}

const (
	families = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
	given    = "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞"
)

// write makes a roster of fictional people, one line each.
func write(file string) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	line := func(text string) {
		if _, e := w.WriteString(text + "\r\n"); e != nil {
			err = errors.Join(err, e)
		}
	}
	surnames, names := []rune(families), []rune(given)
	line("姓名,性别,出生日期,身份证号,联系电话,所在支部,入党时间")
	born := time.Date(1935, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range *members {
		name := string(surnames[i%20]) + string(names[i/20%20]) + string(names[i/400%20])
		sex := []string{"女", "男"}[i%2]
		birth := born.AddDate(0, 0, (i*7919+i/40000)%20000) // no two of a name on one day
		joined := birth.AddDate(20, i%12, 0)
		id := "999999" + birth.Format("20060102") + fmt.Sprintf("%03d", 400+i/20000*20+i%2) // 400: clear of the sample centre
		line(fmt.Sprintf("%s,%s,%s,%s,199%08d,第%d支部,%s", name, sex, birth.Format("2006-01-02"), id+checkDigit(id), i, i%40+1, joined.Format("2006-01-02")))
	}
	return errors.Join(err, w.Flush())
}

// checkDigit completes an ID number after GB 11643.
func checkDigit(seventeen string) string {
	sum := 0
	for i, digit := range seventeen {
		weight := 1
		for range 17 - i {
			weight = weight * 2 % 11
		}
		sum += int(digit-'0') * weight
	}
	return []string{"1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"}[sum%11]
}
