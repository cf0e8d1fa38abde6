package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/ui/widgets"
)

// arriving are the tabs 接收, packages that were found on sticks and in folders
// and what each would change, and 接收记录, those that were taken in before.
type arriving struct {
	page *exchangePage

	found   []arrival
	table   *widgets.DataTable[arrival]
	detail  *widgets.Wrapped
	approve *widgets.Button
	leave   *widgets.Button
	take    *widgets.Button
	rows    []packageLine
	history *widgets.DataTable[packageLine]
	undo    *widgets.Button
	count   *widgets.Text
	content fyne.CanvasObject
	past    fyne.CanvasObject
}

// arrival is a package that was looked into, or why it cannot be.
type arrival struct {
	file     string
	diff     model.PackageDiff
	approved bool
	err      error
	done     bool // was taken in
	left     bool // somebody here does not want it
}

func newArriving(p *exchangePage) *arriving {
	a := &arriving{page: p, detail: widgets.NewWrapped("", 380), count: widgets.NewMuted("")}
	look := widgets.NewPrimary(lang.L("Look on the sticks"), a.onSticks)
	folder := widgets.NewButton(lang.L("Choose a folder…"), func() { p.desk.chooseFolder(func(folder string) { a.look([]string{folder}) }) })
	file := widgets.NewButton(lang.L("Choose packages…"), func() {
		p.desk.chooseFiles(lang.L("Choose packages"), []string{exchange.Extension}, a.look)
	})
	a.table = widgets.NewListTable(a.columns(), func(r arrival) string { return r.file }, func() []arrival { return a.found },
		widgets.NewEmptyState(theme.DownloadIcon(), lang.L("Put the stick in and press “Look on the sticks”. Nothing is taken in before you have seen it."), nil))
	a.table.OnSelected = a.onSelected
	a.take = widgets.NewPrimary(lang.L("Take in"), a.onTake)
	a.leave = widgets.NewButton(lang.L("Leave this one out"), a.onLeave)
	a.approve = widgets.NewButton(lang.L("Register this office…"), a.onApprove)
	a.history = widgets.NewListTable(packageColumns(true), func(l packageLine) string { return string(l.id) }, func() []packageLine { return a.rows },
		widgets.NewEmptyState(theme.HistoryIcon(), lang.L("No package was taken in yet."), nil))
	a.undo = widgets.NewButton(lang.L("Undo the last package of this office"), a.onUndo)
	a.history.OnSelected = func(packageLine) { a.undo.Enable() }
	a.undo.Disable()
	a.count.Shrink = true
	head := container.NewBorder(nil, nil, widgets.Across(8, look, folder, file), nil, widgets.Inset(10, 0, a.count))
	side := container.NewBorder(nil, widgets.Down(8, a.approve, a.leave, a.take), nil, nil, container.NewVScroll(a.detail))
	both := widgets.Shares(widgets.Gap, []float32{1.7, 1}, a.table, side)
	a.content = widgets.NewCard("", widgets.Frame(widgets.Down(0, head, widgets.Spacer(0, 8)), nil, nil, nil, both))
	a.past = widgets.NewCard(lang.L("Taken in so far"), a.history, a.undo)
	a.onSelected(arrival{})
	return a
}

func (a *arriving) columns() []widgets.Column[arrival] {
	return []widgets.Column[arrival]{
		{ID: "office", Title: lang.L("Office"), Chars: 7, Grow: 2, Cell: func(r arrival) widgets.Cell {
			if r.err != nil {
				return widgets.Muted(filepath.Base(r.file))
			}
			return widgets.Strong(r.diff.Sender.Name)
		}},
		{ID: "number", Title: lang.L("Sequence"), Chars: 3, Cell: func(r arrival) widgets.Cell { return widgets.Plain(sequenceText(r)) }},
		{ID: "made", Title: lang.L("Day"), Chars: 6, Cell: func(r arrival) widgets.Cell {
			if r.err != nil {
				return widgets.Plain("")
			}
			return widgets.Plain(model.DateOf(r.diff.Package.Made.In(a.page.desk.now().Location())).String())
		}},
		{ID: "changes", Title: lang.L("Changes in it"), Chars: 8, Grow: 1, Cell: func(r arrival) widgets.Cell { return widgets.Muted(changesText(r)) }},
		{ID: "state", Title: lang.L("State"), Chars: 7, Grow: 1, Cell: func(r arrival) widgets.Cell { text, tone := arrivalState(r); return widgets.Mark(text, tone) }},
	}
}

