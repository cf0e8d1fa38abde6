package printing

import (
	"context"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
)

// ExportJob is a list of members to be written into a spreadsheet.
type ExportJob struct {
	People store.MemberFilter // without a page
	IDs    []model.ID         // only these of them; all where empty
	// Columns are keys of model.MemberFields and model.DerivedFields in their
	// order; all where empty.
	Columns []string
	// Full writes ID numbers and phones as they are, else they are masked.
	Full bool
	File string // .xlsx or .csv
}

// ExportStore is what an export needs of the store.
type ExportStore interface {
	Today() model.Date
	EachMember(ctx context.Context, f store.MemberFilter, visit func(model.Member) error) error
	Organisations(ctx context.Context) ([]model.Organisation, error)
}

// Export writes the file of job, whole or not at all, and returns how many
// members are in it. tell is called with how many are written and may be nil.
func Export(ctx context.Context, st ExportStore, job ExportJob, tell func(done, total int)) (people int, err error) {
	write := roster.WriteXLSX
	switch strings.ToLower(filepath.Ext(job.File)) {
	case ".xlsx":
	case ".csv":
		write = roster.WriteCSV
	default:
		return 0, &model.Error{Code: model.Invalid, Field: "File", Message: "只能导出成 .xlsx 或 .csv 文件。"}
	}
	columns, err := exportColumns(job.Columns)
	if err != nil {
		return 0, err
	}
	tree, err := st.Organisations(ctx)
	if err != nil {
		return 0, fmt.Errorf("export members: %w", err)
	}
	table := roster.Table{Title: "人员名单"}
	for _, c := range columns {
		table.Columns = append(table.Columns, c.label)
	}
	line := exportLine{columns, model.PlaceNames(tree, " "), st.Today(), job.Full}
	table.Rows = job.rows(ctx, st, line, func() {
		if people++; tell != nil {
			tell(people, len(job.IDs))
		}
	})
	if err := WriteFile(job.File, func(w io.Writer) error { return write(w, table) }); err != nil {
		return 0, fmt.Errorf("export members: %w", err)
	}
	return people, nil
}

// exportColumn is a field, or what is worked out of a member.
type exportColumn struct {
	key, label string
	text       func(m model.Member, names map[model.ID]string, today model.Date) string
}

// allColumns are all columns there are, in the order of the list in the window.
func allColumns() []exportColumn {
	var columns []exportColumn
	for _, f := range model.MemberFields() {
		columns = append(columns, exportColumn{f.Key, f.Label, func(m model.Member, names map[model.ID]string, _ model.Date) string { return f.Text(m, names) }})
		for _, d := range model.DerivedFields() {
			if d.After == f.Key {
				columns = append(columns, exportColumn{d.Key, d.Label, func(m model.Member, _ map[model.ID]string, today model.Date) string { return d.Text(m, today) }})
			}
		}
	}
	return columns
}

func exportColumns(keys []string) ([]exportColumn, error) {
	all := allColumns()
	if len(keys) == 0 {
		return all, nil
	}
	columns := make([]exportColumn, len(keys))
	for i, key := range keys {
		at := slices.IndexFunc(all, func(c exportColumn) bool { return c.key == key })
		if at < 0 {
			return nil, &model.Error{Code: model.Invalid, Field: "Columns", Message: "没有“" + key + "”这一列。"}
		}
		columns[i] = all[at]
	}
	return columns, nil
}

// rows are the rows of the members in their order; wrote is called after each.
func (job ExportJob) rows(ctx context.Context, st ExportStore, line exportLine, wrote func()) iter.Seq2[[]string, error] {
	only := make(map[model.ID]bool, len(job.IDs))
	for _, id := range job.IDs {
		only[id] = true
	}
	return func(yield func([]string, error) bool) {
		err := st.EachMember(ctx, job.People, func(m model.Member) error {
			if len(only) > 0 && !only[m.ID] {
				return ctx.Err()
			}
			if !yield(line.of(m), nil) {
				return errStopped
			}
			wrote()
			return ctx.Err()
		})
		if err != nil && err != errStopped { //nolint:errorlint // passed through as it is
			yield(nil, err)
		}
	}
}

// errStopped ends the reading where nobody takes the rows any more.
var errStopped = fmt.Errorf("stopped")

// exportLine writes members as rows.
type exportLine struct {
	columns []exportColumn
	names   map[model.ID]string // of organisations
	today   model.Date
	full    bool
}

func (l exportLine) of(m model.Member) []string {
	row := make([]string, len(l.columns))
	for i, c := range l.columns {
		row[i] = c.text(m, l.names, l.today)
		switch {
		case l.full:
		case c.key == "IDNumber":
			row[i] = model.MaskIDNumber(row[i])
		case c.key == "Phone":
			row[i] = model.MaskPhone(row[i])
		}
	}
	return row
}

// MaskedColumns reports whether an export without Full hides anything.
func (job ExportJob) MaskedColumns() bool {
	return len(job.Columns) == 0 || slices.Contains(job.Columns, "IDNumber") || slices.Contains(job.Columns, "Phone")
}
