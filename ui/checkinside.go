package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// checkInBand says what became of the last person.
type checkInBand struct {
	words, time *widgets.Text
	undo        *widgets.LinkText
	panel       *widgets.Panel
	content     *fyne.Container
}

func newCheckInBand(onUndo func()) *checkInBand {
	b := &checkInBand{words: widgets.NewBold(""), time: widgets.NewBold("")}
	b.words.SizeName, b.time.SizeName, b.words.Shrink = theme.SizeNameSubHeadingText, theme.SizeNameSubHeadingText, true
	b.undo = widgets.NewQuietLink(lang.L("Take back  Ctrl+Z"), onUndo)
	b.panel = widgets.NewPanel(widgets.ColorGoodSoft, widgets.Frame(nil, nil, nil, widgets.Across(0, b.undo), widgets.Tight(12, b.words, b.time)))
	b.panel.Radius, b.panel.Inset = 10, fyne.NewSize(18, 14)
	b.content = widgets.Down(0, b.panel)
	b.hide()
	return b
}

func (b *checkInBand) hide() {
	b.panel.Hide()
	b.content.Refresh()
}

func (b *checkInBand) tell(tone widgets.Tone, words, at string, undo bool) {
	text, ground := tone.Colors()
	b.words.SetColor(text)
	b.time.SetColor(text)
	b.words.SetText(words)
	b.time.SetText(at)
	b.undo.Hidden = !undo
	b.panel.Fill = ground
	b.panel.Show()
	b.panel.Refresh()
	b.content.Refresh()
}

// checkInSide is how many are here, and who came last.
type checkInSide struct {
	figure   *widgets.Figure
	expected *widgets.Text
	counts   *widgets.Text
	recent   *fyne.Container
	content  fyne.CanvasObject
}

// recentArrivals is how many of the last arrivals are listed.
const recentArrivals = 10

func newCheckInSide() *checkInSide {
	s := &checkInSide{
		figure: widgets.NewFigure("…", widgets.Good), expected: widgets.NewMuted(""), counts: widgets.NewMuted(""), recent: widgets.Down(0),
	}
	s.figure.Scale = 4.6
	caption := widgets.NewMuted(lang.L("Came"))
	for _, t := range []*widgets.Text{caption, s.expected, s.counts} {
		t.Align, t.Shrink = fyne.TextAlignCenter, true
	}
	s.expected.SizeName = theme.SizeNameSubHeadingText
	s.content = sideColumn(
		widgets.NewCard("", widgets.Down(2, caption, s.figure, s.expected, widgets.Spacer(0, 4), s.counts)),
		widgets.NewCard(lang.L("Just now"), widgets.NewScrollBox(s.recent)), nil)
	return s
}

func (s *checkInSide) show(roll model.Roll) {
	t := roll.Tally()
	s.figure.SetText(strconv.Itoa(t.Present + t.Late))
	s.expected.SetText(punctuated(lang.L("expected {{.N}}", map[string]any{"N": t.Expected}), percent(t.Rate())))
	words := []string{}
	for _, c := range []struct {
		n    int
		word string
	}{
		{t.Late, model.Late.Chinese()},
		{t.Leave, model.Leave.Chinese()},
		{t.Absent, model.Absent.Chinese()},
		{t.Unmarked, lang.L("not here yet")},
		{t.WalkIns, lang.L("walk-in")},
		{signedOut(roll), lang.L("signed out")},
	} {
		if c.n > 0 {
			words = append(words, fmt.Sprintf("%s %d", c.word, c.n))
		}
	}
	s.counts.SetText(strings.Join(words, "　"))
	s.showRecent(roll)
}

func (s *checkInSide) showRecent(roll model.Roll) {
	came := slices.DeleteFunc(slices.Clone(roll.Attendees), func(p model.Attendee) bool { return !p.State.Attended() })
	slices.SortStableFunc(came, func(a, b model.Attendee) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
	var lines []fyne.CanvasObject
	for _, p := range came[:min(len(came), recentArrivals)] {
		name := widgets.NewText(model.SpacedName(p.Name))
		if p.WalkIn {
			name.Text += lang.L(" (new)")
		}
		name.Shrink = true
		lines = append(lines, widgets.NewListLine(0, nil, widgets.Tight(0, name), widgets.NewMuted(stay(p.Attendance)), nil))
	}
	setLines(s.recent, lang.L("Nobody has come yet."), lines)
}
