package ui

import (
	"fyne.io/fyne/v2"

	"jishi/model"
)

// The views of the page.
const (
	viewList  = "list"
	viewMonth = "month"
	viewYear  = "year"
	viewRooms = "rooms"
)

// onView shows the activities in another way.
func (a *activities) onView(view string) {
	a.setView(view)
	a.forgetSearch()
	a.reload()
}

func (a *activities) setView(view string) {
	a.views.SetValue(view)
	a.chosen = model.Date{}
	content := a.listing
	switch view {
	case viewYear:
		content = a.year.content
	case viewRooms:
		content = a.week.content
	case viewMonth:
		a.table.SetColumns(calendarColumns())
		a.rows.Objects = []fyne.CanvasObject{a.calendar.beside(a.table)}
		a.aside.Hide()
	default:
		a.table.SetColumns(activityColumns())
		a.rows.Objects = []fyne.CanvasObject{a.table}
		a.aside.Show()
	}
	a.body.Objects = []fyne.CanvasObject{content}
	a.body.Refresh()
	a.list.Refresh()
}

// lists reports whether the list is in view, alone or beside the calendar.
func (a *activities) lists() bool { return a.views.Value() == viewList || a.views.Value() == viewMonth }

// goToMonth lists a month.
func (a *activities) goToMonth(month model.Date) {
	a.month = month
	a.onView(viewList)
}

// loadView loads what is in view besides or instead of the list.
func (a *activities) loadView() {
	switch a.views.Value() {
	case viewMonth:
		a.calendar.load()
	case viewYear:
		a.year.load()
	case viewRooms:
		a.week.load()
	}
}
