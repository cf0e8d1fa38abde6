package report

import (
	"fmt"
	"io"
	"strconv"

	"jishi/model"
)

// Birthdays draws the list of a month's birthdays and 政治生日, in the order
// given. Of month, Year and Month count.
func Birthdays(w io.Writer, month model.Date, anniversaries []model.Anniversary, o Options) (Sheet, error) {
	name := fmt.Sprintf("%d年%d月生日名单", month.Year, month.Month)
	d := newDocument(name, false, margins{side: 14, top: 16, bottom: 14}, o)
	t := &table{
		document: d,
		columns: []column{
			{head: "日期", width: 20, align: centre},
			{head: "星期", width: 16, align: centre},
			{head: "姓名", width: 25, align: centre, shrink: true},
			{head: "类别", width: 19, align: centre},
			{head: "农历", width: 25, align: centre, shrink: true},
			{head: "年龄/年数", width: 19, align: centre},
			{head: "支部", width: 32, align: centre, shrink: true},
			{head: "联系电话", width: 26, align: centre, shrink: true},
		},
		style: style{song, 10.5}, head: style{hei, 10.5},
		rowHeight: 7.8, headHeight: 9, lead: 4.6, reserve: footHeight,
		begin: func() {
			d.title(name, style{songBold, 20}, 1.2, 11)
			d.text(orNone(o.Centre.Name), style{song, 11}, box{d.margins.side, d.y, d.inner(), 8, left})
			d.text("打印日期："+o.Date.Chinese(), style{song, 11}, box{d.margins.side, d.y, d.inner(), 8, right})
			d.y += 9
		},
	}
	t.open()
	for i, a := range anniversaries {
		d.place = fmt.Sprintf("第%d行", i+1)
		t.row(birthdayCells(a)...)
	}
	d.place = ""
	if len(anniversaries) == 0 {
		t.row("—", "—", "本月无", "—", "—", "—", "—", "—")
	}
	d.foot(birthdayCount(anniversaries))
	d.numberPages()
	return d.finish(w, "birthday list")
}

func birthdayCells(a model.Anniversary) []string {
	kind, lunar, years := "生日", "—", "—"
	if a.Kind == model.PoliticalAnniversary {
		kind = "政治生日"
	} else if a.Member.Birthday.Calendar == model.Lunar {
		lunar = a.Member.Birthday.Short()
	}
	if a.Years > 0 {
		years = strconv.Itoa(a.Years) + " 岁"
		if a.Kind == model.PoliticalAnniversary {
			years = strconv.Itoa(a.Years) + " 年"
		}
	}
	day := a.Date
	day.Year = 0
	return []string{
		day.Chinese(), a.Date.Weekday(), model.SpacedName(a.Member.Name), kind, lunar, years,
		orDash(a.Branch), orDash(model.MaskPhone(a.Member.Phone)),
	}
}

// birthdayCount counts people once, however many days they keep in the month.
func birthdayCount(anniversaries []model.Anniversary) string {
	people := map[model.ID]bool{}
	kinds := map[model.AnniversaryKind]int{}
	for _, a := range anniversaries {
		people[a.Member.ID] = true
		kinds[a.Kind]++
	}
	return fmt.Sprintf("共 %d 人：生日 %d 人，政治生日 %d 人。", len(people),
		kinds[model.BirthdayAnniversary], kinds[model.PoliticalAnniversary])
}
