package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
)

// Chars makes an object at least n characters of running text wide, so that
// it grows with the text size.
func Chars(n float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&widthLayout{n}, object)
}

type widthLayout struct{ chars float32 }

func (l *widthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.chars*textSize()+16, 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (l *widthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// weekdays are the heads of the columns of days, Monday first.
func weekdays() []string {
	return []string{lang.L("Mon"), lang.L("Tue"), lang.L("Wed"), lang.L("Thu"), lang.L("Fri"), lang.L("Sat"), lang.L("Sun")}
}
