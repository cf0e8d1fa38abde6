package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// atHome are the tables that no package carries, and why. Every other table
// goes with each package, one that is added tomorrow too.
var atHome = map[string]string{
	"settings":        "this computer's own",
	"audits":          "who did what here; the trail stays where it was made",
	"import_changes":  "what an undo of an import here needs",
	"roster_layouts":  "how this office's rosters are laid out",
	"offices":         "whom this office trusts",
	"packages":        "what this office sent and received",
	"package_changes": "what an undo of a package here needs",
	"person_pairs":    "what this office found out about others' rows",
	"people_once":     "what this office found out about others' rows",
	"centre_figures":  "counted here from others' rows",
	"relays":          "which street passes on which centre here",
	"migrations":      "the schema's own",
}

// Tables are the types of record that packages carry, each after those that it
// refers to, as the schema has them.
func (s *Store) Tables(ctx context.Context) ([]model.Table, error) {
	tables, err := tablesOf(s.read(everything(ctx)))
	return tables, explain("read the schema", err)
}

// carriedTables are those of which packages of the kind have rows.
func carriedTables(tx *gorm.DB, kind model.PackageKind) ([]model.Table, error) {
	tables, err := tablesOf(tx)
	return slices.DeleteFunc(tables, func(t model.Table) bool { return !kind.Carries(t.Name) }), err
}

// Schema is the version of the tables.
func (s *Store) Schema() int { return latestVersion() }

type columnInfo struct {
	OfTable, Name, Type string
	Required            bool
	Fallback            *string
}

func tablesOf(tx *gorm.DB) ([]model.Table, error) {
	var columns []columnInfo
	err := tx.Table("sqlite_master AS t").Joins("JOIN pragma_table_info(t.name) AS c").
		Select(`t.name AS of_table, c.name, c.type, c."notnull" AS required, c.dflt_value AS fallback`).
		Where("t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~'").Order("t.name, c.cid").Scan(&columns).Error
	if err != nil {
		return nil, err
	}
	var references []struct{ OfTable, Column, Refers string }
	err = tx.Table("sqlite_master AS t").Joins("JOIN pragma_foreign_key_list(t.name) AS f").
		Select(`t.name AS of_table, f."from" AS column, f."table" AS refers`).
		Where("t.type = 'table'").Scan(&references).Error
	if err != nil {
		return nil, err
	}
	refers := make(map[[2]string]string, len(references))
	for _, r := range references {
		refers[[2]string{r.OfTable, r.Column}] = r.Refers
	}
	var tables []model.Table
	for _, c := range columns {
		if _, stays := atHome[c.OfTable]; stays {
			continue
		}
		if len(tables) == 0 || tables[len(tables)-1].Name != c.OfTable {
			tables = append(tables, model.Table{Name: c.OfTable})
		}
		column, err := c.column()
		if err != nil {
			return nil, err
		}
		column.Refers = refers[[2]string{c.OfTable, c.Name}]
		t := &tables[len(tables)-1]
		t.Columns = append(t.Columns, column)
	}
	return parentsFirst(tables), nil
}

// column is what the schema says of one column.
func (c columnInfo) column() (model.Column, error) {
	column := model.Column{Name: c.Name, Integer: c.Type == "INTEGER", Null: !c.Required, Required: c.Required && c.Fallback == nil}
	if c.Type != "INTEGER" && c.Type != "TEXT" {
		return column, fmt.Errorf("column %s of %s is of type %q", c.Name, c.OfTable, c.Type)
	}
	if c.Fallback == nil {
		return column, nil
	}
	if column.Integer {
		n, err := strconv.ParseInt(*c.Fallback, 10, 64)
		column.Default = n
		return column, err
	}
	column.Default = strings.Trim(*c.Fallback, "'")
	return column, nil
}

// parentsFirst puts tables behind those that they refer to.
func parentsFirst(tables []model.Table) []model.Table {
	var sorted []model.Table
	var placed func(t model.Table)
	seen := map[string]bool{}
	placed = func(t model.Table) {
		if seen[t.Name] {
			return
		}
		seen[t.Name] = true
		for _, c := range t.Columns {
			if i := slices.IndexFunc(tables, func(o model.Table) bool { return o.Name == c.Refers }); i >= 0 {
				placed(tables[i])
			}
		}
		sorted = append(sorted, t)
	}
	for _, t := range tables {
		placed(t)
	}
	return sorted
}

// columnNames are the names of t's columns.
func columnNames(t model.Table) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}
