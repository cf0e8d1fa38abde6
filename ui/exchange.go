package ui

import (
	"context"
	"errors"
	"io"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// exchangeStore is what 上报 asks the store for, beside what package exchange
// does.
type exchangeStore interface {
	exchange.Sender
	exchange.Receiver
	keyring.Holder
	Offices(ctx context.Context) ([]model.KnownOffice, error)
	Approve(ctx context.Context, o model.Office) error
	Packages(ctx context.Context, f store.PackageFilter) ([]model.Package, error)
	Outgoing(ctx context.Context, office model.ID) (model.Outgoing, error)
	StreetItems(ctx context.Context) ([]model.StreetItem, error)
	ItemsFromAbove(ctx context.Context) ([]model.StreetItem, error)
	SaveStreetItem(ctx context.Context, item model.StreetItem) (model.StreetItem, error)
	RemoveStreetItem(ctx context.Context, id model.ID) error
	SignItem(ctx context.Context, id model.ID) error
	AddFile(ctx context.Context, name string, r io.Reader) (model.Attachment, error)
	Receives() bool
	Rekey(ctx context.Context, office model.ID, o model.Office) error
	Centres(ctx context.Context) ([]model.Organisation, error)
	RelayedCentres(ctx context.Context) ([]model.RelayedCentre, error)
	AssignCentre(ctx context.Context, centre, to model.ID) error
	UndoReceive(ctx context.Context, office model.ID) (model.UndonePackage, error)
	Acknowledging(to model.KnownOffice) (*store.Departure, error)
	Setting(ctx context.Context, key string) (string, error)
	SaveSetting(ctx context.Context, key, value string) error
}

// The tabs of 上报.
const (
	tabSend    = "send"
	tabArrive  = "arrive"
	tabArrived = "arrived"
	tabAnswer  = "answer"
	tabOffices = "offices"
)

// scheduleSetting names the setting with the model.ReportSchedule.
const scheduleSetting = "report-schedule"

// exchangePage is 上报: packages to the office above, packages that come, and
// the offices that both are exchanged with.
type exchangePage struct {
	desk  *desk
	store exchangeStore

	tabs    *widgets.Tabs
	keys    *keyChoice
	send    *sending
	arrive  *arriving
	answer  *answering
	offices *officeList
	body    *fyne.Container
	trouble *trouble
	content fyne.CanvasObject

	facts   exchangeFacts
	pairing *pairing // last opened
	wanted  model.ID // the item to open once everything is read
	guiding bool     // through the replacing of a lost computer, likewise
	guide   *replacing
}

// exchangeFacts is what the page shows, as it was at one moment.
type exchangeFacts struct {
	self     model.Office // with its keys
	keysErr  error        // why there are none; told where they matter
	record   model.KeyRecord
	unnoted  *model.PublicKeys // the keys in the data folder that are not those of record
	offices  []model.KnownOffice
	packages []model.Package
	outgoing map[model.ID]model.Outgoing // by office above
	schedule model.ReportSchedule
	// What this office hands down, and what was handed down to it.
	items, fromAbove []model.StreetItem
	sticks           []exchange.Stick
	folder           string // the folder that was chosen last
}

// keysLost reports whether somebody has to choose which keys this office has.
func (f exchangeFacts) keysLost() bool { return model.CodeOf(f.keysErr) == model.KeysLost }

// renewed are this office's keys where they were made in place of lost ones and
// nobody has said yet that the other offices know them.
func (f exchangeFacts) renewed() (model.PublicKeys, bool) {
	present, noted := f.record.Present()
	return present, noted && present.Renewed && f.keysErr == nil
}

// above are the approved offices that this one reports to.
func (f exchangeFacts) above() []model.KnownOffice {
	return f.approved(func(o model.KnownOffice) bool { return o.Kind.Above(f.self.Kind) })
}

// below are the approved offices that report to this one.
func (f exchangeFacts) below() []model.KnownOffice {
	return f.approved(func(o model.KnownOffice) bool { return f.self.Kind.Above(o.Kind) })
}

func (f exchangeFacts) approved(wanted func(model.KnownOffice) bool) []model.KnownOffice {
	var list []model.KnownOffice
	for _, o := range f.offices {
		if !o.Approved.IsZero() && wanted(o) {
			list = append(list, o)
		}
	}
	return list
}

// name is what an office is called.
func (f exchangeFacts) name(id model.ID) string {
	for _, o := range f.offices {
		if o.ID == id {
			return o.Name
		}
	}
	return lang.L("unknown office")
}

func newExchange(d *desk) page {
	p := &exchangePage{desk: d, store: d.store, body: container.NewStack()}
	p.trouble = newTrouble(p.Refresh)
	p.keys = newKeyChoice(p)
	p.send, p.arrive, p.answer, p.offices = newSending(p), newArriving(p), newAnswering(p), newOfficeList(p)
	send := widgets.Option{Value: tabSend, Text: lang.L("Report to the office above")}
	options := []widgets.Option{
		send,
		{Value: tabArrive, Text: lang.L("Receive packages")},
		{Value: tabArrived, Text: lang.L("Taken in so far")},
		{Value: tabOffices, Text: lang.L("Offices and keys")},
	}
	if d.store.Receives() {
		options = []widgets.Option{options[1], options[2], {Value: tabAnswer, Text: lang.L("Hand down and answer")}, send, options[3]}
	}
	p.tabs = widgets.NewTabs(options, func(string) { p.showTab() })
	p.content = widgets.Frame(widgets.Down(0, p.trouble.content, p.tabs, widgets.Spacer(0, 10)), nil, nil, nil, p.body)
	p.showTab()
	return p
}

func (p *exchangePage) Title() string              { return lang.L("Reporting") }
func (p *exchangePage) Content() fyne.CanvasObject { return p.content }

// Subtitle says when the last package went out.
func (p *exchangePage) Subtitle() string {
	if last, ok := lastWritten(p.facts.packages); ok {
		return lang.L("Last report: {{.When}}", map[string]any{"When": p.desk.shortDay(model.DateOf(last.Made))})
	}
	return ""
}

// lastWritten is the newest package that went out, of those newest first.
func lastWritten(packages []model.Package) (model.Package, bool) {
	for _, k := range packages {
		if k.Sent && k.Kind == model.ReportPackage && (k.State == model.PackageWritten || k.State == model.PackageConfirmed) {
			return k, true
		}
	}
	return model.Package{}, false
}

func (p *exchangePage) showTab() {
	p.desk.window.Canvas().Unfocus() // what had the keys goes out of sight
	contents := map[string]fyne.CanvasObject{tabSend: p.send.content, tabArrive: p.arrive.content, tabArrived: p.arrive.past, tabAnswer: p.answer.content, tabOffices: p.offices.content}
	shown := contents[p.tabs.Value()]
	if p.facts.keysLost() && p.tabs.Value() != tabArrived {
		shown = p.keys.content
	}
	p.body.Objects = []fyne.CanvasObject{shown}
	p.body.Refresh()
}

// Refresh reads everything anew.
func (p *exchangePage) Refresh() {
	var facts exchangeFacts
	p.desk.run(func(ctx context.Context) (err error) {
		facts, err = readExchange(ctx, p.store)
		return err
	}, func(err error) {
		trouble := errors.Join(err, facts.keysErr)
		if err == nil && facts.keysLost() {
			p.desk.note(trouble)
			trouble = nil // the tabs say it
		}
		p.trouble.show(p.desk, trouble)
		if err != nil {
			return
		}
		facts.folder = p.facts.folder
		lost := p.facts.keysLost()
		p.facts = facts
		p.keys.show()
		if lost != facts.keysLost() {
			p.showTab()
		}
		p.send.show()
		p.arrive.showHistory()
		p.answer.show()
		p.offices.show()
		p.desk.retitle()
		p.openWanted()
	})
}

// Open does an errand: it shows what was handed down, to be signed for, or leads
// through the replacing of a lost computer.
func (p *exchangePage) Open(errand any) {
	switch e := errand.(type) {
	case signFor:
		p.tabs.Choose(tabSend)
		p.wanted = model.ID(e)
	case replaceComputer:
		p.tabs.Choose(tabOffices)
		p.guiding = true
	default:
		return
	}
	p.Refresh()
}

// openWanted opens what an errand asked for.
func (p *exchangePage) openWanted() {
	wanted, guiding := p.wanted, p.guiding
	p.wanted, p.guiding = "", false
	if guiding {
		p.guide = openReplacing(p)
		return
	}
	for _, item := range p.facts.fromAbove {
		if item.ID == wanted {
			p.send.above.open(item)
		}
	}
}

func readExchange(ctx context.Context, st exchangeStore) (f exchangeFacts, err error) {
	if f.self, err = st.Self(ctx); err != nil {
		return f, err
	}
	if keys, err := keyring.Open(ctx, st); err == nil {
		f.self = keys.Public(f.self)
	} else {
		f.keysErr = err
	}
	if f.keysLost() {
		there, ok, err := keyring.Unnoted(ctx, st)
		if err != nil {
			return f, err
		}
		if ok {
			f.unnoted = &there
		}
	}
	if f.record, err = st.KeyRecord(ctx); err != nil {
		return f, err
	}
	if f.offices, err = st.Offices(ctx); err != nil {
		return f, err
	}
	if f.packages, err = st.Packages(ctx, store.PackageFilter{}); err != nil {
		return f, err
	}
	schedule, err := st.Setting(ctx, scheduleSetting)
	if err != nil {
		return f, err
	}
	f.schedule = model.ParseSchedule(schedule)
	if f.fromAbove, err = st.ItemsFromAbove(ctx); err != nil {
		return f, err
	}
	if f.items, err = st.StreetItems(ctx); err != nil {
		return f, err
	}
	f.outgoing = map[model.ID]model.Outgoing{}
	for _, o := range f.above() { // one, as a rule
		if f.outgoing[o.ID], err = st.Outgoing(ctx, o.ID); err != nil {
			return f, err
		}
	}
	f.sticks = exchange.Sticks()
	return f, nil
}

// onDropped takes packages and office files.
func (p *exchangePage) onDropped(paths []string) {
	p.tabs.Choose(tabArrive)
	p.arrive.look(paths)
}

// sizeText writes bytes as people read them: 27.4 GB.
func sizeText(n int64) string {
	units := []string{"B", "KB", "MB", "GB", "TB"}
	value, at := float64(n), 0
	for value >= 1000 && at < len(units)-1 {
		value /= 1024
		at++
	}
	if at == 0 {
		return lang.L("{{.N}} bytes", map[string]any{"N": n})
	}
	return strconv.FormatFloat(value, 'f', 1, 64) + " " + units[at]
}

// onSave is Ctrl+S: it writes the package where its place is chosen.
func (p *exchangePage) onSave() {
	if p.tabs.Value() == tabSend && len(p.facts.above()) > 0 && !p.send.write.Disabled() {
		p.send.onWrite()
	}
}
