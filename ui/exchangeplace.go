package ui

import (
	"fyne.io/fyne/v2/lang"

	"jishi/ui/widgets"
)

// placeChoice asks onto which stick or into which folder packages go.
type placeChoice struct {
	page     *exchangePage
	field    *widgets.ChoiceField
	folder   *widgets.Button
	onChosen func()
}

func newPlaceChoice(p *exchangePage, onChosen func()) *placeChoice {
	c := &placeChoice{page: p, onChosen: onChosen, field: widgets.NewChoice(lang.L("Put a stick in, or choose a folder"), nil)}
	c.field.OnChosen = func(string) { c.onChosen() }
	c.folder = widgets.NewButton(lang.L("Choose a folder…"), func() { p.desk.chooseFolder(c.offer) })
	return c
}

// offer offers the sticks and the folder, which is chosen where one is named.
func (c *placeChoice) offer(folder string) {
	var options []widgets.Option
	for _, k := range c.page.facts.sticks {
		options = append(options, widgets.Option{Value: k.Path, Text: k.Name})
	}
	if folder != "" {
		options = append(options, widgets.Option{Value: folder, Text: folder})
	}
	c.field.SetOptions(options)
	if len(options) > 0 {
		c.field.SetValue(options[len(options)-1].Value)
		c.onChosen()
	}
}

// value is the folder that was chosen; empty while none is.
func (c *placeChoice) value() string { return c.field.Value() }
