package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// Projects draws the 公益项目一览: every project by origin with its unit, field,
// milestones, activities, hours and spending, the figure of origins above.
func Projects(w io.Writer, list []model.ProjectSummary, o Options) (Sheet, error) {
	name := "公益项目一览表"
	d := newDocument(name, true, margins{side: 12, top: 14, bottom: 14}, o)
	var words []string
	for i, n := range model.CountOrigins(list) {
		words = append(words, fmt.Sprintf("%s %d 个", model.Origins()[i].Chinese(), n))
	}
	o.About = strings.Join(words, "，")
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 11, align: centre},
			{head: "项目名称", width: 44, align: left},
			{head: "来源", width: 26, align: centre, shrink: true},
			{head: "帮扶领域", width: 22, align: centre, shrink: true},
			{head: "责任单位", width: 38, align: left},
			{head: "受益对象", width: 34, align: left},
			{head: "节点", width: 16, align: centre},
			{head: "活动", width: 14, align: centre},
			{head: "小时", width: 16, align: centre},
			{head: "受益人数", width: 18, align: centre},
			{head: "支出（元）", width: 22, align: right},
			{head: "状态", width: 12, align: centre},
		},
		style: style{song, 9.5}, head: style{hei, 9.5}, rowHeight: 8, headHeight: 9, lead: 4, reserve: footHeight,
		begin: func() {
			d.title(name, style{songBold, 20}, 1.2, 11)
			d.underTitle(o, style{song, 10.5}, 8)
		},
	}
	t.open()
	spent := 0
	for i, p := range list {
		d.place = fmt.Sprintf("第%d行", i+1)
		state := "在办"
		if !p.Finished.IsZero() {
			state = "办结"
		}
		spent += p.Spent
		t.row(strconv.Itoa(i+1), p.Name, p.Origin.Chinese(), orDash(p.Field), orDash(p.UnitName), orDash(p.Audience),
			fmt.Sprintf("%d/%d", p.Done, p.Milestones), strconv.Itoa(p.Service.Activities), model.Hours(p.Service.Minutes),
			strconv.Itoa(p.Service.Helped), model.Yuan(p.Spent), state)
	}
	d.place = ""
	if len(list) == 0 {
		t.row("—", "无", "—", "—", "—", "—", "—", "—", "—", "—", "—", "—")
	}
	d.foot(fmt.Sprintf("共 %d 个项目，支出 %s 元。", len(list), model.Yuan(spent)))
	d.numberPages()
	return d.finish(w, "list of projects")
}
