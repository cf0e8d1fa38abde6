package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// lecturesStore is what the lessons of a year are read from.
type lecturesStore interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}

// lectures are the lessons and lectures of a year: who presented how many, and
// beside that the list of all or of one presenter's.
type lectures struct {
	desk  *desk
	store lecturesStore
	year  int

	list           []model.ActivitySummary // of the year and kind
	presented      []model.Presented
	rows           []activityRow
	kinds          *widgets.FilterButton
	name           *widgets.Text
	earlier, later *widgets.Button
	open, all      *widgets.Button
	sum            *widgets.Text
	people         *widgets.DataTable[model.Presented]
	table          *widgets.DataTable[activityRow]
	content        fyne.CanvasObject
}

func newLectures(d *desk) *lectures {
	l := &lectures{desk: d, store: d.store, year: d.today().Year, name: widgets.NewHeading(""), sum: widgets.NewMuted("")}
	l.earlier = widgets.NewButton("‹", func() { l.onYear(-1) })
	l.later = widgets.NewButton("›", func() { l.onYear(1) })
	l.sum.Shrink = true
	kinds := []widgets.Option{{Value: "", Text: lang.L("All")}}
	for _, k := range model.PresentedKinds() {
		kinds = append(kinds, widgets.Option{Value: string(k), Text: model.KindOf(k).Name})
	}
	l.kinds = widgets.NewFilter(lang.L("Kind: "), kinds, func(string) { l.refresh() })
	l.people = widgets.NewListTable(presenterColumns(), func(p model.Presented) string { return p.Key() },
		func() []model.Presented { return l.presented }, widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody has presented yet."), nil))
	l.people.OnSelected = func(model.Presented) { l.showRows() }
	l.table = widgets.NewListTable([]widgets.Column[activityRow]{
		{ID: "day", Title: lang.L("Day"), Chars: 7.2, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.day) }},
		{ID: "title", Title: lang.L("Title"), Chars: 9, Grow: 3, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 5.6, Optional: true, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.kind, widgets.Info) }},
		{ID: "came", Title: lang.L("Came / expected"), Chars: 6, Optional: true, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.came) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}, func(r activityRow) string { return string(r.id) }, func() []activityRow { return l.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No lesson in this year."), widgets.NewButton(lang.L("New lesson"), func() {
			d.goTo(pageActivities, newActivity{Kind: model.Lesson})
		})))
	l.table.OnOpened = func(r activityRow) { d.goTo(pageActivities, openRecord(r.id)) }
	bar := container.NewBorder(nil, nil, widgets.Across(8, l.earlier, l.name, l.later, l.kinds, widgets.Spacer(8, 0)), nil, l.sum)
	l.open = openButton(lang.L("Open the list"), l.table)
	l.all = widgets.NewButton(lang.L("Lessons of everybody"), l.onAll)
	foot := widgets.Down(0, widgets.Spacer(0, 8), container.NewHBox(l.all, layout.NewSpacer(), l.open))
	l.content = widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 10)), foot, nil, nil,
		widgets.Shares(widgets.Gap, []float32{1, 1.25}, l.people, l.table))
	return l
}

func presenterColumns() []widgets.Column[model.Presented] {
	return []widgets.Column[model.Presented]{
		{ID: "name", Title: lang.L("Presenter"), Chars: 5, Grow: 1, Cell: func(p model.Presented) widgets.Cell { return widgets.Strong(model.SpacedName(p.Name)) }},
		{ID: "post", Title: lang.L("Presenter's post"), Chars: 6, Grow: 2, Cell: func(p model.Presented) widgets.Cell { return widgets.Muted(p.Post) }},
		{ID: "member", Title: "", Chars: 3.5, Optional: true, Cell: func(p model.Presented) widgets.Cell {
			if p.Member == "" {
				return widgets.Mark(lang.L("outside"), widgets.Neutral)
			}
			return widgets.Mark(lang.L("our own"), widgets.Info)
		}},
		{ID: "lessons", Title: lang.L("Lessons"), Chars: 3, Cell: func(p model.Presented) widgets.Cell { return widgets.Plain(strconv.Itoa(p.Lessons)) }},
		{ID: "came", Title: lang.L("Listeners"), Chars: 5, Cell: func(p model.Presented) widgets.Cell { return widgets.Plain(grouped(p.Came)) }},
		{ID: "hours", Title: lang.L("Hours given"), Chars: 3.5, Cell: func(p model.Presented) widgets.Cell { return widgets.Plain(model.Hours(p.Minutes)) }},
	}
}

func (l *lectures) onYear(n int) {
	l.year += n
	l.refresh()
}

// onAll lists the lessons of everybody again.
func (l *lectures) onAll() {
	l.people.SelectKey("")
	l.showRows()
}

func (l *lectures) refresh() {
	filter := store.ActivityFilter{
		Kind: model.Kind(l.kinds.Value()), Presented: true,
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
		l.list = list
		l.show()
	})
}

func (l *lectures) show() {
	l.presented = model.CountPresenters(l.list)
	held, came := 0, 0
	for _, s := range l.list {
		if isHeld(s.State) {
			held++
			came += s.Tally.Came()
		}
	}
	l.name.SetText(lang.L("Year {{.Year}}", map[string]any{"Year": l.year}))
	l.sum.SetText(punctuated(
		lang.L("{{.N}} lessons given", map[string]any{"N": held}),
		lang.L("{{.N}} presenters", map[string]any{"N": len(l.presented)}),
		lang.L("{{.N}} attendances", map[string]any{"N": grouped(came)}),
	))
	l.people.Reload()
	l.showRows()
}

// showRows lists the lessons of the chosen presenter, or of everybody.
func (l *lectures) showRows() {
	chosen, one := l.people.Selected()
	able(l.all, one)
	l.rows = l.rows[:0]
	for _, s := range l.list {
		if !one || s.PresentedBy().Key() == chosen.Key() {
			l.rows = append(l.rows, activityRowOf(l.desk, s))
		}
	}
	l.table.Reload()
}
