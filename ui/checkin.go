package ui

import (
	"context"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// graceSetting holds how many minutes after the start somebody still counts as
// present; usualGrace is what holds where nothing was chosen.
const (
	graceSetting = "checkin.grace"
	usualGrace   = 15
)

// checkInStore is what 签到台 asks the store for.
type checkInStore interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	DeskMember(ctx context.Context, in model.DeskInput) (model.Member, error)
	Setting(ctx context.Context, key string) (string, error)
}

// checkIn is 签到台: one large entry at which a queue of people is signed in, by
// initials, the end of a phone number, an ID card reader or a scanner.
type checkIn struct {
	desk   *desk
	store  checkInStore
	marker *marker

	id    model.ID   // of the activity; none where there is none today
	roll  model.Roll // as it was last read
	marks int        // markings saved; what was read before the last one is old
	grace int        // minutes
	late  string     // why marks are entered after the day, once somebody said so
	// anyway is set once somebody said that people are signed in though the
	// programme is completed.
	anyway bool

	candidates []candidate
	chosen     int    // of candidates, the one that Enter takes; -1 for none yet
	asked      string // what the candidates answer
	searching  bool   // people who are not expected are being looked for
	entered    bool   // Enter was pressed before they were found

	entry     *widgets.DeskEntry
	found     *fyne.Container
	band      *checkInBand
	which     *widgets.FilterButton
	mode      *widgets.Segments
	hint      *widgets.Text
	walkIn    *widgets.Button
	full      *widgets.Button
	side      *checkInSide
	desktop   fyne.CanvasObject // entry, candidates and totals
	body      *fyne.Container   // desktop, or why there is none
	alone     bool
	coming    *walkInForm   // last opened
	lateAsked *reasonDialog // last opened
}

func newCheckIn(d *desk) page {
	c := &checkIn{desk: d, store: d.store, chosen: -1, grace: usualGrace, found: widgets.Down(10), body: container.NewStack()}
	c.marker = &marker{
		desk: d, store: d.store, current: func() model.Roll { return c.roll }, onSaved: c.onSaved, onFailed: c.onFailed,
	}
	var large fyne.CanvasObject
	c.entry, large = widgets.NewDeskEntry("")
	c.entry.OnChanged = c.onTyped
	c.entry.OnKey, c.entry.OnDigit, c.entry.OnUndo = c.onKey, c.onDigit, c.onUndo
	c.band = newCheckInBand(c.onUndo)
	c.which = widgets.NewFilter("", nil, func(id string) { c.take(model.ID(id)) })
	c.mode = widgets.NewSegments([]widgets.Option{
		{Value: comingIn, Text: lang.L("Signing in")}, {Value: goingAway, Text: lang.L("Signing out")},
	}, func(string) { c.onMode() })
	c.mode.Hide()
	c.walkIn = widgets.NewButton(lang.L("Walk-in"), func() { c.onWalkIn("") })
	c.full = widgets.NewButton(lang.L("Full screen  F11"), c.onFullScreen)
	c.side = newCheckInSide()
	c.hint = widgets.NewMuted("")
	c.hint.SizeName, c.hint.Align, c.hint.Shrink = theme.SizeNameSubHeadingText, fyne.TextAlignCenter, true
	c.showHint()
	middle := widgets.Down(14, c.hint, large, c.found, c.band.content)
	c.desktop = widgets.Frame(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), c.side.content),
		container.NewVScroll(widgets.Inset(44, 40, middle)))
	return c
}

// Title, Content and the rest are what the window asks of a page.

func (c *checkIn) Title() string              { return lang.L("Sign-in desk") }
func (c *checkIn) Content() fyne.CanvasObject { return c.body }

// Subtitle names the activity, when it begins and from when on people are late.
func (c *checkIn) Subtitle() string {
	a := c.roll.Activity
	if a.ID == "" {
		return ""
	}
	return punctuated(a.Title, lang.L("begins {{.Time}}", map[string]any{"Time": a.Start.Format(clock)}),
		lang.L("late after {{.Time}}", map[string]any{"Time": c.lateFrom().Format(clock)}))
}

func (c *checkIn) Actions() []fyne.CanvasObject {
	if c.id == "" {
		return nil
	}
	return []fyne.CanvasObject{c.which, c.mode, c.walkIn, c.full}
}

// openDesk is an errand for 签到台: sign people in at the activity.
type openDesk model.ID

// Open does an errand.
func (c *checkIn) Open(errand any) {
	if e, ok := errand.(openDesk); ok {
		c.take(model.ID(e))
	}
}

