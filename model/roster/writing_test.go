package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

func tableOf(rows [][]string) Table {
	return Table{Title: "名单：[2018/5]", Columns: []string{"姓名", "身份证号", "备注"}, Rows: func(yield func([]string, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.SampledFrom([]rune("张三𬭎0123456789Xx=+-@,\"' \n"))).Filter(func(s string) bool { return strings.TrimSpace(s) == s })
		var rows [][]string
		for range rapid.IntRange(0, 8).Draw(t, "rows") {
			rows = append(rows, []string{"张" + cell.Draw(t, "a"), cell.Draw(t, "b"), cell.Draw(t, "c")})
		}
		var book, text bytes.Buffer
		if err := errors.Join(WriteXLSX(&book, tableOf(rows)), WriteCSV(&text, tableOf(rows))); err != nil {
			t.Fatal(err)
		}
		file, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		got, err := file.GetRows(file.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(rows)+1 {
			t.Fatalf("%d rows in the workbook, want %d", len(got), len(rows)+1)
		}
		for i, row := range rows {
			padded := append(got[i+1], "", "")[:3]
			if !slices.Equal(padded, row) {
				t.Fatalf("row %d is %q, want %q", i, padded, row)
			}
		}
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text.String(), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, want := range row {
				if got := strings.TrimPrefix(lines[i+1][j], "'"); got != strings.TrimPrefix(want, "'") {
					t.Fatalf("cell %d/%d is %q, want %q", i, j, lines[i+1][j], want)
				}
				if first := lines[i+1][j]; first != "" && strings.ContainsRune("=+-@", rune(first[0])) {
					t.Fatalf("%q would be worked out", first)
				}
			}
		}
	})
}

func TestAnErrorEndsTheWriting(t *testing.T) {
	fault := errors.New("disk")
	broken := tableOf(nil)
	broken.Rows = func(yield func([]string, error) bool) { yield(nil, fault) }
	if err := WriteXLSX(io.Discard, broken); !errors.Is(err, fault) {
		t.Errorf("workbook: %v", err)
	}
	if err := WriteCSV(io.Discard, broken); !errors.Is(err, fault) {
		t.Errorf("text: %v", err)
	}
}

func TestQuantitiesAreNumbersAndAllElseStaysText(t *testing.T) {
	table := tableOf([][]string{{"张三", "0012", "12.5"}, {"李四", "12", "—"}})
	table.Quantities = []string{"备注"}
	var book bytes.Buffer
	if err := WriteXLSX(&book, table); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	sheet := file.GetSheetName(0)
	for cell, want := range map[string]struct {
		kind excelize.CellType
		text string
	}{
		"B2": {excelize.CellTypeInlineString, "0012"}, "C2": {excelize.CellTypeUnset, "12.5"},
		"B3": {excelize.CellTypeInlineString, "12"}, "C3": {excelize.CellTypeInlineString, "—"},
	} {
		kind, err := file.GetCellType(sheet, cell)
		text, err2 := file.GetCellValue(sheet, cell)
		if err != nil || err2 != nil || kind != want.kind || text != want.text {
			t.Errorf("%s is %q of type %v, want %+v (%v %v)", cell, text, kind, want, err, err2)
		}
	}
}

func TestTheSameSheetsMakeTheSameFile(t *testing.T) {
	var tables []Table
	for i := range 8 {
		one := tableOf([][]string{{"张三", "2", ""}})
		one.Title = string(rune('甲' + i))
		tables = append(tables, one)
	}
	var first bytes.Buffer
	for i := range 6 {
		var book bytes.Buffer
		if err := WriteBook(&book, tables...); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = book
		} else if !bytes.Equal(first.Bytes(), book.Bytes()) {
			t.Fatal("another file")
		}
	}
}

func TestEverySheetOfAWorkbookIsThere(t *testing.T) {
	second := tableOf([][]string{{"李四", "1", ""}})
	second.Title = "第二张"
	var book bytes.Buffer
	if err := WriteBook(&book, tableOf([][]string{{"张三", "2", ""}}), second); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	if sheets := file.GetSheetList(); len(sheets) != 2 || sheets[1] != "第二张" {
		t.Fatalf("the sheets are %q", sheets)
	}
	for sheet, want := range map[string]string{file.GetSheetName(0): "张三", "第二张": "李四"} {
		if got, err := file.GetCellValue(sheet, "A2"); err != nil || got != want {
			t.Errorf("%s begins with %s (%v)", sheet, got, err)
		}
	}
}
