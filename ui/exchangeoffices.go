package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// officeList is the tab 单位与密钥: this office's own file and keys, and the
// offices that packages are exchanged with.
type officeList struct {
	page *exchangePage

	own      *widgets.Text
	print    *widgets.Text
	table    *widgets.DataTable[model.KnownOffice]
	again    *widgets.Button // rebuilds the chosen centre
	district *widgets.Button // settles to which street a centre belongs
	fresh    *keysRenewed
	content  fyne.CanvasObject

	rebuild *rebuilding // last opened
	belong  *belonging
}

func newOfficeList(p *exchangePage) *officeList {
	l := &officeList{page: p, own: widgets.NewBold(""), print: widgets.NewText("")}
	l.own.Shrink, l.print.Shrink = true, true
	l.table = widgets.NewListTable(l.columns(), func(o model.KnownOffice) string { return string(o.ID) }, func() []model.KnownOffice { return p.facts.offices },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("No office is registered yet. Take its office file from a stick and compare the fingerprint by phone."),
			widgets.NewButton(lang.L("Register an office…"), l.onAdd)))
	add := widgets.NewPrimary(lang.L("Register an office…"), l.onAdd)
	l.again = widgets.NewButton(lang.L("Rebuild a lost computer…"), l.onRebuild)
	l.again.Disable()
	belong := widgets.NewButton(lang.L("To which street…"), l.onBelonging)
	l.again.Hidden, belong.Hidden = !p.store.Receives(), true
	l.table.OnSelected = func(o model.KnownOffice) { enable(l.again, o.Kind == model.CentreOf && o.LastSequence > 0) }
	known := widgets.NewCard(lang.L("Offices that packages are exchanged with"), l.table, widgets.Across(8, belong, l.again, add))
	l.district = belong
	line := func(text string) fyne.CanvasObject {
		w := widgets.NewWrapped(text, 330)
		w.ColorName = widgets.ColorMuted
		return w
	}
	own := widgets.NewCard(lang.L("This office's keys"), widgets.Down(8, l.own,
		widgets.NewMuted(lang.L("Fingerprint, to be read out by phone")), l.print,
		line(lang.L("The office file is for the other office. Nothing in it is secret.")), container.NewHBox(widgets.NewButton(lang.L("Save the office file…"), l.onSave)),
		line(lang.L("The recovery sheet brings the keys back when this computer is lost. Print it and lock it away: who has it can read what is sent to this office.")),
		container.NewHBox(widgets.Across(8, widgets.NewButton(lang.L("Print the recovery sheet"), l.onRecovery), widgets.NewButton(lang.L("Bring keys back…"), l.onRestore)))))
	l.fresh = newKeysRenewed(p)
	l.content = widgets.Frame(l.fresh.content, nil, nil, nil, widgets.Shares(widgets.Gap, []float32{1.9, 1}, known, widgets.Frame(own, nil, nil, nil, nil)))
	return l
}

func (l *officeList) columns() []widgets.Column[model.KnownOffice] {
	return []widgets.Column[model.KnownOffice]{
		{ID: "name", Title: lang.L("Name of the office"), Chars: 8, Grow: 2, Cell: func(o model.KnownOffice) widgets.Cell { return widgets.Strong(o.Name) }},
		{ID: "kind", Title: lang.L("Kind of office"), Chars: 3, Cell: func(o model.KnownOffice) widgets.Cell { return widgets.Muted(o.Kind.Chinese()) }},
		{ID: "code", Title: lang.L("Statistics code"), Chars: 7, Optional: true, Cell: func(o model.KnownOffice) widgets.Cell { return widgets.Muted(o.Code) }},
		{ID: "print", Title: lang.L("Fingerprint"), Chars: 8, Grow: 2, Cell: func(o model.KnownOffice) widgets.Cell { return widgets.Muted(o.Fingerprint()) }},
		{ID: "last", Title: lang.L("Last package"), Chars: 4, Cell: func(o model.KnownOffice) widgets.Cell {
			if o.LastSequence == 0 {
				return widgets.Muted("—")
			}
			return widgets.Plain(lang.L("no. {{.N}}", map[string]any{"N": o.LastSequence}))
		}},
	}
}

