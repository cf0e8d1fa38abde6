package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// duplicateStore is what 重复人员 needs of the store.
type duplicateStore interface {
	Duplicates(ctx context.Context, tell func(done, total int)) ([]model.Pair, error)
	KeepApart(ctx context.Context, a, b model.ID) error
	TakeBackApart(ctx context.Context, a, b model.ID) error
	MergeMembers(ctx context.Context, m model.Merge) (model.MergeBatch, error)
	UndoMerge(ctx context.Context, id model.ID) error
	Merges(ctx context.Context) ([]model.MergeBatch, error)
	MemberHistory(ctx context.Context, id model.ID) ([]model.Participation, error)
	Organisations(ctx context.Context) ([]model.Organisation, error)
}

// duplicates is 重复人员: pairs of records that may be of one person, the
// chosen pair side by side, and the merges made.
type duplicates struct {
	desk  *desk
	store duplicateStore

	pairs  []model.Pair
	merges []model.MergeBatch
	names  map[model.ID]string // of organisations

	show      *widgets.Segments // pairs or merges
	news      *widgets.Text
	undo      *widgets.LinkText
	table     *widgets.DataTable[pairRow]
	done      *widgets.DataTable[mergeRow]
	lists     *fyne.Container
	aside     *fyne.Container // the pair side by side
	body      *fyne.Container
	side      *pairPanel
	merge     *widgets.Button
	apart     *widgets.Button
	box       *dialogBox
	takeBack  func() // what the link in the news undoes
	changedIn bool   // whether the page below must load anew
	at        int    // line of the pair decided last: the next one takes its place
	wanted    string // key of the pair chosen, which may still be loading
}

// pairRow is one line of the list of pairs, ready to be shown.
type pairRow struct {
	at                       int
	key, who, strength, text string
	tone                     widgets.Tone
}

// mergeRow is one line of the list of merges.
type mergeRow struct {
	batch                   model.MergeBatch
	when, kept, gone, state string
}

// What the list shows.
const (
	showPairs  = "pairs"
	showMerges = "merges"
)

// openDuplicates looks for duplicates and shows them over the window.
func openDuplicates(d *desk, st duplicateStore) {
	var pairs []model.Pair
	d.long(lang.L("Looking for people entered twice"), func(ctx context.Context, tell progress) (err error) {
		pairs, err = st.Duplicates(ctx, tell)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			d.fail(err, func() { openDuplicates(d, st) })
		default:
			newDuplicates(d, st, pairs).open()
		}
	})
}

// openPair shows two people whom somebody has ticked as a pair to be merged.
func openPair(d *desk, st *store.Store, a, b model.ID) {
	pair := model.Pair{}
	d.run(func(ctx context.Context) (err error) {
		if pair.First, err = st.Member(ctx, min(a, b)); err != nil {
			return err
		}
		pair.Second, err = st.Member(ctx, max(a, b))
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		pair.Strength, pair.Reasons = model.LikenessOf(pair.First, pair.Second)
		if pair.Strength == model.NotAlike {
			pair.Reasons = []string{lang.L("Chosen by you.")}
		}
		newDuplicates(d, st, []model.Pair{pair}).open()
	})
}

