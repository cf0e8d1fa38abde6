package ui

import (
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// onHours opens 时长确认单 of the service.
func (p *activityPage) onHours() { p.sheet = openHoursSheet(p.desk, p.id) }

// hasHours reports whether somebody served, whose hours can be looked at.
func (p *activityPage) hasHours() bool {
	a := p.roll.Activity
	return a.Kind == model.Volunteering && a.State != model.Cancelled && len(p.whoIs(served)) > 0
}

// served reports whether an attendance has hours: guests have no record.
func served(p model.Attendee) bool { return p.State.Attended() && p.Member != "" }

// waiting counts those who served and whose hours are not confirmed.
func (p *activityPage) waiting() int {
	if !p.hasHours() {
		return 0
	}
	return len(p.whoIs(func(p model.Attendee) bool { return served(p) && !p.Confirmed() }))
}

// hoursReminders say whose hours do not count yet.
func (p *activityPage) hoursReminders() []reminder {
	waiting := p.waiting()
	if waiting == 0 || p.locked() {
		return nil
	}
	return []reminder{{
		lang.L("The hours of {{.N}} people are not confirmed and do not count yet.", map[string]any{"N": waiting}),
		widgets.Warn, lang.L("Confirm the hours"), p.onHours,
	}}
}