func sequenceText(r arrival) string {
	if r.err != nil {
		return ""
	}
	return fmt.Sprint(r.diff.Package.Sequence)
}

// changesText sums up what a package changes.
func changesText(r arrival) string {
	if r.err != nil || !r.approved {
		return ""
	}
	switch h := r.diff.Coming; {
	case h != nil:
		return lang.L("{{.Name}} comes over", map[string]any{"Name": h.Member.Name})
	case r.diff.Package.Kind == model.HandoverPackage:
		return r.diff.Package.Kind.Chinese()
	}
	sum := r.diff.Sum()
	return lang.L("{{.New}} new, {{.Changed}} changed, {{.Removed}} removed",
		map[string]any{"New": grouped(sum.New), "Changed": grouped(sum.Changed), "Removed": grouped(sum.Removed)})
}

// arrivalState says what can be done with a package.
func arrivalState(r arrival) (string, widgets.Tone) {
	switch {
	case r.err != nil:
		return lang.L("refused"), widgets.Red
	case r.done:
		return lang.L("taken in"), widgets.Good
	case !r.approved:
		return lang.L("unknown office"), widgets.Warn
	case r.diff.Repeated:
		return lang.L("taken in before"), widgets.Neutral
	case r.diff.Older:
		return lang.L("older than what is here"), widgets.Neutral
	case r.left:
		return lang.L("not wanted here"), widgets.Neutral
	case r.diff.Sum().Doubtful > 0:
		return lang.L("look closely"), widgets.Warn
	}
	return lang.L("can be taken in"), widgets.Info
}

// takeable reports whether a package can be taken in.
func (r arrival) takeable() bool { return r.err == nil && r.approved && !r.done && !r.diff.Repeated }

// ready reports whether a package is taken in with the others.
func (r arrival) ready() bool { return r.takeable() && !r.left }

// onSticks looks at all sticks.
func (a *arriving) onSticks() {
	var paths []string
	a.page.desk.run(func(context.Context) error {
		for _, k := range exchange.Sticks() {
			paths = append(paths, k.Path)
		}
		return nil
	}, func(error) {
		if len(paths) == 0 {
			a.page.desk.tell(lang.L("No stick"), lang.L("No stick is in this computer. Put one in, or choose the folder with the packages."))
			return
		}
		a.look(paths)
	})
}

// look opens all packages among paths, in order; nothing is changed.
func (a *arriving) look(paths []string) {
	d := a.page.desk
	var found []arrival
	d.long(lang.L("Looking into the packages"), func(ctx context.Context, tell progress) error {
		files, err := exchange.Find(paths)
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return &model.Error{Code: model.NotFound, Message: lang.L("There is no package (.jishi) here.")}
		}
		reader, err := a.reader(ctx)
		if err != nil {
			return err
		}
		for i, file := range files {
			one := arrival{file: file}
			one.diff, one.approved, one.err = reader.Inspect(ctx, a.page.store, file)
			if err := ctx.Err(); err != nil {
				return err
			}
			found = append(found, one)
			tell(i+1, len(files))
		}
		return nil
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		a.found = found
		a.showFound()
	})
}

func (a *arriving) reader(ctx context.Context) (exchange.Reader, error) {
	keys, err := keyring.Open(ctx, a.page.store)
	if err != nil {
		return exchange.Reader{}, err
	}
	return exchange.NewReader(ctx, keys, a.page.store)
}

func (a *arriving) showFound() {
	a.table.Reload()
	a.table.SelectRow(0)
	a.showCount()
	a.showTake()
}

func (a *arriving) showCount() {
	ready := len(a.ready())
	a.count.SetText(lang.L("{{.N}} packages found, {{.Ready}} can be taken in", map[string]any{"N": len(a.found), "Ready": ready}))
}

// ready are the packages that can be taken in.
func (a *arriving) ready() []int {
	var list []int
	for i, r := range a.found {
		if r.ready() {
			list = append(list, i)
		}
	}
	return list
}

func (a *arriving) showTake() {
	n := len(a.ready())
	a.take.SetText(lang.L("Take in {{.N}} packages", map[string]any{"N": n}))
	enable(a.take, n > 0)
}

