package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// The sign-in sheet: up to 24 rows of 9 mm, 36 mm to sign in.
const (
	signInRow     = 9.0
	signInPerPage = 24
	// signInFoot is the height of the totals under the last row.
	signInFoot = 12.0
	// rows left blank at the end for people nobody expected.
	leastBlank, mostBlank = 3, 5
)

// SignIn draws the 签到表 of an activity: with signed false to be signed by
// hand, with blank rows for newcomers, with signed true as it was marked.
func SignIn(w io.Writer, roll model.Roll, signed bool, o Options) (Sheet, error) {
	name := roll.Activity.Title + "签到表"
	d := newDocument(name, false, margins{side: 17, top: 14, bottom: 17}, o)
	signature := 36.0
	if signed {
		signature = 18 // a word stands there; the reasons beside it need the room
	}
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 11, align: centre},
			{head: "姓名", width: 27, align: centre, shrink: true},
			{head: "单位（支部）", width: 33, align: centre},
			{head: "职务", width: 21, align: centre},
			{head: "联系电话", width: 27, align: centre, shrink: true},
			{head: "签名", width: signature, align: centre},
			{head: "备注", width: 57 - signature, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5},
		rowHeight: signInRow, headHeight: signInRow, lead: 4.2, perPage: signInPerPage, reserve: signInFoot,
		begin: func() { signInHead(d, roll, name, o) },
	}
	t.open()
	last := 0
	for i, a := range roll.Attendees {
		d.place = fmt.Sprintf("第%d行", i+1)
		last = max(last, a.Serial)
		t.row(signInCells(a, signed)...)
	}
	d.place = ""
	if !signed {
		for range blankRows(t, len(roll.Attendees)) {
			last++
			t.row(strconv.Itoa(last), "", "", "", "", "", "")
		}
	}
	if len(roll.Attendees) == 0 && signed {
		t.row("—", "无", "—", "—", "—", "—", "—")
	}
	signInTotals(d, roll, signed)
	d.numberPages()
	return d.finish(w, "sign-in sheet")
}

// signInHead is what stands above the table on every page, so that a sheet
// handed round by itself still says what it is.
func signInHead(d *document, roll model.Roll, name string, o Options) {
	a := roll.Activity
	d.title(name, style{songBold, 20}, 1.2, 11)
	d.y += 2
	s := style{song, 11}
	half := d.inner() / 2
	for _, line := range [][2]string{
		{"时间：" + period(a), "地点：" + orNone(a.Place)},
		{"主办：" + organiser(a.Organiser, o), signInLeads(a)},
	} {
		tallest := 0.0
		for i, text := range line {
			fit := d.fit(text, s, half-2, 8)
			lead := fit.size * point * 1.35
			b := box{d.margins.side + float64(i)*half, d.y, half, 7, left}
			for _, l := range cut(d.lines(text, fit, half-2), 4) {
				d.text(l, fit, b)
				b.y += lead
			}
			tallest = max(tallest, b.y-lead-d.y)
		}
		d.y += 7 + tallest
	}
	d.y += 1.5
}

// signInLeads names who presents; where a kind has no presenter, who presides if
// that is known.
func signInLeads(a model.Activity) string {
	switch {
	case a.Presenter != "" && a.PresenterPost != "":
		return "主讲：" + a.Presenter + "（" + a.PresenterPost + "）"
	case a.Presenter != "":
		return "主讲：" + a.Presenter
	case model.KindOf(a.Kind).Needs("Presenter"):
		return "主讲：—"
	case a.Host != "":
		return "主持人：" + model.SpacedName(a.Host)
	}
	return ""
}

func signInCells(a model.Attendee, signed bool) []string {
	cells := []string{
		strconv.Itoa(a.Serial), model.SpacedName(a.Name), orDash(a.Branch), orDash(a.Post), orDash(model.MaskPhone(a.Phone)), "", "",
	}
	var notes []string
	if a.WalkIn {
		notes = append(notes, "新来")
	}
	if a.Capacity != "" {
		notes = append(notes, a.Capacity)
	}
	if signed {
		cells[5] = signedAs(a.State)
		if a.Arrived != "" {
			notes = append(notes, a.Arrived)
		}
		if a.Reason != "" {
			notes = append(notes, a.Reason)
		}
		cells[6] = orDash(strings.Join(notes, " "))
	} else {
		cells[6] = strings.Join(notes, " ")
	}
	return cells
}

// signedAs stands in the signature's place on a sheet printed afterwards.
func signedAs(s model.AttendanceState) string {
	switch s {
	case model.Present:
		return "已到"
	case model.Expected:
		return "—"
	case model.Late, model.Leave, model.Absent, model.Observer:
	}
	return s.Chinese()
}

// blankRows is how many rows to leave for newcomers: what the page still has,
// within limits; a sheet for nobody is a page of them.
func blankRows(t *table, people int) int {
	free := min(t.perPage-t.rows, int(t.free()/t.rowHeight))
	if people == 0 {
		return free
	}
	if free < leastBlank {
		return mostBlank
	}
	return min(free, mostBlank)
}

// signInTotals counts at the foot of the last page.
func signInTotals(d *document, roll model.Roll, signed bool) {
	t := roll.Tally()
	const line = "______"
	counts := []string{fmt.Sprintf("应到 %d 人", t.Expected), "实到" + line + "人", "请假" + line + "人", "缺席" + line + "人"}
	if len(roll.Attendees) == 0 {
		counts[0] = "应到" + line + "人"
	}
	recorder := "记录人：" + line + line
	if signed {
		counts = []string{
			fmt.Sprintf("应到 %d 人", t.Expected), fmt.Sprintf("实到 %d 人", t.Present+t.Late),
			fmt.Sprintf("请假 %d 人", t.Leave), fmt.Sprintf("缺席 %d 人", t.Absent),
		}
		if t.Late > 0 {
			counts[1] += fmt.Sprintf("（迟到 %d）", t.Late)
		}
		if t.WalkIns > 0 {
			counts = append(counts, fmt.Sprintf("新来 %d 人", t.WalkIns))
		}
		if t.Unmarked > 0 {
			counts = append(counts, fmt.Sprintf("未登记 %d 人", t.Unmarked))
		}
		if roll.Activity.Recorder != "" {
			recorder = "记录人：" + model.SpacedName(roll.Activity.Recorder)
		}
	}
	rows := [][]string{append(counts, recorder)}
	s := d.fit(strings.Join(rows[0], "　"), style{song, 11}, d.inner(), 9)
	if d.textWidth(strings.Join(rows[0], "　"), s) > d.inner() {
		rows = [][]string{counts, {recorder}}
	}
	b := box{y: d.y + 3, h: 8 / float64(len(rows)), align: left}
	for _, row := range rows {
		fit := d.fit(strings.Join(row, "　"), s, d.inner(), 6)
		gap := d.inner()
		for _, text := range row {
			gap -= d.textWidth(text, fit)
		}
		b.x = d.margins.side
		for _, text := range row {
			b.w = d.textWidth(text, fit)
			d.text(text, fit, b)
			b.x += b.w + gap/float64(max(1, len(row)-1))
		}
		b.y += b.h
	}
	d.y += signInFoot
}
