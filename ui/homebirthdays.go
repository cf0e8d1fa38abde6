package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// birthdayAhead names the setting with the days that 首页 looks ahead for
// birthdays; usualAhead are those of a new centre.
const (
	birthdayAhead = "birthday-ahead"
	usualAhead    = 7
)

// birthdayReminded names the setting with the day on which somebody last took
// note of the day's birthdays.
const birthdayReminded = "birthday-reminded"

// aheadWord says how many days are looked ahead.
func aheadWord(days int) string { return lang.L("Next {{.N}} days", map[string]any{"N": days}) }

// readBirthdays reads what 首页 shows of birthdays; ahead 0 is as the setting
// says.
func (f *homeFacts) readBirthdays(ctx context.Context, st homeStore, ahead int) error {
	saved, err := st.Setting(ctx, birthdayAhead)
	if err != nil {
		return err
	}
	f.aheadSet = usualAhead
	if days, err := strconv.Atoi(saved); err == nil && days > 0 {
		f.aheadSet = days
	}
	if ahead == 0 {
		ahead = f.aheadSet
	}
	page, err := st.Anniversaries(ctx, store.AnniversaryFilter{From: f.today, Days: ahead, Limit: lineLimit})
	if err != nil {
		return err
	}
	f.anniversaries, f.people, f.kept = page.Anniversaries, page.People, page.Total
	reminded, err := st.Setting(ctx, birthdayReminded)
	if reminded != f.today.String() {
		f.present = page.Days[0]
		for _, n := range page.Days[1:min(f.aheadSet, len(page.Days))] {
			f.coming += n
		}
	}
	return err
}

// onParty starts a birthday party for everybody whose birthday is in view.
func (h *home) onParty() {
	f := store.AnniversaryFilter{From: h.shown.today, Days: h.ahead, Kind: model.BirthdayAnniversary}
	if f.Days == 0 {
		f.Days = h.shown.aheadSet
	}
	var page store.AnniversaryPage
	h.desk.run(func(ctx context.Context) (err error) {
		page, err = h.store.Anniversaries(ctx, f)
		return err
	}, func(err error) {
		if err != nil {
			h.desk.fail(err, h.onParty)
			return
		}
		h.desk.goTo(pageActivities, newActivity{Kind: model.BirthdayParty, Members: guestsOf(page.Anniversaries, true)})
	})
}

// birthdayReminder is the band at the top of 首页 that says whose day it is and
// how many are to come in the days of the setting, until somebody has taken
// note of it, once a day. It waits there instead of asking: a dialog would take
// the keys of whoever is typing.
type birthdayReminder struct {
	text       *widgets.Text
	later      *widgets.Text // how many are to come after today
	see, noted *widgets.Button
	content    *fyne.Container
}

// reminderNames is how many people a reminder names.
const reminderNames = 3

func newBirthdayReminder(see, noted func()) *birthdayReminder {
	r := &birthdayReminder{text: widgets.NewBold(""), later: widgets.NewText(""), see: widgets.NewPrimary(lang.L("Have a look"), see), noted: widgets.NewButton(lang.L("Got it"), noted)}
	r.text.Shrink = true
	r.text.SetColor(widgets.ColorWarn)
	r.later.SetColor(widgets.ColorWarn)
	band := widgets.NewPanel(widgets.ColorWarnSoft, container.NewBorder(nil, nil, nil, widgets.Across(8, container.NewCenter(r.later), r.see, r.noted), r.text))
	band.Radius, band.Inset = 8, fyne.NewSize(14, 6)
	r.content = widgets.Down(0, band, widgets.Spacer(0, widgets.Gap))
	r.content.Hide()
	return r
}

// show says whose day it is or, where it is nobody's, whose comes next; it
// hides the band where none comes.
func (r *birthdayReminder) show(f homeFacts) {
	r.content.Hidden = f.present+f.coming == 0
	r.later.SetText("")
	if r.content.Hidden {
		return
	}
	var names []string
	for _, a := range f.anniversaries {
		if len(names) == reminderNames || f.present > 0 && a.Date != f.today {
			break
		}
		name := a.Member.Name + " " + anniversaryWord(a)
		if f.present == 0 {
			name = lang.L("{{.Month}}/{{.Day}}", map[string]any{"Month": a.Date.Month, "Day": a.Date.Day}) + " " + name
		}
		names = append(names, name)
	}
	named := strings.Join(names, "，")
	text, all := lang.L("Today {{.N}} people have a birthday: {{.Names}}", map[string]any{"N": f.present, "Names": named}), f.present
	if f.present == 0 {
		all = f.coming
		text = lang.L("{{.N}} people have a birthday in the next {{.Days}} days: {{.Names}}", map[string]any{"N": f.coming, "Days": f.aheadSet, "Names": named})
	} else if f.coming > 0 {
		r.later.SetText(lang.L("{{.N}} more in {{.Days}} days", map[string]any{"N": f.coming, "Days": f.aheadSet}))
	}
	if all > len(names) {
		text += lang.L(" and others")
	}
	r.text.SetText(text)
}

// onSeeBirthdays goes to today's people or, where there are none, to those who
// come next; that is taking note of them, too.
func (h *home) onSeeBirthdays() {
	days := 1
	if h.shown.present == 0 {
		days = h.shown.aheadSet
	}
	h.onNoted()
	h.desk.goTo(pageBirthdays, nextDays(days))
}

// onNoted hides the reminder for the rest of the day.
func (h *home) onNoted() {
	day := h.shown.today.String()
	h.desk.run(func(ctx context.Context) error { return h.store.SaveSetting(ctx, birthdayReminded, day) }, func(err error) {
		if err != nil {
			h.desk.note(err) // it will be shown again, that is all
		}
		h.reminder.content.Hide()
		h.content.Refresh()
	})
}
