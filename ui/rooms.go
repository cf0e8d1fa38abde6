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

// roomsStore is what the dictionary of rooms reads and saves.
type roomsStore interface {
	Rooms(ctx context.Context) ([]model.Room, error)
	SaveRooms(ctx context.Context, rooms []model.Room) error
}

// roomsDialog is the dictionary of rooms (场所) over the window.
type roomsDialog struct {
	desk  *desk
	store roomsStore

	list                           []model.Room
	table                          *widgets.DataTable[model.Room]
	edit, up, down, remove, sample *widgets.Button
	box                            *dialogBox
}

func openRooms(d *desk, st roomsStore) *roomsDialog {
	r := &roomsDialog{desk: d, store: st}
	r.sample = widgets.NewButton(lang.L("Begin with the five halls and four zones"), func() { r.save(model.DefaultRooms()) })
	r.table = widgets.NewListTable([]widgets.Column[model.Room]{
		{ID: "name", Title: lang.L("Name"), Chars: 8, Grow: 1, Cell: func(room model.Room) widgets.Cell { return widgets.Strong(room.Name) }},
		{ID: "zone", Title: lang.L("Zone"), Chars: 7, Cell: func(room model.Room) widgets.Cell { return widgets.Plain(room.ZoneName()) }},
		{ID: "seats", Title: lang.L("Seats"), Chars: 4, Cell: func(room model.Room) widgets.Cell { return widgets.Muted(countText(room.Seats)) }},
	}, func(room model.Room) string { return string(room.ID) }, func() []model.Room { return r.list },
		widgets.NewEmptyState(theme.HomeIcon(), lang.L("There is no room yet."), r.sample))
	r.table.OnSelected = func(model.Room) { r.showButtons() }
	r.table.OnOpened = func(room model.Room) { r.form(room) }
	add := widgets.NewButton(lang.L("Add a room"), func() { r.form(model.Room{}) })
	r.edit = widgets.NewButton(lang.L("Edit"), func() {
		if room, ok := r.table.Selected(); ok {
			r.form(room)
		}
	})
	r.up = widgets.NewButton(lang.L("Up"), func() { r.shift(-1) })
	r.down = widgets.NewButton(lang.L("Down"), func() { r.shift(1) })
	r.remove = widgets.NewButton(lang.L("Remove"), r.onRemove)
	hint := widgets.NewWrapped(lang.L("An activity books the room whose name its place has. Visitors are counted by zone; a room without one is a zone of its own."), 590)
	r.box = d.openDialog(dialogSpec{
		title: lang.L("Rooms"), size: fyne.NewSize(660, 660), content: container.NewBorder(widgets.Down(8, hint, widgets.Spacer(0, 0)), nil, nil, nil, r.table),
		left:    []fyne.CanvasObject{add, r.edit, r.up, r.down, r.remove},
		buttons: []fyne.CanvasObject{widgets.NewPrimary(lang.L("Close"), func() { r.box.close() })},
	})
	r.load("")
	return r
}

// load reads the rooms and selects one.
func (r *roomsDialog) load(selected model.ID) {
	var list []model.Room
	r.desk.run(func(ctx context.Context) (err error) {
		list, err = r.store.Rooms(ctx)
		return err
	}, func(err error) {
		if err != nil {
			r.desk.fail(err, func() { r.load(selected) })
			return
		}
		r.list = list
		r.table.Reload()
		r.table.SelectKey(string(selected))
		r.showButtons()
	})
}

func (r *roomsDialog) showButtons() {
	room, ok := r.table.Selected()
	at := r.index(room.ID)
	able(r.edit, ok)
	able(r.remove, ok)
	able(r.up, ok && at > 0)
	able(r.down, ok && at < len(r.list)-1)
}

func (r *roomsDialog) index(id model.ID) int {
	return slices.IndexFunc(r.list, func(room model.Room) bool { return room.ID == id })
}

// shift moves the chosen room up or down.
func (r *roomsDialog) shift(n int) {
	room, ok := r.table.Selected()
	at := r.index(room.ID)
	if !ok || at+n < 0 || at+n >= len(r.list) {
		return
	}
	list := slices.Clone(r.list)
	list[at], list[at+n] = list[at+n], list[at]
	r.save(list)
}

func (r *roomsDialog) onRemove() {
	room, ok := r.table.Selected()
	if !ok {
		return
	}
	r.desk.ask(lang.L("Remove the room?"), lang.L("“{{.Name}}” can no longer be booked. What took place there stays.", map[string]any{"Name": room.Name}), lang.L("Remove"), func() {
		r.save(slices.DeleteFunc(slices.Clone(r.list), func(other model.Room) bool { return other.ID == room.ID }))
	})
}

// save makes list the dictionary.
func (r *roomsDialog) save(list []model.Room) {
	room, _ := r.table.Selected()
	r.desk.run(func(ctx context.Context) error { return r.store.SaveRooms(ctx, list) }, func(err error) {
		if err != nil {
			r.desk.fail(err, nil)
			return
		}
		r.desk.say(lang.L("Saved"))
		r.load(room.ID)
		r.desk.changed()
	})
}

// form asks for a room's name, zone and seats.
func (r *roomsDialog) form(room model.Room) {
	name, seats := widgets.NewEntry(), widgets.NewEntry()
	zone := widgets.NewSuggest(r.zones())
	name.SetText(room.Name)
	zone.SetText(room.Zone)
	seats.SetText(countText(room.Seats))
	form := widgets.NewForm(1)
	form.Add("Name", lang.L("Name"), name)
	form.Add("Zone", lang.L("Zone (empty: it is one itself)"), zone)
	form.Add("Seats", lang.L("Seats (may be left empty)"), seats)
	var box *dialogBox
	save := func() {
		n, err := wholeNumber(seats.Text)
		if err != nil {
			form.ShowError("Seats", lang.L("Please write a whole number, such as 90."))
			return
		}
		changed := room
		changed.Name, changed.Zone, changed.Seats = name.Text, zone.Text, n
		list := slices.Clone(r.list)
		if at := r.index(room.ID); at >= 0 {
			list[at] = changed
		} else {
			list = append(list, changed)
		}
		r.desk.run(func(ctx context.Context) error { return r.store.SaveRooms(ctx, list) }, func(err error) {
			if err != nil {
				r.desk.failForm(form, err, nil)
				return
			}
			box.close()
			r.desk.say(lang.L("Saved"))
			r.load(room.ID)
			r.desk.changed()
		})
	}
	form.OnLast = save
	title := lang.L("Add a room")
	if room.ID != "" {
		title = lang.L("Change the room")
	}
	box = r.desk.openDialog(dialogSpec{
		title: title, content: form, size: fyne.NewSize(420, 0), onSave: save,
		dirty: func() bool {
			return name.Text != room.Name || zone.Text != room.Zone || seats.Text != countText(room.Seats)
		},
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(lang.L("Save"), save)},
	})
	form.Focus("Name")
}

// zones are the zones that rooms are in already.
func (r *roomsDialog) zones() []string {
	var zones []string
	for _, room := range r.list {
		if room.Zone != "" && !slices.Contains(zones, room.Zone) {
			zones = append(zones, room.Zone)
		}
	}
	return zones
}
