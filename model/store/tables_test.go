package store

import (
	"slices"
	"testing"

	"jishi/model"
)

// A new type of record goes with the packages without anybody's doing; what
// would go wrong with it is told here, when it is added.
func TestEveryTableTravelsOrStaysHomeForAReason(t *testing.T) {
	s := newStore(t)
	tables, err := s.Tables(t.Context())
	must(t, err)
	for _, table := range tables {
		for _, column := range []string{"id", "rev", "owner", "created_at", "updated_at", "removed"} {
			if table.Position(column) < 0 {
				t.Errorf("%s has no %s: no package can carry it; say in atHome why it stays, or give it a Record", table.Name, column)
			}
		}
		for _, c := range table.Columns {
			if _, stays := atHome[c.Refers]; stays {
				t.Errorf("%s.%s refers to %s, which stays at home: at the street it would lead nowhere", table.Name, c.Name, c.Refers)
			}
		}
		if table.Chinese() == table.Name {
			t.Errorf("%s has no Chinese name in model/table.go: people would read this one", table.Name)
		}
	}
}

// Rows of many offices lie in one table at the street: what is unique has to
// be so for each of them.
func TestWhatIsUniqueIsSoForEachOffice(t *testing.T) {
	s := newStore(t)
	tables, err := s.Tables(t.Context())
	must(t, err)
	for _, table := range tables {
		var unique []struct{ Name, Column string }
		must(t, s.reading.Raw(`SELECT i.name, c.name AS "column" FROM pragma_index_list(?) AS i JOIN pragma_index_info(i.name) AS c WHERE i."unique" = 1`, table.Name).Scan(&unique).Error)
		columns := map[string][]string{}
		for _, u := range unique {
			columns[u.Name] = append(columns[u.Name], u.Column)
		}
		for index, of := range columns {
			own := slices.ContainsFunc(of, func(name string) bool {
				return name == "id" || name == "owner" || table.Columns[table.Position(name)].Refers != ""
			})
			if !own {
				t.Errorf("%s: %s is unique over %v; two offices may have the same, so owner has to be in it", table.Name, index, of)
			}
		}
	}
}

func TestTablesComeAfterThoseTheyReferTo(t *testing.T) {
	s := newStore(t)
	tables, err := s.Tables(t.Context())
	must(t, err)
	seen := map[string]bool{}
	for _, table := range tables {
		seen[table.Name] = true
		for _, c := range table.Columns {
			if c.Refers != "" && !seen[c.Refers] {
				t.Errorf("%s comes before %s", table.Name, c.Refers)
			}
		}
	}
	if len(tables) < 20 {
		t.Errorf("only %d tables", len(tables))
	}
}

func TestTheSchemaTellsTypesAndDefaults(t *testing.T) {
	s := newStore(t)
	tables, err := s.Tables(t.Context())
	must(t, err)
	members := tables[slices.IndexFunc(tables, func(t model.Table) bool { return t.Name == "members" })]
	for _, want := range []model.Column{
		{Name: "name", Required: true},
		{Name: "state", Default: "active"},
		{Name: "birth_leap", Integer: true, Default: int64(0)},
		{Name: "phone", Default: ""},
		{Name: "branch", Null: true, Refers: "organisations"},
	} {
		if got := members.Columns[members.Position(want.Name)]; got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}
