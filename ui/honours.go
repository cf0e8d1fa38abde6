package ui

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// honoursStore is what the list of honours asks the store for.
type honoursStore interface {
	HonourList(ctx context.Context, f store.HonourFilter) ([]model.HonourSummary, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	RemoveHonours(ctx context.Context, ids []model.ID) error
	RestoreHonours(ctx context.Context, ids []model.ID) error
}

// honoursTab is the tab 荣誉: what people, teams, stations and the centre were
// awarded in the period, the ceremony and the certificates.
type honoursTab struct {
	entered[model.HonourSummary]
	room  *volunteers
	store honoursStore

	level   *widgets.FilterButton
	whom    *widgets.FilterButton
	figures *widgets.Text
	text    string // of the search box

	change, remove, ceremony, file *widgets.Button
	issue                          *widgets.Button
	form                           *honourForm   // last opened
	holding                        *ceremonyForm // last opened
	issuing                        *issueForm    // last opened
}

func newHonoursTab(d *desk, room *volunteers) *honoursTab {
	t := &honoursTab{entered: entered[model.HonourSummary]{desk: d}, room: room, store: d.store, figures: widgets.NewMuted("")}
	t.figures.Shrink = true
	t.export = widgets.NewButton(lang.L("Export as .xlsx"), func() { t.printList(true) })
	t.print = widgets.NewButton(lang.L("Print the list"), t.onPrint)
	t.add = widgets.NewPrimary(lang.L("New honour  Ctrl+N"), t.onNew)
	t.table = widgets.NewListTable(withOwner(d, awardColumns(), 2, func(r model.HonourSummary) model.ID { return r.Owner }),
		func(r model.HonourSummary) string { return string(r.ID) }, func() []model.HonourSummary { return t.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No honour here yet. Enter what people, teams or the centre were awarded."),
			widgets.NewButton(lang.L("New honour"), t.onNew)))
	t.table.Checks = true
	t.table.OnChecked = func(int) { t.showButtons() }
	t.table.OnSelected = func(model.HonourSummary) { t.showButtons() }
	t.table.OnOpened = t.onChange
	t.level = widgets.NewFilter(lang.L("Level: "), nil, func(string) { t.Refresh() })
	whom := []widgets.Option{{Text: lang.L("All")}}
	for _, w := range model.AllHonoured() {
		whom = append(whom, widgets.Option{Value: string(w), Text: w.Chinese()})
	}
	t.whom = widgets.NewFilter(lang.L("Given to: "), whom, func(string) { t.Refresh() })
	t.remove = widgets.NewButton(lang.L("Remove"), t.onRemove)
	t.file = widgets.NewButton(lang.L("Open the file"), t.onFile)
	t.change = widgets.NewButton(lang.L("Change…"), func() {
		if r, ok := t.table.Selected(); ok {
			t.onChange(r)
		}
	})
	t.ceremony = widgets.NewButton(lang.L("Ceremony…"), t.onCeremony)
	t.issue = widgets.NewPrimary(lang.L("Certificates…"), t.onIssue)
	bar := container.NewBorder(nil, nil, widgets.Across(8, t.level, t.whom, widgets.Spacer(4, 0)), nil, t.figures)
	foot := container.NewHBox(widgets.Across(8, t.remove, t.file), layout.NewSpacer(), widgets.Across(8, t.change, t.ceremony, t.issue))
	t.content = container.NewBorder(widgets.Down(0, room.period.bar(bar), widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, t.table)
	t.showButtons()
	return t
}

func awardColumns() []widgets.Column[model.HonourSummary] {
	type row = model.HonourSummary
	return []widgets.Column[row]{
		{ID: "when", Title: lang.L("Date"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Given.String())) }},
		{ID: "title", Title: lang.L("Honour"), Chars: 9, Grow: 3, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Title) }},
		{ID: "level", Title: lang.L("Level"), Chars: 3.5, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Level)) }},
		{ID: "name", Title: lang.L("Winner"), Chars: 7, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(honouredName(r)) }},
		{ID: "giver", Title: lang.L("Given by"), Chars: 7, Grow: 2, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Giver)) }},
		{ID: "ceremony", Title: lang.L("Ceremony"), Chars: 6, Grow: 1, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.CeremonyTitle)) }},
		{ID: "certificate", Title: lang.L("Certificate"), Chars: 11, Cell: func(r row) widgets.Cell {
			switch {
			case r.Certificate == "":
				return widgets.Muted("—")
			case r.Prints == 0:
				return widgets.Mark(r.Certificate, widgets.Warn)
			}
			return widgets.Mark(r.Certificate, widgets.Good)
		}},
		{ID: "file", Title: lang.L("File"), Chars: 2.5, Cell: func(r row) widgets.Cell {
			if r.File.File == "" {
				return widgets.Muted("—")
			}
			return widgets.Plain(lang.L("yes"))
		}},
	}
}

// honouredName is whom an honour was given to, a person's name spaced.
func honouredName(h model.HonourSummary) string {
	if h.Whom == model.HonouredMember {
		return model.SpacedName(h.Name)
	}
	return orDash(h.Name)
}

