package store

import (
	"context"

	"gorm.io/gorm/clause"
)

// centreSetting names the setting that holds the ID of this computer's centre.
const centreSetting = "centre"

type settingRow struct {
	Record
	Name  string
	Value string
}

// TableName implements gorm's Tabler.
func (settingRow) TableName() string { return "settings" }

// Setting returns what was last saved under key, "" where nothing was.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var values []string
	err := s.read(ctx).Model(&settingRow{}).Where("name = ?", key).Pluck("value", &values).Error
	if err != nil || len(values) == 0 {
		return "", explain("read a setting", err)
	}
	return values[0], nil
}

// SaveSetting keeps value under key.
func (s *Store) SaveSetting(ctx context.Context, key, value string) error {
	return s.write(ctx, "save a setting", func(c *change) error { return c.set(key, value) })
}

func (c *change) set(key, value string) error {
	r := settingRow{Name: key, Value: value}
	c.stamp(&r.Record)
	return c.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "name"}},
		DoUpdates: clause.Set{
			{Column: clause.Column{Name: "value"}, Value: value},
			{Column: clause.Column{Name: "updated_at"}, Value: c.at},
			{Column: clause.Column{Name: "rev"}, Value: clause.Expr{SQL: "settings.rev + 1"}},
		},
	}).Create(&r).Error
}
