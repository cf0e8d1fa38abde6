package ui

import (
	"context"
	"strconv"

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
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	Member(ctx context.Context, id model.ID) (model.Member, error)
	MemberHistory(ctx context.Context, id model.ID) ([]model.Participation, error)
	SaveMember(ctx context.Context, m model.Member) (model.Member, error)
	RemoveMember(ctx context.Context, id model.ID) error
	RestoreMember(ctx context.Context, id model.ID) error
	Organisations(ctx context.Context) ([]model.Organisation, error)
	SaveOrganisation(ctx context.Context, o model.Organisation) (model.Organisation, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Centre(ctx context.Context) (model.Centre, error)
}

// Values of the filter by state beyond model.MemberState's.
const (
	everyState   = "all"
	removedState = "removed"
)

// members is 人员: everybody the centre keeps, and the chosen person beside
// the list.
type members struct {
	desk  *desk
	store memberStore

	branch, category, tag, state *widgets.FilterButton
	count                        *widgets.Text
	table                        *widgets.DataTable[memberRow]
	empty                        *fyne.Container
	panel                        *memberPanel
	trouble                      *trouble
	content                      fyne.CanvasObject

	search string
	// pickFirst has the next answer choose its first person, so that whoever
	// types a name sees the person at once.
	pickFirst bool
}

// memberRow is one line of the list, ready to be shown.
type memberRow struct {
	id                                                            model.ID
	name, sex, age, birthday, branch, category, joined, telephone string
}

func newMembers(d *desk) page {
	p := &members{desk: d, store: d.store, count: widgets.NewMuted(""), empty: container.NewStack(), pickFirst: true}
	p.branch = widgets.NewFilter(lang.L("Branch: "), nil, p.onFilter)
	p.category = widgets.NewFilter(lang.L("Category: "), nil, p.onFilter)
	p.tag = widgets.NewFilter(lang.L("Tag: "), nil, p.onFilter)
	p.state = widgets.NewFilter("", []widgets.Option{
		{Value: string(model.Active), Text: lang.L("On the register")},
		{Value: string(model.Moved), Text: lang.L("Moved away")},
		{Value: string(model.Deceased), Text: lang.L("Deceased")},
		{Value: string(lackingBirthday), Text: lang.L("No date of birth")},
		{Value: string(lackingPhone), Text: lang.L("No phone number")},
		{Value: everyState, Text: lang.L("All states")},
		{Value: removedState, Text: lang.L("Recycle bin")},
	}, p.onFilter)
	p.showOptions(memberOptions{})
	p.table = widgets.NewTable(memberColumns(), func(r memberRow) string { return string(r.id) }, p.load, p.empty)
	p.table.Sort = string(byName)
	p.table.OnSelected = func(r memberRow) { p.panel.show(r.id) }
	p.table.OnOpened = func(r memberRow) { p.panel.show(r.id); p.panel.onEdit() }
	p.table.OnLoaded = p.onLoaded
	p.panel = newMemberPanel(d, p.store)
	p.trouble = newTrouble(p.Refresh)
	filters := widgets.Across(8, p.branch, p.category, p.tag, p.state)
	head := widgets.Down(12, container.NewBorder(nil, nil, filters, p.count), p.trouble.content, widgets.Spacer(0, 0))
	p.content = container.NewBorder(nil, nil, nil, widgets.Across(0, widgets.Spacer(widgets.Gap, 0), p.panel.content),
		widgets.NewCard("", container.NewBorder(head, nil, nil, nil, p.table)))
	return p
}

// Ids of the columns the list can be ordered by.
const (
	byName     = "name"
	byBirth    = "birth"
	byBranch   = "branch"
	byCategory = "category"
	byJoined   = "joined"
)

func memberColumns() []widgets.Column[memberRow] {
	type column = widgets.Column[memberRow]
	return []column{
		{ID: byName, Title: lang.L("Full name"), Chars: 8.2, Grow: 2, Sortable: true, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "sex", Title: lang.L("Sex"), Chars: 2, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.sex) }},
		{ID: "age", Title: lang.L("Age"), Chars: 2, Optional: true, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.age) }},
		{ID: byBirth, Title: lang.L("Birthday"), Chars: 9.2, Grow: 1, Sortable: true, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.birthday) }},
		{ID: byBranch, Title: lang.L("Branch"), Chars: 6.05, Grow: 2, Sortable: true, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: byCategory, Title: lang.L("Category"), Chars: 4, Sortable: true, Optional: true, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.category) }},
		{ID: byJoined, Title: lang.L("Joined"), Chars: 5.25, Sortable: true, Optional: true, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.joined) }},
		{ID: "phone", Title: lang.L("Phone"), Chars: 5.8, Cell: func(r memberRow) widgets.Cell { return widgets.Plain(r.telephone) }},
	}
}

// orders says what the store orders by for each column.
var orders = map[string]store.MemberOrder{
	byName: store.ByPinyin, byBirth: store.ByBirth, byBranch: store.ByBranch, byCategory: store.ByCategory, byJoined: store.ByJoined,
}

