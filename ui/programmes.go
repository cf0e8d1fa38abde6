package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// programmesStore is what the lists of 培训与讲坛 ask the store for.
type programmesStore interface {
	Programmes(ctx context.Context) ([]model.Programme, error)
	RemoveProgramme(ctx context.Context, id model.ID) error
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}

// The tabs of 培训与讲坛.
const (
	tabProgrammes = "programmes"
	tabSeries     = "series"
	tabLectures   = "lectures"
)

// programmes is 培训与讲坛: the training programmes and the year's lessons, and
// in their place one programme where it was opened.
type programmes struct {
	desk  *desk
	store programmesStore

	rows     []programmeRow
	table    *widgets.DataTable[programmeRow]
	add      *widgets.Button
	openOne  *widgets.Button
	tabs     *widgets.Tabs
	count    *widgets.Text
	series   *seriesList
	lectures *lectures
	body     *fyne.Container

	form   *programmeForm // last opened
	opened *programmePage // in view instead of the lists
	// lectured is the series of lectures in view instead.
	lectured *seriesPage
	list     fyne.CanvasObject
	stack    *fyne.Container
}

// programmeRow is a programme as the list shows it.
type programmeRow struct {
	id                                       model.ID
	owner                                    model.ID
	title, organiser, sessions, period, rule string
	state                                    string
	tone                                     widgets.Tone
}

func newProgrammes(d *desk) page {
	p := &programmes{desk: d, store: d.store, count: widgets.NewMuted(""), body: container.NewStack()}
	p.add = widgets.NewPrimary(lang.L("New programme  Ctrl+N"), p.onNew)
	p.table = widgets.NewListTable(withOwner(d, programmeColumns(), 1, func(r programmeRow) model.ID { return r.owner }), func(r programmeRow) string { return string(r.id) }, func() []programmeRow { return p.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No training programme yet."), widgets.NewPrimary(lang.L("New programme"), p.onNew)))
	p.table.OnOpened = func(r programmeRow) { p.show(r.id, tabSessions) }
	p.series = newSeriesList(p)
	p.lectures = newLectures(d)
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabProgrammes, Text: lang.L("Training programmes")},
		{Value: tabSeries, Text: lang.L("Lecture series")},
		{Value: tabLectures, Text: lang.L("Lessons by presenter")},
	}, func(string) { p.showTab() })
	p.openOne = openButton(lang.L("Open the programme"), p.table)
	p.list = widgets.NewCard("", container.NewBorder(widgets.Down(0, p.tabs, widgets.Spacer(0, 10)), nil, nil, nil, p.body))
	p.stack = container.NewStack(p.list)
	p.showTab()
	return p
}

func programmeColumns() []widgets.Column[programmeRow] {
	return []widgets.Column[programmeRow]{
		{ID: "title", Title: lang.L("Programme"), Chars: 10, Grow: 3, Cell: func(r programmeRow) widgets.Cell { return widgets.Plain(r.title) }},
		{ID: "organiser", Title: lang.L("Organiser"), Chars: 8, Grow: 2, Cell: func(r programmeRow) widgets.Cell { return widgets.Muted(r.organiser) }},
		{ID: "sessions", Title: lang.L("Sessions held / planned"), Chars: 6, Cell: func(r programmeRow) widgets.Cell { return widgets.Plain(r.sessions) }},
		{ID: "period", Title: lang.L("Period"), Chars: 9, Cell: func(r programmeRow) widgets.Cell { return widgets.Muted(r.period) }},
		{ID: "rule", Title: lang.L("To pass"), Chars: 6, Cell: func(r programmeRow) widgets.Cell { return widgets.Muted(r.rule) }},
		{ID: "state", Title: lang.L("State"), Chars: 7, Cell: func(r programmeRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
	}
}

func (p *programmes) Title() string              { return lang.L("Training and lectures") }
func (p *programmes) Content() fyne.CanvasObject { return p.stack }

// programmeView is a programme or series in the list's place.
type programmeView interface {
	head() fyne.CanvasObject
	actions() []fyne.CanvasObject
	refresh()
}

// view is what is open, nil for the lists.
func (p *programmes) view() programmeView {
	switch {
	case p.opened != nil:
		return p.opened
	case p.lectured != nil:
		return p.lectured
	}
	return nil
}

// Head names the programme that is open.
func (p *programmes) Head() fyne.CanvasObject {
	if v := p.view(); v != nil {
		return v.head()
	}
	return nil
}

// Actions are the buttons of the list or of the programme that is open.
func (p *programmes) Actions() []fyne.CanvasObject {
	if v := p.view(); v != nil {
		return v.actions()
	}
	return []fyne.CanvasObject{p.add}
}

// Open does an errand.
func (p *programmes) Open(errand any) {
	switch e := errand.(type) {
	case openRecord:
		p.show(model.ID(e), tabSessions)
	case addRecord:
		p.onNew()
	}
}

// Refresh loads what is in view.
func (p *programmes) Refresh() {
	if v := p.view(); v != nil {
		v.refresh()
		return
	}
	p.load()
	p.lectures.refresh()
}

func (p *programmes) showTab() {
	p.add.SetText(lang.L("New programme  Ctrl+N"))
	if p.tabs.Value() == tabSeries {
		p.add.SetText(lang.L("New lecture series  Ctrl+N"))
	}
	switch p.tabs.Value() {
	case tabLectures:
		p.body.Objects = []fyne.CanvasObject{p.lectures.content}
	case tabSeries:
		p.body.Objects = []fyne.CanvasObject{p.series.content}
	default:
		foot := container.NewHBox(p.count, layout.NewSpacer(), p.openOne)
		p.body.Objects = []fyne.CanvasObject{widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.table)}
	}
	p.body.Refresh()
}

// load reads the programmes and all their sessions at once.
func (p *programmes) load() {
	var list []model.Programme
	var sessions, lectures []model.ActivitySummary
	p.desk.run(func(ctx context.Context) (err error) {
		if list, err = p.store.Programmes(ctx); err != nil {
			return err
		}
		if sessions, _, err = p.store.Activities(ctx, store.ActivityFilter{Kind: model.Training}); err != nil {
			return err
		}
		lectures, _, err = p.store.Activities(ctx, store.ActivityFilter{Kind: model.Lecture})
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.load)
			return
		}
		p.rows = p.rows[:0]
		for _, one := range list {
			if one.Kind != model.LectureSeries {
				p.rows = append(p.rows, p.row(one, sessions))
			}
		}
		p.series.show(list, lectures)
		p.count.SetText(lang.L("{{.N}} programmes", map[string]any{"N": len(p.rows)}))
		p.table.Reload()
	})
}

