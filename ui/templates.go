package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// templateStore is what templates are read from and saved to.
type templateStore interface {
	Templates(ctx context.Context) ([]model.Template, error)
	SaveTemplate(ctx context.Context, t model.Template) error
	RemoveTemplate(ctx context.Context, id model.ID) error
	Activity(ctx context.Context, id model.ID) (model.Activity, error)
}

// templates is the list of activity templates (活动模板) over the window.
type templates struct {
	desk  *desk
	store templateStore

	list           []model.Template
	table          *widgets.DataTable[model.Template]
	rename, remove *widgets.Button
	box            *dialogBox
}

func openTemplates(d *desk, st templateStore) *templates {
	p := &templates{desk: d, store: st}
	p.table = widgets.NewListTable([]widgets.Column[model.Template]{
		{ID: "name", Title: lang.L("Template"), Chars: 8, Grow: 1, Cell: func(t model.Template) widgets.Cell { return widgets.Strong(t.Name) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 6.5, Cell: func(t model.Template) widgets.Cell {
			return widgets.Mark(model.KindOf(t.Draft.Kind).Name, widgets.Info)
		}},
		{ID: "times", Title: lang.L("Time"), Chars: 6, Cell: func(t model.Template) widgets.Cell { return widgets.Muted(timesOf(t.Draft)) }},
		{ID: "place", Title: lang.L("Place"), Chars: 6, Grow: 1, Cell: func(t model.Template) widgets.Cell { return widgets.Muted(t.Draft.Place) }},
	}, func(t model.Template) string { return string(t.ID) }, func() []model.Template { return p.list },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No template yet. Make one of any activity, by its menu “More actions”."), nil))
	p.table.OnSelected = func(model.Template) { p.showButtons() }
	p.table.OnOpened = func(t model.Template) { p.onRename(t) }
	p.rename = widgets.NewButton(lang.L("Rename"), func() {
		if t, ok := p.table.Selected(); ok {
			p.onRename(t)
		}
	})
	p.remove = widgets.NewButton(lang.L("Remove"), p.onRemove)
	p.box = d.openDialog(dialogSpec{
		title: lang.L("Templates of activities"), size: fyne.NewSize(760, 480), content: container.NewStack(p.table),
		left:    []fyne.CanvasObject{p.rename, p.remove},
		buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { p.box.close() })},
	})
	p.load()
	return p
}

func (p *templates) load() {
	var list []model.Template
	p.desk.run(func(ctx context.Context) (err error) {
		list, err = p.store.Templates(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.load)
			return
		}
		p.list = list
		p.table.Reload()
		p.showButtons()
	})
}

func (p *templates) showButtons() {
	_, chosen := p.table.Selected()
	able(p.rename, chosen)
	able(p.remove, chosen)
}

func (p *templates) onRename(t model.Template) {
	nameTemplate(p.desk, lang.L("Rename the template"), t, func(ctx context.Context, name string) error {
		t.Name = name
		return p.store.SaveTemplate(ctx, t)
	}, p.load)
}

func (p *templates) onRemove() {
	t, ok := p.table.Selected()
	if !ok {
		return
	}
	p.desk.ask(lang.L("Remove the template?"), lang.L("Activities made from “{{.Name}}” stay as they are.", map[string]any{"Name": t.Name}), lang.L("Remove"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.RemoveTemplate(ctx, t.ID) }, func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
				return
			}
			p.desk.say(lang.L("Removed"))
			p.load()
		})
	})
}

// keepAsTemplate makes a template of an activity.
func keepAsTemplate(d *desk, st templateStore, of model.Activity) {
	t := model.Template{Name: model.KindOf(of.Kind).Name}
	nameTemplate(d, lang.L("Keep as a template"), t, func(ctx context.Context, name string) (err error) {
		made := model.Template{Name: name}
		if made.Draft, err = st.Activity(ctx, of.ID); err != nil {
			return err
		}
		return st.SaveTemplate(ctx, made)
	}, func() {})
}

// nameTemplate asks for a template's name and saves it.
func nameTemplate(d *desk, title string, t model.Template, save func(ctx context.Context, name string) error, done func()) {
	name := widgets.NewEntry()
	name.SetText(t.Name)
	form := widgets.NewForm(1)
	form.Add("Name", lang.L("Name of the template"), name)
	var box *dialogBox
	onSave := func() {
		text := name.Text
		d.run(func(ctx context.Context) error { return save(ctx, text) }, func(err error) {
			if err != nil {
				d.failForm(form, err, nil)
				return
			}
			box.close()
			d.say(lang.L("Saved"))
			done()
		})
	}
	form.OnLast = onSave
	box = d.openDialog(dialogSpec{
		title: title, content: form, size: fyne.NewSize(420, 0), onSave: onSave, dirty: func() bool { return name.Text != t.Name },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(lang.L("Save"), onSave)},
	})
	form.Focus("Name")
}
