package ui

import (
	"context"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// repeatStore is what repeating an activity asks the store for.
type repeatStore interface {
	bookingStore
	RepeatActivity(ctx context.Context, id model.ID, starts []time.Time, people bool) ([]model.Activity, error)
}

// repeatForm is the dialog that plans an activity again weekly or monthly
// (重复), on days that are shown, and can be left out, before they are saved.
type repeatForm struct {
	desk    *desk
	store   repeatStore
	of      model.Activity
	changed func()

	form   *widgets.Form
	rhythm *widgets.ChoiceField
	times  *widgets.Entry
	people *widget.Check
	table  *widgets.DataTable[repeatDay]
	save   *widgets.Button
	box    *dialogBox
	days   []repeatDay
	asked  int
}

// repeatDay is one day of the preview.
type repeatDay struct {
	start time.Time
	taken string // who has the place then; empty where nobody
}

func openRepeatForm(d *desk, of model.Activity, changed func()) *repeatForm {
	r := &repeatForm{desk: d, store: d.store, of: of, changed: changed, form: widgets.NewForm(2), times: widgets.NewEntry()}
	day := of.Date()
	r.rhythm = widgets.NewChoice("", []widgets.Option{
		{Value: string(model.EveryWeek), Text: lang.L("Every week on {{.Weekday}}", map[string]any{"Weekday": weekday(day)})},
		{Value: string(model.EveryOtherWeek), Text: lang.L("Every other week on {{.Weekday}}", map[string]any{"Weekday": weekday(day)})},
		{Value: string(model.EveryMonth), Text: lang.L("Every month on day {{.Day}}", map[string]any{"Day": day.Day})},
		{Value: string(model.EveryMonthWeekday), Text: lang.L("Every month, {{.Weekday}} no. {{.N}}", map[string]any{"Weekday": weekday(day), "N": day.NthWeekday()})},
	})
	r.rhythm.SetValue(string(model.EveryMonthWeekday))
	r.rhythm.OnChosen = func(string) { r.look() }
	r.times.SetText(strconv.Itoa(restOfYear(day)))
	r.times.OnChanged = func(string) { r.look() }
	r.people = widget.NewCheck(lang.L("Expect the same people"), nil)
	r.people.SetChecked(true)
	r.form.Add("Rhythm", lang.L("How often"), r.rhythm)
	r.form.Add("Times", lang.L("How many times more"), r.times)
	r.form.OnLast = r.onSave
	r.table = widgets.NewListTable([]widgets.Column[repeatDay]{
		{ID: "day", Title: lang.L("Day"), Chars: 10, Cell: func(p repeatDay) widgets.Cell {
			date := model.DateOf(p.start)
			return widgets.Plain(d.shortDay(date) + " " + weekday(date))
		}},
		{ID: "time", Title: lang.L("Time"), Chars: 3, Cell: func(p repeatDay) widgets.Cell { return widgets.Muted(p.start.Format(clock)) }},
		{ID: "taken", Title: lang.L("The place at that time"), Chars: 10, Grow: 1, Cell: r.takenCell},
	}, func(p repeatDay) string { return p.start.String() }, func() []repeatDay { return r.days }, nil)
	r.table.Checks = true
	r.table.OnChecked = func(int) { r.showSave() }
	r.save = widgets.NewPrimary("", r.onSave)
	title := lang.L("Repeat “{{.Title}}”", map[string]any{"Title": of.Title})
	r.box = d.openDialog(dialogSpec{
		title: title, size: fyne.NewSize(720, 560), onSave: r.onSave,
		content: container.NewBorder(widgets.Down(8, r.form, widgets.NewMuted(lang.L("These days will be added; take the tick away where one is not wanted.")), widgets.Spacer(0, 0)), nil, nil, nil, r.table),
		left:    []fyne.CanvasObject{r.people},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { r.box.leave() }), r.save},
	})
	r.look()
	return r
}

// restOfYear is how many months of its year follow a day's; in December those
// of the next.
func restOfYear(day model.Date) int {
	if day.Month == 12 {
		return 12
	}
	return 12 - day.Month
}

func (r *repeatForm) takenCell(p repeatDay) widgets.Cell {
	if p.taken == "" {
		return widgets.Muted(lang.L("free"))
	}
	return widgets.Mark(p.taken, widgets.Warn)
}

// look shows the days and who has the place on them.
func (r *repeatForm) look() {
	r.form.ClearErrors()
	r.days = nil
	r.table.ClearChecks()
	r.asked++
	times, err := wholeNumber(r.times.Text)
	if err != nil || times < 1 || times > model.MostRepeats {
		r.table.Reload()
		r.showSave()
		return
	}
	for _, day := range model.Rhythm(r.rhythm.Value()).Days(r.of.Date(), times) {
		r.days = append(r.days, repeatDay{start: day.On(r.of.Start)})
	}
	r.showDays()
	first, last := r.days[0].start, r.days[len(r.days)-1].start.Add(r.of.End.Sub(r.of.Start))
	asked := r.asked
	var taken []model.Activity
	r.desk.run(func(ctx context.Context) (err error) {
		taken, err = r.store.Bookings(ctx, r.of.Place, first, last)
		return err
	}, func(err error) {
		if asked != r.asked {
			return
		}
		if err != nil {
			r.desk.note(err) // only warnings are lost
			return
		}
		r.showTaken(taken)
	})
}

// showDays lists the days, all of them ticked.
func (r *repeatForm) showDays() {
	r.table.Reload()
	r.table.SetChecked(r.days, true)
	r.showSave()
}

// showTaken says on which days the place is taken.
func (r *repeatForm) showTaken(taken []model.Activity) {
	length := r.of.End.Sub(r.of.Start)
	for i := range r.days {
		at := slices.IndexFunc(taken, func(a model.Activity) bool {
			return a.ID != r.of.ID && a.Overlaps(r.days[i].start, r.days[i].start.Add(length))
		})
		if at >= 0 {
			r.days[i].taken = lang.L("taken: {{.By}}", map[string]any{"By": timesOf(taken[at]) + " " + taken[at].Title})
		}
	}
	r.table.Reload()
}

func (r *repeatForm) showSave() {
	n := len(r.table.Checked())
	r.save.SetText(lang.L("Add these {{.N}} activities", map[string]any{"N": n}))
	able(r.save, n > 0)
}

func (r *repeatForm) onSave() {
	times, err := wholeNumber(r.times.Text)
	if err != nil || times < 1 || times > model.MostRepeats {
		r.form.ShowError("Times", lang.L("Please write a number from 1 to {{.N}}.", map[string]any{"N": model.MostRepeats}))
		return
	}
	var starts []time.Time
	for _, p := range r.table.Checked() {
		starts = append(starts, p.start)
	}
	if len(starts) == 0 || r.save.Disabled() {
		return
	}
	slices.SortFunc(starts, time.Time.Compare)
	people := r.people.Checked
	r.save.Disable()
	var added []model.Activity
	r.desk.run(func(ctx context.Context) (err error) {
		added, err = r.store.RepeatActivity(ctx, r.of.ID, starts, people)
		return err
	}, func(err error) {
		r.save.Enable()
		if err != nil {
			r.desk.failForm(r.form, err, r.onSave)
			return
		}
		r.box.close()
		r.desk.say(lang.L("Added {{.N}} activities", map[string]any{"N": len(added)}))
		r.changed()
	})
}
