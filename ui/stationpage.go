package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// The tabs of a station.
const (
	tabDuty  = "duty"
	tabItems = "items"
)

// stationPageStore is what one station's page asks the store for.
type stationPageStore interface {
	stationsStore
	Station(ctx context.Context, id model.ID, monday model.Date) (model.StationSummary, error)
	DutyRoster(ctx context.Context, station model.ID, monday model.Date) (model.DutyRoster, error)
	CopyShifts(ctx context.Context, station model.ID, from, to model.Date) (int, error)
	Items(ctx context.Context, station model.ID) ([]model.Item, error)
	SaveItems(ctx context.Context, station model.ID, items []model.Item) error
	RemoveStation(ctx context.Context, id model.ID) error
	shiftStore
}

// stationPage is one station in the place of the tabs: who is on duty in a
// week, what lies ready there.
type stationPage struct {
	desk  *desk
	room  *volunteers
	store stationPageStore
	id    model.ID

	station             model.StationSummary
	roster              model.DutyRoster
	monday              model.Date
	items               []model.Item
	week                *widgets.Text
	current, copyWeek   *widgets.Button
	duty                *widgets.Timetable
	table               *widgets.DataTable[model.Item]
	addItem, change     *widgets.Button
	remove              *widgets.Button
	tabs                *widgets.Tabs
	body                *fyne.Container
	facts               *widgets.Facts
	remarks             *fyne.Container
	edit, print         *widgets.Button
	more                *widgets.MenuButton
	form                *sheet       // last opened
	shift               *shiftDialog // last opened
	asked               int          // an answer that another question has overtaken is dropped
	content, rosterView fyne.CanvasObject
}

func newStationPage(d *desk, room *volunteers, id model.ID) *stationPage {
	p := &stationPage{
		desk: d, room: room, store: d.store, id: id, monday: model.MondayOf(d.today()),
		week: widgets.NewHeading(""), body: container.NewStack(), facts: widgets.NewFacts(5), remarks: widgets.Down(8),
	}
	p.edit = widgets.NewButton(lang.L("Edit"), p.onEdit)
	p.print = widgets.NewPrimary(lang.L("Print the duty roster  Ctrl+P"), p.onPrint)
	p.more = widgets.NewMenuButton(lang.L("More actions"), p.moreItems)
	p.duty = widgets.NewTimetable(p.onCell)
	p.current = widgets.NewButton(lang.L("To this week"), func() { p.goToWeek(model.MondayOf(d.today())) })
	p.copyWeek = widgets.NewButton(lang.L("Take over last week"), p.onCopy)
	earlier := widgets.NewButton("‹", func() { p.goToWeek(p.monday.AddDays(-7)) })
	later := widgets.NewButton("›", func() { p.goToWeek(p.monday.AddDays(7)) })
	bar := container.NewHBox(widgets.Across(8, earlier, widgets.Chars(9, container.NewCenter(p.week)), later, p.current), layout.NewSpacer(), p.copyWeek)
	hint := widgets.NewMuted(lang.L("Click a part of a day to say who is on duty."))
	hint.Shrink = true
	p.rosterView = widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), hint), nil, nil, container.NewVScroll(p.duty))
	p.makeItems()
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabDuty, Text: lang.L("Duty roster")}, {Value: tabItems, Text: lang.L("Things")},
	}, func(string) { p.showTab() })
	card := widgets.NewCard("", container.NewBorder(widgets.Down(0, p.tabs, widgets.Spacer(0, 10)), nil, nil, nil, p.body))
	side := sideColumn(widgets.NewCard(lang.L("The station"), widgets.Down(10, p.remarks, p.facts)), layout.NewSpacer(), nil)
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), side), card)
	p.showTab()
	return p
}

