package store

import (
	"fmt"
	"sync"
	"testing"

	"jishi/model"
)

// trained holds a programme of four sessions that 张三 attended three times,
// 李四 twice and 王五 always, and leaves it open.
func trained(t *testing.T, s *Store) (model.Programme, []model.Member) {
	t.Helper()
	people := addMembers(t, s, "张三", "李四", "王五")
	p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "轮训班", Organiser: "大学路街道党工委", PassPercent: 75})
	must(t, err)
	for day := 1; day <= 4; day++ {
		a := addActivity(t, s, model.Activity{Kind: model.Training, Programme: p.ID, Number: day}, dayOfMay(day))
		roll := expect(t, s, a, people...)
		marks := make([]model.Mark, 3)
		for i := range marks {
			marks[i] = model.Mark{Attendance: roll.Attendees[i].ID, State: model.Present}
		}
		if day == 1 {
			marks[0].State = model.Absent
		}
		if day <= 2 {
			marks[1].State = model.Leave
		}
		must(t, s.SaveMarks(t.Context(), a.ID, marks))
	}
	addActivity(t, s, model.Activity{Kind: model.Training, Programme: p.ID, Number: 5, Title: "还没有上"}, dayOfMay(20))
	return p, people
}

func TestResultsCountWhatWasHeld(t *testing.T) {
	s := newStore(t)
	p, _ := trained(t, s)
	results, err := s.Results(t.Context(), p.ID)
	must(t, err)
	got := ""
	for _, r := range results {
		got += fmt.Sprintf("%s %d/%d %d %v;", r.Name, r.Attended, r.Sessions, r.Minutes, p.Passed(r))
	}
	if want := "李四 2/4 240 false;王五 4/4 480 true;张三 3/4 360 true;"; got != want {
		t.Errorf("results %s\nwant    %s", got, want)
	}
}

func TestCertificatesAreIssuedOnceAndOnlyAfterClosing(t *testing.T) {
	s := newStore(t)
	p, _ := trained(t, s)
	_, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	refused(t, err, model.Refused)
	must(t, s.CloseProgramme(t.Context(), p.ID))
	issued, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	must(t, err)
	if len(issued) != 2 || issued[0].Number != "410103-2018-结业-0001" || issued[0].Name != "王五" || issued[1].Serial != 2 {
		t.Fatalf("issued %+v", issued)
	}
	if c := issued[1]; c.From != dayOfMay(1) || c.To != dayOfMay(4) || c.Minutes != 360 || c.Times != 3 || c.Title != "轮训班" || c.Organiser != "大学路街道党工委" {
		t.Errorf("certificate %+v", c)
	}
	again, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	must(t, err)
	if len(again) != 0 {
		t.Errorf("issued again: %+v", again)
	}
	must(t, s.Printed(t.Context(), []model.ID{issued[0].ID}, 0))
	must(t, s.Printed(t.Context(), []model.ID{issued[0].ID, issued[1].ID}, 0))
	register, err := s.Certificates(t.Context(), CertificateFilter{Kind: model.Completion, Programme: p.ID, Year: 2018})
	must(t, err)
	if len(register) != 2 || register[0].Prints != 2 || register[1].Prints != 1 {
		t.Errorf("register %+v", register)
	}
}

func TestAClosedProgrammeTakesNoSession(t *testing.T) {
	s := newStore(t)
	p, _ := trained(t, s)
	must(t, s.CloseProgramme(t.Context(), p.ID))
	closed, err := s.Programme(t.Context(), p.ID)
	must(t, err)
	if closed.Closed != dayOfMay(7) {
		t.Errorf("closed %v", closed.Closed)
	}
	a := model.Activity{Kind: model.Training, Title: "补课", Programme: p.ID}
	a.Start = dayOfMay(8).Time()
	a.End = dayOfMay(9).Time()
	_, err = s.SaveActivity(t.Context(), a)
	refused(t, err, model.Refused)
	closed.Title, closed.Closed = "轮训班（第一期）", model.Date{}
	closed, err = s.SaveProgramme(t.Context(), closed)
	must(t, err)
	if closed.Closed.IsZero() {
		t.Error("saving opened the programme again")
	}
	list, err := s.Programmes(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].Title != "轮训班（第一期）" {
		t.Errorf("programmes %+v", list)
	}
}

func TestAVoidCertificateKeepsItsNumber(t *testing.T) {
	s := newStore(t)
	p, _ := trained(t, s)
	must(t, s.CloseProgramme(t.Context(), p.ID))
	issued, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	must(t, err)
	refused(t, s.VoidCertificate(t.Context(), issued[0].ID, " "), model.Invalid)
	must(t, s.VoidCertificate(t.Context(), issued[0].ID, "姓名有误"))
	again, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
	must(t, err)
	if len(again) != 1 || again[0].Serial != 3 || again[0].Member != issued[0].Member {
		t.Errorf("issued anew: %+v", again)
	}
	register, err := s.Certificates(t.Context(), CertificateFilter{})
	must(t, err)
	if len(register) != 3 || !register[0].Void || register[0].VoidReason != "姓名有误" {
		t.Errorf("register %+v", register)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("problems %v %v", problems, err)
	}
}

