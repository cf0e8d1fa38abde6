package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// separator follows each value of a row that is read as one text.
const separator = "\x1f"

// storedRow is a row as it was read: its values as one text, or apart where one
// of them contains the separator.
type storedRow struct {
	joined string
	apart  []any
}

// joinedValues is SQL for the values of a row of t and then the row's number.
func joinedValues(t model.Table) string {
	values := columnNames(t)
	for i, c := range t.Columns {
		if c.Null { // else there would be no place for what is not there
			values[i] = "ifnull('='||" + c.Name + ",'')"
		}
	}
	return "concat_ws(char(31)," + strings.Join(values, ",") + ",rowid)"
}

// readStored calls each with every row that tx, a transaction, finds. The driver
// locks the database four times for each value that it hands over: rows as one
// text come in less than half the time.
func readStored(tx *gorm.DB, t model.Table, each func(row storedRow) error) (err error) {
	rows, err := tx.Select(joinedValues(t)).Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var row storedRow
		if err := rows.Scan(&row.joined); err != nil {
			return err
		}
		if strings.Count(row.joined, separator) != len(t.Columns) {
			number := row.joined[strings.LastIndex(row.joined, separator)+1:]
			if row, err = readApart(tx.Session(&gorm.Session{NewDB: true}), t, number); err != nil {
				return err
			}
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readApart reads the row of a number value by value.
func readApart(tx *gorm.DB, t model.Table, number string) (storedRow, error) {
	row, targets := storedRow{apart: make([]any, len(t.Columns))}, make([]any, len(t.Columns))
	for i := range targets {
		targets[i] = &row.apart[i]
	}
	return row, tx.Table(t.Name).Select(columnNames(t)).Where("rowid = ?", number).Row().Scan(targets...)
}

// readRows calls each with the values of the rows that tx, a transaction, finds,
// in the order of t's columns; they are good until each returns.
func readRows(tx *gorm.DB, t model.Table, each func(values []any) error) error {
	taken := newTakenRow(t)
	return readStored(tx, t, func(row storedRow) error {
		if err := taken.apart(row); err != nil {
			return err
		}
		return each(taken.values)
	})
}

// takenRow is a row taken apart; most values are those of the row before it,
// which are not read again.
type takenRow struct {
	table   model.Table
	values  []any // string, int64 or nil
	changed []int // the columns in which it differs from the row before
	texts   []string
	known   bool // whether texts are what was read of values
}

func newTakenRow(t model.Table) *takenRow {
	return &takenRow{table: t, values: make([]any, len(t.Columns)), texts: make([]string, len(t.Columns))}
}

// apart takes the next row.
func (r *takenRow) apart(row storedRow) (err error) {
	r.changed = r.changed[:0]
	known, rest := r.known, row.joined
	r.known = row.apart == nil
	for i := range r.values {
		if row.apart != nil {
			r.values[i], r.changed = row.apart[i], append(r.changed, i)
			continue
		}
		last := len(r.texts[i])
		if known && len(rest) > last && rest[last] == separator[0] && rest[:last] == r.texts[i] {
			rest = rest[last+1:]
			continue
		}
		r.texts[i], rest, _ = strings.Cut(rest, separator)
		if r.values[i], err = valueOf(r.table.Columns[i], r.texts[i]); err != nil {
			r.known = false
			return fmt.Errorf("read %s of %s: %w", r.table.Columns[i].Name, r.table.Name, err)
		}
		r.changed = append(r.changed, i)
	}
	return nil
}

// valueOf is what the text stands for that joinedValues has of a column.
func valueOf(c model.Column, text string) (any, error) {
	if c.Null {
		if text == "" {
			return nil, nil
		}
		text = text[1:]
	}
	if c.Integer {
		return strconv.ParseInt(text, 10, 64)
	}
	return text, nil
}