func (l *officeList) show() {
	f := l.page.facts
	l.own.SetText(f.self.Name)
	l.print.SetText("—")
	if f.keysErr == nil {
		l.print.SetText(f.self.Fingerprint())
	}
	l.fresh.show()
	l.table.Reload()
	l.again.Disable()
	l.district.Hidden = f.self.Kind != model.District
	l.content.Refresh()
}

// onAdd reads an office file and asks whether its fingerprint is right.
func (l *officeList) onAdd() {
	chooseOffice(l.page.desk, func(office model.Office) {
		l.page.pairing = openPairing(l.page.desk, l.page.store, newcomer{office, l.page.facts.offices}, nil)
	})
}

// chooseOffice reads the office file that somebody chooses.
func chooseOffice(d *desk, chosen func(model.Office)) {
	d.chooseFile([]string{keyring.PublicExtension}, func(path string) {
		var office model.Office
		d.run(func(context.Context) (err error) {
			file, err := os.Open(path)
			if err != nil {
				return &model.Error{Code: model.NotFound, Message: lang.L("This file cannot be opened: {{.File}}", map[string]any{"File": path}), Err: err}
			}
			defer func() { err = errors.Join(err, file.Close()) }()
			office, err = keyring.ReadPublic(file)
			return err
		}, func(err error) {
			if err != nil {
				d.fail(err, nil)
				return
			}
			chosen(office)
		})
	})
}

// approvingStore keeps which offices are known.
type approvingStore interface {
	keyring.Holder
	Approve(ctx context.Context, o model.Office) error
}

// pairing asks for the fingerprint that the other office reads out. Typing its
// digits, not ticking a box, makes sure that somebody called.
type pairing struct {
	desk   *desk
	store  approvingStore
	office model.Office
	form   *widgets.Form
	print  *widgets.Entry
	ok     *widgets.Button
	box    *dialogBox
	then   func()
}

func openPairing(d *desk, st approvingStore, office newcomer, then func()) *pairing {
	q := &pairing{desk: d, store: st, office: office.Office, form: widgets.NewForm(1), print: widgets.NewEntry(), then: then}
	q.form.Add("Fingerprint", lang.L("The fingerprint that they read out (8 groups of 4 digits)"), q.print)
	q.form.OnLast = q.onOK
	q.ok = widgets.NewPrimary(lang.L("Register it"), q.onOK)
	q.box = d.openDialog(dialogSpec{
		title: lang.L("Register an office"), content: widgets.Down(12, widgets.NewWrapped(office.said(), 30*theme.TextSize()), q.form), size: fyne.NewSize(33*theme.TextSize(), 0),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { q.box.leave() }), q.ok}, onSave: q.onOK,
	})
	q.form.Focus("Fingerprint")
	return q
}

// newcomer is an office to be registered beside those that are known.
type newcomer struct {
	model.Office
	known []model.KnownOffice
}

// said is what the dialog says of the newcomer.
func (c newcomer) said() string {
	said := lang.L("{{.Kind}} {{.Name}} {{.Code}}\nCall this office, on a number that you know already, and have its fingerprint read out to you from Reporting → Offices and keys there. Type it here.",
		map[string]any{"Kind": c.Kind.Chinese(), "Name": c.Name, "Code": c.Code})
	for _, o := range c.known {
		if o.ID == c.ID && !o.SameKeys(c.Office) {
			said += "\n" + lang.L("“{{.Name}}” is registered with other keys. This file takes their place: packages under the former keys are refused from then on.",
				map[string]any{"Name": o.Name})
		}
	}
	return said
}

func (q *pairing) onOK() {
	q.form.ClearErrors()
	if !q.office.SameFingerprint(q.print.Text) {
		q.form.ShowError("Fingerprint", lang.L("This is not the fingerprint of the file. Compare once more; if it still differs, do not use this file."))
		return
	}
	q.ok.Disable()
	q.desk.run(func(ctx context.Context) error {
		// From now on that office will know this one by its keys.
		if _, err := keyring.Open(ctx, q.store); err != nil {
			return err
		}
		return q.store.Approve(ctx, q.office)
	}, func(err error) {
		q.ok.Enable()
		if err != nil {
			q.desk.failForm(q.form, err, q.onOK)
			return
		}
		q.box.close()
		q.desk.say(lang.L("Registered: {{.Name}}", map[string]any{"Name": q.office.Name}))
		q.desk.changed()
		if q.then != nil {
			q.then()
		}
	})
}

