package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// noticesStore is what the public notices ask the store for.
type noticesStore interface {
	Notices(ctx context.Context) ([]model.Notice, error)
	VolunteerRules(ctx context.Context) (model.VolunteerRules, error)
	PutUpNotice(ctx context.Context, n model.Notice, members []model.ID) (model.Notice, error)
}

// notices is the tab 公示与证明: public notices of hours, from which proofs
// follow once they have hung their time.
type notices struct {
	desk  *desk
	room  *volunteers
	store noticesStore

	all     []model.Notice
	rows    []noticeRow
	table   *widgets.DataTable[noticeRow]
	text    string // of the search box
	open    *widgets.Button
	put     *widgets.Button
	check   *widgets.Button
	content fyne.CanvasObject

	opened *noticeDialog // last opened
}

// noticeRow is a notice as the list shows it.
type noticeRow struct {
	id                                        model.ID
	hangs, days, service, people, state, foot string
	tone                                      widgets.Tone
}

func newNotices(d *desk, room *volunteers) *notices {
	n := &notices{desk: d, room: room, store: d.store}
	n.table = widgets.NewListTable([]widgets.Column[noticeRow]{
		{ID: "hangs", Title: lang.L("Notice hangs"), Chars: 12, Cell: func(r noticeRow) widgets.Cell { return widgets.Plain(r.hangs) }},
		{ID: "days", Title: lang.L("Days"), Chars: 3, Cell: func(r noticeRow) widgets.Cell { return widgets.Muted(r.days) }},
		{ID: "service", Title: lang.L("Service from, to"), Chars: 12, Grow: 1, Cell: func(r noticeRow) widgets.Cell { return widgets.Plain(r.service) }},
		{ID: "people", Title: lang.L("Number of people"), Chars: 4, Cell: func(r noticeRow) widgets.Cell { return widgets.Plain(r.people) }},
		{ID: "state", Title: lang.L("State"), Chars: 5, Cell: func(r noticeRow) widgets.Cell { return widgets.Mark(r.state, r.tone) }},
		{ID: "foot", Title: "", Chars: 8, Grow: 1, Optional: true, Cell: func(r noticeRow) widgets.Cell { return widgets.Muted(r.foot) }},
	}, func(r noticeRow) string { return string(r.id) }, func() []noticeRow { return n.rows },
		widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No public notice yet. Hours are shown in public for seven days before a proof follows."),
			widgets.NewButton(lang.L("New notice…"), n.onNew)))
	n.table.OnOpened = func(r noticeRow) { n.opened = openNotice(d, room, r.id) }
	n.open = openButton(lang.L("Open the notice"), n.table)
	n.put = widgets.NewPrimary(lang.L("New notice…"), n.onNew)
	n.check = widgets.NewButton(lang.L("Check a proof…"), func() { openVerify(d) })
	foot := container.NewHBox(layout.NewSpacer(), n.open)
	n.content = container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 8), foot), nil, nil, n.table)
	return n
}

func (n *notices) Content() fyne.CanvasObject   { return n.content }
func (n *notices) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{n.check, n.put} }

// onNew opens the form of a new notice for everybody who served.
func (n *notices) onNew() { openNewNotice(n.desk, n.room, nil) }

// onPrint prints the chosen notice.
func (n *notices) onPrint() {
	if r, ok := n.table.Selected(); ok {
		n.desk.print(nil, printing.Job{Kind: printing.PublicNotice, ID: r.id})
	}
}

// Refresh loads the notices.
func (n *notices) Refresh() {
	var all []model.Notice
	n.desk.run(func(ctx context.Context) (err error) {
		all, err = n.store.Notices(ctx)
		return err
	}, func(err error) {
		if err != nil {
			n.desk.fail(err, n.Refresh)
			return
		}
		n.all = all
		n.list()
	})
}

func (n *notices) list() {
	today := n.desk.today()
	n.rows = nil
	for _, one := range n.all {
		r := noticeRow{
			id: one.ID, hangs: one.Starts.String() + "–" + one.Ends.String(), days: strconv.Itoa(one.Days()),
			service: one.From.String() + "–" + one.To.String(), people: strconv.Itoa(one.People), state: one.State(today), tone: noticeTone(one, today), foot: one.Withdrawn,
		}
		if one.Withdrawn == "" && !one.Finished(today) {
			r.foot = lang.L("proofs from {{.Day}}", map[string]any{"Day": one.Ends.AddDays(1).String()})
		}
		if strings.Contains(r.hangs+r.service+one.Place, strings.TrimSpace(n.text)) {
			n.rows = append(n.rows, r)
		}
	}
	n.table.Reload()
}

