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

// Statistics draws the statistics of the days from from to to: the whole in a
// sentence, then a chart and a table for each grouping. Where several are
// given, those that nothing falls into are left out; nothing at all is an Error.
func Statistics(w io.Writer, from, to model.Date, groupings []model.Statistics, o Options) (Sheet, error) {
	if len(groupings) > 1 {
		groupings = slices.DeleteFunc(slices.Clone(groupings), model.Statistics.Silent)
	}
	if len(groupings) == 0 || len(groupings[0].Rows) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "这段时间没有已举办的活动，没有可以统计的。"}
	}
	title := model.PeriodName(from, to) + "活动统计"
	d := newDocument(title, false, margins{side: 12, top: 16, bottom: 16}, o)
	d.newPage()
	d.title(title, style{songBold, 20}, 1.2, 11)
	d.underTitle(o, style{song, 11}, 9)
	d.paragraph(statisticSentence(groupings[0].Sum), style{song, 11}, 6.2)
	for i, s := range groupings {
		if err := d.grouping(i+1, s); err != nil {
			return Sheet{}, err
		}
	}
	d.y += 3
	d.paragraph("说明：只计已举办的活动，计划和取消的不计。人次是到场的次数（含新来的人和列席），人数是其中不同的人；到会率＝应到的人里到场的÷应到，没有登记的按没到算。"+
		"按人员分的各行，场次是有他们到场的活动，一场可以在几行里。", style{song, 9.5}, 5)
	d.numberPages()
	return d.finish(w, "statistics")
}

// statisticSentence says the whole.
func statisticSentence(s model.Statistic) string {
	text := fmt.Sprintf("共举办活动 %d 场，参加 %d 人次、%d 人，计入 %s 小时", s.Activities, s.Times, s.People, model.Hours(s.Minutes))
	if s.Expected > 0 {
		text += fmt.Sprintf("；应到 %d 人次，其中到会 %d 人次，到会率 %s", s.Expected, s.Came, s.RateText())
	}
	return text + "。"
}

// paragraph writes text over the whole width from where the page has come to.
func (d *document) paragraph(text string, s style, lead float64) {
	for _, line := range d.lines(text, s, d.inner()) {
		if d.room() < lead {
			d.newPage()
		}
		d.text(line, s, box{d.margins.side, d.y, d.inner(), lead, left})
		d.y += lead
	}
}

// The chart of a grouping in a PDF.
const (
	chartWidth  = 186
	barHeight   = 7.0
	chartFoot   = 12.0 // its axis
	lineHeight  = 62.0
	chartPixels = 8 // for each millimetre
)

// grouping draws one grouping: heading, chart, table.
func (d *document) grouping(number int, s model.Statistics) error {
	height := lineHeight
	if s.By != model.ByMonth {
		height = chartFoot + barHeight*float64(max(2, min(len(s.Rows), chart.Most)))
	}
	const heading, someRows = 10.0, 34.0
	if d.room() < heading+height+someRows {
		d.newPage()
	} else {
		d.y += 4
	}
	d.text(fmt.Sprintf("%d. 按%s", number, s.By.Chinese()), style{hei, 13}, box{d.margins.side, d.y, d.inner(), heading - 2, left})
	d.y += heading
	picture, err := StatisticChart(s, model.OfTimes, ShapeOf(s.By), chartWidth*chartPixels, int(height)*chartPixels)
	if err != nil {
		return err
	}
	if err := d.image("chart of "+string(s.By), picture, box{x: d.margins.side, y: d.y, w: chartWidth, h: height}); err != nil {
		return err
	}
	d.y += height + 2
	d.statisticTable(s)
	return nil
}

func (d *document) statisticTable(s model.Statistics) {
	t := &table{
		document: d,
		columns: []column{
			{head: s.By.Chinese(), width: 56, align: left, shrink: true},
			{head: "场次", width: 16, align: centre},
			{head: "人次", width: 20, align: centre},
			{head: "人数", width: 18, align: centre},
			{head: "计入小时", width: 22, align: centre},
			{head: "应到", width: 18, align: centre},
			{head: "到会", width: 18, align: centre},
			{head: "到会率", width: 18, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 7, headHeight: 8, lead: 4.6,
	}
	t.drawHead()
	for _, r := range append(slices.Clone(s.Rows), s.Sum) {
		t.row(StatisticCells(r)...)
	}
}

// StatisticCells are the figures of a row as tables write them, its name first.
func StatisticCells(r model.Statistic) []string {
	return []string{
		r.Name, strconv.Itoa(r.Activities), strconv.Itoa(r.Times), strconv.Itoa(r.People), model.Hours(r.Minutes),
		strconv.Itoa(r.Expected), strconv.Itoa(r.Came), cmp.Or(r.RateText(), "—"),
	}
}

// ShapeOf is how a grouping is best drawn: months as a line, others as bars.
func ShapeOf(g model.Grouping) chart.Shape {
	if g == model.ByMonth {
		return chart.Line
	}
	return chart.Bars
}

// StatisticChart draws a grouping as a PNG of so many pixels. Of many rows,
// bars show the largest chart.Most, in the order of the rows. Activities that by
// their nature have no presenter or team are no bar beside those that have.
func StatisticChart(s model.Statistics, m model.Measure, shape chart.Shape, width, height int) ([]byte, error) {
	rows := s.Rows
	if given := slices.DeleteFunc(slices.Clone(rows), func(r model.Statistic) bool { return r.Key == "" }); len(given) > 0 {
		switch s.By {
		case model.ByPresenter, model.ByTeam, model.ByField, model.ByProject, model.ByTeamClass, model.ByStation:
			rows = given
		default:
		}
	}
	if shape == chart.Bars && len(rows) > chart.Most {
		by := slices.SortedStableFunc(slices.Values(rows), func(a, b model.Statistic) int { return cmp.Compare(m.Of(b), m.Of(a)) })
		least := by[:chart.Most]
		rows = slices.DeleteFunc(slices.Clone(rows), func(r model.Statistic) bool { return !slices.Contains(least, r) })
	}
	c := chart.Chart{Shape: shape, Unit: m.Unit(), Width: width, Height: height}
	if shape == chart.Line {
		c.Unit = "" // there is no room beside the points
	}
	oneYear := len(rows) > 0 && s.By == model.ByMonth && rows[0].Key[:4] == rows[len(rows)-1].Key[:4]
	for _, r := range rows {
		name := r.Name
		if oneYear { // 5月 is enough
			name = monthOnly(r.Key)
		}
		c.Names, c.Values = append(c.Names, name), append(c.Values, m.Of(r))
	}
	return c.PNG()
}

// monthOnly is 5月 of 2018-05.
func monthOnly(key string) string {
	month, err := strconv.Atoi(key[len("2018-"):])
	if err != nil {
		return key
	}
	return strconv.Itoa(month) + "月"
}
