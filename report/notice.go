package report

import (
	"fmt"
	"io"
	"strconv"

	"jishi/model"
)

// Notice draws 志愿服务时长公示: whose hours are to be proved, when it hangs, and
// whom to tell of an objection. It says how long, so that it can be taken down.
func Notice(w io.Writer, n model.Notice, o Options) (Sheet, error) {
	if n.Withdrawn != "" {
		return Sheet{}, &model.Error{Code: model.Refused, Message: "这次公示已撤回，不能打印。"}
	}
	if len(n.Lines) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "这次公示里没有人。"}
	}
	d := newDocument("志愿服务时长公示", false, margins{side: 18, top: 16, bottom: 16}, o)
	d.place = "公示："
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 13, align: centre},
			{head: "姓名", width: 34, align: centre, shrink: true},
			{head: "所属支部", width: 45, align: left, shrink: true},
			{head: "次数", width: 16, align: centre},
			{head: "服务时长（小时）", width: 33, align: centre},
			{head: "其中补录（小时）", width: 33, align: centre},
		},
		style: style{song, 11}, head: style{hei, 10.5}, rowHeight: 8.5, headHeight: 9, lead: 5, reserve: 34,
	}
	first := true
	t.begin = func() {
		d.title("志愿服务时长公示", style{songBold, 22}, 2, 15)
		if first {
			noticeWords(d, n, o)
			first = false
		}
	}
	t.open()
	minutes := 0
	for i, l := range n.Lines {
		minutes += l.Minutes
		t.row(strconv.Itoa(i+1), model.SpacedName(l.Name), orDash(l.Branch), strconv.Itoa(l.Times), model.Hours(l.Minutes), model.Hours(l.Late))
	}
	d.foot(fmt.Sprintf("合计 %d 人，%s 小时。", len(n.Lines), model.Hours(minutes)))
	d.y += 4
	for _, line := range []string{orNone(o.Centre.Name) + "（盖章）", n.Starts.Chinese()} {
		d.text(line, style{song, 12}, box{d.margins.side, d.y, d.inner() - 6, 8, right})
		d.y += 9
	}
	d.place = ""
	d.numberPages()
	return d.finish(w, "notice")
}

// noticeWords says above the list what it is for.
func noticeWords(d *document, n model.Notice, o Options) {
	text := fmt.Sprintf("　　现将%s志愿服务时长予以公示，公示后据此出具志愿服务记录证明。公示时间：%s起至%s止，共 %d 天。",
		n.From.Span(n.To), n.Starts.Chinese(), n.Ends.Chinese(), n.Days())
	if n.Place != "" {
		text += "公示地点：" + n.Place + "。"
	}
	contact := n.Contact
	if contact == "" {
		contact = orNone(o.Centre.Name)
	}
	text += "如有异议，请在公示期内向" + contact + "反映。"
	s, lead := style{song, 12}, 7.5
	for _, line := range d.lines(text, s, d.inner()) {
		d.text(line, s, box{d.margins.side, d.y, d.inner(), lead, left})
		d.y += lead
	}
	d.y += 3
}
