package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"reflect"
	"slices"
	"sync"

	gormschema "gorm.io/gorm/schema"

	"jishi/model"
)

// rowCheck reports why values, in the order of a table's columns, cannot be a
// row of it.
type rowCheck func(values []any) error

// rules are the tables whose records have rules of their own. Of the others
// only the types of values are looked at.
var rules = map[string]func(t model.Table) rowCheck{
	"organisations":   ruled((*organisationRow).model),
	"members":         ruled((*memberRow).model),
	"programmes":      ruled((*programmeRow).model),
	"activities":      ruled((*activityRow).model),
	"attendances":     ruled((*attendanceRow).model, "serial"),
	"honours":         ruled((*honourRow).model),
	"greetings":       ruled((*greetingRow).model),
	"votes":           ruled((*voteRow).model),
	"follow_ups":      ruled((*followUpRow).model),
	"activity_photos": ruled((*activityPhotoRow).model),
	"attachments":     ruled((*attachmentRow).model),
	"rooms":           ruled((*roomRow).model),
	"themes":          ruled((*themeRow).model),
	"street_items":    ruled((*streetItemRow).model),
	"handovers":       ruled((*handoverRow).model),
	"past_events":     ruled((*pastEventRow).model),
	"press_reports":   ruled((*pressReportRow).model),
}

// checkOf is what rows of t are checked by, here before they leave and there
// before they are taken in.
func checkOf(t model.Table) rowCheck {
	of := func([]any) error { return nil }
	if rule, ok := rules[t.Name]; ok {
		of = rule(t)
	}
	at := [5]int{}
	for i, column := range []string{"id", "rev", "removed", "created_at", "updated_at"} {
		at[i] = t.Position(column)
	}
	known := [len(at)]string{} // the times that were read last
	return func(values []any) error {
		if id, ok := values[at[0]].(string); !ok || !isID(id) {
			return fmt.Errorf("id %v", values[at[0]])
		}
		if rev, ok := values[at[1]].(int64); !ok || rev < 1 {
			return fmt.Errorf("rev %v", values[at[1]])
		}
		if removed, ok := values[at[2]].(int64); !ok || removed != 0 && removed != 1 {
			return fmt.Errorf("removed %v", values[at[2]])
		}
		for column, i := range at[3:] {
			text := textOf(values[i])
			if text != "" && text == known[column] {
				continue
			}
			if _, err := timeOf(text); err != nil {
				return err
			}
			known[column] = text
		}
		return of(values)
	}
}

// isDigit is 1 for what a UUID consists of beside dashes.
var isDigit = func() (of [256]uint8) {
	for _, c := range []byte("0123456789abcdef") {
		of[c] = 1
	}
	return of
}()

// isID reports whether id is a UUID as this program writes it.
func isID(id string) bool {
	if len(id) != 36 {
		return false
	}
	digits := 0
	for i := range len(id) {
		digits += int(isDigit[id[i]])
	}
	return digits == 32 && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-'
}

// schemas keeps what gorm knows of the row types.
var schemas sync.Map

// fieldsOf are the fields of the row type R in the order of t's columns; nil of
// a column that the type leaves out.
func fieldsOf[R any](t model.Table) ([]*gormschema.Field, error) {
	known, err := gormschema.Parse(new(R), &schemas, gormschema.NamingStrategy{})
	if err != nil {
		return nil, err
	}
	fields := make([]*gormschema.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = known.FieldsByDBName[c.Name]
	}
	return fields, nil
}

// rowOf is the row that values, in the order of fields, make.
func rowOf[R any](fields []*gormschema.Field, values []any) (*R, error) {
	r := newRowSetter[R](fields)
	_, err := r.set(values)
	return &r.row, err
}

