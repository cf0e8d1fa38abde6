package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	pillSide   float32 = 7
	pillTop    float32 = 1
	pillRadius float32 = 6
)

// Pill is a short word on a rounded coloured ground.
type Pill struct {
	widget.BaseWidget
	Text string
	Tone Tone
}

// NewPill returns a pill.
func NewPill(text string, tone Tone) *Pill {
	p := &Pill{Text: text, Tone: tone}
	p.ExtendBaseWidget(p)
	return p
}

// Set replaces what the pill says.
func (p *Pill) Set(text string, tone Tone) {
	p.Text, p.Tone = text, tone
	p.Refresh()
}

// CreateRenderer is Fyne's.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	r := &pillRenderer{p: p, ground: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent)}
	r.ground.CornerRadius = pillRadius
	r.Refresh()
	return r
}

type pillRenderer struct {
	p      *Pill
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *pillRenderer) MinSize() fyne.Size {
	return fyne.MeasureText(r.p.Text, theme.CaptionTextSize(), fyne.TextStyle{}).
		Add(fyne.NewSize(2*pillSide, 2*pillTop))
}

// Layout keeps the pill as high as its text and, where it is narrower, cuts
// the text.
func (r *pillRenderer) Layout(size fyne.Size) {
	need := r.MinSize()
	width := min(need.Width, size.Width)
	top := (size.Height - need.Height) / 2
	r.ground.Move(fyne.NewPos(0, top))
	r.ground.Resize(fyne.NewSize(width, need.Height))
	r.text.Text = fitText(r.p.Text, max(width-2*pillSide, 1), theme.CaptionTextSize(), false)
	r.text.Move(fyne.NewPos(pillSide, top+pillTop))
	r.text.Resize(fyne.NewSize(width-2*pillSide, need.Height-2*pillTop))
}

func (r *pillRenderer) Refresh() {
	text, ground := r.p.Tone.Colors()
	r.ground.FillColor = themeColor(ground)
	r.text.Text = r.p.Text
	r.text.TextSize = theme.CaptionTextSize()
	r.text.Color = themeColor(text)
	if size := r.p.BaseWidget.Size(); size.Width > 0 {
		r.Layout(size)
	}
	r.ground.Refresh()
	r.text.Refresh()
}

func (r *pillRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.text}
}
func (r *pillRenderer) Destroy() {}
