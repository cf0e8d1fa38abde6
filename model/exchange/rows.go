package exchange

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"unicode/utf8"

	"jishi/model"
)

// maxLine is the longest row, in bytes.
const maxLine = 16 << 20

// decoder reads the rows of one table.
type decoder struct {
	table  model.Table
	places map[string]int // by column
	seen   []bool
	values []any
	// Most rows name the columns in the table's order and have most values of
	// the row before, which need not be read again: what is read last, as JSON.
	names []string
	last  []string
}

func newDecoder(t model.Table) *decoder {
	n := len(t.Columns)
	d := &decoder{table: t, places: make(map[string]int, n), seen: make([]bool, n), values: make([]any, n), names: make([]string, n), last: make([]string, n)}
	for i, c := range t.Columns {
		d.places[c.Name] = i
		d.names[i] = `"` + c.Name + `":`
	}
	return d
}

// decode reads one row: an object of JSON, flat, each value of its column's
// type. Columns that it does not name get their default: an older schema had
// fewer. The answer is good until the next call. encoding/json would read the
// same objects, at several times the cost of storing the row.
func (d *decoder) decode(line []byte) ([]any, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("no UTF-8")
	}
	clear(d.seen)
	rest, ok := bytes.CutPrefix(line, []byte("{"))
	for i := 0; ok && len(rest) > 0 && rest[0] != '}'; i++ {
		if i > 0 {
			if rest, ok = bytes.CutPrefix(rest, []byte(",")); !ok {
				break
			}
		}
		var err error
		if rest, err = d.member(rest, i); err != nil {
			return nil, err
		}
	}
	if !ok || string(rest) != "}" {
		return nil, errors.New("no flat object of JSON")
	}
	for i, c := range d.table.Columns {
		if d.seen[i] {
			continue
		}
		if c.Required {
			return nil, fmt.Errorf("without %s", c.Name)
		}
		d.values[i], d.last[i] = c.Default, ""
	}
	return d.values, nil
}

// member reads one "name":value, mostly that of column number expected.
func (d *decoder) member(text []byte, expected int) (rest []byte, err error) {
	place := expected
	if expected < len(d.names) && bytes.HasPrefix(text, []byte(d.names[expected])) {
		text = text[len(d.names[expected]):]
	} else if place, text, err = d.name(text); err != nil {
		return nil, err
	}
	column := d.table.Columns[place]
	if d.seen[place] {
		return nil, fmt.Errorf("unexpected column %q", column.Name)
	}
	d.seen[place] = true
	if last := d.last[place]; last != "" && bytes.HasPrefix(text, []byte(last)) && over(text[len(last):]) {
		return text[len(last):], nil
	}
	switch {
	case bytes.HasPrefix(text, []byte("null")) && column.Null:
		d.values[place], rest = nil, text[4:]
	case column.Integer:
		d.values[place], rest, err = readInteger(text)
	default:
		d.values[place], rest, err = readString(text)
	}
	if err != nil {
		d.last[place] = ""
		return nil, fmt.Errorf("%s: %w", column.Name, err)
	}
	d.last[place] = string(text[:len(text)-len(rest)])
	return rest, nil
}

// over reports whether a value ended before text.
func over(text []byte) bool { return len(text) > 0 && (text[0] == ',' || text[0] == '}') }

// name reads a column's name and the colon behind it.
func (d *decoder) name(text []byte) (place int, rest []byte, err error) {
	name, text, err := readString(text)
	if err != nil {
		return 0, nil, err
	}
	place, known := d.places[name]
	if !known {
		return 0, nil, fmt.Errorf("unexpected column %q", name)
	}
	if len(text) < 2 || text[0] != ':' {
		return 0, nil, fmt.Errorf("%s without a value", name)
	}
	return place, text[1:], nil
}

// readString reads a string that text begins with.
func readString(text []byte) (value string, rest []byte, err error) {
	if len(text) == 0 || text[0] != '"' {
		return "", nil, errors.New("no text")
	}
	escaped := false
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c < ' ':
			return "", nil, errors.New("a control character")
		case c == '\\':
			escaped = true
			i++
		case c == '"' && escaped:
			err := json.Unmarshal(text[:i+1], &value)
			return value, text[i+1:], err
		case c == '"':
			return string(text[1:i]), text[i+1:], nil
		}
	}
	return "", nil, errors.New("a text without an end")
}

// readInteger reads an integer that text begins with, as JSON writes them.
func readInteger(text []byte) (value int64, rest []byte, err error) {
	end := 0
	for end < len(text) && (text[end] == '-' || '0' <= text[end] && text[end] <= '9') {
		end++
	}
	digits := text[:end]
	if value, err = strconv.ParseInt(string(digits), 10, 64); err != nil || strconv.FormatInt(value, 10) != string(digits) {
		return 0, nil, errors.New("no integer")
	}
	return value, text[end:], nil
}

