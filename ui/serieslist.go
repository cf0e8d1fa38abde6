package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// seriesRow is a series of lectures (讲坛) as the list shows it.
type seriesRow struct {
	id                                       model.ID
	title, organiser, owed, held, last, plan string
	tone                                     widgets.Tone
}

// seriesList lists the series of lectures with the months they missed.
type seriesList struct {
	page    *programmes
	rows    []seriesRow
	table   *widgets.DataTable[seriesRow]
	count   *widgets.Text
	content fyne.CanvasObject
}

func newSeriesList(p *programmes) *seriesList {
	l := &seriesList{page: p, count: widgets.NewMuted("")}
	l.table = widgets.NewListTable([]widgets.Column[seriesRow]{
		{ID: "title", Title: lang.L("Lecture series"), Chars: 8, Grow: 2, Cell: func(r seriesRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "organiser", Title: lang.L("Organiser"), Chars: 8, Grow: 2, Optional: true, Cell: func(r seriesRow) widgets.Cell { return widgets.Muted(r.organiser) }},
		{ID: "owed", Title: lang.L("Lectures a month"), Chars: 4.5, Cell: func(r seriesRow) widgets.Cell { return widgets.Plain(r.owed) }},
		{ID: "held", Title: lang.L("Given"), Chars: 4, Cell: func(r seriesRow) widgets.Cell { return widgets.Plain(r.held) }},
		{ID: "last", Title: lang.L("Latest lecture"), Chars: 7, Cell: func(r seriesRow) widgets.Cell { return widgets.Muted(r.last) }},
		{ID: "plan", Title: lang.L("Monthly plan"), Chars: 9, Grow: 1, Cell: func(r seriesRow) widgets.Cell { return widgets.Mark(r.plan, r.tone) }},
	}, func(r seriesRow) string { return string(r.id) }, func() []seriesRow { return l.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No lecture series yet."), widgets.NewPrimary(lang.L("New lecture series"), p.onNewSeries)))
	l.table.OnOpened = func(r seriesRow) { p.showSeries(r.id) }
	foot := container.NewHBox(l.count, layout.NewSpacer(), openButton(lang.L("Open the series"), l.table))
	l.content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, l.table)
	return l
}

// show lists the series among programmes; lectures are those of all.
func (l *seriesList) show(programmes []model.Programme, lectures []model.ActivitySummary) {
	d := l.page.desk
	l.rows = l.rows[:0]
	for _, p := range programmes {
		if p.Kind != model.LectureSeries {
			continue
		}
		var own []model.Activity
		held := 0
		var last model.Date
		for _, s := range lectures {
			if s.Programme != p.ID {
				continue
			}
			own = append(own, s.Activity)
			if isHeld(s.State) {
				held++
				if last.Before(s.Date()) {
					last = s.Date()
				}
			}
		}
		row := seriesRow{id: p.ID, title: p.Title, organiser: p.Organiser, owed: orDash(countText(p.PerMonth)), held: strconv.Itoa(held), last: "—"}
		if !last.IsZero() {
			row.last = d.shortDay(last)
		}
		row.plan, row.tone = planOf(p, own, d.today())
		l.rows = append(l.rows, row)
	}
	l.count.SetText(lang.L("{{.N}} lecture series", map[string]any{"N": len(l.rows)}))
	l.table.Reload()
}

// planOf says in a few words how a series keeps its monthly plan.
func planOf(series model.Programme, lectures []model.Activity, today model.Date) (string, widgets.Tone) {
	if !series.Closed.IsZero() {
		return lang.L("has ended"), widgets.Neutral
	}
	if series.PerMonth == 0 {
		return lang.L("no plan"), widgets.Neutral
	}
	if missed := model.MissedMonths(series, lectures, today); len(missed) > 0 {
		return lang.L("missed {{.Months}}", map[string]any{"Months": monthNames(missed, today)}), widgets.Red
	}
	now := model.SeriesYear(series, lectures, today.Year, today)[today.Month-1]
	if now.State == model.SeriesOpen {
		return lang.L("this month is not arranged"), widgets.Warn
	}
	return lang.L("on plan"), widgets.Good
}

// monthNames lists months, with their year where it is not today's.
func monthNames(months []model.Date, today model.Date) string {
	names := make([]string, len(months))
	for i, m := range months {
		if m.Year == today.Year {
			m.Year = 0
		}
		names[i] = m.Chinese()
	}
	return strings.Join(names, "、")
}
