package ui

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// serviceHoursStore is what the hours served ask the store for.
type serviceHoursStore interface {
	VolunteerTotals(ctx context.Context, from, to model.Date, offset, limit int) ([]model.VolunteerTotal, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	IssueVolunteer(ctx context.Context, member model.ID, from, to model.Date) (model.Certificate, error)
	PendingHours(ctx context.Context) ([]model.PendingHours, error)
	TeamTotals(ctx context.Context, from, to model.Date) ([]model.TeamTotal, error)
	StationTotals(ctx context.Context, from, to model.Date) ([]model.TeamTotal, error)
	VolunteerRules(ctx context.Context) (model.VolunteerRules, error)
}

// What the tab 时长与星级 lists.
const (
	byPerson = "person"
	byNext   = "next"
	byTeam   = "team"
	byPlace  = "station"
)

// serviceHours is the tab 时长与星级: who served how long in the period, by
// person and by team, who reaches the next star, and certificates of it.
type serviceHours struct {
	desk  *desk
	room  *volunteers
	store serviceHoursStore

	totals  []model.VolunteerTotal // of the period
	ever    []model.VolunteerTotal // all service there is, for the stars
	rules   model.VolunteerRules
	teams   *teamHours
	places  *teamHours
	view    *widgets.Segments
	first   model.Date // day of the first service of the period
	rows    []hoursRow
	table   *widgets.DataTable[hoursRow]
	text    string // of the search box
	figures *widgets.Text
	chosen  *widgets.Text
	issue   *widgets.Button
	one     *widgets.Button
	record  *widgets.Button
	notice  *widgets.Button
	add     *widgets.Button
	foot    *fyne.Container
	body    *fyne.Container
	content fyne.CanvasObject
}

// hoursRow is one person's service as the list shows it.
type hoursRow struct {
	id                                       model.ID
	rank, name, branch, number, times, hours string
	star, next                               string
	tone                                     widgets.Tone
}

func newServiceHours(d *desk, room *volunteers) *serviceHours {
	h := &serviceHours{desk: d, room: room, store: d.store, figures: widgets.NewMuted(""), chosen: widgets.NewMuted("")}
	h.add = widgets.NewPrimary(lang.L("New service  Ctrl+N"), h.onNew)
	h.table = widgets.NewListTable(hoursColumns(), func(r hoursRow) string { return string(r.id) }, func() []hoursRow { return h.rows },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody served in this period."), nil))
	h.table.Checks = true
	h.table.OnChecked = func(int) { h.showChosen() }
	h.table.OnSelected = func(hoursRow) { h.showChosen() }
	h.table.OnOpened = func(r hoursRow) { openServiceRecord(d, r.id) }
	h.teams = newTeamHours(lang.L("Volunteer team"), lang.L("without a team"))
	h.places = newTeamHours(lang.L("Station"), lang.L("without a station"))
	h.view = widgets.NewSegments([]widgets.Option{
		{Value: byPerson, Text: lang.L("By person")}, {Value: byNext, Text: lang.L("Next star")}, {Value: byTeam, Text: lang.L("Teams")}, {Value: byPlace, Text: lang.L("Stations")},
	}, func(string) { h.onView() })
	h.record = widgets.NewButton(lang.L("Record of service"), h.onRecord)
	h.notice = widgets.NewButton(lang.L("Public notice…"), h.onNotice)
	h.issue = widgets.NewPrimary("", h.onIssue)
	h.one = widgets.NewButton(lang.L("Another period"), h.onOne)
	h.figures.Shrink, h.chosen.Shrink = true, true
	h.foot = container.NewBorder(nil, nil, nil, widgets.Across(8, h.record, h.notice, h.one, h.issue), h.chosen)
	h.body = container.NewStack(h.table)
	bar := room.period.bar(container.NewBorder(nil, nil, widgets.Across(12, h.view, widgets.Spacer(0, 0)), nil, h.figures))
	h.content = container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), h.foot), nil, nil, h.body)
	h.showChosen()
	return h
}

