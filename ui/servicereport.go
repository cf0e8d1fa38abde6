package ui

import (
	"context"
	"strconv"

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

// serviceReportStore is what the figures of volunteer service are counted from.
type serviceReportStore interface {
	ServiceSummary(ctx context.Context, from, to model.Date) (model.ServiceSummary, error)
}

// serviceReport is the tab 志愿服务 of 报表: the volunteer service of a period by
// one thing after the other, with the teams by class, as a table and a chart. A
// click on a figure shows what it counts.
type serviceReport struct {
	desk  *desk
	store serviceReportStore

	period  *periodChoice
	by      *widgets.FilterButton
	measure *widgets.FilterButton
	shape   *widgets.Segments
	sum     *widgets.Text
	table   *widgets.DataTable[serviceReportRow]
	chart   *statisticChart
	content fyne.CanvasObject

	summary model.ServiceSummary
	found   model.Statistics
	rows    []serviceReportRow
	behind  *dialogBox // of the figure clicked last
	asked   int        // an answer that another question has overtaken is dropped
}

// serviceReportRow is a row of the table, or the whole.
type serviceReportRow struct {
	model.Statistic
	whole  bool
	teams  []model.StandingTeam // of a class
	inThem int                  // people in those teams
}

// Columns of volunteer service beside those of statistics.
const (
	figureTimes  = "times"
	figureHelped = "helped"
	figureTeams  = "teams"
	figurePlaces = "places"
)

func newServiceReport(d *desk) reportView {
	v := &serviceReport{desk: d, store: d.store, sum: widgets.NewMuted("")}
	v.sum.Shrink = true
	v.period = newPeriodChoice(d, v.Refresh)
	var groupings []widgets.Option
	for _, g := range model.ServiceGroupings() {
		groupings = append(groupings, widgets.Option{Value: string(g), Text: g.Chinese()})
	}
	v.by = widgets.NewFilter(lang.L("By: "), groupings, v.onBy)
	var measures []widgets.Option
	for _, m := range model.ServiceMeasures() {
		measures = append(measures, widgets.Option{Value: string(m), Text: m.Chinese()})
	}
	v.measure = widgets.NewFilter(lang.L("Chart: "), measures, func(string) { v.draw() })
	v.shape = newShapes(v.draw)
	v.shape.SetValue(string(report.ShapeOf(v.grouping())))
	v.table = widgets.NewListTable(serviceReportColumns(v.grouping()), func(r serviceReportRow) string {
		if r.whole {
			return "whole"
		}
		return "row " + r.Key
	}, func() []serviceReportRow { return v.rows },
		widgets.NewEmptyState(theme.ListIcon(), lang.L("No volunteer service was held in this period. Choose another one, or enter a service."),
			widgets.NewButton(lang.L("Go to volunteer service"), func() { d.goTo(pageVolunteers, openTab{key: tabServices}) })))
	v.table.OnCell = v.onFigure
	v.table.OnOpened = func(r serviceReportRow) { v.onFigure(r, figureActivities) }
	v.chart = newStatisticChart(d)
	bar := container.NewBorder(nil, nil, widgets.Across(8, v.period.row, widgets.Spacer(4, 0), v.by), widgets.Across(8, v.measure, v.shape), nil)
	hint := widgets.NewMuted(lang.L("Click a figure to see what it counts. Attendances, people and hours are of confirmed hours alone."))
	hint.Shrink = true
	v.content = widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(4, widgets.Spacer(0, 4), v.sum, hint), nil, nil,
		widgets.Shares(widgets.Gap, []float32{1.5, 1}, v.table, v.chart.picture))
	return v
}

// grouping is by what the table is broken down.
func (v *serviceReport) grouping() model.Grouping { return model.Grouping(v.by.Value()) }

// serviceReportColumns are the columns of a grouping: classes have teams too.
func serviceReportColumns(by model.Grouping) []widgets.Column[serviceReportRow] {
	figure := func(id, title string, chars float32, of func(serviceReportRow) string) widgets.Column[serviceReportRow] {
		return widgets.Column[serviceReportRow]{ID: id, Title: title, Chars: chars, Align: fyne.TextAlignTrailing, Cell: func(r serviceReportRow) widgets.Cell {
			text := of(r)
			return widgets.Cell{Text: text, Link: text != "0" && text != "0.0", Muted: true, Bold: r.whole}
		}}
	}
	columns := []widgets.Column[serviceReportRow]{
		{ID: "name", Title: lang.L("Broken down by"), Chars: 5, Grow: 1, Cell: func(r serviceReportRow) widgets.Cell { return widgets.Cell{Text: r.Name, Bold: r.whole} }},
	}
	if by == model.ByTeamClass {
		columns = append(columns,
			figure(figureTeams, lang.L("Teams"), 3.4, func(r serviceReportRow) string { return grouped(len(r.teams)) }),
			figure(figurePlaces, lang.L("Members of the team"), 2.6, func(r serviceReportRow) string { return grouped(r.inThem) }))
	}
	return append(columns,
		figure(figureActivities, lang.L("Held (times)"), 2.4, func(r serviceReportRow) string { return grouped(r.Activities) }),
		figure(figureTimes, lang.L("Attendances"), 3.2, func(r serviceReportRow) string { return grouped(r.Times) }),
		figure(figurePeople, lang.L("Different people"), 2.8, func(r serviceReportRow) string { return grouped(r.People) }),
		figure(figureHours, lang.L("Hours"), 4, func(r serviceReportRow) string { return model.Hours(r.Minutes) }),
		figure(figureHelped, lang.L("Times helped"), 4.4, func(r serviceReportRow) string { return grouped(r.Beneficiaries) }),
	)
}

