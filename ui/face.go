package ui

import (
	"fyne.io/fyne/v2"

	"jishi/resources"
)

var (
	regular = fyne.NewStaticResource("jishi-hei.ttf", resources.Sans)
	bold    = fyne.NewStaticResource("jishi-hei-bold.ttf", resources.SansBold)
)

// face is the window's typeface. Fyne keeps what it worked out for a face by
// the resource, so there is one of each for good.
func face(isBold bool) fyne.Resource {
	if isBold {
		return bold
	}
	return regular
}
