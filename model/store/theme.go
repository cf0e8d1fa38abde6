package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

type themeRow struct {
	Record
	Year, Month int
	Theme       string
}

// TableName implements gorm's Tabler.
func (themeRow) TableName() string { return "themes" }

func (r themeRow) model() (model.Theme, error) {
	rec, err := r.Record.model()
	return model.Theme{Record: rec, Year: r.Year, Month: r.Month, Text: r.Theme}, err
}

// Themes returns the themes of all years, and of their months, in order.
func (s *Store) Themes(ctx context.Context) ([]model.Theme, error) {
	const doing = "list the themes"
	var rows []themeRow
	if err := s.read(ctx).Where("removed = ?", false).Order("year, month").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, themeRow.model)
	return list, explain(doing, err)
}

// SaveThemes saves the themes given and leaves those of other months as they
// are. One with an empty text is taken away.
func (s *Store) SaveThemes(ctx context.Context, themes []model.Theme) error {
	const doing = "save the themes"
	for _, t := range themes {
		if err := t.Validate(); err != nil {
			return explain(doing, err)
		}
	}
	return s.write(ctx, doing, func(c *change) error {
		rows := make([]themeRow, 0, len(themes))
		for _, t := range themes {
			r := themeRow{Year: t.Year, Month: t.Month, Theme: strings.TrimSpace(t.Text)}
			c.stamp(&r.Record)
			r.Removed = r.Theme == ""
			rows = append(rows, r)
		}
		if len(rows) == 0 {
			return nil
		}
		return c.Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "owner"}, {Name: "year"}, {Name: "month"}},
			DoUpdates: append(clause.AssignmentColumns([]string{"removed", "theme", "updated_at"}),
				clause.Assignment{Column: clause.Column{Name: "rev"}, Value: clause.Expr{SQL: "themes.rev + 1"}}),
		}).CreateInBatches(&rows, together).Error
	})
}

// monthThemes are the themes of months, by year and month.
func monthThemes(tx *gorm.DB) (map[model.Date]string, error) {
	var rows []themeRow
	if err := tx.Where("removed = ? AND month > ?", false, 0).Find(&rows).Error; err != nil {
		return nil, err
	}
	themes := make(map[model.Date]string, len(rows))
	for _, r := range rows {
		themes[model.Date{Year: r.Year, Month: r.Month}] = r.Theme
	}
	return themes, nil
}

// planRow is how many activities of a month have one state and 工程.
type planRow struct {
	Month             int
	Initiative, State string
	N                 int
}

// YearPlan returns a year's themes and what is planned and was held in it.
func (s *Store) YearPlan(ctx context.Context, year int) (model.YearPlan, error) {
	const doing = "read the plan of a year"
	plan := model.YearPlan{Year: year}
	for i := range plan.Months {
		plan.Months[i].Initiatives = map[string]int{}
	}
	var themes []themeRow
	if err := s.read(ctx).Where("year = ? AND removed = ?", year, false).Find(&themes).Error; err != nil {
		return plan, explain(doing, err)
	}
	for _, t := range themes {
		if t.Month == 0 {
			plan.Theme = t.Theme
			continue
		}
		plan.Months[t.Month-1].Theme = t.Theme
	}
	var rows []planRow
	err := s.read(ctx).Model(&activityRow{}).
		Select("CAST(substr(start_at, 6, 2) AS INTEGER) AS month, initiative, state, COUNT(*) AS n").
		Where("removed = ? AND start_at >= ? AND start_at < ?", false, fmt.Sprintf("%04d-", year), fmt.Sprintf("%04d-", year+1)).
		Group("month, initiative, state").Scan(&rows).Error
	if err != nil {
		return plan, explain(doing, err)
	}
	for _, r := range rows {
		m := &plan.Months[r.Month-1]
		switch model.ActivityState(r.State) {
		case model.Cancelled:
			m.Cancelled += r.N
			continue
		case model.Held, model.Closed:
			m.Held += r.N
		default:
			m.Planned += r.N
		}
		m.Initiatives[r.Initiative] += r.N
	}
	return plan, nil
}
