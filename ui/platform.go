package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// platformTabStore is what the tab of outside platforms asks the store for.
type platformTabStore interface {
	printing.PlatformStore
	Platforms(ctx context.Context) ([]model.OutsidePlatform, error)
	SavePlatform(ctx context.Context, p model.OutsidePlatform) error
	PlatformPending(ctx context.Context, platform string, from, to model.Date) ([]model.PlatformService, error)
	PlatformBatches(ctx context.Context, platform string) ([]model.PlatformBatch, error)
	UndoEntered(ctx context.Context, batch string) error
	PlatformAccounts(ctx context.Context, platform string) ([]model.PlatformAccount, error)
	SavePlatformAccount(ctx context.Context, a model.PlatformAccount) error
}

// What the tab shows of a platform.
const (
	platformWaiting  = "waiting"
	platformEntered  = "entered"
	platformAccounts = "accounts"
)

// platformTab is the tab 外部平台: the services that are not entered on a
// platform yet, what was ticked as entered, and what the platform says of
// people.
type platformTab struct {
	desk  *desk
	room  *volunteers
	store platformTabStore

	platforms []model.OutsidePlatform
	pending   []model.PlatformService
	batches   []model.PlatformBatch
	accounts  []model.PlatformAccount
	text      string // of the search box
	asked     int    // an answer that another question has overtaken is dropped

	which   *widgets.FilterButton
	part    *widgets.Segments
	figures *widgets.Text
	waiting *widgets.DataTable[model.PlatformService]
	entered *widgets.DataTable[model.PlatformBatch]
	people  *widgets.DataTable[model.PlatformAccount]
	foot    *fyne.Container
	body    *fyne.Container
	content fyne.CanvasObject

	columns, export, markOne, markAll, undo, change *widgets.Button

	form    *sheet           // last opened
	chooser *platformChooser // last opened
}

func newPlatformTab(d *desk, room *volunteers) *platformTab {
	p := &platformTab{desk: d, room: room, store: d.store, figures: widgets.NewMuted(""), body: container.NewStack()}
	p.figures.Shrink = true
	p.which = widgets.NewFilter(lang.L("Platform: "), nil, func(string) { p.Refresh() })
	p.part = widgets.NewSegments([]widgets.Option{
		{Value: platformWaiting, Text: lang.L("To be entered")}, {Value: platformEntered, Text: lang.L("Entered there")}, {Value: platformAccounts, Text: lang.L("Numbers of people")},
	}, func(string) { p.onPart() })
	p.columns = widgets.NewButton(lang.L("Platforms and columns…"), p.onColumns)
	p.export = widgets.NewPrimary(lang.L("Export what is not entered"), p.onExport)
	p.markOne = widgets.NewButton(lang.L("Tick this activity as entered"), p.onMarkOne)
	p.markAll = widgets.NewButton(lang.L("Tick all as entered"), p.onMarkAll)
	p.undo = widgets.NewButton(lang.L("Take the ticks back…"), p.onUndoChosen)
	p.change = widgets.NewPrimary(lang.L("Number and hours…"), p.onAccount)
	p.makeTables()
	bar := container.NewBorder(nil, nil, widgets.Across(12, p.which, p.part, widgets.Spacer(0, 0)), nil, p.figures)
	p.foot = container.NewHBox()
	p.content = container.NewBorder(widgets.Down(0, room.period.bar(bar), widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), p.foot), nil, nil, p.body)
	p.showPart()
	return p
}

// onPart shows another part of the platform in view.
func (p *platformTab) onPart() {
	p.showPart()
	p.room.retitle() // the search box finds other things there
	p.Refresh()
}

