package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// recruitStore is what recruiting volunteers asks the store for.
type recruitStore interface {
	optionStore
	volunteerFilterStore
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	VolunteerIDs(ctx context.Context) (map[model.ID]bool, error)
	Recruit(ctx context.Context, members []model.ID, how store.Recruiting) (int, error)
	RecruitFilter(ctx context.Context, f store.MemberFilter, how store.Recruiting) (int, error)
}

// recruitDialog is 招募志愿者: it shows members who match the filters and makes
// volunteers of all of them, or of those ticked, in one step.
type recruitDialog struct {
	desk  *desk
	store recruitStore

	*memberFilters
	already           map[model.ID]bool // who is a volunteer
	search            *widgets.SearchEntry
	table             *widgets.DataTable[personRow]
	form              *widgets.Form
	joined            *widgets.DateField
	class, team       *widgets.ChoiceField
	addAll, addTicked *widgets.Button
	answered, counted store.MemberFilter // of the last answer, of the rows shown
	box               *dialogBox
}

func openRecruit(d *desk) *recruitDialog {
	r := &recruitDialog{desk: d, store: d.store}
	r.memberFilters = newMemberFilters(d, func() { r.table.ReloadTop() })
	r.search = widgets.NewSearchEntry(lang.L("Name, pinyin, initials or end of the phone number"), func(string) { r.table.ReloadTop() })
	r.search.Delay = d.typingPause
	r.search.OnNext = func() { focusFirst(r.table) }
	r.table = widgets.NewTable([]widgets.Column[personRow]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 1, Cell: func(p personRow) widgets.Cell { return widgets.Plain(p.name) }},
		{ID: "born", Title: lang.L("Born"), Chars: 3, Cell: func(p personRow) widgets.Cell { return widgets.Muted(p.born) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 7, Grow: 1, Cell: func(p personRow) widgets.Cell { return widgets.Plain(p.branch) }},
		{ID: "category", Title: lang.L("Category"), Chars: 5, Cell: func(p personRow) widgets.Cell { return widgets.Plain(p.category) }},
		{ID: "on", Title: lang.L("Volunteer"), Chars: 5.4, Cell: func(p personRow) widgets.Cell {
			if p.on {
				return widgets.Mark(lang.L("is one already"), widgets.Good)
			}
			return widgets.Cell{}
		}},
	}, func(p personRow) string { return string(p.id) }, r.load, widgets.NewEmptyState(theme.SearchIcon(), lang.L("Nobody matches."), nil))
	r.table.Checks = true
	r.table.OnLoaded = func(int) { r.counted = r.answered; r.showButtons() }
	r.table.OnChecked = func(int) { r.showButtons() }
	r.table.OnOpened = func(p personRow) { r.table.SetChecked([]personRow{p}, true) }
	r.joined = d.dateField()
	r.joined.SetDay(dayOf(d.today()))
	r.class = widgets.NewChoice(lang.L("Choose"), nil)
	r.team = widgets.NewChoice(lang.L("Choose"), nil)
	r.form = widgets.NewForm(3)
	r.form.Add("Joined", lang.L("Registered on"), r.joined)
	r.form.Add("Class", lang.L("Would serve in"), r.class)
	r.form.Add("Team", lang.L("Joins the team"), r.team)
	r.addTicked = widgets.NewButton("", r.onAddTicked)
	r.addAll = widgets.NewPrimary("", r.onAddAll)
	r.showButtons()
	r.begin()
	return r
}

// begin loads what can be chosen from, then shows the dialog.
func (r *recruitDialog) begin() {
	var options memberOptions
	var classes []string
	var teams []model.TeamSummary
	r.desk.run(func(ctx context.Context) (err error) {
		if options, err = loadMemberOptions(ctx, r.store); err != nil {
			return err
		}
		if r.already, err = r.store.VolunteerIDs(ctx); err != nil {
			return err
		}
		if classes, err = r.store.Words(ctx, model.TeamClasses); err != nil {
			return err
		}
		teams, err = r.store.Teams(ctx, store.TeamFilter{})
		return err
	}, func(err error) {
		if err != nil {
			r.desk.fail(err, r.begin)
			return
		}
		r.memberFilters.show(options)
		r.class.SetOptions(widgets.Words(lang.L("None"), classes))
		r.team.SetOptions(teamOptions(teams))
		r.open()
	})
}

