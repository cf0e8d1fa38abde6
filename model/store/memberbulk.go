package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// insertMembers adds rows.
func (c *change) insertMembers(rows []*memberRow) error {
	for part := range slices.Chunk(rows, together) {
		var s statement
		s.insert(part)
		if err := c.run(&s); err != nil {
			return err
		}
	}
	return nil
}

// replaceMembers writes rows over those with their ids.
func (c *change) replaceMembers(rows []*memberRow) error {
	for _, r := range rows {
		if err := c.store.belongsTo(c.DB, model.ID(r.Owner)); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(rows, together) {
		var s statement
		s.insert(part)
		s.text.WriteString(" ON CONFLICT (id) DO UPDATE SET ")
		for i, column := range memberColumns[1:] {
			if i > 0 {
				s.text.WriteString(", ")
			}
			s.text.WriteString(column + " = excluded." + column)
		}
		if err := c.run(&s); err != nil {
			return err
		}
	}
	return nil
}

// run executes s past gorm, which would walk over each of the values twice
// more.
func (c *change) run(s *statement) error {
	_, err := c.Statement.ConnPool.ExecContext(c.Statement.Context, s.text.String(), s.values...)
	return err
}

// statement is SQL under way: its text, of the constant names of columns and
// of placeholders only, and the values in the order of the placeholders.
type statement struct {
	text   strings.Builder
	values []any
}

// insert writes the insertion of rows. Columns that are blank in all rows are
// left to their defaults, and what is the same in all is named once: a roster
// fills few columns, and many of those alike.
func (s *statement) insert(rows []*memberRow) {
	fields := make([][]any, len(rows))
	for i := range rows {
		fields[i] = rows[i].targets()
	}
	var columns, sources []string
	var varying []int
	for j, column := range memberColumns { // the first, id, is never the same
		first := bound(fields[0][j])
		same := j > 0 && !slices.ContainsFunc(fields, func(f []any) bool { return bound(f[j]) != first })
		switch {
		case same && blank(fields[0][j]):
			continue
		case same:
			sources = append(sources, "?")
			s.values = append(s.values, first)
		default:
			// VALUES calls its columns so, in SQLite and PostgreSQL alike.
			varying = append(varying, j)
			sources = append(sources, "v.column"+strconv.Itoa(len(varying)))
		}
		columns = append(columns, column)
	}
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(varying)), ", ") + ")"
	s.text.WriteString("INSERT INTO members (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(sources, ", "))
	s.text.WriteString(" FROM (VALUES " + strings.TrimSuffix(strings.Repeat(one+", ", len(rows)), ", "))
	// Without WHERE the ON of ON CONFLICT would be taken for a join's.
	s.text.WriteString(") AS v WHERE true")
	for _, f := range fields {
		for _, j := range varying {
			s.values = append(s.values, bound(f[j]))
		}
	}
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
