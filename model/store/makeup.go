package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// MissedFilter says whose absences: those of a programme's sessions or of one
// activity. Of both fields one is set.
type MissedFilter struct {
	Programme, Activity model.ID
}

// missedRow is one absence with what the list shows of it.
type missedRow struct {
	Activity, Title, StartAt, Member, Name, Branch, State, Reason string
	Number                                                        int
	Gone                                                          bool // no member, or one that was removed
}

// Missed returns who missed what was held and has not made it up, in order of
// day and pinyin. What a make-up session was attended for is not missed any
// more; one that is still to come arranges for those it expects.
func (s *Store) Missed(ctx context.Context, f MissedFilter) ([]model.Missed, error) {
	const doing = "list who missed a lesson"
	held := s.read(ctx).Model(&activityRow{}).
		Where("removed = ? AND makes_up IS NULL AND state IN ?", false, []model.ActivityState{model.Held, model.Closed})
	if f.Programme != "" {
		held = held.Where("programme = ?", string(f.Programme))
	} else {
		held = held.Where("id = ?", string(f.Activity))
	}
	var sessions []string
	if err := held.Pluck("id", &sessions).Error; err != nil {
		return nil, explain(doing, err)
	}
	var rows []missedRow
	err := s.read(ctx).Model(&attendanceRow{}).
		Joins("JOIN activities ON activities.id = attendances.activity").
		Joins("LEFT JOIN members ON members.id = attendances.member").
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Where("attendances.activity IN ? AND attendances.removed = ?", sessions, false).
		Where("attendances.state IN ?", []model.AttendanceState{model.Leave, model.Absent, model.Expected}).
		Select(`activities.id AS activity, activities.title, activities.number, activities.start_at, COALESCE(members.id, '') AS member, COALESCE(members.name, '') AS name,
			COALESCE(members.removed, 1) AS gone, COALESCE(organisations.name, '') AS branch, attendances.state, attendances.reason`).
		Order("activities.start_at, activities.id, members.pinyin, members.id").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	made, err := madeUp(s.read(ctx), sessions)
	if err != nil {
		return nil, explain(doing, err)
	}
	list := []model.Missed{}
	for _, r := range rows {
		by, arranged := made[[2]string{r.Activity, r.Member}]
		if r.Gone || by.attended {
			continue
		}
		m := model.Missed{
			Activity: model.ID(r.Activity), Title: r.Title, Number: r.Number, Member: model.ID(r.Member), Name: r.Name, Branch: r.Branch,
			State: model.AttendanceState(r.State), Reason: r.Reason,
		}
		if m.Day, err = dayOf(dayPart(r.StartAt)); err != nil {
			return nil, explain(doing, err)
		}
		if arranged {
			m.Arranged = model.ID(by.session)
			if m.ArrangedOn, err = dayOf(dayPart(by.startAt)); err != nil {
				return nil, explain(doing, err)
			}
		}
		list = append(list, m)
	}
	return list, nil
}

// makingUp is what was done about an absence.
type makingUp struct {
	session, startAt string
	attended         bool
}

// madeUp tells, by missed activity and member, which make-up session was
// attended or still expects the person. One that was missed as well arranges
// for nothing.
func madeUp(tx *gorm.DB, missed []string) (map[[2]string]makingUp, error) {
	again, err := makeUpsOf(tx, missed)
	if err != nil || len(again) == 0 {
		return nil, err
	}
	sessions, ids := make(map[string]activityRow, len(again)), make([]string, len(again))
	for i, r := range again {
		sessions[r.ID], ids[i] = r, r.ID
	}
	var rows []attendanceRow
	if err := tx.Where("activity IN ? AND removed = ?", ids, false).Find(&rows).Error; err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b attendanceRow) int {
		return cmp.Compare(sessions[a.Activity].StartAt, sessions[b.Activity].StartAt)
	})
	found := make(map[[2]string]makingUp, len(rows))
	for _, r := range rows {
		session := sessions[r.Activity]
		key := [2]string{string(session.MakesUp), string(r.Member)}
		came := model.AttendanceState(r.State).Attended()
		waits := r.State == string(model.Expected) && session.State == string(model.Planned)
		if !found[key].attended && (came || waits) {
			found[key] = makingUp{session.ID, session.StartAt, came}
		}
	}
	return found, nil
}

// makeUpRoot is what an activity makes up in the end: a make-up session of a
// make-up session is one of the lesson itself, and of the same programme.
func (c *change) makeUpRoot(r *activityRow) error {
	if r.MakesUp == "" {
		return nil
	}
	missed, err := activityByID(c.DB, model.ID(r.MakesUp))
	if err != nil {
		return err
	}
	if missed.MakesUp != "" {
		r.MakesUp = missed.MakesUp
	}
	if string(r.MakesUp) == r.ID {
		return &model.Error{Code: model.Invalid, Field: "MakesUp", Message: "不能给自己补课。"}
	}
	return nil
}
