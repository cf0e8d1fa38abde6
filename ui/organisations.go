package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// organisationStore is what the tree of organisations reads and saves.
type organisationStore interface {
	branchesStore
	OrganisationCounts(ctx context.Context) (map[model.ID]int, error)
	MoveOrganisation(ctx context.Context, id, parent model.ID) error
	RetireOrganisation(ctx context.Context, id model.ID, from model.Date) error
	ReviveOrganisation(ctx context.Context, id model.ID) error
	RemoveOrganisation(ctx context.Context, id model.ID) error
}

// organisations is the tree of the centre's branches, groups and units, over
// the window.
type organisations struct {
	desk  *desk
	store organisationStore

	tree   []model.Organisation // those shown, each after its parent
	counts map[model.ID]int
	depth  map[model.ID]int
	centre model.ID

	table                                *widgets.DataTable[model.Organisation]
	all                                  *widgets.LinkText // shows those no longer used too, or not
	everything                           bool
	branch, group, unit                  *widgets.Button
	rename, move, retire, revive, remove *widgets.Button
	box                                  *dialogBox
}

func openOrganisations(d *desk, st organisationStore) *organisations {
	o := &organisations{desk: d, store: st, depth: map[model.ID]int{}}
	o.table = widgets.NewListTable([]widgets.Column[model.Organisation]{
		{ID: "name", Title: lang.L("Name"), Chars: 12, Grow: 2, Cell: o.nameCell},
		{ID: "kind", Title: lang.L("Kind"), Chars: 5, Cell: func(n model.Organisation) widgets.Cell { return widgets.Muted(n.Kind.Chinese()) }},
		{ID: "people", Title: lang.L("People"), Chars: 5, Cell: func(n model.Organisation) widgets.Cell {
			return widgets.Plain(lang.L("{{.N}} people", map[string]any{"N": grouped(o.counts[n.ID])}))
		}},
		{ID: "state", Title: lang.L("State"), Chars: 9, Cell: func(n model.Organisation) widgets.Cell {
			if n.Retired.IsZero() {
				return widgets.Plain("")
			}
			return widgets.Mark(lang.L("not used since {{.Day}}", map[string]any{"Day": n.Retired.String()}), widgets.Neutral)
		}},
	}, func(n model.Organisation) string { return string(n.ID) }, func() []model.Organisation { return o.tree },
		widgets.NewEmptyState(theme.ListIcon(), lang.L("No branches yet."), nil))
	o.table.OnSelected = func(model.Organisation) { o.showButtons() }
	o.table.OnOpened = func(model.Organisation) { o.onRename() }
	o.all = widgets.NewLink("", func() { o.everything = !o.everything; o.reload("") })
	o.branch = widgets.NewButton(lang.L("Add a branch"), func() {
		o.edit(lang.L("Add a branch"), model.Organisation{Kind: model.Branch, Parent: o.centre})
	})
	o.group = widgets.NewButton(lang.L("Add a group"), o.onGroup)
	o.unit = widgets.NewButton(lang.L("Add a unit"), func() {
		o.edit(lang.L("Add a unit"), model.Organisation{Kind: model.HostUnit, Parent: o.centre})
	})
	o.rename = widgets.NewButton(lang.L("Rename"), o.onRename)
	o.move = widgets.NewButton(lang.L("Move…"), o.onMove)
	o.retire = widgets.NewButton(lang.L("No longer used"), o.onRetire)
	o.revive = widgets.NewButton(lang.L("Use again"), o.onRevive)
	o.remove = widgets.NewButton(lang.L("Remove"), o.onRemove)
	head := widgets.Down(8, container.NewBorder(nil, nil, widgets.Across(8, o.branch, o.group, o.unit), container.NewCenter(o.all)), widgets.Spacer(0, 0))
	o.box = d.openDialog(dialogSpec{
		title: lang.L("Branches, groups and units"), size: fyne.NewSize(900, 600), content: container.NewBorder(head, nil, nil, nil, o.table),
		left:    []fyne.CanvasObject{o.rename, o.move, o.retire, o.revive, o.remove},
		buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { o.box.close() })},
	})
	o.reload("")
	return o
}

// nameCell sets a node in below its parent.
func (o *organisations) nameCell(n model.Organisation) widgets.Cell {
	text := strings.Repeat("　　", o.depth[n.ID]) + n.Name
	if !n.Retired.IsZero() {
		return widgets.Muted(text)
	}
	if n.Kind == model.Group {
		return widgets.Plain(text)
	}
	return widgets.Strong(text)
}

// reload reads the tree anew and selects a node.
func (o *organisations) reload(selected model.ID) {
	var tree []model.Organisation
	var counts map[model.ID]int
	o.desk.run(func(ctx context.Context) (err error) {
		if tree, err = o.store.Organisations(ctx); err != nil {
			return err
		}
		counts, err = o.store.OrganisationCounts(ctx)
		return err
	}, func(err error) {
		if err != nil {
			o.desk.fail(err, func() { o.reload(selected) })
			return
		}
		o.counts = counts
		o.arrange(tree)
		o.table.Reload()
		o.table.SelectKey(string(selected))
		o.all.SetText(lang.L("Show those no longer used"))
		if o.everything {
			o.all.SetText(lang.L("Hide those no longer used"))
		}
		o.showButtons()
	})
}