// onSelected says beside the list what a package holds.
func (a *arriving) onSelected(r arrival) {
	a.detail.SetText(arrivalDetail(r))
	a.approve.Hidden = r.file == "" || r.err != nil || r.approved
	a.approve.Refresh()
	a.leave.Hidden = r.file == "" || !r.takeable()
	a.leave.SetText(lang.L("Leave this one out"))
	if r.left {
		a.leave.SetText(lang.L("Take this one in after all"))
	}
	a.leave.Refresh()
	a.showTake()
}

// onLeave lets the chosen package be left out when the others are taken in, or
// not.
func (a *arriving) onLeave() {
	chosen, ok := a.table.Selected()
	if !ok {
		return
	}
	for i := range a.found {
		if r := &a.found[i]; r.file == chosen.file && r.takeable() {
			r.left = !r.left
			a.table.Reload()
			a.onSelected(*r)
		}
	}
	a.showCount()
}

// onApprove registers the sender of the chosen package.
func (a *arriving) onApprove() {
	r, ok := a.table.Selected()
	if !ok || r.err != nil {
		return
	}
	a.page.pairing = openPairing(a.page.desk, a.page.store, newcomer{r.diff.Sender, a.page.facts.offices}, func() {
		var files []string
		for _, f := range a.found {
			files = append(files, f.file)
		}
		a.look(files)
	})
}

// onTake takes in all that can be, after asking where people come from another
// centre.
func (a *arriving) onTake() {
	var names []string
	for _, at := range a.ready() {
		if h := a.found[at].diff.Coming; h != nil {
			names = append(names, h.Member.Name)
		}
	}
	if len(names) == 0 {
		a.takeIn()
		return
	}
	a.page.desk.ask(lang.L("Take these people over?"), lang.L("{{.Names}}: from now on this centre keeps their records. What they did before can be read on their page and is not counted here. Nobody is merged with somebody on the register.",
		map[string]any{"Names": strings.Join(names, "、")}), lang.L("Take them over"), a.takeIn)
}

// takeIn takes each package in by itself: one that fails keeps none of the
// others away.
func (a *arriving) takeIn() {
	d := a.page.desk
	ready := a.ready()
	found := append([]arrival{}, a.found...)
	d.long(lang.L("Taking the packages in"), func(ctx context.Context, tell progress) error {
		reader, err := a.reader(ctx)
		if err != nil {
			return err
		}
		for i, at := range ready {
			diff, err := reader.Receive(ctx, a.page.store, found[at].file)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if found[at].done, found[at].err = err == nil, err; err == nil {
				found[at].diff.Withdrawn = diff.Withdrawn
			}
			tell(i+1, len(ready))
		}
		return nil
	}, func(err error) {
		a.found = found
		d.changed()
		a.showFound()
		if err != nil && !errors.Is(err, context.Canceled) {
			d.fail(err, nil)
			return
		}
		n := 0
		for _, at := range ready {
			if found[at].done {
				n++
			}
		}
		d.say(lang.L("{{.N}} packages taken in", map[string]any{"N": n}))
		a.afterHandovers(found, ready)
	})
}

// showHistory brings the packages taken in before up to date.
func (a *arriving) showHistory() {
	a.rows = a.page.packageLines(false)
	a.history.Reload()
	a.undo.Disable()
}

// onUndo takes the last package of the chosen office out again.
func (a *arriving) onUndo() {
	l, ok := a.history.Selected()
	if !ok {
		return
	}
	d := a.page.desk
	var office model.ID
	var kind model.PackageKind
	for _, k := range a.page.facts.packages {
		if k.ID == l.id {
			office, kind = k.Office, k.Kind
		}
	}
	text := lang.L("What is here of {{.Name}} becomes what it was before its last package.", map[string]any{"Name": l.office})
	if kind == model.HandoverPackage {
		text = lang.L("Who came last from {{.Name}} leaves the register again. Tell that centre, so that it takes the handover back.", map[string]any{"Name": l.office})
	}
	d.ask(lang.L("Undo the last package?"), text, lang.L("Undo"), func() {
		var undone model.UndonePackage
		d.long(lang.L("Undoing the package"), func(ctx context.Context, _ progress) (err error) {
			undone, err = a.page.store.UndoReceive(ctx, office)
			return err
		}, func(err error) {
			if err != nil {
				d.fail(err, nil)
				return
			}
			said := lang.L("Package {{.N}} of {{.Name}} was undone", map[string]any{"N": undone.Sequence, "Name": l.office})
			d.say(said)
			d.changed()
			if undone.Named > 0 {
				d.tell(said, namedText(undone.Named))
			}
		})
	})
}
