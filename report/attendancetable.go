package report

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// The attendance table lies on A4: what is known of the person at the left,
// the sessions, and what they come to at the right.
const (
	// sessionsAcross is how many sessions stand side by side; the others follow
	// on pages of their own, with the same people.
	sessionsAcross = 20
	sessionLeast   = 8.4 // width of a session's column
	sessionMost    = 22.0
	attendanceRow  = 6.6
	totalRows      = 6
	sumsHeight     = 18.0 // of the lines below the totals
)

// AttendanceTable draws the 考勤表 of a programme: everybody against its
// sessions, with what each person and each session comes to. 人次 and 人数 are
// counted apart. A programme without sessions is refused with an Error.
func AttendanceTable(w io.Writer, table model.AttendanceTable, o Options) (Sheet, error) {
	if len(table.Sessions) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "“" + table.Programme.Title + "”还没有课，没有可以打印的考勤表。"}
	}
	name := table.Programme.Title + "考勤表"
	d := newDocument(name, true, margins{side: 10, top: 12, bottom: 12}, o)
	a := attendanceSheet{document: d, data: table, options: o, name: name}
	for first := 0; first < len(table.Sessions); first += sessionsAcross {
		a.part(first, min(first+sessionsAcross, len(table.Sessions)))
	}
	a.sums()
	d.numberPages()
	return d.finish(w, "attendance table")
}

// attendanceSheet draws an attendance table.
type attendanceSheet struct {
	*document
	data    model.AttendanceTable
	options Options
	name    string
}

// rated reports whether people pass or not; a series of lectures is only heard.
func (a attendanceSheet) rated() bool { return a.data.Programme.Kind != model.LectureSeries }

// part draws the sessions from first up to last with everybody.
func (a attendanceSheet) part(first, last int) {
	t := &table{
		document: a.document, columns: a.columns(first, last), style: style{song, 9}, head: style{hei, 8.5},
		rowHeight: attendanceRow, headHeight: 10, lead: 3.7,
		begin: func() { a.head(first, last) },
	}
	t.open()
	for i, p := range a.data.People {
		a.place = fmt.Sprintf("第%d行", i+1)
		t.row(a.person(i, p, first, last)...)
	}
	a.place = ""
	if len(a.data.People) == 0 {
		cells := make([]string, len(t.columns))
		for i := range cells {
			cells[i] = "—"
		}
		t.row(cells...)
	}
	a.totals(t, first, last)
}

func (a attendanceSheet) columns(first, last int) []column {
	ends := []column{{head: "出勤", width: 15, align: centre, shrink: true}, {head: "学时", width: 13, align: centre, shrink: true}}
	if a.rated() {
		ends = append(ends, column{head: "成绩", width: 11, align: centre, shrink: true}, column{head: "结果", width: 14, align: centre, shrink: true})
	}
	used := 9.0 + 21
	for _, c := range ends {
		used += c.width
	}
	const unit = 34.0 // at least
	each := min(sessionMost, max(sessionLeast, (a.inner()-used-unit)/float64(last-first)))
	list := []column{
		{head: "序号", width: 9, align: centre},
		{head: "姓名", width: 21, align: centre, shrink: true},
		{head: "支部（单位）", width: a.inner() - used - each*float64(last-first), align: centre, shrink: true},
	}
	for _, s := range a.data.Sessions[first:last] {
		list = append(list, column{head: sessionHead(s), width: each, align: centre, shrink: true})
	}
	return append(list, ends...)
}

// sessionHead is a session's number above its day: 3 / 5.14.
func sessionHead(s model.Session) string {
	day := fmt.Sprintf("%d.%d", s.Day.Month, s.Day.Day)
	if s.Number == 0 {
		return day
	}
	return strconv.Itoa(s.Number) + "\n" + day
}

// head stands above the table on every page.
func (a attendanceSheet) head(first, last int) {
	p := a.data.Programme
	a.title(a.name, style{songBold, 18}, 1.2, 10)
	from, to := a.data.Sessions[0].Day, a.data.Sessions[len(a.data.Sessions)-1].Day
	facts := []string{"主办：" + organiser(p.Organiser, a.options), "时间：" + from.Span(to)}
	if rule := p.Rule(); a.rated() {
		facts = append(facts, "结业要求："+rule)
	}
	if len(a.data.Sessions) > sessionsAcross {
		facts = append(facts, fmt.Sprintf("第 %d—%d 次，共 %d 次", first+1, last, len(a.data.Sessions)))
	}
	o := a.options
	o.Centre.Name = strings.Join(facts, "　　")
	o.About = ""
	a.underTitle(o, style{song, 10}, 8)
}

