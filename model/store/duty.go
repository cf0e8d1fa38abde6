package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

// dutyLimit is how many activities Duties names; who has more waiting starts
// with these.
const dutyLimit = 20

// Duties returns what waits on the store's today, at a street its own alone.
func (s *Store) Duties(ctx context.Context) (model.Duties, error) {
	const doing = "look for what waits"
	ctx = s.OwnOnly(ctx)
	var d model.Duties
	for _, step := range []func(context.Context, *model.Duties) error{
		s.unmarked, s.openFollowUps, s.closable, s.certifiable, s.missedMonths, s.lacking,
	} {
		if err := step(ctx, &d); err != nil {
			return model.Duties{}, explain(doing, err)
		}
	}
	return d, nil
}

func (s *Store) unmarked(ctx context.Context, d *model.Duties) error {
	waiting := s.read(ctx).Model(&attendanceRow{}).Select("1").
		Where("attendances.activity = activities.id AND attendances.removed = ?", false).
		Where("attendances.walk_in = ? AND attendances.state = ?", false, model.Expected)
	var rows []activityRow
	err := s.read(ctx).Where("removed = ? AND start_at < ?", false, s.Today().String()).
		Where("(state = ? OR state = ? AND EXISTS (?))", model.Planned, model.Held, waiting).
		Order("start_at DESC, id DESC").Limit(dutyLimit).Find(&rows).Error
	if err != nil {
		return err
	}
	d.Unmarked, err = s.summaries(ctx, rows)
	return err
}

// openFollowUps: of activities that were not cancelled; undated ones last.
func (s *Store) openFollowUps(ctx context.Context, d *model.Duties) error {
	var rows []struct {
		FollowUp followUpRow `gorm:"embedded"`
		Title    string
	}
	err := s.read(ctx).Model(&followUpRow{}).Select("follow_ups.*, activities.title").
		Joins("JOIN activities ON activities.id = follow_ups.activity AND activities.removed = ? AND activities.state <> ?", false, model.Cancelled).
		Where("follow_ups.removed = ? AND follow_ups.done = '' AND follow_ups.due <= ?", false, s.Today().AddDays(model.FollowUpDays).String()).
		Order("follow_ups.due = '', follow_ups.due, activities.start_at, follow_ups.position").Limit(dutyLimit).Scan(&rows).Error
	if err != nil {
		return err
	}
	for _, r := range rows {
		task, err := r.FollowUp.model()
		if err != nil {
			return err
		}
		d.FollowUps = append(d.FollowUps, model.FollowUpDuty{FollowUp: task, Activity: model.ID(r.FollowUp.Part.Activity), Title: r.Title})
	}
	return nil
}

// closable: at least one session held, none still planned, make-up sessions
// neither. A series of lectures goes on.
func (s *Store) closable(ctx context.Context, d *model.Duties) error {
	return s.read(ctx).Model(&programmeRow{}).
		Joins("JOIN activities ON activities.programme = programmes.id AND activities.removed = ? AND activities.state <> ?", false, model.Cancelled).
		Where("programmes.removed = ? AND programmes.closed = '' AND programmes.kind <> ?", false, model.LectureSeries).
		Select("programmes.id, programmes.title, SUM(CASE WHEN activities.makes_up IS NULL THEN 1 ELSE 0 END) AS sessions").
		Group("programmes.id, programmes.title").
		Having("SUM(CASE WHEN activities.state = ? THEN 1 ELSE 0 END) = 0", model.Planned).
		Order("programmes.id").Scan(&d.Closable).Error
}

// certifiableFor is for how many days after its closing 首页 asks for the
// certificates of a programme.
const certifiableFor = 366

// certifiable applies model.Programme.Passed to everybody in a programme closed
// lately who holds no certificate of it.
func (s *Store) certifiable(ctx context.Context, d *model.Duties) error {
	rules, held, err := s.closedLately(ctx)
	if err != nil || len(rules) == 0 {
		return err
	}
	results, err := s.resultsOf(ctx, held)
	if err != nil {
		return err
	}
	people := map[model.ID]int{}
	for who, r := range results {
		if rules[who.programme].Passed(r) {
			people[who.programme]++
		}
	}
	sessions := map[model.ID]int{}
	for _, a := range held {
		sessions[a.Programme]++
	}
	for id, n := range people {
		d.Certifiable = append(d.Certifiable, model.ProgrammeDuty{ID: id, Title: rules[id].Title, Sessions: sessions[id], People: n})
	}
	slices.SortFunc(d.Certifiable, func(a, b model.ProgrammeDuty) int { return cmp.Compare(a.ID, b.ID) })
	return nil
}

