package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// FilterButton narrows a list by one thing and shows by which: 支部：全部 ▾.
// Where something other than the first option is chosen, it stands out and
// shows that alone.
type FilterButton struct {
	Button
	// OnChosen is called when a person chose; not by SetValue.
	OnChosen func(value string)

	label   string
	options []Option
	value   string
}

// NewFilter returns a filter with its first option chosen.
func NewFilter(label string, options []Option, chosen func(value string)) *FilterButton {
	f := &FilterButton{OnChosen: chosen, label: label}
	f.OnTapped = f.open
	f.ExtendBaseWidget(f)
	f.SetOptions(options)
	return f
}

// SetOptions replaces the options and keeps the value where it is still one,
// else takes the first.
func (f *FilterButton) SetOptions(options []Option) {
	f.options = options
	if f.find(f.value) < 0 {
		f.value = ""
		if len(options) > 0 {
			f.value = options[0].Value
		}
	}
	f.show()
}

// Options returns the options in their order.
func (f *FilterButton) Options() []Option { return slices.Clone(f.options) }

// Value returns the chosen option's value.
func (f *FilterButton) Value() string { return f.value }

// SetValue chooses without telling OnChosen; a value that is no option is
// passed over.
func (f *FilterButton) SetValue(value string) {
	if f.find(value) >= 0 {
		f.value = value
		f.show()
	}
}

// Choose does what a person does who picks the value.
func (f *FilterButton) Choose(value string) {
	f.SetValue(value)
	if f.OnChosen != nil {
		f.OnChosen(f.value)
	}
}

func (f *FilterButton) find(value string) int {
	return slices.IndexFunc(f.options, func(o Option) bool { return o.Value == value })
}

func (f *FilterButton) show() {
	text := f.label
	at := f.find(f.value)
	switch {
	case at > 0:
		text = short(strings.TrimLeft(f.options[at].Text, "　"))
	case at == 0:
		text += f.options[at].Text
	}
	f.Strong = at > 0
	f.SetText(text + " ▾")
}

// short cuts a long choice, so that a row of filters keeps its place.
func short(text string) string {
	const most = 7
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

func (f *FilterButton) open() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(f)
	if canvas == nil {
		return
	}
	items := make([]*fyne.MenuItem, len(f.options))
	for i, o := range f.options {
		items[i] = fyne.NewMenuItem(o.Text, func() { f.Choose(o.Value) })
		items[i].Checked = o.Value == f.value
	}
	pop := widget.NewPopUpMenu(fyne.NewMenu("", items...), canvas)
	pop.ShowAtRelativePosition(fyne.NewPos(0, f.Size().Height+2), f)
}

// Segments is a row of buttons of which one is chosen.
type Segments struct {
	widget.BaseWidget
	// OnChosen is called when a person chose; not by SetValue.
	OnChosen func(value string)

	options []Option
	value   string
	buttons []*Button
	row     *fyne.Container
}

// NewSegments returns the row with its first option chosen.
func NewSegments(options []Option, chosen func(value string)) *Segments {
	s := &Segments{OnChosen: chosen, row: Across(8)}
	s.ExtendBaseWidget(s)
	s.SetOptions(options)
	return s
}

// SetOptions replaces the options, as when the counts in their texts change,
// and keeps the value where it is still one.
func (s *Segments) SetOptions(options []Option) {
	s.options = options
	if !slices.ContainsFunc(options, func(o Option) bool { return o.Value == s.value }) && len(options) > 0 {
		s.value = options[0].Value
	}
	s.row.RemoveAll()
	s.buttons = nil
	for _, o := range options {
		button := NewButton(o.Text, func() { s.Choose(o.Value) })
		s.buttons = append(s.buttons, button)
		s.row.Add(button)
	}
	s.show()
}

// Value returns the chosen option's value.
func (s *Segments) Value() string { return s.value }

// Texts returns the words on the buttons.
func (s *Segments) Texts() []string {
	texts := make([]string, len(s.options))
	for i, o := range s.options {
		texts[i] = o.Text
	}
	return texts
}

// SetValue chooses without telling OnChosen.
func (s *Segments) SetValue(value string) {
	s.value = value
	s.show()
}

// Choose does what a click on the option does.
func (s *Segments) Choose(value string) {
	s.SetValue(value)
	if s.OnChosen != nil {
		s.OnChosen(value)
	}
}

func (s *Segments) show() {
	for i, b := range s.buttons {
		b.Strong = s.options[i].Value == s.value
		b.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.row) }
