package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
)

// serve holds a volunteer service of two hours on day at which members were.
func serve(t testing.TB, s *Store, day model.Date, members ...model.Member) model.Activity {
	t.Helper()
	a := addActivity(t, s, model.Activity{Kind: model.Volunteering, ServiceField: "生态环保", Team: "绿荫队"}, day)
	markAll(t, s, expect(t, s, a, members...), model.Present)
	return a
}

func totalOf(t testing.TB, s *Store, m model.Member) int {
	t.Helper()
	all, err := s.VolunteerTotals(t.Context(), model.Date{Year: 1900, Month: 1, Day: 1}, model.Date{Year: 2100, Month: 1, Day: 1}, 0, 0)
	must(t, err)
	for _, v := range all {
		if v.Member == m.ID {
			return v.Minutes
		}
	}
	return 0
}

func TestOnlyConfirmedHoursCount(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	a := serve(t, s, dayOfMay(7), m...)
	pending, err := s.PendingHours(t.Context())
	must(t, err)
	if len(pending) != 1 || pending[0].People != 2 || pending[0].Minutes != 240 || totalOf(t, s, m[0]) != 0 {
		t.Fatalf("before confirming: %+v, %d minutes", pending, totalOf(t, s, m[0]))
	}
	confirmed, left, err := s.ConfirmPending(t.Context(), "李敏")
	must(t, err)
	if confirmed != 2 || left != 0 || totalOf(t, s, m[0]) != 120 {
		t.Errorf("confirmed %d, left %d, %d minutes", confirmed, left, totalOf(t, s, m[0]))
	}
	if pending, err = s.PendingHours(t.Context()); err != nil || len(pending) != 0 {
		t.Errorf("still pending: %v %v", pending, err)
	}
	sheet, err := s.ServiceSheet(t.Context(), a.ID)
	must(t, err)
	if l := sheet.Lines[0]; l.ConfirmedBy != "李敏" || l.ServedOn != dayOfMay(7) || l.ConfirmedAt.IsZero() {
		t.Errorf("the line is %+v", l)
	}
}

func TestHoursNobodyCanHaveServedAreRefused(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	a := serve(t, s, dayOfMay(7), m...)
	line := rollOf(t, s, a).Attendees[0].ID
	for minutes, part := range map[int]string{-1: "0 到 1440", 1441: "0 到 1440", 121: "这次服务只有 2.0 小时"} {
		err := s.ConfirmHours(t.Context(), a.ID, []model.HoursConfirmation{{Attendance: line, Minutes: minutes}}, "李敏")
		if err == nil || !strings.Contains(messageOf(err), part) {
			t.Errorf("%d minutes: %v", minutes, err)
		}
	}
	too := 121
	err := s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: line, State: model.Present, Minutes: &too}})
	refused(t, err, model.Invalid)
	refused(t, s.ConfirmHours(t.Context(), a.ID, nil, " "), model.Invalid)
	if totalOf(t, s, m[0]) != 0 {
		t.Error("something was credited all the same")
	}
}

func TestNobodyServesAtTwoPlacesAtOnce(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	first := serve(t, s, dayOfMay(7), m...)
	confirmAll(t, s, first.ID)
	second := serve(t, s, dayOfMay(7), m...)
	sheet, err := s.ServiceSheet(t.Context(), second.ID)
	must(t, err)
	if !strings.Contains(sheet.Lines[0].Refusal, "张三同一时间（09:00—11:00）还在") {
		t.Errorf("the sheet says %q", sheet.Lines[0].Refusal)
	}
	one := model.HoursConfirmation{Attendance: sheet.Lines[0].ID, Minutes: 120}
	refused(t, s.ConfirmHours(t.Context(), second.ID, []model.HoursConfirmation{one}, "李敏"), model.Refused)
	confirmed, left, err := s.ConfirmPending(t.Context(), "李敏")
	must(t, err)
	if confirmed != 0 || left != 1 {
		t.Errorf("confirmed %d, left %d", confirmed, left)
	}

	lesson := addActivity(t, s, model.Activity{}, dayOfMay(6))
	markAll(t, s, expect(t, s, lesson, m...), model.Present)
	third := serve(t, s, dayOfMay(6), m...)
	sheet, err = s.ServiceSheet(t.Context(), third.ID)
	must(t, err)
	if l := sheet.Lines[0]; l.Refusal != "" || !strings.Contains(l.Notice, "还在“学习党章”") {
		t.Errorf("a lesson at the same time gives %q and %q", l.Notice, l.Refusal)
	}
}

