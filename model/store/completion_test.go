package store

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestThePreviewIsWhatIsIssuedAndTakesNoNumber(t *testing.T) {
	s := newStore(t)
	p, _ := trained(t, s)
	style := model.CertificateStyle{Design: 2, Wording: "兹证明{姓名}完成“{课程}”，编号 {编号}，特发此证。"}
	_, err := s.DueCompletions(t.Context(), p.ID, style)
	refused(t, err, model.Refused)
	must(t, s.CloseProgramme(t.Context(), p.ID))
	for range 2 {
		due, err := s.DueCompletions(t.Context(), p.ID, style)
		must(t, err)
		if len(due) != 2 || due[0].Number != "410103-2018-结业-0001" || due[1].Serial != 2 || due[0].ID != "" {
			t.Fatalf("due %+v", due)
		}
	}
	due, err := s.DueCompletions(t.Context(), p.ID, style)
	must(t, err)
	issued, err := s.IssueCompletions(t.Context(), p.ID, style)
	must(t, err)
	for i, c := range issued {
		if c.Number != due[i].Number || c.Wording != due[i].Wording || c.Name != due[i].Name || c.Design != 2 {
			t.Errorf("issued %+v\npreview %+v", c, due[i])
		}
	}
	if got := issued[0].Wording; got != "兹证明王五完成“轮训班”，编号 410103-2018-结业-0001，特发此证。" {
		t.Errorf("it says %s", got)
	}
}

func TestAReprintIsAlikeWhateverChangesLater(t *testing.T) {
	s := newStore(t)
	p, people := trained(t, s)
	must(t, s.CloseProgramme(t.Context(), p.ID))
	issued, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{Design: 3})
	must(t, err)
	people[2].Name = "王武"
	_, err = s.SaveMember(t.Context(), people[2])
	must(t, err)
	p, err = s.Programme(t.Context(), p.ID)
	must(t, err)
	p.Title = "轮训班（改名）"
	_, err = s.SaveProgramme(t.Context(), p)
	must(t, err)
	must(t, s.Printed(t.Context(), []model.ID{issued[0].ID}, 0))
	must(t, s.Printed(t.Context(), []model.ID{issued[1].ID}, 1))
	now, err := s.Certificates(t.Context(), CertificateFilter{})
	must(t, err)
	want := "于2018年5月1日至5月4日参加大学路街道党工委举办的“轮训班”，学习期满，共 8 学时，考核合格，准予结业。"
	if now[0].Wording != want || now[0].Name != "王五" || now[0].Design != 3 || now[1].Design != 1 {
		t.Errorf("the register says %+v\nand %+v", now[0], now[1])
	}
}

func TestAStyleThatCannotBePrintedIssuesNothing(t *testing.T) {
	s := newStore(t)
	p, _ := trained(t, s)
	must(t, s.CloseProgramme(t.Context(), p.ID))
	for _, style := range []model.CertificateStyle{{Wording: "{名字}"}, {Design: 4}} {
		_, err := s.IssueCompletions(t.Context(), p.ID, style)
		refused(t, err, model.Invalid)
	}
	register, err := s.Certificates(t.Context(), CertificateFilter{})
	must(t, err)
	if len(register) > 0 {
		t.Errorf("%d in the register", len(register))
	}
}

func TestTheCentresStyleIsKeptAndOneThatCannotBePrintedIsNot(t *testing.T) {
	s := newStore(t)
	style, err := s.CertificateStyle(t.Context())
	must(t, err)
	if style != (model.CertificateStyle{Design: 1}) {
		t.Errorf("a new centre has %+v", style)
	}
	must(t, s.SaveCertificateStyle(t.Context(), model.CertificateStyle{Design: 3, Wording: "兹证明｛姓名｝结业。"}))
	refused(t, s.SaveCertificateStyle(t.Context(), model.CertificateStyle{Wording: "{名字}"}), model.Invalid)
	style, err = s.CertificateStyle(t.Context())
	must(t, err)
	if style.Design != 3 || style.Wording != "兹证明{姓名}结业。" {
		t.Errorf("kept is %+v", style)
	}
}

// registered fails where the register has a gap, or says anything else of a
// number than it did before; it returns the numbers.
func registered(t *testing.T, s *Store, before map[string]model.ID) map[string]model.ID {
	t.Helper()
	list, err := s.Certificates(t.Context(), CertificateFilter{})
	must(t, err)
	next := map[string]int{}
	numbers := map[string]model.ID{}
	for _, c := range list {
		series := fmt.Sprint(c.Kind, c.Year)
		next[series]++
		if want := model.CertificateNumber("410103", c.Kind, c.Year, next[series]); c.Serial != next[series] || c.Number != want {
			t.Fatalf("%s stands where %s should", c.Number, want)
		}
		numbers[c.Number] = c.Member
	}
	for number, member := range before {
		if numbers[number] != member {
			t.Fatalf("%s was %s's and is %q's", number, member, numbers[number])
		}
	}
	return numbers
}

