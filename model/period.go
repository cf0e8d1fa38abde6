package model

import "fmt"

// PeriodName names the days from from to to, both included: 2018年,
// 2018年第二季度, 2018年5月, or the first and the last day.
func PeriodName(from, to Date) string {
	for _, span := range []LifeSpan{EachYear, EachQuarter, EachMonth} {
		for part := range span.Parts() {
			if first, last := span.Days(from.Year, part); first != from || last != to {
				continue
			}
			if span == EachYear {
				return fmt.Sprintf("%d年", from.Year)
			}
			return fmt.Sprintf("%d年%s", from.Year, span.PartName(part))
		}
	}
	if from == to {
		return from.Chinese()
	}
	return from.Chinese() + "至" + to.Chinese()
}
