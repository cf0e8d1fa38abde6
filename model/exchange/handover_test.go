package exchange

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
	"jishi/model/store"
)

// neighbours are two centres that know each other, and their street.
func neighbours(t testing.TB) (street, from, to *post) {
	t.Helper()
	street = newStreet(t)
	from, to = newCentre(t, street, 1), newCentre(t, street, 2)
	must(t, from.Approve(background, to.self))
	must(t, to.Approve(background, from.self))
	return street, from, to
}

var mayFifth = model.Date{Year: 2018, Month: 5, Day: 5}

// handOver writes a package with which a member goes from p to another centre.
func (p *post) handOver(t testing.TB, member model.ID, to *post) Exported {
	t.Helper()
	known := p.knownAs(t, to.self.ID)
	d, err := p.Departing(background, member, known, mayFifth)
	must(t, err)
	done, err := Export{Kind: model.HandoverPackage, To: known, Keys: p.keys, Folder: t.TempDir()}.Write(background, d)
	must(t, err)
	return done
}

// acknowledge writes a package that tells another centre what came from it.
func (p *post) acknowledge(t testing.TB, to *post) Exported {
	t.Helper()
	known := p.knownAs(t, to.self.ID)
	d, err := p.Acknowledging(known)
	must(t, err)
	done, err := Export{Kind: model.HandoverPackage, To: known, Keys: p.keys, Folder: t.TempDir()}.Write(background, d)
	must(t, err)
	return done
}

// one is the only member of that name, removed ones aside.
func (p *post) one(t testing.TB, name string) model.Member {
	t.Helper()
	page, err := p.Members(background, store.MemberFilter{Search: name})
	must(t, err)
	if len(page.Members) != 1 {
		t.Fatalf("%d people are called %s", len(page.Members), name)
	}
	return page.Members[0]
}

// richPast gives the first of the centre's people a photo and a past of every kind.
func (p *post) richPast(t testing.TB) model.Member {
	t.Helper()
	m := p.live(t, 3)[0]
	photo, err := p.SavePhoto(background, bytes.NewReader(picture(t, 1)))
	must(t, err)
	branch, err := p.SaveOrganisation(background, model.Organisation{Kind: model.Branch, Name: "甲支部"})
	must(t, err)
	m.Photo, m.Branch, m.PartyPost, m.Tags = photo, branch.ID, "组织委员", []string{"独居"}
	m.Birthday, m.Joined, m.Notes = model.Birthday{Date: model.Date{Year: 1949, Month: 10, Day: 1}}, model.Date{Year: 1971, Month: 7, Day: 1}, "行动不便"
	m, err = p.SaveMember(background, m)
	must(t, err)
	_, err = p.SaveHonour(background, model.Honour{Member: m.ID, Title: "优秀共产党员", Level: "区级", Given: model.Date{Year: 2017, Month: 7, Day: 1}})
	must(t, err)
	_, err = p.Greet(background, []model.Greeting{{AnniversaryKey: model.AnniversaryKey{Member: m.ID, Kind: model.BirthdayAnniversary, Date: model.Date{Year: 2017, Month: 10, Day: 1}}, Way: model.ByVisit}})
	must(t, err)
	_, err = p.SaveServiceReview(background, model.ServiceReview{Member: m.ID, Given: mayFifth, Giver: "服务对象", Grade: "优秀", Words: "随叫随到"})
	must(t, err)
	team, err := p.SaveTeam(background, model.Team{Name: "夕阳红队", Class: "文明实践"})
	must(t, err)
	_, err = p.JoinTeam(background, team.ID, []model.ID{m.ID}, model.Date{Year: 2016, Month: 3, Day: 5})
	must(t, err)
	return m
}

