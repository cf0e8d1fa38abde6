package ui

import (
	"flag"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"jishi/model/store"
)

var (
	screensDir  = flag.String("screens", "", "folder to draw every page and dialog into")
	screensData = flag.String("data", "", "data folder to draw; a small made-up centre where none is given")
	screensOnly = flag.String("only", "", "draw only pictures whose name contains this")
)

// screen is one picture: name.png shows what open leaves in view.
type screen struct {
	name string
	open func(t *testing.T, w *Window)
}

// screens are all pages and dialogs, in the order of the navigation.
var screens = []screen{
	{"first", openFirstStart},
	{"home", func(_ *testing.T, w *Window) { w.goTo(pageHome, nil) }},
	{"settings", func(_ *testing.T, w *Window) { w.goTo(pageSettings, nil) }},
}

func openFirstStart(t *testing.T, w *Window) {
	t.Helper()
	f := newFirst(w.desk, func() {})
	f.centre.SetText("高山社区党群服务中心")
	f.code.SetText("410103008012")
	w.desk.window.SetContent(f.content)
}

// TestScreens draws the pictures of make screens. Without -screens it opens
// everything and makes sure that it fits the smallest screen.
func TestScreens(t *testing.T) {
	for _, scale := range []textScale{medium, large} {
		for _, s := range screens {
			if !strings.Contains(s.name, *screensOnly) {
				continue
			}
			t.Run(s.name+"-"+string(scale), func(t *testing.T) {
				w := openScreens(t, look{scale})
				s.open(t, w)
				fits(t, w)
				draw(t, w, s.name+"-"+string(scale))
			})
		}
	}
	t.Run("home-dark", func(t *testing.T) {
		w := openScreens(t, dark{look{medium}})
		draw(t, w, "home-dark")
	})
}

// openScreens opens the window on the data to draw.
func openScreens(t *testing.T, th fyne.Theme) *Window {
	t.Helper()
	var w *Window
	if *screensData == "" {
		w = openSample(t)
	} else {
		w = openWindow(t, openStoreIn(t, copied(t, *screensData)))
	}
	fyne.CurrentApp().Settings().SetTheme(th)
	w.desk.window.Resize(fyne.NewSize(1366, 768))
	w.goTo(pageHome, nil)
	return w
}

// copied keeps drawing from touching the data that is drawn.
func copied(t *testing.T, dir string) string {
	t.Helper()
	if !store.Exists(dir) {
		t.Fatalf("%s holds no data", dir)
	}
	to := t.TempDir()
	if err := os.CopyFS(filepath.Join(to, "data"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(to, "data")
}

// fits makes sure that neither the window nor a dialog needs more room than a
// 1366 × 768 screen has.
func fits(t *testing.T, w *Window) {
	t.Helper()
	canvas := w.desk.window.Canvas()
	need := canvas.Content().MinSize()
	for _, o := range canvas.Overlays().List() {
		need = need.Max(o.MinSize())
	}
	if need.Width > smallest.Width || need.Height > smallest.Height {
		t.Errorf("needs %v, the smallest screen has %v", need, smallest)
	}
}

func draw(t *testing.T, w *Window, name string) {
	t.Helper()
	if *screensDir == "" {
		return
	}
	if err := os.MkdirAll(*screensDir, 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(*screensDir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, w.desk.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// dark is the dark variant whatever the system's is.
type dark struct{ look }

func (d dark) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return d.look.Color(name, theme.VariantDark)
}
