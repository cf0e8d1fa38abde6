package ui

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// projectsStore is what the list of projects asks the store for.
type projectsStore interface {
	Projects(ctx context.Context, f store.ProjectFilter) ([]model.ProjectSummary, error)
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
}

// projects is the tab 公益项目: the public-welfare projects by origin, with the
// figure of the three origins.
type projects struct {
	desk  *desk
	room  *volunteers
	store projectsStore

	all      []model.ProjectSummary // that match all but the origin
	rows     []model.ProjectSummary
	table    *widgets.DataTable[model.ProjectSummary]
	figure   *widgets.Figure // 17+22+48
	origins  *widgets.Segments
	field    *widgets.FilterButton
	finished *widgets.LinkText // shows those that ended too, or not
	ended    bool
	text     string // of the search box
	openOne  *widgets.Button
	add      *widgets.Button
	print    *widgets.Button
	form     *sheet // last opened
	content  fyne.CanvasObject
}

func newProjects(d *desk, room *volunteers) *projects {
	p := &projects{desk: d, room: room, store: d.store, ended: true}
	p.add = widgets.NewPrimary(lang.L("New project  Ctrl+N"), p.onNew)
	p.print = widgets.NewButton(lang.L("Print the list"), p.onPrint)
	p.figure = widgets.NewFigure("—", widgets.Info)
	p.figure.Scale = 1.8
	p.table = widgets.NewListTable(projectColumns(), func(r model.ProjectSummary) string { return string(r.ID) }, func() []model.ProjectSummary { return p.rows },
		widgets.NewEmptyState(theme.FolderIcon(), lang.L("No project here yet."), widgets.NewPrimary(lang.L("New project"), p.onNew)))
	p.table.OnOpened = func(r model.ProjectSummary) { p.show(r.ID) }
	p.origins = widgets.NewSegments([]widgets.Option{{Text: lang.L("All")}}, func(string) { p.list() })
	p.field = widgets.NewFilter(lang.L("Field: "), nil, func(string) { p.Refresh() })
	p.finished = widgets.NewLink("", func() { p.ended = !p.ended; p.Refresh() })
	p.openOne = openButton(lang.L("Open the project"), p.table)
	bar := container.NewBorder(nil, nil, widgets.Across(12, container.NewCenter(p.figure), p.origins, p.field), container.NewCenter(p.finished), nil)
	foot := container.NewHBox(layout.NewSpacer(), p.openOne)
	p.content = container.NewBorder(widgets.Down(0, bar, widgets.Spacer(0, 10)), widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, p.table)
	return p
}

func projectColumns() []widgets.Column[model.ProjectSummary] {
	type row = model.ProjectSummary
	return []widgets.Column[row]{
		{ID: "name", Title: lang.L("Project"), Chars: 9, Grow: 3, Cell: func(r row) widgets.Cell { return widgets.Strong(r.Name) }},
		{ID: "origin", Title: lang.L("Origin"), Chars: 6, Cell: func(r row) widgets.Cell { return widgets.Plain(r.Origin.Chinese()) }},
		{ID: "field", Title: lang.L("Field of help"), Chars: 4.5, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.Field)) }},
		{ID: "unit", Title: lang.L("Unit in charge"), Chars: 6, Grow: 2, Optional: true, Cell: func(r row) widgets.Cell { return widgets.Muted(orDash(r.UnitName)) }},
		{ID: "milestones", Title: lang.L("Milestones"), Chars: 4, Cell: func(r row) widgets.Cell { return widgets.Plain(fmt.Sprintf("%d / %d", r.Done, r.Milestones)) }},
		{ID: "times", Title: lang.L("Activities"), Chars: 3, Cell: func(r row) widgets.Cell { return widgets.Plain(strconv.Itoa(r.Service.Activities)) }},
		{ID: "hours", Title: lang.L("Hours"), Chars: 3.5, Cell: func(r row) widgets.Cell { return widgets.Plain(model.Hours(r.Service.Minutes)) }},
		{ID: "spent", Title: lang.L("Spent"), Chars: 5, Align: fyne.TextAlignTrailing, Cell: func(r row) widgets.Cell { return widgets.Plain(model.Yuan(r.Spent)) }},
		{ID: "state", Title: lang.L("State"), Chars: 4.5, Cell: func(r row) widgets.Cell {
			switch {
			case !r.Finished.IsZero():
				return widgets.Mark(lang.L("project ended"), widgets.Neutral)
			case r.Overdue > 0:
				return widgets.Mark(lang.L("{{.N}} overdue", map[string]any{"N": r.Overdue}), widgets.Red)
			case r.FieldRetired:
				return widgets.Mark(lang.L("field retired"), widgets.Warn)
			}
			return widgets.Mark(lang.L("running"), widgets.Good)
		}},
	}
}

func (p *projects) Content() fyne.CanvasObject   { return p.content }
func (p *projects) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.print, p.add} }

