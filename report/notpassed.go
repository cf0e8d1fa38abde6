package report

import (
	"cmp"
	"fmt"
	"io"
	"strconv"

	"jishi/model"
)

// NotPassed draws the list of members who did not pass a programme (未合格人员),
// and why. Where everybody passed it is an Error.
func NotPassed(w io.Writer, programme model.AttendanceTable, o Options) (Sheet, error) {
	p := programme.Programme
	var failed []model.Result
	for _, r := range programme.Results() {
		if !p.Passed(r) {
			failed = append(failed, r)
		}
	}
	if len(failed) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "“" + p.Title + "”没有未合格的人员，名单是空的。"}
	}
	name := p.Title + "未合格人员名单"
	d := newDocument(name, false, margins{side: 17, top: 16, bottom: 17}, o)
	o.About = "结业要求：" + p.Rule()
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 11, align: centre},
			{head: "姓名", width: 26, align: centre, shrink: true},
			{head: "支部", width: 36, align: centre, shrink: true},
			{head: "出勤", width: 17, align: centre, shrink: true},
			{head: "学时", width: 17, align: centre, shrink: true},
			{head: "成绩", width: 15, align: centre, shrink: true},
			{head: "原因", width: 54, align: left},
		},
		style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 8.5, headHeight: 9, lead: 4.4, reserve: footHeight,
		begin: func() {
			d.title(name, style{songBold, 19}, 1, 11)
			d.underTitle(o, style{song, 10}, 8)
		},
	}
	t.open()
	for i, r := range failed {
		d.place = fmt.Sprintf("第%d行", i+1)
		points := ""
		if r.Scored {
			points = strconv.Itoa(r.Points)
		}
		t.row(strconv.Itoa(i+1), model.SpacedName(r.Name), orDash(r.Branch), fmt.Sprintf("%d/%d 课", r.Attended, r.Sessions),
			model.WholeHours(r.Minutes), cmp.Or(points, "—"), p.WhyNot(r))
	}
	d.place = ""
	d.foot(fmt.Sprintf("未合格 %d 人，参加培训共 %d 人。", len(failed), len(programme.Results())))
	d.numberPages()
	return d.finish(w, "list of those who did not pass")
}
