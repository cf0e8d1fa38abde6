package ui

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// rollSide stands beside an activity: how many came, what to mind, the forms.
type rollSide struct {
	page *activityPage

	figure    *widgets.Figure
	rate      *widgets.Text
	counts    *fyne.Container
	walkIns   *widgets.Text
	reminders []reminder
	minds     *fyne.Container
	prints    map[printing.Kind]*widgets.Button
	totals    fyne.CanvasObject // the card with the figure, as high as what it says
	content   fyne.CanvasObject
}

// reminder is one thing to mind; link, where given, does something about it.
type reminder struct {
	text string
	tone widgets.Tone
	link string
	do   func()
}

func newRollSide(p *activityPage) *rollSide {
	s := &rollSide{
		page: p, figure: widgets.NewFigure("…", widgets.Good), rate: widgets.NewMuted(""), walkIns: widgets.NewMuted(""),
		counts: container.NewGridWithColumns(2), minds: widgets.Down(8), prints: map[printing.Kind]*widgets.Button{},
	}
	caption := widgets.NewMuted(lang.L("Came / expected"))
	for _, t := range []*widgets.Text{caption, s.rate, s.walkIns} {
		t.Align = fyne.TextAlignCenter
	}
	s.totals = widgets.NewCard("", widgets.Down(2, caption, s.figure, s.rate, widgets.Spacer(0, 4), s.counts, s.walkIns))
	for _, f := range activityForms() {
		s.prints[f.kind] = widgets.NewButton(f.name, func() { p.print(f.kind) })
	}
	forms := widgets.Down(6,
		container.NewGridWithColumns(2, s.prints[printing.SignIn], s.prints[printing.SignedIn]), s.prints[printing.Record])
	s.content = sideColumn(s.totals,
		widgets.NewCard(lang.L("To mind"), container.NewVScroll(widgets.Inset(2, 2, s.minds))),
		widgets.NewCard(lang.L("Print"), forms))
	return s
}

// sideColumn stands cards beside a list: what is above and below keeps its
// height, the middle takes the rest and scrolls.
func sideColumn(top, middle, bottom fyne.CanvasObject) fyne.CanvasObject {
	gap := widgets.Spacer(0, widgets.Gap)
	head := widgets.Down(0, top, gap)
	var foot fyne.CanvasObject
	if bottom != nil {
		foot = widgets.Down(0, widgets.Spacer(0, widgets.Gap), bottom)
	}
	return widgets.Chars(sideChars, widgets.Frame(head, foot, nil, nil, middle))
}

// show brings totals and reminders up to date with the page's roll.
func (s *rollSide) show() {
	t := s.page.roll.Tally()
	s.figure.SetText(fmt.Sprintf("%d / %d", t.Present+t.Late, t.Expected))
	s.rate.SetText(lang.L("{{.Rate}} came", map[string]any{"Rate": percent(t.Rate())}))
	s.counts.RemoveAll()
	for _, c := range []struct {
		n    int
		word model.AttendanceState
	}{{t.Late, model.Late}, {t.Leave, model.Leave}, {t.Absent, model.Absent}, {t.Unmarked, model.Expected}} {
		s.counts.Add(container.NewCenter(widgets.Across(4, widgets.NewBold(strconv.Itoa(c.n)), widgets.NewMuted(c.word.Chinese()))))
	}
	s.walkIns.Hidden = t.WalkIns == 0
	s.walkIns.SetText(lang.L("and {{.N}} who were not expected", map[string]any{"N": t.WalkIns}))
	s.reminders = s.page.reminders()
	s.minds.RemoveAll()
	for _, r := range s.reminders {
		s.minds.Add(r.row())
	}
	s.content.Refresh() // one line more above moves the cards below it
}

// percent says a share with one decimal: 82.6%.
func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 1, 64) + "%" }