// Refresh loads the period's honours.
func (t *honoursTab) Refresh() {
	filter := store.HonourFilter{Level: t.level.Value(), Whom: model.Honoured(t.whom.Value()), Search: t.text}
	filter.From, filter.To = t.room.period.asked()
	var levels []string
	var list []model.HonourSummary
	t.desk.run(func(ctx context.Context) (err error) {
		if levels, err = t.store.Words(ctx, model.HonourLevels); err != nil {
			return err
		}
		list, err = t.store.HonourList(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			t.desk.fail(err, t.Refresh)
			return
		}
		t.level.SetOptions(widgets.Words(lang.L("All"), levels))
		t.list(list)
	})
}

func (t *honoursTab) list(list []model.HonourSummary) {
	t.rows = list
	personal := 0
	for _, h := range list {
		if h.Whom == model.HonouredMember {
			personal++
		}
	}
	t.figures.SetText(lang.L("{{.N}} honours: {{.People}} of people, {{.Others}} of teams, stations and the centre", map[string]any{
		"N": grouped(len(list)), "People": grouped(personal), "Others": grouped(len(list) - personal),
	}))
	t.table.ClearChecks()
	t.table.Reload()
	t.showButtons()
}

func (t *honoursTab) showButtons() {
	chosen := t.chosen()
	_, one := t.table.Selected()
	due := 0
	for _, h := range chosen {
		if h.Certificate == "" {
			due++
		}
	}
	able(t.change, one)
	able(t.file, len(chosen) == 1 && chosen[0].File.File != "")
	able(t.remove, len(chosen) > 0)
	able(t.ceremony, len(chosen) > 0)
	able(t.issue, due > 0)
	t.issue.SetText(lang.L("Certificates…"))
	if due > 0 {
		t.issue.SetText(lang.L("{{.N}} certificates…", map[string]any{"N": due}))
	}
}

// SearchHint says what the search box finds.
func (t *honoursTab) SearchHint() string { return lang.L("Find an honour or a name  Ctrl+F") }

// Search narrows the list.
func (t *honoursTab) Search(text string) {
	t.text = text
	t.Refresh()
}

func (t *honoursTab) onPrint() { t.printList(false) }

// printList writes the list as it is narrowed, as a PDF or a spreadsheet.
func (t *honoursTab) printList(spreadsheet bool) {
	job := printing.Job{Kind: printing.Honours, Level: t.level.Value(), Whom: model.Honoured(t.whom.Value()), Search: t.text, Spreadsheet: spreadsheet}
	job.From, job.Days = t.room.period.printed()
	t.desk.print(nil, job)
}

// onNew opens the form of a new honour.
func (t *honoursTab) onNew() {
	h := model.Honour{Whom: model.Honoured(t.whom.Value()), Level: t.level.Value(), Given: t.desk.today()}
	openHonourForm(t.desk, h, func(f *honourForm) { t.form = f }, func(added []model.ID) {
		t.desk.say(lang.L("{{.N}} honours entered. Ctrl+Z takes them back.", map[string]any{"N": len(added)}))
		t.undo = func() { t.set(t.store.RemoveHonours, added, nil) }
		t.desk.changed()
	})
}

func (t *honoursTab) onChange(r model.HonourSummary) {
	openHonourForm(t.desk, r.Honour, func(f *honourForm) { t.form = f }, func([]model.ID) { t.desk.changed() })
}

// onRemove takes the chosen honours off the list; Ctrl+Z puts them back.
func (t *honoursTab) onRemove() {
	ids := t.ids(func(model.HonourSummary) bool { return true })
	if len(ids) > 0 {
		t.set(t.store.RemoveHonours, ids, func() { t.set(t.store.RestoreHonours, ids, nil) })
	}
}

// ids are those of the chosen honours that are wanted.
func (t *honoursTab) ids(wanted func(model.HonourSummary) bool) []model.ID {
	var ids []model.ID
	for _, h := range t.chosen() {
		if wanted(h) {
			ids = append(ids, h.ID)
		}
	}
	return ids
}

// onFile opens the picture or document of the chosen honour.
func (t *honoursTab) onFile() {
	if chosen := t.chosen(); len(chosen) == 1 && chosen[0].File.File != "" {
		t.desk.openKept(chosen[0].File.Attachment())
	}
}

// onCeremony chooses the activity at which the chosen honours are handed over.
func (t *honoursTab) onCeremony() {
	if chosen := t.chosen(); len(chosen) > 0 {
		openCeremony(t.desk, chosen, func(f *ceremonyForm) { t.holding = f })
	}
}

// onIssue shows the certificates of the chosen honours that have none, then
// issues and prints them.
func (t *honoursTab) onIssue() {
	due := t.ids(func(h model.HonourSummary) bool { return h.Certificate == "" })
	if len(due) == 0 {
		return
	}
	t.issuing = openHonourIssue(t.desk, due, func(issued []model.Certificate) {
		t.desk.changed()
		var ids []model.ID
		for _, c := range issued {
			ids = append(ids, c.ID)
		}
		if len(ids) > 0 {
			t.desk.print(t.desk.changed, printing.Job{Kind: printing.Honour, IDs: ids})
		}
	})
}
