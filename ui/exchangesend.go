package ui

import (
	"context"
	"strconv"

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

// sending is the tab 上报: where the package goes, what is in it, and those
// that went before.
type sending struct {
	page *exchangePage

	to      *widgets.ChoiceField // where there is more than one office above
	places  *fyne.Container
	place   string // the folder that is chosen
	counts  *fyne.Container
	write   *widgets.Button
	again   *widgets.LinkText
	note    *widgets.Text
	every   *widgets.ChoiceField
	due     *widgets.Wrapped
	state   *widgets.Pill
	rows    []packageLine
	history *widgets.DataTable[packageLine]
	slip    *widgets.Button
	card    *fyne.Container
	above   *fromAbove
	content fyne.CanvasObject
}

// packageLine is a package as a list shows it.
type packageLine struct {
	id                                                         model.ID
	number, day, office, members, activities, marks, files, at string
	tone                                                       widgets.Tone
	sent                                                       bool
}

func newSending(p *exchangePage) *sending {
	s := &sending{page: p, places: container.NewGridWithColumns(2), counts: widgets.Down(6), card: container.NewStack(), note: widgets.NewMuted(""), due: widgets.NewWrapped("", 12*theme.TextSize()), state: widgets.NewPill("", widgets.Neutral)}
	s.to = widgets.NewChoice("", nil)
	s.to.OnChosen = func(string) { s.showCounts() }
	s.write = widgets.NewPrimary(lang.L("Write the package"), s.onWrite)
	s.again = widgets.NewLink(lang.L("Look for sticks again"), p.Refresh)
	s.every = widgets.NewChoice("", scheduleOptions())
	s.every.OnChosen = s.onSchedule
	s.history = widgets.NewListTable(packageColumns(false), func(l packageLine) string { return string(l.id) }, func() []packageLine { return s.rows },
		widgets.NewEmptyState(theme.MailSendIcon(), lang.L("Nothing was reported yet."), nil))
	s.slip = widgets.NewButton(lang.L("Print the hand-over slip"), s.onSlip)
	s.slip.Disable()
	s.history.OnSelected = func(packageLine) { s.slip.Enable() }
	s.note.Shrink, s.due.ColorName = true, widgets.ColorMuted
	history := widgets.NewCard(lang.L("Reported so far"), s.history, s.slip)
	schedule := widgets.NewCard(lang.L("Schedule"), widgets.Down(8, s.every, container.NewHBox(s.state), s.due))
	left := widgets.Frame(widgets.Down(widgets.Gap, s.card, widgets.Spacer(0, 0)), nil, nil, nil, history)
	s.above = newFromAbove(p)
	s.content = widgets.Shares(widgets.Gap, []float32{3, 1}, left, widgets.Frame(widgets.Down(widgets.Gap, schedule, widgets.Spacer(0, 0)), nil, nil, nil, s.above.content))
	return s
}

// scheduleOptions are the schedules that streets ask for.
func scheduleOptions() []widgets.Option {
	options := []widgets.Option{{Value: "", Text: lang.L("No fixed schedule")}}
	for day := 1; day <= 7; day++ {
		s := model.ReportSchedule{Every: model.EveryWeek, Day: day}
		options = append(options, widgets.Option{Value: s.String(), Text: scheduleText(s)})
	}
	for _, day := range []int{1, 5, 10, 15, 20, 25, 28, 31} {
		s := model.ReportSchedule{Every: model.EveryMonth, Day: day}
		options = append(options, widgets.Option{Value: s.String(), Text: scheduleText(s)})
	}
	return options
}

// scheduleText names a schedule in the window's language.
func scheduleText(s model.ReportSchedule) string {
	switch {
	case s.Every == model.EveryWeek:
		monday := model.Date{Year: 2018, Month: 1, Day: 1}
		return lang.L("every {{.Day}}", map[string]any{"Day": monday.AddDays(s.Day - 1).Weekday()})
	case s.Every == model.EveryMonth && s.Day == 31:
		return lang.L("the last day of every month")
	case s.Every == model.EveryMonth:
		return lang.L("day {{.Day}} of every month", map[string]any{"Day": s.Day})
	}
	return lang.L("No fixed schedule")
}

func packageColumns(office bool) []widgets.Column[packageLine] {
	type column = widgets.Column[packageLine]
	figure := func(id, title string, chars float32, text func(packageLine) string) column {
		return column{ID: id, Title: title, Chars: chars, Cell: func(l packageLine) widgets.Cell { return widgets.Plain(text(l)) }}
	}
	columns := []column{
		figure("number", lang.L("Sequence"), 3, func(l packageLine) string { return l.number }),
		figure("day", lang.L("Day"), 6, func(l packageLine) string { return l.day }),
		figure("members", lang.L("People in it"), 3.4, func(l packageLine) string { return l.members }),
		figure("activities", lang.L("Activities"), 3, func(l packageLine) string { return l.activities }),
		figure("marks", lang.L("Marks"), 4, func(l packageLine) string { return l.marks }),
		figure("files", lang.L("Photos and files"), 5.4, func(l packageLine) string { return l.files }),
		{ID: "state", Title: lang.L("State"), Chars: 7, Grow: 1, Cell: func(l packageLine) widgets.Cell { return widgets.Mark(l.at, l.tone) }},
	}
	if office {
		columns = append([]column{{ID: "office", Title: lang.L("Office"), Chars: 7, Grow: 2, Cell: func(l packageLine) widgets.Cell { return widgets.Strong(l.office) }}}, columns...)
	}
	return columns
}

// packageLines are the packages of one direction as a list shows them.
func (p *exchangePage) packageLines(sent bool) []packageLine {
	var lines []packageLine
	for _, k := range p.facts.packages {
		if k.Sent != sent || k.State == model.PackageFailed || sent && k.Kind != model.ReportPackage && k.Kind != model.HandoverPackage {
			continue
		}
		l := packageLine{
			id: k.ID, sent: sent, number: strconv.Itoa(k.Sequence), day: model.DateOf(k.Made.In(p.desk.now().Location())).String(), office: p.facts.name(k.Office),
			members: grouped(k.Rows["members"]), activities: grouped(k.Rows["activities"]), marks: grouped(k.Rows["attendances"]), files: grouped(len(k.Files)),
		}
		l.at, l.tone = p.packageState(k)
		if k.Kind != model.ReportPackage {
			l.at = k.Kind.Chinese() + " · " + l.at
		}
		lines = append(lines, l)
	}
	return lines
}

// packageState says how far a package has come.
func (p *exchangePage) packageState(k model.Package) (text string, tone widgets.Tone) {
	day := p.desk.shortDay(model.DateOf(k.UpdatedAt.In(p.desk.now().Location())))
	switch k.State {
	case model.PackageConfirmed:
		return lang.L("confirmed {{.Day}}", map[string]any{"Day": day}), widgets.Good
	case model.PackageWritten:
		return lang.L("written, not confirmed yet"), widgets.Neutral
	case model.PackageWriting:
		return lang.L("not finished"), widgets.Red
	case model.PackageApplied:
		return lang.L("taken in {{.Day}}", map[string]any{"Day": day}), widgets.Good
	case model.PackageOlder:
		return lang.L("a newer one was there"), widgets.Neutral
	case model.PackageUndone:
		return lang.L("undone"), widgets.Warn
	case model.PackageWithdrawn:
		return lang.L("taken back"), widgets.Warn
	}
	return string(k.State), widgets.Neutral
}

// show brings the tab up to date.
func (s *sending) show() {
	f := s.page.facts
	above := f.above()
	s.rows = s.page.packageLines(true)
	s.history.Reload()
	s.slip.Disable()
	s.every.SetValue(f.schedule.String())
	s.showDue()
	s.above.show()
	if len(above) == 0 {
		s.card.Objects = []fyne.CanvasObject{widgets.NewCard(lang.L("Report to the office above"), widgets.Down(10,
			widgets.NewWrapped(lang.L("First register the office above: get its office file on a stick, then compare its fingerprint by phone. This is done once."), 34*theme.TextSize()),
			container.NewHBox(widgets.NewPrimary(lang.L("Register an office…"), s.page.offices.onAdd))))}
		s.card.Refresh()
		return
	}
	var options []widgets.Option
	for _, o := range above {
		options = append(options, widgets.Option{Value: string(o.ID), Text: o.Name})
	}
	s.to.SetOptions(options)
	if s.to.Value() == "" {
		s.to.SetValue(options[0].Value)
	}
	s.showPlaces()
	s.showCounts()
	whom := fyne.CanvasObject(widgets.NewMuted(lang.L("{{.Name}} · fingerprint {{.Print}} compared", map[string]any{"Name": above[0].Name, "Print": above[0].Fingerprint()[:9] + "…"})))
	if len(above) > 1 {
		whom = widgets.Chars(14, s.to)
	}
	foot := container.NewBorder(nil, nil, nil, s.write, s.note)
	s.card.Objects = []fyne.CanvasObject{widgets.NewCard(lang.L("Report to the office above"), widgets.Down(10, s.places, s.counts, foot), whom, s.again)}
	s.card.Refresh()
}

// showDue says whether a package is late.
func (s *sending) showDue() {
	f := s.page.facts
	last := lastDay(f.packages, f.above())
	s.state.Hidden = f.schedule.Every == "" // an empty pill says nothing
	switch late := f.schedule.Late(last, s.page.desk.today()); {
	case f.schedule.Every == "":
		s.state.Set("", widgets.Neutral)
		s.due.SetText(lang.L("Choose when the office above wants it; Home reminds you then."))
	case late > 0:
		s.state.Set(lang.L("{{.N}} days overdue", map[string]any{"N": late}), widgets.Red)
		s.due.SetText(lang.L("was due {{.Day}}", map[string]any{"Day": s.page.desk.shortDay(f.schedule.Next(last))}))
	default:
		s.state.Set(lang.L("in time"), widgets.Good)
		s.due.SetText(lang.L("next {{.Day}}", map[string]any{"Day": s.page.desk.shortDay(f.schedule.Next(s.page.desk.today().AddDays(-1)))}))
	}
}

// lastDay is the day of the last package, else that on which the office above
// was registered: from then on packages are owed.
func lastDay(packages []model.Package, above []model.KnownOffice) model.Date {
	if last, ok := lastWritten(packages); ok {
		return model.DateOf(last.Made)
	}
	for _, o := range above {
		return model.DateOf(o.Approved)
	}
	return model.Date{}
}

// showPlaces shows the sticks and the chosen folder, one of them marked.
func (s *sending) showPlaces() {
	f := s.page.facts
	if s.place == "" && len(f.sticks) == 1 {
		s.place = f.sticks[0].Path
	}
	s.places.RemoveAll()
	for _, k := range f.sticks {
		s.places.Add(s.tile(k.Name, lang.L("{{.Free}} free of {{.Total}}", map[string]any{"Free": sizeText(k.Free), "Total": sizeText(k.Total)}),
			s.place == k.Path, func() { s.choose(k.Path) }))
	}
	note := lang.L("Save it elsewhere")
	if len(f.sticks) == 0 {
		note = lang.L("No stick is in. Put one in and press “Look for sticks again”.")
	}
	if f.folder != "" {
		note = f.folder
	}
	s.places.Add(s.tile(lang.L("Choose a folder…"), note, s.place != "" && s.place == f.folder, func() {
		s.page.desk.chooseFolder(func(folder string) {
			s.page.facts.folder = folder
			s.choose(folder)
		})
	}))
	s.places.Refresh()
}

func (s *sending) choose(folder string) {
	s.place = folder
	s.showPlaces()
	s.showCounts()
}

// tile is one place that a package can go to.
func (s *sending) tile(title, note string, chosen bool, tapped func()) fyne.CanvasObject {
	line := widgets.NewMuted(note)
	line.Shrink = true
	name := widgets.NewBold(title)
	name.Shrink = true
	fill := widgets.ColorSurface
	if chosen {
		fill = widgets.ColorAccentSoft
	}
	panel := widgets.NewPanel(fill, widgets.Down(2, name, line))
	panel.Line, panel.Radius, panel.Inset = widgets.ColorLine, 8, fyne.NewSize(14, 10)
	return widgets.NewTappable(panel, tapped)
}

// showCounts says what goes.
func (s *sending) showCounts() {
	out := s.page.facts.outgoing[model.ID(s.to.Value())]
	row := widgets.Across(18)
	names := map[string]string{"members": lang.L("People in it"), "activities": lang.L("Activities"), "attendances": lang.L("Marks"), "certificates": lang.L("Certificates in it")}
	for _, c := range out.Counts {
		one := widgets.Across(5, widgets.NewText(names[c.Table.Name]), widgets.NewBold(grouped(c.All)))
		if c.New > 0 && !out.Since.IsZero() {
			one.Add(widgets.NewPill("+"+grouped(c.New), widgets.Good))
		}
		if c.Changed > 0 {
			one.Add(widgets.NewPill(lang.L("changed {{.N}}", map[string]any{"N": grouped(c.Changed)}), widgets.Info))
		}
		row.Add(one)
	}
	files := widgets.Across(5, widgets.NewText(lang.L("Photos and files")), widgets.NewBold(grouped(out.Files)))
	if out.Files > 0 {
		files.Add(widgets.NewMuted(lang.L("about {{.Size}}", map[string]any{"Size": sizeText(out.Bytes)})))
	}
	row.Add(files)
	since := lang.L("Everything goes; new and changed is since the last package that was confirmed.")
	if out.Since.IsZero() {
		since = lang.L("Everything goes; no package was confirmed yet.")
	}
	if out.Relays > 0 {
		row.Add(widgets.Across(5, widgets.NewText(lang.L("Centres passed on")), widgets.NewBold(grouped(out.Relays))))
	}
	// Of large centres it is wider than small screens.
	s.counts.Objects = []fyne.CanvasObject{container.NewHScroll(row)}
	s.counts.Refresh()
	if _, renewed := s.page.facts.renewed(); renewed {
		since = lang.L("Refused there until the new keys of this office are registered: see Offices and keys.")
	}
	s.note.SetText(since)
	enable(s.write, s.place != "" && !s.page.facts.keysLost())
}

// onWrite writes the package, with progress, and says when the stick may be
// pulled.
func (s *sending) onWrite() {
	d, f := s.page.desk, s.page.facts
	to, folder := model.ID(s.to.Value()), s.place
	var office model.KnownOffice
	for _, o := range f.above() {
		if o.ID == to {
			office = o
		}
	}
	var done exchange.Exported
	d.long(lang.L("Writing the package"), func(ctx context.Context, tell progress) error {
		keys, err := keyring.Open(ctx, s.page.store)
		if err != nil {
			return err
		}
		x := exchange.Export{Kind: model.ReportPackage, To: office, Keys: keys, Folder: folder, Tell: func(p exchange.Progress) {
			tell(exportShare(p), exportWhole)
		}}
		done, err = x.Write(ctx, s.page.store)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, s.onWrite)
			s.page.Refresh()
			return
		}
		d.say(lang.L("Package {{.N}} is written and verified", map[string]any{"N": done.Package.Sequence}))
		d.changed()
		text := lang.L("Package {{.N}} for {{.Name}} was written, read back and verified. The stick can be pulled out now.\n{{.File}}",
			map[string]any{"N": done.Package.Sequence, "Name": office.Name, "File": done.Path})
		if n := len(done.Lost); n > 0 {
			text += "\n" + lang.L("{{.N}} photos or files are missing or damaged on this computer and did not go.", map[string]any{"N": n})
		}
		s.written(text, done.Package)
	})
}

