// Package picture makes a photo fit to be kept: upright, of moderate size, a
// JPEG without what a camera or a phone wrote into it.
//
// It knows no file and no store: bytes come in, bytes go out, and the same
// bytes give the same ones.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"time"

	"github.com/bep/imagemeta"
	"golang.org/x/image/draw"

	"jishi/model"
)

// Limits of what is read and of what is kept.
const (
	MaxBytes  = 40 << 20    // of a file
	MaxPixels = 100_000_000 // of a picture
	MaxSide   = 1600        // pixels of the longer side of what is kept
	quality   = 88          // of the JPEG that is kept
)

// Prepare reads a JPEG or PNG photo from r and returns the JPEG to be kept:
// turned as its EXIF orientation says, at most MaxSide pixels long, on white
// where it was transparent. What is no photo, or too large, is an Error of
// code Unreadable with a sentence for people.
func Prepare(r io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	if len(content) > MaxBytes {
		return nil, unreadable(nil, fmt.Sprintf("这张照片的文件太大（超过 %d MB），请先缩小再选。", MaxBytes>>20))
	}
	decode, format, err := sniff(content)
	if err != nil {
		return nil, err
	}
	// The size is looked at first: a small file may claim to be a giant picture.
	size, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return nil, unreadable(err, damaged)
	}
	if size.Width < 1 || size.Height < 1 || size.Width > MaxPixels/size.Height {
		return nil, unreadable(nil, fmt.Sprintf("这张照片太大（%d × %d 点），请先缩小再选。", size.Width, size.Height))
	}
	full, err := decode(bytes.NewReader(content))
	if err != nil {
		return nil, unreadable(err, damaged)
	}
	turned := upright(shrunk(full), orientation(content, format))
	var out bytes.Buffer
	if err := jpeg.Encode(&out, turned, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("write a picture: %w", err)
	}
	return out.Bytes(), nil
}

const damaged = "这张照片已损坏或没有保存完整，请换一张。"

func unreadable(cause error, message string) error {
	return &model.Error{Code: model.Unreadable, Field: "Photo", Message: message, Err: cause}
}

// sniff tells by its first bytes what content is.
func sniff(content []byte) (decode func(io.Reader) (image.Image, error), format imagemeta.ImageFormat, err error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return jpeg.Decode, imagemeta.JPEG, nil
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return png.Decode, imagemeta.PNG, nil
	case len(content) == 0:
		return nil, 0, unreadable(nil, "这个文件是空的，请换一张照片。")
	case len(content) > 12 && string(content[4:8]) == "ftyp":
		return nil, 0, unreadable(nil, "这是手机的 HEIC 照片或视频，请先在手机或电脑上另存为 JPG 再选。")
	}
	return nil, 0, unreadable(nil, "这不是 JPG 或 PNG 照片，请换一张。")
}

// orientation is the EXIF orientation, 1 (upright) to 8; 1 where there is none.
func orientation(content []byte, format imagemeta.ImageFormat) int {
	if n, ok := noted(content, format, "Orientation").(uint16); ok && n >= 1 && n <= 8 {
		return int(n)
	}
	return 1
}

// Taken is when the camera says it took the photo, to the minute, as the wall
// clock's figures in UTC; zero where it says nothing that can be believed.
func Taken(content []byte) time.Time {
	_, format, err := sniff(content)
	if err != nil {
		return time.Time{}
	}
	text, ok := noted(content, format, "DateTimeOriginal").(string)
	if !ok {
		return time.Time{}
	}
	taken, err := time.Parse("2006:01:02 15:04:05", strings.Trim(text, "\x00 "))
	if err != nil || taken.Year() < 1990 {
		return time.Time{}
	}
	return taken.Truncate(time.Minute)
}

// noted is what a photo's EXIF has under a name; nil where it has nothing.
func noted(content []byte, format imagemeta.ImageFormat, name string) (value any) {
	defer func() {
		if recover() != nil { // foreign bytes: a photo whose notes cannot be read is still a photo
			value = nil
		}
	}()
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(content), ImageFormat: format, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Tag == name },
		HandleTag: func(tag imagemeta.TagInfo) error {
			value = tag.Value
			return imagemeta.ErrStopWalking
		},
		Warnf: func(string, ...any) {},
	})
	if err != nil && !errors.Is(err, imagemeta.ErrStopWalking) {
		return nil
	}
	return value
}

// shrunk is the picture on white, no longer than MaxSide.
func shrunk(from image.Image) *image.RGBA {
	size := from.Bounds().Size()
	if longer := max(size.X, size.Y); longer > MaxSide {
		size.X, size.Y = max(1, size.X*MaxSide/longer), max(1, size.Y*MaxSide/longer)
	}
	to := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), draw.Over, nil)
	return to
}

// upright turns and mirrors a picture as its orientation says.
func upright(from *image.RGBA, orientation int) *image.RGBA {
	if orientation == 1 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	// Where the pixel at x, y of the upright picture comes from.
	source := map[int]func(x, y int) (int, int){
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, h - 1 - x },
		7: func(x, y int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y int) (int, int) { return w - 1 - y, x },
	}[orientation]
	size := image.Pt(w, h)
	if orientation >= 5 {
		size = image.Pt(h, w)
	}
	to := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			fx, fy := source(x, y)
			to.SetRGBA(x, y, from.RGBAAt(fx, fy))
		}
	}
	return to
}