func newDuplicates(d *desk, st duplicateStore, pairs []model.Pair) *duplicates {
	p := &duplicates{desk: d, store: st, pairs: pairs, names: map[model.ID]string{}, news: widgets.NewText("")}
	p.show = widgets.NewSegments(nil, func(string) { p.showList() })
	p.undo = widgets.NewLink(lang.L("Take back"), func() {
		if p.takeBack != nil {
			p.takeBack()
		}
	})
	p.news.SetColor(widgets.ColorGood)
	p.undo.Hide()
	p.table = widgets.NewListTable(pairColumns(), func(r pairRow) string { return r.key }, p.pairRows,
		widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody seems to be entered twice."), nil))
	p.table.OnSelected = func(r pairRow) { p.choose(p.pairs[r.at]) }
	p.done = widgets.NewListTable(mergeColumns(), func(r mergeRow) string { return string(r.batch.ID) }, p.mergeRows,
		widgets.NewEmptyState(theme.ListIcon(), lang.L("Nothing has been merged yet."), nil))
	p.done.OnSelected = func(mergeRow) { p.buttons() }
	p.side = newPairPanel(d)
	p.merge = widgets.NewPrimary(lang.L("Make one person of them"), p.onMerge)
	p.apart = widgets.NewButton(lang.L("Not one person"), p.onApart)
	p.lists = container.NewStack(p.table)
	return p
}

func pairColumns() []widgets.Column[pairRow] {
	type column = widgets.Column[pairRow]
	return []column{
		{ID: "who", Title: lang.L("Full name"), Chars: 8, Grow: 2, Cell: func(r pairRow) widgets.Cell { return widgets.Strong(r.who) }},
		{ID: "strength", Title: lang.L("How sure"), Chars: 4.6, Cell: func(r pairRow) widgets.Cell { return widgets.Mark(r.strength, r.tone) }},
		{ID: "text", Title: lang.L("Why"), Chars: 9, Grow: 3, Cell: func(r pairRow) widgets.Cell { return widgets.Plain(r.text) }},
	}
}

func mergeColumns() []widgets.Column[mergeRow] {
	type column = widgets.Column[mergeRow]
	return []column{
		{ID: "when", Title: lang.L("When"), Chars: 6, Cell: func(r mergeRow) widgets.Cell { return widgets.Plain(r.when) }},
		{ID: "kept", Title: lang.L("Kept"), Chars: 5, Grow: 1, Cell: func(r mergeRow) widgets.Cell { return widgets.Strong(r.kept) }},
		{ID: "gone", Title: lang.L("Merged into it"), Chars: 5, Grow: 1, Cell: func(r mergeRow) widgets.Cell { return widgets.Plain(r.gone) }},
		{ID: "state", Title: lang.L("State"), Chars: 4, Cell: func(r mergeRow) widgets.Cell { return widgets.Muted(r.state) }},
	}
}

func (p *duplicates) open() {
	news := widgets.Across(10, p.news, p.undo)
	head := widgets.Down(10, container.NewBorder(nil, nil, p.show, news), widgets.Spacer(0, 0))
	p.aside = widgets.Across(0, widgets.Spacer(12, 0), p.side.content)
	p.body = container.NewBorder(head, nil, nil, p.aside, p.lists)
	p.box = p.desk.openDialog(dialogSpec{
		title: lang.L("People entered twice"), size: importSize,
		content: p.body,
		left:    []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { p.box.close() })},
		buttons: []fyne.CanvasObject{p.apart, p.merge},
		onClose: func() {
			if p.changedIn {
				p.desk.changed()
			}
		},
	})
	p.reload(func() { p.showList() })
}

// reload reads the merges and the organisations' names.
func (p *duplicates) reload(then func()) {
	var merges []model.MergeBatch
	var tree []model.Organisation
	p.desk.run(func(ctx context.Context) (err error) {
		if merges, err = p.store.Merges(ctx); err != nil {
			return err
		}
		tree, err = p.store.Organisations(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, func() { p.reload(then) })
			return
		}
		p.merges, p.names = merges, model.PlaceNames(tree, " ")
		then()
	})
}

// showList shows pairs or merges, whichever is chosen.
func (p *duplicates) showList() {
	p.show.SetOptions([]widgets.Option{
		{Value: showPairs, Text: lang.L("To be decided {{.N}}", map[string]any{"N": grouped(len(p.pairs))})},
		{Value: showMerges, Text: lang.L("Merged {{.N}}", map[string]any{"N": grouped(len(p.merges))})},
	})
	if p.show.Value() == showMerges {
		p.lists.Objects = []fyne.CanvasObject{p.done}
		p.side.clear()
		p.done.ReloadTop()
	} else {
		p.lists.Objects = []fyne.CanvasObject{p.table}
		p.side.clear()
		p.table.ReloadTop()
		at := min(p.at, len(p.pairs)-1)
		if _, loaded := p.table.Row(max(at, 0)); !loaded {
			at = 0
		}
		p.table.SelectRow(at)
	}
	// Beside the merges there is nothing to compare.
	p.aside.Hidden = p.show.Value() == showMerges
	p.body.Refresh()
	p.buttons()
}

// buttons shows what can be done with what is chosen.
func (p *duplicates) buttons() {
	merges := p.show.Value() == showMerges
	p.apart.Hidden = merges
	if !merges {
		p.merge.SetText(lang.L("Make one person of them"))
		setEnabled(p.merge, p.side.shown())
		setEnabled(p.apart, p.side.shown())
	} else {
		row, ok := p.done.Selected()
		p.merge.SetText(lang.L("Undo this merge"))
		setEnabled(p.merge, ok && !row.batch.Undone)
	}
	p.apart.Refresh()
}

