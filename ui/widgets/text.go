package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text is one line of text without padding. Where it is narrower than its
// text it ends in an ellipsis.
type Text struct {
	widget.BaseWidget
	Text      string
	ColorName fyne.ThemeColorName // "" is the foreground
	SizeName  fyne.ThemeSizeName  // "" is running text
	Bold      bool
	Align     fyne.TextAlign
	// Shrink lets a layout make it narrower than its text.
	Shrink bool
}

// NewText returns running text.
func NewText(text string) *Text { return newText(&Text{Text: text}) }

// NewMuted returns quiet text for what is read second.
func NewMuted(text string) *Text { return newText(&Text{Text: text, ColorName: ColorMuted}) }

// NewBold returns bold running text.
func NewBold(text string) *Text { return newText(&Text{Text: text, Bold: true}) }

// NewHeading returns the bold title of a card or page.
func NewHeading(text string) *Text {
	return newText(&Text{Text: text, Bold: true, SizeName: theme.SizeNameSubHeadingText})
}

func newText(t *Text) *Text {
	t.ExtendBaseWidget(t)
	return t
}

// SetText replaces the text.
func (t *Text) SetText(text string) {
	if t.Text == text {
		return
	}
	t.Text = text
	t.Refresh()
}

// SetColor replaces the colour.
func (t *Text) SetColor(name fyne.ThemeColorName) {
	t.ColorName = name
	t.Refresh()
}

func (t *Text) size() float32 {
	if t.SizeName == "" {
		return theme.TextSize()
	}
	return theme.Size(t.SizeName)
}

func (t *Text) color() fyne.ThemeColorName {
	if t.ColorName == "" {
		return theme.ColorNameForeground
	}
	return t.ColorName
}

// CreateRenderer is Fyne's.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: canvas.NewText("", color.Transparent)}
	r.Refresh()
	return r
}

type textRenderer struct {
	t    *Text
	line *canvas.Text
}

func (r *textRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(r.t.Text, r.t.size(), fyne.TextStyle{Bold: r.t.Bold})
	if r.t.Text == "" {
		size.Height = fyne.MeasureText("字", r.t.size(), fyne.TextStyle{}).Height
	}
	if r.t.Shrink {
		size.Width = min(size.Width, 2*r.t.size())
	}
	return size
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.line.Text = fitText(r.t.Text, size.Width, r.t.size(), r.t.Bold)
	height := r.line.MinSize().Height
	r.line.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.line.Resize(fyne.NewSize(size.Width, height))
}

func (r *textRenderer) Refresh() {
	r.line.TextSize = r.t.size()
	r.line.TextStyle = fyne.TextStyle{Bold: r.t.Bold}
	r.line.Alignment = r.t.Align
	r.line.Color = themeColor(r.t.color())
	r.Layout(r.t.BaseWidget.Size())
	r.line.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *textRenderer) Destroy()                     {}

// fitText cuts text so that it fits width, ending in an ellipsis where it was
// cut. A width of 0 means "not laid out yet" and cuts nothing.
func fitText(text string, width, size float32, bold bool) string {
	style := fyne.TextStyle{Bold: bold}
	if width <= 0 || fyne.MeasureText(text, size, style).Width <= width+0.5 {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		middle := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:middle])+"…", size, style).Width <= width+0.5 {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return string(runes[:low]) + "…"
}
