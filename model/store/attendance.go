package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

type attendanceRow struct {
	Record
	Activity                         string
	Member                           ref
	WalkIn                           bool
	GuestName, GuestPhone, GuestUnit string
	State, Capacity                  string
	Minutes                          int
	Arrived, Reason, LateEntry       string
	Serial                           int
	Service                          service `gorm:"embedded" json:"-"`
}

// service is what of an attendance says that hours were served. A merge keeps
// it beside the row, see putBackAttendances.
type service struct {
	LeftAt, Guarantor        string
	ServedOn                 string // "" until the hours are confirmed, and of removed rows
	ConfirmedBy, ConfirmedAt string
}

func serviceOf(a model.Attendance) service {
	s := service{LeftAt: a.Left, Guarantor: a.Guarantor, ServedOn: a.ServedOn.String(), ConfirmedBy: a.ConfirmedBy}
	if a.Confirmed() {
		s.ConfirmedAt = timeText(a.ConfirmedAt)
	}
	return s
}

// TableName implements gorm's Tabler.
func (attendanceRow) TableName() string { return "attendances" }

// attended are the states of those who were there.
var attended = []model.AttendanceState{model.Present, model.Late, model.Observer}

func (r attendanceRow) model() (model.Attendance, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Attendance{}, err
	}
	a := model.Attendance{
		Record: rec, Activity: model.ID(r.Activity), Member: model.ID(r.Member), WalkIn: r.WalkIn,
		GuestName: r.GuestName, GuestPhone: r.GuestPhone, GuestUnit: r.GuestUnit,
		State: model.AttendanceState(r.State), Capacity: r.Capacity, Minutes: r.Minutes,
		Arrived: r.Arrived, Reason: r.Reason, LateEntry: r.LateEntry, Serial: r.Serial,
		Left: r.Service.LeftAt, Guarantor: r.Service.Guarantor, ConfirmedBy: r.Service.ConfirmedBy,
	}
	if r.Service.ServedOn == "" {
		return a, nil
	}
	if a.ServedOn, err = dayOf(r.Service.ServedOn); err != nil {
		return a, err
	}
	a.ConfirmedAt, err = timeOf(r.Service.ConfirmedAt)
	return a, err
}

// attendeeRow is an attendance joined with what sheets show of the person.
type attendeeRow struct {
	Attendance                                   attendanceRow `gorm:"embedded"`
	Name, Pinyin, Phone, BranchName, Post, Birth string
	Photo, MemberState, Standing                 string
}

// attendeeColumns are the columns of attendeeRow in the order of targets; rolls
// are read after every mark, where gorm's reflection would be most of the work.
const attendeeColumns = `attendances.id, attendances.rev, attendances.owner, attendances.created_at, attendances.updated_at, attendances.removed,
	attendances.activity, attendances.member, attendances.walk_in, attendances.guest_name, attendances.guest_phone, attendances.guest_unit,
	attendances.state, attendances.capacity, attendances.minutes, attendances.arrived, attendances.reason, attendances.late_entry, attendances.serial,
	attendances.left_at, attendances.guarantor, attendances.served_on, attendances.confirmed_by, attendances.confirmed_at,
	COALESCE(members.name, ''), COALESCE(members.pinyin, ''), COALESCE(members.phone, ''), COALESCE(organisations.name, ''),
	COALESCE(members.post, ''), COALESCE(members.birth, ''), COALESCE(members.photo, ''), COALESCE(members.state, ''), COALESCE(members.standing, '')`

// targets are pointers to the row's fields in the order of attendeeColumns.
func (r *attendeeRow) targets() []any {
	a := &r.Attendance
	return []any{
		&a.ID, &a.Rev, &a.Owner, &a.CreatedAt, &a.UpdatedAt, &a.Removed,
		&a.Activity, &a.Member, &a.WalkIn, &a.GuestName, &a.GuestPhone, &a.GuestUnit,
		&a.State, &a.Capacity, &a.Minutes, &a.Arrived, &a.Reason, &a.LateEntry, &a.Serial,
		&a.Service.LeftAt, &a.Service.Guarantor, &a.Service.ServedOn, &a.Service.ConfirmedBy, &a.Service.ConfirmedAt,
		&r.Name, &r.Pinyin, &r.Phone, &r.BranchName, &r.Post, &r.Birth, &r.Photo, &r.MemberState, &r.Standing,
	}
}

