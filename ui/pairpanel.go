package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// pairPanel shows two records of perhaps one person side by side; of what
// differs somebody chooses what stays.
type pairPanel struct {
	desk *desk

	pair     model.Pair
	counts   [2]participationCount
	names    map[model.ID]string
	keep     model.ID // whose record stays
	right    map[string]bool
	revealed bool

	stays   *widgets.Segments
	reveal  *widgets.LinkText
	compare *widgets.Compare
	body    *fyne.Container
	nobody  fyne.CanvasObject
	content fyne.CanvasObject
}

// pairChars is the width of the panel in characters of running text.
const pairChars = 36

// participationCount is how much somebody took part in.
type participationCount struct{ times, minutes int }

func countOf(history []model.Participation) (c participationCount) {
	for _, h := range history {
		if h.State.Attended() {
			c.times++
			c.minutes += h.Minutes
		}
	}
	return c
}

func newPairPanel(d *desk) *pairPanel {
	p := &pairPanel{desk: d, compare: widgets.NewCompare(5.2)}
	p.stays = widgets.NewSegments(nil, func(value string) { p.keep = model.ID(value); p.refill() })
	p.reveal = widgets.NewLink(lang.L("Show numbers"), p.onReveal)
	p.compare.OnChosen = p.onChosen
	hint := widgets.NewMuted(lang.L("Click the value that stays. What both did and were given is kept."))
	hint.SizeName, hint.Shrink = theme.SizeNameCaptionText, true
	head := widgets.Down(8, container.NewBorder(nil, nil, widgets.NewMuted(lang.L("The record that stays:")), p.reveal, p.stays), hint)
	p.body = container.NewBorder(widgets.Down(6, head, widgets.Spacer(0, 0)), nil, nil, nil, container.NewVScroll(clearOfBar(p.compare)))
	p.nobody = widgets.NewEmptyState(theme.AccountIcon(), lang.L("Choose a pair to see both records side by side."), nil)
	p.content = widgets.Chars(pairChars, widgets.NewCard("", container.NewStack(p.body, p.nobody)))
	p.clear()
	return p
}

func (p *pairPanel) shown() bool { return p.pair.First.ID != "" }

func (p *pairPanel) clear() {
	p.pair, p.revealed = model.Pair{}, false
	p.body.Hide()
	p.nobody.Show()
}

// set shows a pair. The record with the longer history stays unless somebody
// chooses the other.
func (p *pairPanel) set(pair model.Pair, counts [2]participationCount, names map[model.ID]string) {
	p.pair, p.counts, p.names, p.revealed = pair, counts, names, false
	p.keep = pair.First.ID
	if counts[1].times > counts[0].times {
		p.keep = pair.Second.ID
	}
	p.stays.SetOptions([]widgets.Option{
		{Value: string(pair.First.ID), Text: lang.L("the left one")},
		{Value: string(pair.Second.ID), Text: lang.L("the right one")},
	})
	p.stays.SetValue(string(p.keep))
	p.refill()
	p.nobody.Hide()
	p.body.Show()
}

// refill chooses again what stays of each field: what the record that stays
// says, else what the other does.
func (p *pairPanel) refill() {
	p.right = map[string]bool{}
	rightStays := p.keep == p.pair.Second.ID
	for _, f := range model.MemberFields() {
		left, right := f.Text(p.pair.First, p.names), f.Text(p.pair.Second, p.names)
		p.right[f.Key] = rightStays
		if (left == "") != (right == "") {
			p.right[f.Key] = left == ""
		}
	}
	p.withState()
	p.draw()
}

// ofState are the fields that say nothing without the state: whoever is on the
// list again has no day of leaving.
var ofState = []string{"StateDate", "StateReason"}

// withState takes day and reason of the state from the record that it is of.
// Of two of one state they are like any other field.
func (p *pairPanel) withState() {
	if p.pair.First.State == p.pair.Second.State {
		return
	}
	for _, key := range ofState {
		p.right[key] = p.right["State"]
	}
}

func (p *pairPanel) onChosen(key string, right bool) {
	p.right[key] = right
	p.withState()
}

// draw shows both records, what differs first.
func (p *pairPanel) draw() {
	var differ, same []widgets.Comparison
	for _, f := range model.MemberFields() {
		left, right := f.Text(p.pair.First, p.names), f.Text(p.pair.Second, p.names)
		c := widgets.Comparison{
			Key: f.Key, Label: f.Label, Left: p.masked(f.Key, left), Right: p.masked(f.Key, right),
			Differs: left != right, RightChosen: p.right[f.Key],
		}
		// Only what both say is a choice: a blank never takes a value away.
		c.Open = c.Differs && left != "" && right != "" &&
			(p.pair.First.State == p.pair.Second.State || !slices.Contains(ofState, f.Key))
		switch {
		case c.Differs:
			differ = append(differ, c)
		case left != "":
			same = append(same, c)
		}
	}
	history := widgets.Comparison{Label: lang.L("Took part"), Left: p.counts[0].text(), Right: p.counts[1].text()}
	made := widgets.Comparison{Label: lang.L("Entered"), Left: p.entered(p.pair.First), Right: p.entered(p.pair.Second)}
	rows := append([]widgets.Comparison{history, made}, differ...)
	width := pairChars*theme.TextSize() + 16 - 2*widgets.Room - scrollBarRoom
	p.compare.Set(width, append(rows, same...))
	p.reveal.Hidden = p.revealed
	p.body.Refresh()
}

func (c participationCount) text() string {
	return lang.L("{{.Times}} times, {{.Hours}} hours", map[string]any{"Times": c.times, "Hours": model.Hours(c.minutes)})
}

func (p *pairPanel) entered(m model.Member) string {
	return model.DateOf(m.CreatedAt.In(p.desk.now().Location())).Chinese()
}

// masked hides numbers until somebody asks to see them.
func (p *pairPanel) masked(key, value string) string {
	switch {
	case p.revealed:
	case key == "IDNumber":
		return model.MaskIDNumber(value)
	case key == "Phone":
		return model.MaskPhone(value)
	}
	return value
}

func (p *pairPanel) onReveal() {
	p.revealed = true
	p.desk.log.Info("masked numbers shown", "member", p.pair.First.ID, "and", p.pair.Second.ID, "in", "duplicates")
	p.draw()
}

// merged is the merge as it is chosen.
func (p *pairPanel) merged() model.Merge {
	keep, drop := p.pair.First, p.pair.Second
	if p.keep == drop.ID {
		keep, drop = drop, keep
	}
	merge := model.Merge{Keep: keep.ID, Drop: drop.ID, KeepRev: keep.Rev, DropRev: drop.Rev, Member: keep}
	for _, f := range model.MemberFields() {
		from := p.pair.First
		if p.right[f.Key] {
			from = p.pair.Second
		}
		f.Copy(&merge.Member, from)
	}
	if merge.Member.Photo == "" {
		merge.Member.Photo = drop.Photo
	}
	merge.Member.Pinyin = strings.TrimSpace(merge.Member.Pinyin)
	return merge
}
