package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm/clause"
)

type layoutRow struct {
	Record
	Layout  string
	Columns string
}

// TableName implements gorm's Tabler.
func (layoutRow) TableName() string { return "roster_layouts" }

// RosterLayout returns what somebody said of a roster's columns; ok is false
// where nobody has.
func (s *Store) RosterLayout(ctx context.Context, layout string) (fields map[int]string, ok bool, err error) {
	const doing = "read a roster's layout"
	var rows []layoutRow
	if err := s.read(ctx).Where("layout = ? AND removed = ?", layout, false).Find(&rows).Error; err != nil {
		return nil, false, explain(doing, err)
	}
	if len(rows) == 0 {
		return nil, false, nil
	}
	if err := json.Unmarshal([]byte(rows[0].Columns), &fields); err != nil {
		return nil, false, explain(doing, fmt.Errorf("read what its columns are: %w", err))
	}
	return fields, true, nil
}

// SaveRosterLayout keeps what somebody said of a roster's columns, for the next
// file with the same titles.
func (s *Store) SaveRosterLayout(ctx context.Context, layout string, fields map[int]string) error {
	const doing = "save a roster's layout"
	text, err := json.Marshal(fields)
	if err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		r := layoutRow{Layout: layout, Columns: string(text)}
		c.stamp(&r.Record)
		return c.Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "layout"}},
			DoUpdates: append(clause.AssignmentColumns([]string{"columns", "updated_at", "removed"}),
				clause.Assignment{Column: clause.Column{Name: "rev"}, Value: clause.Expr{SQL: "roster_layouts.rev + 1"}}),
		}).Create(&r).Error
	})
}
