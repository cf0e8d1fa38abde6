package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// withChosen calls then with the anniversaries that are ticked or, where none
// is, with all that are listed, those out of view included.
func (p *birthdays) withChosen(then func([]model.Anniversary)) {
	if ticked := p.table.Checked(); len(ticked) > 0 {
		then(anniversariesOf(ticked))
		return
	}
	f := p.filter()
	var page store.AnniversaryPage
	p.desk.run(func(ctx context.Context) (err error) {
		page, err = p.store.Anniversaries(ctx, f)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.fail(err, func() { p.withChosen(then) })
			return
		}
		then(page.Anniversaries)
	})
}

func anniversariesOf(rows []birthdayRow) []model.Anniversary {
	list := make([]model.Anniversary, len(rows))
	for i, r := range rows {
		list[i] = r.anniversary
	}
	return list
}

// greetMenu offers each way with one click, and the form.
func (p *birthdays) greetMenu() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, way := range model.GreetingWays() {
		items = append(items, fyne.NewMenuItem(way.Chinese(), func() { p.onGreet(way) }))
	}
	return append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("With the greeter and a note…"), p.onGreetForm),
		fyne.NewMenuItem(lang.L("Take greetings back…"), p.onUngreet))
}

// onGreet notes one way of greeting for those ticked; for a whole list it asks
// first.
func (p *birthdays) onGreet(way model.GreetingWay) {
	p.withChosen(func(list []model.Anniversary) {
		note := func() { p.noteGreetings(list, model.Greeting{Way: way}, nil) }
		if len(p.table.Checked()) > 0 || len(list) == 1 {
			note()
			return
		}
		p.desk.ask(lang.L("Nobody is ticked"), lang.L("Note “{{.Way}}” for all {{.N}} in the list?", map[string]any{
			"Way": way.Chinese(), "N": grouped(len(list)),
		}), lang.L("Note for all"), note)
	})
}

// noteGreetings notes the same greeting for each; done, which may be nil, is
// called when it is noted.
func (p *birthdays) noteGreetings(list []model.Anniversary, like model.Greeting, done func(error)) {
	if done == nil {
		done = func(err error) {
			if err != nil {
				p.desk.fail(err, nil)
			}
		}
	}
	greetings := make([]model.Greeting, len(list))
	for i, a := range list {
		greetings[i] = like
		greetings[i].AnniversaryKey = a.Key()
	}
	var noted []model.Greeting
	p.desk.run(func(ctx context.Context) (err error) {
		noted, err = p.store.Greet(ctx, greetings)
		return err
	}, func(err error) {
		done(err)
		if err != nil {
			return
		}
		if len(noted) == 0 {
			p.desk.say(lang.L("All were noted already"))
			return
		}
		ids := make([]model.ID, len(noted))
		for i, g := range noted {
			ids[i] = g.ID
		}
		p.undoable(func(ctx context.Context) error { return p.store.Ungreet(ctx, ids) })
		p.desk.say(lang.L("Greetings noted: {{.N}} ({{.Way}})", map[string]any{"N": grouped(len(noted)), "Way": like.Way.Chinese()}))
		p.desk.changed()
	})
}

// onUngreet takes all greetings of those chosen back, after asking.
func (p *birthdays) onUngreet() {
	p.withChosen(func(list []model.Anniversary) {
		var ids []model.ID
		for _, a := range list {
			for _, g := range a.Greetings {
				if g.ID != "" { // a party is a note nowhere
					ids = append(ids, g.ID)
				}
			}
		}
		if len(ids) == 0 {
			p.desk.tell(lang.L("Take greetings back"), lang.L("Nothing is noted for these people. Who came to a birthday party counts as greeted by it."))
			return
		}
		p.desk.ask(lang.L("Take greetings back?"), lang.L("{{.N}} notes of greetings will be removed. Undo brings them back.", map[string]any{"N": grouped(len(ids))}),
			lang.L("Take greetings back"), func() { p.takeBack(ids) })
	})
}

func (p *birthdays) takeBack(ids []model.ID) {
	p.desk.run(func(ctx context.Context) error { return p.store.Ungreet(ctx, ids) }, func(err error) {
		if err != nil {
			p.desk.fail(err, func() { p.takeBack(ids) })
			return
		}
		p.undoable(func(ctx context.Context) error { return p.store.Regreet(ctx, ids) })
		p.desk.say(lang.L("Taken back: {{.N}}", map[string]any{"N": grouped(len(ids))}))
		p.desk.changed()
	})
}

// undoable remembers how the last change is taken back.
func (p *birthdays) undoable(undo func(ctx context.Context) error) {
	p.undos = append(p.undos, undo)
	p.undo.Show()
	p.content.Refresh()
}

// onUndo takes the last change of greetings back.
func (p *birthdays) onUndo() {
	if len(p.undos) == 0 {
		return
	}
	last := len(p.undos) - 1
	undo := p.undos[last]
	p.desk.run(undo, func(err error) {
		if err != nil {
			p.desk.fail(err, p.onUndo)
			return
		}
		p.undos = p.undos[:last]
		if last == 0 {
			p.undo.Hide()
			p.content.Refresh()
		}
		p.desk.say(lang.L("Undone"))
		p.desk.changed()
	})
}

// greetForm asks how, by whom and with which note people were greeted.
type greetForm struct {
	page    *birthdays
	list    []model.Anniversary
	way     *widgets.Segments
	greeter *widgets.Entry
	note    *widgets.Entry
	form    *widgets.Form
	box     *dialogBox
}

func (p *birthdays) onGreetForm() {
	var operator string
	p.withChosen(func(list []model.Anniversary) {
		p.desk.run(func(context.Context) error {
			operator = p.store.Operator()
			return nil
		}, func(error) { openGreetForm(p, list, operator) })
	})
}

func openGreetForm(p *birthdays, list []model.Anniversary, operator string) *greetForm {
	f := &greetForm{page: p, list: list, greeter: widgets.NewEntry(), note: widgets.NewEntry(), form: widgets.NewForm(1)}
	var ways []widgets.Option
	for _, way := range model.GreetingWays() {
		ways = append(ways, widgets.Option{Value: string(way), Text: way.Chinese()})
	}
	f.way = widgets.NewSegments(ways, nil)
	f.greeter.SetText(operator)
	f.form.Add("Way", lang.L("How"), f.way)
	f.form.Add("Greeter", lang.L("By whom"), f.greeter)
	f.form.Add("Note", lang.L("Note"), f.note)
	f.form.OnLast = f.onSave
	f.box = p.desk.openDialog(dialogSpec{
		title:   lang.L("Note a greeting for {{.N}} people", map[string]any{"N": grouped(len(list))}),
		content: f.form, size: fyne.NewSize(520, 0), onSave: f.onSave,
		dirty: func() bool { return f.note.Text != "" || f.greeter.Text != operator },
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Cancel"), func() { f.box.leave() }), widgets.NewPrimary(lang.L("Save"), f.onSave),
		},
	})
	f.form.Focus("Greeter")
	return f
}

func (f *greetForm) onSave() {
	like := model.Greeting{Way: model.GreetingWay(f.way.Value()), Greeter: f.greeter.Text, Note: f.note.Text}
	f.page.noteGreetings(f.list, like, func(err error) {
		if err != nil {
			f.page.desk.failForm(f.form, err, nil)
			return
		}
		f.box.close()
	})
}
