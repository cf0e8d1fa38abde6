package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// The periods that service is counted in, beside anyDays.
const (
	thisMonth   = "month"
	lastMonth   = "last month"
	thisQuarter = "quarter"
	thisYear    = "this"
	lastYear    = "last"
	allYears    = "all"
)

// servicePeriod is the period that the tabs of 志愿服务 count: chosen on one of
// them, it is chosen on all.
type servicePeriod struct {
	desk    *desk
	value   string
	first   model.Date // of anyDays
	last    model.Date
	choices []*widgets.FilterButton
	changed func()
}

func newServicePeriod(d *desk, changed func()) *servicePeriod {
	return &servicePeriod{desk: d, value: thisYear, changed: changed}
}

// bar is the choice of the period with something at its right.
func (p *servicePeriod) bar(right fyne.CanvasObject) fyne.CanvasObject {
	choice := widgets.NewFilter(lang.L("Period: "), p.options(), p.choose)
	choice.SetValue(p.value)
	p.choices = append(p.choices, choice)
	return container.NewBorder(nil, nil, widgets.Across(12, choice, widgets.Spacer(0, 0)), nil, right)
}

func (p *servicePeriod) options() []widgets.Option {
	days := lang.L("Any days…")
	if p.value == anyDays {
		days = model.PeriodName(p.first, p.last)
	}
	return []widgets.Option{
		{Value: thisMonth, Text: lang.L("This month")},
		{Value: lastMonth, Text: lang.L("Last month")},
		{Value: thisQuarter, Text: lang.L("This quarter")},
		{Value: thisYear, Text: lang.L("This year")},
		{Value: lastYear, Text: lang.L("Last year")},
		{Value: allYears, Text: lang.L("All years")},
		{Value: anyDays, Text: days},
	}
}

func (p *servicePeriod) choose(value string) {
	if value == anyDays {
		p.show() // until days are given, what is counted stays
		from, to := p.days()
		askDays(p.desk, from, to, p.set)
		return
	}
	p.value = value
	p.show()
	p.changed()
}

// set counts any days, the first and the last included.
func (p *servicePeriod) set(first, last model.Date) {
	p.value, p.first, p.last = anyDays, first, last
	p.show()
	p.changed()
}

// show says the period on every tab.
func (p *servicePeriod) show() {
	for _, c := range p.choices {
		c.SetOptions(p.options())
		c.SetValue(p.value)
	}
}

// days are the first and the last day of the period, no later than today where
// it is of this year.
func (p *servicePeriod) days() (from, to model.Date) {
	today := p.desk.today()
	switch p.value {
	case anyDays:
		return p.first, p.last
	case thisMonth:
		from, _ = firstAndLast(today)
		return from, today
	case lastMonth:
		return firstAndLast(addMonths(monthOf(today), -1))
	case thisQuarter:
		from, _ = model.EachQuarter.Days(today.Year, (today.Month-1)/3)
		return from, today
	case lastYear:
		return model.EachYear.Days(today.Year-1, 0)
	case allYears:
		return model.Date{Year: 1900, Month: 1, Day: 1}, today
	default:
		return model.Date{Year: today.Year, Month: 1, Day: 1}, today
	}
}

// planned are the days of the period with those to come: services of this year
// are planned ahead.
func (p *servicePeriod) planned() (from, to model.Date) {
	from, to = p.days()
	switch p.value {
	case thisMonth:
		_, to = firstAndLast(from)
	case thisQuarter:
		_, to = model.EachQuarter.Days(from.Year, (from.Month-1)/3)
	case thisYear:
		_, to = model.EachYear.Days(from.Year, 0)
	}
	return from, to
}

// year is the year in which the period begins, 0 for all.
func (p *servicePeriod) year() int {
	if p.value == allYears {
		return 0
	}
	from, _ := p.days()
	return from.Year
}

// asked are the days of the period with those to come, none for all years: what
// has no day is of no other period.
func (p *servicePeriod) asked() (from, to model.Date) {
	if p.value == allYears {
		return from, to
	}
	return p.planned()
}

// printed are the days of asked as a job names them; 0 days for all years.
func (p *servicePeriod) printed() (from model.Date, days int) {
	from, to := p.asked()
	if from.IsZero() {
		return from, 0
	}
	return from, from.DaysUntil(to) + 1
}

// holds reports whether a day is in the period.
func (p *servicePeriod) holds(day model.Date) bool {
	from, to := p.days()
	return !day.Before(from) && !to.Before(day)
}
