package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// lifeRules is the dialog of what is asked of branches, groups and leaders.
type lifeRules struct {
	desk  *desk
	store lifeStore

	list         []model.LifeRule
	table        *widgets.DataTable[ruleRow]
	edit, remove *widgets.Button
	box          *dialogBox
}

// ruleRow is a rule with its place in the list.
type ruleRow struct {
	model.LifeRule
	at int
}

func openLifeRules(d *desk, st lifeStore) *lifeRules {
	l := &lifeRules{desk: d, store: st}
	l.table = widgets.NewListTable([]widgets.Column[ruleRow]{
		{ID: "level", Title: lang.L("Of whom"), Chars: 4.5, Cell: func(r ruleRow) widgets.Cell { return widgets.Plain(r.Level.Chinese()) }},
		{ID: "rule", Title: lang.L("What is asked"), Chars: 8, Grow: 1, Cell: func(r ruleRow) widgets.Cell { return widgets.Strong(r.Name()) }},
		{ID: "often", Title: lang.L("Frequency asked"), Chars: 8, Cell: func(r ruleRow) widgets.Cell { return widgets.Plain(r.Often()) }},
	}, func(r ruleRow) string { return strconv.Itoa(r.at) }, l.rows, nil)
	l.table.OnSelected = func(ruleRow) { l.showButtons() }
	l.table.OnOpened = func(r ruleRow) { openLifeRule(l, r.at) }
	add := widgets.NewButton(lang.L("Add"), func() { openLifeRule(l, len(l.list)) })
	l.edit = widgets.NewButton(lang.L("Edit"), func() {
		if r, ok := l.table.Selected(); ok {
			openLifeRule(l, r.at)
		}
	})
	l.remove = widgets.NewButton(lang.L("Remove"), l.onRemove)
	defaults := widgets.NewButton(lang.L("As at first"), func() {
		d.ask(lang.L("Ask what was asked at first?"), lang.L("Your own rules are replaced."), lang.L("Replace"), func() { l.save(model.DefaultLifeRules(), nil) })
	})
	hint := widgets.NewMuted(lang.L("For leaders, activities count at which they came “as an ordinary member”."))
	hint.Shrink = true
	l.box = d.openDialog(dialogSpec{
		title: lang.L("What is asked of organisation life"), size: fyne.NewSize(760, 620),
		content: container.NewBorder(widgets.Down(8, hint, widgets.Spacer(0, 0)), nil, nil, nil, l.table),
		left:    []fyne.CanvasObject{add, l.edit, l.remove, defaults},
		buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { l.box.close() })},
	})
	l.load()
	return l
}

func (l *lifeRules) rows() []ruleRow {
	rows := make([]ruleRow, len(l.list))
	for i, r := range l.list {
		rows[i] = ruleRow{r, i}
	}
	return rows
}

func (l *lifeRules) showButtons() {
	_, chosen := l.table.Selected()
	able(l.edit, chosen)
	able(l.remove, chosen && len(l.list) > 1)
}

func (l *lifeRules) load() {
	var list []model.LifeRule
	l.desk.run(func(ctx context.Context) (err error) {
		list, err = l.store.LifeRules(ctx)
		return err
	}, func(err error) {
		if err != nil {
			l.desk.fail(err, l.load)
			return
		}
		l.list = list
		l.table.SelectKey("")
		l.table.Reload()
		l.showButtons()
	})
}

// save makes rules what is asked; form, which may be nil, shows what is wrong.
func (l *lifeRules) save(rules []model.LifeRule, form *lifeRuleForm) {
	l.desk.run(func(ctx context.Context) error { return l.store.SaveLifeRules(ctx, rules) }, func(err error) {
		if err != nil && form != nil {
			l.desk.failForm(form.form, err, form.onSave)
			return
		}
		if err != nil {
			l.desk.fail(err, func() { l.save(rules, form) })
			return
		}
		if form != nil {
			form.box.close()
		}
		l.desk.say(lang.L("Saved"))
		l.load()
		l.desk.changed()
	})
}

