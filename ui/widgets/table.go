package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Cell is what one cell of a DataTable shows.
type Cell struct {
	Text  string
	Pill  bool // on a rounded ground of Tone
	Tone  Tone
	Muted bool
	Bold  bool
	// Link cells stand out; a click on one also calls DataTable.OnCell.
	Link bool
}

// Column describes one column of a DataTable of T.
type Column[T any] struct {
	ID    string // the name sorting is asked for by
	Title string
	// Chars is the width in characters of running text, so that it grows with
	// the text size; Grow is the share of what is left over.
	Chars, Grow float32
	Align       fyne.TextAlign
	Cell        func(T) Cell
	Sortable    bool
	// Optional columns are left out, the last first, where the table is too
	// narrow for all.
	Optional bool
}

// Plain is a cell of running text.
func Plain(text string) Cell { return Cell{Text: text} }

// Muted is a cell of quiet text.
func Muted(text string) Cell { return Cell{Text: text, Muted: true} }

// Strong is a cell of bold text.
func Strong(text string) Cell { return Cell{Text: text, Bold: true} }

// Mark is a cell with a pill.
func Mark(text string, tone Tone) Cell { return Cell{Text: text, Pill: true, Tone: tone} }

// Query is what a DataTable asks its loader for.
type Query struct {
	Offset, Limit int
	Sort          string // Column.ID, "" for the natural order
	Descending    bool
}

// Loader fetches rows. It reads widgets before it starts work elsewhere and
// calls done on the UI thread with the rows at Offset and the number of all
// rows. Where loading fails it tells the person itself and does not call done.
type Loader[T any] func(q Query, done func(rows []T, total int))

// tablePage is how many rows are asked for at a time.
const tablePage = 100

// DataTable shows rows that a loader brings page by page as they scroll into
// view: a hundred thousand rows cost no more than a screenful. Arrow keys move
// the selection, Enter or a double click opens a row, the space bar ticks it.
type DataTable[T any] struct {
	widget.BaseWidget
	Columns []Column[T]
	// Key names a row for ever; ticks and the selection follow it through
	// reloading and sorting.
	Key        func(T) string
	OnSelected func(T)
	OnOpened   func(T)
	// OnCell is called when a Link cell was clicked, with its Column.ID.
	OnCell func(row T, column string)
	// OnChecked is called with the number of ticked rows; setting Checks shows
	// the column of boxes.
	Checks    bool
	OnChecked func(count int)
	OnLoaded  func(total int)
	// OnRune is called with characters typed while the rows have the focus.
	OnRune func(r rune)
	// Sort and Descending are the order asked for first.
	Sort       string
	Descending bool

	load       Loader[T]
	pages      map[int][]T
	asked      map[int]bool
	generation int
	total      int // -1 until the first page is there
	selected   string
	checked    map[string]T
	order      []string // keys of checked in the order of ticking

	head  *tableHead
	rows  *rowList
	empty *fyne.Container
	stack *fyne.Container
}

// NewTable returns a table that loads when Reload is called first. empty is
// shown in its place where there are no rows; it may be nil.
func NewTable[T any](columns []Column[T], key func(T) string, load Loader[T], empty fyne.CanvasObject) *DataTable[T] {
	t := &DataTable[T]{Key: key, load: load, total: -1, checked: map[string]T{}}
	t.forget()
	t.empty = container.NewStack()
	if empty != nil {
		t.empty.Add(empty)
	}
	t.empty.Hide()
	t.stack = container.NewStack()
	t.SetColumns(columns)
	t.ExtendBaseWidget(t)
	return t
}

// SetColumns replaces the columns; rows, ticks and the selection stay.
func (t *DataTable[T]) SetColumns(columns []Column[T]) {
	t.Columns = columns
	t.rows, t.head = newRowList(t), newTableHead(t)
	t.stack.Objects = []fyne.CanvasObject{Frame(t.head, nil, nil, nil, container.NewStack(t.rows, t.empty))}
	t.stack.Refresh()
}

// NewListTable returns a table over rows held in memory, for short lists.
func NewListTable[T any](columns []Column[T], key func(T) string, rows func() []T, empty fyne.CanvasObject) *DataTable[T] {
	return NewTable(columns, key, func(q Query, done func([]T, int)) {
		all := rows()
		done(all[min(q.Offset, len(all)):min(q.Offset+q.Limit, len(all))], len(all))
	}, empty)
}

// CreateRenderer is Fyne's.
func (t *DataTable[T]) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(t.stack)
}

// MinSize keeps a few rows in view.
func (t *DataTable[T]) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return fyne.NewSize(200, 4*rowHeight())
}

func (t *DataTable[T]) forget() {
	t.pages, t.asked = map[int][]T{}, map[int]bool{}
	t.generation++
}

// Reload asks for the rows anew and stays where it is; rows in view are
// replaced when the new ones arrive.
func (t *DataTable[T]) Reload() {
	old := t.pages
	t.forget()
	if first, last := t.rows.inView(); t.total > 0 {
		for page := first / tablePage; page <= last/tablePage; page++ {
			if rows, ok := old[page]; ok {
				t.pages[page] = rows
			}
			t.ask(page)
		}
		return
	}
	t.ask(0)
}