func (r attendeeRow) model() (model.Attendee, error) {
	a, err := r.Attendance.model()
	if err != nil {
		return model.Attendee{}, err
	}
	if a.Member == "" {
		return model.Attendee{
			Attendance: a, Name: a.GuestName, Pinyin: model.PinyinOf(a.GuestName), Phone: a.GuestPhone, Branch: a.GuestUnit,
		}, nil
	}
	born, err := dayOf(r.Birth)
	p := model.Attendee{
		Attendance: a, Name: r.Name, Pinyin: r.Pinyin, Phone: r.Phone, Branch: r.BranchName, Post: r.Post, Born: born.Year, Photo: r.Photo,
		Standing: r.Standing,
	}
	if state := model.MemberState(r.MemberState); state != model.Active {
		p.Gone = state
	}
	return p, err
}

// Roll returns an activity with everybody expected at it or come to it, in
// the order of their serials; moved and removed members stay on it.
func (s *Store) Roll(ctx context.Context, activity model.ID) (model.Roll, error) {
	const doing = "read a roll"
	r, err := activityByID(s.read(ctx), activity)
	if err != nil {
		return model.Roll{}, explain(doing, err)
	}
	var roll model.Roll
	if roll.Activity, err = r.model(); err != nil {
		return roll, explain(doing, err)
	}
	if r.Programme != "" {
		p, err := programmeByID(s.read(ctx), model.ID(r.Programme))
		if err != nil {
			return roll, explain(doing, err)
		}
		roll.Programme = p.Title
		if roll.Completed, err = dayOf(p.Closed); err != nil {
			return roll, explain(doing, err)
		}
	}
	if r.Branch != "" {
		names, err := s.placeNames(ctx)
		if err != nil {
			return roll, explain(doing, err)
		}
		roll.Branch = names[model.ID(r.Branch)]
	}
	if r.Project != "" {
		if err := s.read(ctx).Model(&projectRow{}).Where("id = ?", string(r.Project)).Select("name").Scan(&roll.Project).Error; err != nil {
			return roll, explain(doing, err)
		}
	}
	roll.Attendees, err = attendees(s.read(ctx).Where("attendances.activity = ? AND attendances.removed = ?", string(activity), false))
	return roll, explain(doing, err)
}

// attendees reads the attendances of a query in the order of their serials.
func attendees(tx *gorm.DB) (list []model.Attendee, err error) {
	rows, err := tx.Table("attendances").Select(attendeeColumns).
		Joins("LEFT JOIN members ON members.id = attendances.member").
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Order("attendances.serial").Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var r attendeeRow
	targets := r.targets()
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		one, err := r.model()
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, rows.Err()
}

