package store

import (
	"slices"
	"testing"

	"jishi/model"
)

func duties(t *testing.T, s *Store) model.Duties {
	t.Helper()
	d, err := s.Duties(t.Context())
	must(t, err)
	return d
}

func TestDutiesNameWhatWasNotMarkedAndNothingElse(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四")
	marked := addActivity(t, s, model.Activity{Title: "登记过的"}, dayOfMay(2))
	markAll(t, s, expect(t, s, marked, people...), model.Present)
	addActivity(t, s, model.Activity{Title: "没人登记"}, dayOfMay(3))
	half := addActivity(t, s, model.Activity{Title: "登记了一半"}, dayOfMay(4))
	roll := expect(t, s, half, people...)
	must(t, s.SaveMarks(t.Context(), half.ID, []model.Mark{{Attendance: roll.Attendees[0].ID, State: model.Present}}))
	addActivity(t, s, model.Activity{Title: "取消的", State: model.Cancelled}, dayOfMay(5))
	expect(t, s, addActivity(t, s, model.Activity{Title: "今天的"}, dayOfMay(7)), people...)
	var titles []string
	for _, a := range duties(t, s).Unmarked {
		titles = append(titles, a.Title)
	}
	if len(titles) != 2 || titles[0] != "登记了一半" || titles[1] != "没人登记" {
		t.Errorf("waiting: %q", titles)
	}
}

func TestDutiesNameFollowUpsThatAreLateOrNearOrUndated(t *testing.T) {
	s := newStore(t) // on 7 May
	assembly := addActivity(t, s, model.Activity{Title: "支部党员大会"}, dayOfMay(2))
	off := addActivity(t, s, model.Activity{Title: "取消的", State: model.Cancelled}, dayOfMay(3))
	must(t, s.SaveMinutes(t.Context(), assembly.ID, nil, []model.FollowUp{
		{Task: "没有期限"},
		{Task: "还早", Due: dayOfMay(15)},
		{Task: "快到了", Due: dayOfMay(14)},
		{Task: "过期了", Person: "周明", Due: dayOfMay(6)},
		{Task: "办好了", Due: dayOfMay(5), Done: dayOfMay(5)},
	}))
	must(t, s.SaveMinutes(t.Context(), off.ID, nil, []model.FollowUp{{Task: "不办了", Due: dayOfMay(4)}}))
	var got []string
	for _, f := range duties(t, s).FollowUps {
		got = append(got, f.Task+f.Person)
		if f.Activity != assembly.ID || f.Title != "支部党员大会" {
			t.Errorf("%s is of %q", f.Task, f.Title)
		}
	}
	if want := []string{"过期了周明", "快到了", "没有期限"}; !slices.Equal(got, want) {
		t.Errorf("waiting: %q, want %q", got, want)
	}
}

func TestDutiesFollowAProgrammeUntilItsCertificatesAreIssued(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四", "王五")
	p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "党务干部培训班", PassPercent: 60})
	must(t, err)
	for day := 2; day <= 3; day++ {
		a := addActivity(t, s, model.Activity{Kind: model.Training, Programme: p.ID, Number: day - 1}, dayOfMay(day))
		if d := duties(t, s); len(d.Closable) != 0 {
			t.Errorf("closable with a session to come: %+v", d.Closable)
		}
		roll := expect(t, s, a, people...)
		marks := []model.Mark{{Attendance: roll.Attendees[0].ID, State: model.Present}, {Attendance: roll.Attendees[1].ID, State: model.Late}, {Attendance: roll.Attendees[2].ID, State: model.Absent}}
		must(t, s.SaveMarks(t.Context(), a.ID, marks))
	}
	if d := duties(t, s); len(d.Closable) != 1 || d.Closable[0].Sessions != 2 || len(d.Certifiable) != 0 {
		t.Fatalf("all sessions held: %+v", d)
	}
	must(t, s.CloseProgramme(t.Context(), p.ID))
	if d := duties(t, s); len(d.Closable) != 0 || len(d.Certifiable) != 1 || d.Certifiable[0] != (model.ProgrammeDuty{ID: p.ID, Title: "党务干部培训班", Sessions: 2, People: 2}) {
		t.Fatalf("closed: %+v", d)
	}
	issued, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	must(t, err)
	if d := duties(t, s); len(d.Certifiable) != 0 {
		t.Errorf("%d issued, still waiting: %+v", len(issued), d.Certifiable)
	}
	must(t, s.VoidCertificate(t.Context(), issued[0].ID, "姓名有误"))
	if d := duties(t, s); len(d.Certifiable) != 1 || d.Certifiable[0].People != 1 {
		t.Errorf("a voided certificate does not wait to be replaced: %+v", d.Certifiable)
	}
}

