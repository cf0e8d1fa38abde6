package ui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// onFigure shows what a figure of the table counts: the activities, or the
// people.
func (v *statisticsView) onFigure(r statisticRow, column string) {
	by, behind := model.Grouping(v.by.Value()), v.counted
	if !r.whole {
		behind = v.counted.Of(by, r.Key)
		if by.OfPeople() && column == figureActivities {
			behind = behind.Attended()
		}
	}
	title := punctuated(model.PeriodName(v.period.from, v.period.to), r.Name)
	if column == figurePeople || column == figureHours {
		v.openPeople(title, behind)
		return
	}
	openBehind(v.desk, title, countedRows(v.desk, behind))
}

// behindRow is an activity or a person that a figure counts.
type behindRow struct {
	key              string
	open             func()
	name, about, day string
	times            int
	hours            string
	expected         string // 到会 / 应到
}

func countedRows(d *desk, counted model.Counted) []behindRow {
	rows := make([]behindRow, len(counted.Activities))
	for i, a := range counted.Activities {
		s := a.Count()
		rows[i] = behindRow{
			key: string(a.ID), open: func() { d.goTo(pageActivities, openRecord(a.ID)) },
			name: a.Title, about: model.KindOf(a.Kind).Name, day: d.shortDay(model.DateOf(a.Start)),
			times: s.Times, hours: model.Hours(s.Minutes), expected: "—",
		}
		if s.Expected > 0 {
			rows[i].expected = fmt.Sprintf("%d / %d", s.Came, s.Expected)
		}
	}
	return rows
}

// openPeople shows who came in what is counted, those who came most first.
func (v *statisticsView) openPeople(title string, behind model.Counted) {
	people := behind.EachPerson()
	var members []model.ID
	for _, p := range people {
		if p.Member != "" {
			members = append(members, p.Member)
		}
	}
	var names map[model.ID]string
	v.desk.run(func(ctx context.Context) (err error) {
		names, err = v.store.PeopleNames(ctx, members)
		return err
	}, func(err error) {
		if err != nil {
			v.desk.fail(err, func() { v.openPeople(title, behind) })
			return
		}
		rows := make([]behindRow, len(people))
		for i, p := range people {
			rows[i] = behindRow{
				key: strconv.Itoa(i), name: cmp.Or(names[p.Member], p.Guest), about: punctuated(p.Category, v.names.Branches[p.Home]),
				times: p.Times, hours: model.Hours(p.Minutes), expected: "—",
			}
			if p.Expected > 0 {
				rows[i].expected = fmt.Sprintf("%d / %d", p.Came, p.Expected)
			}
			if p.Member == "" {
				rows[i].about = lang.L("guest")
				continue
			}
			rows[i].open = func() { v.desk.goTo(pageMembers, openRecord(p.Member)) }
		}
		slices.SortStableFunc(rows, func(a, b behindRow) int { return cmp.Or(b.times-a.times, model.CompareTexts(a.name, b.name)) })
		openBehind(v.desk, title, rows)
	})
}

// behindList is the dialog of what a figure counts.
type behindList struct {
	rows  []behindRow
	table *widgets.DataTable[behindRow]
	box   *dialogBox
}

func openBehind(d *desk, title string, rows []behindRow) *behindList {
	b := &behindList{rows: rows}
	number := func(id, title string, chars float32, of func(behindRow) string) widgets.Column[behindRow] {
		return widgets.Column[behindRow]{ID: id, Title: title, Chars: chars, Align: fyne.TextAlignTrailing, Cell: func(r behindRow) widgets.Cell { return widgets.Plain(of(r)) }}
	}
	columns := []widgets.Column[behindRow]{
		{ID: "name", Title: lang.L("Name"), Chars: 10, Grow: 2, Cell: func(r behindRow) widgets.Cell { return widgets.Strong(r.name) }},
		{ID: "about", Title: lang.L("Kind"), Chars: 6, Grow: 1, Cell: func(r behindRow) widgets.Cell { return widgets.Muted(r.about) }},
		number("times", lang.L("Attendances"), 3, func(r behindRow) string { return strconv.Itoa(r.times) }),
		number("hours", lang.L("Hours"), 4, func(r behindRow) string { return r.hours }),
		number("expected", lang.L("Came / expected"), 6, func(r behindRow) string { return r.expected }),
	}
	ofActivities := len(rows) > 0 && rows[0].day != ""
	if ofActivities {
		day := widgets.Column[behindRow]{ID: "day", Title: lang.L("Day"), Chars: 5.5, Cell: func(r behindRow) widgets.Cell { return widgets.Plain(r.day) }}
		columns = append([]widgets.Column[behindRow]{day}, columns...)
	} else {
		columns[0].Title, columns[0].Chars, columns[0].Grow = lang.L("Full name"), 5, 1
		columns[1].Title, columns[1].Chars, columns[1].Grow = lang.L("Category and branch"), 9, 2
	}
	b.table = widgets.NewListTable(columns, func(r behindRow) string { return r.key }, func() []behindRow { return b.rows }, nil)
	b.table.OnOpened = func(r behindRow) {
		if r.open != nil {
			b.box.close()
			r.open()
		}
	}
	times := 0
	for _, r := range rows {
		times += r.times
	}
	count := lang.L("{{.N}} people", map[string]any{"N": len(rows)})
	if ofActivities {
		count = lang.L("{{.N}} activities", map[string]any{"N": len(rows)})
	}
	sum := widgets.NewMuted(punctuated(count, lang.L("{{.N}} attendances", map[string]any{"N": grouped(times)})))
	open := openButton(lang.L("Open"), b.table)
	b.box = d.openDialog(dialogSpec{
		title: title, size: fyne.NewSize(900, 640),
		content: container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 6), sum), nil, nil, b.table),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { b.box.close() }), open},
	})
	b.table.Reload()
	return b
}
