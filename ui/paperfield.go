package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// paperStore is what the one file of a record asks the store for.
type paperStore interface {
	keeperOfFiles
	File(name string) ([]byte, error)
}

// paperField shows the one file that a record has, and changes it.
type paperField struct {
	desk  *desk
	store paperStore
	paper model.KeptPaper

	name        *widgets.Text
	open, clear *widgets.Button
	content     fyne.CanvasObject
}

func newPaperField(d *desk, paper model.KeptPaper) *paperField {
	f := &paperField{desk: d, store: d.store, name: widgets.NewText("")}
	f.name.Shrink = true
	f.open = widgets.NewButton(lang.L("Open"), func() { d.openKept(f.paper.Attachment()) })
	f.clear = widgets.NewButton(lang.L("Take out"), func() { f.set(model.KeptPaper{}) })
	pick := widgets.NewButton(lang.L("Choose a file…"), f.onPick)
	f.content = container.NewBorder(nil, nil, nil, widgets.Across(6, pick, f.open, f.clear), f.name)
	f.set(paper)
	return f
}

func (f *paperField) set(paper model.KeptPaper) {
	f.paper = paper
	f.name.SetText(paper.Name)
	if paper.File == "" {
		f.name.SetText(lang.L("no file yet"))
	}
	able(f.open, paper.File != "")
	able(f.clear, paper.File != "")
}

// onPick keeps a file in place of the one that is there.
func (f *paperField) onPick() {
	f.desk.chooseFiles(lang.L("Choose a file"), store.FileKinds(), func(paths []string) {
		var kept []model.Attachment
		f.desk.long(lang.L("Keeping the files"), func(ctx context.Context, tell progress) (err error) {
			kept, err = keepFiles(ctx, f.store, paths[:1], tell)
			return err
		}, func(err error) {
			if err != nil {
				f.desk.fail(err, nil)
				return
			}
			f.set(model.KeptPaper{File: kept[0].File, Name: kept[0].Name, Size: kept[0].Size})
		})
	})
}
