package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Day is a day whose parts may be unknown (0), counted in the sun's or the
// moon's calendar. The zero Day is "not filled in".
type Day struct {
	Year, Month, Day int
	Lunar, Leap      bool
}

// Calendar is what a DateField needs to know of days; the domain gives it.
type Calendar struct {
	// Parse reads what a person typed, lunar telling how the switch stands; words
	// of the moon's calendar may come back as a lunar day without it. Its error
	// is shown under the field. An empty text is the zero Day.
	Parse func(text string, lunar bool) (Day, error)
	// Format writes the parts as the field shows them: 1960-03-05.
	Format func(Day) string
	// Explain says the day again in words, for reading back: 农历三月廿八. It may
	// be nil or return "".
	Explain func(Day) string
	// Months lists the months of a year, Days the names of the days of a month.
	Months func(year int, lunar bool) []Month
	Days   func(month Month, year int, lunar bool) []string
	// Weekday of a month's first day, 0 for Monday; solar only.
	First func(year, month int) int
	Today func() Day
}

// Month is one month to choose.
type Month struct {
	Month int
	Leap  bool
	Name  string
}

// DateField takes a date as people write it and shows it as 1960-03-05 once it
// is left; a button opens a sheet with year, month and days. With a lunar
// switch it also takes days of the moon's calendar.
type DateField struct {
	widget.BaseWidget
	// OnDay is called when a person entered another day.
	OnDay func(Day)

	calendar Calendar
	entry    *Entry
	lunar    *widget.Check // nil where the field is solar only
	leap     *widget.Check
	words    *Text
	last     Day
	box      *fyne.Container
}

// NewDateField returns an empty field; withLunar adds the switch.
func NewDateField(calendar Calendar, withLunar bool, lunarLabel, leapLabel string) *DateField {
	f := &DateField{calendar: calendar, entry: NewEntry()}
	f.entry.PlaceHolder = "1960-03-05"
	f.entry.OnLeft = f.tidy
	f.entry.ActionItem = newInnerButton(theme.CalendarIcon(), f.Choose)
	f.words = newText(&Text{ColorName: ColorMuted, SizeName: theme.SizeNameCaptionText, Shrink: true})
	f.box = container.NewStack(f.entry)
	if withLunar {
		f.leap = widget.NewCheck(leapLabel, func(bool) { f.tidy() })
		f.leap.Hide()
		f.lunar = widget.NewCheck(lunarLabel, func(on bool) {
			f.showLeap(on)
			f.tidy()
		})
		f.box = Down(0, container.NewBorder(nil, nil, nil, Across(0, f.lunar, f.leap), f.entry), f.words)
	}
	f.ExtendBaseWidget(f)
	return f
}

func (f *DateField) showLeap(on bool) {
	if on {
		f.leap.Show()
	} else {
		f.leap.Hide()
		f.leap.SetChecked(false)
	}
	f.box.Refresh()
}

// CreateRenderer is Fyne's.
func (f *DateField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// SetDay shows a day.
func (f *DateField) SetDay(day Day) {
	f.last = day
	f.show(day)
}

// show writes a day into the field and turns the switches to it.
func (f *DateField) show(day Day) {
	if f.lunar != nil {
		f.lunar.Checked, f.leap.Checked = day.Lunar, day.Leap
		f.leap.Hidden = !day.Lunar
		f.lunar.Refresh()
		f.leap.Refresh()
		f.box.Refresh()
	}
	f.entry.SetText(f.calendar.Format(day))
	f.explain(day)
}

// Day returns what was entered; the error says plainly what is wrong with it.
func (f *DateField) Day() (Day, error) {
	day, err := f.calendar.Parse(f.entry.Text, f.isLunar())
	if err == nil && f.isLunar() {
		day.Lunar, day.Leap = true, day.Leap || f.leap.Checked
	}
	return day, err
}

// SetText types into the field, for tests.
func (f *DateField) SetText(text string) {
	f.entry.SetText(text)
	f.tidy()
}

// SetLunar turns the switch, as a click does.
func (f *DateField) SetLunar(lunar, leap bool) {
	f.lunar.SetChecked(lunar)
	f.leap.SetChecked(leap)
}

// Text returns what the field shows.
func (f *DateField) Text() string { return f.entry.Text }

// Explained returns the day in words below the field.
func (f *DateField) Explained() string { return f.words.Text }

func (f *DateField) isLunar() bool { return f.lunar != nil && f.lunar.Checked }

func (f *DateField) tidy() {
	day, err := f.Day()
	if err != nil {
		f.words.SetText(err.Error())
		f.words.SetColor(theme.ColorNameError)
		return
	}
	f.show(day)
	if day != f.last {
		f.last = day
		if f.OnDay != nil {
			f.OnDay(day)
		}
	}
}

func (f *DateField) explain(day Day) {
	text := ""
	if f.calendar.Explain != nil {
		text = f.calendar.Explain(day)
	}
	f.words.SetText(text)
	f.words.SetColor(ColorMuted)
}

func (f *DateField) setNext(next func())         { f.entry.OnNext = next }
func (f *DateField) focusTarget() fyne.Focusable { return f.entry }

// Choose opens the sheet of days under the field, as its button does.
func (f *DateField) Choose() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(f)
	if canvas == nil {
		return
	}
	var pop *widget.PopUp
	sheet := newDaySheet(f.calendar, f.startingDay(), func(day Day) {
		pop.Hide()
		f.show(day)
		f.tidy()
	})
	pop = widget.NewPopUp(sheet.content(), canvas)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f).AddXY(0, f.entry.Size().Height+2)
	need, room := pop.MinSize(), canvas.Size()
	at.X = max(0, min(at.X, room.Width-need.Width))
	if at.Y+need.Height > room.Height {
		at.Y = max(0, room.Height-need.Height)
	}
	pop.ShowAtPosition(at)
}