func TestDutiesNameTheMonthThatASeriesMissed(t *testing.T) {
	s := newStore(t)
	series, err := s.SaveProgramme(t.Context(), model.Programme{Kind: model.LectureSeries, Title: "书香讲坛", PerMonth: 1})
	must(t, err)
	for _, month := range []int{2, 4} {
		addActivity(t, s, model.Activity{Kind: model.Lecture, Programme: series.ID, State: model.Held}, model.Date{Year: 2018, Month: month, Day: 9})
	}
	if d := duties(t, s); len(d.Missed) != 1 || len(d.Missed[0].Months) != 1 || d.Missed[0].Months[0] != (model.Date{Year: 2018, Month: 3}) || len(d.Closable) != 0 {
		t.Errorf("missed: %+v, closable: %+v", d.Missed, d.Closable)
	}
	must(t, s.CloseProgramme(t.Context(), series.ID))
	if d := duties(t, s); len(d.Missed) != 0 || len(d.Certifiable) != 0 {
		t.Errorf("an ended series still owes: %+v", d)
	}
}

func TestDutiesCountPeopleWhoLackSomething(t *testing.T) {
	s := newStore(t)
	if d := duties(t, s); d.NoBirthday != 0 || d.NoPhone != 0 {
		t.Errorf("nobody there: %+v", d)
	}
	addMember(t, s, model.Member{Name: "张三", Phone: "19900001001"})
	addMember(t, s, model.Member{Name: "李四", Birthday: model.Birthday{Date: model.Date{Year: 1960, Month: 3}}})
	addMember(t, s, model.Member{Name: "王五", State: model.Moved})
	if d := duties(t, s); d.Members != 2 || d.NoBirthday != 1 || d.NoPhone != 1 {
		t.Errorf("lacking: %+v", d)
	}
	for lack, want := range map[MemberLack]string{LacksBirthday: "张三", LacksPhone: "李四"} {
		page, err := s.Members(t.Context(), MemberFilter{State: model.Active, Lacks: lack})
		must(t, err)
		if page.Total != 1 || page.Members[0].Name != want {
			t.Errorf("without %s: %v", lack, namesOf(page.Members))
		}
	}
}

func TestFiguresCountConfirmedServiceAlone(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四")
	a := serve(t, s, dayOfMay(2), people...)
	serve(t, s, dayOfMay(3), people...)
	confirmAll(t, s, a.ID)
	got, err := s.Figures(t.Context(), dayOfMay(1), dayOfMay(31))
	must(t, err)
	minutes, err := s.ServiceMinutes(t.Context(), dayOfMay(1), dayOfMay(31))
	must(t, err)
	if got.Attendances != 4 || got.ServiceMinutes != 240 || minutes != 240 {
		t.Errorf("%+v, %d minutes of service by themselves", got, minutes)
	}
}

func TestFiguresKeepAttendancesAndPeopleApart(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四")
	for _, day := range []int{1, 31} {
		a := addActivity(t, s, model.Activity{Kind: model.Volunteering}, dayOfMay(day))
		markAll(t, s, expect(t, s, a, people...), model.Present)
		confirmAll(t, s, a.ID)
	}
	lesson := addActivity(t, s, model.Activity{}, dayOfMay(9))
	for _, guest := range []model.WalkIn{{Name: "赵六", Phone: "19900001006"}, {Name: "赵六", Phone: "19900001007"}} {
		_, err := s.AddWalkIn(t.Context(), lesson.ID, guest)
		must(t, err)
	}
	addActivity(t, s, model.Activity{}, dayOfMay(20))
	addActivity(t, s, model.Activity{State: model.Cancelled}, dayOfMay(21))
	markAll(t, s, expect(t, s, addActivity(t, s, model.Activity{}, model.Date{Year: 2018, Month: 6, Day: 1}), people...), model.Present)
	got, err := s.Figures(t.Context(), dayOfMay(1), dayOfMay(31))
	must(t, err)
	want := model.Figures{Held: 3, Planned: 1, Attendances: 6, People: 4, ServiceMinutes: 480}
	if got != want {
		t.Errorf("figures %+v, want %+v", got, want)
	}
	if minutes, err := s.ServiceMinutes(t.Context(), dayOfMay(1), dayOfMay(31)); err != nil || minutes != want.ServiceMinutes {
		t.Errorf("%d minutes of service by themselves, %v", minutes, err)
	}
}
