package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"

	"jishi/model"
)

// portrait is a drawn figure that stands for a photo: nobody's face.
type portrait struct {
	ground, coat, skin, hair color.RGBA
	long                     bool // hair to the shoulders
}

// A portrait's size in pixels: that of an ID photo, 3 to 4.
const portraitWidth, portraitHeight = 360, 480

// portraits belong to some people of the roster.
var portraits = []struct {
	name string
	portrait
}{
	{"李敏", portrait{color.RGBA{196, 214, 226, 255}, color.RGBA{70, 84, 110, 255}, color.RGBA{228, 196, 172, 255}, color.RGBA{58, 48, 46, 255}, true}},
	{"王芳", portrait{color.RGBA{226, 214, 198, 255}, color.RGBA{150, 62, 54, 255}, color.RGBA{232, 202, 180, 255}, color.RGBA{44, 38, 38, 255}, true}},
	{"赵铁柱", portrait{color.RGBA{206, 216, 200, 255}, color.RGBA{88, 92, 84, 255}, color.RGBA{212, 178, 152, 255}, color.RGBA{198, 196, 192, 255}, false}},
	{"仇𬭎", portrait{color.RGBA{214, 208, 224, 255}, color.RGBA{52, 60, 72, 255}, color.RGBA{222, 188, 162, 255}, color.RGBA{40, 36, 36, 255}, false}},
}

// portraits gives some people a photo.
func (b *builder) portraits() error {
	if err := b.read(); err != nil {
		return err
	}
	for _, p := range portraits {
		i := slices.IndexFunc(b.everyone, func(m model.Member) bool { return m.Name == p.name })
		if i < 0 {
			continue
		}
		var file bytes.Buffer
		if err := png.Encode(&file, p.draw()); err != nil {
			return fmt.Errorf("draw a portrait: %w", err)
		}
		m := b.everyone[i]
		var err error
		if m.Photo, err = b.store.SavePhoto(b, &file); err != nil {
			return err
		}
		if _, err := b.store.SaveMember(b, m); err != nil {
			return err
		}
	}
	return nil
}

// draw paints the figure: hair, shoulders, neck and head, one over the other.
func (p portrait) draw() image.Image {
	const w, h = portraitWidth, portraitHeight
	type oval struct {
		x, y, rx, ry float64
		paint        color.RGBA
	}
	ovals := []oval{
		{w / 2, h * 1.02, w * 0.46, h * 0.34, p.coat},
		{w / 2, h * 0.66, w * 0.10, h * 0.13, p.skin},
		{w / 2, h * 0.36, w * 0.25, h * 0.24, p.hair},
		{w / 2, h * 0.43, w * 0.20, h * 0.205, p.skin},
	}
	if p.long {
		ovals = slices.Insert(ovals, 0, oval{w / 2, h * 0.47, w * 0.28, h * 0.28, p.hair})
	}
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := p.ground
			for _, o := range ovals {
				dx, dy := (float64(x)+0.5-o.x)/o.rx, (float64(y)+0.5-o.y)/o.ry
				if dx*dx+dy*dy <= 1 {
					c = o.paint
				}
			}
			picture.SetRGBA(x, y, c)
		}
	}
	return picture
}
