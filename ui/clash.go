package ui

import (
	"context"

	"jishi/model"
	"jishi/model/store"
)

// clashStore is what finding people in two places at once asks the store for.
type clashStore interface {
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
}

// clash is a person who is on the list of another activity at the same time.
type clash struct {
	member model.ID
	title  string // of the other activity
}

// mostClashing bounds how many activities at the same time are looked into.
const mostClashing = 8

// findClashes looks for the people of a roll on the lists of activities that
// overlap with it. Whoever is on leave from, or absent at, the other one is
// not there twice.
func findClashes(ctx context.Context, st clashStore, roll model.Roll) ([]clash, error) {
	a := roll.Activity
	if a.State == model.Cancelled || len(roll.Attendees) == 0 {
		return nil, nil
	}
	day := a.Date()
	others, _, err := st.Activities(ctx, store.ActivityFilter{From: day.AddDays(-1), To: model.DateOf(a.End)})
	if err != nil {
		return nil, err
	}
	var clashes []clash
	looked := 0
	for _, other := range others {
		overlaps := other.Start.Before(a.End) && a.Start.Before(other.End)
		if other.ID == a.ID || other.State == model.Cancelled || !overlaps || looked == mostClashing {
			continue
		}
		looked++
		there, err := st.Roll(ctx, other.ID)
		if err != nil {
			return nil, err
		}
		clashes = append(clashes, inBoth(roll, there)...)
	}
	return clashes, nil
}

// inBoth lists the people of a roll who are at another activity too.
func inBoth(roll, there model.Roll) []clash {
	busy := map[model.ID]bool{}
	for _, p := range there.Attendees {
		busy[p.Member] = p.Member != "" && p.State != model.Leave && p.State != model.Absent
	}
	var clashes []clash
	for _, p := range roll.Attendees {
		if busy[p.Member] {
			clashes = append(clashes, clash{p.Member, there.Activity.Title})
		}
	}
	return clashes
}

// clashing leaves out those who are on leave from, or absent at, this one.
func clashing(roll model.Roll, clashes []clash) []clashOf {
	var list []clashOf
	for _, c := range clashes {
		for _, p := range roll.Attendees {
			if p.Member == c.member && p.State != model.Leave && p.State != model.Absent {
				list = append(list, clashOf{p, c.title})
			}
		}
	}
	return list
}

// clashOf is a clash with the person as the list shows them.
type clashOf struct {
	person model.Attendee
	title  string
}
