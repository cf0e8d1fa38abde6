package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type teamRow struct {
	Record
	Name, Class     string
	Leader, Station ref
	Founded, Ended  string
	Slogan, Notes   string
}

// TableName implements gorm's Tabler.
func (teamRow) TableName() string { return "teams" }

func (r teamRow) model() (model.Team, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Team{}, err
	}
	founded, err := dayOf(r.Founded)
	if err != nil {
		return model.Team{}, err
	}
	ended, err := dayOf(r.Ended)
	return model.Team{
		Record: rec, Name: r.Name, Class: r.Class, Leader: model.ID(r.Leader), Station: model.ID(r.Station),
		Founded: founded, Ended: ended, Slogan: r.Slogan, Notes: r.Notes,
	}, err
}

// TeamFilter says which teams, and the days that their service is counted on.
// A zero field does not restrict.
type TeamFilter struct {
	ID       model.ID
	Class    string
	Search   string // in name or the leader's name, literally
	Ended    bool   // those given up too
	From, To model.Date
}

// teamLine is a team with the names that a list shows.
type teamLine struct {
	Team                    teamRow `gorm:"embedded"`
	LeaderName, LeaderPhone string
	LeaderState             string
	LeaderRemoved           bool
	StationName             string
}

// Teams returns the teams that match f, in order of class and name, with what
// they did on f's days.
func (s *Store) Teams(ctx context.Context, f TeamFilter) ([]model.TeamSummary, error) {
	const doing = "list the teams"
	list, err := s.teams(ctx, f)
	return list, explain(doing, err)
}

func (s *Store) teams(ctx context.Context, f TeamFilter) ([]model.TeamSummary, error) {
	tx := s.read(ctx).Table("teams").
		Select(`teams.*, COALESCE(members.name, '') AS leader_name, COALESCE(members.phone, '') AS leader_phone,
			COALESCE(members.state, '') AS leader_state, COALESCE(members.removed, 0) AS leader_removed, COALESCE(stations.name, '') AS station_name`).
		Joins("LEFT JOIN members ON members.id = teams.leader").
		Joins("LEFT JOIN stations ON stations.id = teams.station").
		Where("teams.removed = ?", false)
	if f.ID != "" {
		tx = tx.Where("teams.id = ?", f.ID)
	}
	if f.Class != "" {
		tx = tx.Where("teams.class = ?", f.Class)
	}
	if !f.Ended && f.ID == "" {
		tx = tx.Where("teams.ended = ''")
	}
	if text := strings.TrimSpace(f.Search); text != "" {
		tx = tx.Where(`(teams.name LIKE ? ESCAPE '\' OR members.name LIKE ? ESCAPE '\')`, containing(text), containing(text))
	}
	var lines []teamLine
	if err := tx.Order("teams.created_at, teams.id").Scan(&lines).Error; err != nil {
		return nil, err
	}
	classes, err := wordsOf(s.read(ctx), model.TeamClasses)
	if err != nil {
		return nil, err
	}
	people, err := s.peopleOfTeams(ctx)
	if err != nil {
		return nil, err
	}
	served, err := s.serviceBy(ctx, "team_id", f.ID, f.From, f.To)
	if err != nil {
		return nil, err
	}
	list := make([]model.TeamSummary, len(lines))
	for i, l := range lines {
		team, err := l.Team.model()
		if err != nil {
			return nil, err
		}
		list[i] = model.TeamSummary{
			Team: team, LeaderName: l.LeaderName, LeaderPhone: l.LeaderPhone, LeaderGone: goneWord(l.LeaderState, l.LeaderRemoved),
			StationName: l.StationName, ClassRetired: team.Class != "" && !slices.Contains(classes, team.Class),
			People: people[l.Team.ID], Service: served[l.Team.ID],
		}
	}
	order := func(class string) int {
		if at := slices.Index(classes, class); at >= 0 {
			return at
		}
		return len(classes)
	}
	slices.SortStableFunc(list, func(a, b model.TeamSummary) int { return order(a.Class) - order(b.Class) })
	return list, nil
}

