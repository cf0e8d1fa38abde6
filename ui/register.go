package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// registerStore is what the register asks the store for.
type registerStore interface {
	VoidCertificate(ctx context.Context, id model.ID, reason string) error
}

// register lists certificates by number, prints chosen ones again and voids
// wrong ones.
type register struct {
	desk  *desk
	store registerStore

	kind    model.CertificateKind // of the rows
	rows    []certificateLine
	table   *widgets.DataTable[certificateLine]
	count   *widgets.Text
	again   *widgets.Button
	void    *widgets.Button
	whole   *widgets.MenuButton
	voiding *voidForm // last opened
	content fyne.CanvasObject
}

// certificateLine is a certificate as the register shows it.
type certificateLine struct {
	id                                                   model.ID
	number, name, issued, hours, period, state, printing string
	tone                                                 widgets.Tone
	certificate                                          model.Certificate
}

func newRegister(d *desk, empty string) *register {
	r := &register{desk: d, store: d.store, kind: model.Completion, count: widgets.NewMuted("")}
	r.table = widgets.NewListTable(registerColumns(model.Completion), func(c certificateLine) string { return string(c.id) }, func() []certificateLine { return r.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), empty, nil))
	r.table.Checks = true
	r.table.OnSelected = func(certificateLine) { r.showButtons() }
	r.table.OnChecked = func(int) { r.showButtons() }
	r.again = widgets.NewButton(lang.L("Print the chosen"), r.onPrint)
	r.void = widgets.NewButton(lang.L("Void"), r.onVoid)
	r.whole = widgets.NewMenuButton(lang.L("The register"), r.wholeItems)
	foot := container.NewHBox(r.count, layout.NewSpacer(), widgets.Across(8, r.whole, r.void, r.again))
	r.content = container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, r.table)
	r.showButtons()
	return r
}

// registerColumns are those of a kind: an honour has its name where the others
// have hours of a period.
func registerColumns(kind model.CertificateKind) []widgets.Column[certificateLine] {
	columns := []widgets.Column[certificateLine]{
		{ID: "number", Title: lang.L("Number"), Chars: 12, Cell: func(c certificateLine) widgets.Cell { return widgets.Plain(c.number) }},
		{ID: "name", Title: lang.L("Name of person"), Chars: 5, Grow: 1, Cell: func(c certificateLine) widgets.Cell { return widgets.Plain(c.name) }},
		{ID: "issued", Title: lang.L("Issued"), Chars: 5.5, Cell: func(c certificateLine) widgets.Cell { return widgets.Plain(c.issued) }},
		{ID: "period", Title: lang.L("Period"), Chars: 12, Optional: true, Cell: func(c certificateLine) widgets.Cell { return widgets.Muted(c.period) }},
		{ID: "state", Title: lang.L("State"), Chars: 5, Grow: 1, Cell: func(c certificateLine) widgets.Cell { return widgets.Mark(c.state, c.tone) }},
		{ID: "prints", Title: lang.L("Prints"), Chars: 4, Cell: func(c certificateLine) widgets.Cell { return widgets.Muted(c.printing) }},
	}
	if kind == model.HonourAward {
		columns[3].Title = lang.L("Honour")
		return columns
	}
	return slices.Insert(columns, 4, widgets.Column[certificateLine]{
		ID: "hours", Title: lang.L("Hours"), Chars: 2.5, Cell: func(c certificateLine) widgets.Cell { return widgets.Plain(c.hours) },
	})
}

// show lists certificates, the newest number first.
func (r *register) show(list []model.Certificate) {
	r.rows = make([]certificateLine, 0, len(list))
	valid := 0
	if len(list) > 0 && list[0].Kind != r.kind {
		r.kind = list[0].Kind
		r.table.SetColumns(registerColumns(r.kind))
	}
	for i := len(list) - 1; i >= 0; i-- {
		c := list[i]
		line := certificateLine{
			id: c.ID, number: c.Number, name: certifiedName(c), issued: c.Issued.String(), hours: model.WholeHours(c.Minutes),
			period: c.From.String() + "–" + c.To.String(), state: lang.L("valid"), tone: widgets.Good, certificate: c,
		}
		if c.Kind == model.HonourAward {
			line.period = c.Title
		}
		switch {
		case c.Void:
			line.state, line.tone = lang.L("void: {{.Reason}}", map[string]any{"Reason": c.VoidReason}), widgets.Red
		default:
			valid++
		}
		switch c.Prints {
		case 0:
			line.printing = lang.L("not yet")
		case 1:
			line.printing = lang.L("printed once")
		default:
			line.printing = lang.L("{{.N}} printings", map[string]any{"N": c.Prints})
		}
		r.rows = append(r.rows, line)
	}
	r.count.SetText(lang.L("{{.Valid}} valid, {{.Void}} void", map[string]any{"Valid": valid, "Void": len(list) - valid}))
	r.table.ClearChecks()
	r.table.Reload()
	r.showButtons()
}

