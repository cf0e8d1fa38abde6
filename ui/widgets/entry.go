package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that leaves the window's shortcuts (Ctrl+S, Ctrl+N …)
// and Escape to the window; Fyne's own swallows them. It is never data-bound,
// which would disturb Chinese input methods.
type Entry struct {
	widget.Entry
	// OnNext is called when Enter was pressed in a one-line entry; a FormGrid
	// moves on to the next field with it.
	OnNext func()
	// OnLeft is called when the entry loses the focus.
	OnLeft func()
}

// NewEntry returns a one-line entry.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollHorizontalOnly
	e.ExtendBaseWidget(e)
	return e
}

// NewTextArea returns an entry of several lines.
func NewTextArea(rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.SetMinRowsVisible(rows)
	e.ExtendBaseWidget(e)
	return e
}

// TypedShortcut keeps what an entry can do and passes the rest on.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && !editing(custom.KeyName) {
		passOn(e, s)
		return
	}
	e.Entry.TypedShortcut(s)
}

// editing reports whether a key with Ctrl moves within the text.
func editing(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd,
		fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// TypedKey hands Escape to the window and Enter to OnNext.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		passKey(e, key)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.MultiLine && e.OnNext != nil {
			if e.OnSubmitted != nil {
				e.OnSubmitted(e.Text)
			}
			e.OnNext()
			return
		}
	}
	e.Entry.TypedKey(key)
}

// FocusLost is Fyne's.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// passOn gives a shortcut to the window that shows the object.
func passOn(object fyne.CanvasObject, s fyne.Shortcut) {
	if handler, ok := canvasOf(object).(fyne.Shortcutable); ok {
		handler.TypedShortcut(s)
	}
}

// canvasOf is the canvas that shows the object. The driver does not know what
// has not been drawn yet, nor a widget that is the inside of another (an Entry
// in a SearchEntry): the program's one window shows it then.
func canvasOf(object fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if canvas := driver.CanvasForObject(object); canvas != nil {
		return canvas
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[0].Canvas()
	}
	return nil
}

// passKey gives a key to the window that shows the object.
func passKey(object fyne.CanvasObject, key *fyne.KeyEvent) {
	canvas := canvasOf(object)
	if canvas == nil {
		return
	}
	if typed := canvas.OnTypedKey(); typed != nil {
		typed(key)
	}
}

// SearchEntry is a field that reports what was typed once typing pauses.
type SearchEntry struct {
	Entry
	// OnSearch is called on the UI thread with the trimmed text.
	OnSearch func(text string)
	// Delay is how long typing must pause; 0 reports each change at once, as
	// tests want it.
	Delay time.Duration

	timer *time.Timer
}

// NewSearchEntry returns a search field with a hint.
func NewSearchEntry(hint string, search func(text string)) *SearchEntry {
	s := &SearchEntry{OnSearch: search}
	s.Wrapping = fyne.TextWrapOff
	s.Scroll = fyne.ScrollHorizontalOnly
	s.PlaceHolder = hint
	s.Icon = theme.SearchIcon()
	s.OnChanged = s.changed
	s.OnSubmitted = func(string) { s.now() }
	s.ExtendBaseWidget(s)
	return s
}

// SetTextQuietly shows text without reporting it.
func (s *SearchEntry) SetTextQuietly(text string) {
	s.OnChanged = nil
	s.SetText(text)
	s.CursorColumn = len([]rune(text))
	s.OnChanged = s.changed
	if s.timer != nil {
		s.timer.Stop()
	}
}

func (s *SearchEntry) changed(string) {
	if s.timer != nil {
		s.timer.Stop()
	}
	if s.Delay == 0 {
		s.now()
		return
	}
	s.timer = time.AfterFunc(s.Delay, func() { fyne.Do(s.now) })
}

func (s *SearchEntry) now() {
	if s.timer != nil {
		s.timer.Stop()
	}
	if s.OnSearch != nil {
		s.OnSearch(strings.TrimSpace(s.Text))
	}
}
