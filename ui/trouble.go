package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/ui/widgets"
)

// trouble is the line in a page that says why it could not be loaded, with a
// button to try again. It is out of sight while all is well.
type trouble struct {
	text    *widgets.Text
	again   *widgets.Button
	content *fyne.Container
}

func newTrouble(again func()) *trouble {
	t := &trouble{text: widgets.NewText(""), again: widgets.NewButton(lang.L("Try again"), again)}
	t.text.Shrink = true
	t.text.SetColor(widgets.ColorWarn)
	band := widgets.NewPanel(widgets.ColorWarnSoft, container.NewBorder(nil, nil, nil, t.again, t.text))
	band.Radius, band.Inset = 7, fyne.NewSize(12, 4)
	t.content = container.NewStack(band)
	t.content.Hide()
	return t
}

// show says what err means to a person, or hides the line where it is nil.
func (t *trouble) show(d *desk, err error) {
	if err == nil {
		t.content.Hide()
		return
	}
	d.note(err)
	t.text.SetText(errorText(err))
	t.content.Show()
}

// grouped writes a count with a comma before each three digits: 1,286.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