func TestAMemberGoesToAnotherCentreWithTheirPast(t *testing.T) {
	_, from, to := neighbours(t)
	m := from.richPast(t)
	before, err := from.MemberHistory(background, m.ID)
	must(t, err)
	sent := from.handOver(t, m.ID, to)

	gone, err := from.Member(background, m.ID)
	must(t, err)
	if gone.State != model.Moved || gone.StateDate != mayFifth || gone.StateReason != to.self.Name || gone.Branch != m.Branch {
		t.Errorf("the old centre has %+v", gone)
	}
	if after, err := from.MemberHistory(background, m.ID); err != nil || !slices.Equal(before, after) {
		t.Errorf("the old centre's attendance is %v, was %v (%v)", after, before, err)
	}

	plain := string(plainTar(t, to, sent.Path))
	if strings.Contains(plain, "张丁丁") || !strings.Contains(plain, m.Name) {
		t.Error("somebody else's data goes along")
	}
	look, approved, err := to.reader(t).Inspect(background, to, sent.Path)
	must(t, err)
	if !approved || look.Coming == nil || look.Coming.Member.Name != m.Name || look.Coming.Member.StateDate != mayFifth || len(look.Alike) != 0 {
		t.Fatalf("looked at: %+v", look)
	}
	kinds := map[model.PastKind]int{}
	for _, c := range look.Coming.Counts() {
		kinds[c.Kind] = c.N
	}
	want := map[model.PastKind]int{
		model.PastRegister: 2, model.PastActivity: 1, model.PastHonour: 1, model.PastGreeting: 1, model.PastReview: 1, model.PastTeam: 1,
	}
	if fmt.Sprint(kinds) != fmt.Sprint(want) {
		t.Errorf("goes along: %v, want %v", kinds, want)
	}
	to.receive(t, sent.Path)
	came := to.one(t, m.Name)
	if came.ID == m.ID || came.Owner != to.self.ID || came.State != model.Active || came.Branch != "" || came.PartyPost != "" ||
		came.Birthday != m.Birthday || came.Joined != m.Joined || came.Notes != m.Notes || !slices.Equal(came.Tags, m.Tags) || came.Photo != m.Photo {
		t.Errorf("the new centre has %+v", came)
	}
	if _, err := to.Photo(came.Photo); err != nil {
		t.Errorf("the photo: %v", err)
	}
	events, err := to.PastEvents(background, came.ID)
	must(t, err)
	if len(events) != 7 || events[0].Centre != from.self.Name {
		t.Errorf("the past: %+v", events)
	}
	if history, err := to.MemberHistory(background, came.ID); err != nil || len(history) != 0 {
		t.Errorf("counted at the new centre: %v %v", history, err)
	}
	for p, id := range map[*post]model.ID{from: m.ID, to: came.ID} {
		ways, err := p.Handovers(background, id)
		must(t, err)
		if len(ways) != 1 || ways[0].Day != mayFifth || ways[0].Package != sent.Package.Package {
			t.Errorf("%s notes %+v", p.self.Name, ways)
		}
		if problems, err := p.Check(background); err != nil || len(problems) > 0 {
			t.Errorf("check of %s: %v %v", p.self.Name, problems, err)
		}
	}

	rows := to.allRows(t)
	if again := to.receive(t, sent.Path); !again.Repeated || to.allRows(t) != rows {
		t.Errorf("received twice: %+v", again)
	}
	came.Phone = "19911112222" // theirs now
	_, err = to.SaveMember(background, came)
	must(t, err)
}

func TestAHandoverIsTakenBackUntilTheReceipt(t *testing.T) {
	_, from, to := neighbours(t)
	people := from.live(t, 2)
	refused(t, from.TakeBackHandover(background, people[0].ID), model.Refused) // nobody went
	first := from.handOver(t, people[0].ID, to)
	must(t, from.TakeBackHandover(background, people[0].ID))
	if m, err := from.Member(background, people[0].ID); err != nil || m.State != model.Active || m.StateReason != "" || !m.StateDate.IsZero() {
		t.Errorf("after it was taken back: %+v %v", m, err)
	}
	refused(t, from.TakeBackHandover(background, people[0].ID), model.Refused)

	second := from.handOver(t, people[1].ID, to)
	if second.Package.Sequence != 2 {
		t.Errorf("number %d", second.Package.Sequence)
	}
	to.receive(t, second.Path)
	if diff := from.receive(t, to.acknowledge(t, from).Path); diff.Confirmed != 1 || diff.Withdrawn != 0 || diff.Coming != nil {
		t.Errorf("the receipt: %+v", diff)
	}
	refused(t, from.TakeBackHandover(background, people[1].ID), model.Refused)
	ways, err := from.Handovers(background, people[1].ID)
	must(t, err)
	if ways[0].State != model.PackageConfirmed {
		t.Errorf("state %s", ways[0].State)
	}

	// The stick with the package that was taken back reached the centre all the same.
	to.receive(t, first.Path)
	if diff := from.receive(t, to.acknowledge(t, from).Path); diff.Withdrawn != 1 || diff.Confirmed != 0 {
		t.Errorf("nobody is told: %+v", diff)
	}
}