// startingDay is where the sheet opens: at the day entered, else today.
func (f *DateField) startingDay() Day {
	day, err := f.Day()
	if err == nil && day.Year > 0 {
		return Day{day.Year, max(day.Month, 1), day.Day, day.Lunar, day.Leap}
	}
	today := f.calendar.Today()
	if f.isLunar() {
		return Day{Year: today.Year, Month: 1, Lunar: true}
	}
	return Day{Year: today.Year, Month: today.Month}
}

// daySheet is the open sheet: a year to type or step, a month, the days.
type daySheet struct {
	calendar Calendar
	at       Day
	chosen   Day
	done     func(Day)

	year  *Entry
	month *ChoiceField
	days  *fyne.Container
}

func newDaySheet(calendar Calendar, at Day, done func(Day)) *daySheet {
	s := &daySheet{calendar: calendar, at: at, chosen: at, done: done, year: NewEntry(), days: container.NewGridWithColumns(7)}
	s.year.OnChanged = s.typedYear
	s.month = NewChoice("", nil)
	s.month.OnChosen = func(value string) {
		for _, m := range calendar.Months(s.at.Year, s.at.Lunar) {
			if m.Name == value {
				s.at.Month, s.at.Leap = m.Month, m.Leap
			}
		}
		s.fill()
	}
	s.year.SetText(itoa(at.Year))
	s.fill()
	return s
}

func (s *daySheet) content() fyne.CanvasObject {
	step := func(text string, years, months int) *Button {
		return NewButton(text, func() { s.step(years, months) })
	}
	top := container.NewHBox(
		step("«", -1, 0), Chars(5, s.year), step("»", 1, 0), layout.NewSpacer(),
		step("‹", 0, -1), Chars(7, s.month), step("›", 0, 1))
	return Inset(6, 6, Down(8, top, s.days))
}

func (s *daySheet) typedYear(text string) {
	if year := digits(text); year >= 1800 && year <= 2200 && year != s.at.Year {
		s.at.Year = year
		s.fill()
	}
}

func (s *daySheet) step(years, months int) {
	list := s.calendar.Months(s.at.Year, s.at.Lunar)
	at := s.monthIndex(list) + months
	year := s.at.Year + years
	switch {
	case at < 0:
		year--
		list = s.calendar.Months(year, s.at.Lunar)
		at = len(list) - 1
	case at >= len(list):
		year++
		list = s.calendar.Months(year, s.at.Lunar)
		at = 0
	case years != 0:
		list = s.calendar.Months(year, s.at.Lunar)
		at = min(at, len(list)-1)
	}
	if year < 1800 || year > 2200 || len(list) == 0 {
		return
	}
	s.at.Year, s.at.Month, s.at.Leap = year, list[at].Month, list[at].Leap
	s.year.SetText(itoa(year))
	s.fill()
}

func (s *daySheet) monthIndex(list []Month) int {
	for i, m := range list {
		if m.Month == s.at.Month && m.Leap == s.at.Leap {
			return i
		}
	}
	return 0
}

// fill shows the days of the month in view.
func (s *daySheet) fill() {
	months := s.calendar.Months(s.at.Year, s.at.Lunar)
	if len(months) == 0 {
		return
	}
	at := months[s.monthIndex(months)]
	s.at.Month, s.at.Leap = at.Month, at.Leap
	options := make([]Option, len(months))
	for i, m := range months {
		options[i] = Option{m.Name, m.Name}
	}
	s.month.SetOptions(options)
	s.month.SetValue(at.Name)
	s.days.RemoveAll()
	if !s.at.Lunar {
		for _, name := range weekdays() {
			head := newText(&Text{Text: name, ColorName: ColorMuted, SizeName: theme.SizeNameCaptionText, Align: fyne.TextAlignCenter})
			s.days.Add(head)
		}
		for range s.calendar.First(s.at.Year, s.at.Month) {
			s.days.Add(Spacer(MinTarget, MinTarget))
		}
	}
	for i, name := range s.calendar.Days(at, s.at.Year, s.at.Lunar) {
		day := s.at
		day.Day = i + 1
		button := NewButton(name, func() { s.done(day) })
		if day == s.chosen {
			button.Importance = widget.HighImportance
		}
		s.days.Add(button)
	}
	s.days.Refresh()
}
