package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// closeRecord closes an activity that was held (归档), once somebody has seen
// what its record still lacks.
func closeRecord(d *desk, of model.Activity, changed func()) {
	var lacks []string
	d.run(func(ctx context.Context) error {
		roll, err := d.store.Roll(ctx, of.ID)
		if err != nil {
			return err
		}
		p, err := d.store.Proceedings(ctx, of.ID)
		lacks = lacking(roll, p)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { closeRecord(d, of, changed) })
			return
		}
		text := lang.L("Who came can then be changed no more, unless the record is opened again.")
		if len(lacks) > 0 {
			text = lang.L("Still lacking: {{.What}}.", map[string]any{"What": strings.Join(lacks, lang.L(", "))}) + " " + text
		}
		d.ask(lang.L("Close the record?"), text, lang.L("Close the record"), func() { setState(d, of.ID, model.Closed, changed) })
	})
}

// lacking names what a complete record would have.
func lacking(roll model.Roll, p model.Proceedings) []string {
	var lacks []string
	if n := roll.Tally().Unmarked; n > 0 {
		lacks = append(lacks, lang.L("the marks of {{.N}} people", map[string]any{"N": n}))
	}
	if strings.TrimSpace(roll.Activity.Content) == "" {
		lacks = append(lacks, lang.L("the content"))
	}
	if len(p.Photos) < model.AskedPhotos {
		lacks = append(lacks, lang.L("photos ({{.N}} of {{.Least}})", map[string]any{"N": len(p.Photos), "Least": model.AskedPhotos}))
	}
	return lacks
}

func setState(d *desk, id model.ID, state model.ActivityState, changed func()) {
	d.run(func(ctx context.Context) error {
		return changeActivity(ctx, d.store, id, func(a *model.Activity, _ model.Tally) { a.State = state })
	}, func(err error) {
		if err != nil {
			d.fail(err, func() { setState(d, id, state, changed) })
			return
		}
		d.say(lang.L("Saved"))
		changed()
	})
}
