package model

import (
	"cmp"
	"slices"
)

// Presenter (主讲人) is who presents an activity: a member, or an outside
// person whom name and post describe.
type Presenter struct {
	Member     ID // none for outside people
	Name, Post string
}

// PresentedBy is who presents the activity; the zero Presenter where nobody is
// named.
func (a Activity) PresentedBy() Presenter {
	return Presenter{Member: a.PresenterMember, Name: a.Presenter, Post: a.PresenterPost}
}

// Key tells presenters apart however their names are spaced. Outside people of
// one name and two posts are two: nobody knows that they are one.
func (p Presenter) Key() string {
	if p.Member != "" {
		return string(p.Member)
	}
	return SearchName(p.Name) + "\n" + SearchName(p.Post)
}

// Presented is what one Presenter gave in a period.
type Presented struct {
	Presenter // as it was written last
	Lessons   int
	Came      int // attendances, walk-ins and observers included
	Minutes   int // the activities' length
}

// CountPresenters counts what was held by who presented it, those with the
// most first, then by name.
func CountPresenters(list []ActivitySummary) []Presented {
	at := map[string]int{}
	latest := map[string]ActivitySummary{}
	var counted []Presented
	for _, s := range list {
		p := s.PresentedBy()
		if s.State != Held && s.State != Closed || NormaliseName(p.Name) == "" {
			continue
		}
		key := p.Key()
		i, known := at[key]
		if !known {
			i = len(counted)
			at[key] = i
			counted = append(counted, Presented{})
		}
		if last, ok := latest[key]; !ok || last.Start.Before(s.Start) {
			latest[key], counted[i].Presenter = s, p
		}
		counted[i].Lessons++
		counted[i].Came += s.Tally.Came()
		counted[i].Minutes += s.Minutes()
	}
	slices.SortStableFunc(counted, func(a, b Presented) int {
		return cmp.Or(b.Lessons-a.Lessons, CompareTexts(a.Name, b.Name), cmp.Compare(a.Key(), b.Key()))
	})
	return counted
}

// PresentedKinds are the kinds of activity that somebody presents.
func PresentedKinds() []Kind {
	var list []Kind
	for _, k := range kinds {
		if k.Needs("Presenter") {
			list = append(list, k.Kind)
		}
	}
	return list
}
