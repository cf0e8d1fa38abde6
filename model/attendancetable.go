package model

// AttendanceTable (考勤表) is a programme as a matrix: everybody on the rolls of
// its sessions against the sessions.
type AttendanceTable struct {
	Programme Programme
	Sessions  []Session
	People    []Participant // members in order of pinyin, then guests by name
}

// Session is one session of a programme, and one column of its table.
// Cancelled sessions and make-up sessions are none.
type Session struct {
	Activity ID
	Number   int
	Title    string
	Day      Date
	Minutes  int  // what attending it is credited
	Held     bool // planned ones count in no result
}

// Participant is one person of a programme, and one row of its table.
type Participant struct {
	Member ID // empty for a guest, who is no member
	Name   string
	Branch string
	// Unit is where the person comes from, for counting units: the employer,
	// else the branch; a guest's own unit. Empty where nothing is known.
	Unit   string
	Marks  []SessionMark // one for each session
	Points int           // of the examination, where Scored
	Scored bool
}

// SessionMark is what is known of one person at one session.
type SessionMark struct {
	State  AttendanceState // empty where the person is not on its roll
	WalkIn bool            // came without being expected
	MadeUp bool            // missed it, and attended a make-up session (补课)
	// Minutes credited, at the session itself or where it was made up.
	Minutes int
}

// Attended reports whether the session counts as attended.
func (m SessionMark) Attended() bool { return m.State.Attended() || m.MadeUp }

// Chinese returns the mark as tables show it, one character; "" where the
// person was not on the roll.
func (m SessionMark) Chinese() string {
	if m.MadeUp && !m.State.Attended() {
		return "补"
	}
	switch m.State {
	case Present:
		return "√"
	case Late:
		return "迟"
	case Leave:
		return "假"
	case Absent:
		return "缺"
	case Observer:
		return "列"
	case Expected:
		return "·"
	}
	return ""
}

// ResultOf is how one row's person did.
func (t AttendanceTable) ResultOf(p Participant) Result {
	r := Result{Member: p.Member, Name: p.Name, Branch: p.Branch, Points: p.Points, Scored: p.Scored}
	for i, s := range t.Sessions {
		if !s.Held {
			continue
		}
		r.Sessions++
		r.HeldMinutes += s.Minutes
		if p.Marks[i].Attended() {
			r.Attended++
			r.Minutes += p.Marks[i].Minutes
		}
	}
	return r
}

// Results is how the members did; guests have no results.
func (t AttendanceTable) Results() []Result {
	list := []Result{}
	for _, p := range t.People {
		if p.Member != "" {
			list = append(list, t.ResultOf(p))
		}
	}
	return list
}

// SessionTally counts session i's roll as it stands in the table.
func (t AttendanceTable) SessionTally(i int) Tally {
	var tally Tally
	for _, p := range t.People {
		m := p.Marks[i]
		if m.State != "" {
			tally.Add(Attendance{State: m.State, WalkIn: m.WalkIn, Minutes: m.Minutes})
		}
	}
	return tally
}

// ProgrammeTotals counts a programme's sessions held. Times (人次) counts
// attendances and People (人数) each person once; neither stands for the other.
type ProgrammeTotals struct {
	Sessions int // held
	Tally    Tally
	Times    int // 人次: attendances, guests' and made up ones included
	MadeUp   int // of them, made up
	People   int // 人数: who attended at least once
	Units    int // different units that they come from
	Minutes  int // credited in all
}

// Totals counts the table.
func (t AttendanceTable) Totals() ProgrammeTotals {
	var sum ProgrammeTotals
	units := map[string]bool{}
	for _, s := range t.Sessions {
		if s.Held {
			sum.Sessions++
		}
	}
	for _, p := range t.People {
		came := false
		for i, m := range p.Marks {
			if !t.Sessions[i].Held {
				continue
			}
			if m.State != "" {
				sum.Tally.Add(Attendance{State: m.State, WalkIn: m.WalkIn})
			}
			if !m.Attended() {
				continue
			}
			came = true
			sum.Times++
			sum.Minutes += m.Minutes
			if !m.State.Attended() {
				sum.MadeUp++
			}
		}
		if came {
			sum.People++
			if p.Unit != "" {
				units[p.Unit] = true
			}
		}
	}
	sum.Tally.Minutes = sum.Minutes
	sum.Units = len(units)
	return sum
}
