package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// memberStore is what 人员 needs of the store.
type memberStore interface {
	optionStore
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	Member(ctx context.Context, id model.ID) (model.Member, error)
	MemberHistory(ctx context.Context, id model.ID) ([]model.Participation, error)
	SaveMember(ctx context.Context, m model.Member) (model.Member, error)
	RemoveMember(ctx context.Context, id model.ID) error
	RestoreMember(ctx context.Context, id model.ID) error
	MergedInto(ctx context.Context, member model.ID) (string, error)
	SaveOrganisation(ctx context.Context, o model.Organisation) (model.Organisation, error)
	Alike(ctx context.Context, m model.Member) ([]model.Pair, error)
	MemberLists(ctx context.Context) ([]store.MemberList, error)
	SaveMemberList(ctx context.Context, l store.MemberList) (store.MemberList, error)
	RemoveMemberList(ctx context.Context, id model.ID) error
	Setting(ctx context.Context, key string) (string, error)
	SaveSetting(ctx context.Context, key, value string) error
	Centre(ctx context.Context) (model.Centre, error)
}

// members is 人员: everybody the centre keeps, and the chosen person beside
// the list.
type members struct {
	desk  *desk
	store memberStore

	filters *memberFilters
	lists   *widgets.MenuButton
	columns *widgets.Button
	nameBy  *widgets.FilterButton // by what names are ordered
	count   *widgets.Text
	all     *widgets.LinkText // ticks everybody, or nobody
	table   *widgets.DataTable[memberRow]
	empty   *fyne.Container
	panel   *memberPanel
	trouble *trouble
	content fyne.CanvasObject

	shown []memberColumn
	// remembered are the columns of the setting, as it was read last: a list
	// that was opened keeps its own until somebody chooses others.
	remembered string
	saved      []store.MemberList
	search     string
	// pickFirst has the next answer choose its first person, so that whoever
	// types a name sees the person at once.
	pickFirst bool
}

// memberRow is one line of the list, ready to be shown.
type memberRow struct {
	id    model.ID
	name  string
	texts map[string]string // by column
}

func newMembers(d *desk) page {
	p := &members{desk: d, store: d.store, count: widgets.NewMuted(""), empty: container.NewStack(), pickFirst: true}
	p.filters = newMemberFilters(d, p.onFilter)
	p.lists = widgets.NewMenuButton(lang.L("Lists"), func() []*fyne.MenuItem { return p.listMenu(p.saved) })
	p.columns = widgets.NewButton(lang.L("Columns"), p.onColumns)
	p.nameBy = widgets.NewFilter(lang.L("Names by "), []widgets.Option{
		{Text: lang.L("pinyin")}, {Value: string(store.ByStrokes), Text: lang.L("strokes")},
	}, func(string) { p.order(p.nameOrder(), false); p.reloadTop() })
	p.all = widgets.NewLink("", p.onAll)
	p.table = widgets.NewTable(nil, func(r memberRow) string { return string(r.id) }, p.load, p.empty)
	p.table.Sort = nameColumn
	p.table.Checks = true
	p.table.OnSelected = func(r memberRow) { p.panel.show(r.id) }
	p.table.OnOpened = func(r memberRow) { p.panel.show(r.id); p.panel.onEdit() }
	p.table.OnLoaded = p.onLoaded
	p.table.OnChecked = func(int) { p.showCount() }
	p.showColumns(nil)
	p.panel = newMemberPanel(d, p.store)
	p.trouble = newTrouble(p.Refresh)
	second := container.NewBorder(nil, nil, widgets.Across(10, container.NewCenter(p.count), container.NewCenter(p.all)), widgets.Across(8, p.nameBy, p.columns, p.lists))
	head := widgets.Down(8, p.filters.content, second, p.trouble.content, widgets.Spacer(0, 0))
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), p.panel.content),
		widgets.NewCard("", container.NewBorder(head, nil, nil, nil, p.table)))
	return p
}

// nameColumn is the column of names.
const nameColumn = "Name"

// showColumns shows the columns with ids.
func (p *members) showColumns(ids []string) {
	p.shown = columnsOf(ids)
	if p.desk.store.Receives() {
		p.shown = slices.Insert(p.shown, 1, ownerColumn())
	}
	p.table.SetColumns(tableColumns(p.shown))
}

func (p *members) columnIDs() []string {
	var ids []string
	for _, c := range p.shown {
		if c.id != ownerColumnID {
			ids = append(ids, c.id)
		}
	}
	return ids
}

// onColumns lets somebody choose the columns, which are remembered.
func (p *members) onColumns() {
	openColumnPicker(p.desk, p.columnIDs(), func(ids []string) {
		p.showColumns(ids)
		p.table.Reload()
		p.remembered = strings.Join(ids, " ")
		p.desk.run(func(ctx context.Context) error {
			return p.store.SaveSetting(ctx, memberColumnsSetting, strings.Join(ids, " "))
		}, func(err error) { p.desk.fail(err, nil) })
	})
}

