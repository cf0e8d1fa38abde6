package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// birthdayStore is what 生日 needs of the store.
type birthdayStore interface {
	Anniversaries(ctx context.Context, f store.AnniversaryFilter) (store.AnniversaryPage, error)
}

// birthdays is 生日: whose birthday and 政治生日 comes when, the month's list
// on paper, and the party.
type birthdays struct {
	desk  *desk
	store birthdayStore

	span         *widgets.Segments // days from today, or the chosen month
	month        model.Date
	named        *widgets.Button // the chosen month
	count        *widgets.Text
	table        *widgets.DataTable[birthdayRow]
	party, print *widgets.Button
	trouble      *trouble
	content      fyne.CanvasObject

	rows []birthdayRow
	// asked counts questions to the store: an answer that another question has
	// overtaken is dropped.
	asked int
}

// birthdayRow is one line of the list, ready to be shown.
type birthdayRow struct {
	key                                                        string
	member                                                     model.ID
	political                                                  bool
	date, weekday, name, kind, lunar, years, branch, telephone string
	tone                                                       widgets.Tone
}

// wholeMonth is the span of the chosen month; the others are numbers of days.
const wholeMonth = "month"

func newBirthdays(d *desk) page {
	p := &birthdays{desk: d, store: d.store, month: monthOf(d.today()), count: widgets.NewMuted("")}
	p.span = widgets.NewSegments([]widgets.Option{
		{Value: "1", Text: lang.L("Today")},
		{Value: "7", Text: lang.L("7 days")},
		{Value: "30", Text: lang.L("30 days")},
		{Value: "90", Text: lang.L("90 days")},
	}, p.onSpan)
	p.named = widgets.NewButton("", func() { p.onSpan(wholeMonth) })
	p.party = widgets.NewButton("", p.onParty)
	p.print = widgets.NewPrimary("", p.onPrint)
	p.trouble = newTrouble(p.Refresh)
	p.table = widgets.NewListTable(birthdayColumns(), func(r birthdayRow) string { return r.key }, func() []birthdayRow { return p.rows },
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("Nobody has a birthday in these days."), nil))
	p.table.Checks = true
	p.table.OnChecked = func(int) { p.showParty() }
	p.table.OnOpened = func(r birthdayRow) { d.goTo(pageMembers, openRecord(r.member)) }
	p.span.SetValue("7")
	p.showMonth()
	months := widgets.Across(4, widgets.NewButton("‹", func() { p.onMonth(-1) }), p.named, widgets.NewButton("›", func() { p.onMonth(1) }))
	head := widgets.Down(10,
		container.NewBorder(nil, nil, widgets.Across(16, p.span, months), widgets.Across(8, p.party, p.print)),
		p.count, p.trouble.content, widgets.Spacer(0, 0))
	p.content = widgets.NewCard("", container.NewBorder(head, nil, nil, nil, p.table))
	return p
}

func birthdayColumns() []widgets.Column[birthdayRow] {
	type column = widgets.Column[birthdayRow]
	return []column{
		{ID: "date", Title: lang.L("Date"), Chars: 6, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.date) }},
		{ID: "weekday", Title: lang.L("Weekday"), Chars: 3, Cell: func(r birthdayRow) widgets.Cell { return widgets.Muted(r.weekday) }},
		{ID: "name", Title: lang.L("Full name"), Chars: 5, Grow: 2, Cell: func(r birthdayRow) widgets.Cell { return widgets.Strong(r.name) }},
		{ID: "kind", Title: lang.L("Occasion"), Chars: 5, Cell: func(r birthdayRow) widgets.Cell { return widgets.Mark(r.kind, r.tone) }},
		{ID: "lunar", Title: lang.L("Lunar"), Chars: 6, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.lunar) }},
		{ID: "years", Title: lang.L("Age or years"), Chars: 6, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.years) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6.2, Grow: 1, Optional: true, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "phone", Title: lang.L("Phone"), Chars: 6.4, Optional: true, Cell: func(r birthdayRow) widgets.Cell { return widgets.Plain(r.telephone) }},
	}
}

func (p *birthdays) rowOf(a model.Anniversary) birthdayRow {
	r := birthdayRow{
		key: a.Date.String() + string(a.Kind) + string(a.Member.ID), member: a.Member.ID,
		date: p.nearDay(a.Date), weekday: a.Date.Weekday(), name: model.SpacedName(a.Member.Name),
		kind: lang.L("Birthday"), lunar: "—", years: "—", branch: orDash(a.Branch), telephone: orDash(model.MaskPhone(a.Member.Phone)), tone: widgets.Warn,
	}
	if a.Kind == model.PoliticalAnniversary {
		r.kind, r.tone, r.political = lang.L("Political birthday"), widgets.Red, true
		if a.Years > 0 {
			r.years = lang.L("joined {{.N}} years ago", map[string]any{"N": a.Years})
		}
		return r
	}
	if a.Member.Birthday.Calendar == model.Lunar {
		r.lunar = a.Member.Birthday.Short()
	}
	if a.Years > 0 {
		r.years = lang.L("{{.N}} years old", map[string]any{"N": a.Years})
	}
	return r
}

