package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// The grid of a check: what is asked, how often, the year, the sums.
const (
	lifeName  = 44.0
	lifeOften = 24.0
	lifeMonth = 13.4
	lifeSum   = 10.8
	lifeLead  = 4.0
	lifeRow   = 9.0
	lifeHead  = 9.0
)

var (
	lifeStyle = style{song, 9.5}
	lifeBold  = style{hei, 9.5}
)

// LifeCheck draws the 组织生活体检表 of a year: for each branch a page with the
// year of its own and of its groups, and what the records of activities lack.
// No branch is an Error.
func LifeCheck(w io.Writer, check model.LifeCheck, o Options) (Sheet, error) {
	var branches []model.ID
	for _, u := range check.Units {
		if !slices.Contains(branches, u.Branch) {
			branches = append(branches, u.Branch)
		}
	}
	if len(branches) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "没有可以体检的党支部，请先在“设置”里登记支部。"}
	}
	d := &lifeSheet{document: newDocument(fmt.Sprintf("%d年组织生活体检表", check.Year), true, margins{side: 10, top: 13, bottom: 13}, o), check: check}
	for _, branch := range branches {
		d.branch(branch, o)
	}
	d.numberPages()
	return d.finish(w, "check of organisation life")
}

// lifeSheet is a check being drawn.
type lifeSheet struct {
	*document
	check model.LifeCheck
}

func (d *lifeSheet) branch(id model.ID, o Options) {
	units := slices.DeleteFunc(slices.Clone(d.check.Units), func(u model.LifeUnit) bool { return u.Branch != id })
	name, sum := "", model.LifeSum{}
	for _, u := range units {
		if u.Unit.ID == id {
			name = u.Unit.Name
		}
		one := u.Sum()
		sum.Due, sum.Done, sum.Late = sum.Due+one.Due, sum.Done+one.Done, sum.Late+one.Late
		sum.Missed, sum.Open, sum.Lacking = sum.Missed+one.Missed, sum.Open+one.Open, sum.Lacking+one.Lacking
	}
	d.newPage()
	d.title(fmt.Sprintf("%s%d年组织生活体检表", name, d.check.Year), style{songBold, 19}, 1, 10)
	d.underTitle(o, style{song, 10.5}, 8)
	d.paragraph(fmt.Sprintf("截至%s：全年应开 %d 次，按期已开 %d 次，补开 %d 次，逾期未开 %d 次，待开 %d 次；材料不全的活动 %d 场。",
		d.check.Today.Chinese(), sum.Due, sum.Done, sum.Late, sum.Missed, sum.Open, sum.Lacking), style{song, 10.5}, 6)
	d.y++
	d.heads()
	for _, u := range units {
		if u.Unit.ID != id {
			d.subheading(u.Unit.Name)
		}
		for _, l := range u.Lines {
			d.line(l)
		}
	}
	d.y += 2
	d.paragraph("√ 按期开过（下面是日期）　补 后来多开的一次补上　缺 逾期没有开　定 已经安排　○ 待开。一次活动只算它写明的支部或小组；多开的一次补前面最早缺的一次。", style{song, 9}, 4.8)
	d.lacking(units)
	d.y += 3
	d.text("支部书记（签字）：________________　　检查人：________________　　日期：________________", style{song, 10.5}, box{d.margins.side, d.y, d.inner(), 7, left})
}

// breakAt begins a page with the head again where height is not left.
func (d *lifeSheet) breakAt(height float64) {
	if d.room() < height {
		d.newPage()
		d.heads()
	}
}

func (d *lifeSheet) heads() {
	x := d.margins.side
	put := func(text string, width float64) {
		d.cell(d.lines(text, lifeBold, width-2*padding), lifeBold, box{x, d.y, width, lifeHead, centre}, lifeLead)
		x += width
	}
	put("项目", lifeName)
	put("要求", lifeOften)
	for month := range 12 {
		put(fmt.Sprintf("%d月", month+1), lifeMonth)
	}
	for _, text := range []string{"应开", "已开", "补开", "逾期"} {
		put(text, lifeSum)
	}
	d.y += lifeHead
}

