package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// insertMembers adds at most a chunk of rows. Columns that are blank in all of
// a statement's are left to their defaults: a roster fills few.
func (c *change) insertMembers(rows []memberRow) error {
	return c.writeMembers(rows, func(*strings.Builder) {})
}

// replaceMembers writes at most a chunk of rows over those with their ids.
func (c *change) replaceMembers(rows []memberRow) error {
	return c.writeMembers(rows, func(s *strings.Builder) {
		s.WriteString(" ON CONFLICT (id) DO UPDATE SET ")
		for i, column := range memberColumns[1:] {
			if i > 0 {
				s.WriteString(", ")
			}
			s.WriteString(column)
			s.WriteString(" = excluded.")
			s.WriteString(column)
		}
	})
}

// rowsPerStatement is how many rows one statement inserts. The driver looks
// for each value among all of its statement, so that a statement costs the
// square of its values: one of 500 rows takes four times as long as these.
const rowsPerStatement = 20

// writeMembers inserts rows; finish writes what follows the values.
func (c *change) writeMembers(rows []memberRow, finish func(s *strings.Builder)) error {
	for part := range slices.Chunk(rows, rowsPerStatement) {
		if err := c.writeTogether(part, finish); err != nil {
			return err
		}
	}
	return nil
}

// writeTogether inserts rows in one statement. Its text is made of the
// constant names of columns and of placeholders, never of values.
func (c *change) writeTogether(rows []memberRow, finish func(s *strings.Builder)) error {
	values := make([][]any, len(rows))
	used := make([]bool, len(memberColumns))
	for i := range rows {
		values[i] = rows[i].targets()
		for j, v := range values[i] {
			used[j] = used[j] || !blank(v)
		}
	}
	var columns []string
	for j, column := range memberColumns {
		if used[j] {
			columns = append(columns, column)
		}
	}
	var s strings.Builder
	s.WriteString("INSERT INTO members (")
	s.WriteString(strings.Join(columns, ", "))
	s.WriteString(") VALUES ")
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"
	args := make([]any, 0, len(rows)*len(columns))
	for i, row := range values {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(one)
		for j, v := range row {
			if used[j] {
				args = append(args, bound(v))
			}
		}
	}
	finish(&s)
	// Past gorm, which would walk over each of the values twice more.
	_, err := c.Statement.ConnPool.ExecContext(c.Statement.Context, s.String(), args...)
	return err
}

// blank reports whether the field behind a target holds its column's default.
func blank(target any) bool {
	switch v := target.(type) {
	case *string:
		return *v == ""
	case *ref:
		return *v == ""
	case *bool:
		return !*v
	}
	return false
}

// bound is what the field behind a target is bound as.
func bound(target any) any {
	switch v := target.(type) {
	case *string:
		return *v
	case *ref:
		if *v == "" {
			return nil
		}
		return string(*v)
	case *bool:
		return *v
	case *int:
		return int64(*v)
	}
	return nil
}

// image is the row as JSON, under the names of its columns, which outlive
// those of Go.
func (r *memberRow) image() (string, error) {
	fields := make(map[string]any, len(memberColumns))
	for i, target := range r.targets() {
		if !blank(target) {
			fields[memberColumns[i]] = target
		}
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return "", fmt.Errorf("keep what a member was: %w", err)
	}
	return string(text), nil
}

// readImage reads what image wrote.
func (r *memberRow) readImage(text string) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		return fmt.Errorf("read what a member was: %w", err)
	}
	for i, target := range r.targets() {
		if value, ok := fields[memberColumns[i]]; ok {
			if err := json.Unmarshal(value, target); err != nil {
				return fmt.Errorf("read what a member was: %s: %w", memberColumns[i], err)
			}
		}
	}
	return nil
}
