package store

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// year2018 are the days of the year that the tests' services are in.
var year2018 = [2]model.Date{{Year: 2018, Month: 1, Day: 1}, {Year: 2018, Month: 12, Day: 31}}

func summaryOf(t testing.TB, s *Store) model.ServiceSummary {
	t.Helper()
	sum, err := s.ServiceSummary(t.Context(), year2018[0], year2018[1])
	must(t, err)
	return sum
}

func TestASummaryCountsConfirmedHoursOnceInEveryGrouping(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四", "王五")
	station, err := s.SaveStation(t.Context(), model.Station{Code: "01", Name: "北门站"})
	must(t, err)
	_, err = s.SaveTeam(t.Context(), model.Team{Name: "绿荫队", Class: "生态环保", Leader: m[0].ID, Station: station.ID})
	must(t, err)
	first := addActivity(t, s, model.Activity{Kind: model.Volunteering, ServiceField: "生态环保", Team: "绿荫队", Beneficiaries: 30}, dayOfMay(3))
	second := addActivity(t, s, model.Activity{Kind: model.Volunteering, ServiceField: "孝老关爱", Beneficiaries: 12}, model.Date{Year: 2018, Month: 3, Day: 5})
	for _, a := range []model.Activity{first, second} {
		markAll(t, s, expect(t, s, a, m[:2]...), model.Present)
	}
	confirmAll(t, s, first.ID)
	serve(t, s, model.Date{Year: 2017, Month: 12, Day: 31}, m[2]) // another year
	addActivity(t, s, model.Activity{Kind: model.Volunteering, Beneficiaries: 9}, dayOfMay(20))
	sum := summaryOf(t, s)
	months := sum.By(model.ByMonth)
	whole := months.Sum
	if whole.Activities != 2 || whole.Times != 2 || whole.People != 2 || whole.Minutes != 240 || whole.Beneficiaries != 42 {
		t.Errorf("the year is %+v", whole)
	}
	if len(months.Rows) != 5 || months.Rows[4].Minutes != 240 || months.Rows[2].Minutes != 0 || months.Rows[2].Activities != 1 {
		t.Errorf("months %+v", months.Rows)
	}
	for by, want := range map[model.Grouping][]string{
		model.ByField: {"生态环保", "孝老关爱"}, model.ByTeam: {"绿荫队", ""}, model.ByTeamClass: {"生态环保", ""}, model.ByStation: {"北门站", ""}, model.ByProject: {""},
	} {
		var keys []string
		for _, r := range sum.By(by).Rows {
			keys = append(keys, r.Key)
		}
		if !slices.Equal(keys, want) {
			t.Errorf("rows by %s: %q", by, keys)
		}
	}
	if teams := sum.TeamsOf("生态环保"); len(teams) != 1 || teams[0].Name != "绿荫队" || !slices.Equal(teams[0].Members, []model.ID{m[0].ID}) {
		t.Errorf("teams %+v", teams)
	}
}

// plainCount counts every confirmed row of the year one by one, by what is read
// of its activity.
func plainCount(t testing.TB, s *Store, by string) map[string]model.Statistic {
	t.Helper()
	var rows []struct {
		Of, Member string
		Minutes    int
	}
	must(t, s.reading.Raw(`SELECT `+by+` AS of, attendances.member, attendances.minutes FROM attendances, activities
		LEFT JOIN teams ON teams.id = activities.team_id WHERE activities.id = attendances.activity AND attendances.removed = 0
		AND attendances.confirmed_by <> '' AND attendances.minutes > 0 AND activities.removed = 0 AND activities.state <> 'cancelled'
		AND activities.start_at LIKE '2018%'`).Scan(&rows).Error)
	counts := map[string]model.Statistic{}
	seen := map[[2]string]bool{}
	for _, r := range rows {
		one := counts[r.Of]
		one.Times++
		one.Minutes += r.Minutes
		if !seen[[2]string{r.Of, r.Member}] {
			seen[[2]string{r.Of, r.Member}] = true
			one.People++
		}
		counts[r.Of] = one
	}
	return counts
}

