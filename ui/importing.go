package ui

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/roster"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// importStore is what importing a roster needs of the store.
type importStore interface {
	roster.Known
	roster.Layouts
	SaveRosterLayout(ctx context.Context, layout string, fields map[int]string) error
	ApplyImportWithProgress(ctx context.Context, plan model.ImportPlan, tell func(done, total int)) (model.ImportBatch, error)
	UndoImport(ctx context.Context, batch model.ID) error
	Imports(ctx context.Context) ([]model.ImportBatch, error)
}

// importing is the dialog that brings a roster in: a file is chosen, what it
// would do is shown row by row, and only then done. Afterwards it can be
// undone.
type importing struct {
	desk  *desk
	store importStore

	path  string
	sheet *roster.Sheet
	draft *roster.Draft
	batch model.ImportBatch // once it was applied

	begin   *fyne.Container // what is shown before a file is read
	fault   *fyne.Container
	wrong   *widgets.Wrapped
	earlier *fyne.Container
	preview *importPreview

	choose, apply, undo, finish, cancel *widgets.Button
	columns, report, assign             *widgets.Button
	box                                 *dialogBox
}

// The dialog is small while a file is chosen, and large for its rows.
var (
	chooseSize = fyne.NewSize(720, 360)
	importSize = fyne.NewSize(1240, 640)
)

func openImporting(d *desk, st importStore) *importing {
	i := &importing{desk: d, store: st, preview: newImportPreview(), earlier: widgets.Down(0)}
	i.choose = widgets.NewPrimary(lang.L("Choose a file…"), i.onChoose)
	i.apply = widgets.NewPrimary("", i.onApply)
	i.undo = widgets.NewButton(lang.L("Undo the import"), func() { i.onUndo(i.batch) })
	i.finish = widgets.NewPrimary(lang.L("Done"), func() { i.box.close() })
	i.cancel = widgets.NewButton(lang.L("Cancel"), func() { i.box.leave() })
	i.columns = widgets.NewButton(lang.L("What the columns are…"), i.onColumns)
	i.report = widgets.NewButton(lang.L("Report as a table"), i.onReport)
	i.assign = widgets.NewButton(lang.L("Say myself what the columns are…"), i.onAssign)
	i.preview.decided = i.onDecided
	for _, later := range []*widgets.Button{i.apply, i.undo, i.finish, i.columns, i.report, i.assign} {
		later.Hide()
	}
	i.begin = i.beginning()
	i.preview.content.Hide()
	i.box = d.openDialog(dialogSpec{
		title: lang.L("Import roster"), content: container.NewStack(i.begin, i.preview.content), size: chooseSize,
		left: []fyne.CanvasObject{i.undo, i.columns, i.report, i.assign}, buttons: []fyne.CanvasObject{i.cancel, i.choose, i.apply, i.finish},
	})
	i.listEarlier()
	return i
}

// beginning says what can be read and what will happen.
func (i *importing) beginning() *fyne.Container {
	width := chooseSize.Width - 40
	say := func(text string) fyne.CanvasObject { return widgets.NewWrapped(text, width) }
	i.wrong = widgets.NewWrapped("", width-40)
	i.wrong.ColorName = widgets.ColorAccent
	band := widgets.NewPanel(widgets.ColorAccentSoft, i.wrong)
	band.Radius, band.Inset = 7, fyne.NewSize(14, 10)
	i.fault = container.NewStack(band)
	i.fault.Hide()
	return widgets.Down(10,
		i.fault,
		say(lang.L("Choose the roster that you keep in Excel or WPS: an .xlsx or a .csv file.")),
		say(lang.L("Titles above the header do not matter, nor does the order of the columns. There has to be a column for the name.")),
		say(lang.L("First you see row by row what would happen. Nothing is changed until you press Import, and every import can be undone.")),
		widgets.Spacer(0, 10), i.earlier)
}

// listEarlier offers to undo the imports of before.
func (i *importing) listEarlier() {
	var batches []model.ImportBatch
	i.desk.run(func(ctx context.Context) (err error) {
		batches, err = i.store.Imports(ctx)
		return err
	}, func(err error) {
		if err != nil {
			i.desk.note(err) // the new import does not need the list
			return
		}
		i.showEarlier(batches)
	})
}

