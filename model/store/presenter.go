package store

import (
	"context"

	"jishi/model"
)

// presenterRow is somebody who presented.
type presenterRow struct {
	Presenter, PresenterPost string
	PresenterMember          ref
	Last                     string
}

// mostPresenters is how many earlier presenters a form offers.
const mostPresenters = 30

// Presenters returns who presented activities before, the latest first and
// each with the post that was written last: what forms offer.
func (s *Store) Presenters(ctx context.Context) ([]model.Presenter, error) {
	const doing = "list those who presented"
	var rows []presenterRow
	err := s.read(ctx).Model(&activityRow{}).
		Select("presenter, presenter_post, presenter_member, MAX(start_at) AS last").
		Where("removed = ? AND presenter <> ?", false, "").
		Group("presenter, presenter_post, presenter_member").Order("last DESC, presenter, presenter_post").
		Limit(mostPresenters).Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.Presenter, len(rows))
	for i, r := range rows {
		list[i] = model.Presenter{Member: model.ID(r.PresenterMember), Name: r.Presenter, Post: r.PresenterPost}
	}
	return list, nil
}
