package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// leavingStore is what handing a person over asks the store for.
type leavingStore interface {
	approvingStore
	Offices(ctx context.Context) ([]model.KnownOffice, error)
	Departing(ctx context.Context, member model.ID, to model.KnownOffice, day model.Date) (*store.Departure, error)
}

// leaving is the dialog 转往其他中心: to which centre a person goes, since when,
// what goes along and onto which stick.
type leaving struct {
	desk   *desk
	store  leavingStore
	member model.ID
	name   string

	centres []model.KnownOffice
	form    *widgets.Form
	to      *widgets.ChoiceField
	day     *widgets.DateField
	place   *widgets.ChoiceField
	goes    *widgets.Wrapped
	ok      *widgets.Button
	box     *dialogBox
	pairing *pairing // last opened
}

func openLeaving(d *desk, st leavingStore, m model.Member) *leaving {
	f := &leaving{desk: d, store: st, member: m.ID, name: m.Name, form: widgets.NewForm(1), day: d.dateField(), goes: widgets.NewWrapped("", 33*theme.TextSize())}
	f.to = widgets.NewChoice(lang.L("Register the other centre first"), nil)
	f.place = widgets.NewChoice(lang.L("Put a stick in, or choose a folder"), nil)
	f.to.OnChosen = func(string) { f.showGoes() }
	f.place.OnChosen = func(string) { f.showOK() }
	f.day.SetDay(dayOf(d.today()))
	f.form.Add("To", lang.L("To which centre"), f.to)
	f.form.Add("Day", lang.L("Since"), f.day)
	f.form.Add("Place", lang.L("Onto which stick"), f.place)
	f.form.OnLast = f.onOK
	f.ok = widgets.NewPrimary(lang.L("Write it and hand over"), f.onOK)
	f.ok.Disable()
	f.goes.ColorName = widgets.ColorMuted
	f.box = d.openDialog(dialogSpec{
		title: lang.L("{{.Name}} goes to another centre", map[string]any{"Name": m.Name}), content: widgets.Down(12, f.form, f.goes), size: fyne.NewSize(38*theme.TextSize(), 0),
		left: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Register the centre…"), f.onRegister),
			widgets.NewButton(lang.L("Choose a folder…"), func() { d.chooseFolder(f.choose) }),
		},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), f.ok},
		onSave:  f.onOK,
	})
	f.reload("")
	return f
}

// reload reads which centres are known and which sticks are in; chosen is the
// centre to be chosen.
func (f *leaving) reload(chosen model.ID) {
	var offices []model.KnownOffice
	var sticks []exchange.Stick
	f.desk.run(func(ctx context.Context) (err error) {
		sticks = exchange.Sticks()
		offices, err = f.store.Offices(ctx)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, func() { f.reload(chosen) })
			return
		}
		f.centres = nil
		var options, places []widgets.Option
		for _, o := range offices {
			if o.Kind == model.CentreOf && !o.Approved.IsZero() {
				f.centres = append(f.centres, o)
				options = append(options, widgets.Option{Value: string(o.ID), Text: o.Name})
			}
		}
		f.to.SetOptions(options)
		if chosen == "" && len(f.centres) == 1 {
			chosen = f.centres[0].ID
		}
		f.to.SetValue(string(chosen))
		for _, k := range sticks {
			places = append(places, widgets.Option{Value: k.Path, Text: k.Name})
		}
		if place := f.place.Value(); place != "" && len(sticks) == 0 {
			places = append(places, widgets.Option{Value: place, Text: place})
		}
		f.place.SetOptions(places)
		if len(places) == 1 {
			f.place.SetValue(places[0].Value)
		}
		f.showGoes()
	})
}

// choose has the package go to a folder.
func (f *leaving) choose(folder string) {
	f.place.SetOptions([]widgets.Option{{Value: folder, Text: folder}})
	f.place.SetValue(folder)
	f.showOK()
}

func (f *leaving) showOK() { enable(f.ok, f.to.Value() != "" && f.place.Value() != "") }

