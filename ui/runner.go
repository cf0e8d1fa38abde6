package ui

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/ui/widgets"
)

// runner does work that touches disk away from the UI thread, then calls done
// on it. Widgets are read before the call and touched in done only. Tests use
// one that does both at once.
type runner func(work func(context.Context) error, done func(error))

// background is the runner of the real window. Whoever closes the store waits
// for under first, so that a save under way is finished.
func background(ctx context.Context, under *sync.WaitGroup) runner {
	return func(work func(context.Context) error, done func(error)) {
		under.Go(func() {
			err := work(ctx)
			fyne.Do(func() { done(err) })
		})
	}
}

// progress is how long work tells how far it is; total 0 means "not known".
// The work calls it as often as it likes, from one goroutine at a time.
type progress func(done, total int)

// redrawEvery keeps a quick loop from flooding the UI thread with progress.
const redrawEvery = 60 * time.Millisecond

// long runs work that takes seconds behind a dialog with a bar and 取消, which
// cancels the context work got.
func (d *desk) long(title string, work func(context.Context, progress) error, done func(error)) {
	bar, busy := widget.NewProgressBar(), widget.NewProgressBarInfinite()
	bar.Hide()
	ctx, cancel := context.WithCancel(context.Background())
	stop := widgets.NewButton(lang.L("Cancel"), cancel)
	box := d.openDialog(dialogSpec{
		title:   title,
		content: widgets.Down(8, busy, bar),
		buttons: []fyne.CanvasObject{stop},
		size:    fyne.NewSize(420, 0),
		fixed:   true,
	})
	var last time.Time
	tell := func(n, total int) {
		now := time.Now()
		if n < total && now.Sub(last) < redrawEvery {
			return
		}
		last = now
		d.post(func() {
			if total > 0 {
				busy.Hide()
				bar.Show()
				bar.SetValue(float64(n) / float64(total))
			}
		})
	}
	d.run(func(parent context.Context) error {
		defer context.AfterFunc(parent, cancel)()
		return work(ctx, tell)
	}, func(err error) {
		cancel()
		busy.Stop()
		box.close()
		done(err)
	})
}
