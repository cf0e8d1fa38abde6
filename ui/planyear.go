package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// yearStore is what the plan of a year asks the store for.
type yearStore interface {
	YearPlan(ctx context.Context, year int) (model.YearPlan, error)
	SaveThemes(ctx context.Context, themes []model.Theme) error
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
}

// yearView is 全年: the theme of the year and of its months, what is planned
// and was held in each, which have nothing yet, and the 工程.
type yearView struct {
	desk  *desk
	store yearStore
	page  *activities

	year        int
	plan        model.YearPlan
	initiatives []string // of the dictionary
	name, theme *widgets.Text
	edit, open  *widgets.Button
	table       *widgets.DataTable[monthRow]
	title       *widgets.Text
	counts      *widgets.Facts
	content     fyne.CanvasObject
	asked       int // an answer that another question has overtaken is dropped
}

// monthRow is a month as the plan of its year shows it.
type monthRow struct {
	month  int
	plan   model.MonthPlan
	remark string
	tone   widgets.Tone
}

func newYearView(d *desk, page *activities) *yearView {
	y := &yearView{
		desk: d, store: d.store, page: page, year: d.today().Year,
		name: widgets.NewHeading(""), theme: widgets.NewText(""), title: widgets.NewHeading(""), counts: widgets.NewFacts(7),
	}
	y.theme.Shrink = true
	count := func(n int) widgets.Cell {
		if n == 0 {
			return widgets.Muted("—")
		}
		return widgets.Plain(strconv.Itoa(n))
	}
	y.table = widgets.NewListTable([]widgets.Column[monthRow]{
		{ID: "month", Title: lang.L("Month"), Chars: 4, Cell: func(r monthRow) widgets.Cell {
			return widgets.Strong(lang.L("Month {{.N}}", map[string]any{"N": r.month}))
		}},
		{ID: "theme", Title: lang.L("Theme of the month"), Chars: 8, Grow: 1, Cell: themeCell},
		{ID: "planned", Title: lang.L("Planned"), Chars: 3, Cell: func(r monthRow) widgets.Cell { return count(r.plan.Planned) }},
		{ID: "held", Title: lang.L("Held"), Chars: 3.5, Cell: func(r monthRow) widgets.Cell { return count(r.plan.Held) }},
		{ID: "cancelled", Title: lang.L("Cancelled"), Chars: 3.5, Optional: true, Cell: func(r monthRow) widgets.Cell { return count(r.plan.Cancelled) }},
		{ID: "remark", Title: "", Chars: 6, Cell: func(r monthRow) widgets.Cell { return widgets.Mark(r.remark, r.tone) }},
	}, func(r monthRow) string { return strconv.Itoa(r.month) }, y.rows, nil)
	y.table.OnSelected = func(monthRow) { y.showCounts() }
	y.table.OnOpened = func(r monthRow) { page.goToMonth(model.Date{Year: y.year, Month: r.month}) }
	y.edit = widgets.NewButton(lang.L("Write the themes…"), func() { openThemesForm(d, y.store, y.plan, d.changed) })
	y.open = widgets.NewPrimary(lang.L("Open this month"), func() {
		if r, ok := y.table.Selected(); ok {
			y.table.OnOpened(r)
		}
	})
	y.content = y.layout()
	return y
}

func themeCell(r monthRow) widgets.Cell {
	if r.plan.Theme == "" {
		return widgets.Muted(lang.L("no theme yet"))
	}
	return widgets.Plain(r.plan.Theme)
}

func (y *yearView) layout() fyne.CanvasObject {
	earlier := widgets.NewButton("‹", func() { y.onYear(-1) })
	later := widgets.NewButton("›", func() { y.onYear(1) })
	bar := container.NewBorder(nil, nil,
		widgets.Across(8, earlier, container.NewCenter(y.name), later, widgets.Spacer(8, 0)), y.edit, y.theme)
	card := widgets.NewCard("", container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), nil, nil, nil, y.table))
	side := widgets.NewCard("", container.NewBorder(
		widgets.Down(8, y.title, widgets.NewMuted(lang.L("Activities by initiative"))), widgets.Down(0, widgets.Spacer(0, 8), y.open), nil, nil,
		container.NewVScroll(y.counts)))
	return container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), widgets.Chars(sideChars, side)), card)
}

func (y *yearView) onYear(n int) {
	if year := y.year + n; year >= model.FirstPlanYear && year <= model.LastPlanYear {
		y.year = year
		y.table.SelectKey("")
		y.load()
	}
}

// load reads the plan of the year.
func (y *yearView) load() {
	y.asked++
	asked, year := y.asked, y.year
	var plan model.YearPlan
	var initiatives []string
	y.desk.run(func(ctx context.Context) (err error) {
		if initiatives, err = y.store.Words(ctx, model.Initiatives); err != nil {
			return err
		}
		plan, err = y.store.YearPlan(ctx, year)
		return err
	}, func(err error) {
		if asked != y.asked {
			return
		}
		if err != nil {
			y.desk.fail(err, y.load)
			return
		}
		y.plan, y.initiatives = plan, initiatives
		y.show()
	})
}

