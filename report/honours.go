package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// Honours draws the list of honours (荣誉一览表) of a period as its title names it,
// 2018年; of all there are where it is empty.
func Honours(w io.Writer, period string, list []model.HonourSummary, o Options) (Sheet, error) {
	return drawAwards(w, awardsForm{
		name: period + "荣誉一览表", about: o, job: "list of honours",
		columns: []column{
			{head: "序号", width: 12, align: centre},
			{head: "授予时间", width: 26, align: centre, shrink: true},
			{head: "荣誉名称", width: 66, align: left},
			{head: "级别", width: 20, align: centre, shrink: true},
			{head: "获奖者", width: 46, align: left, shrink: true},
			{head: "类别", width: 16, align: centre},
			{head: "授予单位", width: 46, align: left},
			{head: "荣誉证书编号", width: 41, align: centre, shrink: true},
		},
		rows: HonourCells(list), foot: honoursFoot(list),
	})
}

// HonourCells are the honours as tables write them, without their number in
// the list.
func HonourCells(list []model.HonourSummary) [][]string {
	rows := make([][]string, len(list))
	for i, h := range list {
		name := h.Name
		if h.Whom == model.HonouredMember {
			name = model.SpacedName(name)
		}
		rows[i] = []string{orDash(h.Given.String()), h.Title, orDash(h.Level), orDash(name), h.Whom.Chinese(), orDash(h.Giver), orDash(h.Certificate)}
	}
	return rows
}

func honoursFoot(list []model.HonourSummary) string {
	personal := 0
	var levels []string
	counts := map[string]int{}
	for _, h := range list {
		if h.Whom == model.HonouredMember {
			personal++
		}
		if counts[h.Level]++; counts[h.Level] == 1 && h.Level != "" {
			levels = append(levels, h.Level)
		}
	}
	foot := fmt.Sprintf("共 %d 项荣誉，其中个人 %d 项、集体 %d 项。", len(list), personal, len(list)-personal)
	for i, level := range levels {
		levels[i] = fmt.Sprintf("%s %d 项", level, counts[level])
	}
	if len(levels) > 0 {
		foot += strings.Join(levels, "，") + "。"
	}
	return foot
}

// Press draws the register of press reports (新闻报道登记表) of a period, as
// Honours.
func Press(w io.Writer, period string, list []model.PressSummary, o Options) (Sheet, error) {
	rows := PressCells(list)
	for i := range rows {
		rows[i] = rows[i][:5] // the net address is of no use on paper
	}
	return drawAwards(w, awardsForm{
		name: period + "新闻报道登记表", about: o, job: "register of press reports",
		columns: []column{
			{head: "序号", width: 12, align: centre},
			{head: "刊发日期", width: 26, align: centre, shrink: true},
			{head: "媒体", width: 46, align: left, shrink: true},
			{head: "标题", width: 98, align: left},
			{head: "级别", width: 20, align: centre, shrink: true},
			{head: "报道的活动或项目", width: 71, align: left},
		},
		rows: rows, foot: fmt.Sprintf("共 %d 篇。", len(list)),
	})
}

// PressCells are press reports as tables write them, without their number in
// the list.
func PressCells(list []model.PressSummary) [][]string {
	rows := make([][]string, len(list))
	for i, p := range list {
		of := strings.Trim(p.ActivityTitle+"；"+p.ProjectName, "；")
		rows[i] = []string{p.Published.String(), p.Outlet, p.Title, orDash(p.Level), orDash(of), orDash(p.Link)}
	}
	return rows
}

// awardsForm is a table on sheets that lie.
type awardsForm struct {
	name    string
	about   Options
	job     string
	columns []column // the first numbers the rows
	rows    [][]string
	foot    string
}

func drawAwards(w io.Writer, f awardsForm) (Sheet, error) {
	d := newDocument(f.name, true, margins{side: 12, top: 14, bottom: 14}, f.about)
	t := &table{
		document: d, columns: f.columns, style: style{song, 10}, head: style{hei, 10}, rowHeight: 8, headHeight: 9, lead: 4.3, reserve: footHeight,
		begin: func() {
			d.title(f.name, style{songBold, 20}, 1.2, 11)
			d.underTitle(f.about, style{song, 10.5}, 8)
		},
	}
	t.open()
	for i, row := range f.rows {
		d.place = fmt.Sprintf("第%d行", i+1)
		t.row(append([]string{strconv.Itoa(i + 1)}, row...)...)
	}
	d.place = ""
	if len(f.rows) == 0 {
		t.row(append([]string{"—", "无"}, dashes(len(f.columns)-2)...)...)
	}
	d.foot(f.foot)
	d.numberPages()
	return d.finish(w, f.job)
}

func dashes(n int) []string { return strings.Split(strings.Repeat("—", n), "")[:n] }
