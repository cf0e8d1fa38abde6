package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Frame gives the centre what top, bottom, left and right leave, without gaps;
// each may be nil.
func Frame(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	c := container.New(&frameLayout{top, bottom, left, right, centre})
	for _, o := range []fyne.CanvasObject{top, bottom, left, right, centre} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

type frameLayout struct{ top, bottom, left, right, centre fyne.CanvasObject }

// need is what an object at the edge takes; nothing where it is not there.
func need(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	top, bottom, left, right, centre := need(l.top), need(l.bottom), need(l.left), need(l.right), need(l.centre)
	return fyne.NewSize(
		max(top.Width, bottom.Width, left.Width+centre.Width+right.Width),
		top.Height+bottom.Height+max(left.Height, centre.Height, right.Height))
}

func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	place := func(o fyne.CanvasObject, x, y, width, height float32) {
		if o != nil {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(max(width, 0), max(height, 0)))
		}
	}
	top, bottom, left, right := need(l.top).Height, need(l.bottom).Height, need(l.left).Width, need(l.right).Width
	middle := size.Height - top - bottom
	place(l.top, 0, 0, size.Width, top)
	place(l.bottom, 0, size.Height-bottom, size.Width, bottom)
	place(l.left, 0, top, left, middle)
	place(l.right, size.Width-right, top, right, middle)
	place(l.centre, left, top, size.Width-left-right, middle)
}

// Shares lays objects in a row, gap apart, as wide as their shares of the
// whole, and all as high as the row.
func Shares(gap float32, shares []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&sharesLayout{gap, shares, false}, objects...)
}

// SharesDown is Shares from the top down.
func SharesDown(gap float32, shares []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&sharesLayout{gap, shares, true}, objects...)
}

type sharesLayout struct {
	gap    float32
	shares []float32
	down   bool
}

// turn turns a size so that the shared direction is the width.
func (l *sharesLayout) turn(s fyne.Size) fyne.Size {
	if l.down {
		return fyne.NewSize(s.Height, s.Width)
	}
	return s
}

func (l *sharesLayout) whole() float32 {
	var sum float32
	for _, s := range l.shares {
		sum += s
	}
	return sum
}

func (l *sharesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		n := l.turn(o.MinSize())
		size.Width = max(size.Width, n.Width*l.whole()/l.shares[i])
		size.Height = max(size.Height, n.Height)
	}
	size.Width += l.gap * float32(len(objects)-1)
	return l.turn(size)
}

func (l *sharesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	turned := l.turn(size)
	room := turned.Width - l.gap*float32(len(objects)-1)
	var at float32
	for i, o := range objects {
		width := room * l.shares[i] / l.whole()
		pos := fyne.NewPos(at, 0)
		if l.down {
			pos = fyne.NewPos(0, at)
		}
		o.Move(pos)
		o.Resize(l.turn(fyne.NewSize(width, turned.Height)))
		at += width + l.gap
	}
}