func TestNumbersHaveNoGapsWhoeverIssuesAndVoidsAtOnce(t *testing.T) {
	s := newStore(t)
	const people, periods = 6, 4
	var members []model.Member
	for i := range people {
		members = append(members, addMember(t, s, model.Member{Name: "张" + string('一'+rune(i))}))
	}
	for day := 1; day <= periods; day++ {
		a := addActivity(t, s, model.Activity{Kind: model.Volunteering}, dayOfMay(day))
		markAll(t, s, expect(t, s, a, members...), model.Present)
		confirmAll(t, s, a.ID)
	}
	var wg sync.WaitGroup
	for i, m := range members {
		wg.Go(func() {
			for day := 1; day <= periods; day++ {
				c, err := s.IssueVolunteer(t.Context(), m.ID, dayOfMay(1), dayOfMay(day))
				if err != nil {
					t.Errorf("issue: %v", err)
				} else if i%2 == 0 {
					if err := s.VoidCertificate(t.Context(), c.ID, "试"); err != nil {
						t.Errorf("void: %v", err)
					}
				}
				// What is refused must not take a number either.
				if _, err := s.IssueVolunteer(t.Context(), m.ID, dayOfMay(20), dayOfMay(21)); model.CodeOf(err) != model.Refused {
					t.Errorf("zero hours: %v", err)
				}
			}
		})
	}
	wg.Wait()
	register, err := s.Certificates(t.Context(), CertificateFilter{Kind: model.VolunteerHours})
	must(t, err)
	for i, c := range register {
		if c.Serial != i+1 || c.Number != fmt.Sprintf("410103-2018-志愿-%04d", i+1) {
			t.Errorf("place %d has %s", i+1, c.Number)
		}
	}
	if len(register) != people*periods {
		t.Errorf("%d in the register", len(register))
	}
}

func TestAProofOfTheSameHoursKeepsItsNumber(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	serve := func(day int, field string) {
		a := addActivity(t, s, model.Activity{Kind: model.Volunteering, ServiceField: field}, dayOfMay(day))
		markAll(t, s, expect(t, s, a, m...), model.Present)
		confirmAll(t, s, a.ID)
	}
	serve(1, "孝老关爱")
	serve(2, "生态环保")
	lesson := addActivity(t, s, model.Activity{}, dayOfMay(3))
	markAll(t, s, expect(t, s, lesson, m...), model.Present)

	_, err := s.IssueVolunteer(t.Context(), m[0].ID, dayOfMay(9), dayOfMay(1))
	refused(t, err, model.Invalid)
	first, err := s.IssueVolunteer(t.Context(), m[0].ID, dayOfMay(1), dayOfMay(31))
	must(t, err)
	if first.Minutes != 240 || first.Times != 2 || first.Title != "孝老关爱、生态环保" {
		t.Errorf("proof %+v", first)
	}
	again, err := s.IssueVolunteer(t.Context(), m[0].ID, dayOfMay(1), dayOfMay(31))
	must(t, err)
	if again.Number != first.Number {
		t.Errorf("the same proof got %s after %s", again.Number, first.Number)
	}
	dayLater, err := s.IssueVolunteer(t.Context(), m[0].ID, dayOfMay(1), dayOfMay(31).AddDays(1))
	must(t, err)
	if dayLater.Number != first.Number {
		t.Errorf("a day later the same hours got %s after %s", dayLater.Number, first.Number)
	}
	serve(4, "生态环保")
	_, err = s.IssueVolunteer(t.Context(), m[0].ID, dayOfMay(1), dayOfMay(31))
	refused(t, err, model.Refused)
	must(t, s.VoidCertificate(t.Context(), first.ID, "时长有误"))
	again, err = s.IssueVolunteer(t.Context(), m[0].ID, dayOfMay(1), dayOfMay(31))
	must(t, err)
	if again.Minutes != 360 || again.Serial != 2 {
		t.Errorf("issued anew: %+v", again)
	}
}

func TestVolunteerTotalsAreRankedAndPaged(t *testing.T) {
	s := newStore(t)
	branch := addBranch(t, s, "第一党支部")
	a := addMember(t, s, model.Member{Name: "张三", Branch: branch, VolunteerNumber: "4101"})
	b := addMember(t, s, model.Member{Name: "李四"})
	for day := 1; day <= 2; day++ {
		act := addActivity(t, s, model.Activity{Kind: model.Volunteering}, dayOfMay(day))
		markAll(t, s, expect(t, s, act, a), model.Present)
		if day == 1 {
			markAll(t, s, expect(t, s, act, b), model.Late)
		}
		confirmAll(t, s, act.ID)
	}
	all, err := s.VolunteerTotals(t.Context(), dayOfMay(1), dayOfMay(2), 0, 0)
	must(t, err)
	want := model.VolunteerTotal{Member: a.ID, Name: "张三", Pinyin: "zhang san", Branch: "第一党支部", Number: "4101", Times: 2, Minutes: 240, Late: 240}
	if len(all) != 2 || all[0] != want || all[1].Minutes != 120 {
		t.Errorf("totals %+v", all)
	}
	second, err := s.VolunteerTotals(t.Context(), dayOfMay(1), dayOfMay(2), 1, 1)
	must(t, err)
	if len(second) != 1 || second[0].Name != "李四" {
		t.Errorf("second page %+v", second)
	}
}
