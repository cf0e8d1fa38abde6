package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// lectures are the lessons of a year, by day, with who gave how many.
type lectures struct {
	desk  *desk
	store programmesStore
	year  int

	rows           []activityRow
	name           *widgets.Text
	earlier, later *widgets.Button
	open           *widgets.Button
	sum            *widgets.Text
	table          *widgets.DataTable[activityRow]
	content        fyne.CanvasObject
}

func newLectures(d *desk) *lectures {
	l := &lectures{desk: d, store: d.store, year: d.today().Year, name: widgets.NewHeading(""), sum: widgets.NewMuted("")}
	l.earlier = widgets.NewButton("‹", func() { l.onYear(-1) })
	l.later = widgets.NewButton("›", func() { l.onYear(1) })
	l.sum.Shrink = true
	l.table = widgets.NewListTable([]widgets.Column[activityRow]{
		{ID: "day", Title: lang.L("Day"), Chars: 7.2, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.day) }},
		{ID: "title", Title: lang.L("Title"), Chars: 10, Grow: 3, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "presenter", Title: lang.L("Presenter"), Chars: 8, Grow: 1, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(presenterOf(r.summary.Activity)) }},
		{ID: "place", Title: lang.L("Place"), Chars: 5, Grow: 1, Optional: true, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.place) }},
		{ID: "came", Title: lang.L("Came / expected"), Chars: 6, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.came) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}, func(r activityRow) string { return string(r.id) }, func() []activityRow { return l.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No lesson in this year."), widgets.NewButton(lang.L("New lesson"), func() {
			d.goTo(pageActivities, newActivity{Kind: model.Lesson})
		})))
	l.table.OnOpened = func(r activityRow) { d.goTo(pageActivities, openRecord(r.id)) }
	bar := container.NewBorder(nil, nil, widgets.Across(8, l.earlier, l.name, l.later, widgets.Spacer(8, 0)), nil, l.sum)
	l.open = openButton(lang.L("Open the list"), l.table)
	foot := widgets.Down(0, widgets.Spacer(0, 8), container.NewHBox(layout.NewSpacer(), l.open))
	l.content = widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 10)), foot, nil, nil, l.table)
	return l
}

func (l *lectures) onYear(n int) {
	l.year += n
	l.refresh()
}

func (l *lectures) refresh() {
	filter := store.ActivityFilter{
		Kind: model.Lesson,
		From: model.Date{Year: l.year, Month: 1, Day: 1}, To: model.Date{Year: l.year, Month: 12, Day: 31},
	}
	var list []model.ActivitySummary
	l.desk.run(func(ctx context.Context) (err error) {
		list, _, err = l.store.Activities(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			l.desk.fail(err, l.refresh)
			return
		}
		l.show(list)
	})
}

func (l *lectures) show(list []model.ActivitySummary) {
	l.rows = l.rows[:0]
	given := map[string]int{}
	var names []string
	held := 0
	for _, s := range list {
		l.rows = append(l.rows, activityRowOf(l.desk, s))
		if !isHeld(s.State) {
			continue
		}
		held++
		if s.Presenter != "" {
			if given[s.Presenter] == 0 {
				names = append(names, s.Presenter)
			}
			given[s.Presenter]++
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return given[b] - given[a] })
	l.name.SetText(lang.L("Year {{.Year}}", map[string]any{"Year": l.year}))
	words := []string{lang.L("{{.N}} lessons given", map[string]any{"N": held})}
	for _, n := range names {
		words = append(words, lang.L("{{.Name}} {{.N}} times", map[string]any{"Name": n, "N": given[n]}))
	}
	l.sum.SetText(punctuated(words...))
	l.table.Reload()
}