func orDash(text string) string {
	if text == "" {
		return "—"
	}
	return text
}

// nearDay says a day, today and tomorrow in words.
func (p *birthdays) nearDay(day model.Date) string {
	switch p.desk.today().DaysUntil(day) {
	case 0:
		return lang.L("today")
	case 1:
		return lang.L("tomorrow")
	}
	return p.desk.shortDay(day)
}

func (p *birthdays) Title() string              { return lang.L("Birthdays") }
func (p *birthdays) Content() fyne.CanvasObject { return p.content }

// Subtitle is today in both calendars, by which people reckon birthdays.
func (p *birthdays) Subtitle() string {
	today := p.desk.today()
	return punctuated(today.Chinese()+" "+today.Weekday(), model.LunarText(today))
}

// Refresh loads the list.
func (p *birthdays) Refresh() {
	from, days := p.days()
	p.asked++
	asked := p.asked
	var rows []birthdayRow
	p.desk.run(func(ctx context.Context) error {
		found, err := p.store.Anniversaries(ctx, store.AnniversaryFilter{From: from, Days: days})
		for _, a := range found.Anniversaries {
			rows = append(rows, p.rowOf(a))
		}
		return err
	}, func(err error) {
		if asked != p.asked {
			return
		}
		p.trouble.show(p.desk, err)
		if err != nil {
			return
		}
		p.rows = rows
		p.table.ClearChecks()
		p.table.ReloadTop()
		p.showCount()
	})
}

// days are the days that are asked for.
func (p *birthdays) days() (from model.Date, days int) {
	if p.span.Value() == wholeMonth {
		first, last := firstAndLast(p.month)
		return first, first.DaysUntil(last) + 1
	}
	days, err := strconv.Atoi(p.span.Value())
	if err != nil {
		days = 1
	}
	return p.desk.today(), days
}

func (p *birthdays) showCount() {
	births, political := 0, 0
	for _, r := range p.rows {
		if r.political {
			political++
		} else {
			births++
		}
	}
	p.count.SetText(lang.L("{{.Births}} birthdays, {{.Political}} political birthdays", map[string]any{
		"Births": grouped(births), "Political": grouped(political),
	}))
	p.showParty()
}

// showMonth names the chosen month, and says whether it is what is listed.
func (p *birthdays) showMonth() {
	name := monthName(p.month)
	p.named.Strong = p.span.Value() == wholeMonth
	p.named.SetText(name)
	p.print.SetText(lang.L("Print the list of {{.Month}}", map[string]any{"Month": name}))
}

// onSpan lists other days.
func (p *birthdays) onSpan(span string) {
	p.span.SetValue(span)
	p.showMonth()
	p.Refresh()
}

// onMonth steps to another month and lists it.
func (p *birthdays) onMonth(step int) {
	p.month = addMonths(p.month, step)
	p.onSpan(wholeMonth)
}

func (p *birthdays) onPrint() {
	p.desk.print(nil, printing.Job{Kind: printing.Birthdays, Month: p.month})
}

// guests are the people ticked, or everybody in the list whose birthday, not
// 政治生日, it is; each once.
func (p *birthdays) guests() []model.ID {
	rows := p.table.Checked()
	if len(rows) == 0 {
		rows = slices.DeleteFunc(slices.Clone(p.rows), func(r birthdayRow) bool { return r.political })
	}
	var ids []model.ID
	seen := map[model.ID]bool{}
	for _, r := range rows {
		if !seen[r.member] {
			seen[r.member] = true
			ids = append(ids, r.member)
		}
	}
	return ids
}

// showParty says on the button for how many the party would be.
func (p *birthdays) showParty() {
	n := len(p.guests())
	p.party.SetText(lang.L("Plan a birthday party ({{.N}} people)", map[string]any{"N": n}))
	if n == 0 {
		p.party.Disable()
	} else {
		p.party.Enable()
	}
}

// onParty has 活动 plan a party at which they are expected.
func (p *birthdays) onParty() {
	p.desk.goTo(pageActivities, newActivity{Kind: model.BirthdayParty, Members: p.guests()})
}
