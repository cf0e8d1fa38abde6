package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// ServiceYear counts the volunteer service of a year.
func (s *Store) ServiceYear(ctx context.Context, year int) (model.ServiceYear, error) {
	const doing = "count a year of volunteer service"
	y := model.ServiceYear{Year: year}
	tx := s.read(ctx)
	from, to := model.EachYear.Days(year, 0)
	months, err := serviceFigures(tx, from, to, "substr(activities.start_at, 1, 7)")
	if err != nil {
		return y, explain(doing, err)
	}
	for month := 1; month <= 12; month++ {
		key := fmt.Sprintf("%04d-%02d", year, month)
		if today := s.Today(); year == today.Year && month > today.Month {
			break
		}
		at := slices.IndexFunc(months, func(f model.ServiceFigure) bool { return f.Name == key })
		f := model.ServiceFigure{}
		if at >= 0 {
			f = months[at]
		}
		f.Name = fmt.Sprintf("%d月", month)
		y.Months = append(y.Months, f)
	}
	for _, list := range []struct {
		to *[]model.ServiceFigure
		by string
	}{
		{&y.Fields, "TRIM(activities.service_field)"},
		{&y.Projects, "COALESCE(projects.name, '')"},
		{&y.Teams, "COALESCE(teams.name, TRIM(activities.team))"},
	} {
		if *list.to, err = serviceFigures(tx, from, to, list.by); err != nil {
			return y, explain(doing, err)
		}
	}
	sum, err := serviceFigures(tx, from, to, "''")
	if err != nil {
		return y, explain(doing, err)
	}
	if len(sum) > 0 {
		y.Sum = sum[0]
	}
	if y.Classes, err = teamClasses(tx, to); err != nil {
		return y, explain(doing, err)
	}
	var volunteers int64
	err = tx.Model(&memberRow{}).Where("volunteer_number <> '' AND removed = ? AND state = ?", false, model.Active).Count(&volunteers).Error
	y.Volunteers = int(volunteers)
	return y, explain(doing, err)
}

// serviceFigures count the services from from to to, by an expression of the
// activity, most minutes first; what says nothing comes last.
func serviceFigures(tx *gorm.DB, from, to model.Date, by string) ([]model.ServiceFigure, error) {
	named := func(tx *gorm.DB) *gorm.DB {
		return tx.Joins("LEFT JOIN projects ON projects.id = activities.project").
			Joins("LEFT JOIN teams ON teams.id = activities.team_id").Group("of")
	}
	type counted struct {
		Of     string
		Figure model.ServiceFigure `gorm:"embedded"`
	}
	var held, served []counted
	err := named(tx.Model(&activityRow{}).Where("activities.kind = ? AND activities.removed = ?", model.Volunteering, false).
		Where("activities.state IN ?", []model.ActivityState{model.Held, model.Closed}).
		Where("activities.start_at >= ? AND activities.start_at < ?", from.String(), to.AddDays(1).String())).
		Select(by + " AS of, COUNT(*) AS activities, SUM(activities.beneficiaries) AS beneficiaries").Scan(&held).Error
	if err != nil {
		return nil, err
	}
	// From activity to activity: only what was served in the period is read. Rows
	// that have a day of service are not removed.
	err = named(tx.Table("activities").Joins("CROSS JOIN attendances ON attendances.activity = activities.id").
		Where("attendances.served_on <> '' AND attendances.minutes > 0").
		Where("activities.start_at >= ? AND activities.start_at < ?", from.String(), to.AddDays(1).String()).
		Where("activities.removed = ? AND activities.kind = ? AND activities.state <> ?", false, model.Volunteering, model.Cancelled)).
		Select(by + " AS of, COUNT(*) AS times, COUNT(DISTINCT attendances.member) AS people, SUM(attendances.minutes) AS minutes").Scan(&served).Error
	if err != nil {
		return nil, err
	}
	list := make([]model.ServiceFigure, len(held))
	for i, one := range held {
		list[i] = one.Figure
		list[i].Name = one.Of
	}
	for _, one := range served {
		f := one.Figure
		f.Name = one.Of
		at := slices.IndexFunc(list, func(o model.ServiceFigure) bool { return o.Name == f.Name })
		if at < 0 {
			list = append(list, f)
			continue
		}
		list[at].Times, list[at].People, list[at].Minutes = f.Times, f.People, f.Minutes
	}
	silent := func(f model.ServiceFigure) int {
		if f.Name == "" {
			return 1
		}
		return 0
	}
	slices.SortFunc(list, func(a, b model.ServiceFigure) int {
		return cmp.Or(silent(a)-silent(b), b.Minutes-a.Minutes, b.Activities-a.Activities, model.CompareTexts(a.Name, b.Name))
	})
	return list, nil
}

// teamClasses count the teams that there are on a day, in the order of the
// dictionary.
func teamClasses(tx *gorm.DB, day model.Date) ([]model.TeamClassFigure, error) {
	var list []model.TeamClassFigure
	err := tx.Table("teams").
		Joins("LEFT JOIN team_members ON team_members.team = teams.id AND team_members.removed = ? AND (team_members.left_on = '' OR team_members.left_on > ?)", false, day.String()).
		Where("teams.removed = ? AND (teams.ended = '' OR teams.ended > ?) AND teams.founded <= ?", false, day.String(), day.String()).
		Select("teams.class, COUNT(DISTINCT teams.id) AS teams, COUNT(DISTINCT team_members.member) AS people").Group("teams.class").Scan(&list).Error
	if err != nil {
		return nil, err
	}
	order, err := wordsOf(tx, model.TeamClasses)
	if err != nil {
		return nil, err
	}
	place := func(class string) int {
		if i := slices.Index(order, class); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortFunc(list, func(a, b model.TeamClassFigure) int {
		return cmp.Or(place(a.Class)-place(b.Class), model.CompareTexts(a.Class, b.Class))
	})
	return list, nil
}