// ReloadTop asks for the rows anew and goes to the first one, as a new search
// wants it.
func (t *DataTable[T]) ReloadTop() {
	t.rows.top()
	t.Reload()
}

func (t *DataTable[T]) ask(page int) {
	if t.asked[page] {
		return
	}
	t.asked[page] = true
	generation := t.generation
	q := Query{Offset: page * tablePage, Limit: tablePage, Sort: t.Sort, Descending: t.Descending}
	t.load(q, func(rows []T, total int) {
		if generation != t.generation {
			return // a later search has overtaken this one
		}
		t.pages[page] = rows
		t.total = total
		if total == 0 {
			t.empty.Show()
		} else {
			t.empty.Hide()
		}
		t.rows.Refresh()
		t.head.Refresh()
		if t.OnLoaded != nil {
			t.OnLoaded(total)
		}
	})
}

// Total is the number of rows, 0 until they are loaded.
func (t *DataTable[T]) Total() int { return max(t.total, 0) }

// Row returns row i where it is loaded.
func (t *DataTable[T]) Row(i int) (row T, ok bool) {
	rows := t.pages[i/tablePage]
	if i < 0 || i%tablePage >= len(rows) {
		return row, false
	}
	return rows[i%tablePage], true
}

// Selected returns the selected row where it is loaded.
func (t *DataTable[T]) Selected() (row T, ok bool) {
	if i := t.selectedIndex(); i >= 0 {
		return t.Row(i)
	}
	return row, false
}

func (t *DataTable[T]) selectedIndex() int {
	if t.selected == "" {
		return -1
	}
	for page, rows := range t.pages {
		for i, row := range rows {
			if t.Key(row) == t.selected {
				return page*tablePage + i
			}
		}
	}
	return -1
}

// SelectRow selects row i as a click does.
func (t *DataTable[T]) SelectRow(i int) {
	row, ok := t.Row(i)
	if !ok {
		return
	}
	t.selected = t.Key(row)
	t.rows.show(i)
	t.rows.Refresh()
	if t.OnSelected != nil {
		t.OnSelected(row)
	}
}

// SelectKey marks the row of that key, loaded or not, and tells nobody. ""
// selects none.
func (t *DataTable[T]) SelectKey(key string) {
	t.selected = key
	if i := t.selectedIndex(); i >= 0 {
		t.rows.show(i)
	}
	t.rows.Refresh()
}

// OpenRow opens row i as a double click does.
func (t *DataTable[T]) OpenRow(i int) {
	if row, ok := t.Row(i); ok && t.OnOpened != nil {
		t.OnOpened(row)
	}
}

// PressCell does what a click on a cell of row i does besides selecting it.
func (t *DataTable[T]) PressCell(i int, column string) {
	row, ok := t.Row(i)
	if !ok || t.OnCell == nil {
		return
	}
	for _, c := range t.Columns {
		if c.ID == column && c.Cell(row).Link {
			t.OnCell(row, column)
		}
	}
}

// CheckRow ticks row i, or unticks it.
func (t *DataTable[T]) CheckRow(i int) {
	if row, ok := t.Row(i); ok {
		t.SetChecked([]T{row}, t.mark(t.Key(row)) == unticked)
	}
}

// SetChecked ticks or unticks rows.
func (t *DataTable[T]) SetChecked(rows []T, on bool) {
	for _, row := range rows {
		key := t.Key(row)
		_, is := t.checked[key]
		switch {
		case on && !is:
			t.checked[key] = row
			t.order = append(t.order, key)
		case !on && is:
			delete(t.checked, key)
			for i, k := range t.order {
				if k == key {
					t.order = append(t.order[:i:i], t.order[i+1:]...)
					break
				}
			}
		}
	}
	t.rows.Refresh()
	if t.OnChecked != nil {
		t.OnChecked(len(t.checked))
	}
}

// ClearChecks unticks all rows.
func (t *DataTable[T]) ClearChecks() {
	t.checked, t.order = map[string]T{}, nil
	t.rows.Refresh()
	if t.OnChecked != nil {
		t.OnChecked(0)
	}
}

// Checked returns the ticked rows in the order they were ticked, those out of
// view included.
func (t *DataTable[T]) Checked() []T {
	rows := make([]T, len(t.order))
	for i, key := range t.order {
		rows[i] = t.checked[key]
	}
	return rows
}

// SortBy orders by a column; the same column again turns the order round.
func (t *DataTable[T]) SortBy(id string) {
	t.Descending = t.Sort == id && !t.Descending
	t.Sort = id
	t.head.Refresh()
	t.ReloadTop()
}

// Texts returns what the cells of row i show, for tests.
func (t *DataTable[T]) Texts(i int) []string {
	row, ok := t.Row(i)
	if !ok {
		return nil
	}
	texts := make([]string, len(t.Columns))
	for c, column := range t.Columns {
		texts[c] = column.Cell(row).Text
	}
	return texts
}
