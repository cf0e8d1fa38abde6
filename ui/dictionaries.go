package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// wordsStore is what the card of words reads and saves.
type wordsStore interface {
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	SaveWords(ctx context.Context, kind model.DictionaryKind, words []string) error
}

// wordsCard edits the lists that forms offer, one word to a line.
type wordsCard struct {
	desk  *desk
	store wordsStore

	kind    *widgets.ChoiceField
	words   *widgets.Entry
	save    *widgets.Button
	texts   *widgets.LinkText // the words that people are greeted with by phone
	shown   model.DictionaryKind
	saved   string // as the store has the list shown
	content fyne.CanvasObject
}

// dictionaries names the lists.
func dictionaries() []widgets.Option {
	return []widgets.Option{
		{Value: string(model.Initiatives), Text: lang.L("Initiatives")},
		{Value: string(model.Categories), Text: lang.L("Categories of people")},
		{Value: string(model.Standings), Text: lang.L("Standings of people")},
		{Value: string(model.MemberTags), Text: lang.L("Tags")},
		{Value: string(model.ServiceFields), Text: lang.L("Fields of service")},
		{Value: string(model.TeamClasses), Text: lang.L("Classes of teams")},
		{Value: string(model.Skills), Text: lang.L("Skills of volunteers")},
		{Value: string(model.Places), Text: lang.L("Places")},
		{Value: string(model.Capacities), Text: lang.L("Capacities at activities")},
		{Value: string(model.LeaveReasons), Text: lang.L("Reasons for leave")},
		{Value: string(model.LateReasons), Text: lang.L("Reasons for entering late")},
		{Value: string(model.HonourLevels), Text: lang.L("Levels of honours and press reports")},
	}
}

func newWordsCard(d *desk) *wordsCard {
	c := &wordsCard{desk: d, store: d.store, words: widgets.NewTextArea(4), shown: model.Initiatives}
	c.kind = widgets.NewChoice("", dictionaries())
	c.kind.SetValue(string(c.shown))
	c.kind.OnChosen = c.onKind
	c.save = widgets.NewButton(lang.L("Save the list"), c.onSave)
	c.texts = widgets.NewQuietLink(lang.L("Words of the texts"), func() { openTextsForm(d, d.store, nil) })
	hint := widgets.NewMuted(lang.L("One word to a line, in the order that forms offer them."))
	hint.Shrink, hint.SizeName = true, theme.SizeNameCaptionText
	c.content = widgets.NewCard(lang.L("Lists of words"), widgets.Frame(
		widgets.Down(6, c.kind, hint, widgets.Spacer(0, 0)),
		widgets.Down(0, widgets.Spacer(0, 10), container.NewHBox(c.save)), nil, nil, c.words), c.texts)
	return c
}

func (c *wordsCard) unsaved() bool { return c.words.Text != c.saved }

// refresh reads the list shown; what was typed and not saved stays.
func (c *wordsCard) refresh() {
	if !c.unsaved() {
		c.load(c.shown)
	}
}

func (c *wordsCard) load(kind model.DictionaryKind) {
	var words []string
	c.desk.run(func(ctx context.Context) (err error) {
		words, err = c.store.Words(ctx, kind)
		return err
	}, func(err error) {
		if err != nil {
			c.desk.fail(err, func() { c.load(kind) })
			return
		}
		c.shown, c.saved = kind, strings.Join(words, "\n")
		c.kind.SetValue(string(kind))
		c.words.SetText(c.saved)
	})
}

func (c *wordsCard) onKind(value string) {
	if !c.unsaved() {
		c.load(model.DictionaryKind(value))
		return
	}
	c.kind.SetValue(string(c.shown))
	c.desk.askUnsaved(func() { c.load(model.DictionaryKind(value)) })
}

