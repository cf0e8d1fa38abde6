package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"jishi/model"
)

// volunteerRulesSetting holds the rules of volunteer service as JSON.
const volunteerRulesSetting = "volunteer-rules"

// VolunteerRules returns how hours are credited and levelled.
func (s *Store) VolunteerRules(ctx context.Context) (model.VolunteerRules, error) {
	rules, err := volunteerRules(s.read(ctx))
	return rules, explain("read the rules of volunteer service", err)
}

func volunteerRules(tx *gorm.DB) (model.VolunteerRules, error) {
	rules := model.DefaultVolunteerRules()
	var values []string
	err := tx.Model(&settingRow{}).Where("name = ?", volunteerRulesSetting).Pluck("value", &values).Error
	if err != nil || len(values) == 0 {
		return rules, err
	}
	if err := json.Unmarshal([]byte(values[0]), &rules); err != nil {
		return rules, fmt.Errorf("read the rules of volunteer service: %w", err)
	}
	return rules, nil
}

// SaveVolunteerRules keeps how hours are credited and levelled from now on;
// what is confirmed stays.
func (s *Store) SaveVolunteerRules(ctx context.Context, r model.VolunteerRules) error {
	const doing = "save the rules of volunteer service"
	if err := r.Validate(); err != nil {
		return explain(doing, err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error { return c.set(volunteerRulesSetting, string(text)) })
}

// served are the attendances of confirmed volunteer service from from to to.
// The condition on served_on is spelled as the index attendances_served has it.
func served(tx *gorm.DB, from, to model.Date) *gorm.DB {
	return tx.Table("attendances").Where("attendances.served_on <> ''").
		Where("attendances.served_on >= ? AND attendances.served_on <= ?", from.String(), to.String()).
		Where("attendances.activity NOT IN (SELECT id FROM activities WHERE removed = ? OR state = ?)", true, model.Cancelled)
}

// volunteerTotals counts each member's service from from to to, most minutes
// first. It goes from member to member, so that of each only the services of
// the period are read and nothing has to be sorted to be counted. Who was
// corrected to nothing did not serve.
func volunteerTotals(tx *gorm.DB, from, to model.Date) (list []model.VolunteerTotal, err error) {
	rows, err := tx.Table("members").
		Joins(`CROSS JOIN attendances ON attendances.member = members.id AND attendances.served_on <> ''
			AND attendances.served_on >= ? AND attendances.served_on <= ? AND attendances.minutes > 0`, from.String(), to.String()).
		Where("attendances.activity NOT IN (SELECT id FROM activities WHERE removed = ? OR state = ?)", true, model.Cancelled).
		Select(`members.id, members.name, members.pinyin, members.volunteer_number,
			COALESCE((SELECT organisations.name FROM organisations WHERE organisations.id = members.branch), ''),
			COUNT(*) AS times, SUM(attendances.minutes) AS minutes,
			SUM(CASE WHEN attendances.late_entry <> '' THEN attendances.minutes ELSE 0 END) AS late`).
		Group("members.id").
		Order("minutes DESC, members.pinyin, members.id").Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	// Read by hand: of ten thousand people gorm's reflection costs a seventh more.
	for rows.Next() {
		var v model.VolunteerTotal
		if err := rows.Scan(&v.Member, &v.Name, &v.Pinyin, &v.Number, &v.Branch, &v.Times, &v.Minutes, &v.Late); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// VolunteerTotals returns a page of the members who served between from and
// to, both included, those with most minutes first; limit 0 means all. Only
// confirmed hours count.
func (s *Store) VolunteerTotals(ctx context.Context, from, to model.Date, offset, limit int) ([]model.VolunteerTotal, error) {
	const doing = "count volunteer service"
	if err := fullPeriod(from, to); err != nil {
		return nil, explain(doing, err)
	}
	tx := s.read(ctx).Offset(offset)
	if limit > 0 {
		tx = tx.Limit(limit)
	}
	list, err := volunteerTotals(tx, from, to)
	return list, explain(doing, err)
}

func fullPeriod(from, to model.Date) error {
	if !from.Full() || !to.Full() || to.Before(from) {
		return &model.Error{Code: model.Invalid, Field: "From", Message: "请填写起止日期，开始日期不能晚于结束日期。"}
	}
	return nil
}
