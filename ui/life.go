package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// lifeStore is what checks of organisation life are made from.
type lifeStore interface {
	LifeCheck(ctx context.Context, year int) (model.LifeCheck, error)
	LifeRules(ctx context.Context) ([]model.LifeRule, error)
	SaveLifeRules(ctx context.Context, rules []model.LifeRule) error
}

// lifeView is 组织生活体检: for each branch and group what a year asks for, what
// was held, what is late, and what the records lack; beside it the terms of the
// chosen line with the way to their activities.
type lifeView struct {
	desk  *desk
	store lifeStore

	year       *yearChoice
	branch     *widgets.FilterButton
	only       *widgets.FilterButton
	sum        *widgets.Text
	unassigned *widgets.LinkText
	table      *widgets.DataTable[lifeRow]
	title      *widgets.Text
	terms      *widgets.DataTable[termRow]
	open, plan *widgets.Button
	content    fyne.CanvasObject

	check model.LifeCheck
	rows  []lifeRow
	parts []termRow // of the chosen line
	asked int       // an answer that another question has overtaken is dropped
}

// lifeRow is one rule of one branch or group.
type lifeRow struct {
	unit model.LifeUnit
	line model.LifeLine
	sum  model.LifeSum
}

func (r lifeRow) key() string {
	return strings.Join([]string{string(r.unit.Unit.ID), string(r.line.Rule.Kind), string(r.line.Rule.Per), strconv.FormatBool(r.line.Rule.Secretary)}, " ")
}

// What the list of a check is narrowed to.
const (
	onlyLate    = "late"
	onlyLacking = "lacking"
)

func newLifeView(d *desk) reportView {
	v := &lifeView{desk: d, store: d.store, sum: widgets.NewMuted(""), title: widgets.NewHeading("")}
	v.sum.Shrink, v.title.Shrink = true, true
	v.year = newYearChoice(d, v.Refresh)
	v.branch = widgets.NewFilter(lang.L("Branch: "), []widgets.Option{{Value: "", Text: lang.L("All")}}, func(string) { v.show() })
	v.only = widgets.NewFilter(lang.L("Show: "), []widgets.Option{
		{Value: "", Text: lang.L("All")},
		{Value: onlyLate, Text: lang.L("Overdue")},
		{Value: onlyLacking, Text: lang.L("Proof is missing")},
	}, func(string) { v.show() })
	v.unassigned = widgets.NewLink("", v.onUnassigned)
	v.table = widgets.NewListTable(lifeColumns(), lifeRow.key, func() []lifeRow { return v.rows },
		widgets.NewEmptyState(theme.ListIcon(), lang.L("Nothing to check here. Branches are kept in the settings."), nil))
	v.table.OnSelected = func(lifeRow) { v.showTerms() }
	v.terms = widgets.NewListTable(termColumns(d), func(r termRow) string { return r.key }, func() []termRow { return v.parts }, nil)
	v.terms.OnOpened = func(r termRow) { v.onOpen(r) }
	v.open = openButton(lang.L("Open the activity"), v.terms)
	v.terms.OnSelected = func(r termRow) { able(v.open, r.activity != "") }
	v.plan = widgets.NewButton(lang.L("Enter or plan one"), v.onPlan)
	v.content = v.layout()
	return v
}

