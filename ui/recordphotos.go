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
	"jishi/ui/widgets"
)

// photosStore is what the photos and files of a record ask the store for.
type photosStore interface {
	Photo(name string) ([]byte, error)
	SaveActivityPhotos(ctx context.Context, activity model.ID, photos []model.ActivityPhoto) error
	SaveAttachments(ctx context.Context, activity model.ID, attachments []model.Attachment) error
}

// recordPhotos is 照片与附件: the pictures of an activity with their captions,
// and files kept with it. What is done here is saved at once.
type recordPhotos struct {
	desk  *desk
	page  *activityPage
	store photosStore

	photos []model.ActivityPhoto
	files  []model.Attachment
	thumbs map[string]image.Image // of the photos seen, by name

	cards    []*photoCard
	add      *widgets.Button
	addFiles *widgets.Button
	note     *widgets.Text
	strip    *fyne.Container
	list     *fyne.Container
	content  fyne.CanvasObject
}

// photoCard is one photo in view.
type photoCard struct {
	caption              *widgets.Entry
	earlier, later, away *widgets.Button
}

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
	p.photos, p.files = now.Photos, now.Attachments
	switch n := len(p.photos); {
	case n == 0:
		p.note.SetText(lang.L("Choose photos, or drop them onto the window. At least {{.N}} are asked for.", map[string]any{"N": model.AskedPhotos}))
	case n < model.AskedPhotos:
		p.note.SetText(lang.L("{{.N}} photo. At least {{.Least}} are asked for.", map[string]any{"N": n, "Least": model.AskedPhotos}))
	default:
		p.note.SetText(lang.L("{{.N}} photos", map[string]any{"N": n}))
	}
	p.showCards()
	p.showFiles()
	p.loadThumbs()
}

func (p *recordPhotos) showCards() {
	p.strip.Objects, p.cards = nil, nil
	for i, photo := range p.photos {
		card := &photoCard{caption: widgets.NewEntry()}
		card.caption.SetPlaceHolder(lang.L("Caption of photo {{.N}}", map[string]any{"N": i + 1}))
		card.caption.SetText(photo.Caption)
		save := func() { p.onCaption(i, card.caption.Text) }
		card.caption.OnLeft, card.caption.OnNext = save, save
		card.earlier = widgets.NewButton("←", func() { p.onMove(i, -1) })
		card.later = widgets.NewButton("→", func() { p.onMove(i, 1) })
		card.away = widgets.NewButton("×", func() { p.onTakeOut(i) })
		enable(card.earlier, i > 0)
		enable(card.later, i+1 < len(p.photos))
		taken := widgets.NewMuted("")
		taken.SizeName, taken.Shrink = theme.SizeNameCaptionText, true
		if !photo.Taken.IsZero() {
			taken.SetText(photo.Taken.Format(clock))
		}
		p.cards = append(p.cards, card)
		p.strip.Add(widgets.Inset(4, 4, widgets.Down(4, p.picture(photo.Photo), card.caption,
			container.NewBorder(nil, nil, widgets.Across(4, card.earlier, card.later), card.away, taken))))
	}
	p.strip.Refresh()
}

// picture is a photo, or its place while it is being read.
func (p *recordPhotos) picture(name string) fyne.CanvasObject {
	ground := widgets.NewPanel(theme.ColorNameHeaderBackground, widgets.Spacer(thumbSize.Width, thumbSize.Height))
	ground.Radius = 6
	thumb := p.thumbs[name]
	if thumb == nil {
		return container.NewStack(ground, container.NewCenter(widgets.NewMuted(lang.L("Photo"))))
	}
	shown := canvas.NewImageFromImage(thumb)
	shown.FillMode = canvas.ImageFillContain
	return container.NewStack(ground, shown)
}

