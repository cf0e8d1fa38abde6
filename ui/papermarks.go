package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// paperForm is the dialog 录入纸质签到表: what is typed from a signed sheet, with
// the people whom it names before anything is saved.
type paperForm struct {
	desk *desk
	roll model.Roll
	give func(marking)

	text     *widgets.Entry
	rows     []paperRow
	marks    map[model.ID]model.PaperMark // by attendance
	problems *widgets.Text
	sum      *widgets.Text
	table    *widgets.DataTable[paperRow]
	save     *widgets.Button
	box      *dialogBox
}

// paperRow is one person whom the typed text names.
type paperRow struct {
	id                         model.ID
	serial, name, was, becomes string
	note                       string
	tone                       widgets.Tone
}

// openPaperForm shows the dialog; give saves, as one step that can be undone.
func openPaperForm(d *desk, roll model.Roll, give func(marking)) *paperForm {
	f := &paperForm{desk: d, roll: roll, give: give, text: widgets.NewTextArea(4), problems: widgets.NewText(""), sum: widgets.NewMuted("")}
	f.problems.SetColor(widgets.ColorAccent)
	f.problems.Shrink = true
	f.text.SetPlaceHolder(lang.L("1-12, 15; 18 on leave; 20 absent, ill; 30 late"))
	f.text.OnChanged = func(string) { f.read() }
	f.table = widgets.NewListTable([]widgets.Column[paperRow]{
		{ID: "serial", Title: lang.L("No."), Chars: 2.5, Cell: func(r paperRow) widgets.Cell { return widgets.Plain(r.serial) }},
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 2, Cell: func(r paperRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "was", Title: lang.L("So far"), Chars: 4, Cell: func(r paperRow) widgets.Cell { return widgets.Muted(r.was) }},
		{ID: "becomes", Title: lang.L("Becomes"), Chars: 4, Cell: func(r paperRow) widgets.Cell { return widgets.Mark(r.becomes, r.tone) }},
		{ID: "note", Title: lang.L("Time / reason"), Chars: 6, Grow: 2, Cell: func(r paperRow) widgets.Cell { return widgets.Muted(r.note) }},
	}, func(r paperRow) string { return string(r.id) }, func() []paperRow { return f.rows },
		widgets.NewEmptyState(theme.DocumentCreateIcon(), lang.L("Type the numbers of the rows on the sheet. The people appear here."), nil))
	f.save = widgets.NewPrimary("", f.onSave)
	f.open()
	f.read()
	return f
}

func (f *paperForm) open() {
	how := widgets.NewWrapped(lang.L("The numbers are those of the rows on the printed sheet. Part them with commas, write what holds for them behind, and a semicolon before the next. “The rest present” speaks of all others."), 50*theme.TextSize())
	how.ColorName = widgets.ColorMuted
	head := widgets.Down(8, how, f.text, f.problems)
	cancel := widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() })
	f.box = f.desk.openDialog(dialogSpec{
		title:   lang.L("Enter a paper sheet"),
		content: widgets.Frame(head, nil, nil, nil, container.NewStack(widgets.Spacer(50*theme.TextSize(), 15*theme.TextSize()), f.table)),
		left:    []fyne.CanvasObject{f.sum}, buttons: []fyne.CanvasObject{cancel, f.save},
		size: fyne.NewSize(54*theme.TextSize(), 590), onSave: f.onSave,
		dirty: func() bool { return strings.TrimSpace(f.text.Text) != "" },
	})
	f.desk.window.Canvas().Focus(f.text)
}

// read shows whom the text names and what it cannot say.
func (f *paperForm) read() {
	serials := make([]int, len(f.roll.Attendees))
	of := map[int]model.Attendee{}
	for i, p := range f.roll.Attendees {
		serials[i], of[p.Serial] = p.Serial, p
	}
	marks, problems := model.ReadPaperMarks(f.text.Text, serials)
	f.rows, f.marks = nil, map[model.ID]model.PaperMark{}
	twice := namesakes(f.roll.Attendees)
	changes := 0
	for _, m := range marks {
		p := of[m.Serial]
		f.marks[p.ID] = m
		r := rollRowOf(p, twice)
		if p.State != m.State || m.Reason != "" && p.Reason != m.Reason || m.Arrived != "" && p.Arrived != m.Arrived {
			changes++
		}
		f.rows = append(f.rows, paperRow{
			id: p.ID, serial: r.serial, name: r.name, was: r.state, becomes: m.State.Chinese(),
			note: m.Reason + m.Arrived, tone: markTone(m.State),
		})
	}
	f.problems.SetText("")
	if len(problems) > 0 {
		f.problems.SetText(problems[0])
		if more := len(problems) - 1; more > 0 {
			f.problems.SetText(problems[0] + lang.L(" And {{.N}} more.", map[string]any{"N": more}))
		}
	}
	f.sum.SetText(lang.L("{{.N}} of {{.All}} people on the list", map[string]any{"N": len(marks), "All": len(serials)}))
	f.save.SetText(lang.L("Mark {{.N}} people", map[string]any{"N": changes}))
	enable(f.save, changes > 0 && len(problems) == 0)
	f.table.Reload()
}

// onSave saves what was previewed and nothing else.
func (f *paperForm) onSave() {
	if f.save.Disabled() {
		return
	}
	marks := f.marks
	var people []model.ID
	for _, row := range f.rows {
		people = append(people, row.id)
	}
	f.box.close()
	f.give(marking{
		people: people, words: lang.L("Paper sheet, {{.N}} people", map[string]any{"N": len(people)}),
		change: func(p model.Attendee) model.Mark {
			paper := marks[p.ID]
			m := quickMark(paper.State, paper.Arrived, paper.Reason)(p)
			if paper.Arrived != "" {
				m.Arrived = paper.Arrived
			}
			return m
		},
	})
}
