package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Wrapped is text on as many lines as its width asks for, without padding. It
// knows its width from the start, so that what holds it is laid out right at
// once; Fyne's label learns it only when it is drawn.
type Wrapped struct {
	widget.BaseWidget
	Text      string
	ColorName fyne.ThemeColorName // "" is the foreground
	SizeName  fyne.ThemeSizeName  // "" is running text
	width     float32
}

// NewWrapped returns text for the given width; 0 is one line.
func NewWrapped(text string, width float32) *Wrapped {
	w := &Wrapped{Text: text, width: width}
	w.ExtendBaseWidget(w)
	return w
}

// SetText replaces the text.
func (w *Wrapped) SetText(text string) {
	w.Text = text
	w.Refresh()
}

// SetWidth replaces the width.
func (w *Wrapped) SetWidth(width float32) {
	if w.width != width {
		w.width = width
		w.Refresh()
	}
}

func (w *Wrapped) size() float32 {
	if w.SizeName == "" {
		return theme.TextSize()
	}
	return theme.Size(w.SizeName)
}

// lines breaks the text for the width.
func (w *Wrapped) lines() []string {
	var lines []string
	for paragraph := range strings.SplitSeq(w.Text, "\n") {
		lines = append(lines, breakLine(paragraph, w.width, w.size())...)
	}
	return lines
}

// closing marks never begin a line, opening ones never end it (避头尾).
const (
	closing = "，。：；！？、）》”’…％%"
	opening = "（《“‘"
)

// breakLine breaks one paragraph after any character, but for such marks.
func breakLine(text string, width, size float32) []string {
	if width <= 0 || fyne.MeasureText(text, size, fyne.TextStyle{}).Width <= width {
		return []string{text}
	}
	var lines []string
	rest := []rune(text)
	for len(rest) > 0 {
		n := fitting(rest, width, size)
		for n > 1 && n < len(rest) && (strings.ContainsRune(closing, rest[n]) || strings.ContainsRune(opening, rest[n-1])) {
			n--
		}
		lines = append(lines, string(rest[:n]))
		for rest = rest[n:]; len(rest) > 0 && rest[0] == ' '; {
			rest = rest[1:]
		}
	}
	return lines
}

// fitting counts the characters that fit the width, at least one.
func fitting(text []rune, width, size float32) int {
	low, high := 1, len(text)
	for low < high {
		middle := (low + high + 1) / 2
		if fyne.MeasureText(string(text[:middle]), size, fyne.TextStyle{}).Width <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

// CreateRenderer is Fyne's.
func (w *Wrapped) CreateRenderer() fyne.WidgetRenderer {
	r := &wrappedRenderer{w: w}
	r.Refresh()
	return r
}

type wrappedRenderer struct {
	w     *Wrapped
	lines []fyne.CanvasObject
}

func (r *wrappedRenderer) lineHeight() float32 {
	return fyne.MeasureText("字", r.w.size(), fyne.TextStyle{}).Height
}

func (r *wrappedRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(0, r.lineHeight()*float32(len(r.lines)))
	if r.w.width <= 0 && len(r.lines) > 0 {
		size.Width = r.lines[0].MinSize().Width
	}
	return size
}

func (r *wrappedRenderer) Layout(size fyne.Size) {
	for i, line := range r.lines {
		line.Move(fyne.NewPos(0, float32(i)*r.lineHeight()))
		line.Resize(fyne.NewSize(size.Width, r.lineHeight()))
	}
}

func (r *wrappedRenderer) Refresh() {
	color := r.w.ColorName
	if color == "" {
		color = theme.ColorNameForeground
	}
	r.lines = nil
	for _, text := range r.w.lines() {
		line := canvas.NewText(text, themeColor(color))
		line.TextSize = r.w.size()
		r.lines = append(r.lines, line)
	}
	r.Layout(r.w.BaseWidget.Size())
}

func (r *wrappedRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *wrappedRenderer) Destroy()                     {}
