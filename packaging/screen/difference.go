package screen

import "image"

// tolerance is how far, of 255, a colour may be off before a pixel counts as
// different: software drivers round the edges of letters in their own way.
const tolerance = 48

// Difference is the share of pixels, from 0 to 1, by which two pictures
// differ. Pictures of different size differ wholly.
func Difference(a, b *image.NRGBA) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 1
	}
	size := a.Bounds().Size()
	different := 0
	for y := range size.Y {
		left, right := a.Pix[y*a.Stride:][:4*size.X], b.Pix[y*b.Stride:][:4*size.X]
		for i := 0; i < len(left); i += 4 {
			if apart(left[i], right[i]) || apart(left[i+1], right[i+1]) || apart(left[i+2], right[i+2]) {
				different++
			}
		}
	}
	return float64(different) / float64(size.X*size.Y)
}

func apart(a, b uint8) bool {
	return max(a, b)-min(a, b) > tolerance
}

// Colours counts the colours of a picture: a blank window has a handful, a
// page of text has hundreds.
func Colours(picture *image.NRGBA) int {
	seen := map[[3]uint8]bool{}
	for i := 0; i < len(picture.Pix); i += 4 {
		seen[[3]uint8(picture.Pix[i:i+3])] = true
	}
	return len(seen)
}