func (r *recruitDialog) open() {
	filters := container.NewHBox(widgets.Across(8, r.branch, r.category, r.tag, r.more))
	hint := widgets.NewMuted(lang.L("Each gets the next volunteer number. Who has one keeps it."))
	hint.Shrink = true
	r.box = r.desk.openDialog(dialogSpec{
		title: lang.L("Recruit volunteers"), size: fyne.NewSize(56*theme.TextSize(), 600),
		content: container.NewBorder(widgets.Down(8, filters, r.search, widgets.Spacer(0, 0)), widgets.Down(8, widgets.Spacer(0, 0), r.form, hint), nil, nil, r.table),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { r.box.leave() }), r.addTicked, r.addAll},
	})
	r.table.Reload()
	r.desk.window.Canvas().Focus(r.search)
}

func (r *recruitDialog) load(q widgets.Query, done func([]personRow, int)) {
	filter := r.memberFilters.filter()
	filter.Search, filter.State, filter.Removed, filter.Offset, filter.Limit = r.search.Text, model.Active, false, q.Offset, q.Limit
	var page store.MemberPage
	r.desk.run(func(ctx context.Context) (err error) {
		page, err = r.store.Members(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			r.desk.fail(err, r.table.Reload)
			return
		}
		r.answered = filter
		done(personRows(page, r.already), page.Total)
	})
}

func (r *recruitDialog) showButtons() {
	ticked, total := len(r.table.Checked()), r.table.Total()
	r.addTicked.SetText(lang.L("Recruit the {{.N}} ticked", map[string]any{"N": ticked}))
	r.addAll.SetText(lang.L("Recruit all {{.N}}", map[string]any{"N": grouped(total)}))
	able(r.addTicked, ticked > 0)
	able(r.addAll, total > 0)
	r.addTicked.Importance, r.addAll.Importance = widget.MediumImportance, widget.HighImportance
	if ticked > 0 {
		r.addTicked.Importance, r.addAll.Importance = widget.HighImportance, widget.MediumImportance
	}
	r.addTicked.Refresh()
	r.addAll.Refresh()
}

// how reads the fields below the list.
func (r *recruitDialog) how() (store.Recruiting, bool) {
	r.form.ClearErrors()
	day, err := r.joined.Day()
	how := store.Recruiting{Joined: dateOf(day), Team: model.ID(r.team.Value())}
	if err != nil || !how.Joined.Full() {
		r.form.ShowError("Joined", lang.L("Please fill in the day, such as 2018-05-07."))
		return how, false
	}
	if class := r.class.Value(); class != "" {
		how.Classes = []string{class}
	}
	return how, true
}

func (r *recruitDialog) onAddTicked() {
	var ids []model.ID
	for _, row := range r.table.Checked() {
		ids = append(ids, row.id)
	}
	if how, ok := r.how(); ok {
		r.recruit(func(ctx context.Context) (int, error) { return r.store.Recruit(ctx, ids, how) })
	}
}

// onAddAll asks first: with no filter that is everybody.
func (r *recruitDialog) onAddAll() {
	how, ok := r.how()
	if !ok {
		return
	}
	filter := r.counted
	r.desk.ask(lang.L("Recruit all {{.N}}?", map[string]any{"N": grouped(r.table.Total())}), lang.L("Each who is no volunteer yet gets a number and is registered."), lang.L("Recruit"), func() {
		r.recruit(func(ctx context.Context) (int, error) { return r.store.RecruitFilter(ctx, filter, how) })
	})
}

func (r *recruitDialog) recruit(work func(context.Context) (int, error)) {
	var n int
	r.desk.run(func(ctx context.Context) (err error) {
		n, err = work(ctx)
		return err
	}, func(err error) {
		if err != nil {
			r.desk.failForm(r.form, err, nil)
			return
		}
		r.box.close()
		r.desk.say(lang.L("{{.N}} people are volunteers now", map[string]any{"N": n}))
		r.desk.changed()
	})
}
