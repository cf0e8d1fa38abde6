package ui

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// photosStore is what the photos and files of a record ask the store for.
type photosStore interface {
	Photo(name string) ([]byte, error)
	AddActivityPhotos(ctx context.Context, activity model.ID, photos []model.ActivityPhoto) (int, error)
	SaveCaptions(ctx context.Context, captions map[model.ID]string) error
	OrderPhotos(ctx context.Context, activity model.ID, ids []model.ID) error
	RemovePhoto(ctx context.Context, id model.ID) error
	RestorePhoto(ctx context.Context, id model.ID) error
	AddAttachments(ctx context.Context, activity model.ID, attachments []model.Attachment) error
	RemoveAttachment(ctx context.Context, id model.ID) error
	RestoreAttachment(ctx context.Context, id model.ID) error
}

// recordPhotos is 照片与附件: the pictures of an activity with their captions,
// and files kept with it. What is done here is saved at once, a caption when
// the cursor leaves it.
type recordPhotos struct {
	desk  *desk
	page  *activityPage
	store photosStore

	files  []model.Attachment
	thumbs map[string]image.Image // of the photos seen, by name; nil for lost ones
	undo   func()                 // puts back what was taken out last; nil where nothing was

	cards    []*photoCard
	add      *widgets.Button
	addFiles *widgets.Button
	note     *widgets.Text
	strip    *fyne.Container
	list     *fyne.Container
	content  fyne.CanvasObject
}

var photoExtensions = []string{".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG"}

func newRecordPhotos(d *desk, page *activityPage) *recordPhotos {
	p := &recordPhotos{desk: d, page: page, store: d.store, thumbs: map[string]image.Image{}, note: widgets.NewMuted(""), list: widgets.Down(0)}
	p.note.Shrink = true
	p.strip = container.New(layout.NewGridWrapLayout(fyne.NewSize(thumbSize.Width+18, thumbSize.Height+104)))
	p.add = widgets.NewPrimary(lang.L("Add photos…"), p.onAdd)
	p.addFiles = widgets.NewButton(lang.L("Add files…"), p.onAddFiles)
	bar := container.NewBorder(nil, nil, nil, widgets.Across(8, p.addFiles, p.add), p.note)
	p.content = container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 8)), nil, nil, nil,
		container.NewVScroll(widgets.Down(8, p.strip, p.list)))
	return p
}

// show brings the tab up to date with what the page has read.
func (p *recordPhotos) show(now model.Proceedings) {
	p.files = now.Attachments
	switch n := len(now.Photos); {
	case n == 0:
		p.note.SetText(lang.L("Choose photos, or drop them onto the window. At least {{.N}} are asked for.", map[string]any{"N": model.AskedPhotos}))
	case n < model.AskedPhotos:
		p.note.SetText(lang.L("{{.N}} photo. At least {{.Least}} are asked for.", map[string]any{"N": n, "Least": model.AskedPhotos}))
	default:
		p.note.SetText(lang.L("{{.N}} photos", map[string]any{"N": n}))
	}
	p.showCards(now.Photos)
	p.showFiles()
	p.loadThumbs()
}

// lock leaves the photos and files to be looked at only.
func (p *recordPhotos) lock() {
	p.note.Hide()
	p.add.Hide()
	p.addFiles.Hide()
}

func (p *recordPhotos) onAdd() {
	p.desk.chooseFiles(lang.L("Choose photos"), photoExtensions, p.addPaths)
}

// addPaths keeps photos and adds them to the record. Those that cannot be read
// are named; the others are kept all the same.
func (p *recordPhotos) addPaths(paths []string) {
	if p.page.roll.Activity.ID == "" {
		return
	}
	var added int
	var refused []string
	p.desk.long(lang.L("Reading the photos"), func(ctx context.Context, tell progress) error {
		var photos []model.ActivityPhoto
		for i, path := range paths {
			if err := ctx.Err(); err != nil {
				return err
			}
			photo, err := addPhoto(ctx, p.desk, path)
			switch {
			case model.CodeOf(err) == model.Unreadable:
				refused = append(refused, filepath.Base(path)+"："+errorText(err))
			case err != nil:
				return err
			default:
				photos = append(photos, photo)
			}
			tell(i+1, len(paths))
		}
		if err := ctx.Err(); err != nil || len(photos) == 0 {
			return err
		}
		model.SortByTaken(photos)
		var err error
		added, err = p.store.AddActivityPhotos(ctx, p.page.id, photos)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, func() { p.addPaths(paths) })
			return
		}
		if added > 0 {
			p.saved(lang.L("Added {{.N}} photos", map[string]any{"N": added}))
		}
		if again := len(paths) - len(refused) - added; again > 0 {
			refused = append(refused, lang.L("{{.N}} photos were in the record already.", map[string]any{"N": again}))
		}
		if len(refused) > 0 {
			p.desk.tell(lang.L("Some photos were not added"), strings.Join(refused, "\n"))
		}
	})
}

func addPhoto(ctx context.Context, d *desk, path string) (photo model.ActivityPhoto, err error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return photo, &model.Error{Code: model.Unreadable, Message: "这是文件夹，请打开它再选照片。"}
	}
	err = withFile(path, func(file *os.File) (err error) {
		photo, err = d.store.AddPhoto(ctx, file)
		return err
	})
	return photo, err
}

// saved says what was saved and reads the record anew.
func (p *recordPhotos) saved(words string) {
	p.desk.say(words)
	p.desk.changed()
}

// do changes something of the record and reads it anew; undo, where given, is
// what Ctrl+Z does then.
func (p *recordPhotos) do(change func(ctx context.Context) error, words string, undo func()) {
	p.desk.run(change, func(err error) {
		if err != nil {
			p.desk.fail(err, func() { p.do(change, words, undo) })
			return
		}
		p.undo = undo
		p.saved(words)
	})
}

func (p *recordPhotos) onTakeOut(c *photoCard) {
	p.takeOut(c.photo.ID, p.store.RemovePhoto, p.store.RestorePhoto)
}

// takeOut takes a photo or file out of the record; Ctrl+Z puts it back.
func (p *recordPhotos) takeOut(id model.ID, remove, restore func(context.Context, model.ID) error) {
	p.do(func(ctx context.Context) error { return remove(ctx, id) }, lang.L("Taken out; Ctrl+Z puts it back"), func() {
		p.do(func(ctx context.Context) error { return restore(ctx, id) }, lang.L("Put back"), nil)
	})
}

// onUndo puts back what was taken out last.
func (p *recordPhotos) onUndo() {
	if undo := p.undo; undo != nil {
		p.undo = nil
		undo()
	}
}

// onDropped takes photos and other files, each to where it belongs.
func (p *recordPhotos) onDropped(paths []string) {
	var photos, files []string
	for _, path := range paths {
		extension := strings.ToLower(filepath.Ext(path))
		if slices.Contains(store.FileKinds(), extension) && !slices.Contains(photoExtensions, extension) {
			files = append(files, path)
		} else {
			photos = append(photos, path)
		}
	}
	if len(files) > 0 {
		p.addAttachments(files)
	}
	if len(photos) > 0 {
		p.addPaths(photos)
	}
}
