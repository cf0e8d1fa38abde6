package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// issueStore is what issuing certificates asks the store for.
type issueStore interface {
	Centre(ctx context.Context) (model.Centre, error)
	CertificateStyle(ctx context.Context) (model.CertificateStyle, error)
	HonourStyle(ctx context.Context) (model.CertificateStyle, error)
	SaveCertificateStyle(ctx context.Context, style model.CertificateStyle) error
	DueCompletions(ctx context.Context, programme model.ID, style model.CertificateStyle) ([]model.Certificate, error)
	IssueCompletions(ctx context.Context, programme model.ID, style model.CertificateStyle) ([]model.Certificate, error)
	DueHonours(ctx context.Context, honours []model.ID, style model.CertificateStyle) ([]model.Certificate, error)
	IssueHonours(ctx context.Context, honours []model.ID, style model.CertificateStyle) ([]model.Certificate, error)
}

// issuing is how the certificates of one kind are issued.
type issuing struct {
	style  func(ctx context.Context) (model.CertificateStyle, error)
	due    func(ctx context.Context, style model.CertificateStyle) ([]model.Certificate, error)
	issue  func(ctx context.Context, style model.CertificateStyle) ([]model.Certificate, error)
	proof  printing.Job
	what   widgets.Column[model.Certificate] // told of each beside number and name
	issued func([]model.Certificate)
}

// openIssue is the dialog of a programme's certificates.
func openIssue(d *desk, programme model.ID, issued func(n int)) *issueForm {
	var st issueStore = d.store
	return newIssueForm(d, issuing{
		style: st.CertificateStyle,
		due: func(ctx context.Context, style model.CertificateStyle) ([]model.Certificate, error) {
			return st.DueCompletions(ctx, programme, style)
		},
		issue: func(ctx context.Context, style model.CertificateStyle) ([]model.Certificate, error) {
			return st.IssueCompletions(ctx, programme, style)
		},
		proof: printing.Job{Kind: printing.CompletionProof, ID: programme},
		what: widgets.Column[model.Certificate]{ID: "hours", Title: lang.L("Credit hours"), Chars: 3, Cell: func(c model.Certificate) widgets.Cell {
			return widgets.Plain(model.WholeHours(c.Minutes))
		}},
		issued: func(list []model.Certificate) { issued(len(list)) },
	})
}

// openHonourIssue is the dialog of the certificates of honours.
func openHonourIssue(d *desk, honours []model.ID, issued func([]model.Certificate)) *issueForm {
	var st issueStore = d.store
	return newIssueForm(d, issuing{
		style: st.HonourStyle,
		due: func(ctx context.Context, style model.CertificateStyle) ([]model.Certificate, error) {
			return st.DueHonours(ctx, honours, style)
		},
		issue: func(ctx context.Context, style model.CertificateStyle) ([]model.Certificate, error) {
			return st.IssueHonours(ctx, honours, style)
		},
		proof: printing.Job{Kind: printing.HonourProof, IDs: honours},
		what: widgets.Column[model.Certificate]{ID: "honour", Title: lang.L("Honour"), Chars: 7, Grow: 1, Cell: func(c model.Certificate) widgets.Cell {
			return widgets.Plain(c.Title)
		}},
		issued: issued,
	})
}

// issueForm is the dialog before certificates are issued: who gets which
// number, in which design, and what they will say.
type issueForm struct {
	desk  *desk
	store issueStore
	of    issuing

	centre  string
	kind    model.CertificateKind
	was     model.CertificateStyle
	due     []model.Certificate
	form    *widgets.Form
	design  *widgets.Segments
	wording *widgets.Entry
	marks   *widgets.Wrapped // what words may hold
	sample  *widgets.Wrapped // what the first will say
	table   *widgets.DataTable[model.Certificate]
	ok      *widgets.Button
	proof   *widgets.Button
	box     *dialogBox
}

