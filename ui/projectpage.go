package ui

import (
	"context"
	"fmt"
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

// The tabs of a project.
const (
	tabMilestones      = "milestones"
	tabProjectServices = "services"
	tabExpenses        = "expenses"
)

// projectPageStore is what one project's page asks the store for.
type projectPageStore interface {
	Project(ctx context.Context, id model.ID) (model.ProjectSummary, error)
	ProjectPlan(ctx context.Context, id model.ID) ([]model.Milestone, []model.Expense, error)
	SaveMilestones(ctx context.Context, project model.ID, list []model.Milestone) error
	SaveExpenses(ctx context.Context, project model.ID, list []model.Expense) error
	RemoveProject(ctx context.Context, id model.ID) error
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}

// projectPage is one project in the place of the tabs: its milestones, what was
// done for it and what it cost.
type projectPage struct {
	desk  *desk
	room  *volunteers
	store projectPageStore
	id    model.ID

	project    model.ProjectSummary
	milestones []model.Milestone
	expenses   []model.Expense
	events     []activityRow
	steps      *widgets.DataTable[model.Milestone]
	costs      *widgets.DataTable[model.Expense]
	services   *widgets.DataTable[activityRow]
	sum        *widgets.Text // of the expenses
	tabs       *widgets.Tabs
	body       *fyne.Container
	figure     *widgets.Figure
	facts      *widgets.Facts
	remarks    *fyne.Container
	edit, plan *widgets.Button
	more       *widgets.MenuButton
	done       *widgets.Button // the chosen milestone is reached
	stepRow    *fyne.Container
	costRow    *fyne.Container
	onStep     map[string]*widgets.Button
	onCost     map[string]*widgets.Button
	openOne    *widgets.Button
	form       *sheet // last opened
	content    fyne.CanvasObject
}

func newProjectPage(d *desk, room *volunteers, id model.ID) *projectPage {
	p := &projectPage{
		desk: d, room: room, store: d.store, id: id, body: container.NewStack(), facts: widgets.NewFacts(5), remarks: widgets.Down(8),
		figure: widgets.NewFigure("…", widgets.Good), sum: widgets.NewMuted(""),
	}
	p.edit = widgets.NewButton(lang.L("Edit"), p.onEdit)
	p.plan = widgets.NewPrimary(lang.L("Plan a service"), p.onNew)
	p.more = widgets.NewMenuButton(lang.L("More actions"), func() []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Remove the project"), p.onRemove)}
	})
	p.makeSteps()
	p.makeCosts()
	p.services = widgets.NewListTable(serviceColumns(), func(r activityRow) string { return string(r.id) }, func() []activityRow { return p.events },
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("The project has no activity yet."), widgets.NewButton(lang.L("Plan a service"), p.onNew)))
	p.services.OnOpened = func(r activityRow) { d.goTo(pageActivities, openRecord(r.id)) }
	p.openOne = openButton(lang.L("Open the list"), p.services)
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabMilestones, Text: lang.L("Milestones")}, {Value: tabProjectServices, Text: lang.L("Activities")}, {Value: tabExpenses, Text: lang.L("Expenses")},
	}, func(string) { p.showTab() })
	card := widgets.NewCard("", container.NewBorder(widgets.Down(0, p.tabs, widgets.Spacer(0, 10)), nil, nil, nil, p.body))
	caption := widgets.NewMuted(lang.L("Milestones reached"))
	caption.Align = fyne.TextAlignCenter
	side := sideColumn(widgets.NewCard("", widgets.Down(2, caption, p.figure)),
		widgets.NewCard(lang.L("The project"), container.NewVScroll(widgets.Down(10, p.remarks, p.facts))), nil)
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), side), card)
	p.showTab()
	return p
}