func (c *wordsCard) onSave() {
	kind, words := c.shown, strings.Split(c.words.Text, "\n")
	c.desk.run(func(ctx context.Context) error { return c.store.SaveWords(ctx, kind, words) }, func(err error) {
		if err != nil {
			c.desk.fail(err, c.onSave)
			return
		}
		c.saved = c.words.Text // the store may have tidied it; loaded below
		c.load(kind)
		c.desk.say(lang.L("Saved"))
		c.desk.changed()
	})
}

// branchesStore is what the card of branches reads and saves.
type branchesStore interface {
	Organisations(ctx context.Context) ([]model.Organisation, error)
	SaveOrganisation(ctx context.Context, o model.Organisation) (model.Organisation, error)
}

// branchesCard lists the centre's branches, to add and to rename.
type branchesCard struct {
	desk    *desk
	store   branchesStore
	table   *widgets.DataTable[model.Organisation]
	add     *widgets.LinkText
	list    []model.Organisation
	centre  model.ID
	content fyne.CanvasObject
}

func newBranchesCard(d *desk) *branchesCard {
	c := &branchesCard{desk: d, store: d.store}
	c.table = widgets.NewListTable(
		[]widgets.Column[model.Organisation]{{
			ID: "name", Title: lang.L("Name (double click renames)"), Chars: 6, Grow: 1,
			Cell: func(o model.Organisation) widgets.Cell { return widgets.Plain(o.Name) },
		}},
		func(o model.Organisation) string { return string(o.ID) },
		func() []model.Organisation { return c.list },
		widgets.NewEmptyState(theme.ListIcon(), lang.L("No branches yet."), nil))
	c.table.OnOpened = c.onRename
	c.add = widgets.NewLink(lang.L("Add a branch"), c.onAdd)
	all := widgets.NewLink(lang.L("All units…"), func() { openOrganisations(d, d.store) })
	c.content = widgets.NewCard(lang.L("Branches"), c.table, all, c.add)
	return c
}

func (c *branchesCard) refresh() {
	var all []model.Organisation
	c.desk.run(func(ctx context.Context) (err error) {
		all, err = c.store.Organisations(ctx)
		return err
	}, func(err error) {
		if err != nil {
			c.desk.fail(err, c.refresh)
			return
		}
		for _, o := range all {
			if o.Kind == model.CentreOf {
				c.centre = o.ID
			}
		}
		c.list = slices.DeleteFunc(all, func(o model.Organisation) bool { return o.Kind != model.Branch })
		c.table.Reload()
	})
}

func (c *branchesCard) onAdd() {
	c.edit(lang.L("Add a branch"), model.Organisation{Kind: model.Branch, Parent: c.centre})
}

func (c *branchesCard) onRename(o model.Organisation) { c.edit(lang.L("Rename the branch"), o) }

// edit asks for a branch's name and saves it.
func (c *branchesCard) edit(title string, o model.Organisation) {
	editOrganisation(c.desk, c.store, title, o, func(model.Organisation) {})
}

// editOrganisation asks for a node's name and saves it.
func editOrganisation(d *desk, st branchesStore, title string, o model.Organisation, done func(model.Organisation)) {
	name := widgets.NewEntry()
	name.SetText(o.Name)
	form := widgets.NewForm(1)
	form.Add("Name", lang.L("Name"), name)
	var box *dialogBox
	save := func() {
		changed := o
		changed.Name = name.Text
		d.run(func(ctx context.Context) (err error) {
			changed, err = st.SaveOrganisation(ctx, changed)
			return err
		}, func(err error) {
			if err != nil {
				d.failForm(form, err, nil)
				return
			}
			box.close()
			d.say(lang.L("Saved"))
			d.changed()
			done(changed)
		})
	}
	form.OnLast = save
	box = d.openDialog(dialogSpec{
		title: title, content: form, size: fyne.NewSize(420, 0), onSave: save,
		dirty: func() bool { return name.Text != o.Name },
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(lang.L("Save"), save),
		},
	})
	form.Focus("Name")
}