func (i *importing) showEarlier(batches []model.ImportBatch) {
	const shown = 4
	i.earlier.RemoveAll()
	if len(batches) > 0 {
		i.earlier.Add(widgets.NewHeading(lang.L("Imports until now")))
	}
	for _, b := range batches[:min(shown, len(batches))] {
		when := b.CreatedAt.In(i.desk.now().Location())
		text := widgets.NewText(punctuated(i.desk.shortDay(model.DateOf(when))+" "+when.Format(clock), b.File, batchText(b)))
		text.Shrink = true
		var act fyne.CanvasObject = widgets.NewLink(lang.L("Undo the import"), func() { i.onUndo(b) })
		if b.Undone {
			act = widgets.NewPill(lang.L("undone"), widgets.Neutral)
		}
		i.earlier.Add(widgets.Inset(0, 7, container.NewBorder(nil, nil, nil, act, text)))
		i.earlier.Add(widgets.NewLine())
	}
	i.layout()
}

// batchText says what an import did.
func batchText(b model.ImportBatch) string {
	return lang.L("{{.New}} added, {{.Changed}} changed", map[string]any{"New": grouped(b.New), "Changed": grouped(b.Changed)})
}

func (i *importing) onChoose() {
	// .xls is offered too: only then can people be told to save it as .xlsx.
	i.desk.chooseFile([]string{".xlsx", ".csv", ".xls", ".txt", ".XLSX", ".CSV", ".XLS"}, i.read)
}

// read reads a file and compares it with the people known.
func (i *importing) read(path string) {
	i.path = path
	i.readAs(roster.Choice{}, nil)
}

// readAs reads the file as somebody chose. What was said of its columns is
// kept for the next file like it.
func (i *importing) readAs(choice roster.Choice, done func()) {
	var sheet *roster.Sheet
	var draft *roster.Draft
	i.desk.long(lang.L("Reading the roster"), func(ctx context.Context, tell progress) error {
		read, err := roster.ReadChosen(ctx, i.path, choice, i.store, tell)
		if err != nil {
			return err
		}
		if choice.Fields != nil {
			if err := i.store.SaveRosterLayout(ctx, read.Layout, choice.Fields); err != nil {
				return err
			}
		}
		sheet = read
		draft, err = roster.Compare(i.desk.store.OwnOnly(ctx), sheet, i.store)
		return err
	}, func(err error) {
		if err != nil {
			i.refuse(err)
			return
		}
		i.sheet, i.draft = sheet, draft
		if done != nil {
			done()
		}
		i.show()
	})
}

// refuse says in the dialog why the file cannot be read.
func (i *importing) refuse(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	if i.preview.content.Visible() {
		i.desk.fail(err, nil)
		return
	}
	i.desk.note(err)
	i.wrong.SetText(errorText(err))
	i.fault.Show()
	i.assign.Hidden = !strings.Contains(errorText(err), "“姓名”")
	i.assign.Refresh()
	i.layout()
}

// onAssign lets somebody say what the columns are of a file in which none is
// called 姓名: the first row is taken for the header, the first column for the
// names, until they say otherwise.
func (i *importing) onAssign() {
	i.readAs(roster.Choice{Header: 1, Fields: map[int]string{0: "name"}}, i.onColumns)
}

// onColumns shows what each column is taken for.
func (i *importing) onColumns() { openColumnMapping(i) }

// show shows what importing would do.
func (i *importing) show() {
	i.preview.show(i.draft)
	i.begin.Hide()
	i.assign.Hide()
	i.preview.content.Show()
	i.choose.Importance = 0
	i.choose.SetText(lang.L("Another file…"))
	for _, b := range []*widgets.Button{i.apply, i.columns, i.report} {
		b.Show()
	}
	i.showCounts()
	i.layout()
}

// showCounts says on the button how many people would be imported, and how
// many rows would be left out because nobody has decided them.
func (i *importing) showCounts() {
	plan := i.draft.Plan
	n := plan.Count(model.RowNew) + plan.Count(model.RowChanged)
	text := lang.L("Import {{.N}} people", map[string]any{"N": n})
	i.apply.Enable()
	if n == 0 {
		text = lang.L("Nothing to import")
		i.apply.Disable()
	}
	if open := plan.Undecided(); open > 0 {
		text += lang.L(" ({{.N}} undecided)", map[string]any{"N": open})
	}
	i.apply.SetText(text)
}