func TestADayHoldsNoMoreThanItsCap(t *testing.T) {
	s := newStore(t)
	rules := model.DefaultVolunteerRules()
	rules.DailyCap = 180
	must(t, s.SaveVolunteerRules(t.Context(), rules))
	m := addMembers(t, s, "张三")
	confirmAll(t, s, serve(t, s, dayOfMay(7), m...).ID)
	later := dayOfMay(7).Time().Add(14 * time.Hour)
	a, err := s.SaveActivity(t.Context(), model.Activity{Kind: model.Volunteering, Title: "巡逻", Start: later, End: later.Add(2 * time.Hour)})
	must(t, err)
	markAll(t, s, expect(t, s, a, m...), model.Present)
	sheet, err := s.ServiceSheet(t.Context(), a.ID)
	must(t, err)
	if l := sheet.Lines[0]; l.Proposed != 60 || l.Notice != "当天已有 2.0 小时，按每日上限只记 1.0 小时。" {
		t.Errorf("proposed %d, %q", l.Proposed, l.Notice)
	}
	err = s.ConfirmHours(t.Context(), a.ID, []model.HoursConfirmation{{Attendance: sheet.Lines[0].ID, Minutes: 61}}, "李敏")
	refused(t, err, model.Refused)
	must(t, s.ConfirmHours(t.Context(), a.ID, []model.HoursConfirmation{{Attendance: sheet.Lines[0].ID, Minutes: 60}}, "李敏"))
	if got := totalOf(t, s, m[0]); got != 180 {
		t.Errorf("%d minutes", got)
	}
}

func TestLateHoursStandApartAndNeedAGuarantor(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	confirmAll(t, s, serve(t, s, dayOfMay(7), m[0]).ID)
	start := dayOfMay(2).Time().Add(8 * time.Hour)
	late := model.LateHours{
		Member: m[0].ID, Draft: model.Activity{Title: "清理河道", Start: start, End: start.Add(3 * time.Hour)}, Reason: "当天忘记登记", Minutes: 150,
	}
	_, err := s.AddLateHours(t.Context(), late)
	refused(t, err, model.Invalid)
	late.Guarantor = "周明"
	activity, err := s.AddLateHours(t.Context(), late)
	must(t, err)
	late.Activity = activity
	if _, err = s.AddLateHours(t.Context(), late); model.CodeOf(err) != model.Refused {
		t.Errorf("entered twice: %v", err)
	}
	confirmed, _, err := s.ConfirmPending(t.Context(), "李敏")
	must(t, err)
	all, err := s.VolunteerTotals(t.Context(), dayOfMay(1), dayOfMay(31), 0, 0)
	must(t, err)
	if confirmed != 1 || len(all) != 1 || all[0].Minutes != 270 || all[0].Late != 150 {
		t.Errorf("confirmed %d; %+v", confirmed, all)
	}
	// What the roll entered late has nobody's word yet.
	roll := serve(t, s, dayOfMay(3), m[1])
	sheet, err := s.ServiceSheet(t.Context(), roll.ID)
	must(t, err)
	one := model.HoursConfirmation{Attendance: sheet.Lines[0].ID, Minutes: 120}
	refused(t, s.ConfirmHours(t.Context(), roll.ID, []model.HoursConfirmation{one}, "李敏"), model.Invalid)
	one.Guarantor = "周明"
	must(t, s.ConfirmHours(t.Context(), roll.ID, []model.HoursConfirmation{one}, "李敏"))
}

