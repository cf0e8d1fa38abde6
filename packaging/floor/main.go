// Command floor is the least that a window of this program could cost: an
// empty Fyne window of the same size in the same font. The start benchmark
// holds the real program against it.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/resources"
)

// sans draws every text in the program's own font.
type sans struct{ fyne.Theme }

func (sans) Font(fyne.TextStyle) fyne.Resource {
	return fyne.NewStaticResource("sans.ttf", resources.Sans)
}

func main() {
	a := app.NewWithID("cn.jishi.floor")
	a.Settings().SetTheme(sans{theme.DefaultTheme()})
	w := a.NewWindow("空窗")
	w.SetContent(container.NewCenter(widget.NewLabel("空窗")))
	w.Resize(fyne.NewSize(1280, 720))
	w.ShowAndRun()
}
