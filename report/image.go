package report

import (
	"bytes"
	"encoding/gob"
	"fmt"

	"github.com/jung-kurt/gofpdf"
)

// image draws a JPEG or PNG in the middle of b, as large as it fits. The same
// name is the same picture, stored once.
func (d *document) image(name string, content []byte, b box) error {
	options := gofpdf.ImageOptions{ImageType: "JPG"}
	if bytes.HasPrefix(content, []byte("\x89PNG")) {
		options.ImageType = "PNG"
	}
	info := d.pictures[name]
	if info == nil {
		info = d.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(content))
		if d.pdf.Err() {
			return fmt.Errorf("draw a photo: %w", d.pdf.Error())
		}
		if err := order(info, len(d.pictures)); err != nil {
			return fmt.Errorf("draw a photo: %w", err)
		}
		d.pictures[name] = info
	}
	w, h := b.w, b.w*info.Height()/info.Width()
	if h > b.h {
		w, h = b.h*info.Width()/info.Height(), b.h
	}
	d.pdf.ImageOptions(name, b.x+(b.w-w)/2, b.y+(b.h-h)/2, w, h, false, options, 0, "")
	return nil
}

// order gives a picture its place among those of a file. gofpdf writes them in
// the order of their widths, those of one width as chance has it; a fraction of
// a pixel, which is not written, tells them apart. The width can only be
// reached through gob: the bytes begin with data, mask, number and width.
func order(info *gofpdf.ImageInfoType, place int) error {
	encoded, err := info.GobEncode()
	if err != nil {
		return err
	}
	var data, mask []byte
	var number int
	var width float64
	rest := bytes.NewBuffer(encoded)
	decoder := gob.NewDecoder(rest)
	for _, field := range []any{&data, &mask, &number, &width} {
		if err := decoder.Decode(field); err != nil {
			return err
		}
	}
	const step = 1.0 / (1 << 20)
	var out bytes.Buffer
	encoder := gob.NewEncoder(&out)
	for _, field := range []any{data, mask, number, width + float64(place+1)*step} {
		if err := encoder.Encode(field); err != nil {
			return err
		}
	}
	out.Write(rest.Bytes())
	return info.GobDecode(out.Bytes())
}