func TestTakingOverIsUndoneWhereNothingWasMadeOfIt(t *testing.T) {
	_, from, to := neighbours(t)
	people := from.live(t, 2)
	sent := from.handOver(t, people[0].ID, to)
	to.receive(t, sent.Path)
	undone, err := to.UndoReceive(background, from.self.ID)
	must(t, err)
	if undone.Package.Package != sent.Package.Package || undone.State != model.PackageUndone {
		t.Errorf("undone: %+v", undone)
	}
	page, err := to.Members(background, store.MemberFilter{})
	must(t, err)
	if page.Total != 0 {
		t.Errorf("%d people are left", page.Total)
	}
	_, err = to.UndoReceive(background, from.self.ID)
	refused(t, err, model.Refused)
	if diff := from.receive(t, to.acknowledge(t, from).Path); diff.Confirmed != 0 {
		t.Errorf("what was undone is confirmed: %+v", diff)
	}
	if diff := to.receive(t, sent.Path); diff.Repeated { // and taken in after all
		t.Error("repeated")
	}
	came := to.one(t, people[0].Name)
	start := time.Date(2018, 5, 7, 9, 0, 0, 0, time.UTC)
	a, err := to.SaveActivity(background, model.Activity{Kind: model.Lesson, Title: "学习", Start: start, End: start.Add(time.Hour)})
	must(t, err)
	_, err = to.Expect(background, a.ID, []model.ID{came.ID})
	must(t, err)
	_, err = to.UndoReceive(background, from.self.ID)
	refused(t, err, model.Refused)
}

func TestWhoIsLikeSomebodyHereIsNamedAndNeverMerged(t *testing.T) {
	_, from, to := neighbours(t)
	m, err := from.SaveMember(background, model.Member{Name: "张三", IDNumber: "410103194910010010", Phone: "19900000001"})
	must(t, err)
	own, err := to.SaveMember(background, model.Member{Name: "张三", IDNumber: "410103194910010010"})
	must(t, err)
	diff := to.receive(t, from.handOver(t, m.ID, to).Path)
	if len(diff.Alike) != 1 || diff.Alike[0].Second.ID != own.ID {
		t.Errorf("alike: %+v", diff.Alike)
	}
	if still, err := to.Member(background, own.ID); err != nil || still.Phone != "" || still.Rev != own.Rev {
		t.Errorf("the own record is %+v, %v", still, err)
	}
	pairs, err := to.Duplicates(background, nil)
	must(t, err)
	if len(pairs) != 1 {
		t.Errorf("%d pairs", len(pairs))
	}
}

func TestAPersonGoesOnToAThirdCentreAndComesBack(t *testing.T) {
	street, from, to := neighbours(t)
	m := from.richPast(t)
	to.receive(t, from.handOver(t, m.ID, to).Path)
	third := newCentre(t, street, 3)
	must(t, to.Approve(background, third.self))
	must(t, third.Approve(background, to.self))
	third.receive(t, to.handOver(t, to.one(t, m.Name).ID, third).Path)
	came := third.one(t, m.Name)
	events, err := third.PastEvents(background, came.ID)
	must(t, err)
	if len(events) != 7 {
		t.Errorf("%d events of the first centre", len(events))
	}
	must(t, from.Approve(background, third.self))
	must(t, third.Approve(background, from.self))
	back := from.receive(t, third.handOver(t, came.ID, from).Path)
	if len(back.Alike) == 0 {
		t.Error("nobody says that the person was here before")
	}
	for _, p := range []*post{from, to, third} {
		street.receive(t, p.export(t, street, t.TempDir()).Path)
	}
	if pairs, err := street.SharedPeople(background, nil); err != nil || len(pairs) > 0 {
		t.Errorf("left to be told apart: %d, %v", len(pairs), err)
	}
}

