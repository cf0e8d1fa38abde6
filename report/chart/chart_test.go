package chart_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"jishi/report/chart"
)

func drawn(t *testing.T, c chart.Chart) ([]byte, image.Image) {
	t.Helper()
	first, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, again) {
		t.Error("the same figures are drawn otherwise the second time")
	}
	picture, err := png.Decode(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if got := picture.Bounds().Size(); got != image.Pt(c.Width, c.Height) {
		t.Errorf("the picture is %v", got)
	}
	return first, picture
}

// red counts the pixels of bars.
func red(picture image.Image, within image.Rectangle) int {
	n := 0
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); r>>8 == 0xB8 && g>>8 == 0x3A && b>>8 == 0x2E {
				n++
			}
		}
	}
	return n
}

func TestABarTwiceAsLongIsTwiceAsMuch(t *testing.T) {
	_, picture := drawn(t, chart.Chart{Names: []string{"党课", "培训"}, Values: []float64{80, 40}, Unit: "人次", Width: 900, Height: 400})
	all := picture.Bounds()
	upper := red(picture, image.Rect(0, 0, all.Max.X, all.Max.Y*9/20))
	lower := red(picture, image.Rect(0, all.Max.Y*9/20, all.Max.X, all.Max.Y))
	if share := float64(upper) / float64(lower); lower == 0 || share < 1.9 || share > 2.1 {
		t.Errorf("the bar of 80 has %d pixels, that of 40 %d", upper, lower)
	}
}

func TestChartsOfEverySizeAreDrawn(t *testing.T) {
	for _, shape := range []chart.Shape{chart.Bars, chart.Line} {
		for _, values := range [][]float64{{0}, {3}, {0, 0, 0}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {0.5, 99.9}, {123456}} {
			names := make([]string, len(values))
			for i := range names {
				names[i] = "𠮷祥社区扶老助残志愿服务队第一分队"
			}
			drawn(t, chart.Chart{Shape: shape, Names: names, Values: values, Width: 1200, Height: 500})
		}
	}
}