func (y *yearView) show() {
	y.name.SetText(lang.L("Year {{.Year}}", map[string]any{"Year": y.plan.Year}))
	theme := lang.L("The year has no theme yet")
	if y.plan.Theme != "" {
		theme = lang.L("Theme of the year: {{.Theme}}", map[string]any{"Theme": y.plan.Theme})
	}
	y.theme.SetText(theme)
	y.table.Reload()
	y.showCounts()
}

// rows are the twelve months; those with nothing yet say so.
func (y *yearView) rows() []monthRow {
	if y.plan.Year == 0 { // not read yet
		return nil
	}
	rows := make([]monthRow, 12)
	for i, m := range y.plan.Months {
		month := model.Date{Year: y.plan.Year, Month: i + 1}
		rows[i] = monthRow{month: i + 1, plan: m}
		switch {
		case !m.Empty():
			rows[i].remark, rows[i].tone = lang.L("{{.N}} activities", map[string]any{"N": m.Activities()}), widgets.Good
		case month.Before(monthOf(y.desk.today())):
			rows[i].remark, rows[i].tone = lang.L("nothing was held"), widgets.Red
		default:
			rows[i].remark, rows[i].tone = lang.L("nothing planned yet"), widgets.Warn
		}
	}
	return rows
}

// showCounts counts the 工程 of the chosen month, or of the year.
func (y *yearView) showCounts() {
	m := y.plan.Sum()
	title := lang.L("Year {{.Year}}", map[string]any{"Year": y.plan.Year})
	r, chosen := y.table.Selected()
	if chosen {
		m = r.plan
		title = monthName(model.Date{Year: y.plan.Year, Month: r.month})
	}
	able(y.open, chosen)
	y.title.SetText(title)
	y.counts.Set(sideRoom(), initiativeFacts(y.initiatives, m))
}

// initiativeFacts are the counts of a month's 工程: those of the dictionary,
// those that activities have besides, and how many have none.
func initiativeFacts(dictionary []string, m model.MonthPlan) []widgets.Fact {
	names := slices.Clone(dictionary)
	var others []string
	for name := range m.Initiatives {
		if name != "" && !slices.Contains(names, name) {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	var facts []widgets.Fact
	for _, name := range append(names, others...) {
		facts = append(facts, widgets.Fact{Label: name, Value: lang.L("{{.N}} activities", map[string]any{"N": m.Initiatives[name]})})
	}
	return append(facts,
		widgets.Fact{Label: lang.L("Of no initiative"), Value: lang.L("{{.N}} activities", map[string]any{"N": m.Initiatives[""]})},
		widgets.Fact{Label: lang.L("In all"), Value: lang.L("{{.N}} activities", map[string]any{"N": m.Activities()})})
}

// themesForm is the dialog of a year's theme and its months'.
type themesForm struct {
	desk  *desk
	store yearStore
	was   model.YearPlan
	saved func()

	form   *widgets.Form
	themes [13]*widgets.Entry // of the year, then of the months
	save   *widgets.Button
	box    *dialogBox
}

func openThemesForm(d *desk, st yearStore, plan model.YearPlan, saved func()) *themesForm {
	f := &themesForm{desk: d, store: st, was: plan, saved: saved, form: widgets.NewForm(2)}
	for i := range f.themes {
		f.themes[i] = widgets.NewEntry()
		f.themes[i].SetText(f.before(i))
		if i == 0 {
			f.form.AddWide("Theme0", lang.L("Theme of the year"), f.themes[i])
			continue
		}
		f.form.Add("Theme"+strconv.Itoa(i), lang.L("Month {{.N}}", map[string]any{"N": i}), f.themes[i])
	}
	f.form.OnLast = f.onSave
	f.save = widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onSave)
	f.box = d.openDialog(dialogSpec{
		title: lang.L("Themes of {{.Year}}", map[string]any{"Year": plan.Year}), content: f.form, size: fyne.NewSize(720, 0), onSave: f.onSave,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.save},
		dirty:   func() bool { return len(f.changed()) > 0 },
	})
	f.form.Focus("Theme0")
	return f
}

// before is the theme that month i, or the year, had when the form was opened.
func (f *themesForm) before(i int) string {
	if i == 0 {
		return f.was.Theme
	}
	return f.was.Months[i-1].Theme
}

// changed are the themes that are other than they were.
func (f *themesForm) changed() []model.Theme {
	var list []model.Theme
	for i, entry := range f.themes {
		if entry.Text != f.before(i) {
			list = append(list, model.Theme{Year: f.was.Year, Month: i, Text: entry.Text})
		}
	}
	return list
}

func (f *themesForm) onSave() {
	f.form.ClearErrors()
	changed := f.changed()
	for _, t := range changed {
		if err := t.Validate(); err != nil {
			f.form.ShowError("Theme"+strconv.Itoa(t.Month), errorText(err))
			return
		}
	}
	f.save.Disable()
	f.desk.run(func(ctx context.Context) error { return f.store.SaveThemes(ctx, changed) }, func(err error) {
		f.save.Enable()
		if err != nil {
			f.desk.failForm(f.form, err, f.onSave)
			return
		}
		f.box.close()
		f.desk.say(lang.L("Saved"))
		f.saved()
	})
}