// However services fall into months, fields and teams, and in whatever order
// hours are confirmed, corrected, marked anew, moved and cancelled, each row is
// what its confirmed rows are, and each grouping adds up.
func TestEveryGroupingOfServiceIsWhatItsConfirmedRowsAre(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四", "王五")
	_, err := s.SaveTeam(t.Context(), model.Team{Name: "绿荫队", Class: "生态环保", Leader: m[0].ID})
	must(t, err)
	var all []model.Activity
	columns := map[model.Grouping]string{
		model.ByMonth: "substr(activities.start_at, 1, 7)", model.ByField: "activities.service_field",
		model.ByTeam: "COALESCE(teams.name, activities.team)", model.ByTeamClass: "COALESCE(teams.class, '')",
	}
	rapid.Check(t, func(r *rapid.T) {
		a := addActivity(t, s, model.Activity{
			Kind: model.Volunteering, ServiceField: rapid.SampledFrom([]string{"", "生态环保", "孝老关爱"}).Draw(r, "field"),
			Team: rapid.SampledFrom([]string{"", "绿荫队", "夕阳红队"}).Draw(r, "team"), Beneficiaries: rapid.IntRange(0, 50).Draw(r, "helped"),
		}, model.Date{Year: 2018, Month: rapid.IntRange(1, 5).Draw(r, "month"), Day: rapid.IntRange(1, 6).Draw(r, "day")})
		markAll(t, s, expect(t, s, a, m[:rapid.IntRange(1, 3).Draw(r, "people")]...), model.Present)
		all = append(all, a)
		for range rapid.IntRange(1, 5).Draw(r, "steps") {
			workOnHours(t, r, s, all[rapid.IntRange(max(0, len(all)-4), len(all)-1).Draw(r, "which")].ID)
		}
		sum := summaryOf(t, s)
		for by, column := range columns {
			want, found := plainCount(t, s, column), sum.By(by)
			var total model.Statistic
			for _, row := range found.Rows {
				one := want[row.Key]
				if row.Times != one.Times || row.People != one.People || row.Minutes != one.Minutes {
					r.Fatalf("by %s, %q is %+v, its rows make %+v", by, row.Key, row, one)
				}
				total.Activities += row.Activities
				total.Times += row.Times
				total.Minutes += row.Minutes
				total.Beneficiaries += row.Beneficiaries
				delete(want, row.Key)
			}
			if len(want) > 0 {
				r.Fatalf("by %s nothing is told of %v", by, want)
			}
			if w := found.Sum; total.Activities != w.Activities || total.Times != w.Times || total.Minutes != w.Minutes || total.Beneficiaries != w.Beneficiaries {
				r.Fatalf("rows by %s add up to %+v, the whole is %+v", by, total, w)
			}
		}
	})
}

// workOnHours does one thing that people do with the hours of a service; what is
// refused changes nothing.
func workOnHours(t *testing.T, r *rapid.T, s *Store, id model.ID) {
	t.Helper()
	a, err := s.Activity(t.Context(), id)
	must(t, err)
	person := rollOf(t, s, a).Attendees[0]
	minutes := rapid.IntRange(0, 120).Draw(r, "minutes")
	switch rapid.SampledFrom([]string{"confirm", "confirm", "correct", "mark", "absent", "move", "cancel"}).Draw(r, "what") {
	case "confirm":
		err = s.ConfirmHours(t.Context(), id, []model.HoursConfirmation{{Attendance: person.ID, Minutes: minutes, Guarantor: "周明"}}, "李敏")
	case "correct":
		err = s.CorrectHours(t.Context(), person.ID, minutes, "更正")
	case "mark":
		err = s.SaveMarks(t.Context(), id, []model.Mark{{Attendance: person.ID, State: model.Late, Minutes: &minutes}})
	case "absent":
		err = s.SaveMarks(t.Context(), id, []model.Mark{{Attendance: person.ID, State: model.Absent}})
	case "move":
		months := rapid.IntRange(-2, 0).Draw(r, "months")
		a.Start, a.End = a.Start.AddDate(0, months, 0), a.End.AddDate(0, months, 0)
		_, err = s.SaveActivity(t.Context(), a)
	case "cancel":
		a.State, a.CancelReason = model.Cancelled, "下雨"
		_, err = s.SaveActivity(t.Context(), a)
	}
	if code := model.CodeOf(err); err != nil && !slices.Contains([]model.Code{model.Refused, model.Invalid, model.NotFound}, code) {
		t.Fatal(err)
	}
}

