package model_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
)

func lectureOn(year, month, day int, state model.ActivityState) model.Activity {
	start := time.Date(year, time.Month(month), day, 9, 0, 0, 0, time.UTC)
	return model.Activity{Kind: model.Lecture, Title: "讲座", Start: start, End: start.Add(90 * time.Minute), State: state}
}

func TestAMonthWithoutItsLectureIsFlaggedAndStaysSo(t *testing.T) {
	series := model.Programme{Kind: model.LectureSeries, Title: "书香讲坛", PerMonth: 1}
	series.CreatedAt = time.Date(2018, 2, 20, 0, 0, 0, 0, time.UTC)
	lectures := []model.Activity{
		lectureOn(2018, 2, 24, model.Held), lectureOn(2018, 4, 7, model.Closed), lectureOn(2018, 4, 28, model.Cancelled),
		lectureOn(2018, 6, 9, model.Planned),
	}
	today := model.Date{Year: 2018, Month: 5, Day: 7}
	var states []string
	for _, m := range model.SeriesYear(series, lectures, 2018, today) {
		states = append(states, m.State.Chinese())
	}
	if got, want := strings.Join(states, " "), "— 已办 漏办 已办 待安排 已安排 待安排 待安排 待安排 待安排 待安排 待安排"; got != want {
		t.Errorf("the year is  %s\nwant %s", got, want)
	}
	if got := model.MissedMonths(series, lectures, today); len(got) != 1 || got[0] != (model.Date{Year: 2018, Month: 3}) {
		t.Errorf("missed %v", got)
	}
	// Two lectures in the next month do not make up for the one before.
	lectures = append(lectures, lectureOn(2018, 4, 14, model.Held))
	if got := model.MissedMonths(series, lectures, today); len(got) != 1 {
		t.Errorf("missed %v", got)
	}
	series.Closed = model.Date{Year: 2018, Month: 4, Day: 30}
	if year := model.SeriesYear(series, lectures, 2018, today); year[4].State != model.SeriesNone {
		t.Errorf("after closing, May is %q", year[4].State)
	}
}

// TestNothingIsMissedThatIsNotOver: whatever was held and planned.
func TestNothingIsMissedThatIsNotOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		series := model.Programme{Kind: model.LectureSeries, PerMonth: rapid.IntRange(0, 3).Draw(t, "owed")}
		var lectures []model.Activity
		for range rapid.IntRange(0, 12).Draw(t, "lectures") {
			state := rapid.SampledFrom([]model.ActivityState{model.Planned, model.Held, model.Closed, model.Cancelled}).Draw(t, "state")
			lectures = append(lectures, lectureOn(2018, rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"), state))
		}
		today := model.Date{Year: 2018, Month: rapid.IntRange(1, 12).Draw(t, "now"), Day: 15}
		held := 0
		for _, m := range model.SeriesYear(series, lectures, 2018, today) {
			held += m.Held
			if m.State == model.SeriesMissed && (m.Month.Month >= today.Month || m.Held >= m.Owed) {
				t.Fatalf("%+v is missed in month %d", m, today.Month)
			}
			if m.State == model.SeriesDone && m.Held < m.Owed {
				t.Fatalf("%+v is done", m)
			}
		}
		want := 0
		for _, a := range lectures {
			if a.State == model.Held || a.State == model.Closed {
				want++
			}
		}
		if held != want {
			t.Fatalf("%d held, want %d", held, want)
		}
	})
}

func TestAPosterSaysWhatIsKnown(t *testing.T) {
	series := model.Programme{Kind: model.LectureSeries, Title: "书香讲坛", Organiser: "高山社区党委"}
	a := lectureOn(2018, 5, 19, model.Planned)
	a.Number, a.Presenter, a.PresenterPost, a.Place = 5, "刘洋", "区委党校讲师", "教育大讲堂"
	want := "【书香讲坛】第 5 讲\n题目：怎样读一本书\n主讲：刘洋（区委党校讲师）\n时间：2018年5月19日（星期六）09:00—10:30\n地点：教育大讲堂\n主办：高山社区党委\n欢迎参加！"
	if got := model.PosterText(series, a, "怎样读一本书", "中心"); got != want {
		t.Errorf("the poster says\n%s", got)
	}
}
