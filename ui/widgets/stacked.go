package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ScrollBox scrolls what is too high for its card. Its bar runs in the card's
// margin, where it covers nothing.
type ScrollBox struct {
	widget.BaseWidget
	content fyne.CanvasObject
	scroll  *container.Scroll
}

// barRoom is how far the box reaches into the margin of its card.
const barRoom float32 = 13

// NewScrollBox returns a box over content.
func NewScrollBox(content fyne.CanvasObject) *ScrollBox {
	s := &ScrollBox{content: content}
	s.scroll = container.NewVScroll(Frame(nil, nil, nil, Spacer(barRoom, 0), content))
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is Fyne's.
func (s *ScrollBox) CreateRenderer() fyne.WidgetRenderer { return &scrollBoxRenderer{s} }

type scrollBoxRenderer struct{ s *ScrollBox }

func (r *scrollBoxRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.s.content.MinSize().Width, min(r.s.content.MinSize().Height, 4*MinTarget/3))
}

func (r *scrollBoxRenderer) Layout(size fyne.Size) {
	r.s.scroll.Resize(fyne.NewSize(size.Width+barRoom, size.Height))
}
func (r *scrollBoxRenderer) Refresh()                     { r.s.scroll.Refresh() }
func (r *scrollBoxRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.scroll} }
func (r *scrollBoxRenderer) Destroy()                     {}

// StackCards sets two cards one above the other. The upper one is as high as
// its content asks for and the lower one gets the rest; where both together
// ask for too much, neither takes more than half while the other goes short.
// A card that scrolls does so in its box; box is nil for one that does not.
func StackCards(upper fyne.CanvasObject, upperBox *ScrollBox, lower fyne.CanvasObject, lowerBox *ScrollBox) *fyne.Container {
	return container.New(&stackLayout{upperBox, lowerBox}, upper, lower)
}

type stackLayout struct{ upper, lower *ScrollBox }

// wish is the height at which nothing in a card needs to scroll.
func wish(card fyne.CanvasObject, box *ScrollBox) float32 {
	height := card.MinSize().Height
	if box != nil {
		height += box.content.MinSize().Height - box.MinSize().Height
	}
	return height
}

func (l *stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	upper, lower := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(upper.Width, lower.Width), upper.Height+Gap+lower.Height)
}

func (l *stackLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	upper, lower := objects[0], objects[1]
	room := size.Height - Gap
	height := wish(upper, l.upper)
	if rest := wish(lower, l.lower); height+rest > room {
		height = max(min(height, room/2), room-rest)
	}
	height = max(upper.MinSize().Height, min(height, room-lower.MinSize().Height))
	upper.Move(fyne.NewPos(0, 0))
	upper.Resize(fyne.NewSize(size.Width, height))
	lower.Move(fyne.NewPos(0, height+Gap))
	lower.Resize(fyne.NewSize(size.Width, room-height))
}
