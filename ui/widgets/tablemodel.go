package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// tableModel is a DataTable without its type of rows: what the head and the
// rows need to draw and to answer the mouse.
type tableModel interface {
	length() int
	columns() []columnLook
	cells(i int) (cells []Cell, ok bool)
	state(i int) (selected bool, mark tick)
	want(i int)
	ticks() bool
	sorted() (id string, descending bool)
	SelectRow(i int)
	OpenRow(i int)
	PressCell(i int, column string)
	CheckRow(i int)
	SortBy(id string)
	cursor() int
	typed(r rune)
}

// columnLook is a Column without its type of rows.
type columnLook struct {
	id, title       string
	chars, grow     float32
	align           fyne.TextAlign
	sortable, extra bool
}

// tick is the state of a row's box.
type tick int

const (
	noTicks tick = iota // the table has no boxes
	unticked
	ticked
)

func (t *DataTable[T]) length() int { return t.Total() }

func (t *DataTable[T]) columns() []columnLook {
	looks := make([]columnLook, len(t.Columns))
	for i, c := range t.Columns {
		looks[i] = columnLook{c.ID, c.Title, c.Chars, c.Grow, c.Align, c.Sortable, c.Optional}
	}
	return looks
}

func (t *DataTable[T]) cells(i int) ([]Cell, bool) {
	row, ok := t.Row(i)
	if !ok {
		return nil, false
	}
	cells := make([]Cell, len(t.Columns))
	for c, column := range t.Columns {
		cells[c] = column.Cell(row)
	}
	return cells, true
}

func (t *DataTable[T]) state(i int) (selected bool, mark tick) {
	row, ok := t.Row(i)
	if !ok {
		return false, noTicks
	}
	key := t.Key(row)
	return key == t.selected, t.mark(key)
}

func (t *DataTable[T]) mark(key string) tick {
	_, on := t.checked[key]
	switch {
	case !t.Checks:
		return noTicks
	case on:
		return ticked
	}
	return unticked
}

func (t *DataTable[T]) ticks() bool            { return t.Checks }
func (t *DataTable[T]) want(i int)             { t.ask(i / tablePage) }
func (t *DataTable[T]) sorted() (string, bool) { return t.Sort, t.Descending }
func (t *DataTable[T]) cursor() int            { return t.selectedIndex() }

const (
	cellSide  float32 = 10 // room at each side of a cell
	tickWidth float32 = 40
)

// rowHeight is the height of a row at the present text size.
func rowHeight() float32 {
	return max(fyne.MeasureText("字", theme.TextSize(), fyne.TextStyle{}).Height+15, MinTarget)
}

// span is where a column lies; a width of 0 means "left out".
type span struct{ left, width float32 }

// spans lays the columns out in width: optional columns go first where there
// is too little room, what is left over goes by Grow, and where even the
// needed ones do not fit all shrink alike.
func spans(columns []columnLook, width float32, ticks bool) []span {
	var start float32
	if ticks {
		start = tickWidth
	}
	out := make([]bool, len(columns))
	room := width - start
	need := func() (total, grow float32) {
		for i, c := range columns {
			if !out[i] {
				total += c.chars*textSize() + 2*cellSide
				grow += c.grow
			}
		}
		return total, grow
	}
	total, grow := need()
	for i := len(columns) - 1; i >= 0 && total > room; i-- {
		if columns[i].extra {
			out[i] = true
			total, grow = need()
		}
	}
	shrink := float32(1)
	if total > room && total > 0 {
		shrink = max(room, 0) / total
	}
	result := make([]span, len(columns))
	left := start
	for i, c := range columns {
		if out[i] {
			continue
		}
		w := (c.chars*textSize() + 2*cellSide) * shrink
		if extra := room - total; extra > 0 && grow > 0 {
			w += extra * c.grow / grow
		}
		result[i] = span{left, w}
		left += w
	}
	return result
}
