package model

import "strconv"

// Measure is one of the figures of a Statistic, to be set beside others.
type Measure string

// The measures.
const (
	OfTimes      Measure = "times"      // 人次
	OfPeople     Measure = "people"     // 人数
	OfActivities Measure = "activities" // 场次
	OfHours      Measure = "hours"      // 计入的小时
	OfRate       Measure = "rate"       // 到会率

	OfBeneficiaries Measure = "beneficiaries" // 受益人次, of volunteer service
)

// Measures lists the measures of all activities in the order of menus.
func Measures() []Measure { return []Measure{OfTimes, OfPeople, OfActivities, OfHours, OfRate} }

// Chinese returns the measure's name.
func (m Measure) Chinese() string {
	switch m {
	case OfPeople:
		return "人数"
	case OfActivities:
		return "场次"
	case OfHours:
		return "小时"
	case OfRate:
		return "到会率"
	case OfBeneficiaries:
		return "受益人次"
	}
	return "人次"
}

// Unit stands after the figure: 场, 人次, 人, 小时, %.
func (m Measure) Unit() string {
	switch m {
	case OfPeople:
		return "人"
	case OfActivities:
		return "场"
	case OfHours:
		return "小时"
	case OfRate:
		return "%"
	}
	return "人次"
}

// Of is the figure in the measure's unit, hours and rates to one decimal; 0
// where there is no rate.
func (m Measure) Of(s Statistic) float64 {
	tenths := func(n float64) float64 { return float64(int(n*10+0.5)) / 10 }
	switch m {
	case OfPeople:
		return float64(s.People)
	case OfActivities:
		return float64(s.Activities)
	case OfHours:
		return tenths(float64(s.Minutes) / 60)
	case OfRate:
		share, _ := s.Rate()
		return tenths(share * 100)
	case OfBeneficiaries:
		return float64(s.Beneficiaries)
	}
	return float64(s.Times)
}

// RateText writes the rate as 87.5 %; "" where nobody was expected.
func (s Statistic) RateText() string {
	if _, ok := s.Rate(); !ok {
		return ""
	}
	return strconv.FormatFloat(OfRate.Of(s), 'f', 1, 64) + " %"
}
