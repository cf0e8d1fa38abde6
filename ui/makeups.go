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

// tabMakeUp is the tab with who has to make up what, of programmes and lessons.
const tabMakeUp = "make-up"

// newMakeUp is an errand for 活动: open the form of the session at which Members
// make up the Missed activity.
type newMakeUp struct {
	Missed  model.ID
	Members []model.ID
}

// makeUpStore is what the list of absentees asks the store for.
type makeUpStore interface {
	Missed(ctx context.Context, f store.MissedFilter) ([]model.Missed, error)
}

// makeUpList (补课) shows who missed what and has not made it up; one click
// plans the session at which they do.
type makeUpList struct {
	desk   *desk
	store  makeUpStore
	filter store.MissedFilter

	list    []model.Missed
	locked  bool // another centre's, or of a closed programme: there is nothing to arrange
	table   *widgets.DataTable[model.Missed]
	sum     *widgets.Text
	arrange *widgets.Button
	content fyne.CanvasObject
}

func newMakeUpList(d *desk, f store.MissedFilter) *makeUpList {
	m := &makeUpList{desk: d, store: d.store, filter: f, sum: widgets.NewMuted("")}
	m.sum.Shrink = true
	m.table = widgets.NewListTable(m.columns(), func(r model.Missed) string { return string(r.Activity + r.Member) },
		func() []model.Missed { return m.list },
		widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody has anything to make up."), nil))
	m.table.Checks = true
	m.table.OnSelected = func(model.Missed) { m.showButtons() }
	m.table.OnChecked = func(int) { m.showButtons() }
	m.table.OnOpened = func(r model.Missed) {
		if r.Arranged != "" {
			d.goTo(pageActivities, openRecord(r.Arranged))
		}
	}
	m.arrange = widgets.NewPrimary(lang.L("Arrange a make-up session"), m.onArrange)
	foot := container.NewBorder(nil, nil, nil, m.arrange, container.NewVBox(layout.NewSpacer(), m.sum, layout.NewSpacer()))
	m.content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, m.table)
	m.showButtons()
	return m
}

func (m *makeUpList) columns() []widgets.Column[model.Missed] {
	list := []widgets.Column[model.Missed]{
		{ID: "session", Title: lang.L("Missed"), Chars: 8.5, Grow: 1, Cell: func(r model.Missed) widgets.Cell {
			return widgets.Plain(punctuated(sessionLabel(r.Number), m.desk.shortDay(r.Day)))
		}},
		{ID: "name", Title: lang.L("Name of person"), Chars: 5, Grow: 1, Cell: func(r model.Missed) widgets.Cell { return widgets.Strong(model.SpacedName(r.Name)) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 1, Optional: true, Cell: func(r model.Missed) widgets.Cell { return widgets.Muted(r.Branch) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r model.Missed) widgets.Cell { return widgets.Mark(r.State.Chinese(), widgets.Warn) }},
		{ID: "reason", Title: lang.L("Reason"), Chars: 3, Grow: 1, Optional: true, Cell: func(r model.Missed) widgets.Cell { return widgets.Muted(r.Reason) }},
		{ID: "arranged", Title: lang.L("Make-up session"), Chars: 7, Cell: func(r model.Missed) widgets.Cell {
			if r.Arranged == "" {
				return widgets.Mark(lang.L("not arranged"), widgets.Red)
			}
			return widgets.Mark(lang.L("on {{.Day}}", map[string]any{"Day": m.desk.shortDay(r.ArrangedOn)}), widgets.Info)
		}},
	}
	if m.filter.Activity != "" { // all missed the same
		return list[1:]
	}
	return list
}

// load reads who missed something; people may have been marked meanwhile.
func (m *makeUpList) load() {
	var list []model.Missed
	m.desk.run(func(ctx context.Context) (err error) {
		list, err = m.store.Missed(ctx, m.filter)
		return err
	}, func(err error) {
		if err != nil {
			m.desk.fail(err, m.load)
			return
		}
		m.show(list)
	})
}

// show lists who was read to have missed something.
func (m *makeUpList) show(list []model.Missed) {
	m.list = list
	waiting := 0
	for _, r := range list {
		if r.Arranged == "" {
			waiting++
		}
	}
	m.sum.SetText(punctuated(
		lang.L("{{.N}} times missed", map[string]any{"N": len(list)}),
		lang.L("{{.N}} not arranged yet", map[string]any{"N": waiting})))
	m.table.ClearChecks()
	m.table.Reload()
	m.showButtons()
}

// next is whose make-up session would be planned now: those ticked or selected
// who missed the same, else all of the first activity that somebody waits for.
func (m *makeUpList) next() (missed model.ID, members []model.ID) {
	chosen := m.table.Checked()
	if row, ok := m.table.Selected(); ok && len(chosen) == 0 {
		return row.Activity, model.Waiting(m.list, row.Activity)
	}
	if len(chosen) == 0 {
		for _, r := range m.list {
			if r.Arranged == "" {
				return r.Activity, model.Waiting(m.list, r.Activity)
			}
		}
		return "", nil
	}
	return chosen[0].Activity, model.Waiting(chosen, chosen[0].Activity)
}

func (m *makeUpList) showButtons() {
	_, members := m.next()
	able(m.arrange, len(members) > 0 && !m.locked)
	m.arrange.SetText(lang.L("Arrange a make-up session"))
	if len(members) > 0 {
		m.arrange.SetText(lang.L("Arrange a make-up session for {{.N}}", map[string]any{"N": len(members)}))
	}
}

// onArrange opens the form of the make-up session, with the people on its list.
func (m *makeUpList) onArrange() {
	if missed, members := m.next(); len(members) > 0 {
		m.desk.goTo(pageActivities, newMakeUp{missed, members})
	}
}

// planMakeUp opens the form of a make-up session: as the lesson was, a week
// later, with those who missed it.
func (a *activities) planMakeUp(e newMakeUp) {
	var missed model.Activity
	a.desk.run(func(ctx context.Context) (err error) {
		missed, err = a.desk.store.Activity(ctx, e.Missed)
		return err
	}, func(err error) {
		if err != nil {
			a.desk.fail(err, func() { a.planMakeUp(e) })
			return
		}
		a.plan(activityPlan{activity: model.MakeUpOf(missed, a.desk.today()), members: e.Members})
	})
}
