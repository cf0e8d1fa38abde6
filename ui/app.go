package ui

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// appID names the program to the system.
const appID = "cn.jishi.centre"

// Names of the window's own settings in the store.
const (
	scaleSetting    = "text-size" // a textScale
	languageSetting = "language"  // chinese or english
)

// Options say on which data the window opens.
type Options struct {
	Dir     string           // data folder; opened by Run
	Version string           // shown in 设置
	Now     func() time.Time // nil means the computer's clock
	Log     *slog.Logger     // nil logs nothing
}

func (o Options) complete() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Run opens the data folder and shows the window until it is closed. A folder
// that cannot be opened is told in a window too; the error is returned then.
func Run(ctx context.Context, o Options) error {
	o = o.complete()
	if err := useLanguage(chinese); err != nil {
		return err
	}
	preferLight()
	a := app.NewWithID(appID)
	a.Settings().SetTheme(look{medium})
	st, err := store.Open(ctx, o.Dir, store.Options{Now: o.Now, Log: o.Log})
	if err != nil {
		o.Log.Error("cannot open the data folder", "code", model.CodeOf(err), "cause", err)
		showRefusal(a, err)
		a.Run()
		return err
	}
	w, err := New(ctx, a, st, o)
	if err != nil {
		return errors.Join(err, st.Close())
	}
	a.Run()
	w.under.Wait()
	if err := exchange.ClearStaging(st.Dir()); err != nil { // another program shows it: the next start clears it away
		w.desk.note(err)
	}
	return errors.Join(w.close(), st.Close())
}

// preferLight keeps Fyne from starting dark where the system has no say: its
// way to ask on Linux is the session bus.
func preferLight() {
	if runtime.GOOS != "linux" || os.Getenv("FYNE_THEME") != "" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return
	}
	if err := os.Setenv("FYNE_THEME", "light"); err != nil {
		fyne.LogError("cannot choose the light theme", err)
	}
}

// New shows the window on an open store: the first start where the store has
// no centre yet, else the pages.
func New(ctx context.Context, a fyne.App, st *store.Store, o Options) (*Window, error) {
	o = o.complete()
	w := newWindow(a, st, o)
	// What the pages load waits until the window is on the screen, so that
	// people see it sooner.
	run, waiting := background(ctx, &w.under), []func(){}
	w.desk.run = func(work func(context.Context) error, done func(error)) {
		waiting = append(waiting, func() { run(work, done) })
	}
	a.Lifecycle().SetOnStarted(func() {
		time.AfterFunc(firstFrames, func() {
			fyne.Do(func() {
				w.desk.run = run
				for _, begin := range waiting {
					begin()
				}
			})
		})
	})
	w.desk.post = fyne.Do
	w.desk.typingPause = searchPause
	if err := w.start(ctx, a); err != nil {
		return nil, err
	}
	w.desk.run(func(context.Context) error { return exchange.ClearStaging(st.Dir()) }, func(err error) {
		if err != nil {
			w.desk.note(err)
		}
	})
	w.desk.window.Show()
	return w, nil
}

// firstFrames is the time of the first few pictures of the window.
const firstFrames = 50 * time.Millisecond

// searchPause is how long typing must pause before a search begins.
const searchPause = 150 * time.Millisecond

func newWindow(a fyne.App, st *store.Store, o Options) *Window {
	w := &Window{}
	window := a.NewWindow(lang.L("Jishi"))
	window.SetMaster()
	window.Resize(smallest)
	window.CenterOnScreen()
	w.desk = &desk{
		window: window, store: st, now: o.Now, log: o.Log, version: o.Version, shell: w, unopened: map[string]bool{},
	}
	w.desk.open = w.desk.openInSystem
	window.SetPadded(false)
	return w
}

// start reads the few settings that the first picture needs and shows it.
func (w *Window) start(ctx context.Context, a fyne.App) error {
	st := w.desk.store
	scale, err := st.Setting(ctx, scaleSetting)
	if err != nil {
		return err
	}
	language, err := st.Setting(ctx, languageSetting)
	if err != nil {
		return err
	}
	if language == english {
		if err := useLanguage(english); err != nil {
			return err
		}
	}
	setScale(a, textScale(scale))
	_, err = st.Centre(ctx)
	if model.CodeOf(err) == model.NotFound {
		f := newFirst(w.desk, w.show)
		w.desk.window.SetContent(f.content)
		f.form.Focus("Name")
		return nil
	}
	if err != nil {
		return err
	}
	w.show()
	return nil
}

// showRefusal says in a window of its own why the data cannot be opened.
func showRefusal(a fyne.App, err error) fyne.Window {
	window := a.NewWindow(lang.L("Jishi"))
	leave := widgets.NewPrimary(lang.L("Close"), window.Close)
	window.SetContent(container.NewCenter(widgets.NewCard(lang.L("The data cannot be opened"),
		widgets.Down(12, paragraph(errorText(err)), container.NewCenter(leave)))))
	window.SetIcon(theme.WarningIcon())
	window.Resize(fyne.NewSize(640, 320))
	window.CenterOnScreen()
	window.Show()
	return window
}
