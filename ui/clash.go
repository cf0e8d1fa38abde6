package ui

import "jishi/model"

// clashing leaves out those who are on leave from, or absent at, this one.
func clashing(roll model.Roll, clashes []model.Clash) []clashOf {
	var list []clashOf
	for _, c := range clashes {
		for _, p := range roll.Attendees {
			if p.Member == c.Member && p.State != model.Leave && p.State != model.Absent {
				list = append(list, clashOf{p, c.Title})
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
