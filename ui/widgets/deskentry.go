package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// DeskEntry is one large entry that a queue of people is served from: keys and
// digits may act on what was found instead of being typed.
type DeskEntry struct {
	Entry
	// OnKey and OnDigit report whether they used the key; else it is typed.
	OnKey   func(key fyne.KeyName) bool
	OnDigit func(digit int) bool
	// OnUndo is called for Ctrl+Z while nothing is typed.
	OnUndo func()

	held bool
	kept []func() // keys that wait for Release, each typed by its function
}

// NewDeskEntry returns an entry and what to lay out: the entry in large text.
func NewDeskEntry(hint string) (*DeskEntry, fyne.CanvasObject) {
	e := &DeskEntry{}
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollHorizontalOnly
	e.PlaceHolder = hint
	e.ExtendBaseWidget(e)
	return e, container.NewThemeOverride(e, enlarged{fyne.CurrentApp().Settings().Theme()})
}

// Hold keeps what is typed from now on back until Release: while the page still
// finds out whom Enter meant, the next person must not become part of the text.
func (e *DeskEntry) Hold() { e.held = true }

// Release types what was kept back, up to where the page holds it again.
func (e *DeskEntry) Release() {
	e.held = false
	for len(e.kept) > 0 && !e.held {
		typed := e.kept[0]
		e.kept = e.kept[1:]
		typed()
	}
}

// Forget drops what was kept back.
func (e *DeskEntry) Forget() { e.held, e.kept = false, nil }

// TypedKey offers the key to OnKey first. Esc is never kept back.
func (e *DeskEntry) TypedKey(key *fyne.KeyEvent) {
	if e.held && key.Name != fyne.KeyEscape {
		e.kept = append(e.kept, func() { e.TypedKey(key) })
		return
	}
	if e.OnKey == nil || !e.OnKey(key.Name) {
		e.Entry.TypedKey(key)
	}
}

// TypedRune offers digits to OnDigit first.
func (e *DeskEntry) TypedRune(r rune) {
	if e.held {
		e.kept = append(e.kept, func() { e.TypedRune(r) })
		return
	}
	if e.OnDigit != nil && r >= '0' && r <= '9' && e.OnDigit(int(r-'0')) {
		return
	}
	e.Entry.TypedRune(r)
}

// TypedShortcut takes Ctrl+Z for the page while there is no typing to undo.
func (e *DeskEntry) TypedShortcut(s fyne.Shortcut) {
	if _, undo := s.(*fyne.ShortcutUndo); undo && e.Text == "" && e.OnUndo != nil {
		e.OnUndo()
		return
	}
	e.Entry.TypedShortcut(s)
}

// enlarged is the window's theme with large running text.
type enlarged struct{ fyne.Theme }

// Size is Fyne's.
func (l enlarged) Size(name fyne.ThemeSizeName) float32 {
	switch size := l.Theme.Size(name); name {
	case theme.SizeNameText:
		return 2.4 * size
	case theme.SizeNameInnerPadding:
		return 2.2 * size
	case theme.SizeNameInputBorder:
		return 3
	case theme.SizeNameInputRadius:
		return 14
	default:
		return size
	}
}
