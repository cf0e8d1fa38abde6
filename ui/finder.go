package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// finderStore is what finding volunteers for an activity asks the store for.
type finderStore interface {
	volunteerListStore
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
	Expect(ctx context.Context, activity model.ID, members []model.ID) (int, error)
}

// finderDialog is 按特长和空闲找人: volunteers who can do something and are free
// when the activity is; all of them or those ticked are put on its list.
type finderDialog struct {
	desk  *desk
	store finderStore
	done  func()

	*volunteerFilters
	services []model.ActivitySummary // planned ones to choose from
	activity *widgets.ChoiceField
	isFree   *widget.Check
	search   *widgets.SearchEntry
	on       map[model.ID]bool // on the list already
	table    *widgets.DataTable[model.VolunteerSummary]
	note     *widgets.Text
	add      *widgets.Button
	addAll   *widgets.Button
	box      *dialogBox
}

// openFinder shows the dialog for an activity, or lets one be chosen where none
// is given. done is called once people were put on its list.
func openFinder(d *desk, activity model.ID, done func()) *finderDialog {
	f := &finderDialog{desk: d, store: d.store, done: done, note: widgets.NewMuted(""), on: map[model.ID]bool{}}
	f.volunteerFilters = newVolunteerFilters(func() { f.table.ReloadTop() })
	f.activity = widgets.NewChoice(lang.L("Choose the activity"), nil)
	f.activity.OnChosen = func(string) { f.onActivity() }
	f.isFree = widget.NewCheck(lang.L("free at its time only"), func(bool) { f.table.ReloadTop() })
	f.isFree.Checked = true
	f.note.Shrink = true
	f.search = widgets.NewSearchEntry(lang.L("Name, pinyin, initials or end of the phone number"), func(string) { f.table.ReloadTop() })
	f.search.Delay = d.typingPause
	f.search.OnNext = func() { focusFirst(f.table) }
	f.table = widgets.NewTable(f.columns(), func(r model.VolunteerSummary) string { return string(r.Member) }, f.load,
		widgets.NewEmptyState(theme.SearchIcon(), lang.L("No volunteer matches. Leave a condition out, or write down when people are free."), nil))
	f.table.Checks = true
	f.table.OnChecked = func(int) { f.showButtons() }
	f.table.OnLoaded = func(int) { f.showButtons() }
	f.table.OnOpened = func(r model.VolunteerSummary) { f.table.SetChecked([]model.VolunteerSummary{r}, true) }
	f.add = widgets.NewButton("", f.onAdd)
	f.addAll = widgets.NewPrimary("", f.onAddAll)
	f.showButtons()
	f.begin(activity)
	return f
}

func (f *finderDialog) columns() []widgets.Column[model.VolunteerSummary] {
	type row = model.VolunteerSummary
	return []widgets.Column[row]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 5, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Strong(model.SpacedName(r.Name)) }},
		{ID: "skills", Title: lang.L("Skills"), Chars: 6, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(strings.Join(r.Skills, "、"))) }},
		{ID: "free", Title: lang.L("Free"), Chars: 7, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Free.Chinese())) }},
		{ID: "teams", Title: lang.L("Teams"), Chars: 6, Grow: 2, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Teams)) }},
		{ID: "on", Title: lang.L("List"), Chars: 5, Cell: func(r row) widgets.Cell {
			if f.on[r.Member] {
				return widgets.Mark(lang.L("on the list"), widgets.Good)
			}
			return widgets.Cell{}
		}},
	}
}

// begin loads what can be chosen from, then shows the dialog.
func (f *finderDialog) begin(activity model.ID) {
	today := f.desk.today()
	f.desk.run(func(ctx context.Context) (err error) {
		f.services, _, err = f.store.Activities(ctx, store.ActivityFilter{Kind: model.Volunteering, From: today.AddDays(-14)})
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, func() { f.begin(activity) })
			return
		}
		var options []widgets.Option
		for i := len(f.services) - 1; i >= 0; i-- { // the next one first
			if a := f.services[i]; a.State == model.Planned || a.ID == activity {
				options = append(options, widgets.Option{Value: string(a.ID), Text: f.desk.shortDay(a.Date()) + " " + timesOf(a.Activity) + " " + a.Title})
			}
		}
		f.activity.SetOptions(options)
		if activity == "" {
			activity = f.next(today)
		}
		f.activity.SetValue(string(activity))
		f.open()
		f.offer(f.desk, f.store, f.onActivity)
	})
}