// Open shows a project.
func (p *projects) Open(errand any) {
	if id, ok := errand.(openRecord); ok {
		p.show(model.ID(id))
	}
}

func (p *projects) show(id model.ID) { p.room.show(newProjectPage(p.desk, p.room, id)) }

// Refresh loads the projects.
func (p *projects) Refresh() {
	filter := store.ProjectFilter{Field: p.field.Value(), Search: p.text, Finished: p.ended}
	var list []model.ProjectSummary
	var fields []string
	p.desk.run(func(ctx context.Context) (err error) {
		if fields, err = p.store.Words(ctx, model.ServiceFields); err != nil {
			return err
		}
		list, err = p.store.Projects(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, p.Refresh)
			return
		}
		p.all = list
		p.field.SetOptions(widgets.Words(lang.L("All"), fields))
		p.finished.SetText(lang.L("Show those that ended"))
		if p.ended {
			p.finished.SetText(lang.L("Hide those that ended"))
		}
		p.list()
	})
}

// list shows the projects of the chosen origin, and how many each origin has.
func (p *projects) list() {
	options := []widgets.Option{{Text: lang.L("All {{.N}}", map[string]any{"N": len(p.all)})}}
	var figures []string
	for i, n := range model.CountOrigins(p.all) {
		origin := model.Origins()[i]
		options = append(options, widgets.Option{Value: string(origin), Text: fmt.Sprintf("%s %d", origin.Chinese(), n)})
		figures = append(figures, strconv.Itoa(n))
	}
	p.figure.SetText(strings.Join(figures, "+"))
	p.origins.SetOptions(options)
	p.rows = nil
	for _, one := range p.all {
		if origin := p.origins.Value(); origin == "" || string(one.Origin) == origin {
			p.rows = append(p.rows, one)
		}
	}
	p.table.Reload()
}

// SearchHint says what the search box finds.
func (p *projects) SearchHint() string { return lang.L("Find a project  Ctrl+F") }

// Search narrows the list.
func (p *projects) Search(text string) {
	p.text = text
	p.Refresh()
}

// onFound moves the keys from the search box to the rows it found.
func (p *projects) onFound() { focusFirst(p.table) }

func (p *projects) onPrint() { p.desk.print(nil, printing.Job{Kind: printing.Projects}) }

func (p *projects) onNew() {
	origin := model.Origin(p.origins.Value())
	openProjectForm(p.desk, model.Project{Origin: origin, Started: p.desk.today()}, func(f *sheet) { p.form = f }, func(saved model.Project) {
		p.desk.changed()
		p.show(saved.ID)
	})
}

// projectFormStore is what the form of a project asks the store for.
type projectFormStore interface {
	Words(ctx context.Context, kind model.DictionaryKind) ([]string, error)
	Organisations(ctx context.Context) ([]model.Organisation, error)
	SaveProject(ctx context.Context, p model.Project) (model.Project, error)
}

// openProjectForm asks for a project, a new one without ID. shown is called
// with the form once it is there.
func openProjectForm(d *desk, p model.Project, shown func(*sheet), saved func(model.Project)) {
	var st projectFormStore = d.store
	var fields []string
	var tree []model.Organisation
	d.run(func(ctx context.Context) (err error) {
		if fields, err = st.Words(ctx, model.ServiceFields); err != nil {
			return err
		}
		tree, err = st.Organisations(ctx)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		var origins []widgets.Option
		for _, o := range model.Origins() {
			origins = append(origins, widgets.Option{Value: string(o), Text: o.Chinese()})
		}
		units := []widgets.Option{{Text: lang.L("None")}}
		for _, o := range tree {
			if o.Kind != model.Group && (o.Retired.IsZero() || o.ID == p.Unit) {
				units = append(units, widgets.Option{Value: string(o.ID), Text: o.Name})
			}
		}
		f := newSheet(d, 2)
		f.entry("Name", lang.L("Name of the project"), &p.Name, true)
		choose(f, "Origin", lang.L("Origin"), origins, &p.Origin)
		choose(f, "Field", lang.L("Field of help"), widgets.Words(lang.L("None"), fields), &p.Field)
		choose(f, "Unit", lang.L("Unit in charge"), units, &p.Unit)
		f.entry("Contact", lang.L("Person in charge"), &p.Contact, false)
		f.day("Started", lang.L("Begun"), &p.Started)
		f.day("Finished", lang.L("Ended (empty while it runs)"), &p.Finished)
		f.entry("Audience", lang.L("Who is helped"), &p.Audience, true)
		f.area("Goal", lang.L("Aim and content"), 3, &p.Goal)
		title := lang.L("New project")
		if p.ID != "" {
			title = lang.L("Change the project")
		}
		f.open(title, 720, func(ctx context.Context) (err error) {
			p, err = st.SaveProject(ctx, p)
			return err
		}, func() { saved(p) })
		shown(f)
	})
}