func lifeColumns() []widgets.Column[lifeRow] {
	count := func(id, title string, tone widgets.Tone, of func(model.LifeSum) int) widgets.Column[lifeRow] {
		return widgets.Column[lifeRow]{ID: id, Title: title, Chars: 2.1, Cell: func(r lifeRow) widgets.Cell {
			switch n := of(r.sum); {
			case n == 0:
				return widgets.Muted("—")
			case tone == widgets.Neutral:
				return widgets.Plain(strconv.Itoa(n))
			default:
				return widgets.Mark(strconv.Itoa(n), tone)
			}
		}}
	}
	return []widgets.Column[lifeRow]{
		{ID: "unit", Title: lang.L("Branch or group"), Chars: 7.2, Grow: 1, Cell: func(r lifeRow) widgets.Cell {
			if r.unit.Unit.Kind == model.Group {
				return widgets.Muted("　" + r.unit.Unit.Name)
			}
			return widgets.Plain(r.unit.Unit.Name)
		}},
		{ID: "rule", Title: lang.L("What is asked"), Chars: 6, Grow: 1, Cell: func(r lifeRow) widgets.Cell { return widgets.Strong(r.line.Rule.Name()) }},
		{ID: "often", Title: lang.L("Frequency asked"), Chars: 8, Optional: true, Cell: func(r lifeRow) widgets.Cell { return widgets.Muted(r.line.Rule.Often()) }},
		count("due", lang.L("Due in the year"), widgets.Neutral, func(s model.LifeSum) int { return s.Due }),
		count("done", lang.L("In time"), widgets.Good, func(s model.LifeSum) int { return s.Done }),
		count("late", lang.L("Made up"), widgets.Info, func(s model.LifeSum) int { return s.Late }),
		count("missed", lang.L("Overdue"), widgets.Red, func(s model.LifeSum) int { return s.Missed }),
		count("open", lang.L("Still open"), widgets.Neutral, func(s model.LifeSum) int { return s.Open }),
		count("lacking", lang.L("Lacking"), widgets.Warn, func(s model.LifeSum) int { return s.Lacking }),
	}
}

func (v *lifeView) layout() fyne.CanvasObject {
	bar := container.NewHBox(widgets.Across(8, v.year.row, widgets.Spacer(4, 0), v.branch, v.only), layout.NewSpacer(), v.unassigned)
	hint := widgets.NewMuted(lang.L("An activity counts for the branch or group that it names. One held beyond what was due makes up for the earliest missed."))
	hint.Shrink = true
	right := widgets.Frame(widgets.Down(6, v.title, widgets.Spacer(0, 0)),
		widgets.Down(0, widgets.Spacer(0, 8), container.NewHBox(v.plan, layout.NewSpacer(), v.open)), nil, nil, v.terms)
	return widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(4, widgets.Spacer(0, 4), v.sum, hint), nil, nil,
		widgets.Shares(widgets.Gap, []float32{1.4, 1}, v.table, right))
}

func (v *lifeView) Content() fyne.CanvasObject { return v.content }

func (v *lifeView) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewButton(lang.L("What is asked…"), func() { openLifeRules(v.desk, v.store) }),
		widgets.NewButton(lang.L("Export"), v.onExport),
		widgets.NewPrimary(lang.L("Print"), v.onPrint),
	}
}

// job is the check as it is in view.
func (v *lifeView) job() printing.Job {
	return printing.Job{Kind: printing.LifeCheck, Month: model.Date{Year: v.year.year}, ID: model.ID(v.branch.Value())}
}

func (v *lifeView) onPrint() { v.desk.print(nil, v.job()) }

// onExport writes the same as a spreadsheet.
func (v *lifeView) onExport() {
	job := v.job()
	job.Spreadsheet = true
	v.desk.print(nil, job)
}

// Refresh makes the check anew.
func (v *lifeView) Refresh() {
	v.asked++
	asked, year := v.asked, v.year.year
	var check model.LifeCheck
	v.desk.run(func(ctx context.Context) (err error) {
		check, err = v.store.LifeCheck(ctx, year)
		return err
	}, func(err error) {
		if asked != v.asked {
			return
		}
		if err != nil {
			v.desk.fail(err, v.Refresh)
			return
		}
		v.check = check
		options := []widgets.Option{{Value: "", Text: lang.L("All")}}
		for _, u := range check.Units {
			if u.Unit.ID == u.Branch {
				options = append(options, widgets.Option{Value: string(u.Branch), Text: u.Unit.Name})
			}
		}
		v.branch.SetOptions(options)
		v.show()
	})
}

