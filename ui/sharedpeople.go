package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// sharedStore is what 跨中心同一人 needs of the store.
type sharedStore interface {
	SharedPeople(ctx context.Context, tell func(done, total int)) ([]model.SharedPair, error)
	ConfirmSame(ctx context.Context, a, b model.ID, reason string) error
	TakeBackSame(ctx context.Context, a, b model.ID) error
	KeepApart(ctx context.Context, a, b model.ID) error
	TakeBackApart(ctx context.Context, a, b model.ID) error
}

// sharedPeople is 跨中心同一人: people on the registers of two centres, for
// somebody to say whether they are one. Nobody is merged.
type sharedPeople struct {
	desk  *desk
	store sharedStore
	pairs []model.SharedPair

	table   *widgets.DataTable[sharedRow]
	compare *widgets.Compare
	title   *widgets.Text
	news    *widgets.Text
	undo    *widgets.LinkText
	same    *widgets.Button
	apart   *widgets.Button
	box     *dialogBox

	takeBack func() // what the link in the news undoes
	changed  bool   // whether the page below must load anew
}

// sharedRow is one line of the list.
type sharedRow struct {
	at                     int
	key, who, centres, why string
	strength, state        string
	tone, stateTone        widgets.Tone
}

// openSharedPeople looks for people of two centres and lists them over the
// window.
func openSharedPeople(d *desk, st sharedStore) {
	var pairs []model.SharedPair
	d.long(lang.L("Looking for people of two centres"), func(ctx context.Context, tell progress) (err error) {
		pairs, err = st.SharedPeople(ctx, tell)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			d.fail(err, func() { openSharedPeople(d, st) })
		default:
			newSharedPeople(d, st, pairs).open()
		}
	})
}

func newSharedPeople(d *desk, st sharedStore, pairs []model.SharedPair) *sharedPeople {
	p := &sharedPeople{desk: d, store: st, pairs: pairs, compare: widgets.NewCompare(5.2), title: widgets.NewBold(""), news: widgets.NewText("")}
	p.title.Shrink = true
	p.news.SetColor(widgets.ColorGood)
	p.undo = widgets.NewLink(lang.L("Take back"), func() {
		if p.takeBack != nil {
			p.takeBack()
		}
	})
	p.undo.Hide()
	p.table = widgets.NewListTable(sharedColumns(), func(r sharedRow) string { return r.key }, p.rows,
		widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody seems to be on the registers of two centres."), nil))
	p.table.OnSelected = func(sharedRow) { p.showPair() }
	p.same = widgets.NewPrimary(lang.L("One person: count once"), p.onSame)
	p.apart = widgets.NewButton(lang.L("Not one person"), p.onApart)
	return p
}

func sharedColumns() []widgets.Column[sharedRow] {
	type column = widgets.Column[sharedRow]
	return []column{
		{ID: "who", Title: lang.L("Full name"), Chars: 5, Grow: 1, Cell: func(r sharedRow) widgets.Cell { return widgets.Strong(r.who) }},
		{ID: "centres", Title: lang.L("Of which centres"), Chars: 9, Grow: 2, Cell: func(r sharedRow) widgets.Cell { return widgets.Plain(r.centres) }},
		{ID: "strength", Title: lang.L("How sure"), Chars: 4.6, Optional: true, Cell: func(r sharedRow) widgets.Cell { return widgets.Mark(r.strength, r.tone) }},
		{ID: "why", Title: lang.L("Why"), Chars: 7, Grow: 2, Cell: func(r sharedRow) widgets.Cell { return widgets.Plain(r.why) }},
		{ID: "state", Title: lang.L("Decided"), Chars: 4.6, Cell: func(r sharedRow) widgets.Cell { return widgets.Mark(r.state, r.stateTone) }},
	}
}

func (p *sharedPeople) rows() []sharedRow {
	rows := make([]sharedRow, len(p.pairs))
	for i, pair := range p.pairs {
		who := model.SpacedName(pair.First.Name)
		if second := model.SpacedName(pair.Second.Name); second != who {
			who += " / " + second
		}
		r := sharedRow{
			at: i, key: pairKey(pair.Pair), who: who, centres: model.ShortOffice(pair.FirstCentre) + " / " + model.ShortOffice(pair.SecondCentre),
			why: strings.Join(pair.Reasons, ""), strength: strengthText(pair.Strength), tone: widgets.Neutral,
			state: lang.L("to be decided"), stateTone: widgets.Warn,
		}
		if pair.Strength == model.Certain {
			r.tone = widgets.Red
		}
		if pair.Confirmed {
			r.state, r.stateTone = lang.L("one person"), widgets.Good
		}
		rows[i] = r
	}
	return rows
}

func (p *sharedPeople) open() {
	note := widgets.NewMuted(lang.L("No record is changed: a person confirmed here is counted once in 人数."))
	note.Shrink = true
	head := widgets.Down(8, widgets.Frame(nil, nil, nil, widgets.Across(10, p.news, p.undo), note), widgets.Spacer(0, 0))
	side := widgets.Chars(pairChars, widgets.NewCard("", container.NewBorder(widgets.Down(6, p.title), nil, nil, nil, container.NewVScroll(clearOfBar(p.compare)))))
	p.box = p.desk.openDialog(dialogSpec{
		title: lang.L("People of two centres"), size: importSize,
		content: container.NewBorder(head, nil, nil, widgets.Across(0, widgets.Spacer(12, 0), side), p.table),
		left:    []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { p.box.close() })},
		buttons: []fyne.CanvasObject{p.apart, p.same},
		onClose: func() {
			if p.changed {
				p.desk.changed()
			}
		},
	})
	p.reload(0)
}

