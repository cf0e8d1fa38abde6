package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// roomWeekStore is what the week of the rooms asks the store for.
type roomWeekStore interface {
	Rooms(ctx context.Context) ([]model.Room, error)
	Booked(ctx context.Context, from, to model.Date) ([]model.Activity, error)
}

// roomWeek is 场所: what takes which room on which day of a week, with the
// rooms' dictionary and the count of their visitors.
type roomWeek struct {
	desk  *desk
	store roomWeekStore
	page  *activities

	monday  model.Date
	rooms   []model.Room
	booked  []model.Activity
	name    *widgets.Text
	current *widgets.Button
	table   *widgets.Timetable
	content fyne.CanvasObject
	asked   int // an answer that another question has overtaken is dropped
}

func newRoomWeek(d *desk, page *activities) *roomWeek {
	r := &roomWeek{desk: d, store: d.store, page: page, monday: mondayOf(d.today()), name: widgets.NewHeading("")}
	r.table = widgets.NewTimetable(r.onCell)
	earlier := widgets.NewButton("‹", func() { r.goToWeek(r.monday.AddDays(-7)) })
	later := widgets.NewButton("›", func() { r.goToWeek(r.monday.AddDays(7)) })
	r.current = widgets.NewButton(lang.L("To this week"), func() { r.goToWeek(mondayOf(d.today())) })
	visit := widgets.NewButton(lang.L("Note visitors…"), r.onVisitors)
	counts := widgets.NewButton(lang.L("Visitors by zone…"), func() { openZoneVisits(d, d.store) })
	edit := widgets.NewButton(lang.L("Rooms…"), func() { openRooms(d, d.store) })
	bar := container.NewHBox(
		widgets.Across(8, earlier, widgets.Chars(9, container.NewCenter(r.name)), later, r.current),
		layout.NewSpacer(), widgets.Across(8, visit, counts, edit))
	r.content = widgets.NewCard("", container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), nil, nil, nil, container.NewVScroll(r.table)))
	return r
}

func (r *roomWeek) goToWeek(monday model.Date) {
	r.monday = monday
	r.load()
}

// load reads the rooms and what takes them in the week.
func (r *roomWeek) load() {
	r.asked++
	asked, monday := r.asked, r.monday
	var rooms []model.Room
	var booked []model.Activity
	r.desk.run(func(ctx context.Context) (err error) {
		if rooms, err = r.store.Rooms(ctx); err != nil {
			return err
		}
		booked, err = r.store.Booked(ctx, monday, monday.AddDays(6))
		return err
	}, func(err error) {
		if asked != r.asked {
			return
		}
		if err != nil {
			r.desk.fail(err, r.load)
			return
		}
		r.rooms, r.booked = rooms, booked
		r.show()
	})
}

func (r *roomWeek) show() {
	sunday := r.monday.AddDays(6)
	r.name.SetText(lang.L("{{.From}} to {{.To}}", map[string]any{"From": r.desk.shortDay(r.monday), "To": r.desk.shortDay(sunday)}))
	able(r.current, r.monday != mondayOf(r.desk.today()))
	var heads [7]string
	for day := range heads {
		date := r.monday.AddDays(day)
		heads[day] = weekday(date) + " " + r.desk.shortDay(date)
	}
	today := r.monday.DaysUntil(r.desk.today())
	if today > 6 {
		today = -1
	}
	var rows []widgets.TimetableRow
	for i, room := range r.rooms {
		rows = append(rows, r.row(i, room.Name, roomNote(room)))
	}
	if elsewhere := r.row(len(r.rooms), lang.L("Other places"), ""); hasAny(elsewhere) {
		rows = append(rows, elsewhere)
	}
	r.table.SetRows(heads, today, rows)
}

// roomNote says a room's zone and how many find a seat.
func roomNote(room model.Room) string {
	seats := ""
	if room.Seats > 0 {
		seats = lang.L("{{.N}} seats", map[string]any{"N": room.Seats})
	}
	return punctuated(room.Zone, seats)
}

func hasAny(row widgets.TimetableRow) bool {
	return slices.ContainsFunc(row.Days[:], func(d widgets.GridDay) bool { return len(d.Lines) > 0 })
}

// row is the week of the i-th room, or of all other places.
func (r *roomWeek) row(i int, title, note string) widgets.TimetableRow {
	row := widgets.TimetableRow{Title: title, Note: note}
	for day := range row.Days {
		list := r.on(i, day)
		cell := &row.Days[day]
		for at, a := range list {
			cell.Lines = append(cell.Lines, a.Start.Format(clock)+" "+a.Title)
			cell.All = lang.L("{{.N}} activities", map[string]any{"N": len(list)})
			cell.Wrong = cell.Wrong || i < len(r.rooms) && at > 0 && slices.ContainsFunc(list[:at], func(b model.Activity) bool { return a.Overlaps(b.Start, b.End) })
		}
	}
	return row
}

// on are the activities in the i-th room, or in all other places, on a day of
// the week.
func (r *roomWeek) on(i, day int) []model.Activity {
	start := r.monday.AddDays(day).Time()
	var list []model.Activity
	for _, a := range r.booked {
		room := slices.IndexFunc(r.rooms, func(room model.Room) bool { return room.ID == a.Room })
		if room < 0 && a.Place != "" {
			room = len(r.rooms)
		}
		if room == i && a.Overlaps(start, start.Add(24*time.Hour)) {
			list = append(list, a)
		}
	}
	return list
}

// onCell offers what is in a room on a day; where nothing is, a new activity
// begins there.
func (r *roomWeek) onCell(row, column int) {
	items := r.menu(row, column)
	if len(items) == 1 {
		items[0].Action()
		return
	}
	cell := r.table.Cell(row, column)
	canvas := fyne.CurrentApp().Driver().CanvasForObject(cell)
	if canvas == nil {
		return
	}
	widget.NewPopUpMenu(fyne.NewMenu("", items...), canvas).ShowAtRelativePosition(fyne.NewPos(0, cell.Size().Height), cell)
}

// menu opens what is in a room on a day, or books it for something new.
func (r *roomWeek) menu(row, column int) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, a := range r.on(row, column) {
		items = append(items, fyne.NewMenuItem(timesOf(a)+" "+a.Title, func() { r.page.show(a.ID, tabRoll) }))
	}
	place := ""
	if row < len(r.rooms) {
		place = r.rooms[row].Name
	}
	return append(items, fyne.NewMenuItem(lang.L("New activity here"), func() {
		r.page.plan(activityPlan{activity: model.Activity{Place: place}, day: r.monday.AddDays(column)})
	}))
}

// onVisitors opens the form of a visit that is over: a party that came to see,
// whom no roll names.
func (r *roomWeek) onVisitors() {
	place := ""
	if len(r.rooms) > 0 {
		place = r.rooms[len(r.rooms)-1].Name
	}
	r.page.plan(activityPlan{activity: model.Activity{
		Kind: model.Other, Title: lang.L("Visitors received"), Place: place, State: model.Held,
	}})
}
