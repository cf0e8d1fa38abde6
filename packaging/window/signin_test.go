//go:build realwindow

package window

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/store"
)

// queue is how many people come to the sign-in desk.
const queue = 300

// A queue of three hundred is served from the keyboard of the real window, by
// the end of the phone number, ID card reader and scanner in turn, as fast as
// the keys come. Everybody is in the database afterwards, in time and once.
func TestThreeHundredPeopleSignInAtTheWindow(t *testing.T) {
	if *underWin {
		t.Skip("the keys of the queue are typed at the program for Linux")
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(*data)); err != nil {
		t.Fatal(err)
	}
	meeting, keys := expectQueue(t, folder)
	o := open(t, folder)
	if err := o.Click(60, deskLine); err != nil {
		t.Fatal(err)
	}
	o.look("sign-in-before")
	begin := time.Now()
	for _, line := range keys {
		if err := o.Type(line + "\n"); err != nil {
			t.Fatal(err)
		}
	}
	typed := time.Since(begin)
	waitWritten(t, folder)
	t.Logf("%d people: typed in %v, on the disk within %v", queue, typed.Round(time.Millisecond), time.Since(begin).Round(time.Millisecond))
	o.look("sign-in-after")
	o.close()

	withStore(t, folder, func(ctx context.Context, st *store.Store) error {
		roll, err := st.Roll(ctx, meeting)
		if err != nil {
			return err
		}
		if tally := roll.Tally(); tally.Present != queue || tally.WalkIns != 0 || len(roll.Attendees) != queue {
			t.Errorf("of %d people the database has %+v", queue, tally)
		}
		for _, p := range roll.Attendees {
			if p.Arrived != "08:30" {
				t.Errorf("row %d is %s, arrived at %q", p.Serial, p.State, p.Arrived)
			}
		}
		problems, err := st.Check(ctx)
		for _, problem := range problems {
			t.Error(problem)
		}
		return err
	})
}

// expectQueue plans a meeting on the day of the window for people who are new
// to the centre, and returns what signs each of them in.
func expectQueue(t *testing.T, folder string) (meeting model.ID, keys []string) {
	t.Helper()
	day, err := model.ParseDate(*today)
	if err != nil {
		t.Fatal(err)
	}
	withStore(t, folder, func(ctx context.Context, st *store.Store) error {
		start := day.Time().Add(8*time.Hour + 40*time.Minute)
		a, err := st.SaveActivity(ctx, model.Activity{
			Kind: model.Meeting, Title: "全体党员大会", Start: start, End: start.Add(time.Hour), State: model.Planned,
		})
		if err != nil {
			return err
		}
		meeting = a.ID
		var ids []model.ID
		for i := range queue {
			m, err := st.SaveMember(ctx, model.Member{
				Name: "排队人", Phone: fmt.Sprintf("1991234%04d", i), IDNumber: numberOf(t, i), State: model.Active,
			})
			if err != nil {
				return err
			}
			ids = append(ids, m.ID)
			keys = append(keys, []string{m.Phone[7:], m.IDNumber, model.CardCode(m.ID)}[i%3])
		}
		_, err = st.Expect(ctx, meeting, ids)
		return err
	})
	return meeting, keys
}

// numberOf is the i-th ID number of a region that does not exist.
func numberOf(t *testing.T, i int) string {
	t.Helper()
	body := fmt.Sprintf("99999919500101%03d", i)
	for _, check := range "0123456789X" {
		if _, err := model.CheckIDNumber(body + string(check)); err == nil {
			return body + string(check)
		}
	}
	t.Fatalf("no check digit fits %s", body)
	return ""
}

// withStore opens the data while no window has it open.
func withStore(t *testing.T, folder string, do func(context.Context, *store.Store) error) {
	t.Helper()
	st, err := store.Open(t.Context(), folder, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := do(t.Context(), st); err != nil {
		t.Error(err)
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}

// waitWritten returns when the window has written nothing for a second.
func waitWritten(t *testing.T, folder string) {
	t.Helper()
	const quiet = time.Second
	var last time.Time
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		latest := time.Time{}
		files, err := filepath.Glob(filepath.Join(folder, "*.db*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no database in %s: %v", folder, err)
		}
		for _, file := range files {
			if info, err := os.Stat(file); err == nil && info.ModTime().After(latest) {
				latest = info.ModTime()
			}
		}
		if latest.After(last) {
			last = latest
		}
		if time.Since(last) > quiet {
			return
		}
	}
	t.Errorf("the window still writes after %v", patience)
}
