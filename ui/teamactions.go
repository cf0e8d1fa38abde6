package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/printing"
)

// onEdit opens the team's form.
func (p *teamPage) onEdit() {
	if p.team.ID != "" {
		openTeamForm(p.desk, p.team, func(f *sheet) { p.form = f }, func(model.Team) { p.desk.changed() })
	}
}

// onPrint prints the team's overview.
func (p *teamPage) onPrint() { p.desk.print(nil, printing.Job{Kind: printing.Team, ID: p.id}) }

// onNew plans a service of the team.
func (p *teamPage) onNew() {
	p.desk.goTo(pageActivities, newActivity{Kind: model.Volunteering, Team: p.team.Name})
}

// moreItems are what is seldom done with a team.
func (p *teamPage) moreItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Plan a service of the team"), p.onNew),
		fyne.NewMenuItem(lang.L("Take off the list who was put there by mistake"), p.onTakeOff),
		fyne.NewMenuItem(lang.L("Remove the team"), p.onRemove),
	}
	items[1].Disabled = len(p.chosen()) == 0
	return items
}

// do changes the team and shows what came of it. What could be taken back
// before cannot any more.
func (p *teamPage) do(work func(ctx context.Context) error) {
	p.desk.run(work, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.undo = nil
		p.table.ClearChecks()
		p.desk.say(lang.L("Saved"))
		p.desk.changed()
	})
}

// onJoin puts people into the team from today on.
func (p *teamPage) onJoin() {
	in := map[model.ID]bool{}
	for _, m := range p.people {
		in[m.Member] = in[m.Member] || m.Left.IsZero()
	}
	today := p.desk.today()
	p.adding = openPeopleChoice(p.desk, lang.L("Add members…"), in, func(ids []model.ID) {
		p.do(func(ctx context.Context) error {
			_, err := p.store.JoinTeam(ctx, p.id, ids, today)
			return err
		})
	})
}

// onLeave asks on which day the chosen people left.
func (p *teamPage) onLeave() {
	var rows []model.ID
	for _, m := range p.chosen() {
		if m.Left.IsZero() {
			rows = append(rows, m.ID)
		}
	}
	if len(rows) == 0 {
		return
	}
	day, leader := p.desk.today(), p.team.Leader
	p.form = newSheet(p.desk, 1)
	p.form.day("Left", lang.L("{{.N}} people left on", map[string]any{"N": len(rows)}), &day)
	p.form.open(lang.L("Left the team…"), 420, func(ctx context.Context) error {
		if !day.Full() {
			return &model.Error{Code: model.Invalid, Field: "Left", Message: lang.L("Please fill in the day, such as 2018-05-07.")}
		}
		return p.store.LeaveTeam(ctx, p.id, rows, day)
	}, func() {
		p.undo = func() {
			p.do(func(ctx context.Context) error { return p.store.RejoinTeam(ctx, p.id, rows, leader) })
		}
		p.table.ClearChecks()
		p.desk.changed()
	})
}

// onDates corrects since when and until when somebody was in the team.
func (p *teamPage) onDates() {
	chosen := p.chosen()
	if len(chosen) != 1 {
		return
	}
	m := chosen[0].TeamMember
	p.form = newSheet(p.desk, 2)
	p.form.day("Joined", lang.L("In the team since"), &m.Joined)
	p.form.day("Left", lang.L("Until (empty while in it)"), &m.Left)
	p.form.open(model.SpacedName(chosen[0].Name), 520, func(ctx context.Context) error { return p.store.SaveTeamMember(ctx, m) }, p.desk.changed)
}

// onLead makes the chosen person the leader.
func (p *teamPage) onLead() {
	chosen := p.chosen()
	if len(chosen) != 1 {
		return
	}
	team := p.team.Team
	team.Leader = chosen[0].Member
	p.do(func(ctx context.Context) error {
		_, err := p.store.SaveTeam(ctx, team)
		return err
	})
}

// onTakeOff takes people off the list who never were in the team.
func (p *teamPage) onTakeOff() {
	var rows []model.ID
	for _, m := range p.chosen() {
		rows = append(rows, m.ID)
	}
	if len(rows) == 0 {
		return
	}
	p.desk.ask(lang.L("Take them off the list?"), lang.L("For {{.N}} people who were put there by mistake. Who left the team keeps a line with the days: use “Left the team”.", map[string]any{"N": len(rows)}),
		lang.L("Take off"), func() {
			p.do(func(ctx context.Context) error { return p.store.RemoveTeamMembers(ctx, p.id, rows) })
		})
}

// onRemove takes the team off the lists.
func (p *teamPage) onRemove() {
	p.desk.ask(lang.L("Remove the team?"), lang.L("“{{.Name}}” goes off the list.", map[string]any{"Name": p.team.Name}), lang.L("Remove"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.RemoveTeam(ctx, p.id) }, func(err error) {
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
