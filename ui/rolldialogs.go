package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// onExpect opens the dialog that puts people on the list.
func (r *roll) onExpect() { r.expecting = openExpect(r.desk, r.page.roll, r.desk.changed) }

// onFind opens the dialog that finds volunteers for the list.
func (r *roll) onFind() { openFinder(r.desk, r.page.roll.Activity.ID, r.desk.changed) }

// onWalkIn opens the dialog for somebody who was not expected.
func (r *roll) onWalkIn() {
	if !r.takesMarks() {
		return
	}
	r.whenClear(func() { r.coming = openWalkIn(r.desk, r.marker, r.late) })
}

// onPaper opens the dialog for a sheet that was signed on paper.
func (r *roll) onPaper() {
	switch {
	case !r.takesMarks():
	case len(r.page.roll.Attendees) == 0:
		r.desk.tell(lang.L("Enter a paper sheet"), lang.L("Nobody is on the list yet. Add the expected people first."))
	default:
		r.paper = openPaperForm(r.desk, r.page.roll, r.give)
	}
}

// onTakeOff takes the chosen people off the list, as long as none is marked.
func (r *roll) onTakeOff() {
	people := r.chosen()
	if len(people) == 0 {
		r.desk.tell(lang.L("Take off the list"), lang.L("Choose or tick the people first."))
		return
	}
	for _, p := range people {
		if p.State != model.Expected {
			r.desk.tell(lang.L("Take off the list"),
				lang.L("{{.Name}} is marked already. Mark “{{.State}}” first, then take off the list.",
					map[string]any{"Name": p.Name, "State": model.Expected.Chinese()}))
			return
		}
	}
	r.desk.ask(lang.L("Take off the list?"), lang.L("{{.Who}} will no longer be on the list. Adding them again is possible at any time.",
		map[string]any{"Who": namesOf(people)}), lang.L("Take off"), func() { r.takeOff(people) })
}

func (r *roll) takeOff(people []model.Attendee) {
	r.desk.run(func(ctx context.Context) error {
		return r.marker.store.Unexpect(ctx, r.page.id, idsOf(people))
	}, func(err error) {
		if err != nil {
			r.desk.fail(err, func() { r.takeOff(people) })
			return
		}
		r.table.ClearChecks()
		r.desk.say(lang.L("Taken off: {{.Who}}", map[string]any{"Who": namesOf(people)}))
		r.desk.changed()
	})
}
