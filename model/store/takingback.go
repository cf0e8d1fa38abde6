package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jishi/model"
)

// UndoReceive takes the last package of an office back: its rows are again
// what they were before; between two centres, the last member who came leaves
// the register. It is refused where nothing of the office's can be undone.
func (s *Store) UndoReceive(ctx context.Context, office model.ID) (model.UndonePackage, error) {
	const doing = "undo a package"
	var undone packageRow
	named := 0
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
		undone, named, err = c.undoLast(row)
		return err
	})
	if err != nil {
		return model.UndonePackage{}, err
	}
	p, err := undone.model()
	return model.UndonePackage{Package: p, Named: named}, explain(doing, errors.Join(err, s.gather(ctx)))
}

// undoLast takes the last package of an office back that brought its rows. It
// tells how many of them stay, since others name them.
func (c *change) undoLast(row officeRow) (undone packageRow, named int, err error) {
	var last []packageRow
	applied := PackageFilter{Office: model.ID(row.ID), State: model.PackageApplied, Came: true}
	if err := applied.narrow(c.DB).Where("kind <> ?", model.RebuildPackage).Order("sequence DESC").Limit(2).Find(&last).Error; err != nil {
		return undone, 0, err
	}
	var changes []packageChangeRow
	if len(last) > 0 {
		if err := c.Where("package = ?", last[0].ID).Order("position").Find(&changes).Error; err != nil {
			return undone, 0, err
		}
	}
	if len(last) == 0 || last[0].Sequence != row.LastSequence || len(changes) == 0 {
		return undone, 0, &model.Error{Code: model.Refused, Message: "“" + row.Name + "”没有可以撤销的包。"}
	}
	undone = last[0]
	offices, named, err := c.takeBack(&row, changes, undone.UpdatedAt)
	if err != nil {
		return undone, 0, err
	}
	row.LastSequence, row.LastReceived = 0, ""
	if len(last) > 1 {
		row.LastSequence, row.LastReceived = last[1].Sequence, last[1].UpdatedAt
	}
	if err := c.put(&row); err != nil {
		return undone, 0, err
	}
	undone.State = string(model.PackageUndone)
	if err := c.put(&undone); err != nil {
		return undone, 0, err
	}
	if err := c.settleRows(offices); err != nil {
		return undone, 0, err
	}
	return undone, named, c.forgetChanges(model.ID(row.ID))
}

// takeBack takes the changes of a package back that came at since, and counts
// again what is held. It tells whose rows those are, the office's and of centres
// that it passes on, and how many of them stay since others name them.
func (c *change) takeBack(office *officeRow, changes []packageChangeRow, since string) (owners []string, named int, err error) {
	if err := c.Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
		return nil, 0, err
	}
	passed, err := relaysOf(c.DB, office.ID)
	if err != nil {
		return nil, 0, err
	}
	owners = []string{office.ID}
	for _, relay := range passed {
		owners = append(owners, relay.Centre)
	}
	b := takingBack{c: c, owners: owners, back: map[string][]map[string]any{}, leaving: idSets{}, moving: idSets{}}
	if err := b.find(changes); err != nil {
		return nil, 0, err
	}
	if err := c.takeBackRelays(office, changes, passed, b.stay); err != nil {
		return nil, 0, err
	}
	held, err := office.held()
	if err != nil {
		return nil, 0, err
	}
	if err := b.rows(held); err != nil {
		return nil, 0, err
	}
	if err := c.takeBackLent(b.lent, since); err != nil {
		return nil, 0, err
	}
	text, err := json.Marshal(held)
	if err != nil {
		return nil, 0, fmt.Errorf("note how many rows are held: %w", err)
	}
	office.Held = string(text)
	now, err := relaysOf(c.DB, office.ID)
	for _, relay := range now {
		owners = append(owners, relay.Centre)
	}
	slices.Sort(owners)
	return slices.Compact(owners), b.named, err
}

// takenChange is a change with the rows as they were.
type takenChange struct {
	packageChangeRow
	was []map[string]any
}