func (l *lifeRules) onRemove() {
	r, ok := l.table.Selected()
	if !ok {
		return
	}
	l.desk.ask(lang.L("Ask this no more?"), punctuated(r.Level.Chinese(), r.Name(), r.Often()), lang.L("Remove"), func() {
		l.save(slices.Delete(slices.Clone(l.list), r.at, r.at+1), nil)
	})
}

// lifeRuleForm is the dialog of one rule.
type lifeRuleForm struct {
	list *lifeRules
	at   int // place in the list; past its end for a new rule
	was  model.LifeRule

	form             *widgets.Form
	level, kind, per *widgets.ChoiceField
	times            *widgets.Entry
	secretary        *widget.Check
	box              *dialogBox
}

func openLifeRule(l *lifeRules, at int) *lifeRuleForm {
	f := &lifeRuleForm{list: l, at: at, was: model.LifeRule{Level: model.BranchLevel, Kind: model.MemberDay, Per: model.EachMonth, Times: 1}}
	title := lang.L("Ask something more")
	if at < len(l.list) {
		f.was = l.list[at]
		title = f.was.Name()
	}
	f.layout()
	f.box = l.desk.openDialog(dialogSpec{
		title: title, content: f.form, size: fyne.NewSize(560, 0), onSave: f.onSave, dirty: func() bool { return f.typed() != f.was },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), widgets.NewPrimary(lang.L("Save  Ctrl+S"), f.onSave)},
	})
	f.form.Focus("Times")
	return f
}

func (f *lifeRuleForm) layout() {
	var levels, kinds, spans []widgets.Option
	for _, v := range []model.LifeLevel{model.BranchLevel, model.GroupLevel, model.LeaderLevel} {
		levels = append(levels, widgets.Option{Value: string(v), Text: v.Chinese()})
	}
	kinds = append(kinds, widgets.Option{Value: "", Text: lang.L("Any life of the branch (leaders only)")})
	for _, k := range model.LifeKinds() {
		kinds = append(kinds, widgets.Option{Value: string(k), Text: model.KindOf(k).Name})
	}
	for _, v := range []model.LifeSpan{model.EachMonth, model.EachQuarter, model.EachYear} {
		spans = append(spans, widgets.Option{Value: string(v), Text: v.Chinese()})
	}
	f.form, f.times = widgets.NewForm(2), widgets.NewEntry()
	f.level, f.kind, f.per = widgets.NewChoice("", levels), widgets.NewChoice("", kinds), widgets.NewChoice("", spans)
	f.secretary = widget.NewCheck(lang.L("Presented by the secretary"), nil)
	f.level.SetValue(string(f.was.Level))
	f.kind.SetValue(string(f.was.Kind))
	f.per.SetValue(string(f.was.Per))
	f.times.SetText(countText(f.was.Times))
	f.secretary.SetChecked(f.was.Secretary)
	f.form.Add("Level", lang.L("Of whom"), f.level)
	f.form.Add("Kind", lang.L("Kind"), f.kind)
	f.form.Add("Per", lang.L("In each"), f.per)
	f.form.Add("Times", lang.L("At least so many times"), f.times)
	f.form.AddWide("Secretary", "", f.secretary)
	f.form.OnLast = f.onSave
}

// typed is what the form says; a number that cannot be read is -1.
func (f *lifeRuleForm) typed() model.LifeRule {
	r := f.was
	times, err := wholeNumber(f.times.Text)
	if err != nil {
		times = -1
	}
	r.Level, r.Kind, r.Per = model.LifeLevel(f.level.Value()), model.Kind(f.kind.Value()), model.LifeSpan(f.per.Value())
	r.Times, r.Secretary = times, f.secretary.Checked
	return r
}

func (f *lifeRuleForm) onSave() {
	f.form.ClearErrors()
	r := f.typed()
	if err := r.Validate(); err != nil {
		f.list.desk.failForm(f.form, err, nil)
		return
	}
	rules := slices.Clone(f.list.list)
	if f.at < len(rules) {
		rules[f.at] = r
	} else {
		rules = append(rules, r)
	}
	f.list.save(rules, f)
}
