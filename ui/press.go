package ui

import (
	"context"
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

// pressStore is what the register of press reports asks the store for.
type pressStore interface {
	PressReports(ctx context.Context, f store.PressFilter) ([]model.PressSummary, error)
	SavePressReport(ctx context.Context, p model.PressReport) (model.PressReport, error)
	RemovePressReports(ctx context.Context, ids []model.ID) error
	RestorePressReports(ctx context.Context, ids []model.ID) error
	Projects(ctx context.Context, f store.ProjectFilter) ([]model.ProjectSummary, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
}

// pressTab is the tab 新闻报道: what papers and sites published about the centre
// in the period.
type pressTab struct {
	entered[model.PressSummary]
	room  *volunteers
	store pressStore

	level   *widgets.FilterButton
	figures *widgets.Text
	text    string // of the search box

	remove, file, link, change *widgets.Button
	form                       *sheet         // last opened
	paper                      *paperField    // of the form last opened
	of                         *activityField // of the form last opened
}

func newPressTab(d *desk, room *volunteers) *pressTab {
	t := &pressTab{entered: entered[model.PressSummary]{desk: d}, room: room, store: d.store, figures: widgets.NewMuted("")}
	t.figures.Shrink = true
	t.export = widgets.NewButton(lang.L("Export as .xlsx"), func() { t.printList(true) })
	t.print = widgets.NewButton(lang.L("Print the list"), t.onPrint)
	t.add = widgets.NewPrimary(lang.L("New press report  Ctrl+N"), t.onNew)
	t.table = widgets.NewListTable(withOwner(d, pressColumns(), 2, func(r model.PressSummary) model.ID { return r.Owner }),
		func(r model.PressSummary) string { return string(r.ID) }, func() []model.PressSummary { return t.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No press report here yet. Enter what papers and sites published about the centre."),
			widgets.NewButton(lang.L("New press report"), t.onNew)))
	t.table.Checks = true
	t.table.OnChecked = func(int) { t.showButtons() }
	t.table.OnSelected = func(model.PressSummary) { t.showButtons() }
	t.table.OnOpened = t.onChange
	t.level = widgets.NewFilter(lang.L("Level: "), nil, func(string) { t.Refresh() })
	t.remove = widgets.NewButton(lang.L("Remove"), t.onRemove)
	t.file = widgets.NewButton(lang.L("Open the file"), t.onFile)
	t.link = widgets.NewButton(lang.L("Copy the address"), t.onLink)
	t.change = widgets.NewPrimary(lang.L("Change…"), func() {
		if r, ok := t.table.Selected(); ok {
			t.onChange(r)
		}
	})
	bar := container.NewBorder(nil, nil, widgets.Across(12, t.level, widgets.Spacer(0, 0)), nil, t.figures)
	foot := container.NewHBox(widgets.Across(8, t.remove, t.file, t.link), layout.NewSpacer(), t.change)
	t.content = container.NewBorder(widgets.Down(0, room.period.bar(bar), widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, t.table)
	t.showButtons()
	return t
}

func pressColumns() []widgets.Column[model.PressSummary] {
	type row = model.PressSummary
	return []widgets.Column[row]{
		{ID: "when", Title: lang.L("Published"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Published.String()) }},
		{ID: "outlet", Title: lang.L("Paper or site"), Chars: 7, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Outlet) }},
		{ID: "title", Title: lang.L("Headline"), Chars: 12, Grow: 3, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Title) }},
		{ID: "level", Title: lang.L("Level"), Chars: 3.5, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Level)) }},
		{ID: "of", Title: lang.L("Speaks of"), Chars: 8, Grow: 2, Optional: true, Cell: func(r row) widgets.Cell {
			return widgets.Muted(orDash(punctuated(r.ActivityTitle, r.ProjectName)))
		}},
		{ID: "proof", Title: lang.L("File or link"), Chars: 5, Cell: func(r row) widgets.Cell {
			var has []string
			if r.File.File != "" {
				has = append(has, lang.L("File"))
			}
			if r.Link != "" {
				has = append(has, lang.L("Link"))
			}
			return widgets.Muted(orDash(strings.Join(has, "、")))
		}},
	}
}

// Refresh loads the period's press reports.
func (t *pressTab) Refresh() {
	filter := store.PressFilter{Level: t.level.Value(), Search: t.text}
	filter.From, filter.To = t.room.period.asked()
	var levels []string
	var list []model.PressSummary
	t.desk.run(func(ctx context.Context) (err error) {
		if levels, err = t.store.Words(ctx, model.HonourLevels); err != nil {
			return err
		}
		list, err = t.store.PressReports(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			t.desk.fail(err, t.Refresh)
			return
		}
		t.level.SetOptions(widgets.Words(lang.L("All"), levels))
		t.rows = list
		t.figures.SetText(lang.L("{{.N}} press reports", map[string]any{"N": grouped(len(list))}))
		t.table.ClearChecks()
		t.table.Reload()
		t.showButtons()
	})
}

