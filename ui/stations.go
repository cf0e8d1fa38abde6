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

// stationsStore is what the list of stations asks the store for.
type stationsStore interface {
	Stations(ctx context.Context, f store.StationFilter) ([]model.StationSummary, error)
	SaveStation(ctx context.Context, s model.Station) (model.Station, error)
}

// stations is the tab 服务站: the places where volunteers serve.
type stations struct {
	desk  *desk
	room  *volunteers
	store stationsStore

	rows    []model.StationSummary
	table   *widgets.DataTable[model.StationSummary]
	closed  *widgets.LinkText // shows those given up too, or not
	all     bool
	figures *widgets.Text
	text    string // of the search box
	openOne *widgets.Button
	add     *widgets.Button
	form    *sheet // last opened
	content fyne.CanvasObject
}

func newStations(d *desk, room *volunteers) *stations {
	s := &stations{desk: d, room: room, store: d.store, figures: widgets.NewMuted("")}
	s.add = widgets.NewPrimary(lang.L("New station  Ctrl+N"), s.onNew)
	s.table = widgets.NewListTable(stationColumns(), func(r model.StationSummary) string { return string(r.ID) }, func() []model.StationSummary { return s.rows },
		widgets.NewEmptyState(theme.HomeIcon(), lang.L("No station yet."), widgets.NewPrimary(lang.L("New station"), s.onNew)))
	s.table.OnOpened = func(r model.StationSummary) { s.show(r.ID) }
	s.closed = widgets.NewLink("", func() { s.all = !s.all; s.Refresh() })
	s.openOne = openButton(lang.L("Open the station"), s.table)
	bar := container.NewHBox(s.figures, layout.NewSpacer(), container.NewCenter(s.closed))
	foot := container.NewHBox(layout.NewSpacer(), s.openOne)
	s.content = container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, s.table)
	return s
}

func stationColumns() []widgets.Column[model.StationSummary] {
	type row = model.StationSummary
	return []widgets.Column[row]{
		{ID: "code", Title: lang.L("Code"), Chars: 8.2, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Code)) }},
		{ID: "name", Title: lang.L("Station"), Chars: 8, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Name) }},
		{ID: "address", Title: lang.L("Address of the station"), Chars: 7, Grow: 2, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Address)) }},
		{ID: "hours", Title: lang.L("Opening hours"), Chars: 8, Grow: 1, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Hours)) }},
		{ID: "keeper", Title: lang.L("Keeper"), Chars: 4, Grow: 1, Cell: func(r row) widgets.Cell {
			switch {
			case !r.Closed.IsZero():
				return widgets.Mark(lang.L("given up"), widgets.Neutral)
			case r.Keeper == "":
				return widgets.Mark(lang.L("no keeper"), widgets.Warn)
			case r.KeeperGone != "":
				return widgets.Mark(lang.L("keeper gone"), widgets.Warn)
			}
			return widgets.Plain(model.SpacedName(r.KeeperName))
		}},
		{ID: "teams", Title: lang.L("Teams"), Chars: 4, Cell: func(r row) widgets.Cell { return widgets.Plain(strconv.Itoa(r.Teams)) }},
		{ID: "duty", Title: lang.L("On duty this week"), Chars: 5, Cell: func(r row) widgets.Cell { return widgets.Plain(strconv.Itoa(r.OnDuty)) }},
	}
}

func (s *stations) Content() fyne.CanvasObject   { return s.content }
func (s *stations) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{s.add} }

// Open shows a station.
func (s *stations) Open(errand any) {
	if id, ok := errand.(openRecord); ok {
		s.show(model.ID(id))
	}
}

func (s *stations) show(id model.ID) { s.room.show(newStationPage(s.desk, s.room, id)) }

// Refresh loads the stations.
func (s *stations) Refresh() {
	filter := store.StationFilter{Search: s.text, Closed: s.all, Monday: model.MondayOf(s.desk.today())}
	var list []model.StationSummary
	s.desk.run(func(ctx context.Context) (err error) {
		list, err = s.store.Stations(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			s.desk.fail(err, s.Refresh)
			return
		}
		s.rows = list
		s.figures.SetText(lang.L("{{.N}} stations", map[string]any{"N": grouped(len(list))}))
		s.closed.SetText(lang.L("Show those given up"))
		if s.all {
			s.closed.SetText(lang.L("Hide those given up"))
		}
		s.table.Reload()
	})
}

// SearchHint says what the search box finds.
func (s *stations) SearchHint() string { return lang.L("Find a station  Ctrl+F") }

// Search narrows the list.
func (s *stations) Search(text string) {
	s.text = text
	s.Refresh()
}

// onFound moves the keys from the search box to the rows it found.
func (s *stations) onFound() { focusFirst(s.table) }

func (s *stations) onNew() {
	s.form = openStationForm(s.desk, s.store, model.StationSummary{}, func(saved model.Station) {
		s.desk.changed()
		s.show(saved.ID)
	})
}

// openStationForm asks for a station, a new one without ID.
func openStationForm(d *desk, st stationsStore, one model.StationSummary, saved func(model.Station)) *sheet {
	s := one.Station
	f := newSheet(d, 2)
	f.entry("Name", lang.L("Name of the station"), &s.Name, true)
	f.entry("Code", lang.L("Code"), &s.Code, false)
	f.person("Keeper", lang.L("Keeper"), &s.Keeper, model.SpacedName(one.KeeperName))
	f.entry("Address", lang.L("Address of the station"), &s.Address, true)
	f.suggest("Hours", lang.L("Opening hours"), []string{"周一至周五 8:30–17:30", "每天 8:30–17:30", "周六周日 9:00–17:00"}, &s.Hours)
	f.entry("Phone", lang.L("Phone"), &s.Phone, false)
	f.day("Opened", lang.L("Opened"), &s.Opened)
	f.day("Closed", lang.L("Given up (empty while it is open)"), &s.Closed)
	f.area("Notes", lang.L("Notes"), 2, &s.Notes)
	title := lang.L("New station")
	if s.ID != "" {
		title = lang.L("Change the station")
	}
	f.open(title, 720, func(ctx context.Context) (err error) {
		s, err = st.SaveStation(ctx, s)
		return err
	}, func() { saved(s) })
	return f
}
