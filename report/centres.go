package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"

	"jishi/model"
	"jishi/report/chart"
)

// CentreOverview draws the overview of a street's centres, in the order they
// are given: the whole in a sentence, charts, the ranking, and every centre's
// 人次 month by month. Nobody's centre is an Error.
func CentreOverview(w io.Writer, v model.Overview, o Options) (Sheet, error) {
	if len(v.Centres)+len(v.Streets) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "还没有中心：请先登记中心的单位文件，或接收它们的上报包。"}
	}
	title := v.Chinese() + "中心概览"
	d := newDocument(title, true, margins{side: 12, top: 14, bottom: 14}, o)
	d.newPage()
	d.title(title, style{songBold, 20}, 1.2, 11)
	d.underTitle(o, style{song, 11}, 9)
	d.paragraph(overviewSentence(v), style{song, 11}, 6.2)
	if err := d.overviewCharts(v); err != nil {
		return Sheet{}, err
	}
	d.centreTable(v)
	d.y += 4
	d.trendTable(v)
	d.y += 3
	d.paragraph("说明：数字来自各中心最近一次上报的记录，只计已举办的活动。人数是不同的人，在两个中心都有登记、已经确认是同一人的，合计里只算一次；服务时长只计已确认的；"+
		"资料完整是填了生日和填了电话的两个比例的平均。", style{song, 9.5}, 5)
	d.numberPages()
	return d.finish(w, "overview of centres")
}

// overviewSentence says the whole.
func overviewSentence(v model.Overview) string {
	s := v.Sum
	text := fmt.Sprintf("共 %d 个中心，在册 %d 人。举办活动 %d 场，参加 %d 人次、%d 人，志愿服务 %s 小时", v.Counted(), s.Members, s.Activities, s.Times, s.People, model.Hours(s.Minutes))
	if s.Expected > 0 {
		text += "，到会率 " + s.RateText()
	}
	if n := v.Overdue(); n > 0 {
		text += fmt.Sprintf("；%d 个%s逾期没有上报", n, whoReports(v))
	}
	if n := len(v.Streets); n > 0 {
		text = fmt.Sprintf("%d 个街道，", n) + text
	}
	return text + "。"
}

// whoReports is what the offices are called that packages are awaited from.
func whoReports(v model.Overview) string {
	if len(v.Streets) > 0 {
		return "街道和中心"
	}
	return "中心"
}

// overviewCharts stand side by side: the centres with most 人次, and the
// trend of all.
func (d *document) overviewCharts(v model.Overview) error {
	const gap = 5.0
	width := (d.inner() - gap) / 2
	height := chartFoot + barHeight*float64(min(max(len(v.Centres), 4), 10))
	ranking, err := CentreChart(v, model.OfTimes, 10, int(width*chartPixels), int(height*chartPixels))
	if err != nil {
		return err
	}
	trend, err := TrendChart(v, int(width*chartPixels), int(height*chartPixels))
	if err != nil {
		return err
	}
	d.y += 2
	for i, c := range []struct {
		name    string
		picture []byte
	}{{"参加人次", ranking}, {"各月参加人次（全部中心）", trend}} {
		x := d.margins.side + float64(i)*(width+gap)
		d.text(c.name, style{hei, 11}, box{x, d.y, width, 6, left})
		if err := d.image("chart of "+c.name, c.picture, box{x: x, y: d.y + 7, w: width, h: height}); err != nil {
			return err
		}
	}
	d.y += height + 10
	return nil
}

// CentreChart draws one measure of the centres that have most of it as bars, at
// most so many.
func CentreChart(v model.Overview, m model.Measure, most, width, height int) ([]byte, error) {
	v.Centres = slices.DeleteFunc(slices.Clone(v.Centres), func(c model.CentreFigures) bool { return c.Kind == model.Street })
	v.Rank(model.CentreOrder(m))
	c := chart.Chart{Shape: chart.Bars, Unit: m.Unit(), Width: width, Height: height}
	for _, one := range v.Centres[:min(most, len(v.Centres))] {
		c.Names, c.Values = append(c.Names, model.ShortOffice(one.Name)), append(c.Values, m.Of(one.Statistic))
	}
	return c.PNG()
}

