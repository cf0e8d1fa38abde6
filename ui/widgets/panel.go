package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Panel is a coloured ground, round and lined where asked, with content on it.
type Panel struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	Fill    fyne.ThemeColorName
	Line    fyne.ThemeColorName // "" draws none
	Radius  float32
	// Inset is the room left around the content: left and right, top and bottom.
	Inset fyne.Size
}

// NewPanel returns a panel in the colour fill.
func NewPanel(fill fyne.ThemeColorName, content fyne.CanvasObject) *Panel {
	p := &Panel{Content: content, Fill: fill}
	p.ExtendBaseWidget(p)
	return p
}

// NewCard returns a white rounded panel with a title, links at the title's
// right and content that fills the rest. An empty title and no links leave the
// head out.
func NewCard(title string, content fyne.CanvasObject, links ...fyne.CanvasObject) *Panel {
	p := NewPanel(ColorSurface, content)
	p.Line, p.Radius, p.Inset = ColorLine, 10, fyne.NewSize(Room, 14)
	if title != "" || len(links) > 0 {
		head := container.NewBorder(nil, nil, NewHeading(title), Across(14, links...))
		p.Content = container.New(layout.NewCustomPaddedLayout(0, 0, 0, 0),
			container.NewBorder(Down(8, head, Spacer(0, 0)), nil, nil, nil, content))
	}
	return p
}

// SetContent replaces the content of a panel without a title.
func (p *Panel) SetContent(content fyne.CanvasObject) {
	p.Content = content
	p.Refresh()
}

// CreateRenderer is Fyne's.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{p: p, ground: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type panelRenderer struct {
	p      *Panel
	ground *canvas.Rectangle
}

func (r *panelRenderer) MinSize() fyne.Size {
	return r.p.Content.MinSize().Add(fyne.NewSize(2*r.p.Inset.Width, 2*r.p.Inset.Height))
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.p.Content.Move(fyne.NewPos(r.p.Inset.Width, r.p.Inset.Height))
	r.p.Content.Resize(size.Subtract(fyne.NewSize(2*r.p.Inset.Width, 2*r.p.Inset.Height)))
}

func (r *panelRenderer) Refresh() {
	r.ground.FillColor = themeColor(r.p.Fill)
	r.ground.CornerRadius = r.p.Radius
	if r.p.Line != "" {
		r.ground.StrokeColor, r.ground.StrokeWidth = themeColor(r.p.Line), 1
	}
	r.ground.Refresh()
	if size := r.p.BaseWidget.Size(); size.Width > 0 {
		r.Layout(size)
	}
	r.p.Content.Refresh()
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.p.Content}
}
func (r *panelRenderer) Destroy() {}

// Across lays objects in a row, gap apart, each as wide as it needs.
func Across(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// Down lays objects in a column, gap apart, each as high as it needs.
func Down(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// Spacer is an invisible object of at least the given size.
func Spacer(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

// Inset leaves room around an object.
func Inset(horizontal, vertical float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(vertical, vertical, horizontal, horizontal), object)
}

// Line is a thin line across.
type Line struct{ widget.BaseWidget }

// NewLine returns a line.
func NewLine() *Line {
	l := &Line{}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is Fyne's.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type lineRenderer struct{ line *canvas.Rectangle }

func (r *lineRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *lineRenderer) Layout(size fyne.Size)        { r.line.Resize(size) }
func (r *lineRenderer) Refresh()                     { r.line.FillColor = themeColor(ColorLine); r.line.Refresh() }
func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *lineRenderer) Destroy()                     {}
