package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// Birthdays draws the 生日名单 of the days from from to to, both included:
// anniversaries in the order given, those in tens marked, with how people were
// greeted. Phones are masked.
func Birthdays(w io.Writer, from, to model.Date, anniversaries []model.Anniversary, o Options) (Sheet, error) {
	name := listTitle("生日名单", from, to)
	d := newDocument(name, false, margins{side: 12, top: 16, bottom: 14}, o)
	t := &table{
		document: d,
		columns: []column{
			{head: "日期", width: 19, align: centre},
			{head: "星期", width: 14, align: centre},
			{head: "姓名", width: 23, align: centre, shrink: true},
			{head: "类别", width: 18, align: centre},
			{head: "农历", width: 20, align: centre, shrink: true},
			{head: "年龄/年数", width: 19, align: centre},
			{head: "支部", width: 28, align: centre, shrink: true},
			{head: "联系电话", width: 24, align: centre, shrink: true},
			{head: "祝贺", width: 21, align: centre, shrink: true},
		},
		style: style{song, 10.5}, head: style{hei, 10.5},
		rowHeight: 7.8, headHeight: 9, lead: 4.6, reserve: footHeight,
		begin: func() {
			d.title(name, style{songBold, 20}, 1.2, 11)
			d.underTitle(o, style{song, 11}, 9)
		},
	}
	t.open()
	for i, a := range anniversaries {
		d.place = fmt.Sprintf("第%d行", i+1)
		t.row(birthdayCells(a)...)
	}
	d.place = ""
	if len(anniversaries) == 0 {
		t.row("—", "—", "没有人", "—", "—", "—", "—", "—", "—")
	}
	d.foot(birthdayCount(anniversaries))
	d.numberPages()
	return d.finish(w, "birthday list")
}

// listTitle names a list of days: a whole month by itself, other days by the
// first and the last.
func listTitle(name string, from, to model.Date) string {
	if from.Day == 1 && to == model.DateOf(from.Time().AddDate(0, 1, -1)) {
		return fmt.Sprintf("%d年%d月%s", from.Year, from.Month, name)
	}
	return name + "（" + from.Span(to) + "）"
}

func birthdayCells(a model.Anniversary) []string {
	kind, lunar, years := "生日", "—", "—"
	if a.Kind == model.PoliticalAnniversary {
		kind = "政治生日"
	} else if a.Member.Birthday.Calendar == model.Lunar {
		lunar = strings.TrimPrefix(a.Member.Birthday.Short(), "农历")
	}
	if a.Years > 0 {
		unit := " 岁"
		if a.Kind == model.PoliticalAnniversary {
			unit = " 年"
		}
		years = strconv.Itoa(a.Years) + unit
		if a.Milestone() {
			years += " ★"
		}
	}
	day := a.Date
	day.Year = 0
	return []string{
		day.Chinese(), a.Date.Weekday(), model.SpacedName(a.Member.Name), kind, lunar, years,
		orDash(a.Branch), orDash(model.MaskPhone(a.Member.Phone)), orDash(greetedBy(a)),
	}
}

// greetedBy lists the ways in which somebody was greeted.
func greetedBy(a model.Anniversary) string {
	var ways []string
	for _, g := range a.Greetings {
		if way := g.Way.Chinese(); !slices.Contains(ways, way) {
			ways = append(ways, way)
		}
	}
	return strings.Join(ways, "、")
}

// birthdayCount counts people once, however many days they keep.
func birthdayCount(anniversaries []model.Anniversary) string {
	kinds, milestones := map[model.AnniversaryKind]int{}, 0
	for _, a := range anniversaries {
		kinds[a.Kind]++
		if a.Milestone() {
			milestones++
		}
	}
	text := fmt.Sprintf("共 %d 人：生日 %d 人，政治生日 %d 人。", countPeople(anniversaries),
		kinds[model.BirthdayAnniversary], kinds[model.PoliticalAnniversary])
	if milestones > 0 {
		text += fmt.Sprintf("★ 逢十 %d 人。", milestones)
	}
	return text
}