func noticeTone(n model.Notice, today model.Date) widgets.Tone {
	switch {
	case n.Withdrawn != "":
		return widgets.Neutral
	case n.Finished(today):
		return widgets.Good
	}
	return widgets.Warn
}

// SearchHint says what the search box finds.
func (n *notices) SearchHint() string { return lang.L("Find a notice by date or place  Ctrl+F") }

// Search narrows the list.
func (n *notices) Search(text string) {
	n.text = text
	n.list()
}

// onFound moves the keys from the search box to the rows it found.
func (n *notices) onFound() { focusFirst(n.table) }

// newNotice is the form of a new public notice.
type newNotice struct {
	desk    *desk
	room    *volunteers
	store   noticesStore
	members []model.ID // whom it shows; everybody who served where there are none

	form           *widgets.Form
	from, to       *widgets.DateField
	starts, ends   *widgets.DateField
	place, contact *widgets.Entry
	days           int
	box            *dialogBox
}

func openNewNotice(d *desk, room *volunteers, members []model.ID) *newNotice {
	n := &newNotice{
		desk: d, room: room, store: d.store, members: members, form: widgets.NewForm(2), from: d.dateField(), to: d.dateField(),
		starts: d.dateField(), ends: d.dateField(), place: widgets.NewEntry(), contact: widgets.NewEntry(), days: model.MinNoticeDays,
	}
	n.form.Add("From", lang.L("Service from"), n.from)
	n.form.Add("To", lang.L("to"), n.to)
	n.form.Add("Starts", lang.L("Notice hangs from"), n.starts)
	n.form.Add("Ends", lang.L("to"), n.ends)
	n.form.Add("Place", lang.L("Where it hangs"), n.place)
	n.form.Add("Contact", lang.L("Whom to tell of an objection"), n.contact)
	n.form.OnLast = n.onSave
	today := d.today()
	n.from.SetDay(dayOf(model.Date{Year: today.Year, Month: 1, Day: 1}))
	n.to.SetDay(dayOf(today))
	n.starts.SetDay(dayOf(today))
	n.starts.OnDay = func(widgets.Day) { n.follow() }
	whom := lang.L("Everybody with confirmed hours in this period is shown.")
	if len(members) > 0 {
		whom = lang.L("{{.N}} chosen people are shown.", map[string]any{"N": len(members)})
	}
	n.box = d.openDialog(dialogSpec{
		title: lang.L("New public notice"), content: widgets.Down(12, widgets.NewMuted(whom), n.form), size: fyne.NewSize(720, 0), onSave: n.onSave,
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { n.box.leave() }), widgets.NewPrimary(lang.L("Put up and print"), n.onSave)},
	})
	n.load()
	return n
}

func (n *newNotice) load() {
	var rules model.VolunteerRules
	n.desk.run(func(ctx context.Context) (err error) {
		rules, err = n.store.VolunteerRules(ctx)
		return err
	}, func(err error) {
		if err != nil {
			n.desk.fail(err, n.load)
			return
		}
		n.days = rules.NoticeDays
		n.contact.SetText(strings.TrimSpace(rules.Handler + " " + rules.Contact))
		n.follow()
	})
}

// follow puts the end as many days after the beginning as the rules ask.
func (n *newNotice) follow() {
	if day, err := n.starts.Day(); err == nil && dateOf(day).Full() {
		n.ends.SetDay(dayOf(dateOf(day).AddDays(n.days)))
	}
}

func (n *newNotice) onSave() {
	n.form.ClearErrors()
	notice := model.Notice{Place: n.place.Text, Contact: n.contact.Text}
	for _, d := range []struct {
		name  string
		field *widgets.DateField
		to    *model.Date
	}{{"From", n.from, &notice.From}, {"To", n.to, &notice.To}, {"Starts", n.starts, &notice.Starts}, {"Ends", n.ends, &notice.Ends}} {
		day, err := d.field.Day()
		if err != nil {
			n.form.ShowError(d.name, errorText(err))
			return
		}
		*d.to = dateOf(day)
	}
	n.desk.run(func(ctx context.Context) (err error) {
		notice, err = n.store.PutUpNotice(ctx, notice, n.members)
		return err
	}, func(err error) {
		if err != nil {
			n.desk.failForm(n.form, err, nil)
			return
		}
		n.box.close()
		n.desk.changed()
		n.room.choose(tabNotices)
		n.desk.print(nil, printing.Job{Kind: printing.PublicNotice, ID: notice.ID})
	})
}
