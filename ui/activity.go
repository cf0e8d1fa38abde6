package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// The tabs of an activity.
const (
	tabOverview = "overview"
	tabRoll     = "roll"
	tabRecord   = "record"
	tabPhotos   = "photos"
	tabPrint    = "print"
)

// activityPageStore is what one activity's page asks the store for.
type activityPageStore interface {
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
	Clashes(ctx context.Context, a model.Activity) ([]model.Clash, error)
	SaveActivity(ctx context.Context, a model.Activity) (model.Activity, error)
	RemoveActivity(ctx context.Context, id model.ID) error
	Proceedings(ctx context.Context, activity model.ID) (model.Proceedings, error)
}

// activityPage is one activity in the list's place: 概况, 名单与签到, 纪实 and
// 打印, with the totals, what to mind and the forms beside them.
type activityPage struct {
	desk  *desk
	list  *activities
	store activityPageStore
	id    model.ID

	roll    model.Roll // as it was last read; no ID until then
	marks   int        // markings saved; what was read before the last one is old
	clashes []model.Clash
	// proceedings are what the record holds beside its texts.
	proceedings model.Proceedings

	people   *roll
	record   *recordForm
	photos   *recordPhotos
	makeUps  *makeUpList
	overview *widgets.Facts
	tabs     *widgets.Tabs
	body     *fyne.Container
	side     *rollSide
	toDesk   *widgets.Button
	hours    *widgets.Button
	sheet    *hoursSheet // last opened
	edit     *widgets.Button
	more     *widgets.MenuButton
	content  fyne.CanvasObject
}

func newActivityPage(d *desk, list *activities, id model.ID, tab string) *activityPage {
	p := &activityPage{desk: d, list: list, store: d.store, id: id, body: container.NewStack()}
	p.people = newRoll(d, p)
	p.record = newRecordForm(d, p)
	p.photos = newRecordPhotos(d, p)
	p.makeUps = newMakeUpList(d, store.MissedFilter{Activity: id})
	p.overview = widgets.NewFacts(7)
	p.side = newRollSide(p)
	p.tabs = widgets.NewTabs([]widgets.Option{
		{Value: tabOverview, Text: lang.L("Overview")},
		{Value: tabRoll, Text: lang.L("List and sign-in")},
		{Value: tabRecord, Text: lang.L("Record")},
		{Value: tabPhotos, Text: lang.L("Photos and files")},
		{Value: tabMakeUp, Text: lang.L("Make-up")},
		{Value: tabPrint, Text: lang.L("Print")},
	}, p.onTab)
	p.tabs.SetShown(tabMakeUp, false)
	p.toDesk = widgets.NewButton(lang.L("Sign-in desk"), func() { d.goTo(pageCheckIn, openDesk(p.id)) })
	p.hours = widgets.NewButton(lang.L("Confirm the hours"), p.onHours)
	p.edit = widgets.NewButton(lang.L("Edit"), p.onEdit)
	p.more = widgets.NewMenuButton(lang.L("More actions"), p.menu)
	card := widgets.NewCard("", container.NewBorder(widgets.Down(0, p.tabs, widgets.Spacer(0, 10)), nil, nil, nil, p.body))
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), p.side.content), card)
	p.tabs.SetValue(tab)
	p.showTab()
	return p
}

// head names the activity in the top bar.
func (p *activityPage) head() fyne.CanvasObject {
	a := p.roll.Activity
	pill := widgets.NewPill(model.KindOf(a.Kind).Name, widgets.Info)
	if a.State == model.Cancelled {
		pill.Set(a.State.Chinese(), widgets.Red)
	}
	if a.ID == "" {
		pill.Hide()
		return headline(lang.L("Activities"), p.list.onBack, "…", pill, "")
	}
	speaker := ""
	if model.KindOf(a.Kind).Needs("Presenter") && a.Presenter != "" {
		speaker = lang.L("Presenter") + " " + a.Presenter
	}
	return headline(lang.L("Activities"), p.list.onBack, a.Title, pill, punctuated(p.desk.when(a), a.Place, speaker))
}