func (p *platformTab) makeTables() {
	type service = model.PlatformService
	p.waiting = widgets.NewListTable([]widgets.Column[service]{
		{ID: "day", Title: lang.L("Day"), Chars: 8, Cell: func(r service) widgets.Cell { return widgets.Plain(r.Start.Format("2006-01-02 15:04")) }},
		{ID: "title", Title: lang.L("Title"), Chars: 10, Grow: 3, Cell: func(r service) widgets.Cell { return widgets.Plain(r.Title) }},
		{ID: "team", Title: lang.L("Volunteer team"), Chars: 8, Grow: 2, Optional: true, Cell: func(r service) widgets.Cell { return widgets.Muted(r.Team) }},
		{ID: "people", Title: lang.L("Not entered"), Chars: 5, Cell: func(r service) widgets.Cell {
			return widgets.Plain(lang.L("{{.N}} people", map[string]any{"N": r.People}))
		}},
		{ID: "hours", Title: lang.L("Hours"), Chars: 4, Cell: func(r service) widgets.Cell { return widgets.Strong(model.Hours(r.Minutes)) }},
	}, func(r service) string { return string(r.Activity) }, p.waitingRows,
		widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nothing is to be entered: all confirmed hours of the period are on the platform."), nil))
	p.waiting.OnSelected = func(service) { p.showButtons() }
	p.waiting.OnOpened = func(r service) { p.desk.goTo(pageActivities, openRecord(r.Activity)) }

	type batch = model.PlatformBatch
	p.entered = widgets.NewListTable([]widgets.Column[batch]{
		{ID: "day", Title: lang.L("Ticked on"), Chars: 7, Grow: 1, Cell: func(r batch) widgets.Cell { return widgets.Plain(r.Entered.String()) }},
		{ID: "rows", Title: lang.L("Attendances"), Chars: 4, Grow: 1, Cell: func(r batch) widgets.Cell { return widgets.Plain(grouped(r.Rows)) }},
		{ID: "people", Title: lang.L("Different people"), Chars: 4, Grow: 1, Cell: func(r batch) widgets.Cell { return widgets.Plain(grouped(r.People)) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 4, Grow: 1, Cell: func(r batch) widgets.Cell { return widgets.Strong(model.Hours(r.Minutes)) }},
		{ID: "changed", Title: lang.L("Corrected since"), Chars: 6, Grow: 2, Cell: func(r batch) widgets.Cell {
			if r.Changed == 0 {
				return widgets.Muted("—")
			}
			return widgets.Mark(lang.L("{{.N}} to be changed on the platform", map[string]any{"N": r.Changed}), widgets.Warn)
		}},
	}, func(r batch) string { return r.ID }, func() []batch { return p.batches },
		widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nothing is ticked as entered on this platform yet."), nil))
	p.entered.OnSelected = func(batch) { p.showButtons() }

	type account = model.PlatformAccount
	p.people = widgets.NewListTable([]widgets.Column[account]{
		{ID: "name", Title: lang.L("Full name"), Chars: 4, Grow: 1, Cell: func(r account) widgets.Cell { return widgets.Strong(model.SpacedName(r.Name)) }},
		{ID: "own", Title: lang.L("Volunteer number"), Chars: 8, Grow: 1, Optional: true, Cell: func(r account) widgets.Cell { return widgets.Muted(orDash(r.OwnNumber)) }},
		{ID: "hours", Title: lang.L("Hours confirmed here"), Chars: 6, Cell: func(r account) widgets.Cell { return widgets.Plain(model.Hours(r.Own)) }},
		{ID: "number", Title: lang.L("Number on the platform"), Chars: 8, Grow: 1, Cell: func(r account) widgets.Cell { return widgets.Plain(orDash(r.Number)) }},
		{ID: "theirs", Title: lang.L("Hours on the platform"), Chars: 6, Cell: func(r account) widgets.Cell {
			if r.ID == "" || r.Minutes == 0 {
				return widgets.Muted("—")
			}
			return widgets.Plain(model.Hours(r.Minutes))
		}},
		{ID: "asof", Title: lang.L("Looked up on"), Chars: 6, Cell: func(r account) widgets.Cell { return widgets.Muted(orDash(r.AsOf.String())) }},
	}, func(r account) string { return string(r.Member) }, p.accountRows,
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("No volunteers yet."), nil))
	p.people.OnSelected = func(account) { p.showButtons() }
	p.people.OnOpened = func(account) { p.onAccount() }
}

// platform is the one in view.
func (p *platformTab) platform() model.OutsidePlatform {
	i := slices.IndexFunc(p.platforms, func(o model.OutsidePlatform) bool { return o.Name == p.which.Value() })
	if i < 0 {
		return model.OutsidePlatform{}
	}
	return p.platforms[i]
}

func (p *platformTab) Content() fyne.CanvasObject   { return p.content }
func (p *platformTab) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.columns, p.export} }

