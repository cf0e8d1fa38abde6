package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// teamHonours is the tab 荣誉 of a team: what it was awarded, the newest first.
type teamHonours struct {
	page    *teamPage
	rows    []model.HonourSummary
	table   *widgets.DataTable[model.HonourSummary]
	change  *widgets.Button
	add     *widgets.Button
	form    *honourForm // last opened
	content fyne.CanvasObject
}

func newTeamHonours(p *teamPage) *teamHonours {
	h := &teamHonours{page: p}
	columns := slices.DeleteFunc(awardColumns(), func(c widgets.Column[model.HonourSummary]) bool { return c.ID == "name" })
	h.table = widgets.NewListTable(columns, func(r model.HonourSummary) string { return string(r.ID) }, func() []model.HonourSummary { return h.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("The team has no honour yet."), widgets.NewButton(lang.L("New honour"), h.onNew)))
	h.table.OnOpened = func(r model.HonourSummary) { h.open(r.Honour) }
	h.change = openButton(lang.L("Change…"), h.table)
	h.add = widgets.NewButton(lang.L("New honour"), h.onNew)
	foot := container.NewHBox(layout.NewSpacer(), widgets.Across(8, h.add, h.change))
	h.content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, h.table)
	return h
}

// onNew enters an honour of the team.
func (h *teamHonours) onNew() {
	h.open(model.Honour{Whom: model.HonouredTeam, Team: h.page.id, Given: h.page.desk.today()})
}

func (h *teamHonours) open(honour model.Honour) {
	d := h.page.desk
	openHonourForm(d, honour, func(f *honourForm) { h.form = f }, func([]model.ID) {
		d.say(lang.L("Saved"))
		d.changed()
	})
}

func (h *teamHonours) show(list []model.HonourSummary) {
	h.rows = list
	h.table.Reload()
}
