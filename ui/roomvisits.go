package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// visitsStore is what counting the visitors asks the store for.
type visitsStore interface {
	RoomVisits(ctx context.Context, from, to model.Date) ([]model.RoomVisits, error)
}

// zoneVisits is the dialog that counts the visitors of the zones, and of the
// rooms within them, in a year or one of its months.
type zoneVisits struct {
	desk  *desk
	store visitsStore

	year  int
	name  *widgets.Text
	month *widgets.FilterButton
	rows  []visitsRow
	table *widgets.DataTable[visitsRow]
	box   *dialogBox
	asked int // an answer that another question has overtaken is dropped
}

// visitsRow is a zone, a room within one, or the sum of all.
type visitsRow struct {
	key, name                       string
	strong                          bool
	activities, came, visitors, all int
}

func openZoneVisits(d *desk, st visitsStore) *zoneVisits {
	v := &zoneVisits{desk: d, store: st, year: d.today().Year, name: widgets.NewHeading("")}
	options := []widgets.Option{{Value: "", Text: lang.L("Whole year")}}
	for m := 1; m <= 12; m++ {
		options = append(options, widgets.Option{Value: strconv.Itoa(m), Text: lang.L("Month {{.N}}", map[string]any{"N": m})})
	}
	v.month = widgets.NewFilter(lang.L("Month: "), options, func(string) { v.load() })
	number := func(id, title string, of func(visitsRow) int) widgets.Column[visitsRow] {
		return widgets.Column[visitsRow]{ID: id, Title: title, Chars: 5, Align: fyne.TextAlignTrailing, Cell: func(r visitsRow) widgets.Cell {
			return widgets.Cell{Text: grouped(of(r)), Bold: r.strong}
		}}
	}
	v.table = widgets.NewListTable([]widgets.Column[visitsRow]{
		{ID: "name", Title: lang.L("Zone and room"), Chars: 10, Grow: 1, Cell: func(r visitsRow) widgets.Cell { return widgets.Cell{Text: r.name, Bold: r.strong} }},
		number("activities", lang.L("Activities held"), func(r visitsRow) int { return r.activities }),
		number("came", lang.L("Took part (times)"), func(r visitsRow) int { return r.came }),
		number("visitors", lang.L("Came to see"), func(r visitsRow) int { return r.visitors }),
		number("all", lang.L("Visits in all"), func(r visitsRow) int { return r.all }),
	}, func(r visitsRow) string { return r.key }, func() []visitsRow { return v.rows }, nil)
	step := func(text string, n int) *widgets.Button {
		return widgets.NewButton(text, func() { v.year += n; v.load() })
	}
	bar := container.NewHBox(widgets.Across(8, step("‹", -1), container.NewCenter(v.name), step("›", 1), v.month))
	hint := widgets.NewMuted(lang.L("Of activities that were held; visitors are those on no roll."))
	hint.Shrink = true
	v.box = d.openDialog(dialogSpec{
		title: lang.L("Visitors by zone"), size: fyne.NewSize(820, 680),
		content: container.NewBorder(widgets.Down(8, bar, hint, widgets.Spacer(0, 0)), nil, nil, nil, v.table),
		buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { v.box.close() })},
	})
	v.load()
	return v
}

// days are the first and the last day that is counted.
func (v *zoneVisits) days() (from, to model.Date) {
	if month, err := strconv.Atoi(v.month.Value()); err == nil {
		return firstAndLast(model.Date{Year: v.year, Month: month})
	}
	return model.Date{Year: v.year, Month: 1, Day: 1}, model.Date{Year: v.year, Month: 12, Day: 31}
}

func (v *zoneVisits) load() {
	from, to := v.days()
	v.name.SetText(lang.L("Year {{.Year}}", map[string]any{"Year": v.year}))
	v.asked++
	asked := v.asked
	var visited []model.RoomVisits
	v.desk.run(func(ctx context.Context) (err error) {
		visited, err = v.store.RoomVisits(ctx, from, to)
		return err
	}, func(err error) {
		if asked != v.asked {
			return
		}
		if err != nil {
			v.desk.fail(err, v.load)
			return
		}
		v.rows = visitsRows(visited)
		v.table.Reload()
	})
}

// visitsRows lists the zones in the order of their rooms, each with its rooms
// below it where it has several, and the sum.
func visitsRows(visited []model.RoomVisits) []visitsRow {
	var rows []visitsRow
	sum := visitsRow{key: "sum", name: lang.L("In all"), strong: true}
	add := func(to *visitsRow, v model.RoomVisits) {
		to.activities += v.Activities
		to.came += v.Came
		to.visitors += v.Visitors
		to.all += v.All()
	}
	done := map[string]bool{}
	for _, v := range visited {
		add(&sum, v)
		zone := v.Room.ZoneName()
		if done[zone] {
			continue
		}
		done[zone] = true
		head := visitsRow{key: "zone " + zone, name: zone, strong: true}
		var within []visitsRow
		for _, other := range visited {
			if other.Room.ZoneName() != zone {
				continue
			}
			add(&head, other)
			one := visitsRow{key: string(other.Room.ID), name: "　　" + other.Room.Name}
			add(&one, other)
			within = append(within, one)
		}
		rows = append(rows, head)
		if len(within) > 1 {
			rows = append(rows, within...)
		}
	}
	return append(rows, sum)
}