// Content and the rest are what 报表 asks of a tab.

func (v *serviceReport) Content() fyne.CanvasObject { return v.content }

func (v *serviceReport) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewMenuButton(lang.L("Export"), v.exports),
		widgets.NewMenuButton(lang.L("Print"), v.prints),
	}
}

// exports write what is in view, or everything, as a spreadsheet.
func (v *serviceReport) exports() []*fyne.MenuItem {
	all := v.job()
	all.Spreadsheet = true
	one := all
	one.By = v.grouping()
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Only by {{.What}}", map[string]any{"What": one.By.Chinese()}), func() { v.desk.print(nil, one) }),
		fyne.NewMenuItem(lang.L("By everything"), func() { v.desk.print(nil, all) }),
	}
}

// prints are the summary of the period in view and that of its year.
func (v *serviceReport) prints() []*fyne.MenuItem {
	items := []*fyne.MenuItem{v.printYear()}
	if !v.summary.WholeYear() {
		title := lang.L("Summary of {{.Period}}", map[string]any{"Period": model.PeriodName(v.period.from, v.period.to)})
		items = append([]*fyne.MenuItem{fyne.NewMenuItem(title, v.onPrint)}, items...)
	}
	return items
}

func (v *serviceReport) printYear() *fyne.MenuItem {
	job := printing.Job{Kind: printing.VolunteerYear, Month: model.Date{Year: v.period.from.Year}}
	return fyne.NewMenuItem(lang.L("Print the summary of {{.Year}}", map[string]any{"Year": job.Month.Year}), func() { v.desk.print(nil, job) })
}

func (v *serviceReport) job() printing.Job {
	return printing.Job{Kind: printing.VolunteerYear, From: v.period.from, Days: v.period.from.DaysUntil(v.period.to) + 1}
}

// onPrint prints the summary of the period in view.
func (v *serviceReport) onPrint() { v.desk.print(nil, v.job()) }

// Refresh counts the period anew.
func (v *serviceReport) Refresh() {
	v.asked++
	asked, from, to := v.asked, v.period.from, v.period.to
	var summary model.ServiceSummary
	v.desk.run(func(ctx context.Context) (err error) {
		summary, err = v.store.ServiceSummary(ctx, from, to)
		return err
	}, func(err error) {
		if asked != v.asked {
			return
		}
		if err != nil {
			v.desk.fail(err, v.Refresh)
			return
		}
		v.summary = summary
		v.show()
	})
}

func (v *serviceReport) onBy(value string) {
	v.shape.SetValue(string(report.ShapeOf(model.Grouping(value))))
	v.table.SetColumns(serviceReportColumns(v.grouping()))
	v.show()
}

// show breaks the counted period down by what is chosen.
func (v *serviceReport) show() {
	v.found = v.summary.By(v.grouping())
	v.rows = nil
	for _, r := range v.found.Rows {
		v.rows = append(v.rows, newServiceReportRow(r, v.summary.TeamsOf(r.Key), false))
	}
	s := v.found.Sum
	if len(v.rows) > 0 {
		v.rows = append(v.rows, newServiceReportRow(s, v.summary.Teams, true))
	}
	v.sum.SetText(punctuated(
		lang.L("{{.N}} activities", map[string]any{"N": s.Activities}),
		lang.L("{{.N}} attendances", map[string]any{"N": grouped(s.Times)}),
		lang.L("{{.N}} different people", map[string]any{"N": grouped(s.People)}),
		lang.L("{{.N}} hours", map[string]any{"N": model.Hours(s.Minutes)}),
		lang.L("people helped {{.N}} times", map[string]any{"N": grouped(s.Beneficiaries)}),
		v.unconfirmed(),
	))
	v.table.ReloadTop()
	v.draw()
}

func newServiceReportRow(s model.Statistic, teams []model.StandingTeam, whole bool) serviceReportRow {
	people, _ := model.PeopleOf(teams)
	return serviceReportRow{Statistic: s, whole: whole, teams: teams, inThem: len(people)}
}

// unconfirmed says at how many services nobody's hours are confirmed.
func (v *serviceReport) unconfirmed() string {
	n := len(v.summary.Activities) - len(v.summary.Attended().Activities)
	if n == 0 {
		return ""
	}
	return lang.L("of {{.N}} services no hours are confirmed", map[string]any{"N": strconv.Itoa(n)})
}

// draw draws the chart of the table.
func (v *serviceReport) draw() {
	v.chart.show(v.found, model.Measure(v.measure.Value()), chart.Shape(v.shape.Value()))
}
