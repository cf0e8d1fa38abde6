package store

import (
	"slices"
	"testing"

	"jishi/model"
)

func TestARollSaysWhoseMeetingItIs(t *testing.T) {
	s := newStore(t)
	branch := addBranch(t, s, "高山第一支部")
	group, err := s.SaveOrganisation(t.Context(), model.Organisation{Parent: branch, Kind: model.Group, Name: "第一党小组"})
	must(t, err)
	for unit, name := range map[model.ID]string{branch: "高山第一支部", group.ID: "高山第一支部 第一党小组", "": ""} {
		a := addActivity(t, s, model.Activity{Kind: model.GroupMeeting, Branch: unit}, dayOfMay(7))
		if roll := rollOf(t, s, a); roll.Branch != name {
			t.Errorf("the roll names %q, not %q", roll.Branch, name)
		}
	}
}

func TestAnActivityComesBackAsItWasSaved(t *testing.T) {
	s := newStore(t)
	p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "轮训班", PassPercent: 75})
	must(t, err)
	a := model.Activity{
		Kind: model.Training, Title: "第一课", Theme: "主题", Initiative: "工程", Place: "地点", Organiser: "主办", Presenter: "主讲", PresenterPost: "书记",
		Audience: "听众", Materials: "教材", Host: "主持", Recorder: "记录", Programme: p.ID, Number: 1, Team: "队", ServiceField: "领域", Beneficiaries: 9,
		Gift: "贺卡", Agenda: "议程", Content: "内容\n第二段", Decisions: "决议", Outcome: "成效", FollowUp: "后续", Credit: 60,
	}
	saved := addActivity(t, s, a, dayOfMay(7))
	if saved.State != model.Planned || saved.Rev != 1 || saved.Date() != dayOfMay(7) {
		t.Errorf("saved %+v", saved)
	}
	read, err := s.Activity(t.Context(), saved.ID)
	must(t, err)
	if read != saved {
		t.Errorf("read  %+v\nsaved %+v", read, saved)
	}
	a.Record, a.State, a.Start, a.End = saved.Record, saved.State, saved.Start, saved.End
	if saved != a {
		t.Errorf("saved %+v\nwant  %+v", saved, a)
	}
	stale := saved
	saved.Title = "第一课（改）"
	saved, err = s.SaveActivity(t.Context(), saved)
	must(t, err)
	_, err = s.SaveActivity(t.Context(), stale)
	refused(t, err, model.Conflict)
	if roll := rollOf(t, s, saved); roll.Programme != "轮训班" || roll.Activity.Title != "第一课（改）" {
		t.Errorf("roll of %q: %+v", roll.Programme, roll.Activity)
	}
}

