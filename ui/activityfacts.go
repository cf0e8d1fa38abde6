package ui

import (
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// overviewWidth is what the facts of 概况 have; they wrap within it.
func (p *activityPage) overviewWidth() float32 {
	if w := p.body.Size().Width; w > 0 {
		return w
	}
	return 40 * theme.TextSize()
}

// facts are 概况: what the activity's kind needs, and its counts.
func (p *activityPage) facts() []widgets.Fact {
	a, kind := p.roll.Activity, model.KindOf(p.roll.Activity.Kind)
	facts := []widgets.Fact{
		{Label: lang.L("Kind of activity"), Value: punctuated(kind.Name, a.State.Chinese())},
		{Label: lang.L("Name of the activity"), Value: a.Title},
		{Label: lang.L("Time"), Value: a.Date().Chinese() + " " + a.Date().Weekday() + " " + timesOf(a)},
		{Label: lang.L("Place"), Value: a.Place},
		{Label: lang.L("Organiser"), Value: a.Organiser},
	}
	for _, f := range []struct {
		field string
		widgets.Fact
	}{
		{"Programme", widgets.Fact{Label: lang.L("Training programme"), Value: punctuated(p.roll.Programme, sessionLabel(a.Number))}},
		{"Presenter", widgets.Fact{Label: lang.L("Presenter"), Value: presenterOf(a)}},
		{"Branch", widgets.Fact{Label: lang.L("Whose meeting"), Value: p.roll.Branch}},
		{"Theme", widgets.Fact{Label: lang.L("Theme"), Value: a.Theme}},
		{"Initiative", widgets.Fact{Label: lang.L("Initiative"), Value: a.Initiative}},
		{"ServiceField", widgets.Fact{Label: lang.L("Field of service"), Value: a.ServiceField}},
		{"Team", p.linked(lang.L("Volunteer team"), a.Team, lang.L("Open the team"), tabTeams, a.TeamID)},
		{"Project", p.linked(lang.L("Public-welfare project"), p.roll.Project, lang.L("Open the project"), tabProjects, a.Project)},
		{"Beneficiaries", widgets.Fact{Label: lang.L("People helped"), Value: countText(a.Beneficiaries)}},
		{"Visitors", widgets.Fact{Label: lang.L("Visitors"), Value: countText(a.Visitors)}},
		{"Audience", widgets.Fact{Label: lang.L("Audience"), Value: a.Audience}},
		{"Materials", widgets.Fact{Label: lang.L("Materials"), Value: a.Materials}},
		{"Gift", widgets.Fact{Label: lang.L("Gift"), Value: a.Gift}},
	} {
		if kind.Needs(f.field) {
			facts = append(facts, f.Fact)
		}
	}
	return append(
		facts,
		widgets.Fact{Label: lang.L("Host"), Value: a.Host},
		widgets.Fact{Label: lang.L("Recorder"), Value: a.Recorder},
		p.creditFact(),
	)
}

// creditFact says what coming is worth.
func (p *activityPage) creditFact() widgets.Fact {
	a, tally := p.roll.Activity, p.roll.Tally()
	return widgets.Fact{
		Label: lang.L("Credit hours"),
		Value: lang.L("{{.Hours}} each, {{.All}} in all", map[string]any{"Hours": model.Hours(a.CreditMinutes()), "All": model.Hours(tally.Minutes)}),
	}
}

// linked is a fact that leads to the record of 志愿服务 it names, where there is one.
func (p *activityPage) linked(label, value, link, tab string, id model.ID) widgets.Fact {
	fact := widgets.Fact{Label: label, Value: value}
	if id != "" {
		fact.Link, fact.OnLink = link, func() { p.desk.goTo(pageVolunteers, openTab{tab, openRecord(id)}) }
	}
	return fact
}
