package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// buttonSide is the room a word gets at both sides beyond Fyne's.
const buttonSide float32 = 14

// Button is Fyne's button with a thin line around it, so that it is seen on a
// white card. Set Importance to widget.HighImportance for the one that staff
// will mostly want.
type Button struct {
	widget.Button
	// Big is the least size; zero for a button in a row.
	Big fyne.Size
	// Strong lines the button in the accent colour, as a filter in use.
	Strong bool

	focused bool
}

// NewButton returns a plain button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary returns the button in the accent colour.
func NewPrimary(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Importance = widget.HighImportance
	return b
}

// NewBigButton returns a large plain button for frequent work.
func NewBigButton(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Big = fyne.NewSize(120, 64)
	return b
}

// FocusGained is Fyne's.
func (b *Button) FocusGained() { b.focused = true; b.Button.FocusGained() }

// FocusLost is Fyne's.
func (b *Button) FocusLost() { b.focused = false; b.Button.FocusLost() }

// TypedShortcut passes shortcuts on to the window.
func (b *Button) TypedShortcut(s fyne.Shortcut) { passOn(b, s) }

// TypedKey presses the button with Enter as well as with the space bar.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(&fyne.PointEvent{})
	case fyne.KeyEscape:
		passKey(b, key)
	default:
		b.Button.TypedKey(key)
	}
}

// CreateRenderer is Fyne's.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{WidgetRenderer: b.Button.CreateRenderer(), b: b, border: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

type buttonRenderer struct {
	fyne.WidgetRenderer
	b      *Button
	border *canvas.Rectangle
}

func (r *buttonRenderer) MinSize() fyne.Size {
	need := r.WidgetRenderer.MinSize()
	if r.b.Text != "" {
		need.Width += buttonSide
	}
	return need.Max(r.b.Big).Max(fyne.NewSize(0, MinTarget))
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.border.Resize(size)
}

func (r *buttonRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *buttonRenderer) paint() {
	r.border.FillColor = color.Transparent
	r.border.CornerRadius = theme.Size(theme.SizeNameButtonRadius)
	r.border.StrokeColor, r.border.StrokeWidth = themeColor(theme.ColorNameInputBorder), 1
	if r.b.Strong {
		r.border.StrokeColor = themeColor(ColorAccent)
	}
	if r.b.Importance == widget.HighImportance || r.b.Importance == widget.DangerImportance {
		r.border.StrokeWidth = 0
	}
	if r.b.focused { // Fyne's tint is too faint to be found
		r.border.StrokeColor, r.border.StrokeWidth = themeColor(theme.ColorNameForeground), 2
	}
	r.border.Refresh()
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, r.WidgetRenderer.Objects()...), r.border)
}

// MenuButton is a button that opens a list of choices under it: 支部：全部 ▾.
type MenuButton struct {
	Button
	// Items makes the choices each time the menu opens.
	Items func() []*fyne.MenuItem
}

// NewMenuButton returns a menu button; the arrow is added to text.
func NewMenuButton(text string, items func() []*fyne.MenuItem) *MenuButton {
	b := &MenuButton{Items: items}
	b.Text, b.OnTapped = text+" ▾", b.open
	b.ExtendBaseWidget(b)
	return b
}

// SetLabel replaces the words before the arrow.
func (b *MenuButton) SetLabel(text string) { b.SetText(text + " ▾") }

func (b *MenuButton) open() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(b)
	if canvas == nil {
		return
	}
	pop := widget.NewPopUpMenu(fyne.NewMenu("", b.Items()...), canvas)
	pop.ShowAtRelativePosition(fyne.NewPos(0, b.Size().Height+2), b)
}

// StatTile is one large figure with a word above and one below.
type StatTile struct {
	*Panel
	title, figure, note *Text
}

// NewStatTile returns a tile; figures come with Set.
func NewStatTile(title string) *StatTile {
	t := &StatTile{
		title:  NewMuted(title),
		figure: newText(&Text{Text: "…", Bold: true, SizeName: SizeFigure, Shrink: true}),
		note:   newText(&Text{ColorName: ColorMuted, SizeName: theme.SizeNameCaptionText, Shrink: true}),
	}
	t.Panel = NewCard("", Down(2, t.title, t.figure, t.note))
	return t
}

// Set shows a figure, such as "386 人次", and what stands below it.
func (t *StatTile) Set(figure, note string) {
	t.figure.SetText(figure)
	t.note.SetText(note)
}

// Figure returns the figure shown.
func (t *StatTile) Figure() string { return t.figure.Text }

// Note returns the words below the figure.
func (t *StatTile) Note() string { return t.note.Text }

// NewEmptyState says in the middle of an empty place what to do there; button
// may be nil.
func NewEmptyState(icon fyne.Resource, sentence string, button *Button) fyne.CanvasObject {
	picture := canvas.NewImageFromResource(theme.NewColoredResource(icon, ColorMuted))
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSize(48, 48))
	words := NewMuted(sentence)
	words.Align = fyne.TextAlignCenter
	column := Down(14, picture, words)
	if button != nil {
		column.Add(container.NewCenter(button))
	}
	return container.NewCenter(column)
}