// show lists the lines that are asked for.
func (v *lifeView) show() {
	v.rows = v.rows[:0]
	var sum model.LifeSum
	for _, u := range v.check.Units {
		if branch := v.branch.Value(); branch != "" && string(u.Branch) != branch {
			continue
		}
		one := u.Sum()
		sum = model.LifeSum{
			Due: sum.Due + one.Due, Done: sum.Done + one.Done, Late: sum.Late + one.Late,
			Missed: sum.Missed + one.Missed, Open: sum.Open + one.Open, Lacking: sum.Lacking + one.Lacking,
		}
		for _, l := range u.Lines {
			r := lifeRow{u, l, l.Sum()}
			if v.only.Value() == onlyLate && r.sum.Missed == 0 || v.only.Value() == onlyLacking && r.sum.Lacking == 0 {
				continue
			}
			v.rows = append(v.rows, r)
		}
	}
	v.sum.SetText(lang.L("Due {{.Due}}: in time {{.Done}}, made up {{.Late}}, overdue {{.Missed}}, open {{.Open}}. Records that lack proof: {{.Lacking}}.", map[string]any{
		"Due": sum.Due, "Done": sum.Done, "Late": sum.Late, "Missed": sum.Missed, "Open": sum.Open, "Lacking": sum.Lacking,
	}))
	v.unassigned.Hidden = len(v.check.Unassigned) == 0
	v.unassigned.SetText(lang.L("{{.N}} activities name no branch…", map[string]any{"N": len(v.check.Unassigned)}))
	v.table.ReloadTop()
	if _, ok := v.table.Selected(); !ok && len(v.rows) > 0 {
		// What somebody has to see to, else the first.
		at := slices.IndexFunc(v.rows, func(r lifeRow) bool { return r.sum.Missed+r.sum.Lacking > 0 })
		v.table.SelectRow(max(at, 0))
	}
	v.showTerms()
}

// showTerms shows the terms of the chosen line.
func (v *lifeView) showTerms() {
	r, ok := v.table.Selected()
	v.parts = v.parts[:0]
	title := ""
	if ok && slices.ContainsFunc(v.rows, func(other lifeRow) bool { return other.key() == r.key() }) {
		v.parts = termRows(r.line)
		title = punctuated(r.unit.Unit.Name, r.line.Rule.Name())
	}
	v.title.SetText(title)
	able(v.plan, title != "")
	v.terms.SelectKey("")
	v.open.Disable()
	v.terms.ReloadTop()
}

func (v *lifeView) onOpen(r termRow) {
	if r.activity != "" {
		v.desk.goTo(pageActivities, openRecord(r.activity))
	}
}

// onPlan opens the form of a new activity such as the chosen line asks for.
func (v *lifeView) onPlan() {
	if r, ok := v.table.Selected(); ok {
		v.desk.goTo(pageActivities, newActivity{Kind: r.line.Rule.Kind, Branch: r.unit.Unit.ID})
	}
}

// onUnassigned shows the activities that name nobody.
func (v *lifeView) onUnassigned() {
	rows := make([]behindRow, len(v.check.Unassigned))
	for i, a := range v.check.Unassigned {
		s := model.Statistic{Expected: a.Tally.Expected, Came: a.Tally.Present + a.Tally.Late}
		rows[i] = behindRow{
			key: string(a.ID), open: func() { v.desk.goTo(pageActivities, openRecord(a.ID)) },
			name: a.Title, about: model.KindOf(a.Kind).Name, day: v.desk.shortDay(a.Date()),
			times: a.Tally.Came(), hours: model.Hours(a.Tally.Minutes), expected: strconv.Itoa(s.Came) + " / " + strconv.Itoa(s.Expected),
		}
	}
	openBehind(v.desk, lang.L("Activities that name no branch"), rows)
}
