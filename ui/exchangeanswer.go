package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// answering is the tab 下发 of a street: what it hands down, who signed for it,
// and the answer packages that carry it.
type answering struct {
	page    *exchangePage
	table   *widgets.DataTable[model.StreetItem]
	change  *widgets.Button
	back    *widgets.Button
	write   *widgets.Button
	content fyne.CanvasObject

	form   *itemForm // last opened
	writer *answerForm
}

func newAnswering(p *exchangePage) *answering {
	a := &answering{page: p}
	add := widgets.NewButton(lang.L("New item…"), func() {
		a.form = openItemForm(p, model.StreetItem{Kind: model.MonthItem, Month: month(p.desk.today())})
	})
	a.change = widgets.NewButton(lang.L("Change…"), a.onChange)
	a.back = widgets.NewButton(lang.L("Take it back"), a.onTakeBack)
	a.write = widgets.NewPrimary(lang.L("Write answer packages…"), func() { a.writer = openAnswerForm(p) })
	a.table = widgets.NewListTable(a.columns(), func(i model.StreetItem) string { return string(i.ID) }, func() []model.StreetItem { return p.facts.items },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing is handed down yet. Answer packages carry receipts and the word lists all the same."), nil))
	a.table.OnSelected = func(model.StreetItem) { a.change.Enable(); a.back.Enable() }
	head := container.NewBorder(nil, nil, widgets.Across(8, a.write, add), widgets.Across(8, a.change, a.back))
	a.content = widgets.NewCard("", widgets.Frame(widgets.Down(0, head, widgets.Spacer(0, 8)), nil, nil, nil, a.table))
	return a
}

// month is a day's month.
func month(day model.Date) model.Date { return model.Date{Year: day.Year, Month: day.Month} }

func (a *answering) columns() []widgets.Column[model.StreetItem] {
	type column = widgets.Column[model.StreetItem]
	return []column{
		{ID: "kind", Title: lang.L("Kind of item"), Chars: 6, Cell: func(i model.StreetItem) widgets.Cell { return widgets.Muted(i.Kind.Chinese()) }},
		{ID: "title", Title: lang.L("Title of the item"), Chars: 10, Grow: 3, Cell: func(i model.StreetItem) widgets.Cell { return widgets.Strong(itemTitle(i)) }},
		{ID: "files", Title: lang.L("Files"), Chars: 3, Cell: func(i model.StreetItem) widgets.Cell { return widgets.Plain(grouped(len(i.Files))) }},
		{ID: "day", Title: lang.L("Day"), Chars: 6, Cell: func(i model.StreetItem) widgets.Cell {
			return widgets.Plain(model.DateOf(i.CreatedAt.In(a.page.desk.now().Location())).String())
		}},
		{ID: "signed", Title: lang.L("Signed for"), Chars: 5, Cell: func(i model.StreetItem) widgets.Cell {
			all, signed, tone := 0, 0, widgets.Neutral
			for _, o := range a.page.facts.below() {
				if !i.IsFor(o.ID) {
					continue
				}
				all++
				if !i.SignedBy(o.ID).IsZero() {
					signed++
				}
			}
			if signed == all && all > 0 {
				tone = widgets.Good
			}
			return widgets.Mark(fmt.Sprintf("%d / %d", signed, all), tone)
		}},
		{ID: "who", Title: lang.L("Not yet signed"), Chars: 8, Grow: 2, Cell: func(i model.StreetItem) widgets.Cell { return widgets.Muted(a.unsigned(i)) }},
	}
}

// unsigned names the offices that have not signed for an item.
func (a *answering) unsigned(i model.StreetItem) string {
	text := ""
	for _, o := range a.page.facts.below() {
		if i.IsFor(o.ID) && i.SignedBy(o.ID).IsZero() {
			if text != "" {
				text += "、"
			}
			text += o.Name
		}
	}
	return text
}

// show brings the tab up to date.
func (a *answering) show() {
	a.table.Reload()
	a.change.Disable()
	a.back.Disable()
	enable(a.write, len(a.page.facts.below()) > 0)
}

func (a *answering) onChange() {
	if item, ok := a.table.Selected(); ok {
		a.form = openItemForm(a.page, item)
	}
}

// onTakeBack takes an item back, after a question.
func (a *answering) onTakeBack() {
	item, ok := a.table.Selected()
	if !ok {
		return
	}
	d := a.page.desk
	d.ask(lang.L("Take this item back?"), lang.L("“{{.Title}}” leaves the lists of the centres with their next answer package.", map[string]any{"Title": item.Title}), lang.L("Take it back"), func() {
		d.run(func(ctx context.Context) error { return a.page.store.RemoveStreetItem(ctx, item.ID) }, func(err error) {
			if err != nil {
				d.fail(err, nil)
				return
			}
			d.say(lang.L("Saved"))
			d.changed()
		})
	})
}

// itemForm is the dialog of one item.
type itemForm struct {
	page  *exchangePage
	item  model.StreetItem
	form  *widgets.Form
	kind  *widgets.ChoiceField
	month *widgets.ChoiceField
	title *widgets.Entry
	text  *widgets.Entry
	whom  *widgets.ChoiceField // all, or those ticked
	some  *widget.CheckGroup
	files *fyne.Container
	ok    *widgets.Button
	box   *dialogBox
}

// Whom an item is for.
const (
	forAll  = "all"
	forSome = "some"
)

func openItemForm(p *exchangePage, item model.StreetItem) *itemForm {
	f := &itemForm{page: p, item: item, form: widgets.NewForm(2), title: widgets.NewEntry(), text: widgets.NewTextArea(4), files: widgets.Down(0)}
	f.kind = widgets.NewChoice("", []widgets.Option{
		{Value: string(model.MonthItem), Text: lang.L("Item of a month")}, {Value: string(model.Message), Text: lang.L("Message")},
	})
	f.kind.SetValue(string(item.Kind))
	f.kind.OnChosen = func(value string) { f.form.SetShown("Month", value == string(model.MonthItem)) }
	f.month = widgets.NewChoice("", monthsAround(p.desk.today(), item.Month))
	chosen := item.Month
	if chosen.Year == 0 {
		chosen = month(p.desk.today())
	}
	f.month.SetValue(chosen.String())
	f.title.SetText(item.Title)
	f.text.SetText(item.Text)
	f.form.Add("Kind", lang.L("Kind of item"), f.kind)
	f.form.Add("Month", lang.L("Month of the item"), f.month)
	f.form.AddWide("Title", lang.L("Title of the item"), f.title)
	f.form.AddWide("Text", lang.L("Text of the item"), f.text)
	f.addWhom()
	f.form.SetShown("Month", item.Kind == model.MonthItem)
	f.form.OnLast = f.onSave
	f.showFiles()
	f.ok = widgets.NewPrimary(lang.L("Save"), f.onSave)
	f.box = p.desk.openDialog(dialogSpec{
		title: lang.L("Hand down"), content: widgets.Down(10, f.form, f.files), size: fyne.NewSize(38*theme.TextSize(), 0),
		left:    []fyne.CanvasObject{widgets.NewButton(lang.L("Add files…"), f.onFiles)},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.ok},
		onSave:  f.onSave, dirty: func() bool { return f.title.Text != item.Title || f.text.Text != item.Text },
	})
	f.form.Focus("Title")
	return f
}

