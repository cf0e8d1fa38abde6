// Package roster reads the rosters (花名册) that centres keep as spreadsheets
// and says what importing one would do.
//
//	sheet, err := roster.Read(ctx, "花名册.xlsx")
//	plan, err := roster.Plan(ctx, sheet, store)
//	batch, err := store.ApplyImport(ctx, plan)
//
// It owns the forms that foreign files come in, the names of columns, and the
// rules for finding out whether a row is a person already known. It changes
// nothing: the store applies a plan.
package roster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jishi/model"
)

// Sheet is a roster as read from a file, before it is compared with the people
// already known.
type Sheet struct {
	File    string   // name of the file, without its folder
	Name    string   // name of the worksheet; empty for text files
	Columns []Column // all of them, from the left
	Notes   []string // plain sentences about what was not used

	Sheets     []string // worksheets that could be read instead, this one included
	Header     int      // row of the header
	Layout     string   // names the titles of the columns, for Layouts
	Remembered bool     // whether the columns are what somebody said of the layout before

	drafts []draft
}

// Len is the number of people in the sheet, unreadable rows included.
func (s *Sheet) Len() int { return len(s.drafts) }

// Column is a column of the file.
type Column struct {
	Index   int      // from 0
	Title   string   // as the file has it
	Label   string   // as the program calls it; "" where it is not imported
	Key     string   // of its FieldChoice
	Samples []string // what the first rows below the header say, at most three
}

// Sizes that no roster of a centre comes near. They keep a file made to
// harm, or by accident, from filling the memory.
const (
	maxFileBytes   = 128 << 20 // of the file itself
	maxUnzipBytes  = 512 << 20 // of everything packed into an .xlsx
	maxStringBytes = 128 << 20 // of an .xlsx's table of texts
	maxRows        = 300_000
	maxColumns     = 256 // what stands further right is not looked at
	maxAreas       = 300_000
)

// Read reads the roster in file, an .xlsx or a text file with commas,
// semicolons or tabs; the content decides, not the name. Its errors that a
// person can do something about are model.Error of code Unreadable.
func Read(ctx context.Context, file string) (*Sheet, error) {
	return ReadWithProgress(ctx, file, func(int, int) {})
}

// ReadWithProgress is Read and calls progress from time to time, from the
// calling goroutine, with how much of the file is done.
func ReadWithProgress(ctx context.Context, file string, progress func(done, total int)) (*Sheet, error) {
	return ReadChosen(ctx, file, Choice{}, nil, progress)
}

// ReadChosen is ReadWithProgress that reads the file as somebody chose, or, in
// what the choice leaves open, as layouts remembers; layouts may be nil.
func ReadChosen(ctx context.Context, file string, choice Choice, layouts Layouts, progress func(done, total int)) (*Sheet, error) {
	content, err := load(file)
	if err != nil {
		return nil, err
	}
	sheet, err := parse(ctx, content, reading{choice, layouts, progress})
	if err != nil {
		return nil, err
	}
	sheet.File = filepath.Base(file)
	return sheet, nil
}

// load reads the file into memory.
func load(file string) ([]byte, error) {
	if strings.HasPrefix(filepath.Base(file), "~$") {
		return nil, unreadable("这是 Excel 打开文件时的临时文件，请选名字前面没有“~$”的那一个。")
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, unreadableFor(err, "没有找到这个文件："+filepath.Base(file))
	case err != nil:
		return nil, unreadableFor(err, "这个文件打不开：如果正在 Excel 或 WPS 里打开，请先关闭它。")
	case info.IsDir():
		return nil, unreadable("这是一个文件夹，请选里面的花名册文件。")
	case !info.Mode().IsRegular():
		return nil, unreadable("这不是一个能读的文件，请选 .xlsx 或 .csv 花名册。")
	case info.Size() == 0:
		return nil, unreadable("这个文件是空的。")
	case info.Size() > maxFileBytes:
		return nil, unreadable(fmt.Sprintf("这个文件太大（%d MB），不像花名册。", info.Size()>>20))
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, unreadableFor(err, "这个文件打不开：如果正在 Excel 或 WPS 里打开，请先关闭它。")
	}
	return content, nil
}