// order has the list ordered as the store names it.
func (p *members) order(order store.MemberOrder, descending bool) {
	p.table.Sort, p.table.Descending = nameColumn, descending
	p.nameBy.SetValue("")
	if order == store.ByPinyin || order == store.ByStrokes {
		p.nameBy.SetValue(string(order))
		return
	}
	for _, c := range p.shown {
		if c.order == order {
			p.table.Sort = c.id
		}
	}
}

// nameOrder is by what names are ordered.
func (p *members) nameOrder() store.MemberOrder { return store.MemberOrder(p.nameBy.Value()) }

// orderOf is what the store orders by for a column.
func (p *members) orderOf(column string) store.MemberOrder {
	for _, c := range p.shown {
		if c.id == column && c.id != nameColumn && c.order != unordered {
			return c.order
		}
	}
	return p.nameOrder()
}

func rowOf(m model.Member, names map[model.ID]string, columns []memberColumn, today model.Date) memberRow {
	r := memberRow{id: m.ID, name: m.Name, texts: make(map[string]string, len(columns))}
	for _, c := range columns {
		r.texts[c.id] = c.text(m, names, today)
	}
	return r
}

func sexText(s model.Sex) string {
	switch s {
	case model.Male:
		return lang.L("Male")
	case model.Female:
		return lang.L("Female")
	}
	return ""
}

func (p *members) Title() string              { return lang.L("Members") }
func (p *members) Content() fyne.CanvasObject { return p.content }

func (p *members) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewButton(lang.L("Import roster"), p.onImport),
		widgets.NewButton(lang.L("Export"), p.onExport),
		widgets.NewButton(lang.L("Print roster"), p.onPrint),
		widgets.NewMenuButton(lang.L("More actions"), func() []*fyne.MenuItem {
			return []*fyne.MenuItem{
				fyne.NewMenuItem(lang.L("Print member cards"), p.onCards),
				fyne.NewMenuItem(lang.L("Check for duplicates"), p.onDuplicates),
				fyne.NewMenuItem(lang.L("Merge the two chosen"), p.onMerge),
			}
		}),
		widgets.NewPrimary(lang.L("Add  Ctrl+N"), p.onNew),
	}
}

// LookActions are those that change nothing.
func (p *members) LookActions() []fyne.CanvasObject {
	return []fyne.CanvasObject{widgets.NewButton(lang.L("Export"), p.onExport), widgets.NewPrimary(lang.L("Print roster"), p.onPrint)}
}

// SearchHint says what the search box of the top bar finds here.
func (p *members) SearchHint() string { return lang.L("Name, pinyin, initials or phone") }

// Search narrows the list.
func (p *members) Search(text string) {
	if text == p.search {
		return
	}
	p.search = text
	p.onFilter()
}

// Refresh loads the filters' words, the saved lists, the list and the chosen
// person anew.
func (p *members) Refresh() {
	var o memberOptions
	var saved []store.MemberList
	var columns string
	p.desk.run(func(ctx context.Context) (err error) {
		if o, err = loadMemberOptions(ctx, p.store); err != nil {
			return err
		}
		if saved, err = p.store.MemberLists(ctx); err != nil {
			return err
		}
		columns, err = p.store.Setting(ctx, memberColumnsSetting)
		return err
	}, func(err error) {
		p.trouble.show(p.desk, err)
		if err != nil {
			return
		}
		p.filters.show(o)
		p.saved = saved
		if columns != p.remembered {
			p.remembered = columns
			p.showColumns(strings.Fields(columns))
		}
		p.table.Reload()
		p.panel.reload()
	})
}

// filter is what the list is narrowed to.
func (p *members) filter() store.MemberFilter {
	f := p.filters.filter()
	f.Search = p.search
	return f
}

// ordered is filter in the order that is shown.
func (p *members) ordered() store.MemberFilter {
	f := p.filter()
	f.Order, f.Descending = p.orderOf(p.table.Sort), p.table.Descending
	return f
}

// narrowed reports whether people may be hidden by a filter or a search.
func (p *members) narrowed() bool { return p.filter() != store.MemberFilter{State: model.Active} }

// chosen are the people ticked.
func (p *members) chosen() []model.ID {
	var ids []model.ID
	for _, r := range p.table.Checked() {
		ids = append(ids, r.id)
	}
	return ids
}

func (p *members) load(q widgets.Query, done func([]memberRow, int)) {
	f := p.filter()
	f.Order, f.Descending, f.Offset, f.Limit = p.orderOf(q.Sort), q.Descending, q.Offset, q.Limit
	today, columns := p.desk.today(), p.shown
	var rows []memberRow
	var total int
	p.desk.run(func(ctx context.Context) error {
		found, err := p.store.Members(ctx, f)
		if err != nil {
			return err
		}
		total = found.Total
		for _, m := range found.Members {
			rows = append(rows, rowOf(m, found.Branches, columns, today))
		}
		return nil
	}, func(err error) {
		p.trouble.show(p.desk, err)
		if err == nil {
			done(rows, total)
		}
	})
}

