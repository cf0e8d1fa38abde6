package ui

import (
	"strconv"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// teamHours ranks the teams or stations of a period by hours served.
type teamHours struct {
	none  string // what service of none is called
	rows  []teamHoursRow
	table *widgets.DataTable[teamHoursRow]
}

// teamHoursRow is a team or station as the ranking shows it.
type teamHoursRow struct {
	team, rank, activities, people, times, hours string
}

func newTeamHours(title, none string) *teamHours {
	h := &teamHours{none: none}
	h.table = widgets.NewListTable([]widgets.Column[teamHoursRow]{
		{ID: "rank", Title: lang.L("No."), Chars: 2.2, Cell: func(r teamHoursRow) widgets.Cell { return widgets.Muted(r.rank) }},
		{ID: "team", Title: title, Chars: 10, Grow: 3, Cell: func(r teamHoursRow) widgets.Cell { return widgets.Plain(r.team) }},
		{ID: "activities", Title: lang.L("Services"), Chars: 5, Cell: func(r teamHoursRow) widgets.Cell { return widgets.Plain(r.activities) }},
		{ID: "people", Title: lang.L("Number of people"), Chars: 4, Cell: func(r teamHoursRow) widgets.Cell { return widgets.Plain(r.people) }},
		{ID: "times", Title: lang.L("Times"), Chars: 4, Cell: func(r teamHoursRow) widgets.Cell { return widgets.Plain(r.times) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 5, Cell: func(r teamHoursRow) widgets.Cell { return widgets.Strong(r.hours) }},
	}, func(r teamHoursRow) string { return r.team }, func() []teamHoursRow { return h.rows },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody served in this period."), nil))
	return h
}

func (h *teamHours) show(teams []model.TeamTotal) {
	h.rows = nil
	for i, t := range teams {
		name := t.Team
		if name == "" {
			name = h.none
		}
		h.rows = append(h.rows, teamHoursRow{
			team: name, rank: strconv.Itoa(i + 1), activities: strconv.Itoa(t.Activities), people: strconv.Itoa(t.People),
			times: strconv.Itoa(t.Times), hours: model.Hours(t.Minutes),
		})
	}
	h.table.Reload()
}
