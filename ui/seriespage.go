package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// seriesPageStore is what the page of a series of lectures asks the store for.
type seriesPageStore interface {
	Programme(ctx context.Context, id model.ID) (model.Programme, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Centre(ctx context.Context) (model.Centre, error)
	CloseProgramme(ctx context.Context, id model.ID) error
	RemoveProgramme(ctx context.Context, id model.ID) error
}

// seriesPage is one series of lectures (讲坛) in the list's place: its lectures,
// and beside them how each month of the year keeps the plan.
type seriesPage struct {
	desk  *desk
	list  *programmes
	store seriesPageStore
	id    model.ID
	year  int

	series   model.Programme
	lectures []model.ActivitySummary // in order
	centre   string

	rows           []sessionRow
	table          *widgets.DataTable[sessionRow]
	figure         *widgets.Figure
	name           *widgets.Text
	months         *fyne.Container
	plan           []model.SeriesMonth // as shown
	earlier, later *widgets.Button
	edit, addOne   *widgets.Button
	more           *widgets.MenuButton
	poster         *widgets.Button
	openPoster     *posterForm // last opened
	content        fyne.CanvasObject
}

func newSeriesPage(d *desk, list *programmes, id model.ID) *seriesPage {
	p := &seriesPage{
		desk: d, list: list, store: d.store, id: id, year: d.today().Year,
		figure: widgets.NewFigure("…", widgets.Good), name: widgets.NewHeading(""), months: widgets.Down(4),
	}
	p.edit = widgets.NewButton(lang.L("Edit"), p.onEdit)
	p.addOne = widgets.NewPrimary(lang.L("Plan the next lecture"), p.onAdd)
	p.more = widgets.NewMenuButton(lang.L("More actions"), p.moreItems)
	p.earlier = widgets.NewButton("‹", func() { p.onYear(-1) })
	p.later = widgets.NewButton("›", func() { p.onYear(1) })
	columns := sessionColumns()
	columns[0].Title = lang.L("Lecture number")
	p.table = widgets.NewListTable(columns, func(r sessionRow) string { return string(r.id) }, func() []sessionRow { return p.rows },
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("No lecture yet."), widgets.NewButton(lang.L("Plan the next lecture"), p.onAdd)))
	p.table.OnOpened = func(r sessionRow) { d.goTo(pageActivities, openRecord(r.id)) }
	p.table.OnSelected = func(sessionRow) { p.showButtons() }
	p.poster = widgets.NewButton(lang.L("Text for a poster…"), p.onPoster)
	foot := container.NewHBox(layout.NewSpacer(), widgets.Across(8, p.poster, openButton(lang.L("Open the lecture's list"), p.table)))
	card := widgets.NewCard("", widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.table))
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), p.side()), card)
	return p
}

// side is the year: how many lectures were given, and month by month.
func (p *seriesPage) side() fyne.CanvasObject {
	caption := widgets.NewMuted(lang.L("Given / owed by now"))
	caption.Align = fyne.TextAlignCenter
	bar := container.NewHBox(p.earlier, p.name, p.later)
	return sideColumn(
		widgets.NewCard("", widgets.Down(2, caption, p.figure)),
		widgets.NewCard(lang.L("Monthly plan"), container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 8)), nil, nil, nil, container.NewVScroll(widgets.Inset(2, 2, p.months)))), nil)
}

func (p *seriesPage) head() fyne.CanvasObject {
	one := p.series
	pill := widgets.NewPill(lang.L("running"), widgets.Info)
	title, quiet := one.Title, one.Organiser
	switch {
	case one.ID == "":
		title = "…"
		pill.Hide()
	case !one.Closed.IsZero():
		pill.Set(lang.L("has ended"), widgets.Neutral)
	}
	if one.PerMonth > 0 {
		quiet = punctuated(quiet, lang.L("{{.N}} lectures a month", map[string]any{"N": one.PerMonth}))
	}
	return headline(lang.L("Lecture series"), p.list.close, title, pill, quiet)
}

func (p *seriesPage) actions() []fyne.CanvasObject {
	if !p.series.Closed.IsZero() {
		return []fyne.CanvasObject{p.more, p.edit}
	}
	return []fyne.CanvasObject{p.more, p.edit, p.addOne}
}

// refresh reads the series and its lectures.
func (p *seriesPage) refresh() {
	var series model.Programme
	var lectures []model.ActivitySummary
	var centre model.Centre
	p.desk.run(func(ctx context.Context) (err error) {
		if series, err = p.store.Programme(ctx, p.id); err != nil {
			return err
		}
		if centre, err = p.store.Centre(ctx); err != nil {
			return err
		}
		lectures, err = sessionsOf(ctx, p.store, p.id)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.refresh)
			return
		}
		p.series, p.lectures, p.centre = series, lectures, centre.Name
		p.show()
	})
}

func (p *seriesPage) show() {
	p.rows = nil
	for i := len(p.lectures) - 1; i >= 0; i-- { // the latest is what people look for
		one := p.lectures[i]
		r := activityRowOf(p.desk, one)
		p.rows = append(p.rows, sessionRow{
			id: one.ID, number: lectureLabel(one.Number), day: r.day, times: r.times, title: topicOf(one.Title, p.series.Title),
			presenter: one.Presenter, came: r.came, state: r.state, tone: r.tone,
		})
	}
	p.table.Reload()
	p.showYear()
	p.showButtons()
	p.desk.retitle()
}

