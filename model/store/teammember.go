package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

type teamMemberRow struct {
	Record
	Team, Member   string
	Joined, LeftOn string
}

// TableName implements gorm's Tabler.
func (teamMemberRow) TableName() string { return "team_members" }

func (r teamMemberRow) model() (model.TeamMember, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.TeamMember{}, err
	}
	joined, err := dayOf(r.Joined)
	if err != nil {
		return model.TeamMember{}, err
	}
	left, err := dayOf(r.LeftOn)
	return model.TeamMember{Record: rec, Team: model.ID(r.Team), Member: model.ID(r.Member), Joined: joined, Left: left}, err
}

// teamPersonLine is a row of a team's list.
type teamPersonLine struct {
	TeamMember                          teamMemberRow `gorm:"embedded"`
	Name, Pinyin, Phone, Branch, Number string
	State                               string
}

// TeamPeople returns who is and was in a team: those in it first, in order of
// pinyin, with what was confirmed of their hours in its activities. Whose record was
// removed is left out; a person in it twice at once, as after a merge, is
// listed once.
func (s *Store) TeamPeople(ctx context.Context, team model.ID) ([]model.TeamPerson, error) {
	const doing = "list a team's members"
	var lines []teamPersonLine
	err := s.read(ctx).Table("team_members").
		Select(`team_members.*, members.name, members.pinyin, members.phone, members.state,
			members.volunteer_number AS number, COALESCE(organisations.name, '') AS branch`).
		Joins("JOIN members ON members.id = team_members.member AND members.removed = ?", false).
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Where("team_members.team = ? AND team_members.removed = ?", string(team), false).
		Order("team_members.left_on <> '', members.pinyin, members.id, team_members.joined, team_members.id").Scan(&lines).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	minutes, err := s.minutesInTeam(ctx, team)
	if err != nil {
		return nil, explain(doing, err)
	}
	var list []model.TeamPerson
	in := map[string]bool{}
	for _, l := range lines {
		r := l.TeamMember
		if r.LeftOn == "" && in[r.Member] {
			continue
		}
		in[r.Member] = in[r.Member] || r.LeftOn == ""
		one, err := r.model()
		if err != nil {
			return nil, explain(doing, err)
		}
		p := model.TeamPerson{
			TeamMember: one, Name: l.Name, Pinyin: l.Pinyin, Phone: l.Phone, Branch: l.Branch, Number: l.Number, Minutes: minutes[r.Member],
		}
		if state := model.MemberState(l.State); state != model.Active {
			p.Gone = state
		}
		list = append(list, p)
	}
	return list, nil
}

// minutesInTeam is what was confirmed of each member in a team's activities.
func (s *Store) minutesInTeam(ctx context.Context, team model.ID) (map[string]int, error) {
	var rows []struct {
		Member  string
		Minutes int
	}
	err := s.read(ctx).Model(&attendanceRow{}).Select("attendances.member, SUM(attendances.minutes) AS minutes").
		Joins("JOIN activities ON activities.id = attendances.activity AND activities.removed = ? AND activities.state <> ?", false, model.Cancelled).
		Where("activities.team_id = ? AND attendances.removed = ? AND attendances.served_on <> '' AND attendances.member IS NOT NULL", string(team), false).
		Group("attendances.member").Scan(&rows).Error
	minutes := make(map[string]int, len(rows))
	for _, r := range rows {
		minutes[r.Member] = r.Minutes
	}
	return minutes, err
}

// JoinTeam puts members into a team from a day on and returns how many were
// not in it yet.
func (s *Store) JoinTeam(ctx context.Context, team model.ID, members []model.ID, from model.Date) (joined int, err error) {
	err = s.write(ctx, "put members into a team", func(c *change) error {
		var r teamRow
		if err := c.Where("id = ? AND removed = ?", string(team), false).Take(&r).Error; err != nil {
			return err
		}
		joined, err = c.addToTeam(r.ID, members, from)
		return err
	})
	if err != nil {
		return 0, err
	}
	return joined, nil
}

