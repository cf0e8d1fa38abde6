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
	Name string
	Code string

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

// Overview (中心概览) are all centres of a street in one period.
type Overview struct {
	Year, Month int // Month 0 is the whole year
	// OverdueDays is after how many days without a package a centre is overdue.
	OverdueDays int
	Months      []Date // twelve, to the end of the period
	Centres     []CentreFigures
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
	slices.SortStableFunc(o.Centres, func(a, b CentreFigures) int {
		return cmp.Or(cmp.Compare(of(b), of(a)), CompareTexts(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

// Period is the month or the year as stored days begin: 2018-05, 2018.
func (o Overview) Period() string { return Date{Year: o.Year, Month: o.Month}.String() }

// Chinese names the period: 2018年5月, 2018年.
func (o Overview) Chinese() string { return Date{Year: o.Year, Month: o.Month}.Chinese() }

// Total adds the centres up, each person as often as centres count them.
func (o Overview) Total() CentreFigures {
	sum := CentreFigures{Name: "合计", Trend: make([]int, len(o.Months))}
	for _, c := range o.Centres {
		sum.Members += c.Members
		sum.NoBirthday += c.NoBirthday
		sum.NoPhone += c.NoPhone
		sum.Activities += c.Activities
		sum.Times += c.Times
		sum.People += c.People
		sum.Minutes += c.Minutes
		sum.Expected += c.Expected
		sum.Came += c.Came
		for i, n := range c.Trend {
			sum.Trend[i] += n
		}
	}
	return sum
}

// Overdue counts the centres that should have sent a package.
func (o Overview) Overdue() int {
	n := 0
	for _, c := range o.Centres {
		if c.Overdue {
			n++
		}
	}
	return n
}
