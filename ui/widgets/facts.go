package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Fact is one thing known: a quiet word and its value, "—" where it is empty.
// Link, where given, stands after the value and does OnLink.
type Fact struct {
	Label, Value string
	Link         string
	OnLink       func()
}

// Facts shows facts one below the other with lines between.
type Facts struct {
	widget.BaseWidget
	// LabelChars is the width of the labels in characters of running text.
	LabelChars float32

	facts []Fact
	rows  *fyne.Container
	width float32
}

// NewFacts returns an empty list of facts.
func NewFacts(labelChars float32) *Facts {
	f := &Facts{LabelChars: labelChars, rows: Down(0)}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is Fyne's.
func (f *Facts) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.rows) }

// Set shows facts within a width.
func (f *Facts) Set(width float32, facts []Fact) {
	f.width, f.facts = width, facts
	f.rows.RemoveAll()
	for _, fact := range facts {
		f.rows.Add(f.row(fact))
	}
	f.rows.Refresh()
}

// Texts returns labels and values as "label value", for tests.
func (f *Facts) Texts() []string {
	texts := make([]string, len(f.facts))
	for i, fact := range f.facts {
		texts[i] = fact.Label + " " + shown(fact.Value)
	}
	return texts
}

// Follow does what a click on the labelled fact's link does.
func (f *Facts) Follow(label string) {
	for _, fact := range f.facts {
		if fact.Label == label && fact.OnLink != nil {
			fact.OnLink()
			return
		}
	}
}

func shown(value string) string {
	if value == "" {
		return "—"
	}
	return value
}

const factSide float32 = 6 // between label, value and link

func (f *Facts) row(fact Fact) fyne.CanvasObject {
	label := NewMuted(fact.Label)
	label.Shrink = true
	row := &factLayout{chars: f.LabelChars}
	value := NewWrapped(shown(fact.Value), 0)
	objects := []fyne.CanvasObject{label, value}
	room := f.width - f.LabelChars*textSize() - factSide
	if fact.Link != "" {
		link := NewLink(fact.Link, fact.OnLink)
		room -= link.MinSize().Width + factSide
		objects = append(objects, link)
	}
	value.SetWidth(room)
	return Down(0, Inset(0, 6, container.New(row, objects...)), NewLine())
}

// factLayout stands label, value and perhaps a link side by side, the label
// and the link beside the value's first line.
type factLayout struct{ chars float32 }

func (l *factLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := max(objects[0].MinSize().Height, objects[1].MinSize().Height)
	return fyne.NewSize(l.chars*textSize()+factSide, height)
}

func (l *factLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	line := objects[0].MinSize().Height
	left := l.chars*textSize() + factSide
	objects[0].Resize(fyne.NewSize(l.chars*textSize(), line))
	objects[0].Move(fyne.NewPos(0, 0))
	right := size.Width
	if len(objects) > 2 {
		need := objects[2].MinSize()
		right -= need.Width
		objects[2].Resize(need)
		objects[2].Move(fyne.NewPos(right, (line-need.Height)/2))
		right -= factSide
	}
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(right-left, size.Height))
}
