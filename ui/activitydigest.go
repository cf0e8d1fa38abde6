package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// sideChars is the width of what stands beside a list, in characters.
const sideChars = 18

// The labels of a month's figures are kinds of activities, as long as
// 支部党员大会; those of one activity's facts are short.
const (
	monthLabels = 6.2
	oneLabels   = 4.5
)

// sideRoom is the width inside a card beside a list.
func sideRoom() float32 { return sideChars*theme.TextSize() + 16 - 2*widgets.Room }

// activityDigest stands beside the list of activities: the chosen one in a few
// lines with what is mostly done next, or the month in figures.
type activityDigest struct {
	desk *desk
	page *activities

	chosen                *model.ActivitySummary
	month                 string
	listed                []model.ActivitySummary // the first page
	total                 int
	title                 *widgets.Wrapped
	kind                  *widgets.Pill
	facts                 *widgets.Facts
	openRoll, edit, sheet *widgets.Button
	more                  *widgets.MenuButton
	buttons               *fyne.Container
	content               fyne.CanvasObject
}

func newActivityDigest(d *desk, page *activities) *activityDigest {
	g := &activityDigest{desk: d, page: page, title: widgets.NewWrapped("", 0), kind: widgets.NewPill("", widgets.Info), facts: widgets.NewFacts(oneLabels)}
	g.title.SizeName = theme.SizeNameSubHeadingText
	g.openRoll = widgets.NewPrimary(lang.L("Open the list"), func() { page.show(g.chosen.ID, tabRoll) })
	g.sheet = widgets.NewButton(lang.L("Print the sign-in sheet"), func() { g.printSheet(g.chosen.ID) })
	g.edit = widgets.NewButton(lang.L("Edit"), g.onEdit)
	g.more = widgets.NewMenuButton(lang.L("More actions"), func() []*fyne.MenuItem { return page.planItems(g.chosen.Activity, g.desk.changed) })
	g.buttons = widgets.Down(8, g.openRoll, g.sheet, container.NewGridWithColumns(2, g.edit, g.more))
	scroll := container.NewVScroll(widgets.Down(8, g.title, container.NewHBox(g.kind), g.facts))
	card := widgets.NewCard("", container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 8), g.buttons), nil, nil, scroll))
	g.content = widgets.Chars(sideChars, card)
	g.showNone()
	return g
}

// showNone goes back to the month's figures.
func (g *activityDigest) showNone() {
	g.chosen = nil
	g.kind.Hide()
	g.buttons.Hide()
	g.showMonth()
}

// summarise takes the figures of the list in view.
func (g *activityDigest) summarise(month string, listed []model.ActivitySummary, total int) {
	g.month, g.listed, g.total = month, listed, total
	if g.chosen == nil {
		g.showMonth()
		return
	}
	for i := range listed {
		if listed[i].ID == g.chosen.ID {
			g.showOne(listed[i])
			return
		}
	}
	g.showNone()
}

func (g *activityDigest) showMonth() {
	g.setTitle(g.month)
	var all model.Tally
	byKind := map[model.Kind]int{}
	for _, s := range g.listed {
		byKind[s.Kind]++
		all.Present += s.Tally.Came()
		if s.Kind == model.Volunteering {
			all.Minutes += s.Tally.Minutes
		}
	}
	facts := []widgets.Fact{{Label: lang.L("Activities"), Value: lang.L("{{.N}} held or planned", map[string]any{"N": g.total})}}
	if g.total > len(g.listed) { // a long search: the rest is not counted
		g.facts.Set(sideRoom(), facts)
		return
	}
	facts = append(
		facts,
		widgets.Fact{Label: lang.L("Took part"), Value: lang.L("{{.N}} attendances", map[string]any{"N": all.Present})},
		widgets.Fact{Label: lang.L("Volunteer service"), Value: lang.L("{{.Hours}} hours", map[string]any{"Hours": model.Hours(all.Minutes)})},
	)
	g.facts.LabelChars = monthLabels
	for _, k := range kindsOf(g.listed) {
		facts = append(facts, widgets.Fact{Label: k.Name, Value: lang.L("{{.N}} times", map[string]any{"N": byKind[k.Kind]})})
	}
	g.facts.Set(sideRoom(), facts)
}

// showOne shows one activity.
func (g *activityDigest) showOne(s model.ActivitySummary) {
	g.chosen = &s
	g.setTitle(s.Title)
	g.facts.LabelChars = oneLabels
	g.kind.Set(model.KindOf(s.Kind).Name, widgets.Info)
	g.kind.Show()
	g.buttons.Show()
	g.edit.Hidden = g.desk.readOnly(s.Owner)
	g.more.Hidden = g.edit.Hidden
	t := s.Tally
	facts := []widgets.Fact{
		{Label: lang.L("Time"), Value: g.desk.when(s.Activity)},
		{Label: lang.L("Place"), Value: s.Place},
		{Label: lang.L("Organiser"), Value: s.Organiser},
	}
	if s.State == model.Cancelled {
		facts = append(facts, widgets.Fact{Label: lang.L("Cancelled because"), Value: s.CancelReason})
	}
	if model.KindOf(s.Kind).Needs("Presenter") {
		facts = append(facts, widgets.Fact{Label: lang.L("Presenter"), Value: presenterOf(s.Activity)})
	}
	facts = append(
		facts,
		widgets.Fact{Label: lang.L("Expected"), Value: people(t.Expected)},
		widgets.Fact{Label: lang.L("Came"), Value: people(t.Present + t.Late)},
	)
	if t.WalkIns > 0 {
		facts = append(facts, widgets.Fact{Label: lang.L("Walk-ins"), Value: people(t.WalkIns)})
	}
	if s.State != model.Planned {
		facts = append(facts, widgets.Fact{Label: lang.L("Not marked"), Value: people(t.Unmarked)})
	}
	g.facts.Set(sideRoom(), facts)
}

func (g *activityDigest) setTitle(text string) {
	g.title.SetWidth(sideRoom())
	g.title.SetText(text)
}

// people says a number of people: 46 人.
func people(n int) string { return lang.L("{{.N}} people", map[string]any{"N": n}) }

// presenterOf is who speaks, with the post first: 区委党校 刘洋.
func presenterOf(a model.Activity) string {
	if a.PresenterPost == "" {
		return a.Presenter
	}
	if a.Presenter == "" {
		return ""
	}
	return a.Presenter + "（" + a.PresenterPost + "）"
}

func (g *activityDigest) onEdit() {
	g.page.form = openActivityForm(g.desk, activityPlan{activity: g.chosen.Activity}, func(model.Activity) { g.desk.changed() })
}

// printSheet prints the sign-in sheet of an activity.
func (g *activityDigest) printSheet(id model.ID) {
	g.desk.print(nil, printing.Job{Kind: printing.SignIn, ID: id})
}

// sessionLabel says which session of its programme an activity is: 第 2 课.
func sessionLabel(number int) string {
	if number == 0 {
		return ""
	}
	return lang.L("Session {{.N}}", map[string]any{"N": strconv.Itoa(number)})
}
