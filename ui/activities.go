package ui

import (
	"context"

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

// activitiesStore is what the list of 活动 asks the store for.
type activitiesStore interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}

// activities is 活动: the activities of a month, and in their place one of
// them where it was opened.
type activities struct {
	desk  *desk
	store activitiesStore

	month  model.Date // in view; every month is searched while text is given
	chosen model.Date // the day that is listed beside the calendar; zero for all
	kind   model.Kind
	text   string

	views                   *widgets.Tabs
	calendar                *activityCalendar
	year                    *yearView
	week                    *roomWeek
	earlier, later, current *widgets.Button
	monthName               *widgets.Text
	kinds                   *widgets.FilterButton
	count                   *widgets.Text
	table                   *widgets.DataTable[activityRow]
	digest                  *activityDigest
	add                     *widgets.Button
	folders                 *widgets.MenuButton

	answered []model.ActivitySummary // first page of the last answer

	form   *activityForm   // last opened
	opened *activityPage   // in view instead of the list; nil for the list
	rows   *fyne.Container // the table, and beside it the calendar where that is in view
	aside  *fyne.Container // the digest beside the list
	// listing is the list with what stands beside it; body holds it, or the view
	// that takes its place.
	listing fyne.CanvasObject
	body    *fyne.Container
	list    fyne.CanvasObject
	stack   *fyne.Container
}

func newActivities(d *desk) page {
	a := &activities{
		desk: d, store: d.store, month: monthOf(d.today()),
		monthName: widgets.NewHeading(""), count: widgets.NewMuted(""),
	}
	a.earlier = widgets.NewButton("‹", func() { a.onMonth(-1) })
	a.later = widgets.NewButton("›", func() { a.onMonth(1) })
	a.current = widgets.NewButton(lang.L("This month"), a.onThisMonth)
	a.kinds = widgets.NewFilter(lang.L("Kind: "), kindOptions(), a.onKind)
	a.add = widgets.NewPrimary(lang.L("New activity  Ctrl+N"), a.onNew)
	a.folders = widgets.NewMenuButton(lang.L("Print records"), a.folderMenu)
	a.table = widgets.NewTable(withOwner(d, activityColumns(), 3, func(r activityRow) model.ID { return r.summary.Owner }), func(r activityRow) string { return string(r.id) }, a.load,
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("No activity here yet."), widgets.NewButton(lang.L("New activity"), a.onNew)))
	a.table.OnLoaded = a.onLoaded
	a.table.OnOpened = func(r activityRow) { a.show(r.id, tabRoll) }
	a.digest = newActivityDigest(d, a)
	a.table.OnSelected = a.onSelected
	a.calendar = newActivityCalendar(d, a)
	a.views = widgets.NewTabs([]widgets.Option{
		{Value: viewList, Text: lang.L("List of activities")},
		{Value: viewMonth, Text: lang.L("Month calendar")},
		{Value: viewYear, Text: lang.L("Year plan")},
		{Value: viewRooms, Text: lang.L("Rooms by week")},
	}, a.onView)
	a.year = newYearView(d, a)
	a.week = newRoomWeek(d, a)
	a.list = a.layout()
	a.stack = container.NewStack(a.list)
	return a
}

func (a *activities) layout() fyne.CanvasObject {
	bar := container.NewHBox(
		widgets.Across(8, a.earlier, widgets.Chars(6, container.NewCenter(a.monthName)), a.later, a.current, a.kinds),
		layout.NewSpacer(), a.count)
	a.rows = container.NewStack(a.table)
	card := widgets.NewCard("", container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), nil, nil, nil, a.rows))
	a.aside = widgets.Across(0, widgets.Spacer(widgets.Gap, 0), a.digest.content)
	a.listing = container.NewBorder(nil, nil, nil, a.aside, card)
	a.body = container.NewStack(a.listing)
	return widgets.Frame(widgets.Down(0, a.views, widgets.Spacer(0, 10)), nil, nil, nil, a.body)
}

