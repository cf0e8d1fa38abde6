package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/roster"
	"jishi/ui/widgets"
)

// importPreview shows row by row what an import would do: counts that filter,
// the rows, and beside them the chosen row in full.
type importPreview struct {
	draft *roster.Draft
	rows  []importRow // those of the chosen fate
	// decided settles a doubtful row; ok is false where that is refused.
	decided func(row int, decision model.Decision, candidate int) (ok bool)
	closed  bool // the import is done: nothing can be decided any more

	fates    *widgets.Segments
	news     *widgets.Wrapped // what was done, once it was
	band     *fyne.Container
	table    *widgets.DataTable[importRow]
	name     *widgets.Text
	fate     *widgets.Pill
	reasons  *widgets.Wrapped
	changes  *widgets.Facts
	deciding *decidePanel
	row      *fyne.Container // the chosen row
	notes    *widgets.Wrapped
	content  *fyne.Container
}

// importRow is one line of the preview, ready to be shown.
type importRow struct {
	at                             int // in the plan
	number, name, fate, born, text string
	tone                           widgets.Tone
}

// everyFate is the filter that shows all rows.
const everyFate = ""

// detailChars is the width of the chosen row's card in characters.
const detailChars = 30

func newImportPreview() *importPreview {
	p := &importPreview{
		news: widgets.NewWrapped("", importSize.Width-100), name: widgets.NewHeading(""), fate: widgets.NewPill("", widgets.Neutral),
		reasons: widgets.NewWrapped("", 0), changes: widgets.NewFacts(4.1), notes: widgets.NewWrapped("", 0),
	}
	p.name.Shrink = true
	p.fates = widgets.NewSegments(nil, func(string) { p.filter() })
	p.table = widgets.NewListTable(importColumns(), func(r importRow) string { return r.number }, func() []importRow { return p.rows }, emptyFate())
	p.table.OnSelected = p.choose
	p.table.OnRune = func(r rune) { p.deciding.typed(r) }
	p.news.ColorName = widgets.ColorGood
	band := widgets.NewPanel(widgets.ColorGoodSoft, p.news)
	band.Radius, band.Inset = 7, fyne.NewSize(14, 10)
	p.band = container.NewStack(band)
	p.band.Hide()
	p.deciding = newDecidePanel(p)
	p.row = widgets.Down(8, container.NewBorder(nil, nil, nil, container.NewCenter(p.fate), p.name), p.reasons, p.deciding.content, p.changes, widgets.Spacer(0, 8))
	p.row.Hide()
	p.notes.ColorName = widgets.ColorMuted
	detail := widgets.Chars(detailChars, widgets.NewCard("", container.NewVScroll(clearOfBar(widgets.Down(8, p.row, p.notes)))))
	p.content = container.NewBorder(widgets.Down(10, p.band, p.fates, widgets.Spacer(0, 0)), nil, nil,
		widgets.Across(0, widgets.Spacer(12, 0), detail), p.table)
	return p
}

