package store

import (
	"maps"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

// Rows of one office may name those of another: the list of a street's own
// activity has its centres' people. Where such a row goes from its owner's
// packages, it stays here all the same, marked as removed, as if its owner had
// removed it: it counts nowhere any more, and the list still has its name. Its
// rev is not counted up, so that it is what it was when its owner brings it
// again. Nobody else's row can stand in the way of an office's packages.

// idSets are ids of rows, by table.
type idSets map[string]map[string]bool

func (s idSets) add(table string, ids ...string) {
	if s[table] == nil {
		s[table] = make(map[string]bool, len(ids))
	}
	for _, id := range ids {
		s[table][id] = true
	}
}

func (s idSets) has(table, id string) bool { return s[table][id] }

// naming finds which of the rows that are about to leave others name.
type naming struct {
	tx      *gorm.DB
	tables  []model.Table
	leaving idSets
	named   idSets
	fresh   idSets // those of named whose own references nobody has followed yet
}

// namedByOthers are those rows, among the owners' that are about to leave, that
// rows name which stay: other offices', and those that stay for that reason
// themselves; with what the named refer to in turn, their owner's name too.
// moving are those of the owners' rows that are replaced.
func namedByOthers(tx *gorm.DB, owners []string, leaving, moving idSets) (idSets, error) {
	n := naming{tx: tx, leaving: leaving, named: idSets{}, fresh: idSets{}}
	var err error
	if n.tables, err = tablesOf(tx); err != nil {
		return nil, err
	}
	for _, t := range n.tables {
		for _, column := range t.Columns {
			if err := n.namedIn(t, column, owners, moving); err != nil {
				return nil, err
			}
		}
	}
	for len(n.fresh) > 0 {
		fresh := n.fresh
		n.fresh = idSets{}
		for _, t := range n.tables {
			if err := n.follow(t, fresh[t.Name]); err != nil {
				return nil, err
			}
		}
	}
	return n.named, nil
}

// namedIn finds what rows of t that stay name in one column.
func (n *naming) namedIn(t model.Table, column model.Column, owners []string, moving idSets) error {
	for part := range slices.Chunk(slices.Sorted(maps.Keys(n.leaving[column.Refers])), chunk) {
		var rows []struct{ ID, Named string }
		err := n.tx.Table(t.Name).Where(map[string]any{column.Name: part}).Where("(owner NOT IN ? OR removed = ?)", owners, true).
			Select("id, ? AS named", clause.Column{Name: column.Name}).Scan(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			if !moving.has(t.Name, r.ID) && !n.leaving.has(t.Name, r.ID) {
				n.found(column.Refers, r.Named)
			}
		}
	}
	return nil
}

// follow finds what rows of t refer to.
func (n *naming) follow(t model.Table, ids map[string]bool) error {
	for part := range slices.Chunk(slices.Sorted(maps.Keys(ids)), chunk) {
		for _, column := range t.Columns {
			refers := referred(column)
			if len(n.leaving[refers]) == 0 {
				continue
			}
			var to []string
			err := n.tx.Table(t.Name).Where("id IN ?", part).Where(clause.Neq{Column: clause.Column{Name: column.Name}}).
				Distinct().Pluck(column.Name, &to).Error
			if err != nil {
				return err
			}
			for _, id := range to {
				n.found(refers, id)
			}
		}
	}
	return nil
}

func (n *naming) found(table, id string) {
	if n.leaving.has(table, id) && !n.named.has(table, id) {
		n.named.add(table, id)
		n.fresh.add(table, id)
	}
}

// referred is the table that a column leads to; an owner's name is an
// organisation's.
func referred(column model.Column) string {
	if column.Name == "owner" {
		return (organisationRow{}).TableName()
	}
	return column.Refers
}

// lostRow is a row that a package no longer has.
type lostRow struct {
	id, label, centre string
	removed           bool
	was               []byte // as JSON
}

// settleLost finds which of the rows that the package no longer has leave and
// which stay, and tells it in the tables' diffs.
func (r *reception) settleLost(diffs []model.TableDiff) error {
	leaving, moving := idSets{}, idSets{}
	for table, f := range r.finds {
		for _, l := range f.lost {
			leaving.add(table, l.id)
		}
		moving.add(table, slices.Collect(maps.Keys(f.differ))...)
	}
	if len(leaving) == 0 {
		return nil
	}
	var err error
	if r.stay, err = namedByOthers(r.tx, r.owners(), leaving, moving); err != nil {
		return err
	}
	for i := range diffs {
		diff := &diffs[i]
		f := r.finds[diff.Table.Name]
		if f == nil {
			continue
		}
		for _, l := range f.lost {
			f.settle(l, r.stay.has(diff.Table.Name, l.id), diff)
		}
		f.lost = nil
	}
	return nil
}

// settle lets a lost row leave, or stay marked.
func (f *finds) settle(l lostRow, stays bool, diff *model.TableDiff) {
	fate := model.RowGone
	switch {
	case stays && l.removed:
		return // it is so already
	case stays:
		fate = model.RowNamed
		f.marked = append(f.marked, l.id)
		diff.Named++
	default:
		f.gone = append(f.gone, l.id)
	}
	f.was = append(f.was, l.was)
	diff.Removed++
	if len(diff.Rows) < shownRows {
		diff.Rows = append(diff.Rows, model.RowDiff{ID: model.ID(l.id), Label: l.label, Centre: l.centre, Fate: fate})
	}
}

// markRows marks rows of others as removed, as they are otherwise.
func (c *change) markRows(table string, ids []string) error {
	for part := range slices.Chunk(ids, chunk) {
		if err := c.Table(table).Where("id IN ?", part).Update("removed", true).Error; err != nil {
			return err
		}
	}
	return nil
}
