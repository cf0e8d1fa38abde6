package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Timetable shows rows, such as rooms, against the seven days of a week, with
// cells that can be clicked.
type Timetable struct {
	widget.BaseWidget
	OnCell func(row, column int) // a person clicked a cell

	heads []*Text
	rows  []*timetableRow
}

// TimetableRow is one row of a Timetable: what it is of, something quiet below
// that, and what each of the seven days has.
type TimetableRow struct {
	Title, Note string
	Days        [7]GridDay
}

type timetableRow struct {
	title, note *Text
	cells       [7]*gridCell
	row         TimetableRow
}

// NewTimetable returns a table without rows.
func NewTimetable(onCell func(row, column int)) *Timetable {
	t := &Timetable{OnCell: onCell}
	for range 7 {
		head := NewMuted("")
		head.Align, head.SizeName = fyne.TextAlignCenter, theme.SizeNameCaptionText
		t.heads = append(t.heads, head)
	}
	t.ExtendBaseWidget(t)
	return t
}

// SetRows shows a week; today is the column of the present day, -1 for none.
func (t *Timetable) SetRows(heads [7]string, today int, rows []TimetableRow) {
	for i, head := range t.heads {
		head.Text, head.ColorName = heads[i], ColorMuted
		if i == today {
			head.ColorName = ColorAccent
		}
	}
	for len(t.rows) < len(rows) {
		t.rows = append(t.rows, t.newRow(len(t.rows)))
	}
	t.rows = t.rows[:len(rows)]
	for i, r := range t.rows {
		r.row = rows[i]
		r.title.Text, r.note.Text = rows[i].Title, rows[i].Note
		for day, cell := range r.cells {
			cell.set(rows[i].Days[day])
		}
	}
	t.Refresh()
}

func (t *Timetable) newRow(at int) *timetableRow {
	r := &timetableRow{title: NewText(""), note: NewMuted("")}
	r.title.Shrink, r.note.Shrink = true, true
	r.note.SizeName = theme.SizeNameCaptionText
	for day := range r.cells {
		r.cells[day] = newGridCell(func() { t.ChooseCell(at, day) })
	}
	return r
}

// Rows returns what the table shows, for tests.
func (t *Timetable) Rows() []TimetableRow {
	rows := make([]TimetableRow, len(t.rows))
	for i, r := range t.rows {
		rows[i] = r.row
	}
	return rows
}

// ChooseCell does what a click on a cell does.
func (t *Timetable) ChooseCell(row, column int) {
	if t.OnCell != nil && row < len(t.rows) {
		t.OnCell(row, column)
	}
}

// Cell is the cell of a row and column, to open a menu at.
func (t *Timetable) Cell(row, column int) fyne.CanvasObject { return t.rows[row].cells[column] }

// CreateRenderer is Fyne's.
func (t *Timetable) CreateRenderer() fyne.WidgetRenderer { return &timetableRenderer{t} }

type timetableRenderer struct{ table *Timetable }

// leastRow is how high a row is at least: two lines of what takes place.
func (r *timetableRenderer) leastRow() float32 { return 2*textSize() + 12 }

// label is the width of the names of the rows.
func (r *timetableRenderer) label() float32 { return 7 * textSize() }

func (r *timetableRenderer) MinSize() fyne.Size {
	rows := float32(len(r.table.rows))
	return fyne.NewSize(r.label()+7*4*textSize(), r.table.heads[0].MinSize().Height+gridGap+rows*(r.leastRow()+gridGap))
}

func (r *timetableRenderer) Layout(size fyne.Size) {
	t, label := r.table, r.label()
	top := t.heads[0].MinSize().Height
	width := (size.Width-label)/7 - gridGap
	for i, head := range t.heads {
		head.Move(fyne.NewPos(label+float32(i)*(width+gridGap), 0))
		head.Resize(fyne.NewSize(width, top))
	}
	if len(t.rows) == 0 {
		return
	}
	height := max((size.Height-top)/float32(len(t.rows))-gridGap, r.leastRow())
	height = min(height, 6*textSize())
	for i, row := range t.rows {
		y := top + gridGap + float32(i)*(height+gridGap)
		titleHeight := row.title.MinSize().Height
		row.title.Move(fyne.NewPos(0, y))
		row.title.Resize(fyne.NewSize(label-gridGap, titleHeight))
		row.note.Move(fyne.NewPos(0, y+titleHeight))
		row.note.Resize(fyne.NewSize(label-gridGap, row.note.MinSize().Height))
		for day, cell := range row.cells {
			cell.Move(fyne.NewPos(label+float32(day)*(width+gridGap), y))
			cell.Resize(fyne.NewSize(width, height))
		}
	}
}

func (r *timetableRenderer) Refresh() {
	r.Layout(r.table.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *timetableRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, head := range r.table.heads {
		objects = append(objects, head)
	}
	for _, row := range r.table.rows {
		objects = append(objects, row.title, row.note)
		for _, cell := range row.cells {
			objects = append(objects, cell)
		}
	}
	return objects
}

func (r *timetableRenderer) Destroy() {}