func TestConfirmedHoursFollowTheirActivity(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	a := serve(t, s, dayOfMay(7), m...)
	confirmAll(t, s, a.ID)
	a, err := s.Activity(t.Context(), a.ID)
	must(t, err)
	a.Start, a.End = a.Start.AddDate(0, -1, 0), a.End.AddDate(0, -1, 0)
	a, err = s.SaveActivity(t.Context(), a)
	must(t, err)
	april, err := s.VolunteerTotals(t.Context(), model.Date{Year: 2018, Month: 4, Day: 1}, model.Date{Year: 2018, Month: 4, Day: 30}, 0, 0)
	must(t, err)
	if len(april) != 1 || april[0].Minutes != 120 {
		t.Errorf("moved to April: %+v", april)
	}
	a.End = a.Start.Add(time.Hour)
	_, err = s.SaveActivity(t.Context(), a)
	must(t, err)
	pending, err := s.PendingHours(t.Context())
	must(t, err)
	if totalOf(t, s, m[0]) != 0 || len(pending) != 1 || pending[0].Minutes != 60 {
		t.Errorf("shortened, %d minutes count and %+v waits", totalOf(t, s, m[0]), pending)
	}
}

func TestHoursOfAMovedServiceAreConfirmedAnewWhereTheOtherDayHasNoRoom(t *testing.T) {
	s := newStore(t)
	rules := model.DefaultVolunteerRules()
	rules.DailyCap = 180
	must(t, s.SaveVolunteerRules(t.Context(), rules))
	m := addMembers(t, s, "张三", "李四")
	confirmAll(t, s, serve(t, s, dayOfMay(7), m[0]).ID)
	moved := serve(t, s, dayOfMay(6), m...)
	confirmAll(t, s, moved.ID)
	if totalOf(t, s, m[0]) != 240 || totalOf(t, s, m[1]) != 120 {
		t.Fatalf("%d and %d minutes", totalOf(t, s, m[0]), totalOf(t, s, m[1]))
	}
	move := func(day model.Date, hour int) model.ServiceSheet {
		t.Helper()
		a, err := s.Activity(t.Context(), moved.ID)
		must(t, err)
		a.Start = day.Time().Add(time.Duration(hour) * time.Hour)
		a.End = a.Start.Add(2 * time.Hour)
		_, err = s.SaveActivity(t.Context(), a)
		must(t, err)
		sheet, err := s.ServiceSheet(t.Context(), moved.ID)
		must(t, err)
		return sheet
	}
	// Beyond the cap of the other day: only who has no room there waits.
	sheet := move(dayOfMay(7), 14)
	if sheet.Lines[0].Confirmed() || sheet.Lines[0].Proposed != 60 || totalOf(t, s, m[0]) != 120 {
		t.Errorf("moved beyond the cap: %+v, %d minutes", sheet.Lines[0], totalOf(t, s, m[0]))
	}
	if l := sheet.Lines[1]; !l.Confirmed() || l.ServedOn != dayOfMay(7) || totalOf(t, s, m[1]) != 120 {
		t.Errorf("who has room: %+v", l)
	}
	trail, err := s.HourCorrections(t.Context(), sheet.Lines[0].ID)
	must(t, err)
	if len(trail) != 1 || !trail[0].Withdrawn || trail[0].Reason != crowded {
		t.Errorf("the trail is %+v", trail)
	}

	// Back on its own day, then into the time of another service of the same day.
	move(dayOfMay(6), 14)
	confirmAll(t, s, moved.ID)
	confirmAll(t, s, serveAt(t, s, dayOfMay(6), 9, 60, m[1]).ID)
	sheet = move(dayOfMay(6), 9)
	if !sheet.Lines[0].Confirmed() || sheet.Lines[1].Confirmed() || totalOf(t, s, m[1]) != 60 {
		t.Errorf("at two places at once: %+v, %d minutes", sheet.Lines, totalOf(t, s, m[1]))
	}
}

// serveAt holds a service of some minutes from an hour on.
func serveAt(t testing.TB, s *Store, day model.Date, hour, minutes int, members ...model.Member) model.Activity {
	t.Helper()
	start := day.Time().Add(time.Duration(hour) * time.Hour)
	a, err := s.SaveActivity(t.Context(), model.Activity{
		Kind: model.Volunteering, Title: "巡逻", Start: start, End: start.Add(time.Duration(minutes) * time.Minute),
	})
	must(t, err)
	markAll(t, s, expect(t, s, a, members...), model.Present)
	return a
}

