package ui

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

func (p *recordPhotos) onAddFiles() {
	p.desk.chooseFiles(lang.L("Choose files"), store.FileKinds(), p.addAttachments)
}

// addAttachments keeps files with the record, all of them or none.
func (p *recordPhotos) addAttachments(paths []string) {
	if p.page.roll.Activity.ID == "" {
		return
	}
	p.desk.long(lang.L("Keeping the files"), func(ctx context.Context, tell progress) error {
		files, err := keepFiles(ctx, p.desk.store, paths, tell)
		if err != nil {
			return err
		}
		return p.store.AddAttachments(ctx, p.page.id, files)
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.saved(lang.L("Saved"))
	})
}

func (p *recordPhotos) showFiles() {
	p.list.Objects = nil
	if len(p.files) > 0 {
		p.list.Add(widgets.NewHeading(lang.L("Files")))
	}
	for _, file := range p.files {
		name := widgets.NewText(file.Name)
		name.Shrink = true
		size := widgets.NewMuted(fmt.Sprintf("%.1f MB", float64(file.Size)/(1<<20)))
		links := widgets.Across(14, widgets.NewLink(lang.L("Open"), func() { p.desk.openKept(file) }))
		if !p.page.locked() {
			links.Add(widgets.NewLink(lang.L("Take out"), func() {
				p.takeOut(file.ID, p.store.RemoveAttachment, p.store.RestoreAttachment)
			}))
		}
		p.list.Add(widgets.NewListLine(0, nil, widgets.Tight(12, name, size), links, nil))
	}
	p.list.Refresh()
}

// openKept lays a copy under the file's own name beside the PDFs and opens it:
// what is kept stays as it came.
func (d *desk) openKept(file model.Attachment) {
	var path string
	d.run(func(ctx context.Context) error {
		folder, err := d.printFolder(ctx)
		if err != nil {
			return err
		}
		content, err := d.store.File(file.File)
		if err != nil {
			return err
		}
		path = unused(filepath.Join(folder, filepath.Base(file.Name)))
		return os.WriteFile(path, content, 0o600)
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		d.open(path)
	})
}

// keeperOfFiles keeps files under what is in them.
type keeperOfFiles interface {
	AddFile(ctx context.Context, name string, r io.Reader) (model.Attachment, error)
}

// keepFiles keeps files that somebody chose.
func keepFiles(ctx context.Context, st keeperOfFiles, paths []string, tell progress) ([]model.Attachment, error) {
	var files []model.Attachment
	for i, path := range paths {
		err := withFile(path, func(file *os.File) error {
			kept, err := st.AddFile(ctx, filepath.Base(path), file)
			files = append(files, kept)
			return err
		})
		if err != nil {
			return nil, err
		}
		tell(i+1, len(paths))
	}
	return files, nil
}

// withFile opens a file that somebody chose, for reading.
func withFile(path string, read func(*os.File) error) error {
	file, err := os.Open(path)
	if err != nil {
		return &model.Error{Code: model.Unreadable, Message: "这个文件打不开，请换一个。", Err: err}
	}
	err = read(file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}
