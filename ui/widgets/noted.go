package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Noted is an input with room for remarks under it. They warn and stop nobody,
// unlike a Form's errors.
type Noted struct {
	widget.BaseWidget
	Input fyne.CanvasObject

	remark string
	lines  *Wrapped
	box    *fyne.Container
}

// NewNoted returns the input without a remark.
func NewNoted(input fyne.CanvasObject) *Noted {
	n := &Noted{Input: input, lines: NewWrapped("", 0)}
	n.lines.ColorName, n.lines.SizeName = ColorWarn, theme.SizeNameCaptionText
	n.lines.Hide()
	n.box = Down(3, input, n.lines)
	n.ExtendBaseWidget(n)
	return n
}

// SetRemark replaces the remark; "" takes it away.
func (n *Noted) SetRemark(text string) {
	if text == n.remark {
		return
	}
	n.remark = text
	n.lines.SetText(text)
	n.lines.Hidden = text == ""
	n.Refresh()
}

// Remark returns what stands under the input.
func (n *Noted) Remark() string { return n.remark }

// Resize is Fyne's.
func (n *Noted) Resize(size fyne.Size) {
	n.lines.SetWidth(size.Width)
	n.BaseWidget.Resize(size)
}

func (n *Noted) setNext(next func()) {
	if mover, ok := n.Input.(enterMover); ok {
		mover.setNext(next)
	}
}

func (n *Noted) focusTarget() fyne.Focusable {
	if composite, ok := n.Input.(focuser); ok {
		return composite.focusTarget()
	}
	if target, ok := n.Input.(fyne.Focusable); ok {
		return target
	}
	return nil
}

// CreateRenderer is Fyne's.
func (n *Noted) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.box) }
