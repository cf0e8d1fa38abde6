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

// teamsStore is what the list of teams asks the store for.
type teamsStore interface {
	Teams(ctx context.Context, f store.TeamFilter) ([]model.TeamSummary, error)
	UnknownTeams(ctx context.Context) ([]model.UnknownTeam, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
}

// teams is the tab 服务队: the volunteer teams by class.
type teams struct {
	desk  *desk
	room  *volunteers
	store teamsStore

	rows    []teamRow
	unknown []model.UnknownTeam
	table   *widgets.DataTable[teamRow]
	class   *widgets.FilterButton
	ended   *widgets.LinkText // shows those given up too, or not
	all     bool
	figures *widgets.Text
	names   *widgets.LinkText // names in activities that no team has
	text    string            // of the search box
	openOne *widgets.Button
	add     *widgets.Button
	form    *sheet         // last opened
	naming  *unknownDialog // last opened
	content fyne.CanvasObject
}

// teamRow is a team as the list shows it.
type teamRow struct {
	id                                          model.ID
	name, class, leader, station, people, times string
	hours, remark                               string
	tone                                        widgets.Tone
}

func newTeams(d *desk, room *volunteers) *teams {
	t := &teams{desk: d, room: room, store: d.store, figures: widgets.NewMuted("")}
	t.figures.Shrink = true
	t.add = widgets.NewPrimary(lang.L("New team  Ctrl+N"), t.onNew)
	t.table = widgets.NewListTable(teamColumns(), func(r teamRow) string { return string(r.id) }, func() []teamRow { return t.rows },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("No team here yet."), widgets.NewPrimary(lang.L("New team"), t.onNew)))
	t.table.OnOpened = func(r teamRow) { t.show(r.id) }
	t.class = widgets.NewFilter(lang.L("Class: "), nil, func(string) { t.Refresh() })
	t.ended = widgets.NewLink("", func() { t.all = !t.all; t.Refresh() })
	t.names = widgets.NewLink("", t.onNames)
	t.openOne = openButton(lang.L("Open the team"), t.table)
	left := widgets.Across(12, t.class, container.NewCenter(t.ended), widgets.Spacer(0, 0))
	bar := container.NewBorder(nil, nil, left, container.NewCenter(t.names), t.figures)
	foot := container.NewHBox(layout.NewSpacer(), t.openOne)
	t.content = container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, t.table)
	return t
}

func teamColumns() []widgets.Column[teamRow] {
	return []widgets.Column[teamRow]{
		{ID: "name", Title: lang.L("Team"), Chars: 9, Grow: 3, Cell: func(r teamRow) widgets.Cell { return widgets.Strong(r.name) }},
		{ID: "class", Title: lang.L("Class"), Chars: 4.5, Cell: func(r teamRow) widgets.Cell { return widgets.Plain(r.class) }},
		{ID: "leader", Title: lang.L("Leader"), Chars: 4, Grow: 1, Cell: func(r teamRow) widgets.Cell { return widgets.Plain(r.leader) }},
		{ID: "people", Title: lang.L("Members of the team"), Chars: 3, Cell: func(r teamRow) widgets.Cell { return widgets.Plain(r.people) }},
		{ID: "station", Title: lang.L("Station"), Chars: 6, Grow: 1, Optional: true, Cell: func(r teamRow) widgets.Cell { return widgets.Muted(r.station) }},
		{ID: "times", Title: lang.L("Services this year"), Chars: 5, Cell: func(r teamRow) widgets.Cell { return widgets.Plain(r.times) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3.5, Cell: func(r teamRow) widgets.Cell { return widgets.Plain(r.hours) }},
		{ID: "remark", Title: lang.L("To look at"), Chars: 6, Cell: func(r teamRow) widgets.Cell { return widgets.Mark(r.remark, r.tone) }},
	}
}

func teamRowOf(s model.TeamSummary) teamRow {
	r := teamRow{
		id: s.ID, name: s.Name, class: orDash(s.Class), leader: orDash(model.SpacedName(s.LeaderName)), station: orDash(s.StationName),
		people: strconv.Itoa(s.People), times: strconv.Itoa(s.Service.Activities), hours: model.Hours(s.Service.Minutes),
	}
	switch {
	case !s.Ended.IsZero():
		r.remark, r.tone = lang.L("given up"), widgets.Neutral
	case s.Leader == "":
		r.remark, r.tone = lang.L("no leader"), widgets.Warn
	case s.LeaderGone != "":
		r.remark, r.tone = lang.L("leader gone"), widgets.Warn
	case s.Class == "":
		r.remark, r.tone = lang.L("no class"), widgets.Warn
	case s.ClassRetired:
		r.remark, r.tone = lang.L("class retired"), widgets.Warn
	}
	return r
}

func (t *teams) Content() fyne.CanvasObject   { return t.content }
func (t *teams) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{t.add} }

// Open shows a team.
func (t *teams) Open(errand any) {
	if id, ok := errand.(openRecord); ok {
		t.show(model.ID(id))
	}
}

func (t *teams) show(id model.ID) { t.room.show(newTeamPage(t.desk, t.room, id)) }

// Refresh loads the teams with what they did this year.
func (t *teams) Refresh() {
	today := t.desk.today()
	filter := store.TeamFilter{Class: t.class.Value(), Search: t.text, Ended: t.all, From: model.Date{Year: today.Year, Month: 1, Day: 1}, To: today}
	var list []model.TeamSummary
	var classes []string
	var unknown []model.UnknownTeam
	t.desk.run(func(ctx context.Context) (err error) {
		if classes, err = t.store.Words(ctx, model.TeamClasses); err != nil {
			return err
		}
		if unknown, err = t.store.UnknownTeams(ctx); err != nil {
			return err
		}
		list, err = t.store.Teams(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			t.desk.fail(err, t.Refresh)
			return
		}
		t.unknown = unknown
		t.class.SetOptions(widgets.Words(lang.L("All"), classes))
		t.list(list)
	})
}

func (t *teams) list(list []model.TeamSummary) {
	t.rows = nil
	people := 0
	classes := map[string]bool{}
	for _, s := range list {
		t.rows = append(t.rows, teamRowOf(s))
		people += s.People
		classes[s.Class] = true
	}
	t.figures.SetText(lang.L("{{.N}} teams of {{.Classes}} classes, {{.People}} places in them", map[string]any{
		"N": grouped(len(list)), "Classes": len(classes), "People": grouped(people),
	}))
	t.ended.SetText(lang.L("Show those given up"))
	if t.all {
		t.ended.SetText(lang.L("Hide those given up"))
	}
	t.names.SetText("")
	if n := len(t.unknown); n > 0 {
		t.names.SetText(lang.L("{{.N}} team names in activities are of no team…", map[string]any{"N": n}))
	}
	t.table.Reload()
}

// SearchHint says what the search box finds.
func (t *teams) SearchHint() string { return lang.L("Find a team  Ctrl+F") }

// Search narrows the list.
func (t *teams) Search(text string) {
	t.text = text
	t.Refresh()
}

// onFound moves the keys from the search box to the rows it found.
func (t *teams) onFound() { focusFirst(t.table) }

// onNew opens the form of a new team.
func (t *teams) onNew() {
	openTeamForm(t.desk, model.TeamSummary{Team: model.Team{Class: t.class.Value()}}, func(f *sheet) { t.form = f }, func(saved model.Team) {
		t.desk.changed()
		t.show(saved.ID)
	})
}

// onNames opens the names in activities that no team has.
func (t *teams) onNames() { t.naming = openUnknownTeams(t.desk, t.desk.store, t.unknown) }
