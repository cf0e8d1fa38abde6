package model

import "slices"

// Missed (缺课) is a lesson or session that a member missed and has not made up
// yet.
type Missed struct {
	Activity ID // what was missed
	Title    string
	Number   int // 第 n 课, 0 where it has none
	Day      Date
	Member   ID
	Name     string
	Branch   string
	State    AttendanceState // Leave, Absent, or Expected where nobody was marked
	Reason   string
	// Arranged is the make-up session (补课) that expects the person, on ArrangedOn;
	// none yet where it is empty.
	Arranged   ID
	ArrangedOn Date
}

// MakeUpOf returns the make-up session of a missed activity as it is first
// proposed: a week after it, or after today where that is past already, at the
// same time and place.
func MakeUpOf(missed Activity, today Date) Activity {
	const days = 7
	move := days
	if ahead := missed.Date().DaysUntil(today); ahead > 0 {
		move = (ahead/days + 1) * days
	}
	a := Activity{
		Kind: missed.Kind, Title: "补课：" + missed.Title, Theme: missed.Theme, Initiative: missed.Initiative,
		Start: missed.Start.AddDate(0, 0, move), End: missed.End.AddDate(0, 0, move), Place: missed.Place, Organiser: missed.Organiser,
		Presenter: missed.Presenter, PresenterPost: missed.PresenterPost, PresenterMember: missed.PresenterMember,
		Audience: missed.Audience, Materials: missed.Materials, Branch: missed.Branch, Credit: missed.Credit,
		Programme: missed.Programme, Number: missed.Number, MakesUp: missed.ID,
	}
	if title := []rune(a.Title); len(title) > 100 {
		a.Title = string(title[:100])
	}
	return a
}

// Waiting are the members of list who are not expected at a make-up session
// yet, of one missed activity.
func Waiting(list []Missed, activity ID) []ID {
	var members []ID
	for _, m := range list {
		if m.Activity == activity && m.Arranged == "" && !slices.Contains(members, m.Member) {
			members = append(members, m.Member)
		}
	}
	return members
}
