package model

import (
	"fmt"
	"slices"
)

// Likeness is how two records, or one value of them, compare.
type Likeness int

// The values of Likeness.
const (
	Unclear Likeness = iota // nothing to compare
	Same
	Different
	Alike // some things are the same and some contradict
)

// Agrees reports whether no part that both dates know differs.
func (d Date) Agrees(with Date) bool {
	same := func(a, b int) bool { return a == 0 || b == 0 || a == b }
	return same(d.Year, with.Year) && same(d.Month, with.Month) && same(d.Day, with.Day)
}

// CompareBirthdays compares two birthdays as far as both are known. Beside a
// lunar day a solar one counts where it is the day that the lunar one fell on.
func CompareBirthdays(a, b Birthday) Likeness {
	if a.IsZero() || b.IsZero() {
		return Unclear
	}
	if (a.Calendar == Lunar) != (b.Calendar == Lunar) {
		switch x, y := a.Born(), b.Born(); {
		case x.Full() && x == y:
			return Same
		case a.Date.Year > 0 && b.Date.Year > 0 && max(a.Date.Year-b.Date.Year, b.Date.Year-a.Date.Year) > 1:
			return Different
		}
		return Unclear
	}
	switch {
	case !a.Date.Agrees(b.Date):
		return Different
	case a.Date.Full() && b.Date.Full():
		if a.Leap != b.Leap {
			return Different
		}
		return Same
	}
	return Unclear
}

// IDNumberKey is what ID numbers are compared by: the 15 digits that the old
// and the new form of one number share, or all of it.
func IDNumberKey(number string) string {
	if len(number) == 18 && number[6:8] == "19" {
		return number[:6] + number[8:17]
	}
	return number
}

// SameIDNumber reports whether two stored numbers are one, be one of them in
// the old form.
func SameIDNumber(a, b string) bool {
	return a != "" && (a == b || len(a) != len(b) && IDNumberKey(a) == IDNumberKey(b))
}

// Strength is how sure it is that two records are of one person.
type Strength int

// The strengths, the surest last.
const (
	NotAlike Strength = iota
	Possible          // 可能
	Likely            // 很可能
	Certain           // 几乎肯定
)

// Chinese returns the strength's name on lists.
func (s Strength) Chinese() string {
	return [...]string{"不像", "可能", "很可能", "几乎肯定"}[s]
}

// Pair (疑似重复) is two records that may be of one person.
type Pair struct {
	First, Second Member // First is the older record
	Strength      Strength
	Reasons       []string // plain sentences
}

// LikenessOf says whether two members are likely one person, and why. Two
// namesakes are not: there has to be more than the name, and what contradicts
// outweighs a common phone number.
func LikenessOf(a, b Member) (Strength, []string) {
	e := evidenceOf(a, b)
	strength := e.strength()
	if strength == NotAlike {
		return NotAlike, nil
	}
	return strength, e.reasons()
}

// evidence is what speaks for and against two records being of one person.
type evidence struct {
	sameName, likeName, oneSound         bool
	sameID, nearID, otherID              bool
	sameYear, samePhone, sameBranch, sex bool // sex: it differs
	birth                                Likeness
}

func evidenceOf(a, b Member) evidence {
	ids := a.IDNumber != "" && b.IDNumber != ""
	x, y := a.Birthday.Date, b.Birthday.Date
	e := evidence{
		sameName:   SearchName(a.Name) == SearchName(b.Name),
		oneSound:   a.Pinyin != "" && a.Pinyin == b.Pinyin,
		sameID:     SameIDNumber(a.IDNumber, b.IDNumber),
		nearID:     ids && oneSlip(a.IDNumber, b.IDNumber),
		birth:      CompareBirthdays(a.Birthday, b.Birthday),
		samePhone:  a.Phone != "" && NormalisePhone(a.Phone) == NormalisePhone(b.Phone),
		sameBranch: a.Branch != "" && a.Branch == b.Branch,
		sex:        a.Sex != "" && b.Sex != "" && a.Sex != b.Sex,
	}
	e.likeName = e.oneSound || nearNames(a.Name, b.Name)
	e.otherID = ids && !e.sameID && !e.nearID
	e.sameYear = e.birth == Unclear && x.Year > 0 && x.Year == y.Year && !(x.Full() && y.Full())
	return e
}

func (e evidence) strength() Strength {
	switch {
	case e.sameID && e.sameName:
		return Certain
	case e.sameID:
		return Likely
	case e.otherID && e.birth != Same:
		return NotAlike
	case e.sameName:
		s := e.ofNamesakes()
		if e.otherID {
			s--
		}
		if e.sex {
			s -= 2
		}
		return max(s, NotAlike)
	case e.sex:
		return NotAlike
	case e.birth == Same && e.samePhone && e.likeName:
		return Likely
	case e.nearID && e.oneSound:
		return Possible
	}
	return NotAlike
}

// ofNamesakes is how sure it is of two records with one name, before what
// contradicts is taken off.
func (e evidence) ofNamesakes() Strength {
	switch {
	case e.nearID, e.birth == Same && e.samePhone:
		return Certain
	case e.birth == Same, e.samePhone && e.birth != Different:
		return Likely
	case e.samePhone:
		return Possible
	case e.birth == Different:
		return NotAlike
	case e.sameYear, e.sameBranch:
		return Possible
	}
	return NotAlike
}

