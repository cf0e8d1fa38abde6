package ui

import (
	"context"
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

// dualStore is what the list of leaders is read from.
type dualStore interface {
	DualLife(ctx context.Context, year int) (model.DualLife, error)
}

// dualView is 双重组织生活: which leaders came to organisation life as ordinary
// members in a year, and who still has to.
type dualView struct {
	desk  *desk
	store dualStore

	year         *yearChoice
	only         *widgets.FilterButton
	sum          *widgets.Text
	table        *widgets.DataTable[model.Leader]
	attended     *widgets.DataTable[model.LifeActivity]
	title        *widgets.Text
	open, person *widgets.Button
	content      fyne.CanvasObject

	dual  model.DualLife
	rows  []model.Leader
	came  []model.LifeActivity
	asked int // an answer that another question has overtaken is dropped
}

func newDualView(d *desk) reportView {
	v := &dualView{desk: d, store: d.store, sum: widgets.NewMuted(""), title: widgets.NewHeading("")}
	v.sum.Shrink, v.title.Shrink = true, true
	v.year = newYearChoice(d, v.Refresh)
	v.only = widgets.NewFilter(lang.L("Show: "), []widgets.Option{
		{Value: "", Text: lang.L("All")}, {Value: "due", Text: lang.L("Still have to come")},
	}, func(string) { v.show() })
	v.table = widgets.NewListTable(leaderColumns(), func(l model.Leader) string { return string(l.Member) }, func() []model.Leader { return v.rows },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody here. Tag leaders “{{.Tag}}” on their own page.", map[string]any{"Tag": model.LeaderTag}),
			widgets.NewButton(lang.L("Go to the members"), func() { d.goTo(pageMembers, nil) })))
	v.attended = widgets.NewListTable([]widgets.Column[model.LifeActivity]{
		{ID: "day", Title: lang.L("Day"), Chars: 5, Cell: func(a model.LifeActivity) widgets.Cell { return widgets.Plain(d.shortDay(a.Date())) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 6.5, Optional: true, Cell: func(a model.LifeActivity) widgets.Cell { return widgets.Mark(model.KindOf(a.Kind).Name, widgets.Info) }},
		{ID: "title", Title: lang.L("Activity"), Chars: 6, Grow: 1, Cell: func(a model.LifeActivity) widgets.Cell { return widgets.Plain(a.Title) }},
	}, func(a model.LifeActivity) string { return string(a.ID) }, func() []model.LifeActivity { return v.came },
		widgets.NewEmptyState(theme.ListIcon(), lang.L("Not as an ordinary member this year yet."), nil))
	v.attended.OnOpened = func(a model.LifeActivity) { d.goTo(pageActivities, openRecord(a.ID)) }
	v.open = openButton(lang.L("Open the activity"), v.attended)
	v.person = widgets.NewButton(lang.L("Open the person"), v.onPerson)
	v.table.OnSelected = func(model.Leader) { v.showAttended() }
	v.table.OnOpened = func(model.Leader) { v.onPerson() }
	v.content = v.layout()
	return v
}

func leaderColumns() []widgets.Column[model.Leader] {
	return []widgets.Column[model.Leader]{
		{ID: "name", Title: lang.L("Full name"), Chars: 4, Cell: func(l model.Leader) widgets.Cell { return widgets.Strong(model.SpacedName(l.Name)) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 1, Cell: func(l model.Leader) widgets.Cell { return widgets.Plain(l.Branch) }},
		{ID: "post", Title: lang.L("Post"), Chars: 5, Grow: 1, Optional: true, Cell: func(l model.Leader) widgets.Cell { return widgets.Muted(l.Post) }},
		{ID: "came", Title: lang.L("Times come"), Chars: 3, Cell: func(l model.Leader) widgets.Cell {
			return widgets.Plain(lang.L("{{.N}} times", map[string]any{"N": len(l.Attended())}))
		}},
		{ID: "state", Title: lang.L("State"), Chars: 5, Cell: func(l model.Leader) widgets.Cell {
			sum := l.Sum()
			if n := sum.Missed + sum.Open; n > 0 {
				tone := widgets.Warn
				if sum.Missed > 0 {
					tone = widgets.Red
				}
				return widgets.Mark(lang.L("{{.N}} more", map[string]any{"N": n}), tone)
			}
			return widgets.Mark(lang.L("done"), widgets.Good)
		}},
	}
}

func (v *dualView) layout() fyne.CanvasObject {
	bar := widgets.Across(8, v.year.row, widgets.Spacer(4, 0), v.only)
	hint := widgets.NewMuted(lang.L("Counted where they were there “as an ordinary member”: {{.Kinds}}.", map[string]any{"Kinds": dualKinds()}))
	hint.Shrink = true
	right := widgets.Frame(widgets.Down(6, v.title, widgets.Spacer(0, 0)),
		widgets.Down(0, widgets.Spacer(0, 8), container.NewHBox(v.person, layout.NewSpacer(), v.open)), nil, nil, v.attended)
	return widgets.Frame(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(4, widgets.Spacer(0, 4), v.sum, hint), nil, nil,
		widgets.Shares(widgets.Gap, []float32{1.3, 1}, v.table, right))
}

// dualKinds names the kinds of activity that count.
func dualKinds() string {
	var names []string
	for _, k := range model.DualLifeKinds() {
		names = append(names, model.KindOf(k).Name)
	}
	return strings.Join(names, "、")
}

func (v *dualView) Content() fyne.CanvasObject { return v.content }

func (v *dualView) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewButton(lang.L("Export"), v.onExport),
		widgets.NewPrimary(lang.L("Print"), v.onPrint),
	}
}

