package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"jishi/ui/widgets"
)

// headline stands in the title's place where one record is open: the way back,
// the record's name, a pill and a quiet line. Where there is too little room
// the quiet line gives way first, then the name.
func headline(back string, onBack func(), name string, pill *widgets.Pill, quiet string) fyne.CanvasObject {
	title := widgets.NewHeading(name)
	title.Shrink = true
	words := widgets.NewMuted(quiet)
	words.Shrink = true
	return container.New(headlineLayout{}, widgets.NewQuietLink(back+" ›", onBack), title, pill, words)
}

type headlineLayout struct{}

const headlineGap float32 = 10

func (headlineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		need := o.MinSize()
		size = fyne.NewSize(size.Width+need.Width+headlineGap, max(size.Height, need.Height))
	}
	return size
}

func (headlineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	link, title, pill := objects[0], objects[1], objects[2]
	fixed := link.MinSize().Width + pill.MinSize().Width + 3*headlineGap
	room := max(size.Width-fixed, 0)
	want := float32(0)
	if t, ok := title.(*widgets.Text); ok {
		want = fyne.MeasureText(t.Text, theme.Size(t.SizeName), fyne.TextStyle{Bold: true}).Width + 1
	}
	// The quiet line keeps enough for a day and a time, as long as the name
	// keeps more.
	keep := min(13*theme.TextSize(), room*0.4)
	widths := []float32{link.MinSize().Width, min(want, room-keep), pill.MinSize().Width, 0}
	left := float32(0)
	for i, o := range objects {
		w := widths[i]
		if i == len(objects)-1 {
			w = max(size.Width-left-headlineGap, 0)
		}
		o.Move(fyne.NewPos(left, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		left += w + headlineGap
	}
}
