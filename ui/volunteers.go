package ui

import (
	"context"
	"strconv"
	"strings"

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

// volunteersStore is what 志愿服务 asks the store for.
type volunteersStore interface {
	VolunteerTotals(ctx context.Context, from, to model.Date, offset, limit int) ([]model.VolunteerTotal, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Certificates(ctx context.Context, f store.CertificateFilter) ([]model.Certificate, error)
	IssueVolunteer(ctx context.Context, member model.ID, from, to model.Date) (model.Certificate, error)
}

// The tabs of 志愿服务.
const (
	tabHours    = "hours"
	tabServices = "services"
	tabRegister = "register"
)

// The periods that hours are counted in.
const (
	thisYear = "this"
	lastYear = "last"
	allYears = "all"
)

// volunteers is 志愿服务: who served how long, at which activities, and the
// certificates of it.
type volunteers struct {
	desk  *desk
	store volunteersStore

	tabs     *widgets.Tabs
	period   *widgets.Segments
	figures  *widgets.Text
	hours    []hoursRow
	people   *widgets.DataTable[hoursRow]
	services *widgets.DataTable[activityRow]
	events   []activityRow
	register *register
	chosen   *widgets.Text
	issue    *widgets.Button
	one      *widgets.Button
	openOne  *widgets.Button
	totals   []model.VolunteerTotal
	text     string     // of the search box
	first    model.Date // day of the first service of the period
	add      *widgets.Button
	body     *fyne.Container
	content  fyne.CanvasObject
}

// hoursRow is one person's service as the list shows it.
type hoursRow struct {
	id                                       model.ID
	rank, name, branch, number, times, hours string
}

func newVolunteers(d *desk) page {
	v := &volunteers{desk: d, store: d.store, figures: widgets.NewMuted(""), chosen: widgets.NewMuted(""), body: container.NewStack()}
	v.add = widgets.NewPrimary(lang.L("New service  Ctrl+N"), v.onNew)
	v.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabHours, Text: lang.L("Hours served")},
		{Value: tabServices, Text: lang.L("Services")},
		{Value: tabRegister, Text: lang.L("Certificates")},
	}, func(string) { v.showTab() })
	v.period = widgets.NewSegments([]widgets.Option{
		{Value: thisYear, Text: lang.L("This year")}, {Value: lastYear, Text: lang.L("Last year")}, {Value: allYears, Text: lang.L("All years")},
	}, func(string) { v.onPeriod() })
	v.people = widgets.NewListTable(hoursColumns(), func(r hoursRow) string { return string(r.id) }, func() []hoursRow { return v.hours },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody served in this period."), nil))
	v.people.Checks = true
	v.people.OnChecked = func(int) { v.showChosen() }
	v.people.OnSelected = func(hoursRow) { v.showChosen() }
	v.people.OnOpened = func(r hoursRow) { openProof(d, r.id, r.name) }
	v.services = widgets.NewListTable(serviceColumns(), func(r activityRow) string { return string(r.id) }, func() []activityRow { return v.events },
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("No volunteer service in this period."), widgets.NewButton(lang.L("New service"), v.onNew)))
	v.services.OnOpened = func(r activityRow) { d.goTo(pageActivities, openRecord(r.id)) }
	v.openOne = openButton(lang.L("Open the list"), v.services)
	v.register = newRegister(d, lang.L("No certificate issued yet."))
	v.issue = widgets.NewPrimary("", v.onIssue)
	v.one = widgets.NewButton(lang.L("Another period"), v.onOne)
	v.figures.Shrink, v.chosen.Shrink = true, true
	bar := container.NewBorder(nil, nil, widgets.Across(12, v.period, widgets.Spacer(0, 0)), nil, v.figures)
	v.content = widgets.NewCard("", container.NewBorder(widgets.Down(0, v.tabs, widgets.Spacer(0, 10), bar, widgets.Spacer(0, 10)), nil, nil, nil, v.body))
	v.showTab()
	return v
}