// makeSteps builds the list of milestones.
func (p *projectPage) makeSteps() {
	type row = model.Milestone
	p.steps = widgets.NewListTable([]widgets.Column[row]{
		{ID: "title", Title: lang.L("Milestone"), Chars: 9, Grow: 3, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Title) }},
		{ID: "due", Title: lang.L("Due"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Due.String())) }},
		{ID: "state", Title: lang.L("State"), Chars: 5, Cell: func(r row) widgets.Cell { return milestoneMark(r, p.desk.today()) }},
		{ID: "done", Title: lang.L("Reached on"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Muted(r.Done.String()) }},
	}, func(r row) string { return string(r.ID) }, func() []row { return p.milestones },
		widgets.NewEmptyState(theme.ListIcon(), lang.L("No milestone yet: what is to be reached by when?"),
			widgets.NewPrimary(lang.L("Add a milestone…"), p.onAddStep)))
	p.steps.OnSelected = func(row) { p.showButtons() }
	p.steps.OnOpened = p.onMilestone
	p.done = widgets.NewButton(lang.L("Reached"), p.onReached)
	p.onStep = map[string]*widgets.Button{
		"up": widgets.NewButton(lang.L("Up"), func() { p.shiftStep(-1) }), "down": widgets.NewButton(lang.L("Down"), func() { p.shiftStep(1) }),
		"change": widgets.NewButton(lang.L("Change…"), func() { chosenOf(p.steps, p.onMilestone) }),
		"remove": widgets.NewButton(lang.L("Remove"), p.onRemoveStep),
	}
	p.stepRow = widgets.Across(8, p.onStep["up"], p.onStep["down"], p.onStep["remove"], p.onStep["change"], p.done,
		widgets.NewPrimary(lang.L("Add a milestone…"), p.onAddStep))
}

// chosenOf does what is asked with the selected row of a table.
func chosenOf[T any](table *widgets.DataTable[T], do func(T)) {
	if row, ok := table.Selected(); ok {
		do(row)
	}
}

func milestoneMark(m model.Milestone, today model.Date) widgets.Cell {
	switch {
	case m.State == model.MilestoneDone:
		return widgets.Mark(m.State.Chinese(), widgets.Good)
	case m.Overdue(today):
		return widgets.Mark(lang.L("overdue"), widgets.Red)
	case m.State == model.MilestoneUnder:
		return widgets.Mark(m.State.Chinese(), widgets.Info)
	}
	return widgets.Mark(m.State.Chinese(), widgets.Neutral)
}

// makeCosts builds the list of expenses.
func (p *projectPage) makeCosts() {
	type row = model.Expense
	p.costs = widgets.NewListTable([]widgets.Column[row]{
		{ID: "day", Title: lang.L("Day"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Day.String()) }},
		{ID: "purpose", Title: lang.L("Spent for"), Chars: 9, Grow: 3, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Purpose) }},
		{ID: "amount", Title: lang.L("Yuan"), Chars: 6, Align: fyne.TextAlignTrailing, Cell: func(r row) widgets.Cell { return widgets.Plain(model.Yuan(r.Amount)) }},
	}, func(r row) string { return string(r.ID) }, func() []row { return p.expenses },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing was spent beside the activities."), widgets.NewPrimary(lang.L("Add an expense…"), p.onAddCost)))
	p.costs.OnSelected = func(row) { p.showButtons() }
	p.costs.OnOpened = p.onExpense
	p.onCost = map[string]*widgets.Button{
		"change": widgets.NewButton(lang.L("Change…"), func() { chosenOf(p.costs, p.onExpense) }),
		"remove": widgets.NewButton(lang.L("Remove"), p.onRemoveCost),
	}
	p.costRow = widgets.Across(8, p.onCost["remove"], p.onCost["change"], widgets.NewPrimary(lang.L("Add an expense…"), p.onAddCost))
}

func (p *projectPage) Title() string              { return p.project.Name }
func (p *projectPage) Content() fyne.CanvasObject { return p.content }

// Head names the project.
func (p *projectPage) Head() fyne.CanvasObject {
	pill := widgets.NewPill(lang.L("running"), widgets.Info)
	if !p.project.Finished.IsZero() {
		pill.Set(lang.L("project ended"), widgets.Neutral)
	}
	return headline(lang.L("Projects"), p.room.close, p.project.Name, pill, punctuated(p.project.Origin.Chinese(), p.project.UnitName))
}