// makeItems builds the list of things.
func (p *stationPage) makeItems() {
	type row = model.Item
	p.addItem = widgets.NewPrimary(lang.L("Add a thing…"), func() { p.onItem(model.Item{Quantity: 1}) })
	p.change = widgets.NewButton(lang.L("Change…"), func() {
		if item, ok := p.table.Selected(); ok {
			p.onItem(item)
		}
	})
	p.remove = widgets.NewButton(lang.L("Remove"), p.onRemoveItem)
	p.table = widgets.NewListTable([]widgets.Column[row]{
		{ID: "name", Title: lang.L("Thing"), Chars: 8, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Name) }},
		{ID: "quantity", Title: lang.L("Quantity"), Chars: 5, Cell: func(r row) widgets.Cell {
			return widgets.Plain(strings.TrimSpace(strconv.Itoa(r.Quantity) + " " + r.Unit))
		}},
		{ID: "note", Title: lang.L("Notes"), Chars: 8, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Muted(r.Note) }},
	}, func(r row) string { return string(r.ID) }, func() []row { return p.items },
		widgets.NewEmptyState(theme.StorageIcon(), lang.L("Nothing is written down here yet: umbrellas, a medicine chest, reading glasses."),
			widgets.NewButton(lang.L("Add a thing…"), func() { p.onItem(model.Item{Quantity: 1}) })))
	p.table.OnSelected = func(row) { p.showButtons() }
	p.table.OnOpened = p.onItem
}

func (p *stationPage) Title() string              { return p.station.Name }
func (p *stationPage) Content() fyne.CanvasObject { return p.content }

// Head names the station.
func (p *stationPage) Head() fyne.CanvasObject {
	pill := widgets.NewPill(lang.L("open"), widgets.Good)
	if !p.station.Closed.IsZero() {
		pill.Set(lang.L("given up"), widgets.Neutral)
	}
	return headline(lang.L("Stations"), p.room.close, p.station.Name, pill, punctuated(p.station.Code, p.station.Hours))
}

// Actions are the buttons of the top bar.
func (p *stationPage) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.more, p.edit, p.print}
}

func (p *stationPage) goToWeek(monday model.Date) {
	p.monday = monday
	p.Refresh()
}

// Refresh loads the station and the week in view.
func (p *stationPage) Refresh() {
	p.asked++
	asked, monday := p.asked, p.monday
	var station model.StationSummary
	var roster model.DutyRoster
	var items []model.Item
	p.desk.run(func(ctx context.Context) (err error) {
		if station, err = p.store.Station(ctx, p.id, monday); err != nil {
			return err
		}
		if roster, err = p.store.DutyRoster(ctx, p.id, monday); err != nil {
			return err
		}
		items, err = p.store.Items(ctx, p.id)
		return err
	}, func(err error) {
		if asked != p.asked {
			return
		}
		if err != nil {
			p.desk.fail(err, p.Refresh)
			return
		}
		p.station, p.roster, p.items = station, roster, items
		p.show()
	})
}

func (p *stationPage) show() {
	s := p.station
	p.facts.Set(sideChars*theme.TextSize()-2*widgets.Gap, []widgets.Fact{
		{Label: lang.L("Code"), Value: s.Code},
		{Label: lang.L("Keeper"), Value: model.SpacedName(s.KeeperName)},
		{Label: lang.L("Address of the station"), Value: s.Address},
		{Label: lang.L("Opening hours"), Value: s.Hours},
		{Label: lang.L("Phone"), Value: s.Phone},
		{Label: lang.L("Teams"), Value: strconv.Itoa(s.Teams)},
		{Label: lang.L("Opened"), Value: s.Opened.Chinese()},
		{Label: lang.L("Notes"), Value: s.Notes},
	})
	showRemarks(p.remarks, s.Remarks())
	p.showWeek()
	p.table.Reload()
	p.showButtons()
	p.room.retitle()
}

// showWeek fills the timetable.
func (p *stationPage) showWeek() {
	sunday := p.monday.AddDays(6)
	p.week.SetText(lang.L("{{.From}} to {{.To}}", map[string]any{"From": p.desk.shortDay(p.monday), "To": p.desk.shortDay(sunday)}))
	able(p.current, p.monday != model.MondayOf(p.desk.today()))
	var heads [7]string
	for day := range heads {
		date := p.monday.AddDays(day)
		heads[day] = lang.L("{{.Weekday}} {{.Day}}", map[string]any{"Weekday": weekday(date), "Day": date.Day})
	}
	today := p.monday.DaysUntil(p.desk.today())
	if today > 6 {
		today = -1
	}
	var rows []widgets.TimetableRow
	for _, part := range model.DayParts() {
		row := widgets.TimetableRow{Title: part.Chinese()}
		for day := range row.Days {
			cell := &row.Days[day]
			for _, person := range p.roster.At(day, part) {
				cell.Lines = append(cell.Lines, model.SpacedName(person.Name))
				cell.Wrong = cell.Wrong || person.Gone != ""
			}
			if n := len(cell.Lines); n > 0 {
				cell.All = lang.L("{{.N}} people", map[string]any{"N": n})
			}
		}
		rows = append(rows, row)
	}
	p.duty.SetRows(heads, today, rows)
}

