package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type stationRow struct {
	Record
	Code, Name, Address, Hours, Phone string
	Keeper                            ref
	Opened, Closed, Notes             string
}

// TableName implements gorm's Tabler.
func (stationRow) TableName() string { return "stations" }

func (r stationRow) model() (model.Station, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Station{}, err
	}
	opened, err := dayOf(r.Opened)
	if err != nil {
		return model.Station{}, err
	}
	closed, err := dayOf(r.Closed)
	return model.Station{
		Record: rec, Code: r.Code, Name: r.Name, Address: r.Address, Hours: r.Hours, Phone: r.Phone,
		Keeper: model.ID(r.Keeper), Opened: opened, Closed: closed, Notes: r.Notes,
	}, err
}

type itemRow struct {
	Record
	Station    string
	Position   int
	Name       string
	Quantity   int
	Unit, Note string
}

// TableName implements gorm's Tabler.
func (itemRow) TableName() string { return "station_items" }

func (r *itemRow) at(owner string, position int) { r.Station, r.Position = owner, position }

func (r itemRow) model() (model.Item, error) {
	rec, err := r.Record.model()
	return model.Item{Record: rec, Name: r.Name, Quantity: r.Quantity, Unit: r.Unit, Note: r.Note}, err
}

// StationFilter says which stations, and whose week's shifts are counted. A
// zero field does not restrict.
type StationFilter struct {
	ID     model.ID
	Search string // in name, code or address, literally
	Closed bool   // those given up too
	Monday model.Date
}

type stationLine struct {
	Station             stationRow `gorm:"embedded"`
	KeeperName          string
	KeeperState         string
	KeeperRemoved       bool
	Teams, Items, Shift int
}

// Stations returns the stations that match f, in order of code and name.
func (s *Store) Stations(ctx context.Context, f StationFilter) ([]model.StationSummary, error) {
	const doing = "list the stations"
	list, err := s.stations(ctx, f)
	return list, explain(doing, err)
}

func (s *Store) stations(ctx context.Context, f StationFilter) ([]model.StationSummary, error) {
	teams := s.read(ctx).Model(&teamRow{}).Select("COUNT(*)").Where("teams.station = stations.id AND teams.removed = ? AND teams.ended = ''", false)
	items := s.read(ctx).Model(&itemRow{}).Select("COUNT(*)").Where("station_items.station = stations.id AND station_items.removed = ?", false)
	shifts := s.read(ctx).Model(&shiftRow{}).Select("COUNT(*)").Where("shifts.station = stations.id AND shifts.removed = ?", false)
	if f.Monday.Full() {
		shifts = shifts.Where("shifts.day >= ? AND shifts.day <= ?", f.Monday.String(), f.Monday.AddDays(6).String())
	}
	tx := s.read(ctx).Table("stations").
		Select(`stations.*, COALESCE(members.name, '') AS keeper_name, COALESCE(members.state, '') AS keeper_state,
			COALESCE(members.removed, 0) AS keeper_removed, (?) AS teams, (?) AS items, (?) AS shift`, teams, items, shifts).
		Joins("LEFT JOIN members ON members.id = stations.keeper").
		Where("stations.removed = ?", false)
	switch {
	case f.ID != "":
		tx = tx.Where("stations.id = ?", f.ID)
	case !f.Closed:
		tx = tx.Where("stations.closed = ''")
	}
	if text := strings.TrimSpace(f.Search); text != "" {
		like := containing(text)
		tx = tx.Where(`(stations.name LIKE ? ESCAPE '\' OR stations.code LIKE ? ESCAPE '\' OR stations.address LIKE ? ESCAPE '\')`, like, like, like)
	}
	var lines []stationLine
	if err := tx.Order("stations.code, stations.name, stations.id").Scan(&lines).Error; err != nil {
		return nil, err
	}
	list := make([]model.StationSummary, len(lines))
	for i, l := range lines {
		station, err := l.Station.model()
		if err != nil {
			return nil, err
		}
		list[i] = model.StationSummary{
			Station: station, KeeperName: l.KeeperName, KeeperGone: goneWord(l.KeeperState, l.KeeperRemoved),
			Teams: l.Teams, Items: l.Items, OnDuty: l.Shift,
		}
	}
	return list, nil
}

