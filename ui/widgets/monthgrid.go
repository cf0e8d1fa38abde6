package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// GridDay is one day of a MonthGrid.
type GridDay struct {
	Number     string   // of the day
	Note       string   // beside the number: the day in the other calendar
	NoteStrong bool     // the note begins something, as a lunar month
	Lines      []string // what is on that day
	// All stands for what finds no room: Lines are not all, or there is room for
	// fewer. "" where nothing is on that day.
	All    string
	More   bool // Lines are not all
	Today  bool
	Chosen bool
	Wrong  bool // something on that day cannot be as it is
}

// MonthGrid shows a month as weeks of seven days that can be clicked.
type MonthGrid struct {
	widget.BaseWidget
	OnDay func(i int) // a person clicked the i-th day of the month

	heads []*Text
	cells []*gridCell
	first int // weekday of the first day, 0 for the first column
	count int
}

// NewMonthGrid returns an empty grid with the seven names of the weekdays.
func NewMonthGrid(weekdays []string, onDay func(i int)) *MonthGrid {
	g := &MonthGrid{OnDay: onDay}
	for _, name := range weekdays {
		head := NewMuted(name)
		head.Align, head.SizeName = fyne.TextAlignCenter, theme.SizeNameCaptionText
		g.heads = append(g.heads, head)
	}
	g.ExtendBaseWidget(g)
	for i := range 31 {
		g.cells = append(g.cells, newGridCell(func() { g.ChooseDay(i) }))
	}
	return g
}

// SetDays shows a month whose first day is in column first.
func (g *MonthGrid) SetDays(first int, days []GridDay) {
	g.first, g.count = first, len(days)
	for i, cell := range g.cells {
		cell.Hidden = i >= len(days)
		if i < len(days) {
			cell.set(days[i])
		}
	}
	g.Refresh()
}

// Days returns what the days show, for tests.
func (g *MonthGrid) Days() []GridDay {
	days := make([]GridDay, g.count)
	for i := range days {
		days[i] = g.cells[i].day
	}
	return days
}

// ChooseDay does what a click on the i-th day does.
func (g *MonthGrid) ChooseDay(i int) {
	if g.OnDay != nil && i < g.count {
		g.OnDay(i)
	}
}

// CreateRenderer is Fyne's.
func (g *MonthGrid) CreateRenderer() fyne.WidgetRenderer {
	r := &monthGridRenderer{grid: g}
	for _, head := range g.heads {
		r.objects = append(r.objects, head)
	}
	for _, cell := range g.cells {
		r.objects = append(r.objects, cell)
	}
	return r
}

type monthGridRenderer struct {
	grid    *MonthGrid
	objects []fyne.CanvasObject
}

// gridGap is the room between days.
const gridGap float32 = 4

func (r *monthGridRenderer) weeks() int { return max((r.grid.first+r.grid.count+6)/7, 1) }

// MinSize has room for six weeks whatever the month, so that a page does not
// move when another month is shown.
func (r *monthGridRenderer) MinSize() fyne.Size {
	cell := r.grid.cells[0].MinSize()
	return fyne.NewSize(7*cell.Width+6*gridGap, r.grid.heads[0].MinSize().Height+6*(cell.Height+gridGap))
}

func (r *monthGridRenderer) Layout(size fyne.Size) {
	top := r.grid.heads[0].MinSize().Height
	width := (size.Width - 6*gridGap) / 7
	height := (size.Height-top)/float32(r.weeks()) - gridGap
	for i, head := range r.grid.heads {
		head.Move(fyne.NewPos(float32(i)*(width+gridGap), 0))
		head.Resize(fyne.NewSize(width, top))
	}
	for i, cell := range r.grid.cells {
		at := r.grid.first + i
		cell.Move(fyne.NewPos(float32(at%7)*(width+gridGap), top+gridGap+float32(at/7)*(height+gridGap)))
		cell.Resize(fyne.NewSize(width, height))
	}
}

