package printing

import (
	"context"
	"io"
	"slices"

	"jishi/model"
	"jishi/model/roster"
	"jishi/report"
)

// loadReport loads statistics, the check of organisation life or the list of
// leaders.
func loadReport(ctx context.Context, st Store, job Job) (form, error) {
	switch job.Kind {
	case LifeCheck:
		check, err := lifeCheckOf(ctx, st, job)
		return form{
			draw:   func(w io.Writer, o report.Options) (report.Sheet, error) { return report.LifeCheck(w, check, o) },
			tables: lifeTables(check),
		}, err
	case DualLife:
		dual, err := st.DualLife(ctx, job.Month.Year)
		return form{
			draw:   func(w io.Writer, o report.Options) (report.Sheet, error) { return report.DualLife(w, dual, o) },
			tables: []roster.Table{dualTable(dual)},
		}, err
	}
	from, to, err := job.period()
	if err != nil {
		return form{}, err
	}
	groupings, err := groupingsOf(ctx, st, job)
	return form{
		draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
			return report.Statistics(w, from, to, groupings, o)
		},
		tables: statisticTables(groupings),
	}, err
}

// lifeCheckOf is the check of job's year, of the branch ID and its groups alone
// where one is named.
func lifeCheckOf(ctx context.Context, st Store, job Job) (model.LifeCheck, error) {
	check, err := st.LifeCheck(ctx, job.Month.Year)
	if err != nil || job.ID == "" {
		return check, err
	}
	check.Units = slices.DeleteFunc(check.Units, func(u model.LifeUnit) bool { return u.Branch != job.ID })
	return check, nil
}

// period are the days of statistics.
func (job Job) period() (from, to model.Date, err error) {
	if job.Days == 0 && job.Month.Year > 0 && job.Month.Month == 0 {
		from, to = folderDays(job.Month)
		return from, to, nil
	}
	from, days, err := job.days()
	return from, from.AddDays(days - 1), err
}

// groupingsOf breaks the period of job down, by everything where By is empty.
func groupingsOf(ctx context.Context, st Store, job Job) ([]model.Statistics, error) {
	from, to, err := job.period()
	if err != nil {
		return nil, err
	}
	counted, err := st.Counted(ctx, from, to)
	if err != nil {
		return nil, err
	}
	names, err := st.StatisticNames(ctx)
	if err != nil {
		return nil, err
	}
	by := model.Groupings()
	if job.By != "" {
		by = []model.Grouping{job.By}
	}
	list := make([]model.Statistics, len(by))
	for i, g := range by {
		list[i] = counted.By(g, names)
	}
	return list, nil
}

// reportName names the file of a report by what it is about.
func reportName(ctx context.Context, st Store, job Job) (string, error) {
	year := model.PeriodName(folderDays(model.Date{Year: job.Month.Year}))
	switch job.Kind {
	case LifeCheck:
		name := "组织生活体检 " + year
		if job.ID == "" {
			return name, nil
		}
		tree, err := st.Organisations(ctx)
		for _, o := range tree {
			if o.ID == job.ID {
				name += " " + safe(o.Name)
			}
		}
		return name, err
	case DualLife:
		return "双重组织生活 " + year, nil
	}
	from, to, err := job.period()
	name := "统计 " + model.PeriodName(from, to)
	if job.By != "" {
		name += " 按" + job.By.Chinese()
	}
	return name, err
}
