package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Grouping is by what statistics are broken down.
type Grouping string

// The groupings. By one of the activity, every activity falls into exactly one
// row; by one of the people, every attendance does, and an activity counts in
// the row of everybody who was there.
const (
	ByKind       Grouping = "kind"       // 类别
	ByMonth      Grouping = "month"      // 月份
	ByBranch     Grouping = "branch"     // 支部: whose activity it was; a group's counts for its branch
	ByInitiative Grouping = "initiative" // 工程
	ByPresenter  Grouping = "presenter"  // 主讲人
	ByTeam       Grouping = "team"       // 志愿服务队
	ByField      Grouping = "field"      // 服务领域
	ByCategory   Grouping = "category"   // 人员类别: of the people
	ByHome       Grouping = "home"       // 人员所在支部: of the people
	ByProject    Grouping = "project"    // 公益项目: of volunteer service, as the two below
	ByTeamClass  Grouping = "team-class" // 服务队类别
	ByStation    Grouping = "station"    // 服务站: that of the team
)

// Groupings lists the groupings of all activities in the order of menus; those
// of volunteer service are ServiceGroupings.
func Groupings() []Grouping {
	return []Grouping{ByKind, ByMonth, ByBranch, ByInitiative, ByPresenter, ByTeam, ByField, ByCategory, ByHome}
}

// Chinese returns what the rows are: 类别, 月份.
func (g Grouping) Chinese() string {
	switch g {
	case ByKind:
		return "活动类别"
	case ByMonth:
		return "月份"
	case ByBranch:
		return "主办支部"
	case ByInitiative:
		return "工程"
	case ByPresenter:
		return "主讲人"
	case ByTeam:
		return "志愿服务队"
	case ByField:
		return "服务领域"
	case ByCategory:
		return "人员类别"
	case ByHome:
		return "人员所在支部"
	case ByProject:
		return "公益项目"
	case ByTeamClass:
		return "服务队类别"
	case ByStation:
		return "服务站"
	}
	return string(g)
}

// OfPeople reports whether rows are told apart by the people, not by the
// activity.
func (g Grouping) OfPeople() bool { return g == ByCategory || g == ByHome }

// Held reports whether activities in this state took place.
func (s ActivityState) Held() bool { return s == Held || s == Closed }

// Statistic counts the activities of one row, and who came to them.
type Statistic struct {
	Key  string // names the row for Counted.Of; "" where nothing is known
	Name string // as people read it

	Activities int // 场
	Times      int // 人次: how often people came, walk-ins and observers included
	People     int // 人数: how many different people that were
	Minutes    int // credited to them
	Expected   int // 应到: asked to come, however they are marked or not; neither walk-ins nor observers
	Came       int // of those expected, present or late
	// Beneficiaries (受益人次) is how often people were helped, as the volunteer
	// services say of themselves.
	Beneficiaries int
}

// Rate (到会率) is the share of the expected who came, 0 to 1. Absent people
// are stored, so they lower it; so does whoever is not marked yet. It is false
// where nobody was expected.
func (s Statistic) Rate() (share float64, ok bool) {
	if s.Expected == 0 {
		return 0, false
	}
	return float64(s.Came) / float64(s.Expected), true
}

// Statistics are the rows of a grouping and the whole. By a grouping of the
// activity, 场 and 人次 of the rows add up to the whole's; by one of the people,
// 人次 and 人数 do. Elsewhere somebody who is in two rows is still one person.
type Statistics struct {
	By   Grouping
	Rows []Statistic
	Sum  Statistic
}

// Silent reports whether nothing falls into any row of the grouping but the
// one of what says nothing: no activity had a presenter, for example.
func (s Statistics) Silent() bool {
	return !slices.ContainsFunc(s.Rows, func(r Statistic) bool { return r.Key != "" && r.Key != "=" && r.Key != guestKey })
}

// StatisticNames are the names that a grouping needs beyond what it counts.
type StatisticNames struct {
	Branches map[ID]string
	// Order of the words of dictionaries and of branches; others come after.
	Initiatives, Categories []string
	BranchOrder             []ID
}

// row says in which row of a grouping of the activity this one falls.
func (a CountedActivity) row(g Grouping) (key, name string) {
	switch g {
	case ByKind:
		return string(a.Kind), KindOf(a.Kind).Name
	case ByMonth:
		return a.Start.Format("2006-01"), fmt.Sprintf("%d年%d月", a.Start.Year(), a.Start.Month())
	case ByBranch:
		return string(a.Branch), ""
	case ByInitiative:
		return a.Initiative, a.Initiative
	case ByPresenter:
		if NormaliseName(a.Presenter.Name) == "" {
			return "", ""
		}
		name = SpacedName(NormaliseName(a.Presenter.Name))
		if a.Presenter.Post != "" {
			name += "（" + a.Presenter.Post + "）"
		}
		return a.Presenter.Key(), name
	case ByTeam:
		return strings.TrimSpace(a.Team), strings.TrimSpace(a.Team)
	case ByField:
		return strings.TrimSpace(a.Field), strings.TrimSpace(a.Field)
	case ByProject:
		return a.Project, a.Project
	case ByTeamClass:
		return a.TeamClass, a.TeamClass
	case ByStation:
		return a.Station, a.Station
	}
	return "", ""
}

// guestKey is the row of guests in groupings of the people. No category or
// branch is called so.
const guestKey = "guest"

// row says in which row of a grouping of the people this person falls.
func (p CountedPerson) row(g Grouping) (key, name string) {
	switch {
	case p.Member == "":
		return guestKey, "来宾（未登记人员）"
	case g == ByCategory:
		return "=" + p.Category, p.Category
	}
	return "=" + string(p.Home), ""
}