// newIssueForm loads what is due and shows it over the window.
func newIssueForm(d *desk, of issuing) *issueForm {
	f := &issueForm{desk: d, store: d.store, of: of, form: widgets.NewForm(1)}
	width := 24 * theme.TextSize()
	designs := make([]widgets.Option, model.CertificateDesigns)
	for i, name := range []string{lang.L("Red frame"), lang.L("Gold frame"), lang.L("Red band")} {
		designs[i] = widgets.Option{Value: strconv.Itoa(i + 1), Text: name}
	}
	f.design = widgets.NewSegments(designs, nil)
	f.wording = widgets.NewTextArea(4)
	f.wording.OnChanged = func(string) { f.showSample() }
	f.sample = widgets.NewWrapped("", width)
	f.sample.ColorName = widgets.ColorMuted
	f.form.Add("Design", lang.L("Look"), f.design)
	f.form.Add("Wording", lang.L("Words on the certificate"), f.wording)
	f.marks = widgets.NewWrapped("", width)
	f.marks.ColorName = widgets.ColorMuted
	f.table = widgets.NewListTable([]widgets.Column[model.Certificate]{
		{ID: "number", Title: lang.L("Number"), Chars: 11, Cell: func(c model.Certificate) widgets.Cell { return widgets.Plain(c.Number) }},
		{ID: "name", Title: lang.L("Name of person"), Chars: 5, Grow: 1, Cell: func(c model.Certificate) widgets.Cell { return widgets.Plain(certifiedName(c)) }},
		of.what,
	}, func(c model.Certificate) string { return c.Number }, func() []model.Certificate { return f.due }, nil)
	f.table.OnSelected = func(model.Certificate) { f.showSample() }
	f.proof = widgets.NewButton(lang.L("Print a proof"), f.onProof)
	f.ok = widgets.NewPrimary(lang.L("Issue"), f.onIssue)
	words := widgets.Down(8, f.form, f.marks, widgets.NewBold(lang.L("It will say")), f.sample)
	f.box = d.openDialog(dialogSpec{
		title: lang.L("Look over the certificates before they are issued"), size: fyne.NewSize(58*theme.TextSize(), 26*theme.TextSize()),
		content: widgets.Shares(widgets.Gap, []float32{1, 1}, words, f.table),
		left:    []fyne.CanvasObject{f.proof},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.ok},
		onSave:  f.onIssue, dirty: func() bool { return f.style() != f.was },
	})
	f.load()
	return f
}

func (f *issueForm) load() {
	var due []model.Certificate
	var style model.CertificateStyle
	var centre model.Centre
	f.desk.run(func(ctx context.Context) (err error) {
		if style, err = f.of.style(ctx); err != nil {
			return err
		}
		if centre, err = f.store.Centre(ctx); err != nil {
			return err
		}
		due, err = f.of.due(ctx, style)
		return err
	}, func(err error) {
		if err != nil {
			f.box.close()
			f.desk.fail(err, nil)
			return
		}
		f.due, f.centre, f.kind = due, centre.Name, style.Kind
		f.marks.SetText(lang.L("What stands in braces is filled in for each person: {{.Marks}}", map[string]any{"Marks": strings.Join(style.Marks(), " ")}))
		f.design.SetValue(strconv.Itoa(style.Design))
		f.wording.SetText(style.Wording)
		if style.Wording == "" {
			f.wording.SetText(style.Standard())
		}
		f.was = f.style()
		f.ok.SetText(lang.L("Issue {{.N}}", map[string]any{"N": len(due)}))
		f.table.Reload()
		f.showSample()
	})
}

// style is what the fields say.
func (f *issueForm) style() model.CertificateStyle {
	design, err := strconv.Atoi(f.design.Value())
	if err != nil {
		design = 1
	}
	return model.CertificateStyle{Kind: f.kind, Design: design, Wording: f.wording.Text}.Tidy()
}

// showSample words the certificate of the selected person, else of the first.
func (f *issueForm) showSample() {
	if len(f.due) == 0 {
		return
	}
	c, chosen := f.table.Selected()
	if !chosen {
		c = f.due[0]
	}
	style := f.style()
	f.form.ClearErrors()
	if err := style.Validate(); err != nil {
		f.sample.SetText("")
		f.desk.failForm(f.form, err, nil)
		return
	}
	to := c.Name + "同志："
	if c.Member == "" {
		to = c.Name + "："
	}
	f.sample.SetText(to + style.Say(c, f.centre))
}

// certifiedName is the name on a certificate, a person's spaced as lists have it.
func certifiedName(c model.Certificate) string {
	if c.Member == "" {
		return c.Name
	}
	return model.SpacedName(c.Name)
}

// checked is the style, where it can be printed; else the form says why not.
func (f *issueForm) checked() (style model.CertificateStyle, ok bool) {
	style = f.style()
	f.form.ClearErrors()
	if err := style.Validate(); err != nil {
		f.desk.failForm(f.form, err, nil)
		return style, false
	}
	return style, true
}

// onProof prints what would be issued, marked as a proof.
func (f *issueForm) onProof() {
	if style, ok := f.checked(); ok {
		job := f.of.proof
		job.Style = style
		f.desk.print(nil, job)
	}
}

// onIssue enters the certificates in the register and keeps the style for the
// next programme.
func (f *issueForm) onIssue() {
	style, ok := f.checked()
	if !ok || f.ok.Disabled() {
		return
	}
	f.ok.Disable()
	var issued []model.Certificate
	f.desk.run(func(ctx context.Context) (err error) {
		if issued, err = f.of.issue(ctx, style); err != nil {
			return err
		}
		return f.store.SaveCertificateStyle(ctx, style)
	}, func(err error) {
		f.ok.Enable()
		if err != nil {
			f.desk.failForm(f.form, err, f.onIssue)
			return
		}
		f.box.close()
		f.of.issued(issued)
	})
}
