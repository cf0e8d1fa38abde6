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
	err = ofYears(tx.Table("honours"), "given", from, to).Where("removed = ?", false).
		Select("level, given AS day, SUM(CASE WHEN whom = ? THEN 1 ELSE 0 END) AS personal, SUM(CASE WHEN whom <> ? THEN 1 ELSE 0 END) AS collective", model.HonouredMember, model.HonouredMember).
		Group("level, given").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	var press []counted
	err = ofYears(tx.Table("press_reports"), "published", from, to).Where("removed = ?", false).
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

// ofYears narrows rows to those whose day, of which the month or the year may be
// all that is known, is of the years of the days from from to to. Whether it is
// within them Date.Within tells. Without days nothing is left out.
func ofYears(tx *gorm.DB, column string, from, to model.Date) *gorm.DB {
	if from.IsZero() {
		return tx
	}
	return tx.Where(column+" >= ? AND "+column+" < ?", fmt.Sprintf("%04d", from.Year), fmt.Sprintf("%04d", to.Year+1))
}
