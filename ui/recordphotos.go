package ui

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	xdraw "golang.org/x/image/draw"

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

// photoCard is one photo in view. It stays while the photo does, so that
// nobody loses the caption that is being written.
type photoCard struct {
	photo                model.ActivityPhoto // as the store holds it
	frame                *fyne.Container
	caption              *widgets.Entry
	taken                *widgets.Text
	earlier, later, away *widgets.Button
	content              fyne.CanvasObject
}

// written is the caption in the entry.
func (c *photoCard) written() string { return strings.TrimSpace(c.caption.Text) }

// thumbSize is how large a photo is shown, thumbPixels the longer side of what
// is kept in memory for it.
var thumbSize = fyne.NewSize(212, 150)

const thumbPixels = 480

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

// showCards brings the cards up to date; captions that are being written stay.
func (p *recordPhotos) showCards(photos []model.ActivityPhoto) {
	old := make(map[model.ID]*photoCard, len(p.cards))
	for _, c := range p.cards {
		old[c.photo.ID] = c
	}
	p.strip.Objects, p.cards = nil, nil
	for i, photo := range photos {
		c := old[photo.ID]
		if c == nil {
			c = p.newCard(photo)
		}
		written := c.written() != c.photo.Caption
		if c.photo = photo; !written {
			c.caption.SetText(photo.Caption)
		}
		c.caption.SetPlaceHolder(lang.L("Caption of photo {{.N}}", map[string]any{"N": i + 1}))
		enable(c.earlier, i > 0)
		enable(c.later, i+1 < len(photos))
		c.taken.SetText("")
		if !photo.Taken.IsZero() {
			c.taken.SetText(photo.Taken.Format(clock))
		}
		p.cards = append(p.cards, c)
		p.strip.Add(c.content)
		c.showThumb(p.thumbs[photo.Photo])
	}
	p.strip.Refresh()
}

func (p *recordPhotos) newCard(photo model.ActivityPhoto) *photoCard {
	c := &photoCard{photo: photo, caption: widgets.NewEntry(), frame: container.NewStack(), taken: widgets.NewMuted("")}
	c.caption.SetText(photo.Caption)
	c.caption.OnLeft = p.saveCaptions
	c.caption.OnNext = func() { p.focusAfter(c) }
	c.earlier = widgets.NewButton("←", func() { p.onMove(c, -1) })
	c.later = widgets.NewButton("→", func() { p.onMove(c, 1) })
	c.away = widgets.NewButton("×", func() { p.onTakeOut(c) })
	c.taken.SizeName, c.taken.Shrink = theme.SizeNameCaptionText, true
	c.content = widgets.Inset(4, 4, widgets.Down(4, c.frame, c.caption,
		container.NewBorder(nil, nil, widgets.Across(4, c.earlier, c.later), c.away, c.taken)))
	return c
}

// focusAfter saves a caption and goes on to the next photo's.
func (p *recordPhotos) focusAfter(c *photoCard) {
	if i := slices.Index(p.cards, c); i >= 0 && i+1 < len(p.cards) {
		p.desk.window.Canvas().Focus(p.cards[i+1].caption)
		return
	}
	p.saveCaptions()
}

// showThumb shows a photo, or its place while it is being read.
func (c *photoCard) showThumb(thumb image.Image) {
	ground := widgets.NewPanel(theme.ColorNameHeaderBackground, widgets.Spacer(thumbSize.Width, thumbSize.Height))
	ground.Radius = 6
	c.frame.Objects = []fyne.CanvasObject{ground, container.NewCenter(widgets.NewMuted(lang.L("Photo")))}
	if thumb != nil {
		shown := canvas.NewImageFromImage(thumb)
		shown.FillMode = canvas.ImageFillContain
		c.frame.Objects[1] = shown
	}
	c.frame.Refresh()
}

