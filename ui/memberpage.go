package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// profileStore is what a person's page needs of the store.
type profileStore interface {
	Profile(ctx context.Context, id model.ID) (model.Profile, error)
	MemberChanges(ctx context.Context, id model.ID) ([]model.Change, error)
	RemoveHonour(ctx context.Context, id model.ID) error
	RestoreHonour(ctx context.Context, id model.ID) error
	TakeBackHandover(ctx context.Context, member model.ID) error
}

// memberPage is everything about one person in one place, over the window.
type memberPage struct {
	desk  *desk
	store profileStore
	id    model.ID

	profile  model.Profile
	changes  []model.Change
	revealed bool
	undo     func()      // takes the last removal of an honour back
	form     *honourForm // last opened

	photo     *fyne.Container
	summary   *widgets.Text
	tabs      *widgets.Tabs
	place     *fyne.Container // what the chosen tab shows
	facts     *widgets.Facts
	reveal    *widgets.LinkText
	attended  *widgets.DataTable[model.Participation]
	awarded   *widgets.DataTable[model.Certificate]
	honours   *widgets.DataTable[model.Honour]
	greetings *widgets.DataTable[model.Greeting]
	before    *widgets.DataTable[model.PastEvent]
	more      *widgets.MenuButton
	history   *widgets.DataTable[changeRow]
	addHonour, editHonour,
	removeHonour, backHonour *widgets.Button
	print *widgets.Button
	box   *dialogBox
}

// changeRow is one value of a change, ready to be shown.
type changeRow struct{ key, when, who, action, field, before, after string }

// The tabs of a person's page.
const (
	tabFacts        = "facts"
	tabAttended     = "attended"
	tabAwarded      = "awarded"
	tabHonours      = "honours"
	tabGreetings    = "greetings"
	tabBefore       = "before"
	tabMemberChange = "changes"
)

func openMemberPage(d *desk, st profileStore, id model.ID) *memberPage {
	p := &memberPage{desk: d, store: st, id: id, photo: container.NewStack(), summary: widgets.NewMuted(""), place: container.NewStack(), facts: widgets.NewFacts(6)}
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabFacts, Text: lang.L("Facts")},
		{Value: tabAttended, Text: lang.L("Took part in")},
		{Value: tabAwarded, Text: lang.L("Training and certificates")},
		{Value: tabHonours, Text: lang.L("Honours")},
		{Value: tabGreetings, Text: lang.L("Birthdays")},
		{Value: tabBefore, Text: lang.L("At other centres")},
		{Value: tabMemberChange, Text: lang.L("Changes")},
	}, func(string) { p.showTab() })
	p.reveal = widgets.NewLink(lang.L("Show numbers"), p.onReveal)
	p.build()
	p.print = widgets.NewPrimary(lang.L("Print the profile"), p.onPrint)
	p.box = d.openDialog(dialogSpec{
		title: lang.L("One person"), size: importSize,
		content: container.NewBorder(widgets.Down(8, container.NewBorder(nil, nil, p.photo, p.reveal, widgets.Inset(8, 0, p.summary)), p.tabs, widgets.Spacer(0, 0)), nil, nil, nil, p.place),
		left:    []fyne.CanvasObject{p.more, p.addHonour, p.editHonour, p.removeHonour, p.backHonour},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { p.box.close() }), p.print},
	})
	p.reload()
	return p
}

