package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// The way from the last session to the certificates: four steps, of which the
// one that is due has its button.

func (s programmeState) held() int {
	n := 0
	for _, one := range s.sessions {
		if isHeld(one.State) {
			n++
		}
	}
	return n
}

func (s programmeState) passed() int {
	n := 0
	for _, r := range s.results {
		if s.programme.Passed(r) {
			n++
		}
	}
	return n
}

// unmarked counts the expected people whom nobody marked at sessions held.
func (s programmeState) unmarked() int {
	n := 0
	for _, one := range s.sessions {
		if isHeld(one.State) {
			n += one.Tally.Unmarked
		}
	}
	return n
}

// due counts those who passed and have no valid certificate.
func (s programmeState) due() int {
	have := map[model.ID]bool{}
	for _, c := range s.certificates {
		if !c.Void {
			have[c.Member] = true
		}
	}
	n := 0
	for _, r := range s.results {
		if s.programme.Passed(r) && !have[r.Member] {
			n++
		}
	}
	return n
}

// valid counts certificates that are not void, and how many of them were never
// printed.
func (s programmeState) valid() (all, fresh int) {
	for _, c := range s.certificates {
		if c.Void {
			continue
		}
		all++
		if c.Prints == 0 {
			fresh++
		}
	}
	return all, fresh
}

// notYet says why the programme cannot be completed, or "".
func (s programmeState) notYet(d *desk) string {
	if len(s.sessions) == 0 {
		return lang.L("It has no session yet.")
	}
	var open []string
	for _, one := range s.sessions {
		if !isHeld(one.State) || d.today().Before(one.Date()) {
			open = append(open, punctuated(sessionLabel(one.Number), d.shortDay(one.Date()))+" "+one.Title)
		}
	}
	if len(open) == 0 {
		return ""
	}
	return lang.L("These sessions were not held, or nobody is marked there yet:") + "\n" + strings.Join(open, "\n")
}

func (p *programmePage) showSteps() {
	s := p.state
	closed := !s.programme.Closed.IsZero()
	all, fresh := s.valid()
	due := s.due()
	ready := s.notYet(p.desk) == ""
	n := func(n int) map[string]any { return map[string]any{"N": n} }

	p.steps.RemoveAll()
	p.steps.Add(p.step(ready, lang.L("1. Hold all sessions"),
		lang.L("{{.N}} sessions held of {{.All}}", map[string]any{"N": s.held(), "All": len(s.sessions)}), nil))
	if closed {
		p.steps.Add(p.step(true, lang.L("2. Complete the programme"), lang.L("completed {{.Day}}", map[string]any{"Day": p.desk.shortDay(s.programme.Closed)}), nil))
	} else { // pressed too early, the button says what is missing
		p.close.Importance = widget.MediumImportance
		if ready {
			p.close.Importance = widget.HighImportance
		}
		p.steps.Add(p.step(false, lang.L("2. Complete the programme"), lang.L("No session can be added after that"), p.close))
	}
	p.issue.SetText(lang.L("Issue {{.N}}", n(due)))
	enable(p.issue, closed && due > 0)
	switch {
	case closed && due > 0:
		p.steps.Add(p.step(false, lang.L("3. Issue certificates"), lang.L("{{.N}} people are due", n(due)), p.issue))
	case all > 0:
		p.steps.Add(p.step(true, lang.L("3. Issue certificates"), lang.L("{{.N}} issued", n(all)), nil))
	default:
		p.steps.Add(p.step(false, lang.L("3. Issue certificates"), lang.L("For everybody who passed"), nil))
	}
	enable(p.print, all > 0)
	switch {
	case all == 0:
		p.steps.Add(p.step(false, lang.L("4. Print certificates"), lang.L("All into one file"), nil))
	case fresh > 0:
		p.steps.Add(p.step(false, lang.L("4. Print certificates"), lang.L("{{.N}} not printed yet", n(fresh)), p.print))
	default:
		p.steps.Add(p.step(true, lang.L("4. Print certificates"), lang.L("All {{.N}} are printed; again they say “补发”", n(all)), p.print))
	}
}

// step is one line of the way: a dot, what to do, how it stands, its button.
func (p *programmePage) step(done bool, what, how string, button *widgets.Button) fyne.CanvasObject {
	dot, tone := "○", widgets.Neutral
	if done {
		dot, tone = "✓", widgets.Good
	}
	pill := widgets.NewPill(dot, tone)
	width := sideRoom() - pill.MinSize().Width - 24
	words := widgets.NewWrapped(how, width)
	words.ColorName = widgets.ColorMuted
	lines := widgets.Down(2, widgets.NewBold(what), words)
	if button != nil {
		lines.Add(widgets.Inset(0, 4, button))
	}
	return container.NewBorder(nil, nil, container.NewVBox(widgets.Inset(0, 1, pill)), nil, widgets.Inset(4, 0, lines))
}
