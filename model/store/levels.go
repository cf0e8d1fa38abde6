package store

import (
	"fmt"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// levelFigures count the honours and press reports of the days from from to to,
// by level. One of which only the month or the year is known counts where all of
// it is within them.
func levelFigures(tx *gorm.DB, from, to model.Date) ([]model.LevelFigure, error) {
	order, err := wordsOf(tx, model.HonourLevels)
	if err != nil {
		return nil, err
	}
	type counted struct {
		Level, Day           string
		Personal, Collective int
		Press                int
	}
	var rows []counted
	years := []any{fmt.Sprintf("%04d", from.Year), fmt.Sprintf("%04d", to.Year+1)}
	err = tx.Table("honours").Where("removed = ? AND given >= ? AND given < ?", append([]any{false}, years...)...).
		Select("level, given AS day, SUM(CASE WHEN whom = ? THEN 1 ELSE 0 END) AS personal, SUM(CASE WHEN whom <> ? THEN 1 ELSE 0 END) AS collective", model.HonouredMember, model.HonouredMember).
		Group("level, given").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	var press []counted
	err = tx.Table("press_reports").Where("removed = ? AND published >= ? AND published < ?", append([]any{false}, years...)...).
		Select("level, published AS day, COUNT(*) AS press").Group("level, published").Scan(&press).Error
	if err != nil {
		return nil, err
	}
	var levels []model.LevelFigure
	for _, r := range append(rows, press...) {
		day, err := dayOf(r.Day)
		if err != nil {
			return nil, err
		}
		if !day.Within(from, to) {
			continue
		}
		at := slices.IndexFunc(levels, func(l model.LevelFigure) bool { return l.Level == r.Level })
		if at < 0 {
			at = len(levels)
			levels = append(levels, model.LevelFigure{Level: r.Level})
		}
		levels[at].Personal += r.Personal
		levels[at].Collective += r.Collective
		levels[at].Press += r.Press
	}
	model.SortLevels(levels, order)
	return levels, nil
}