func (v *dualView) job() printing.Job {
	return printing.Job{Kind: printing.DualLife, Month: model.Date{Year: v.year.year}}
}

func (v *dualView) onPrint() { v.desk.print(nil, v.job()) }

// onExport writes the same as a spreadsheet.
func (v *dualView) onExport() {
	job := v.job()
	job.Spreadsheet = true
	v.desk.print(nil, job)
}

// Refresh reads the list anew.
func (v *dualView) Refresh() {
	v.asked++
	asked, year := v.asked, v.year.year
	var dual model.DualLife
	v.desk.run(func(ctx context.Context) (err error) {
		dual, err = v.store.DualLife(ctx, year)
		return err
	}, func(err error) {
		if asked != v.asked {
			return
		}
		if err != nil {
			v.desk.fail(err, v.Refresh)
			return
		}
		v.dual = dual
		v.show()
	})
}

func (v *dualView) show() {
	v.rows = v.rows[:0]
	for _, l := range v.dual.Leaders {
		if v.only.Value() == "" || l.Due() {
			v.rows = append(v.rows, l)
		}
	}
	v.sum.SetText(lang.L("{{.N}} leaders, {{.Due}} still have to come.", map[string]any{"N": strconv.Itoa(len(v.dual.Leaders)), "Due": v.dual.Waiting()}))
	v.table.ReloadTop()
	if _, ok := v.table.Selected(); !ok && len(v.rows) > 0 {
		v.table.SelectRow(0)
	}
	v.showAttended()
}

// showAttended lists what the chosen leader came to.
func (v *dualView) showAttended() {
	l, ok := v.table.Selected()
	v.came, v.title.Text = nil, ""
	if ok {
		v.came = l.Attended()
		v.title.Text = model.SpacedName(l.Name)
	}
	v.title.Refresh()
	able(v.person, ok)
	v.attended.SelectKey("")
	v.open.Disable()
	v.attended.ReloadTop()
}

func (v *dualView) onPerson() {
	if l, ok := v.table.Selected(); ok {
		v.desk.goTo(pageMembers, openRecord(l.Member))
	}
}