func (p *stationPage) showTab() {
	content := p.rosterView
	if p.tabs.Value() == tabItems {
		foot := container.NewHBox(layout.NewSpacer(), widgets.Across(8, p.remove, p.change, p.addItem))
		content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.table)
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
}

func (p *stationPage) showButtons() {
	_, ok := p.table.Selected()
	able(p.change, ok)
	able(p.remove, ok)
}

// onCell asks who is on duty.
func (p *stationPage) onCell(row, column int) {
	day, part := p.monday.AddDays(column), model.DayParts()[row]
	p.shift = openShift(p.desk, p.store, p.station.Station, day, part, p.roster.At(column, part))
}

// onCopy puts last week's people where nobody is on duty yet.
func (p *stationPage) onCopy() {
	monday := p.monday
	var copied int
	p.desk.run(func(ctx context.Context) (err error) {
		copied, err = p.store.CopyShifts(ctx, p.id, monday.AddDays(-7), monday)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.say(lang.L("{{.N}} shifts taken over from the week before", map[string]any{"N": copied}))
		p.desk.changed()
	})
}

// onItem adds a thing, or changes it.
func (p *stationPage) onItem(item model.Item) {
	f := newSheet(p.desk, 2)
	f.entry("Name", lang.L("Thing"), &item.Name, true)
	f.number("Quantity", lang.L("Quantity"), &item.Quantity)
	f.suggest("Unit", lang.L("Unit of quantity"), []string{"个", "把", "套", "件", "箱", "本", "副"}, &item.Unit)
	f.entry("Note", lang.L("Notes"), &item.Note, true)
	p.form = f
	f.open(lang.L("Thing"), 480, func(ctx context.Context) error {
		list := slices.Clone(p.items)
		if at := slices.IndexFunc(list, func(i model.Item) bool { return i.ID == item.ID && item.ID != "" }); at >= 0 {
			list[at] = item
		} else {
			list = append(list, item)
		}
		return p.store.SaveItems(ctx, p.id, list)
	}, p.desk.changed)
}

func (p *stationPage) onRemoveItem() {
	item, ok := p.table.Selected()
	if !ok {
		return
	}
	list := slices.DeleteFunc(slices.Clone(p.items), func(i model.Item) bool { return i.ID == item.ID })
	p.desk.ask(lang.L("Remove “{{.Name}}”?", map[string]any{"Name": item.Name}), lang.L("It goes off the station's list."), lang.L("Remove"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.SaveItems(ctx, p.id, list) }, func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
				return
			}
			p.desk.changed()
		})
	})
}

// onEdit opens the station's form.
func (p *stationPage) onEdit() {
	if p.station.ID != "" {
		p.form = openStationForm(p.desk, p.store, p.station, func(model.Station) { p.desk.changed() })
	}
}

// onPrint prints the roster of the week in view.
func (p *stationPage) onPrint() {
	p.desk.print(nil, printing.Job{Kind: printing.DutyRoster, ID: p.id, From: p.monday})
}

// moreItems are what is seldom done with a station.
func (p *stationPage) moreItems() []*fyne.MenuItem {
	return []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Remove the station"), p.onRemove)}
}

func (p *stationPage) onRemove() {
	p.desk.ask(lang.L("Remove the station?"), lang.L("“{{.Name}}” goes off the list.", map[string]any{"Name": p.station.Name}), lang.L("Remove"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.RemoveStation(ctx, p.id) }, func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
				return
			}
			p.desk.say(lang.L("Removed"))
			p.room.close()
			p.desk.changed()
		})
	})
}