// goneWord says what keeps a member from what they were chosen for.
func goneWord(state string, removed bool) string {
	switch {
	case removed:
		return "的资料已删除"
	case state == string(model.Moved) || state == string(model.Deceased):
		return model.MemberState(state).Chinese()
	}
	return ""
}

// peopleOfTeams counts who is in each team at present.
func (s *Store) peopleOfTeams(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		Team string
		N    int
	}
	err := s.read(ctx).Model(&teamMemberRow{}).Select("team_members.team, COUNT(DISTINCT team_members.member) AS n").
		Joins("JOIN members ON members.id = team_members.member AND members.removed = ?", false).
		Where("team_members.removed = ? AND team_members.left_on = ''", false).Group("team_members.team").Scan(&rows).Error
	counts := make(map[string]int, len(rows))
	for _, r := range rows {
		counts[r.Team] = r.N
	}
	return counts, err
}

// serviceBy counts the volunteer service that was held on some days by what a
// column of the activities names: a team or a project, one or all. Days that
// are zero do not restrict.
func (s *Store) serviceBy(ctx context.Context, column string, id model.ID, from, to model.Date) (map[string]model.ServiceCount, error) {
	held := func(tx *gorm.DB) *gorm.DB {
		tx = tx.Where("activities.removed = ? AND activities.state IN ?", false, []model.ActivityState{model.Held, model.Closed})
		if id != "" {
			tx = tx.Where(map[string]any{"activities." + column: string(id)})
		} else {
			tx = tx.Not(map[string]any{"activities." + column: nil})
		}
		if from.Full() {
			tx = tx.Where("activities.start_at >= ?", from.String())
		}
		if to.Full() {
			tx = tx.Where("activities.start_at < ?", to.AddDays(1).String())
		}
		return tx.Group("activities." + column)
	}
	type counted struct {
		Of                                       string
		Activities, Attendances, Minutes, Helped int
	}
	var activities, came []counted
	err := held(s.read(ctx).Model(&activityRow{})).
		Select("activities." + column + " AS of, COUNT(*) AS activities, SUM(beneficiaries) AS helped").Scan(&activities).Error
	if err != nil {
		return nil, err
	}
	err = held(s.read(ctx).Model(&activityRow{}).
		Joins("JOIN attendances ON attendances.activity = activities.id AND attendances.removed = ? AND attendances.state IN ?", false, attended)).
		Select("activities." + column + " AS of, COUNT(*) AS attendances, SUM(CASE WHEN attendances.served_on <> '' THEN attendances.minutes ELSE 0 END) AS minutes").Scan(&came).Error
	if err != nil {
		return nil, err
	}
	counts := make(map[string]model.ServiceCount, len(activities))
	for _, r := range activities {
		counts[r.Of] = model.ServiceCount{Activities: r.Activities, Helped: r.Helped}
	}
	for _, r := range came {
		c := counts[r.Of]
		c.Attendances, c.Minutes = r.Attendances, r.Minutes
		counts[r.Of] = c
	}
	return counts, nil
}

// Team returns one team with what it did on some days, all where they are zero.
func (s *Store) Team(ctx context.Context, id model.ID, from, to model.Date) (model.TeamSummary, error) {
	const doing = "read a team"
	list, err := s.teams(ctx, TeamFilter{ID: id, From: from, To: to})
	if err == nil && len(list) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return model.TeamSummary{}, explain(doing, err)
	}
	return list[0], nil
}

