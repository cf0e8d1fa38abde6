package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// onFigure shows what a figure of the table counts: services, hours, people or
// teams.
func (v *serviceReport) onFigure(r serviceReportRow, column string) {
	behind := v.summary
	if !r.whole {
		behind = behind.Of(v.grouping(), r.Key)
	}
	title := punctuated(model.PeriodName(v.period.from, v.period.to), r.Name)
	switch column {
	case figureTeams:
		v.openTeams(title, r.teams)
	case figurePlaces:
		v.openPlaces(title, r.teams)
	case figurePeople:
		v.openPeople(title, behind.Counted)
	case figureTimes, figureHours:
		v.openHours(title, behind.Counted)
	default:
		v.openServices(title, behind.Counted)
	}
}

// openServices shows the services themselves.
func (v *serviceReport) openServices(title string, behind model.Counted) {
	type row struct {
		model.Statistic
		day, team string
	}
	rows := make([]row, len(behind.Activities))
	helped := 0
	for i, a := range behind.Activities {
		rows[i] = row{a.Count(), v.desk.shortDay(model.DateOf(a.Start)), a.Team}
		helped += a.Beneficiaries
	}
	v.behind = openRows(v.desk, behindSpec[row]{
		title: title,
		sum:   punctuated(lang.L("{{.N}} activities", map[string]any{"N": len(rows)}), lang.L("people helped {{.N}} times", map[string]any{"N": grouped(helped)})),
		columns: []widgets.Column[row]{
			{ID: "day", Title: lang.L("Day"), Chars: 5.5, Cell: func(r row) widgets.Cell { return widgets.Plain(r.day) }},
			{ID: "name", Title: lang.L("Name"), Chars: 9, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Name) }},
			{ID: "team", Title: lang.L("Team"), Chars: 6, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Muted(r.team) }},
			numberColumn("times", lang.L("Attendances"), 3, func(r row) string { return strconv.Itoa(r.Times) }),
			numberColumn("hours", lang.L("Hours"), 4, func(r row) string { return model.Hours(r.Minutes) }),
			numberColumn("helped", lang.L("Times helped"), 4.2, func(r row) string { return strconv.Itoa(r.Beneficiaries) }),
		},
		key:  func(r row) string { return r.Key },
		open: func(r row) func() { return func() { v.desk.goTo(pageActivities, openRecord(r.Key)) } },
	}, rows).box
}

// openPeople shows who served, longest first.
func (v *serviceReport) openPeople(title string, behind model.Counted) {
	people := behind.EachPerson()
	members, minutes := make([]model.ID, len(people)), 0
	for i, p := range people {
		members[i] = p.Member
		minutes += p.Minutes
	}
	namePeople(v.desk, members, func(names map[model.ID]string) {
		slices.SortStableFunc(people, func(a, b model.PersonStatistic) int {
			return cmp.Or(b.Minutes-a.Minutes, model.CompareTexts(names[a.Member], names[b.Member]))
		})
		type row = model.PersonStatistic
		v.behind = openRows(v.desk, behindSpec[row]{
			title: title,
			sum: punctuated(lang.L("{{.N}} people", map[string]any{"N": len(people)}),
				lang.L("{{.N}} hours", map[string]any{"N": model.Hours(minutes)})),
			columns: []widgets.Column[row]{
				{ID: "name", Title: lang.L("Full name"), Chars: 6, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Strong(model.SpacedName(names[r.Member])) }},
				numberColumn("times", lang.L("Attendances"), 5, func(r row) string { return strconv.Itoa(r.Times) }),
				numberColumn("hours", lang.L("Hours"), 6, func(r row) string { return model.Hours(r.Minutes) }),
			},
			key:  func(r row) string { return string(r.Member) },
			open: func(r row) func() { return func() { openServiceRecord(v.desk, r.Member) } },
		}, people).box
	})
}

// hoursBehind are the hours that one person served at one service; both are
// places in what was counted, for there may be a hundred thousand such rows.
type hoursBehind struct{ activity, person, minutes int }

