package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/report"
	"jishi/report/chart"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// statisticsStore is what statistics are counted from.
type statisticsStore interface {
	Counted(ctx context.Context, from, to model.Date) (model.Counted, error)
	StatisticNames(ctx context.Context) (model.StatisticNames, error)
}

// statisticsView is 统计: what was held in a period and who came, by one thing
// after the other, as a table and a chart. A click on a figure shows what it
// counts.
type statisticsView struct {
	desk  *desk
	store statisticsStore

	period  *periodChoice
	by      *widgets.FilterButton
	measure *widgets.FilterButton
	shape   *widgets.Segments
	sum     *widgets.Text
	table   *widgets.DataTable[statisticRow]
	chart   *statisticChart
	content fyne.CanvasObject

	counted model.Counted
	names   model.StatisticNames
	found   model.Statistics
	rows    []statisticRow
	asked   int // an answer that another question has overtaken is dropped
}

// statisticRow is a row of the table, or the whole.
type statisticRow struct {
	model.Statistic
	whole bool
}

func newStatisticsView(d *desk) reportView {
	v := &statisticsView{desk: d, store: d.store, sum: widgets.NewMuted("")}
	v.sum.Shrink = true
	v.period = newPeriodChoice(d, v.Refresh)
	var groupings []widgets.Option
	for _, g := range model.Groupings() {
		groupings = append(groupings, widgets.Option{Value: string(g), Text: g.Chinese()})
	}
	v.by = widgets.NewFilter(lang.L("By: "), groupings, func(value string) {
		v.shape.SetValue(string(report.ShapeOf(model.Grouping(value))))
		v.show()
	})
	var measures []widgets.Option
	for _, m := range model.Measures() {
		measures = append(measures, widgets.Option{Value: string(m), Text: m.Chinese()})
	}
	v.measure = widgets.NewFilter(lang.L("Chart: "), measures, func(string) { v.draw() })
	v.shape = newShapes(v.draw)
	v.table = widgets.NewListTable(v.columns(), func(r statisticRow) string {
		if r.whole {
			return "whole"
		}
		return "row " + r.Key
	}, func() []statisticRow { return v.rows },
		widgets.NewEmptyState(theme.ListIcon(), lang.L("Nothing was held in this period."), nil))
	v.table.OnCell = v.onFigure
	v.table.OnOpened = func(r statisticRow) { v.onFigure(r, figureActivities) }
	v.chart = newStatisticChart(d)
	v.content = v.layout()
	return v
}

// Columns that are no figure of people show activities when they are clicked.
const (
	figureActivities = "activities"
	figurePeople     = "people"
	figureHours      = "hours"
)

func (v *statisticsView) columns() []widgets.Column[statisticRow] {
	figure := func(id, title string, chars float32, of func(model.Statistic) string) widgets.Column[statisticRow] {
		return widgets.Column[statisticRow]{ID: id, Title: title, Chars: chars, Align: fyne.TextAlignTrailing, Cell: func(r statisticRow) widgets.Cell {
			text := of(r.Statistic)
			return widgets.Cell{Text: text, Link: text != "0" && text != "0.0" && text != "—", Muted: true, Bold: r.whole}
		}}
	}
	count := func(n func(model.Statistic) int) func(model.Statistic) string {
		return func(s model.Statistic) string { return grouped(n(s)) }
	}
	return []widgets.Column[statisticRow]{
		{ID: "name", Title: lang.L("Broken down by"), Chars: 6.4, Grow: 1, Cell: func(r statisticRow) widgets.Cell { return widgets.Cell{Text: r.Name, Bold: r.whole} }},
		figure(figureActivities, lang.L("Held (times)"), 2.4, count(func(s model.Statistic) int { return s.Activities })),
		figure("times", lang.L("Attendances"), 3, count(func(s model.Statistic) int { return s.Times })),
		figure(figurePeople, lang.L("Different people"), 2.6, count(func(s model.Statistic) int { return s.People })),
		figure(figureHours, lang.L("Hours"), 3.4, func(s model.Statistic) string { return model.Hours(s.Minutes) }),
		figure("expected", lang.L("Expected"), 3, count(func(s model.Statistic) int { return s.Expected })),
		figure("came", lang.L("Of them came"), 3, count(func(s model.Statistic) int { return s.Came })),
		figure("rate", lang.L("Rate"), 4.1, func(s model.Statistic) string {
			if text := s.RateText(); text != "" {
				return text
			}
			return "—"
		}),
	}
}

