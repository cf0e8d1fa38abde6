package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// Visits draws the 走访名单 of the days from from to to, both included:
// anniversaries in the order given, where to go, whom to call, and room to
// write. Addresses and phones are in full: it is for whoever goes there.
func Visits(w io.Writer, from, to model.Date, anniversaries []model.Anniversary, o Options) (Sheet, error) {
	name := listTitle("走访名单", from, to)
	d := newDocument(name, true, margins{side: 12, top: 14, bottom: 13}, o)
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 10, align: centre},
			{head: "日期", width: 21, align: centre, shrink: true},
			{head: "姓名", width: 24, align: centre, shrink: true},
			{head: "性别", width: 10, align: centre},
			{head: "生日", width: 26, align: centre, shrink: true},
			{head: "住址", width: 60, align: left},
			{head: "联系电话", width: 28, align: centre, shrink: true},
			{head: "支部", width: 30, align: centre},
			{head: "情况", width: 20, align: centre},
			{head: "慰问品", width: 20, align: centre},
			{head: "签收/备注", width: 24, align: centre},
		},
		style: style{song, 10}, head: style{hei, 10},
		rowHeight: 10, headHeight: 9, lead: 4.4, reserve: footHeight,
		begin: func() {
			d.title(name, style{songBold, 20}, 1.2, 11)
			d.underTitle(o, style{song, 11}, 9)
		},
	}
	t.open()
	for i, a := range anniversaries {
		d.place = fmt.Sprintf("第%d行", i+1)
		m := a.Member
		t.row(strconv.Itoa(i+1), monthAndDay(a.Date), model.SpacedName(m.Name), orDash(m.Sex.Chinese()), occasion(a),
			orDash(m.Address), orDash(m.Phone), orDash(a.Branch), orDash(strings.Join(m.Tags, "、")), "", "")
	}
	d.place = ""
	if len(anniversaries) == 0 {
		t.row("—", "—", "无", "—", "—", "—", "—", "—", "—", "—", "—")
	}
	d.foot(fmt.Sprintf("共 %d 人。走访人：________________　　走访日期：________________　　（表中有电话和住址，用后请妥善保管）", countPeople(anniversaries)))
	d.numberPages()
	return d.finish(w, "list of visits")
}

// monthAndDay is a date without its year, with the weekday below it.
func monthAndDay(d model.Date) string {
	weekday := d.Weekday()
	d.Year = 0
	return d.Chinese() + "\n" + weekday
}

// occasion says what is kept and for how many years: 80 岁, 入党 20 年.
func occasion(a model.Anniversary) string {
	switch {
	case a.Kind == model.PoliticalAnniversary && a.Years > 0:
		return fmt.Sprintf("入党 %d 年", a.Years)
	case a.Kind == model.PoliticalAnniversary:
		return "政治生日"
	case a.Years > 0 && a.Member.Birthday.Calendar == model.Lunar:
		return fmt.Sprintf("%d 岁（农历）", a.Years)
	case a.Years > 0:
		return fmt.Sprintf("%d 岁", a.Years)
	}
	return "生日"
}

// countPeople counts people once, however many days they keep.
func countPeople(anniversaries []model.Anniversary) int {
	people := map[model.ID]bool{}
	for _, a := range anniversaries {
		people[a.Member.ID] = true
	}
	return len(people)
}
