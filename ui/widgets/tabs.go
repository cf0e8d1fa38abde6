package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Tabs are the parts of a page as words in a row, the chosen one bold, with a
// line under them. They hold no content: OnChosen puts it in place.
type Tabs struct {
	widget.BaseWidget
	// OnChosen is called when a person chose; not by SetValue.
	OnChosen func(value string)

	options []Option
	links   []*LinkText
	value   string
	box     *fyne.Container
}

// NewTabs returns the row with its first option chosen.
func NewTabs(options []Option, chosen func(value string)) *Tabs {
	t := &Tabs{OnChosen: chosen, options: options}
	row := Across(16)
	for _, o := range options {
		link := NewQuietLink(o.Text, func() { t.Choose(o.Value) })
		t.links = append(t.links, link)
		row.Add(link)
	}
	t.box = Down(6, row, NewLine())
	t.SetValue(options[0].Value)
	t.ExtendBaseWidget(t)
	return t
}

// Value returns the chosen option's value.
func (t *Tabs) Value() string { return t.value }

// SetValue chooses without telling OnChosen.
func (t *Tabs) SetValue(value string) {
	t.value = value
	for i, o := range t.options {
		t.links[i].SetStrong(o.Value == value)
	}
}

// SetShown shows or hides an option; a hidden one may still be the value.
func (t *Tabs) SetShown(value string, shown bool) {
	for i, o := range t.options {
		if o.Value == value {
			t.links[i].Hidden = !shown
		}
	}
	t.box.Refresh()
}

// Choose does what a click on the option does.
func (t *Tabs) Choose(value string) {
	t.SetValue(value)
	if t.OnChosen != nil {
		t.OnChosen(value)
	}
}

// CreateRenderer is Fyne's.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.box) }
