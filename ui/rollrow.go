package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// rollRow is one person on a list as the table shows it.
type rollRow struct {
	id                                                 model.ID
	serial, name, branch, state, note, capacity, hours string
	tone                                               widgets.Tone
	person                                             model.Attendee
}

// rollRows words the people of a roll that the filter shows.
func rollRows(roll model.Roll, filter rollFilter) []rollRow {
	var rows []rollRow
	twice := namesakes(roll.Attendees)
	for _, p := range roll.Attendees {
		if !filter.shows(p) {
			continue
		}
		rows = append(rows, rollRowOf(p, twice))
	}
	return rows
}

// rollRowOf words one person of a roll; twice are the names that two have.
func rollRowOf(p model.Attendee, twice map[string]bool) rollRow {
	r := rollRow{
		id: p.ID, serial: strconv.Itoa(p.Serial), name: nameOn(p, twice), branch: p.Branch,
		state: p.State.Chinese(), tone: markTone(p.State), note: p.Reason, capacity: p.Capacity, hours: "—", person: p,
	}
	if p.State.Attended() {
		r.note, r.hours = stay(p.Attendance), model.Hours(p.Minutes)
	}
	switch {
	case p.WalkIn:
		r.capacity = punctuated(lang.L("walk-in"), p.Capacity)
	case p.Capacity == "":
		r.capacity = lang.L("takes part")
	}
	if p.LateEntry != "" {
		r.note = punctuated(r.note, lang.L("entered late"))
	}
	return r
}

// stay words when somebody signed in and out: 09:02—11:05.
func stay(a model.Attendance) string {
	if a.Left == "" {
		return a.Arrived
	}
	return a.Arrived + "—" + a.Left
}

// namesakes are the names that more than one person on a list has.
func namesakes(people []model.Attendee) map[string]bool {
	seen, twice := map[string]bool{}, map[string]bool{}
	for _, p := range people {
		if seen[p.Name] {
			twice[p.Name] = true
		}
		seen[p.Name] = true
	}
	return twice
}

// nameOn is a person's name as tables space it, with the year of birth where
// another on the list has the same name.
func nameOn(p model.Attendee, twice map[string]bool) string {
	name := model.SpacedName(p.Name)
	if twice[p.Name] && p.Born > 0 {
		name += "(" + strconv.Itoa(p.Born) + ")"
	}
	return name
}

func markTone(s model.AttendanceState) widgets.Tone {
	switch s {
	case model.Present:
		return widgets.Good
	case model.Late:
		return widgets.Warn
	case model.Leave, model.Observer:
		return widgets.Info
	case model.Absent:
		return widgets.Red
	default:
		return widgets.Neutral
	}
}

// walkInsOnly is the filter's choice beside the states of attendance.
const walkInsOnly = "walk-ins"

// rollFilter says which people of a list are in view.
type rollFilter struct {
	state string // a model.AttendanceState or walkInsOnly; empty for all
	text  string // part of name, pinyin, initials, unit; or the end of a phone number
}

// shows reports whether a person is in view.
func (f rollFilter) shows(p model.Attendee) bool {
	switch f.state {
	case "":
	case walkInsOnly:
		if !p.WalkIn {
			return false
		}
	default:
		if string(p.State) != f.state {
			return false
		}
	}
	return f.finds(p)
}

func (f rollFilter) finds(p model.Attendee) bool {
	return findsPerson(f.text, p.Name, p.Pinyin, p.Branch, p.Phone)
}

// findsPerson reports whether a search finds a person on a short list: part of
// the name or unit, the beginning of pinyin or initials, the end of a number.
func findsPerson(search, name, pinyin, unit, number string) bool {
	text := model.SearchName(search)
	if text == "" {
		return true
	}
	return strings.Contains(model.SearchName(name), text) ||
		strings.HasPrefix(strings.ReplaceAll(pinyin, " ", ""), text) ||
		strings.HasPrefix(model.InitialsOf(pinyin), text) ||
		strings.Contains(model.SearchName(unit), text) ||
		len(text) >= 3 && strings.HasSuffix(number, text)
}

// stateOptions are the filter's choices with how many people each shows.
func stateOptions(roll model.Roll) []widgets.Option {
	counts := map[string]int{"": len(roll.Attendees)}
	for _, p := range roll.Attendees {
		counts[string(p.State)]++
		if p.WalkIn {
			counts[walkInsOnly]++
		}
	}
	options := []widgets.Option{{Value: "", Text: lang.L("All {{.N}}", map[string]any{"N": counts[""]})}}
	for _, s := range []model.AttendanceState{model.Expected, model.Present, model.Late, model.Leave, model.Absent, model.Observer} {
		if s != model.Observer || counts[string(s)] > 0 {
			options = append(options, widgets.Option{Value: string(s), Text: s.Chinese() + " " + strconv.Itoa(counts[string(s)])})
		}
	}
	if n := counts[walkInsOnly]; n > 0 {
		options = append(options, widgets.Option{Value: walkInsOnly, Text: lang.L("Walk-ins") + " " + strconv.Itoa(n)})
	}
	return options
}