// openHours shows who served at what, from the first day on.
func (v *serviceReport) openHours(title string, behind model.Counted) {
	var rows []hoursBehind
	var members []model.ID
	minutes := 0
	for i, a := range behind.Activities {
		for _, roll := range a.Rolls {
			for _, p := range roll.People {
				rows = append(rows, hoursBehind{i, p, roll.Minutes})
				members = append(members, behind.People[p].Member)
				minutes += roll.Minutes
			}
		}
	}
	slices.Sort(members)
	namePeople(v.desk, slices.Compact(members), func(names map[model.ID]string) {
		type row = hoursBehind
		of := func(r row) model.CountedActivity { return behind.Activities[r.activity] }
		v.behind = openRows(v.desk, behindSpec[row]{
			title: title,
			sum: punctuated(lang.L("{{.N}} attendances", map[string]any{"N": grouped(len(rows))}),
				lang.L("{{.N}} hours", map[string]any{"N": model.Hours(minutes)})),
			columns: []widgets.Column[row]{
				{ID: "day", Title: lang.L("Day"), Chars: 5.5, Cell: func(r row) widgets.Cell { return widgets.Plain(v.desk.shortDay(model.DateOf(of(r).Start))) }},
				{ID: "person", Title: lang.L("Full name"), Chars: 5, Grow: 1, Cell: func(r row) widgets.Cell {
					return widgets.Strong(model.SpacedName(names[behind.People[r.person].Member]))
				}},
				{ID: "name", Title: lang.L("Activity"), Chars: 9, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(of(r).Title) }},
				numberColumn("hours", lang.L("Hours"), 4, func(r row) string { return model.Hours(r.minutes) }),
			},
			key:  func(r row) string { return strconv.Itoa(r.activity) + " " + strconv.Itoa(r.person) },
			open: func(r row) func() { return func() { v.desk.goTo(pageActivities, openRecord(of(r).ID)) } },
		}, rows).box
	})
}

// openTeams shows the teams of a class.
func (v *serviceReport) openTeams(title string, teams []model.StandingTeam) {
	type row = model.StandingTeam
	v.behind = openRows(v.desk, behindSpec[row]{
		title: title, sum: lang.L("{{.N}} teams", map[string]any{"N": len(teams)}),
		columns: []widgets.Column[row]{
			{ID: "name", Title: lang.L("Team"), Chars: 9, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Name) }},
			{ID: "class", Title: lang.L("Class"), Chars: 6, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Class)) }},
			numberColumn("places", lang.L("Members of the team"), 5, func(r row) string { return strconv.Itoa(len(r.Members)) }),
		},
		key:  func(r row) string { return string(r.ID) },
		open: func(r row) func() { return func() { v.desk.goTo(pageVolunteers, openTab{tabTeams, openRecord(r.ID)}) } },
	}, teams).box
}

// openPlaces shows who is in the teams of a class.
func (v *serviceReport) openPlaces(title string, teams []model.StandingTeam) {
	people, in := model.PeopleOf(teams)
	namePeople(v.desk, people, func(names map[model.ID]string) {
		slices.SortStableFunc(people, func(a, b model.ID) int { return model.CompareTexts(names[a], names[b]) })
		v.behind = openRows(v.desk, behindSpec[model.ID]{
			title: title, sum: lang.L("{{.N}} people", map[string]any{"N": len(people)}),
			columns: []widgets.Column[model.ID]{
				{ID: "name", Title: lang.L("Full name"), Chars: 6, Grow: 1, Cell: func(id model.ID) widgets.Cell { return widgets.Strong(model.SpacedName(names[id])) }},
				{ID: "teams", Title: lang.L("Team"), Chars: 10, Grow: 3, Cell: func(id model.ID) widgets.Cell { return widgets.Plain(teamList(in[id])) }},
			},
			key:  func(id model.ID) string { return string(id) },
			open: func(id model.ID) func() { return func() { v.desk.goTo(pageMembers, openRecord(id)) } },
		}, people).box
	})
}

func teamList(teams []model.StandingTeam) string {
	names := make([]string, len(teams))
	for i, t := range teams {
		names[i] = t.Name
	}
	return strings.Join(names, "、")
}
