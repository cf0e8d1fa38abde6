package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// proofStore is what the volunteer certificate of one person needs of the
// store.
type proofStore interface {
	Certificates(ctx context.Context, f store.CertificateFilter) ([]model.Certificate, error)
	MemberHistory(ctx context.Context, id model.ID) ([]model.Participation, error)
	IssueVolunteer(ctx context.Context, member model.ID, from, to model.Date) (model.Certificate, error)
}

// proof is the dialog that issues and prints one person's volunteer
// certificate for a period, or prints an earlier one again.
type proof struct {
	desk   *desk
	store  proofStore
	member model.ID

	history  []model.Participation
	form     *widgets.Form
	from, to *widgets.DateField
	hours    *widgets.Text
	earlier  *fyne.Container
	issue    *widgets.Button
	issuing  bool
	box      *dialogBox
}

// openProof shows the dialog for a member.
func openProof(d *desk, member model.ID, name string) *proof {
	p := &proof{
		desk: d, store: d.store, member: member,
		form: widgets.NewForm(2), from: d.dateField(), to: d.dateField(), hours: widgets.NewText(""), earlier: widgets.Down(0),
	}
	p.issue = widgets.NewPrimary(lang.L("Issue and print"), p.onIssue)
	p.form.Add("From", lang.L("Service from"), p.from)
	p.form.Add("To", lang.L("to"), p.to)
	p.form.AddWide("Hours", lang.L("Hours served in this period"), p.hours)
	today := d.today()
	p.from.SetDay(dayOf(model.Date{Year: today.Year, Month: 1, Day: 1}))
	p.to.SetDay(dayOf(today))
	p.from.OnDay = func(widgets.Day) { p.count() }
	p.to.OnDay = func(widgets.Day) { p.count() }
	p.box = d.openDialog(dialogSpec{
		title:   lang.L("Volunteer certificate for {{.Name}}", map[string]any{"Name": name}),
		content: container.NewBorder(p.form, nil, nil, nil, container.NewVScroll(p.earlier)), size: fyne.NewSize(680, 430),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { p.box.leave() }), p.issue},
		onSave:  p.onIssue,
	})
	p.load()
	return p
}

// load reads the person's service and earlier certificates.
func (p *proof) load() {
	var history []model.Participation
	var issued []model.Certificate
	p.desk.run(func(ctx context.Context) (err error) {
		if history, err = p.store.MemberHistory(ctx, p.member); err != nil {
			return err
		}
		issued, err = p.store.Certificates(ctx, store.CertificateFilter{Member: p.member, Kind: model.VolunteerHours})
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.load)
			return
		}
		p.history = history
		p.list(issued)
		p.count()
	})
}

// list shows earlier certificates, the newest first.
func (p *proof) list(issued []model.Certificate) {
	p.earlier.RemoveAll()
	slices.Reverse(issued)
	if len(issued) > 0 {
		p.earlier.Add(widgets.Inset(0, 8, widgets.NewMuted(lang.L("Issued before"))))
	}
	for _, c := range issued {
		text := widgets.NewText(punctuated(c.Number, c.From.String()+"–"+c.To.String(), lang.L("{{.Hours}} hours", map[string]any{"Hours": model.Hours(c.Minutes)})))
		text.Shrink = true
		var act fyne.CanvasObject = widgets.NewLink(lang.L("Print again"), func() { p.print(c.ID) })
		if c.Void {
			act = widgets.NewPill(lang.L("void"), widgets.Neutral)
		}
		p.earlier.Add(widgets.Inset(0, 6, container.NewBorder(nil, nil, nil, act, text)))
		p.earlier.Add(widgets.NewLine())
	}
	p.earlier.Refresh()
}

// period is what the two fields hold.
func (p *proof) period() (from, to model.Date, ok bool) {
	first, err := p.from.Day()
	last, errTo := p.to.Day()
	from, to = dateOf(first), dateOf(last)
	return from, to, err == nil && errTo == nil && from.Full() && to.Full() && !to.Before(from)
}

// count says how much the certificate would be for.
func (p *proof) count() {
	from, to, ok := p.period()
	minutes, times := 0, 0
	for _, h := range p.history {
		day := model.DateOf(h.Start)
		if ok && h.Kind == model.Volunteering && h.Confirmed && !day.Before(from) && !to.Before(day) {
			minutes += h.Minutes
			times++
		}
	}
	if minutes == 0 {
		p.hours.SetText(lang.L("None: there is nothing to certify."))
		p.issue.Disable()
		return
	}
	p.hours.SetText(lang.L("{{.Hours}} hours in {{.N}} services", map[string]any{"Hours": model.Hours(minutes), "N": times}))
	p.issue.Enable()
}

// onIssue enters the certificate in the register and prints it.
func (p *proof) onIssue() {
	from, to, ok := p.period()
	if !ok {
		p.form.ShowError("From", lang.L("Please fill in both days; the first cannot be after the last."))
		return
	}
	if p.issue.Disabled() || p.issuing {
		return
	}
	p.form.ClearErrors()
	p.issuing = true
	var issued model.Certificate
	p.desk.run(func(ctx context.Context) (err error) {
		issued, err = p.store.IssueVolunteer(ctx, p.member, from, to)
		return err
	}, func(err error) {
		p.issuing = false
		if err != nil {
			p.desk.failForm(p.form, err, nil)
			return
		}
		// The same period is the same certificate: it may have been printed.
		confirmReprint(p.desk, min(issued.Prints, 1), func() { p.print(issued.ID) })
	})
}

// print writes a certificate; one that was printed before says 补发.
func (p *proof) print(id model.ID) {
	p.desk.print(func() {
		p.load()
		p.desk.changed()
	}, printing.Job{Kind: printing.Volunteer, ID: id})
}