// next is the planned service that comes first, else the last one that was.
func (f *finderDialog) next(today model.Date) (next model.ID) {
	for _, a := range f.services { // the latest first
		if a.State == model.Planned && (next == "" || !a.Date().Before(today)) {
			next = a.ID
		}
	}
	return next
}

func (f *finderDialog) open() {
	filters := container.NewHBox(widgets.Across(8, f.skill, f.class, f.team, f.isFree))
	f.box = f.desk.openDialog(dialogSpec{
		title: lang.L("Find volunteers by skill and free time"), size: fyne.NewSize(60*theme.TextSize(), 600),
		content: container.NewBorder(widgets.Down(8, f.activity, filters, f.search, f.note), nil, nil, nil, f.table),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { f.box.leave() }), f.add, f.addAll},
	})
	f.desk.window.Canvas().Focus(f.search)
}

// chosen is the activity that people are found for.
func (f *finderDialog) chosen() (model.Activity, bool) {
	for _, a := range f.services {
		if string(a.ID) == f.activity.Value() {
			return a.Activity, true
		}
	}
	return model.Activity{}, false
}

// onActivity looks who is on the list of the chosen activity.
func (f *finderDialog) onActivity() {
	a, ok := f.chosen()
	if !ok {
		f.note.SetText(lang.L("There is no planned service. Plan one first, then find people for it."))
		f.table.Reload()
		return
	}
	var roll model.Roll
	f.desk.run(func(ctx context.Context) (err error) {
		roll, err = f.store.Roll(ctx, a.ID)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.onActivity)
			return
		}
		f.on = map[model.ID]bool{}
		for _, p := range roll.Attendees {
			f.on[p.Member] = true
		}
		f.note.SetText(lang.L("It takes {{.When}}; {{.N}} people are on its list.", map[string]any{"When": model.TimeOf(a.Start, a.End).Chinese(), "N": len(roll.Attendees)}))
		f.table.ReloadTop()
	})
}

func (f *finderDialog) filter() store.VolunteerFilter {
	filter := f.volunteerFilters.filter()
	filter.Search, filter.Free = f.search.Text, 0
	if a, ok := f.chosen(); ok && f.isFree.Checked {
		filter.Free = model.TimeOf(a.Start, a.End)
	}
	return filter
}

func (f *finderDialog) load(q widgets.Query, done func([]model.VolunteerSummary, int)) {
	filter := f.filter()
	filter.Offset, filter.Limit = q.Offset, q.Limit
	var page store.VolunteerPage
	f.desk.run(func(ctx context.Context) (err error) {
		page, err = f.store.Volunteers(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.table.Reload)
			return
		}
		done(page.Volunteers, page.Total)
	})
}

func (f *finderDialog) showButtons() {
	_, ok := f.chosen()
	ticked, total := len(f.table.Checked()), f.table.Total()
	f.add.SetText(lang.L("Put the {{.N}} ticked on the list", map[string]any{"N": ticked}))
	f.addAll.SetText(lang.L("Put all {{.N}} on the list", map[string]any{"N": grouped(max(total, 0))}))
	able(f.add, ok && ticked > 0)
	able(f.addAll, ok && total > 0)
	f.add.Importance, f.addAll.Importance = widget.MediumImportance, widget.HighImportance
	if ticked > 0 {
		f.add.Importance, f.addAll.Importance = widget.HighImportance, widget.MediumImportance
	}
	f.add.Refresh()
	f.addAll.Refresh()
}

func (f *finderDialog) onAdd() {
	var ids []model.ID
	for _, v := range f.table.Checked() {
		ids = append(ids, v.Member)
	}
	f.expect(func(context.Context) ([]model.ID, error) { return ids, nil })
}

// onAddAll puts everybody who matches on the list, on whatever page of it.
func (f *finderDialog) onAddAll() {
	filter := f.filter()
	f.expect(func(ctx context.Context) ([]model.ID, error) {
		page, err := f.store.Volunteers(ctx, filter)
		var ids []model.ID
		for _, v := range page.Volunteers {
			ids = append(ids, v.Member)
		}
		return ids, err
	})
}

// expect puts people on the list of the chosen activity.
func (f *finderDialog) expect(who func(context.Context) ([]model.ID, error)) {
	a, ok := f.chosen()
	if !ok {
		return
	}
	var added int
	f.desk.run(func(ctx context.Context) error {
		ids, err := who(ctx)
		if err != nil {
			return err
		}
		added, err = f.store.Expect(ctx, a.ID, ids)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, nil)
			return
		}
		f.box.close()
		f.desk.say(lang.L("{{.N}} people put on the list of “{{.Title}}”", map[string]any{"N": added, "Title": a.Title}))
		f.done()
	})
}
