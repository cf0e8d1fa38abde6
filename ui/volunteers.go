package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// The tabs of 志愿服务.
const (
	tabHours    = "hours"
	tabConfirm  = "confirm"
	tabServices = "services"
	tabNotices  = "notices"
	tabRegister = "register"
	tabTeams    = "teams"
	tabStations = "stations"
	tabProjects = "projects"
	tabPeople   = "people"
	tabPlatform = "platform"
	tabAwards   = "awards"
	tabPress    = "press"
)

// serviceTab is one tab of 志愿服务, in a file of its own. It may be actioned,
// a finder, a newer, a printer, an undoer, an opener besides: the room hands
// on what it is asked.
type serviceTab interface {
	Content() fyne.CanvasObject
	// Refresh loads what is shown, through the runner: when the tab is first
	// shown, and later whenever something was saved since.
	Refresh()
	searcher
}

// servicePart is a row of the tabs.
type servicePart struct {
	key, title string
	tab        serviceTab
}

// volunteers is 志愿服务: the tabs, and in their place one record where it was
// opened. It knows no tab beyond its row.
type volunteers struct {
	desk *desk

	period   *servicePeriod
	hours    *serviceHours
	services *services
	register *serviceRegister
	teams    *teams
	stations *stations
	projects *projects
	people   *volunteerList
	platform *platformTab
	awards   *honoursTab
	press    *pressTab

	parts []servicePart
	tabs  *widgets.Tabs
	stale map[string]bool   // tabs to load when they are shown
	typed map[string]string // what narrows each tab
	body  *fyne.Container

	opened page // a record in view instead of the tabs
	list   fyne.CanvasObject
	stack  *fyne.Container
}

func newVolunteers(d *desk) page {
	v := &volunteers{desk: d, stale: map[string]bool{}, typed: map[string]string{}, body: container.NewStack()}
	v.period = newServicePeriod(d, v.Refresh)
	v.hours = newServiceHours(d, v)
	v.services = newServices(d, v)
	v.register = newServiceRegister(d, v)
	v.teams = newTeams(d, v)
	v.stations = newStations(d, v)
	v.projects = newProjects(d, v)
	v.people = newVolunteerList(d, v)
	v.platform = newPlatformTab(d, v)
	v.awards = newHonoursTab(d, v)
	v.press = newPressTab(d, v)
	v.parts = []servicePart{
		{tabHours, lang.L("Hours and stars"), v.hours},
		{tabConfirm, lang.L("Confirm hours"), newHoursConfirm(d, v)},
		{tabServices, lang.L("Services"), v.services},
		{tabTeams, lang.L("Volunteer teams"), v.teams},
		{tabStations, lang.L("Stations"), v.stations},
		{tabProjects, lang.L("Projects"), v.projects},
		{tabPeople, lang.L("Volunteers"), v.people},
		{tabNotices, lang.L("Notices and proofs"), newNotices(d, v)},
		{tabRegister, lang.L("Register"), v.register},
		{tabAwards, lang.L("Awards"), v.awards},
		{tabPress, lang.L("Press"), v.press},
		{tabPlatform, lang.L("Outside platform"), v.platform},
	}
	var options []widgets.Option
	for _, p := range v.parts {
		options = append(options, widgets.Option{Value: p.key, Text: p.title})
		v.stale[p.key] = true
	}
	v.tabs = widgets.NewTabs(options, func(string) { v.showTab() })
	v.list = widgets.NewCard("", container.NewBorder(widgets.Down(0, v.tabs, widgets.Spacer(0, 10)), nil, nil, nil, v.body))
	v.stack = container.NewStack(v.list)
	v.body.Objects = []fyne.CanvasObject{v.tab().Content()}
	return v
}

// tab is the tab in view, or under the record that is open.
func (v *volunteers) tab() serviceTab {
	for _, p := range v.parts {
		if p.key == v.tabs.Value() {
			return p.tab
		}
	}
	return v.parts[0].tab
}

// inView is what takes keys and fills the top bar: an open record, else the tab.
func (v *volunteers) inView() any {
	if v.opened != nil {
		return v.opened
	}
	return v.tab()
}

