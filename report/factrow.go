package report

// The look of labelled facts in a ruled row.
var (
	factLabel = style{hei, 10.5}
	factText  = style{song, 10.5}
)

const (
	factLead  = 5.0 // from line to line
	factLeast = 7.6 // height of a row
)

// factLines breaks the values of a row, which is width wide, and gives the
// number of lines of the longest.
func (d *document) factLines(row []profileFact, width float64) (lines [][]string, most int) {
	cell := width/float64(len(row)) - profileLabel
	most = 1
	for _, one := range row {
		value := d.lines(orNone(one.value), factText, cell-2*padding)
		lines = append(lines, value)
		most = max(most, len(value))
	}
	return lines, most
}

// factHeight is what labelled takes.
func (d *document) factHeight(row []profileFact, width float64) float64 {
	_, most := d.factLines(row, width)
	return max(factLeast, float64(most)*factLead+2*padding)
}

// labelled draws a row of one or two labelled facts, as high as its texts need.
func (d *document) labelled(row []profileFact, width float64) {
	lines, _ := d.factLines(row, width)
	h, cell := d.factHeight(row, width), width/float64(len(row))-profileLabel
	x := d.margins.side
	for i, one := range row {
		d.cell([]string{one.label}, factLabel, box{x, d.y, profileLabel, h, centre}, factLead)
		d.cell(lines[i], factText, box{x + profileLabel, d.y, cell, h, left}, factLead)
		x += profileLabel + cell
	}
	d.y += h
}