// SaveTeam adds or changes a team. A second one of its name is refused,
// because activities name their team. Activities that name it and have no team
// yet are found to be its own; its leader is put among its members.
func (s *Store) SaveTeam(ctx context.Context, t model.Team) (model.Team, error) {
	const doing = "save a team"
	for _, text := range []*string{&t.Name, &t.Class, &t.Slogan, &t.Notes} {
		*text = strings.TrimSpace(*text)
	}
	if err := t.Validate(); err != nil {
		return t, explain(doing, err)
	}
	r := teamRow{
		Record: recordOf(t.Record), Name: t.Name, Class: t.Class, Leader: ref(t.Leader), Station: ref(t.Station),
		Founded: t.Founded.String(), Ended: t.Ended.String(), Slogan: t.Slogan, Notes: t.Notes,
	}
	err := s.write(ctx, doing, func(c *change) error {
		id, err := teamNamed(c.mine(), r.Name)
		if err != nil {
			return err
		}
		if id != "" && string(id) != r.ID {
			return &model.Error{Code: model.Invalid, Field: "Name", Message: "已经有叫“" + r.Name + "”的服务队了。"}
		}
		if err := c.put(&r, "removed"); err != nil {
			return err
		}
		if err := c.linkTeam(r.Name, r.ID); err != nil {
			return err
		}
		if r.Leader == "" {
			return nil
		}
		_, err = c.addToTeam(r.ID, []model.ID{model.ID(r.Leader)}, s.Today())
		return err
	})
	if err != nil {
		return t, err
	}
	t, err = r.model()
	return t, explain(doing, err)
}

// teamNamed is the team of that name, none where there is no such.
func teamNamed(tx *gorm.DB, name string) (model.ID, error) {
	var ids []string
	err := tx.Model(&teamRow{}).Where("name = ? AND removed = ?", strings.TrimSpace(name), false).Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return model.ID(ids[0]), nil
}

// teamNames are the present names of teams, by their ids: an activity keeps the
// name that its team had.
func teamNames(tx *gorm.DB) (map[string]string, error) {
	var rows []teamRow
	if err := tx.Select("id, name").Find(&rows).Error; err != nil {
		return nil, err
	}
	names := make(map[string]string, len(rows))
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, nil
}

// linkTeam makes activities that name a team and have none its own.
func (c *change) linkTeam(name, team string) error {
	return c.mine().Model(&activityRow{}).Where("team = ? AND team_id IS NULL", name).
		Updates(map[string]any{"team_id": team, "rev": nextRev, "updated_at": c.at}).Error
}

// findTeam sets the team that an activity names. One whose words stay keeps
// its team, though that has another name since.
func (c *change) findTeam(r *activityRow, before activityRow) error {
	r.Team = strings.TrimSpace(r.Team)
	if before.ID != "" && before.Team == r.Team {
		r.TeamID = before.TeamID
		return nil
	}
	if r.Team == "" {
		r.TeamID = ""
		return nil
	}
	id, err := teamNamed(c.mine(), r.Team)
	r.TeamID = ref(id)
	return err
}

// RemoveTeam takes a team off the lists. One that has activities is refused:
// they would be of nobody; it can be ended instead.
func (s *Store) RemoveTeam(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove a team", func(c *change) error {
		var r teamRow
		if err := c.Where("id = ?", string(id)).Take(&r).Error; err != nil || r.Removed {
			return err
		}
		var n int64
		if err := c.Model(&activityRow{}).Where("team_id = ? AND removed = ?", r.ID, false).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 {
			return &model.Error{Code: model.Refused, Message: fmt.Sprintf("“%s”有 %d 场活动，不能删除，可以填上停止时间。", r.Name, n)}
		}
		r.Removed = true
		return c.put(&r)
	})
}

// UnknownTeams are the names that activities give as their team and no team
// has, the most used first.
func (s *Store) UnknownTeams(ctx context.Context) ([]model.UnknownTeam, error) {
	var list []model.UnknownTeam
	err := s.read(ctx).Model(&activityRow{}).Select("team AS name, COUNT(*) AS activities").
		Where("team <> '' AND team_id IS NULL AND removed = ?", false).
		Group("team").Order("activities DESC, team").Scan(&list).Error
	return list, explain("list unknown teams", err)
}

// LinkTeamName makes the activities that name an unknown team those of a team.
func (s *Store) LinkTeamName(ctx context.Context, name string, team model.ID) error {
	return s.write(ctx, "find the team of activities", func(c *change) error {
		var r teamRow
		if err := c.Where("id = ? AND removed = ?", string(team), false).Take(&r).Error; err != nil {
			return err
		}
		return c.linkTeam(name, r.ID)
	})
}
