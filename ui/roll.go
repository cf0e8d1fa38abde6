package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// roll is 名单与签到: who is expected at an activity and who came.
type roll struct {
	desk   *desk
	page   *activityPage
	marker *marker

	filter rollFilter
	rows   []rollRow

	expect, allPresent, walkIn, undo *widgets.Button
	more                             *widgets.MenuButton
	states                           *widgets.FilterButton
	table                            *widgets.DataTable[rollRow]
	empty                            *fyne.Container
	who                              *widgets.Text
	quick                            []*widgets.Button // one for each of quickStates
	detail                           *widgets.Button
	content                          fyne.CanvasObject

	// The dialogs last opened.
	expecting *expectForm
	reason    *reasonDialog
	details   *markForm
	coming    *walkInForm
	paper     *paperForm
	lateAsked *reasonDialog
	guest     *memberForm

	late   string // why people are marked after the day, once somebody said so
	anyway bool   // somebody said that people are marked though the programme is completed
}

// quickStates are the states that have a button and a key.
var quickStates = []struct {
	key   rune
	state model.AttendanceState
}{{'1', model.Present}, {'2', model.Late}, {'3', model.Leave}, {'4', model.Absent}, {'0', model.Expected}}

func newRoll(d *desk, page *activityPage) *roll {
	r := &roll{desk: d, page: page, who: widgets.NewMuted(""), empty: container.NewStack()}
	r.marker = &marker{
		desk: d, store: d.store, activity: page.id,
		current: func() model.Roll { return page.roll }, onSaved: r.onSaved, onFailed: r.onFailed,
	}
	r.expect = widgets.NewButton(lang.L("Add expected people"), r.onExpect)
	r.allPresent = widgets.NewButton(lang.L("All present"), func() { r.onRest(model.Present) })
	r.walkIn = widgets.NewButton(lang.L("Walk-in"), r.onWalkIn)
	r.more = widgets.NewMenuButton(lang.L("More actions"), r.menu)
	r.undo = widgets.NewButton(lang.L("Take back"), r.onUndo)
	r.states = widgets.NewFilter("", []widgets.Option{{Value: "", Text: lang.L("All")}}, r.onState)
	r.table = widgets.NewListTable(rollColumns(), func(r rollRow) string { return string(r.id) }, func() []rollRow { return r.rows }, r.empty)
	r.table.Checks = true
	r.table.OnSelected = func(rollRow) { r.showWho() }
	r.table.OnChecked = func(int) { r.showWho() }
	r.table.OnOpened = func(row rollRow) { r.openDetail([]model.Attendee{row.person}) }
	r.table.OnRune = r.onKey
	for _, q := range quickStates {
		r.quick = append(r.quick, widgets.NewButton(string(q.key)+" "+q.state.Chinese(), func() { r.onMark(q.state) }))
	}
	r.detail = widgets.NewButton(lang.L("Details"), r.onDetail)
	r.who.Shrink = true
	r.content = r.layout()
	return r
}

