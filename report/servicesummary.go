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

// ServiceSummary draws the 志愿服务总结 of a period, 年度总结 where it is a
// year: the period in sentences, the teams by class, then the months, fields,
// projects and teams, each as a chart and a table, then honours and press reports
// by level. A period without a service is an Error.
func ServiceSummary(w io.Writer, s model.ServiceSummary, o Options) (Sheet, error) {
	period := model.PeriodName(s.From, s.To)
	if s.Sum().Activities == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: period + "还没有已举办的志愿服务，没有可以总结的。"}
	}
	title := period + "志愿服务总结"
	if s.WholeYear() {
		title = period + "志愿服务年度总结"
	}
	d := newDocument(title, false, margins{side: 12, top: 16, bottom: 16}, o)
	d.newPage()
	d.title(title, style{songBold, 20}, 1.2, 11)
	d.underTitle(o, style{song, 11}, 9)
	for _, line := range serviceSentences(s) {
		d.paragraph(line, style{song, 11}, 6.2)
	}
	d.serviceHeading(1, "服务队", 30)
	d.classTable(s)
	part := 2
	for _, by := range []model.Grouping{model.ByMonth, model.ByField, model.ByProject, model.ByTeam} {
		found := s.By(by)
		if by == model.ByMonth && len(found.Rows) == 1 {
			continue // a month by itself says what the sentences say
		}
		if err := d.servicePart(part, found); err != nil {
			return Sheet{}, err
		}
		part++
	}
	d.serviceHeading(part, "荣誉和新闻报道", 30)
	d.levelTable(s.Levels)
	d.y += 3
	d.paragraph("说明：场次和受益人次是已举办的志愿服务的；人次、人数和小时只计组织者确认过的时长，路途不计。人数是不同的人，一个人可以在几行里。", style{song, 9.5}, 5)
	d.numberPages()
	return d.finish(w, "summary of volunteer service")
}

// serviceSentences say the period in words.
func serviceSentences(s model.ServiceSummary) []string {
	months := s.By(model.ByMonth)
	sum := months.Sum
	whole := "这段时间"
	if s.WholeYear() {
		whole = "全年"
	}
	lines := []string{
		fmt.Sprintf("有志愿服务队 %d 支，登记在册的志愿者 %d 人。", len(s.Teams), s.Volunteers),
		fmt.Sprintf("%s举办志愿服务 %d 场，参加 %d 人次、%d 人，服务 %s 小时，受益 %d 人次。",
			whole, sum.Activities, sum.Times, sum.People, model.Hours(sum.Minutes), sum.Beneficiaries),
	}
	if won := model.SumLevels(s.Levels); won != (model.LevelFigure{}) {
		lines = append(lines, fmt.Sprintf("获得荣誉 %d 项，其中个人 %d 项、集体 %d 项；新闻报道 %d 篇。", won.Honours(), won.Personal, won.Collective, won.Press))
	}
	if sum.People == 0 {
		return lines
	}
	each := "人均 " + model.Hours(sum.Minutes/sum.People) + " 小时"
	if len(months.Rows) > 1 {
		busiest := slices.MaxFunc(months.Rows, func(a, b model.Statistic) int { return cmp.Compare(a.Minutes, b.Minutes) })
		each += fmt.Sprintf("；%s服务时长最多，%s 小时", busiest.Name, model.Hours(busiest.Minutes))
	}
	return append(lines, each+"。")
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

// classTable are the teams by class with what they did.
func (d *document) classTable(s model.ServiceSummary) {
	t := &table{
		document: d,
		columns: []column{
			{head: "类别", width: 38, align: left, shrink: true},
			{head: "服务队（支）", width: 27, align: centre},
			{head: "队员（人）", width: 25, align: centre},
			{head: "场次", width: 18, align: centre},
			{head: "人次", width: 20, align: centre},
			{head: "人数", width: 18, align: centre},
			{head: "小时", width: 20, align: centre},
			{head: "受益人次", width: 20, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 7, headHeight: 8, lead: 4.6,
	}
	t.drawHead()
	for _, row := range ServiceClassCells(s) {
		t.row(row...)
	}
}

// ServiceClassCells are the rows of the teams by class, the whole last: class,
// teams and people in them, then as ServiceCells.
func ServiceClassCells(s model.ServiceSummary) [][]string {
	found := s.By(model.ByTeamClass)
	var rows [][]string
	add := func(r model.Statistic, teams []model.StandingTeam) {
		people, _ := model.PeopleOf(teams)
		cells := ServiceCells(r)
		rows = append(rows, slices.Concat(cells[:1], []string{strconv.Itoa(len(teams)), strconv.Itoa(len(people))}, cells[1:]))
	}
	for _, r := range found.Rows {
		add(r, s.TeamsOf(r.Key))
	}
	add(found.Sum, s.Teams)
	return rows
}

// levelTable counts honours and press reports by level.
func (d *document) levelTable(levels []model.LevelFigure) {
	if len(levels) == 0 {
		d.paragraph("这段时间没有登记荣誉和新闻报道。", style{song, 11}, 6.2)
		return
	}
	t := &table{
		document: d,
		columns: []column{
			{head: "级别", width: 58, align: left, shrink: true},
			{head: "荣誉（项）", width: 32, align: centre},
			{head: "其中个人", width: 32, align: centre},
			{head: "其中集体", width: 32, align: centre},
			{head: "新闻报道（篇）", width: 32, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 7, headHeight: 8, lead: 4.6,
	}
	t.drawHead()
	for _, row := range LevelCells(levels) {
		t.row(row...)
	}
}

// LevelCells are the counts by level as tables write them, the sum last.
func LevelCells(levels []model.LevelFigure) [][]string {
	sum := model.SumLevels(levels)
	sum.Level = "合计"
	var rows [][]string
	for _, l := range append(slices.Clone(levels), sum) {
		rows = append(rows, []string{
			cmp.Or(l.Level, "未写明"), strconv.Itoa(l.Honours()), strconv.Itoa(l.Personal), strconv.Itoa(l.Collective), strconv.Itoa(l.Press),
		})
	}
	return rows
}

// servicePart draws the chart of hours and the table of one grouping; one of
// which no row has a name is left out in a sentence.
func (d *document) servicePart(number int, s model.Statistics) error {
	what := s.By.Chinese()
	if s.Silent() {
		d.serviceHeading(number, "按"+what, 10)
		d.paragraph("这些志愿服务没有写明"+what+"。", style{song, 11}, 6.2)
		return nil
	}
	height := lineHeight
	if ShapeOf(s.By) == chart.Bars {
		height = chartFoot + barHeight*float64(max(2, min(len(s.Rows), chart.Most)))
	}
	d.serviceHeading(number, "按"+what, height+34)
	picture, err := StatisticChart(s, model.OfHours, ShapeOf(s.By), chartWidth*chartPixels, int(height)*chartPixels)
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
	for _, r := range append(slices.Clone(s.Rows), s.Sum) {
		t.row(ServiceCells(r)...)
	}
	return nil
}

// ServiceCells are the figures of a row as tables write them, its name first.
func ServiceCells(r model.Statistic) []string {
	return []string{
		r.Name, strconv.Itoa(r.Activities), strconv.Itoa(r.Times), strconv.Itoa(r.People), model.Hours(r.Minutes), strconv.Itoa(r.Beneficiaries),
	}
}
