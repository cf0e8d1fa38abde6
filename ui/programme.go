package ui

import (
	"context"
	"fmt"
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

// The tabs of a programme.
const (
	tabSessions     = "sessions"
	tabMatrix       = "matrix"
	tabResults      = "results"
	tabCertificates = "certificates"
)

// programmePageStore is what one programme's page asks the store for.
type programmePageStore interface {
	Programme(ctx context.Context, id model.ID) (model.Programme, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	AttendanceTable(ctx context.Context, programme model.ID) (model.AttendanceTable, error)
	Certificates(ctx context.Context, f store.CertificateFilter) ([]model.Certificate, error)
	CloseProgramme(ctx context.Context, id model.ID) error
	makeUpStore
	SaveScores(ctx context.Context, programme model.ID, scores []model.Score) error
}

// programmeState is all that a programme's page shows, as it was last read.
type programmeState struct {
	programme    model.Programme
	sessions     []model.ActivitySummary // in order, cancelled ones left out
	table        model.AttendanceTable
	results      []model.Result
	missed       []model.Missed
	certificates []model.Certificate
}

// programmePage is one training programme in the list's place: its sessions,
// who passed, and the way from the last session to the certificates.
type programmePage struct {
	desk  *desk
	list  *programmes
	store programmePageStore
	id    model.ID
	state programmeState

	sessions     []sessionRow
	sessionTable *widgets.DataTable[sessionRow]
	matrix       *attendanceMatrix
	results      []resultRow
	resultTable  *widgets.DataTable[resultRow]
	which        *widgets.Segments
	scoreOf      *widgets.Text // whose score is typed
	score        *widgets.Entry
	makeUps      *makeUpList
	register     *register
	tabs         *widgets.Tabs
	body         *fyne.Container
	figure       *widgets.Figure
	sum          *widgets.Text
	steps        *fyne.Container
	openOne      *widgets.Button
	edit, addOne *widgets.Button
	more         *widgets.MenuButton
	close        *widgets.Button
	issue        *widgets.Button
	issuing      *issueForm // last opened
	print        *widgets.Button
	content      fyne.CanvasObject
}

// sessionRow is one session as the list shows it.
type sessionRow struct {
	id                                                model.ID
	number, day, times, title, presenter, came, state string
	tone                                              widgets.Tone
}

func newProgrammePage(d *desk, list *programmes, id model.ID, tab string) *programmePage {
	p := &programmePage{
		desk: d, list: list, store: d.store, id: id, body: container.NewStack(),
		figure: widgets.NewFigure("…", widgets.Good), sum: widgets.NewMuted(""), steps: widgets.Down(10),
	}
	p.edit = widgets.NewButton(lang.L("Edit"), p.onEdit)
	p.addOne = widgets.NewPrimary(lang.L("Add a session"), p.onAdd)
	p.more = widgets.NewMenuButton(lang.L("More actions"), p.moreItems)
	p.close = widgets.NewPrimary(lang.L("Complete"), p.onClose)
	p.issue = widgets.NewPrimary(lang.L("Issue"), p.onIssue)
	p.print = widgets.NewPrimary(lang.L("Print certificates"), p.onPrint)
	p.print.Disable()
	p.sessionTable = widgets.NewListTable(sessionColumns(), func(r sessionRow) string { return string(r.id) }, func() []sessionRow { return p.sessions },
		widgets.NewEmptyState(theme.CalendarIcon(), lang.L("No session yet."), widgets.NewButton(lang.L("Add a session"), p.onAdd)))
	p.sessionTable.OnOpened = func(r sessionRow) { d.goTo(pageActivities, openRecord(r.id)) }
	p.openOne = openButton(lang.L("Open the session's list"), p.sessionTable)
	p.matrix = newAttendanceMatrix(
		widgets.NewButton(lang.L("As a table (.xlsx)"), func() { p.printSheet(printing.Attendance, true) }),
		widgets.NewButton(lang.L("Print"), func() { p.printSheet(printing.Attendance, false) }))
	p.makeResults()
	p.makeUps = newMakeUpList(d, store.MissedFilter{Programme: id})
	p.register = newRegister(d, lang.L("No certificate issued yet."))
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabSessions, Text: lang.L("Sessions")},
		{Value: tabMatrix, Text: lang.L("Attendance table")},
		{Value: tabMakeUp, Text: lang.L("Make-up")},
		{Value: tabResults, Text: lang.L("Results")},
		{Value: tabCertificates, Text: lang.L("Certificates")},
	}, func(string) { p.showTab() })
	p.tabs.SetValue(tab)
	p.sum.Align = fyne.TextAlignCenter
	card := widgets.NewCard("", container.NewBorder(widgets.Down(0, p.tabs, widgets.Spacer(0, 10)), nil, nil, nil, p.body))
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), p.side()), card)
	p.showTab()
	return p
}

