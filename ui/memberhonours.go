package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// onHonour adds an honour, or changes it.
func (p *memberPage) onHonour(h model.Honour) {
	openHonourForm(p.desk, h, func(f *honourForm) { p.form = f }, func([]model.ID) {
		p.reload()
		p.desk.changed()
	})
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
