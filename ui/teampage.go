package ui

import (
	"context"
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

// The tabs of a team.
const (
	tabTeamPeople   = "people"
	tabTeamServices = "services"
	tabTeamHonours  = "honours"
)

// teamPageStore is what one team's page asks the store for.
type teamPageStore interface {
	Team(ctx context.Context, id model.ID, from, to model.Date) (model.TeamSummary, error)
	TeamPeople(ctx context.Context, team model.ID) ([]model.TeamPerson, error)
	JoinTeam(ctx context.Context, team model.ID, members []model.ID, from model.Date) (int, error)
	LeaveTeam(ctx context.Context, team model.ID, rows []model.ID, day model.Date) error
	RejoinTeam(ctx context.Context, team model.ID, rows []model.ID, leader model.ID) error
	SaveTeamMember(ctx context.Context, m model.TeamMember) error
	RemoveTeamMembers(ctx context.Context, team model.ID, rows []model.ID) error
	RemoveTeam(ctx context.Context, id model.ID) error
	SaveTeam(ctx context.Context, t model.Team) (model.Team, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	HonourList(ctx context.Context, f store.HonourFilter) ([]model.HonourSummary, error)
}

// teamPage is one team in the place of the tabs: who is in it since when, what
// it did.
type teamPage struct {
	desk  *desk
	room  *volunteers
	store teamPageStore
	id    model.ID

	team        model.TeamSummary
	people      []model.TeamPerson
	events      []activityRow
	table       *widgets.DataTable[model.TeamPerson]
	services    *widgets.DataTable[activityRow]
	honours     *teamHonours
	tabs        *widgets.Tabs
	body        *fyne.Container
	facts       *widgets.Facts
	remarks     *fyne.Container
	edit, print *widgets.Button
	more        *widgets.MenuButton
	join, leave *widgets.Button
	lead, dates *widgets.Button
	back        *widgets.Button // takes back who left
	openOne     *widgets.Button
	undo        func()
	form        *sheet        // last opened
	adding      *peopleChoice // last opened
	content     fyne.CanvasObject
}

func newTeamPage(d *desk, room *volunteers, id model.ID) *teamPage {
	p := &teamPage{desk: d, room: room, store: d.store, id: id, body: container.NewStack(), facts: widgets.NewFacts(5), remarks: widgets.Down(8)}
	p.edit = widgets.NewButton(lang.L("Edit"), p.onEdit)
	p.print = widgets.NewPrimary(lang.L("Print the overview  Ctrl+P"), p.onPrint)
	p.more = widgets.NewMenuButton(lang.L("More actions"), p.moreItems)
	p.table = widgets.NewListTable(teamPersonColumns(), func(m model.TeamPerson) string { return string(m.ID) }, func() []model.TeamPerson { return p.people },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody is in the team yet."), widgets.NewPrimary(lang.L("Add members…"), p.onJoin)))
	p.table.Checks = true
	p.table.OnSelected = func(model.TeamPerson) { p.showButtons() }
	p.table.OnChecked = func(int) { p.showButtons() }
	p.table.OnOpened = func(model.TeamPerson) { p.onDates() }
	p.services = widgets.NewListTable(serviceColumns(), func(r activityRow) string { return string(r.id) }, func() []activityRow { return p.events },
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("The team has no activity yet."), widgets.NewButton(lang.L("New service"), p.onNew)))
	p.services.OnOpened = func(r activityRow) { d.goTo(pageActivities, openRecord(r.id)) }
	p.honours = newTeamHonours(p)
	p.openOne = openButton(lang.L("Open the list"), p.services)
	p.join = widgets.NewPrimary(lang.L("Add members…"), p.onJoin)
	p.leave = widgets.NewButton(lang.L("Left the team…"), p.onLeave)
	p.lead = widgets.NewButton(lang.L("Make leader"), p.onLead)
	p.dates = widgets.NewButton(lang.L("Dates…"), p.onDates)
	p.back = widgets.NewButton(lang.L("Take back"), func() {
		if p.undo != nil {
			p.undo()
		}
	})
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabTeamPeople, Text: lang.L("Members of the team")}, {Value: tabTeamServices, Text: lang.L("Services")}, {Value: tabTeamHonours, Text: lang.L("Honours")},
	}, func(string) { p.showTab() })
	card := widgets.NewCard("", container.NewBorder(widgets.Down(0, p.tabs, widgets.Spacer(0, 10)), nil, nil, nil, p.body))
	side := sideColumn(widgets.NewCard(lang.L("The team"), widgets.Down(10, p.remarks, p.facts)), layout.NewSpacer(), nil)
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), side), card)
	p.showTab()
	p.showButtons()
	return p
}

