//go:build linux

package ui

import (
	"strings"
	"syscall"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// fillDisk lets no file of this process grow, as on a full disk, until the
// function that it returns is called.
func fillDisk(t *testing.T) (makeRoom func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 0, Max: was.Max}); err != nil {
		t.Fatal(err)
	}
	done := false
	makeRoom = func() {
		if done {
			return
		}
		done = true
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(makeRoom)
	return makeRoom
}

// The store is the real one and its writes really fail.
func TestASignInThatTheDiskDoesNotTakeIsSaidAndNotShown(t *testing.T) {
	w, c := openDeskOn(t, 10)
	makeRoom := fillDisk(t)
	typeAt(c, "zgl\n")
	typeAt(c, "1002\n") // and the next one in the queue
	makeRoom()
	if c.side.figure.Text != "0" || !strings.Contains(c.band.words.Text, "没有签到成功") || !strings.Contains(says(w), "没有保存") {
		t.Errorf("%s here; the band says %q, the dialog %q", c.side.figure.Text, c.band.words.Text, says(w))
	}
	for _, name := range []string{"张桂兰", "仇铉"} {
		if state, _ := deskState(t, c, name); state != model.Expected {
			t.Errorf("%s is stored as %s", name, state)
		}
	}
	for w.desk.topDialog() != nil {
		tapText(t, w, "重试")
	}
	for _, name := range []string{"张桂兰", "仇铉"} {
		if state, _ := deskState(t, c, name); state != model.Present {
			t.Errorf("once there is room %s is %s", name, state)
		}
	}
	if c.side.figure.Text != "2" {
		t.Errorf("%s are shown", c.side.figure.Text)
	}
}

// A guest whom the disk does not take stays in the form, to be saved again.
func TestAGuestThatTheDiskDoesNotTakeStaysInTheForm(t *testing.T) {
	w, c := openDeskOn(t, 10)
	typeAt(c, "林秀英\n")
	makeRoom := fillDisk(t)
	test.Tap(c.coming.addNew)
	makeRoom()
	if n := c.roll.Tally().WalkIns; n != 0 || !strings.Contains(says(w), "没有保存") {
		t.Errorf("%d guests are shown; the dialog says %q", n, says(w))
	}
	w.onEscape()
	test.Tap(c.coming.addNew)
	if state, _ := deskState(t, c, "林秀英"); state != model.Present {
		t.Errorf("saved again the guest is %q", state)
	}
}