// Station returns one station; its shifts are counted in the week from monday.
func (s *Store) Station(ctx context.Context, id model.ID, monday model.Date) (model.StationSummary, error) {
	const doing = "read a station"
	list, err := s.stations(ctx, StationFilter{ID: id, Monday: monday})
	if err == nil && len(list) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return model.StationSummary{}, explain(doing, err)
	}
	return list[0], nil
}

// SaveStation adds or changes a station. A second one of its name or code is
// refused.
func (s *Store) SaveStation(ctx context.Context, st model.Station) (model.Station, error) {
	const doing = "save a station"
	for _, text := range []*string{&st.Code, &st.Name, &st.Address, &st.Hours, &st.Phone, &st.Notes} {
		*text = strings.TrimSpace(*text)
	}
	if err := st.Validate(); err != nil {
		return st, explain(doing, err)
	}
	r := stationRow{
		Record: recordOf(st.Record), Code: st.Code, Name: st.Name, Address: st.Address, Hours: st.Hours, Phone: st.Phone,
		Keeper: ref(st.Keeper), Opened: st.Opened.String(), Closed: st.Closed.String(), Notes: st.Notes,
	}
	err := s.write(ctx, doing, func(c *change) error {
		for _, f := range []struct{ column, field, value string }{{"name", "Name", r.Name}, {"code", "Code", r.Code}} {
			var n int64
			err := c.mine().Model(&stationRow{}).Where(map[string]any{f.column: f.value, "removed": false}).Where("id <> ?", r.ID).Count(&n).Error
			if err != nil {
				return err
			}
			if n > 0 && f.value != "" {
				return &model.Error{Code: model.Invalid, Field: f.field, Message: "“" + f.value + "”已经是别的服务站的了。"}
			}
		}
		return c.put(&r, "removed")
	})
	if err != nil {
		return st, err
	}
	st, err = r.model()
	return st, explain(doing, err)
}

// RemoveStation takes a station off the lists. One that teams serve at is
// refused.
func (s *Store) RemoveStation(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove a station", func(c *change) error {
		var r stationRow
		if err := c.Where("id = ?", string(id)).Take(&r).Error; err != nil || r.Removed {
			return err
		}
		var n int64
		if err := c.Model(&teamRow{}).Where("station = ? AND removed = ?", r.ID, false).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 {
			return &model.Error{Code: model.Refused, Message: fmt.Sprintf("“%s”有 %d 支服务队在用，不能删除，可以填上撤销时间。", r.Name, n)}
		}
		r.Removed = true
		return c.put(&r)
	})
}

// Items returns what lies ready at a station.
func (s *Store) Items(ctx context.Context, station model.ID) ([]model.Item, error) {
	const doing = "list a station's things"
	var rows []itemRow
	if err := s.read(ctx).Where("station = ? AND removed = ?", string(station), false).Order("position, id").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, itemRow.model)
	return list, explain(doing, err)
}

// SaveItems makes items what lies ready at a station, in this order. What is no
// longer among them is marked removed.
func (s *Store) SaveItems(ctx context.Context, station model.ID, items []model.Item) error {
	const doing = "save a station's things"
	rows := make([]*itemRow, len(items))
	for i, item := range items {
		item.Name, item.Unit, item.Note = strings.TrimSpace(item.Name), strings.TrimSpace(item.Unit), strings.TrimSpace(item.Note)
		if err := item.Validate(); err != nil {
			return explain(doing, err)
		}
		rows[i] = &itemRow{Record: recordOf(item.Record), Name: item.Name, Quantity: item.Quantity, Unit: item.Unit, Note: item.Note}
	}
	return s.write(ctx, doing, func(c *change) error {
		var r stationRow
		if err := c.Where("id = ?", string(station)).Take(&r).Error; err != nil {
			return err
		}
		return replaceRows(c, "station", station, rows)
	})
}
