package report

import (
	"slices"
	"strings"
)

// column is one column of a table.
type column struct {
	head  string
	width float64
	align align
	// shrink sets a text that is a little too wide smaller before it is
	// broken: names and numbers look wrong in two lines.
	shrink bool
}

// table is a ruled table that goes on over pages, its head on each.
type table struct {
	*document
	columns []column
	style   style
	head    style
	// rowHeight and headHeight are the least; wrapped text makes rows taller.
	rowHeight, headHeight float64
	lead                  float64 // from line to line
	// begin draws what stands above the table on a new page.
	begin func()
	// perPage ends a page after so many rows, if it is not 0.
	perPage int
	// reserve is kept free under the rows for what stands below the table, so
	// that it never stands on a page by itself.
	reserve float64
	rows    int // on this page
}

// padding between a cell's rule and its text.
const padding = 1.0

// open begins a page with the table's head.
func (t *table) open() {
	t.newPage()
	if t.begin != nil {
		t.begin()
	}
	t.drawHead()
}

// drawHead draws the table's head where the page has come to.
func (t *table) drawHead() {
	heads := make([][]string, len(t.columns))
	most := 1
	for i, c := range t.columns {
		heads[i] = t.lines(c.head, t.head, c.width-2*padding)
		most = max(most, len(heads[i]))
	}
	h := max(t.headHeight, float64(most)*t.lead+2*padding)
	x := t.margins.side
	for i, c := range t.columns {
		t.cell(heads[i], t.head, box{x, t.y, c.width, h, centre}, t.lead)
		x += c.width
	}
	t.y += h
	t.rows = 0
}

// row draws one row of a text for each column, on a new page where this one is
// full. What is taller than a page goes on over several.
func (t *table) row(texts ...string) {
	cells := make([]tableCell, len(t.columns))
	most := 1
	for i, c := range t.columns {
		cells[i] = t.layOut(texts[i], c)
		most = max(most, len(cells[i].lines))
	}
	if t.perPage > 0 && t.rows >= t.perPage || t.rowNeeds(most) > t.free() && t.rows > 0 {
		t.open()
	}
	for t.rowNeeds(most) > t.free() {
		fits := max(1, int((t.free()-2*padding)/t.lead))
		t.drawRow(cells, fits)
		most -= fits
		t.open()
	}
	t.drawRow(cells, most)
}

// free is the height left for rows.
func (t *table) free() float64 { return t.room() - t.reserve }

// tableCell is the text of a cell that is still to be drawn.
type tableCell struct {
	lines []string
	style style
	// whole is set where the lines are one name or number: copied and
	// searched, it is in one piece.
	whole string
}

func (t *table) layOut(text string, c column) tableCell {
	width := c.width - 2*padding
	if c.shrink {
		for s := t.style; s.size >= t.style.size*0.8; s.size -= 0.5 {
			if lines, ok := t.whole(text, s, width); ok {
				return tableCell{lines, s, oneName(text, lines)}
			}
		}
	}
	return tableCell{t.lines(text, t.style, width), t.style, ""}
}

// oneName is text where it stands in two lines, having had none of its own.
func oneName(text string, lines []string) string {
	if text = printable(text); len(lines) == 1 || strings.Contains(text, "\n") {
		return ""
	}
	return text
}

// whole breaks text only where it is broken already and, into two lines,
// after the middle dot of a name. It reports whether that is narrow enough.
func (d *document) whole(text string, s style, width float64) (lines []string, ok bool) {
	lines = strings.Split(printable(text), "\n")
	fits := func(line string) bool { return d.textWidth(line, s) <= width }
	if len(lines) > 1 || fits(lines[0]) {
		return lines, !slices.ContainsFunc(lines, func(l string) bool { return !fits(l) })
	}
	const dot = "·"
	name := lines[0]
	for i := strings.LastIndex(name, dot); i >= 0; i = strings.LastIndex(name[:i], dot) {
		first, second := name[:i+len(dot)], name[i+len(dot):]
		if fits(first) && fits(second) {
			return []string{first, second}, true
		}
	}
	return nil, false
}

func (t *table) rowNeeds(lines int) float64 {
	return max(t.rowHeight, float64(lines)*t.lead+2*padding)
}

// drawRow draws the next lines of each cell and takes them off.
func (t *table) drawRow(cells []tableCell, lines int) {
	h := t.rowNeeds(lines)
	x := t.margins.side
	for i, c := range t.columns {
		next := &cells[i]
		n := min(lines, len(next.lines))
		put := func() { t.cell(next.lines[:n], next.style, box{x, t.y, c.width, h, c.align}, t.lead) }
		if next.whole != "" {
			t.spell(next.whole, put)
		} else {
			put()
		}
		next.lines = next.lines[n:]
		x += c.width
	}
	t.y += h
	t.rows++
}

// cell draws a ruled box with lines in the middle of its height, lead apart.
func (d *document) cell(lines []string, s style, b box, lead float64) {
	d.rectangle(b.x, b.y, b.w, b.h)
	inside := box{b.x + padding, b.y + (b.h-float64(len(lines))*lead)/2, b.w - 2*padding, lead, b.align}
	for _, line := range lines {
		if line != "" {
			d.text(line, s, inside)
		}
		inside.y += lead
	}
}

// footHeight is what foot takes.
const footHeight = 8.0

// foot writes a line under a table that reserved footHeight for it.
func (d *document) foot(text string) {
	d.text(text, style{song, 10.5}, box{d.margins.side, d.y + 1, d.inner(), footHeight - 1, left})
	d.y += footHeight
}