func (a *activities) onSelected(r activityRow) {
	a.digest.showOne(r.summary)
	a.calendar.showButtons()
}

// Title, Content and the rest are what the window asks of a page; while one
// activity is open they are its own.

func (a *activities) Title() string              { return lang.L("Activities") }
func (a *activities) Content() fyne.CanvasObject { return a.stack }

// Head names the activity that is open.
func (a *activities) Head() fyne.CanvasObject {
	if a.opened == nil {
		return nil
	}
	return a.opened.head()
}

// Actions are the buttons of the list or of the activity that is open.
func (a *activities) Actions() []fyne.CanvasObject {
	if a.opened != nil {
		return a.opened.actions()
	}
	return []fyne.CanvasObject{a.folders, a.add}
}

// LookActions are those that change nothing.
func (a *activities) LookActions() []fyne.CanvasObject {
	if a.opened != nil {
		return nil
	}
	return []fyne.CanvasObject{a.folders}
}

// folderMenu offers the records of the month in view and of its year as one
// file.
func (a *activities) folderMenu() []*fyne.MenuItem {
	item := func(label string, month model.Date) *fyne.MenuItem {
		return fyne.NewMenuItem(label, func() { a.desk.print(nil, printing.Job{Kind: printing.RecordFolder, Month: month}) })
	}
	year := model.Date{Year: a.month.Year}
	return []*fyne.MenuItem{
		item(lang.L("Records of {{.Month}} in one file", map[string]any{"Month": monthName(a.month)}), model.Date{Year: a.month.Year, Month: a.month.Month}),
		item(lang.L("Records of {{.Year}} in one file", map[string]any{"Year": year.Year}), year),
	}
}

// SearchHint says what the search box finds.
func (a *activities) SearchHint() string {
	if a.opened != nil {
		return lang.L("Find on the list  Ctrl+F")
	}
	return lang.L("Search activities  Ctrl+F")
}

// Search finds activities of any month, or people on the open list.
func (a *activities) Search(text string) {
	if a.opened != nil {
		a.opened.search(text)
		return
	}
	if text != a.text {
		if a.views.Value() != viewList {
			a.setView(viewList) // what is found may be of any month
		}
		a.text = text
		a.reload()
	}
}

// onFound moves the keys from the search box to the rows it found.
func (a *activities) onFound() {
	if a.opened != nil {
		a.opened.people.table.Focus()
		return
	}
	if a.lists() && a.table.Total() > 0 {
		a.table.SelectRow(0)
		a.table.Focus()
	}
}

// Open does an errand.
func (a *activities) Open(errand any) {
	switch e := errand.(type) {
	case newActivity:
		a.close()
		a.plan(activityPlan{activity: model.Activity{Kind: e.Kind, Branch: e.Branch, Team: e.Team, Project: e.Project}, members: e.Members})
	case newSession:
		a.close()
		a.planSession(e.Programme)
	case newMakeUp:
		a.close()
		a.planMakeUp(e)
	case openRecord:
		a.show(model.ID(e), tabRoll)
	case openMinutes:
		a.show(model.ID(e), tabRecord)
	case findText:
		a.close()
		a.desk.shell.top.setSearch(string(e))
		a.Search(string(e))
	case addRecord:
		a.onNew()
	}
}

// Refresh loads what is in view.
func (a *activities) Refresh() {
	if a.opened != nil {
		a.opened.refresh()
		return
	}
	a.refreshList()
}

func (a *activities) refreshList() {
	a.showMonth()
	a.loadView()
	if a.lists() {
		a.table.Reload()
	}
}

func (a *activities) reload() {
	a.showMonth()
	a.table.SelectKey("")
	a.digest.showNone()
	a.calendar.showButtons()
	a.loadView()
	if a.lists() {
		a.table.ReloadTop()
	}
}

func (a *activities) showMonth() {
	name := monthName(a.month)
	if a.text != "" {
		name = lang.L("All months")
	}
	a.monthName.SetText(name)
	if a.month == monthOf(a.desk.today()) && a.text == "" {
		a.current.Disable()
	} else {
		a.current.Enable()
	}
}