func (v *statisticsView) layout() fyne.CanvasObject {
	bar := container.NewBorder(nil, nil, widgets.Across(8, v.period.row, widgets.Spacer(4, 0), v.by), widgets.Across(8, v.measure, v.shape), nil)
	hint := widgets.NewMuted(lang.L("Click a figure to see which activities or people it counts. Planned and cancelled ones are not counted."))
	hint.Shrink = true
	return widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(4, widgets.Spacer(0, 4), v.sum, hint), nil, nil,
		widgets.Shares(widgets.Gap, []float32{1.5, 1}, v.table, v.chart.picture))
}

// Content and the rest are what 报表 asks of a tab.

func (v *statisticsView) Content() fyne.CanvasObject { return v.content }

func (v *statisticsView) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewMenuButton(lang.L("Export"), func() []*fyne.MenuItem { return v.choices(true) }),
		widgets.NewMenuButton(lang.L("Print"), func() []*fyne.MenuItem { return v.choices(false) }),
	}
}

// choices offer what is in view, or everything.
func (v *statisticsView) choices(spreadsheet bool) []*fyne.MenuItem {
	all := v.job()
	all.Spreadsheet = spreadsheet
	one := all
	one.By = model.Grouping(v.by.Value())
	do := func(job printing.Job) { v.desk.print(nil, job) }
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Only by {{.What}}", map[string]any{"What": one.By.Chinese()}), func() { do(one) }),
		fyne.NewMenuItem(lang.L("By everything"), func() { do(all) }),
	}
}

func (v *statisticsView) job() printing.Job {
	return printing.Job{Kind: printing.Statistics, From: v.period.from, Days: v.period.from.DaysUntil(v.period.to) + 1}
}

func (v *statisticsView) onPrint() {
	job := v.job()
	job.By = model.Grouping(v.by.Value())
	v.desk.print(nil, job)
}

// Refresh counts the period anew.
func (v *statisticsView) Refresh() {
	v.asked++
	asked, from, to := v.asked, v.period.from, v.period.to
	var counted model.Counted
	var names model.StatisticNames
	v.desk.run(func(ctx context.Context) (err error) {
		if names, err = v.store.StatisticNames(ctx); err != nil {
			return err
		}
		counted, err = v.store.Counted(ctx, from, to)
		return err
	}, func(err error) {
		if asked != v.asked {
			return
		}
		if err != nil {
			v.desk.fail(err, v.Refresh)
			return
		}
		v.counted, v.names = counted, names
		v.show()
	})
}

// show breaks the counted period down by what is chosen.
func (v *statisticsView) show() {
	v.found = v.counted.By(model.Grouping(v.by.Value()), v.names)
	v.rows = v.rows[:0]
	for _, r := range v.found.Rows {
		v.rows = append(v.rows, statisticRow{Statistic: r})
	}
	s := v.found.Sum
	if len(v.rows) > 0 {
		v.rows = append(v.rows, statisticRow{s, true})
	}
	v.sum.SetText(punctuated(
		lang.L("{{.N}} activities", map[string]any{"N": s.Activities}),
		lang.L("{{.N}} attendances", map[string]any{"N": grouped(s.Times)}),
		lang.L("{{.N}} different people", map[string]any{"N": grouped(s.People)}),
		lang.L("{{.N}} hours", map[string]any{"N": model.Hours(s.Minutes)}),
		rateOf(s),
	))
	v.table.ReloadTop()
	v.draw()
}

// rateOf says the rate in words, "" where nobody was expected.
func rateOf(s model.Statistic) string {
	if s.RateText() == "" {
		return ""
	}
	return lang.L("{{.Rate}} of the expected came", map[string]any{"Rate": s.RateText()})
}

// draw draws the chart of the table.
func (v *statisticsView) draw() {
	v.chart.show(v.found, model.Measure(v.measure.Value()), chart.Shape(v.shape.Value()))
}
