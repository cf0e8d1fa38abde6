package printing

import (
	"cmp"
	"strconv"
	"strings"

	"jishi/model"
	"jishi/model/roster"
)

// statisticTables are a sheet for each grouping; of several, those that nothing
// falls into are left out.
func statisticTables(groupings []model.Statistics) []roster.Table {
	var tables []roster.Table
	for i, s := range groupings {
		if i == 0 || !s.Silent() {
			tables = append(tables, statisticTable(s))
		}
	}
	return tables
}

var statisticFigures = []string{"场次", "人次", "人数", "计入小时", "应到", "到会", "到会率（%）"}

func statisticTable(s model.Statistics) roster.Table {
	var rows [][]string
	for _, r := range append(s.Rows[:len(s.Rows):len(s.Rows)], s.Sum) {
		rows = append(rows, []string{
			r.Name, strconv.Itoa(r.Activities), strconv.Itoa(r.Times), strconv.Itoa(r.People),
			strconv.FormatFloat(model.OfHours.Of(r), 'f', 1, 64), strconv.Itoa(r.Expected), strconv.Itoa(r.Came), cmp.Or(strings.TrimSuffix(r.RateText(), " %"), "—"),
		})
	}
	return roster.Table{
		Title: "按" + s.By.Chinese(), Columns: append([]string{"名称"}, statisticFigures...), Quantities: statisticFigures, Rows: eachOf(rows),
	}
}

// lifeTables are the sums of the rules, and every activity with what its record
// lacks.
func lifeTables(check model.LifeCheck) []roster.Table {
	var sums, activities [][]string
	for _, u := range check.Units {
		for _, l := range u.Lines {
			sum := l.Sum()
			row := []string{u.Unit.Name, l.Rule.Name(), l.Rule.Often()}
			for _, n := range []int{sum.Due, sum.Done, sum.Late, sum.Missed, sum.Open, sum.Lacking} {
				row = append(row, strconv.Itoa(n))
			}
			sums = append(sums, row)
			for _, t := range l.Terms {
				term := []string{u.Unit.Name, l.Rule.Name(), l.Rule.Per.PartName(t.Part), t.State().Chinese()}
				for _, a := range t.Held {
					activities = append(activities, append(term[:4:4], a.Date().String(), a.Title, lacksText(a)))
				}
				for _, a := range t.MadeUp {
					activities = append(activities, append(term[:4:4], a.Date().String(), a.Title+"（补开）", lacksText(a)))
				}
				if len(t.Held)+len(t.MadeUp) == 0 {
					activities = append(activities, append(term[:4:4], "", "", ""))
				}
			}
		}
	}
	return []roster.Table{
		{
			Title: "体检", Columns: []string{"组织", "项目", "要求", "应开", "按期", "补开", "逾期", "待开", "材料不全"},
			Quantities: []string{"应开", "按期", "补开", "逾期", "待开", "材料不全"}, Rows: eachOf(sums),
		},
		{Title: "各期", Columns: []string{"组织", "项目", "时期", "情况", "日期", "名称", "缺什么（说明）"}, Rows: eachOf(activities)},
	}
}

func lacksText(a model.LifeActivity) string {
	var words []string
	for _, p := range a.Lacks() {
		words = append(words, string(p))
	}
	return strings.Join(words, "、")
}

func dualTable(dual model.DualLife) roster.Table {
	var rows [][]string
	for _, l := range dual.Leaders {
		var came []string
		for _, a := range l.Attended() {
			came = append(came, a.Date().String()+" "+a.Title)
		}
		sum := l.Sum()
		rows = append(rows, []string{
			l.Name, l.Branch, l.Post, strconv.Itoa(sum.Due), strconv.Itoa(len(came)), strconv.Itoa(sum.Missed + sum.Open), strings.Join(came, "；"),
		})
	}
	return roster.Table{
		Title: "双重组织生活", Columns: []string{"姓名", "所在支部", "职务", "应参加", "已参加", "还要", "参加的活动（说明）"},
		Quantities: []string{"应参加", "已参加", "还要"}, Rows: eachOf(rows),
	}
}
