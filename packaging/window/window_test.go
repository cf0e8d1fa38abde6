//go:build realwindow

package window

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jishi/packaging/screen"
)

var (
	program  = flag.String("program", "", "the program to open, built for Linux or, with -wine, for Windows")
	data     = flag.String("data", "", "folder of the sample centre, as the program writes it")
	today    = flag.String("today", "2018-05-07", "the day on which the window is opened")
	underWin = flag.Bool("wine", false, "run the program under Wine")
	shots    = flag.String("shots", "", "folder that keeps the pictures")
	like     = flag.String("like", "", "folder of pictures that each page must look like, as kept by an earlier run")
	update   = flag.Bool("update", false, "write testdata anew; look at the picture before committing it")
)

const (
	// The screen leaves a margin around the window, which fits 1366 × 768.
	width, height = 1440, 900
	patience      = time.Minute
	// fewColours is more than a window with one line of text has; a page
	// has many more.
	fewColours = 200
	// otherShare is the share of pixels by which a page may differ from its
	// reference: room for the name of a folder, not for a list of people.
	otherShare = 0.005
	// deskLine is where the line of 签到台 lies in the navigation.
	deskLine = 244
)

// opened is a program with its window on a screen.
type opened struct {
	*screen.Screen
	t        *testing.T
	complain bytes.Buffer
	ended    chan error
}

// open opens the window on the sample centre in folder.
func open(t *testing.T, folder string) *opened {
	t.Helper()
	s, err := screen.Open(width, height)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	o := &opened{Screen: s, t: t, ended: make(chan error, 1)}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	command := exec.CommandContext(ctx, *program, "--data", folder, "--date", *today)
	if *underWin {
		command = exec.CommandContext(ctx, "wine", *program, "--data", folder, "--date", *today)
	}
	command.Env = s.Environ()
	command.Stderr = &o.complain
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { o.ended <- command.Wait() }()
	if err := s.WaitShown(patience); err != nil {
		t.Fatalf("%v\n%s", err, o.complain.String())
	}
	return o
}

// look waits for the window to come to rest and returns what it shows.
func (o *opened) look(name string) *image.NRGBA {
	o.t.Helper()
	all, _, err := o.WaitStill(time.Second, patience)
	if err != nil {
		o.t.Fatal(err)
	}
	window, err := o.Window()
	if err != nil {
		o.t.Fatal(err)
	}
	picture := image.NewNRGBA(image.Rectangle{Max: window.Size()})
	draw.Draw(picture, picture.Rect, all, window.Min, draw.Src)
	if *shots != "" {
		write(o.t, filepath.Join(*shots, name+".png"), picture)
	}
	if n := screen.Colours(picture); n < fewColours {
		o.t.Errorf("%s has only %d colours: nothing is written on it", name, n)
	}
	return picture
}

// close presses the close button and sees the program end well.
func (o *opened) close() {
	o.t.Helper()
	if err := o.CloseWindow(); err != nil {
		o.t.Fatal(err)
	}
	select {
	case err := <-o.ended:
		if err != nil {
			o.t.Errorf("the program ended with %v\n%s", err, o.complain.String())
		}
	case <-time.After(patience):
		o.t.Error("the program did not end when its window was closed")
	}
	if strings.Contains(o.complain.String(), "call thread") { // how Fyne reports it
		o.t.Errorf("widgets were touched off the UI thread:\n%s", o.complain.String())
	}
}

// pages are what is looked at, in this order. The first opens by itself; the
// others have their line in the navigation, which the click at 60, y hits.
var pages = []struct {
	name string
	y    int
}{
	{name: "home"},
	{"members", 119},
	{"birthdays", 161},
	{"activities", 203},
	{"sign-in", deskLine},
	{"training", 286},
	{"volunteers", 328},
	{"settings", 370},
}

func TestTheWindowShowsItsPagesAndClosesCleanly(t *testing.T) {
	o := open(t, *data)
	var before *image.NRGBA
	for _, page := range pages {
		if before != nil {
			if err := o.Click(60, page.y); err != nil {
				t.Fatal(err)
			}
		}
		picture := o.look(page.name)
		if before != nil && screen.Difference(before, picture) < otherShare {
			t.Errorf("the click that leads to %s changed nothing", page.name)
		}
		if *like != "" {
			compare(t, filepath.Join(*like, page.name+".png"), picture)
		}
		if before == nil {
			compareFirst(t, picture)
		}
		before = picture
	}
	o.close()
}

// compareFirst holds the first page beside the picture that a person has
// looked at.
func compareFirst(t *testing.T, picture *image.NRGBA) {
	t.Helper()
	const reference = "testdata/home.png"
	if *update {
		write(t, reference, picture)
		return
	}
	compare(t, reference, picture)
}

func compare(t *testing.T, reference string, picture *image.NRGBA) {
	t.Helper()
	share := screen.Difference(read(t, reference), picture)
	if share <= otherShare {
		return
	}
	found := filepath.Join(os.TempDir(), "jishi-window-"+filepath.Base(reference))
	write(t, found, picture)
	t.Errorf("the page differs from %s in %.2f%% of its pixels, allowed are %.2f%%; see %s. If the new look is meant: packaging/window.sh -update",
		reference, 100*share, 100*otherShare, found)
}

func write(t *testing.T, file string, picture image.Image) {
	t.Helper()
	var encoded bytes.Buffer
	err := png.Encode(&encoded, picture)
	if err := errors.Join(err, os.WriteFile(file, encoded.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) *image.NRGBA {
	t.Helper()
	encoded, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(encoded))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	picture := image.NewNRGBA(image.Rectangle{Max: decoded.Bounds().Size()})
	draw.Draw(picture, picture.Rect, decoded, decoded.Bounds().Min, draw.Src)
	return picture
}
