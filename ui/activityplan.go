package ui

import (
	"context"
	"time"

	"jishi/model"
)

// onNew opens the form of a new activity of the kind that is filtered by.
func (a *activities) onNew() {
	if a.opened == nil {
		a.plan(activityPlan{activity: model.Activity{Kind: a.kind}, day: a.chosen})
	}
}

// plan completes what a new activity begins with and opens its form.
func (a *activities) plan(p activityPlan) {
	if p.activity.Start.IsZero() {
		if !p.day.Full() {
			p.day = a.desk.today()
		}
		p.activity.Start = p.day.On(time.Date(0, 1, 1, 9, 0, 0, 0, time.UTC))
	}
	a.form = openActivityForm(a.desk, p, func(saved model.Activity) {
		a.month, a.chosen = monthOf(saved.Date()), model.Date{}
		a.desk.changed()
		a.show(saved.ID, tabRoll)
	})
}

// planSession opens the form for the next session of a programme: as the last
// one was, a week later, with the same people.
func (a *activities) planSession(programme model.ID) {
	var last sessionPlan
	a.desk.run(func(ctx context.Context) (err error) {
		last, err = nextSession(ctx, a.desk.store, programme)
		return err
	}, func(err error) {
		if err != nil {
			a.desk.fail(err, func() { a.planSession(programme) })
			return
		}
		a.plan(last.plan())
	})
}