// chosen are the ticked certificates, else the selected one.
func (r *register) chosen() []model.Certificate {
	var list []model.Certificate
	for _, row := range r.table.Checked() {
		list = append(list, row.certificate)
	}
	if row, ok := r.table.Selected(); ok && len(list) == 0 {
		list = append(list, row.certificate)
	}
	return list
}

func (r *register) showButtons() {
	chosen := r.chosen()
	valid := 0
	for _, c := range chosen {
		if !c.Void {
			valid++
		}
	}
	able(&r.whole.Button, len(r.rows) > 0)
	enable(r.again, valid > 0 && valid == len(chosen))
	enable(r.void, len(chosen) == 1 && valid == 1)
}

// onPrint prints the chosen certificates into one file; those printed before
// say 补发.
func (r *register) onPrint() {
	chosen := r.chosen()
	if len(chosen) == 0 {
		return
	}
	again := 0
	var ids []model.ID
	for _, c := range chosen {
		ids = append(ids, c.ID)
		if c.Prints > 0 {
			again++
		}
	}
	job := printing.Job{Kind: printing.Volunteer, IDs: ids}
	switch chosen[0].Kind {
	case model.ServiceProof:
		job.Kind = printing.ServiceProof
	case model.HonourAward:
		job.Kind = printing.Honour
	}
	if chosen[0].Kind == model.Completion {
		job = printing.Job{Kind: printing.Completion, ID: chosen[0].Programme, IDs: ids}
	}
	confirmReprint(r.desk, again, func() { r.desk.print(r.desk.changed, job) })
}

// wholeItems print all that is listed, with room to sign for it, or write it as
// a spreadsheet.
func (r *register) wholeItems() []*fyne.MenuItem {
	if len(r.rows) == 0 {
		return nil
	}
	first := r.rows[0].certificate
	job := printing.Job{Kind: printing.Register, Of: r.kind, ID: first.Programme, Month: model.Date{Year: first.Year}}
	for _, row := range r.rows {
		job.IDs = append(job.IDs, row.id)
		if row.certificate.Year != first.Year || first.Programme != "" {
			job.Month = model.Date{}
		}
	}
	sheet := job
	sheet.Spreadsheet = true
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Print the register"), func() { r.desk.print(nil, job) }),
		fyne.NewMenuItem(lang.L("The register as .xlsx"), func() { r.desk.print(nil, sheet) }),
	}
}

// confirmReprint makes sure that 补发 on certificates is wanted.
func confirmReprint(d *desk, again int, do func()) {
	if again == 0 {
		do()
		return
	}
	n := map[string]any{"N": again}
	d.ask(lang.L("Print again?"), lang.L("{{.N}} certificates were printed before. They keep their numbers and will say “补发”.", n), lang.L("Print"), do)
}

// onVoid asks for the reason and voids the chosen certificate.
func (r *register) onVoid() {
	if chosen := r.chosen(); len(chosen) == 1 && !chosen[0].Void {
		r.voiding = openVoid(r.desk, r.store, chosen[0])
	}
}

// voidForm asks why a certificate is void.
type voidForm struct {
	desk        *desk
	store       registerStore
	certificate model.Certificate
	form        *widgets.Form
	reason      *widgets.Entry
	ok          *widgets.Button
	box         *dialogBox
}

func openVoid(d *desk, st registerStore, c model.Certificate) *voidForm {
	f := &voidForm{desk: d, store: st, certificate: c, form: widgets.NewForm(1), reason: widgets.NewEntry()}
	f.form.Add("VoidReason", lang.L("Why it is void"), f.reason)
	f.form.OnLast = f.onVoid
	f.ok = widgets.NewPrimary(lang.L("Void it"), f.onVoid)
	text := widgets.NewWrapped(lang.L("{{.Number}}, {{.Name}}. A void certificate stays in the register; its number is not used again. A new one can be issued afterwards.",
		map[string]any{"Number": c.Number, "Name": c.Name}), 30*theme.TextSize())
	f.box = d.openDialog(dialogSpec{
		title: lang.L("Void the certificate"), content: widgets.Down(12, text, f.form),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.ok},
		size:    fyne.NewSize(32*theme.TextSize(), 0), onSave: f.onVoid,
		dirty: func() bool { return strings.TrimSpace(f.reason.Text) != "" },
	})
	f.form.Focus("VoidReason")
	return f
}

func (f *voidForm) onVoid() {
	reason := f.reason.Text
	f.form.ClearErrors()
	f.ok.Disable()
	f.desk.run(func(ctx context.Context) error { return f.store.VoidCertificate(ctx, f.certificate.ID, reason) }, func(err error) {
		f.ok.Enable()
		if err != nil {
			f.desk.failForm(f.form, err, f.onVoid)
			return
		}
		f.box.close()
		f.desk.say(lang.L("Voided {{.Number}}", map[string]any{"Number": f.certificate.Number}))
		f.desk.changed()
	})
}
