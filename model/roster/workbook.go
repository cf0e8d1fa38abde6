package roster

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"runtime/debug"
	"strings"

	"github.com/xuri/excelize/v2"
)

const damagedWorkbook = "这个文件已损坏或没有保存完整，请在 Excel 或 WPS 里打开并“另存为”.xlsx 后再导入。"

// workbook is an open .xlsx. excelize unpacks it and knows its sheets and
// styles; the cells are read by sheetRows, because excelize gives their values
// without their styles and merged areas, or else the whole sheet at once.
type workbook struct {
	file      *excelize.File
	strings   []string
	since1904 bool
	formats   map[int]numberFormat // by style
}

// readWorkbook reads the chosen worksheet, or the first with a roster's header.
func readWorkbook(ctx context.Context, content []byte, o reading) (sheet *Sheet, err error) {
	defer func() {
		// excelize trusts what is in the parts that it reads: a file made to
		// harm must not take the window with it.
		if fault := recover(); fault != nil {
			sheet, err = nil, unreadableFor(fmt.Errorf("read a workbook: %v\n%s", fault, debug.Stack()), damagedWorkbook)
		}
	}()
	book, err := openWorkbook(content)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, book.file.Close()) }()
	sheet, err = book.read(ctx, o)
	if errors.Is(err, errXML) {
		return nil, unreadableFor(err, damagedWorkbook)
	}
	return sheet, err
}

func openWorkbook(content []byte) (*workbook, error) {
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipBytes, UnzipXMLSizeLimit: maxUnzipBytes,
	})
	if err != nil {
		return nil, unreadableFor(fmt.Errorf("open a workbook: %w", err), damagedWorkbook)
	}
	book := &workbook{file: file, formats: map[int]numberFormat{}}
	props, err := file.GetWorkbookProps()
	if err != nil {
		return nil, errors.Join(unreadableFor(err, damagedWorkbook), file.Close())
	}
	book.since1904 = props.Date1904 != nil && *props.Date1904
	if book.strings, err = readStrings(book.part("xl/sharedStrings.xml")); err != nil {
		return nil, errors.Join(unreadableFor(err, damagedWorkbook), file.Close())
	}
	return book, nil
}

// part returns an unpacked file of the workbook, nil where there is none.
func (b *workbook) part(name string) []byte {
	if content, ok := b.file.Pkg.Load(name); ok {
		if content, ok := content.([]byte); ok {
			return content
		}
	}
	return nil
}

// read reads the chosen sheet, else the first that has a header, and mentions
// the others.
func (b *workbook) read(ctx context.Context, o reading) (*Sheet, error) {
	found, err := b.find(ctx, o)
	if err != nil {
		return nil, err
	}
	if found.content == nil {
		return nil, noHeader(found.miss)
	}
	sheet, err := collect(ctx, table{b.rows(found.content), found.head, b.since1904}, o)
	if err != nil {
		return nil, err
	}
	sheet.Name, sheet.Sheets = found.name, found.names
	if len(found.others) > 0 {
		sheet.Notes = append(sheet.Notes, "只读了工作表“"+sheet.Name+"”，没有读"+strings.Join(found.others, "、")+"。")
	}
	return sheet, nil
}

// foundSheet is the sheet of a workbook that is read.
type foundSheet struct {
	name    string
	content []byte // nil where there is none
	head    header
	names   []string // all that could be read
	others  []string // those with a header too, in quotes
	miss    []line   // the first rows of those without
}

func (b *workbook) find(ctx context.Context, o reading) (foundSheet, error) {
	var found foundSheet
	parts, err := b.sheetParts()
	if err != nil {
		return found, err
	}
	for _, s := range b.file.WorkBook.Sheets.Sheet {
		content := b.part(parts[s.ID])
		// A sheet that is one chart has no cells.
		if !bytes.Contains(content, []byte("sheetData")) || s.State == "hidden" || s.State == "veryHidden" {
			continue
		}
		h, seen, err := b.headerOf(ctx, content, o)
		if err != nil {
			return found, err
		}
		found.names = append(found.names, s.Name)
		wanted := o.choice.Sheet == s.Name || o.choice.Sheet == "" && found.content == nil
		switch {
		case o.usable(h) && wanted:
			found.name, found.content, found.head = s.Name, content, h
		case o.usable(h):
			found.others = append(found.others, "“"+s.Name+"”")
		case o.choice.Sheet == "" || o.choice.Sheet == s.Name:
			found.miss = append(found.miss, seen...)
		}
	}
	return found, nil
}

// headerOf looks for a header in the first rows of a sheet, and returns them.
func (b *workbook) headerOf(ctx context.Context, content []byte, o reading) (header, []line, error) {
	rows := b.rows(content)
	var top []line
	for len(top) < headerRows {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return header{}, nil, err
		}
		top = append(top, row)
	}
	h, err := o.header(ctx, top)
	return h, top, err
}

// sheetParts maps the relation by which the workbook names a sheet to the
// part that holds it.
func (b *workbook) sheetParts() (map[string]string, error) {
	var relations struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	folder, content := "", []byte(nil)
	b.file.Pkg.Range(func(name, _ any) bool {
		if name, ok := name.(string); ok && strings.HasPrefix(name, "xl/_rels/workbook") {
			folder, content = "xl", b.part(name)
		}
		return content == nil
	})
	if err := xml.Unmarshal(content, &relations); err != nil {
		return nil, unreadableFor(fmt.Errorf("read the list of sheets: %w", err), damagedWorkbook)
	}
	parts := map[string]string{}
	for _, r := range relations.Relationship {
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		parts[r.ID] = strings.TrimPrefix(target, "/")
	}
	return parts, nil
}

// format is how cells of a style show numbers.
func (b *workbook) format(style int) numberFormat {
	f, ok := b.formats[style]
	if ok {
		return f
	}
	f = generalFormat
	if s, err := b.file.GetStyle(style); err == nil { // a style that is not there shows numbers as they are
		f = builtInFormat(s.NumFmt)
		if s.CustomNumFmt != nil {
			f = parseFormat(*s.CustomNumFmt)
		}
	}
	b.formats[style] = f
	return f
}

// readStrings reads the table of texts that cells refer to by number.
func readStrings(content []byte) ([]string, error) {
	var table []string
	s := xmlScanner{data: content}
	for {
		t, ok := s.next()
		switch {
		case !ok:
			return table, nil
		case !t.is("si") || t.end:
		case t.empty:
			table = append(table, "")
		default:
			text, err := s.richText("si")
			if err != nil {
				return nil, fmt.Errorf("read the table of texts: %w", err)
			}
			table = append(table, text)
		}
	}
}

// richText reads the texts inside an element, those above the characters
// that show how to read them left out.
func (s *xmlScanner) richText(name string) (string, error) {
	text, phonetic := "", false
	for {
		t, ok := s.next()
		switch {
		case !ok:
			return "", errXML
		case t.end && t.is(name):
			return unescapeControl(text), nil
		case t.is("rPh"):
			phonetic = t.starts("rPh")
		case t.starts("t"):
			piece, err := s.text("t")
			if err != nil {
				return "", err
			}
			if !phonetic {
				text += string(piece)
			}
		}
	}
}