// Refresh loads the platforms and what is in view of the chosen one.
func (p *platformTab) Refresh() {
	p.asked++
	asked, name, part := p.asked, p.which.Value(), p.part.Value()
	from, to := p.room.period.days()
	var platforms []model.OutsidePlatform
	var pending []model.PlatformService
	var batches []model.PlatformBatch
	var accounts []model.PlatformAccount
	p.desk.run(func(ctx context.Context) (err error) {
		if platforms, err = p.store.Platforms(ctx); err != nil {
			return err
		}
		if name == "" {
			name = platforms[0].Name
		}
		switch part {
		case platformWaiting:
			pending, err = p.store.PlatformPending(ctx, name, from, to)
		case platformEntered:
			batches, err = p.store.PlatformBatches(ctx, name)
		default:
			accounts, err = p.store.PlatformAccounts(ctx, name)
		}
		return err
	}, func(err error) {
		if asked != p.asked {
			return
		}
		if err != nil {
			p.desk.fail(err, p.Refresh)
			return
		}
		p.platforms, p.pending, p.batches, p.accounts = platforms, pending, batches, accounts
		var options []widgets.Option
		for _, one := range platforms {
			options = append(options, widgets.Option{Value: one.Name, Text: one.Name})
		}
		p.which.SetOptions(options)
		p.which.SetValue(name)
		p.show()
	})
}

func (p *platformTab) show() {
	switch p.part.Value() {
	case platformWaiting:
		rows, minutes := 0, 0
		for _, one := range p.pending {
			rows += one.People
			minutes += one.Minutes
		}
		p.figures.SetText(lang.L("{{.N}} attendances, {{.Hours}} hours to be entered", map[string]any{"N": grouped(rows), "Hours": model.Hours(minutes)}))
		p.waiting.Reload()
	case platformEntered:
		p.figures.SetText(lang.L("all years of the platform"))
		p.entered.Reload()
	default:
		p.figures.SetText(lang.L("Hours of the platform stay apart from our own."))
		p.people.Reload()
	}
	p.showButtons()
}

// showPart puts the chosen table in view, with its buttons.
func (p *platformTab) showPart() {
	var table fyne.CanvasObject
	var buttons []fyne.CanvasObject
	switch p.part.Value() {
	case platformWaiting:
		table, buttons = p.waiting, []fyne.CanvasObject{p.markOne, p.markAll}
	case platformEntered:
		table, buttons = p.entered, []fyne.CanvasObject{p.undo}
	default:
		table, buttons = p.people, []fyne.CanvasObject{p.change}
	}
	p.body.Objects = []fyne.CanvasObject{table}
	p.foot.Objects = []fyne.CanvasObject{layout.NewSpacer(), widgets.Across(8, buttons...)}
	p.body.Refresh()
	p.foot.Refresh()
}

func (p *platformTab) showButtons() {
	_, service := p.waiting.Selected()
	_, batch := p.entered.Selected()
	_, account := p.people.Selected()
	able(p.markOne, service)
	able(p.markAll, len(p.pending) > 0)
	able(p.undo, batch && len(p.batches) > 0)
	able(p.change, account)
}

func (p *platformTab) waitingRows() []model.PlatformService {
	return slices.DeleteFunc(slices.Clone(p.pending), func(r model.PlatformService) bool {
		return !strings.Contains(r.Title+r.Team, strings.TrimSpace(p.text))
	})
}

