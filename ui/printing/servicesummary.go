package printing

import (
	"context"
	"io"
	"slices"

	"jishi/model"
	"jishi/model/roster"
	"jishi/report"
)

// loadServiceSummary loads the summary of volunteer service.
func loadServiceSummary(ctx context.Context, st Store, job Job) (form, error) {
	from, to, err := job.period()
	if err != nil {
		return form{}, err
	}
	sum, err := st.ServiceSummary(ctx, from, to)
	if err != nil {
		return form{}, err
	}
	return form{
		draw:   func(w io.Writer, o report.Options) (report.Sheet, error) { return report.ServiceSummary(w, sum, o) },
		tables: serviceTables(sum, job.By),
	}, nil
}

func serviceSummaryName(_ context.Context, _ Store, job Job) (string, error) {
	from, to, err := job.period()
	name := "志愿服务总结 "
	if (model.ServiceSummary{Counted: model.Counted{From: from, To: to}}).WholeYear() {
		name = "志愿服务年度总结 "
	}
	name += model.PeriodName(from, to)
	if job.By != "" {
		name += " 按" + job.By.Chinese()
	}
	return name, err
}

// serviceTables are the groupings of a summary, a sheet each, and its honours and
// press reports; one grouping alone where it is named.
func serviceTables(sum model.ServiceSummary, only model.Grouping) []roster.Table {
	figures := []string{"场次", "人次", "人数", "小时", "受益人次"}
	teams := []string{"服务队（支）", "队员（人）"}
	var tables []roster.Table
	for _, by := range model.ServiceGroupings() {
		if only != "" && by != only {
			continue
		}
		t := roster.Table{Title: "按" + by.Chinese(), Columns: append([]string{"名称"}, figures...), Quantities: figures}
		if by == model.ByTeamClass {
			t.Columns, t.Quantities = slices.Concat([]string{"类别"}, teams, figures), append(teams, figures...)
			t.Rows = eachOf(report.ServiceClassCells(sum))
			tables = append(tables, t)
			continue
		}
		found := sum.By(by)
		var rows [][]string
		for _, r := range append(found.Rows[:len(found.Rows):len(found.Rows)], found.Sum) {
			rows = append(rows, report.ServiceCells(r))
		}
		t.Rows = eachOf(rows)
		tables = append(tables, t)
	}
	if only != "" {
		return tables
	}
	counts := []string{"荣誉", "其中个人", "其中集体", "新闻报道"}
	return append(tables, roster.Table{
		Title: "荣誉和新闻报道", Columns: append([]string{"级别"}, counts...), Quantities: counts, Rows: eachOf(report.LevelCells(sum.Levels)),
	})
}