func (p *activityPage) actions() []fyne.CanvasObject {
	if p.locked() {
		return nil
	}
	if p.waiting() > 0 {
		return []fyne.CanvasObject{p.toDesk, p.hours, p.edit, p.more}
	}
	return []fyne.CanvasObject{p.toDesk, p.edit, p.more}
}

// refresh reads the activity and everybody on its list.
func (p *activityPage) refresh() {
	var roll model.Roll
	var clashes []model.Clash
	var proceedings model.Proceedings
	marks := p.marks
	p.desk.run(func(ctx context.Context) (err error) {
		if roll, err = p.store.Roll(ctx, p.id); err != nil {
			return err
		}
		if clashes, err = p.store.Clashes(ctx, roll.Activity); err != nil {
			return err
		}
		proceedings, err = p.store.Proceedings(ctx, p.id)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.refresh)
			return
		}
		if p.marks != marks {
			p.refresh()
			return
		}
		p.roll, p.clashes, p.proceedings = roll, clashes, proceedings
		p.show()
	})
}

// show brings every part up to date with the roll.
func (p *activityPage) show() {
	defer p.lock()
	p.people.show()
	p.record.show()
	p.photos.show(p.proceedings)
	p.tabs.SetShown(tabMakeUp, p.madeUpLater())
	if p.tabs.Value() == tabMakeUp {
		p.makeUps.load()
	}
	p.overview.Set(p.overviewWidth(), p.facts())
	p.side.show()
	p.desk.retitle()
}

// madeUpLater reports whether who misses the activity makes it up. A make-up
// session has no list of its own: who misses that too still misses the lesson.
func (p *activityPage) madeUpLater() bool {
	a := p.roll.Activity
	return a.MakesUp == "" && model.KindOf(a.Kind).Needs("MakesUp")
}

func (p *activityPage) onTab(tab string) {
	if p.record.dirty() && tab != tabRecord {
		p.tabs.SetValue(tabRecord)
		p.desk.shell.leaving(func() {
			p.record.reset()
			p.tabs.SetValue(tab)
			p.showTab()
		})
		return
	}
	p.showTab()
}