// centre is the one that is chosen.
func (f *leaving) centre() (model.KnownOffice, bool) {
	for _, o := range f.centres {
		if string(o.ID) == f.to.Value() {
			return o, true
		}
	}
	return model.KnownOffice{}, false
}

// showGoes says what goes along.
func (f *leaving) showGoes() {
	f.showOK()
	to, ok := f.centre()
	if !ok {
		f.say(lang.L("The package goes straight to the other centre. Get its office file on a stick and compare its fingerprint by phone; this is done once for each centre."))
		return
	}
	today := f.desk.today()
	var h model.Handing
	f.desk.run(func(ctx context.Context) error {
		d, err := f.store.Departing(ctx, f.member, to, today)
		if err == nil {
			h = d.Handing
		}
		return err
	}, func(err error) {
		if err != nil {
			f.say(errorText(err))
			f.ok.Disable()
			return
		}
		f.say(lang.L("Along go the person's record and past: {{.Past}}. Nothing of other people goes.\nHere the person is marked as moved away; attendance, hours and certificates stay with this centre. Until {{.Centre}} has confirmed, this can be taken back.",
			map[string]any{"Past": pastText(h), "Centre": to.Name}))
	})
}

func (f *leaving) say(text string) {
	f.goes.SetText(text)
	f.box.resize(f.box.size)
}

// pastText counts what goes along, by kind.
func pastText(h model.Handing) string {
	var parts []string
	for _, c := range h.Counts() {
		part := c.Kind.Chinese() + " " + grouped(c.N)
		if c.Kind == model.PastService {
			part += lang.L(" ({{.Hours}} hours)", map[string]any{"Hours": model.Hours(c.Minutes)})
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return lang.L("nothing yet")
	}
	return strings.Join(parts, "、")
}

// onRegister lets this centre know another one.
func (f *leaving) onRegister() {
	chooseOffice(f.desk, func(office model.Office) {
		f.pairing = openPairing(f.desk, f.store, newcomer{office, f.centres}, func() { f.reload(office.ID) })
	})
}

// onOK writes the package, with progress and cancel, and marks the person.
func (f *leaving) onOK() {
	f.form.ClearErrors()
	day, err := f.day.Day()
	if err != nil {
		f.form.ShowError("Day", errorText(err))
		return
	}
	to, ok := f.centre()
	if !ok {
		f.form.ShowError("To", lang.L("Choose the centre."))
		return
	}
	d, folder, on := f.desk, f.place.Value(), dateOf(day)
	if folder == "" {
		f.form.ShowError("Place", lang.L("Put a stick in, or choose a folder"))
		return
	}
	var done exchange.Exported
	d.long(lang.L("Writing the package"), func(ctx context.Context, tell progress) error {
		keys, err := keyring.Open(ctx, f.store)
		if err != nil {
			return err
		}
		from, err := f.store.Departing(ctx, f.member, to, on)
		if err != nil {
			return err
		}
		x := exchange.Export{Kind: model.HandoverPackage, To: to, Keys: keys, Folder: folder, Tell: func(p exchange.Progress) {
			tell(exportShare(p), exportWhole)
		}}
		done, err = x.Write(ctx, from)
		return err
	}, func(err error) {
		if err != nil {
			d.failForm(f.form, err, f.onOK)
			return
		}
		f.box.close()
		d.say(lang.L("{{.Name}} is marked as moved away", map[string]any{"Name": f.name}))
		d.changed()
		f.written(to, done)
	})
}

// written says that the stick may be pulled, and offers the slip.
func (f *leaving) written(to model.KnownOffice, done exchange.Exported) {
	text := lang.L("The package with {{.Name}} was written, read back and verified. Pull the stick out and give it to {{.Centre}}; its receipt comes back on a stick.\n{{.File}}",
		map[string]any{"Name": f.name, "Centre": to.Name, "File": done.Path})
	if len(done.Lost) > 0 {
		text += "\n" + lang.L("The photo is missing or damaged on this computer and did not go.")
	}
	var box *dialogBox
	box = f.desk.openDialog(dialogSpec{
		title: lang.L("Written and verified"), content: paragraph(text), size: fyne.NewSize(560, 0),
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Print the hand-over slip"), func() {
				box.close()
				f.desk.print(nil, printing.Job{Kind: printing.HandoverSlip, ID: done.Package.ID})
			}),
			widgets.NewPrimary(lang.L("Close"), func() { box.close() }),
		},
	})
}

