package ui

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// centresStore is what 中心概览 asks the store for.
type centresStore interface {
	Overview(ctx context.Context, year, month int) (model.Overview, error)
	SaveSetting(ctx context.Context, key, value string) error
	RecountCentres(ctx context.Context) error
}

// centres is 中心概览, at a street: how every centre stands in a month or a
// year, ranked, with charts.
type centres struct {
	desk  *desk
	store centresStore

	year, month int // month 0 is the whole year
	overview    model.Overview
	rows        []centreRow

	period   *widgets.Segments
	named    *widgets.Text
	rank     *widgets.FilterButton
	late     *widgets.FilterButton
	tiles    [5]*widgets.StatTile
	table    *widgets.DataTable[centreRow]
	ranking  *canvas.Image
	trend    *canvas.Image
	trendOf  *widgets.Text
	together *widgets.Button
	trouble  *trouble
	content  fyne.CanvasObject
}

// centreRow is a line of the ranking, or the sum of all.
type centreRow struct {
	model.OverviewLine
	cells []string // after the place
	sum   bool
}

// bold reports whether the row adds others up.
func (r centreRow) bold() bool { return r.sum || r.Whole }

// The lengths of a period.
const (
	oneMonth = "month"
	oneYear  = "year"
)

func newCentres(d *desk) page {
	today := d.today()
	p := &centres{desk: d, store: d.store, year: today.Year, month: today.Month}
	p.period = widgets.NewSegments([]widgets.Option{{Value: oneMonth, Text: lang.L("By month")}, {Value: oneYear, Text: lang.L("By year")}}, p.onPeriod)
	p.period.SetValue(oneMonth)
	p.named = widgets.NewBold("")
	p.rank = widgets.NewFilter(lang.L("Ranked by: "), []widgets.Option{
		{Value: string(model.CentresByTimes), Text: model.OfTimes.Chinese()},
		{Value: string(model.CentresByPeople), Text: model.OfPeople.Chinese()},
		{Value: string(model.CentresByHeld), Text: model.OfActivities.Chinese()},
		{Value: string(model.CentresByHours), Text: lang.L("Hours of service")},
		{Value: string(model.CentresByRate), Text: model.OfRate.Chinese()},
		{Value: string(model.CentresByMembers), Text: lang.L("People registered")},
		{Value: string(model.CentresByReceived), Text: lang.L("The longest silent first")},
	}, func(string) { p.show() })
	p.rank.SetValue(string(model.CentresByTimes))
	p.late = widgets.NewFilter(lang.L("Overdue after: "), lateOptions(), p.onLate)
	for i, title := range []string{lang.L("Number of centres"), lang.L("People registered"), lang.L("Activities"), lang.L("Attendances"), lang.L("Hours of service")} {
		p.tiles[i] = widgets.NewStatTile(title)
	}
	p.table = widgets.NewListTable(p.columns(), centreRow.key, func() []centreRow { return p.rows },
		widgets.NewEmptyState(theme.HomeIcon(), lang.L("No centre yet. Register the centres' office files, or receive their packages, under 上报."), nil))
	p.table.OnSelected = func(r centreRow) { p.draw(r) }
	p.table.OnOpened = p.onOpened
	p.ranking, p.trend, p.trendOf = canvas.NewImageFromResource(nil), canvas.NewImageFromResource(nil), widgets.NewBold("")
	p.trendOf.Shrink = true
	for _, c := range []*canvas.Image{p.ranking, p.trend} {
		c.FillMode = canvas.ImageFillContain
	}
	p.together = widgets.NewButton(lang.L("People of two centres…"), func() { openSharedPeople(d, d.store) })
	p.trouble = newTrouble(p.Refresh)
	p.content = p.layout()
	return p
}

// key tells the rows apart: a street has one with its centres and one without.
func (r centreRow) key() string {
	if r.Whole {
		return "street " + string(r.ID)
	}
	return cmp.Or(string(r.ID), "whole")
}

