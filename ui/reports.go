package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/ui/widgets"
)

// reportView is what stands behind one tab of 报表.
type reportView interface {
	Content() fyne.CanvasObject // asked for once
	Actions() []fyne.CanvasObject
	Refresh()
	onPrint()
}

// reportTab is one tab of 报表.
type reportTab struct {
	key, title string
	build      func(*desk) reportView
}

// Keys of the tabs.
const (
	tabStatistics = "statistics"
	tabLifeCheck  = "life-check"
	tabDualLife   = "dual-life"
	tabService    = "service"
)

// reportTabs are the tabs in their order; whoever adds one adds a row.
func reportTabs() []reportTab {
	return []reportTab{
		{tabStatistics, lang.L("Statistics"), newStatisticsView},
		{tabService, lang.L("Volunteer service"), newServiceReport},
		{tabLifeCheck, lang.L("Check of organisation life"), newLifeView},
		{tabDualLife, lang.L("Leaders as ordinary members"), newDualView},
	}
}

// reports is 报表: figures and checks over a period of the whole centre.
type reports struct {
	desk  *desk
	tabs  *widgets.Tabs
	views map[string]reportView // by tab
	body  *fyne.Container
	all   fyne.CanvasObject
}

func newReports(d *desk) page {
	r := &reports{desk: d, views: map[string]reportView{}, body: container.NewStack()}
	var options []widgets.Option
	for _, tab := range reportTabs() {
		options = append(options, widgets.Option{Value: tab.key, Text: tab.title})
		r.views[tab.key] = tab.build(d)
	}
	r.tabs = widgets.NewTabs(options, r.onTab)
	r.body.Objects = []fyne.CanvasObject{r.view().Content()}
	r.all = widgets.NewCard("", container.NewBorder(widgets.Down(0, r.tabs, widgets.Spacer(0, 10)), nil, nil, nil, r.body))
	return r
}

// view is the one behind the tab that is chosen.
func (r *reports) view() reportView { return r.views[r.tabs.Value()] }

func (r *reports) onTab(string) {
	r.body.Objects = []fyne.CanvasObject{r.view().Content()}
	r.body.Refresh()
	r.desk.retitle()
	r.Refresh()
}

func (r *reports) Title() string                { return lang.L("Reports") }
func (r *reports) Content() fyne.CanvasObject   { return r.all }
func (r *reports) Actions() []fyne.CanvasObject { return r.view().Actions() }
func (r *reports) Refresh()                     { r.view().Refresh() }
func (r *reports) onPrint()                     { r.view().onPrint() }
