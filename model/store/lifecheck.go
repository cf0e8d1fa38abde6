package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// LifeCheck makes the check of organisation life of a year as it stands today.
func (s *Store) LifeCheck(ctx context.Context, year int) (model.LifeCheck, error) {
	const doing = "check the organisation life of a year"
	rules, err := lifeRules(s.read(ctx))
	if err != nil {
		return model.LifeCheck{}, explain(doing, err)
	}
	tree, err := s.Organisations(ctx)
	if err != nil {
		return model.LifeCheck{}, explain(doing, err)
	}
	// A make-up session is the lesson that it makes up, held again for some.
	list, err := s.lifeActivities(ctx, inYears(s.read(ctx), year, year).
		Where("kind IN ? AND state <> ? AND makes_up IS NULL", model.LifeKinds(), model.Cancelled))
	if err != nil {
		return model.LifeCheck{}, explain(doing, err)
	}
	return model.CheckLife(year, s.Today(), rules, tree, list), nil
}

// inYears are the activities that begin in the years from first to last.
func inYears(tx *gorm.DB, first, last int) *gorm.DB {
	return tx.Model(&activityRow{}).Where("activities.removed = ?", false).
		Where("activities.start_at >= ? AND activities.start_at < ?", fmt.Sprintf("%04d-", first), fmt.Sprintf("%04d-", last+1))
}

// lifeActivities reads activities with what a check looks at.
func (s *Store) lifeActivities(ctx context.Context, tx *gorm.DB) ([]model.LifeActivity, error) {
	var rows []activityRow
	if err := tx.Order("start_at, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	summaries, err := s.summaries(ctx, rows)
	if err != nil {
		return nil, err
	}
	list := make([]model.LifeActivity, len(rows))
	var activities, presenters []string
	for i, one := range summaries {
		list[i].ActivitySummary = one
		activities = append(activities, rows[i].ID)
		if p := string(rows[i].PresenterMember); p != "" {
			presenters = append(presenters, p)
		}
	}
	photos, err := s.photoCounts(ctx, activities)
	if err != nil {
		return nil, err
	}
	duties, err := s.partyPosts(ctx, presenters)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Photos, list[i].PresenterDuty = photos[list[i].ID], duties[list[i].PresenterMember]
	}
	return list, nil
}

// photoCounts is how many photos the records of activities have.
func (s *Store) photoCounts(ctx context.Context, activities []string) (map[model.ID]int, error) {
	counts := map[model.ID]int{}
	for part := range slices.Chunk(activities, chunk) {
		var rows []struct {
			Activity string
			N        int
		}
		err := s.read(ctx).Model(&activityPhotoRow{}).Select("activity, COUNT(*) AS n").
			Where("activity IN ? AND removed = ?", part, false).Group("activity").Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			counts[model.ID(r.Activity)] = r.N
		}
	}
	return counts, nil
}

// partyPosts are the 党内职务 of members.
func (s *Store) partyPosts(ctx context.Context, members []string) (map[model.ID]string, error) {
	posts := map[model.ID]string{}
	for part := range slices.Chunk(members, chunk) {
		var rows []memberRow
		if err := s.read(ctx).Select("id, party_post").Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			posts[model.ID(r.ID)] = r.PartyPost
		}
	}
	return posts, nil
}

// DualLife tells who of the leaders came to organisation life as an ordinary
// member in a year; see model.DualLife.
func (s *Store) DualLife(ctx context.Context, year int) (model.DualLife, error) {
	const doing = "look who of the leaders came as an ordinary member"
	d := model.DualLife{Year: year, Today: s.Today()}
	all, err := lifeRules(s.read(ctx))
	if err != nil {
		return d, explain(doing, err)
	}
	d.Rules = slices.DeleteFunc(all, func(r model.LifeRule) bool { return r.Level != model.LeaderLevel })
	came, err := s.cameAsOrdinaryMembers(ctx, year)
	if err != nil {
		return d, explain(doing, err)
	}
	leaders, err := s.leaders(ctx, came)
	if err != nil {
		return d, explain(doing, err)
	}
	for _, l := range leaders {
		inYear := slices.DeleteFunc(came[l.Member], func(a model.LifeActivity) bool { return a.Date().Year != year })
		d.Leaders = append(d.Leaders, model.NewLeader(l, year, d.Today, d.Rules, inYear))
	}
	return d, nil
}

// cameAsOrdinaryMembers are the activities of a year and the one before it to
// which members came in that capacity.
func (s *Store) cameAsOrdinaryMembers(ctx context.Context, year int) (map[model.ID][]model.LifeActivity, error) {
	var rows []struct{ Member, Activity string }
	// The condition on an empty capacity is the index's own.
	err := inYears(s.read(ctx), year-1, year).
		Joins("JOIN attendances ON attendances.activity = activities.id").
		Where("attendances.capacity <> '' AND attendances.capacity = ? AND attendances.removed = ? AND attendances.state IN ?",
			model.AsOrdinaryMember, false, attended).
		Where("attendances.member IS NOT NULL AND activities.kind IN ? AND activities.state IN ?", model.DualLifeKinds(), held).
		Select("attendances.member, attendances.activity").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.Activity
	}
	slices.Sort(ids)
	activities := map[model.ID]model.LifeActivity{}
	for part := range slices.Chunk(slices.Compact(ids), chunk) {
		list, err := s.lifeActivities(ctx, s.read(ctx).Where("id IN ?", part))
		if err != nil {
			return nil, err
		}
		for _, a := range list {
			activities[a.ID] = a
		}
	}
	came := map[model.ID][]model.LifeActivity{}
	for _, r := range rows {
		came[model.ID(r.Member)] = append(came[model.ID(r.Member)], activities[model.ID(r.Activity)])
	}
	return came, nil
}

// leaders are the active members tagged so and those who came, by pinyin.
func (s *Store) leaders(ctx context.Context, came map[model.ID][]model.LifeActivity) ([]model.Leader, error) {
	page, err := s.Members(ctx, MemberFilter{Tag: model.LeaderTag, State: model.Active})
	if err != nil {
		return nil, err
	}
	members := page.Members
	var others []string
	for id := range came {
		if !slices.ContainsFunc(members, func(m model.Member) bool { return m.ID == id }) {
			others = append(others, string(id))
		}
	}
	slices.Sort(others)
	for part := range slices.Chunk(others, chunk) {
		var rows []memberRow
		if err := s.read(ctx).Where("id IN ? AND removed = ? AND state = ?", part, false, model.Active).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			m, err := r.model()
			if err != nil {
				return nil, err
			}
			members = append(members, m)
		}
	}
	names, err := branchNames(s.read(ctx))
	if err != nil {
		return nil, err
	}
	list := make([]model.Leader, len(members))
	for i, m := range members {
		list[i] = model.Leader{
			Member: m.ID, Name: m.Name, Pinyin: m.Pinyin, Branch: names[m.Branch], Post: cmp.Or(m.PartyPost, m.Post),
		}
	}
	slices.SortFunc(list, func(a, b model.Leader) int {
		return cmp.Or(cmp.Compare(a.Pinyin, b.Pinyin), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Member, b.Member))
	})
	return list, nil
}
