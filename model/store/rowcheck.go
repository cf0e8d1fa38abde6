package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"reflect"
	"strings"
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
	"attendances":     ruled((*attendanceRow).model),
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
	known := "" // the time that was read last
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
		for _, i := range at[3:] {
			text := textOf(values[i])
			if text != "" && text == known {
				continue
			}
			if _, err := timeOf(text); err != nil {
				return err
			}
			known = text
		}
		return of(values)
	}
}

// isID reports whether id is a UUID as this program writes it.
func isID(id string) bool {
	const digits = "0123456789abcdef"
	if len(id) != 36 {
		return false
	}
	for i := range len(id) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (id[i] == '-') || !dash && strings.IndexByte(digits, id[i]) < 0 {
			return false
		}
	}
	return true
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
	return &r.row, r.set(values)
}

// rowSetter makes one row after the other, each in the place of the last. Only
// values that are not those of the row before are set anew: most rows of a
// table differ in few.
type rowSetter[R any] struct {
	fields []*gormschema.Field
	row    R
	there  []bool // whether the field has last's value
	last   []any
}

func newRowSetter[R any](fields []*gormschema.Field) *rowSetter[R] {
	return &rowSetter[R]{fields: fields, there: make([]bool, len(fields)), last: make([]any, len(fields))}
}

func (r *rowSetter[R]) set(values []any) error {
	target := reflect.ValueOf(&r.row).Elem()
	for i, f := range r.fields {
		if f == nil || r.there[i] && r.last[i] == values[i] {
			continue
		}
		r.there[i] = false
		if err := f.Set(context.Background(), target, values[i]); err != nil {
			return err
		}
		r.there[i], r.last[i] = true, values[i]
	}
	return nil
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

// ruled checks rows as the type R reads them and its model type allows.
func ruled[R any, M interface{ Validate() error }](of func(*R) (M, error)) func(t model.Table) rowCheck {
	return func(t model.Table) rowCheck {
		fields, err := fieldsOf[R](t)
		if err != nil {
			return func([]any) error { return err }
		}
		row := newRowSetter[R](fields)
		return func(values []any) error {
			if err := row.set(values); err != nil {
				return err
			}
			record, err := of(&row.row)
			if err != nil {
				return err
			}
			return record.Validate()
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
