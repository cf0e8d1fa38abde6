package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// noticeStore is what one public notice asks the store for.
type noticeStore interface {
	keyring.Holder
	Notice(ctx context.Context, id model.ID) (model.Notice, error)
	WithdrawNotice(ctx context.Context, id model.ID, reason string) error
	Object(ctx context.Context, line model.ID, objection string) error
	IssueProofs(ctx context.Context, notice model.ID, members []model.ID, remark string, signer model.Signer) ([]model.Certificate, []string, error)
}

// noticeDialog is one public notice: whom it shows, objections, and the proofs
// that follow from it.
type noticeDialog struct {
	desk  *desk
	room  *volunteers
	store noticeStore
	id    model.ID

	notice   model.Notice
	table    *widgets.DataTable[model.NoticeLine]
	head     *widgets.Wrapped
	issue    *widgets.Button
	object   *widgets.Button
	withdraw *widgets.Button
	print    *widgets.Button
	box      *dialogBox
}

func openNotice(d *desk, room *volunteers, id model.ID) *noticeDialog {
	n := &noticeDialog{desk: d, room: room, store: d.store, id: id, head: widgets.NewWrapped("", 900)}
	n.table = widgets.NewListTable([]widgets.Column[model.NoticeLine]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 1, Cell: func(l model.NoticeLine) widgets.Cell { return widgets.Plain(model.SpacedName(l.Name)) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 7, Grow: 1, Cell: func(l model.NoticeLine) widgets.Cell { return widgets.Muted(l.Branch) }},
		{ID: "times", Title: lang.L("Times"), Chars: 3, Cell: func(l model.NoticeLine) widgets.Cell { return widgets.Plain(strconv.Itoa(l.Times)) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 4, Cell: func(l model.NoticeLine) widgets.Cell { return widgets.Strong(model.Hours(l.Minutes)) }},
		{ID: "late", Title: lang.L("of them late"), Chars: 4.5, Cell: func(l model.NoticeLine) widgets.Cell { return widgets.Muted(model.Hours(l.Late)) }},
		{ID: "state", Title: lang.L("Proof"), Chars: 11, Grow: 2, Cell: noticeLineState},
	}, func(l model.NoticeLine) string { return string(l.ID) }, func() []model.NoticeLine { return n.notice.Lines }, nil)
	n.table.Checks = true
	n.table.OnChecked = func(int) { n.showButtons() }
	n.table.OnSelected = func(model.NoticeLine) { n.showButtons() }
	n.issue = widgets.NewPrimary("", n.onIssue)
	n.object = widgets.NewButton(lang.L("Objection…"), n.onObject)
	n.withdraw = widgets.NewButton(lang.L("Withdraw…"), n.onWithdraw)
	n.print = widgets.NewButton(lang.L("Print the notice"), func() { d.print(nil, printing.Job{Kind: printing.PublicNotice, ID: id}) })
	n.box = d.openDialog(dialogSpec{
		title: lang.L("Public notice of hours"), size: fyne.NewSize(960, 620),
		content: container.NewBorder(widgets.Down(8, n.head, widgets.Spacer(0, 0)), nil, nil, nil, n.table),
		left:    []fyne.CanvasObject{n.withdraw, n.object, n.print},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { n.box.close() }), n.issue},
	})
	n.load()
	return n
}

func noticeLineState(l model.NoticeLine) widgets.Cell {
	switch {
	case l.Proof != "":
		return widgets.Mark(l.Proof, widgets.Good)
	case l.Objection != "":
		return widgets.Mark(lang.L("Objection: {{.Text}}", map[string]any{"Text": l.Objection}), widgets.Red)
	}
	return widgets.Muted("—")
}

func (n *noticeDialog) load() {
	var notice model.Notice
	n.desk.run(func(ctx context.Context) (err error) {
		notice, err = n.store.Notice(ctx, n.id)
		return err
	}, func(err error) {
		if err != nil {
			n.box.close()
			n.desk.fail(err, nil)
			return
		}
		n.notice = notice
		today := n.desk.today()
		text := punctuated(lang.L("Hangs {{.From}} to {{.To}}, {{.Days}} days", map[string]any{
			"From": notice.Starts.Chinese(), "To": notice.Ends.Chinese(), "Days": notice.Days(),
		}), notice.State(today), notice.Place)
		if refusal := notice.Refusal(today); refusal != nil {
			text = punctuated(text, errorText(refusal))
		}
		n.head.SetText(text)
		n.table.Reload()
		n.showButtons()
	})
}

// chosen are the lines that are ticked, else the selected one.
func (n *noticeDialog) chosen() []model.NoticeLine {
	list := n.table.Checked()
	if row, ok := n.table.Selected(); ok && len(list) == 0 {
		list = append(list, row)
	}
	return list
}

