package roster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jishi/model"
	"jishi/resources/sample"
)

type noCentre struct{}

func (noCentre) EveryMember(context.Context, func(model.Member) error) error { return nil }

func (noCentre) Organisations(context.Context) ([]model.Organisation, error) { return nil, nil }

// checkForeign reads any bytes: they are a roster whose rows can be kept, or
// are refused in plain words.
func checkForeign(t *testing.T, content []byte) {
	if len(content) > 1<<20 {
		return
	}
	sheet, err := parse(t.Context(), content, reading{progress: func(int, int) {}})
	if err != nil {
		var told *model.Error
		if !errors.As(err, &told) || told.Code != model.Unreadable || !utf8.ValidString(told.Message) {
			t.Fatalf("refused with %v", err)
		}
		// A fault inside excelize is not ours; any other is.
		if cause := fmt.Sprint(told.Err); strings.Contains(cause, "goroutine ") && !strings.Contains(cause, "xuri/excelize") {
			t.Fatal(cause)
		}
		return
	}
	p, err := Plan(t.Context(), sheet, noCentre{})
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for _, row := range p.Rows {
		if row.Number <= last {
			t.Fatalf("row %d follows row %d", row.Number, last)
		}
		last = row.Number
		if row.Fate == "" || row.Fate == model.RowWrong && len(row.Reasons) == 0 {
			t.Fatalf("row %d is %q for no reason", row.Number, row.Fate)
		}
		if row.Fate == model.RowNew && row.Member.Validate() != nil {
			t.Fatalf("row %d cannot be kept: %v", row.Number, row.Member.Validate())
		}
		for _, reason := range row.Reasons {
			if !utf8.ValidString(reason) {
				t.Fatalf("row %d: %q", row.Number, reason)
			}
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"姓名,性别\n张三,男\n", "\ufeff姓名;出生年月\n张三;1960-13-45\n", "姓名\t身份证号\n张三\t11010519491231002X\n",
		"姓名,备注\n张三,\"a\nb\"\n", "姓名\n张\x00三\n", "\xd0\xd5\xc3\xfb,\xd0\xd4\xb1\xf0\n\xd5\xc5\xc8\xfd,\xc4\xd0\n",
		"\xff\xfe\xd3\x59\x0d\x54\n\x00\x20\x5f", "姓名,出生年月,历法\n张三,1963年闰四月初十,农历\n", "姓名\r张三\r", "合计\n", "姓名,状态\n一、第一支部（2人）\n张三,已转出\n第二小组：\n李四\n",
		"姓名,生日,党小组,成员单位\n张三,一九五〇年（庚寅年）八月念五,第一支部/第二小组,区税务局\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if is, _ := sniff(content); is != workbookForm {
			checkForeign(t, content)
		}
	})
}

func FuzzReadXLSX(f *testing.F) {
	f.Add(sample.Roster)
	for _, fill := range []func(*excelize.File) error{
		func(file *excelize.File) error { return file.SetSheetRow("Sheet1", "A1", &[]any{"姓名"}) },
		func(file *excelize.File) error {
			if err := file.SetSheetRow("Sheet1", "A2", &[]any{"姓名", "生日", 1.5, true, nil}); err != nil {
				return err
			}
			if err := file.SetSheetRow("Sheet1", "A3", &[]any{"张三", 20000, "=1"}); err != nil {
				return err
			}
			return file.MergeCell("Sheet1", "C3", "C9")
		},
	} {
		file := excelize.NewFile()
		if err := fill(file); err != nil {
			f.Fatal(err)
		}
		out, err := file.WriteToBuffer()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	f.Fuzz(checkForeign)
}

// FuzzReadSheet changes the XML inside a workbook, which chance would hardly
// ever find through the compression.
func FuzzReadSheet(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>`+
		`<row r="2"><c t="s"><v>0</v></c><c s="1"><v>21980</v></c></row></sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells></worksheet>`),
		[]byte(`<sst><si><t>张三</t></si><si><r><t>李</t></r><rPh><t>li</t></rPh><r><t>四&amp;&#20;_x000D_</t></r></si></sst>`))
	f.Add([]byte(`<x:worksheet><!-- --><x:sheetData><x:row><x:c r="ZZ9" t="str"><x:f>1</x:f><x:v><![CDATA[<姓名>]]></x:v></x:c><x:c/></x:row><x:row/></x:sheetData></x:worksheet>`), []byte(`<sst/>`))
	file := excelize.NewFile()
	f.Fuzz(func(t *testing.T, sheet, words []byte) {
		texts, err := readStrings(words)
		if err != nil && !errors.Is(err, errXML) {
			t.Fatal(err)
		}
		book := &workbook{file: file, strings: texts, formats: map[int]numberFormat{}}
		head, _, err := book.headerOf(t.Context(), sheet, reading{})
		if err != nil || !head.found() {
			return
		}
		read, err := collect(t.Context(), table{lines: book.rows(sheet), head: head}, reading{progress: func(int, int) {}})
		if err != nil {
			return
		}
		if _, err := Plan(t.Context(), read, noCentre{}); err != nil {
			t.Fatal(err)
		}
	})
}

// The cells that this package reads for itself are those that excelize reads.
func TestCellsAreThoseThatExcelizeReads(t *testing.T) {
	t.Parallel()
	texts := rapid.SampledFrom([]string{
		"", "姓名", "张三", " 张 三 ", "<&>\"'", "a\nb", "a\r\nb", "a\tb", "_x0041_", "_x005F_", "_x000D_", "𠮷𬭎", "=1+1", "]]>", "&amp;", "1960.3", "\u3000",
	})
	rapid.Check(t, func(t *rapid.T) {
		file := excelize.NewFile()
		stream, err := file.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		inline := rapid.Bool().Draw(t, "inline")
		for i := range rapid.IntRange(1, 5).Draw(t, "rows") {
			var cells []any
			for range rapid.IntRange(0, 4).Draw(t, "cells") {
				switch rapid.IntRange(0, 3).Draw(t, "kind") {
				case 0:
					cells = append(cells, nil)
				case 1:
					cells = append(cells, rapid.Float64Range(-1e15, 1e15).Draw(t, "float"))
				case 2:
					cells = append(cells, rapid.Int64Range(0, 1e15).Draw(t, "integer"))
				default:
					cells = append(cells, texts.Draw(t, "text"))
				}
			}
			at := fmt.Sprintf("B%d", i*2+1)
			if inline {
				err = stream.SetRow(at, cells)
			} else {
				err = file.SetSheetRow("Sheet1", at, &cells)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if inline {
			if err := stream.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		out, err := file.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		sameCells(t, out.Bytes())
	})
}

// sameCells fails where a workbook's first sheet reads otherwise by excelize.
func sameCells(t *rapid.T, content []byte) {
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	want, err := file.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	book, err := openWorkbook(content)
	if err != nil {
		t.Fatal(err)
	}
	rows := book.rows(book.part("xl/worksheets/sheet1.xml"))
	got := map[int]line{}
	for row, err := rows.next(); err == nil; row, err = rows.next() {
		got[row.number] = row
	}
	for i, cells := range want {
		for column, text := range cells {
			c := got[i+1].cell(column)
			if c.kind == numberCell {
				a, errA := strconv.ParseFloat(c.text, 64)
				b, errB := strconv.ParseFloat(text, 64)
				if errA == nil && errB == nil && a == b {
					continue
				}
			}
			if c.text != text {
				t.Fatalf("row %d column %d is %q, excelize reads %q", i+1, column, c.text, text)
			}
		}
	}
}
