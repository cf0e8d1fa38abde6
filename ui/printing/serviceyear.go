package printing

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"

	"jishi/model"
	"jishi/model/roster"
	"jishi/report"
)

// loadServiceYear loads the yearly summary of volunteer service.
func loadServiceYear(ctx context.Context, st Store, job Job) (form, error) {
	y, err := st.ServiceYear(ctx, job.Month.Year)
	return form{
		draw:   func(w io.Writer, o report.Options) (report.Sheet, error) { return report.ServiceYear(w, y, o) },
		tables: serviceYearTables(y),
	}, err
}

func serviceYearName(_ context.Context, _ Store, job Job) (string, error) {
	return fmt.Sprintf("志愿服务年度总结 %d年", job.Month.Year), nil
}

// serviceYearTables are the lists of a year, a sheet each.
func serviceYearTables(y model.ServiceYear) []roster.Table {
	var classes [][]string
	for _, c := range y.Classes {
		classes = append(classes, []string{cmp.Or(c.Class, "未写明"), strconv.Itoa(c.Teams), strconv.Itoa(c.People)})
	}
	tables := []roster.Table{{Title: "服务队", Columns: []string{"类别", "服务队", "队员"}, Quantities: []string{"服务队", "队员"}, Rows: eachOf(classes)}}
	figures := []string{"场次", "人次", "人数", "小时", "受益人次"}
	for _, list := range []struct {
		title string
		rows  []model.ServiceFigure
	}{{"按月份", y.Months}, {"按服务领域", y.Fields}, {"按公益项目", y.Projects}, {"按志愿服务队", y.Teams}} {
		var rows [][]string
		sum := y.Sum
		sum.Name = "合计"
		for _, f := range append(list.rows[:len(list.rows):len(list.rows)], sum) {
			rows = append(rows, report.ServiceCells(f))
		}
		tables = append(tables, roster.Table{Title: list.title, Columns: append([]string{"名称"}, figures...), Quantities: figures, Rows: eachOf(rows)})
	}
	return tables
}