func (p *activityPage) showTab() {
	var content fyne.CanvasObject
	switch p.tabs.Value() {
	case tabOverview:
		content = container.NewVScroll(p.overview)
	case tabRecord:
		content = p.record.content
	case tabPhotos:
		content = p.photos.content
	case tabMakeUp:
		content = p.makeUps.content
		p.makeUps.load()
	case tabPrint:
		content = p.printTab()
	default:
		content = p.people.content
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
	if p.tabs.Value() == tabOverview && p.roll.Activity.ID != "" {
		p.overview.Set(p.overviewWidth(), p.facts())
	}
}

// printTab names the forms of an activity and what each is for.
func (p *activityPage) printTab() fyne.CanvasObject {
	rows := widgets.Down(0)
	for _, f := range activityForms() {
		text := widgets.Down(2, widgets.NewBold(f.name), widgets.NewMuted(f.use))
		button := widgets.NewButton(lang.L("Print"), func() { p.print(f.kind) })
		rows.Add(widgets.Inset(0, 10, container.NewBorder(nil, nil, nil, container.NewCenter(button), text)))
		rows.Add(widgets.NewLine())
	}
	folder := widgets.NewLink(lang.L("Open the print folder"), p.onFolder)
	rows.Add(widgets.Inset(0, 10, container.NewHBox(widgets.NewMuted(lang.L("PDFs are kept in the print folder.")), folder, layout.NewSpacer())))
	return container.NewVScroll(widgets.Inset(2, 2, rows))
}

// activityPaper names one form that an activity is printed on.
type activityPaper struct {
	kind      printing.Kind
	name, use string
}

func activityForms() []activityPaper {
	return []activityPaper{
		{printing.SignIn, lang.L("Blank sign-in sheet"), lang.L("Everybody expected, with room to sign by hand and for walk-ins")},
		{printing.SignedIn, lang.L("Sign-in as marked"), lang.L("Who came, was late, on leave or absent, with the totals")},
		{printing.SignInPhotos, lang.L("Sign-in sheet with photos"), lang.L("Nine people to a page with their photos, where the keeper does not know everybody")},
		{printing.PlaceCards, lang.L("Place cards"), lang.L("One name to a page, to be folded and put on the table")},
		{printing.Record, lang.L("Activity record"), lang.L("Agenda, content, decisions and outcome, to be signed")},
	}
}

// print prints one form. A record that is being written is saved first, or
// the paper would not say what the screen does.
func (p *activityPage) print(kind printing.Kind) {
	do := func() { p.desk.print(nil, printing.Job{Kind: kind, ID: p.id}) }
	if kind == printing.Record && p.record.dirty() {
		p.desk.ask(lang.L("Save and print?"), lang.L("The record is not saved yet."), lang.L("Save and print"), func() { p.record.saveThen(do) })
		return
	}
	do()
}

func (p *activityPage) onFolder() {
	var folder string
	p.desk.run(func(ctx context.Context) (err error) {
		folder, err = p.desk.printFolder(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.desk.open(folder)
	})
}

// onPrint prints what is wanted next: the blank sheet before the activity, the
// record from its own tab, else the sheet as marked.
func (p *activityPage) onPrint() {
	switch {
	case p.tabs.Value() == tabRecord:
		p.print(printing.Record)
	case p.roll.Activity.State == model.Planned:
		p.print(printing.SignIn)
	default:
		p.print(printing.SignedIn)
	}
}

func (p *activityPage) onSave() {
	switch p.tabs.Value() {
	case tabRecord:
		p.record.onSave()
	case tabPhotos:
		p.photos.saveCaptions()
	}
}

// onDropped adds files dropped onto the activity to its record.
func (p *activityPage) onDropped(paths []string) {
	if p.locked() {
		return
	}
	p.tabs.SetValue(tabPhotos)
	p.onTab(tabPhotos)
	if p.tabs.Value() == tabPhotos {
		p.photos.onDropped(paths)
	}
}

// onUndo takes the last step back: what was taken out of the photos while they
// are in view, else the last marking.
func (p *activityPage) onUndo() {
	if p.tabs.Value() == tabPhotos {
		p.photos.onUndo()
		return
	}
	p.people.onUndo()
}

func (p *activityPage) unsaved() bool { return p.record.dirty() || len(p.photos.written()) > 0 }

func (p *activityPage) search(text string) {
	if text != "" && p.tabs.Value() != tabRoll && !p.record.dirty() {
		p.tabs.SetValue(tabRoll)
		p.showTab()
	}
	p.people.search(text)
}

func (p *activityPage) onEdit() {
	if p.roll.Activity.ID == "" {
		return
	}
	p.list.form = openActivityForm(p.desk, activityPlan{activity: p.roll.Activity}, func(model.Activity) { p.desk.changed() })
}

func (p *activityPage) menu() []*fyne.MenuItem {
	items := p.list.planItems(p.roll.Activity, p.desk.changed)
	if p.hasHours() {
		items = append(items, fyne.NewMenuItem(lang.L("Hours of the service"), p.onHours))
	}
	return append(items, fyne.NewMenuItem(lang.L("Remove from the lists"), p.onRemove))
}

func (p *activityPage) onRemove() {
	p.desk.ask(lang.L("Remove from the lists?"),
		lang.L("“{{.Title}}” and its sign-in will be on no list and in no count any more.", map[string]any{"Title": p.roll.Activity.Title}),
		lang.L("Remove"), func() {
			p.desk.run(func(ctx context.Context) error { return p.store.RemoveActivity(ctx, p.id) }, func(err error) {
				if err != nil {
					p.desk.fail(err, nil)
					return
				}
				p.list.close()
				p.desk.say(lang.L("Removed"))
				p.desk.changed()
			})
		})
}
