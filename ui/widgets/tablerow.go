package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// rowRenderer draws one row.
type rowRenderer struct {
	w            *tableRow
	ground, line *canvas.Rectangle
	box          *widget.Icon
	texts        []*Text
	pills        []*Pill
}

func newRowRenderer(w *tableRow) *rowRenderer {
	r := &rowRenderer{w: w, ground: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent), box: widget.NewIcon(theme.CheckButtonIcon())}
	for range w.field.list.model.columns() {
		text := NewText("")
		text.Shrink = true
		r.texts = append(r.texts, text)
		r.pills = append(r.pills, NewPill("", Neutral))
	}
	return r
}

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(100, rowHeight()) }

func (r *rowRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	model := r.w.field.list.model
	icon := theme.IconInlineSize()
	r.box.Move(fyne.NewPos((tickWidth-icon)/2, (size.Height-icon)/2))
	r.box.Resize(fyne.NewSquareSize(icon))
	columns := model.columns()
	for i, s := range spans(columns, size.Width, model.ticks()) {
		inner := max(s.width-2*cellSide, 0)
		for _, object := range []fyne.CanvasObject{r.texts[i], r.pills[i]} {
			object.Move(fyne.NewPos(s.left+cellSide, 0))
			object.Resize(fyne.NewSize(inner, size.Height))
		}
		if s.width == 0 {
			r.texts[i].Hide()
			r.pills[i].Hide()
		}
	}
}

func (r *rowRenderer) Refresh() {
	model := r.w.field.list.model
	selected, mark := model.state(r.w.index)
	r.ground.FillColor = color.Transparent
	switch {
	case selected:
		r.ground.FillColor = themeColor(theme.ColorNameSelection)
	case r.w.hover:
		r.ground.FillColor = themeColor(ColorRowHover)
	}
	r.line.FillColor = themeColor(ColorLine)
	r.box.Hidden = !model.ticks()
	if mark == ticked {
		r.box.SetResource(theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon()))
	} else {
		r.box.SetResource(theme.NewColoredResource(theme.CheckButtonIcon(), ColorMuted))
	}
	cells, loaded := model.cells(r.w.index)
	for i, column := range model.columns() {
		cell := Cell{Text: "…", Muted: true}
		if loaded {
			cell = cells[i]
		}
		r.texts[i].Hidden, r.pills[i].Hidden = cell.Pill, !cell.Pill || cell.Text == ""
		if cell.Pill {
			r.pills[i].Set(cell.Text, cell.Tone)
			continue
		}
		ink := theme.ColorNameForeground
		switch {
		case cell.Link:
			ink = ColorAccent
		case cell.Muted:
			ink = ColorMuted
		}
		text := r.texts[i]
		text.Text, text.ColorName, text.Bold, text.Align = cell.Text, ink, cell.Bold, column.align
		text.Refresh()
	}
	r.Layout(r.w.BaseWidget.Size())
	r.ground.Refresh()
	r.line.Refresh()
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.line, r.box}
	for i := range r.texts {
		objects = append(objects, r.texts[i], r.pills[i])
	}
	return objects
}
func (r *rowRenderer) Destroy() {}

// tableHead shows the titles; a click on one that sorts orders by it.
type tableHead struct {
	widget.BaseWidget
	model tableModel
	hover int
}

func newTableHead(model tableModel) *tableHead {
	h := &tableHead{model: model, hover: -1}
	h.ExtendBaseWidget(h)
	return h
}

func (h *tableHead) at(x float32) (i int, ok bool) {
	columns := h.model.columns()
	for i, s := range spans(columns, h.Size().Width, h.model.ticks()) {
		if x >= s.left && x < s.left+s.width {
			return i, columns[i].sortable
		}
	}
	return -1, false
}

// Tapped sorts.
func (h *tableHead) Tapped(e *fyne.PointEvent) {
	if i, ok := h.at(e.Position.X); ok {
		h.model.SortBy(h.model.columns()[i].id)
	}
}

// MouseIn is Fyne's.
func (h *tableHead) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved is Fyne's.
func (h *tableHead) MouseMoved(e *desktop.MouseEvent) {
	now := -1
	if i, ok := h.at(e.Position.X); ok {
		now = i
	}
	if now != h.hover {
		h.hover = now
		h.Refresh()
	}
}

// MouseOut is Fyne's.
func (h *tableHead) MouseOut() { h.hover = -1; h.Refresh() }

func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	r := &headRenderer{h: h, ground: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent)}
	for range h.model.columns() {
		text := NewMuted("")
		text.Shrink = true
		r.texts = append(r.texts, text)
	}
	r.Refresh()
	return r
}

type headRenderer struct {
	h            *tableHead
	ground, line *canvas.Rectangle
	texts        []*Text
}

func (r *headRenderer) MinSize() fyne.Size { return fyne.NewSize(100, rowHeight()) }

func (r *headRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	for i, s := range spans(r.h.model.columns(), size.Width, r.h.model.ticks()) {
		r.texts[i].Hidden = s.width == 0
		r.texts[i].Move(fyne.NewPos(s.left+cellSide, 0))
		r.texts[i].Resize(fyne.NewSize(max(s.width-2*cellSide, 0), size.Height))
	}
}

func (r *headRenderer) Refresh() {
	r.ground.FillColor, r.line.FillColor = themeColor(ColorTableHead), themeColor(ColorLine)
	id, descending := r.h.model.sorted()
	for i, column := range r.h.model.columns() {
		text := r.texts[i]
		text.Text, text.Align, text.ColorName = column.title, column.align, ColorMuted
		if column.sortable && column.id == id {
			text.Text += map[bool]string{false: " ▲", true: " ▼"}[descending]
		}
		if i == r.h.hover {
			text.ColorName = theme.ColorNameForeground
		}
		text.Refresh()
	}
	r.Layout(r.h.BaseWidget.Size())
	r.ground.Refresh()
	r.line.Refresh()
}

func (r *headRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.line}
	for _, t := range r.texts {
		objects = append(objects, t)
	}
	return objects
}
func (r *headRenderer) Destroy() {}