// showCount says how many people there are and how many are ticked.
func (p *members) showCount() {
	text := lang.L("{{.N}} people in all", map[string]any{"N": grouped(p.table.Total())})
	ticked := len(p.table.Checked())
	p.all.SetText(lang.L("Choose all"))
	if ticked > 0 {
		text += lang.L(" · {{.N}} chosen", map[string]any{"N": grouped(ticked)})
		p.all.SetText(lang.L("Choose nobody"))
	}
	p.all.Hidden = p.table.Total() == 0
	p.count.SetText(text)
	p.all.Refresh()
	p.content.Refresh()
}

// onAll ticks everybody the list shows, those not loaded yet included, or
// nobody.
func (p *members) onAll() {
	if len(p.table.Checked()) > 0 {
		p.table.ClearChecks()
		return
	}
	f, today, columns := p.ordered(), p.desk.today(), p.shown
	var rows []memberRow
	p.desk.run(func(ctx context.Context) error {
		found, err := p.store.Members(ctx, f)
		for _, m := range found.Members {
			rows = append(rows, rowOf(m, found.Branches, columns, today))
		}
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.table.SetChecked(rows, true)
	})
}

func (p *members) onLoaded(total int) {
	p.showCount()
	if total == 0 {
		p.empty.Objects = []fyne.CanvasObject{p.emptyState()}
		p.empty.Refresh()
	}
	if !p.pickFirst {
		return
	}
	p.pickFirst = false
	if first, ok := p.table.Row(0); ok {
		p.table.SelectKey(string(first.id))
		p.panel.show(first.id)
	} else {
		p.panel.show("")
	}
}

// emptyState says what to do where the list is empty.
func (p *members) emptyState() fyne.CanvasObject {
	if p.narrowed() {
		return widgets.NewEmptyState(theme.SearchIcon(), lang.L("Nobody matches."), widgets.NewButton(lang.L("Show everybody"), p.onClear))
	}
	return container.NewCenter(widgets.Down(14,
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody is here yet. Bring in the roster you have in Excel, or add people one by one."), nil),
		container.NewCenter(widgets.Across(10,
			widgets.NewPrimary(lang.L("Import roster"), p.onImport), widgets.NewButton(lang.L("Add a person"), p.onNew)))))
}

func (p *members) reloadTop() {
	p.pickFirst = true
	p.table.ReloadTop()
}

// onFilter shows what the filters say. Ticks go: what is done with those
// chosen must never reach somebody whom a filter hides.
func (p *members) onFilter() {
	p.table.ClearChecks()
	p.reloadTop()
}

// onClear takes filters and search away.
func (p *members) onClear() {
	p.filters.clear()
	p.search = ""
	p.desk.shell.top.setSearch("")
	p.onFilter()
}

// onNew adds a person, who is then shown: what would hide the newcomer is
// taken away.
func (p *members) onNew() {
	openMemberForm(p.desk, p.store, "", func(id model.ID) {
		if p.narrowed() {
			p.onClear()
		}
		p.choose(id)
	})
}

func (p *members) onImport() { openImporting(p.desk, p.desk.store) }

func (p *members) onDuplicates() { openDuplicates(p.desk, p.desk.store) }

// onMerge shows the two people ticked side by side.
func (p *members) onMerge() {
	if ids := p.chosen(); len(ids) == 2 {
		openPair(p.desk, p.desk.store, ids[0], ids[1])
		return
	}
	p.desk.say(lang.L("Tick the two people to be merged first."))
}

// onPrint prints the roster of those shown, or of those ticked.
func (p *members) onPrint() {
	p.desk.print(nil, printing.Job{Kind: printing.Roster, People: p.ordered(), IDs: p.chosen()})
}

// onCards prints the cards of those ticked, or of all shown.
func (p *members) onCards() {
	p.desk.print(nil, printing.Job{Kind: printing.MemberCards, People: p.ordered(), IDs: p.chosen()})
}

// choose shows a person, in the list too where it is loaded.
func (p *members) choose(id model.ID) {
	p.pickFirst = false
	p.table.SelectKey(string(id))
	p.panel.show(id)
}

// Open does what another page sends somebody here for.
func (p *members) Open(errand any) {
	switch e := errand.(type) {
	case findText:
		p.desk.shell.top.setSearch(string(e))
		p.Search(string(e))
	case openRecord:
		p.choose(model.ID(e))
	case addRecord:
		p.onNew()
	case importRecords:
		p.onImport()
	case findLacking:
		p.filters.state.SetValue(string(e))
		p.onFilter()
	}
}
