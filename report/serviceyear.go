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

// ServiceYear draws the 志愿服务年度总结: the year in sentences, the teams by
// class, then the months, fields, projects and teams, each as a chart and a
// table. A year without a service is an Error.
func ServiceYear(w io.Writer, y model.ServiceYear, o Options) (Sheet, error) {
	if y.Sum.Activities == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: fmt.Sprintf("%d年还没有已举办的志愿服务，没有可以总结的。", y.Year)}
	}
	title := fmt.Sprintf("%d年志愿服务年度总结", y.Year)
	d := newDocument(title, false, margins{side: 12, top: 16, bottom: 16}, o)
	d.newPage()
	d.title(title, style{songBold, 20}, 1.2, 11)
	d.underTitle(o, style{song, 11}, 9)
	for _, line := range serviceSentences(y) {
		d.paragraph(line, style{song, 11}, 6.2)
	}
	d.serviceHeading(1, "服务队", 30)
	d.classTable(y.Classes)
	for i, part := range []struct {
		what  string
		shape chart.Shape
		rows  []model.ServiceFigure
	}{
		{"月份", chart.Line, y.Months}, {"服务领域", chart.Bars, y.Fields}, {"公益项目", chart.Bars, y.Projects}, {"志愿服务队", chart.Bars, y.Teams},
	} {
		if err := d.servicePart(i+2, part.what, part.shape, part.rows, y.Sum); err != nil {
			return Sheet{}, err
		}
	}
	d.y += 3
	d.paragraph("说明：场次和受益人数是已举办的志愿服务的；人次、人数和小时只计组织者确认过的时长，路途不计。人数是不同的人，一个人可以在几行里。", style{song, 9.5}, 5)
	d.numberPages()
	return d.finish(w, "year of volunteer service")
}

// serviceSentences say the year in words.
func serviceSentences(y model.ServiceYear) []string {
	busiest := slices.MaxFunc(y.Months, func(a, b model.ServiceFigure) int { return cmp.Compare(a.Minutes, b.Minutes) })
	lines := []string{
		fmt.Sprintf("有志愿服务队 %d 支，登记在册的志愿者 %d 人。", y.TeamCount(), y.Volunteers),
		fmt.Sprintf("全年举办志愿服务 %d 场，参加 %d 人次、%d 人，服务 %s 小时，受益 %d 人次。",
			y.Sum.Activities, y.Sum.Times, y.Sum.People, model.Hours(y.Sum.Minutes), y.Sum.Beneficiaries),
	}
	if y.Sum.People > 0 {
		lines = append(lines, fmt.Sprintf("人均 %s 小时；%s服务时长最多，%s 小时。", model.Hours(y.Sum.Minutes/y.Sum.People), busiest.Name, model.Hours(busiest.Minutes)))
	}
	return lines
}

// serviceHeading begins a part of which so much should stand below it on the
// page, in millimetres.
func (d *document) serviceHeading(number int, text string, below float64) {
	const heading = 10.0
	if d.room() < heading+below {
		d.newPage()
	} else {
		d.y += 4
	}
	d.text(fmt.Sprintf("%d. %s", number, text), style{hei, 13}, box{d.margins.side, d.y, d.inner(), heading - 2, left})
	d.y += heading
}

func (d *document) classTable(classes []model.TeamClassFigure) {
	t := &table{
		document: d,
		columns: []column{
			{head: "类别", width: 86, align: left, shrink: true}, {head: "服务队（支）", width: 50, align: centre}, {head: "队员（人）", width: 50, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 7, headHeight: 8, lead: 4.6,
	}
	t.drawHead()
	for _, c := range classes {
		t.row(cmp.Or(c.Class, "未写明"), strconv.Itoa(c.Teams), strconv.Itoa(c.People))
	}
	if len(classes) == 0 {
		t.row("无", "0", "0")
	}
}

// servicePart draws the chart of hours and the table of one list; a list of
// which no row has a name is left out in a sentence.
func (d *document) servicePart(number int, what string, shape chart.Shape, rows []model.ServiceFigure, sum model.ServiceFigure) error {
	named := slices.DeleteFunc(slices.Clone(rows), func(f model.ServiceFigure) bool { return f.Name == "" })
	height := lineHeight
	if shape == chart.Bars {
		height = chartFoot + barHeight*float64(max(2, min(len(named), chart.Most)))
	}
	if len(named) == 0 {
		d.serviceHeading(number, "按"+what, 10)
		d.paragraph("今年的志愿服务没有写明"+what+"。", style{song, 11}, 6.2)
		return nil
	}
	d.serviceHeading(number, "按"+what, height+34)
	c := chart.Chart{Shape: shape, Unit: "小时", Width: chartWidth * chartPixels, Height: int(height) * chartPixels}
	if shape == chart.Line {
		c.Unit = ""
	}
	for _, f := range named[:min(len(named), max(chart.Most, 12))] {
		c.Names, c.Values = append(c.Names, f.Name), append(c.Values, f.Of(model.OfHours))
	}
	picture, err := c.PNG()
	if err != nil {
		return err
	}
	if err := d.image("hours by "+what, picture, box{x: d.margins.side, y: d.y, w: chartWidth, h: height}); err != nil {
		return err
	}
	d.y += height + 2
	t := &table{
		document: d,
		columns: []column{
			{head: what, width: 76, align: left, shrink: true},
			{head: "场次", width: 20, align: centre},
			{head: "人次", width: 22, align: centre},
			{head: "人数", width: 20, align: centre},
			{head: "小时", width: 24, align: centre},
			{head: "受益人次", width: 24, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 7, headHeight: 8, lead: 4.6,
	}
	t.drawHead()
	sum.Name = "合计"
	for _, f := range append(slices.Clone(rows), sum) {
		t.row(ServiceCells(f)...)
	}
	return nil
}

// ServiceCells are the figures of a row as tables write them, its name first.
func ServiceCells(f model.ServiceFigure) []string {
	return []string{
		cmp.Or(f.Name, "未写明"), strconv.Itoa(f.Activities), strconv.Itoa(f.Times), strconv.Itoa(f.People), model.Hours(f.Minutes), strconv.Itoa(f.Beneficiaries),
	}
}
