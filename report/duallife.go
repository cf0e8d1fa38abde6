package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// DualLife draws the list of 双重组织生活: the leaders, what they came to as
// ordinary members in the year, and who still has to. No leader is an Error.
func DualLife(w io.Writer, dual model.DualLife, o Options) (Sheet, error) {
	if len(dual.Leaders) == 0 {
		return Sheet{}, &model.Error{
			Code: model.NotFound, Message: "还没有领导干部，请在“人员”里给他们加上“" + model.LeaderTag + "”标签。",
		}
	}
	title := fmt.Sprintf("%d年领导干部双重组织生活情况", dual.Year)
	d := newDocument(title, false, margins{side: 12, top: 16, bottom: 14}, o)
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 11, align: centre},
			{head: "姓名", width: 22, align: centre, shrink: true},
			{head: "所在支部", width: 34, align: centre, shrink: true},
			{head: "职务", width: 32, align: centre, shrink: true},
			{head: "以普通党员身份参加的组织生活", width: 67, align: left},
			{head: "还要", width: 20, align: centre},
		},
		style: style{song, 10}, head: style{hei, 10}, rowHeight: 8.5, headHeight: 9, lead: 4.6, reserve: footHeight + 14,
		begin: func() {
			d.title(title, style{songBold, 20}, 1.2, 11)
			d.underTitle(o, style{song, 11}, 9)
		},
	}
	t.open()
	for i, l := range dual.Leaders {
		d.place = fmt.Sprintf("第%d行", i+1)
		sum := l.Sum()
		rest := "已完成"
		if n := sum.Missed + sum.Open; n > 0 {
			rest = strconv.Itoa(n) + " 次"
		}
		t.row(strconv.Itoa(i+1), model.SpacedName(l.Name), orDash(l.Branch), orDash(l.Post), orDash(attendedText(l)), rest)
	}
	d.place = ""
	d.foot(fmt.Sprintf("共 %d 人，还要参加的 %d 人。", len(dual.Leaders), dual.Waiting()))
	d.paragraph("要求："+dualRules(dual)+"算在内的："+kindNames(model.DualLifeKinds())+"；签到时身份记为“"+model.AsOrdinaryMember+"”并且到场的才算。", style{song, 9.5}, 5)
	d.numberPages()
	return d.finish(w, "list of leaders")
}

// mostAttended is how many activities of a leader are named.
const mostAttended = 4

// attendedText lists what a leader came to, a line each: of many the last ones
// and how many there were.
func attendedText(l model.Leader) string {
	attended := l.Attended()
	var lines []string
	if n := len(attended); n > mostAttended {
		lines = append(lines, fmt.Sprintf("共 %d 次，最近 %d 次：", n, mostAttended))
		attended = attended[n-mostAttended:]
	}
	for _, a := range attended {
		lines = append(lines, fmt.Sprintf("%d月%d日 %s", a.Date().Month, a.Date().Day, a.Title))
	}
	return strings.Join(lines, "\n")
}

// dualRules says what is asked of leaders.
func dualRules(dual model.DualLife) string {
	if len(dual.Rules) == 0 {
		return "没有要求。"
	}
	var texts []string
	for _, r := range dual.Rules {
		texts = append(texts, r.Name()+r.Often())
	}
	return strings.Join(texts, "；") + "。"
}

func kindNames(kinds []model.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = model.KindOf(k).Name
	}
	return strings.Join(names, "、")
}
