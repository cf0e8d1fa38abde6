package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Figure is one number, large enough to be read from across a desk.
type Figure struct {
	widget.BaseWidget
	Text string
	Tone Tone
	// Scale is the figure's size as a multiple of running text.
	Scale float32
}

// NewFigure returns a figure.
func NewFigure(text string, tone Tone) *Figure {
	f := &Figure{Text: text, Tone: tone, Scale: usualScale}
	f.ExtendBaseWidget(f)
	return f
}

// SetText replaces the figure.
func (f *Figure) SetText(text string) {
	f.Text = text
	f.Refresh()
}

// CreateRenderer is Fyne's.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	r := &figureRenderer{f: f, text: canvas.NewText("", nil)}
	r.text.TextStyle.Bold = true
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type figureRenderer struct {
	f    *Figure
	text *canvas.Text
}

const usualScale = 2.8

func (r *figureRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(r.f.Text, r.f.Scale*textSize(), fyne.TextStyle{Bold: true})
	return fyne.NewSize(4*textSize(), size.Height)
}

func (r *figureRenderer) Layout(size fyne.Size) {
	// A long figure, such as 1038 / 1200, is made smaller rather than cut off.
	r.text.TextSize = r.f.Scale * textSize()
	if need := r.text.MinSize().Width; need > size.Width && size.Width > 0 {
		r.text.TextSize *= size.Width / need
	}
	r.text.Resize(size)
}

func (r *figureRenderer) Refresh() {
	color, _ := r.f.Tone.Colors()
	r.text.Text, r.text.Color = r.f.Text, themeColor(color)
	r.Layout(r.f.BaseWidget.Size())
	r.text.Refresh()
}

func (r *figureRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *figureRenderer) Destroy()                     {}