// loadThumbs reads the photos that were not seen yet.
func (p *recordPhotos) loadThumbs() {
	var missing []string
	for _, c := range p.cards {
		if _, seen := p.thumbs[c.photo.Photo]; !seen {
			missing = append(missing, c.photo.Photo)
		}
	}
	if len(missing) == 0 {
		return
	}
	read := map[string]image.Image{}
	p.desk.run(func(ctx context.Context) error {
		for _, name := range missing {
			if err := ctx.Err(); err != nil {
				return err
			}
			read[name] = nil
			content, err := p.store.Photo(name)
			if err == nil {
				read[name], err = thumbOf(content)
			}
			if err != nil {
				p.desk.note(err) // the place stays empty; the check names it
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		for name, thumb := range read {
			p.thumbs[name] = thumb
		}
		for _, c := range p.cards {
			if thumb := read[c.photo.Photo]; thumb != nil {
				c.showThumb(thumb)
			}
		}
	})
}

// thumbOf makes a photo small enough to be shown among others.
func thumbOf(content []byte) (image.Image, error) {
	full, err := jpeg.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("decode a photo: %w", err)
	}
	size := full.Bounds().Size()
	scale := float64(thumbPixels) / float64(max(size.X, size.Y))
	if scale >= 1 {
		return full, nil
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale))))
	xdraw.ApproxBiLinear.Scale(small, small.Bounds(), full, full.Bounds(), xdraw.Src, nil)
	return small, nil
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

// written are the captions that are not saved yet, by their photos.
func (p *recordPhotos) written() map[model.ID]string {
	captions := map[model.ID]string{}
	for _, c := range p.cards {
		if text := c.written(); text != c.photo.Caption {
			captions[c.photo.ID] = text
		}
	}
	return captions
}

// saveCaptions saves what was written below photos. Nothing else shows them, so
// nothing is read anew.
func (p *recordPhotos) saveCaptions() {
	captions := p.written()
	if len(captions) == 0 {
		return
	}
	p.desk.run(func(ctx context.Context) error { return p.store.SaveCaptions(ctx, captions) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		for _, c := range p.cards {
			if text, saved := captions[c.photo.ID]; saved {
				c.photo.Caption = text
			}
		}
		p.desk.say(lang.L("Saved"))
	})
}

func (p *recordPhotos) onMove(c *photoCard, by int) {
	from := slices.Index(p.cards, c)
	to := from + by
	if from < 0 || to < 0 || to >= len(p.cards) {
		return
	}
	ids := make([]model.ID, len(p.cards))
	for i, card := range p.cards {
		ids[i] = card.photo.ID
	}
	ids[from], ids[to] = ids[to], ids[from]
	p.do(func(ctx context.Context) error { return p.store.OrderPhotos(ctx, p.page.id, ids) }, lang.L("Saved"), nil)
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

func (p *recordPhotos) onAddFiles() {
	p.desk.chooseFiles(lang.L("Choose files"), store.FileKinds(), p.addAttachments)
}

// addAttachments keeps files with the record, all of them or none.
func (p *recordPhotos) addAttachments(paths []string) {
	if p.page.roll.Activity.ID == "" {
		return
	}
	p.desk.long(lang.L("Keeping the files"), func(ctx context.Context, tell progress) error {
		var files []model.Attachment
		for i, path := range paths {
			err := withFile(path, func(file *os.File) error {
				kept, err := p.desk.store.AddFile(ctx, filepath.Base(path), file)
				files = append(files, kept)
				return err
			})
			if err != nil {
				return err
			}
			tell(i+1, len(paths))
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
		links := widgets.Across(14, widgets.NewLink(lang.L("Open"), func() { p.onOpenFile(file) }), widgets.NewLink(lang.L("Take out"), func() {
			p.takeOut(file.ID, p.store.RemoveAttachment, p.store.RestoreAttachment)
		}))
		p.list.Add(widgets.NewListLine(0, nil, widgets.Tight(12, name, size), links, nil))
	}
	p.list.Refresh()
}

// onOpenFile lays a copy under the file's own name beside the PDFs and opens
// it: what is kept stays as it came.
func (p *recordPhotos) onOpenFile(file model.Attachment) {
	var path string
	p.desk.run(func(ctx context.Context) error {
		folder, err := p.desk.printFolder(ctx)
		if err != nil {
			return err
		}
		content, err := p.desk.store.File(file.File)
		if err != nil {
			return err
		}
		path = unused(filepath.Join(folder, filepath.Base(file.Name)))
		return os.WriteFile(path, content, 0o600)
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.open(path)
	})
}