// closedLately returns the programmes closed lately, and the sessions held of
// them, make-up sessions left out.
func (s *Store) closedLately(ctx context.Context) (map[model.ID]model.Programme, []model.Activity, error) {
	var rows []programmeRow
	err := s.read(ctx).Where("removed = ? AND closed >= ? AND kind <> ?", false, s.Today().AddDays(-certifiableFor).String(), model.LectureSeries).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, nil, err
	}
	rules := make(map[model.ID]model.Programme, len(rows))
	ids := make([]string, len(rows))
	for i, r := range rows {
		p, err := r.model()
		if err != nil {
			return nil, nil, err
		}
		rules[p.ID], ids[i] = p, r.ID
	}
	var held []activityRow
	err = s.read(ctx).Where("programme IN ? AND removed = ? AND makes_up IS NULL AND state IN ?", ids, false, []model.ActivityState{model.Held, model.Closed}).
		Find(&held).Error
	if err != nil {
		return nil, nil, err
	}
	list, err := convert(held, activityRow.model)
	return rules, list, err
}

// trainee is a member in a programme.
type trainee struct{ programme, member model.ID }

// resultsOf counts how members did in the sessions held, those who hold a valid
// certificate of the programme left out.
func (s *Store) resultsOf(ctx context.Context, held []model.Activity) (map[trainee]model.Result, error) {
	session := make(map[string]int, len(held)) // its place in held
	all := map[model.ID]model.Result{}         // what attending everything would be
	ids := make([]string, len(held))
	for i, a := range held {
		session[string(a.ID)], ids[i] = i, string(a.ID)
		sum := all[a.Programme]
		sum.Sessions++
		sum.HeldMinutes += a.CreditMinutes()
		all[a.Programme] = sum
	}
	again, err := makeUpsOf(s.read(ctx), ids)
	if err != nil {
		return nil, err
	}
	for _, r := range again {
		session[r.ID] = session[string(r.MakesUp)]
		ids = append(ids, r.ID)
	}
	type mark struct {
		session int
		member  string
	}
	marks := map[mark]int{} // nobody is credited twice
	err = eachRoll(s.read(ctx).Where("activity IN ? AND state IN ?", ids, attended), func(r rollRow) {
		place := session[r.Activity]
		r.each(func(member string) {
			key := mark{place, member}
			marks[key] = max(marks[key], r.Minutes)
		})
	})
	if err != nil {
		return nil, err
	}
	results := map[trainee]model.Result{}
	for m, minutes := range marks {
		who := trainee{held[m.session].Programme, model.ID(m.member)}
		r, known := results[who]
		if !known {
			r = all[who.programme]
		}
		r.Attended++
		r.Minutes += minutes
		results[who] = r
	}
	return results, s.settled(ctx, slices.Collect(maps.Keys(all)), results)
}

// settled adds the scores to results, and takes off who is certified.
func (s *Store) settled(ctx context.Context, programmes []model.ID, results map[trainee]model.Result) error {
	var scores []scoreRow
	if err := s.read(ctx).Where("programme IN ? AND removed = ?", programmes, false).Find(&scores).Error; err != nil {
		return err
	}
	for _, one := range scores {
		who := trainee{model.ID(one.Programme), model.ID(one.Member)}
		if r, known := results[who]; known {
			r.Points, r.Scored = one.Points, true
			results[who] = r
		}
	}
	var certified []certificateRow
	err := s.read(ctx).Where("programme IN ? AND kind = ? AND void = ? AND removed = ?", programmes, model.Completion, false, false).
		Select("programme", "member").Find(&certified).Error
	for _, c := range certified {
		delete(results, trainee{model.ID(c.Programme), model.ID(c.Member)})
	}
	return err
}

// missedMonths finds the series of lectures that owe a month.
func (s *Store) missedMonths(ctx context.Context, d *model.Duties) error {
	var rows []programmeRow
	err := s.read(ctx).Where("removed = ? AND closed = '' AND kind = ? AND per_month > 0", false, model.LectureSeries).Order("id").Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	var given []activityRow
	if err := s.read(ctx).Where("programme IN ? AND removed = ?", ids, false).Find(&given).Error; err != nil {
		return err
	}
	lectures, err := convert(given, activityRow.model)
	if err != nil {
		return err
	}
	of := map[model.ID][]model.Activity{}
	for _, a := range lectures {
		of[a.Programme] = append(of[a.Programme], a)
	}
	for _, r := range rows {
		series, err := r.model()
		if err != nil {
			return err
		}
		if months := model.MissedMonths(series, of[series.ID], s.Today()); len(months) > 0 {
			d.Missed = append(d.Missed, model.SeriesDuty{ID: series.ID, Title: series.Title, Months: months})
		}
	}
	return nil
}

