package picture_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/picture"
)

var corners = [4]color.RGBA{{R: 220, A: 255}, {G: 200, A: 255}, {B: 220, A: 255}, {R: 220, G: 200, A: 255}}

// quarters is a picture with a colour of its own in each quarter: red and green
// above, blue and yellow below.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			i := 0
			if x >= w/2 {
				i++
			}
			if y >= h/2 {
				i += 2
			}
			m.SetRGBA(x, y, corners[i])
		}
	}
	return m
}

func encoded(t testing.TB, m image.Image, orientation int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	if orientation == 0 {
		return out.Bytes()
	}
	var exif bytes.Buffer
	exif.WriteString("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	exif.Write([]byte{0, byte(orientation)})
	exif.WriteString("\x00\x00\x00\x00\x00\x00")
	head := []byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(exif.Len() + 2)}
	return append(append(head, exif.Bytes()...), out.Bytes()[2:]...)
}

// nearest names the corner whose colour a pixel has.
func nearest(c color.Color) int {
	r, g, b, _ := c.RGBA()
	best, at := 1<<30, 0
	for i, k := range corners {
		d := 0
		for _, diff := range []int{int(r>>8) - int(k.R), int(g>>8) - int(k.G), int(b>>8) - int(k.B)} {
			d += diff * diff
		}
		if d < best {
			best, at = d, i
		}
	}
	return at
}

func TestPhotosAreTurnedUpright(t *testing.T) {
	// What the upper left, upper right, lower left and lower right show.
	for orientation, want := range map[int][4]int{
		0: {0, 1, 2, 3}, 1: {0, 1, 2, 3}, 2: {1, 0, 3, 2}, 3: {3, 2, 1, 0}, 4: {2, 3, 0, 1},
		5: {0, 2, 1, 3}, 6: {2, 0, 3, 1}, 7: {3, 1, 2, 0}, 8: {1, 3, 0, 2},
	} {
		kept, err := picture.Prepare(bytes.NewReader(encoded(t, quarters(80, 40), orientation)))
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(kept))
		if err != nil {
			t.Fatal(err)
		}
		size := m.Bounds().Size()
		if turned := orientation >= 5; turned != (size.X == 40) {
			t.Errorf("orientation %d: it is %v", orientation, size)
		}
		x, y := size.X/4, size.Y/4
		got := [4]int{nearest(m.At(x, y)), nearest(m.At(3*x, y)), nearest(m.At(x, 3*y)), nearest(m.At(3*x, 3*y))}
		if got != want {
			t.Errorf("orientation %d: quarters %v, want %v", orientation, got, want)
		}
		if bytes.Contains(kept, []byte("Exif")) {
			t.Errorf("orientation %d: what the camera wrote is kept", orientation)
		}
	}
}

func TestLargePhotosAreShrunkAndSmallOnesAreNot(t *testing.T) {
	for _, c := range []struct{ w, h, wantW, wantH int }{{3200, 2400, 1600, 1200}, {900, 3200, 450, 1600}, {1600, 10, 1600, 10}, {3, 2, 3, 2}, {4000, 1, 1600, 1}} {
		kept, err := picture.Prepare(bytes.NewReader(encoded(t, quarters(c.w, c.h), 0)))
		if err != nil {
			t.Fatal(err)
		}
		size, err := jpeg.DecodeConfig(bytes.NewReader(kept))
		if err != nil || size.Width != c.wantW || size.Height != c.wantH {
			t.Errorf("%d × %d becomes %d × %d: %v", c.w, c.h, size.Width, size.Height, err)
		}
		again, err := picture.Prepare(bytes.NewReader(encoded(t, quarters(c.w, c.h), 0)))
		if err != nil || !bytes.Equal(again, kept) {
			t.Error("the same photo gives other bytes")
		}
	}
}

func TestATransparentPictureStandsOnWhite(t *testing.T) {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewNRGBA(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	kept, err := picture.Prepare(&out)
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(kept))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := m.At(10, 10).RGBA(); r < 0xf000 {
		t.Errorf("it is %v", m.At(10, 10))
	}
}

// giant is the head of a PNG that claims to be 60,000 pixels wide and high.
func giant(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	b := out.Bytes()
	binary.BigEndian.PutUint32(b[16:], 60000)
	binary.BigEndian.PutUint32(b[20:], 60000)
	// The checksum of the head, so that it is read at all.
	sum := crc(b[12:29])
	binary.BigEndian.PutUint32(b[29:], sum)
	return b
}

func crc(b []byte) uint32 {
	c := ^uint32(0)
	for _, v := range b {
		c ^= uint32(v)
		for range 8 {
			if c&1 != 0 {
				c = c>>1 ^ 0xedb88320
			} else {
				c >>= 1
			}
		}
	}
	return ^c
}

func TestWhatIsNoPhotoIsRefusedInOneSentence(t *testing.T) {
	good := encoded(t, quarters(80, 40), 6)
	for name, content := range map[string][]byte{
		"empty": nil, "text": []byte("姓名,电话"), "gif": []byte("GIF89a\x01\x00"), "bitmap": []byte("BM123456"), "pdf": []byte("%PDF-1.4"),
		"phone": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "cut": good[:len(good)/2], "head alone": good[:12], "giant": giant(t),
		"too many bytes": append(encoded(t, quarters(8, 8), 0), make([]byte, picture.MaxBytes)...),
	} {
		_, err := picture.Prepare(bytes.NewReader(content))
		if model.CodeOf(err) != model.Unreadable || !strings.HasSuffix(err.Error(), "。") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzPrepare(f *testing.F) {
	f.Add(encoded(f, quarters(16, 8), 6))
	f.Add(giant(f))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		kept, err := picture.Prepare(bytes.NewReader(content))
		if err != nil {
			if model.CodeOf(err) != model.Unreadable {
				t.Fatal(err)
			}
			return
		}
		size, err := jpeg.DecodeConfig(bytes.NewReader(kept))
		if err != nil || max(size.Width, size.Height) > picture.MaxSide {
			t.Fatalf("kept is %v: %v", size, err)
		}
	})
}

// taken is a photo in which the camera noted the time.
func taken(t testing.TB, at string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, quarters(40, 30), nil); err != nil {
		t.Fatal(err)
	}
	var exif bytes.Buffer
	exif.WriteString("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08")
	exif.WriteString("\x00\x01\x87\x69\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00") // the notes of the camera are at 26
	exif.WriteString("\x00\x01\x90\x03\x00\x02\x00\x00\x00\x14\x00\x00\x00\x2c\x00\x00\x00\x00") // 20 characters at 44
	exif.WriteString(at + "\x00")
	head := []byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(exif.Len() + 2)}
	return append(append(head, exif.Bytes()...), out.Bytes()[2:]...)
}

func TestTheTimeThatACameraNotedIsRead(t *testing.T) {
	if got := picture.Taken(taken(t, "2018:05:07 09:12:31")); got != time.Date(2018, 5, 7, 9, 12, 0, 0, time.UTC) {
		t.Errorf("taken at %v", got)
	}
	for _, at := range []string{"0000:00:00 00:00:00", "1970:01:01 00:00:00", "yesterday, nine  oc"} {
		if got := picture.Taken(taken(t, at)); !got.IsZero() {
			t.Errorf("%q is taken for %v", at, got)
		}
	}
	if got := picture.Taken([]byte("no photo")); !got.IsZero() {
		t.Errorf("no photo, but taken at %v", got)
	}
}