func (a attendanceSheet) person(i int, p model.Participant, first, last int) []string {
	unit := cmp.Or(p.Branch, p.Unit)
	if p.Member == "" {
		unit = strings.TrimSuffix("外来　"+unit, "　")
	}
	cells := []string{strconv.Itoa(i + 1), model.SpacedName(p.Name), orDash(unit)}
	for _, m := range p.Marks[first:last] {
		cells = append(cells, m.Chinese())
	}
	r := a.data.ResultOf(p)
	cells = append(cells, fmt.Sprintf("%d/%d", r.Attended, r.Sessions), model.WholeHours(r.Minutes))
	if !a.rated() {
		return cells
	}
	points := "—"
	if p.Scored {
		points = strconv.Itoa(p.Points)
	}
	return append(cells, points, a.result(p, r))
}

// result is whether somebody passed; guests are no candidates.
func (a attendanceSheet) result(p model.Participant, r model.Result) string {
	switch {
	case p.Member == "":
		return "—"
	case a.data.Programme.Passed(r):
		return "合格"
	}
	return "未合格"
}

// totals are the rows below the people: how each session was attended.
func (a attendanceSheet) totals(t *table, first, last int) {
	all := a.data.Totals()
	if t.room() < totalRows*attendanceRow+sumsHeight {
		t.open() // all of them together, and what they come to below
	}
	for _, line := range []struct {
		name  string
		count func(model.Tally) int
		all   int
	}{
		{"应到", func(t model.Tally) int { return t.Expected }, all.Tally.Expected},
		{"实到", model.Tally.Came, all.Tally.Came()},
		{"迟到", func(t model.Tally) int { return t.Late }, all.Tally.Late},
		{"请假", func(t model.Tally) int { return t.Leave }, all.Tally.Leave},
		{"缺席", func(t model.Tally) int { return t.Absent }, all.Tally.Absent},
		{"未登记", func(t model.Tally) int { return t.Unmarked }, all.Tally.Unmarked},
	} {
		cells := []string{"—", line.name, "人次"}
		for i := first; i < last; i++ {
			text := "—"
			if a.data.Sessions[i].Held {
				text = strconv.Itoa(line.count(a.data.SessionTally(i)))
			}
			cells = append(cells, text)
		}
		if last == len(a.data.Sessions) { // of all parts together
			cells = append(cells, strconv.Itoa(line.all))
		}
		for len(cells) < len(t.columns) {
			cells = append(cells, "—")
		}
		t.row(cells...)
	}
}

// sums says below the last part what it all comes to, and what the marks mean.
func (a attendanceSheet) sums() {
	all := a.data.Totals()
	came := fmt.Sprintf("实到 %d 人次", all.Times)
	if all.MadeUp > 0 {
		came += fmt.Sprintf("（其中补课 %d 人次）", all.MadeUp)
	}
	parts := []string{
		fmt.Sprintf("已上 %d 课", all.Sessions), fmt.Sprintf("应到 %d 人次", all.Tally.Expected), came,
		fmt.Sprintf("参加 %d 人", all.People), fmt.Sprintf("来自 %d 个单位", all.Units), fmt.Sprintf("共 %s 学时", model.Hours(all.Minutes)),
		fmt.Sprintf("出勤率 %.1f%%", 100*all.Tally.Rate()),
	}
	if a.rated() {
		passed, failed := 0, 0
		for _, r := range a.data.Results() {
			if a.data.Programme.Passed(r) {
				passed++
			} else {
				failed++
			}
		}
		parts = append(parts, fmt.Sprintf("合格 %d 人", passed), fmt.Sprintf("未合格 %d 人", failed))
	}
	s := style{song, 10}
	lines := append(a.lines(strings.Join(parts, "，")+"。", s, a.inner()),
		"√ 到　迟 迟到　假 请假　缺 缺席　补 缺课已补　列 列席　· 未登记　空白 不在名单")
	const lead = 5.5
	if float64(len(lines))*lead+1 > a.room() {
		a.newPage()
		a.head(0, len(a.data.Sessions))
	}
	a.y++
	for _, line := range lines {
		a.text(line, s, box{a.margins.side, a.y, a.inner(), lead, left})
		a.y += lead
	}
}
