package store

import (
	"maps"
	"slices"
	"testing"

	"jishi/model"
)

// schemaRows lays rows of any table, with all that they need to refer to.
type schemaRows struct {
	*change
	tables map[string]model.Table
	id     func() model.ID
}

// lay adds a row of t for owner, in which named stands in the column and every
// other reference that must not be empty leads to a new row of the owner's.
func (l schemaRows) lay(t testing.TB, table model.Table, owner, column, named string) string {
	t.Helper()
	id := string(l.id())
	values := map[string]any{"id": id, "rev": 1, "owner": owner, "created_at": l.at, "updated_at": l.at, "removed": 0}
	for _, c := range table.Columns {
		_, set := values[c.Name]
		switch {
		case c.Name == column:
			values[c.Name] = named
		case set || !c.Required:
		case c.Refers != "":
			values[c.Name] = l.lay(t, l.tables[c.Refers], owner, "", "")
		case c.Integer:
			values[c.Name] = len(l.id()) // any will do
		default:
			values[c.Name] = string(l.id())
		}
	}
	must(t, l.Table(table.Name).Create(values).Error)
	return id
}

// Whatever column is added tomorrow by which a street's record may name a
// centre's: the centre's packages must come in, and be undone.
func TestWhateverOthersNameStaysWhenItsOwnerHasItNoMore(t *testing.T) {
	s := newStore(t)
	list, err := s.Tables(t.Context())
	must(t, err)
	must(t, s.write(everything(t.Context()), "name others' rows", func(c *change) error {
		c.asReceived()
		l := schemaRows{change: c, tables: map[string]model.Table{}, id: s.options.NewID}
		for _, table := range list {
			l.tables[table.Name] = table
		}
		centre := string(s.options.NewID())
		must(t, c.Table("organisations").Create(map[string]any{
			"id": centre, "owner": centre, "created_at": c.at, "updated_at": c.at, "kind": "centre", "name": "高山社区党群服务中心",
		}).Error)
		named := idSets{}
		for _, table := range list {
			for _, column := range table.Columns {
				if column.Refers != "" {
					to := l.lay(t, l.tables[column.Refers], centre, "", "")
					named.add(column.Refers, to)
					l.lay(t, table, string(s.centre), column.Name, to)
					l.lay(t, l.tables[column.Refers], centre, "", "") // nobody names this one
				}
			}
		}
		leaving := idSets{}
		for _, table := range list {
			var ids []string
			must(t, c.Table(table.Name).Where("owner = ?", centre).Pluck("id", &ids).Error)
			leaving.add(table.Name, ids...)
		}
		stay, err := namedByOthers(c.DB, []string{centre}, leaving, leaving)
		must(t, err)
		if !stay.has("organisations", centre) {
			t.Error("nobody knows any more whose the rows are")
		}
		count := 0
		for table, ids := range named {
			for id := range ids {
				count++
				if !stay.has(table, id) {
					t.Errorf("a row of %s leaves", table)
				}
			}
		}
		if count < 40 {
			t.Errorf("only %d references in the schema", count)
		}
		must(t, c.Exec("PRAGMA defer_foreign_keys = ON").Error)
		left := 0
		for _, table := range list {
			gone := slices.DeleteFunc(slices.Collect(maps.Keys(leaving[table.Name])), func(id string) bool { return stay.has(table.Name, id) })
			left += len(gone)
			must(t, c.dropRows(table.Name, gone))
		}
		if left < count {
			t.Errorf("%d rows left though %d of them nobody named", left, count)
		}
		return nil
	})) // at the end of the change the database itself looks at every reference
}

// What stays at home may refer to others' rows only where it is dropped with
// them.
func TestWhatStaysHomeHoldsNobodysRows(t *testing.T) {
	s := newStore(t)
	dropped := map[string]bool{
		"people_once": true, "person_pairs": true, // forgetGone
		"import_changes": true, // of this office's own imports: nobody else's people are changed by one
	}
	var references []struct{ OfTable, Refers string }
	must(t, s.reading.Raw(`SELECT t.name AS of_table, f."table" AS refers FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'`).
		Scan(&references).Error)
	for _, r := range references {
		_, home := atHome[r.OfTable]
		_, stays := atHome[r.Refers]
		if home && !stays && !dropped[r.OfTable] {
			t.Errorf("%s refers to %s: where the row goes with its owner's packages, this stands in the way", r.OfTable, r.Refers)
		}
	}
	if len(references) < 40 {
		t.Errorf("only %d references", len(references))
	}
}
