package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// readTexts calls each with every row that tx finds, as an array of JSON in the
// order of t's columns. The driver locks the database four times for each value
// that it hands over: rows as one text come in less than half the time.
func readTexts(tx *gorm.DB, t model.Table, each func(text string) error) (err error) {
	rows, err := tx.Select("json_array(" + strings.Join(columnNames(t), ", ") + ")").Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if err := each(text); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readRows calls each with the values of the rows that tx finds, in the order
// of t's columns; they are good until each returns.
func readRows(tx *gorm.DB, t model.Table, each func(values []any) error) error {
	row := newRowText(t)
	return readTexts(tx, t, func(text string) error {
		if err := row.parse(text); err != nil {
			return err
		}
		return each(row.values)
	})
}

// arrayOf is the text that readTexts would read of a row of values.
func arrayOf(values []any) (string, error) {
	var text []byte
	for _, v := range values {
		var err error
		if text, err = appendValue(append(text, ','), v); err != nil {
			return "", err
		}
	}
	text[0] = '['
	return string(append(text, ']')), nil
}

// rowText takes apart what readTexts reads.
type rowText struct {
	table  model.Table
	json   []string // each value as JSON
	values []any    // the same as string, int64 or nil
}

func newRowText(t model.Table) *rowText {
	return &rowText{table: t, json: make([]string, len(t.Columns)), values: make([]any, len(t.Columns))}
}

// parse reads the next row. Most values are those of the row before it, which
// are not read again.
func (r *rowText) parse(text string) error {
	for i := range r.json {
		if text == "" { // before each value is a bracket or a comma
			return fmt.Errorf("read %s: a row of %d values", r.table.Name, i)
		}
		value := text[1:]
		end := endOf(value)
		value, text = value[:end], value[end:]
		if value == r.json[i] {
			continue
		}
		var err error
		if r.values[i], err = valueOf(value); err != nil {
			return fmt.Errorf("read %s of %s: %w", r.table.Columns[i].Name, r.table.Name, err)
		}
		r.json[i] = value
	}
	return nil
}

// endOf is where the value ends that text begins with.
func endOf(text string) int {
	if !strings.HasPrefix(text, `"`) {
		end := 0
		for end < len(text) && text[end] != ',' && text[end] != ']' {
			end++
		}
		return end
	}
	end := 1
	for {
		quote := strings.IndexByte(text[end:], '"')
		if quote < 0 {
			return len(text)
		}
		backslash := strings.IndexByte(text[end:end+quote], '\\')
		if backslash < 0 {
			return end + quote + 1
		}
		end += backslash + 2
	}
}

// valueOf is what a value of a row as JSON stands for.
func valueOf(text string) (any, error) {
	switch {
	case text == "null":
		return nil, nil
	case !strings.HasPrefix(text, `"`):
		return strconv.ParseInt(text, 10, 64)
	case strings.IndexByte(text, '\\') < 0:
		return text[1 : len(text)-1], nil
	}
	var value string
	err := json.Unmarshal([]byte(text), &value)
	return value, err
}
