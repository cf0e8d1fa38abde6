package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// insertion adds rows to a table, some at a time.
type insertion struct {
	c     *change
	table model.Table
	rows  [][]any
}

func newInsertion(c *change, t model.Table) *insertion { return &insertion{c: c, table: t} }

// add takes a row in; the slice may change afterwards.
func (in *insertion) add(values []any) error {
	in.rows = append(in.rows, append([]any(nil), values...))
	if len(in.rows) < together {
		return nil
	}
	return in.end()
}

// end writes the rows that wait. As with members, columns that hold their
// default in all of them are left out, and what is the same in all is named
// once: the rows of one activity's list differ in very little. Where one does
// not fit everything is rolled back: SQLite need not remember for each
// statement how the pages were before it.
func (in *insertion) end() error {
	if len(in.rows) == 0 {
		return nil
	}
	var columns, sources []string
	var varying []int
	var s statement
	for j, column := range in.table.Columns {
		first := in.rows[0][j]
		same := j > 0 && !slices.ContainsFunc(in.rows, func(row []any) bool { return row[j] != first })
		switch {
		case same && !column.Required && first == column.Default:
			continue
		case same:
			sources = append(sources, "?")
			s.values = append(s.values, first)
		default:
			varying = append(varying, j)
			sources = append(sources, "v.column"+strconv.Itoa(len(varying)))
		}
		columns = append(columns, column.Name)
	}
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(varying)), ", ") + ")"
	s.text.WriteString("INSERT OR FAIL INTO " + in.table.Name + " (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(sources, ", "))
	s.text.WriteString(" FROM (VALUES " + strings.TrimSuffix(strings.Repeat(one+", ", len(in.rows)), ", ") + ") AS v")
	for _, row := range in.rows {
		for _, j := range varying {
			s.values = append(s.values, row[j])
		}
	}
	in.rows = in.rows[:0]
	return in.c.run(&s)
}

// packageChangeRow is a portion of what receiving a package changed in a table.
type packageChangeRow struct {
	Record
	Package  string
	Position int
	OfTable  string
	Came     string // ids, a line each; everyOne for all of the office's
	Was      string // rows as they were, a line of JSON each
}

// TableName implements gorm's Tabler.
func (packageChangeRow) TableName() string { return "package_changes" }

// everyOne stands for all rows of the office's in a table.
const everyOne = "*"

// keeper keeps what a package changes.
type keeper struct {
	c        *change
	pack     string
	position int
}

// begin notes that the package can be undone, even where it changes no row.
func (k *keeper) begin() error { return k.add(packageChangeRow{}) }

// note keeps which rows come to a table and how those were that change or go.
func (k *keeper) note(table string, f *finds) error {
	if f.first {
		if f.arrived == 0 {
			return nil
		}
		if err := k.add(packageChangeRow{OfTable: table, Came: everyOne}); err != nil {
			return err
		}
		for _, lent := range f.lent {
			if err := k.came(table, lent); err != nil {
				return err
			}
		}
		return nil
	}
	come := make([]string, 0, len(f.come))
	for id := range f.come {
		come = append(come, id)
	}
	slices.Sort(come)
	if err := k.came(table, come); err != nil {
		return err
	}
	for part := range slices.Chunk(f.was, chunk) {
		if err := k.add(packageChangeRow{OfTable: table, Was: string(bytes.Join(part, []byte("\n")))}); err != nil {
			return err
		}
	}
	return nil
}

// came keeps which rows came to a table.
func (k *keeper) came(table string, ids []string) error {
	for part := range slices.Chunk(ids, chunk) {
		if err := k.add(packageChangeRow{OfTable: table, Came: strings.Join(part, "\n")}); err != nil {
			return err
		}
	}
	return nil
}

func (k *keeper) add(r packageChangeRow) error {
	k.position++
	r.Package, r.Position = k.pack, k.position
	k.c.stamp(&r.Record)
	return k.c.Create(&r).Error
}

// forgetChanges drops what an undo of the office's earlier packages needed:
// only the last one can be undone.
func (c *change) forgetChanges(office model.ID) error {
	packages := c.Model(&packageRow{}).Select("id").Where("office = ? AND sent = ?", string(office), false)
	return c.Where("package IN (?)", packages).Delete(&packageChangeRow{}).Error
}

// keepFiles keeps photos and attachments that came, named by their content.
func (s *Store) keepFiles(ctx context.Context, files []model.KeptFile) error {
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		folder, name := filepath.Split(filepath.FromSlash(f.Name))
		if folder = filepath.Clean(folder); folder != photoFolder && folder != fileFolder || !photoName(name) && !hashName(name) {
			return errors.New("a file that is neither photo nor attachment")
		}
		content, err := os.ReadFile(f.Path)
		if err != nil {
			return err
		}
		if err := keepFile(filepath.Join(s.dir, folder), name, content); err != nil {
			return err
		}
	}
	return nil
}
