package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// birthdayStore is what 生日 needs of the store.
type birthdayStore interface {
	Anniversaries(ctx context.Context, f store.AnniversaryFilter) (store.AnniversaryPage, error)
	Greet(ctx context.Context, greetings []model.Greeting) ([]model.Greeting, error)
	Ungreet(ctx context.Context, ids []model.ID) error
	Regreet(ctx context.Context, ids []model.ID) error
	Operator() string
	Organisations(ctx context.Context) ([]model.Organisation, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Centre(ctx context.Context) (model.Centre, error)
	Setting(ctx context.Context, key string) (string, error)
	SaveSetting(ctx context.Context, key, value string) error
}

// birthdays is 生日: whose birthday and 政治生日 comes when, as a list or as a
// month's grid, who was greeted, and what is printed and planned for it.
type birthdays struct {
	desk  *desk
	store birthdayStore

	span    *widgets.Segments // days from today, or the chosen month
	month   model.Date
	named   *widgets.Button // the chosen month
	view    *widgets.Segments
	filters *birthdayFilters
	count   *widgets.Text
	table   *widgets.DataTable[birthdayRow]
	grid    *birthdayGrid

	greet, print *widgets.MenuButton
	texts, party *widgets.Button
	undo         *widgets.Button
	trouble      *trouble
	body         *fyne.Container
	content      fyne.CanvasObject
	births       int        // in the list, on all its pages
	chosen       model.Date // the day that is listed beside the grid; zero for all

	undos []func(ctx context.Context) error
	// asked counts questions to the store: an answer that another question has
	// overtaken is dropped.
	asked int
}

// daySpans are the numbers of days from today that can be listed.
var daySpans = []int{1, 7, 30, 90}

// wholeMonth is the span of the chosen month; the others are numbers of days.
const wholeMonth = "month"

// The views of the page.
const (
	listView = "list"
	gridView = "grid"
)

func newBirthdays(d *desk) page {
	p := &birthdays{desk: d, store: d.store, month: monthOf(d.today()), count: widgets.NewMuted("")}
	p.count.Shrink = true
	spans := []widgets.Option{{Value: "1", Text: lang.L("Today")}}
	for _, days := range daySpans[1:] {
		spans = append(spans, widgets.Option{Value: strconv.Itoa(days), Text: lang.L("{{.N}} days ahead", map[string]any{"N": days})})
	}
	p.span = widgets.NewSegments(spans, p.onSpan)
	p.named = widgets.NewButton("", func() { p.onNamed() })
	p.view = widgets.NewSegments([]widgets.Option{
		{Value: listView, Text: lang.L("List")}, {Value: gridView, Text: lang.L("Month grid")},
	}, p.onView)
	p.filters = newBirthdayFilters(d, p.Refresh)
	p.greet = widgets.NewMenuButton(lang.L("Note a greeting"), p.greetMenu)
	p.print = widgets.NewMenuButton(lang.L("Print"), p.printMenu)
	p.texts = widgets.NewButton(lang.L("Texts to send"), p.onTexts)
	p.party = widgets.NewButton("", p.onParty)
	p.undo = widgets.NewButton(lang.L("Undo  Ctrl+Z"), p.onUndo)
	p.undo.Hide()
	p.trouble = newTrouble(p.Refresh)
	p.table = widgets.NewTable(withOwner(d, birthdayColumns(), 3, func(r birthdayRow) model.ID { return r.anniversary.Member.Owner }), func(r birthdayRow) string { return r.key }, p.load,
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("Nobody has a birthday in these days."), nil))
	p.table.Checks = true
	p.table.OnChecked = func(int) { p.showCount() }
	p.table.OnOpened = func(r birthdayRow) { d.goTo(pageMembers, openRecord(r.member)) }
	p.grid = newBirthdayGrid(d, p.onDay)
	p.body = container.NewStack(p.table)
	p.span.SetValue("7")
	p.showMonth()
	p.content = p.layout()
	return p
}