func TestActivitiesAreFoundByDayKindAndText(t *testing.T) {
	s := newStore(t)
	for _, a := range []struct {
		title string
		kind  model.Kind
		day   model.Date
	}{
		{"四月最后一天", model.Lesson, model.Date{Year: 2018, Month: 4, Day: 30}},
		{"五月第一天", model.Lesson, dayOfMay(1)},
		{"100%参与", model.Volunteering, dayOfMay(15)},
		{"五月最后一天", model.MemberDay, dayOfMay(31)},
		{"六月_第一天", model.Lesson, model.Date{Year: 2018, Month: 6, Day: 1}},
	} {
		addActivity(t, s, model.Activity{Title: a.title, Kind: a.kind}, a.day)
	}
	for name, c := range map[string]struct {
		filter ActivityFilter
		want   []string
		total  int
	}{
		"a month":     {ActivityFilter{From: dayOfMay(1), To: dayOfMay(31)}, []string{"五月最后一天", "100%参与", "五月第一天"}, 3},
		"a kind":      {ActivityFilter{Kind: model.Lesson, From: dayOfMay(1)}, []string{"六月_第一天", "五月第一天"}, 2},
		"a page":      {ActivityFilter{Offset: 1, Limit: 2}, []string{"五月最后一天", "100%参与"}, 5},
		"per cent":    {ActivityFilter{Search: "%"}, []string{"100%参与"}, 1},
		"underscore":  {ActivityFilter{Search: "_"}, []string{"六月_第一天"}, 1},
		"apostrophe":  {ActivityFilter{Search: "'"}, nil, 0},
		"back slash":  {ActivityFilter{Search: `\`}, nil, 0},
		"text inside": {ActivityFilter{Search: "最后"}, []string{"五月最后一天", "四月最后一天"}, 2},
	} {
		list, total, err := s.Activities(t.Context(), c.filter)
		must(t, err)
		var titles []string
		for _, a := range list {
			titles = append(titles, a.Title)
		}
		if !slices.Equal(titles, c.want) || total != c.total {
			t.Errorf("%s: %v of %d, want %v of %d", name, titles, total, c.want, c.total)
		}
	}
}

func TestRemovedActivitiesCountNowhere(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	a := addActivity(t, s, model.Activity{Kind: model.Volunteering}, dayOfMay(7))
	markAll(t, s, expect(t, s, a, m...), model.Present)
	confirmAll(t, s, a.ID)
	must(t, s.RemoveActivity(t.Context(), a.ID))
	_, total, err := s.Activities(t.Context(), ActivityFilter{})
	must(t, err)
	history, err := s.MemberHistory(t.Context(), m[0].ID)
	must(t, err)
	hours, err := s.VolunteerTotals(t.Context(), dayOfMay(1), dayOfMay(31), 0, 0)
	must(t, err)
	if total != 0 || len(history) != 0 || len(hours) != 0 {
		t.Errorf("still counted: %d %v %v", total, history, hours)
	}
}

func TestCancelledActivitiesCountForNobody(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	a := addActivity(t, s, model.Activity{Kind: model.Volunteering}, dayOfMay(7))
	markAll(t, s, expect(t, s, a, m...), model.Present)
	confirmAll(t, s, a.ID)
	a, err := s.Activity(t.Context(), a.ID)
	must(t, err)
	a.State = model.Cancelled
	_, err = s.SaveActivity(t.Context(), a)
	must(t, err)
	history, err := s.MemberHistory(t.Context(), m[0].ID)
	must(t, err)
	hours, err := s.VolunteerTotals(t.Context(), dayOfMay(1), dayOfMay(31), 0, 0)
	must(t, err)
	if len(history) != 0 || len(hours) != 0 {
		t.Errorf("still counted: %v %v", history, hours)
	}
}

func TestHistoryIsNewestFirst(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	for day := 1; day <= 3; day++ {
		a := addActivity(t, s, model.Activity{Title: "第" + string('零'+rune(day))}, dayOfMay(day))
		markAll(t, s, expect(t, s, a, m...), []model.AttendanceState{model.Present, model.Leave, model.Late}[day-1])
	}
	list, err := s.MemberHistory(t.Context(), m[0].ID)
	must(t, err)
	if len(list) != 3 || list[0].Start.Day() != 3 || list[0].State != model.Late || list[1].Minutes != 0 || list[2].Minutes != 120 {
		t.Errorf("history %+v", list)
	}
}

func TestAnniversariesAreThoseOfTheRules(t *testing.T) {
	s := newStore(t)
	lunar := func(y, m, d int, leap bool) model.Birthday {
		return model.Birthday{Date: model.Date{Year: y, Month: m, Day: d}, Calendar: model.Lunar, Leap: leap}
	}
	branch := addBranch(t, s, "第一党支部")
	var people []model.Member
	for i, b := range []model.Birthday{
		{Date: model.Date{Year: 1949, Month: 12, Day: 31}},
		{Date: model.Date{Year: 1960, Month: 2, Day: 29}},
		{Date: model.Date{Month: 1, Day: 1}},
		{Date: model.Date{Year: 1970, Month: 5}},
		{Date: model.Date{Year: 1970}},
		{},
		lunar(1938, 12, 30, false), lunar(1940, 12, 8, false), lunar(1944, 4, 15, true), lunar(1950, 2, 30, false), lunar(0, 1, 1, false),
	} {
		people = append(people, addMember(t, s, model.Member{
			Name: "张" + string('一'+rune(i)), Birthday: b, Joined: model.Date{Year: 1970, Month: 1 + i, Day: 20}, Branch: branch,
		}))
	}
	addMember(t, s, model.Member{Name: "走了", State: model.Moved, Birthday: model.Birthday{Date: model.Date{Year: 1949, Month: 12, Day: 31}}})
	for _, from := range []model.Date{{Year: 2018, Month: 12, Day: 20}, {Year: 2020, Month: 5, Day: 20}, {Year: 2023, Month: 2, Day: 15}, {Year: 2024, Month: 2, Day: 1}} {
		for _, days := range []int{1, 7, 30, 400, 800} {
			var want int
			for _, m := range people {
				want += len(model.Anniversaries(m, from, days))
			}
			got, err := s.Anniversaries(t.Context(), AnniversaryFilter{From: from, Days: days})
			must(t, err)
			if len(got.Anniversaries) != want || got.Total != want {
				t.Errorf("%s + %d days: %d anniversaries of %d, want %d", from, days, len(got.Anniversaries), got.Total, want)
			}
			for i, a := range got.Anniversaries {
				if a.Branch != "第一党支部" || i > 0 && a.Date.Before(got.Anniversaries[i-1].Date) {
					t.Errorf("%s + %d days: out of order or without branch: %+v", from, days, a)
				}
			}
		}
	}
}