// build makes the tables of the tabs.
func (p *memberPage) build() {
	none := func(text string) fyne.CanvasObject { return widgets.NewEmptyState(theme.ListIcon(), text, nil) }
	p.attended = widgets.NewListTable(attendedColumns(), func(r model.Participation) string { return string(r.Activity) },
		func() []model.Participation { return p.profile.History }, none(lang.L("Nothing yet.")))
	p.awarded = widgets.NewListTable(awardedColumns(), func(r model.Certificate) string { return string(r.ID) },
		func() []model.Certificate { return p.profile.Certificates }, none(lang.L("No certificates yet.")))
	p.honours = widgets.NewListTable(honourColumns(), func(r model.Honour) string { return string(r.ID) },
		func() []model.Honour { return p.profile.Honours }, none(lang.L("No honours yet. Press Add to enter one.")))
	p.greetings = widgets.NewListTable(greetingColumns(), func(r model.Greeting) string { return string(r.ID) },
		func() []model.Greeting { return p.profile.Greetings }, none(lang.L("Nobody has noted a greeting yet.")))
	p.before = widgets.NewListTable(pastColumns(), func(r model.PastEvent) string { return string(r.ID) },
		func() []model.PastEvent { return p.profile.Past }, none(lang.L("Nothing yet.")))
	p.more = widgets.NewMenuButton(lang.L("More actions"), p.moreItems)
	p.more.Hide()
	p.history = widgets.NewListTable(changeColumns(), func(r changeRow) string { return r.key },
		p.changeRows, none(lang.L("Nothing was changed.")))
	p.addHonour = widgets.NewButton(lang.L("Add an honour…"), func() { p.onHonour(model.Honour{Member: p.id, Given: p.desk.today()}) })
	p.editHonour = widgets.NewButton(lang.L("Change…"), func() {
		if h, ok := p.honours.Selected(); ok {
			p.onHonour(h)
		}
	})
	p.removeHonour = widgets.NewButton(lang.L("Remove"), p.onRemoveHonour)
	p.backHonour = widgets.NewButton(lang.L("Take back"), func() { p.undo() })
	p.honours.OnSelected = func(model.Honour) { p.showTab() }
	p.honours.OnOpened = p.onHonour
}

func attendedColumns() []widgets.Column[model.Participation] {
	type row = model.Participation
	return []widgets.Column[row]{
		{ID: "when", Title: lang.L("Date"), Chars: 6.4, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Start.Format("2006-01-02")) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(model.KindOf(r.Kind).Name) }},
		{ID: "title", Title: lang.L("Title"), Chars: 14, Grow: 3, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Title) }},
		{ID: "place", Title: lang.L("Place"), Chars: 6, Grow: 1, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Place)) }},
		{ID: "state", Title: lang.L("Attendance"), Chars: 4.4, Cell: func(r row) widgets.Cell { return widgets.Plain(r.State.Chinese()) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3.4, Align: fyne.TextAlignTrailing, Cell: func(r row) widgets.Cell { return widgets.Plain(model.Hours(r.Minutes)) }},
	}
}

func awardedColumns() []widgets.Column[model.Certificate] {
	type row = model.Certificate
	return []widgets.Column[row]{
		{ID: "when", Title: lang.L("Date"), Chars: 6.4, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Issued.String()) }},
		{ID: "kind", Title: lang.L("Kind"), Chars: 4, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Kind.Chinese()) }},
		{ID: "title", Title: lang.L("Title"), Chars: 12, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Title)) }},
		{ID: "number", Title: lang.L("Number"), Chars: 12, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Number) }},
		{ID: "state", Title: lang.L("State"), Chars: 5, Cell: func(r row) widgets.Cell {
			if r.Void {
				return widgets.Mark(lang.L("void"), widgets.Red)
			}
			return widgets.Mark(lang.L("valid"), widgets.Good)
		}},
	}
}

func honourColumns() []widgets.Column[model.Honour] {
	type row = model.Honour
	return []widgets.Column[row]{
		{ID: "when", Title: lang.L("Date"), Chars: 6.4, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Given.String())) }},
		{ID: "title", Title: lang.L("Honour"), Chars: 12, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Title) }},
		{ID: "level", Title: lang.L("Level"), Chars: 5, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Level)) }},
		{ID: "giver", Title: lang.L("Given by"), Chars: 10, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Giver)) }},
	}
}

