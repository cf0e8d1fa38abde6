package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// teamFormStore is what the form of a team asks the store for.
type teamFormStore interface {
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Stations(ctx context.Context, f store.StationFilter) ([]model.StationSummary, error)
	SaveTeam(ctx context.Context, t model.Team) (model.Team, error)
}

// openTeamForm asks for a team, a new one without ID. shown is called with the
// form once it is there.
func openTeamForm(d *desk, one model.TeamSummary, shown func(*sheet), saved func(model.Team)) {
	var st teamFormStore = d.store
	var classes []string
	var stations []model.StationSummary
	d.run(func(ctx context.Context) (err error) {
		if classes, err = st.Words(ctx, model.TeamClasses); err != nil {
			return err
		}
		stations, err = st.Stations(ctx, store.StationFilter{Closed: true})
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		team := one.Team
		f := newSheet(d, 2)
		f.entry("Name", lang.L("Name of the team"), &team.Name, true)
		choose(f, "Class", lang.L("Class"), widgets.Words(lang.L("None"), classes), &team.Class)
		f.person("Leader", lang.L("Leader"), &team.Leader, model.SpacedName(one.LeaderName))
		choose(f, "Station", lang.L("Station"), stationOptions(stations), &team.Station)
		f.day("Founded", lang.L("Founded"), &team.Founded)
		f.entry("Slogan", lang.L("Slogan"), &team.Slogan, false)
		f.day("Ended", lang.L("Given up (empty while it serves)"), &team.Ended)
		f.area("Notes", lang.L("Notes"), 2, &team.Notes)
		title := lang.L("New team")
		if team.ID != "" {
			title = lang.L("Change the team")
		}
		f.open(title, 720, func(ctx context.Context) (err error) {
			team, err = st.SaveTeam(ctx, team)
			return err
		}, func() { saved(team) })
		shown(f)
	})
}

// unknownStore is what clearing unknown names asks the store for.
type unknownStore interface {
	Teams(ctx context.Context, f store.TeamFilter) ([]model.TeamSummary, error)
	UnknownTeams(ctx context.Context) ([]model.UnknownTeam, error)
	LinkTeamName(ctx context.Context, name string, team model.ID) error
}

// unknownDialog lists the names that activities give as their team and no team
// has: one becomes a team, or is found to be another name of one.
type unknownDialog struct {
	desk  *desk
	store unknownStore

	names    []model.UnknownTeam
	table    *widgets.DataTable[model.UnknownTeam]
	make, is *widgets.Button
	form     *sheet // last opened
	box      *dialogBox
}

func openUnknownTeams(d *desk, st unknownStore, names []model.UnknownTeam) *unknownDialog {
	u := &unknownDialog{desk: d, store: st, names: names}
	u.table = widgets.NewListTable([]widgets.Column[model.UnknownTeam]{
		{ID: "name", Title: lang.L("Name in the activities"), Chars: 12, Grow: 1, Cell: func(n model.UnknownTeam) widgets.Cell { return widgets.Strong(n.Name) }},
		{ID: "times", Title: lang.L("Activities"), Chars: 5, Cell: func(n model.UnknownTeam) widgets.Cell { return widgets.Plain(grouped(n.Activities)) }},
	}, func(n model.UnknownTeam) string { return n.Name }, func() []model.UnknownTeam { return u.names },
		widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Every name is that of a team."), nil))
	u.table.OnSelected = func(model.UnknownTeam) { u.showButtons() }
	u.make = widgets.NewPrimary(lang.L("Make it a team…"), u.onMake)
	u.is = widgets.NewButton(lang.L("It is a team of another name…"), u.onIs)
	hint := widgets.NewWrapped(lang.L("These names were typed into activities. Their services are counted for a team once the name is one."), 560)
	u.box = d.openDialog(dialogSpec{
		title: lang.L("Names of no team"), size: fyne.NewSize(640, 480),
		content: container.NewBorder(widgets.Down(8, hint, widgets.Spacer(0, 0)), nil, nil, nil, u.table),
		left:    []fyne.CanvasObject{u.is, u.make},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { u.box.close() })},
	})
	u.table.Reload()
	u.showButtons()
	return u
}

func (u *unknownDialog) showButtons() {
	_, ok := u.table.Selected()
	able(u.make, ok)
	able(u.is, ok)
}

// reload reads the names that are left.
func (u *unknownDialog) reload() {
	u.desk.changed()
	var names []model.UnknownTeam
	u.desk.run(func(ctx context.Context) (err error) {
		names, err = u.store.UnknownTeams(ctx)
		return err
	}, func(err error) {
		if err != nil {
			u.desk.fail(err, u.reload)
			return
		}
		u.names = names
		u.table.SelectKey("")
		u.table.Reload()
		u.showButtons()
	})
}

func (u *unknownDialog) onMake() {
	if n, ok := u.table.Selected(); ok {
		openTeamForm(u.desk, model.TeamSummary{Team: model.Team{Name: n.Name}}, func(f *sheet) { u.form = f }, func(model.Team) { u.reload() })
	}
}

// onIs asks which team the name stands for.
func (u *unknownDialog) onIs() {
	n, ok := u.table.Selected()
	if !ok {
		return
	}
	var list []model.TeamSummary
	u.desk.run(func(ctx context.Context) (err error) {
		list, err = u.store.Teams(ctx, store.TeamFilter{Ended: true})
		return err
	}, func(err error) {
		if err != nil {
			u.desk.fail(err, u.onIs)
			return
		}
		var options []widgets.Option
		for _, t := range list {
			options = append(options, widgets.Option{Value: string(t.ID), Text: t.Name})
		}
		var team model.ID
		u.form = newSheet(u.desk, 1)
		choose(u.form, "Team", lang.L("“{{.Name}}” is", map[string]any{"Name": n.Name}), options, &team)
		u.form.open(lang.L("It is a team of another name…"), 460, func(ctx context.Context) error {
			if team == "" {
				return &model.Error{Code: model.Invalid, Field: "Team", Message: lang.L("Please choose a team.")}
			}
			return u.store.LinkTeamName(ctx, n.Name, team)
		}, u.reload)
	})
}
