package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// anyDays is the choice of days that are no whole part of a year.
const anyDays = "days"

// periodChoice is a row that chooses a year, a quarter, a month, or any days.
type periodChoice struct {
	desk    *desk
	changed func()

	span           *widgets.FilterButton
	name           *widgets.Text
	earlier, later *widgets.Button
	from, to       model.Date
	row            fyne.CanvasObject
}

func newPeriodChoice(d *desk, changed func()) *periodChoice {
	p := &periodChoice{desk: d, changed: changed, name: widgets.NewHeading("")}
	p.span = widgets.NewFilter("", []widgets.Option{
		{Value: string(model.EachYear), Text: lang.L("Whole year")},
		{Value: string(model.EachQuarter), Text: lang.L("Quarter")},
		{Value: string(model.EachMonth), Text: lang.L("Month")},
		{Value: anyDays, Text: lang.L("Any days…")},
	}, p.onSpan)
	p.earlier = widgets.NewButton("‹", func() { p.step(-1) })
	p.later = widgets.NewButton("›", func() { p.step(1) })
	p.row = widgets.Across(8, p.span, p.earlier, container.NewCenter(p.name), p.later)
	p.set(model.EachYear.Days(d.today().Year, 0))
	return p
}

// set shows a period and asks nobody.
func (p *periodChoice) set(from, to model.Date) {
	p.from, p.to = from, to
	p.name.SetText(model.PeriodName(from, to))
	able(p.earlier, p.span.Value() != anyDays)
	able(p.later, p.span.Value() != anyDays)
	p.row.Refresh()
}

// onSpan goes to the part of the year that holds today or, where another year
// is in view, to its first.
func (p *periodChoice) onSpan(value string) {
	if value == anyDays {
		askDays(p.desk, p.from, p.to, func(from, to model.Date) {
			p.set(from, to)
			p.changed()
		})
		return
	}
	span, day := model.LifeSpan(value), p.from
	if today := p.desk.today(); today.Year == p.from.Year {
		day = today
	}
	months := 12 / span.Parts()
	p.set(span.Days(day.Year, (day.Month-1)/months))
	p.changed()
}

// step goes n parts on.
func (p *periodChoice) step(n int) {
	span := model.LifeSpan(p.span.Value())
	months := 12 / span.Parts()
	first := addMonths(monthOf(p.from), n*months)
	if first.Year < model.FirstPlanYear || first.Year > model.LastPlanYear {
		return
	}
	p.set(span.Days(first.Year, (first.Month-1)/months))
	p.changed()
}

// askDays asks for the first and the last day.
func askDays(d *desk, first, last model.Date, take func(first, last model.Date)) {
	from, to := d.dateField(), d.dateField()
	from.SetDay(dayOf(first))
	to.SetDay(dayOf(last))
	form := widgets.NewForm(2)
	form.Add("From", lang.L("From"), from)
	form.Add("To", lang.L("To"), to)
	var box *dialogBox
	save := func() {
		form.ClearErrors()
		first, err := from.Day()
		if err != nil || !dateOf(first).Full() {
			form.ShowError("From", lang.L("Write a full day, such as 2018-05-07."))
			return
		}
		last, err := to.Day()
		if err != nil || !dateOf(last).Full() {
			form.ShowError("To", lang.L("Write a full day, such as 2018-05-07."))
			return
		}
		if dateOf(last).Before(dateOf(first)) {
			form.ShowError("To", lang.L("The last day is before the first."))
			return
		}
		box.close()
		take(dateOf(first), dateOf(last))
	}
	form.OnLast = save
	box = d.openDialog(dialogSpec{
		title: lang.L("Count these days"), content: form, size: fyne.NewSize(520, 0), onSave: save,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.close() }), widgets.NewPrimary(lang.L("Count"), save)},
	})
	form.Focus("From")
}

// yearChoice is a row that chooses a year.
type yearChoice struct {
	year           int
	name           *widgets.Text
	earlier, later *widgets.Button
	row            fyne.CanvasObject
	changed        func()
}

func newYearChoice(d *desk, changed func()) *yearChoice {
	y := &yearChoice{year: d.today().Year, name: widgets.NewHeading(""), changed: changed}
	y.earlier = widgets.NewButton("‹", func() { y.step(-1) })
	y.later = widgets.NewButton("›", func() { y.step(1) })
	y.row = widgets.Across(8, y.earlier, container.NewCenter(y.name), y.later)
	y.step(0)
	return y
}

// step goes n years on.
func (y *yearChoice) step(n int) {
	if year := y.year + n; year >= model.FirstPlanYear && year <= model.LastPlanYear {
		y.year = year
	}
	y.name.SetText(lang.L("Year {{.Year}}", map[string]any{"Year": y.year}))
	if n != 0 {
		y.changed()
	}
}