func rowOf(m model.Member, branch string, today model.Date) memberRow {
	r := memberRow{
		id: m.ID, name: model.SpacedName(m.Name), sex: sexText(m.Sex), birthday: m.Birthday.Brief(),
		branch: branch, category: m.Category, joined: m.Joined.String(), telephone: model.MaskPhone(m.Phone),
	}
	if age := m.Birthday.Age(today); age > 0 && m.State != model.Deceased {
		r.age = strconv.Itoa(age)
	}
	for _, empty := range []*string{&r.sex, &r.age, &r.birthday, &r.branch, &r.category, &r.joined, &r.telephone} {
		if *empty == "" {
			*empty = "—"
		}
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
		widgets.NewButton(lang.L("Check for duplicates"), p.onDuplicates),
		widgets.NewButton(lang.L("Print roster"), p.onPrint),
		widgets.NewPrimary(lang.L("Add  Ctrl+N"), p.onNew),
	}
}

// SearchHint says what the search box of the top bar finds here.
func (p *members) SearchHint() string { return lang.L("Name, pinyin, initials or phone") }

// Search narrows the list.
func (p *members) Search(text string) {
	if text == p.search {
		return
	}
	p.search = text
	p.reloadTop()
}

// Refresh loads the filters' words, the list and the chosen person anew.
func (p *members) Refresh() {
	var o memberOptions
	p.desk.run(func(ctx context.Context) (err error) {
		o, err = loadMemberOptions(ctx, p.store)
		return err
	}, func(err error) {
		p.trouble.show(p.desk, err)
		if err != nil {
			return
		}
		p.showOptions(o)
		p.table.Reload()
		p.panel.reload()
	})
}

func (p *members) showOptions(o memberOptions) {
	branches := []widgets.Option{{Text: lang.L("All")}}
	for _, b := range o.branches {
		branches = append(branches, widgets.Option{Value: string(b.ID), Text: b.Name})
	}
	p.branch.SetOptions(branches)
	p.category.SetOptions(widgets.Words(lang.L("All"), o.categories))
	p.tag.SetOptions(widgets.Words(lang.L("All"), o.tags))
}

// filter is what the list is narrowed to.
func (p *members) filter() store.MemberFilter {
	f := store.MemberFilter{
		Search: p.search, Branch: model.ID(p.branch.Value()), Category: p.category.Value(), Tag: p.tag.Value(),
	}
	switch state := p.state.Value(); state {
	case everyState:
	case removedState:
		f.Removed = true
	case string(lackingBirthday), string(lackingPhone):
		f.State, f.Lacks = model.Active, store.MemberLack(state)
	default:
		f.State = model.MemberState(state)
	}
	return f
}

// narrowed reports whether people may be hidden by a filter or a search.
func (p *members) narrowed() bool { return p.filter() != store.MemberFilter{State: model.Active} }

func (p *members) load(q widgets.Query, done func([]memberRow, int)) {
	f := p.filter()
	f.Order, f.Descending, f.Offset, f.Limit = orders[q.Sort], q.Descending, q.Offset, q.Limit
	today := p.desk.today()
	var rows []memberRow
	var total int
	p.desk.run(func(ctx context.Context) error {
		found, err := p.store.Members(ctx, f)
		if err != nil {
			return err
		}
		total = found.Total
		for _, m := range found.Members {
			rows = append(rows, rowOf(m, found.Branches[m.Branch], today))
		}
		return nil
	}, func(err error) {
		p.trouble.show(p.desk, err)
		if err == nil {
			done(rows, total)
		}
	})
}

func (p *members) onLoaded(total int) {
	p.count.SetText(lang.L("{{.N}} people in all", map[string]any{"N": grouped(total)}))
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

func (p *members) onFilter(string) { p.reloadTop() }

// onClear takes filters and search away.
func (p *members) onClear() {
	for _, f := range []*widgets.FilterButton{p.branch, p.category, p.tag} {
		f.SetValue("")
	}
	p.state.SetValue(string(model.Active))
	p.search = ""
	p.desk.shell.top.setSearch("")
	p.reloadTop()
}

func (p *members) onNew() { openMemberForm(p.desk, p.store, "", p.choose) }

func (p *members) onImport() { openImporting(p.desk, p.desk.store) }

func (p *members) onDuplicates() { openDuplicates(p.desk, p.desk.store) }

func (p *members) onPrint() { p.desk.print(nil, printing.Job{Kind: printing.Roster}) }

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
		p.state.SetValue(string(e))
		p.onFilter(string(e))
	}
}

// memberOptions are the words that filters and forms offer.
type memberOptions struct {
	branches                    []model.Organisation
	categories, standings, tags []string
}

func loadMemberOptions(ctx context.Context, st memberStore) (o memberOptions, err error) {
	tree, err := st.Organisations(ctx)
	if err != nil {
		return o, err
	}
	for _, unit := range tree {
		if unit.Kind == model.Branch || unit.Kind == model.Group {
			o.branches = append(o.branches, unit)
		}
	}
	for _, list := range []struct {
		to   *[]string
		kind model.DictionaryKind
	}{{&o.categories, model.Categories}, {&o.standings, model.Standings}, {&o.tags, model.MemberTags}} {
		if *list.to, err = st.Words(ctx, list.kind); err != nil {
			return o, err
		}
	}
	return o, nil
}