// take turns to an activity.
func (c *checkIn) take(id model.ID) {
	c.id, c.marker.activity, c.late, c.anyway = id, id, "", false
	c.marker.forget()
	c.mode.SetValue(comingIn)
	c.band.hide()
	c.entry.Forget()
	c.clear()
	c.Refresh()
}

// Refresh reads what is on today and everybody on the list of the activity at
// the desk.
func (c *checkIn) Refresh() {
	var today []model.ActivitySummary
	var roll model.Roll
	var grace string
	id, marks := c.id, c.marks
	c.desk.run(func(ctx context.Context) (err error) {
		day := c.desk.today()
		if today, _, err = c.store.Activities(ctx, store.ActivityFilter{From: day, To: day}); err != nil {
			return err
		}
		today = slices.DeleteFunc(today, func(a model.ActivitySummary) bool { return a.State == model.Cancelled })
		slices.Reverse(today) // the earliest first
		if grace, err = c.store.Setting(ctx, graceSetting); err != nil {
			return err
		}
		if id == "" {
			id = nearest(today, model.Wall(c.desk.now()))
		}
		if id != "" {
			roll, err = c.store.Roll(ctx, id)
		}
		return err
	}, func(err error) {
		if err != nil {
			c.desk.fail(err, c.Refresh)
			return
		}
		if c.marks != marks || c.id != "" && c.id != id {
			c.Refresh() // signed in, or another was chosen, meanwhile
			return
		}
		c.id, c.marker.activity, c.roll = id, id, roll
		c.grace = graceOf(grace)
		c.showChoice(today)
		c.show()
	})
}

// graceOf reads the setting.
func graceOf(saved string) int {
	minutes, err := strconv.Atoi(saved)
	if err != nil || minutes < 0 {
		return usualGrace
	}
	return minutes
}

// nearest is the activity that people come to now: the one that is on or about
// to begin, else the next one, else the last.
func nearest(today []model.ActivitySummary, now time.Time) model.ID {
	var id model.ID
	for _, a := range today {
		if id = a.ID; now.Before(a.End) {
			break
		}
	}
	return id
}

// showChoice offers the activities of the day, and the one at the desk where
// it is of another day.
func (c *checkIn) showChoice(today []model.ActivitySummary) {
	var options []widgets.Option
	for _, a := range today {
		options = append(options, widgets.Option{Value: string(a.ID), Text: a.Start.Format(clock) + " " + a.Title})
	}
	a := c.roll.Activity
	if a.ID != "" && !slices.ContainsFunc(today, func(s model.ActivitySummary) bool { return s.ID == a.ID }) {
		options = append(options, widgets.Option{Value: string(a.ID), Text: c.desk.shortDay(a.Date()) + " " + a.Title})
	}
	c.which.SetOptions(options)
	c.which.SetValue(string(c.id))
	c.which.Hidden = len(options) < 2
}

// show brings everything up to date with the roll.
func (c *checkIn) show() {
	c.showMode()
	c.desk.retitle()
	content := c.desktop
	if c.id == "" {
		content = widgets.NewCard("", widgets.NewEmptyState(theme.CalendarIcon(), lang.L("No activity today. Plan one, or open one of another day and choose “Sign-in desk”."),
			widgets.NewPrimary(lang.L("To the activities"), func() { c.desk.goTo(pageActivities, nil) })))
	}
	if len(c.body.Objects) == 0 || c.body.Objects[0] != content {
		c.body.Objects = []fyne.CanvasObject{content}
		c.body.Refresh()
	}
	c.side.show(c.roll)
	off := !c.roll.Activity.TakesMarks()
	enable(c.walkIn, !off)
	if c.id != "" && c.desk.topDialog() == nil && c.desk.shell.page() == page(c) {
		c.desk.window.Canvas().Focus(c.entry)
	}
	if c.entry.Text != "" {
		c.find(c.entry.Text)
	}
}

// lateFrom is when being late begins.
func (c *checkIn) lateFrom() time.Time {
	return c.roll.Activity.Start.Add(time.Duration(c.grace) * time.Minute)
}

// stateNow is what somebody becomes who signs in now, and the time to note.
func (c *checkIn) stateNow() (model.AttendanceState, string) {
	arrived := arrivalTime(c.roll.Activity, c.desk.now())
	if arrived != "" && model.Wall(c.desk.now()).After(c.lateFrom()) {
		return model.Late, arrived
	}
	return model.Present, arrived
}