func hoursColumns() []widgets.Column[hoursRow] {
	return []widgets.Column[hoursRow]{
		{ID: "rank", Title: lang.L("No."), Chars: 2.2, Cell: func(r hoursRow) widgets.Cell { return widgets.Muted(r.rank) }},
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 2, Cell: func(r hoursRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 2, Cell: func(r hoursRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "number", Title: lang.L("Volunteer number"), Chars: 8, Grow: 1, Cell: func(r hoursRow) widgets.Cell { return widgets.Muted(r.number) }},
		{ID: "times", Title: lang.L("Times"), Chars: 4, Cell: func(r hoursRow) widgets.Cell { return widgets.Plain(r.times) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 4, Cell: func(r hoursRow) widgets.Cell { return widgets.Strong(r.hours) }},
	}
}

func serviceColumns() []widgets.Column[activityRow] {
	return []widgets.Column[activityRow]{
		{ID: "day", Title: lang.L("Day"), Chars: 7.5, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.day) }},
		{ID: "title", Title: lang.L("Title"), Chars: 10, Grow: 3, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "field", Title: lang.L("Field of service"), Chars: 5, Grow: 1, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.summary.ServiceField) }},
		{ID: "team", Title: lang.L("Volunteer team"), Chars: 8, Grow: 2, Optional: true, Cell: func(r activityRow) widgets.Cell { return widgets.Muted(r.summary.Team) }},
		{ID: "helped", Title: lang.L("People helped"), Chars: 4, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(countText(r.summary.Beneficiaries)) }},
		{ID: "came", Title: lang.L("Came / expected"), Chars: 6, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(r.came) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3.5, Cell: func(r activityRow) widgets.Cell { return widgets.Plain(model.Hours(r.summary.Tally.Minutes)) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r activityRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}
}

func (v *volunteers) Title() string                { return lang.L("Volunteer service") }
func (v *volunteers) Content() fyne.CanvasObject   { return v.content }
func (v *volunteers) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{v.add} }

// Open does an errand.
func (v *volunteers) Open(errand any) {
	if _, ok := errand.(addRecord); ok {
		v.onNew()
	}
}

// onNew opens the form of a volunteer service among the activities.
func (v *volunteers) onNew() { v.desk.goTo(pageActivities, newActivity{Kind: model.Volunteering}) }

// days are the first and the last day of the chosen period.
func (v *volunteers) days() (from, to model.Date) {
	today := v.desk.today()
	switch v.period.Value() {
	case lastYear:
		return model.Date{Year: today.Year - 1, Month: 1, Day: 1}, model.Date{Year: today.Year - 1, Month: 12, Day: 31}
	case allYears:
		return model.Date{Year: 1900, Month: 1, Day: 1}, today
	default:
		return model.Date{Year: today.Year, Month: 1, Day: 1}, today
	}
}

// Refresh loads the chosen period.
func (v *volunteers) Refresh() {
	from, to := v.days()
	var totals []model.VolunteerTotal
	var services []model.ActivitySummary
	var issued []model.Certificate
	filter := store.ActivityFilter{Kind: model.Volunteering, From: from, To: to}
	if v.period.Value() == thisYear {
		filter.To = model.Date{Year: to.Year, Month: 12, Day: 31} // planned ones too
	}
	v.desk.run(func(ctx context.Context) (err error) {
		if totals, err = v.store.VolunteerTotals(ctx, from, to, 0, 0); err != nil {
			return err
		}
		if services, _, err = v.store.Activities(ctx, filter); err != nil {
			return err
		}
		issued, err = v.store.Certificates(ctx, store.CertificateFilter{Kind: model.VolunteerHours, Year: v.registerYear()})
		return err
	}, func(err error) {
		if err != nil {
			v.desk.fail(err, v.Refresh)
			return
		}
		v.show(totals, services)
		v.register.show(issued)
	})
}

// registerYear is the year of the register in view, 0 for all.
func (v *volunteers) registerYear() int {
	from, _ := v.days()
	if v.period.Value() == allYears {
		return 0
	}
	return from.Year
}

func (v *volunteers) show(totals []model.VolunteerTotal, services []model.ActivitySummary) {
	v.totals = totals
	minutes, times := 0, 0
	for _, t := range totals {
		minutes += t.Minutes
		times += t.Times
	}
	v.events, v.first = nil, model.Date{}
	for _, s := range services {
		v.events = append(v.events, activityRowOf(v.desk, s))
		v.first = s.Date() // the list ends with the first
	}
	v.figures.SetText(lang.L("{{.People}} people, {{.Times}} attendances, {{.Hours}} hours", map[string]any{
		"People": grouped(len(totals)), "Times": grouped(times), "Hours": model.Hours(minutes),
	}))
	v.services.Reload()
	v.showHours()
}

// showHours lists who served and is searched for.
func (v *volunteers) showHours() {
	v.hours = nil
	for i, t := range v.totals {
		if !findsPerson(v.text, t.Name, t.Pinyin, t.Branch, t.Number) {
			continue
		}
		v.hours = append(v.hours, hoursRow{
			id: t.Member, rank: strconv.Itoa(i + 1), name: model.SpacedName(t.Name), branch: t.Branch, number: t.Number,
			times: strconv.Itoa(t.Times), hours: model.Hours(t.Minutes),
		})
	}
	v.people.Reload()
	v.showChosen()
}

// SearchHint says what the search box finds.
func (v *volunteers) SearchHint() string { return lang.L("Find a volunteer  Ctrl+F") }