func hoursColumns() []widgets.Column[hoursRow] {
	return []widgets.Column[hoursRow]{
		{ID: "rank", Title: lang.L("No."), Chars: 2.2, Cell: func(r hoursRow) widgets.Cell { return widgets.Muted(r.rank) }},
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 2, Cell: func(r hoursRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 2, Cell: func(r hoursRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "number", Title: lang.L("Volunteer number"), Chars: 8, Grow: 1, Cell: func(r hoursRow) widgets.Cell { return widgets.Muted(r.number) }},
		{ID: "times", Title: lang.L("Times"), Chars: 4, Cell: func(r hoursRow) widgets.Cell { return widgets.Plain(r.times) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 4, Cell: func(r hoursRow) widgets.Cell { return widgets.Strong(r.hours) }},
		{ID: "star", Title: lang.L("Star level"), Chars: 4.5, Cell: func(r hoursRow) widgets.Cell { return widgets.Mark(r.star, r.tone) }},
		{ID: "next", Title: lang.L("To the next star"), Chars: 6, Cell: func(r hoursRow) widgets.Cell { return widgets.Muted(r.next) }},
	}
}

func (h *serviceHours) Content() fyne.CanvasObject { return h.content }
func (h *serviceHours) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{widgets.NewMenuButton(lang.L("Yearly summary"), h.yearItems), h.add}
}

// yearItems print the summary of the chosen year, of this one where all are
// shown, or write it as a spreadsheet.
func (h *serviceHours) yearItems() []*fyne.MenuItem {
	job := printing.Job{Kind: printing.VolunteerYear, Month: model.Date{Year: cmp.Or(h.room.period.year(), h.desk.today().Year)}}
	sheets := job
	sheets.Spreadsheet = true
	year := map[string]any{"Year": job.Month.Year}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Print the summary of {{.Year}}", year), func() { h.desk.print(nil, job) }),
		fyne.NewMenuItem(lang.L("Export the summary of {{.Year}}", year), func() { h.desk.print(nil, sheets) }),
	}
}

func (h *serviceHours) onNew() { h.room.newService() }

// Refresh loads the chosen period.
func (h *serviceHours) Refresh() {
	from, to := h.room.period.days()
	var totals, ever []model.VolunteerTotal
	var teams, places []model.TeamTotal
	var services []model.ActivitySummary
	var rules model.VolunteerRules
	var pending []model.PendingHours
	today := h.desk.today()
	h.desk.run(func(ctx context.Context) (err error) {
		if totals, err = h.store.VolunteerTotals(ctx, from, to, 0, 0); err != nil {
			return err
		}
		if ever, err = h.store.VolunteerTotals(ctx, model.Date{Year: 1900, Month: 1, Day: 1}, today, 0, 0); err != nil {
			return err
		}
		if teams, err = h.store.TeamTotals(ctx, from, to); err != nil {
			return err
		}
		if places, err = h.store.StationTotals(ctx, from, to); err != nil {
			return err
		}
		if rules, err = h.store.VolunteerRules(ctx); err != nil {
			return err
		}
		if pending, err = h.store.PendingHours(ctx); err != nil {
			return err
		}
		services, _, err = h.store.Activities(ctx, store.ActivityFilter{Kind: model.Volunteering, From: from, To: to})
		return err
	}, func(err error) {
		if err != nil {
			h.desk.fail(err, h.Refresh)
			return
		}
		h.first = model.Date{}
		if n := len(services); n > 0 {
			h.first = services[n-1].Date() // the list ends with the first
		}
		h.totals, h.ever, h.rules = totals, ever, rules
		h.teams.show(teams)
		h.places.show(places)
		h.showFigures(pending)
		h.list()
	})
}

// showFigures sums the period up and says what does not count yet.
func (h *serviceHours) showFigures(pending []model.PendingHours) {
	minutes, times, late := 0, 0, 0
	for _, t := range h.totals {
		minutes += t.Minutes
		times += t.Times
		late += t.Late
	}
	text := lang.L("{{.People}} people, {{.Times}} attendances, {{.Hours}} hours", map[string]any{
		"People": grouped(len(h.totals)), "Times": grouped(times), "Hours": model.Hours(minutes),
	})
	if late > 0 {
		text = punctuated(text, lang.L("of them {{.Hours}} entered late", map[string]any{"Hours": model.Hours(late)}))
	}
	waiting := 0
	for _, p := range pending {
		waiting += p.People
	}
	if waiting > 0 {
		text = punctuated(text, lang.L("{{.N}} attendances wait to be confirmed", map[string]any{"N": grouped(waiting)}))
	}
	h.figures.SetText(text)
}

// onView lists people of the period, those nearest to their next star, teams or
// stations.
func (h *serviceHours) onView() {
	shown := map[string]fyne.CanvasObject{byTeam: h.teams.table, byPlace: h.places.table}[h.view.Value()]
	h.foot.Hidden = shown != nil
	if shown == nil {
		shown = h.table
	}
	h.body.Objects = []fyne.CanvasObject{shown}
	h.body.Refresh()
	h.table.ClearChecks()
	h.list()
}

// list shows who served and is searched for.
func (h *serviceHours) list() {
	served := make(map[model.ID]int, len(h.ever))
	for _, t := range h.ever {
		served[t.Member] = t.Minutes
	}
	totals := h.totals
	if h.view.Value() == byNext {
		totals = h.nearest()
	}
	h.rows = nil
	for i, t := range totals {
		if !findsPerson(h.text, t.Name, t.Pinyin, t.Branch, t.Number) {
			continue
		}
		stars, missing := h.rules.StarLevel(served[t.Member])
		row := hoursRow{
			id: t.Member, rank: strconv.Itoa(i + 1), name: model.SpacedName(t.Name), branch: t.Branch, number: t.Number,
			times: strconv.Itoa(t.Times), hours: model.Hours(t.Minutes), star: model.StarText(stars), tone: widgets.Neutral, next: "—",
		}
		if stars > 0 {
			row.tone = widgets.Good
		}
		if missing > 0 {
			row.next = lang.L("{{.Hours}} h", map[string]any{"Hours": model.Hours(missing)})
		}
		h.rows = append(h.rows, row)
	}
	h.table.Reload()
	h.showChosen()
}

