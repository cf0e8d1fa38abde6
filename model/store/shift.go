package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

type shiftRow struct {
	Record
	Station, Day, Part string
	Position           int
	Member             string
}

// TableName implements gorm's Tabler.
func (shiftRow) TableName() string { return "shifts" }

func (r shiftRow) model() (model.Shift, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Shift{}, err
	}
	day, err := dayOf(r.Day)
	return model.Shift{Record: rec, Station: model.ID(r.Station), Day: day, Part: model.DayPart(r.Part), Member: model.ID(r.Member)}, err
}

type shiftLine struct {
	Shift              shiftRow `gorm:"embedded"`
	Name, Phone, State string
}

// DutyRoster returns who is on duty at a station in the week from monday.
func (s *Store) DutyRoster(ctx context.Context, station model.ID, monday model.Date) (model.DutyRoster, error) {
	const doing = "read a duty roster"
	one, err := s.Station(ctx, station, monday)
	if err != nil {
		return model.DutyRoster{}, err
	}
	roster := model.DutyRoster{Station: one.Station, Keeper: one.KeeperName, Monday: monday}
	var lines []shiftLine
	err = inWeek(s.read(ctx).Table("shifts"), station, monday).
		Select("shifts.*, members.name, members.phone, members.state").
		Joins("JOIN members ON members.id = shifts.member").
		Where("members.removed = ?", false).
		Order("shifts.day, shifts.part, shifts.position, shifts.id").Scan(&lines).Error
	if err != nil {
		return model.DutyRoster{}, explain(doing, err)
	}
	for _, l := range lines {
		shift, err := l.Shift.model()
		if err != nil {
			return model.DutyRoster{}, explain(doing, err)
		}
		p := model.ShiftPerson{Shift: shift, Name: l.Name, Phone: l.Phone}
		if state := model.MemberState(l.State); state != model.Active {
			p.Gone = state
		}
		roster.Shifts = append(roster.Shifts, p)
	}
	return roster, nil
}

// inWeek are the shifts of a station in the week from monday.
func inWeek(tx *gorm.DB, station model.ID, monday model.Date) *gorm.DB {
	return tx.Where("shifts.station = ? AND shifts.removed = ? AND shifts.day >= ? AND shifts.day <= ?",
		string(station), false, monday.String(), monday.AddDays(6).String())
}

// SetShift makes members those who are on duty at a station on a day, in a part
// of it, in this order; nobody where there are none.
func (s *Store) SetShift(ctx context.Context, station model.ID, day model.Date, part model.DayPart, members []model.ID) error {
	const doing = "set who is on duty"
	if !day.Full() || !slices.Contains(model.DayParts(), part) {
		return explain(doing, &model.Error{Code: model.Invalid, Field: "Day", Message: "请选择值班的日期和时段。"})
	}
	return s.write(ctx, doing, func(c *change) error {
		var open stationRow
		if err := c.Where("id = ? AND removed = ?", string(station), false).Take(&open).Error; err != nil {
			return err
		}
		err := c.Model(&shiftRow{}).Where("station = ? AND day = ? AND part = ? AND removed = ?", string(station), day.String(), part, false).
			Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
		var rows []shiftRow
		for _, m := range members {
			if slices.ContainsFunc(rows, func(r shiftRow) bool { return r.Member == string(m) }) {
				continue
			}
			rows = append(rows, c.newShift(station, day, part, string(m), len(rows)+1))
		}
		if len(rows) == 0 {
			return nil
		}
		return c.CreateInBatches(&rows, together).Error
	})
}

func (c *change) newShift(station model.ID, day model.Date, part model.DayPart, member string, position int) shiftRow {
	r := shiftRow{Station: string(station), Day: day.String(), Part: string(part), Position: position, Member: member}
	c.stamp(&r.Record)
	return r
}

// CopyShifts puts the week from one Monday into the week from another, where
// nobody is on duty yet, and returns how many were put there. People who moved
// away, died or were removed are left out.
func (s *Store) CopyShifts(ctx context.Context, station model.ID, from, to model.Date) (copied int, err error) {
	err = s.write(ctx, "copy a duty roster", func(c *change) error {
		var was, is []shiftRow
		err := inWeek(c.Model(&shiftRow{}), station, from).Joins("JOIN members ON members.id = shifts.member").
			Where("members.removed = ? AND members.state = ?", false, model.Active).
			Order("shifts.day, shifts.part, shifts.position, shifts.id").Find(&was).Error
		if err != nil {
			return err
		}
		if err := inWeek(c.Model(&shiftRow{}), station, to).Find(&is).Error; err != nil {
			return err
		}
		taken := map[[2]string]bool{}
		for _, r := range is {
			taken[[2]string{r.Day, r.Part}] = true
		}
		var rows []shiftRow
		for _, r := range was {
			day, err := dayOf(r.Day)
			if err != nil {
				return err
			}
			day = to.AddDays(from.DaysUntil(day))
			if !taken[[2]string{day.String(), r.Part}] {
				rows = append(rows, c.newShift(station, day, model.DayPart(r.Part), r.Member, r.Position))
			}
		}
		copied = len(rows)
		if copied == 0 {
			return nil
		}
		return c.CreateInBatches(&rows, together).Error
	})
	if err != nil {
		return 0, err
	}
	return copied, nil
}
