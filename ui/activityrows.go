package ui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// activityRow is an activity as the list shows it.
type activityRow struct {
	id                                           model.ID
	day, begins, times, kind, title, place, came string
	state                                        string
	tone                                         widgets.Tone
	summary                                      model.ActivitySummary
}

func kindOptions() []widgets.Option {
	options := []widgets.Option{{Value: "", Text: lang.L("All")}}
	for _, k := range model.Kinds() {
		options = append(options, widgets.Option{Value: string(k.Kind), Text: k.Name})
	}
	return options
}

func activityColumns() []widgets.Column[activityRow] {
	return []widgets.Column[activityRow]{
		{ID: "day", Title: lang.L("Day"), Chars: 7.2, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.day) }},
		{ID: "time", Title: lang.L("Time"), Chars: 2.8, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.begins) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 6.5, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.kind, widgets.Info) }},
		{ID: "title", Title: lang.L("Title"), Chars: 10, Grow: 3, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "place", Title: lang.L("Place"), Chars: 5, Grow: 1, Optional: true, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.place) }},
		{ID: "came", Title: lang.L("Came / expected"), Chars: 5, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.came) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}
}

// activityRowOf words an activity for lists.
func activityRowOf(d *desk, s model.ActivitySummary) activityRow {
	day := d.shortDay(s.Date())
	if s.Date().Year == d.today().Year { // with its year it is long enough
		day += " " + weekday(s.Date())
	}
	return activityRow{
		id: s.ID, day: day, begins: s.Start.Format(clock), times: timesOf(s.Activity),
		kind: model.KindOf(s.Kind).Name, title: s.Title, place: s.Place,
		came: cameOf(s.Tally), state: s.State.Chinese(), tone: stateTone(s.State), summary: s,
	}
}

// cameOf says how many came of how many: 38 / 46 +2, or — / 46 while nobody is
// marked.
func cameOf(t model.Tally) string {
	if t.Expected == 0 && t.WalkIns == 0 {
		return "—"
	}
	text := fmt.Sprintf("%d / %d", t.Present+t.Late, t.Expected)
	if t.Unmarked == t.Expected && t.WalkIns == 0 {
		text = fmt.Sprintf("— / %d", t.Expected)
	}
	if t.WalkIns > 0 {
		text += fmt.Sprintf(" +%d", t.WalkIns)
	}
	return text
}

func stateTone(s model.ActivityState) widgets.Tone {
	switch s {
	case model.Held, model.Closed:
		return widgets.Good
	case model.Cancelled:
		return widgets.Red
	default:
		return widgets.Neutral
	}
}

// kindsOf lists the kinds among activities in the order of menus.
func kindsOf(list []model.ActivitySummary) []model.KindInfo {
	var kinds []model.KindInfo
	for _, k := range model.Kinds() {
		if slices.ContainsFunc(list, func(s model.ActivitySummary) bool { return s.Kind == k.Kind }) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}