func greetingColumns() []widgets.Column[model.Greeting] {
	type row = model.Greeting
	return []widgets.Column[row]{
		{ID: "when", Title: lang.L("Date"), Chars: 6.4, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Date.String()) }},
		{ID: "kind", Title: lang.L("Occasion"), Chars: 6, Cell: func(r row) widgets.Cell {
			if r.Kind == model.PoliticalAnniversary {
				return widgets.Mark(lang.L("Political birthday"), widgets.Red)
			}
			return widgets.Mark(lang.L("Birthday"), widgets.Warn)
		}},
		{ID: "way", Title: lang.L("Greeted with"), Chars: 5, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Way.Chinese()) }},
		{ID: "who", Title: lang.L("By whom"), Chars: 6, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Greeter)) }},
		{ID: "note", Title: lang.L("Notes"), Chars: 8, Grow: 2, Cell: func(r row) widgets.Cell { return widgets.Plain(orDash(r.Note)) }},
	}
}

func changeColumns() []widgets.Column[changeRow] {
	return []widgets.Column[changeRow]{
		{ID: "when", Title: lang.L("When"), Chars: 8.6, Cell: func(r changeRow) widgets.Cell { return widgets.Plain(r.when) }},
		{ID: "who", Title: lang.L("Done by"), Chars: 4.4, Cell: func(r changeRow) widgets.Cell { return widgets.Plain(r.who) }},
		{ID: "action", Title: lang.L("What was done"), Chars: 8, Grow: 1, Cell: func(r changeRow) widgets.Cell { return widgets.Strong(r.action) }},
		{ID: "field", Title: lang.L("Field"), Chars: 5, Cell: func(r changeRow) widgets.Cell { return widgets.Muted(r.field) }},
		{ID: "before", Title: lang.L("Before"), Chars: 8, Grow: 1, Cell: func(r changeRow) widgets.Cell { return widgets.Plain(r.before) }},
		{ID: "after", Title: lang.L("After"), Chars: 8, Grow: 1, Cell: func(r changeRow) widgets.Cell { return widgets.Plain(r.after) }},
	}
}

// changeRows are the changes, one line for each value.
func (p *memberPage) changeRows() []changeRow {
	var rows []changeRow
	for i, c := range p.changes {
		at := c.At.In(p.desk.now().Location())
		r := changeRow{when: at.Format("2006-01-02 15:04"), who: orDash(c.Operator), action: c.Action, field: "—", before: "—", after: "—"}
		if len(c.Fields) == 0 {
			r.key = strconv.Itoa(i)
			rows = append(rows, r)
		}
		for j, f := range c.Fields {
			line := r
			if j > 0 {
				line.when, line.who, line.action = "", "", ""
			}
			line.key = strconv.Itoa(i) + "/" + f.Field
			line.field, line.before, line.after = f.Label, orDash(p.masked(f.Field, f.Before)), orDash(p.masked(f.Field, f.After))
			rows = append(rows, line)
		}
	}
	return rows
}

// masked hides numbers until somebody asks to see them.
func (p *memberPage) masked(key, value string) string {
	switch {
	case p.revealed:
	case key == "IDNumber":
		return model.MaskIDNumber(value)
	case key == "Phone":
		return model.MaskPhone(value)
	}
	return value
}

// reload reads the person anew.
func (p *memberPage) reload() {
	var profile model.Profile
	var changes []model.Change
	p.desk.run(func(ctx context.Context) (err error) {
		if profile, err = p.store.Profile(ctx, p.id); err != nil {
			return err
		}
		changes, err = p.store.MemberChanges(ctx, p.id)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.reload)
			return
		}
		p.profile, p.changes = profile, changes
		p.fill()
	})
}

func (p *memberPage) fill() {
	m := p.profile.Member
	p.photo.Hidden = m.Photo == ""
	if m.Photo != "" {
		showPhoto(p.desk, p.photo, m.Photo, func() bool { return p.profile.Member.Photo == m.Photo })
	}
	p.tabs.SetShown(tabBefore, len(p.profile.Past) > 0)
	p.summary.SetText(punctuated(model.SpacedName(m.Name), spelling(m), p.counts()))
	for _, reload := range []func(){p.attended.ReloadTop, p.awarded.ReloadTop, p.honours.ReloadTop, p.greetings.ReloadTop, p.before.ReloadTop, p.history.ReloadTop} {
		reload()
	}
	p.showFacts()
	p.showTab()
}