func teamPersonColumns() []widgets.Column[model.TeamPerson] {
	type row = model.TeamPerson
	return []widgets.Column[row]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 5, Grow: 2, Cell: func(r row) widgets.Cell {
			if !r.Left.IsZero() {
				return widgets.Muted(model.SpacedName(r.Name))
			}
			return widgets.Strong(model.SpacedName(r.Name))
		}},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 2, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Branch)) }},
		{ID: "phone", Title: lang.L("Phone"), Chars: 7, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(model.MaskPhone(r.Phone))) }},
		{ID: "joined", Title: lang.L("In the team since"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Joined.String())) }},
		{ID: "left", Title: lang.L("Until"), Chars: 6, Cell: func(r row) widgets.Cell {
			if r.Left.IsZero() && r.Gone != "" {
				return widgets.Mark(r.Gone.Chinese(), widgets.Warn)
			}
			return widgets.Muted(r.Left.String())
		}},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3.5, Cell: func(r row) widgets.Cell { return widgets.Plain(model.Hours(r.Minutes)) }},
	}
}

func (p *teamPage) Title() string              { return p.team.Name }
func (p *teamPage) Content() fyne.CanvasObject { return p.content }

// Head names the team.
func (p *teamPage) Head() fyne.CanvasObject {
	pill := widgets.NewPill(orDash(p.team.Class), widgets.Info)
	if !p.team.Ended.IsZero() {
		pill.Set(lang.L("given up"), widgets.Neutral)
	}
	return headline(lang.L("Volunteer teams"), p.room.close, p.team.Name, pill, p.team.Slogan)
}

// Actions are the buttons of the top bar.
func (p *teamPage) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.more, p.edit, p.print}
}

// Refresh loads the team.
func (p *teamPage) Refresh() {
	var team model.TeamSummary
	var people []model.TeamPerson
	var events []model.ActivitySummary
	var honours []model.HonourSummary
	p.desk.run(func(ctx context.Context) (err error) {
		if team, err = p.store.Team(ctx, p.id, model.Date{}, model.Date{}); err != nil {
			return err
		}
		if people, err = p.store.TeamPeople(ctx, p.id); err != nil {
			return err
		}
		if honours, err = p.store.HonourList(ctx, store.HonourFilter{Team: p.id}); err != nil {
			return err
		}
		events, _, err = p.store.Activities(ctx, store.ActivityFilter{Team: p.id})
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.Refresh)
			return
		}
		p.team, p.people, p.events = team, people, nil
		for _, a := range events {
			p.events = append(p.events, activityRowOf(p.desk, a))
		}
		p.show()
		p.honours.show(honours)
	})
}

func (p *teamPage) show() {
	t := p.team
	p.facts.Set(sideChars*theme.TextSize()-2*widgets.Gap, []widgets.Fact{
		{Label: lang.L("Leader"), Value: model.SpacedName(t.LeaderName)},
		{Label: lang.L("Phone"), Value: model.MaskPhone(t.LeaderPhone)},
		{Label: lang.L("Members of the team"), Value: lang.L("{{.N}} people", map[string]any{"N": grouped(t.People)})},
		{Label: lang.L("Station"), Value: t.StationName},
		{Label: lang.L("Founded"), Value: t.Founded.Chinese()},
		{Label: lang.L("Services"), Value: lang.L("{{.N}} services, {{.Times}} attendances", map[string]any{"N": t.Service.Activities, "Times": grouped(t.Service.Attendances)})},
		{Label: lang.L("Hours"), Value: lang.L("{{.Hours}} hours", map[string]any{"Hours": model.Hours(t.Service.Minutes)})},
		{Label: lang.L("People helped"), Value: strconv.Itoa(t.Service.Helped)},
		{Label: lang.L("Notes"), Value: t.Notes},
	})
	showRemarks(p.remarks, t.Remarks())
	p.table.Reload()
	p.services.Reload()
	p.showButtons()
	p.room.retitle()
}

// showRemarks lists what somebody should look at.
func showRemarks(in *fyne.Container, remarks []string) {
	in.RemoveAll()
	for _, text := range remarks {
		note := widgets.NewWrapped(text, (sideChars-4)*theme.TextSize())
		panel := widgets.NewPanel(widgets.ColorWarnSoft, note)
		panel.Radius, panel.Inset = 8, fyne.NewSize(10, 8)
		in.Add(panel)
	}
	in.Refresh()
}

func (p *teamPage) showTab() {
	var content fyne.CanvasObject
	switch p.tabs.Value() {
	case tabTeamHonours:
		content = p.honours.content
	case tabTeamServices:
		foot := container.NewHBox(layout.NewSpacer(), p.openOne)
		content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.services)
	default:
		foot := container.NewHBox(p.back, layout.NewSpacer(), widgets.Across(8, p.lead, p.dates, p.leave, p.join))
		content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.table)
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
}

// chosen are the ticked people, else the selected one.
func (p *teamPage) chosen() []model.TeamPerson {
	list := p.table.Checked()
	if row, ok := p.table.Selected(); ok && len(list) == 0 {
		list = append(list, row)
	}
	return list
}

func (p *teamPage) showButtons() {
	chosen := p.chosen()
	able(p.leave, len(chosen) > 0)
	able(p.dates, len(chosen) == 1)
	able(p.lead, len(chosen) == 1 && chosen[0].Left.IsZero() && chosen[0].Member != p.team.Leader)
	p.back.Hidden = p.undo == nil
}
