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
	namePeople(v.desk, members, func(names map[model.ID]string) {
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

// namePeople finds the names of members, those taken off the lists too, then goes
// on with them.
func namePeople(d *desk, members []model.ID, then func(names map[model.ID]string)) {
	var names map[model.ID]string
	d.run(func(ctx context.Context) (err error) {
		names, err = d.store.PeopleNames(ctx, members)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { namePeople(d, members, then) })
			return
		}
		then(names)
	})
}

// behindList is the dialog of the rows that a figure counts.
type behindList[R any] struct {
	rows  []R
	table *widgets.DataTable[R]
	box   *dialogBox
}

// behindSpec is what such a dialog shows; open goes to what a row is of, or is
// nil where there is nothing to go to.
type behindSpec[R any] struct {
	title, sum string
	columns    []widgets.Column[R]
	key        func(R) string
	open       func(R) func()
}

func openRows[R any](d *desk, spec behindSpec[R], rows []R) *behindList[R] {
	b := &behindList[R]{rows: rows}
	b.table = widgets.NewListTable(spec.columns, spec.key, func() []R { return b.rows }, nil)
	b.table.OnOpened = func(r R) {
		if open := spec.open(r); open != nil {
			b.box.close()
			open()
		}
	}
	sum := widgets.NewMuted(spec.sum)
	open := openButton(lang.L("Open"), b.table)
	b.box = d.openDialog(dialogSpec{
		title: spec.title, size: fyne.NewSize(900, 640),
		content: container.NewBorder(nil, widgets.Down(0, widgets.Spacer(0, 6), sum), nil, nil, b.table),
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { b.box.close() }), open},
	})
	b.table.Reload()
	return b
}

// numberColumn is a column of figures.
func numberColumn[R any](id, title string, chars float32, of func(R) string) widgets.Column[R] {
	return widgets.Column[R]{ID: id, Title: title, Chars: chars, Align: fyne.TextAlignTrailing, Cell: func(r R) widgets.Cell { return widgets.Plain(of(r)) }}
}

func openBehind(d *desk, title string, rows []behindRow) *behindList[behindRow] {
	columns := []widgets.Column[behindRow]{
		{ID: "name", Title: lang.L("Name"), Chars: 10, Grow: 2, Cell: func(r behindRow) widgets.Cell { return widgets.Strong(r.name) }},
		{ID: "about", Title: lang.L("Kind"), Chars: 6, Grow: 1, Cell: func(r behindRow) widgets.Cell { return widgets.Muted(r.about) }},
		numberColumn("times", lang.L("Attendances"), 3, func(r behindRow) string { return strconv.Itoa(r.times) }),
		numberColumn("hours", lang.L("Hours"), 4, func(r behindRow) string { return r.hours }),
		numberColumn("expected", lang.L("Came / expected"), 6, func(r behindRow) string { return r.expected }),
	}
	ofActivities := len(rows) > 0 && rows[0].day != ""
	if ofActivities {
		day := widgets.Column[behindRow]{ID: "day", Title: lang.L("Day"), Chars: 5.5, Cell: func(r behindRow) widgets.Cell { return widgets.Plain(r.day) }}
		columns = append([]widgets.Column[behindRow]{day}, columns...)
	} else {
		columns[0].Title, columns[0].Chars, columns[0].Grow = lang.L("Full name"), 5, 1
		columns[1].Title, columns[1].Chars, columns[1].Grow = lang.L("Category and branch"), 9, 2
	}
	times := 0
	for _, r := range rows {
		times += r.times
	}
	count := lang.L("{{.N}} people", map[string]any{"N": len(rows)})
	if ofActivities {
		count = lang.L("{{.N}} activities", map[string]any{"N": len(rows)})
	}
	return openRows(d, behindSpec[behindRow]{
		title: title, sum: punctuated(count, lang.L("{{.N}} attendances", map[string]any{"N": grouped(times)})),
		columns: columns, key: func(r behindRow) string { return r.key }, open: func(r behindRow) func() { return r.open },
	}, rows)
}
