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
	Kind, Title, Organiser string
	PassPercent            int
	PassBy                 string
	PassScore, PerMonth    int
	Closed                 string
}

// TableName implements gorm's Tabler.
func (programmeRow) TableName() string { return "programmes" }

func (r programmeRow) model() (model.Programme, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Programme{}, err
	}
	closed, err := dayOf(r.Closed)
	return model.Programme{
		Record: rec, Kind: model.ProgrammeKind(r.Kind), Title: r.Title, Organiser: r.Organiser,
		PassPercent: r.PassPercent, PassBy: model.PassBy(r.PassBy), PassScore: r.PassScore, PerMonth: r.PerMonth, Closed: closed,
	}, err
}

func programmeOf(p model.Programme) programmeRow {
	return programmeRow{
		Record: recordOf(p.Record), Kind: string(p.Kind), Title: p.Title, Organiser: p.Organiser,
		PassPercent: p.PassPercent, PassBy: string(p.PassBy), PassScore: p.PassScore, PerMonth: p.PerMonth, Closed: p.Closed.String(),
	}
}

// Programmes returns the training programmes and series of lectures, newest
// first.
func (s *Store) Programmes(ctx context.Context) ([]model.Programme, error) {
	const doing = "list the programmes"
	var rows []programmeRow
	if err := s.read(ctx).Where("removed = ?", false).Order("created_at DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, programmeRow.model)
	return list, explain(doing, err)
}

// Programme returns one programme.
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
	if p.Kind == "" {
		p.Kind = model.TrainingProgramme
	}
	if p.PassBy == "" {
		p.PassBy = model.BySessions
	}
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

// RemoveProgramme takes a programme off all lists. One that has sessions or
// certificates is refused: they would speak of nothing.
func (s *Store) RemoveProgramme(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove a programme", func(c *change) error {
		r, err := programmeByID(c.DB, id)
		if err != nil || r.Removed {
			return err
		}
		for _, used := range []struct {
			by   any
			text string
		}{
			{&activityRow{}, "“%s”还有 %d 课，不能删除。请先删除这些课，或把它们移出来。"},
			{&certificateRow{}, "“%s”已发过 %d 份证书，不能删除：登记簿里还要查得到。"},
		} {
			var n int64
			err := c.Model(used.by).Where("programme = ? AND removed = ?", r.ID, false).Count(&n).Error
			if err != nil {
				return err
			}
			if n > 0 {
				return &model.Error{Code: model.Refused, Message: fmt.Sprintf(used.text, r.Title, n)}
			}
		}
		r.Removed = true
		return c.put(&r)
	})
}

// Results returns how everybody on the rolls of a programme's sessions did,
// in order of pinyin. Guests who are no members have none.
func (s *Store) Results(ctx context.Context, programme model.ID) ([]model.Result, error) {
	table, err := s.AttendanceTable(ctx, programme)
	return table.Results(), err
}

// heldSessions are the sessions of a programme that have taken place, and the
// make-up sessions among them.
func heldSessions(tx *gorm.DB, programme model.ID) *gorm.DB {
	return tx.Model(&activityRow{}).
		Where("activities.programme = ? AND activities.removed = ? AND activities.state IN ?",
			string(programme), false, []model.ActivityState{model.Held, model.Closed})
}
