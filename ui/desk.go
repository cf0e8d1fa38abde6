package ui

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// desk is what every page works with: the store, the runner, and ways to say
// something, to fail plainly, to go elsewhere.
type desk struct {
	window  fyne.Window
	store   *store.Store
	run     runner
	post    func(func())                   // onto the UI thread, from anywhere
	open    func(path string)              // a file or folder, in the system's own program
	pick    func(chosen func(path string)) // stands in for the file dialog in tests; nil asks
	now     func() time.Time
	log     *slog.Logger
	version string

	shell   *Window
	dialogs []*dialogBox

	underPrint []string        // the jobs being printed, see print
	unopened   map[string]bool // kinds of files of which was said that nothing opens them
	// typingPause is how long typing in a search field must pause; tests use 0.
	typingPause time.Duration
}

// today is the day on the program's clock.
func (d *desk) today() model.Date { return model.DateOf(d.now()) }

// say puts a short sentence into the status line, with the time: 已保存 10:42.
func (d *desk) say(text string) { d.shell.status.say(text, d.now()) }

// goTo shows a page and gives it an errand; errand may be nil.
func (d *desk) goTo(key string, errand any) { d.shell.goTo(key, errand) }

// changed tells the window that something was saved: the page in view loads
// anew, the others when they are next shown.
func (d *desk) changed() { d.shell.changed() }

// retitle shows a page's title, head and actions anew.
func (d *desk) retitle() { d.shell.top.show(d.shell.page()) }

// fail shows a dialog that says what went wrong, with 重试 where retry is
// given. Cancelled work says nothing.
func (d *desk) fail(err error, retry func()) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	d.note(err)
	var box *dialogBox
	buttons := []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { box.close() })}
	if retry != nil {
		buttons = append(buttons, widgets.NewPrimary(lang.L("Try again"), func() { box.close(); retry() }))
	}
	box = d.openDialog(dialogSpec{title: lang.L("That did not work"), content: paragraph(errorText(err)), buttons: buttons, size: fyne.NewSize(420, 0)})
}

// failForm shows err at the form's field where it names one, else as fail.
func (d *desk) failForm(form *widgets.Form, err error, retry func()) {
	var known *model.Error
	if errors.As(err, &known) && known.Field != "" && form.ShowError(known.Field, known.Message) {
		return
	}
	d.fail(err, retry)
}

// note writes the cause to the log. Messages for people may quote what was
// typed, so only their code is logged.
func (d *desk) note(err error) {
	var known *model.Error
	if errors.As(err, &known) {
		d.log.Error("operation failed", "code", known.Code, "field", known.Field, "cause", known.Err)
		return
	}
	d.log.Error("operation failed", "cause", err)
}

// errorText is what a person reads of err.
func errorText(err error) string {
	var known *model.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return lang.L("The work was not finished. Nothing was changed; please try again.")
}