// reasons are the plain sentences of the evidence, what speaks for it first.
func (e evidence) reasons() []string {
	var list []string
	for _, r := range []struct {
		is       bool
		sentence string
	}{
		{e.sameID, "身份证号相同。"},
		{e.sameName, "姓名相同。"},
		{!e.sameName && e.sameID, "姓名不同，可能改过名，也可能填错了号。"},
		{!e.sameName && !e.sameID, "姓名只差一个字或读音相同。"},
		{e.birth == Same, "生日相同。"},
		{e.sameYear, "出生年份相同。"},
		{e.samePhone, "电话相同。"},
		{e.nearID, "身份证号只差一处，可能填错了。"},
		{e.sameName && e.sameBranch && e.ofNamesakes() == Possible && !e.samePhone && !e.sameYear, "在同一个支部，一份没有填生日或身份证号。"},
		{e.otherID, "身份证号不同。"},
		{e.birth == Different, "生日不同。"},
		{e.sex, "性别不同。"},
	} {
		if r.is {
			list = append(list, r.sentence)
		}
	}
	return list
}

// nearNames reports whether two names differ in one character.
func nearNames(a, b string) bool {
	x, y := []rune(SearchName(a)), []rune(SearchName(b))
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			differ++
		}
	}
	return differ == 1
}

// oneSlip reports whether two ID numbers differ as a slip of the hand makes
// them: in one character, or in two that changed places.
func oneSlip(a, b string) bool {
	if len(a) != len(b) || len(a) < 15 || a == b {
		return false
	}
	var at []int
	for i := range len(a) {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	return len(at) == 1 || len(at) == 2 && at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]
}

// SharedPair (跨中心同一人) is a Pair on the registers of two offices.
type SharedPair struct {
	Pair
	FirstCentre, SecondCentre string        // names of the offices
	Places                    map[ID]string // names of the branches and units of both
	Confirmed                 bool          // somebody said that they are one person
}

// Merge says how two records of one person become one.
type Merge struct {
	Keep, Drop       ID
	KeepRev, DropRev int    // as they were when somebody decided
	Member           Member // the values that stay
}

// MergeBatch (合并记录) is a merge that was made.
type MergeBatch struct {
	Record
	Kept, Dropped         ID
	KeptName, DroppedName string
	Undone                bool
}

// Filled is m with what it lacks taken from another record of the person.
func (m Member) Filled(from Member) Member {
	// What these say lies elsewhere, or is joined below.
	apart := []string{"Branch", "HostUnit", "Tags", "State", "StateDate", "StateReason"}
	for _, f := range memberFields {
		if !slices.Contains(apart, f.Key) && f.Text(m, nil) == "" {
			f.Copy(&m, from)
		}
	}
	if m.Branch == "" {
		m.Branch = from.Branch
	}
	if m.HostUnit == "" {
		m.HostUnit = from.HostUnit
	}
	if m.Photo == "" {
		m.Photo = from.Photo
	}
	for _, tag := range from.Tags {
		if !slices.Contains(m.Tags, tag) {
			m.Tags = append(m.Tags[:len(m.Tags):len(m.Tags)], tag)
		}
	}
	return m
}

// attendanceRank orders states by how much they say that somebody came.
func attendanceRank(s AttendanceState) int {
	switch s {
	case Present:
		return 5
	case Late:
		return 4
	case Observer:
		return 3
	case Leave:
		return 2
	case Absent:
		return 1
	}
	return 0
}

// MergeAttendance joins two attendances of one person at one activity: the
// stronger state stays (实到 > 请假 > 缺席 > 未记录) with all that belongs to it,
// and whoever was expected by one of them was expected. Record, Activity,
// Member and Serial stay a's.
func MergeAttendance(a, b Attendance) Attendance {
	walkIn := a.WalkIn && b.WalkIn
	stronger, weaker := a, b
	ranks := [2]int{attendanceRank(a.State), attendanceRank(b.State)}
	if ranks[1] > ranks[0] || ranks[1] == ranks[0] && b.Minutes > a.Minutes {
		stronger, weaker = b, a
	}
	merged := a
	merged.State, merged.Minutes, merged.Capacity = stronger.State, stronger.Minutes, stronger.Capacity
	merged.Arrived, merged.Reason, merged.WalkIn = stronger.Arrived, stronger.Reason, walkIn
	merged.LateEntry, merged.Left, merged.Guarantor = stronger.LateEntry, stronger.Left, stronger.Guarantor
	merged.ServedOn, merged.ConfirmedBy, merged.ConfirmedAt = stronger.ServedOn, stronger.ConfirmedBy, stronger.ConfirmedAt
	if merged.Capacity == "" {
		merged.Capacity = weaker.Capacity
	}
	if merged.State == weaker.State {
		if merged.Arrived == "" || weaker.Arrived != "" && weaker.Arrived < merged.Arrived {
			merged.Arrived = weaker.Arrived
		}
		if merged.Reason == "" {
			merged.Reason = weaker.Reason
		}
	}
	return merged
}

// Called names a member so that namesakes can be told apart: 张三（1958年生）.
func (m Member) Called() string {
	if m.Birthday.Date.Year == 0 {
		return m.Name
	}
	return fmt.Sprintf("%s（%d年生）", m.Name, m.Birthday.Date.Year)
}