// Expect puts members on an activity's roll and returns how many were not on
// it before. Serials continue; whoever was taken off comes back on the old one.
func (s *Store) Expect(ctx context.Context, activity model.ID, members []model.ID) (added int, err error) {
	err = s.write(ctx, "put members on a roll", func(c *change) (err error) {
		added, err = c.expect(activity, members)
		return err
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

func (c *change) expect(activity model.ID, members []model.ID) (added int, err error) {
	if _, err := c.openRoll(activity); err != nil {
		return 0, err
	}
	serial, err := c.lastSerial(activity)
	if err != nil {
		return 0, err
	}
	seen := make(map[model.ID]bool, len(members))
	for part := range slices.Chunk(members, chunk) {
		fresh, back, err := c.notOn(activity, part, seen)
		if err != nil {
			return 0, err
		}
		if err := c.putBack(back); err != nil {
			return 0, err
		}
		rows := make([]attendanceRow, len(fresh))
		for i, id := range fresh {
			serial++
			rows[i] = attendanceRow{Activity: string(activity), Member: ref(id), State: string(model.Expected), Serial: serial}
			c.stamp(&rows[i].Record)
		}
		if len(rows) > 0 {
			if err := c.CreateInBatches(&rows, together).Error; err != nil {
				return 0, err
			}
		}
		added += len(fresh) + len(back)
	}
	return added, nil
}

// ExpectFilter is Expect for all who match f; where f names no state, active
// members only.
func (s *Store) ExpectFilter(ctx context.Context, activity model.ID, f MemberFilter) (added int, err error) {
	if f.State == "" {
		f.State = model.Active
	}
	f.Offset, f.Limit = 0, 0
	ids, _, err := s.find(ctx, f)
	if err != nil {
		return 0, explain("put members on a roll", err)
	}
	return s.Expect(ctx, activity, ids)
}

// open returns an activity whose roll can be changed.
func (c *change) open(id model.ID) (model.Activity, error) {
	r, err := activityByID(c.DB, id)
	if err != nil {
		return model.Activity{}, err
	}
	if r.Removed || r.State == string(model.Cancelled) {
		return model.Activity{}, &model.Error{Code: model.Refused, Message: "活动“" + r.Title + "”已取消，不能再登记签到。"}
	}
	if err := c.store.belongsTo(c.DB, model.ID(r.Owner)); err != nil {
		return model.Activity{}, err
	}
	return r.model()
}

// openRoll is open for changing who came, which a closed activity refuses.
func (c *change) openRoll(id model.ID) (model.Activity, error) {
	a, err := c.open(id)
	if err == nil && !a.TakesMarks() {
		err = &model.Error{Code: model.Refused, Message: "活动“" + a.Title + "”已归档，要改签到，请先在“更多”里点“取消归档”。"}
	}
	return a, err
}

func (c *change) lastSerial(activity model.ID) (int, error) {
	var last int
	err := c.Model(&attendanceRow{}).Where("activity = ?", activity).Select("COALESCE(MAX(serial), 0)").Scan(&last).Error
	return last, err
}

// notOn tells which of members, at most a chunk, are not on the roll: fresh
// never were, back are attendances that were taken off. It adds all to seen,
// and a member in seen is neither.
func (c *change) notOn(activity model.ID, members []model.ID, seen map[model.ID]bool) (fresh []model.ID, back []string, err error) {
	var on []attendanceRow
	if err := c.Where("activity = ? AND member IN ?", activity, members).Find(&on).Error; err != nil {
		return nil, nil, err
	}
	for _, r := range on {
		if r.Removed && !seen[model.ID(r.Member)] {
			back = append(back, r.ID)
		}
		seen[model.ID(r.Member)] = true
	}
	for _, id := range members {
		if !seen[id] {
			seen[id] = true
			fresh = append(fresh, id)
		}
	}
	var known int64
	if err := c.Model(&memberRow{}).Where("id IN ?", fresh).Count(&known).Error; err != nil {
		return nil, nil, err
	}
	if int(known) < len(fresh) {
		return nil, nil, gorm.ErrRecordNotFound
	}
	return fresh, back, nil
}

// putBack returns attendances that were taken off the roll.
func (c *change) putBack(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return c.Model(&attendanceRow{}).Where("id IN ?", ids).Updates(map[string]any{
		"removed": false, "walk_in": false, "state": model.Expected, "minutes": 0, "arrived": "", "reason": "", "late_entry": "",
		"left_at": "", "guarantor": "", "served_on": "", "confirmed_by": "", "confirmed_at": "", "rev": nextRev, "updated_at": c.at,
	}).Error
}

// Unexpect takes people off an activity's roll who are not marked yet; a
// marked one is refused, and then nobody is taken off.
func (s *Store) Unexpect(ctx context.Context, activity model.ID, attendances []model.ID) error {
	return s.write(ctx, "take people off a roll", func(c *change) error {
		if _, err := c.openRoll(activity); err != nil {
			return err
		}
		for part := range slices.Chunk(attendances, chunk) {
			var marked int64
			err := c.Model(&attendanceRow{}).
				Where("activity = ? AND id IN ? AND removed = ? AND state <> ?", activity, part, false, model.Expected).
				Count(&marked).Error
			if err != nil {
				return err
			}
			if marked > 0 {
				return &model.Error{Code: model.Refused, Message: "已经登记过的人不能移出名单，请先改回未登记。"}
			}
			err = c.Model(&attendanceRow{}).Where("activity = ? AND id IN ? AND removed = ?", activity, part, false).
				Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
			if err != nil {
				return err
			}
		}
		return nil
	})
}
