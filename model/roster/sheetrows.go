package roster

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
)

// sheetRows reads the rows of one worksheet. Merged areas are known before
// the first row, although the file has them after the last.
type sheetRows struct {
	book   *workbook
	xml    xmlScanner
	merged []area
	number int // of the row read last
	// open are the merged areas that reach below the row read last, by column.
	open map[int]openArea
	tops map[int][]area // areas of more than one row by their first row
	// known keeps one copy of texts that stand in the cells themselves:
	// the same few words fill whole columns.
	known map[string]string
}

// area is a merged range of cells; columns from 0, rows from 1.
type area struct{ left, top, right, bottom int }

type openArea struct {
	bottom int
	cell   cell
}

func (b *workbook) rows(content []byte) *sheetRows {
	r := &sheetRows{
		book: b, xml: xmlScanner{data: content}, merged: mergedAreas(content),
		open: map[int]openArea{}, tops: map[int][]area{}, known: map[string]string{},
	}
	for _, a := range r.merged {
		if a.bottom > a.top && a.left < maxColumns {
			r.tops[a.top] = append(r.tops[a.top], a)
		}
	}
	return r
}

func (r *sheetRows) position() (done, total int) { return r.xml.pos, len(r.xml.data) }

// next returns the next row that the file holds; rows that it leaves out are
// blank.
func (r *sheetRows) next() (line, error) {
	for {
		t, ok := r.xml.next()
		switch {
		case !ok:
			return line{}, fmt.Errorf("after row %d: %w", r.number, errXML)
		case t.is("sheetData") && (t.end || t.empty):
			return line{}, io.EOF
		case t.is("row") && !t.end:
			r.number++
			if n, err := strconv.Atoi(string(t.attribute("r"))); err == nil && n > 0 {
				r.number = n
			}
			row := line{number: r.number}
			if !t.empty {
				if err := r.cells(&row); err != nil {
					return line{}, fmt.Errorf("row %d: %w", r.number, err)
				}
			}
			r.repeatMerged(&row)
			return row, nil
		}
	}
}

// cells reads the cells of a row up to its end.
func (r *sheetRows) cells(row *line) error {
	row.cells = make([]cell, 0, 24)
	column := -1
	for {
		t, ok := r.xml.next()
		switch {
		case !ok:
			return errXML
		case t.end && t.is("row"):
			return nil
		case !t.is("c") || t.end:
			continue
		}
		a := attributesOf(t)
		if column++; a.column >= 0 {
			column = a.column
		}
		if t.empty {
			continue
		}
		value, err := r.cell(a)
		if err != nil {
			return err
		}
		if value.text == "" || column >= maxColumns {
			continue
		}
		for len(row.cells) <= column {
			row.cells = append(row.cells, cell{})
		}
		row.cells[column] = value
	}
}

// cellAttributes is what the start tag of a cell says.
type cellAttributes struct {
	column int // -1 where it names none
	kind   string
	style  int
}

func attributesOf(t tag) cellAttributes {
	a := cellAttributes{column: -1}
	for rest := t.attributes; ; {
		var key, value []byte
		if key, value, rest = cutAttribute(rest); key == nil {
			return a
		}
		switch string(key) {
		case "r":
			a.column = columnOf(value)
		case "s":
			if n, err := strconv.Atoi(string(value)); err == nil {
				a.style = n
			}
		case "t":
			a.kind = cellKindName(value)
		}
	}
}

// cellKindName is string(value) without making a new one each time.
func cellKindName(value []byte) string {
	for _, kind := range []string{"s", "n", "str", "inlineStr"} {
		if string(value) == kind {
			return kind
		}
	}
	return string(value)
}

// cell reads the rest of a cell, whose start tag was read.
func (r *sheetRows) cell(a cellAttributes) (cell, error) {
	var raw []byte
	var inline string
	for {
		t, ok := r.xml.next()
		var err error
		switch {
		case !ok:
			return cell{}, errXML
		case t.end && t.is("c"):
			return r.value(a, raw, inline), nil
		case t.starts("v"):
			raw, err = r.xml.text("v")
		case t.starts("is"):
			inline, err = r.xml.richText("is")
		}
		if err != nil {
			return cell{}, err
		}
	}
}

// value turns what stands in a cell into what the cell says. A formula counts
// with the result that the file keeps; it is never worked out.
func (r *sheetRows) value(a cellAttributes, raw []byte, inline string) cell {
	switch a.kind {
	case "s":
		n, err := strconv.Atoi(string(bytes.TrimSpace(raw)))
		if err != nil || n < 0 || n >= len(r.book.strings) {
			return cell{}
		}
		return cell{text: r.book.strings[n]}
	case "inlineStr":
		return cell{text: r.same(inline)}
	case "str":
		return cell{text: r.same(unescapeControl(string(raw)))}
	case "d":
		return cell{string(raw), dayCell}
	case "e":
		return cell{string(raw), faultCell}
	case "b":
		if string(raw) == "1" {
			return cell{text: "是"}
		}
		return cell{text: "否"}
	}
	if len(raw) == 0 {
		return cell{}
	}
	return showNumber(string(raw), r.book.format(a.style), r.book.since1904)
}

// same returns the first copy of a text that comes again and again.
func (r *sheetRows) same(text string) string {
	if first, ok := r.known[text]; ok {
		return first
	}
	if len(r.known) < 4096 {
		r.known[text] = text
	}
	return text
}

// repeatMerged writes the value of a merged area into the rows below its
// first one, as a person reads it.
func (r *sheetRows) repeatMerged(row *line) {
	for column, a := range r.open {
		if row.number > a.bottom {
			delete(r.open, column)
			continue
		}
		for len(row.cells) <= column {
			row.cells = append(row.cells, cell{})
		}
		for len(row.below) <= column {
			row.below = append(row.below, false)
		}
		row.cells[column], row.below[column] = a.cell, true
	}
	for _, a := range r.tops[row.number] {
		r.open[a.left] = openArea{a.bottom, row.cell(a.left)}
	}
}

// mergedAreas reads the merged ranges, which follow the rows.
func mergedAreas(content []byte) []area {
	end := bytes.LastIndex(content, []byte("sheetData"))
	if end < 0 {
		return nil
	}
	var areas []area
	s := xmlScanner{data: content, pos: end}
	for {
		t, ok := s.next()
		if !ok || t.end && t.is("mergeCells") || len(areas) == maxAreas {
			return areas
		}
		if t.is("mergeCell") && !t.end {
			from, to, _ := bytes.Cut(t.attribute("ref"), []byte(":"))
			a := area{columnOf(from), rowOf(from), columnOf(to), rowOf(to)}
			if a.left >= 0 && a.top > 0 && a.right >= a.left && a.bottom >= a.top {
				areas = append(areas, a)
			}
		}
	}
}

// columnOf returns the column of a reference such as AB12, from 0; -1 where
// there is none.
func columnOf(reference []byte) int {
	column := 0
	for i, b := range reference {
		if b < 'A' || b > 'Z' || i > 3 {
			break
		}
		column = column*26 + int(b-'A') + 1
	}
	return column - 1
}

// rowOf returns the row of a reference such as AB12, 0 where there is none.
func rowOf(reference []byte) int {
	n, err := strconv.Atoi(string(bytes.TrimLeft(reference, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
	if err != nil {
		return 0
	}
	return n
}
