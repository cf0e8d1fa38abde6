package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// backupEvery is after how many days 首页 asks for a backup.
const backupEvery = 7

// duty is one thing to do, with the way to it.
type duty struct {
	tone widgets.Tone
	text string
	do   func()
}

// dutiesOf turns facts into things to do, the pressing ones first.
func (h *home) dutiesOf(f homeFacts) []duty {
	d := h.desk
	if f.duties.Members == 0 && !d.store.Receives() {
		return []duty{{widgets.Info, lang.L("No people yet: import the roster first."), func() { d.goTo(pageMembers, importRecords{}) }}}
	}
	var list []duty
	for _, a := range f.duties.Unmarked {
		list = append(list, duty{widgets.Red, unmarkedText(d, a), func() { d.goTo(pageActivities, openRecord(a.ID)) }})
	}
	for _, one := range f.duties.FollowUps {
		tone, text := h.followUpText(one)
		list = append(list, duty{tone, text, func() { d.goTo(pageActivities, openMinutes(one.Activity)) }})
	}
	for _, p := range f.duties.Certifiable {
		list = append(list, duty{
			widgets.Warn, lang.L("“{{.Title}}” is closed: {{.N}} people can get their certificates.", map[string]any{"Title": p.Title, "N": p.People}),
			func() { d.goTo(pageProgrammes, openRecord(p.ID)) },
		})
	}
	for _, p := range f.duties.Closable {
		list = append(list, duty{
			widgets.Warn, lang.L("“{{.Title}}” has held all {{.N}} sessions: it can be closed.", map[string]any{"Title": p.Title, "N": p.Sessions}),
			func() { d.goTo(pageProgrammes, openRecord(p.ID)) },
		})
	}
	for _, m := range f.duties.Missed {
		list = append(list, duty{
			widgets.Warn, lang.L("“{{.Title}}” had no lecture in {{.Months}}.", map[string]any{"Title": m.Title, "Months": monthNames(m.Months, f.today)}),
			func() { d.goTo(pageProgrammes, openRecord(m.ID)) },
		})
	}
	if f.reportLate > 0 {
		list = append(list, duty{widgets.Red, lang.L("The report to the office above is {{.N}} days overdue.", map[string]any{"N": f.reportLate}), func() { d.goTo(pageExchange, nil) }})
	}
	for _, item := range f.unsigned {
		list = append(list, duty{
			widgets.Warn, lang.L("Handed down: “{{.Title}}” is not signed for yet.", map[string]any{"Title": itemTitle(item)}),
			func() { d.goTo(pageExchange, signFor(item.ID)) },
		})
	}
	if days, ok := backupAge(f.lastBackup, f.today); !ok {
		list = append(list, duty{widgets.Warn, lang.L("This computer's data was never backed up."), h.backUp.OnTapped})
	} else if days >= backupEvery {
		list = append(list, duty{widgets.Warn, lang.L("The last backup was {{.N}} days ago.", map[string]any{"N": days}), h.backUp.OnTapped})
	}
	if n := f.duties.NoBirthday; n > 0 {
		list = append(list, duty{widgets.Info, lang.L("{{.N}} people have no date of birth.", map[string]any{"N": n}), func() { d.goTo(pageMembers, lackingBirthday) }})
	}
	if n := f.duties.NoPhone; n > 0 {
		list = append(list, duty{widgets.Info, lang.L("{{.N}} people have no phone number.", map[string]any{"N": n}), func() { d.goTo(pageMembers, lackingPhone) }})
	}
	return list
}

func unmarkedText(d *desk, a model.ActivitySummary) string {
	values := map[string]any{"Title": a.Title, "Day": d.shortDay(a.Date()), "N": a.Tally.Unmarked}
	if a.State == model.Planned {
		return lang.L("“{{.Title}}” of {{.Day}} is over but not recorded yet.", values)
	}
	return lang.L("“{{.Title}}” of {{.Day}}: {{.N}} people are not marked yet.", values)
}

// followUpText says what is to be done, by whom and by when.
func (h *home) followUpText(f model.FollowUpDuty) (widgets.Tone, string) {
	values := map[string]any{"Task": f.Task, "Day": h.desk.shortDay(f.Due), "Who": ""}
	if f.Person != "" {
		values["Who"] = lang.L(" ({{.Person}})", map[string]any{"Person": f.Person})
	}
	switch {
	case f.Late(h.desk.today()):
		return widgets.Red, lang.L("“{{.Task}}”{{.Who}} was to be done by {{.Day}}.", values)
	case f.Due.IsZero():
		return widgets.Info, lang.L("“{{.Task}}”{{.Who}} is still to be done.", values)
	}
	return widgets.Warn, lang.L("“{{.Task}}”{{.Who}} is to be done by {{.Day}}.", values)
}

func (h *home) showDuties(f homeFacts) {
	list := h.dutiesOf(f)
	h.dutyCount.SetText(lang.L("{{.N}} things", map[string]any{"N": len(list)}))
	h.dutyCount.Hidden = len(list) == 0
	var lines []fyne.CanvasObject
	for _, item := range list {
		// Where room is short the title gives way, not what is to be done.
		title, rest := item.text, ""
		if at := strings.LastIndex(item.text, "”"); at > 0 {
			title, rest = item.text[:at], item.text[at:]
		}
		first := widgets.NewText(title)
		first.Shrink = true
		lines = append(lines, widgets.NewListLine(0, nil,
			widgets.Tight(0, widgets.NewPill("●", item.tone), widgets.Spacer(10, 0), first, widgets.NewText(rest)),
			widgets.NewLink(lang.L("Do it"), item.do), item.do))
	}
	setLines(h.duties, lang.L("Nothing is waiting."), lines)
}
