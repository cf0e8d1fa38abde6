package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jishi/model"
)

// SaveMarks keeps what a roll call says of the people it names and touches
// nobody else. A planned activity becomes a held one, unless all it learns is
// who is on leave: that is told beforehand too.
func (s *Store) SaveMarks(ctx context.Context, activity model.ID, marks []model.Mark) error {
	return s.write(ctx, "save marks", func(c *change) error {
		a, err := c.openRoll(activity)
		if err != nil || len(marks) == 0 {
			return err
		}
		for _, m := range marks {
			if err := check(m, a); err != nil {
				return err
			}
		}
		if a.Kind == model.Volunteering {
			if marks, err = c.remarkServed(a, marks); err != nil {
				return err
			}
		}
		for part := range slices.Chunk(marks, together) {
			if err := c.mark(a, part); err != nil {
				return err
			}
		}
		if a.Kind == model.Volunteering {
			if err := c.reconfirm(a, marks); err != nil {
				return err
			}
		}
		if !slices.ContainsFunc(marks, tookPlace) {
			return nil
		}
		return c.held(a)
	})
}

// tookPlace reports whether a mark can only be known after the activity began.
func tookPlace(m model.Mark) bool { return m.State.Attended() || m.State == model.Absent }

// check refuses a mark that no attendance could have.
func check(m model.Mark, a model.Activity) error {
	if a.Kind == model.Volunteering {
		if err := model.CheckServed(a, "一个人", m.Credited(a)); err != nil {
			return err
		}
	}
	one := model.Attendance{
		Activity: a.ID, Member: "any", State: m.State, Capacity: m.Capacity, Minutes: m.Credited(a), Arrived: m.Arrived, Left: m.Left,
		Reason: m.Reason, LateEntry: m.LateEntry,
	}
	if err := one.Validate(); err != nil {
		return err
	}
	return model.CheckSignOut(a, "一个人", one)
}

// markColumns are the values of one mark in the statement of mark.
const markColumns = "(?, ?, ?, ?, ?, ?, ?, ?)"

// mark saves marks in one statement.
func (c *change) mark(a model.Activity, marks []model.Mark) error {
	values := make([]any, 0, len(marks)*8+4)
	for _, m := range marks {
		late := m.LateEntry
		if !m.TakesBack {
			late = c.lateEntry(a, late)
		}
		values = append(values, string(m.Attendance), string(m.State), m.Credited(a), m.Arrived, m.Left, m.Reason, m.Capacity, late)
	}
	values = append(values, model.Expected, c.at, string(a.ID), false)
	result := c.Exec(`WITH marks (id, state, minutes, arrived, left_at, reason, capacity, late_entry) AS (VALUES `+
		strings.TrimSuffix(strings.Repeat(markColumns+", ", len(marks)), ", ")+`)
		UPDATE attendances SET state = marks.state, minutes = marks.minutes, arrived = marks.arrived,
			left_at = marks.left_at, reason = marks.reason, capacity = marks.capacity,
			late_entry = CASE WHEN marks.state = ? THEN '' WHEN marks.state = attendances.state THEN attendances.late_entry
				ELSE marks.late_entry END,
			rev = rev + 1, updated_at = ?
		FROM marks WHERE attendances.id = marks.id AND attendances.activity = ? AND attendances.removed = ?`, values...)
	if result.Error != nil {
		return result.Error
	}
	if int(result.RowsAffected) != len(marks) {
		return &model.Error{Code: model.NotFound, Message: "名单刚才有变动，请刷新后再登记。"}
	}
	return nil
}

// held notes that a planned activity has taken place.
func (c *change) held(a model.Activity) error {
	if a.State != model.Planned {
		return nil
	}
	return c.Model(&activityRow{}).Where("id = ?", a.ID).
		Updates(map[string]any{"state": model.Held, "rev": nextRev, "updated_at": c.at}).Error
}

// AddWalkIn signs in a person who was not expected. A member who was on the
// roll after all is marked present there; one already signed in is refused.
func (s *Store) AddWalkIn(ctx context.Context, activity model.ID, w model.WalkIn) (model.Attendance, error) {
	const doing = "add a walk-in"
	w.Name, w.Phone, w.Unit = strings.TrimSpace(w.Name), strings.TrimSpace(w.Phone), strings.TrimSpace(w.Unit)
	if err := w.Validate(); err != nil {
		return model.Attendance{}, explain(doing, err)
	}
	var saved attendanceRow
	err := s.write(ctx, doing, func(c *change) error {
		a, err := c.openRoll(activity)
		if err != nil {
			return err
		}
		if w.Member == "" {
			saved = attendanceRow{GuestName: w.Name, GuestPhone: w.Phone, GuestUnit: w.Unit, WalkIn: true}
		} else if saved, err = c.onRoll(activity, w.Member); err != nil {
			return err
		}
		saved.Activity, saved.State, saved.Minutes = string(activity), string(model.Present), a.CreditMinutes()
		saved.Arrived, saved.LateEntry = w.Arrived, c.lateEntry(a, w.LateEntry)
		if saved.ID == "" {
			last, err := c.lastSerial(activity)
			if err != nil {
				return err
			}
			saved.Serial = last + 1
		}
		if err := c.put(&saved); err != nil {
			return err
		}
		if err := c.unsettle([]string{string(a.ID)}); err != nil {
			return err
		}
		return c.held(a)
	})
	if err != nil {
		return model.Attendance{}, err
	}
	m, err := saved.model()
	return m, explain(doing, err)
}

// onRoll returns the member's row on the roll, or a new one for a walk-in.
func (c *change) onRoll(activity, member model.ID) (attendanceRow, error) {
	m, err := memberByID(c.DB, member)
	if err != nil {
		return attendanceRow{}, err
	}
	var rows []attendanceRow
	if err := c.Where("activity = ? AND member = ?", activity, member).Find(&rows).Error; err != nil {
		return attendanceRow{}, err
	}
	if len(rows) == 0 {
		return attendanceRow{Member: ref(member), WalkIn: true}, nil
	}
	r := rows[0]
	switch {
	case r.Removed:
		r.Removed, r.WalkIn = false, true
	case model.AttendanceState(r.State).Attended():
		return r, &model.Error{Code: model.Refused, Message: fmt.Sprintf("%s已经签到了（第 %d 号）。", m.Name, r.Serial)}
	}
	r.Reason, r.Service.LeftAt = "", ""
	return r, nil
}
