package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// The periods that service is counted in.
const (
	thisYear = "this"
	lastYear = "last"
	allYears = "all"
)

// servicePeriod is the period that the tabs of 志愿服务 count: chosen on one of
// them, it is chosen on all.
type servicePeriod struct {
	desk    *desk
	value   string
	choices []*widgets.Segments
	changed func()
}

func newServicePeriod(d *desk, changed func()) *servicePeriod {
	return &servicePeriod{desk: d, value: thisYear, changed: changed}
}

// bar is the choice of the period with something at its right.
func (p *servicePeriod) bar(right fyne.CanvasObject) fyne.CanvasObject {
	choice := widgets.NewSegments([]widgets.Option{
		{Value: thisYear, Text: lang.L("This year")}, {Value: lastYear, Text: lang.L("Last year")}, {Value: allYears, Text: lang.L("All years")},
	}, p.choose)
	choice.SetValue(p.value)
	p.choices = append(p.choices, choice)
	return container.NewBorder(nil, nil, widgets.Across(12, choice, widgets.Spacer(0, 0)), nil, right)
}

func (p *servicePeriod) choose(value string) {
	p.value = value
	for _, c := range p.choices {
		c.SetValue(value)
	}
	p.changed()
}

// days are the first and the last day of the period, no later than today.
func (p *servicePeriod) days() (from, to model.Date) {
	today := p.desk.today()
	switch p.value {
	case lastYear:
		return model.Date{Year: today.Year - 1, Month: 1, Day: 1}, model.Date{Year: today.Year - 1, Month: 12, Day: 31}
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
	if p.value == thisYear {
		to.Month, to.Day = 12, 31
	}
	return from, to
}

// year is the year of the period, 0 for all.
func (p *servicePeriod) year() int {
	if p.value == allYears {
		return 0
	}
	from, _ := p.days()
	return from.Year
}
