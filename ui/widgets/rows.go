package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// rowList scrolls the rows of a table; only those in view exist.
type rowList struct {
	widget.BaseWidget
	model  tableModel
	scroll *container.Scroll
	field  *rowField
}

func newRowList(model tableModel) *rowList {
	l := &rowList{model: model}
	l.field = &rowField{list: l}
	l.field.ExtendBaseWidget(l.field)
	l.scroll = container.NewVScroll(l.field)
	l.scroll.OnScrolled = func(fyne.Position) { l.field.Refresh() }
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is Fyne's.
func (l *rowList) CreateRenderer() fyne.WidgetRenderer { return &rowListRenderer{l} }

type rowListRenderer struct{ l *rowList }

func (r *rowListRenderer) MinSize() fyne.Size { return fyne.NewSize(100, 2*rowHeight()) }
func (r *rowListRenderer) Layout(size fyne.Size) {
	r.l.scroll.Resize(size)
	r.l.field.Refresh()
}

func (r *rowListRenderer) Refresh() {
	r.l.field.Refresh()
	r.l.scroll.Refresh()
}

func (r *rowListRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.scroll} }
func (r *rowListRenderer) Destroy()                     {}

// inView is the range of rows that can be seen.
func (l *rowList) inView() (first, last int) {
	height := rowHeight()
	first = int(l.scroll.Offset.Y / height)
	last = int((l.scroll.Offset.Y + l.scroll.Size().Height) / height)
	return max(0, min(first, l.model.length()-1)), min(last, l.model.length()-1)
}

func (l *rowList) top() { l.scroll.ScrollToOffset(fyne.NewPos(0, 0)) }

// show scrolls so far that row i is in view.
func (l *rowList) show(i int) {
	height := rowHeight()
	top, bottom := float32(i)*height, float32(i+1)*height
	offset := l.scroll.Offset.Y
	switch view := l.scroll.Size().Height; {
	case top < offset:
		offset = top
	case bottom > offset+view:
		offset = bottom - view
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	l.field.Refresh()
}

// rowField is the scrolled content: as high as all rows, holding those in view.
// It takes the keys.
type rowField struct {
	widget.BaseWidget
	list    *rowList
	focused bool
}

func (f *rowField) CreateRenderer() fyne.WidgetRenderer {
	r := &rowFieldRenderer{f: f}
	r.Refresh()
	return r
}

// FocusGained is Fyne's.
func (f *rowField) FocusGained() { f.focused = true; f.Refresh() }

// FocusLost is Fyne's.
func (f *rowField) FocusLost() { f.focused = false; f.Refresh() }

// TypedRune hands typed characters to whoever gave the table a use for them.
func (f *rowField) TypedRune(r rune) { f.list.model.typed(r) }

// TypedShortcut passes shortcuts on to the window.
func (f *rowField) TypedShortcut(s fyne.Shortcut) { passOn(f, s) }

// TypedKey moves, opens and ticks.
func (f *rowField) TypedKey(key *fyne.KeyEvent) {
	model := f.list.model
	at, last := model.cursor(), model.length()-1
	screen := max(1, int(f.list.scroll.Size().Height/rowHeight())-1)
	switch key.Name {
	case fyne.KeyDown:
		at++
	case fyne.KeyUp:
		at--
	case fyne.KeyPageDown:
		at += screen
	case fyne.KeyPageUp:
		at -= screen
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = last
	case fyne.KeyReturn, fyne.KeyEnter:
		model.OpenRow(at)
		return
	case fyne.KeySpace:
		if model.ticks() {
			model.CheckRow(at)
		}
		return
	default:
		passKey(f, key)
		return
	}
	at = max(0, min(at, last))
	f.list.show(at)
	model.SelectRow(at)
}

type rowFieldRenderer struct {
	f    *rowField
	pool []*tableRow
}

func (r *rowFieldRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, float32(r.f.list.model.length())*rowHeight())
}

func (r *rowFieldRenderer) Layout(fyne.Size) { r.place() }

func (r *rowFieldRenderer) Refresh() { r.place() }

// place binds pooled rows to the range in view.
func (r *rowFieldRenderer) place() {
	list := r.f.list
	first, last := list.inView()
	height, width := rowHeight(), list.scroll.Size().Width
	count := max(0, last-first+1)
	for len(r.pool) < count {
		row := &tableRow{field: r.f}
		row.ExtendBaseWidget(row)
		r.pool = append(r.pool, row)
	}
	for i, row := range r.pool {
		if i >= count {
			row.Hide()
			continue
		}
		row.index = first + i
		row.Move(fyne.NewPos(0, float32(row.index)*height))
		row.Resize(fyne.NewSize(width, height))
		row.Show()
		row.Refresh()
	}
	for i := first; i <= last; i++ {
		if _, ok := list.model.cells(i); !ok {
			list.model.want(i)
		}
	}
}

func (r *rowFieldRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.pool))
	for i, row := range r.pool {
		objects[i] = row
	}
	return objects
}
func (r *rowFieldRenderer) Destroy() {}

// tableRow is one row in view.
type tableRow struct {
	widget.BaseWidget
	field *rowField
	index int
	hover bool
}

// MouseDown selects at once; waiting for a second click would feel slow. In
// the column of boxes it ticks.
func (w *tableRow) MouseDown(e *desktop.MouseEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(w); canvas != nil {
		canvas.Focus(w.field)
	}
	model := w.field.list.model
	if model.ticks() && e.Position.X < tickWidth {
		model.CheckRow(w.index)
		return
	}
	model.SelectRow(w.index)
}

// MouseUp presses the cell under the mouse.
func (w *tableRow) MouseUp(e *desktop.MouseEvent) {
	model := w.field.list.model
	columns := model.columns()
	for i, s := range spans(columns, w.Size().Width, model.ticks()) {
		if e.Position.X >= s.left && e.Position.X < s.left+s.width {
			model.PressCell(w.index, columns[i].id)
		}
	}
}

// DoubleTapped opens the row.
func (w *tableRow) DoubleTapped(e *fyne.PointEvent) {
	model := w.field.list.model
	if model.ticks() && e.Position.X < tickWidth {
		return
	}
	model.OpenRow(w.index)
}

// MouseIn is Fyne's.
func (w *tableRow) MouseIn(*desktop.MouseEvent) { w.hover = true; w.Refresh() }

// MouseMoved is Fyne's.
func (w *tableRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (w *tableRow) MouseOut() { w.hover = false; w.Refresh() }

func (w *tableRow) CreateRenderer() fyne.WidgetRenderer {
	r := newRowRenderer(w)
	r.Refresh()
	return r
}
