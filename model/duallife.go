package model

// AsOrdinaryMember is the capacity in which leaders come to the organisation
// life of their branch (双重组织生活).
const AsOrdinaryMember = "以普通党员身份"

// LeaderTag is the tag of members who are leaders (领导干部).
const LeaderTag = "领导干部"

// Leader is a member who owes it to come to organisation life as an ordinary
// member, and how often in the year that was.
type Leader struct {
	Member ID
	Name   string
	Pinyin string
	Branch string // branch or group
	Post   string // unit and post, or the post in the Party
	Lines  []LifeLine
}

// Due reports whether the leader still has to come this year, by any rule.
func (l Leader) Due() bool { sum := l.Sum(); return sum.Missed+sum.Open > 0 }

// Sum adds the lines up.
func (l Leader) Sum() LifeSum {
	var sum LifeSum
	for _, line := range l.Lines {
		sum.add(line.Sum())
	}
	return sum
}

// Attended are the year's activities at which the leader was as an ordinary
// member, each once, by their beginning.
func (l Leader) Attended() []LifeActivity {
	var list []LifeActivity
	seen := map[ID]bool{}
	for _, line := range l.Lines {
		for _, t := range line.Terms {
			for _, a := range t.Held {
				if !seen[a.ID] {
					seen[a.ID] = true
					list = append(list, a)
				}
			}
		}
	}
	return list
}

// DualLife (双重组织生活) is who of the leaders came to organisation life as an
// ordinary member in a year, and who still has to.
//
// Leaders are the members tagged LeaderTag, and whoever came in that capacity
// this year or the year before: who once came so will have to again.
type DualLife struct {
	Year    int
	Today   Date
	Rules   []LifeRule // of LeaderLevel
	Leaders []Leader   // by pinyin
}

// Waiting counts the leaders who still have to come.
func (d DualLife) Waiting() int {
	n := 0
	for _, l := range d.Leaders {
		if l.Due() {
			n++
		}
	}
	return n
}

// NewLeader sets what a leader came to as an ordinary member against the
// rules.
func NewLeader(l Leader, year int, today Date, rules []LifeRule, attended []LifeActivity) Leader {
	l.Lines = nil
	for _, r := range rules {
		if r.Level == LeaderLevel {
			l.Lines = append(l.Lines, NewLifeLine(r, year, today, attended))
		}
	}
	return l
}
