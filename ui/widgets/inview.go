package widgets

import (
	"slices"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// following are the scrolls of long forms. They are held weakly: a form that
// was closed is forgotten.
var following []weak.Pointer[container.Scroll]

// NewFormScroll lets a long form scroll up and down, and keeps the field with
// the cursor in view as somebody walks through it with Enter or Tab, which
// Fyne leaves to the program.
func NewFormScroll(content fyne.CanvasObject) *container.Scroll {
	scroll := container.NewVScroll(content)
	following = slices.DeleteFunc(following, func(p weak.Pointer[container.Scroll]) bool { return p.Value() == nil })
	following = append(following, weak.Make(scroll))
	return scroll
}

// FocusGained scrolls the entry into view.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	bringIntoView(e)
}

// FocusGained scrolls the field into view.
func (c *ChoiceField) FocusGained() {
	c.Select.FocusGained()
	bringIntoView(c)
}

// viewMargin is the room left above and below what was scrolled into view: a
// field's label and the message under it.
const viewMargin float32 = 40

// bringIntoView scrolls the form that holds the object so far that it can be
// seen.
func bringIntoView(object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	canvas := canvasOf(object)
	if canvas == nil {
		return
	}
	// The whole of a widget has a place, its inside has none.
	if whole, ok := canvas.Focused().(fyne.CanvasObject); ok {
		object = whole
	}
	at := driver.AbsolutePositionForObject(object)
	for _, pointer := range following {
		scroll := pointer.Value()
		if scroll == nil || !scroll.Visible() || driver.CanvasForObject(scroll) != canvas {
			continue
		}
		inside := at.Subtract(driver.AbsolutePositionForObject(scroll)).Add(scroll.Offset)
		size := scroll.Content.Size()
		if inside.X < 0 || inside.Y < 0 || inside.X >= size.Width || inside.Y >= size.Height {
			continue
		}
		offset := scroll.Offset.Y
		offset = max(offset, inside.Y+object.Size().Height+viewMargin-scroll.Size().Height)
		offset = max(0, min(offset, inside.Y-viewMargin))
		if offset != scroll.Offset.Y {
			scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, offset))
		}
	}
}