// parse reads the roster in content.
func parse(ctx context.Context, content []byte, o reading) (sheet *Sheet, err error) {
	switch form, refusal := sniff(content); form {
	case workbookForm:
		return readWorkbook(ctx, content, o)
	case textForm:
		return readText(ctx, content, o)
	default:
		return nil, unreadable(refusal)
	}
}

// line is one row of a file: the cells from the left, up to the last one that
// holds something.
type line struct {
	number int // from 1, as Excel counts
	cells  []cell
	below  []bool // cells that only repeat the one above, merged with it
}

// cell returns the cell of a column, which may be missing.
func (l line) cell(column int) cell {
	if column < 0 || column >= len(l.cells) {
		return cell{}
	}
	return l.cells[column]
}

// repeated reports whether the cell is the lower part of a merged one.
func (l line) repeated(column int) bool { return column < len(l.below) && l.below[column] }

// cell is the content of one cell as text.
type cell struct {
	text string
	kind cellKind
}

type cellKind uint8

const (
	textCell   cellKind = iota
	numberCell          // text is the number, written out
	dayCell             // text is a date, with the parts that the sheet shows
	faultCell           // text is #N/A and the like
)

// lines gives the rows of a file one by one and io.EOF after the last.
type lines interface {
	next() (line, error)
	// position is how far reading has come and where it ends.
	position() (done, total int)
}

// table is a table of people whose header has been found.
type table struct {
	lines     lines
	head      header
	since1904 bool // plain numbers in columns of dates count from 1904
}

// collect reads the people of a table.
func collect(ctx context.Context, t table, o reading) (*Sheet, error) {
	layout := t.head.layout()
	remembered, err := o.settle(ctx, &t.head)
	if err != nil {
		return nil, err
	}
	sheet := &Sheet{Columns: t.head.columns(), Header: t.head.bottom, Layout: layout, Remembered: remembered}
	reader := newRowReader(t.head, t.since1904)
	rows := readAhead(t.lines)
	defer rows.close()
	var passed []int
	for count := 1; ; count++ {
		if count%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			done, total := rows.position()
			o.progress(done, total)
			if count == 1024 && done > 0 { // room for all at once: drafts are large
				sheet.drafts = slices.Grow(sheet.drafts, min(maxRows, len(sheet.drafts)*(total/done+1)))
			}
		}
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if row.number <= t.head.bottom {
			continue
		}
		if count <= sampleRows {
			sheet.sample(row)
		}
		switch d, is := reader.read(row); is {
		case person:
			sheet.drafts = append(sheet.drafts, d)
		case remark:
			passed = append(passed, row.number)
		}
		if len(sheet.drafts) > maxRows {
			return nil, unreadable(fmt.Sprintf("这个文件超过 %d 行，请分成几个文件导入。", maxRows))
		}
	}
	if len(sheet.drafts) == 0 {
		return nil, unreadable("这个花名册只有表头，没有人员。")
	}
	sheet.Notes = slices.Concat(rememberedNote(remembered), t.head.notes(), reader.headingNote(), passedNote(passed))
	o.progress(1, 1)
	return sheet, nil
}

func rememberedNote(remembered bool) []string {
	if !remembered {
		return nil
	}
	return []string{"各列按上一次的对应读取。"}
}

// sampleRows is how far down a file samples of its columns are looked for.
const sampleRows = 40

// sample keeps a few of the row's texts as examples of its columns.
func (s *Sheet) sample(row line) {
	const most = 3
	for i := range s.Columns {
		if text := bare(row.cell(i)); text != "" && len(s.Columns[i].Samples) < most {
			s.Columns[i].Samples = append(s.Columns[i].Samples, shorten(text))
		}
	}
}

func passedNote(rows []int) []string {
	if len(rows) == 0 {
		return nil
	}
	const shown = 10
	var numbers []string
	for _, row := range rows[:min(shown, len(rows))] {
		numbers = append(numbers, fmt.Sprint(row))
	}
	more := "行"
	if len(rows) > shown {
		more = fmt.Sprintf("等 %d 行", len(rows))
	}
	return []string{"第 " + strings.Join(numbers, "、") + " " + more + "不是人员，已跳过。"}
}

func unreadable(message string) error {
	return &model.Error{Code: model.Unreadable, Message: message}
}

func unreadableFor(cause error, message string) error {
	return &model.Error{Code: model.Unreadable, Message: message, Err: cause}
}
