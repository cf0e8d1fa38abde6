package store

import (
	"context"

	"jishi/model"
)

type participationRow struct {
	Activity, Kind, Title, StartAt, Place, State string
	WalkIn                                       bool
	Minutes                                      int
	Reason, ServedOn                             string
}

func (r participationRow) model() (model.Participation, error) {
	start, err := wallOf(r.StartAt)
	return model.Participation{
		Activity: model.ID(r.Activity), Kind: model.Kind(r.Kind), Title: r.Title, Start: start, Place: r.Place,
		State: model.AttendanceState(r.State), WalkIn: r.WalkIn, Minutes: r.Minutes, Reason: r.Reason,
		Confirmed: r.ServedOn != "",
	}, err
}

// MemberHistory returns what one member was asked to or came to, newest first.
// Cancelled activities count nowhere.
func (s *Store) MemberHistory(ctx context.Context, member model.ID) ([]model.Participation, error) {
	const doing = "read a member's history"
	var rows []participationRow
	err := s.read(ctx).Model(&attendanceRow{}).
		Select(`activities.id AS activity, activities.kind, activities.title, activities.start_at, activities.place,
			attendances.state, attendances.walk_in, attendances.minutes, attendances.reason, attendances.served_on`).
		Joins("JOIN activities ON activities.id = attendances.activity AND activities.removed = ? AND activities.state <> ?", false, model.Cancelled).
		Where("attendances.member = ? AND attendances.removed = ?", member, false).
		Order("activities.start_at DESC, activities.id DESC").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, participationRow.model)
	return list, explain(doing, err)
}