// written says that the stick may be pulled, and offers the slip.
func (s *sending) written(text string, p model.Package) {
	var box *dialogBox
	box = s.page.desk.openDialog(dialogSpec{
		title: lang.L("Written and verified"), content: paragraph(text), size: fyne.NewSize(560, 0),
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Print the hand-over slip"), func() { box.close(); s.print(p.ID) }),
			widgets.NewPrimary(lang.L("Close"), func() { box.close() }),
		},
	})
}

// The parts of the bar: writing and verifying take about as long.
const exportWhole = 1000

// exportShare is how far of exportWhole an export has come.
func exportShare(p exchange.Progress) int {
	if p.Total == 0 {
		return 0
	}
	share := int(p.Done * (exportWhole/2 - 1) / p.Total)
	if p.Step == exchange.Verifying {
		share += exportWhole / 2
	}
	return max(share, 1)
}

func (s *sending) onSlip() {
	if l, ok := s.history.Selected(); ok {
		s.print(l.id)
	}
}

func (s *sending) print(id model.ID) {
	s.page.desk.print(nil, printing.Job{Kind: printing.HandoverSlip, ID: id})
}

// onSchedule keeps when packages are due.
func (s *sending) onSchedule(value string) {
	d := s.page.desk
	d.run(func(ctx context.Context) error { return s.page.store.SaveSetting(ctx, scheduleSetting, value) }, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		d.say(lang.L("Saved"))
		d.changed()
	})
}

// reportStore is what tells whether a package is owed.
type reportStore interface {
	Setting(ctx context.Context, key string) (string, error)
	Self(ctx context.Context) (model.Office, error)
	Offices(ctx context.Context) ([]model.KnownOffice, error)
	Packages(ctx context.Context, f store.PackageFilter) ([]model.Package, error)
}

// reportLate is by how many days a package to the office above is overdue, for
// 首页; 0 where none is owed.
func reportLate(ctx context.Context, st reportStore, today model.Date) (int, error) {
	text, err := st.Setting(ctx, scheduleSetting)
	if err != nil || text == "" {
		return 0, err
	}
	var f exchangeFacts
	if f.self, err = st.Self(ctx); err != nil {
		return 0, err
	}
	if f.offices, err = st.Offices(ctx); err != nil {
		return 0, err
	}
	sent, err := st.Packages(ctx, store.PackageFilter{Sent: true, Kind: model.ReportPackage})
	return model.ParseSchedule(text).Late(lastDay(sent, f.above()), today), err
}