// lectureLabel says which lecture of its series an activity is: 第 2 讲.
func lectureLabel(number int) string {
	if number == 0 {
		return ""
	}
	return lang.L("Lecture {{.N}}", map[string]any{"N": number})
}

func (p *seriesPage) onYear(n int) {
	p.year += n
	p.showYear()
}

// showYear lists the months, and what is to do about them.
func (p *seriesPage) showYear() {
	lectures := make([]model.Activity, len(p.lectures))
	for i, s := range p.lectures {
		lectures[i] = s.Activity
	}
	today := p.desk.today()
	p.plan = model.SeriesYear(p.series, lectures, p.year, today)
	p.name.SetText(lang.L("Year {{.Year}}", map[string]any{"Year": p.year}))
	held, owed := 0, 0
	p.months.RemoveAll()
	for _, m := range p.plan {
		held += m.Held
		if !today.Before(m.Month) {
			owed += m.Owed
		}
		p.months.Add(p.monthLine(m))
	}
	p.figure.SetText(fmt.Sprintf("%d / %d", held, owed))
	p.months.Refresh()
}

// monthLine is a month with what it owes and how it stands.
func (p *seriesPage) monthLine(m model.SeriesMonth) fyne.CanvasObject {
	tone := map[model.SeriesState]widgets.Tone{
		model.SeriesDone: widgets.Good, model.SeriesArranged: widgets.Info, model.SeriesOpen: widgets.Neutral, model.SeriesMissed: widgets.Red,
	}[m.State]
	name := widgets.NewText(fmt.Sprintf("%d月", m.Month.Month))
	if m.Month.Month == p.desk.today().Month && p.year == p.desk.today().Year {
		name = widgets.NewBold(fmt.Sprintf("%d月", m.Month.Month))
		if m.State == model.SeriesOpen {
			tone = widgets.Warn
		}
	}
	figures := ""
	if m.Owed > 0 || m.Held > 0 {
		figures = fmt.Sprintf("%d / %d", m.Held, m.Owed)
	}
	var right fyne.CanvasObject = widgets.NewMuted("—")
	if m.State != model.SeriesNone {
		right = widgets.NewPill(m.State.Chinese(), tone)
	}
	return container.NewBorder(nil, nil, widgets.Chars(4, name), right, widgets.NewMuted(figures))
}

func (p *seriesPage) showButtons() { able(p.poster, len(p.lectures) > 0) }

// wanted is the lecture selected, else the next one to come, else the latest.
func (p *seriesPage) wanted() (model.Activity, bool) {
	row, chosen := p.table.Selected()
	today := p.desk.today()
	var next model.Activity
	for _, one := range p.lectures {
		if chosen && one.ID == row.id {
			return one.Activity, true
		}
		if next.ID == "" || next.Date().Before(today) {
			next = one.Activity
		}
	}
	return next, next.ID != ""
}

func (p *seriesPage) onPoster() {
	if one, ok := p.wanted(); ok {
		p.openPoster = openPoster(p.desk, model.PosterText(p.series, one, topicOf(one.Title, p.series.Title), p.centre))
	}
}

func (p *seriesPage) onEdit() {
	if p.series.ID != "" {
		p.list.form = openProgrammeForm(p.desk, p.series, func(model.Programme) {})
	}
}

func (p *seriesPage) onAdd() { p.desk.goTo(pageActivities, newSession{p.id}) }

func (p *seriesPage) moreItems() []*fyne.MenuItem {
	table := func(spreadsheet bool) func() {
		return func() {
			p.desk.print(nil, printing.Job{Kind: printing.Attendance, ID: p.id, Spreadsheet: spreadsheet})
		}
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Print the attendance table"), table(false)),
		fyne.NewMenuItem(lang.L("Attendance table as .xlsx"), table(true)), fyne.NewMenuItemSeparator(),
	}
	if p.series.Closed.IsZero() {
		items = append(items, fyne.NewMenuItem(lang.L("End the series"), p.onEnd))
	}
	return append(items, fyne.NewMenuItem(lang.L("Remove the lecture series"), func() { p.list.remove(p.series) }))
}

// onEnd ends the series: no month owes a lecture any more.
func (p *seriesPage) onEnd() {
	p.desk.ask(lang.L("End the series?"), lang.L("After this no lecture can be added, and no month owes one. The lectures stay."), lang.L("End the series"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.CloseProgramme(ctx, p.id) }, func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
				return
			}
			p.desk.say(lang.L("Saved"))
			p.desk.changed()
		})
	})
}

// posterForm shows the text that announces a lecture, to be changed and copied.
type posterForm struct {
	desk *desk
	text *widgets.Entry
	copy *widgets.Button
	box  *dialogBox
}

func openPoster(d *desk, text string) *posterForm {
	f := &posterForm{desk: d, text: widgets.NewTextArea(9)}
	f.text.SetText(text)
	f.copy = widgets.NewPrimary(lang.L("Copy all"), f.onCopy)
	hint := widgets.NewWrapped(lang.L("Copy it and paste it where posters and messages are made. It can be changed here before."), 30*theme.TextSize())
	f.box = d.openDialog(dialogSpec{
		title: lang.L("Text for a poster"), content: container.NewBorder(hint, nil, nil, nil, f.text), size: fyne.NewSize(34*theme.TextSize(), 22*theme.TextSize()),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { f.box.close() }), f.copy},
	})
	return f
}

func (f *posterForm) onCopy() {
	fyne.CurrentApp().Clipboard().SetContent(f.text.Text)
	f.box.close()
	f.desk.say(lang.L("Copied. Paste it where the poster is made."))
}
