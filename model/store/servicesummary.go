package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// ServiceSummary counts the volunteer service of the days from from to to, both
// included.
func (s *Store) ServiceSummary(ctx context.Context, from, to model.Date) (model.ServiceSummary, error) {
	const doing = "count the volunteer service of a period"
	var sum model.ServiceSummary
	err := fullPeriod(from, to)
	if err == nil {
		sum.Counted, err = s.countedService(ctx, from, to)
	}
	if err != nil {
		return sum, explain(doing, err)
	}
	if sum.Teams, err = s.standingTeams(ctx, to); err != nil {
		return sum, explain(doing, err)
	}
	if sum.ClassOrder, err = wordsOf(s.read(ctx), model.TeamClasses); err != nil {
		return sum, explain(doing, err)
	}
	if sum.Levels, err = levelFigures(s.read(ctx), from, to); err != nil {
		return sum, explain(doing, err)
	}
	var volunteers int64
	err = s.read(ctx).Model(&memberRow{}).Where("volunteer_number <> '' AND removed = ? AND state = ?", false, model.Active).Count(&volunteers).Error
	sum.Volunteers = int(volunteers)
	return sum, explain(doing, err)
}

// countedService reads the volunteer services of a period with whoever's hours
// are confirmed: one pass over the index attendances_confirmed, from which all
// groupings are counted as in Counted.
func (s *Store) countedService(ctx context.Context, from, to model.Date) (model.Counted, error) {
	c, err := s.counting(ctx, from, to)
	if err != nil {
		return c.Counted, err
	}
	// Within one transaction, so that a save meanwhile is counted whole or not.
	err = s.read(ctx).Transaction(func(tx *gorm.DB) error {
		if err := c.readServices(tx); err != nil {
			return err
		}
		return c.readConfirmed(tx)
	})
	// What is only planned counts where somebody served at it all the same.
	c.Activities = slices.DeleteFunc(c.Activities, func(a model.CountedActivity) bool { return !a.State.Held() && len(a.Rolls) == 0 })
	return c.Counted, err
}

// services are the volunteer services of the period that were not cancelled.
func (c *counting) services(tx *gorm.DB) *gorm.DB {
	return tx.Model(&activityRow{}).Where("activities.kind = ? AND activities.removed = ? AND activities.state <> ?", model.Volunteering, false, model.Cancelled).
		Where("activities.start_at >= ? AND activities.start_at < ?", c.From.String(), c.To.AddDays(1).String())
}

// readServices reads what the rows of groupings are told apart by.
func (c *counting) readServices(tx *gorm.DB) error {
	var rows []struct {
		ID, Kind, Title, StartAt, State, ServiceField string
		Team, Class, Station, Project                 string
		Beneficiaries                                 int
	}
	err := c.services(tx).Joins("LEFT JOIN projects ON projects.id = activities.project").
		Joins("LEFT JOIN teams ON teams.id = activities.team_id").Joins("LEFT JOIN stations ON stations.id = teams.station").
		Select(`activities.id, activities.kind, activities.title, activities.start_at, activities.state, activities.service_field, activities.beneficiaries,
			COALESCE(teams.name, activities.team) AS team, COALESCE(teams.class, '') AS class, COALESCE(stations.name, '') AS station,
			COALESCE(projects.name, '') AS project`).
		Order("activities.start_at, activities.id").Scan(&rows).Error
	if err != nil {
		return err
	}
	c.Activities = make([]model.CountedActivity, len(rows))
	for i, r := range rows {
		start, err := wallOf(r.StartAt)
		if err != nil {
			return err
		}
		c.activity[r.ID] = i
		c.Activities[i] = model.CountedActivity{
			ID: model.ID(r.ID), Kind: model.Kind(r.Kind), Title: r.Title, Start: start, State: model.ActivityState(r.State), Field: r.ServiceField,
			Team: r.Team, TeamClass: strings.TrimSpace(r.Class), Station: r.Station, Project: r.Project, Beneficiaries: r.Beneficiaries,
		}
	}
	return nil
}

// readConfirmed reads whose hours are confirmed. Rows that have a day of service
// are not removed, and are of members; who was corrected to nothing did not
// serve.
func (c *counting) readConfirmed(tx *gorm.DB) error {
	// In the order of the index, so that nothing is sorted.
	return scanRolls(tx.Model(&attendanceRow{}).
		Select("activity, ? AS state, ? AS walk_in, minutes, COUNT(*) AS n, group_concat(member) AS members", model.Present, false).
		Where("served_on <> '' AND minutes > 0 AND activity IN (?)", c.services(tx).Select("id")).Group("activity, minutes"), c.add)
}

// TeamTotals counts the confirmed service between from and to by team, most
// minutes first. A team that is not on record goes by the name that its
// activities were given.
func (s *Store) TeamTotals(ctx context.Context, from, to model.Date) ([]model.TeamTotal, error) {
	return s.totalsBy(ctx, from, to, model.ByTeam)
}

// StationTotals counts the confirmed service between from and to by the station
// of the team that served, most minutes first.
func (s *Store) StationTotals(ctx context.Context, from, to model.Date) ([]model.TeamTotal, error) {
	return s.totalsBy(ctx, from, to, model.ByStation)
}

func (s *Store) totalsBy(ctx context.Context, from, to model.Date, by model.Grouping) ([]model.TeamTotal, error) {
	const doing = "count volunteer service by team or station"
	err := fullPeriod(from, to)
	if err != nil {
		return nil, explain(doing, err)
	}
	counted, err := s.countedService(ctx, from, to)
	if err != nil {
		return nil, explain(doing, err)
	}
	var list []model.TeamTotal
	for _, r := range counted.Attended().By(by, model.StatisticNames{}).Rows {
		list = append(list, model.TeamTotal{Team: r.Key, Activities: r.Activities, People: r.People, Times: r.Times, Minutes: r.Minutes})
	}
	slices.SortFunc(list, func(a, b model.TeamTotal) int { return cmp.Or(b.Minutes-a.Minutes, strings.Compare(a.Team, b.Team)) })
	return list, nil
}

// standingTeams are the teams that there are on a day and who is in them.
func (s *Store) standingTeams(ctx context.Context, day model.Date) ([]model.StandingTeam, error) {
	once, err := s.asWhomHere(ctx)
	if err != nil {
		return nil, err
	}
	var rows []struct{ ID, Name, Class, Member string }
	err = s.read(ctx).Model(&teamRow{}).
		Joins("LEFT JOIN team_members ON team_members.team = teams.id AND team_members.removed = ? AND (team_members.left_on = '' OR team_members.left_on > ?)", false, day.String()).
		Where("teams.removed = ? AND (teams.ended = '' OR teams.ended > ?) AND teams.founded <= ?", false, day.String(), day.String()).
		Select("teams.id, teams.name, teams.class, COALESCE(team_members.member, '') AS member").Order("teams.name, teams.id, team_members.id").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	var list []model.StandingTeam
	for _, r := range rows {
		if n := len(list); n == 0 || list[n-1].ID != model.ID(r.ID) {
			list = append(list, model.StandingTeam{ID: model.ID(r.ID), Name: r.Name, Class: strings.TrimSpace(r.Class)})
		}
		team := &list[len(list)-1]
		if id := model.ID(cmp.Or(once[r.Member], r.Member)); id != "" && !slices.Contains(team.Members, id) {
			team.Members = append(team.Members, id)
		}
	}
	return list, nil
}