func TestAnEmptyPeriodHasNoService(t *testing.T) {
	s := newStore(t)
	sum := summaryOf(t, s)
	if len(sum.By(model.ByTeam).Rows) != 0 || len(sum.By(model.ByTeamClass).Rows) != 0 || sum.Sum().Activities != 0 {
		t.Errorf("of nothing there is %+v", sum)
	}
	_, err := s.ServiceSummary(t.Context(), year2018[1], year2018[0])
	refused(t, err, model.Invalid)
}

func TestAStreetCountsTheServiceOfAllCentresOrOneAndNobodyTwice(t *testing.T) {
	s := newStreet(t)
	for centre, want := range map[model.ID]int{"": 2, s.high.ID: 1, s.river.ID: 1} {
		s.SetScope(centre)
		if sum := summaryOf(t, s.Store).Sum(); sum.Activities != want || sum.Times != 2*want || sum.People != 2*want || sum.Minutes != 240*want {
			t.Errorf("in the scope of %q the year is %+v", centre, sum)
		}
	}
	s.SetScope("")
	all := summaryOf(t, s.Store)
	one, other := all.Activities[0], all.Activities[1]
	must(t, s.ConfirmSame(t.Context(), all.People[one.Rolls[0].People[0]].Member, all.People[other.Rolls[0].People[0]].Member, "同一人"))
	if sum := summaryOf(t, s.Store).Sum(); sum.Times != 4 || sum.People != 3 {
		t.Errorf("with somebody in both centres the year is %+v", sum)
	}
}

func TestWhoWasCorrectedToNothingServedNowhere(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "陈大勇", "冯艳玲")
	day := model.Date{Year: 2018, Month: 5, Day: 5}
	a := addActivity(t, s, model.Activity{Kind: model.Volunteering, Title: "清洁家园", Team: "生态环保队"}, day)
	roll := expect(t, s, a, people...)
	markAll(t, s, roll, model.Present)
	confirmAll(t, s, a.ID)
	must(t, s.CorrectHours(t.Context(), rollOf(t, s, a).Attendees[0].ID, 0, "没有服务"))

	sum, err := s.ServiceSummary(t.Context(), day, day)
	must(t, err)
	teams, err := s.TeamTotals(t.Context(), day, day)
	must(t, err)
	ranking, err := s.VolunteerTotals(t.Context(), day, day, 0, 0)
	must(t, err)
	if n := sum.By(model.ByTeam).Sum.Times; n != 1 {
		t.Errorf("the summary counts %d", n)
	}
	if len(teams) != 1 || teams[0].Times != 1 || teams[0].People != 1 {
		t.Errorf("teams: %+v", teams)
	}
	if len(ranking) != 1 || ranking[0].Times != 1 {
		t.Errorf("ranking: %+v", ranking)
	}
}

func TestAServiceCorrectedToNothingIsNoneOfAPersonsServices(t *testing.T) {
	s := newStore(t)
	who := addMember(t, s, model.Member{Name: "陈大勇"})
	first, last := model.Date{Year: 2018, Month: 5, Day: 4}, model.Date{Year: 2018, Month: 5, Day: 5}
	for _, day := range []model.Date{first, last} {
		a := addActivity(t, s, model.Activity{Kind: model.Volunteering, Title: "清洁家园"}, day)
		markAll(t, s, expect(t, s, a, who), model.Present)
		confirmAll(t, s, a.ID)
		if day == first {
			must(t, s.CorrectHours(t.Context(), rollOf(t, s, a).Attendees[0].ID, 0, "没有服务"))
		}
	}
	ranking, err := s.VolunteerTotals(t.Context(), first, last, 0, 0)
	must(t, err)
	if len(ranking) != 1 || ranking[0].Times != 1 {
		t.Errorf("ranking: %+v", ranking)
	}
}