// Rows implements model.Parcel.
func (o *Opened) Rows(t model.Table, each func(values []any) error) error {
	for _, m := range o.Manifest.Members {
		if name, data := m.table(); data && name == t.Name {
			return o.lines(m, t, func(values []any, _ int) error { return each(values) })
		}
	}
	return nil // an older schema had no such table
}

// lines decodes the rows of a staged member; number counts them from 1.
func (o *Opened) lines(m Member, t model.Table, each func(values []any, number int) error) (err error) {
	file, err := os.Open(o.path(m))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	in := bufio.NewReaderSize(file, 1<<18)
	d := newDecoder(t)
	var long []byte
	for number := 1; ; number++ {
		line, err := in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long[:0], line...)
			for errors.Is(err, bufio.ErrBufferFull) && len(long) <= maxLine {
				line, err = in.ReadSlice('\n')
				long = append(long, line...)
			}
			line = long
		}
		switch {
		case errors.Is(err, io.EOF) && len(line) == 0:
			if number-1 != m.Rows {
				return damaged(fmt.Errorf("%d rows of %s, %d signed", number-1, t.Name, m.Rows))
			}
			return nil
		case err != nil:
			return badRow(t, number, fmt.Errorf("without an end: %w", err))
		case len(line) > maxLine:
			return badRow(t, number, fmt.Errorf("%d bytes long", len(line)))
		}
		values, err := d.decode(line[:len(line)-1])
		if err != nil {
			return badRow(t, number, err)
		}
		if err := each(values, number); err != nil {
			return err
		}
	}
}

func badRow(t model.Table, number int, cause error) error {
	return refuse(fmt.Errorf("row %d of %s: %w", number, t.Name, cause),
		fmt.Sprintf("这个包里第 %d 条“%s”不合规则，没有导入。", number, t.Chinese()))
}

// key is an ID as 16 bytes: of many rows there is one each.
type key [16]byte

// keyOf reads an ID; the zero key stands for what is none.
func keyOf(value any) (k key) {
	text, ok := value.(string)
	if !ok {
		return key{}
	}
	at := 0
	for i := 0; i+1 < len(text) && at < len(k); {
		if text[i] == '-' {
			i++
			continue
		}
		b, err := strconv.ParseUint(text[i:i+2], 16, 8)
		if err != nil {
			return key{}
		}
		k[at] = byte(b)
		at, i = at+1, i+2
	}
	return k
}

// checkTables refuses tables that there are none of before anything of them
// gets into the file system: data/con.jsonl is a device to Windows.
func (r Reader) checkTables(o *Opened) error {
	for _, t := range r.Tables {
		o.tables[t.Name] = t
	}
	for _, m := range o.Manifest.Members {
		name, data := m.table()
		if _, ok := o.tables[name]; data && !(ok && o.Manifest.Kind.Carries(name)) {
			return extra(m.Name)
		}
	}
	return nil
}

// checkRows looks at every row before any leaves this package: of the type
// that the schema says, its owner's, named once, and referring only to rows
// in the same package.
func (r Reader) checkRows(ctx context.Context, o *Opened) error {
	known := map[string]map[key]bool{}
	for _, t := range r.Tables {
		known[t.Name] = map[key]bool{}
	}
	// Parents come first; only rows that refer to their own table need to wait.
	for _, t := range r.Tables {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := o.checkTable(t, known); err != nil {
			return err
		}
	}
	return nil
}

func (o *Opened) checkTable(t model.Table, known map[string]map[key]bool) error {
	id, owner, number := t.Position("id"), t.Position("owner"), 0
	here := known[t.Name]
	waiting := map[key]int{} // referred to within the table before it came
	owners := map[string]bool{string(o.Manifest.Owner): true}
	for _, r := range o.Manifest.Relays {
		owners[string(r.Centre)] = true
	}
	err := o.Rows(t, func(values []any) error {
		number++
		if whose, ok := values[owner].(string); !ok || !owners[whose] {
			return notOwn(fmt.Errorf("row %d of %s belongs to %v", number, t.Name, values[owner]), fmt.Sprintf("第 %d 条“%s”", number, t.Chinese()))
		}
		own := keyOf(values[id])
		if own == (key{}) || here[own] {
			return badRow(t, number, fmt.Errorf("id %v", values[id]))
		}
		here[own] = true
		delete(waiting, own)
		for i, c := range t.Columns {
			if c.Refers == "" || values[i] == nil {
				continue
			}
			to := keyOf(values[i])
			switch {
			case known[c.Refers][to]:
			case c.Refers == t.Name:
				waiting[to] = number
			default:
				return dangling(t, number, c)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, number := range waiting {
		return dangling(t, number, model.Column{Name: t.Name})
	}
	return nil
}

func dangling(t model.Table, number int, c model.Column) error {
	return badRow(t, number, fmt.Errorf("%s refers to nothing in the package", c.Name))
}