func importColumns() []widgets.Column[importRow] {
	type column = widgets.Column[importRow]
	return []column{
		{ID: "number", Title: lang.L("Row"), Chars: 2.4, Cell: func(r importRow) widgets.Cell { return widgets.Muted(r.number) }},
		{ID: "name", Title: lang.L("Full name"), Chars: 5, Grow: 1, Cell: func(r importRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "fate", Title: lang.L("Result"), Chars: 4, Cell: func(r importRow) widgets.Cell { return widgets.Mark(r.fate, r.tone) }},
		{ID: "born", Title: lang.L("Birthday"), Chars: 9.3, Optional: true, Cell: func(r importRow) widgets.Cell { return widgets.Plain(r.born) }},
		{ID: "text", Title: lang.L("Why, or what changes"), Chars: 14, Grow: 4, Cell: func(r importRow) widgets.Cell { return widgets.Plain(r.text) }},
	}
}

// detailWidth is the room inside the chosen row's card.
func (p *importPreview) detailWidth() float32 {
	return detailChars*theme.TextSize() + 16 - 2*widgets.Room - scrollBarRoom
}

// show shows a draft, all of its rows.
func (p *importPreview) show(draft *roster.Draft) {
	p.draft, p.closed = draft, false
	width := p.detailWidth()
	p.reasons.SetWidth(width)
	p.notes.SetWidth(width)
	p.count()
	p.fates.SetValue(everyFate)
	p.band.Hide()
	p.filter()
}

// close leaves the rows to be looked at alone.
func (p *importPreview) close() {
	p.closed = true
	p.deciding.content.Hide()
	p.changes.Show()
}

// count shows the notes and how many rows have each fate.
func (p *importPreview) count() {
	plan := p.draft.Plan
	heading := punctuated(plan.File, plan.Sheet)
	p.notes.SetText(strings.Join(append([]string{heading}, plan.Notes...), "\n"))
	options := []widgets.Option{{Value: everyFate, Text: lang.L("All {{.N}}", map[string]any{"N": grouped(len(plan.Rows))})}}
	for _, f := range model.Fates() {
		word, _ := fateText(f)
		options = append(options, widgets.Option{Value: string(f), Text: word + " " + grouped(plan.Count(f))})
	}
	p.fates.SetOptions(options)
}

// say puts what was done above the rows.
func (p *importPreview) say(text string) {
	p.news.SetText(text)
	p.band.Show()
	p.content.Refresh()
}

// showLeft shows the rows that were not imported, if there are any.
func (p *importPreview) showLeft() {
	for _, f := range []model.Fate{model.RowWrong, model.RowDoubtful} {
		if p.draft.Plan.Count(f) > 0 {
			p.fates.Choose(string(f))
			return
		}
	}
}

// filter shows the rows of the chosen fate.
func (p *importPreview) filter() {
	p.rows = nil
	fate := model.Fate(p.fates.Value())
	for i := range p.draft.Plan.Rows {
		if row := &p.draft.Plan.Rows[i]; fate == everyFate || row.Fate == fate {
			p.rows = append(p.rows, previewRow(i, row))
		}
	}
	p.table.ReloadTop()
	p.row.Hide()
	if len(p.rows) > 0 {
		p.table.SelectRow(0)
	}
}

func previewRow(at int, row *model.ImportRow) importRow {
	r := importRow{
		at: at, number: strconv.Itoa(row.Number), name: orDash(model.SpacedName(row.Member.Name)),
		born: orDash(row.Member.Birthday.Brief()),
	}
	r.fate, r.tone = fateText(row.Fate)
	if row.Fate == model.RowDoubtful && row.Decision == model.SkipRow {
		r.fate, r.tone = lang.L("left out"), widgets.Neutral
	}
	var parts []string
	for _, c := range row.Changes {
		parts = append(parts, c.Label+"："+changeText(c))
	}
	if len(parts) > 0 {
		r.text = strings.Join(parts, "；") + "。"
	}
	r.text += strings.Join(row.Reasons, "")
	return r
}

// changeText says what stands before and after, numbers masked; where the
// masks look alike the difference lies in what they hide.
func changeText(c model.FieldChange) string {
	before, after := c.Before, c.After
	var mask func(string) string
	switch c.Field {
	case "IDNumber":
		mask = model.MaskIDNumber
	case "Phone":
		mask = model.MaskPhone
	}
	if mask != nil && mask(before) != mask(after) {
		before, after = mask(before), mask(after)
	}
	if before == "" {
		return lang.L("filled in {{.Value}}", map[string]any{"Value": after})
	}
	return before + " → " + orDash(after)
}

// choose shows a row in full.
func (p *importPreview) choose(r importRow) {
	row := &p.draft.Plan.Rows[r.at]
	p.name.SetText(r.name)
	p.fate.Set(r.fate, r.tone)
	p.reasons.SetText(strings.Join(row.Reasons, "\n"))
	p.reasons.Hidden = len(row.Reasons) == 0
	var facts []widgets.Fact
	for _, c := range row.Changes {
		facts = append(facts, widgets.Fact{Label: c.Label, Value: changeText(c)})
	}
	if row.Fate != model.RowChanged {
		facts = p.newFacts(r.at, row)
	}
	p.deciding.show(r.at, row)
	p.changes.Set(p.detailWidth(), facts)
	p.changes.Hidden = p.deciding.compares()
	p.row.Show()
	p.content.Refresh()
}

// newFacts is what the row says of the person.
func (p *importPreview) newFacts(at int, row *model.ImportRow) []widgets.Fact {
	m := row.Member
	place := p.draft.Place(at)
	if place == "" {
		place = p.draft.Names()[m.Branch]
	}
	all := []widgets.Fact{
		{Label: lang.L("Sex"), Value: punctuated(sexText(m.Sex), m.Ethnic)},
		{Label: lang.L("Born"), Value: bornText(m.Birthday)},
		{Label: lang.L("ID number"), Value: model.MaskIDNumber(m.IDNumber)},
		{Label: lang.L("Phone"), Value: model.MaskPhone(m.Phone)},
		{Label: lang.L("Branch"), Value: place},
		{Label: lang.L("Category"), Value: punctuated(m.Category, m.Standing)},
		{Label: lang.L("Joined"), Value: m.Joined.String()},
	}
	var known []widgets.Fact
	for _, f := range all {
		if f.Value != "" {
			known = append(known, f)
		}
	}
	return known
}

// settled shows the rows anew after one was decided, and goes on to the next
// one that is open.
func (p *importPreview) settled(at int, onward bool) {
	p.count()
	p.rows = nil
	fate := model.Fate(p.fates.Value())
	next, self := -1, -1
	for i := range p.draft.Plan.Rows {
		row := &p.draft.Plan.Rows[i]
		// What was just decided stays in view, so that it can be changed.
		if fate != everyFate && row.Fate != fate && row.Decision == "" {
			continue
		}
		if i == at {
			self = len(p.rows)
		}
		if next < 0 && i > at && row.Fate == model.RowDoubtful && row.Decision == "" {
			next = len(p.rows)
		}
		p.rows = append(p.rows, previewRow(i, row))
	}
	p.table.Reload()
	if !onward || next < 0 {
		next = self
	}
	if next >= 0 {
		p.table.SelectRow(next)
	}
}
