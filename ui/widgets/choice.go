package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Option is one choice: Value is kept, Text is shown.
type Option struct{ Value, Text string }

// ChoiceField is a drop-down of options that keeps values apart from the words
// shown, and that Enter leaves.
type ChoiceField struct {
	widget.Select
	// OnChosen is called when a person chose; not by SetValue.
	OnChosen func(value string)

	choices []Option
	next    func()
}

// NewChoice returns a drop-down.
func NewChoice(hint string, options []Option) *ChoiceField {
	c := &ChoiceField{}
	c.PlaceHolder = hint
	c.ExtendBaseWidget(c)
	c.SetOptions(options)
	c.OnChanged = c.chosen
	return c
}

// Words makes options whose value is the word itself, with an empty choice
// called none first where none is given.
func Words(none string, words []string) []Option {
	var options []Option
	if none != "" {
		options = append(options, Option{"", none})
	}
	for _, w := range words {
		options = append(options, Option{w, w})
	}
	return options
}

// SetOptions replaces the choices and keeps the value where it is still one.
func (c *ChoiceField) SetOptions(options []Option) {
	value := c.Value()
	c.choices = options
	texts := make([]string, len(options))
	for i, o := range options {
		texts[i] = o.Text
	}
	c.Options = texts
	c.SetValue(value)
}

// Value returns the chosen value, "" for none.
func (c *ChoiceField) Value() string {
	for _, o := range c.choices {
		if o.Text == c.Selected {
			return o.Value
		}
	}
	return ""
}

// SetValue chooses without telling OnChosen. A value that is no option is
// added, so that an old record's word is not lost.
func (c *ChoiceField) SetValue(value string) {
	at := slices.IndexFunc(c.choices, func(o Option) bool { return o.Value == value })
	if at < 0 && value != "" {
		c.choices = append(c.choices, Option{value, value})
		c.Options = append(c.Options, value)
		at = len(c.choices) - 1
	}
	tell := c.OnChanged
	c.OnChanged = nil
	if at < 0 {
		c.ClearSelected()
	} else {
		c.SetSelected(c.choices[at].Text)
	}
	c.OnChanged = tell
	c.Refresh()
}

// Choose does what a person does who picks the value.
func (c *ChoiceField) Choose(value string) {
	c.SetValue(value)
	c.chosen("")
}

// CreateRenderer adds the line around the field that entries have.
func (c *ChoiceField) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &choiceRenderer{WidgetRenderer: c.Select.CreateRenderer(), c: c, border: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

type choiceRenderer struct {
	fyne.WidgetRenderer
	c      *ChoiceField
	border *canvas.Rectangle
}

func (r *choiceRenderer) MinSize() fyne.Size {
	return r.WidgetRenderer.MinSize().Max(fyne.NewSize(0, MinTarget))
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.border.Resize(size)
}

func (r *choiceRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *choiceRenderer) paint() {
	r.border.CornerRadius = theme.InputRadiusSize()
	r.border.StrokeColor, r.border.StrokeWidth = themeColor(theme.ColorNameInputBorder), 1
	r.border.Refresh()
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.border)
}

func (c *ChoiceField) chosen(string) {
	if c.OnChosen != nil {
		c.OnChosen(c.Value())
	}
}

func (c *ChoiceField) setNext(next func()) { c.next = next }

// TypedKey leaves the field with Enter; space opens it.
func (c *ChoiceField) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.next != nil {
			c.next()
		}
	case fyne.KeyEscape:
		passKey(c, key)
	default:
		c.Select.TypedKey(key)
	}
}

// TypedShortcut passes shortcuts on to the window.
func (c *ChoiceField) TypedShortcut(s fyne.Shortcut) { passOn(c, s) }

// SuggestField is an entry with words to pick from; any other text may be
// typed.
type SuggestField struct {
	Entry
	// OnPicked is called when a person picked one of the words; not by SetText.
	OnPicked func(word string)
	// More is one more choice below the words, and OnMore what it does; where it
	// is "" there is none.
	More   string
	OnMore func()

	suggestions []string
	pick        *widget.Button
}

// NewSuggest returns an entry that offers words.
func NewSuggest(words []string) *SuggestField {
	s := &SuggestField{suggestions: words}
	s.Wrapping = fyne.TextWrapOff
	s.Scroll = fyne.ScrollHorizontalOnly
	s.pick = newInnerButton(arrowIcon(), s.offer)
	s.ActionItem = s.pick
	s.ExtendBaseWidget(s)
	return s
}

// SetWords replaces the words offered.
func (s *SuggestField) SetWords(words []string) { s.suggestions = words }

// Items are the choices that the field offers.
func (s *SuggestField) Items() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, word := range s.suggestions {
		items = append(items, fyne.NewMenuItem(word, func() {
			s.SetText(word)
			if s.OnPicked != nil {
				s.OnPicked(word)
			}
		}))
	}
	if s.More != "" {
		items = append(items, fyne.NewMenuItem(s.More, s.OnMore))
	}
	return items
}

func (s *SuggestField) offer() {
	window := fyne.CurrentApp().Driver().CanvasForObject(s)
	items := s.Items()
	if window == nil || len(items) == 0 {
		return
	}
	pop := widget.NewPopUpMenu(fyne.NewMenu("", items...), window)
	pop.ShowAtRelativePosition(fyne.NewPos(0, s.Size().Height+2), s)
	pop.Resize(fyne.NewSize(s.Size().Width, pop.MinSize().Height))
}