func (s *Store) lacking(ctx context.Context, d *model.Duties) error {
	var counts struct{ Members, NoBirthday, NoPhone int }
	err := s.read(ctx).Model(&memberRow{}).Where("removed = ? AND state = ?", false, model.Active).
		Select(`COUNT(*) AS members, COALESCE(SUM(CASE WHEN birth = '' THEN 1 ELSE 0 END), 0) AS no_birthday,
			COALESCE(SUM(CASE WHEN phone = '' THEN 1 ELSE 0 END), 0) AS no_phone`).
		Scan(&counts).Error
	d.Members, d.NoBirthday, d.NoPhone = counts.Members, counts.NoBirthday, counts.NoPhone
	return err
}

// Figures counts the activities that begin between from and to, both included,
// and who came to them. Cancelled activities count nowhere.
func (s *Store) Figures(ctx context.Context, from, to model.Date) (model.Figures, error) {
	const doing = "count a period"
	var f model.Figures
	err := inPeriod(s.read(ctx).Model(&activityRow{}), from, to).
		Select(`COALESCE(SUM(CASE WHEN state = ? THEN 0 ELSE 1 END), 0) AS held,
			COALESCE(SUM(CASE WHEN state = ? THEN 1 ELSE 0 END), 0) AS planned`, model.Planned, model.Planned).
		Scan(&f).Error
	if err != nil {
		return f, explain(doing, err)
	}
	var came model.Figures
	switch period, whole := wholePeriod(from, to); {
	case !s.Receives():
		came, err = comers(s.read(ctx), from, to)
	case whole:
		// Sixty centres' attendances cannot be counted while somebody waits.
		came, err = s.cameAtStreet(ctx, from, to, period)
	default:
		came, err = s.comersOnce(ctx, from, to)
	}
	f.Attendances, f.People, f.ServiceMinutes = came.Attendances, came.People, came.ServiceMinutes
	return f, explain(doing, err)
}

// ServiceMinutes is Figures.ServiceMinutes alone, for which nobody has to be told
// apart from anybody: the whole of a year is counted while 首页 opens.
func (s *Store) ServiceMinutes(ctx context.Context, from, to model.Date) (int, error) {
	if s.Receives() { // it has kept them
		f, err := s.Figures(ctx, from, to)
		return f.ServiceMinutes, err
	}
	var minutes int
	err := inPeriod(s.read(ctx).Model(&attendanceRow{}).Joins("JOIN activities ON activities.id = attendances.activity"), from, to).
		Where("activities.kind = ? AND attendances.removed = ? AND attendances.state IN ? AND attendances.served_on <> ''", model.Volunteering, false, attended).
		Select("COALESCE(SUM(attendances.minutes), 0)").Scan(&minutes).Error
	return minutes, explain("count the minutes of service", err)
}

func inPeriod(tx *gorm.DB, from, to model.Date) *gorm.DB {
	return tx.Where("activities.removed = ? AND activities.state <> ?", false, model.Cancelled).
		Where("activities.start_at >= ? AND activities.start_at < ?", from.String(), to.AddDays(1).String())
}

// comers counts who came in a period.
func comers(tx *gorm.DB, from, to model.Date) (came model.Figures, err error) {
	return countComers(tx.Model(&attendanceRow{}), gorm.Expr("attendances.member"), from, to)
}

func countComers(rolls *gorm.DB, person clause.Expr, from, to model.Date) (came model.Figures, err error) {
	err = inPeriod(rolls.Joins("JOIN activities ON activities.id = attendances.activity"), from, to).
		Where("attendances.removed = ? AND attendances.state IN ?", false, attended).
		Select(`COUNT(*) AS attendances,
			COUNT(DISTINCT COALESCE(?, attendances.guest_name || ' ' || attendances.guest_phone)) AS people,
			COALESCE(SUM(CASE WHEN activities.kind = ? AND attendances.served_on <> '' THEN attendances.minutes ELSE 0 END), 0) AS service_minutes`, person, model.Volunteering).
		Scan(&came).Error
	return came, err
}
