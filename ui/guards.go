package ui

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// guards are warnings about what is probably a slip, with the names of those
// whom it concerns. None of them forbids anything.
func (p *activityPage) guards() []reminder {
	a := p.roll.Activity
	var list []reminder
	warn := func(text string, people []model.Attendee) {
		if len(people) > 0 {
			list = append(list, reminder{text: text + namesOf(people), tone: widgets.Warn})
		}
	}
	warn(lang.L("Expected, but moved away: "), p.whoIs(func(p model.Attendee) bool { return p.State == model.Expected && p.Gone == model.Moved }))
	warn(lang.L("Expected, but deceased: "), p.whoIs(func(p model.Attendee) bool { return p.State == model.Expected && p.Gone == model.Deceased }))
	warn(lang.L("Credited with more than the activity lasts: "), p.whoIs(func(p model.Attendee) bool { return p.Minutes > a.Minutes() }))
	if model.KindOf(a.Kind).Needs("Presenter") && strings.TrimSpace(a.Presenter) == "" {
		list = append(list, reminder{lang.L("It has no presenter yet."), widgets.Warn, lang.L("Fill in"), p.onEdit})
	}
	return append(list, p.recordGuards()...)
}

// whoIs are the people of the roll of whom is holds.
func (p *activityPage) whoIs(is func(model.Attendee) bool) []model.Attendee {
	var people []model.Attendee
	for _, one := range p.roll.Attendees {
		if is(one) {
			people = append(people, one)
		}
	}
	return people
}