// rowSetter makes one row after the other, each in the place of the last. Only
// values that are not those of the row before are set anew: most rows of a
// table differ in few.
type rowSetter[R any] struct {
	fields []*gormschema.Field
	row    R
	there  []bool // whether the field has last's value
	last   []any
	// loose are the columns of which it matters only that something is there:
	// the first that comes stays.
	loose []bool
}

func newRowSetter[R any](fields []*gormschema.Field) *rowSetter[R] {
	return &rowSetter[R]{fields: fields, there: make([]bool, len(fields)), last: make([]any, len(fields)), loose: make([]bool, len(fields))}
}

// set makes the row of values; anew reports whether it differs from the one
// before.
func (r *rowSetter[R]) set(values []any) (anew bool, err error) {
	target := reflect.ValueOf(&r.row).Elem()
	for i, f := range r.fields {
		if f == nil || r.there[i] && (r.loose[i] && bothThere(r.last[i], values[i]) || r.last[i] == values[i]) {
			continue
		}
		r.there[i] = false
		if err := f.Set(context.Background(), target, values[i]); err != nil {
			return true, err
		}
		r.there[i], r.last[i], anew = true, values[i], true
	}
	return anew, nil
}

// bothThere reports whether two values of one type say something.
func bothThere(a, b any) bool {
	switch a := a.(type) {
	case string:
		b, ok := b.(string)
		return ok && a != "" && b != ""
	case int64:
		_, ok := b.(int64)
		return ok
	}
	return false
}

// valuesOf are a row's values in the order of t's columns, as the database has
// them.
func valuesOf[R any](t model.Table, row *R) ([]any, error) {
	fields, err := fieldsOf[R](t)
	if err != nil {
		return nil, err
	}
	values := make([]any, len(fields))
	for i, f := range fields {
		if f == nil {
			values[i] = t.Columns[i].Default
			continue
		}
		value, _ := f.ValueOf(context.Background(), reflect.ValueOf(row).Elem())
		if values[i], err = driver.DefaultParameterConverter.ConvertValue(value); err != nil {
			return nil, err
		}
		if yes, ok := values[i].(bool); ok {
			values[i] = int64(0)
			if yes {
				values[i] = int64(1)
			}
		}
	}
	return values, nil
}

// ruled checks rows as the type R reads them and its model type allows. Which
// row another one names, when it was made and how often it was changed is nothing
// that these rules look at, once checkOf has seen that it can be read: of rows
// that differ in no more, or besides in columns that have no rule, one verdict
// holds.
func ruled[R any, M interface{ Validate() error }](of func(*R) (M, error), free ...string) func(t model.Table) rowCheck {
	return func(t model.Table) rowCheck {
		fields, err := fieldsOf[R](t)
		if err != nil {
			return func([]any) error { return err }
		}
		loose := append([]string{"id", "rev", "created_at", "updated_at"}, free...)
		row, good := newRowSetter[R](fields), false
		// A row that may name one of its own table must not name itself.
		itself := slices.ContainsFunc(t.Columns, func(c model.Column) bool { return c.Refers == t.Name })
		for i, c := range t.Columns {
			row.loose[i] = c.Refers != "" || slices.Contains(loose, c.Name)
			if itself && (c.Name == "id" || c.Refers == t.Name) {
				row.loose[i] = false
			}
		}
		return func(values []any) error {
			anew, err := row.set(values)
			if err == nil && good && !anew {
				return nil
			}
			var record M
			if err == nil {
				record, err = of(&row.row)
			}
			if err == nil {
				err = record.Validate()
			}
			good = err == nil
			return err
		}
	}
}

// labels are the columns by which people know a row, the best first.
var labels = []string{"name", "title", "guest_name", "word", "subject", "task", "number", "theme", "caption"}

// labelOf is what people know a row by; empty where it has nothing such.
func labelOf(t model.Table, values []any) string {
	for _, column := range labels {
		if i := t.Position(column); i >= 0 {
			if text, ok := values[i].(string); ok && text != "" {
				return text
			}
		}
	}
	return ""
}