// addWhom asks for which offices the item is.
func (f *itemForm) addWhom() {
	below := f.page.facts.below()
	f.whom = widgets.NewChoice("", []widgets.Option{
		{Value: forAll, Text: lang.L("All {{.N}} centres", map[string]any{"N": len(below)})}, {Value: forSome, Text: lang.L("Only some of them")},
	})
	f.some = widget.NewCheckGroup(nil, nil)
	chosen := forAll
	for _, o := range below {
		name := f.nameOf(o)
		f.some.Options = append(f.some.Options, name)
		if len(f.item.For) > 0 && f.item.IsFor(o.ID) {
			f.some.Selected = append(f.some.Selected, name)
		}
	}
	if len(f.item.For) > 0 {
		chosen = forSome
	}
	f.whom.SetValue(chosen)
	f.whom.OnChosen = func(value string) { f.form.SetShown("For", value == forSome) }
	list := container.NewVScroll(f.some)
	list.SetMinSize(fyne.NewSize(0, 4*theme.TextSize()))
	f.form.AddWide("Whom", lang.L("For whom"), f.whom)
	f.form.AddWide("For", lang.L("For these"), list)
	f.form.SetShown("For", chosen == forSome)
}

// nameOf is an office's name, with its code where another has the same.
func (f *itemForm) nameOf(o model.KnownOffice) string {
	for _, other := range f.page.facts.below() {
		if other.ID != o.ID && other.Name == o.Name {
			return o.Name + " " + o.Code
		}
	}
	return o.Name
}

