package model

import (
	"cmp"
	"fmt"
	"strings"
)

// SeriesState is how a month of a series of lectures stands.
type SeriesState string

// The values of SeriesState.
const (
	SeriesDone     SeriesState = "done"     // 已办
	SeriesArranged SeriesState = "arranged" // 已安排
	SeriesOpen     SeriesState = "open"     // 待安排
	SeriesMissed   SeriesState = "missed"   // 漏办
	SeriesNone     SeriesState = ""         // nothing is owed
)

// Chinese returns the state's name on plans.
func (s SeriesState) Chinese() string {
	switch s {
	case SeriesDone:
		return "已办"
	case SeriesArranged:
		return "已安排"
	case SeriesOpen:
		return "待安排"
	case SeriesMissed:
		return "漏办"
	case SeriesNone:
	}
	return "—"
}

// SeriesMonth is one month of the plan of a series of lectures.
type SeriesMonth struct {
	Month         Date // without day
	Owed          int
	Held, Planned int
	State         SeriesState
}

// SeriesYear returns the twelve months of a year of a series as they stand on
// today. Before the series began and after it was closed nothing is owed; a
// month that is over with less than it owed was missed, and stays so.
func SeriesYear(series Programme, lectures []Activity, year int, today Date) []SeriesMonth {
	months := make([]SeriesMonth, 12)
	for i := range months {
		months[i].Month = Date{Year: year, Month: i + 1}
	}
	begun := monthOf(DateOf(series.CreatedAt))
	for _, a := range lectures {
		if a.State == Cancelled || a.MakesUp != "" {
			continue
		}
		day := a.Date()
		if month := monthOf(day); begun.IsZero() || month.Before(begun) {
			begun = month
		}
		if day.Year != year {
			continue
		}
		if a.State == Planned {
			months[day.Month-1].Planned++
		} else {
			months[day.Month-1].Held++
		}
	}
	for i := range months {
		m := &months[i]
		if !m.Month.Before(begun) && (series.Closed.IsZero() || !monthOf(series.Closed).Before(m.Month)) {
			m.Owed = series.PerMonth
		}
		m.State = m.stateOn(today)
	}
	return months
}

func (m SeriesMonth) stateOn(today Date) SeriesState {
	over := m.Month.Before(monthOf(today))
	switch {
	case m.Held > 0 && m.Held >= m.Owed:
		return SeriesDone
	case m.Owed == 0 && m.Planned == 0:
		return SeriesNone
	case over && m.Owed > 0:
		return SeriesMissed
	case m.Held+m.Planned >= m.Owed:
		return SeriesArranged
	}
	return SeriesOpen
}

func monthOf(d Date) Date { return Date{Year: d.Year, Month: d.Month} }

// MissedMonths returns the months of the last twelve that a series missed,
// earliest first.
func MissedMonths(series Programme, lectures []Activity, today Date) []Date {
	var missed []Date
	since := monthOf(DateOf(today.Time().AddDate(-1, 1-today.Day, 0)))
	for _, year := range []int{today.Year - 1, today.Year} {
		for _, m := range SeriesYear(series, lectures, year, today) {
			if m.State == SeriesMissed && !m.Month.Before(since) {
				missed = append(missed, m.Month)
			}
		}
	}
	return missed
}

// PosterText (海报文字) is what announces a lecture, to be pasted where posters
// and messages are made. What is not known yet is left out.
func PosterText(series Programme, lecture Activity, topic, centre string) string {
	head := "【" + series.Title + "】"
	if lecture.Number > 0 {
		head += fmt.Sprintf("第 %d 讲", lecture.Number)
	}
	presenter := strings.TrimSpace(lecture.Presenter)
	if post := strings.TrimSpace(lecture.PresenterPost); presenter != "" && post != "" {
		presenter += "（" + post + "）"
	}
	day := lecture.Date()
	when := fmt.Sprintf("%s（%s）%s—%s", day.Chinese(), day.Weekday(), lecture.Start.Format("15:04"), lecture.End.Format("15:04"))
	lines := []string{head}
	for _, l := range [][2]string{
		{"题目", topic},
		{"主讲", presenter},
		{"时间", when},
		{"地点", lecture.Place},
		{"对象", lecture.Audience},
		{"主办", cmp.Or(lecture.Organiser, series.Organiser, centre)},
	} {
		if text := strings.TrimSpace(l[1]); text != "" {
			lines = append(lines, l[0]+"："+text)
		}
	}
	return strings.Join(append(lines, "欢迎参加！"), "\n")
}
