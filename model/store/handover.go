package store

import (
	"context"

	"jishi/model"
)

// A member goes to another centre by package, straight from one to the other.
// Nobody's rows change hands: the old centre's record stays its own, marked as
// moved, and the new centre makes one, with the past in words. So each row has
// one writer as before, packages to the street hold everything that they speak
// of, and their order cannot matter.

type handoverRow struct {
	Record
	Member     string
	Way        string
	Office     string
	OfficeName string
	Day        string
	Package    string
}

// TableName implements gorm's Tabler.
func (handoverRow) TableName() string { return "handovers" }

func (r handoverRow) model() (model.Handover, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Handover{}, err
	}
	day, err := dayOf(r.Day)
	return model.Handover{
		Record: rec, Member: model.ID(r.Member), Way: model.HandoverWay(r.Way), Office: model.ID(r.Office), OfficeName: r.OfficeName,
		Day: day, Package: model.ID(r.Package),
	}, err
}

type pastEventRow struct {
	Record
	Member  string
	Centre  string
	Kind    string
	Day     string
	Title   string
	Detail  string
	Number  string
	Minutes int
}

// TableName implements gorm's Tabler.
func (pastEventRow) TableName() string { return "past_events" }

func (r pastEventRow) model() (model.PastEvent, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.PastEvent{}, err
	}
	day, err := dayOf(r.Day)
	return model.PastEvent{
		Record: rec, Member: model.ID(r.Member), Centre: r.Centre, Kind: model.PastKind(r.Kind), Day: day,
		Title: r.Title, Detail: r.Detail, Number: r.Number, Minutes: r.Minutes,
	}, err
}

func pastEventOf(e model.PastEvent) pastEventRow {
	return pastEventRow{
		Record: recordOf(e.Record), Member: string(e.Member), Centre: e.Centre, Kind: string(e.Kind), Day: e.Day.String(),
		Title: e.Title, Detail: e.Detail, Number: e.Number, Minutes: e.Minutes,
	}
}

// Handovers returns how a member came here from other centres and went to
// others, the last first.
func (s *Store) Handovers(ctx context.Context, member model.ID) ([]model.Handover, error) {
	const doing = "list a member's handovers"
	var rows []struct {
		Handover handoverRow `gorm:"embedded"`
		State    string
	}
	err := s.read(ctx).Table("handovers").Select("handovers.*, COALESCE(packages.state, '') AS state").
		Joins("LEFT JOIN packages ON packages.package = handovers.package AND packages.removed = ?", false).
		Where("handovers.member = ? AND handovers.removed = ?", string(member), false).
		Order("handovers.day DESC, handovers.created_at DESC, handovers.id DESC").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.Handover, len(rows))
	for i, r := range rows {
		if list[i], err = r.Handover.model(); err != nil {
			return nil, explain(doing, err)
		}
		list[i].State = model.PackageState(r.State)
	}
	return list, nil
}

// PastEvents returns what a member did and was given at centres before, newest
// first.
func (s *Store) PastEvents(ctx context.Context, member model.ID) ([]model.PastEvent, error) {
	const doing = "list what a member did before"
	var rows []pastEventRow
	err := s.read(ctx).Where("member = ? AND removed = ?", string(member), false).Order("day DESC, id").Find(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, pastEventRow.model)
	return list, explain(doing, err)
}

// TakeBackHandover takes back that a member went to another centre, as long as
// that one has not told that it has the package, which is worth nothing then:
// the member is on the register again.
func (s *Store) TakeBackHandover(ctx context.Context, member model.ID) error {
	return s.write(ctx, "take back a handover", func(c *change) error {
		var rows []handoverRow
		err := c.Where("member = ? AND way = ? AND removed = ?", string(member), model.HandedOver, false).
			Order("created_at DESC, id DESC").Limit(1).Find(&rows).Error
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return &model.Error{Code: model.Refused, Message: "没有可以撤销的转出。"}
		}
		h := rows[0]
		var packs []packageRow
		if err := (PackageFilter{Kind: model.HandoverPackage, Sent: true}).narrow(c.DB).Where("package = ?", h.Package).Find(&packs).Error; err != nil {
			return err
		}
		switch {
		case len(packs) == 0:
			return &model.Error{Code: model.Refused, Message: "这台电脑上没有这次转出的包，不能撤销。请由“" + h.OfficeName + "”转回来。"}
		case packs[0].State == string(model.PackageConfirmed):
			return &model.Error{Code: model.Refused, Message: "“" + h.OfficeName + "”已经签收，不能撤销转出。请由它再转回来。"}
		}
		packs[0].State = string(model.PackageWithdrawn)
		if err := c.put(&packs[0]); err != nil {
			return err
		}
		h.Removed = true
		if err := c.put(&h); err != nil {
			return err
		}
		r, err := memberByID(c.DB, member)
		if err != nil {
			return err
		}
		before, err := r.model()
		if err != nil {
			return err
		}
		r.State, r.StateDate, r.StateReason = string(model.Active), "", ""
		if err := c.put(&r); err != nil {
			return err
		}
		return c.memberChanged(&r, "take back handover", &before)
	})
}
