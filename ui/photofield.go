package ui

import (
	"bytes"
	"context"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/ui/widgets"
)

// photoSize is how large a photo is shown.
var photoSize = fyne.NewSize(90, 116)

// photoField shows a person's photo and lets somebody choose another.
type photoField struct {
	desk    *desk
	changed func()
	name    string // as the store keeps it; "" for none

	frame   *fyne.Container
	choose  *widgets.Button
	remove  *widgets.Button
	content fyne.CanvasObject
}

func newPhotoField(d *desk, changed func()) *photoField {
	f := &photoField{desk: d, changed: changed, frame: container.NewStack()}
	f.choose = widgets.NewButton(lang.L("Choose a photo…"), f.onChoose)
	f.remove = widgets.NewButton(lang.L("Take the photo away"), func() { f.set(""); f.changed() })
	f.content = widgets.Across(12, f.frame, widgets.Down(8, f.choose, f.remove))
	f.set("")
	return f
}

// set shows the photo of that name.
func (f *photoField) set(name string) {
	f.name = name
	f.remove.Hidden = name == ""
	showPhoto(f.desk, f.frame, name, func() bool { return f.name == name })
}

// showPhoto puts a photo, or the place for one, into a frame; wanted tells
// whether it is still asked for when it has been read.
func showPhoto(d *desk, frame *fyne.Container, name string, wanted func() bool) {
	frame.Objects = []fyne.CanvasObject{noPhoto()}
	frame.Refresh()
	if name == "" {
		return
	}
	var content []byte
	d.run(func(context.Context) (err error) {
		content, err = d.store.Photo(name)
		return err
	}, func(err error) {
		if !wanted() {
			return
		}
		if err != nil {
			d.note(err) // the place stays empty; everything else can be used
			return
		}
		picture := canvas.NewImageFromReader(bytes.NewReader(content), name)
		picture.FillMode = canvas.ImageFillContain
		picture.SetMinSize(photoSize)
		frame.Objects = []fyne.CanvasObject{picture}
		frame.Refresh()
	})
}

// noPhoto is the place for a photo.
func noPhoto() fyne.CanvasObject {
	ground := widgets.NewPanel(theme.ColorNameHeaderBackground, container.NewCenter(widgets.NewMuted(lang.L("Photo"))))
	ground.Radius = 6
	return container.NewStack(widgets.Spacer(photoSize.Width, photoSize.Height), ground)
}

// onChoose lets somebody choose a file; it is kept at once, and belongs to the
// person when the form is saved.
func (f *photoField) onChoose() {
	f.desk.chooseFile(photoExtensions, func(path string) {
		var name string
		f.desk.long(lang.L("Reading the photo"), func(ctx context.Context, _ progress) (err error) {
			name, err = f.read(ctx, path)
			return err
		}, func(err error) {
			if err != nil {
				f.desk.fail(err, nil)
				return
			}
			f.set(name)
			f.changed()
		})
	})
}

func (f *photoField) read(ctx context.Context, path string) (name string, err error) {
	err = withFile(path, func(file *os.File) (err error) {
		name, err = f.desk.store.SavePhoto(ctx, file)
		return err
	})
	return name, err
}