func rollColumns() []widgets.Column[rollRow] {
	return []widgets.Column[rollRow]{
		{ID: "serial", Title: lang.L("No."), Chars: 2.2, Cell: func(r rollRow) widgets.Cell { return widgets.Plain(r.serial) }},
		{ID: "name", Title: lang.L("Name of person"), Chars: 5, Grow: 2, Cell: func(r rollRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 2, Cell: func(r rollRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "state", Title: lang.L("State"), Chars: 3.8, Cell: func(r rollRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
		{ID: "note", Title: lang.L("Time / reason"), Chars: 5.6, Grow: 1, Cell: func(r rollRow) widgets.Cell { return widgets.Muted(r.note) }},
		{ID: "capacity", Title: lang.L("Capacity"), Chars: 4, Grow: 1, Optional: true, Cell: func(r rollRow) widgets.Cell { return widgets.Muted(r.capacity) }},
		{ID: "hours", Title: lang.L("Credit hours"), Chars: 2, Cell: func(r rollRow) widgets.Cell { return widgets.Plain(r.hours) }},
	}
}

func (r *roll) layout() fyne.CanvasObject {
	bar := container.NewHBox(
		widgets.Across(8, r.expect, r.allPresent, r.walkIn, r.more),
		layout.NewSpacer(), widgets.Across(8, r.undo, r.states))
	buttons := widgets.Across(6)
	for _, b := range r.quick {
		buttons.Add(b)
	}
	buttons.Add(r.detail)
	marks := container.NewBorder(nil, nil, nil, buttons, r.who)
	return container.NewBorder(
		widgets.Down(0, bar, widgets.Spacer(0, 8)),
		widgets.Down(0, widgets.Spacer(0, 8), marks), nil, nil, r.table)
}

// show brings everything up to date with the roll that the page holds.
func (r *roll) show() {
	r.states.SetOptions(stateOptions(r.page.roll))
	r.filter.state = r.states.Value()
	r.rows = rollRows(r.page.roll, r.filter)
	r.empty.Objects = []fyne.CanvasObject{r.emptyState()}
	r.table.Reload()
	r.showWho()
	off := !r.takesMarks()
	for _, b := range []*widgets.Button{r.expect, r.allPresent, r.walkIn} {
		enable(b, !off)
	}
	enable(r.undo, r.marker.canUndo())
}

func enable(b *widgets.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (r *roll) emptyState() fyne.CanvasObject {
	if len(r.page.roll.Attendees) == 0 {
		return widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody is expected yet."), widgets.NewPrimary(lang.L("Add expected people"), r.onExpect))
	}
	return widgets.NewEmptyState(theme.SearchIcon(), lang.L("Nobody on the list matches."), widgets.NewButton(lang.L("Show all"), r.showAll))
}

func (r *roll) showAll() {
	r.desk.shell.top.setSearch("")
	r.states.SetValue("")
	r.filter = rollFilter{}
	r.show()
}

// onState narrows the list to one state. Ticks of people who are out of view
// would let a mark touch somebody unseen, so they go.
func (r *roll) onState(state string) {
	r.filter.state = state
	r.table.ClearChecks()
	r.show()
}

func (r *roll) search(text string) {
	if text == r.filter.text {
		return
	}
	r.filter.text = text
	r.table.ClearChecks()
	r.show()
	if len(r.rows) > 0 {
		r.table.SelectRow(0)
	}
}

// chosen are the people that a mark is for: those ticked, else the selected one.
func (r *roll) chosen() []model.Attendee {
	var ids []model.ID
	for _, row := range r.table.Checked() {
		ids = append(ids, row.id)
	}
	if len(ids) == 0 {
		if row, ok := r.table.Selected(); ok {
			ids = append(ids, row.id)
		}
	}
	var people []model.Attendee
	for _, row := range r.rows { // as they stand now, not as they were ticked
		if slices.Contains(ids, row.id) {
			people = append(people, row.person)
		}
	}
	return people
}

// showWho says whom the marks at the foot are for.
func (r *roll) showWho() {
	people := r.chosen()
	switch len(people) {
	case 0:
		r.who.SetText(lang.L("Choose a row, then mark (keys 1 2 3 4 0)"))
	case 1:
		r.who.SetText(lang.L("Mark {{.Name}}", map[string]any{"Name": people[0].Name}))
	default:
		r.who.SetText(lang.L("Mark {{.N}} people", map[string]any{"N": len(people)}))
	}
	on := len(people) > 0 && r.takesMarks()
	for _, b := range r.quick {
		enable(b, on)
	}
	enable(r.detail, on)
}

func (r *roll) onKey(key rune) {
	for _, q := range quickStates {
		if q.key == key {
			r.onMark(q.state)
		}
	}
}

// onMark marks the chosen people; leave asks for its reason first.
func (r *roll) onMark(state model.AttendanceState) {
	people := r.chosen()
	if len(people) == 0 || !r.takesMarks() {
		return
	}
	if state == model.Leave {
		r.reason = openReason(r.desk, people, func(reason string) { r.mark(people, state, reason) })
		return
	}
	r.mark(people, state, "")
}

func (r *roll) mark(people []model.Attendee, state model.AttendanceState, reason string) {
	r.advance(people)
	r.give(marking{
		people: idsOf(people), words: whoBecame(people, state),
		change: quickMark(state, arrivalTime(r.page.roll.Activity, r.desk.now()), reason),
	})
	r.table.Focus()
}

// give saves a marking, once it is known why it comes after the day.
func (r *roll) give(one marking) {
	r.whenClear(func() {
		change, late := one.change, r.late
		one.change = func(p model.Attendee) model.Mark {
			m := change(p)
			m.LateEntry = late
			return m
		}
		r.marker.give(one)
	})
}

// whenClear goes on once it is known why people are marked only now.
func (r *roll) whenClear(do func()) {
	r.desk.whenCompleted(r.page.roll, &r.anyway, func() {
		r.lateAsked = r.desk.whenLate(r.page.roll.Activity, &r.late, do)
	})
}

// advance selects the next person at once, so that quick typing never marks
// the same one twice, and drops the ticks.
func (r *roll) advance(people []model.Attendee) {
	if len(r.table.Checked()) > 0 {
		r.table.ClearChecks()
		return
	}
	at := slices.IndexFunc(r.rows, func(row rollRow) bool { return row.id == people[0].ID })
	if at >= 0 && at+1 < len(r.rows) {
		r.table.SelectRow(at + 1)
	}
}

func idsOf(people []model.Attendee) []model.ID {
	ids := make([]model.ID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	return ids
}

// whoBecame words a mark for the status line: 王伟：到.
func whoBecame(people []model.Attendee, state model.AttendanceState) string {
	who := people[0].Name
	if len(people) > 1 {
		who = lang.L("{{.N}} people", map[string]any{"N": len(people)})
	}
	return lang.L("{{.Who}}: {{.State}}", map[string]any{"Who": who, "State": state.Chinese()})
}

// arrivalTime is when somebody marked now arrived: the time on the clock while
// the activity is on. Marks entered later from a paper sheet have none.
func arrivalTime(a model.Activity, now time.Time) string {
	wall := model.Wall(now)
	if wall.Before(a.Start.Add(-time.Hour)) || wall.After(a.End) {
		return ""
	}
	return wall.Format(clock)
}

// onSaved shows what is on the disk now.
func (r *roll) onSaved(now model.Roll, one marking) {
	r.page.roll = now
	r.page.marks++
	r.page.show()
	words := one.words
	if one.undoes {
		words = lang.L("Undone: {{.What}}", map[string]any{"What": words})
		r.table.SelectKey(string(one.people[0]))
		r.showWho()
	}
	r.desk.say(lang.L("Saved") + " " + words)
	r.desk.shell.changedElsewhere()
}

// onFailed says that people are not marked and chooses the first of them.
func (r *roll) onFailed(err error, one marking) {
	r.table.SelectKey(string(one.people[0]))
	r.show()
	r.desk.fail(err, func() { r.marker.give(one) })
}

func (r *roll) onUndo() { r.marker.undo() }

// onRest marks all in view who are not marked yet.
func (r *roll) onRest(state model.AttendanceState) {
	var people []model.Attendee
	for _, row := range r.rows {
		if row.person.State == model.Expected && !row.person.WalkIn {
			people = append(people, row.person)
		}
	}
	if len(people) == 0 {
		r.desk.say(lang.L("Nobody in view is unmarked"))
		return
	}
	n := map[string]any{"N": len(people), "State": state.Chinese()}
	r.desk.ask(lang.L("Mark all the rest as “{{.State}}”?", n),
		lang.L("{{.N}} people in view are not marked yet. Those already marked stay as they are.", n),
		lang.L("Mark {{.N}} people", n), func() {
			r.give(marking{
				people: idsOf(people), words: whoBecame(people, state),
				change: quickMark(state, arrivalTime(r.page.roll.Activity, r.desk.now()), ""),
			})
		})
}

func (r *roll) menu() []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Enter a paper sheet…"), r.onPaper),
		fyne.NewMenuItem(lang.L("Mark the rest as absent"), func() { r.onRest(model.Absent) }),
		fyne.NewMenuItem(lang.L("Take off the list"), r.onTakeOff),
		fyne.NewMenuItem(lang.L("Make a guest a member…"), r.onGuest),
		fyne.NewMenuItem(lang.L("Tick all in view"), func() { r.table.SetChecked(r.rows, true) }),
		fyne.NewMenuItem(lang.L("Untick all"), r.table.ClearChecks),
	}
	if a := r.page.roll.Activity; a.Kind == model.Volunteering && a.State != model.Cancelled {
		items = append([]*fyne.MenuItem{fyne.NewMenuItem(lang.L("Find volunteers by skill and free time…"), r.onFind)}, items...)
	}
	return items
}

func (r *roll) onDetail() { r.openDetail(r.chosen()) }

func (r *roll) openDetail(people []model.Attendee) {
	if len(people) > 0 && r.takesMarks() {
		r.details = openMarkForm(r.desk, r.page.roll.Activity, people, r.give)
	}
}
