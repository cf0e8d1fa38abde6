package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Flow lays objects side by side and goes on in a new row where Width is full.
type Flow struct{ Width, Gap float32 }

// MinSize is Fyne's.
func (f *Flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, f.place(objects, func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

// Layout is Fyne's.
func (f *Flow) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	f.place(objects, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

// place calls put for each object and returns the height of all.
func (f *Flow) place(objects []fyne.CanvasObject, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var at fyne.Position
	var row float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if at.X > 0 && at.X+size.Width > f.Width {
			at = fyne.NewPos(0, at.Y+row+f.Gap)
			row = 0
		}
		size.Width = min(size.Width, f.Width)
		put(o, at, size)
		at.X += size.Width + f.Gap
		row = max(row, size.Height)
	}
	return at.Y + row
}

// Tappable makes any content do something when it is clicked.
type Tappable struct {
	widget.BaseWidget
	OnTapped func()

	ground *canvas.Rectangle
	inside fyne.CanvasObject
}

// NewTappable returns content that calls tapped when it is clicked.
func NewTappable(content fyne.CanvasObject, tapped func()) *Tappable {
	t := &Tappable{OnTapped: tapped, ground: canvas.NewRectangle(color.Transparent), inside: content}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped is Fyne's.
func (t *Tappable) Tapped(*fyne.PointEvent) {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// MouseIn is Fyne's.
func (t *Tappable) MouseIn(*desktop.MouseEvent) {
	t.ground.FillColor = themeColor(theme.ColorNameHover)
	t.ground.Refresh()
}

// MouseMoved is Fyne's.
func (t *Tappable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (t *Tappable) MouseOut() {
	t.ground.FillColor = color.Transparent
	t.ground.Refresh()
}

// Cursor is Fyne's.
func (t *Tappable) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (t *Tappable) CreateRenderer() fyne.WidgetRenderer {
	return &tappableRenderer{t}
}

type tappableRenderer struct{ t *Tappable }

func (r *tappableRenderer) MinSize() fyne.Size { return r.t.inside.MinSize() }
func (r *tappableRenderer) Layout(size fyne.Size) {
	r.t.ground.Resize(size)
	r.t.inside.Resize(size)
}
func (r *tappableRenderer) Refresh() { r.t.inside.Refresh() }
func (r *tappableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.ground, r.t.inside}
}
func (r *tappableRenderer) Destroy() {}
