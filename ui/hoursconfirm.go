package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// hoursConfirmStore is what confirming hours asks the store for.
type hoursConfirmStore interface {
	PendingHours(ctx context.Context) ([]model.PendingHours, error)
	ConfirmPending(ctx context.Context, by string) (confirmed, left int, err error)
	Operator() string
}

// hoursConfirm is the tab 时长确认: services whose hours nobody has confirmed
// yet. Only confirmed hours count.
type hoursConfirm struct {
	desk  *desk
	room  *volunteers
	store hoursConfirmStore

	pending []model.PendingHours
	rows    []model.PendingHours // of them that are searched for
	table   *widgets.DataTable[model.PendingHours]
	figures *widgets.Text
	text    string // of the search box
	all     *widgets.Button
	open    *widgets.Button
	late    *widgets.Button
	rules   *widgets.Button
	content fyne.CanvasObject

	sheet *hoursSheet // last opened
}

func newHoursConfirm(d *desk, room *volunteers) *hoursConfirm {
	h := &hoursConfirm{desk: d, room: room, store: d.store, figures: widgets.NewMuted("")}
	h.table = widgets.NewListTable([]widgets.Column[model.PendingHours]{
		{ID: "day", Title: lang.L("Day"), Chars: 7.5, Cell: func(p model.PendingHours) widgets.Cell { return widgets.Plain(p.Start.Format("2006-01-02 15:04")) }},
		{ID: "title", Title: lang.L("Title"), Chars: 10, Grow: 3, Cell: func(p model.PendingHours) widgets.Cell { return widgets.Plain(p.Title) }},
		{ID: "host", Title: lang.L("Organiser of the service"), Chars: 6, Grow: 1, Cell: func(p model.PendingHours) widgets.Cell { return widgets.Muted(p.Host) }},
		{ID: "people", Title: lang.L("To be confirmed"), Chars: 6, Cell: func(p model.PendingHours) widgets.Cell {
			return widgets.Plain(lang.L("{{.N}} people", map[string]any{"N": p.People}))
		}},
		{ID: "hours", Title: lang.L("Hours"), Chars: 4, Cell: func(p model.PendingHours) widgets.Cell { return widgets.Strong(model.Hours(p.Minutes)) }},
	}, func(p model.PendingHours) string { return string(p.Activity) }, func() []model.PendingHours { return h.rows },
		widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("All hours are confirmed. Services that are held appear here."), nil))
	h.table.OnOpened = func(p model.PendingHours) { h.sheet = openHoursSheet(d, p.Activity) }
	h.open = openButton(lang.L("Look and confirm"), h.table)
	h.all = widgets.NewPrimary(lang.L("Confirm all that is clear"), h.onAll)
	h.late = widgets.NewButton(lang.L("Enter hours late…"), func() { openLateHours(d) })
	h.rules = widgets.NewButton(lang.L("Rules of hours…"), func() { openVolunteerRules(d) })
	h.figures.Shrink = true
	foot := container.NewHBox(layout.NewSpacer(), widgets.Across(8, h.open, h.all))
	h.content = container.NewBorder(widgets.Down(0, h.figures, widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, h.table)
	return h
}

func (h *hoursConfirm) Content() fyne.CanvasObject   { return h.content }
func (h *hoursConfirm) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{h.rules, h.late} }

func (h *hoursConfirm) onNew() { openLateHours(h.desk) }

// Open does an errand: the hours of one service.
func (h *hoursConfirm) Open(errand any) {
	if id, ok := errand.(openRecord); ok {
		h.sheet = openHoursSheet(h.desk, model.ID(id))
	}
}

// Refresh loads what waits.
func (h *hoursConfirm) Refresh() {
	var pending []model.PendingHours
	h.desk.run(func(ctx context.Context) (err error) {
		pending, err = h.store.PendingHours(ctx)
		return err
	}, func(err error) {
		if err != nil {
			h.desk.fail(err, h.Refresh)
			return
		}
		h.pending = pending
		people, minutes := 0, 0
		for _, p := range pending {
			people += p.People
			minutes += p.Minutes
		}
		h.figures.SetText(lang.L("{{.N}} services wait: {{.People}} attendances, {{.Hours}} hours. Only confirmed hours count.", map[string]any{
			"N": len(pending), "People": grouped(people), "Hours": model.Hours(minutes),
		}))
		enable(h.all, len(pending) > 0)
		h.list()
	})
}

func (h *hoursConfirm) list() {
	h.rows = nil
	for _, p := range h.pending {
		if strings.Contains(p.Title+p.Host, strings.TrimSpace(h.text)) {
			h.rows = append(h.rows, p)
		}
	}
	h.table.Reload()
}

// SearchHint says what the search box finds.
func (h *hoursConfirm) SearchHint() string { return lang.L("Find a service  Ctrl+F") }

// Search narrows the list.
func (h *hoursConfirm) Search(text string) {
	h.text = text
	h.list()
}

// onFound moves the keys from the search box to the rows it found.
func (h *hoursConfirm) onFound() { focusFirst(h.table) }

// onAll asks who answers for it, then confirms what needs nobody's look.
func (h *hoursConfirm) onAll() {
	by := widgets.NewEntry()
	by.SetText(h.store.Operator())
	form := widgets.NewForm(1)
	form.Add("By", lang.L("Confirmed by"), by)
	var box *dialogBox
	confirm := func() { h.confirmAll(form, by.Text, func() { box.close() }) }
	form.OnLast = confirm
	text := paragraph(lang.L("Hours that meet the rules are confirmed as the sign-in has them. What was entered late, overlaps something else or goes beyond the day's cap is left for you to look at."))
	box = h.desk.openDialog(dialogSpec{
		title: lang.L("Confirm all that is clear"), content: widgets.Down(12, text, form), size: fyne.NewSize(440, 0), onSave: confirm,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(lang.L("Confirm"), confirm)},
	})
	form.Focus("By")
}

func (h *hoursConfirm) confirmAll(form *widgets.Form, by string, done func()) {
	form.ClearErrors()
	var confirmed, left int
	h.desk.run(func(ctx context.Context) (err error) {
		confirmed, left, err = h.store.ConfirmPending(ctx, by)
		return err
	}, func(err error) {
		if confirmed > 0 {
			h.desk.changed()
		}
		if err != nil {
			h.desk.failForm(form, err, nil)
			return
		}
		done()
		h.desk.say(lang.L("Confirmed {{.N}}, left {{.Left}} to look at", map[string]any{"N": strconv.Itoa(confirmed), "Left": left}))
		h.desk.changed()
	})
}