func TestWhatWasRecordedBeforeHoursWereConfirmedCounts(t *testing.T) {
	dir := t.TempDir()
	all := steps
	t.Cleanup(func() { steps = all })
	steps = all[:4]
	s, err := Open(t.Context(), dir, testOptions())
	must(t, err)
	for _, sql := range []string{
		`INSERT INTO members (id, created_at, updated_at, name, pinyin, initials) VALUES ('m', '2018-05-07T01:00:00.000Z', '2018-05-07T01:00:00.000Z', '张三', 'zhang san', 'zs')`,
		`INSERT INTO activities (id, created_at, updated_at, kind, title, start_at, end_at, state)
			VALUES ('a', '2018-05-07T01:00:00.000Z', '2018-05-07T01:00:00.000Z', 'volunteering', '清洁', '2018-05-06T09:00', '2018-05-06T11:00', 'held'),
				('b', '2018-05-07T01:00:00.000Z', '2018-05-07T01:00:00.000Z', 'lesson', '党课', '2018-05-06T14:00', '2018-05-06T16:00', 'held')`,
		`INSERT INTO attendances (id, created_at, updated_at, activity, member, state, minutes, serial)
			VALUES ('1', '2018-05-07T01:00:00.000Z', '2018-05-07T01:00:00.000Z', 'a', 'm', 'present', 120, 1),
				('2', '2018-05-07T01:00:00.000Z', '2018-05-07T01:00:00.000Z', 'b', 'm', 'present', 120, 1)`,
	} {
		must(t, s.writing.Exec(sql).Error)
	}
	must(t, s.Close())
	steps = all
	s = openStore(t, dir)
	totals, err := s.VolunteerTotals(t.Context(), dayOfMay(6), dayOfMay(6), 0, 0)
	must(t, err)
	pending, err := s.PendingHours(t.Context())
	must(t, err)
	if len(totals) != 1 || totals[0].Minutes != 120 || len(pending) != 0 {
		t.Errorf("after migrating: %+v, pending %+v", totals, pending)
	}
}

// Whatever is confirmed, corrected, marked anew and withdrawn, in any order,
// the total is the sum of the rows that are confirmed.
func TestTheTotalIsTheSumOfConfirmedRows(t *testing.T) {
	s := newStore(t)
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		m := addMember(t, s, model.Member{Name: fmt.Sprintf("张%d", n)})
		var lines []model.ID
		var activities []model.ID
		minutes := map[model.ID]int{} // of confirmed lines
		for day := 1; day <= 3; day++ {
			a := serve(t, s, dayOfMay(day), m)
			activities = append(activities, a.ID)
			lines = append(lines, rollOf(t, s, a).Attendees[0].ID)
		}
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			i := rapid.IntRange(0, 2).Draw(r, "which")
			id := lines[i]
			value := rapid.IntRange(0, 120).Draw(r, "minutes")
			_, confirmed := minutes[id]
			switch rapid.SampledFrom([]string{"confirm", "correct", "mark", "absent"}).Draw(r, "what") {
			case "confirm":
				err := s.ConfirmHours(t.Context(), activities[i], []model.HoursConfirmation{{Attendance: id, Minutes: value, Guarantor: "周明"}}, "李敏")
				if err == nil {
					minutes[id] = value
				}
			case "correct":
				err := s.CorrectHours(t.Context(), id, value, "更正")
				if (err == nil) != confirmed {
					r.Fatalf("correct a line that is confirmed: %v, gave %v", confirmed, err)
				}
				if err == nil {
					minutes[id] = value
				}
			case "mark":
				must(t, s.SaveMarks(t.Context(), activities[i], []model.Mark{{Attendance: id, State: model.Late, Minutes: &value}}))
				if minutes[id] != value {
					delete(minutes, id)
				}
			case "absent":
				must(t, s.SaveMarks(t.Context(), activities[i], []model.Mark{{Attendance: id, State: model.Absent}}))
				delete(minutes, id)
			}
			want := 0
			for _, served := range minutes {
				want += served
			}
			if got := totalOf(t, s, m); got != want {
				r.Fatalf("total %d, the confirmed rows make %d", got, want)
			}
		}
	})
}

