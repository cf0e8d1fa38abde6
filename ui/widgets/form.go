package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Form lays fields out in columns, each with its label above and room for an
// error below. Enter moves from field to field.
type Form struct {
	widget.BaseWidget
	columns int
	fields  []*formField
	grid    *fyne.Container
	// OnLast is called when Enter was pressed in the last field.
	OnLast func()
}

// formField is one labelled input. name is the domain's name of the field, by
// which errors find it.
type formField struct {
	widget.BaseWidget
	name  string
	wide  bool
	label *Text
	input fyne.CanvasObject
	fault *widget.Label
	box   *fyne.Container
}

// NewForm returns an empty form of one to three columns.
func NewForm(columns int) *Form {
	f := &Form{columns: columns}
	f.grid = container.New(&formLayout{f})
	f.ExtendBaseWidget(f)
	return f
}

// Add puts a field at the form's end.
func (f *Form) Add(name, label string, input fyne.CanvasObject) { f.add(name, label, input, false) }

// AddWide puts a field as wide as the form at its end.
func (f *Form) AddWide(name, label string, input fyne.CanvasObject) { f.add(name, label, input, true) }

// enterMover is a field that reports Enter.
type enterMover interface{ setNext(func()) }

func (e *Entry) setNext(next func()) { e.OnNext = next }

func (f *Form) add(name, label string, input fyne.CanvasObject, wide bool) {
	field := &formField{name: name, wide: wide, input: input}
	field.label = newText(&Text{Text: label, ColorName: ColorMuted, SizeName: theme.SizeNameCaptionText, Shrink: true})
	field.fault = widget.NewLabel("")
	field.fault.Importance = widget.DangerImportance
	field.fault.SizeName = theme.SizeNameCaptionText
	field.fault.Wrapping = fyne.TextWrapBreak
	field.fault.Hide()
	field.box = Down(3, field.label, input, field.fault)
	field.ExtendBaseWidget(field)
	f.fields = append(f.fields, field)
	f.grid.Add(field)
	if mover, ok := input.(enterMover); ok {
		mover.setNext(func() { f.after(field) })
	}
}

// CreateRenderer is Fyne's.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.grid) }

// CreateRenderer is Fyne's.
func (f *formField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// SetShown shows or hides the named field.
func (f *Form) SetShown(name string, shown bool) {
	if field := f.field(name); field != nil && field.Visible() != shown {
		if shown {
			field.Show()
		} else {
			field.Hide()
		}
		f.Refresh()
	}
}

// SetLabel replaces the named field's label.
func (f *Form) SetLabel(name, label string) {
	if field := f.field(name); field != nil {
		field.label.SetText(label)
	}
}

// ShowError puts a message under the named field, takes the others away and
// moves the cursor there. It reports whether the form shows such a field.
func (f *Form) ShowError(name, message string) bool {
	f.ClearErrors()
	field := f.field(name)
	if field == nil || !field.Visible() {
		return false
	}
	field.fault.SetText(message)
	field.fault.Show()
	f.Refresh()
	f.Focus(name)
	return true
}

// Error returns the message under the named field, "" for none.
func (f *Form) Error(name string) string {
	if field := f.field(name); field != nil && field.fault.Visible() {
		return field.fault.Text
	}
	return ""
}

// ClearErrors takes all messages away.
func (f *Form) ClearErrors() {
	for _, field := range f.fields {
		field.fault.SetText("")
		field.fault.Hide()
	}
	f.Refresh()
}

// Focus moves the cursor into the named field.
func (f *Form) Focus(name string) {
	if field := f.field(name); field != nil {
		focus(field.input)
	}
}

func (f *Form) field(name string) *formField {
	for _, field := range f.fields {
		if field.name == name {
			return field
		}
	}
	return nil
}

// after moves on from a field.
func (f *Form) after(from *formField) {
	passed := false
	for _, field := range f.fields {
		if field == from {
			passed = true
			continue
		}
		if passed && field.Visible() && focus(field.input) {
			return
		}
	}
	if f.OnLast != nil {
		f.OnLast()
	}
}

// focuser is a composite input that knows which of its parts takes the cursor.
type focuser interface{ focusTarget() fyne.Focusable }

// focus moves the cursor into an input and reports whether it takes one.
func focus(input fyne.CanvasObject) bool {
	target, ok := input.(fyne.Focusable)
	if composite, is := input.(focuser); is {
		target, ok = composite.focusTarget(), true
	}
	if !ok || target == nil {
		return false
	}
	if can, is := target.(fyne.Disableable); is && can.Disabled() {
		return false
	}
	object, ok := target.(fyne.CanvasObject)
	if !ok {
		return false
	}
	if canvas := canvasOf(object); canvas != nil {
		canvas.Focus(target)
		if entry, is := target.(*Entry); is {
			entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // goes on where the text ends
		}
		return true
	}
	return false
}

// formLayout fills rows from the left; a wide field takes a row of its own.
type formLayout struct{ form *Form }

const (
	formColumnGap float32 = 16
	formRowGap    float32 = 10
)

func (l *formLayout) rows() [][]*formField {
	var rows [][]*formField
	var row []*formField
	for _, field := range l.form.fields {
		if !field.Visible() {
			continue
		}
		if field.wide && len(row) > 0 {
			rows, row = append(rows, row), nil
		}
		row = append(row, field)
		if field.wide || len(row) == l.form.columns {
			rows, row = append(rows, row), nil
		}
	}
	if len(row) > 0 {
		rows = append(rows, row)
	}
	return rows
}

func (l *formLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, row := range l.rows() {
		var height, width float32
		for _, field := range row {
			need := field.MinSize()
			height = max(height, need.Height)
			if field.wide {
				width = max(width, need.Width)
			} else {
				width = max(width, need.Width*float32(l.form.columns)+formColumnGap*float32(l.form.columns-1))
			}
		}
		if i > 0 {
			size.Height += formRowGap
		}
		size.Height += height
		size.Width = max(size.Width, width)
	}
	return size
}

func (l *formLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	column := (size.Width - formColumnGap*float32(l.form.columns-1)) / float32(l.form.columns)
	var top float32
	for _, row := range l.rows() {
		var height float32
		for i, field := range row {
			width := column
			if field.wide {
				width = size.Width
			}
			need := field.MinSize()
			field.Move(fyne.NewPos(float32(i)*(column+formColumnGap), top))
			field.Resize(fyne.NewSize(width, need.Height))
			height = max(height, need.Height)
		}
		top += height + formRowGap
	}
}
