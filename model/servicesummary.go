package model

import (
	"cmp"
	"slices"
)

// ServiceSummary is the volunteer service of some days (志愿服务总结): the
// services that were held, and of those who came the confirmed hours alone.
type ServiceSummary struct {
	Counted
	Teams      []StandingTeam // on the last of the days
	Volunteers int            // with a number, in the register now
	ClassOrder []string       // 服务队类别 as menus have them
	// Levels count the honours and press reports of the days, in the order of
	// HonourLevels; those of no level come last.
	Levels []LevelFigure
}

// StandingTeam is a 志愿服务队 that there is on a day, with who is in it.
type StandingTeam struct {
	ID      ID
	Name    string
	Class   string // empty where it is not said
	Members []ID
}

// ServiceGroupings lists by what volunteer service is broken down, in the order
// of menus. Every service falls into exactly one row of each.
func ServiceGroupings() []Grouping {
	return []Grouping{ByMonth, ByField, ByProject, ByTeam, ByTeamClass, ByStation}
}

// ServiceMeasures lists what a chart of volunteer service may show.
func ServiceMeasures() []Measure {
	return []Measure{OfHours, OfTimes, OfPeople, OfActivities, OfBeneficiaries}
}

// By breaks the days down: months by time, classes as menus have them, others
// with most minutes first. What says nothing comes last. Classes that have a
// team are rows though it did nothing.
func (s ServiceSummary) By(g Grouping) Statistics {
	found := s.Counted.By(g, StatisticNames{})
	if g == ByMonth {
		return found
	}
	if g == ByTeamClass {
		for _, t := range s.Teams {
			if !slices.ContainsFunc(found.Rows, func(r Statistic) bool { return r.Key == t.Class }) {
				found.Rows = append(found.Rows, Statistic{Key: t.Class, Name: cmp.Or(t.Class, unnamed(g))})
			}
		}
	}
	silent := func(r Statistic) int {
		if r.Key == "" {
			return 1
		}
		return 0
	}
	slices.SortFunc(found.Rows, func(a, b Statistic) int {
		order := 0
		if g == ByTeamClass {
			order = placeIn(s.ClassOrder, a.Key) - placeIn(s.ClassOrder, b.Key)
		}
		return cmp.Or(silent(a)-silent(b), order, b.Minutes-a.Minutes, b.Activities-a.Activities, CompareTexts(a.Name, b.Name))
	})
	return found
}

// Sum counts the days as a whole.
func (s ServiceSummary) Sum() Statistic { return s.Counted.By(ByMonth, StatisticNames{}).Sum }

// WholeYear reports whether the days are a year from its first to its last.
func (s ServiceSummary) WholeYear() bool {
	from, to := EachYear.Days(s.From.Year, 0)
	return s.From == from && s.To == to
}

// Of narrows the days to one row of a grouping; the teams stay.
func (s ServiceSummary) Of(g Grouping, key string) ServiceSummary {
	s.Counted = s.Counted.Of(g, key)
	return s
}

// TeamsOf are the teams of a class, "" for those of which it is not said.
func (s ServiceSummary) TeamsOf(class string) []StandingTeam {
	return slices.DeleteFunc(slices.Clone(s.Teams), func(t StandingTeam) bool { return t.Class != class })
}

// PeopleOf are the different people in teams, and in which each is.
func PeopleOf(teams []StandingTeam) (people []ID, in map[ID][]StandingTeam) {
	in = map[ID][]StandingTeam{}
	for _, t := range teams {
		for _, m := range t.Members {
			if in[m] == nil {
				people = append(people, m)
			}
			in[m] = append(in[m], t)
		}
	}
	return people, in
}

// placeIn is the place of a word in a list, behind all where it is not there.
func placeIn(list []string, word string) int {
	if i := slices.Index(list, word); i >= 0 {
		return i
	}
	return len(list)
}
