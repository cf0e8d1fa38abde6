package model

import "strings"

// Theme (主题) is what a month's activities are about (月月有主题), or those of
// a whole year.
type Theme struct {
	Record
	Year  int
	Month int // 1 to 12; 0 for the theme of the year
	Text  string
}

// The years that plans are made for.
const (
	FirstPlanYear = 1949
	LastPlanYear  = 2100
)

// Validate reports the first field that cannot be saved. An empty Text takes
// the theme away.
func (t Theme) Validate() error {
	if t.Year < FirstPlanYear || t.Year > LastPlanYear {
		return invalid("Year", "年份要在 1949 到 2100 之间。")
	}
	if t.Month < 0 || t.Month > 12 {
		return invalid("Month", "月份要在 1 到 12 之间。")
	}
	return checkLength("Theme", "主题", strings.TrimSpace(t.Text), 100)
}

// YearPlan (年度计划) is a year's themes with what is planned and was held in
// its months.
type YearPlan struct {
	Year   int
	Theme  string
	Months [12]MonthPlan // January first
}

// MonthPlan is one month of a YearPlan. Cancelled activities are in none of
// its counts but their own.
type MonthPlan struct {
	Theme                    string
	Planned, Held, Cancelled int            // activities; Held counts closed ones too
	Initiatives              map[string]int // activities by 工程; those of none under ""
}

// Activities is how many activities are planned or were held.
func (m MonthPlan) Activities() int { return m.Planned + m.Held }

// Empty reports whether nothing is planned for the month yet.
func (m MonthPlan) Empty() bool { return m.Activities() == 0 }

// Initiatives are the year's activities by 工程.
func (p YearPlan) Initiatives() map[string]int {
	all := map[string]int{}
	for _, m := range p.Months {
		for name, n := range m.Initiatives {
			all[name] += n
		}
	}
	return all
}

// Sum adds the months up.
func (p YearPlan) Sum() MonthPlan {
	sum := MonthPlan{Theme: p.Theme, Initiatives: p.Initiatives()}
	for _, m := range p.Months {
		sum.Planned += m.Planned
		sum.Held += m.Held
		sum.Cancelled += m.Cancelled
	}
	return sum
}
