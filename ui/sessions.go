package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
)

// newSession asks pageActivities for the form of a programme's next session.
type newSession struct{ Programme model.ID }

// sessionStore is what planning the next session asks the store for.
type sessionStore interface {
	Programme(ctx context.Context, id model.ID) (model.Programme, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
}

// sessionPlan is what the next session of a programme begins with.
type sessionPlan struct {
	programme model.Programme
	number    int
	last      model.Activity // without ID where it is the first session
	members   []model.ID     // expected at the last one
}

// nextSession reads what the next session follows on.
func nextSession(ctx context.Context, st sessionStore, programme model.ID) (sessionPlan, error) {
	p, err := st.Programme(ctx, programme)
	if err != nil {
		return sessionPlan{}, err
	}
	plan := sessionPlan{programme: p, number: 1}
	sessions, err := sessionsOf(ctx, st, programme)
	if err != nil || len(sessions) == 0 {
		return plan, err
	}
	for _, s := range sessions {
		plan.number = max(plan.number, s.Number+1)
	}
	plan.last = sessions[len(sessions)-1].Activity
	roll, err := st.Roll(ctx, plan.last.ID)
	for _, a := range roll.Attendees {
		if a.Member != "" && !a.WalkIn {
			plan.members = append(plan.members, a.Member)
		}
	}
	return plan, err
}

// plan is the next session: as the last one was, a week later, with the same
// people. A lecture that is given once a month follows four weeks later.
func (p sessionPlan) plan() activityPlan {
	a := model.Activity{
		Kind: model.Training, Programme: p.programme.ID, Number: p.number, Organiser: p.programme.Organiser,
		Title: lang.L("{{.Title}} (session {{.N}})", map[string]any{"Title": p.programme.Title, "N": p.number}),
	}
	series := p.programme.Kind == model.LectureSeries
	if series {
		a.Kind = model.Lecture
		a.Title = lang.L("{{.Title}}, lecture {{.N}}: ", map[string]any{"Title": p.programme.Title, "N": p.number})
	}
	if last := p.last; last.ID != "" {
		days := 7
		if series && p.programme.PerMonth <= 1 {
			days = 28 // the same day of the week
		}
		a.Start, a.End = last.Start.AddDate(0, 0, days), last.End.AddDate(0, 0, days)
		if series {
			a.Audience = last.Audience
		}
		a.Place, a.Initiative, a.Presenter, a.PresenterPost, a.Credit = last.Place, last.Initiative, last.Presenter, last.PresenterPost, last.Credit
	}
	return activityPlan{activity: a, members: p.members, from: p.last.Title}
}

// sessionsOf lists a programme's sessions in their order, cancelled ones and
// make-up sessions left out.
func sessionsOf(ctx context.Context, st interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
}, programme model.ID,
) ([]model.ActivitySummary, error) {
	list, _, err := st.Activities(ctx, store.ActivityFilter{Programme: programme})
	list = slices.DeleteFunc(list, func(s model.ActivitySummary) bool { return s.State == model.Cancelled || s.MakesUp != "" })
	slices.Reverse(list)
	return list, err
}
