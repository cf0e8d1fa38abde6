package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// Roster draws the 花名册 of members in the order given; branches gives the
// names of their branches. ID numbers and phones are masked.
func Roster(w io.Writer, members []model.Member, branches map[model.ID]string, o Options) (Sheet, error) {
	name := "花名册"
	d := newDocument(name, true, margins{side: 10, top: 12, bottom: 12}, o)
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 8, align: centre},
			{head: "姓名", width: 20, align: centre, shrink: true},
			{head: "性别", width: 7, align: centre},
			{head: "民族", width: 12, align: centre, shrink: true},
			{head: "身份证号", width: 28, align: centre, shrink: true},
			{head: "出生年月", width: 14, align: centre, shrink: true},
			{head: "学历", width: 13.5, align: centre, shrink: true},
			{head: "入党时间", width: 15.5, align: centre, shrink: true},
			{head: "转正时间", width: 15.5, align: centre, shrink: true},
			{head: "党龄", width: 8, align: centre},
			{head: "党内职务", width: 14.5, align: centre, shrink: true},
			{head: "支部/小组", width: 23, align: centre},
			{head: "单位及职务", width: 28.5, align: left},
			{head: "联系电话", width: 19, align: centre, shrink: true},
			{head: "住址", width: 31.5, align: left},
			{head: "流动", width: 7, align: centre},
			{head: "备注", width: 12, align: left, shrink: true},
		},
		style: style{song, 8}, head: style{hei, 8},
		rowHeight: 7, headHeight: 8, lead: 3.3, reserve: footHeight,
		begin: func() {
			d.title(name, style{songBold, 18}, 1.2, 10)
			d.underTitle(o, style{song, 10}, 8)
		},
	}
	t.open()
	for i, m := range members {
		d.place = fmt.Sprintf("第%d行", i+1)
		t.row(rosterCells(i+1, m, branches[m.Branch], o.Date)...)
	}
	d.place = ""
	if len(members) == 0 {
		t.row(slices.Repeat([]string{"—"}, len(t.columns))...)
	}
	d.foot(fmt.Sprintf("共 %d 人。", len(members)))
	d.numberPages()
	return d.finish(w, "roster")
}

// awayTag is the tag of members who live elsewhere for a while (流动党员).
const awayTag = "流动"

func rosterCells(number int, m model.Member, branch string, today model.Date) []string {
	years := ""
	if m.Confirmed.Year > 0 {
		years = strconv.Itoa(model.PartyYears(m.Confirmed, today))
	}
	away := ""
	if slices.Contains(m.Tags, awayTag) {
		away = "是"
	}
	cells := []string{
		strconv.Itoa(number), model.SpacedName(m.Name), m.Sex.Chinese(), m.Ethnic,
		model.MaskIDNumber(m.IDNumber), born(m.Birthday), m.Education, dotted(m.Joined), dotted(m.Confirmed), years,
		m.PartyPost, branch, strings.TrimSpace(m.Employer + "　" + m.Post), model.MaskPhone(m.Phone), m.Address, away, remarks(m),
	}
	for i := range cells {
		cells[i] = orDash(cells[i])
	}
	return cells
}

// born is year and month, as rosters have it.
func born(b model.Birthday) string {
	text := dotted(model.Date{Year: b.Date.Year, Month: b.Date.Month})
	if text != "" && b.Calendar == model.Lunar {
		return "农历\n" + text
	}
	return text
}

// dotted writes the known parts as 1960.03.05.
func dotted(d model.Date) string {
	return strings.ReplaceAll(strings.TrimPrefix(d.String(), "--"), "-", ".")
}

// remarks is what else a reader of the list must know.
func remarks(m model.Member) string {
	var notes []string
	if m.State != model.Active {
		notes = append(notes, m.State.Chinese())
	}
	for _, tag := range m.Tags {
		if tag != awayTag { // it has a column of its own
			notes = append(notes, tag)
		}
	}
	return strings.Join(notes, "\n")
}
