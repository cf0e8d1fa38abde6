package store

import (
	"context"
	"time"

	"jishi/model"
)

// RepeatActivity plans an activity again at each of the times, all or none of
// them, with the same people expected where people is set. Sessions of a
// programme are numbered on; the theme of the activity's month gives way to
// those of the months of the others. It returns the new activities.
func (s *Store) RepeatActivity(ctx context.Context, id model.ID, starts []time.Time, people bool) ([]model.Activity, error) {
	const doing = "repeat an activity"
	if len(starts) == 0 || len(starts) > model.MostRepeats {
		return nil, explain(doing, &model.Error{Code: model.Invalid, Field: "Times", Message: "请选择重复的日子，一次最多 53 场。"})
	}
	var rows []activityRow
	err := s.write(ctx, doing, func(c *change) error {
		r, err := activityByID(c.DB, id)
		if err != nil {
			return err
		}
		if rows, err = c.again(r, starts); err != nil {
			return err
		}
		if !people {
			return nil
		}
		return c.expectAgain(id, rows)
	})
	if err != nil {
		return nil, err
	}
	list, err := convert(rows, activityRow.model)
	return list, explain(doing, err)
}

// again adds r's activity once more at each of the times.
func (c *change) again(r activityRow, starts []time.Time) ([]activityRow, error) {
	a, err := r.model()
	if err != nil {
		return nil, err
	}
	if err := c.joinable(a.Programme); err != nil {
		return nil, err
	}
	themes, err := monthThemes(c.mine())
	if err != nil {
		return nil, err
	}
	last, err := c.lastNumber(a)
	if err != nil {
		return nil, err
	}
	rows := make([]activityRow, len(starts))
	for i, start := range starts {
		next := a.Again(start)
		if next.Number > 0 {
			next.Number = last + i + 1
		}
		if theme := themes[monthOf(next.Date())]; theme != "" && (a.Theme == "" || a.Theme == themes[monthOf(a.Date())]) {
			next.Theme = theme
		}
		if err := next.Validate(); err != nil {
			return nil, err
		}
		rows[i] = activityOf(next)
		c.stamp(&rows[i].Record)
	}
	return rows, c.CreateInBatches(&rows, together).Error
}

// lastNumber is the highest number among the sessions of an activity's
// programme, its own where it is in none.
func (c *change) lastNumber(a model.Activity) (int, error) {
	if a.Programme == "" || a.Number == 0 {
		return a.Number, nil
	}
	var last int
	err := c.Model(&activityRow{}).Where("programme = ? AND removed = ?", string(a.Programme), false).
		Select("COALESCE(MAX(number), 0)").Scan(&last).Error
	return last, err
}

// monthOf is the month a day lies in, without the day.
func monthOf(day model.Date) model.Date { return model.Date{Year: day.Year, Month: day.Month} }

// expectAgain puts the members expected at an activity on the rolls of others
// that have nobody yet, those who left since excepted.
func (c *change) expectAgain(activity model.ID, others []activityRow) error {
	var expected []attendanceRow
	err := c.Model(&attendanceRow{}).Select("attendances.member, attendances.capacity").
		Joins("JOIN members ON members.id = attendances.member AND members.removed = ? AND members.state = ?", false, model.Active).
		Where("attendances.activity = ? AND attendances.removed = ? AND attendances.walk_in = ?", activity, false, false).
		Order("attendances.serial").Find(&expected).Error
	if err != nil || len(expected) == 0 {
		return err
	}
	rows := make([]attendanceRow, 0, len(expected)*len(others))
	for _, other := range others {
		for i, one := range expected {
			r := attendanceRow{
				Activity: other.ID, Member: one.Member, Capacity: one.Capacity, State: string(model.Expected), Serial: i + 1,
			}
			c.stamp(&r.Record)
			rows = append(rows, r)
		}
	}
	return c.CreateInBatches(&rows, together).Error
}