// nearest are all who have a next star, those who lack least first, with all
// they ever served.
func (h *serviceHours) nearest() []model.VolunteerTotal {
	missing := func(t model.VolunteerTotal) int {
		_, n := h.rules.StarLevel(t.Minutes)
		return n
	}
	list := slices.DeleteFunc(slices.Clone(h.ever), func(t model.VolunteerTotal) bool { return missing(t) == 0 })
	slices.SortStableFunc(list, func(a, b model.VolunteerTotal) int { return cmp.Compare(missing(a), missing(b)) })
	return list
}

// SearchHint says what the search box finds.
func (h *serviceHours) SearchHint() string { return lang.L("Find a volunteer  Ctrl+F") }

// Search narrows the list.
func (h *serviceHours) Search(text string) {
	h.text = text
	h.list()
}

// onFound moves the keys from the search box to the rows it found.
func (h *serviceHours) onFound() { focusFirst(h.table) }

// wanted are the people a certificate is for: those ticked, else the selected.
func (h *serviceHours) wanted() []hoursRow {
	list := h.table.Checked()
	if row, ok := h.table.Selected(); ok && len(list) == 0 {
		list = append(list, row)
	}
	return list
}

func (h *serviceHours) showChosen() {
	list := h.wanted()
	switch len(list) {
	case 0:
		h.chosen.SetText(lang.L("Tick who gets a certificate."))
		h.issue.SetText(lang.L("Issue and print certificates"))
	case 1:
		h.chosen.SetText(list[0].name)
		h.issue.SetText(lang.L("Issue and print"))
	default:
		h.chosen.SetText(lang.L("{{.N}} people ticked", map[string]any{"N": len(list)}))
		h.issue.SetText(lang.L("Issue and print {{.N}}", map[string]any{"N": len(list)}))
	}
	enable(h.issue, len(list) > 0)
	enable(h.one, len(list) == 1)
	enable(h.record, len(list) == 1)
	enable(h.notice, len(list) > 0)
}

// onRecord opens one person's record of service.
func (h *serviceHours) onRecord() {
	if list := h.wanted(); len(list) == 1 {
		openServiceRecord(h.desk, list[0].id)
	}
}

// onNotice opens the form of a public notice for the chosen people.
func (h *serviceHours) onNotice() {
	var members []model.ID
	for _, row := range h.wanted() {
		members = append(members, row.id)
	}
	openNewNotice(h.desk, h.room, members)
}

// onOne opens one person's certificate for a period of their own.
func (h *serviceHours) onOne() {
	if list := h.wanted(); len(list) == 1 {
		openProof(h.desk, list[0].id, list[0].name)
	}
}

// onPrint issues and prints certificates for the chosen people.
func (h *serviceHours) onPrint() {
	if !h.issue.Disabled() {
		h.onIssue()
	}
}

// onIssue says for whom and for which days certificates would be, then issues
// and prints them into one file.
func (h *serviceHours) onIssue() {
	list := h.wanted()
	from, to := h.room.period.days()
	if h.room.period.value == allYears && !h.first.IsZero() {
		from = h.first
	}
	text := lang.L("For {{.N}} people, for their service from {{.From}} to {{.To}}. Each certificate gets a number of the register.",
		map[string]any{"N": len(list), "From": from.Chinese(), "To": to.Chinese()})
	h.desk.ask(lang.L("Issue volunteer certificates?"), text, lang.L("Issue and print"), func() { h.issueTo(list, from, to) })
}

func (h *serviceHours) issueTo(list []hoursRow, from, to model.Date) {
	var issued []model.Certificate
	var refused []string
	h.desk.run(func(ctx context.Context) error {
		for _, row := range list {
			c, err := h.store.IssueVolunteer(ctx, row.id, from, to)
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
		h.table.ClearChecks()
		h.desk.changed()
		if err == nil && len(refused) > 0 {
			err = &model.Error{Code: model.Refused, Message: strings.Join(refused, "\n")}
		}
		h.desk.fail(err, nil)
		if len(issued) > 0 {
			h.printIssued(issued)
		}
	})
}

// printIssued shows the register and prints what was just entered there.
func (h *serviceHours) printIssued(issued []model.Certificate) {
	h.room.register.showKind(model.VolunteerHours)
	h.room.choose(tabRegister)
	var ids []model.ID
	again := 0
	for _, c := range issued {
		ids = append(ids, c.ID)
		if c.Prints > 0 {
			again++
		}
	}
	confirmReprint(h.desk, again, func() {
		h.desk.print(h.desk.changed, printing.Job{Kind: printing.Volunteer, IDs: ids})
	})
}