func lateOptions() []widgets.Option {
	var options []widgets.Option
	for _, days := range []int{model.UsualOverdue, 7, 14, 92} {
		options = append(options, widgets.Option{Value: strconv.Itoa(days), Text: lang.L("more than {{.N}} days", map[string]any{"N": days})})
	}
	return options
}

func (p *centres) layout() fyne.CanvasObject {
	step := widgets.Across(4, widgets.NewButton("‹", func() { p.onStep(-1) }), container.NewCenter(p.named), widgets.NewButton("›", func() { p.onStep(1) }))
	bar := container.NewBorder(nil, nil, widgets.Across(10, step, p.period), widgets.Across(8, p.rank, p.late), nil)
	tiles := container.NewGridWithColumns(len(p.tiles))
	for _, t := range p.tiles {
		tiles.Add(t)
	}
	head := widgets.Down(8, bar, p.trouble.content, widgets.Spacer(0, 0))
	left := widgets.NewCard("", widgets.Frame(head, nil, nil, nil, p.table))
	chart := func(title fyne.CanvasObject, picture fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewCard("", widgets.Frame(widgets.Down(4, title, widgets.Spacer(0, 0)), nil, nil, nil, picture))
	}
	right := container.NewGridWithRows(2, chart(widgets.NewBold(lang.L("The first ten")), p.ranking), chart(p.trendOf, p.trend))
	return widgets.Frame(widgets.Down(widgets.Gap, tiles, widgets.Spacer(0, 0)), nil, nil, nil, widgets.Shares(widgets.Gap, []float32{2.1, 1}, left, right))
}

func (p *centres) columns() []widgets.Column[centreRow] {
	type column = widgets.Column[centreRow]
	figure := func(at int, id, title string, chars float32, optional bool) column {
		return column{ID: id, Title: title, Chars: chars, Align: fyne.TextAlignTrailing, Optional: optional, Cell: func(r centreRow) widgets.Cell {
			return widgets.Cell{Text: r.cells[at], Bold: r.bold()}
		}}
	}
	return []column{
		{ID: "place", Title: lang.L("Place in the ranking"), Chars: 2.6, Cell: func(r centreRow) widgets.Cell {
			if r.Place == 0 {
				return widgets.Plain("")
			}
			return widgets.Muted(strconv.Itoa(r.Place))
		}},
		{ID: "name", Title: lang.L("Centre"), Chars: 5, Grow: 2, Cell: nameCell},
		{ID: "received", Title: lang.L("Last package"), Chars: 5.4, Cell: p.receivedCell},
		figure(2, "members", lang.L("Registered"), 3.2, false),
		figure(3, "complete", lang.L("Records complete"), 4.2, true),
		figure(4, "held", lang.L("Held (times)"), 2.6, false),
		figure(5, "times", lang.L("Attendances"), 3.2, false),
		figure(6, "people", lang.L("Different people"), 3, false),
		figure(7, "hours", lang.L("Hours of service"), 4, true),
		figure(8, "rate", lang.L("Rate"), 4, false),
		{ID: "trend", Title: lang.L("Against the month before"), Chars: 4, Optional: true, Align: fyne.TextAlignTrailing, Cell: trendCell},
	}
}

// nameCell names a line; at a district centres stand to the right of their
// street.
func nameCell(r centreRow) widgets.Cell {
	name := model.ShortOffice(r.Name)
	switch {
	case r.sum || r.Whole || r.Street == "":
		return widgets.Cell{Text: name, Bold: true}
	case r.Place == 0:
		return widgets.Plain("　" + lang.L("{{.Name}} itself", map[string]any{"Name": name}))
	}
	return widgets.Plain("　" + name)
}

