package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// twice is how many are counted more than once where offices are added up.
type twice struct{ members, people int }

// countedTwice counts, of those confirmed to be one person, by how many the
// sums of offices are too high.
//
// persons are as whom members count who may be in several sums.
func (s *Store) countedTwice(ctx context.Context, period string, persons map[string]string, at map[model.ID]*model.CentreFigures) (n twice, err error) {
	var registered, came []memberAt
	for part := range slices.Chunk(slices.Sorted(maps.Keys(persons)), chunk) {
		// By id alone: with more said of them the database reads everybody.
		var people []memberRow
		if err := s.read(ctx).Select("id", "owner", "removed", "state").Where("id IN ?", part).Find(&people).Error; err != nil {
			return n, err
		}
		for _, m := range people {
			if !m.Removed && m.State == string(model.Active) {
				registered = append(registered, memberAt{m.ID, model.ID(m.Owner)})
			}
		}
		rows, err := s.cameWhere(ctx, period, part)
		if err != nil {
			return n, err
		}
		came = append(came, rows...)
	}
	surplus := func(rows []memberAt) int {
		once, counted := map[string]bool{}, 0
		for _, r := range rows {
			if at[r.Owner] != nil {
				once[persons[r.Member]] = true
				counted++
			}
		}
		return counted - len(once)
	}
	return twice{surplus(registered), surplus(came)}, nil
}

// memberAt is somebody on an office's register, or at its activities.
type memberAt struct {
	Member string
	Owner  model.ID
}

// cameWhere tells at whose activities of a period members were, a chunk of them
// at most: their attendances first and then the activities, since the database
// joining the two would ask for each member at each activity.
func (s *Store) cameWhere(ctx context.Context, period string, members []string) ([]memberAt, error) {
	var rolls []attendanceRow
	err := s.read(ctx).Select("activity", "member").Where("member IN ? AND removed = ? AND state IN ?", members, false, attended).Find(&rolls).Error
	if err != nil {
		return nil, err
	}
	owners := map[string]model.ID{}
	for _, r := range rolls {
		owners[r.Activity] = ""
	}
	for part := range slices.Chunk(slices.Collect(maps.Keys(owners)), chunk) {
		var rows []activityRow
		err := s.read(ctx).Select("id", "owner").Where("id IN ? AND removed = ? AND state IN ?", part, false, held).
			Where("start_at >= ? AND start_at < ?", period, period+"~").Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			owners[r.ID] = model.ID(r.Owner)
		}
	}
	at := map[memberAt]bool{}
	for _, r := range rolls {
		if owner := owners[r.Activity]; owner != "" {
			at[memberAt{string(r.Member), owner}] = true
		}
	}
	return slices.Collect(maps.Keys(at)), nil
}

// wholePeriod is the month or the year that the days from from to to are, as
// Overview.Period writes it; ok is false of other days.
func wholePeriod(from, to model.Date) (period model.Date, ok bool) {
	next := to.AddDays(1)
	switch {
	case from.Day != 1 || next.Day != 1:
	case from.Year == to.Year && from.Month == to.Month:
		return monthOf(from), true
	case from.Month == 1 && next.Month == 1 && next.Year == from.Year+1:
		return model.Date{Year: from.Year}, true
	}
	return model.Date{}, false
}

// countedCentres adds to own, the figures of this office's own records, those
// of a month or year of the other offices in scope, as they were counted when
// their records came.
func (s *Store) countedCentres(ctx context.Context, period model.Date, own model.Figures) (f model.Figures, err error) {
	f = own
	var rows []figureRow
	tx := s.read(ctx).Where("period = ?", period.String())
	if r := s.reachOf(ctx); r.owner != "" {
		tx = tx.Where("centre IN ?", r.owners())
	}
	if err := tx.Find(&rows).Error; err != nil {
		return f, err
	}
	persons, err := asWhom(s.read(ctx))
	if err != nil {
		return f, err
	}
	// Centres' people at one's own activities are in the centres' sums as well.
	office := s.office.Load()
	at := map[model.ID]*model.CentreFigures{office.id: {}}
	hosts := []string{string(office.id)}
	for street := range office.below {
		hosts = append(hosts, string(street))
	}
	if err := s.guestsOf(ctx, hosts, period.String(), persons); err != nil {
		return f, err
	}
	for _, r := range rows {
		f.Attendances += r.Times
		f.People += r.People
		f.ServiceMinutes += r.Served
		at[model.ID(r.Centre)] = &model.CentreFigures{}
	}
	n, err := s.countedTwice(everything(ctx), period.String(), persons, at)
	f.People -= n.people
	return f, err
}

// guestsOf adds to persons who was at activities of offices that invite their
// centres' people.
func (s *Store) guestsOf(ctx context.Context, hosts []string, period string, persons map[string]string) error {
	if len(hosts) == 0 {
		return nil
	}
	var guests []string
	err := s.read(everything(ctx)).Model(&attendanceRow{}).Joins("JOIN activities ON activities.id = attendances.activity").
		Where("activities.owner IN ? AND attendances.removed = ? AND attendances.state IN ?", hosts, false, attended).
		Where("attendances.member IS NOT NULL AND substr(activities.start_at, 1, ?) = ?", len(period), period).
		Distinct("attendances.member").Pluck("attendances.member", &guests).Error
	for _, id := range guests {
		persons[id] = cmp.Or(persons[id], id)
	}
	return err
}

// cameAtStreet is who came in a month or year to the activities in scope.
func (s *Store) cameAtStreet(ctx context.Context, from, to, period model.Date) (came model.Figures, err error) {
	own := s.office.Load().id
	owner := s.reachOf(ctx).owner
	if owner == "" || owner == own {
		rolls := s.read(s.OwnOnly(ctx)).Where("activities.owner = ?", string(own)) // by the index of owners
		if came, err = comers(rolls, from, to); err != nil || owner == own {
			return came, err
		}
	}
	return s.countedCentres(ctx, period, came)
}

// comersOnce counts who came in any days, those confirmed to be one person once.
func (s *Store) comersOnce(ctx context.Context, from, to model.Date) (model.Figures, error) {
	rolls := s.read(ctx).Model(&attendanceRow{}).Joins("LEFT JOIN people_once ON people_once.member = attendances.member")
	return countComers(rolls, gorm.Expr("COALESCE(people_once.person, attendances.member)"), from, to)
}
