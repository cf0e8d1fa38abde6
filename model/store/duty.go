package store

import (
	"context"

	"gorm.io/gorm"

	"jishi/model"
)

// dutyLimit is how many activities Duties names; who has more waiting starts
// with these.
const dutyLimit = 20

// Duties returns what waits on the store's today, at a street its own alone.
func (s *Store) Duties(ctx context.Context) (model.Duties, error) {
	const doing = "look for what waits"
	ctx = s.own(ctx)
	var d model.Duties
	for _, step := range []func(context.Context, *model.Duties) error{
		s.unmarked, s.closable, s.certifiable, s.lacking,
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

// closable: at least one session held, none still planned.
func (s *Store) closable(ctx context.Context, d *model.Duties) error {
	return s.read(ctx).Model(&programmeRow{}).
		Joins("JOIN activities ON activities.programme = programmes.id AND activities.removed = ? AND activities.state <> ?", false, model.Cancelled).
		Where("programmes.removed = ? AND programmes.closed = ''", false).
		Select("programmes.id, programmes.title, COUNT(*) AS sessions").
		Group("programmes.id, programmes.title").
		Having("SUM(CASE WHEN activities.state = ? THEN 1 ELSE 0 END) = 0", model.Planned).
		Order("programmes.id").Scan(&d.Closable).Error
}

// certifiable applies the rule of model.Programme.Passed to everybody at once.
func (s *Store) certifiable(ctx context.Context, d *model.Duties) error {
	held := func() *gorm.DB {
		return s.read(ctx).Model(&activityRow{}).
			Where("activities.removed = ? AND activities.state IN ?", false, []model.ActivityState{model.Held, model.Closed})
	}
	sessions := held().Select("activities.programme, COUNT(*) AS held").
		Where("activities.programme IS NOT NULL").Group("activities.programme")
	results := held().
		Joins("JOIN attendances ON attendances.activity = activities.id AND attendances.removed = ? AND attendances.member IS NOT NULL", false).
		Select("activities.programme, attendances.member, SUM(CASE WHEN attendances.state IN ? THEN 1 ELSE 0 END) AS came", attended).
		Group("activities.programme, attendances.member")
	return s.read(ctx).Table("(?) AS results", results).
		Joins("JOIN programmes ON programmes.id = results.programme AND programmes.removed = ? AND programmes.closed <> ''", false).
		Joins("JOIN (?) AS sessions ON sessions.programme = programmes.id", sessions).
		Where("results.came * 100 >= programmes.pass_percent * sessions.held").
		Where("NOT EXISTS (?)", s.read(ctx).Model(&certificateRow{}).Select("1").
			Where("certificates.programme = programmes.id AND certificates.member = results.member AND certificates.void = ?", false)).
		Select("programmes.id, programmes.title, sessions.held AS sessions, COUNT(*) AS people").
		Group("programmes.id, programmes.title, sessions.held").
		Order("programmes.id").Scan(&d.Certifiable).Error
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
	in := func(tx *gorm.DB) *gorm.DB {
		return tx.Where("activities.removed = ? AND activities.state <> ?", false, model.Cancelled).
			Where("activities.start_at >= ? AND activities.start_at < ?", from.String(), to.AddDays(1).String())
	}
	err := in(s.read(ctx).Model(&activityRow{})).
		Select(`COALESCE(SUM(CASE WHEN state = ? THEN 0 ELSE 1 END), 0) AS held,
			COALESCE(SUM(CASE WHEN state = ? THEN 1 ELSE 0 END), 0) AS planned`, model.Planned, model.Planned).
		Scan(&f).Error
	if err != nil {
		return f, explain(doing, err)
	}
	var came model.Figures
	rolls, person := s.read(ctx).Model(&attendanceRow{}), gorm.Expr("attendances.member")
	if s.Receives() {
		rolls = rolls.Joins("LEFT JOIN people_once ON people_once.member = attendances.member")
		person = gorm.Expr("COALESCE(people_once.person, attendances.member)")
	}
	err = in(rolls.Joins("JOIN activities ON activities.id = attendances.activity")).
		Where("attendances.removed = ? AND attendances.state IN ?", false, attended).
		Select(`COUNT(*) AS attendances,
			COUNT(DISTINCT COALESCE(?, attendances.guest_name || ' ' || attendances.guest_phone)) AS people,
			COALESCE(SUM(CASE WHEN activities.kind = ? THEN attendances.minutes ELSE 0 END), 0) AS service_minutes`, person, model.Volunteering).
		Scan(&came).Error
	f.Attendances, f.People, f.ServiceMinutes = came.Attendances, came.People, came.ServiceMinutes
	return f, explain(doing, err)
}