// wayText says in one line how a person went to another centre or came from it.
func wayText(h model.Handover) widgets.Fact {
	if h.Way == model.TakenOver {
		return widgets.Fact{Label: lang.L("Came over"), Value: lang.L("{{.Day}} from {{.Centre}}", map[string]any{"Day": h.Day.String(), "Centre": h.OfficeName})}
	}
	value := lang.L("{{.Day}} to {{.Centre}}", map[string]any{"Day": h.Day.String(), "Centre": h.OfficeName})
	switch h.State {
	case model.PackageConfirmed:
		value += lang.L(" · confirmed there")
	case model.PackageWritten:
		value += lang.L(" · not confirmed there yet")
	default:
	}
	return widgets.Fact{Label: lang.L("Handed over"), Value: value}
}

func pastColumns() []widgets.Column[model.PastEvent] {
	type row = model.PastEvent
	return []widgets.Column[row]{
		{ID: "when", Title: lang.L("Date"), Chars: 6.4, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Day.String())) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Kind.Chinese()) }},
		{ID: "title", Title: lang.L("Title"), Chars: 12, Grow: 3, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Title) }},
		{ID: "detail", Title: lang.L("Details"), Chars: 8, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(punctuated(r.Detail, r.Number))) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3.4, Align: fyne.TextAlignTrailing, Cell: func(r row) widgets.Cell {
			if r.Minutes == 0 {
				return widgets.Plain("—")
			}
			return widgets.Plain(model.Hours(r.Minutes))
		}},
		{ID: "centre", Title: lang.L("Centre"), Chars: 8, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Muted(r.Centre) }},
	}
}

// moreItems are what else can be done with a person.
func (p *memberPage) moreItems() []*fyne.MenuItem {
	leave := fyne.NewMenuItem(lang.L("Hand over to another centre…"), func() { p.box.close(); openLeaving(p.desk, p.desk.store, p.profile.Member) })
	leave.Disabled = p.profile.Member.State != model.Active || p.profile.Member.Removed
	back := fyne.NewMenuItem(lang.L("Take the handover back…"), p.onTakeBack)
	ways := p.profile.Handovers
	back.Disabled = len(ways) == 0 || ways[0].Way != model.HandedOver || ways[0].State != model.PackageWritten
	return []*fyne.MenuItem{leave, back}
}

// onTakeBack takes a handover back, after a question.
func (p *memberPage) onTakeBack() {
	if len(p.profile.Handovers) == 0 {
		return
	}
	d, name := p.desk, p.profile.Member.Name
	d.ask(lang.L("Take the handover back?"), lang.L("{{.Name}} is on the register again. First call {{.Centre}} and make sure that it did not take the package in, and destroy the package on the stick.",
		map[string]any{"Name": name, "Centre": p.profile.Handovers[0].OfficeName}), lang.L("Take it back"), func() {
		d.run(func(ctx context.Context) error { return p.store.TakeBackHandover(ctx, p.id) }, func(err error) {
			if err != nil {
				d.fail(err, nil)
				return
			}
			d.say(lang.L("{{.Name}} is back on the list", map[string]any{"Name": name}))
			d.changed()
			p.reload()
		})
	})
}

// pastTab is the past at other centres.
func pastTab(t fyne.CanvasObject) fyne.CanvasObject {
	note := widgets.NewMuted(lang.L("Kept by the centres named; it can be read here and counts there."))
	return container.NewBorder(widgets.Down(0, note, widgets.Spacer(0, 6)), nil, nil, nil, t)
}
