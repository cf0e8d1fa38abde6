package model

import (
	"cmp"
	"slices"
	"time"
)

// CentreFigures are one centre (中心) in the overview of a street: what it
// sent and what its records come to in a period.
type CentreFigures struct {
	ID   ID
	Kind OrganisationKind // CentreOf, or Street at a district
	Name string
	Code string
	// Street passes the centre's records on, at a district; empty where it sends
	// them itself. A street's is its own.
	Street ID

	Sequence int       // of its package held here, 0 while it sent none
	Received time.Time // when that was; zero while it sent none
	Overdue  bool      // it should have sent one since

	Members             int   // on its register, active
	NoBirthday, NoPhone int   // of those
	Statistic                 // of the period; Minutes are confirmed volunteer service alone
	Trend               []int // 人次 of each of Overview.Months
}

// Complete is how much is known of its members' birthdays and phone numbers,
// the mean of the two shares; false where it has nobody.
func (c CentreFigures) Complete() (share float64, ok bool) {
	if c.Members == 0 {
		return 0, false
	}
	return 1 - float64(c.NoBirthday+c.NoPhone)/float64(2*c.Members), true
}

// Overview (中心概览) are all centres of a street or a district in one period.
type Overview struct {
	Year, Month int // Month 0 is the whole year
	// OverdueDays is after how many days without a package a centre is overdue.
	OverdueDays int
	Months      []Date // twelve, to the end of the period
	Centres     []CentreFigures
	// Streets are, at a district, its streets, each with its centres added up.
	// What a street itself has beside them stands in Centres, under its own ID.
	Streets []CentreFigures
	// Sum counts people whom somebody confirmed to be one person once.
	Sum CentreFigures
}

// UsualOverdue is Overview.OverdueDays unless somebody says otherwise.
const UsualOverdue = 31

// CentreOrder is by what the centres are ranked.
type CentreOrder string

// The orders.
const (
	CentresByTimes    CentreOrder = "times"
	CentresByPeople   CentreOrder = "people"
	CentresByHeld     CentreOrder = "activities"
	CentresByHours    CentreOrder = "hours"
	CentresByRate     CentreOrder = "rate"
	CentresByMembers  CentreOrder = "members"
	CentresByReceived CentreOrder = "received" // the longest silent first
)

// Rank puts the centres in order, the most first; equals by their names.
func (o *Overview) Rank(by CentreOrder) {
	of := func(c CentreFigures) float64 {
		switch by {
		case CentresByMembers:
			return float64(c.Members)
		case CentresByReceived:
			return -float64(c.Received.Unix())
		default:
			return Measure(by).Of(c.Statistic)
		}
	}
	order := func(a, b CentreFigures) int {
		return cmp.Or(cmp.Compare(of(b), of(a)), CompareTexts(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	}
	slices.SortStableFunc(o.Centres, order)
	slices.SortStableFunc(o.Streets, order)
}

// OverviewLine is one line of the ranking: a centre, or a street with all that
// are below it.
type OverviewLine struct {
	CentreFigures
	Place int  // among all centres, from 1; 0 of what is no centre
	Whole bool // a street with its centres
}

// Lines are the centres as they are ranked; at a district street by street, each
// after what its centres come to together.
func (o Overview) Lines() []OverviewLine {
	below := map[ID][]OverviewLine{}
	place := 0
	for _, c := range o.Centres {
		line := OverviewLine{CentreFigures: c}
		if c.Kind != Street {
			place++
			line.Place = place
		}
		below[c.Street] = append(below[c.Street], line)
	}
	var lines []OverviewLine
	for _, s := range o.Streets {
		lines = append(lines, OverviewLine{CentreFigures: s, Whole: true})
		lines = append(lines, below[s.ID]...)
		delete(below, s.ID)
	}
	return append(lines, below[""]...)
}

// Counted is how many centres there are; a street is none.
func (o Overview) Counted() int {
	n := 0
	for _, c := range o.Centres {
		if c.Kind != Street {
			n++
		}
	}
	return n
}

// Period is the month or the year as stored days begin: 2018-05, 2018.
func (o Overview) Period() string { return Date{Year: o.Year, Month: o.Month}.String() }

// Chinese names the period: 2018年5月, 2018年.
func (o Overview) Chinese() string { return Date{Year: o.Year, Month: o.Month}.Chinese() }

// Total adds the centres up, each person as often as centres count them.
func (o Overview) Total() CentreFigures {
	sum := CentreFigures{Name: "合计", Trend: make([]int, len(o.Months))}
	for _, c := range o.Centres {
		sum.add(c)
	}
	return sum
}

func (c *CentreFigures) add(more CentreFigures) {
	c.Members += more.Members
	c.NoBirthday += more.NoBirthday
	c.NoPhone += more.NoPhone
	c.Activities += more.Activities
	c.Times += more.Times
	c.People += more.People
	c.Minutes += more.Minutes
	c.Expected += more.Expected
	c.Came += more.Came
	for i, n := range more.Trend {
		c.Trend[i] += n
	}
}

// ByStreet takes the streets out of Centres into Streets and adds their centres
// up. What a street has itself stays among the centres, where that is anything.
func (o *Overview) ByStreet() {
	at := map[ID]int{}
	var centres []CentreFigures
	for _, c := range o.Centres {
		if c.Kind != Street {
			continue
		}
		whole := c
		whole.Statistic, whole.Members, whole.NoBirthday, whole.NoPhone = Statistic{}, 0, 0, 0
		whole.Street, whole.Trend = c.ID, make([]int, len(o.Months))
		at[c.ID] = len(o.Streets)
		o.Streets = append(o.Streets, whole)
	}
	for _, c := range o.Centres {
		if c.Kind == Street {
			c.Street, c.Overdue = c.ID, false // the whole street's line says so
			if c.Members == 0 && c.Activities == 0 {
				continue
			}
		}
		centres = append(centres, c)
		if i, ok := at[c.Street]; ok {
			o.Streets[i].add(c)
		}
	}
	o.Centres = centres
}

// Overdue counts the centres and streets that should have sent a package.
func (o Overview) Overdue() int {
	n := 0
	for _, c := range slices.Concat(o.Centres, o.Streets) {
		if c.Overdue {
			n++
		}
	}
	return n
}