// takingBack makes the owners' rows again what they were.
type takingBack struct {
	c       *change
	owners  []string
	changes []takenChange
	back    map[string][]map[string]any // rows as they were, by table
	leaving idSets                      // rows that were not there
	moving  idSets                      // rows that are replaced by what they were
	stay    idSets                      // those that leave no more, since others name them
	lent    []lentRow                   // rows that came and are no owner's
	named   int                         // how many of those that stay get a mark
}

// find finds what comes back, what leaves and what stays.
func (b *takingBack) find(changes []packageChangeRow) (err error) {
	for _, ch := range changes {
		if ch.OfTable == "" || ch.OfTable == (relayRow{}).TableName() {
			continue
		}
		rows, err := ch.rows()
		if err != nil {
			return err
		}
		b.changes = append(b.changes, takenChange{ch, rows})
		b.back[ch.OfTable] = append(b.back[ch.OfTable], rows...)
		b.moving.add(ch.OfTable, rowIDs(rows)...)
		if err := b.findCame(ch); err != nil {
			return err
		}
	}
	for table, rows := range b.back {
		for _, id := range rowIDs(rows) {
			delete(b.leaving[table], id)
		}
	}
	b.stay, err = namedByOthers(b.c.DB, b.owners, b.leaving, b.moving)
	return err
}

// findCame finds the rows that came with a change.
func (b *takingBack) findCame(ch packageChangeRow) (err error) {
	rows := b.c.Table(ch.OfTable).Select("id", "owner", "removed")
	if ch.Came == everyOne {
		rows = rows.Where("owner IN ?", b.owners)
	} else {
		rows = rows.Where("id IN ?", strings.Fields(ch.Came))
	}
	found, err := rows.Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() { // one by one: a first package brought all that there is
		var r lentRow
		var removed bool
		if err := found.Scan(&r.ID, &r.Owner, &removed); err != nil {
			return err
		}
		switch {
		case slices.Contains(b.owners, r.Owner):
			b.leaving.add(ch.OfTable, r.ID)
		case removed:
			r.Table = ch.OfTable
			b.lent = append(b.lent, r)
		}
	}
	return found.Err()
}

// rows lets all leave before any comes back, so that no two stand in each
// other's way, and counts in held.
func (b *takingBack) rows(held map[string]int) error {
	tables, err := tablesOf(b.c.DB)
	if err != nil {
		return err
	}
	staying := map[string][][]any{}
	for _, t := range tables {
		if staying[t.Name], err = b.staying(t); err != nil {
			return err
		}
	}
	for _, ch := range b.changes {
		leaving := b.c.Table(ch.OfTable).Where("owner IN ?", b.owners)
		if ch.Came != everyOne {
			leaving = leaving.Where("id IN ?", append(strings.Fields(ch.Came), rowIDs(ch.was)...))
		}
		result := leaving.Delete(nil)
		if result.Error != nil {
			return result.Error
		}
		held[ch.OfTable] -= int(result.RowsAffected)
	}
	for _, t := range tables {
		in := newInsertion(b.c, t)
		for _, row := range b.back[t.Name] {
			staying[t.Name] = append(staying[t.Name], asItWas(t, row))
		}
		held[t.Name] += len(staying[t.Name])
		for _, row := range staying[t.Name] {
			if err := in.add(row); err != nil {
				return err
			}
		}
		if err := in.end(); err != nil {
			return err
		}
	}
	return nil
}

// staying are the rows of t that leave no more, with their mark.
func (b *takingBack) staying(t model.Table) (rows [][]any, err error) {
	removed := t.Position("removed")
	for part := range slices.Chunk(slices.Sorted(maps.Keys(b.stay[t.Name])), chunk) {
		err := readRows(b.c.Table(t.Name).Where("id IN ?", part), t, func(values []any) error {
			row := slices.Clone(values)
			if row[removed] == int64(0) {
				row[removed] = int64(1)
				b.named++
			}
			rows = append(rows, row)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return rows, nil
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