// onSave writes this office's own file into a folder.
func (l *officeList) onSave() {
	d := l.page.desk
	d.chooseFolder(func(folder string) {
		var path string
		d.run(func(ctx context.Context) error {
			self, err := l.page.store.Self(ctx)
			if err != nil {
				return err
			}
			keys, err := keyring.Open(ctx, l.page.store)
			if err != nil {
				return err
			}
			path = unused(filepath.Join(folder, printing.OfficeFileName(self)))
			return printing.WriteFile(path, func(w io.Writer) error { return keyring.WritePublic(w, self, keys) })
		}, func(err error) {
			if err != nil {
				d.fail(err, nil)
				return
			}
			d.say(lang.L("Saved: {{.File}}", map[string]any{"File": path}))
		})
	})
}

// onRecovery prints the keys, after saying what that means.
func (l *officeList) onRecovery() {
	d := l.page.desk
	d.ask(lang.L("Print the recovery sheet?"), lang.L("Who has this paper can read what is sent to this office and sign in its name. Print it yourself and lock the paper away; the file goes when this program is closed."),
		lang.L("Print"), func() { d.print(nil, printing.Job{Kind: printing.RecoverySheet}) })
}

// onRestore brings keys back from a recovery file or from paper.
func (l *officeList) onRestore() { openRestoring(l.page) }

// restoring takes the three groups of a recovery sheet, or a recovery file.
type restoring struct {
	page                *exchangePage
	form                *widgets.Form
	identity, seed, key *widgets.Entry
	box                 *dialogBox
}

func openRestoring(p *exchangePage) *restoring {
	r := &restoring{page: p, form: widgets.NewForm(1), identity: widgets.NewEntry(), seed: widgets.NewEntry(), key: widgets.NewEntry()}
	r.form.Add("Identity", lang.L("Encryption key (AGE-SECRET-KEY-…)"), r.identity)
	r.form.Add("Seed", lang.L("Signing key, secret"), r.seed)
	r.form.Add("Key", lang.L("Signing key, public"), r.key)
	r.form.OnLast = r.onTyped
	r.box = p.desk.openDialog(dialogSpec{
		title:   lang.L("Bring keys back"),
		content: widgets.Down(10, widgets.NewWrapped(lang.L("Type what stands on the recovery sheet, or choose the recovery file. Keys that are here now are set aside, not lost."), 34*theme.TextSize()), r.form),
		size:    fyne.NewSize(38*theme.TextSize(), 0), onSave: r.onTyped,
		left:    []fyne.CanvasObject{widgets.NewButton(lang.L("Choose the recovery file…"), r.onFile)},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { r.box.leave() }), widgets.NewPrimary(lang.L("Bring back"), r.onTyped)},
	})
	r.form.Focus("Identity")
	return r
}

func (r *restoring) onTyped() {
	identity, seed, key := r.identity.Text, r.seed.Text, r.key.Text
	r.restore(func() (*keyring.Keys, error) { return keyring.FromSpelled(identity, seed, key) })
}

func (r *restoring) onFile() {
	r.page.desk.chooseFile(nil, func(path string) {
		r.restore(func() (keys *keyring.Keys, err error) {
			file, err := os.Open(path)
			if err != nil {
				return nil, &model.Error{Code: model.NotFound, Message: lang.L("This file cannot be opened: {{.File}}", map[string]any{"File": path}), Err: err}
			}
			defer func() { err = errors.Join(err, file.Close()) }()
			return keyring.ReadRecovery(file)
		})
	})
}

func (r *restoring) restore(read func() (*keyring.Keys, error)) {
	d, self := r.page.desk, r.page.facts.self
	before, noted := r.page.facts.record.Present()
	d.run(func(ctx context.Context) error {
		keys, err := read()
		if err != nil {
			return err
		}
		self = keys.Public(self)
		return keyring.Restore(ctx, r.page.store, keys, d.now())
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		r.box.close()
		d.say(lang.L("The keys are back"))
		d.changed()
		if was := before.Of(self); noted && !was.SameKeys(self) {
			d.tell(lang.L("These are other keys than before"), lang.L("Until now {{.Was}} was on record, these have {{.Is}}. Compare that with the recovery sheet. If it is not the fingerprint that the other offices have registered, bring back the right keys, or have it compared by phone.",
				map[string]any{"Was": was.Fingerprint(), "Is": self.Fingerprint()}))
		}
	})
}
