package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/ui/widgets"
)

// onHonour adds an honour, or changes it.
func (p *memberPage) onHonour(h model.Honour) {
	title, giver := widgets.NewEntry(), widgets.NewEntry()
	level := widgets.NewSuggest([]string{"国家级", "省级", "市级", "区级", "街道", "社区"})
	given := p.desk.dateField()
	title.SetText(h.Title)
	level.SetText(h.Level)
	giver.SetText(h.Giver)
	given.SetDay(dayOf(h.Given))
	form := widgets.NewForm(2)
	form.AddWide("Title", lang.L("Honour"), title)
	form.Add("Level", lang.L("Level"), level)
	form.Add("Given", lang.L("Date"), given)
	form.AddWide("Giver", lang.L("Given by"), giver)
	held := func() string { return title.Text + "\x00" + level.Text + "\x00" + giver.Text + "\x00" + given.Text() }
	clean := held()
	var box *dialogBox
	save := func() {
		form.ClearErrors()
		day, err := given.Day()
		if err != nil {
			form.ShowError("Given", errorText(err))
			return
		}
		h.Title, h.Level, h.Giver, h.Given = title.Text, level.Text, giver.Text, dateOf(day)
		p.desk.run(func(ctx context.Context) error {
			_, err := p.store.SaveHonour(ctx, h)
			return err
		}, func(err error) {
			if err != nil {
				p.desk.failForm(form, err, nil)
				return
			}
			box.close()
			p.desk.say(lang.L("Saved"))
			p.reload()
		})
	}
	form.OnLast = save
	box = p.desk.openDialog(dialogSpec{
		title: lang.L("Honour"), content: form, size: fyne.NewSize(560, 0), onSave: save, dirty: func() bool { return held() != clean },
		buttons: []fyne.CanvasObject{widgets.NewButton(lang.L("Cancel"), func() { box.leave() }), widgets.NewPrimary(lang.L("Save"), save)},
	})
	form.Focus("Title")
}

// onRemoveHonour takes the chosen honour away; it can be taken back.
func (p *memberPage) onRemoveHonour() {
	h, ok := p.honours.Selected()
	if !ok {
		return
	}
	p.setHonour(p.store.RemoveHonour, h.ID, func() { p.setHonour(p.store.RestoreHonour, h.ID, nil) })
}

func (p *memberPage) setHonour(set func(context.Context, model.ID) error, id model.ID, undo func()) {
	p.desk.run(func(ctx context.Context) error { return set(ctx, id) }, func(err error) {
		if err != nil {
			p.desk.fail(err, nil)
			return
		}
		p.undo = undo
		p.honours.SelectKey("")
		p.desk.say(lang.L("Saved"))
		p.reload()
	})
}
