package ui

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	xdraw "golang.org/x/image/draw"

	"jishi/model"
	"jishi/ui/widgets"
)

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
		if p.page.locked() {
			widgets.Lock(c.caption)
			c.caption.SetPlaceHolder("")
			c.earlier.Hide()
			c.later.Hide()
			c.away.Hide()
		}
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