// onFound moves the keys from the search box to the rows it found.
func (v *volunteers) onFound() {
	if v.people.Total() > 0 {
		v.people.SelectRow(0)
		v.people.Focus()
	}
}

// Search narrows the list of hours.
func (v *volunteers) Search(text string) {
	if text == v.text {
		return
	}
	v.text = text
	if text != "" && v.tabs.Value() != tabHours {
		v.tabs.SetValue(tabHours)
		v.showTab()
	}
	v.showHours()
}

func (v *volunteers) showTab() {
	var content fyne.CanvasObject
	switch v.tabs.Value() {
	case tabServices:
		foot := container.NewHBox(layout.NewSpacer(), v.openOne)
		content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, v.services)
	case tabRegister:
		content = v.register.content
	default:
		foot := container.NewBorder(nil, nil, nil, widgets.Across(8, v.one, v.issue), v.chosen)
		content = container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, v.people)
	}
	v.body.Objects = []fyne.CanvasObject{content}
	v.body.Refresh()
}

func (v *volunteers) onPeriod() {
	v.people.ClearChecks()
	v.people.SelectKey("")
	v.Refresh()
}

// wanted are the people a certificate is for: those ticked, else the selected.
func (v *volunteers) wanted() []hoursRow {
	list := v.people.Checked()
	if row, ok := v.people.Selected(); ok && len(list) == 0 {
		list = append(list, row)
	}
	return list
}

func (v *volunteers) showChosen() {
	list := v.wanted()
	switch len(list) {
	case 0:
		v.chosen.SetText(lang.L("Tick who gets a certificate."))
		v.issue.SetText(lang.L("Issue and print certificates"))
	case 1:
		v.chosen.SetText(list[0].name)
		v.issue.SetText(lang.L("Issue and print"))
	default:
		v.chosen.SetText(lang.L("{{.N}} people ticked", map[string]any{"N": len(list)}))
		v.issue.SetText(lang.L("Issue and print {{.N}}", map[string]any{"N": len(list)}))
	}
	enable(v.issue, len(list) > 0)
	enable(v.one, len(list) == 1)
}

// onOne opens one person's certificate for a period of their own.
func (v *volunteers) onOne() {
	if list := v.wanted(); len(list) == 1 {
		openProof(v.desk, list[0].id, list[0].name)
	}
}

// onPrint prints the chosen certificates of the register, or issues new ones.
func (v *volunteers) onPrint() {
	if v.tabs.Value() == tabRegister {
		v.register.onPrint()
		return
	}
	if v.tabs.Value() == tabHours && !v.issue.Disabled() {
		v.onIssue()
	}
}

// onIssue says for whom and for which days certificates would be, then issues
// and prints them into one file.
func (v *volunteers) onIssue() {
	list := v.wanted()
	from, to := v.days()
	if v.period.Value() == allYears && !v.first.IsZero() {
		from = v.first
	}
	text := lang.L("For {{.N}} people, for their service from {{.From}} to {{.To}}. Each certificate gets a number of the register.",
		map[string]any{"N": len(list), "From": from.Chinese(), "To": to.Chinese()})
	v.desk.ask(lang.L("Issue volunteer certificates?"), text, lang.L("Issue and print"), func() { v.issueTo(list, from, to) })
}

func (v *volunteers) issueTo(list []hoursRow, from, to model.Date) {
	var issued []model.Certificate
	var refused []string
	v.desk.run(func(ctx context.Context) error {
		for _, row := range list {
			c, err := v.store.IssueVolunteer(ctx, row.id, from, to)
			if model.CodeOf(err) == model.Refused {
				// One person without a certificate must not keep it from the others.
				refused = append(refused, errorText(err))
				continue
			}
			if err != nil {
				return err
			}
			issued = append(issued, c)
		}
		return nil
	}, func(err error) {
		// What was entered before a failure stays in the register and is printed.
		v.people.ClearChecks()
		v.desk.changed()
		if err == nil && len(refused) > 0 {
			err = &model.Error{Code: model.Refused, Message: strings.Join(refused, "\n")}
		}
		v.desk.fail(err, nil)
		if len(issued) > 0 {
			v.printIssued(issued)
		}
	})
}

// printIssued shows the register and prints what was just entered there.
func (v *volunteers) printIssued(issued []model.Certificate) {
	v.tabs.SetValue(tabRegister)
	v.showTab()
	var ids []model.ID
	again := 0
	for _, c := range issued {
		ids = append(ids, c.ID)
		if c.Prints > 0 {
			again++
		}
	}
	confirmReprint(v.desk, again, func() {
		v.desk.print(v.desk.changed, printing.Job{Kind: printing.Volunteer, IDs: ids})
	})
}