// it holds what they have, and counts the person once.
func TestWhoMovedIsOnePersonInAnyOrder(t *testing.T) {
	t.Parallel()
	street, from, to := neighbours(t)
	stick := t.TempDir()
	people := from.live(t, 3)
	_, err := to.SaveMember(background, model.Member{Name: "李四"})
	must(t, err)
	files := []string{from.export(t, street, stick).Path, to.export(t, street, stick).Path}
	to.receive(t, from.handOver(t, people[1].ID, to).Path)
	came := to.one(t, people[1].Name)
	start := time.Date(2018, 5, 7, 9, 0, 0, 0, time.UTC)
	a, err := to.SaveActivity(background, model.Activity{Kind: model.Lesson, Title: "学习", Start: start, End: start.Add(time.Hour)})
	must(t, err)
	_, err = to.Expect(background, a.ID, []model.ID{came.ID})
	must(t, err)
	roll, err := to.Roll(background, a.ID)
	must(t, err)
	must(t, to.SaveMarks(background, a.ID, []model.Mark{{Attendance: roll.Attendees[0].ID, State: model.Present}}))
	files = append(files, from.export(t, street, stick).Path, to.export(t, street, stick).Path)
	want := from.everything(t) + to.everything(t)
	year := [2]model.Date{{Year: 2018, Month: 1, Day: 1}, {Year: 2018, Month: 12, Day: 31}}
	must(t, street.Close())
	fresh, round := street.Dir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		dir := filepath.Join(t.TempDir(), fmt.Sprint(round))
		must(t, os.CopyFS(dir, os.DirFS(fresh)))
		street := openPost(t, dir, "街道")
		deliveries := append(rapid.Permutation(files).Draw(rt, "order"), rapid.SliceOfN(rapid.SampledFrom(files), 0, 3).Draw(rt, "again")...)
		for _, file := range deliveries {
			if _, err := street.reader(t).Receive(background, street, file); err != nil {
				rt.Fatalf("%s: %v", filepath.Base(file), err)
			}
		}
		if got := street.heldOf(t, from) + street.heldOf(t, to); got != want {
			rt.Errorf("the street holds\n%s\nthe centres have\n%s", got, want)
		}
		active, err := street.Members(background, store.MemberFilter{Search: people[1].Name, State: model.Active})
		must(t, err)
		if len(active.Members) != 1 || active.Members[0].ID != came.ID {
			rt.Errorf("on the registers: %+v", active.Members)
		}
		counted, err := street.Counted(background, year[0], year[1])
		must(t, err)
		if sum := counted.By(model.ByKind, model.StatisticNames{}).Sum; sum.People != 3 || sum.Times != 4 {
			rt.Errorf("%d people, %d times; want 3 and 4", sum.People, sum.Times)
		}
		if pairs, err := street.SharedPeople(background, nil); err != nil || len(pairs) > 0 {
			rt.Errorf("left to be told apart: %d, %v", len(pairs), err)
		}
		must(t, street.Close())
	})
}

func TestNobodyIsMarkedAsMovedBeforeThePackageIsVerified(t *testing.T) {
	_, from, to := neighbours(t)
	m := from.live(t, 1)[0]
	known := from.knownAs(t, to.self.ID)
	for what, bad := range map[string]*stick{
		"full": {room: 300, fails: syscall.ENOSPC}, "pulled": {room: 1, fails: syscall.EIO}, "lying": {room: -1, lies: true},
		"same name": {room: -1, renames: os.ErrExist},
	} {
		bad.folder = folder(t.TempDir())
		d, err := from.Departing(background, m.ID, known, mayFifth)
		must(t, err)
		if _, err := (Export{Kind: model.HandoverPackage, To: known, Keys: from.keys}).write(background, d, bad); err == nil {
			t.Fatalf("%s: nobody said so", what)
		}
		if still, err := from.Member(background, m.ID); err != nil || still.State != model.Active || still.Rev != m.Rev {
			t.Errorf("%s: %+v %v", what, still, err)
		}
		if left := bad.left(t); len(left) > 0 {
			t.Errorf("%s: left on the stick: %v", what, left)
		}
	}
	if ways, err := from.Handovers(background, m.ID); err != nil || len(ways) > 0 {
		t.Errorf("noted: %v %v", ways, err)
	}
	if sent := from.handOver(t, m.ID, to); sent.Package.Sequence != 1 {
		t.Errorf("the number is %d", sent.Package.Sequence)
	}
}
