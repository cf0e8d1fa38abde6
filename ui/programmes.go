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
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}

// The tabs of 培训与讲坛.
const (
	tabProgrammes = "programmes"
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
	lectures *lectures
	body     *fyne.Container

	form   *programmeForm // last opened
	opened *programmePage // in view instead of the lists
	list   fyne.CanvasObject
	stack  *fyne.Container
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
	p.lectures = newLectures(d)
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabProgrammes, Text: lang.L("Training programmes")},
		{Value: tabLectures, Text: lang.L("Lectures")},
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

// Head names the programme that is open.
func (p *programmes) Head() fyne.CanvasObject {
	if p.opened == nil {
		return nil
	}
	return p.opened.head()
}

// Actions are the buttons of the list or of the programme that is open.
func (p *programmes) Actions() []fyne.CanvasObject {
	if p.opened != nil {
		return p.opened.actions()
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
	if p.opened != nil {
		p.opened.refresh()
		return
	}
	p.load()
	p.lectures.refresh()
}

func (p *programmes) showTab() {
	if p.tabs.Value() == tabLectures {
		p.body.Objects = []fyne.CanvasObject{p.lectures.content}
	} else {
		foot := container.NewHBox(p.count, layout.NewSpacer(), p.openOne)
		p.body.Objects = []fyne.CanvasObject{widgets.Frame(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.table)}
	}
	p.body.Refresh()
}

// load reads the programmes and all their sessions at once.
func (p *programmes) load() {
	var list []model.Programme
	var sessions []model.ActivitySummary
	p.desk.run(func(ctx context.Context) (err error) {
		if list, err = p.store.Programmes(ctx); err != nil {
			return err
		}
		sessions, _, err = p.store.Activities(ctx, store.ActivityFilter{Kind: model.Training})
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.load)
			return
		}
		p.rows = p.rows[:0]
		for _, one := range list {
			p.rows = append(p.rows, p.row(one, sessions))
		}
		p.count.SetText(lang.L("{{.N}} programmes", map[string]any{"N": len(list)}))
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
		if s.Programme != one.ID || s.State == model.Cancelled {
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

func (p *programmes) onNew() {
	if p.opened == nil {
		p.form = openProgrammeForm(p.desk, model.Programme{PassPercent: defaultPassPercent}, func(saved model.Programme) {
			p.show(saved.ID, tabSessions)
		})
	}
}

// show opens a programme in the list's place.
func (p *programmes) show(id model.ID, tab string) {
	p.desk.window.Canvas().Unfocus() // the list goes out of sight
	p.opened = newProgrammePage(p.desk, p, id, tab)
	p.stack.Objects = []fyne.CanvasObject{p.opened.content}
	p.stack.Refresh()
	p.desk.retitle()
	p.opened.refresh()
}

// close returns to the list.
func (p *programmes) close() {
	p.desk.window.Canvas().Unfocus()
	p.opened = nil
	p.stack.Objects = []fyne.CanvasObject{p.list}
	p.stack.Refresh()
	p.desk.retitle()
	p.Refresh()
	p.table.Focus()
}

func (p *programmes) onEscape() {
	if p.opened != nil {
		p.close()
	}
}

func (p *programmes) onPrint() {
	if p.opened != nil && !p.opened.print.Disabled() {
		p.opened.onPrint()
	}
}
