package ui

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// sessionsAside is how many sessions the matrix shows side by side.
const sessionsAside = 8

// attendanceMatrix shows a programme's people against its sessions, some
// sessions at a time, with what each person and each session comes to.
type attendanceMatrix struct {
	table model.AttendanceTable
	first int // session in the first column

	rows           []matrixRow
	list           *widgets.DataTable[matrixRow]
	earlier, later *widgets.Button
	shown          *widgets.Text
	sum            *widgets.Wrapped
	content        fyne.CanvasObject
}

// matrixRow is one person, or the totals of the sessions.
type matrixRow struct {
	key, name, branch, attended, hours, points string
	marks                                      []string
	total                                      bool
}

// mark is what session i knows of the person; a row read before the session was
// added knows nothing.
func (r matrixRow) mark(i int) string {
	if i < len(r.marks) {
		return r.marks[i]
	}
	return ""
}

// newAttendanceMatrix makes the table with actions, such as printing it, at its
// foot.
func newAttendanceMatrix(actions ...fyne.CanvasObject) *attendanceMatrix {
	m := &attendanceMatrix{shown: widgets.NewMuted(""), sum: widgets.NewWrapped("", 28*theme.TextSize())}
	m.earlier = widgets.NewButton("‹", func() { m.onMove(-sessionsAside) })
	m.later = widgets.NewButton("›", func() { m.onMove(sessionsAside) })
	m.list = widgets.NewListTable(m.columns(), func(r matrixRow) string { return r.key }, func() []matrixRow { return m.rows },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody here. Results come from the sign-in of the sessions."), nil))
	legend := widgets.NewMuted(lang.L("√ came  迟 late  假 on leave  缺 absent  补 made up  列 observer  · not marked"))
	legend.Shrink = true
	bar := container.NewBorder(nil, nil, widgets.Across(8, m.earlier, m.shown, m.later, widgets.Spacer(8, 0)), nil, legend)
	m.content = widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 8)), widgets.Down(0, widgets.Spacer(0, 8), container.NewBorder(nil, nil, nil, container.NewCenter(widgets.Across(8, actions...)), m.sum)), nil, nil, m.list)
	return m
}

// columns are the person, the sessions in view and what they come to.
func (m *attendanceMatrix) columns() []widgets.Column[matrixRow] {
	cell := func(text func(matrixRow) string) func(matrixRow) widgets.Cell {
		return func(r matrixRow) widgets.Cell { return widgets.Cell{Text: text(r), Bold: r.total} }
	}
	list := []widgets.Column[matrixRow]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 4.2, Grow: 1, Cell: cell(func(r matrixRow) string { return r.name })},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 1, Optional: true, Cell: cell(func(r matrixRow) string { return r.branch })},
	}
	for i := m.first; i < min(m.first+sessionsAside, len(m.table.Sessions)); i++ {
		list = append(list, widgets.Column[matrixRow]{
			ID: strconv.Itoa(i), Title: columnTitle(m.table.Sessions[i]), Chars: 2.2, Align: fyne.TextAlignCenter,
			Cell: cell(func(r matrixRow) string { return r.mark(i) }),
		})
	}
	return append(list,
		widgets.Column[matrixRow]{ID: "attended", Title: lang.L("Attended"), Chars: 3, Cell: cell(func(r matrixRow) string { return r.attended })},
		widgets.Column[matrixRow]{ID: "hours", Title: lang.L("Credit hours"), Chars: 2.6, Cell: cell(func(r matrixRow) string { return r.hours })},
		widgets.Column[matrixRow]{ID: "points", Title: lang.L("Score"), Chars: 2, Optional: true, Cell: cell(func(r matrixRow) string { return r.points })},
	)
}

// columnTitle is a session's number, or its day where it has none.
func columnTitle(s model.Session) string {
	if s.Number > 0 {
		return strconv.Itoa(s.Number)
	}
	return fmt.Sprintf("%d.%d", s.Day.Month, s.Day.Day)
}

func (m *attendanceMatrix) onMove(by int) {
	m.first = max(0, min(m.first+by, (max(len(m.table.Sessions), 1)-1)/sessionsAside*sessionsAside))
	m.showColumns()
}

func (m *attendanceMatrix) show(t model.AttendanceTable) {
	m.table = t
	m.rows = nil
	for i, p := range t.People {
		r := t.ResultOf(p)
		row := matrixRow{key: strconv.Itoa(i), name: model.SpacedName(p.Name), branch: p.Branch, attended: fmt.Sprintf("%d / %d", r.Attended, r.Sessions), hours: model.Hours(r.Minutes)}
		if p.Member == "" {
			row.branch = punctuated(lang.L("guest"), p.Branch)
		}
		if p.Scored {
			row.points = strconv.Itoa(p.Points)
		}
		for _, mark := range p.Marks {
			row.marks = append(row.marks, mark.Chinese())
		}
		m.rows = append(m.rows, row)
	}
	sum := t.Totals()
	if len(m.rows) > 0 {
		m.rows = append(m.rows, m.totalRow(sum))
	}
	m.sum.SetText(totalsText(sum))
	m.onMove(0)
}

// totalRow is how many came to each session.
func (m *attendanceMatrix) totalRow(sum model.ProgrammeTotals) matrixRow {
	row := matrixRow{key: "total", name: lang.L("Came"), attended: strconv.Itoa(sum.Times), hours: model.Hours(sum.Minutes), total: true}
	for i, s := range m.table.Sessions {
		text := ""
		if s.Held {
			text = strconv.Itoa(m.table.SessionTally(i).Came())
		}
		row.marks = append(row.marks, text)
	}
	return row
}

func (m *attendanceMatrix) showColumns() {
	last := min(m.first+sessionsAside, len(m.table.Sessions))
	m.shown.SetText(lang.L("Sessions {{.From}}–{{.To}} of {{.All}}", map[string]any{"From": min(m.first+1, last), "To": last, "All": len(m.table.Sessions)}))
	enable(m.earlier, m.first > 0)
	enable(m.later, last < len(m.table.Sessions))
	m.list.SetColumns(m.columns())
	m.list.Reload()
}

// totalsText says attendances and people apart.
func totalsText(sum model.ProgrammeTotals) string {
	n := func(n int) map[string]any { return map[string]any{"N": grouped(n)} }
	made := ""
	if sum.MadeUp > 0 {
		made = lang.L("{{.N}} of them made up", n(sum.MadeUp))
	}
	return punctuated(
		lang.L("{{.N}} sessions held", n(sum.Sessions)),
		lang.L("{{.N}} attendances expected", n(sum.Tally.Expected)),
		lang.L("{{.N}} came, each time counted", n(sum.Times)), made,
		lang.L("{{.N}} people, each counted once", n(sum.People)),
		lang.L("from {{.N}} units", n(sum.Units)),
		lang.L("{{.Hours}} credit hours", map[string]any{"Hours": model.Hours(sum.Minutes)}),
		lang.L("attendance {{.Rate}}", map[string]any{"Rate": percent(sum.Tally.Rate())}),
	)
}