func (r *monthGridRenderer) Refresh() {
	r.Layout(r.grid.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *monthGridRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *monthGridRenderer) Destroy()                     {}

// gridCell is one day.
type gridCell struct {
	widget.BaseWidget
	day    GridDay
	tapped func()
	hover  bool

	number, note *Text
	lines        [cellLines]*Text
}

func newGridCell(tapped func()) *gridCell {
	c := &gridCell{tapped: tapped, number: NewBold(""), note: NewMuted("")}
	c.note.SizeName, c.note.Shrink, c.note.Align = theme.SizeNameCaptionText, true, fyne.TextAlignTrailing
	for i := range c.lines {
		c.lines[i] = NewText("")
		c.lines[i].SizeName, c.lines[i].Shrink = theme.SizeNameCaptionText, true
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *gridCell) set(day GridDay) {
	c.day = day
	c.number.Text, c.note.Text = day.Number, day.Note
	c.number.ColorName, c.note.ColorName = "", ColorMuted
	if day.NoteStrong {
		c.note.ColorName = ColorAccent
	}
	if day.Today {
		c.number.ColorName = ColorAccent
	}
}

// Tapped is Fyne's.
func (c *gridCell) Tapped(*fyne.PointEvent) { c.tapped() }

// MouseIn is Fyne's.
func (c *gridCell) MouseIn(*desktop.MouseEvent) { c.hover = true; c.Refresh() }

// MouseMoved is Fyne's.
func (c *gridCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (c *gridCell) MouseOut() { c.hover = false; c.Refresh() }

// Cursor is Fyne's.
func (c *gridCell) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (c *gridCell) CreateRenderer() fyne.WidgetRenderer {
	r := &gridCellRenderer{cell: c, ground: canvas.NewRectangle(color.Transparent)}
	r.ground.CornerRadius = 6
	r.Refresh()
	return r
}

type gridCellRenderer struct {
	cell   *gridCell
	ground *canvas.Rectangle
}

// cellRoom is the room within a day's edge.
const cellRoom float32 = 4

// cellLines is how many lines a day has at most.
const cellLines = 3

func (r *gridCellRenderer) MinSize() fyne.Size {
	return fyne.NewSize(3.8*textSize()+2*cellRoom, r.cell.number.MinSize().Height+r.cell.lines[0].MinSize().Height+4)
}

func (r *gridCellRenderer) Layout(size fyne.Size) {
	c := r.cell
	r.ground.Resize(size)
	number, note := c.number.MinSize(), c.note.MinSize().Height
	inner := size.Width - 2*cellRoom
	if c.day.Number == "" {
		number.Height = 0
	}
	c.number.Move(fyne.NewPos(cellRoom, 2))
	c.number.Resize(number)
	c.note.Move(fyne.NewPos(cellRoom+number.Width+2, 2+number.Height-note))
	c.note.Resize(fyne.NewSize(max(inner-number.Width-2, 0), note))
	height := c.lines[0].MinSize().Height
	texts := c.day.fitting(int((size.Height - number.Height - 2) / height))
	for i, line := range c.lines {
		line.Text = ""
		if i < len(texts) {
			line.Text = texts[i]
		}
		line.Move(fyne.NewPos(cellRoom, 2+number.Height+float32(i)*height))
		line.Resize(fyne.NewSize(max(inner, 0), height))
		line.Refresh()
	}
}

// fitting are the lines that a day shows where there is room for so many.
func (d GridDay) fitting(room int) []string {
	room = min(room, cellLines)
	if d.All == "" || len(d.Lines) <= room && !d.More {
		return d.Lines
	}
	return append(slices.Clone(d.Lines[:max(min(room-1, len(d.Lines)), 0)]), d.All)
}

func (r *gridCellRenderer) Refresh() {
	c := r.cell
	fill, line := ColorSurface, ColorLine
	switch {
	case c.day.Chosen:
		fill, line = ColorAccentSoft, ColorAccent
	case c.hover:
		fill = ColorRowHover
	case c.day.Wrong:
		fill = ColorAccentSoft
	case c.day.All != "":
		fill = ColorWarnSoft
	}
	if c.day.Today {
		line = ColorAccent
	}
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = themeColor(fill), themeColor(line), 1
	r.ground.Refresh()
	r.Layout(c.Size())
	for _, text := range []*Text{c.number, c.note} {
		text.Refresh()
	}
}

func (r *gridCellRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.cell.number, r.cell.note}
	for _, line := range r.cell.lines {
		objects = append(objects, line)
	}
	return objects
}

func (r *gridCellRenderer) Destroy() {}
