package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/ui/widgets"
)

// rebuilding writes a rebuild package for a centre that lost its computer: for
// the keys of the new one, whose fingerprint somebody reads out.
type rebuilding struct {
	page   *exchangePage
	office model.KnownOffice // that lost its computer
	fresh  model.Office      // the new computer
	form   *widgets.Form
	print  *widgets.Entry
	place  *placeChoice
	ok     *widgets.Button
	box    *dialogBox
}

// onRebuild asks for the office file of the new computer.
func (l *officeList) onRebuild() {
	if office, ok := l.table.Selected(); ok {
		chooseOffice(l.page.desk, func(fresh model.Office) { l.rebuild = openRebuilding(l.page, office, fresh) })
	}
}

func openRebuilding(p *exchangePage, office model.KnownOffice, fresh model.Office) *rebuilding {
	r := &rebuilding{page: p, office: office, fresh: fresh, form: widgets.NewForm(1), print: widgets.NewEntry()}
	r.ok = widgets.NewPrimary(lang.L("Write the rebuild package"), r.onOK)
	r.place = newPlaceChoice(p, r.ok.Enable)
	r.ok.Disable()
	r.place.offer("")
	r.form.Add("Fingerprint", lang.L("The fingerprint that they read out (8 groups of 4 digits)"), r.print)
	r.form.Add("Place", lang.L("Onto which stick"), r.place.field)
	r.form.OnLast = r.onOK
	text := widgets.NewWrapped(lang.L("{{.Name}} goes on at a new computer with all that is held here of it, up to its package {{.N}}. Call the centre, on a number that you know already, and have the fingerprint of the new computer read out to you. Packages of the lost computer are refused from then on.",
		map[string]any{"Name": office.Name, "N": office.LastSequence}), 30*theme.TextSize())
	r.box = p.desk.openDialog(dialogSpec{
		title: lang.L("Rebuild a lost computer"), content: widgets.Down(12, text, r.form), size: fyne.NewSize(33*theme.TextSize(), 0),
		left:    []fyne.CanvasObject{r.place.folder},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { r.box.leave() }), r.ok}, onSave: r.onOK,
	})
	r.form.Focus("Fingerprint")
	return r
}

// onOK writes the package, with progress and cancel.
func (r *rebuilding) onOK() {
	r.form.ClearErrors()
	if !r.fresh.SameFingerprint(r.print.Text) {
		r.form.ShowError("Fingerprint", lang.L("This is not the fingerprint of the file. Compare once more; if it still differs, do not use this file."))
		return
	}
	folder := r.place.value()
	if folder == "" {
		r.form.ShowError("Place", lang.L("Put a stick in, or choose a folder"))
		return
	}
	d, st := r.page.desk, r.page.store
	var done exchange.Exported
	d.long(lang.L("Writing the rebuild package"), func(ctx context.Context, tell progress) error {
		keys, err := keyring.Open(ctx, st)
		if err != nil {
			return err
		}
		if err := st.Rekey(ctx, r.office.ID, r.fresh); err != nil {
			return err
		}
		to, err := st.Known(ctx, string(r.office.ID))
		if err != nil {
			return err
		}
		x := exchange.Export{Kind: model.RebuildPackage, To: to, Owner: r.office.ID, Keys: keys, Folder: folder, Tell: func(p exchange.Progress) {
			tell(exportShare(p), exportWhole)
		}}
		done, err = x.Write(ctx, st)
		return err
	}, func(err error) {
		d.changed()
		if err != nil {
			d.fail(err, r.onOK)
			return
		}
		r.box.close()
		text := lang.L("The rebuild package of {{.Name}} was written, read back and verified. The stick can be pulled out now. Take it in at the new computer, under Reporting → Receive packages.\n{{.File}}",
			map[string]any{"Name": r.office.Name, "File": done.Path})
		if n := len(done.Lost); n > 0 {
			text += "\n" + lang.L("{{.N}} photos or files are missing or damaged on this computer and did not go.", map[string]any{"N": n})
		}
		d.tell(lang.L("Written and verified"), text)
	})
}

// replacing leads somebody whose computer was lost through what has to be done
// at the new one, step by step.
type replacing struct {
	page *exchangePage
	box  *dialogBox
}