// loadThumbs reads the photos that were not seen yet.
func (p *recordPhotos) loadThumbs() {
	var missing []string
	for _, photo := range p.photos {
		if _, seen := p.thumbs[photo.Photo]; !seen {
			missing = append(missing, photo.Photo)
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
			content, err := p.store.Photo(name)
			if err != nil {
				p.desk.note(err) // the place stays empty; the check names it
				read[name] = nil
				continue
			}
			if read[name], err = thumbOf(content); err != nil {
				return err
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
		p.showCards()
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
	var added []model.ActivityPhoto
	var refused []string
	p.desk.long(lang.L("Reading the photos"), func(ctx context.Context, tell progress) error {
		for i, path := range paths {
			if err := ctx.Err(); err != nil {
				return err
			}
			photo, err := addPhoto(ctx, p.desk, path)
			if code := model.CodeOf(err); err != nil && code != model.Unreadable {
				return err
			}
			if err != nil {
				refused = append(refused, filepath.Base(path)+"："+errorText(err))
			} else if !p.has(photo.Photo) && !slices.ContainsFunc(added, func(a model.ActivityPhoto) bool { return a.Photo == photo.Photo }) {
				added = append(added, photo)
			}
			tell(i+1, len(paths))
		}
		if len(added) == 0 {
			return nil
		}
		slices.SortStableFunc(added, func(a, b model.ActivityPhoto) int { return a.Taken.Compare(b.Taken) })
		return p.store.SaveActivityPhotos(ctx, p.page.id, append(slices.Clone(p.photos), added...))
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, func() { p.addPaths(paths) })
			return
		}
		if len(refused) > 0 {
			p.desk.tell(lang.L("Some photos were not added"), strings.Join(refused, "\n"))
		}
		p.saved(lang.L("Added {{.N}} photos", map[string]any{"N": len(added)}))
	})
}

func (p *recordPhotos) has(name string) bool {
	return slices.ContainsFunc(p.photos, func(a model.ActivityPhoto) bool { return a.Photo == name })
}

func addPhoto(ctx context.Context, d *desk, path string) (photo model.ActivityPhoto, err error) {
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

// save makes photos those of the record.
func (p *recordPhotos) save(photos []model.ActivityPhoto, words string) {
	p.desk.run(func(ctx context.Context) error {
		return p.store.SaveActivityPhotos(ctx, p.page.id, photos)
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, func() { p.save(photos, words) })
			return
		}
		p.saved(words)
	})
}

func (p *recordPhotos) onCaption(i int, caption string) {
	caption = strings.TrimSpace(caption)
	if i >= len(p.photos) || p.photos[i].Caption == caption {
		return
	}
	photos := slices.Clone(p.photos)
	photos[i].Caption = caption
	p.save(photos, lang.L("Saved"))
}

func (p *recordPhotos) onMove(i, by int) {
	photos := slices.Clone(p.photos)
	photos[i], photos[i+by] = photos[i+by], photos[i]
	p.save(photos, lang.L("Saved"))
}

func (p *recordPhotos) onTakeOut(i int) {
	p.desk.ask(lang.L("Take the photo out of the record?"), lang.L("It can be added again at any time."), lang.L("Take out"), func() {
		p.save(slices.Delete(slices.Clone(p.photos), i, i+1), lang.L("The photo was taken out"))
	})
}

func (p *recordPhotos) onAddFiles() {
	p.desk.chooseFiles(lang.L("Choose files"), nil, p.addAttachments)
}

// addAttachments keeps files with the record.
func (p *recordPhotos) addAttachments(paths []string) {
	files := slices.Clone(p.files)
	p.desk.long(lang.L("Keeping the files"), func(ctx context.Context, tell progress) error {
		for i, path := range paths {
			err := withFile(path, func(file *os.File) error {
				kept, err := p.desk.store.AddFile(ctx, filepath.Base(path), file)
				if err == nil {
					files = append(files, kept)
				}
				return err
			})
			if err != nil {
				return err
			}
			tell(i+1, len(paths))
		}
		return p.store.SaveAttachments(ctx, p.page.id, files)
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
	for i, file := range p.files {
		name := widgets.NewText(file.Name)
		name.Shrink = true
		size := widgets.NewMuted(fmt.Sprintf("%.1f MB", float64(file.Size)/(1<<20)))
		links := widgets.Across(14, widgets.NewLink(lang.L("Open"), func() { p.onOpenFile(file) }), widgets.NewLink(lang.L("Take out"), func() { p.onTakeOutFile(i) }))
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

func (p *recordPhotos) onTakeOutFile(i int) {
	files := slices.Delete(slices.Clone(p.files), i, i+1)
	p.desk.ask(lang.L("Take the file out of the record?"), lang.L("It can be added again at any time."), lang.L("Take out"), func() {
		p.desk.run(func(ctx context.Context) error { return p.store.SaveAttachments(ctx, p.page.id, files) }, func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
				return
			}
			p.saved(lang.L("Saved"))
		})
	})
}
