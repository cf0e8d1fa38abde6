package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type programmeRow struct {
	Record
	Title, Organiser string
	PassPercent      int
	Closed           string
}

// TableName implements gorm's Tabler.
func (programmeRow) TableName() string { return "programmes" }

func (r programmeRow) model() (model.Programme, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Programme{}, err
	}
	closed, err := dayOf(r.Closed)
	return model.Programme{Record: rec, Title: r.Title, Organiser: r.Organiser, PassPercent: r.PassPercent, Closed: closed}, err
}

func programmeOf(p model.Programme) programmeRow {
	return programmeRow{recordOf(p.Record), p.Title, p.Organiser, p.PassPercent, p.Closed.String()}
}

// Programmes returns the training programmes, newest first.
func (s *Store) Programmes(ctx context.Context) ([]model.Programme, error) {
	const doing = "list the programmes"
	var rows []programmeRow
	if err := s.read(ctx).Where("removed = ?", false).Order("created_at DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, programmeRow.model)
	return list, explain(doing, err)
}

// Programme returns one training programme.
func (s *Store) Programme(ctx context.Context, id model.ID) (model.Programme, error) {
	const doing = "read a programme"
	r, err := programmeByID(s.read(ctx), id)
	if err != nil {
		return model.Programme{}, explain(doing, err)
	}
	p, err := r.model()
	return p, explain(doing, err)
}

func programmeByID(tx *gorm.DB, id model.ID) (programmeRow, error) {
	var r programmeRow
	err := tx.Where("id = ?", string(id)).Take(&r).Error
	return r, err
}

// SaveProgramme adds or changes a programme; only CloseProgramme closes it.
func (s *Store) SaveProgramme(ctx context.Context, p model.Programme) (model.Programme, error) {
	const doing = "save a programme"
	p.Title = strings.TrimSpace(p.Title)
	if err := p.Validate(); err != nil {
		return p, explain(doing, err)
	}
	r := programmeOf(p)
	err := s.write(ctx, doing, func(c *change) error {
		r.Closed = ""
		if r.ID != "" {
			before, err := programmeByID(c.DB, p.ID)
			if err != nil {
				return err
			}
			r.Closed, r.Removed = before.Closed, before.Removed
		}
		return c.put(&r)
	})
	if err != nil {
		return p, err
	}
	p, err = r.model()
	return p, explain(doing, err)
}

// CloseProgramme ends a programme today: no session can be added, and the
// certificates of those who passed can be issued. One with a session that
// was marked before its day is refused: certificates would speak of days ahead.
func (s *Store) CloseProgramme(ctx context.Context, id model.ID) error {
	return s.write(ctx, "close a programme", func(c *change) error {
		r, err := programmeByID(c.DB, id)
		if err != nil || r.Closed != "" {
			return err
		}
		var ahead int64
		err = heldSessions(c.DB, id).Where("activities.start_at >= ?", s.Today().AddDays(1).String()).Count(&ahead).Error
		if err != nil {
			return err
		}
		if ahead > 0 {
			return &model.Error{Code: model.Refused, Message: fmt.Sprintf("“%s”有 %d 课还没有到日子，不能结业。", r.Title, ahead)}
		}
		r.Closed = s.Today().String()
		return c.put(&r)
	})
}

// resultRow is what one member did in a programme.
type resultRow struct {
	Member, Name, BranchName string
	Attended, Minutes        int
}

// Results returns how everybody on the rolls of a programme's sessions did,
// in order of pinyin. Guests who are no members have none.
func (s *Store) Results(ctx context.Context, programme model.ID) ([]model.Result, error) {
	results, err := results(s.read(ctx), programme)
	return results, explain("count the results of a programme", err)
}

func results(tx *gorm.DB, programme model.ID) ([]model.Result, error) {
	var sessions int64
	if err := heldSessions(tx, programme).Count(&sessions).Error; err != nil {
		return nil, err
	}
	var rows []resultRow
	err := heldSessions(tx, programme).
		Joins("JOIN attendances ON attendances.activity = activities.id AND attendances.removed = ?", false).
		Joins("JOIN members ON members.id = attendances.member").
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Select(`members.id AS member, members.name, COALESCE(organisations.name, '') AS branch_name,
			SUM(CASE WHEN attendances.state IN ? THEN 1 ELSE 0 END) AS attended, SUM(attendances.minutes) AS minutes`, attended).
		Group("members.id, members.name, members.pinyin, organisations.name").
		Order("members.pinyin, members.id").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	list := make([]model.Result, len(rows))
	for i, r := range rows {
		list[i] = model.Result{
			Member: model.ID(r.Member), Name: r.Name, Branch: r.BranchName,
			Sessions: int(sessions), Attended: r.Attended, Minutes: r.Minutes,
		}
	}
	return list, nil
}

// heldSessions are the sessions of a programme that have taken place.
func heldSessions(tx *gorm.DB, programme model.ID) *gorm.DB {
	return tx.Model(&activityRow{}).
		Where("activities.programme = ? AND activities.removed = ? AND activities.state IN ?",
			string(programme), false, []model.ActivityState{model.Held, model.Closed})
}
