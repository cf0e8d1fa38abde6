package printing

import (
	"context"
	"io"
	"slices"
	"strconv"

	"jishi/model"
	"jishi/model/roster"
	"jishi/report"
)

// loadCentres loads the overview of a street's centres.
func loadCentres(ctx context.Context, st Store, job Job) (form, error) {
	v, err := st.Overview(ctx, job.Month.Year, job.Month.Month)
	if err != nil {
		return form{}, err
	}
	if job.Ranked != "" {
		v.Rank(job.Ranked)
	}
	return form{
		draw:   func(w io.Writer, o report.Options) (report.Sheet, error) { return report.CentreOverview(w, v, o) },
		tables: []roster.Table{centreSheet(v)},
	}, nil
}

// centreSheet is the ranking with each centre's 人次 of the months beside it.
func centreSheet(v model.Overview) roster.Table {
	heads := []string{"名次", "代码", "中心", "最近上报", "逾期", "在册", "缺生日", "缺电话", "场次", "人次", "人数", "服务小时", "应到人次", "到会人次", "到会率（%）"}
	sheet := roster.Table{Title: v.Chinese() + "中心概览", Columns: heads, Quantities: append([]string{"名次"}, heads[5:]...)}
	for _, m := range v.Months {
		name := m.Chinese() + "人次"
		sheet.Columns, sheet.Quantities = append(sheet.Columns, name), append(sheet.Quantities, name)
	}
	if len(v.Streets) > 0 {
		sheet.Columns = slices.Insert(slices.Clone(sheet.Columns), 1, "街道")
	}
	var rows [][]string
	streets := map[model.ID]string{}
	for _, s := range v.Streets {
		streets[s.ID] = s.Name
	}
	for _, l := range v.Lines() {
		cells := centreCells(l.CentreFigures)
		switch {
		case l.Whole:
			cells[1] = "合计"
		case l.Place == 0:
			cells[1] = "本级"
		}
		place := ""
		if l.Place > 0 {
			place = strconv.Itoa(l.Place)
		}
		if len(v.Streets) > 0 {
			cells = append([]string{streets[l.Street]}, cells...)
		}
		rows = append(rows, append([]string{place}, cells...))
	}
	whole := append([]string{""}, centreCells(v.Sum)...)
	if len(v.Streets) > 0 {
		whole = append([]string{""}, whole...)
	}
	sheet.Rows = eachOf(append(rows, whole))
	return sheet
}

func centreCells(c model.CentreFigures) []string {
	received, overdue, rate := "", "", ""
	if !c.Received.IsZero() {
		received = model.DateOf(c.Received).String()
	}
	if c.Overdue {
		overdue = "逾期"
	}
	if _, ok := c.Rate(); ok {
		rate = strconv.FormatFloat(model.OfRate.Of(c.Statistic), 'f', 1, 64)
	}
	row := []string{c.Code, c.Name, received, overdue}
	for _, n := range []int{c.Members, c.NoBirthday, c.NoPhone, c.Activities, c.Times, c.People} {
		row = append(row, strconv.Itoa(n))
	}
	row = append(row, strconv.FormatFloat(model.OfHours.Of(c.Statistic), 'f', 1, 64), strconv.Itoa(c.Expected), strconv.Itoa(c.Came), rate)
	for _, n := range c.Trend {
		row = append(row, strconv.Itoa(n))
	}
	return row
}