// TestNumbersHaveNoGapsWhateverIsDone: issuing, voiding, printing again and
// what is refused, in any order and over a new year.
func TestNumbersHaveNoGapsWhateverIsDone(t *testing.T) {
	people := []string{"张三", "李四", "王五"}
	rapid.Check(t, func(r *rapid.T) {
		options := testOptions()
		now := options.Now
		years := 0
		options.Now = func() time.Time { return now().AddDate(years, 0, 0) }
		s, err := Open(t.Context(), t.TempDir(), options)
		must(t, err)
		defer func() { must(t, s.Close()) }()
		_, err = s.SaveCentre(t.Context(), testCentre)
		must(t, err)
		members := addMembers(t, s, people...)
		p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "轮训班", PassPercent: 50})
		must(t, err)
		for day := 1; day <= 2; day++ {
			markAll(t, s, expect(t, s, addActivity(t, s, model.Activity{Kind: model.Training, Programme: p.ID}, dayOfMay(day)), members...), model.Present)
		}
		confirmAll(t, s, serve(t, s, dayOfMay(3), members...).ID)
		must(t, s.CloseProgramme(t.Context(), p.ID))
		awards, err := s.HonourMembers(t.Context(), model.Honour{Title: "优秀志愿者", Given: dayOfMay(4)}, []model.ID{members[0].ID, members[1].ID})
		must(t, err)
		team := addTeam(t, s, model.Team{Name: "绿荫队"})
		ofTeam, err := s.SaveHonour(t.Context(), model.Honour{Whom: model.HonouredTeam, Team: team.ID, Title: "优秀服务队"})
		must(t, err)
		awards = append(awards, ofTeam.ID)
		numbers := map[string]model.ID{}
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			list, err := s.Certificates(t.Context(), CertificateFilter{})
			must(t, err)
			some := func() []model.ID {
				if len(list) == 0 {
					return nil
				}
				return []model.ID{rapid.SampledFrom(list).Draw(r, "certificate").ID}
			}
			switch rapid.IntRange(0, 7).Draw(r, "step") {
			case 0:
				_, err = s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{Design: rapid.IntRange(0, 3).Draw(r, "design")})
			case 1:
				_, err = s.IssueVolunteer(t.Context(), rapid.SampledFrom(members).Draw(r, "member").ID, dayOfMay(1), dayOfMay(rapid.IntRange(3, 6).Draw(r, "to")))
			case 2:
				for _, id := range some() {
					err = s.VoidCertificate(t.Context(), id, "写错")
				}
			case 3:
				err = s.Printed(t.Context(), some(), rapid.IntRange(0, 3).Draw(r, "as"))
			case 4:
				_, refusal := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{Wording: "{无}"})
				refused(t, refusal, model.Invalid)
			case 5:
				years++
			case 6:
				_, err = s.IssueHonours(t.Context(), awards[:rapid.IntRange(1, 3).Draw(r, "honours")], model.CertificateStyle{Design: rapid.IntRange(0, 3).Draw(r, "design")})
			case 7:
				_, refusal := s.IssueHonours(t.Context(), awards, model.CertificateStyle{Wording: "{课程}"})
				refused(t, refusal, model.Invalid)
			}
			must(t, err)
			numbers = registered(t, s, numbers)
		}
	})
}

// TestNumbersHaveNoGapsAfterAKill: whatever a power cut interrupts, the next
// certificate has the next number, and none that was issued is lost.
func TestNumbersHaveNoGapsAfterAKill(t *testing.T) {
	if dir := os.Getenv(workVariable); dir != "" {
		issueForEver(t, openStore(t, dir))
	}
	for wait := range 5 {
		dir := t.TempDir()
		cmd, lines := child(t, t.Name(), dir)
		before := map[string]model.ID{}
		for len(before) < 40+30*wait && lines.Scan() {
			if of, ok := strings.CutPrefix(lines.Text(), "issued "); ok {
				number, member, _ := strings.Cut(of, " ")
				before[number] = model.ID(member)
			}
		}
		time.Sleep(time.Duration(wait*7) * time.Millisecond)
		kill(t, cmd)

		options := testOptions()
		options.NewID = model.NewID // the child counted its own from 1
		s, err := Open(t.Context(), dir, options)
		must(t, err)
		numbers := registered(t, s, before)
		programmes, err := s.Programmes(t.Context())
		must(t, err)
		list, err := s.Certificates(t.Context(), CertificateFilter{})
		must(t, err)
		for _, c := range list {
			if !c.Void {
				must(t, s.VoidCertificate(t.Context(), c.ID, "重发"))
			}
		}
		_, err = s.IssueCompletions(t.Context(), programmes[0].ID, model.CertificateStyle{})
		must(t, err)
		registered(t, s, numbers)
		if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("after the kill: %v %v", problems, err)
		}
		must(t, s.Close())
	}
}

// issueForEver issues, prints and voids the certificates of thirty people until
// it is killed, and says which it has issued.
func issueForEver(t *testing.T, s *Store) {
	t.Helper()
	_, err := s.SaveCentre(t.Context(), testCentre)
	must(t, err)
	importRows(t, s, newRows(30)...)
	a := addActivity(t, s, model.Activity{Kind: model.Training}, dayOfMay(1))
	p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "轮训班", PassPercent: 100})
	must(t, err)
	a.Programme = p.ID
	a, err = s.SaveActivity(t.Context(), a)
	must(t, err)
	_, err = s.ExpectFilter(t.Context(), a.ID, MemberFilter{})
	must(t, err)
	markAll(t, s, rollOf(t, s, a), model.Present)
	must(t, s.CloseProgramme(t.Context(), p.ID))
	for {
		issued, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
		must(t, err)
		var ids []model.ID
		for _, c := range issued {
			fmt.Println("issued", c.Number, c.Member)
			ids = append(ids, c.ID)
		}
		must(t, s.Printed(t.Context(), ids, 0))
		for _, id := range ids {
			must(t, s.VoidCertificate(t.Context(), id, "试"))
		}
	}
}
