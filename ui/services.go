package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// servicesStore is what the list of services asks the store for.
type servicesStore interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}

// services is the tab 服务活动: the activities of volunteer service in the
// period.
type services struct {
	desk  *desk
	room  *volunteers
	store servicesStore

	rows    []activityRow
	table   *widgets.DataTable[activityRow]
	figures *widgets.Text
	text    string // of the search box
	openOne *widgets.Button
	add     *widgets.Button
	content fyne.CanvasObject
}

func newServices(d *desk, room *volunteers) *services {
	s := &services{desk: d, room: room, store: d.store, figures: widgets.NewMuted("")}
	s.figures.Shrink = true
	s.add = widgets.NewPrimary(lang.L("New service  Ctrl+N"), s.onNew)
	s.table = widgets.NewListTable(withOwner(d, serviceColumns(), 2, func(r activityRow) model.ID { return r.summary.Owner }), func(r activityRow) string { return string(r.id) }, func() []activityRow { return s.rows },
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("No volunteer service in this period."), widgets.NewButton(lang.L("New service"), s.onNew)))
	s.table.OnOpened = func(r activityRow) { d.goTo(pageActivities, openRecord(r.id)) }
	s.openOne = openButton(lang.L("Open the list"), s.table)
	foot := container.NewHBox(layout.NewSpacer(), s.openOne)
	s.content = container.NewBorder(widgets.Down(0, room.period.bar(s.figures), widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, s.table)
	return s
}

func serviceColumns() []widgets.Column[activityRow] {
	return []widgets.Column[activityRow]{
		{ID: "day", Title: lang.L("Day"), Chars: 7.5, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.day) }},
		{ID: "title", Title: lang.L("Title"), Chars: 10, Grow: 3, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "field", Title: lang.L("Field of service"), Chars: 5, Grow: 1, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.summary.ServiceField) }},
		{ID: "team", Title: lang.L("Volunteer team"), Chars: 8, Grow: 2, Optional: true, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.summary.Team) }},
		{ID: "helped", Title: lang.L("People helped"), Chars: 4, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(countText(r.summary.Beneficiaries)) }},
		{ID: "came", Title: lang.L("Came / expected"), Chars: 6, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.came) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3.5, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(model.Hours(r.summary.Tally.Minutes)) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}
}

func (s *services) Content() fyne.CanvasObject   { return s.content }
func (s *services) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{s.add} }

func (s *services) onNew() { s.room.newService() }

// Refresh loads the period, with what is planned in it.
func (s *services) Refresh() {
	filter := store.ActivityFilter{Kind: model.Volunteering, Search: s.text}
	filter.From, filter.To = s.room.period.planned()
	var list []model.ActivitySummary
	s.desk.run(func(ctx context.Context) (err error) {
		list, _, err = s.store.Activities(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			s.desk.fail(err, s.Refresh)
			return
		}
		s.show(list)
	})
}

func (s *services) show(list []model.ActivitySummary) {
	s.rows = nil
	helped, minutes := 0, 0
	for _, one := range list {
		s.rows = append(s.rows, activityRowOf(s.desk, one))
		helped += one.Beneficiaries
		minutes += one.Tally.Minutes
	}
	s.figures.SetText(lang.L("{{.N}} services, {{.Helped}} people helped, {{.Hours}} hours", map[string]any{
		"N": grouped(len(list)), "Helped": grouped(helped), "Hours": model.Hours(minutes),
	}))
	s.table.Reload()
}

// SearchHint says what the search box finds.
func (s *services) SearchHint() string { return lang.L("Find a service  Ctrl+F") }

// Search narrows the list.
func (s *services) Search(text string) {
	s.text = text
	s.Refresh()
}

// onFound moves the keys from the search box to the rows it found.
func (s *services) onFound() { focusFirst(s.table) }