// onDecided settles a doubtful row as a person has said.
func (i *importing) onDecided(row int, decision model.Decision, candidate int) bool {
	if err := i.draft.Decide(row, decision, candidate); err != nil {
		i.desk.fail(err, nil)
		return false
	}
	i.showCounts()
	return true
}

// onReport writes what becomes of each row into a table.
func (i *importing) onReport() {
	plan := i.draft.Plan
	name := lang.L("Import report {{.Day}}", map[string]any{"Day": i.desk.today().String()}) + ".xlsx"
	var file string
	i.desk.long(lang.L("Exporting"), func(ctx context.Context, _ progress) error {
		folder, err := i.desk.printFolder(ctx)
		if err != nil {
			return err
		}
		file = unused(filepath.Join(folder, name))
		return printing.WriteFile(file, func(w io.Writer) error { return roster.WriteXLSX(w, roster.Report(plan)) })
	}, func(err error) {
		if err != nil {
			i.desk.fail(err, nil)
			return
		}
		i.desk.open(file)
		i.desk.say(lang.L("Report written: {{.File}}", map[string]any{"File": file}))
	})
}

// layout lets the dialog see what is shown.
func (i *importing) layout() {
	size := chooseSize
	if i.preview.content.Visible() {
		size = importSize
	}
	i.box.resize(size)
}

func (i *importing) onApply() {
	plan := i.draft.Plan
	var batch model.ImportBatch
	i.desk.long(lang.L("Importing"), func(ctx context.Context, tell progress) (err error) {
		batch, err = i.store.ApplyImportWithProgress(ctx, plan, tell)
		return err
	}, func(err error) {
		if err != nil {
			i.desk.fail(err, nil)
			return
		}
		i.applied(batch)
	})
}

// applied says what was done, and what was left out.
func (i *importing) applied(batch model.ImportBatch) {
	i.batch = batch
	text := lang.L("Imported: {{.What}}.", map[string]any{"What": batchText(batch)})
	if left := i.draft.Plan.Count(model.RowDoubtful) + i.draft.Plan.Count(model.RowWrong); left > 0 {
		text += lang.L("{{.N}} rows were not imported. Correct them in the file and import it again; what is already here stays as it is.", map[string]any{"N": left})
	}
	i.preview.say(text)
	i.preview.close()
	i.preview.showLeft()
	i.end()
	i.undo.Show()
	i.layout()
	i.desk.say(lang.L("Saved"))
	i.desk.changed()
}

// end leaves only the way out.
func (i *importing) end() {
	for _, past := range []*widgets.Button{i.apply, i.choose, i.cancel, i.undo, i.columns} {
		past.Hide()
	}
	i.finish.Show()
}

// onUndo takes an import back, after asking.
func (i *importing) onUndo(batch model.ImportBatch) {
	i.desk.ask(lang.L("Undo this import?"),
		lang.L("People it added go to the recycle bin, people it changed become what they were: {{.What}}.", map[string]any{"What": batchText(batch)}),
		lang.L("Undo the import"), func() { i.takeBack(batch) })
}

func (i *importing) takeBack(batch model.ImportBatch) {
	i.desk.long(lang.L("Undoing the import"), func(ctx context.Context, _ progress) error {
		return i.store.UndoImport(ctx, batch.ID)
	}, func(err error) {
		if err != nil {
			i.desk.fail(err, nil)
			return
		}
		i.desk.say(lang.L("The import was undone"))
		i.desk.changed()
		i.listEarlier()
		if batch.ID == i.batch.ID {
			i.preview.say(lang.L("The import was undone. Everybody is as before."))
			i.end()
			i.layout()
		}
	})
}

// fateText is what becomes of a row, in a word.
func fateText(f model.Fate) (string, widgets.Tone) {
	switch f {
	case model.RowNew:
		return lang.L("new"), widgets.Good
	case model.RowChanged:
		return lang.L("changed"), widgets.Info
	case model.RowUnchanged:
		return lang.L("unchanged"), widgets.Neutral
	case model.RowDoubtful:
		return lang.L("doubtful"), widgets.Warn
	case model.RowWrong:
		return lang.L("wrong"), widgets.Red
	}
	return string(f), widgets.Neutral
}

// emptyFate says why a list of rows is empty.
func emptyFate() fyne.CanvasObject {
	return widgets.NewEmptyState(theme.ListIcon(), lang.L("No such rows in this file."), nil)
}
