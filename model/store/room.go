package store

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"jishi/model"
)

type roomRow struct {
	Record
	Name, Zone      string
	Seats, Position int
}

// TableName implements gorm's Tabler.
func (roomRow) TableName() string { return "rooms" }

func (r roomRow) model() (model.Room, error) {
	rec, err := r.Record.model()
	return model.Room{Record: rec, Name: r.Name, Zone: r.Zone, Seats: r.Seats}, err
}

// Rooms returns the rooms in their order.
func (s *Store) Rooms(ctx context.Context) ([]model.Room, error) {
	const doing = "list the rooms"
	var rows []roomRow
	if err := s.read(ctx).Where("removed = ?", false).Order("position, id").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, roomRow.model)
	return list, explain(doing, err)
}

// SaveRooms makes rooms the dictionary, in their order: those without ID are
// added, those no longer named are marked removed and keep what took place in
// them. Activities whose place has the name of a room are found in it.
func (s *Store) SaveRooms(ctx context.Context, rooms []model.Room) error {
	return s.write(ctx, "save the rooms", func(c *change) error { return c.setRooms(rooms) })
}

func (c *change) setRooms(rooms []model.Room) error {
	var kept []string
	named := map[string]bool{}
	for i, room := range rooms {
		room.Name, room.Zone = strings.TrimSpace(room.Name), strings.TrimSpace(room.Zone)
		if err := room.Validate(); err != nil {
			return err
		}
		if named[room.Name] {
			return &model.Error{Code: model.Invalid, Field: "Name", Message: "“" + room.Name + "”已经有了。"}
		}
		named[room.Name] = true
		r := roomRow{Record: recordOf(room.Record), Name: room.Name, Zone: room.Zone, Seats: room.Seats, Position: i}
		if err := c.put(&r); err != nil {
			return err
		}
		kept = append(kept, r.ID)
	}
	gone := c.mine().Model(&roomRow{}).Where("removed = ?", false)
	if len(kept) > 0 {
		gone = gone.Where("id NOT IN ?", kept)
	}
	if err := gone.Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error; err != nil {
		return err
	}
	inUse := func(column string) *gorm.DB {
		return c.mine().Model(&roomRow{}).Select(column).Where("removed = ?", false)
	}
	return c.mine().Model(&activityRow{}).Where("room IS NULL AND place IN (?)", inUse("name")).Updates(map[string]any{
		"room": inUse("id").Where("rooms.name = activities.place").Limit(1), "rev": nextRev, "updated_at": c.at,
	}).Error
}

// findRoom sets the room that an activity's place names. One whose place stays
// keeps its room, though that has another name since.
func (c *change) findRoom(r *activityRow, before activityRow) error {
	if before.ID != "" && before.Place == r.Place {
		r.Room = before.Room
		return nil
	}
	id, err := roomNamed(c.mine(), r.Place)
	r.Room = ref(id)
	return err
}

// roomNamed is the room of that name, none where there is no such.
func roomNamed(tx *gorm.DB, name string) (model.ID, error) {
	var ids []string
	err := tx.Model(&roomRow{}).Where("name = ? AND removed = ?", strings.TrimSpace(name), false).Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return model.ID(ids[0]), nil
}

// Bookings returns the activities that take a place at any time from start to
// end, by their beginning; cancelled ones take none. The place is a room's
// name or any other text; no place is never taken.
func (s *Store) Bookings(ctx context.Context, place string, start, end time.Time) ([]model.Activity, error) {
	const doing = "look who has booked a place"
	place = strings.TrimSpace(place)
	if place == "" {
		return nil, nil
	}
	ctx = s.OwnOnly(ctx)
	room, err := roomNamed(s.read(ctx), place)
	if err != nil {
		return nil, explain(doing, err)
	}
	tx := s.taking(ctx, start, end)
	if room != "" {
		tx = tx.Where("room = ?", string(room))
	} else {
		tx = tx.Where("place = ?", place)
	}
	var rows []activityRow
	if err := tx.Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, activityRow.model)
	return list, explain(doing, err)
}

// taking are the activities that last at any time from start to end. None is
// longer than a day, which lets the index by beginning find them.
func (s *Store) taking(ctx context.Context, start, end time.Time) *gorm.DB {
	earliest := start.Add(-model.MaxActivityMinutes * time.Minute)
	return s.read(ctx).Model(&activityRow{}).
		Where("removed = ? AND state <> ?", false, model.Cancelled).
		Where("start_at >= ? AND start_at < ? AND end_at > ?", wallText(earliest), wallText(end), wallText(start)).
		Order("start_at, id")
}

// Booked returns the activities of some days, by their beginning, cancelled
// ones left out: what takes which room when.
func (s *Store) Booked(ctx context.Context, from, to model.Date) ([]model.Activity, error) {
	const doing = "list what takes the rooms"
	var rows []activityRow
	if err := s.taking(ctx, from.Time(), to.AddDays(1).Time()).Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, activityRow.model)
	return list, explain(doing, err)
}

// visitsRow counts what was held in one room.
type visitsRow struct {
	Room                       string
	Activities, Came, Visitors int
}

// RoomVisits counts, room by room, what was held there from one day to another
// and how many came. Rooms no longer used are in it where something was.
func (s *Store) RoomVisits(ctx context.Context, from, to model.Date) ([]model.RoomVisits, error) {
	const doing = "count the visitors of the rooms"
	var held []visitsRow
	came := s.read(ctx).Model(&attendanceRow{}).Select("COUNT(*)").
		Where("attendances.activity = activities.id AND attendances.removed = ? AND attendances.state IN ?", false, attended)
	err := s.read(ctx).Model(&activityRow{}).
		Select("room, COUNT(*) AS activities, SUM(visitors) AS visitors, SUM((?)) AS came", came).
		Where("removed = ? AND room IS NOT NULL AND state IN ?", false, []model.ActivityState{model.Held, model.Closed}).
		Where("start_at >= ? AND start_at < ?", from.String(), to.AddDays(1).String()).
		Group("room").Scan(&held).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	var rooms []roomRow
	if err := s.read(ctx).Order("removed, position, id").Find(&rooms).Error; err != nil {
		return nil, explain(doing, err)
	}
	counts := map[string]visitsRow{}
	for _, r := range held {
		counts[r.Room] = r
	}
	var list []model.RoomVisits
	for _, r := range rooms {
		n, used := counts[r.ID]
		if r.Removed && !used {
			continue
		}
		room, err := r.model()
		if err != nil {
			return nil, explain(doing, err)
		}
		list = append(list, model.RoomVisits{Room: room, Activities: n.Activities, Came: n.Came, Visitors: n.Visitors})
	}
	return list, nil
}