func (p *birthdays) layout() fyne.CanvasObject {
	months := widgets.Across(4, widgets.NewButton("‹", func() { p.onMonth(-1) }), p.named, widgets.NewButton("›", func() { p.onMonth(1) }))
	head := widgets.Down(8,
		container.NewBorder(nil, nil, widgets.Across(16, p.span, months), p.view),
		container.NewBorder(nil, nil, widgets.Across(8, p.filters.buttons...), nil),
		container.NewBorder(nil, nil, nil, widgets.Across(8, p.undo, p.greet, p.print, p.texts, p.party), p.count),
		p.trouble.content, widgets.Spacer(0, 0))
	return widgets.NewCard("", container.NewBorder(head, nil, nil, nil, p.body))
}

func (p *birthdays) Title() string              { return lang.L("Birthdays") }
func (p *birthdays) Content() fyne.CanvasObject { return p.content }

// Subtitle is today in both calendars, by which people reckon birthdays.
func (p *birthdays) Subtitle() string {
	today := p.desk.today()
	return punctuated(today.Chinese()+" "+today.Weekday(), model.LunarText(today))
}

// Open takes the errand of showing the people of some days: those of the
// shortest span that has them.
func (p *birthdays) Open(errand any) {
	days, ok := errand.(nextDays)
	if !ok {
		return
	}
	p.setView(listView)
	for _, span := range daySpans {
		if int(days) <= span {
			p.onSpan(strconv.Itoa(span))
			return
		}
	}
}

// Refresh loads the list, the grid where it is in view, and the filters'
// choices.
func (p *birthdays) Refresh() {
	p.filters.load(p.desk, p.store)
	p.table.ClearChecks()
	p.table.ReloadTop()
	if p.view.Value() == gridView {
		p.loadGrid()
	}
}

// filter is what is asked for: the days in view and the filters.
func (p *birthdays) filter() store.AnniversaryFilter {
	f := p.filters.filter()
	f.From, f.Days = p.days()
	return f
}

// load brings a page of the list.
func (p *birthdays) load(q widgets.Query, done func([]birthdayRow, int)) {
	f := p.filter()
	f.Offset, f.Limit = q.Offset, q.Limit
	if q.Offset == 0 {
		p.asked++
	}
	asked := p.asked
	var page store.AnniversaryPage
	p.desk.run(func(ctx context.Context) (err error) {
		page, err = p.store.Anniversaries(ctx, f)
		return err
	}, func(err error) {
		if asked != p.asked {
			return
		}
		p.trouble.show(p.desk, err)
		if err != nil {
			return
		}
		rows := make([]birthdayRow, len(page.Anniversaries))
		for i, a := range page.Anniversaries {
			rows[i] = rowOfAnniversary(p.desk, a)
			if p.view.Value() == gridView { // beside the month, and with less room
				rows[i].date = lang.L("Day {{.N}}", map[string]any{"N": a.Date.Day})
			}
		}
		p.births = page.Births
		done(rows, page.Total)
		p.showCount()
	})
}

func (p *birthdays) loadGrid() {
	f := p.filters.filter()
	first, last := firstAndLast(p.month)
	f.From, f.Days, f.PerDay = first, first.DaysUntil(last)+1, gridNames
	month := p.month
	var page store.AnniversaryPage
	p.desk.run(func(ctx context.Context) (err error) {
		page, err = p.store.Anniversaries(ctx, f)
		return err
	}, func(err error) {
		if month != p.month {
			return
		}
		p.trouble.show(p.desk, err)
		if err == nil {
			p.grid.show(month, page, p.chosen)
		}
	})
}

// days are the days that are asked for.
func (p *birthdays) days() (from model.Date, days int) {
	if p.view.Value() == gridView && !p.chosen.IsZero() {
		return p.chosen, 1
	}
	if p.view.Value() == gridView || p.span.Value() == wholeMonth {
		first, last := firstAndLast(p.month)
		return first, first.DaysUntil(last) + 1
	}
	days, err := strconv.Atoi(p.span.Value())
	if err != nil {
		days = 1
	}
	return p.desk.today(), days
}

