package model

import (
	"cmp"
	"slices"
)

// Proof is something that shows afterwards that an activity was held.
type Proof string

// The proofs, as lists name them.
const (
	ProofMinutes Proof = "记录"  // what was said or decided is written down
	ProofPhotos  Proof = "照片"  // at least AskedPhotos
	ProofSignIn  Proof = "签到表" // everybody expected is marked, and somebody came
)

// LifeActivity is an activity with what a check of organisation life looks at.
type LifeActivity struct {
	ActivitySummary
	Photos int
	// PresenterDuty is the 党内职务 of the member who presents; empty for
	// outside people.
	PresenterDuty string
}

// BySecretary reports whether a secretary presents, by the post written at the
// activity or by the member's own.
func (a LifeActivity) BySecretary() bool {
	return IsSecretary(a.PresenterPost) || a.PresenterMember != "" && IsSecretary(a.PresenterDuty)
}

// Lacks lists the proofs that a held activity has not got. A talk between two
// (谈心谈话) is asked for minutes only [K].
func (a LifeActivity) Lacks() []Proof {
	if a.State != Held && a.State != Closed {
		return nil
	}
	var lacks []Proof
	if a.Content == "" && a.Decisions == "" {
		lacks = append(lacks, ProofMinutes)
	}
	if a.Kind == HeartToHeart {
		return lacks
	}
	if a.Photos < AskedPhotos {
		lacks = append(lacks, ProofPhotos)
	}
	if a.Tally.Came() == 0 || a.Tally.Unmarked > 0 {
		lacks = append(lacks, ProofSignIn)
	}
	return lacks
}

// LifeState is how a LifeTerm stands.
type LifeState string

// The values of LifeState.
const (
	TermDone   LifeState = "done"   // 完成: all was held in time
	TermLate   LifeState = "late"   // 补开: all was held, some of it after the term
	TermMissed LifeState = "missed" // 缺: the term is over, and something was never held
	TermOpen   LifeState = "open"   // 待开: the term is not over yet
)

// Chinese returns the state's name on lists.
func (s LifeState) Chinese() string {
	switch s {
	case TermDone:
		return "完成"
	case TermLate:
		return "补开"
	case TermMissed:
		return "逾期"
	}
	return "待开"
}

// LifeTerm is what a rule asks for in one part of the year. Due = Done + Late
// + Missed + Open always holds.
type LifeTerm struct {
	Part     int
	From, To Date
	Due      int // times
	Done     int // of them, held in the term
	// Late were held after it: what was held later in the year beyond what was
	// due then stands for the earliest that was missed (补开).
	Late   int
	Missed int // not held, and the term is over
	Open   int // not held yet
	// Held are the activities of the term, all of them, by their beginning;
	// MadeUp those of later terms that stand for it, Planned what is still to be
	// held in it.
	Held, MadeUp, Planned []LifeActivity
}

// State says how the term stands in a word.
func (t LifeTerm) State() LifeState {
	switch {
	case t.Missed > 0:
		return TermMissed
	case t.Open > 0:
		return TermOpen
	case t.Late > 0:
		return TermLate
	}
	return TermDone
}

// LifeSum adds terms up; see LifeTerm.
type LifeSum struct{ Due, Done, Late, Missed, Open, Lacking int } // Lacking counts activities that lack a proof

// LifeLine is one rule of a unit or a person over a year.
type LifeLine struct {
	Rule  LifeRule
	Terms []LifeTerm // of the year, the first one first
}

// Sum adds the terms up. An activity that lacks something counts once.
func (l LifeLine) Sum() LifeSum {
	var sum LifeSum
	for _, t := range l.Terms {
		sum.add(LifeSum{Due: t.Due, Done: t.Done, Late: t.Late, Missed: t.Missed, Open: t.Open})
		for _, a := range t.Held { // those of MadeUp are Held in their own terms
			if len(a.Lacks()) > 0 {
				sum.Lacking++
			}
		}
	}
	return sum
}

func (s *LifeSum) add(other LifeSum) {
	s.Due += other.Due
	s.Done += other.Done
	s.Late += other.Late
	s.Missed += other.Missed
	s.Open += other.Open
	s.Lacking += other.Lacking
}

// Lacking lists the activities of the line that lack a proof.
func (l LifeLine) Lacking() []LifeActivity {
	var list []LifeActivity
	for _, t := range l.Terms {
		for _, a := range t.Held {
			if len(a.Lacks()) > 0 {
				list = append(list, a)
			}
		}
	}
	return list
}