func messageOf(err error) string {
	var known *model.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return ""
}

func TestServiceIsRankedByTeamAndStation(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	station, err := s.SaveStation(t.Context(), model.Station{Code: "01", Name: "北门站"})
	must(t, err)
	_, err = s.SaveTeam(t.Context(), model.Team{Name: "绿荫队", Class: "生态环保", Leader: m[0].ID, Station: station.ID})
	must(t, err)
	confirmAll(t, s, serve(t, s, dayOfMay(7), m...).ID)
	alone := addActivity(t, s, model.Activity{Kind: model.Volunteering, Title: "帮忙"}, dayOfMay(6))
	markAll(t, s, expect(t, s, alone, m[0]), model.Present)
	confirmAll(t, s, alone.ID)
	teams, err := s.TeamTotals(t.Context(), dayOfMay(1), dayOfMay(31))
	must(t, err)
	want := []model.TeamTotal{{Team: "绿荫队", Activities: 1, People: 2, Times: 2, Minutes: 240}, {Activities: 1, People: 1, Times: 1, Minutes: 120}}
	if !slices.Equal(teams, want) {
		t.Errorf("teams %+v", teams)
	}
	stations, err := s.StationTotals(t.Context(), dayOfMay(1), dayOfMay(31))
	must(t, err)
	want[0].Team = "北门站"
	if !slices.Equal(stations, want) {
		t.Errorf("stations %+v", stations)
	}
}

func TestLateHoursThatAreRefusedLeaveNoActivity(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	start := dayOfMay(2).Time().Add(8 * time.Hour)
	late := model.LateHours{
		Member: m[0].ID, Draft: model.Activity{Title: "清理河道", Start: start, End: start.Add(time.Hour)}, Reason: "当天忘记登记", Guarantor: "周明", Minutes: 150,
	}
	_, err := s.AddLateHours(t.Context(), late)
	refused(t, err, model.Invalid)
	if list, _, err := s.Activities(t.Context(), ActivityFilter{}); err != nil || len(list) != 0 {
		t.Errorf("%d activities, %v", len(list), err)
	}
}

func TestSigningOutFeedsTheHours(t *testing.T) {
	s := newStore(t)
	rules := model.DefaultVolunteerRules()
	rules.Basis = model.BySignOut
	must(t, s.SaveVolunteerRules(t.Context(), rules))
	m := addMembers(t, s, "张三", "李四")
	a := serve(t, s, dayOfMay(7), m...)
	people := rollOf(t, s, a).Attendees
	mark := func(left string) error {
		return s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: people[0].ID, State: model.Present, Arrived: "09:10", Left: left}})
	}
	must(t, mark("10:40"))
	sheet, err := s.ServiceSheet(t.Context(), a.ID)
	must(t, err)
	if l := sheet.Lines[0]; l.Left != "10:40" || l.Proposed != 90 || sheet.Lines[1].Proposed != 120 {
		t.Errorf("signed out at %q, proposed %d and %d", l.Left, l.Proposed, sheet.Lines[1].Proposed)
	}
	refused(t, mark("09:05"), model.Invalid)
	one := model.HoursConfirmation{Attendance: people[0].ID, Minutes: 10, Left: "09:05"}
	refused(t, s.ConfirmHours(t.Context(), a.ID, []model.HoursConfirmation{one}, "李敏"), model.Invalid)

	// Hours that were confirmed do not outlast the time between in and out.
	confirmAll(t, s, a.ID)
	must(t, mark("10:50"))
	if got := totalOf(t, s, m[0]); got != 90 {
		t.Errorf("a later sign-out leaves %d confirmed minutes", got)
	}
	must(t, mark("10:00"))
	if got := totalOf(t, s, m[0]); got != 0 {
		t.Errorf("an earlier sign-out leaves %d confirmed minutes", got)
	}
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: people[0].ID, State: model.Absent}}))
	if left := rollOf(t, s, a).Attendees[0].Left; left != "" {
		t.Errorf("somebody absent signed out at %s", left)
	}
}