func sessionColumns() []widgets.Column[sessionRow] {
	return []widgets.Column[sessionRow]{
		{ID: "number", Title: lang.L("Session"), Chars: 4, Cell: func(r sessionRow) widgets.Cell { return widgets.Plain(r.number) }},
		{ID: "day", Title: lang.L("Day"), Chars: 7.2, Cell: func(r sessionRow) widgets.Cell { return widgets.Plain(r.day) }},
		{ID: "time", Title: lang.L("Time"), Chars: 6, Optional: true, Cell: func(r sessionRow) widgets.Cell { return widgets.Muted(r.times) }},
		{ID: "title", Title: lang.L("Title"), Chars: 9, Grow: 3, Cell: func(r sessionRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "presenter", Title: lang.L("Presenter"), Chars: 4, Grow: 1, Optional: true, Cell: func(r sessionRow) widgets.Cell { return widgets.Muted(r.presenter) }},
		{ID: "came", Title: lang.L("Came / expected"), Chars: 5, Cell: func(r sessionRow) widgets.Cell { return widgets.Plain(r.came) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r sessionRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}
}

// side is the figures and the steps from the last session to the certificates.
func (p *programmePage) side() fyne.CanvasObject {
	caption := widgets.NewMuted(lang.L("Passed / participants"))
	caption.Align = fyne.TextAlignCenter
	return sideColumn(
		widgets.NewCard("", widgets.Down(2, caption, p.figure, p.sum)),
		widgets.NewCard(lang.L("Completion and certificates"), container.NewVScroll(widgets.Inset(2, 2, p.steps))), nil)
}

func (p *programmePage) head() fyne.CanvasObject {
	one := p.state.programme
	pill := widgets.NewPill(lang.L("running"), widgets.Info)
	quiet := punctuated(one.Organiser, ruleText(one))
	title := one.Title
	switch {
	case one.ID == "":
		title, quiet = "…", ""
		pill.Hide()
	case !one.Closed.IsZero():
		pill.Set(lang.L("completed {{.Day}}", map[string]any{"Day": p.desk.shortDay(one.Closed)}), widgets.Good)
	}
	return headline(lang.L("Training"), p.list.close, title, pill, quiet)
}

func (p *programmePage) actions() []fyne.CanvasObject {
	if !p.state.programme.Closed.IsZero() {
		return []fyne.CanvasObject{p.more, p.edit}
	}
	return []fyne.CanvasObject{p.more, p.edit, p.addOne}
}

// refresh reads everything of the programme.
func (p *programmePage) refresh() {
	var s programmeState
	p.desk.run(func(ctx context.Context) (err error) {
		if s.programme, err = p.store.Programme(ctx, p.id); err != nil {
			return err
		}
		if s.sessions, err = sessionsOf(ctx, p.store, p.id); err != nil {
			return err
		}
		if s.table, err = p.store.AttendanceTable(ctx, p.id); err != nil {
			return err
		}
		s.results = s.table.Results()
		if s.missed, err = p.store.Missed(ctx, store.MissedFilter{Programme: p.id}); err != nil {
			return err
		}
		s.certificates, err = p.store.Certificates(ctx, store.CertificateFilter{Kind: model.Completion, Programme: p.id})
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.refresh)
			return
		}
		if s.programme.Kind == model.LectureSeries {
			p.list.showSeries(p.id) // whoever sent here knew the programme alone
			return
		}
		p.state = s
		p.show()
	})
}

func (p *programmePage) show() {
	s := p.state
	p.sessions = nil
	for _, one := range s.sessions {
		r := activityRowOf(p.desk, one)
		p.sessions = append(p.sessions, sessionRow{
			id: one.ID, number: sessionLabel(one.Number), day: r.day, times: r.times, title: topicOf(one.Title, s.programme.Title),
			presenter: one.Presenter, came: r.came, state: r.state, tone: r.tone,
		})
	}
	p.sessionTable.Reload()
	p.matrix.show(s.table)
	p.which.SetOptions(p.whichOptions())
	p.showResults()
	p.makeUps.locked = !s.programme.Closed.IsZero()
	p.makeUps.show(s.missed)
	p.register.show(s.certificates)
	p.figure.SetText(fmt.Sprintf("%d / %d", s.passed(), len(s.results)))
	p.sum.SetText(lang.L("{{.N}} sessions held of {{.All}}", map[string]any{"N": s.held(), "All": len(s.sessions)}))
	p.showSteps()
	p.desk.retitle()
}

// topicOf is a session's title without the programme's, which stands above:
// 党务干部培训班（第 1 课）：党务工作基础 → 党务工作基础.
func topicOf(title, programme string) string {
	rest, ok := strings.CutPrefix(title, programme)
	if !ok || programme == "" {
		return title
	}
	if _, topic, found := strings.Cut(rest, "："); found {
		rest = topic
	}
	if rest = strings.TrimSpace(rest); rest != "" {
		return rest
	}
	return title
}

func (p *programmePage) showTab() {
	var content fyne.CanvasObject
	switch p.tabs.Value() {
	case tabResults:
		content = p.resultsContent()
	case tabMatrix:
		content = p.matrix.content
	case tabMakeUp:
		content = p.makeUps.content
	case tabCertificates:
		content = p.register.content
	default:
		foot := container.NewHBox(layout.NewSpacer(), p.openOne)
		content = widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.sessionTable)
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
}

func (p *programmePage) onEdit() {
	if p.state.programme.ID != "" {
		p.list.form = openProgrammeForm(p.desk, p.state.programme, func(model.Programme) {})
	}
}

// moreItems are what is seldom done with a programme.
func (p *programmePage) moreItems() []*fyne.MenuItem {
	item := func(title string, kind printing.Kind, spreadsheet bool) *fyne.MenuItem {
		return fyne.NewMenuItem(title, func() { p.printSheet(kind, spreadsheet) })
	}
	return []*fyne.MenuItem{
		item(lang.L("Print the attendance table"), printing.Attendance, false),
		item(lang.L("Attendance table as .xlsx"), printing.Attendance, true),
		item(lang.L("Print who did not pass"), printing.NotPassed, false),
		item(lang.L("Who did not pass as .xlsx"), printing.NotPassed, true),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Remove the programme"), func() { p.list.remove(p.state.programme) }),
	}
}

// printSheet prints one of the programme's tables, or writes it as a
// spreadsheet.
func (p *programmePage) printSheet(kind printing.Kind, spreadsheet bool) {
	p.desk.print(nil, printing.Job{Kind: kind, ID: p.id, Spreadsheet: spreadsheet})
}

// onAdd opens the form of the next session.
func (p *programmePage) onAdd() { p.desk.goTo(pageActivities, newSession{p.id}) }

// onClose ends the programme once every session was held.
func (p *programmePage) onClose() {
	if reason := p.state.notYet(p.desk); reason != "" {
		p.desk.tell(lang.L("It cannot be completed yet"), reason)
		return
	}
	s := p.state
	text := []string{lang.L("{{.Passed}} people have passed, {{.Failed}} have not.",
		map[string]any{"Passed": s.passed(), "Failed": len(s.results) - s.passed()})}
	if n := s.unmarked(); n > 0 {
		text = append(text, lang.L("{{.N}} times somebody was not marked; that counts as not attended.", map[string]any{"N": n}))
	}
	if n := len(s.missed); n > 0 {
		text = append(text, lang.L("{{.N}} times somebody missed a session and has not made it up.", map[string]any{"N": n}))
	}
	text = append(text, lang.L("After completion no session can be added."))
	p.desk.ask(lang.L("Complete the programme?"), strings.Join(text, "\n"), lang.L("Complete"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.CloseProgramme(ctx, p.id) }, func(err error) {
			if err != nil {
				p.desk.fail(err, p.onClose)
				return
			}
			p.desk.say(lang.L("Completed"))
			p.desk.changed()
		})
	})
}

// onIssue shows the certificates that are due, to be issued.
func (p *programmePage) onIssue() {
	p.issuing = openIssue(p.desk, p.id, func(n int) {
		p.desk.say(lang.L("Issued {{.N}} certificates", map[string]any{"N": n}))
		p.tabs.SetValue(tabCertificates)
		p.showTab()
		p.desk.changed()
	})
}

// onPrint prints the certificates that were never printed; where there are
// none left, all of them again.
func (p *programmePage) onPrint() {
	var fresh []model.ID
	valid := 0
	for _, c := range p.state.certificates {
		if c.Void {
			continue
		}
		valid++
		if c.Prints == 0 {
			fresh = append(fresh, c.ID)
		}
	}
	job := printing.Job{Kind: printing.Completion, ID: p.id}
	switch {
	case valid == 0:
		return
	case len(fresh) == 0:
		confirmReprint(p.desk, valid, func() { p.desk.print(p.desk.changed, job) })
		return
	case len(fresh) < valid:
		job.IDs = fresh
	}
	p.desk.print(p.desk.changed, job)
}