// TrendChart draws the 人次 of all centres month by month as a line.
func TrendChart(v model.Overview, width, height int) ([]byte, error) {
	c := chart.Chart{Shape: chart.Line, Width: width, Height: height}
	for i, m := range v.Months {
		c.Names, c.Values = append(c.Names, strconv.Itoa(m.Month)+"月"), append(c.Values, float64(v.Sum.Trend[i]))
	}
	return c.PNG()
}

// CentreCells are a centre's figures as tables write them, its name first.
func CentreCells(c model.CentreFigures) []string {
	received := "—"
	if !c.Received.IsZero() {
		received = model.DateOf(c.Received).String()
	}
	if c.Overdue {
		received = cmp.Or(map[bool]string{true: "还没有"}[c.Received.IsZero()], received) + " 逾期"
	}
	complete := "—"
	if share, ok := c.Complete(); ok {
		complete = strconv.FormatFloat(share*100, 'f', 1, 64) + " %"
	}
	return []string{
		c.Name, received, strconv.Itoa(c.Members), complete, strconv.Itoa(c.Activities), strconv.Itoa(c.Times), strconv.Itoa(c.People),
		model.Hours(c.Minutes), cmp.Or(c.RateText(), "—"),
	}
}

// LineCells are CentreCells of a line of the ranking, with its place before
// them: at a district a centre stands a little to the right of its street, and
// what a street has itself is told apart from the whole of it.
func LineCells(l model.OverviewLine) []string {
	cells := CentreCells(l.CentreFigures)
	place := ""
	switch {
	case l.Whole:
		place = "街道"
	case l.Place > 0:
		place = strconv.Itoa(l.Place)
	default:
		cells[0], cells[1] = cells[0]+"（本级）", ""
	}
	if l.Street != "" && !l.Whole {
		cells[0] = "　" + cells[0]
	}
	return append([]string{place}, cells...)
}

// CentreHeads are the heads over CentreCells.
func CentreHeads() []string {
	return []string{"中心", "最近上报", "在册", "资料完整", "场次", "人次", "人数", "服务小时", "到会率"}
}

func (d *document) centreTable(v model.Overview) {
	heads := CentreHeads()
	columns := []column{{head: "名次", width: 14, align: centre}, {head: heads[0], width: 71, align: left, shrink: true}}
	for i, width := range []float64{40, 22, 26, 20, 22, 20, 20, 18} {
		columns = append(columns, column{head: heads[i+1], width: width, align: centre, shrink: true})
	}
	t := &table{document: d, columns: columns, style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 7, headHeight: 8, lead: 4.6}
	if d.room() < 40 {
		d.newPage()
	}
	t.drawHead()
	for _, l := range v.Lines() {
		t.row(LineCells(l)...)
	}
	sum := CentreCells(v.Sum)
	sum[1] = ""
	t.row(append([]string{""}, sum...)...)
}

// trendTable is every centre's 人次 month by month.
func (d *document) trendTable(v model.Overview) {
	columns := []column{{head: "各月人次", width: 69, align: left, shrink: true}}
	for _, m := range v.Months {
		columns = append(columns, column{head: fmt.Sprintf("%d.%d", m.Year, m.Month), width: 17, align: centre})
	}
	t := &table{document: d, columns: columns, style: style{song, 10}, head: style{hei, 10}, rowHeight: 6.5, headHeight: 7.5, lead: 4.4}
	if d.room() < 40 {
		d.newPage()
	}
	t.drawHead()
	for _, l := range append(v.Lines(), model.OverviewLine{CentreFigures: v.Sum, Whole: true}) {
		row := []string{LineCells(l)[1]}
		for _, n := range l.Trend {
			row = append(row, strconv.Itoa(n))
		}
		t.row(row...)
	}
}