// row is a dot, the sentence and the link below it.
func (r reminder) row() fyne.CanvasObject {
	dot := widgets.NewPill("●", r.tone)
	text := widgets.NewWrapped(r.text, sideRoom()-dot.MinSize().Width-24)
	lines := widgets.Down(2, text)
	if r.link != "" {
		lines.Add(container.NewHBox(widgets.NewLink(r.link, r.do)))
	}
	return container.NewBorder(nil, nil, container.NewVBox(widgets.Inset(0, 1, dot)), nil, widgets.Inset(4, 0, lines))
}

// reminders are what is worth minding about the activity as it stands.
func (p *activityPage) reminders() []reminder {
	a, t := p.roll.Activity, p.roll.Tally()
	if a.State == model.Cancelled {
		return []reminder{{text: lang.L("The activity is cancelled: {{.Why}}", map[string]any{"Why": orDash(a.CancelReason)}), tone: widgets.Red}}
	}
	now := model.Wall(p.desk.now())
	over := now.After(a.End)
	var list []reminder
	if t.Expected == 0 {
		list = append(list, reminder{lang.L("Nobody is expected yet."), widgets.Warn, lang.L("Add expected people"), p.people.onExpect})
	}
	if n := t.Came() + t.Absent; n > 0 && now.Before(a.Start.Add(-time.Hour)) {
		list = append(list, reminder{text: lang.L("It has not begun, and {{.N}} people are marked already.", map[string]any{"N": n}), tone: widgets.Warn})
	}
	if over && t.Unmarked > 0 {
		list = append(list, reminder{
			lang.L("It is over, and {{.N}} people are not marked.", map[string]any{"N": t.Unmarked}),
			widgets.Red, lang.L("Show them"), p.onUnmarked,
		})
	}
	if over {
		list = append(list, p.hoursReminders()...)
	}
	if over && a.Content == "" {
		list = append(list, reminder{lang.L("The record has no content yet."), widgets.Warn, lang.L("Write it"), func() {
			p.tabs.SetValue(tabRecord)
			p.onTab(tabRecord)
		}})
	}
	list = append(list, p.programmeReminders()...)
	list = append(list, p.guards()...)
	list = append(list, p.clashReminders()...)
	if p.locked() {
		for i := range list {
			list[i].link = ""
		}
	}
	if len(list) == 0 {
		list = append(list, reminder{text: lang.L("Nothing to mind."), tone: widgets.Good})
	}
	return list
}

// programmeReminders say what the activity is to its training programme.
func (p *activityPage) programmeReminders() []reminder {
	a := p.roll.Activity
	switch {
	case !p.roll.Completed.IsZero():
		return []reminder{{
			text: lang.L("“{{.Title}}” was completed {{.Day}}: certificates stay as they are when marks change.", map[string]any{
				"Title": p.roll.Programme, "Day": p.desk.shortDay(p.roll.Completed),
			}), tone: widgets.Info,
		}}
	case a.Kind == model.Training && a.Programme == "":
		return []reminder{{lang.L("It belongs to no training programme, so it counts for no certificate."), widgets.Warn, lang.L("Choose one"), p.onEdit}}
	}
	return nil
}

// clashReminders names the first few people who are in two places at once.
func (p *activityPage) clashReminders() []reminder {
	const shown = 3
	found := clashing(p.roll, p.clashes)
	twice := namesakes(p.roll.Attendees)
	var list []reminder
	for _, c := range found[:min(shown, len(found))] {
		list = append(list, reminder{
			text: lang.L("{{.Name}} is in “{{.Title}}” at the same time.", map[string]any{"Name": nameOn(c.person, twice), "Title": c.title}),
			tone: widgets.Warn,
		})
	}
	if more := len(found) - shown; more > 0 {
		list = append(list, reminder{text: lang.L("{{.N}} more are in two activities at the same time.", map[string]any{"N": more}), tone: widgets.Warn})
	}
	return list
}

// onUnmarked shows those who are not marked.
func (p *activityPage) onUnmarked() {
	p.tabs.SetValue(tabRoll)
	p.onTab(tabRoll)
	p.people.states.Choose(string(model.Expected))
}