// signIn signs in a person on the list, unless they are signed in already. It
// leaves the entry alone: the next one may be being typed.
func (c *checkIn) signIn(p model.Attendee) {
	if p.State.Attended() {
		c.band.tell(widgets.Info, lang.L("{{.Name}} is signed in already", map[string]any{"Name": p.Name}), p.Arrived, false)
		return
	}
	c.whenLate(func() {
		state, arrived := c.stateNow()
		mark, late := quickMark(state, arrived, ""), c.late
		c.marker.give(marking{people: []model.ID{p.ID}, words: p.Name, change: func(p model.Attendee) model.Mark {
			m := mark(p)
			m.LateEntry = late
			return m
		}})
	})
}

// whenLate goes on once it is known why people are signed in after the day of
// the activity, which is asked once for each activity.
func (c *checkIn) whenLate(do func()) {
	c.desk.whenCompleted(c.roll, &c.anyway, func() {
		c.lateAsked = c.desk.whenLate(c.roll.Activity, &c.late, do)
	})
}

// signInMember signs in a member who may not be expected.
func (c *checkIn) signInMember(id model.ID, name string) {
	for _, p := range c.roll.Attendees {
		if p.Member == id {
			c.signIn(p)
			return
		}
	}
	c.whenLate(func() {
		c.marker.walkIn(model.WalkIn{Member: id, LateEntry: c.late}, name, func(err error) { c.fail(err, nil) }, func(model.Attendance) {})
	})
}

// onSaved shows who is signed in now that it is on the disk.
func (c *checkIn) onSaved(now model.Roll, one marking) {
	c.roll = now
	c.marks++
	c.side.show(now)
	c.desk.shell.changedElsewhere()
	at := slices.IndexFunc(now.Attendees, func(p model.Attendee) bool { return p.ID == one.people[0] })
	switch {
	case one.undoes:
		c.band.tell(widgets.Info, lang.L("Undone: {{.What}}", map[string]any{"What": one.words}), "", c.marker.canUndo())
	case at >= 0 && one.leaves:
		p := now.Attendees[at]
		c.band.tell(widgets.Good, lang.L("{{.Name}} is signed out", map[string]any{"Name": p.Name}), stay(p.Attendance), true)
	case at >= 0:
		p := now.Attendees[at]
		words, tone := lang.L("{{.Name}} is signed in", map[string]any{"Name": p.Name}), widgets.Good
		if p.State == model.Late {
			words, tone = lang.L("{{.Name}} is signed in, late", map[string]any{"Name": p.Name}), widgets.Warn
		}
		if p.WalkIn {
			words = lang.L("{{.Name}} is signed in, was not expected", map[string]any{"Name": p.Name})
		}
		c.band.tell(tone, words, p.Arrived, true)
	}
	c.desk.say(lang.L("Saved") + " " + one.words)
	if c.entry.Text != "" { // the next one is being typed already
		c.find(c.entry.Text)
	}
}

// onFailed says that somebody is not signed in.
func (c *checkIn) onFailed(err error, one marking) {
	c.fail(err, func() { c.marker.give(one) })
	if one.leaves {
		c.band.tell(widgets.Red, lang.L("Not signed out: {{.Why}}", map[string]any{"Why": errorText(err)}), "", false)
	}
}

func (c *checkIn) fail(err error, retry func()) {
	c.band.tell(widgets.Red, lang.L("Not signed in: {{.Why}}", map[string]any{"Why": errorText(err)}), "", false)
	c.desk.fail(err, retry)
}

func (c *checkIn) onUndo() { c.marker.undo() }

// onWalkIn signs in somebody who was not expected.
func (c *checkIn) onWalkIn(name string) {
	if c.id == "" || !c.roll.Activity.TakesMarks() {
		return
	}
	c.whenLate(func() {
		c.coming = openWalkIn(c.desk, c.marker, c.late)
		c.coming.begin(name)
	})
}

// onFullScreen gives the desk the whole screen, or takes it back.
func (c *checkIn) onFullScreen() {
	c.alone = !c.alone
	c.desk.shell.setAlone(c.alone)
	text := lang.L("Full screen  F11")
	if c.alone {
		text = lang.L("Leave full screen  F11")
	}
	c.full.SetText(text)
	c.desk.retitle()
	c.desk.window.Canvas().Focus(c.entry)
}

// onEscape clears what was typed, then leaves the full screen.
func (c *checkIn) onEscape() {
	switch {
	case c.entry.Text != "":
		c.entry.Forget()
		c.clear()
	case c.alone:
		c.onFullScreen()
	}
}
