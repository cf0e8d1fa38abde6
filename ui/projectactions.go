package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// onEdit opens the project's form.
func (p *projectPage) onEdit() {
	if p.project.ID != "" {
		openProjectForm(p.desk, p.project.Project, func(f *sheet) { p.form = f }, func(model.Project) { p.desk.changed() })
	}
}

// onNew plans a service for the project.
func (p *projectPage) onNew() {
	p.desk.goTo(pageActivities, newActivity{Kind: model.Volunteering, Project: p.id})
}

func (p *projectPage) stepAt(id model.ID) int {
	return slices.IndexFunc(p.milestones, func(m model.Milestone) bool { return m.ID == id })
}

// saveSteps makes list the milestones.
func (p *projectPage) saveSteps(list []model.Milestone) {
	p.desk.run(func(ctx context.Context) error { return p.store.SaveMilestones(ctx, p.id, list) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.say(lang.L("Saved"))
		p.desk.changed()
	})
}

func (p *projectPage) onAddStep() { p.onMilestone(model.Milestone{State: model.MilestonePlanned}) }

// onMilestone adds a milestone, or changes it.
func (p *projectPage) onMilestone(m model.Milestone) {
	var states []widgets.Option
	for _, s := range model.MilestoneStates() {
		states = append(states, widgets.Option{Value: string(s), Text: s.Chinese()})
	}
	f := newSheet(p.desk, 2)
	f.entry("Title", lang.L("Milestone"), &m.Title, true)
	f.day("Due", lang.L("Due"), &m.Due)
	choose(f, "State", lang.L("State"), states, &m.State)
	f.day("Done", lang.L("Reached on (empty: today)"), &m.Done)
	p.form = f
	f.open(lang.L("Milestone"), 560, func(ctx context.Context) error {
		list := slices.Clone(p.milestones)
		if at := p.stepAt(m.ID); at >= 0 && m.ID != "" {
			list[at] = m
		} else {
			list = append(list, m)
		}
		return p.store.SaveMilestones(ctx, p.id, list)
	}, p.desk.changed)
}

// onReached notes that the chosen milestone is reached today.
func (p *projectPage) onReached() {
	chosenOf(p.steps, func(m model.Milestone) {
		list := slices.Clone(p.milestones)
		at := p.stepAt(m.ID)
		list[at].State, list[at].Done = model.MilestoneDone, p.desk.today()
		p.saveSteps(list)
	})
}

// shiftStep moves the chosen milestone up or down.
func (p *projectPage) shiftStep(n int) {
	chosenOf(p.steps, func(m model.Milestone) {
		list := slices.Clone(p.milestones)
		at := p.stepAt(m.ID)
		if at+n < 0 || at+n >= len(list) {
			return
		}
		list[at], list[at+n] = list[at+n], list[at]
		p.saveSteps(list)
	})
}

func (p *projectPage) onRemoveStep() {
	chosenOf(p.steps, func(m model.Milestone) {
		p.desk.ask(lang.L("Remove “{{.Name}}”?", map[string]any{"Name": m.Title}), lang.L("It goes off the project's list."), lang.L("Remove"), func() {
			p.saveSteps(slices.DeleteFunc(slices.Clone(p.milestones), func(other model.Milestone) bool { return other.ID == m.ID }))
		})
	})
}

// saveCosts makes list the expenses.
func (p *projectPage) saveCosts(ctx context.Context, list []model.Expense) error {
	return p.store.SaveExpenses(ctx, p.id, list)
}

func (p *projectPage) onAddCost() { p.onExpense(model.Expense{Day: p.desk.today()}) }

// onExpense adds an expense, or changes it.
func (p *projectPage) onExpense(e model.Expense) {
	f := newSheet(p.desk, 2)
	f.day("Day", lang.L("Day"), &e.Day)
	f.yuan("Amount", lang.L("Spent, in yuan"), &e.Amount)
	f.entry("Purpose", lang.L("Spent for"), &e.Purpose, true)
	p.form = f
	f.open(lang.L("Expense"), 520, func(ctx context.Context) error {
		list := slices.Clone(p.expenses)
		if at := slices.IndexFunc(list, func(other model.Expense) bool { return other.ID == e.ID && e.ID != "" }); at >= 0 {
			list[at] = e
		} else {
			list = append(list, e)
		}
		return p.saveCosts(ctx, list)
	}, p.desk.changed)
}

func (p *projectPage) onRemoveCost() {
	chosenOf(p.costs, func(e model.Expense) {
		list := slices.DeleteFunc(slices.Clone(p.expenses), func(other model.Expense) bool { return other.ID == e.ID })
		p.desk.ask(lang.L("Remove “{{.Name}}”?", map[string]any{"Name": e.Purpose}), lang.L("It goes off the project's list."), lang.L("Remove"), func() {
			p.desk.run(func(ctx context.Context) error { return p.saveCosts(ctx, list) }, func(err error) {
				if err != nil {
					p.desk.fail(err, nil)
					return
				}
				p.desk.changed()
			})
		})
	})
}

// onRemove takes the project off the lists.
func (p *projectPage) onRemove() {
	p.desk.ask(lang.L("Remove the project?"), lang.L("“{{.Name}}” goes off the list.", map[string]any{"Name": p.project.Name}), lang.L("Remove"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.RemoveProject(ctx, p.id) }, func(err error) {
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
