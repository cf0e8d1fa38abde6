package ui

import (
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// What the entry of 签到台 does.
const (
	comingIn  = "in"
	goingAway = "out"
)

// leaving reports whether people are signed out (签退).
func (c *checkIn) leaving() bool { return c.mode.Value() == goingAway }

// onMode turns from signing in to signing out, or back.
func (c *checkIn) onMode() {
	c.showHint()
	c.entry.Forget()
	c.clear()
	c.band.hide()
	c.desk.window.Canvas().Focus(c.entry)
}

// showMode offers to sign out where hours may go by it.
func (c *checkIn) showMode() {
	c.mode.Hidden = c.roll.Activity.Kind != model.Volunteering
	if c.mode.Hidden {
		c.mode.SetValue(comingIn)
	}
	c.showHint()
}

func (c *checkIn) showHint() {
	if c.leaving() {
		c.hint.SetText(lang.L("Signing out: type the initials or the end of the phone number, swipe the ID card or scan the member card"))
		return
	}
	c.hint.SetText(lang.L("Type the initials or the end of the phone number, swipe the ID card or scan the member card"))
}

// served reports whether nothing is left to do for a person: they are signed
// in, or where people leave, not here any more.
func (c *checkIn) served(p model.Attendee) bool {
	if c.leaving() {
		return !p.State.Attended() || p.Left != ""
	}
	return p.State.Attended()
}

// signOut notes when somebody who is here leaves.
func (c *checkIn) signOut(p model.Attendee) {
	name := map[string]any{"Name": p.Name}
	wall := model.Wall(c.desk.now())
	at := p.Attendance
	at.Left = wall.Format(clock)
	err := model.CheckSignOut(c.roll.Activity, p.Name, at)
	switch day, a := model.DateOf(wall), c.roll.Activity; {
	case !p.State.Attended():
		c.band.tell(widgets.Warn, lang.L("{{.Name}} has not signed in", name), "", false)
	case p.Left != "":
		c.band.tell(widgets.Info, lang.L("{{.Name}} signed out already", name), p.Left, false)
	case day != a.Date() && day != model.DateOf(a.End):
		c.band.tell(widgets.Warn, lang.L("It is not on today. Write the time under “List and sign-in”, “Details”."), "", false)
	case err != nil:
		c.band.tell(widgets.Warn, errorText(err), "", false)
	default:
		c.marker.give(marking{people: []model.ID{p.ID}, words: p.Name, leaves: true, change: func(p model.Attendee) model.Mark {
			m := markOf(p)
			m.Left = at.Left
			return m
		}})
	}
}

// signOutMember signs out whom a card or ID number names.
func (c *checkIn) signOutMember(id model.ID, name string) {
	for _, p := range c.roll.Attendees {
		if p.Member == id {
			c.signOut(p)
			return
		}
	}
	c.band.tell(widgets.Warn, lang.L("{{.Name}} has not signed in", map[string]any{"Name": name}), "", false)
}

// signedOut counts who has left.
func signedOut(roll model.Roll) int {
	n := 0
	for _, p := range roll.Attendees {
		if p.Left != "" {
			n++
		}
	}
	return n
}