func (v *volunteers) Title() string              { return lang.L("Volunteer service") }
func (v *volunteers) Content() fyne.CanvasObject { return v.stack }

// Head names the record that is open.
func (v *volunteers) Head() fyne.CanvasObject {
	if h, ok := v.opened.(headed); ok {
		return h.Head()
	}
	return nil
}

// Actions are the buttons of what is in view.
func (v *volunteers) Actions() []fyne.CanvasObject {
	if a, ok := v.inView().(actioned); ok {
		return a.Actions()
	}
	return nil
}

// openTab is an errand for 志愿服务: show the tab, and give it an errand of its
// own, which may be nil.
type openTab struct {
	key    string
	errand any
}

// Open does an errand.
func (v *volunteers) Open(errand any) {
	switch e := errand.(type) {
	case openTab:
		v.choose(e.key)
		if o, ok := v.tab().(opener); ok && e.errand != nil {
			o.Open(e.errand)
		}
	case addRecord:
		v.newService()
	}
}

// newService opens the form of a volunteer service among the activities.
func (v *volunteers) newService() { v.desk.goTo(pageActivities, newActivity{Kind: model.Volunteering}) }

// Refresh loads what is in view; the other tabs load when they are shown.
func (v *volunteers) Refresh() {
	for _, p := range v.parts {
		v.stale[p.key] = true
	}
	if v.opened != nil {
		v.opened.Refresh()
		return
	}
	v.load()
}

// load fills the tab in view where something was saved since it last was.
func (v *volunteers) load() {
	if key := v.tabs.Value(); v.stale[key] {
		v.stale[key] = false
		v.tab().Refresh()
	}
}

// choose shows a tab, as a click on it does.
func (v *volunteers) choose(key string) {
	if v.opened != nil {
		v.close()
	}
	v.tabs.Choose(key)
}

func (v *volunteers) showTab() {
	v.desk.window.Canvas().Unfocus() // what had the keys goes out of sight
	v.body.Objects = []fyne.CanvasObject{v.tab().Content()}
	v.body.Refresh()
	v.retitle()
	v.load()
}

// retitle fills the top bar for what is in view, where the room itself is.
func (v *volunteers) retitle() {
	if v.desk.shell.page() != page(v) {
		return
	}
	v.desk.retitle()
	v.desk.shell.top.setSearch(v.typed[v.tabs.Value()])
}

// show opens a record in the tabs' place.
func (v *volunteers) show(p page) {
	v.desk.window.Canvas().Unfocus()
	v.opened = p
	v.stack.Objects = []fyne.CanvasObject{p.Content()}
	v.stack.Refresh()
	v.retitle()
	p.Refresh()
}

// close returns from a record to the tabs.
func (v *volunteers) close() {
	v.desk.window.Canvas().Unfocus()
	v.opened = nil
	v.stack.Objects = []fyne.CanvasObject{v.list}
	v.stack.Refresh()
	v.retitle()
	v.load()
}

// focusFirst moves the keys to the rows of a table, where there are any.
func focusFirst[T any](table *widgets.DataTable[T]) {
	if table.Total() > 0 {
		table.SelectRow(0)
		table.Focus()
	}
}

func (v *volunteers) onEscape() {
	if v.opened != nil {
		v.close()
	}
}

func (v *volunteers) onNew() {
	if n, ok := v.inView().(newer); ok {
		n.onNew()
	}
}

func (v *volunteers) onPrint() {
	if p, ok := v.inView().(printer); ok {
		p.onPrint()
	}
}

func (v *volunteers) onUndo() {
	if u, ok := v.inView().(undoer); ok {
		u.onUndo()
	}
}

// SearchHint says what the search box finds in the tab.
func (v *volunteers) SearchHint() string { return v.tab().SearchHint() }

// Search narrows the tab; a record in view gives way to it.
func (v *volunteers) Search(text string) {
	if text == v.typed[v.tabs.Value()] {
		return
	}
	v.typed[v.tabs.Value()] = text
	if v.opened != nil {
		v.close()
	}
	v.tab().Search(text)
}

// onFound moves the keys from the search box to the rows it found.
func (v *volunteers) onFound() {
	if f, ok := v.tab().(finder); ok {
		f.onFound()
	}
}
