package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// lineLimit is how many lines a card of 首页 holds; its page shows all.
const lineLimit = 50

// setLines fills a card; sentence stands in an empty one.
func setLines(into *fyne.Container, sentence string, lines []fyne.CanvasObject) {
	if len(lines) == 0 {
		lines = []fyne.CanvasObject{widgets.Inset(0, 10, widgets.NewMuted(sentence))}
	}
	into.Objects = lines
	into.Refresh()
}

func (h *home) showBirthdays(f homeFacts) {
	h.birthdayCount.SetText(lang.L("{{.N}} people", map[string]any{"N": f.people}))
	h.party.Hidden = f.people == 0 || h.desk.looking()
	var lines []fyne.CanvasObject
	for _, a := range f.anniversaries {
		lines = append(lines, h.birthdayLine(a))
	}
	if rest := f.kept - len(f.anniversaries); rest > 0 {
		more := lang.L("{{.N}} more: see Birthdays", map[string]any{"N": rest})
		lines = append(lines, widgets.NewListLine(0, nil, widgets.NewMuted(more), nil, func() { h.desk.goTo(pageBirthdays, nil) }))
	}
	setLines(h.birthdays, lang.L("Nobody has a birthday in these days."), lines)
}

func (h *home) birthdayLine(a model.Anniversary) fyne.CanvasObject {
	name := widgets.NewBold(model.SpacedName(a.Member.Name))
	name.Shrink = true
	words := []fyne.CanvasObject{name, widgets.NewPill(anniversaryWord(a), widgets.Neutral)}
	if len(a.Greetings) > 0 {
		words = append(words, widgets.NewPill(lang.L("Greeted already"), widgets.Good))
	}
	left := widgets.Tight(10, words...)
	var right fyne.CanvasObject
	if years := yearsWord(a); years != "" {
		tone := widgets.Neutral
		switch {
		case a.Date == h.desk.today():
			tone = widgets.Red
		case a.Milestone():
			tone = widgets.Warn
		}
		right = widgets.NewPill(years, tone)
	}
	return widgets.NewListLine(5, widgets.NewMuted(dayWord(h.desk, a.Date)), left, right, func() {
		h.desk.goTo(pageMembers, openRecord(a.Member.ID))
	})
}

// anniversaryWord says what is kept: 生日 · 农历三月廿二, 生日, 政治生日.
func anniversaryWord(a model.Anniversary) string {
	if a.Kind == model.PoliticalAnniversary {
		return lang.L("Political birthday")
	}
	if a.Member.Birthday.Calendar == model.Lunar {
		return punctuated(lang.L("Birthday"), a.Member.Birthday.Short())
	}
	return lang.L("Birthday")
}

// yearsWord says the age or the years of membership, "" where unknown.
func yearsWord(a model.Anniversary) string {
	switch {
	case a.Years == 0:
		return ""
	case a.Kind == model.PoliticalAnniversary:
		return lang.L("Member for {{.N}} years", map[string]any{"N": a.Years})
	}
	return lang.L("{{.N}} years old", map[string]any{"N": a.Years})
}

func (h *home) showWeek(f homeFacts) {
	list := slices.Clone(f.activities)
	slices.Reverse(list) // the store gives the latest first
	var lines []fyne.CanvasObject
	for _, a := range list {
		lines = append(lines, h.activityLine(a, func() { h.desk.goTo(pageActivities, openRecord(a.ID)) }))
	}
	setLines(h.activities, lang.L("No activities this week."), lines)
}

func (h *home) activityLine(a model.ActivitySummary, tapped func()) fyne.CanvasObject {
	when, today := h.desk.shortDay(a.Date()), h.desk.today()
	switch {
	case a.Date() == today:
		when = lang.L("Today")
	case mondayOf(a.Date()) == mondayOf(today):
		when = weekday(a.Date())
	}
	title := widgets.NewText(a.Title)
	title.Shrink = true
	pill := widgets.NewPill(model.KindOf(a.Kind).Name, widgets.Info)
	if a.State == model.Cancelled {
		pill.Set(a.State.Chinese(), widgets.Neutral)
		title.SetColor(widgets.ColorMuted)
	}
	place := a.Place
	if theme.TextSize() >= large.points() {
		place = "" // leaves the room to the title
	}
	return widgets.NewListLine(6.5, widgets.NewMuted(when+" "+a.Start.Format(clock)),
		widgets.Tight(10, pill, title), widgets.NewMuted(punctuated(place, cameWord(a))), tapped)
}

// cameWord says how many are expected or, once it was held, how many came.
func cameWord(a model.ActivitySummary) string {
	if a.State == model.Held || a.State == model.Closed {
		word := lang.L("came {{.Came}}/{{.Expected}}", map[string]any{"Came": a.Tally.Present + a.Tally.Late, "Expected": a.Tally.Expected})
		if a.Tally.WalkIns > 0 {
			word += fmt.Sprintf(" +%d", a.Tally.WalkIns)
		}
		return word
	}
	return lang.L("expected {{.N}}", map[string]any{"N": a.Tally.Expected})
}

// Days around today in which somebody will want a sign-in sheet.
const (
	sheetDaysBack  = 3
	sheetDaysAhead = 14
)

// onPrintSheet prints the sign-in sheet of an activity of these days; where
// there are several, it asks which.
func (h *home) onPrintSheet() {
	today := h.desk.today()
	var list []model.ActivitySummary
	h.desk.run(func(ctx context.Context) (err error) {
		list, _, err = h.store.Activities(ctx, store.ActivityFilter{
			From: today.AddDays(-sheetDaysBack), To: today.AddDays(sheetDaysAhead), Limit: lineLimit,
		})
		return err
	}, func(err error) {
		if err != nil {
			h.desk.fail(err, h.onPrintSheet)
			return
		}
		h.chooseSheet(list)
	})
}

func (h *home) chooseSheet(list []model.ActivitySummary) {
	list = slices.DeleteFunc(list, func(a model.ActivitySummary) bool { return a.State == model.Cancelled })
	if len(list) == 0 {
		h.desk.ask(lang.L("No activity in these days"), lang.L("Record the activity first and choose who is expected; then the sheet can be printed."),
			lang.L("Record an activity"), h.record.OnTapped)
		return
	}
	today := h.desk.today()
	slices.SortStableFunc(list, func(a, b model.ActivitySummary) int {
		return soonness(today, a) - soonness(today, b)
	})
	var box *dialogBox
	lines := widgets.Down(0)
	for _, a := range list {
		lines.Add(h.activityLine(a, func() {
			box.close()
			h.desk.print(nil, printing.Job{Kind: printing.SignIn, ID: a.ID})
		}))
	}
	scroll := container.NewVScroll(widgets.Inset(8, 0, lines))
	scroll.SetMinSize(fyne.NewSize(720, min(lines.MinSize().Height, 380)))
	box = h.desk.openDialog(dialogSpec{
		title: lang.L("Print the sign-in sheet of which activity?"), content: scroll,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.close() })},
	})
}

// soonness orders today's activities first, then those to come, then those
// gone by, latest first.
func soonness(today model.Date, a model.ActivitySummary) int {
	days := today.DaysUntil(a.Date())
	if days < 0 {
		return 1000 - days
	}
	return days
}
