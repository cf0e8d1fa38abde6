package ui

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// birthdayRow is one line of the list, ready to be shown.
type birthdayRow struct {
	key                                                                 string
	member                                                              model.ID
	anniversary                                                         model.Anniversary
	date, weekday, name, kind, lunar, years, greeted, branch, telephone string
	tone                                                                widgets.Tone
}

func birthdayColumns() []widgets.Column[birthdayRow] {
	type column = widgets.Column[birthdayRow]
	return []column{
		{ID: "date", Title: lang.L("Date"), Chars: 4, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.date) }},
		{ID: "weekday", Title: lang.L("Weekday"), Chars: 3, Optional: true, Cell: func(r birthdayRow) widgets.Cell { return widgets.Muted(r.weekday) }},
		{ID: "name", Title: lang.L("Full name"), Chars: 4.2, Grow: 2, Cell: func(r birthdayRow) widgets.Cell { return widgets.Strong(r.name) }},
		{ID: "kind", Title: lang.L("Occasion"), Chars: 4.8, Cell: func(r birthdayRow) widgets.Cell { return widgets.Mark(r.kind, r.tone) }},
		{ID: "lunar", Title: lang.L("Lunar"), Chars: 6, Optional: true, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.lunar) }},
		{ID: "years", Title: lang.L("Age or years"), Chars: 5.6, Cell: yearsCell},
		{ID: "greeted", Title: lang.L("Greeted"), Chars: 3.6, Grow: 3, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.greeted) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6.2, Grow: 1, Optional: true, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "phone", Title: lang.L("Phone"), Chars: 6.4, Optional: true, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.telephone) }},
	}
}

// yearsCell marks the years that are kept with more than a card.
func yearsCell(r birthdayRow) widgets.Cell {
	if r.anniversary.Milestone() {
		return widgets.Mark(r.years, widgets.Red)
	}
	return widgets.Plain(r.years)
}

func rowOfAnniversary(d *desk, a model.Anniversary) birthdayRow {
	r := birthdayRow{
		key: a.Date.String() + string(a.Kind) + string(a.Member.ID), member: a.Member.ID, anniversary: a,
		date: nearDay(d, a.Date), weekday: a.Date.Weekday(), name: model.SpacedName(a.Member.Name), kind: lang.L("Birthday"),
		lunar: "—", years: orDash(yearsWord(a)), greeted: orDash(greetedWord(d, a.Greetings)),
		branch: orDash(a.Branch), telephone: orDash(model.MaskPhone(a.Member.Phone)), tone: widgets.Warn,
	}
	switch {
	case a.Kind == model.PoliticalAnniversary:
		r.kind, r.tone = lang.L("Political birthday"), widgets.Info
	case a.Member.Birthday.Calendar == model.Lunar:
		r.lunar = a.Member.Birthday.Short()
	}
	return r
}

// greetedWord says how, when and by whom somebody was greeted: 贺卡 5月7日 李敏.
func greetedWord(d *desk, greetings []model.Greeting) string {
	words := make([]string, len(greetings))
	for i, g := range greetings {
		at := g.CreatedAt // of a party it is the time on the wall
		if g.ID != "" {
			at = at.In(d.now().Location())
		}
		words[i] = strings.TrimSpace(g.Way.Chinese() + " " + d.shortDay(model.DateOf(at)) + " " + g.Greeter)
	}
	return strings.Join(words, "；")
}

func orDash(text string) string {
	if text == "" {
		return "—"
	}
	return text
}

// nearDay says a day, today and tomorrow in words.
func nearDay(d *desk, day model.Date) string {
	switch d.today().DaysUntil(day) {
	case 0:
		return lang.L("today")
	case 1:
		return lang.L("tomorrow")
	}
	// Days follow each other here, so that the year need not be said.
	return lang.L("{{.Month}}/{{.Day}}", map[string]any{"Month": day.Month, "Day": day.Day})
}
