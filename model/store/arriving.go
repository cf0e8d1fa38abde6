package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
		return k.add(packageChangeRow{OfTable: table, Came: everyOne})
	}
	come := make([]string, 0, len(f.come))
	for id := range f.come {
		come = append(come, id)
	}
	slices.Sort(come)
	for part := range slices.Chunk(come, chunk) {
		if err := k.add(packageChangeRow{OfTable: table, Came: strings.Join(part, "\n")}); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(f.was, chunk) {
		if err := k.add(packageChangeRow{OfTable: table, Was: string(bytes.Join(part, []byte("\n")))}); err != nil {
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

// UndoReceive takes the last package of an office back: its rows are again
// what they were before; between two centres, the last member who came leaves
// the register. It is refused where nothing of the office's can be undone.
func (s *Store) UndoReceive(ctx context.Context, office model.ID) (model.Package, error) {
	const doing = "undo a package"
	var undone packageRow
	err := s.write(everything(ctx), doing, func(c *change) error {
		c.asReceived()
		row, err := officeByID(c.DB, office)
		if err != nil {
			return err
		}
		if row.Kind == string(model.CentreOf) && !s.Receives() {
			undone, err = c.undoTakingOver(row)
			return err
		}
		undone, err = c.undoLast(row)
		return err
	})
	if err != nil {
		return model.Package{}, err
	}
	p, err := undone.model()
	return p, explain(doing, errors.Join(err, s.gather(ctx)))
}

// undoLast takes the last package of an office back that brought its rows.
func (c *change) undoLast(row officeRow) (packageRow, error) {
	var last []packageRow
	applied := PackageFilter{Office: model.ID(row.ID), State: model.PackageApplied, Came: true}
	if err := applied.narrow(c.DB).Where("kind <> ?", model.RebuildPackage).Order("sequence DESC").Limit(2).Find(&last).Error; err != nil {
		return packageRow{}, err
	}
	var changes []packageChangeRow
	if len(last) > 0 {
		if err := c.Where("package = ?", last[0].ID).Order("position").Find(&changes).Error; err != nil {
			return packageRow{}, err
		}
	}
	if len(last) == 0 || last[0].Sequence != row.LastSequence || len(changes) == 0 {
		return packageRow{}, &model.Error{Code: model.Refused, Message: "“" + row.Name + "”没有可以撤销的包。"}
	}
	offices, err := c.takeBack(&row, changes)
	if err != nil {
		return packageRow{}, err
	}
	undone := last[0]
	row.LastSequence, row.LastReceived = 0, ""
	if len(last) > 1 {
		row.LastSequence, row.LastReceived = last[1].Sequence, last[1].UpdatedAt
	}
	if err := c.put(&row); err != nil {
		return packageRow{}, err
	}
	undone.State = string(model.PackageUndone)
	if err := c.put(&undone); err != nil {
		return packageRow{}, err
	}
	if err := c.settleRows(offices); err != nil {
		return packageRow{}, err
	}
	return undone, c.forgetChanges(model.ID(row.ID))
}

// takeBack takes changes back and counts again what is held. It tells whose rows
// those are: the office's and of centres that it passes on.
func (c *change) takeBack(office *officeRow, changes []packageChangeRow) (owners []string, err error) {
	if err := c.Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
		return nil, err
	}
	passed, err := relaysOf(c.DB, office.ID)
	if err != nil {
		return nil, err
	}
	owners = []string{office.ID}
	for _, relay := range passed {
		owners = append(owners, relay.Centre)
	}
	if err := c.takeBackRelays(office, changes); err != nil {
		return nil, err
	}
	held, err := office.held()
	if err != nil {
		return nil, err
	}
	if err := c.takeBackRows(owners, changes, held); err != nil {
		return nil, err
	}
	text, err := json.Marshal(held)
	office.Held = string(text)
	if passed, again := relaysOf(c.DB, office.ID); again == nil {
		for _, relay := range passed {
			owners = append(owners, relay.Centre)
		}
	} else {
		err = errors.Join(err, again)
	}
	slices.Sort(owners)
	return slices.Compact(owners), err
}

// takeBackRows makes the owners' rows again what they were.
func (c *change) takeBackRows(owners []string, changes []packageChangeRow, held map[string]int) error {
	tables, err := tablesOf(c.DB)
	if err != nil {
		return err
	}
	// All leave before any comes back, so that no two stand in each other's way.
	was := map[string][]map[string]any{}
	for _, ch := range changes {
		if ch.OfTable == "" || ch.OfTable == (relayRow{}).TableName() {
			continue
		}
		back, err := ch.rows()
		if err != nil {
			return err
		}
		was[ch.OfTable] = append(was[ch.OfTable], back...)
		leaving := c.Table(ch.OfTable).Where("owner IN ?", owners)
		if ch.Came != everyOne {
			leaving = leaving.Where("id IN ?", append(strings.Fields(ch.Came), rowIDs(back)...))
		}
		result := leaving.Delete(nil)
		if result.Error != nil {
			return result.Error
		}
		held[ch.OfTable] += len(back) - int(result.RowsAffected)
	}
	for _, t := range tables {
		in := newInsertion(c, t)
		for _, row := range was[t.Name] {
			if err := in.add(asItWas(t, row)); err != nil {
				return err
			}
		}
		if err := in.end(); err != nil {
			return err
		}
	}
	return nil
}

// asItWas is a row as it was, in the order of t's columns. One that the schema
// did not have yet has its default.
func asItWas(t model.Table, row map[string]any) []any {
	values := make([]any, len(t.Columns))
	for i, column := range t.Columns {
		value, there := row[column.Name]
		if !there {
			value = column.Default
		}
		values[i] = value
	}
	return values
}

// rows are the rows as they were.
func (r packageChangeRow) rows() ([]map[string]any, error) {
	var list []map[string]any
	in := json.NewDecoder(strings.NewReader(r.Was))
	in.UseNumber()
	for in.More() {
		row := map[string]any{}
		if err := in.Decode(&row); err != nil {
			return nil, fmt.Errorf("read what rows were: %w", err)
		}
		for column, value := range row {
			if number, ok := value.(json.Number); ok {
				n, err := number.Int64()
				if err != nil {
					return nil, fmt.Errorf("read what rows were: %w", err)
				}
				row[column] = n
			}
		}
		list = append(list, row)
	}
	return list, nil
}

func rowIDs(rows []map[string]any) []string {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = textOf(r["id"])
	}
	return ids
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
