package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ListLine is one line of a short list on a card: things at its left and
// right, a thin line below, and the whole of it can be clicked.
type ListLine struct {
	widget.BaseWidget
	OnTapped func() // nil: not to be clicked

	// Left begins after lead; the last of it is cut where room is short.
	lead  float32
	first fyne.CanvasObject
	left  fyne.CanvasObject
	right fyne.CanvasObject
	hover bool
}

// NewListLine returns a line: first in a column of lead characters, then left,
// with right at the end. first may be nil where lead is 0; right may be nil.
func NewListLine(lead float32, first, left, right fyne.CanvasObject, tapped func()) *ListLine {
	l := &ListLine{OnTapped: tapped, lead: lead, first: first, left: left, right: right}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped is Fyne's.
func (l *ListLine) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// MouseIn is Fyne's.
func (l *ListLine) MouseIn(*desktop.MouseEvent) { l.hover = l.OnTapped != nil; l.Refresh() }

// MouseMoved is Fyne's.
func (l *ListLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (l *ListLine) MouseOut() { l.hover = false; l.Refresh() }

// Cursor is Fyne's.
func (l *ListLine) Cursor() desktop.Cursor {
	if l.OnTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer is Fyne's.
func (l *ListLine) CreateRenderer() fyne.WidgetRenderer {
	r := &listLineRenderer{l: l, ground: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type listLineRenderer struct {
	l            *ListLine
	ground, line *canvas.Rectangle
}

func (r *listLineRenderer) MinSize() fyne.Size {
	left, right := need(r.l.left), need(r.l.right)
	return fyne.NewSize(r.l.lead*textSize()+left.Width+right.Width+12, max(MinTarget, left.Height+12, right.Height+8))
}

func (r *listLineRenderer) Layout(size fyne.Size) {
	// The ground reaches a little into the card's margin.
	r.ground.Move(fyne.NewPos(-6, 0))
	r.ground.Resize(fyne.NewSize(size.Width+12, size.Height-1))
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	place := func(o fyne.CanvasObject, x, width float32) {
		if o != nil {
			height := min(o.MinSize().Height, size.Height)
			o.Move(fyne.NewPos(x, (size.Height-height)/2))
			o.Resize(fyne.NewSize(max(width, 0), height))
		}
	}
	lead, right := r.l.lead*textSize(), need(r.l.right).Width
	place(r.l.first, 0, lead)
	place(r.l.left, lead, size.Width-lead-right-12)
	place(r.l.right, size.Width-right, right)
}

func (r *listLineRenderer) Refresh() {
	r.ground.CornerRadius = 6
	r.ground.FillColor = color.Transparent
	if r.l.hover {
		r.ground.FillColor = themeColor(ColorRowHover)
	}
	r.line.FillColor = themeColor(ColorLine)
	r.ground.Refresh()
	r.line.Refresh()
}

func (r *listLineRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.line}
	for _, o := range []fyne.CanvasObject{r.l.first, r.l.left, r.l.right} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return objects
}
func (r *listLineRenderer) Destroy() {}

// Tight lays objects in a row, gap apart; where room is short the last Shrink
// text gives way.
func Tight(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &tightLayout{gap}, Objects: objects}
}

type tightLayout struct{ gap float32 }

func (l *tightLayout) natural(o fyne.CanvasObject) float32 {
	if t, ok := o.(*Text); ok {
		return t.natural()
	}
	return o.MinSize().Width
}

func (l *tightLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		n := o.MinSize()
		if i > 0 {
			size.Width += l.gap
		}
		size.Width += n.Width
		size.Height = max(size.Height, n.Height)
	}
	return size
}

func (l *tightLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	over := -size.Width - l.gap
	for _, o := range objects {
		over += l.natural(o) + l.gap
	}
	widths := make([]float32, len(objects))
	for i := len(objects) - 1; i >= 0; i-- {
		widths[i] = l.natural(objects[i])
		if over > 0 {
			cut := min(over, widths[i]-objects[i].MinSize().Width)
			widths[i] -= cut
			over -= cut
			if t, ok := objects[i].(*Text); ok {
				// What follows stands right behind the ellipsis.
				cutText := fitText(t.Text, widths[i], t.size(), t.Bold)
				widths[i] = fyne.MeasureText(cutText, t.size(), fyne.TextStyle{Bold: t.Bold}).Width + 0.5
			}
		}
	}
	var x float32
	for i, o := range objects {
		height := min(o.MinSize().Height, size.Height)
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(widths[i], height))
		x += widths[i] + l.gap
	}
}

// natural is the width of the whole text.
func (t *Text) natural() float32 {
	return fyne.MeasureText(t.Text, t.size(), fyne.TextStyle{Bold: t.Bold}).Width
}