func (n *noticeDialog) showButtons() {
	chosen := n.chosen()
	n.issue.SetText(lang.L("Issue and print {{.N}} proofs", map[string]any{"N": len(chosen)}))
	enable(n.issue, len(chosen) > 0 && n.notice.Refusal(n.desk.today()) == nil)
	enable(n.object, len(chosen) == 1 && n.notice.Withdrawn == "")
	enable(n.withdraw, n.notice.Withdrawn == "")
	enable(n.print, n.notice.Withdrawn == "")
}

// onIssue asks what else the proofs say, then enters and prints them.
func (n *noticeDialog) onIssue() {
	members := make([]model.ID, 0, len(n.chosen()))
	for _, l := range n.chosen() {
		members = append(members, l.Member)
	}
	askText(n.desk, textQuestion{
		title: lang.L("Issue proofs of service"), label: lang.L("Other remarks (may be left empty)"), field: "Remark", ok: lang.L("Issue and print"),
		said: lang.L("{{.N}} proofs get numbers of the register, signed by this centre. Who has one of this notice already keeps its number.", map[string]any{"N": len(members)}),
	}, func(ctx context.Context, remark string) (func(), error) {
		keys, err := keyring.Open(ctx, n.store)
		if err != nil {
			return nil, err
		}
		issued, refusals, err := n.store.IssueProofs(ctx, n.id, members, strings.TrimSpace(remark), keys)
		return func() { n.printIssued(issued, refusals) }, err
	})
}

// printIssued prints what was entered and says who got none.
func (n *noticeDialog) printIssued(issued []model.Certificate, refusals []string) {
	n.table.ClearChecks()
	n.load()
	n.desk.changed()
	if len(refusals) > 0 {
		n.desk.tell(lang.L("Some got no proof"), strings.Join(refusals, "\n"))
	}
	var ids []model.ID
	again := 0
	for _, c := range issued {
		ids = append(ids, c.ID)
		if c.Prints > 0 {
			again++
		}
	}
	if len(ids) > 0 {
		confirmReprint(n.desk, again, func() { n.desk.print(n.desk.changed, printing.Job{Kind: printing.ServiceProof, IDs: ids}) })
	}
}

// onObject notes an objection to the selected line, or takes it back.
func (n *noticeDialog) onObject() {
	chosen := n.chosen()
	if len(chosen) != 1 {
		return
	}
	askText(n.desk, textQuestion{
		title: lang.L("Objection to {{.Name}}", map[string]any{"Name": chosen[0].Name}), label: lang.L("Objection (empty takes it back)"), field: "Objection",
		ok: lang.L("Save"), text: chosen[0].Objection, said: lang.L("Whoever is objected to gets no proof from this notice."),
	}, func(ctx context.Context, text string) (func(), error) {
		return n.load, n.store.Object(ctx, chosen[0].ID, text)
	})
}

// onWithdraw asks why and takes the notice down.
func (n *noticeDialog) onWithdraw() {
	if err := model.CheckWithdrawal(n.notice.Proofs()); err != nil {
		n.desk.tell(lang.L("Withdraw the notice"), errorText(err))
		return
	}
	askText(n.desk, textQuestion{
		title: lang.L("Withdraw the notice"), label: lang.L("Why it is withdrawn"), field: "Reason", ok: lang.L("Withdraw it"),
		said: lang.L("No further proof follows from a withdrawn notice. It stays in the list."),
	}, func(ctx context.Context, text string) (func(), error) {
		return func() {
			n.load()
			n.desk.changed()
		}, n.store.WithdrawNotice(ctx, n.id, text)
	})
}

// textQuestion is a dialog that asks for one text.
type textQuestion struct {
	title, said, label, field, text, ok string
}

// askText asks for a text and does something with it on the runner; what do
// returns is called afterwards, when the dialog is closed.
func askText(d *desk, q textQuestion, do func(ctx context.Context, text string) (func(), error)) {
	form, entry := widgets.NewForm(1), widgets.NewEntry()
	entry.SetText(q.text)
	form.Add(q.field, q.label, entry)
	var box *dialogBox
	busy := false
	save := func() {
		if busy {
			return
		}
		busy = true
		form.ClearErrors()
		text := entry.Text
		var then func()
		d.run(func(ctx context.Context) (err error) {
			then, err = do(ctx, text)
			return err
		}, func(err error) {
			busy = false
			if err != nil {
				d.failForm(form, err, nil)
				return
			}
			box.close()
			d.say(lang.L("Saved"))
			then()
		})
	}
	form.OnLast = save
	box = d.openDialog(dialogSpec{
		title: q.title, content: widgets.Down(12, paragraph(q.said), form), size: fyne.NewSize(460, 0), onSave: save,
		dirty:   func() bool { return entry.Text != q.text },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(q.ok, save)},
	})
	form.Focus(q.field)
}
