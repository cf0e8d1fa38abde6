package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// LinkText is a word that does something when clicked, quieter than a button.
type LinkText struct {
	widget.BaseWidget
	OnTapped func()

	text   *Text
	rest   fyne.ThemeColorName
	hover  bool
	inside *fyne.Container
}

// NewLink returns a link in the accent colour.
func NewLink(text string, tapped func()) *LinkText { return newLink(text, ColorAccent, tapped) }

// NewQuietLink returns a link in muted text, for the heads of cards.
func NewQuietLink(text string, tapped func()) *LinkText { return newLink(text, ColorMuted, tapped) }

func newLink(text string, rest fyne.ThemeColorName, tapped func()) *LinkText {
	l := &LinkText{OnTapped: tapped, rest: rest, text: newText(&Text{Text: text, ColorName: rest})}
	// The room makes the target larger than its words.
	l.inside = container.NewCenter(Inset(4, 2, l.text))
	l.ExtendBaseWidget(l)
	return l
}

// Text returns the words.
func (l *LinkText) Text() string { return l.text.Text }

// SetText replaces the words.
func (l *LinkText) SetText(text string) {
	l.text.SetText(text)
	l.Refresh()
}

// SetStrong shows the link in bold accent, as the chosen one of several.
func (l *LinkText) SetStrong(strong bool) {
	l.rest = ColorMuted
	if strong {
		l.rest = ColorAccent
	}
	l.text.Bold = strong
	l.paint()
}

// Tapped is Fyne's.
func (l *LinkText) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// MouseIn is Fyne's.
func (l *LinkText) MouseIn(*desktop.MouseEvent) { l.hover = true; l.paint() }

// MouseMoved is Fyne's.
func (l *LinkText) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (l *LinkText) MouseOut() { l.hover = false; l.paint() }

// Cursor is Fyne's.
func (l *LinkText) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *LinkText) paint() {
	ink := l.rest
	if l.hover {
		ink = theme.ColorNameForeground
	}
	l.text.SetColor(ink)
}

// CreateRenderer is Fyne's.
func (l *LinkText) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(l.inside)
}
