package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// termRow is an activity of a term, or the term where it has none.
type termRow struct {
	key, name string
	state     model.LifeState
	first     bool // of its term
	activity  model.ID
	day       model.Date
	title     string
	lacks     string
}

// termRows are the terms of a line with their activities, what is planned among
// them.
func termRows(l model.LifeLine) []termRow {
	var rows []termRow
	for _, t := range l.Terms {
		name := l.Rule.Per.PartName(t.Part)
		before := len(rows)
		add := func(a model.LifeActivity, remark string) {
			var lacks []string
			for _, p := range a.Lacks() {
				lacks = append(lacks, string(p))
			}
			row := termRow{
				key: fmt.Sprint(t.Part, " ", a.ID, remark), name: name, state: t.State(), first: len(rows) == before,
				activity: a.ID, day: a.Date(), title: a.Title, lacks: strings.Join(lacks, "、"),
			}
			if remark != "" {
				row.title = remark + "：" + a.Title
			}
			rows = append(rows, row)
		}
		for _, a := range t.Held {
			add(a, "")
		}
		for _, a := range t.MadeUp {
			add(a, lang.L("made up"))
		}
		for _, a := range t.Planned {
			add(a, lang.L("planned"))
		}
		if len(rows) == before {
			rows = append(rows, termRow{key: fmt.Sprint(t.Part), name: name, state: t.State(), first: true})
		}
	}
	return rows
}

func termColumns(d *desk) []widgets.Column[termRow] {
	return []widgets.Column[termRow]{
		{ID: "term", Title: lang.L("Term"), Chars: 4.1, Cell: func(r termRow) widgets.Cell {
			if !r.first {
				return widgets.Plain("")
			}
			return widgets.Plain(r.name)
		}},
		{ID: "state", Title: lang.L("State"), Chars: 3.1, Cell: func(r termRow) widgets.Cell {
			if !r.first {
				return widgets.Plain("")
			}
			return widgets.Mark(r.state.Chinese(), lifeTone(r.state))
		}},
		{ID: "title", Title: lang.L("Activity"), Chars: 6, Grow: 1, Cell: func(r termRow) widgets.Cell {
			if r.activity == "" {
				return widgets.Muted("—")
			}
			return widgets.Plain(d.shortDay(r.day) + " " + r.title)
		}},
		{ID: "lacks", Title: lang.L("Lacks"), Chars: 4, Cell: func(r termRow) widgets.Cell {
			if r.lacks == "" {
				return widgets.Plain("")
			}
			return widgets.Mark(r.lacks, widgets.Warn)
		}},
	}
}

func lifeTone(s model.LifeState) widgets.Tone {
	switch s {
	case model.TermDone:
		return widgets.Good
	case model.TermLate:
		return widgets.Info
	case model.TermMissed:
		return widgets.Red
	default:
		return widgets.Neutral
	}
}
