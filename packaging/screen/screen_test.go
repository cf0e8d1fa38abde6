package screen

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// page is a white picture with some lines of "text".
func page(lines int) *image.NRGBA {
	picture := image.NewNRGBA(image.Rect(0, 0, 400, 300))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	for i := range lines {
		for x := 20; x < 380; x += 3 {
			picture.Set(x, 20+10*i, color.Black)
		}
	}
	return picture
}

func TestADifferenceSeesMissingTextButNotSofterEdges(t *testing.T) {
	whole := page(10)
	soft := page(10)
	for i := range soft.Pix {
		soft.Pix[i] = max(soft.Pix[i], 40)
	}
	if d := Difference(whole, soft); d != 0 {
		t.Errorf("softer letters differ by %v, want 0", d)
	}
	if d := Difference(whole, page(9)); d != 120.0/(400*300) {
		t.Errorf("a missing line differs by %v, want its 120 pixels", d)
	}
	if d := Difference(whole, image.NewNRGBA(image.Rect(0, 0, 300, 400))); d != 1 {
		t.Errorf("a picture of another size differs by %v, want 1", d)
	}
}

func TestColoursTellABlankPageFromADrawnOne(t *testing.T) {
	if n := Colours(page(0)); n != 1 {
		t.Errorf("a blank page has %d colours, want 1", n)
	}
	if n := Colours(page(3)); n != 2 {
		t.Errorf("a drawn page has %d colours, want 2", n)
	}
}