// recipients are the offices that were ticked; none for all.
func (f *itemForm) recipients() []model.ID {
	var ids []model.ID
	for _, o := range f.page.facts.below() {
		if f.whom.Value() == forSome && slices.Contains(f.some.Selected, f.nameOf(o)) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// monthsAround are the months that items are written for, and the one that one
// is for already.
func monthsAround(today, already model.Date) []widgets.Option {
	var options []widgets.Option
	for n := -2; n <= 6; n++ {
		at := today.Year*12 + today.Month - 1 + n
		m := model.Date{Year: at / 12, Month: at%12 + 1}.String()
		options = append(options, widgets.Option{Value: m, Text: m})
	}
	if m := already.String(); m != "" && !slices.ContainsFunc(options, func(o widgets.Option) bool { return o.Value == m }) {
		options = append(options, widgets.Option{Value: m, Text: m})
	}
	return options
}

func (f *itemForm) showFiles() {
	f.files.RemoveAll()
	for i, file := range f.item.Files {
		name := widgets.NewText(file.Name)
		name.Shrink = true
		f.files.Add(widgets.NewListLine(0, nil, name, widgets.NewLink(lang.L("Take out"), func() {
			f.item.Files = slices.Delete(slices.Clone(f.item.Files), i, i+1)
			f.showFiles()
		}), nil))
	}
	f.files.Refresh()
}

// onFiles keeps files with the item.
func (f *itemForm) onFiles() {
	d := f.page.desk
	d.chooseFiles(lang.L("Choose files"), store.FileKinds(), func(paths []string) {
		var kept []model.Attachment
		d.long(lang.L("Keeping the files"), func(ctx context.Context, tell progress) (err error) {
			kept, err = keepFiles(ctx, f.page.store, paths, tell)
			return err
		}, func(err error) {
			if err != nil {
				d.fail(err, nil)
				return
			}
			f.item.Files = append(slices.Clone(f.item.Files), kept...)
			f.showFiles()
		})
	})
}

func (f *itemForm) onSave() {
	f.form.ClearErrors()
	item := f.item
	item.Kind, item.Title, item.Text, item.Month = model.ItemKind(f.kind.Value()), f.title.Text, f.text.Text, model.Date{}
	if item.Kind == model.MonthItem {
		if m, err := model.ParseDate(f.month.Value()); err == nil {
			item.Month = m
		}
	}
	item.For = f.recipients()
	if f.whom.Value() == forSome && len(item.For) == 0 {
		f.form.ShowError("For", lang.L("Tick at least one."))
		return
	}
	f.ok.Disable()
	f.page.desk.run(func(ctx context.Context) error {
		_, err := f.page.store.SaveStreetItem(ctx, item)
		return err
	}, func(err error) {
		f.ok.Enable()
		if err != nil {
			f.page.desk.failForm(f.form, err, f.onSave)
			return
		}
		f.box.close()
		f.page.desk.say(lang.L("Saved; it goes with the next answer packages"))
		f.page.desk.changed()
	})
}

// answerForm asks for whom answer packages are written, and where.
type answerForm struct {
	page  *exchangePage
	to    *widgets.ChoiceField
	place *placeChoice
	ok    *widgets.Button
	box   *dialogBox
}

func openAnswerForm(p *exchangePage) *answerForm {
	f := &answerForm{page: p}
	offices := []widgets.Option{{Value: "", Text: lang.L("All {{.N}} centres", map[string]any{"N": len(p.facts.below())})}}
	for _, o := range p.facts.below() {
		offices = append(offices, widgets.Option{Value: string(o.ID), Text: o.Name})
	}
	f.to = widgets.NewChoice("", offices)
	f.to.SetValue("")
	f.ok = widgets.NewPrimary(lang.L("Write them"), f.onOK)
	f.place = newPlaceChoice(p, f.ok.Enable)
	f.ok.Disable()
	f.place.offer("")
	form := widgets.NewForm(1)
	form.Add("To", lang.L("For whom"), f.to)
	form.Add("Place", lang.L("Onto which stick"), f.place.field)
	text := widgets.NewWrapped(lang.L("Each package is sealed to its centre: it says which packages were received, and carries the items and the word lists."), 30*theme.TextSize())
	text.ColorName = widgets.ColorMuted
	f.box = p.desk.openDialog(dialogSpec{
		title: lang.L("Write answer packages"), content: widgets.Down(12, text, form), size: fyne.NewSize(33*theme.TextSize(), 0),
		left: []fyne.CanvasObject{f.place.folder}, buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.ok}, onSave: f.onOK,
	})
	return f
}

// onOK writes a package for each, with progress and cancel; those that are
// written stay.
func (f *answerForm) onOK() {
	if f.place.value() == "" {
		return
	}
	d, folder := f.page.desk, f.place.value()
	offices := f.page.facts.below()
	if id := model.ID(f.to.Value()); id != "" {
		offices = slices.DeleteFunc(offices, func(o model.KnownOffice) bool { return o.ID != id })
	}
	done := 0
	d.long(lang.L("Writing answer packages"), func(ctx context.Context, tell progress) error {
		keys, err := keyring.Open(ctx, f.page.store)
		if err != nil {
			return err
		}
		for _, o := range offices {
			x := exchange.Export{Kind: model.AnswerPackage, To: o, Keys: keys, Folder: folder}
			if _, err := x.Write(ctx, f.page.store); err != nil {
				return err
			}
			done++
			tell(done, len(offices))
		}
		return nil
	}, func(err error) {
		d.changed()
		if err != nil {
			d.fail(err, f.onOK)
			return
		}
		f.box.close()
		d.tell(lang.L("Written and verified"), lang.L("{{.N}} answer packages were written, read back and verified. The stick can be pulled out now.", map[string]any{"N": done}))
	})
}