// reload lists the pairs anew and chooses one of them.
func (p *sharedPeople) reload(at int) {
	p.table.ReloadTop()
	p.table.SelectRow(min(at, len(p.pairs)-1))
	p.showPair()
}

// chosen is the pair in view.
func (p *sharedPeople) chosen() (model.SharedPair, int, bool) {
	row, ok := p.table.Selected()
	if !ok || row.at >= len(p.pairs) {
		return model.SharedPair{}, 0, false
	}
	return p.pairs[row.at], row.at, true
}

// showPair sets both records side by side, what differs first.
func (p *sharedPeople) showPair() {
	pair, _, ok := p.chosen()
	setEnabled(p.apart, ok && !pair.Confirmed)
	setEnabled(p.same, ok)
	p.same.SetText(lang.L("One person: count once"))
	if pair.Confirmed {
		p.same.SetText(lang.L("Take back that they are one person"))
	}
	p.title.SetText("")
	var differ, alike []widgets.Comparison
	if ok {
		p.title.SetText(model.ShortOffice(pair.FirstCentre) + " / " + model.ShortOffice(pair.SecondCentre))
		for _, f := range model.MemberFields() {
			c := widgets.Comparison{Key: f.Key, Label: f.Label, Left: maskedField(f, pair.First, pair.Places), Right: maskedField(f, pair.Second, pair.Places)}
			c.Differs = f.Text(pair.First, pair.Places) != f.Text(pair.Second, pair.Places)
			switch {
			case c.Differs:
				differ = append(differ, c)
			case c.Left != "":
				alike = append(alike, c)
			}
		}
	}
	width := pairChars*theme.TextSize() + 16 - 2*widgets.Room - scrollBarRoom
	p.compare.Set(width, append(differ, alike...))
}

func maskedField(f model.MemberField, m model.Member, names map[model.ID]string) string {
	text := f.Text(m, names)
	switch f.Key {
	case "IDNumber":
		return model.MaskIDNumber(text)
	case "Phone":
		return model.MaskPhone(text)
	}
	return text
}

// onSame notes that the pair is one person, or takes that back.
func (p *sharedPeople) onSame() {
	pair, at, ok := p.chosen()
	if !ok {
		return
	}
	if pair.Confirmed {
		p.takeBackSame(pair, at)
		return
	}
	p.desk.run(func(ctx context.Context) error {
		return p.store.ConfirmSame(ctx, pair.First.ID, pair.Second.ID, strings.Join(pair.Reasons, ""))
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.pairs[at].Confirmed = true
		p.say(lang.L("Noted: {{.Name}} is one person and counts once.", map[string]any{"Name": pair.First.Name}), func() { p.takeBackSame(pair, at) })
		p.reload(at + 1)
	})
}

func (p *sharedPeople) takeBackSame(pair model.SharedPair, at int) {
	p.desk.run(func(ctx context.Context) error { return p.store.TakeBackSame(ctx, pair.First.ID, pair.Second.ID) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.pairs[at].Confirmed = false
		p.say(lang.L("Taken back."), nil)
		p.reload(at)
	})
}

// onApart notes that the pair is two people; it is not listed again.
func (p *sharedPeople) onApart() {
	pair, at, ok := p.chosen()
	if !ok || pair.Confirmed {
		return
	}
	p.desk.run(func(ctx context.Context) error { return p.store.KeepApart(ctx, pair.First.ID, pair.Second.ID) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.pairs = append(p.pairs[:at:at], p.pairs[at+1:]...)
		p.say(lang.L("Noted: {{.Name}} are two people. They are not shown again.", map[string]any{"Name": pair.First.Name}), func() { p.onTogether(pair, at) })
		p.reload(at)
	})
}

// onTogether takes back that a pair is two people.
func (p *sharedPeople) onTogether(pair model.SharedPair, at int) {
	p.desk.run(func(ctx context.Context) error { return p.store.TakeBackApart(ctx, pair.First.ID, pair.Second.ID) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		at = min(at, len(p.pairs))
		p.pairs = append(p.pairs[:at:at], append([]model.SharedPair{pair}, p.pairs[at:]...)...)
		p.say(lang.L("Taken back."), nil)
		p.reload(at)
	})
}

// say tells what was done and offers to take it back.
func (p *sharedPeople) say(text string, takeBack func()) {
	p.changed = true
	p.desk.say(text)
	p.news.SetText(text)
	p.takeBack = takeBack
	p.undo.Hidden = takeBack == nil
	p.undo.Refresh()
	p.box.resize(importSize)
}
