package ui

import (
	"testing"

	"jishi/model"
	"jishi/report/chart"
)

// What the pictures of 报表 show.

func openReportsTab(tab string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		shown[*reports](t, w, pageReports).tabs.Choose(tab)
	}
}

// reportsView goes to a tab and returns what stands behind it.
func reportsView[V reportView](t *testing.T, w *Window, tab string) V {
	t.Helper()
	r := shown[*reports](t, w, pageReports)
	r.tabs.Choose(tab)
	v, ok := r.view().(V)
	if !ok {
		t.Fatalf("behind %s stands %T", tab, r.view())
	}
	return v
}

func openStatisticsBy(by model.Grouping, shape chart.Shape) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		v := reportsView[*statisticsView](t, w, tabStatistics)
		v.by.Choose(string(by))
		v.shape.Choose(string(shape))
	}
}

func openBehindScreen(column string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		reportsView[*statisticsView](t, w, tabStatistics).table.PressCell(0, column)
	}
}

// openServiceReport shows the volunteer service of the year by something, and
// what a figure of the first row counts where one is named.
func openServiceReport(by model.Grouping, column string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		v := reportsView[*serviceReport](t, w, tabService)
		v.by.Choose(string(by))
		if column != "" {
			v.table.PressCell(0, column)
		}
	}
}

func openNoServiceScreen(t *testing.T, w *Window) {
	t.Helper()
	v := reportsView[*serviceReport](t, w, tabService)
	v.period.set(model.EachYear.Days(w.desk.today().Year+1, 0))
	v.Refresh()
}

func openAnyDaysScreen(t *testing.T, w *Window) {
	t.Helper()
	reportsView[*statisticsView](t, w, tabStatistics).period.span.Choose(anyDays)
}

func openLifeRulesScreen(t *testing.T, w *Window) {
	t.Helper()
	v := reportsView[*lifeView](t, w, tabLifeCheck)
	openLifeRules(w.desk, v.store).table.SelectRow(0)
}

func openLifeRuleScreen(t *testing.T, w *Window) {
	t.Helper()
	v := reportsView[*lifeView](t, w, tabLifeCheck)
	openLifeRule(openLifeRules(w.desk, v.store), 4)
}