func (p *platformTab) accountRows() []model.PlatformAccount {
	return slices.DeleteFunc(slices.Clone(p.accounts), func(r model.PlatformAccount) bool {
		return !strings.Contains(r.Name+r.OwnNumber+r.Number, model.NormaliseName(p.text))
	})
}

// SearchHint says what the search box finds.
func (p *platformTab) SearchHint() string {
	if p.part.Value() == platformAccounts {
		return lang.L("Find a person or number  Ctrl+F")
	}
	return lang.L("Find a service  Ctrl+F")
}

// Search narrows the list.
func (p *platformTab) Search(text string) {
	p.text = text
	p.waiting.Reload()
	p.people.Reload()
}

// onFound moves the keys from the search box to the rows it found.
func (p *platformTab) onFound() {
	if p.part.Value() == platformAccounts {
		focusFirst(p.people)
		return
	}
	focusFirst(p.waiting)
}

// onExport writes the table, opens it and asks whether to tick its rows now.
func (p *platformTab) onExport() {
	job := printing.PlatformJob{Platform: p.platform()}
	job.From, job.To = p.room.period.days()
	name := printing.PlatformFile(job.Platform.Name, p.desk.today())
	var lines []model.PlatformLine
	p.desk.long(lang.L("Exporting"), func(ctx context.Context, _ progress) error {
		folder, err := p.desk.printFolder(ctx)
		if err != nil {
			return err
		}
		job.File = unused(filepath.Join(folder, name))
		lines, err = printing.ExportPlatform(ctx, p.store, job)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.log.Info("table for an outside platform written, with numbers in full", "rows", len(lines))
		p.desk.open(job.File)
		p.desk.say(lang.L("{{.N}} rows exported: {{.File}}", map[string]any{"N": grouped(len(lines)), "File": job.File}))
		p.desk.question(lang.L("Tick {{.N}} rows as entered?", map[string]any{"N": grouped(len(lines))}),
			lang.L("The table is open. Once its rows are on the platform, tick them, so that they are not written again. You can also tick them later, and take ticks back."),
			lang.L("Tick as entered"), lang.L("Later"), func() { p.mark(job.Platform.Name, lines) })
	})
}

// mark ticks what was written.
func (p *platformTab) mark(platform string, lines []model.PlatformLine) {
	var ticked int
	p.desk.long(lang.L("Ticking"), func(ctx context.Context, _ progress) (err error) {
		ticked, err = p.store.EnterOnPlatform(ctx, platform, lines)
		return err
	}, func(err error) { p.marked(ticked, err) })
}

func (p *platformTab) marked(ticked int, err error) {
	if err != nil {
		p.desk.fail(err, nil)
		return
	}
	p.desk.say(lang.L("{{.N}} rows ticked as entered. Ctrl+Z takes it back.", map[string]any{"N": strconv.Itoa(ticked)}))
	p.desk.changed()
}

func (p *platformTab) onMarkOne() {
	if r, ok := p.waiting.Selected(); ok {
		p.markWaiting(r.Activity)
	}
}

func (p *platformTab) onMarkAll() {
	p.desk.ask(lang.L("Tick all as entered?"), lang.L("All services of the period that are in the list count as entered on the platform, {{.N}} activities.", map[string]any{"N": len(p.pending)}),
		lang.L("Tick as entered"), func() { p.markWaiting("") })
}

// markWaiting ticks what waits of one activity, of all where it is empty.
func (p *platformTab) markWaiting(activity model.ID) {
	platform := p.platform().Name
	from, to := p.room.period.days()
	var ticked int
	p.desk.long(lang.L("Ticking"), func(ctx context.Context, _ progress) error {
		lines, err := p.store.PlatformLines(ctx, platform, from, to, activity)
		if err != nil {
			return err
		}
		ticked, err = p.store.EnterOnPlatform(ctx, platform, lines)
		return err
	}, func(err error) { p.marked(ticked, err) })
}