func openReplacing(p *exchangePage) *replacing {
	r := &replacing{page: p}
	step := func(n, text, button string, do func()) fyne.CanvasObject {
		return widgets.Down(6, widgets.NewWrapped(n+text, 32*theme.TextSize()), widgets.Across(0, widgets.NewButton(button, do)))
	}
	r.box = p.desk.openDialog(dialogSpec{
		title: lang.L("This computer replaces a lost one"),
		content: widgets.Down(14,
			step("1. ", lang.L("Register the street: get its office file on a stick and compare its fingerprint by phone."), lang.L("Register an office…"), p.offices.onAdd),
			step("2. ", lang.L("Save this computer's office file onto the stick and bring it to the street. Read them this fingerprint by phone: {{.Print}}", map[string]any{"Print": p.facts.self.Fingerprint()}),
				lang.L("Save the office file…"), p.offices.onSave),
			step("3. ", lang.L("The street writes the rebuild package onto the stick. Take it in here: everything is back up to the last report, and numbers go on."),
				lang.L("Look on the sticks"), func() { r.box.close(); p.tabs.Choose(tabArrive); p.arrive.onSticks() }),
			widgets.NewWrapped(lang.L("Enter nothing before: only an empty office can be rebuilt. These steps stand under Reporting at any time."), 32*theme.TextSize())),
		size: fyne.NewSize(36*theme.TextSize(), 0), buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { r.box.close() })},
	})
	return r
}

// belonging settles, at a district, to which street a centre belongs.
type belonging struct {
	page   *exchangePage
	centre *widgets.ChoiceField
	street *widgets.ChoiceField
	now    map[string]string // the street of each centre, by ids
	ok     *widgets.Button
	box    *dialogBox
}

// onBelonging asks which centre is meant, and which street.
func (l *officeList) onBelonging() {
	p := l.page
	var centres []model.Organisation
	var passed []model.RelayedCentre
	p.desk.run(func(ctx context.Context) (err error) {
		if centres, err = p.store.Centres(ctx); err != nil {
			return err
		}
		passed, err = p.store.RelayedCentres(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, l.onBelonging)
			return
		}
		l.belong = openBelonging(p, centres, passed)
	})
}

func openBelonging(p *exchangePage, centres []model.Organisation, passed []model.RelayedCentre) *belonging {
	b := &belonging{page: p, now: map[string]string{}}
	for _, r := range passed {
		b.now[string(r.Centre)] = string(r.Street)
	}
	var options []widgets.Option
	for _, c := range centres {
		if c.Kind == model.CentreOf {
			options = append(options, widgets.Option{Value: string(c.ID), Text: strings.TrimSpace(c.Name + " " + c.Code)})
		}
	}
	b.centre, b.street = widgets.NewChoice(lang.L("Choose the centre"), options), widgets.NewChoice(lang.L("Choose the street"), nil)
	b.ok = widgets.NewPrimary(lang.L("Settle it"), b.onOK)
	b.ok.Disable()
	b.centre.OnChosen = func(string) { b.showStreets() }
	b.street.OnChosen = func(string) { b.ok.Enable() }
	form := widgets.NewForm(1)
	form.Add("Centre", lang.L("Centre"), b.centre)
	form.Add("Street", lang.L("Comes by this street"), b.street)
	text := widgets.NewWrapped(lang.L("Where two streets send the records of one centre, somebody settles here whose it is. What is held of it stays and goes on with the packages of that street; what others send of it is left out."), 30*theme.TextSize())
	text.ColorName = widgets.ColorMuted
	b.box = p.desk.openDialog(dialogSpec{
		title: lang.L("To which street a centre belongs"), content: widgets.Down(12, text, form), size: fyne.NewSize(33*theme.TextSize(), 0),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { b.box.leave() }), b.ok}, onSave: b.onOK,
	})
	return b
}

// showStreets offers the streets, that of the centre chosen.
func (b *belonging) showStreets() {
	var options []widgets.Option
	for _, o := range b.page.facts.below() {
		if o.Kind == model.Street || string(o.ID) == b.centre.Value() {
			options = append(options, widgets.Option{Value: string(o.ID), Text: o.Name})
		}
	}
	b.street.SetOptions(options)
	b.street.SetValue(b.now[b.centre.Value()])
	enable(b.ok, b.street.Value() != "")
}

func (b *belonging) onOK() {
	centre, street := model.ID(b.centre.Value()), model.ID(b.street.Value())
	if centre == "" || street == "" {
		return
	}
	d := b.page.desk
	d.run(func(ctx context.Context) error { return b.page.store.AssignCentre(ctx, centre, street) }, func(err error) {
		if err != nil {
			d.fail(err, b.onOK)
			return
		}
		b.box.close()
		d.say(lang.L("Saved"))
		d.changed()
	})
}
