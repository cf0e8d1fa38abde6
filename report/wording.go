package report

import (
	"fmt"
	"strings"
	"time"

	"jishi/model"
)

// Nothing is printed blank: what is not known says so.

// orNone is for single facts.
func orNone(s string) string {
	if strings.TrimSpace(s) == "" {
		return "无"
	}
	return s
}

// orDash is for cells of tables.
func orDash(s string) string {
	if strings.TrimSpace(s) == "" {
		return "—"
	}
	return s
}

// organiser falls back on the centre itself.
func organiser(s string, o Options) string {
	if strings.TrimSpace(s) == "" {
		return orNone(o.Centre.Name)
	}
	return s
}

// period is when an activity is: 2018年5月7日 9:00—10:30.
func period(a model.Activity) string {
	from := a.Date().Chinese() + " " + clock(a.Start)
	if to := model.DateOf(a.End); to != a.Date() {
		return from + "—" + days(a.Date(), to) + " " + clock(a.End)
	}
	return from + "—" + clock(a.End)
}

func clock(t time.Time) string { return fmt.Sprintf("%d:%02d", t.Hour(), t.Minute()) }

// days writes the later day of a period without the year it shares with the
// first: 5月28日.
func days(from, to model.Date) string {
	if from.Year == to.Year {
		to.Year = 0
	}
	return to.Chinese()
}
