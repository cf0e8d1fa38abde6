package store

import (
	"context"

	"gorm.io/gorm"

	"jishi/model"
)

// served are the attendances, joined with their activities, of volunteer
// service from from to to that credited minutes.
func served(tx *gorm.DB, from, to model.Date) *gorm.DB {
	return tx.Model(&attendanceRow{}).
		Joins("JOIN activities ON activities.id = attendances.activity AND activities.removed = ?", false).
		Where("activities.kind = ? AND activities.state <> ?", model.Volunteering, model.Cancelled).
		Where("activities.start_at >= ? AND activities.start_at < ?", from.String(), to.AddDays(1).String()).
		Where("attendances.removed = ? AND attendances.minutes > 0", false)
}

// volunteerTotals counts each member's service, most minutes first.
func volunteerTotals(tx *gorm.DB, from, to model.Date) ([]model.VolunteerTotal, error) {
	var list []model.VolunteerTotal
	err := served(tx, from, to).
		Joins("JOIN members ON members.id = attendances.member").
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Select(`members.id AS member, members.name, members.pinyin, COALESCE(organisations.name, '') AS branch,
			members.volunteer_number AS number, COUNT(*) AS times, SUM(attendances.minutes) AS minutes`).
		Group("members.id, members.name, members.pinyin, organisations.name, members.volunteer_number").
		Order("minutes DESC, members.pinyin, members.id").Scan(&list).Error
	return list, err
}

// VolunteerTotals returns a page of the members who served between from and
// to, both included, those with most minutes first; limit 0 means all.
func (s *Store) VolunteerTotals(ctx context.Context, from, to model.Date, offset, limit int) ([]model.VolunteerTotal, error) {
	const doing = "count volunteer service"
	if !from.Full() || !to.Full() {
		return nil, explain(doing, &model.Error{Code: model.Invalid, Field: "From", Message: "请填写起止日期。"})
	}
	tx := s.read(ctx).Offset(offset)
	if limit > 0 {
		tx = tx.Limit(limit)
	}
	list, err := volunteerTotals(tx, from, to)
	return list, explain(doing, err)
}