// showCount says how many are listed and how many of them are ticked, and for
// how many a party would be.
func (p *birthdays) showCount() {
	text := lang.L("{{.Births}} birthdays, {{.Political}} political birthdays", map[string]any{
		"Births": grouped(p.births), "Political": grouped(p.table.Total() - p.births),
	})
	if p.view.Value() == gridView && !p.chosen.IsZero() {
		text = p.desk.shortDay(p.chosen) + " · " + text
	}
	ticked := p.table.Checked()
	if len(ticked) > 0 {
		text += lang.L(", {{.N}} ticked", map[string]any{"N": grouped(len(ticked))})
	}
	p.count.SetText(text)
	guests := p.births
	if len(ticked) > 0 {
		guests = len(guestsOf(anniversariesOf(ticked), false))
	}
	p.party.SetText(lang.L("Plan a birthday party ({{.N}} people)", map[string]any{"N": guests}))
	able(p.party, guests > 0)
	if greet, party := p.ours(), !p.desk.looking(); p.greet.Hidden == greet || p.party.Hidden == party {
		p.greet.Hidden, p.party.Hidden = !greet, !party
		p.content.Refresh()
	}
	for _, b := range []*widgets.MenuButton{p.greet, p.print} {
		able(&b.Button, p.table.Total() > 0)
	}
	able(p.texts, p.table.Total() > 0)
}

// ours reports whether those chosen are all this office's own people: others are
// greeted by their centre.
func (p *birthdays) ours() bool {
	ticked := p.table.Checked()
	for _, r := range ticked {
		if p.desk.readOnly(r.anniversary.Member.Owner) {
			return false
		}
	}
	return len(ticked) > 0 || !p.desk.among()
}

// able lets a button be pressed or not.
func able(b *widgets.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// showMonth names the chosen month, and says whether it is what is listed.
func (p *birthdays) showMonth() {
	p.named.Strong = p.span.Value() == wholeMonth || p.view.Value() == gridView
	p.named.SetText(monthName(p.month))
}

// onSpan lists other days; a number of days has no grid.
func (p *birthdays) onSpan(span string) {
	p.span.SetValue(span)
	if span != wholeMonth && p.view.Value() == gridView {
		p.setView(listView)
	}
	p.showMonth()
	p.Refresh()
}

// onMonth steps to another month and lists it.
func (p *birthdays) onMonth(step int) { p.goToMonth(addMonths(p.month, step)) }

// goToMonth lists a month, within the years whose days are known in both
// calendars.
func (p *birthdays) goToMonth(month model.Date) {
	if month.Year < firstGridYear || month.Year > lastGridYear {
		return
	}
	p.month, p.chosen = month, model.Date{}
	p.onSpan(wholeMonth)
}

// onNamed lists the chosen month or, where that is done, asks for another.
func (p *birthdays) onNamed() {
	if p.named.Strong {
		openMonthChoice(p.desk, p.month, p.goToMonth)
		return
	}
	p.onSpan(wholeMonth)
}

// onView switches between list and grid; the grid shows a whole month.
func (p *birthdays) onView(view string) {
	p.setView(view)
	if view == gridView {
		p.span.SetValue(wholeMonth)
	}
	p.showMonth()
	p.Refresh()
}

func (p *birthdays) setView(view string) {
	p.view.SetValue(view)
	p.chosen = model.Date{}
	if view == gridView {
		p.body.Objects = []fyne.CanvasObject{p.grid.beside(p.table)}
	} else {
		p.body.Objects = []fyne.CanvasObject{p.table}
	}
	p.body.Refresh()
}

// onDay lists one day's people beside the grid; the same day again lists the
// whole month.
func (p *birthdays) onDay(day model.Date) {
	if p.chosen == day {
		day = model.Date{}
	}
	p.chosen = day
	p.Refresh()
}
