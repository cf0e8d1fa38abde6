package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NavItem is one row of the navigation: a word, marked where it is chosen,
// with a count at its right where something waits.
type NavItem struct {
	widget.BaseWidget
	Text     string
	OnTapped func()

	selected, hover bool
	count           int
}

// NewNavItem returns a row.
func NewNavItem(text string, tapped func()) *NavItem {
	n := &NavItem{Text: text, OnTapped: tapped}
	n.ExtendBaseWidget(n)
	return n
}

// SetSelected marks the row.
func (n *NavItem) SetSelected(on bool) { n.selected = on; n.Refresh() }

// SetCount shows a count; 0 shows none.
func (n *NavItem) SetCount(count int) { n.count = count; n.Refresh() }

// Count returns the count shown.
func (n *NavItem) Count() int { return n.count }

// Tapped is Fyne's.
func (n *NavItem) Tapped(*fyne.PointEvent) { n.OnTapped() }

// MouseIn is Fyne's.
func (n *NavItem) MouseIn(*desktop.MouseEvent) { n.hover = true; n.Refresh() }

// MouseMoved is Fyne's.
func (n *NavItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (n *NavItem) MouseOut() { n.hover = false; n.Refresh() }

// Cursor is Fyne's.
func (n *NavItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{n: n, ground: canvas.NewRectangle(color.Transparent), badge: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent), count: canvas.NewText("", color.Transparent)}
	r.Refresh()
	return r
}

type navRenderer struct {
	n             *NavItem
	ground, badge *canvas.Rectangle
	text, count   *canvas.Text
}

const navSide float32 = 12

func (r *navRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.n.Text, theme.TextSize(), fyne.TextStyle{Bold: true})
	return fyne.NewSize(text.Width+2*navSide+34, max(text.Height+18, MinTarget))
}

func (r *navRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	text := r.text.MinSize()
	r.text.Move(fyne.NewPos(navSide, (size.Height-text.Height)/2))
	r.text.Resize(text)
	count := r.count.MinSize()
	width := max(count.Width+12, count.Height)
	left, top := size.Width-navSide-width, (size.Height-count.Height)/2
	r.badge.Move(fyne.NewPos(left, top))
	r.badge.Resize(fyne.NewSize(width, count.Height))
	r.badge.CornerRadius = count.Height / 2
	r.count.Move(fyne.NewPos(left+(width-count.Width)/2, top))
	r.count.Resize(count)
}

func (r *navRenderer) Refresh() {
	r.ground.CornerRadius = 8
	r.ground.FillColor = color.Transparent
	ink := theme.ColorNameForeground
	if r.n.hover {
		r.ground.FillColor = themeColor(ColorRowHover)
	}
	if r.n.selected {
		r.ground.FillColor, ink = themeColor(ColorAccentSoft), ColorAccent
	}
	r.text.Text, r.text.TextSize, r.text.Color = r.n.Text, theme.TextSize(), themeColor(ink)
	r.text.TextStyle.Bold = r.n.selected
	r.badge.FillColor = themeColor(theme.ColorNamePrimary)
	r.count.Text = strconv.Itoa(r.n.count)
	r.count.TextSize, r.count.Color = 13, themeColor(theme.ColorNameForegroundOnPrimary)
	r.badge.Hidden, r.count.Hidden = r.n.count == 0, r.n.count == 0
	r.Layout(r.n.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.text, r.badge, r.count}
}
func (r *navRenderer) Destroy() {}