func (t *pressTab) showButtons() {
	chosen := t.chosen()
	_, one := t.table.Selected()
	able(t.change, one)
	able(t.remove, len(chosen) > 0)
	able(t.file, len(chosen) == 1 && chosen[0].File.File != "")
	able(t.link, len(chosen) == 1 && chosen[0].Link != "")
}

// SearchHint says what the search box finds.
func (t *pressTab) SearchHint() string { return lang.L("Find a press report  Ctrl+F") }

// Search narrows the list.
func (t *pressTab) Search(text string) {
	t.text = text
	t.Refresh()
}

func (t *pressTab) onPrint() { t.printList(false) }

func (t *pressTab) printList(spreadsheet bool) {
	job := printing.Job{Kind: printing.Press, Level: t.level.Value(), Search: t.text, Spreadsheet: spreadsheet}
	job.From, job.Days = t.room.period.printed()
	t.desk.print(nil, job)
}

func (t *pressTab) onNew() {
	t.openForm(model.PressSummary{PressReport: model.PressReport{Level: t.level.Value(), Published: t.desk.today()}}, func(saved model.PressReport) {
		t.desk.say(lang.L("Saved. Ctrl+Z takes it back."))
		t.undo = func() { t.set(t.store.RemovePressReports, []model.ID{saved.ID}, nil) }
		t.desk.changed()
	})
}

func (t *pressTab) onChange(r model.PressSummary) {
	t.openForm(r, func(model.PressReport) { t.desk.changed() })
}

// openForm asks for a press report, a new one without ID.
func (t *pressTab) openForm(one model.PressSummary, saved func(model.PressReport)) {
	var levels []string
	var list []model.ProjectSummary
	t.desk.run(func(ctx context.Context) (err error) {
		if levels, err = t.store.Words(ctx, model.HonourLevels); err != nil {
			return err
		}
		list, err = t.store.Projects(ctx, store.ProjectFilter{Finished: true})
		return err
	}, func(err error) {
		if err != nil {
			t.desk.fail(err, nil)
			return
		}
		projects := []widgets.Option{{Text: lang.L("None")}}
		for _, p := range list {
			projects = append(projects, widgets.Option{Value: string(p.ID), Text: p.Name})
		}
		t.showForm(one, levels, projects, saved)
	})
}

func (t *pressTab) showForm(one model.PressSummary, levels []string, projects []widgets.Option, saved func(model.PressReport)) {
	p := one.PressReport
	f := newSheet(t.desk, 2)
	f.entry("Outlet", lang.L("Paper or site"), &p.Outlet, false)
	f.day("Published", lang.L("Published"), &p.Published)
	f.entry("Title", lang.L("Headline"), &p.Title, true)
	f.suggest("Level", lang.L("Level"), levels, &p.Level)
	choose(f, "Project", lang.L("Project it speaks of"), projects, &p.Project)
	t.of = newActivityField(t.desk, lang.L("Activity it speaks of"), p.Activity, one.ActivityTitle)
	f.add("Activity", lang.L("Activity it speaks of"), t.of.content, true, func() string { return string(t.of.id) }, func() error {
		p.Activity = t.of.id
		return nil
	})
	f.entry("Link", lang.L("Address on the net (may be left empty)"), &p.Link, true)
	t.paper = newPaperField(t.desk, p.File)
	f.add("File", lang.L("Picture or document"), t.paper.content, true, func() string { return t.paper.paper.File }, func() error {
		p.File = t.paper.paper
		return nil
	})
	title := lang.L("New press report")
	if p.ID != "" {
		title = lang.L("Change the press report")
	}
	f.open(title, 720, func(ctx context.Context) (err error) {
		p, err = t.store.SavePressReport(ctx, p)
		return err
	}, func() { saved(p) })
	t.form = f
}

// onRemove takes the chosen reports off the list; Ctrl+Z puts them back.
func (t *pressTab) onRemove() {
	var ids []model.ID
	for _, p := range t.chosen() {
		ids = append(ids, p.ID)
	}
	if len(ids) > 0 {
		t.set(t.store.RemovePressReports, ids, func() { t.set(t.store.RestorePressReports, ids, nil) })
	}
}

// onFile opens the cutting of the chosen report.
func (t *pressTab) onFile() {
	if chosen := t.chosen(); len(chosen) == 1 && chosen[0].File.File != "" {
		t.desk.openKept(chosen[0].File.Attachment())
	}
}

// onLink copies the address of the page: it is read elsewhere, this computer may
// have no network.
func (t *pressTab) onLink() {
	if chosen := t.chosen(); len(chosen) == 1 && chosen[0].Link != "" {
		fyne.CurrentApp().Clipboard().SetContent(chosen[0].Link)
		t.desk.say(lang.L("Copied: {{.Text}}", map[string]any{"Text": chosen[0].Link}))
	}
}