// Actions are the buttons of the top bar.
func (p *projectPage) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.more, p.edit, p.plan}
}

// Refresh loads the project.
func (p *projectPage) Refresh() {
	var project model.ProjectSummary
	var milestones []model.Milestone
	var expenses []model.Expense
	var events []model.ActivitySummary
	p.desk.run(func(ctx context.Context) (err error) {
		if project, err = p.store.Project(ctx, p.id); err != nil {
			return err
		}
		if milestones, expenses, err = p.store.ProjectPlan(ctx, p.id); err != nil {
			return err
		}
		events, _, err = p.store.Activities(ctx, store.ActivityFilter{Project: p.id})
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.Refresh)
			return
		}
		p.project, p.milestones, p.expenses, p.events = project, milestones, expenses, nil
		for _, a := range events {
			p.events = append(p.events, activityRowOf(p.desk, a))
		}
		p.show()
	})
}

func (p *projectPage) show() {
	one := p.project
	p.figure.SetText(fmt.Sprintf("%d / %d", one.Done, one.Milestones))
	p.facts.Set(sideChars*theme.TextSize()-2*widgets.Gap, []widgets.Fact{
		{Label: lang.L("Field of help"), Value: one.Field},
		{Label: lang.L("Unit in charge"), Value: one.UnitName},
		{Label: lang.L("Person in charge"), Value: one.Contact},
		{Label: lang.L("Who is helped"), Value: one.Audience},
		{Label: lang.L("Begun"), Value: one.Started.Chinese()},
		{Label: lang.L("Activities"), Value: lang.L("{{.N}} services, {{.Times}} attendances", map[string]any{"N": one.Service.Activities, "Times": grouped(one.Service.Attendances)})},
		{Label: lang.L("Hours"), Value: lang.L("{{.Hours}} hours", map[string]any{"Hours": model.Hours(one.Service.Minutes)})},
		{Label: lang.L("People helped"), Value: strconv.Itoa(one.Service.Helped)},
		{Label: lang.L("Spent"), Value: lang.L("{{.Yuan}} yuan", map[string]any{"Yuan": model.Yuan(one.Spent)})},
		{Label: lang.L("Aim and content"), Value: one.Goal},
	})
	cost := 0
	for _, e := range p.expenses {
		cost += e.Amount
	}
	p.sum.SetText(lang.L("{{.Cost}} yuan here, {{.Rest}} yuan at its activities", map[string]any{"Cost": model.Yuan(cost), "Rest": model.Yuan(one.Spent - cost)}))
	showRemarks(p.remarks, one.Remarks())
	p.steps.Reload()
	p.costs.Reload()
	p.services.Reload()
	p.showButtons()
	p.room.retitle()
}

func (p *projectPage) showTab() {
	foot, table := container.NewHBox(layout.NewSpacer(), p.stepRow), fyne.CanvasObject(p.steps)
	switch p.tabs.Value() {
	case tabProjectServices:
		foot, table = container.NewHBox(layout.NewSpacer(), p.openOne), p.services
	case tabExpenses:
		foot, table = container.NewHBox(p.sum, layout.NewSpacer(), p.costRow), p.costs
	}
	p.body.Objects = []fyne.CanvasObject{widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, table)}
	p.body.Refresh()
}

func (p *projectPage) showButtons() {
	step, ok := p.steps.Selected()
	at := p.stepAt(step.ID)
	able(p.done, ok && step.State != model.MilestoneDone)
	able(p.onStep["up"], ok && at > 0)
	able(p.onStep["down"], ok && at >= 0 && at < len(p.milestones)-1)
	able(p.onStep["change"], ok)
	able(p.onStep["remove"], ok)
	_, ok = p.costs.Selected()
	able(p.onCost["change"], ok)
	able(p.onCost["remove"], ok)
}