// receivedCell says when the centre's package came; overdue stands out.
func (p *centres) receivedCell(r centreRow) widgets.Cell {
	switch {
	case r.sum || r.Place == 0 && !r.Whole:
		return widgets.Plain("")
	case r.Received.IsZero():
		return widgets.Mark(lang.L("nothing yet"), widgets.Red)
	case r.Overdue:
		return widgets.Mark(p.desk.shortDay(model.DateOf(r.Received)), widgets.Red)
	default:
		return widgets.Mark(p.desk.shortDay(model.DateOf(r.Received)), widgets.Good)
	}
}

// trendCell sets the last month beside the one before.
func trendCell(r centreRow) widgets.Cell {
	n := len(r.Trend)
	if n < 2 {
		return widgets.Plain("")
	}
	switch more := r.Trend[n-1] - r.Trend[n-2]; {
	case more > 0:
		return widgets.Cell{Text: "↑ " + strconv.Itoa(more), Bold: r.bold()}
	case more < 0:
		return widgets.Cell{Text: "↓ " + strconv.Itoa(-more), Bold: r.bold()}
	}
	return widgets.Muted("—")
}

func (p *centres) Title() string              { return lang.L("Centres") }
func (p *centres) Content() fyne.CanvasObject { return p.content }

// Actions are the same whoever's records are in view: this page shows all
// centres.
func (p *centres) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		p.together,
		widgets.NewMenuButton(lang.L("More actions"), func() []*fyne.MenuItem {
			return []*fyne.MenuItem{
				fyne.NewMenuItem(lang.L("Export as .xlsx"), func() { p.print(true) }),
				fyne.NewMenuItem(lang.L("Count all centres anew"), p.onRecount),
			}
		}),
		widgets.NewPrimary(lang.L("Print  Ctrl+P"), p.onPrint),
	}
}

// onPrint prints what is in view.
func (p *centres) onPrint() { p.print(false) }

func (p *centres) print(spreadsheet bool) {
	p.desk.print(nil, printing.Job{
		Kind: printing.CentreOverview, Month: model.Date{Year: p.year, Month: p.month}, Ranked: model.CentreOrder(p.rank.Value()), Spreadsheet: spreadsheet,
	})
}

// LookActions are all of them.
func (p *centres) LookActions() []fyne.CanvasObject { return p.Actions() }

// overdueCentres counts those that have sent nothing for long.
func overdueCentres(ctx context.Context, d *desk) (int, error) {
	today := d.today()
	o, err := d.store.Overview(ctx, today.Year, today.Month)
	return o.Overdue(), err
}

// onRecount counts from the records what the page shows.
func (p *centres) onRecount() {
	p.desk.long(lang.L("Counting all centres anew"), func(ctx context.Context, _ progress) error { return p.store.RecountCentres(ctx) }, func(err error) {
		if err != nil {
			p.desk.fail(err, p.onRecount)
			return
		}
		p.desk.say(lang.L("Counted anew"))
		p.Refresh()
	})
}

// Refresh loads the period.
func (p *centres) Refresh() {
	year, month := p.year, p.month
	var o model.Overview
	p.desk.run(func(ctx context.Context) (err error) {
		o, err = p.store.Overview(ctx, year, month)
		return err
	}, func(err error) {
		p.trouble.show(p.desk, err)
		if err != nil || p.year != year || p.month != month {
			return
		}
		p.overview = o
		p.late.SetValue(strconv.Itoa(o.OverdueDays))
		p.show()
	})
}

// show ranks the centres and words them.
func (p *centres) show() {
	o := p.overview
	p.named.SetText(o.Chinese())
	o.Centres, o.Streets = slices.Clone(o.Centres), slices.Clone(o.Streets)
	o.Rank(model.CentreOrder(cmp.Or(p.rank.Value(), string(model.CentresByTimes))))
	p.overview = o
	p.rows = nil
	for _, l := range o.Lines() {
		p.rows = append(p.rows, centreRow{OverviewLine: l, cells: report.LineCells(l)[1:]})
	}
	whole := centreRow{OverviewLine: model.OverviewLine{CentreFigures: o.Sum}, cells: report.CentreCells(o.Sum), sum: true}
	if len(p.rows) > 0 {
		p.rows = append(p.rows, whole)
	}
	p.showTiles()
	p.table.Reload()
	p.content.Refresh()
	p.draw(whole)
}