// subheading names a group above its lines.
func (d *lifeSheet) subheading(name string) {
	const height = 6.5
	d.breakAt(height + lifeRow)
	d.cell([]string{name}, lifeBold, box{d.margins.side, d.y, lifeName + lifeOften + 12*lifeMonth + 4*lifeSum, height, left}, lifeLead)
	d.y += height
}

// line draws one rule's year, each term as wide as its months.
func (d *lifeSheet) line(l model.LifeLine) {
	texts := make([][]string, len(l.Terms))
	width := lifeMonth * 12 / float64(len(l.Terms))
	most := 1
	for i, t := range l.Terms {
		texts[i] = d.lines(termText(t), lifeStyle, width-2*padding)
		most = max(most, len(texts[i]))
	}
	height := max(lifeRow, float64(most)*lifeLead+2*padding)
	d.breakAt(height)
	x := d.margins.side
	put := func(lines []string, s style, width float64, a align) {
		d.cell(lines, s, box{x, d.y, width, height, a}, lifeLead)
		x += width
	}
	put(d.lines(l.Rule.Name(), lifeStyle, lifeName-2*padding), lifeStyle, lifeName, left)
	put(d.lines(l.Rule.Often(), style{song, 8.5}, lifeOften-2*padding), style{song, 8.5}, lifeOften, centre)
	for i, t := range l.Terms {
		s := lifeStyle
		if t.Missed > 0 {
			s = lifeBold
		}
		put(texts[i], s, width, centre)
	}
	sum := l.Sum()
	for _, n := range []int{sum.Due, sum.Done, sum.Late, sum.Missed} {
		put([]string{strconv.Itoa(n)}, lifeStyle, lifeSum, centre)
	}
	d.y += height
}

// termText says what a term had: √ 5-11, 补 6-2, 缺 1, 定 5-25, ○.
func termText(t model.LifeTerm) string {
	var parts []string
	dates := func(mark string, list []model.LifeActivity) {
		for _, a := range list {
			day := a.Date()
			parts = append(parts, fmt.Sprintf("%s %d-%d", mark, day.Month, day.Day))
		}
	}
	dates("√", t.Held)
	dates("补", t.MadeUp)
	if t.Missed > 0 {
		parts = append(parts, missedText(t))
	}
	if t.Open > 0 && len(t.Planned) > 0 {
		dates("定", t.Planned)
	} else if t.Open > 0 {
		parts = append(parts, "○")
	}
	separator := "\n"
	if t.To.Month-t.From.Month > 1 {
		separator = "　"
	}
	return strings.Join(parts, separator)
}

// missedText counts what is missing only where more than one was due.
func missedText(t model.LifeTerm) string {
	if t.Due == 1 {
		return "缺"
	}
	return fmt.Sprintf("缺 %d", t.Missed)
}

// lacking lists what the records of the units' activities lack.
func (d *lifeSheet) lacking(units []model.LifeUnit) {
	var list []model.LifeActivity
	for _, u := range units {
		for _, l := range u.Lines {
			for _, a := range l.Lacking() {
				if !slices.ContainsFunc(list, func(b model.LifeActivity) bool { return b.ID == a.ID }) {
					list = append(list, a)
				}
			}
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b model.LifeActivity) int { return a.Start.Compare(b.Start) })
	t := &table{
		document: d.document,
		columns: []column{
			{head: "日期", width: 34, align: centre},
			{head: "类别", width: 34, align: centre, shrink: true},
			{head: "材料不全的活动", width: 132, align: left, shrink: true},
			{head: "缺什么", width: 72, align: left},
		},
		style: lifeStyle, head: lifeBold, rowHeight: 6.6, headHeight: 7, lead: lifeLead, reserve: 10,
	}
	d.y += 2
	if d.room() < 30 {
		t.newPage()
	}
	t.drawHead()
	for _, a := range list {
		var lacks []string
		for _, p := range a.Lacks() {
			lacks = append(lacks, string(p))
		}
		t.row(a.Date().Chinese(), model.KindOf(a.Kind).Name, a.Title, strings.Join(lacks, "、"))
	}
}
