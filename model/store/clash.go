package store

import (
	"context"

	"jishi/model"
)

// elsewhere are the states of people who are not where they are expected.
var elsewhere = []model.AttendanceState{model.Leave, model.Absent}

// Clashes returns who of the roll of a is on the roll of another activity at
// the same time, the latest activity first and its people by their serials on
// the roll of a. Whoever is on leave from, or absent at, the other one is not
// there twice. A cancelled activity clashes with nothing.
func (s *Store) Clashes(ctx context.Context, a model.Activity) ([]model.Clash, error) {
	if a.State == model.Cancelled {
		return nil, nil
	}
	var clashes []model.Clash
	// Activities last hours: the index on the beginning finds those that may
	// still be on.
	err := s.read(ctx).Model(&activityRow{}).Select("there.member, activities.title").
		Joins("JOIN attendances AS there ON there.activity = activities.id AND there.removed = ? AND there.state NOT IN ?", false, elsewhere).
		Joins("JOIN attendances AS own ON own.activity = ? AND own.member = there.member AND own.removed = ?", string(a.ID), false).
		Where("activities.id <> ? AND activities.removed = ? AND activities.state <> ?", string(a.ID), false, model.Cancelled).
		Where("activities.start_at >= ? AND activities.start_at < ? AND activities.end_at > ?",
			a.Date().AddDays(-1).String(), wallText(a.End), wallText(a.Start)).
		Order("activities.start_at DESC, activities.id DESC, own.serial").Scan(&clashes).Error
	return clashes, explain("look who is in two places at once", err)
}