func (p *programmes) row(one model.Programme, sessions []model.ActivitySummary) programmeRow {
	r := programmeRow{
		id: one.ID, owner: one.Owner, title: one.Title, organiser: one.Organiser,
		rule:  ruleText(one),
		state: lang.L("running"), tone: widgets.Info,
	}
	var first, last model.Date
	held, planned := 0, 0
	for _, s := range sessions {
		if s.Programme != one.ID || s.State == model.Cancelled || s.MakesUp != "" {
			continue
		}
		planned++
		if isHeld(s.State) {
			held++
		}
		if day := s.Date(); first.IsZero() || day.Before(first) {
			first = day
		}
		if day := s.Date(); last.Before(day) {
			last = day
		}
	}
	r.sessions = fmt.Sprintf("%d / %d", held, planned)
	if planned > 0 {
		r.period = p.desk.shortDay(first) + "–" + p.desk.shortDay(last)
	}
	if !one.Closed.IsZero() {
		r.state, r.tone = lang.L("completed {{.Day}}", map[string]any{"Day": p.desk.shortDay(one.Closed)}), widgets.Good
	}
	return r
}

// ruleText says in a few words what passing takes.
func ruleText(p model.Programme) string {
	share := lang.L("{{.Percent}}% attended", map[string]any{"Percent": p.PassPercent})
	if p.PassBy == model.ByMinutes {
		share = lang.L("{{.Percent}}% of the hours", map[string]any{"Percent": p.PassPercent})
	}
	if p.PassScore == 0 {
		return share
	}
	return punctuated(share, lang.L("{{.N}} points", map[string]any{"N": p.PassScore}))
}

func isHeld(s model.ActivityState) bool { return s == model.Held || s == model.Closed }

// onNew makes a programme, or a series where those are listed.
func (p *programmes) onNew() {
	switch {
	case p.view() != nil:
	case p.tabs.Value() == tabSeries:
		p.onNewSeries()
	default:
		p.form = openProgrammeForm(p.desk, model.Programme{PassPercent: defaultPassPercent}, func(saved model.Programme) {
			p.show(saved.ID, tabSessions)
		})
	}
}

func (p *programmes) onNewSeries() {
	p.form = openProgrammeForm(p.desk, model.Programme{Kind: model.LectureSeries, PerMonth: 1}, func(saved model.Programme) { p.showSeries(saved.ID) })
}

// show opens a programme in the list's place.
func (p *programmes) show(id model.ID, tab string) {
	p.opened, p.lectured = newProgrammePage(p.desk, p, id, tab), nil
	p.put(p.opened.content)
}

// showSeries opens a series of lectures in the list's place.
func (p *programmes) showSeries(id model.ID) {
	p.opened, p.lectured = nil, newSeriesPage(p.desk, p, id)
	p.put(p.lectured.content)
}

// put shows what was opened.
func (p *programmes) put(content fyne.CanvasObject) {
	p.desk.window.Canvas().Unfocus() // the list goes out of sight
	p.stack.Objects = []fyne.CanvasObject{content}
	p.stack.Refresh()
	p.desk.retitle()
	p.view().refresh()
}

// close returns to the list.
func (p *programmes) close() {
	p.desk.window.Canvas().Unfocus()
	p.opened, p.lectured = nil, nil
	p.stack.Objects = []fyne.CanvasObject{p.list}
	p.stack.Refresh()
	p.desk.retitle()
	p.Refresh()
	p.table.Focus()
}

func (p *programmes) onEscape() {
	if p.view() != nil {
		p.close()
	}
}

func (p *programmes) onPrint() {
	if p.opened != nil && !p.opened.print.Disabled() {
		p.opened.onPrint()
	}
}

// remove takes a programme or series off the list after asking.
func (p *programmes) remove(one model.Programme) {
	if one.ID == "" {
		return
	}
	p.desk.ask(lang.L("Remove the programme?"), lang.L("“{{.Title}}” goes off the list.", map[string]any{"Title": one.Title}), lang.L("Remove"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.RemoveProgramme(ctx, one.ID) }, func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
				return
			}
			p.desk.say(lang.L("Removed"))
			p.close()
			p.desk.changed()
		})
	})
}
