package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"jishi/model"
)

// figureRow is what one office's records come to in one period.
type figureRow struct {
	Centre, Period            string
	Activities, Times, People int
	Expected, Came, Served    int
}

// TableName implements gorm's Tabler.
func (figureRow) TableName() string { return "centre_figures" }

// recount counts an office's figures anew, after its records were received or
// taken out again: sixty centres' attendances cannot be counted while somebody
// waits for the overview.
func (c *change) recount(office model.ID) error {
	rows, err := figuresOf(c.DB, office)
	if err != nil {
		return err
	}
	if err := c.Where("centre = ?", string(office)).Delete(&figureRow{}).Error; err != nil {
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	return c.CreateInBatches(&rows, together).Error
}

// RecountCentres counts the figures of all offices anew.
func (s *Store) RecountCentres(ctx context.Context) error {
	const doing = "count the centres anew"
	list, err := s.Centres(ctx)
	if err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		for _, o := range list {
			if err := c.recount(o.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// figuresOf counts an office's months and years, as statistics count them.
func figuresOf(tx *gorm.DB, office model.ID) ([]figureRow, error) {
	var span struct{ First, Last *string }
	err := tx.Model(&activityRow{}).Where("owner = ? AND removed = ? AND state IN ?", string(office), false, held).
		Select("MIN(start_at) AS first, MAX(start_at) AS last").Scan(&span).Error
	if err != nil || span.First == nil {
		return nil, err
	}
	first, err := wallOf(*span.First)
	if err != nil {
		return nil, err
	}
	last, err := wallOf(*span.Last)
	if err != nil {
		return nil, err
	}
	served, err := servedByMonth(tx, office)
	if err != nil {
		return nil, err
	}
	var rows []figureRow
	for year := first.Year(); year <= last.Year(); year++ {
		c := newCounting(model.Date{Year: year, Month: 1, Day: 1}, model.Date{Year: year, Month: 12, Day: 31})
		c.owner = office
		for _, step := range []func(*gorm.DB) error{c.readActivities, c.readRolls, c.readGuests} {
			if err := step(tx); err != nil {
				return nil, err
			}
		}
		months := c.By(model.ByMonth, model.StatisticNames{})
		whole := months.Sum
		whole.Key = strconv.Itoa(year)
		for _, m := range append(months.Rows, whole) {
			if m.Activities == 0 && served[m.Key] == 0 {
				continue
			}
			rows = append(rows, figureRow{
				Centre: string(office), Period: m.Key, Activities: m.Activities, Times: m.Times, People: m.People,
				Expected: m.Expected, Came: m.Came, Served: served[m.Key],
			})
		}
	}
	return rows, nil
}

// servedByMonth are the minutes of confirmed volunteer service of an office's
// months and years.
func servedByMonth(tx *gorm.DB, office model.ID) (map[string]int, error) {
	var rows []struct {
		Month   string
		Minutes int
	}
	// The condition on served_on is spelled as the index attendances_served has it.
	err := tx.Table("activities").Joins("JOIN attendances ON attendances.activity = activities.id").
		Where("activities.owner = ? AND activities.kind = ? AND activities.removed = ? AND activities.state <> ?", string(office), model.Volunteering, false, model.Cancelled).
		Where("attendances.removed = ? AND attendances.served_on <> ''", false).
		Select("substr(attendances.served_on, 1, 7) AS month, SUM(attendances.minutes) AS minutes").Group("month").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	served := map[string]int{}
	for _, r := range rows {
		served[r.Month] += r.Minutes
		served[r.Month[:len("2006")]] += r.Minutes
	}
	return served, nil
}

// trendMonths is how many months a trend shows.
const trendMonths = 12

// OverdueSetting names the setting with model.Overview.OverdueDays.
const OverdueSetting = "centres-overdue"

// Overview returns all offices below this one with their figures of a month or,
// where month is 0, of a year.
func (s *Store) Overview(ctx context.Context, year, month int) (model.Overview, error) {
	const doing = "look at the centres"
	o := model.Overview{Year: year, Month: month, OverdueDays: model.UsualOverdue}
	text, err := s.Setting(ctx, OverdueSetting)
	if err != nil {
		return o, explain(doing, err)
	}
	if days, err := strconv.Atoi(text); err == nil && days > 0 {
		o.OverdueDays = days
	}
	end := time.Date(year, time.Month(max(month, 1)), 1, 0, 0, 0, 0, time.UTC)
	if month == 0 {
		end = end.AddDate(0, 11, 0)
	}
	for i := range trendMonths {
		o.Months = append(o.Months, monthOf(model.DateOf(end.AddDate(0, i-trendMonths+1, 0))))
	}
	ctx = everything(ctx)
	if o.Centres, err = s.centresBelow(ctx, o.OverdueDays); err != nil {
		return o, explain(doing, err)
	}
	at := make(map[model.ID]*model.CentreFigures, len(o.Centres))
	for i := range o.Centres {
		c := &o.Centres[i]
		at[c.ID], c.Trend = c, make([]int, trendMonths)
	}
	for _, step := range []func() error{
		func() error { return s.countRegisters(ctx, at) },
		func() error { return s.readFigures(ctx, &o, at) },
	} {
		if err := step(); err != nil {
			return o, explain(doing, err)
		}
	}
	o.ByStreet()
	o.Rank(model.CentresByTimes)
	o.Sum = o.Total()
	return o, explain(doing, s.countSumsOnce(ctx, &o))
}

// countSumsOnce counts those once, in the sums of the whole and of each street, who
// are in several of their centres.
func (s *Store) countSumsOnce(ctx context.Context, o *model.Overview) error {
	persons, err := asWhom(s.read(ctx))
	if err != nil {
		return err
	}
	var streets []string
	in := map[model.ID]map[model.ID]*model.CentreFigures{"": {}} // by street; "" for all
	for _, street := range o.Streets {
		streets = append(streets, string(street.ID))
		in[street.ID] = map[model.ID]*model.CentreFigures{}
	}
	if err := s.guestsOf(ctx, streets, o.Period(), persons); err != nil {
		return err
	}
	for i := range o.Centres {
		c := &o.Centres[i]
		in[""][c.ID] = c
		if c.Street != "" && in[c.Street] != nil {
			in[c.Street][c.ID] = c
		}
	}
	for i := range o.Streets {
		if err := s.takeTwice(ctx, o.Period(), persons, in[o.Streets[i].ID], &o.Streets[i]); err != nil {
			return err
		}
	}
	return s.takeTwice(ctx, o.Period(), persons, in[""], &o.Sum)
}

// takeTwice takes from a sum those who are in several of its centres.
func (s *Store) takeTwice(ctx context.Context, period string, persons map[string]string, at map[model.ID]*model.CentreFigures, sum *model.CentreFigures) error {
	twice, err := s.countedTwice(ctx, period, persons, at)
	sum.Members -= twice.members
	sum.People -= twice.people
	return err
}

// centresBelow are the offices that packages come from and those whose records
// are here, without figures.
func (s *Store) centresBelow(ctx context.Context, overdue int) ([]model.CentreFigures, error) {
	own := s.office.Load().id
	known, err := s.Offices(ctx)
	if err != nil {
		return nil, err
	}
	here, err := s.Centres(ctx)
	if err != nil {
		return nil, err
	}
	var above []string
	if err := s.read(ctx).Model(&organisationRow{}).Where("id = ?", string(own)).Pluck("kind", &above).Error; err != nil {
		return nil, err
	}
	passed, err := s.RelayedCentres(ctx)
	if err != nil {
		return nil, err
	}
	by := make(map[model.ID]model.RelayedCentre, len(passed))
	for _, r := range passed {
		by[r.Centre] = r
	}
	list, listed := []model.CentreFigures{}, map[model.ID]bool{}
	late := s.Now().AddDate(0, 0, -overdue)
	for _, k := range known {
		if len(above) > 0 && !model.OrganisationKind(above[0]).Above(k.Kind) {
			continue // the office that this one reports to itself
		}
		if r, ok := by[k.ID]; ok && r.Street != k.ID {
			continue // it sent here itself, before a street passed it on
		}
		listed[k.ID] = true
		list = append(list, model.CentreFigures{
			ID: k.ID, Kind: k.Kind, Name: k.Name, Code: k.Code, Sequence: k.LastSequence, Received: k.LastReceived, Overdue: k.LastReceived.Before(late),
		})
	}
	for _, o := range here {
		if !listed[o.ID] {
			r := by[o.ID]
			list = append(list, model.CentreFigures{
				ID: o.ID, Kind: o.Kind, Name: o.Name, Code: o.Code, Street: r.Street, Sequence: r.Sequence, Received: r.Received, Overdue: r.Received.Before(late),
			})
		}
	}
	return list, nil
}

// countRegisters counts the active people of each office, and those of whom
// something is missing. Grouped as the index members_by_owner is, with nothing
// left out before, it reads that alone.
func (s *Store) countRegisters(ctx context.Context, at map[model.ID]*model.CentreFigures) error {
	var rows []struct {
		Owner                        model.ID
		Removed                      bool
		State                        model.MemberState
		Members, NoBirthday, NoPhone int
	}
	err := s.read(ctx).Model(&memberRow{}).
		Select(`owner, removed, state, COUNT(*) AS members, SUM(CASE WHEN birth = '' THEN 1 ELSE 0 END) AS no_birthday,
			SUM(CASE WHEN phone = '' THEN 1 ELSE 0 END) AS no_phone`).Group("owner, removed, state").Scan(&rows).Error
	for _, r := range rows {
		if c := at[r.Owner]; c != nil && !r.Removed && r.State == model.Active {
			c.Members, c.NoBirthday, c.NoPhone = r.Members, r.NoBirthday, r.NoPhone
		}
	}
	return err
}

// readFigures reads what was counted of the period and of the trend's months.
func (s *Store) readFigures(ctx context.Context, o *model.Overview, at map[model.ID]*model.CentreFigures) error {
	period := o.Period()
	periods, place := []string{period}, map[string]int{}
	for i, m := range o.Months {
		place[m.String()] = i
		periods = append(periods, m.String())
	}
	var rows []figureRow
	if err := s.read(ctx).Where("period IN ?", periods).Find(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		c := at[model.ID(r.Centre)]
		if c == nil {
			continue
		}
		if i, ok := place[r.Period]; ok {
			c.Trend[i] = r.Times
		}
		if r.Period == period {
			c.Statistic = model.Statistic{
				Activities: r.Activities, Times: r.Times, People: r.People, Expected: r.Expected, Came: r.Came, Minutes: r.Served,
			}
		}
	}
	return nil
}

// wrongFigures finds offices whose figures are not what their records say.
func (s *Store) wrongFigures(tx *gorm.DB) ([]string, error) {
	var offices []organisationRow
	err := tx.Select("id", "name").Where("owner = id AND id <> ?", string(s.office.Load().id)).Order("code, name, id").Find(&offices).Error
	if err != nil || !s.Receives() {
		return nil, err
	}
	var problems []string
	for _, o := range offices {
		want, err := figuresOf(tx, model.ID(o.ID))
		if err != nil {
			return nil, err
		}
		var kept []figureRow
		if err := tx.Where("centre = ?", o.ID).Find(&kept).Error; err != nil {
			return nil, err
		}
		counted := make(map[figureRow]bool, len(want))
		for _, r := range want {
			counted[r] = true
		}
		for _, r := range kept {
			delete(counted, r)
		}
		if len(kept) != len(want) || len(counted) > 0 {
			problems = append(problems, fmt.Sprintf("“%s”在中心概览里的数字与记录不符。", o.Name))
		}
	}
	return problems, nil
}
