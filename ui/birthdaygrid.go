package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// The years that the grid shows.
const (
	firstGridYear = 1900
	lastGridYear  = 2100
)

// gridNames is how many people of a day the grid asks for; more do not fit
// into its cell.
const gridNames = 3

// birthdayGrid is a month as a grid, with both calendars.
type birthdayGrid struct {
	desk  *desk
	month model.Date
	grid  *widgets.MonthGrid
}

func newBirthdayGrid(d *desk, chosen func(day model.Date)) *birthdayGrid {
	g := &birthdayGrid{desk: d}
	g.grid = widgets.NewMonthGrid(weekdays(d.today()), func(i int) { chosen(dayOfMonth(g.month, i)) })
	return g
}

// dayOfMonth is the i-th day of a month, from 0 on.
func dayOfMonth(month model.Date, i int) model.Date {
	return model.Date{Year: month.Year, Month: month.Month, Day: i + 1}
}

// beside puts a list at the grid's right.
func (g *birthdayGrid) beside(list fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Shares(widgets.Gap, []float32{1.15, 1}, g.grid, list)
}

// show fills the grid with what a page, which begins with the month's first
// day, has.
func (g *birthdayGrid) show(month model.Date, page store.AnniversaryPage, chosen model.Date) {
	g.month = month
	names := map[model.Date][]string{}
	for _, a := range page.Anniversaries {
		names[a.Date] = append(names[a.Date], a.Member.Name)
	}
	days := make([]widgets.GridDay, len(page.Days))
	for i, count := range page.Days {
		day := dayOfMonth(month, i)
		note, begins := lunarNote(day)
		days[i] = widgets.GridDay{
			Number: strconv.Itoa(day.Day), Note: note, NoteStrong: begins, Lines: names[day],
			Today: day == g.desk.today(), Chosen: day == chosen,
		}
		if count > 0 {
			days[i].All, days[i].More = lang.L("{{.N}} people in all", map[string]any{"N": grouped(count)}), count > len(names[day])
		}
	}
	first, _ := firstAndLast(month)
	g.grid.SetDays((int(first.Time().Weekday())+6)%7, days)
}

// lunarNote names a day in the lunar calendar: 廿八, or the month's name where
// the day begins one, 闰四月.
func lunarNote(day model.Date) (note string, begins bool) {
	lunar, ok := model.LunarOf(day)
	if !ok {
		return "", false
	}
	month := lunarMonthName(lunar.Date.Month, lunar.Leap)
	if lunar.Date.Day == 1 {
		return month, true
	}
	return strings.TrimPrefix(lunar.Short(), "农历"+month), false
}

// openMonthChoice asks for any month of the years of the grid.
func openMonthChoice(d *desk, month model.Date, chosen func(model.Date)) *monthChoice {
	c := &monthChoice{desk: d, year: widgets.NewEntry(), chosen: chosen}
	c.year.SetText(strconv.Itoa(month.Year))
	var options []widgets.Option
	for m := 1; m <= 12; m++ {
		options = append(options, widgets.Option{Value: strconv.Itoa(m), Text: lang.L("Month {{.N}}", map[string]any{"N": m})})
	}
	c.month = widgets.NewChoice("", options)
	c.month.SetValue(strconv.Itoa(month.Month))
	c.form = widgets.NewForm(2)
	c.form.Add("Year", lang.L("Year (1900 to 2100)"), c.year)
	c.form.Add("Month", lang.L("Month"), c.month)
	c.form.OnLast = c.onShow
	c.box = d.openDialog(dialogSpec{
		title: lang.L("Which month?"), content: c.form, size: fyne.NewSize(420, 0), onSave: c.onShow,
		left:    []fyne.CanvasObject{widgets.NewButton(lang.L("This month"), func() { c.box.close(); chosen(monthOf(d.today())) })},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { c.box.leave() }), widgets.NewPrimary(lang.L("Show"), c.onShow)},
	})
	c.form.Focus("Year")
	return c
}

// monthChoice asks for a month.
type monthChoice struct {
	desk   *desk
	year   *widgets.Entry
	month  *widgets.ChoiceField
	form   *widgets.Form
	box    *dialogBox
	chosen func(model.Date)
}

func (c *monthChoice) onShow() {
	day, err := model.ParseDate(c.year.Text)
	if err != nil || day.Year < firstGridYear || day.Year > lastGridYear {
		c.form.ShowError("Year", lang.L("Please enter a year from 1900 to 2100."))
		return
	}
	month, err := strconv.Atoi(c.month.Value())
	if err != nil {
		month = 1
	}
	c.box.close()
	c.chosen(model.Date{Year: day.Year, Month: month})
}
