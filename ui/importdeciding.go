package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// decidePanel shows a doubtful row beside the known person it may be, and asks
// who it is.
type decidePanel struct {
	preview *importPreview

	at        int // of the row in the plan
	row       *model.ImportRow
	candidate int

	who     *widgets.Segments // where it may be one of several
	compare *widgets.Compare
	same    *widgets.Button
	fresh   *widgets.Button
	skip    *widgets.Button
	hint    *widgets.Text
	content *fyne.Container
}

func newDecidePanel(p *importPreview) *decidePanel {
	d := &decidePanel{preview: p, compare: widgets.NewCompare(5.4)}
	d.who = widgets.NewSegments(nil, func(string) { d.pick() })
	d.same = widgets.NewButton(lang.L("1 Same person"), func() { d.decide(model.SamePerson) })
	d.fresh = widgets.NewButton(lang.L("2 Somebody new"), func() { d.decide(model.NewPerson) })
	d.skip = widgets.NewButton(lang.L("3 Leave out"), func() { d.decide(model.SkipRow) })
	d.hint = widgets.NewMuted(lang.L("Left: the file. Right: the person on the register."))
	d.hint.SizeName, d.hint.Shrink = theme.SizeNameCaptionText, true
	d.content = widgets.Down(8, widgets.Across(8, d.same, d.fresh, d.skip), d.who, d.hint, d.compare)
	d.content.Hide()
	return d
}

// show shows a row where there is something to decide of it.
func (d *decidePanel) show(at int, row *model.ImportRow) {
	d.at, d.row, d.candidate = at, row, 0
	open := !d.preview.closed && (row.Fate == model.RowDoubtful || row.Decision != "")
	d.content.Hidden = !open
	if !open {
		return
	}
	for _, b := range []struct {
		button   *widgets.Button
		decision model.Decision
	}{{d.same, model.SamePerson}, {d.fresh, model.NewPerson}, {d.skip, model.SkipRow}} {
		b.button.Strong = row.Decision == b.decision
		b.button.Refresh()
	}
	setEnabled(d.same, len(row.Candidates) > 0)
	options := make([]widgets.Option, len(row.Candidates))
	for i, c := range row.Candidates {
		options[i] = widgets.Option{Value: string(c.ID), Text: c.Called()}
		if row.Member.ID == c.ID {
			d.candidate = i
		}
	}
	d.who.SetOptions(options)
	d.who.Hidden = len(options) < 2
	if len(options) > 0 {
		d.who.SetValue(options[d.candidate].Value)
	}
	d.draw()
}

// pick shows another of those that it may be.
func (d *decidePanel) pick() {
	for i, c := range d.row.Candidates {
		if string(c.ID) == d.who.Value() {
			d.candidate = i
		}
	}
	d.draw()
}

// compares reports whether two records are shown side by side.
func (d *decidePanel) compares() bool { return !d.content.Hidden && len(d.row.Candidates) > 0 }

func (d *decidePanel) draw() {
	d.hint.Hidden, d.compare.Hidden = !d.compares(), !d.compares()
	if !d.compares() {
		return
	}
	file, known := d.preview.draft.Row(d.at), d.row.Candidates[d.candidate]
	names := d.preview.draft.Names()
	var differ, same []widgets.Comparison
	for _, f := range model.MemberFields() {
		left, right := f.Text(file, names), f.Text(known, names)
		if f.Key == "Branch" {
			left = d.preview.draft.Place(d.at)
		}
		if left == "" && right == "" || f.Key == "State" || f.Key == "Pinyin" {
			continue
		}
		c := widgets.Comparison{Key: f.Key, Label: f.Label, Left: left, Right: right}
		if left != right && f.Key == "IDNumber" {
			c.Left, c.Right = maskedApart(left, right, model.MaskIDNumber)
		} else if f.Key == "IDNumber" {
			c.Left, c.Right = model.MaskIDNumber(left), model.MaskIDNumber(right)
		}
		if f.Key == "Phone" {
			c.Left, c.Right = maskedApart(left, right, model.MaskPhone)
		}
		if left != "" && left != right {
			c.Label, c.Differs = "≠ "+c.Label, true
			differ = append(differ, c)
		} else {
			same = append(same, c)
		}
	}
	d.compare.Set(d.preview.detailWidth(), append(differ, same...))
}

// maskedApart masks two numbers, unless the masks hide in what they differ.
func maskedApart(a, b string, mask func(string) string) (left, right string) {
	left, right = mask(a), mask(b)
	if left == right && a != b {
		return a, b
	}
	return left, right
}

// typed decides with the number keys.
func (d *decidePanel) typed(r rune) {
	if d.content.Hidden {
		return
	}
	switch at := strings.IndexRune("123", r); at {
	case 0, 1, 2:
		d.decide([]model.Decision{model.SamePerson, model.NewPerson, model.SkipRow}[at])
	}
}

// decide settles the row and goes on to the next that is open. The same
// decision once more takes it back.
func (d *decidePanel) decide(decision model.Decision) {
	if decision == model.SamePerson && len(d.row.Candidates) == 0 {
		return
	}
	if d.row.Decision == decision {
		decision = ""
	}
	if !d.preview.decided(d.at, decision, d.candidate) {
		return
	}
	d.preview.settled(d.at, decision != "")
}
