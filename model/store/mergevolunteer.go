package store

import (
	"cmp"
	"slices"

	"jishi/model"
)

// mergeVolunteers gives the kept member what was known of the other as a
// volunteer: words and free time of both, the earlier day of joining.
func (c *change) mergeVolunteers(kept, dropped string, was *merged) error {
	var rows []volunteerRow
	err := c.Where("member IN ? AND removed = ?", []string{kept, dropped}, false).Order("id").Find(&rows).Error
	if err != nil {
		return err
	}
	of := func(member string) int {
		return slices.IndexFunc(rows, func(r volunteerRow) bool { return r.Member == member })
	}
	theirs := of(dropped)
	if theirs < 0 {
		return nil
	}
	was.Volunteers = slices.Clone(rows)
	other, err := rows[theirs].model()
	if err != nil {
		return err
	}
	own := model.Volunteer{Member: model.ID(kept), Joined: other.Joined, Ended: other.Ended}
	if mine := of(kept); mine >= 0 {
		if own, err = rows[mine].model(); err != nil {
			return err
		}
	}
	next, err := volunteerOf(joinVolunteers(own, other))
	if err != nil {
		return err
	}
	if err := c.putVolunteer(&next); err != nil {
		return err
	}
	if of(kept) < 0 {
		// There was none: undoing the merge takes the new one away again.
		next.Removed = true
		was.Volunteers = append(was.Volunteers, next)
	}
	rows[theirs].Removed = true
	return c.put(&rows[theirs])
}

// joinVolunteers is what two records of one volunteer say together.
func joinVolunteers(own, other model.Volunteer) model.Volunteer {
	if other.Joined.Full() && (!own.Joined.Full() || other.Joined.Before(own.Joined)) {
		own.Joined = other.Joined
	}
	if other.Ended.IsZero() {
		own.Ended = model.Date{}
	}
	own.Skills = append(own.Skills, other.Skills...)
	own.Classes = append(own.Classes, other.Classes...)
	own.Free |= other.Free
	own.Notes = cmp.Or(own.Notes, other.Notes)
	return own
}

// putBackVolunteers makes what is known of volunteers again what it was.
func (c *change) putBackVolunteers(rows []volunteerRow) error {
	for _, r := range rows {
		var now volunteerRow
		if err := c.Where("id = ?", r.ID).Take(&now).Error; err != nil {
			return err
		}
		r.Rev = now.Rev
		if err := c.put(&r); err != nil {
			return err
		}
	}
	return nil
}
