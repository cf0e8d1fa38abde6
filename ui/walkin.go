package ui

import (
	"context"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// walkInStore is what finding a walk-in asks the store for.
type walkInStore interface {
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
}

// walkInForm is the dialog for somebody who came without being expected: found
// among the people, or written down as a guest.
type walkInForm struct {
	desk   *desk
	store  walkInStore
	marker *marker
	late   string // why somebody is signed in after the day; empty where it is in time

	search            *widgets.SearchEntry
	table             *widgets.DataTable[personRow]
	guest             *widgets.Form
	name, phone, unit *widgets.Entry
	addMember, addNew *widgets.Button
	box               *dialogBox
	busy              bool
	answered          string // what the answer being taken was searched by
	found             string // what the rows in the table were searched by
	entered           bool   // Enter came before they were there
}

// personRow is a member as lists to pick from show it.
type personRow struct {
	id                                  model.ID
	name, branch, born, phone, category string
	year                                int  // of birth; 0 where unknown
	on                                  bool // on the list already
}

func personRows(page store.MemberPage, on map[model.ID]bool) []personRow {
	rows := make([]personRow, len(page.Members))
	for i, m := range page.Members {
		rows[i] = personRow{
			id: m.ID, name: model.SpacedName(m.Name), branch: page.Branches[m.Branch], phone: model.MaskPhone(m.Phone),
			category: m.Category, on: on[m.ID],
		}
		if m.Birthday.Date.Year > 0 {
			rows[i].year = m.Birthday.Date.Year
			rows[i].born = strconv.Itoa(rows[i].year)
		}
	}
	return rows
}

// openWalkIn shows the dialog; late is why it is entered after the day.
func openWalkIn(d *desk, m *marker, late string) *walkInForm {
	f := &walkInForm{desk: d, store: d.store, marker: m, late: late, name: widgets.NewEntry(), phone: widgets.NewEntry(), unit: widgets.NewEntry()}
	f.search = widgets.NewSearchEntry(lang.L("Name, pinyin, initials or end of the phone number"), func(string) {
		f.entered = false
		f.table.ReloadTop()
	})
	f.search.Delay = d.typingPause
	f.search.OnNext = f.onFirst
	f.table = widgets.NewTable([]widgets.Column[personRow]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.name) }},
		{ID: "born", Title: lang.L("Born"), Chars: 3, Cell: func(r personRow) widgets.Cell { return widgets.Muted(r.born) }},
		{ID: "branch", Title: lang.L("Branch"), Chars: 6, Grow: 1, Cell: func(r personRow) widgets.Cell { return widgets.Plain(r.branch) }},
		{ID: "phone", Title: lang.L("Phone"), Chars: 7, Cell: func(r personRow) widgets.Cell { return widgets.Muted(r.phone) }},
	}, func(r personRow) string { return string(r.id) }, f.load,
		widgets.NewEmptyState(theme.SearchIcon(), lang.L("Nobody found. Write the guest down below."), nil))
	f.table.OnSelected = func(personRow) { f.addMember.Enable() }
	f.table.OnOpened = f.onMember
	f.table.OnLoaded = f.onLoaded
	f.addMember = widgets.NewPrimary(lang.L("Sign in the chosen person"), f.onChosen)
	f.addMember.Disable()
	f.guest = widgets.NewForm(4)
	f.guest.Add("Name", lang.L("Name of the guest"), f.name)
	f.guest.Add("Phone", lang.L("Phone"), f.phone)
	f.guest.Add("Unit", lang.L("Unit"), f.unit)
	f.addNew = widgets.NewButton(lang.L("Sign in the guest"), f.onGuest)
	f.guest.Add("", "", f.addNew)
	f.unit.OnNext = f.onGuest // no Enter more for the button
	f.open()
	return f
}