// addToTeam puts those into a team who are not in it.
func (c *change) addToTeam(team string, members []model.ID, from model.Date) (int, error) {
	var in []model.ID
	err := c.Model(&teamMemberRow{}).Where("team = ? AND removed = ? AND left_on = ''", team, false).Pluck("member", &in).Error
	if err != nil {
		return 0, err
	}
	var rows []teamMemberRow
	for _, m := range members {
		if slices.Contains(in, m) {
			continue
		}
		in = append(in, m)
		r := teamMemberRow{Team: team, Member: string(m), Joined: from.String()}
		c.stamp(&r.Record)
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return 0, nil
	}
	return len(rows), c.CreateInBatches(&rows, together).Error
}

// SaveTeamMember corrects the days of a person's time in a team. A leader who
// left leads it no more.
func (s *Store) SaveTeamMember(ctx context.Context, m model.TeamMember) error {
	const doing = "save a team's member"
	if err := m.Validate(); err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		r := teamMemberRow{Record: recordOf(m.Record), Team: string(m.Team), Member: string(m.Member), Joined: m.Joined.String(), LeftOn: m.Left.String()}
		if err := c.put(&r, "removed"); err != nil {
			return err
		}
		return c.unlead(r.Team)
	})
}

// LeaveTeam notes the day on which people left a team; rows are those of
// TeamPeople. RejoinTeam takes it back.
func (s *Store) LeaveTeam(ctx context.Context, team model.ID, rows []model.ID, day model.Date) error {
	return s.write(ctx, "note who left a team", func(c *change) error {
		if err := c.setLeft(team, rows, day.String()); err != nil {
			return err
		}
		return c.unlead(string(team))
	})
}

// RejoinTeam takes the day away on which people left a team. One of them who
// led it until then is leader again, unless somebody else is meanwhile.
func (s *Store) RejoinTeam(ctx context.Context, team model.ID, rows []model.ID, leader model.ID) error {
	return s.write(ctx, "take back who left a team", func(c *change) error {
		if err := c.setLeft(team, rows, ""); err != nil || leader == "" {
			return err
		}
		back := c.Model(&teamMemberRow{}).Select("member").Where("team = ? AND id IN ? AND removed = ?", string(team), rows, false)
		return c.Model(&teamRow{}).Where("id = ? AND leader IS NULL AND ? IN (?)", string(team), string(leader), back).
			Updates(map[string]any{"leader": string(leader), "rev": nextRev, "updated_at": c.at}).Error
	})
}

func (c *change) setLeft(team model.ID, rows []model.ID, day string) error {
	for part := range slices.Chunk(rows, chunk) {
		of := c.Model(&teamMemberRow{}).Where("team = ? AND id IN ?", string(team), part)
		var later int64
		if err := of.Session(&gorm.Session{}).Where("joined > ?", day).Count(&later).Error; err != nil {
			return err
		}
		if day != "" && later > 0 {
			return &model.Error{Code: model.Invalid, Field: "Left", Message: "离队时间不能早于入队时间。"}
		}
		err := of.Session(&gorm.Session{}).Updates(map[string]any{"left_on": day, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// RemoveTeamMembers takes people off a team's list who were put there by
// mistake.
func (s *Store) RemoveTeamMembers(ctx context.Context, team model.ID, rows []model.ID) error {
	return s.write(ctx, "take members off a team", func(c *change) error {
		for part := range slices.Chunk(rows, chunk) {
			err := c.Model(&teamMemberRow{}).Where("team = ? AND id IN ?", string(team), part).
				Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
			if err != nil {
				return err
			}
		}
		return c.unlead(string(team))
	})
}

// unlead takes the leader from a team whose leader is not in it any more.
func (c *change) unlead(team string) error {
	in := c.Model(&teamMemberRow{}).Select("member").Where("team = ? AND removed = ? AND left_on = ''", team, false)
	return c.Model(&teamRow{}).Where("id = ? AND leader IS NOT NULL AND leader NOT IN (?)", team, in).
		Updates(map[string]any{"leader": nil, "rev": nextRev, "updated_at": c.at}).Error
}