// LifeUnit is a branch or group with all rules of its level.
type LifeUnit struct {
	Unit   Organisation
	Branch ID // the branch that a group belongs to; the unit itself for a branch
	Lines  []LifeLine
}

// Sum adds the lines up. An activity that counts for two rules and lacks
// something counts once.
func (u LifeUnit) Sum() LifeSum {
	var sum LifeSum
	lacking := map[ID]bool{}
	for _, l := range u.Lines {
		sum.add(l.Sum())
		for _, a := range l.Lacking() {
			lacking[a.ID] = true
		}
	}
	sum.Lacking = len(lacking)
	return sum
}

// LifeCheck (组织生活体检) is how the branches and groups of a centre stand in a
// year: the branches by the order of their growth, each followed by its groups.
type LifeCheck struct {
	Year  int
	Today Date // the day the check was made
	Units []LifeUnit
	// Unassigned are the year's activities of kinds that rules ask for which do
	// not say whose meeting they are; they count for nobody.
	Unassigned []LifeActivity
}

// Sum adds the units up.
func (c LifeCheck) Sum() LifeSum {
	var sum LifeSum
	for _, u := range c.Units {
		sum.add(u.Sum())
	}
	return sum
}

// CheckLife makes the check of a year as it stands on today. tree holds the
// organisations, activities those of the year, cancelled ones left out. An
// activity counts for the unit that it names as its own and for no other.
func CheckLife(year int, today Date, rules []LifeRule, tree []Organisation, activities []LifeActivity) LifeCheck {
	check := LifeCheck{Year: year, Today: today}
	of := map[ID][]LifeActivity{}
	for _, a := range activities {
		of[a.Branch] = append(of[a.Branch], a)
	}
	unit := func(o Organisation, branch ID, level LifeLevel) {
		u := LifeUnit{Unit: o, Branch: branch}
		for _, r := range rules {
			if r.Level == level {
				u.Lines = append(u.Lines, NewLifeLine(r, year, today, of[o.ID]))
			}
		}
		if len(u.Lines) > 0 {
			check.Units = append(check.Units, u)
		}
	}
	for _, branch := range tree {
		if branch.Kind != Branch || !branch.livedIn(year) {
			continue
		}
		unit(branch, branch.ID, BranchLevel)
		for _, group := range tree {
			if group.Kind == Group && group.Parent == branch.ID && group.livedIn(year) {
				unit(group, branch.ID, GroupLevel)
			}
		}
	}
	for _, a := range of[""] {
		asked := func(r LifeRule) bool { return r.Level != LeaderLevel && r.concerns(a) }
		if slices.ContainsFunc(rules, asked) {
			check.Unassigned = append(check.Unassigned, a)
		}
	}
	return check
}

// livedIn reports whether the organisation was in use at the end of year.
func (o Organisation) livedIn(year int) bool { return o.Retired.IsZero() || o.Retired.Year > year }

// NewLifeLine sets the activities of one unit or person against a rule.
func NewLifeLine(r LifeRule, year int, today Date, activities []LifeActivity) LifeLine {
	mine := slices.Clone(activities)
	slices.SortStableFunc(mine, func(a, b LifeActivity) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	line := LifeLine{Rule: r, Terms: make([]LifeTerm, r.Per.Parts())}
	for i := range line.Terms {
		t := &line.Terms[i]
		t.Part, t.Due = i, r.Times
		t.From, t.To = r.Per.Days(year, i)
		for _, a := range mine {
			switch day := a.Date(); {
			case day.Before(t.From) || t.To.Before(day):
			case r.Counts(a):
				t.Held = append(t.Held, a)
			case a.State == Planned && r.concerns(a):
				t.Planned = append(t.Planned, a)
			}
		}
		t.Done = min(len(t.Held), t.Due)
		line.makeUp(i)
	}
	for i := range line.Terms {
		t := &line.Terms[i]
		if rest := t.Due - t.Done - t.Late; t.To.Before(today) {
			t.Missed = rest
		} else {
			t.Open = rest
		}
	}
	return line
}

// makeUp lets what was held in term i beyond what was due stand for the
// earliest terms before it that miss something.
func (l *LifeLine) makeUp(i int) {
	for _, a := range l.Terms[i].Held[l.Terms[i].Done:] {
		j := slices.IndexFunc(l.Terms[:i], func(t LifeTerm) bool { return t.Done+t.Late < t.Due })
		if j < 0 {
			return
		}
		l.Terms[j].Late++
		l.Terms[j].MadeUp = append(l.Terms[j].MadeUp, a)
	}
}
