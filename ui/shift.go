package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

// shiftStore is what saying who is on duty asks the store for.
type shiftStore interface {
	DutyRoster(ctx context.Context, station model.ID, monday model.Date) (model.DutyRoster, error)
	SetShift(ctx context.Context, station model.ID, day model.Date, part model.DayPart, members []model.ID) error
}

// shiftDialog says who is on duty at a station on a day, in a part of it. What
// is changed in it is saved at once.
type shiftDialog struct {
	desk    *desk
	store   shiftStore
	station model.Station
	day     model.Date
	part    model.DayPart

	people      []model.ShiftPerson
	table       *widgets.DataTable[model.ShiftPerson]
	add, remove *widgets.Button
	choice      *peopleChoice // last opened
	box         *dialogBox
}

func openShift(d *desk, st shiftStore, station model.Station, day model.Date, part model.DayPart, people []model.ShiftPerson) *shiftDialog {
	s := &shiftDialog{desk: d, store: st, station: station, day: day, part: part, people: people}
	type row = model.ShiftPerson
	s.table = widgets.NewListTable([]widgets.Column[row]{
		{ID: "name", Title: lang.L("Name of person"), Chars: 6, Grow: 1, Cell: func(r row) widgets.Cell { return widgets.Strong(model.SpacedName(r.Name)) }},
		{ID: "phone", Title: lang.L("Phone"), Chars: 8, Cell: func(r row) widgets.Cell { return widgets.Muted(model.MaskPhone(r.Phone)) }},
		{ID: "gone", Title: lang.L("State"), Chars: 5, Cell: func(r row) widgets.Cell {
			if r.Gone == "" {
				return widgets.Cell{}
			}
			return widgets.Mark(r.Gone.Chinese(), widgets.Warn)
		}},
	}, func(r row) string { return string(r.Member) }, func() []row { return s.people },
		widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody is on duty."), widgets.NewPrimary(lang.L("Add people…"), s.onAdd)))
	s.table.OnSelected = func(row) { able(s.remove, true) }
	s.add = widgets.NewPrimary(lang.L("Add people…"), s.onAdd)
	s.remove = widgets.NewButton(lang.L("Remove"), s.onRemove)
	able(s.remove, false)
	s.box = d.openDialog(dialogSpec{
		title: lang.L("On duty: {{.Day}} {{.Part}}", map[string]any{"Day": punctuated(day.Chinese(), weekday(day)), "Part": part.Chinese()}),
		size:  fyne.NewSize(560, 420), content: container.NewStack(s.table),
		left:    []fyne.CanvasObject{s.remove, s.add},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Close"), func() { s.box.close() })},
	})
	s.table.Reload()
	return s
}

func (s *shiftDialog) onAdd() {
	on := map[model.ID]bool{}
	ids := s.ids()
	for _, id := range ids {
		on[id] = true
	}
	s.choice = openPeopleChoice(s.desk, lang.L("Add people…"), on, func(more []model.ID) { s.set(append(ids, more...)) })
}

func (s *shiftDialog) ids() []model.ID {
	var ids []model.ID
	for _, p := range s.people {
		ids = append(ids, p.Member)
	}
	return ids
}

func (s *shiftDialog) onRemove() {
	if row, ok := s.table.Selected(); ok {
		s.set(slices.DeleteFunc(s.ids(), func(id model.ID) bool { return id == row.Member }))
	}
}

// set saves who is on duty and shows it.
func (s *shiftDialog) set(ids []model.ID) {
	monday := model.MondayOf(s.day)
	var roster model.DutyRoster
	s.desk.run(func(ctx context.Context) (err error) {
		if err = s.store.SetShift(ctx, s.station.ID, s.day, s.part, ids); err != nil {
			return err
		}
		roster, err = s.store.DutyRoster(ctx, s.station.ID, monday)
		return err
	}, func(err error) {
		if err != nil {
			s.desk.fail(err, nil)
			return
		}
		s.people = roster.At(monday.DaysUntil(s.day), s.part)
		s.table.SelectKey("")
		s.table.Reload()
		able(s.remove, false)
		s.desk.say(lang.L("Saved"))
		s.desk.changed()
	})
}
