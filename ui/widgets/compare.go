package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Comparison is one thing that two records say, side by side.
type Comparison struct {
	Key, Label  string
	Left, Right string
	// Open says that somebody has to choose between the two; RightChosen which
	// one is chosen. What is not open is shown alone.
	Open, RightChosen bool
	// Differs marks what is not open and yet not the same.
	Differs bool
}

// Compare shows two records side by side; of what differs one value is chosen
// with a click.
type Compare struct {
	widget.BaseWidget
	// OnChosen is called when a person chose; not by Set.
	OnChosen func(key string, right bool)

	labelChars float32
	rows       []Comparison
	width      float32
	list       *fyne.Container
}

// NewCompare returns an empty comparison whose labels are so many characters
// wide.
func NewCompare(labelChars float32) *Compare {
	c := &Compare{labelChars: labelChars, list: Down(0)}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is Fyne's.
func (c *Compare) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.list) }

// Set shows rows within a width.
func (c *Compare) Set(width float32, rows []Comparison) {
	c.width, c.rows = width, rows
	c.list.RemoveAll()
	for i := range rows {
		c.list.Add(c.row(i))
	}
	c.list.Refresh()
}

// Rows are the rows as they stand.
func (c *Compare) Rows() []Comparison { return c.rows }

// Choose does what a click on one of a row's two values does.
func (c *Compare) Choose(key string, right bool) {
	for i := range c.rows {
		if c.rows[i].Key != key || !c.rows[i].Open {
			continue
		}
		c.rows[i].RightChosen = right
		c.list.Objects[i] = c.row(i)
		c.list.Refresh()
		if c.OnChosen != nil {
			c.OnChosen(key, right)
		}
	}
}

func (c *Compare) row(i int) fyne.CanvasObject {
	r := c.rows[i]
	label := NewMuted(r.Label)
	label.Shrink = true
	labelWidth := c.labelChars * textSize()
	half := (c.width - labelWidth - 2*factSide) / 2
	value := func(text string, right bool) fyne.CanvasObject {
		const side float32 = 8
		wrapped := NewWrapped(shown(text), half-2*side)
		cell := NewPanel(theme.ColorNameHeaderBackground, wrapped)
		cell.Fill, cell.Radius, cell.Inset = ColorSurface, 6, fyne.NewSize(side, 6)
		if !r.Open {
			if !r.Differs {
				wrapped.ColorName = ColorMuted
			}
			return fixed(half, cell)
		}
		if right == r.RightChosen {
			cell.Fill, cell.Line = ColorAccentSoft, ColorAccent
		}
		return fixed(half, NewTappable(cell, func() { c.Choose(r.Key, right) }))
	}
	return Down(0, Inset(0, 2, Across(factSide,
		fixed(labelWidth, Inset(0, 6, label)), value(r.Left, false), value(r.Right, true))), NewLine())
}

// fixed gives content a width of its own.
func fixed(width float32, content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(Spacer(width, 0), content)
}
