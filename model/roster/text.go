package roster

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// readText reads a roster from a text file.
func readText(ctx context.Context, content []byte, o reading) (*Sheet, error) {
	text, err := decode(content)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(text, "\n") { // old Macs end lines with a return alone
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	var head header
	var separator rune
	var top []line
	for _, candidate := range []rune{',', '\t', ';', '，'} {
		rows, err := firstRows(text, candidate)
		if err != nil {
			return nil, err
		}
		h, err := o.header(ctx, rows)
		if err != nil {
			return nil, err
		}
		if o.usable(h) && (head.titles == nil || h.score() > head.score()) {
			head, separator = h, candidate
		}
		top = append(top, rows...)
	}
	if head.titles == nil {
		return nil, noHeader(top)
	}
	return collect(ctx, table{lines: textRows(text, separator), head: head}, o)
}

func firstRows(text string, separator rune) ([]line, error) {
	rows := textRows(text, separator)
	var top []line
	for len(top) < headerRows {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top = append(top, row)
	}
	return top, nil
}

var utf8Mark = []byte("\xef\xbb\xbf")

// decode turns the bytes of a text file into UTF-8. It believes a byte order
// mark; without one a file is UTF-8 if it reads as that, else GB18030, which
// includes GBK. Damaged UTF-8 is left as it is, so that only the rows at fault
// are refused.
func decode(content []byte) (string, error) {
	if order := utf16Order(content); order != nil {
		return decodeUTF16(content[2:], order)
	}
	if marked := bytes.TrimPrefix(content, utf8Mark); len(marked) < len(content) || mostlyUTF8(content) {
		return string(marked), nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content)
	if err != nil {
		return "", unreadableFor(err, undecodable)
	}
	if i := bytes.Index(text, []byte("\ufffd")); i >= 0 {
		return "", unreadable(fmt.Sprintf("第 %d 行起有无法识别的文字，%s", 1+bytes.Count(text[:i], []byte("\n")), saveAsWorkbook))
	}
	return string(text), nil
}

const undecodable = "这个文件的文字编码无法识别，" + saveAsWorkbook

// mostlyUTF8 reports whether content is UTF-8 with at most a few damaged
// bytes. Chinese in any other encoding is damage through and through.
func mostlyUTF8(content []byte) bool {
	if utf8.Valid(content) {
		return true
	}
	good, bad := 0, 0
	for rest := content; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 2: // Han characters; GBK has pairs that look like two-byte ones
			good++
		}
		rest = rest[size:]
	}
	return good > 8*bad
}

// utf16Order returns the byte order that a mark at the start of content
// gives, or nil.
func utf16Order(content []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(content []byte, order binary.ByteOrder) (string, error) {
	units := make([]uint16, len(content)/2)
	for i := range units {
		units[i] = order.Uint16(content[2*i:])
	}
	text := string(utf16.Decode(units))
	if i := strings.Index(text, "\ufffd"); i >= 0 || len(content)%2 != 0 {
		return "", unreadable(undecodable)
	}
	return text, nil
}

const unpairedQuote = "文本文件里的引号不配对，" + saveAsWorkbook

// maxBreaks is more line breaks than a person puts into one cell.
const maxBreaks = 30

// separatedRows reads the rows of a text file.
type separatedRows struct {
	csv   *csv.Reader
	total int
	inner int // line breaks inside cells so far
}

func textRows(text string, separator rune) *separatedRows {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = separator
	reader.LazyQuotes = true
	reader.FieldsPerRecord = -1
	reader.ReuseRecord = true
	return &separatedRows{csv: reader, total: len(text)}
}

func (r *separatedRows) position() (done, total int) { return int(r.csv.InputOffset()), r.total }

func (r *separatedRows) next() (line, error) {
	record, err := r.csv.Read()
	if errors.Is(err, io.EOF) {
		return line{}, io.EOF
	}
	if err != nil {
		return line{}, unreadableFor(fmt.Errorf("read a text file: %w", err), unpairedQuote)
	}
	at, _ := r.csv.FieldPos(0)
	row := line{number: at - r.inner, cells: make([]cell, 0, len(record))}
	for _, text := range record[:min(len(record), maxColumns)] {
		breaks := strings.Count(text, "\n")
		if breaks > maxBreaks { // a quote without its end swallows all rows below
			return line{}, unreadable(fmt.Sprintf("第 %d 行：", row.number) + unpairedQuote)
		}
		r.inner += breaks
		row.cells = append(row.cells, cell{text: bareText(text)})
	}
	return row, nil
}

// bareText takes off what spreadsheets and this program put around a text in
// a .csv so that it stays one: ="0371" and '=1+1.
func bareText(text string) string {
	if len(text) > 2 && strings.HasPrefix(text, `="`) && strings.HasSuffix(text, `"`) {
		return text[2 : len(text)-1]
	}
	return text
}
