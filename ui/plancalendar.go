package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"jishi/model"
	"jishi/ui/widgets"
)

// activityCalendar is a month of activities as a grid of days, beside the list
// of the month or of the chosen day.
type activityCalendar struct {
	desk  *desk
	page  *activities
	month model.Date // as the grid shows it
	grid  *widgets.MonthGrid
	open  *widgets.Button
	more  *widgets.MenuButton
	asked int // an answer that another question has overtaken is dropped
}

func newActivityCalendar(d *desk, page *activities) *activityCalendar {
	c := &activityCalendar{desk: d, page: page, month: page.month}
	c.grid = widgets.NewMonthGrid(weekdays(d.today()), func(i int) { c.onDay(dayOfMonth(c.month, i)) })
	c.open = widgets.NewPrimary(lang.L("Open the list"), func() {
		if r, ok := page.table.Selected(); ok {
			page.show(r.id, tabRoll)
		}
	})
	c.more = widgets.NewMenuButton(lang.L("More actions"), c.menu)
	c.showButtons()
	return c
}

// weekdays are the short names of a week's days from Monday on.
func weekdays(today model.Date) []string {
	monday := mondayOf(today)
	var names []string
	for i := range 7 {
		names = append(names, weekday(monday.AddDays(i)))
	}
	return names
}

// beside puts a list, and what is done with its chosen row, at the calendar's
// right.
func (c *activityCalendar) beside(list fyne.CanvasObject) fyne.CanvasObject {
	foot := widgets.Down(0, widgets.Spacer(0, 8), container.NewHBox(layout.NewSpacer(), widgets.Across(8, c.more, c.open)))
	return widgets.Shares(widgets.Gap, []float32{1.35, 1}, c.grid, widgets.Frame(nil, foot, nil, nil, list))
}

// calendarColumns leave out what finds no room beside the calendar.
func calendarColumns() []widgets.Column[activityRow] {
	return []widgets.Column[activityRow]{
		{ID: "day", Title: lang.L("Day"), Chars: 7.2, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.day) }},
		{ID: "time", Title: lang.L("Time"), Chars: 2.8, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.begins) }},
		{ID: "title", Title: lang.L("Title"), Chars: 9, Grow: 3, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Optional: true, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}
}

// menu is what else can be done with the chosen activity.
func (c *activityCalendar) menu() []*fyne.MenuItem {
	r, ok := c.page.table.Selected()
	if !ok {
		return nil
	}
	edit := fyne.NewMenuItem(lang.L("Edit"), func() { c.page.digest.onEdit() })
	return append([]*fyne.MenuItem{edit}, c.page.planItems(r.summary.Activity, c.desk.changed)...)
}

func (c *activityCalendar) showButtons() {
	r, chosen := c.page.table.Selected()
	c.more.Hidden = chosen && c.desk.readOnly(r.summary.Owner)
	able(c.open, chosen)
	able(&c.more.Button, chosen)
}

// load reads the month and fills the grid.
func (c *activityCalendar) load() {
	f := c.page.filter()
	month, chosen := c.page.month, c.page.chosen
	f.From, f.To = firstAndLast(month)
	c.asked++
	asked := c.asked
	var list []model.ActivitySummary
	c.desk.run(func(ctx context.Context) (err error) {
		list, _, err = c.page.store.Activities(ctx, f)
		return err
	}, func(err error) {
		if asked != c.asked {
			return
		}
		if err != nil {
			c.desk.fail(err, c.load)
			return
		}
		c.show(month, chosen, list)
	})
}

// show fills the grid with a month's activities, those cancelled left out.
func (c *activityCalendar) show(month, chosen model.Date, list []model.ActivitySummary) {
	c.month = month
	first, last := firstAndLast(month)
	days := make([]widgets.GridDay, first.DaysUntil(last)+1)
	for i := range days {
		day := dayOfMonth(month, i)
		note, begins := lunarNote(day)
		days[i] = widgets.GridDay{
			Number: strconv.Itoa(day.Day), Note: note, NoteStrong: begins, Today: day == c.desk.today(), Chosen: day == chosen,
		}
	}
	for i := len(list) - 1; i >= 0; i-- { // the list has the latest first
		a := list[i].Activity
		if a.State == model.Cancelled {
			continue
		}
		day := &days[a.Date().Day-1]
		day.Lines = append(day.Lines, a.Start.Format(clock)+" "+a.Title)
		day.All = lang.L("{{.N}} activities", map[string]any{"N": len(day.Lines)})
	}
	c.grid.SetDays((int(first.Time().Weekday())+6)%7, days)
}

// onDay lists one day beside the calendar; the same day again lists the whole
// month.
func (c *activityCalendar) onDay(day model.Date) {
	if c.page.chosen == day {
		day = model.Date{}
	}
	c.page.chosen = day
	c.page.reload()
}