// showTiles says the whole.
func (p *centres) showTiles() {
	s, rate := p.overview.Sum, lang.L("nobody was expected")
	if text := p.overview.Sum.RateText(); text != "" {
		rate = lang.L("{{.Rate}} came", map[string]any{"Rate": text})
	}
	late := lang.L("all have sent their packages")
	if n := p.overview.Overdue(); n > 0 {
		late = lang.L("{{.N}} sent nothing for {{.Days}} days", map[string]any{"N": n, "Days": p.overview.OverdueDays})
	}
	for i, t := range [][2]string{
		{grouped(p.overview.Counted()), late},
		{grouped(s.Members), lang.L("one person counts once where confirmed")},
		{grouped(s.Activities), p.overview.Chinese()},
		{grouped(s.Times), lang.L("{{.N}} people", map[string]any{"N": grouped(s.People)})},
		{model.Hours(s.Minutes), rate},
	} {
		p.tiles[i].Set(t[0], t[1])
	}
}

// Pixels of the charts; the window shows them at half their size or less.
const centreChartWidth, centreChartHeight = 700, 470

// draw shows the ranking and the trend of one centre, or of all.
func (p *centres) draw(r centreRow) {
	o := p.overview
	of := lang.L("All centres")
	if !r.sum {
		o.Sum.Trend, of = r.Trend, model.ShortOffice(r.Name)
	}
	measure := model.Measure(p.rank.Value())
	if !slices.Contains(model.Measures(), measure) {
		measure = model.OfTimes
	}
	var ranking, trend []byte
	p.desk.run(func(context.Context) (err error) {
		if len(o.Centres) == 0 {
			return nil
		}
		if ranking, err = report.CentreChart(o, measure, 10, centreChartWidth, centreChartHeight); err != nil {
			return err
		}
		trend, err = report.TrendChart(o, centreChartWidth, centreChartHeight)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.note(err)
			return
		}
		p.trendOf.SetText(lang.L("Attendances month by month: {{.Name}}", map[string]any{"Name": of}))
		for _, c := range []struct {
			picture *canvas.Image
			png     []byte
			name    string
		}{{p.ranking, ranking, "ranking"}, {p.trend, trend, "trend"}} {
			c.picture.Resource = nil
			if c.png != nil {
				c.picture.Resource = fyne.NewStaticResource(c.name+strconv.FormatInt(p.desk.now().UnixNano(), 36)+of, c.png)
			}
			c.picture.Refresh()
		}
	})
}

func (p *centres) onPeriod(value string) {
	p.month = 0
	if value == oneMonth {
		p.month = 12
		if today := p.desk.today(); p.year == today.Year {
			p.month = today.Month
		}
	}
	p.Refresh()
}

// onStep goes a month or a year on or back.
func (p *centres) onStep(by int) {
	if p.month == 0 {
		p.year += by
	} else {
		next := time.Date(p.year, time.Month(p.month+by), 1, 0, 0, 0, 0, time.UTC)
		p.year, p.month = next.Year(), int(next.Month())
	}
	p.Refresh()
}

// onLate keeps after how many days a centre is overdue.
func (p *centres) onLate(days string) {
	p.desk.run(func(ctx context.Context) error { return p.store.SaveSetting(ctx, store.OverdueSetting, days) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.Refresh()
	})
}

// onOpened shows the activities of the centre.
func (p *centres) onOpened(r centreRow) {
	if r.sum {
		return
	}
	p.desk.shell.whose.onChosen(string(r.ID))
	p.desk.goTo(pageActivities, nil)
}