func (f *walkInForm) open() {
	known := container.NewBorder(widgets.Down(8, f.search), nil, nil, nil, f.table)
	frame := container.NewStack(widgets.Spacer(40*theme.TextSize(), 13*theme.TextSize()), known)
	guest := widgets.Down(8, widgets.NewMuted(lang.L("Not among the people? Write the guest down:")), f.guest)
	done := widgets.NewButton(lang.L("Close"), func() { f.box.leave() })
	f.box = f.desk.openDialog(dialogSpec{
		title: lang.L("Walk-in"), content: container.NewBorder(nil, widgets.Inset(0, 10, guest), nil, nil, frame),
		buttons: []fyne.CanvasObject{done, f.addMember},
		size:    fyne.NewSize(52*theme.TextSize(), 560),
		dirty:   func() bool { return f.name.Text+f.phone.Text+f.unit.Text != "" },
	})
	f.table.Reload()
	f.desk.window.Canvas().Focus(f.search)
}

func (f *walkInForm) load(q widgets.Query, done func([]personRow, int)) {
	filter := store.MemberFilter{Search: f.search.Text, State: model.Active, Offset: q.Offset, Limit: q.Limit}
	var page store.MemberPage
	f.desk.run(func(ctx context.Context) (err error) {
		page, err = f.store.Members(ctx, filter)
		return err
	}, func(err error) {
		if err != nil {
			f.desk.fail(err, f.table.Reload)
			return
		}
		f.answered = filter.Search
		done(personRows(page, nil), page.Total)
	})
}

// onLoaded is called with answers that no later search has overtaken.
func (f *walkInForm) onLoaded(total int) {
	fresh := f.found != f.answered
	f.found = f.answered
	if fresh && f.found != "" && total > 0 {
		f.table.SelectRow(0) // Enter or the button signs in who was found first
	}
	if f.entered {
		f.onFirst()
	}
}

// onFirst signs in the person found, where it is the only one; else the choice
// is made among the rows. Rows of an earlier search would be the wrong people.
func (f *walkInForm) onFirst() {
	if f.entered = f.found != f.search.Text; f.entered {
		return
	}
	if f.table.Total() == 0 {
		f.name.SetText(f.search.Text)
		f.guest.Focus("Name")
		return
	}
	f.table.SelectRow(0)
	if f.table.Total() == 1 {
		f.onChosen()
		return
	}
	f.table.Focus()
}

func (f *walkInForm) onChosen() {
	if row, ok := f.table.Selected(); ok {
		f.onMember(row)
	}
}

func (f *walkInForm) onMember(row personRow) { f.signIn(model.WalkIn{Member: row.id}, row.name) }

func (f *walkInForm) onGuest() {
	w := model.WalkIn{Name: f.name.Text, Phone: f.phone.Text, Unit: f.unit.Text}
	if err := w.Validate(); err != nil {
		f.desk.failForm(f.guest, err, nil)
		return
	}
	f.signIn(w, w.Name)
}

// begin fills in what was typed elsewhere of somebody nobody knows: a name or a
// phone number.
func (f *walkInForm) begin(text string) {
	switch {
	case text == "":
		return
	case onlyDigits(text):
		f.phone.SetText(text)
	default:
		f.name.SetText(text)
		if text[0] >= utf8.RuneSelf { // no initials: the name is whole
			f.guest.Focus("Phone")
			return
		}
	}
	f.guest.Focus("Name")
}

// signIn saves the walk-in and is ready for the next one.
func (f *walkInForm) signIn(w model.WalkIn, name string) {
	if f.busy {
		return
	}
	f.busy = true
	w.LateEntry = f.late
	words := lang.L("{{.Who}}: {{.State}}", map[string]any{"Who": name, "State": lang.L("walk-in")})
	f.marker.walkIn(w, words, func(err error) {
		f.busy = false
		f.desk.failForm(f.guest, err, nil)
	}, func(model.Attendance) {
		f.busy = false
		for _, e := range []*widgets.Entry{f.name, f.phone, f.unit} {
			e.SetText("")
		}
		f.guest.ClearErrors()
		f.box.close()
	})
}