func setEnabled(b *widgets.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (p *duplicates) pairRows() []pairRow {
	rows := make([]pairRow, len(p.pairs))
	for i, pair := range p.pairs {
		who := model.SpacedName(pair.First.Name)
		if second := model.SpacedName(pair.Second.Name); second != who {
			who += " / " + second
		}
		tone := widgets.Neutral
		switch pair.Strength {
		case model.Certain:
			tone = widgets.Red
		case model.Likely:
			tone = widgets.Warn
		}
		rows[i] = pairRow{i, pairKey(pair), who, strengthText(pair.Strength), strings.Join(pair.Reasons, ""), tone}
	}
	return rows
}

// strengthText is how sure it is that two are one, in a word.
func strengthText(s model.Strength) string {
	switch s {
	case model.Certain:
		return lang.L("nearly certain")
	case model.Likely:
		return lang.L("likely")
	case model.Possible:
		return lang.L("possible")
	}
	return lang.L("unlikely")
}

func pairKey(pair model.Pair) string { return string(pair.First.ID + pair.Second.ID) }

func (p *duplicates) mergeRows() []mergeRow {
	rows := make([]mergeRow, len(p.merges))
	for i, b := range p.merges {
		when := b.CreatedAt.In(p.desk.now().Location())
		rows[i] = mergeRow{b, p.desk.shortDay(model.DateOf(when)) + " " + when.Format(clock), model.SpacedName(b.KeptName), model.SpacedName(b.DroppedName), ""}
		if b.Undone {
			rows[i].state = lang.L("undone")
		}
	}
	return rows
}

// choose shows a pair side by side.
func (p *duplicates) choose(pair model.Pair) {
	p.wanted = pairKey(pair)
	var counts [2]participationCount
	p.desk.run(func(ctx context.Context) error {
		for i, id := range []model.ID{pair.First.ID, pair.Second.ID} {
			history, err := p.store.MemberHistory(ctx, id)
			if err != nil {
				return err
			}
			counts[i] = countOf(history)
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		if p.wanted != pairKey(pair) {
			return // another one was chosen meanwhile
		}
		p.side.set(pair, counts, p.names)
		p.buttons()
	})
}

func (p *duplicates) onMerge() {
	if p.show.Value() == showMerges {
		if row, ok := p.done.Selected(); ok {
			p.onUndo(row.batch.ID)
		}
		return
	}
	if !p.side.shown() {
		return
	}
	pair, merge := p.side.pair, p.side.merged()
	p.merge.Disable()
	var batch model.MergeBatch
	p.desk.run(func(ctx context.Context) (err error) {
		batch, err = p.store.MergeMembers(ctx, merge)
		return err
	}, func(err error) {
		if err != nil {
			p.buttons()
			p.desk.fail(err, nil)
			return
		}
		p.decided(func(other model.Pair) bool { return touches(other, pair.First.ID) || touches(other, pair.Second.ID) })
		// Other pairs of the two are judged anew: their records have changed.
		p.again(lang.L("Merged: {{.Name}}.", map[string]any{"Name": merge.Member.Name}), func() { p.onUndo(batch.ID) })
	})
}

func touches(pair model.Pair, id model.ID) bool { return pair.First.ID == id || pair.Second.ID == id }

// onApart notes that the pair is two people.
func (p *duplicates) onApart() {
	if !p.side.shown() {
		return
	}
	pair := p.side.pair
	p.desk.run(func(ctx context.Context) error {
		return p.store.KeepApart(ctx, pair.First.ID, pair.Second.ID)
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		key := pairKey(pair)
		p.decided(func(other model.Pair) bool { return pairKey(other) == key })
		p.reload(p.showList)
		p.say(lang.L("Noted: {{.Name}} are two people. They are not shown again.", map[string]any{"Name": pair.First.Name}), func() { p.onTogether(pair) })
	})
}

// onTogether takes back that a pair is two people.
func (p *duplicates) onTogether(pair model.Pair) {
	p.desk.run(func(ctx context.Context) error {
		return p.store.TakeBackApart(ctx, pair.First.ID, pair.Second.ID)
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.again(lang.L("Taken back."), nil)
	})
}

// onUndo takes a merge back.
func (p *duplicates) onUndo(merge model.ID) {
	p.desk.run(func(ctx context.Context) error { return p.store.UndoMerge(ctx, merge) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.changedIn = true
		p.again(lang.L("Taken back."), nil)
	})
}

// again looks for duplicates once more after something was merged or taken
// back, and says what was done; takeBack may be nil.
func (p *duplicates) again(said string, takeBack func()) {
	p.say(said, takeBack)
	var pairs []model.Pair
	p.desk.long(lang.L("Looking for people entered twice"), func(ctx context.Context, tell progress) (err error) {
		pairs, err = p.store.Duplicates(ctx, tell)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
		} else {
			p.pairs = pairs
		}
		p.reload(p.showList)
	})
}

// decided takes pairs off the list; the next one takes their place.
func (p *duplicates) decided(gone func(model.Pair) bool) {
	p.changedIn = true
	p.at = max(0, slices.IndexFunc(p.pairs, func(pair model.Pair) bool { return pairKey(pair) == p.wanted }))
	p.pairs = slices.DeleteFunc(slices.Clone(p.pairs), gone)
}

// say tells what was done and offers to take it back.
func (p *duplicates) say(text string, takeBack func()) {
	p.desk.say(text)
	p.news.SetText(text)
	p.takeBack = takeBack
	p.undo.Hidden = takeBack == nil
	p.undo.Refresh()
	p.box.resize(importSize)
}