// counts says how much the person took part in.
func (p *memberPage) counts() string {
	c := countOf(p.profile.History)
	training := 0
	for _, h := range p.profile.History {
		if h.Kind == model.Training {
			training += h.Minutes
		}
	}
	return lang.L("{{.Times}} times, {{.Hours}} hours; training {{.Training}}, volunteer service {{.Service}} hours", map[string]any{
		"Times": c.times, "Hours": model.Hours(c.minutes), "Training": model.Hours(training), "Service": model.Hours(servedMinutes(p.profile.History)),
	})
}

func (p *memberPage) showFacts() {
	m := p.profile.Member
	var facts []widgets.Fact
	if m.Removed {
		facts = append(facts, widgets.Fact{Label: lang.L("State"), Value: lang.L("In the recycle bin. What the person took part in stays counted.")})
	}
	for _, h := range p.profile.Handovers {
		facts = append(facts, wayText(h))
	}
	for _, f := range model.MemberFields() {
		value := p.masked(f.Key, f.Text(m, p.profile.Names))
		if value == "" && (f.Key == "StateDate" || f.Key == "StateReason" || f.Key == "InService" || f.Key == "HostUnit") {
			continue
		}
		facts = append(facts, widgets.Fact{Label: f.Label, Value: value})
	}
	p.facts.Set(importSize.Width-100, facts)
}

// showTab shows the chosen part.
func (p *memberPage) showTab() {
	tab := p.tabs.Value()
	var content fyne.CanvasObject
	switch tab {
	case tabAttended:
		content = p.attended
	case tabAwarded:
		content = p.awarded
	case tabHonours:
		content = p.honours
	case tabGreetings:
		content = p.greetings
	case tabBefore:
		content = pastTab(p.before)
	case tabMemberChange:
		content = p.history
	default:
		content = container.NewVScroll(clearOfBar(p.facts))
	}
	p.place.Objects = []fyne.CanvasObject{content}
	p.place.Refresh()
	_, chosen := p.honours.Selected()
	for _, b := range []*widgets.Button{p.addHonour, p.editHonour, p.removeHonour} {
		b.Hidden = tab != tabHonours
	}
	p.backHonour.Hidden = tab != tabHonours || p.undo == nil
	p.more.Hidden = tab != tabFacts || p.profile.Member.ID == "" || p.desk.store.Receives()
	setEnabled(p.editHonour, chosen)
	setEnabled(p.removeHonour, chosen)
	p.box.resize(importSize)
}

func (p *memberPage) onReveal() {
	p.revealed = true
	p.reveal.Hide()
	p.desk.log.Info("masked numbers shown", "member", p.id, "in", "page")
	p.showFacts()
	p.history.ReloadTop()
}

// onPrint prints the profile; numbers in full have to be asked for.
func (p *memberPage) onPrint() { printProfile(p.desk, p.id) }

// printProfile asks whether numbers are printed in full, then prints.
func printProfile(d *desk, id model.ID) {
	numbers := widgets.NewSegments([]widgets.Option{{Value: "masked", Text: lang.L("With the middle hidden")}, {Value: "full", Text: lang.L("In full")}}, nil)
	form := widgets.NewForm(1)
	form.Add("Numbers", lang.L("ID numbers and phones"), numbers)
	var box *dialogBox
	do := func() {
		box.close()
		full := numbers.Value() == "full"
		if full {
			d.log.Info("profile printed with numbers in full", "member", id)
		}
		d.print(nil, printing.Job{Kind: printing.Profile, ID: id, Full: full})
	}
	box = d.openDialog(dialogSpec{
		title: lang.L("Print the profile"), content: form, size: fyne.NewSize(420, 0), onSave: do,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.close() }), widgets.NewPrimary(lang.L("Print"), do)},
	})
}