// arrange puts each node after its parent; those above the centre are left to
// the first card of the settings.
func (o *organisations) arrange(tree []model.Organisation) {
	o.tree, o.depth = nil, map[model.ID]int{}
	below := map[model.ID][]model.Organisation{}
	known := map[model.ID]bool{}
	for _, n := range tree {
		known[n.ID] = true
		below[n.Parent] = append(below[n.Parent], n)
		if n.Kind == model.CentreOf {
			o.centre = n.ID
		}
	}
	var place func(n model.Organisation, depth int)
	place = func(n model.Organisation, depth int) {
		if !n.Retired.IsZero() && !o.everything {
			return
		}
		if n.Kind == model.Branch || n.Kind == model.Group || n.Kind == model.HostUnit {
			o.depth[n.ID] = depth
			o.tree = append(o.tree, n)
			depth++
		}
		for _, child := range below[n.ID] {
			place(child, depth)
		}
	}
	for _, n := range tree {
		if !known[n.Parent] {
			place(n, 0)
		}
	}
}

// showButtons offers what can be done with the chosen node.
func (o *organisations) showButtons() {
	n, ok := o.table.Selected()
	setEnabled(o.group, ok && (n.Kind == model.Branch || n.Kind == model.Group))
	setEnabled(o.rename, ok)
	setEnabled(o.move, ok && n.Kind == model.Group)
	setEnabled(o.remove, ok)
	o.retire.Hidden, o.revive.Hidden = ok && !n.Retired.IsZero(), !ok || n.Retired.IsZero()
	setEnabled(o.retire, ok)
	o.box.resize(fyne.NewSize(900, 600))
}

func (o *organisations) onGroup() {
	n, ok := o.table.Selected()
	if !ok {
		return
	}
	parent := n.ID
	if n.Kind == model.Group {
		parent = n.Parent
	}
	o.edit(lang.L("Add a group"), model.Organisation{Kind: model.Group, Parent: parent})
}

func (o *organisations) onRename() {
	if n, ok := o.table.Selected(); ok {
		o.edit(lang.L("Rename"), n)
	}
}

// edit asks for a node's name and saves it.
func (o *organisations) edit(title string, n model.Organisation) {
	editOrganisation(o.desk, o.store, title, n, func(saved model.Organisation) { o.reload(saved.ID) })
}

// do changes the tree, says so and shows it.
func (o *organisations) do(id model.ID, work func(ctx context.Context) error) {
	o.desk.run(work, func(err error) {
		if err != nil {
			o.desk.fail(err, nil)
			return
		}
		o.desk.say(lang.L("Saved"))
		o.desk.changed()
		o.reload(id)
	})
}

// onMove puts a group under another branch.
func (o *organisations) onMove() {
	n, ok := o.table.Selected()
	if !ok {
		return
	}
	var options []widgets.Option
	for _, b := range o.tree {
		if b.Kind == model.Branch && b.ID != n.Parent && b.Retired.IsZero() {
			options = append(options, widgets.Option{Value: string(b.ID), Text: b.Name})
		}
	}
	to := widgets.NewChoice("", options)
	if len(options) > 0 {
		to.SetValue(options[0].Value)
	}
	form := widgets.NewForm(1)
	form.Add("Parent", lang.L("To which branch?"), to)
	var box *dialogBox
	save := func() {
		if to.Value() == "" {
			form.ShowError("Parent", lang.L("There is no other branch."))
			return
		}
		box.close()
		o.do(n.ID, func(ctx context.Context) error { return o.store.MoveOrganisation(ctx, n.ID, model.ID(to.Value())) })
	}
	box = o.desk.openDialog(dialogSpec{
		title: lang.L("Move “{{.Name}}” and its people", map[string]any{"Name": n.Name}), content: form, size: fyne.NewSize(420, 0), onSave: save,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.close() }), widgets.NewPrimary(lang.L("Move"), save)},
	})
}

func (o *organisations) onRetire() {
	if n, ok := o.table.Selected(); ok {
		today := o.desk.today()
		o.everything = true // so that it is seen to be there still
		o.do(n.ID, func(ctx context.Context) error { return o.store.RetireOrganisation(ctx, n.ID, today) })
	}
}

func (o *organisations) onRevive() {
	if n, ok := o.table.Selected(); ok {
		o.do(n.ID, func(ctx context.Context) error { return o.store.ReviveOrganisation(ctx, n.ID) })
	}
}

func (o *organisations) onRemove() {
	n, ok := o.table.Selected()
	if !ok {
		return
	}
	o.desk.ask(lang.L("Remove “{{.Name}}”?", map[string]any{"Name": n.Name}), lang.L("Only what nobody was ever in can be removed."), lang.L("Remove"), func() {
		o.do("", func(ctx context.Context) error { return o.store.RemoveOrganisation(ctx, n.ID) })
	})
}