func (a *activities) filter() store.ActivityFilter {
	f := store.ActivityFilter{Kind: a.kind, Search: a.text}
	if a.text == "" {
		f.From, f.To = firstAndLast(a.month)
	}
	if a.chosen.Full() {
		f.From, f.To = a.chosen, a.chosen
	}
	return f
}

func (a *activities) load(q widgets.Query, done func([]activityRow, int)) {
	f := a.filter()
	f.Offset, f.Limit = q.Offset, q.Limit
	var list []model.ActivitySummary
	var total int
	a.desk.run(func(ctx context.Context) (err error) {
		list, total, err = a.store.Activities(ctx, f)
		return err
	}, func(err error) {
		if err != nil {
			a.desk.fail(err, a.table.Reload)
			return
		}
		rows := make([]activityRow, len(list))
		for i, s := range list {
			rows[i] = activityRowOf(a.desk, s)
		}
		a.answered = list
		if q.Offset > 0 {
			a.answered = a.digest.listed // further down the same list
		}
		done(rows, total)
	})
}

// onLoaded is called with answers that no later search has overtaken.
func (a *activities) onLoaded(total int) {
	text := lang.L("{{.N}} activities", map[string]any{"N": total})
	if a.chosen.Full() {
		text = a.desk.shortDay(a.chosen) + " · " + text
	}
	a.count.SetText(text)
	a.digest.summarise(a.monthName.Text, a.answered, total)
}

func (a *activities) onMonth(n int) {
	a.forgetSearch()
	a.month, a.chosen = addMonths(a.month, n), model.Date{}
	a.reload()
}

func (a *activities) onThisMonth() {
	a.forgetSearch()
	a.month, a.chosen = monthOf(a.desk.today()), model.Date{}
	a.reload()
}

func (a *activities) forgetSearch() {
	a.text = ""
	a.desk.shell.top.setSearch("")
}

func (a *activities) onKind(kind string) {
	a.kind = model.Kind(kind)
	a.reload()
}

// show opens an activity in the list's place.
func (a *activities) show(id model.ID, tab string) {
	a.desk.window.Canvas().Unfocus() // the list goes out of sight
	a.opened = newActivityPage(a.desk, a, id, tab)
	a.stack.Objects = []fyne.CanvasObject{a.opened.content}
	a.stack.Refresh()
	a.desk.shell.top.setSearch("")
	a.desk.retitle()
	a.opened.refresh()
	if tab == tabRoll {
		a.opened.people.table.Focus()
	}
}

// close returns to the list.
func (a *activities) close() {
	if a.opened == nil {
		return
	}
	a.opened = nil
	a.text = ""
	a.desk.shell.top.setSearch("")
	a.desk.window.Canvas().Unfocus()
	a.stack.Objects = []fyne.CanvasObject{a.list}
	a.stack.Refresh()
	a.desk.retitle()
	a.refreshList()
	a.table.Focus()
}

// onBack returns to the list after making sure that no input is lost.
func (a *activities) onBack() { a.desk.shell.leaving(a.close) }

func (a *activities) onEscape() {
	if a.opened != nil {
		a.onBack()
	}
}

func (a *activities) onSave() {
	if a.opened != nil {
		a.opened.onSave()
	}
}

func (a *activities) onUndo() {
	if a.opened != nil {
		a.opened.onUndo()
	}
}

// onPrint prints what is most often wanted of the activity in view.
func (a *activities) onPrint() {
	if a.opened != nil {
		a.opened.onPrint()
		return
	}
	if r, ok := a.table.Selected(); ok && a.lists() {
		a.digest.printSheet(r.id)
	}
}

// onDropped adds photos dropped onto an open activity to its record.
func (a *activities) onDropped(paths []string) {
	if a.opened != nil {
		a.opened.onDropped(paths)
	}
}

// Unsaved reports whether the open record has input that is not saved.
func (a *activities) Unsaved() bool { return a.opened != nil && a.opened.unsaved() }
