package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// servicesOf are the confirmed services of members from from to to, by member,
// newest first.
func servicesOf(tx *gorm.DB, members []model.ID, from, to model.Date) (map[model.ID][]model.Service, error) {
	found := make(map[model.ID][]model.Service, len(members))
	for start := 0; start < len(members); start += chunk {
		part := members[start:min(start+chunk, len(members))]
		var rows []struct {
			Attendance, Member, Activity, StartAt, Title, ServiceField, Team, Place string
			Minutes                                                                 int
			LateEntry, Guarantor, ConfirmedBy                                       string
			Corrected                                                               bool
		}
		err := served(tx, from, to).Where("attendances.member IN ?", part).
			Joins("JOIN activities ON activities.id = attendances.activity").
			Select(`attendances.id AS attendance, attendances.member, attendances.activity, activities.start_at, activities.title,
				activities.service_field, activities.team, activities.place, attendances.minutes, attendances.late_entry,
				attendances.guarantor, attendances.confirmed_by,
				EXISTS (SELECT 1 FROM hour_corrections WHERE hour_corrections.attendance = attendances.id) AS corrected`).
			Order("activities.start_at DESC, attendances.id DESC").Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			at, err := wallOf(r.StartAt)
			if err != nil {
				return nil, err
			}
			id := model.ID(r.Member)
			found[id] = append(found[id], model.Service{
				Attendance: model.ID(r.Attendance), Activity: model.ID(r.Activity), Start: at, Title: r.Title, Field: r.ServiceField, Team: r.Team,
				Place: r.Place, Minutes: r.Minutes, Late: r.LateEntry, Guarantor: r.Guarantor, ConfirmedBy: r.ConfirmedBy, Corrected: r.Corrected,
			})
		}
	}
	return found, nil
}

// ever is a period that holds all service there is.
var ever = [2]model.Date{{Year: 1900, Month: 1, Day: 1}, {Year: 9999, Month: 12, Day: 31}}

// ServiceRecord returns the 志愿服务记录 of a member.
func (s *Store) ServiceRecord(ctx context.Context, member model.ID) (model.ServiceRecord, error) {
	const doing = "read a record of service"
	var r model.ServiceRecord
	for _, read := range []func() error{
		func() (err error) { r.Member, err = s.Member(ctx, member); return err },
		func() (err error) { r.Rules, err = s.VolunteerRules(ctx); return err },
		func() error {
			services, err := servicesOf(s.read(ctx), []model.ID{member}, ever[0], ever[1])
			r.Services = services[member]
			return err
		},
		func() error {
			history, err := s.MemberHistory(ctx, member)
			for _, h := range history {
				if h.State.Attended() && (h.Kind == model.Training || h.Kind == model.Lecture) {
					r.Trainings = append(r.Trainings, h)
				}
			}
			return err
		},
		func() (err error) { r.Honours, err = s.Honours(ctx, member); return err },
		func() (err error) { r.Reviews, err = s.serviceReviews(ctx, member); return err },
	} {
		if err := read(); err != nil {
			return model.ServiceRecord{}, explain(doing, err)
		}
	}
	if r.Member.Branch != "" {
		var names []string
		err := s.read(ctx).Model(&organisationRow{}).Where("id = ?", string(r.Member.Branch)).Pluck("name", &names).Error
		if err != nil {
			return r, explain(doing, err)
		}
		r.Branch = strings.Join(names, "")
	}
	if r.Member.Photo == "" {
		return r, nil
	}
	content, err := s.Photo(r.Member.Photo)
	if model.CodeOf(err) == model.NotFound {
		return r, nil // Check says that it is missing
	}
	r.Photo = content
	return r, explain(doing, err)
}

type reviewRow struct {
	Record
	Member, Given       string
	Giver, Grade, Words string
}

// TableName implements gorm's Tabler.
func (reviewRow) TableName() string { return "service_reviews" }

func (r reviewRow) model() (model.ServiceReview, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.ServiceReview{}, err
	}
	given, err := dayOf(r.Given)
	return model.ServiceReview{Record: rec, Member: model.ID(r.Member), Given: given, Giver: r.Giver, Grade: r.Grade, Words: r.Words}, err
}

func (s *Store) serviceReviews(ctx context.Context, member model.ID) ([]model.ServiceReview, error) {
	var rows []reviewRow
	err := s.read(ctx).Where("member = ? AND removed = ?", string(member), false).Order("given DESC, id DESC").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return convert(rows, reviewRow.model)
}

// SaveServiceReview adds how somebody's service was judged, or changes it.
func (s *Store) SaveServiceReview(ctx context.Context, v model.ServiceReview) (model.ServiceReview, error) {
	const doing = "save a review of service"
	v.Giver, v.Grade, v.Words = strings.TrimSpace(v.Giver), strings.TrimSpace(v.Grade), strings.TrimSpace(v.Words)
	if err := v.Validate(); err != nil {
		return v, explain(doing, err)
	}
	r := reviewRow{Record: recordOf(v.Record), Member: string(v.Member), Given: v.Given.String(), Giver: v.Giver, Grade: v.Grade, Words: v.Words}
	if err := s.write(ctx, doing, func(c *change) error { return c.put(&r) }); err != nil {
		return v, err
	}
	saved, err := r.model()
	return saved, explain(doing, err)
}

// RemoveServiceReview takes a review off the record, RestoreServiceReview puts
// it back.
func (s *Store) RemoveServiceReview(ctx context.Context, id model.ID) error {
	return s.setReviewRemoved(ctx, id, true)
}

// RestoreServiceReview puts a review back.
func (s *Store) RestoreServiceReview(ctx context.Context, id model.ID) error {
	return s.setReviewRemoved(ctx, id, false)
}

func (s *Store) setReviewRemoved(ctx context.Context, id model.ID, removed bool) error {
	return s.write(ctx, "remove or restore a review of service", func(c *change) error {
		var r reviewRow
		if err := c.Where("id = ?", string(id)).Take(&r).Error; err != nil {
			return err
		}
		r.Removed = removed
		return c.put(&r)
	})
}