// tallying counts into rows; seen marks who is counted in a row already.
type tallying struct {
	Statistic
	seen   []bool
	filled int // place of the activity counted last, from 1
}

// add counts one person of a roll; each is what everybody on it counts for.
func (t *tallying) add(each Statistic, person int) {
	t.Expected += each.Expected
	t.Came += each.Came
	if each.Times == 0 {
		return
	}
	t.Times++
	t.Minutes += each.Minutes
	if !t.seen[person] {
		t.seen[person] = true
		t.People++
	}
}

// each is what every person of the roll counts for.
func (r CountedRoll) each() Statistic {
	var one Tally
	one.Add(Attendance{State: r.State, WalkIn: r.WalkIn})
	s := Statistic{Expected: one.Expected, Came: one.Present + one.Late}
	if r.State.Attended() {
		s.Times, s.Minutes = 1, r.Minutes
	}
	return s
}

// By breaks the period down.
func (c Counted) By(g Grouping, names StatisticNames) Statistics {
	rows := map[string]*tallying{}
	row := func(key, name string) *tallying {
		t := rows[key]
		if t == nil {
			t = &tallying{Statistic: Statistic{Key: key, Name: name}, seen: make([]bool, len(c.People))}
			rows[key] = t
		}
		return t
	}
	whole := tallying{Statistic: Statistic{Name: "合计"}, seen: make([]bool, len(c.People))}
	whole.Activities = len(c.Activities)
	theirs := make([]*tallying, len(c.People)) // the row of each person, once it is known
	for i, a := range c.Activities {
		var own *tallying
		if !g.OfPeople() {
			own = row(a.row(g))
			own.Activities++
			own.Beneficiaries += a.Beneficiaries
		}
		whole.Beneficiaries += a.Beneficiaries
		for _, r := range a.Rolls {
			each := r.each()
			for _, person := range r.People {
				whole.add(each, person)
				if own != nil {
					own.add(each, person)
					continue
				}
				t := theirs[person]
				if t == nil {
					t = row(c.People[person].row(g))
					theirs[person] = t
				}
				t.add(each, person)
				if each.Times > 0 && t.filled <= i {
					t.filled = i + 1
					t.Activities++
				}
			}
		}
	}
	s := Statistics{By: g, Sum: whole.Statistic}
	for _, t := range rows {
		t.name(g, names)
		s.Rows = append(s.Rows, t.Statistic)
	}
	slices.SortFunc(s.Rows, func(a, b Statistic) int { return compareRows(g, names, a, b) })
	if g == ByMonth {
		s.Rows = c.everyMonth(s.Rows)
	}
	return s
}

// name finds what a row is called that the data does not name.
func (t *tallying) name(g Grouping, names StatisticNames) {
	switch g {
	case ByBranch:
		t.Name = names.Branches[ID(t.Key)]
	case ByHome:
		if t.Key != guestKey {
			t.Name = names.Branches[ID(strings.TrimPrefix(t.Key, "="))]
		}
	}
	if t.Name == "" {
		t.Name = unnamed(g)
	}
}

// unnamed is the row of what says nothing of the grouping.
func unnamed(g Grouping) string {
	switch g {
	case ByInitiative:
		return "不属于工程"
	case ByPresenter:
		return "没有主讲人"
	case ByHome:
		return "不在支部"
	case ByCategory:
		return "未填类别"
	}
	return "未写明"
}

// compareRows orders rows: kinds, initiatives, categories and branches as
// menus have them, months by time, presenters and teams by how much they gave.
// What says nothing comes last, guests before it.
func compareRows(g Grouping, names StatisticNames, a, b Statistic) int {
	last := func(s Statistic) int {
		switch s.Key {
		case guestKey:
			return 1
		case "", "=":
			return 2
		}
		return 0
	}
	place := func(list []string, key string) int {
		if i := slices.Index(list, strings.TrimPrefix(key, "=")); i >= 0 {
			return i
		}
		return len(list)
	}
	var order []string
	switch g {
	case ByKind:
		for _, k := range kinds {
			order = append(order, string(k.Kind))
		}
	case ByInitiative:
		order = names.Initiatives
	case ByCategory:
		order = names.Categories
	case ByBranch, ByHome:
		for _, id := range names.BranchOrder {
			order = append(order, string(id))
		}
	case ByMonth:
		return strings.Compare(a.Key, b.Key)
	}
	return cmp.Or(last(a)-last(b), place(order, a.Key)-place(order, b.Key), b.Activities-a.Activities, b.Times-a.Times,
		CompareTexts(a.Name, b.Name), strings.Compare(a.Key, b.Key))
}

// everyMonth adds the months in which nothing was held, so that a line shows
// them as such. Periods longer than mostMonths keep only those that have rows.
func (c Counted) everyMonth(rows []Statistic) []Statistic {
	if len(rows) == 0 || !c.From.Full() || !c.To.Full() {
		return rows
	}
	end := c.To
	if c.Today.Full() && c.Today.Before(end) {
		end = c.Today
	}
	if last := DateOf(c.Activities[len(c.Activities)-1].Start); end.Before(last) {
		end = last
	}
	first, months := Date{Year: c.From.Year, Month: c.From.Month, Day: 1}, (end.Year-c.From.Year)*12+end.Month-c.From.Month+1
	if months > mostMonths {
		return rows
	}
	all := make([]Statistic, 0, months)
	for i := range months {
		month := first.Time().AddDate(0, i, 0)
		one := Statistic{}
		one.Key, one.Name = CountedActivity{Start: month}.row(ByMonth)
		if j := slices.IndexFunc(rows, func(s Statistic) bool { return s.Key == one.Key }); j >= 0 {
			one = rows[j]
		}
		all = append(all, one)
	}
	return all
}

const mostMonths = 60
