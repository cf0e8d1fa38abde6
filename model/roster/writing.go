package roster

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Table is a list of people, or of anything, on its way into a spreadsheet.
// Cells are texts, but for those of Quantities: an ID number must not become a
// quantity.
type Table struct {
	Title   string // name of the worksheet
	Columns []string
	// Quantities names the columns whose figures a spreadsheet can add up.
	Quantities []string
	// Rows are read once, one after another; an error ends the writing.
	Rows iter.Seq2[[]string, error]
}

// WriteXLSX writes t as a workbook of one sheet whose head stays in view.
func WriteXLSX(w io.Writer, t Table) error { return WriteBook(w, t) }

// WriteBook writes tables as the sheets of a workbook, their heads staying in
// view. At least one is needed; their titles differ.
func WriteBook(w io.Writer, tables ...Table) error {
	if err := writeBook(w, tables); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	return nil
}

func writeBook(w io.Writer, tables []Table) (err error) {
	book := excelize.NewFile()
	defer func() {
		if closing := book.Close(); err == nil {
			err = closing
		}
	}()
	if len(tables) > 1 {
		book.SetZipWriter(inOrder)
	}
	var look bookStyles
	if look.head, err = book.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F6E4E1"}}, NumFmt: textFormat,
	}); err != nil {
		return err
	}
	if look.body, err = book.NewStyle(&excelize.Style{NumFmt: textFormat}); err != nil {
		return err
	}
	for i, t := range tables {
		sheet := sheetName(t.Title)
		if i == 0 {
			err = book.SetSheetName("Sheet1", sheet)
		} else {
			_, err = book.NewSheet(sheet)
		}
		if err != nil {
			return err
		}
		if err := writeSheet(book, sheet, t, look); err != nil {
			return err
		}
	}
	return book.Write(w)
}

// bookStyles are the styles of a workbook's cells.
type bookStyles struct{ head, body int }

func writeSheet(book *excelize.File, sheet string, t Table, look bookStyles) error {
	stream, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for i, title := range t.Columns {
		if err := stream.SetColWidth(i+1, i+1, columnWidth(title)); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := stream.SetRow("A1", styled(t.Columns, look.head)); err != nil {
		return err
	}
	number := 1
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		number++
		cell, err := excelize.CoordinatesToCellName(1, number)
		if err != nil {
			return err
		}
		cells := styled(row, look.body)
		for i, column := range t.Columns {
			if value, err := strconv.ParseFloat(row[i], 64); err == nil && slices.Contains(t.Quantities, column) {
				cells[i] = value
			}
		}
		if err := stream.SetRow(cell, cells); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// textFormat is Excel's number for cells that hold text.
const textFormat = 49

func styled(texts []string, style int) []any {
	cells := make([]any, len(texts))
	for i, text := range texts {
		cells[i] = excelize.Cell{StyleID: style, Value: text}
	}
	return cells
}

// columnWidth is in Excel's unit, about a Latin character.
func columnWidth(title string) float64 {
	switch {
	case strings.Contains(title, "身份证"):
		return 22
	case title == "名称", strings.Contains(title, "住址"), strings.Contains(title, "说明"), strings.Contains(title, "变化"), strings.Contains(title, "备注"):
		return 34
	}
	return max(10, 3*float64(len([]rune(title)))+3)
}

// sheetName is title as Excel allows it: at most 31 characters, none of []:*?/\.
func sheetName(title string) string {
	name := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]:*?/\\'", r) {
			return -1
		}
		return r
	}, title))
	if len(name) > 31 {
		name = name[:31]
	}
	if len(name) == 0 {
		return "名单"
	}
	return string(name)
}

// WriteCSV writes t as UTF-8 with the mark by which Excel knows it. What a
// spreadsheet would work out as a formula gets an apostrophe in front.
func WriteCSV(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write a text table: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	write := func(row []string) error {
		safe := make([]string, len(row))
		for i, text := range row {
			if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
				text = "'" + text
			}
			safe[i] = text
		}
		return out.Write(safe)
	}
	if err := write(t.Columns); err != nil {
		return fmt.Errorf("write a text table: %w", err)
	}
	for row, err := range t.Rows {
		if err != nil {
			return fmt.Errorf("write a text table: %w", err)
		}
		if err := write(row); err != nil {
			return fmt.Errorf("write a text table: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write a text table: %w", err)
	}
	return nil
}
