package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// home is 首页.
type home struct {
	desk    *desk
	content fyne.CanvasObject
}

func newHome(d *desk) page {
	return &home{desk: d, content: widgets.NewCard(lang.L("Home"), widgets.Spacer(0, 0))}
}

func (h *home) Title() string { return lang.L("Home") }

// Subtitle is the day in both calendars.
func (h *home) Subtitle() string {
	today := h.desk.today()
	return punctuated(today.Chinese()+" "+today.Weekday(), model.LunarText(today))
}

func (h *home) Content() fyne.CanvasObject { return h.content }
func (h *home) Refresh()                   {}
