package ui

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// resultRow is how one person did.
type resultRow struct {
	id                                                 model.ID
	name, branch, attended, hours, points, result, why string
	tone                                               widgets.Tone
}

func resultColumns() []widgets.Column[resultRow] {
	return []widgets.Column[resultRow]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 5, Grow: 1, Cell: func(r resultRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 1, Optional: true, Cell: func(r resultRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "attended", Title: lang.L("Attended"), Chars: 3, Cell: func(r resultRow) widgets.Cell { return widgets.Plain(r.attended) }},
		{ID: "hours", Title: lang.L("Credit hours"), Chars: 3, Cell: func(r resultRow) widgets.Cell { return widgets.Plain(r.hours) }},
		{ID: "points", Title: lang.L("Score"), Chars: 3, Cell: func(r resultRow) widgets.Cell { return widgets.Plain(r.points) }},
		{ID: "result", Title: lang.L("Result"), Chars: 4, Cell: func(r resultRow) widgets.Cell { return widgets.Mark(r.result, r.tone) }},
		{ID: "why", Title: lang.L("Certificate or reason"), Chars: 11, Grow: 1, Cell: func(r resultRow) widgets.Cell { return widgets.Muted(r.why) }},
	}
}

// makeResults makes the list of who passed, and the field below it into which
// scores are typed one after the other.
func (p *programmePage) makeResults() {
	p.resultTable = widgets.NewListTable(resultColumns(), func(r resultRow) string { return string(r.id) }, func() []resultRow { return p.results },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody here. Results come from the sign-in of the sessions."), nil))
	p.resultTable.OnSelected = func(resultRow) { p.showScore() }
	p.resultTable.OnOpened = func(resultRow) { p.desk.window.Canvas().Focus(p.score) }
	p.which = widgets.NewSegments(p.whichOptions(), func(string) { p.showResults() })
	p.scoreOf = widgets.NewMuted("")
	p.scoreOf.Shrink = true
	p.score = widgets.NewEntry()
	p.score.OnNext = p.onScore
	p.showScore()
}

func (p *programmePage) resultsContent() fyne.CanvasObject {
	label := container.NewHBox(widgets.NewText(lang.L("Score")), widgets.Chars(5, p.score))
	foot := container.NewBorder(nil, nil, label, nil, widgets.Inset(8, 0, p.scoreOf))
	return container.NewBorder(widgets.Down(0, container.NewHBox(p.which), widgets.Spacer(0, 8)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.resultTable)
}

func (p *programmePage) whichOptions() []widgets.Option {
	passed := p.state.passed()
	n := func(n int) map[string]any { return map[string]any{"N": n} }
	return []widgets.Option{
		{Value: "", Text: lang.L("All {{.N}}", n(len(p.state.results)))},
		{Value: "passed", Text: lang.L("Passed {{.N}}", n(passed))},
		{Value: "failed", Text: lang.L("Not passed {{.N}}", n(len(p.state.results)-passed))},
	}
}

// showResults words who passed and, of the others, why not.
func (p *programmePage) showResults() {
	numbers := map[model.ID]string{}
	for _, c := range p.state.certificates {
		if !c.Void {
			numbers[c.Member] = c.Number
		}
	}
	p.results = nil
	for _, r := range p.state.results {
		row := resultRow{
			id: r.Member, name: model.SpacedName(r.Name), branch: r.Branch, attended: fmt.Sprintf("%d / %d", r.Attended, r.Sessions),
			hours: model.Hours(r.Minutes), points: "—", result: lang.L("passed"), tone: widgets.Good, why: numbers[r.Member],
		}
		if r.Scored {
			row.points = strconv.Itoa(r.Points)
		}
		passed := p.state.programme.Passed(r)
		if !passed {
			row.result, row.tone, row.why = lang.L("not passed"), widgets.Warn, p.state.programme.WhyNot(r)
		}
		if which := p.which.Value(); which == "" || passed == (which == "passed") {
			p.results = append(p.results, row)
		}
	}
	p.resultTable.Reload()
	p.showScore()
}

// showScore shows the score of the chosen person where nothing else is typed.
func (p *programmePage) showScore() {
	row, ok := p.resultTable.Selected()
	if !ok {
		p.score.SetText("")
		p.score.Disable()
		p.scoreOf.SetText(lang.L("Choose a person to enter a score; Enter saves it and goes to the next."))
		return
	}
	p.score.Enable()
	p.score.SetText(strings.TrimPrefix(row.points, "—"))
	p.scoreOf.SetText(lang.L("points of {{.Name}}; Enter saves it and goes to the next.", map[string]any{"Name": row.name}))
}

// onScore saves the score that was typed and goes on to the next person.
func (p *programmePage) onScore() {
	row, ok := p.resultTable.Selected()
	if !ok {
		return
	}
	text := strings.TrimSuffix(strings.TrimSpace(p.score.Text), "分")
	points, err := wholeNumber(text)
	if err != nil {
		p.desk.tell(lang.L("That is no score"), lang.L("Please write a whole number, such as {{.N}}.", map[string]any{"N": "85"}))
		return
	}
	one := model.Score{Member: row.id, Points: points, None: text == ""}
	if text == strings.TrimPrefix(row.points, "—") { // nothing was changed
		p.nextScore(row.id)
		return
	}
	p.desk.run(func(ctx context.Context) error { return p.store.SaveScores(ctx, p.id, []model.Score{one}) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.say(lang.L("Saved"))
		p.nextScore(row.id)
		p.desk.changed()
	})
}

// nextScore selects the person below the one whose score was typed.
func (p *programmePage) nextScore(after model.ID) {
	for i := range p.results {
		if p.results[i].id == after && i+1 < len(p.results) {
			p.resultTable.SelectRow(i + 1)
			p.desk.window.Canvas().Focus(p.score)
			return
		}
	}
}
