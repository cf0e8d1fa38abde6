package model

import (
	"slices"
	"time"
)

// Counted is what statistics of a period count: what was held in it, with who
// was expected and who came. Planned and cancelled activities are not in it.
type Counted struct {
	From, To   Date              // first and last day of beginning
	Today      Date              // the day it was counted on; later months are no rows
	Activities []CountedActivity // by their beginning
	People     []CountedPerson   // everybody who was expected or came, each once
}

// CountedActivity is an activity that was held.
type CountedActivity struct {
	ID         ID
	Kind       Kind
	Title      string
	Start      time.Time
	Branch     ID // 支部; that of the group whose meeting it was
	Initiative string
	Presenter  Presenter
	Team       string
	Field      string
	Rolls      []CountedRoll
	// What only volunteer service is told apart by, see ServiceSummary.
	State                       ActivityState
	Project, TeamClass, Station string
	Beneficiaries               int
}

// CountedRoll are the people of an activity who are marked alike.
type CountedRoll struct {
	State   AttendanceState
	WalkIn  bool
	Minutes int   // credited to each
	People  []int // places in Counted.People
}

// CountedPerson is somebody of Counted: a member, or a guest, whom name and
// phone tell from others.
type CountedPerson struct {
	Member   ID // empty for a guest
	Guest    string
	Category string // 类别; empty for guests
	Home     ID     // 支部 of a member, that of the group the member is in
}

// Of narrows the period to one row of a grouping: to its activities, or to its
// people and what they came to or were expected at.
func (c Counted) Of(g Grouping, key string) Counted {
	narrow := c
	narrow.Activities = nil
	for _, a := range c.Activities {
		if !g.OfPeople() {
			if own, _ := a.row(g); own == key {
				narrow.Activities = append(narrow.Activities, a)
			}
			continue
		}
		rolls := a.Rolls
		a.Rolls = nil
		for _, r := range rolls {
			r.People = slices.DeleteFunc(slices.Clone(r.People), func(p int) bool {
				own, _ := c.People[p].row(g)
				return own != key
			})
			if len(r.People) > 0 {
				a.Rolls = append(a.Rolls, r)
			}
		}
		if len(a.Rolls) > 0 {
			narrow.Activities = append(narrow.Activities, a)
		}
	}
	return narrow
}

// Count counts one activity.
func (a CountedActivity) Count() Statistic {
	s := Statistic{Key: string(a.ID), Name: a.Title, Activities: 1, Beneficiaries: a.Beneficiaries}
	for _, r := range a.Rolls {
		each, n := r.each(), len(r.People)
		s.Expected += n * each.Expected
		s.Came += n * each.Came
		s.Times += n * each.Times
		s.People += n * each.Times
		s.Minutes += n * each.Minutes
	}
	return s
}

// Attended leaves out the activities that none of the people counted came to.
func (c Counted) Attended() Counted {
	c.Activities = slices.DeleteFunc(slices.Clone(c.Activities), func(a CountedActivity) bool { return a.Count().Times == 0 })
	return c
}

// EachPerson counts what everybody came to, in the order of c.People; those
// who came to nothing are left out.
func (c Counted) EachPerson() []PersonStatistic {
	each := make([]PersonStatistic, len(c.People))
	for _, a := range c.Activities {
		for _, r := range a.Rolls {
			one := r.each()
			for _, p := range r.People {
				e := &each[p]
				e.Expected += one.Expected
				e.Came += one.Came
				e.Times += one.Times
				e.Minutes += one.Minutes
			}
		}
	}
	list := each[:0]
	for i, e := range each {
		if e.Times > 0 {
			e.CountedPerson = c.People[i]
			list = append(list, e)
		}
	}
	return list
}

// PersonStatistic is what one person came to in a period; see Statistic.
type PersonStatistic struct {
	CountedPerson
	Times, Minutes, Expected, Came int
}
