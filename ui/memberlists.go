package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// listMenu offers the saved lists and what can be done with them.
func (p *members) listMenu(lists []store.MemberList) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, l := range lists {
		items = append(items, fyne.NewMenuItem(l.Name, func() { p.openList(l) }))
	}
	if len(lists) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items, fyne.NewMenuItem(lang.L("Save what is shown as a list…"), func() { p.onSaveList(store.MemberList{}) }))
	if len(lists) > 0 {
		items = append(items, fyne.NewMenuItem(lang.L("Rename or remove lists…"), func() { p.onManageLists(lists) }))
	}
	return items
}

// openList shows a saved list; where a branch or a word of it is gone it says
// so instead of showing the wrong people without a word.
func (p *members) openList(l store.MemberList) {
	gone := p.filters.set(l.Filter)
	p.search = l.Filter.Search
	p.desk.shell.top.setSearch(p.search)
	p.showColumns(l.Columns)
	p.order(l.Filter.Order, l.Filter.Descending)
	p.reloadTop()
	if len(gone) > 0 {
		p.desk.tell(lang.L("The list “{{.Name}}” has changed", map[string]any{"Name": l.Name}),
			lang.L("There is no longer what it asks for: {{.What}}. That condition was left out, so more people are shown.", map[string]any{"What": strings.Join(gone, "、")}))
	}
}

// onSaveList asks for a name and keeps the filter, the order and the columns
// under it. With an ID the list is renamed alone.
func (p *members) onSaveList(l store.MemberList) {
	title := lang.L("Save as a list")
	if l.ID == "" {
		l.Filter, l.Columns = p.ordered(), p.columnIDs()
	} else {
		title = lang.L("Rename the list")
	}
	name := widgets.NewEntry()
	name.SetText(l.Name)
	form := widgets.NewForm(1)
	form.Add("Name", lang.L("Name of the list"), name)
	var box *dialogBox
	save := func() {
		l.Name = name.Text
		p.desk.run(func(ctx context.Context) error {
			_, err := p.store.SaveMemberList(ctx, l)
			return err
		}, func(err error) {
			if err != nil {
				p.desk.failForm(form, err, nil)
				return
			}
			box.close()
			p.desk.say(lang.L("Saved"))
			p.Refresh()
		})
	}
	form.OnLast = save
	box = p.desk.openDialog(dialogSpec{
		title: title, content: form, size: fyne.NewSize(420, 0), onSave: save,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.close() }), widgets.NewPrimary(lang.L("Save"), save)},
	})
	form.Focus("Name")
}

// onManageLists shows the lists with what can be done with them.
func (p *members) onManageLists(lists []store.MemberList) {
	rows := widgets.Down(0)
	var box *dialogBox
	for _, l := range lists {
		rename := widgets.NewLink(lang.L("Rename"), func() { box.close(); p.onSaveList(l) })
		remove := widgets.NewLink(lang.L("Remove"), func() { box.close(); p.onRemoveList(l) })
		rows.Add(container.NewBorder(nil, widgets.NewLine(), nil, widgets.Across(14, rename, remove), widgets.Inset(0, 8, widgets.NewText(l.Name))))
	}
	scroll := container.NewVScroll(clearOfBar(rows))
	scroll.SetMinSize(fyne.NewSize(420, min(360, rows.MinSize().Height+8)))
	box = p.desk.openDialog(dialogSpec{
		title: lang.L("Saved lists"), content: scroll, buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { box.close() })},
	})
}

func (p *members) onRemoveList(l store.MemberList) {
	p.desk.ask(lang.L("Remove the list “{{.Name}}”?", map[string]any{"Name": l.Name}), lang.L("Only the list is removed. The people in it stay."), lang.L("Remove"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.RemoveMemberList(ctx, l.ID) }, func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
				return
			}
			p.desk.say(lang.L("List removed"))
			p.Refresh()
		})
	})
}

// exportForm asks how the list is to be exported.
type exportForm struct {
	page                   *members
	kind, columns, numbers *widgets.Segments
	box                    *dialogBox
}

// onExport asks how, then writes the list as it is shown, or those ticked.
func (p *members) onExport() { p.openExport() }

func (p *members) openExport() *exportForm {
	f := &exportForm{page: p}
	f.kind = widgets.NewSegments([]widgets.Option{{Value: ".xlsx", Text: lang.L("Excel table (.xlsx)")}, {Value: ".csv", Text: lang.L("Text table (.csv)")}}, nil)
	f.columns = widgets.NewSegments([]widgets.Option{{Value: "shown", Text: lang.L("Those shown")}, {Value: "all", Text: lang.L("All columns")}}, nil)
	f.numbers = widgets.NewSegments([]widgets.Option{{Value: "masked", Text: lang.L("With the middle hidden")}, {Value: "full", Text: lang.L("In full")}}, nil)
	form := widgets.NewForm(1)
	form.Add("Kind", lang.L("File"), f.kind)
	form.Add("Columns", lang.L("Columns"), f.columns)
	form.Add("Numbers", lang.L("ID numbers and phones"), f.numbers)
	n := len(p.table.Checked())
	if n == 0 {
		n = p.table.Total()
	}
	export := widgets.NewPrimary(lang.L("Export"), f.onApply)
	setEnabled(export, n > 0)
	f.box = p.desk.openDialog(dialogSpec{
		title: lang.L("Export {{.N}} people", map[string]any{"N": grouped(n)}), content: form, size: fyne.NewSize(520, 0), onSave: f.onApply,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.close() }), export},
	})
	return f
}

func (f *exportForm) onApply() {
	p := f.page
	job := printing.ExportJob{People: p.ordered(), IDs: p.chosen(), Full: f.numbers.Value() == "full"}
	if f.columns.Value() == "shown" {
		job.Columns = p.columnIDs()
	}
	f.box.close()
	if job.Full && job.MaskedColumns() {
		p.desk.log.Info("list exported with numbers in full", "people", p.table.Total(), "chosen", len(job.IDs))
	}
	p.export(job, lang.L("People {{.Day}}", map[string]any{"Day": p.desk.today().String()})+f.kind.Value())
}

// export writes the file into the folder of printed files and opens it.
func (p *members) export(job printing.ExportJob, name string) {
	var people int
	p.desk.long(lang.L("Exporting"), func(ctx context.Context, tell progress) error {
		folder, err := p.desk.printFolder(ctx)
		if err != nil {
			return err
		}
		job.File = unused(filepath.Join(folder, name))
		people, err = printing.Export(ctx, p.desk.store, job, tell)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.open(job.File)
		p.desk.say(lang.L("Exported {{.N}} people: {{.File}}", map[string]any{"N": grouped(people), "File": job.File}))
	})
}
