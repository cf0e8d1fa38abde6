package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"jishi/model"
)

// street is a street's store with the rows of two centres in it, as packages
// bring them, and rows of its own.
type street struct {
	*Store
	high, river model.Centre // the two centres
}

var testStreet = model.Centre{Kind: model.Street, Name: "大学路街道", Code: "410103008", District: "郑州市二七区"}

func newStreet(t testing.TB) street {
	t.Helper()
	s := street{Store: openWithIDs(t, 0)}
	_, err := s.SaveCentre(t.Context(), testStreet)
	must(t, err)
	s.high = s.receive(t, centreWithALife(t, 1, "高山社区党群服务中心"))
	s.river = s.receive(t, centreWithALife(t, 2, "长江社区党群服务中心"))
	addMembers(t, s.Store, "街道干部")
	return s
}

// openWithIDs opens a new store whose ids no other number's has.
func openWithIDs(t testing.TB, number int) *Store {
	t.Helper()
	o := testOptions()
	next := o.NewID
	o.NewID = func() model.ID { return model.ID(fmt.Sprintf("%d%s", number, string(next())[1:])) }
	s, err := Open(t.Context(), t.TempDir(), o)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

// centreWithALife has people, what they took part in, and what they call it.
// Every centre of these calls everything alike and has a different number of
// it.
func centreWithALife(t testing.TB, number int, name string) *Store {
	t.Helper()
	ctx := t.Context()
	s := openWithIDs(t, number)
	_, err := s.SaveCentre(ctx, model.Centre{Name: name, Code: fmt.Sprintf("41010300801%d", number), Street: "大学路街道", District: "郑州市二七区"})
	must(t, err)
	branch := addBranch(t, s, "第一党支部")
	var people []model.Member
	for i := range 3 * number {
		people = append(people, addMember(t, s, model.Member{
			Name: fmt.Sprintf("党员%d", i), Branch: branch, Category: "社区", Phone: "13812345678",
			Birthday: model.Birthday{Date: model.Date{Year: 1960, Month: 5, Day: 8 + i}, Calendar: model.Solar},
		}))
	}
	programme, err := s.SaveProgramme(ctx, model.Programme{Title: "培训班", PassPercent: 50})
	must(t, err)
	for i := range number {
		lesson := addActivity(t, s, model.Activity{Kind: model.Training, Programme: programme.ID, Number: i + 1, Place: "零节会议室"}, dayOfMay(2+i))
		markAll(t, s, expect(t, s, lesson, people...), model.Present)
	}
	service := addActivity(t, s, model.Activity{Kind: model.Volunteering, Title: "清洁家园", ServiceField: "环境"}, dayOfMay(7))
	markAll(t, s, expect(t, s, service, people[:2]...), model.Present)
	if n, _, err := s.ConfirmPending(ctx, "负责人"); err != nil || n != 2 {
		t.Fatalf("%d people's hours are confirmed: %v", n, err)
	}
	must(t, s.CloseProgramme(ctx, programme.ID))
	_, err = s.IssueCompletions(ctx, programme.ID, model.CertificateStyle{})
	must(t, err)
	must(t, s.SaveThemes(ctx, []model.Theme{{Year: 2018, Month: 5, Text: name}}))
	must(t, s.SaveTemplate(ctx, model.Template{Name: "党课", Draft: model.Activity{Kind: model.Lesson, Title: "党课", Start: dayOfMay(1).Time(), End: dayOfMay(1).Time().Add(60 * 60 * 1e9)}}))
	_, err = s.SaveHonour(ctx, model.Honour{Member: people[0].ID, Title: "优秀党员"})
	must(t, err)
	_, err = s.Greet(ctx, []model.Greeting{{AnniversaryKey: model.AnniversaryKey{Member: people[0].ID, Kind: model.BirthdayAnniversary, Date: dayOfMay(8)}, Way: model.ByCall}})
	must(t, err)
	return s
}

// receive puts all that a centre owns into the street's database, row by row.
func (s street) receive(t testing.TB, from *Store) model.Centre {
	t.Helper()
	centre, err := from.Centre(t.Context())
	must(t, err)
	must(t, s.write(t.Context(), "receive a centre", func(c *change) error {
		c.asReceived()
		c.forget = true
		if err := c.Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
			return err
		}
		for table, followed := range s.office.Load().owned {
			if !followed {
				continue
			}
			var rows []map[string]any
			if err := from.reading.Table(table).Find(&rows).Error; err != nil {
				return err
			}
			for _, row := range rows {
				if err := c.Table(table).Create(row).Error; err != nil {
					return fmt.Errorf("%s: %w", table, err)
				}
			}
		}
		return nil
	}))
	return centre
}

func TestEveryTableIsReadWithinTheScope(t *testing.T) {
	s := newStreet(t)
	tables, err := ownedTables(s.reading)
	must(t, err)
	if len(tables) < 20 {
		t.Fatalf("found %d tables", len(tables))
	}
	centre, err := s.Centre(t.Context())
	must(t, err)
	count := func(ctx context.Context, table string) (n int64) {
		must(t, s.read(ctx).Table(table).Count(&n).Error)
		return n
	}
	for table, followed := range tables {
		all := count(everything(t.Context()), table)
		high, river, own := count(within(t.Context(), s.high.ID), table), count(within(t.Context(), s.river.ID), table), count(s.OwnOnly(t.Context()), table)
		switch unscoped := count(t.Context(), table); {
		case !followed && (high != all || unscoped != all):
			t.Errorf("%s: %d of %d rows, though it is read whole", table, high, all)
		case followed && unscoped == all && high+river+own != all:
			t.Errorf("%s: %d + %d + %d rows are not %d", table, high, river, own, all)
		case followed && unscoped != all && unscoped != own:
			t.Errorf("%s: %d rows, though %d are one's own", table, unscoped, own)
		}
	}
	s.SetScope(centre.ID)
	if page, err := s.Members(t.Context(), MemberFilter{}); err != nil || page.Total != 1 {
		t.Errorf("the street itself has %d people: %v", page.Total, err)
	}
}

// totals are what the lists and counts of a store come to.
func totals(t testing.TB, s *Store) map[string]int {
	t.Helper()
	ctx := t.Context()
	n := map[string]int{}
	for name, f := range map[string]MemberFilter{
		"people": {}, "people of a category": {Category: "社区"}, "people found": {Search: "dy"}, "people by birth": {Order: ByBirth}, "people with a birthday": {Has: LacksBirthday},
	} {
		page, err := s.Members(ctx, f)
		must(t, err)
		n[name] = page.Total
	}
	birthdays, err := s.Anniversaries(ctx, AnniversaryFilter{From: dayOfMay(1), Days: 31})
	must(t, err)
	n["birthdays"] = birthdays.Total
	greeted, err := s.Anniversaries(ctx, AnniversaryFilter{From: dayOfMay(1), Days: 31, Greeted: OnlyGreeted})
	must(t, err)
	n["greeted"] = greeted.Total
	_, n["activities"], err = s.Activities(ctx, ActivityFilter{})
	must(t, err)
	programmes, err := s.Programmes(ctx)
	must(t, err)
	n["programmes"] = len(programmes)
	register, err := s.Certificates(ctx, CertificateFilter{})
	must(t, err)
	n["certificates"] = len(register)
	hours, err := s.VolunteerTotals(ctx, dayOfMay(1), dayOfMay(31), 0, 0)
	must(t, err)
	n["volunteers"] = len(hours)
	figures, err := s.Figures(ctx, dayOfMay(1), dayOfMay(31))
	must(t, err)
	n["held"], n["attendances"], n["came"], n["minutes"] = figures.Held, figures.Attendances, figures.People, figures.ServiceMinutes
	counts, err := s.OrganisationCounts(ctx)
	must(t, err)
	for _, people := range counts {
		n["in branches"] += people
	}
	return n
}

func TestTheCentresAddUpToTheStreet(t *testing.T) {
	s := newStreet(t).recounted(t)
	for _, warm := range []bool{false, true} { // without and with the directory
		s.SetScope("")
		if warm {
			must(t, s.people.wait(t.Context()))
		} else {
			s.people.forget()
		}
		all := totals(t, s.Store)
		sum := map[string]int{}
		for _, id := range []model.ID{s.high.ID, s.river.ID, s.office.Load().id} {
			s.SetScope(id)
			for name, n := range totals(t, s.Store) {
				sum[name] += n
			}
		}
		for name, n := range all {
			if n == 0 || sum[name] != n {
				t.Errorf("%s: all %d, one by one %d", name, n, sum[name])
			}
		}
	}
}

func TestACentreReadsEverythingItHas(t *testing.T) {
	s := centreWithALife(t, 1, "高山社区党群服务中心")
	before := totals(t, s)
	s.SetScope("another")
	for name, n := range totals(t, s) {
		if n != before[name] {
			t.Errorf("%s: %d, was %d", name, n, before[name])
		}
	}
}

func TestOnlyTheOwnerChangesARecord(t *testing.T) {
	s := newStreet(t)
	ctx := t.Context()
	s.SetScope(s.high.ID)
	page, err := s.Members(ctx, MemberFilter{})
	must(t, err)
	theirs, other := page.Members[0], page.Members[1]
	list, _, err := s.Activities(ctx, ActivityFilter{})
	must(t, err)
	activity := list[0].Activity
	roll := rollOf(t, s.Store, activity)
	programmes, err := s.Programmes(ctx)
	must(t, err)
	register, err := s.Certificates(ctx, CertificateFilter{})
	must(t, err)
	honours, err := s.Honours(ctx, theirs.ID)
	must(t, err)
	tree, err := s.Organisations(ctx)
	must(t, err)
	branch := tree[len(tree)-1]
	before := allTablesAsText(t, s.Store)
	for name, try := range map[string]func() error{
		"save a member":   func() error { theirs.Phone = "1"; _, err := s.SaveMember(ctx, theirs); return err },
		"remove a member": func() error { return s.RemoveMember(ctx, theirs.ID) },
		"merge members": func() error {
			_, err := s.MergeMembers(ctx, model.Merge{Keep: theirs.ID, Drop: other.ID, KeepRev: theirs.Rev, DropRev: other.Rev, Member: theirs})
			return err
		},
		"honour a member":  func() error { _, err := s.SaveHonour(ctx, model.Honour{Member: theirs.ID, Title: "好"}); return err },
		"remove an honour": func() error { return s.RemoveHonour(ctx, honours[0].ID) },
		"greet a member": func() error {
			_, err := s.Greet(ctx, []model.Greeting{{AnniversaryKey: model.AnniversaryKey{Member: theirs.ID, Kind: model.BirthdayAnniversary, Date: dayOfMay(9)}, Way: model.ByVisit}})
			return err
		},
		"save an activity":  func() error { activity.Title = "改"; _, err := s.SaveActivity(ctx, activity); return err },
		"remove activities": func() error { return s.RemoveActivity(ctx, activity.ID) },
		"mark people": func() error {
			return s.SaveMarks(ctx, activity.ID, []model.Mark{{Attendance: roll.Attendees[0].ID, State: model.Absent}})
		},
		"expect people":    func() error { _, err := s.Expect(ctx, activity.ID, []model.ID{page.Members[2].ID}); return err },
		"add a walk-in":    func() error { _, err := s.AddWalkIn(ctx, activity.ID, model.WalkIn{Name: "来客"}); return err },
		"vote":             func() error { return s.SaveMinutes(ctx, activity.ID, nil, []model.FollowUp{{Task: "办事"}}) },
		"save a programme": func() error { programmes[0].Title = "改"; _, err := s.SaveProgramme(ctx, programmes[0]); return err },
		"score": func() error {
			return s.SaveScores(ctx, programmes[0].ID, []model.Score{{Member: s.ownMember(t), Points: 80}})
		},
		"join a programme": func() error {
			_, err := s.SaveActivity(ctx, model.Activity{Kind: model.Training, Title: "课", Programme: programmes[0].ID, Start: dayOfMay(9).Time(), End: dayOfMay(9).Time().Add(60 * 60 * 1e9)})
			return err
		},
		"void certificates": func() error { return s.VoidCertificate(ctx, register[0].ID, "错") },
		"count a printing":  func() error { return s.Printed(ctx, []model.ID{register[0].ID}, 0) },
		"certify service":   func() error { _, err := s.IssueVolunteer(ctx, theirs.ID, dayOfMay(1), dayOfMay(31)); return err },
		"rename a branch":   func() error { branch.Name = "改"; _, err := s.SaveOrganisation(ctx, branch); return err },
		"remove a branch":   func() error { return s.RetireOrganisation(ctx, branch.ID, dayOfMay(9)) },
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, try(), model.Refused)
			if allTablesAsText(t, s.Store) != before {
				t.Error("something was changed all the same")
			}
		})
	}
}

// ownMember is somebody of the street's own people.
func (s street) ownMember(t testing.TB) model.ID {
	t.Helper()
	var ids []model.ID
	must(t, s.read(s.OwnOnly(t.Context())).Model(&memberRow{}).Pluck("id", &ids).Error)
	return ids[0]
}

func TestAStreetCallsThingsAsItsCentresDo(t *testing.T) {
	s := newStreet(t)
	ctx := t.Context()
	addBranch(t, s.Store, "第一党支部")
	must(t, s.SaveTemplate(ctx, model.Template{Name: "党课", Draft: model.Activity{Kind: model.Lesson, Title: "党课", Start: dayOfMay(1).Time(), End: dayOfMay(1).Time().Add(60 * 60 * 1e9)}}))
	must(t, s.SaveWords(ctx, model.Categories, []string{"社区", "机关"}))
	must(t, s.SaveThemes(ctx, []model.Theme{{Year: 2018, Month: 5, Text: "街道的主题"}}))
	must(t, s.SaveRooms(ctx, []model.Room{{Name: "零节会议室"}}))
	plan, err := s.YearPlan(ctx, 2018)
	must(t, err)
	if plan.Months[4].Theme != "街道的主题" {
		t.Errorf("the theme is %q", plan.Months[4].Theme)
	}
	s.SetScope(s.river.ID)
	if plan, err = s.YearPlan(ctx, 2018); err != nil || plan.Months[4].Theme != s.river.Name {
		t.Errorf("the centre's theme is %q: %v", plan.Months[4].Theme, err)
	}
	s.SetScope("")
	// What the street saves is its own: its people at an activity of its own.
	a := addActivity(t, s.Store, model.Activity{Place: "零节会议室"}, dayOfMay(20))
	if a.Room == "" || a.Owner != s.office.Load().id {
		t.Errorf("the activity is %+v", a)
	}
	guests, err := s.Members(ctx, MemberFilter{})
	must(t, err)
	markAll(t, s.Store, expect(t, s.Store, a, guests.Members...), model.Present)
}

func TestAStreetImportsAmongItsOwnPeople(t *testing.T) {
	s := newStreet(t)
	pairs, err := s.Duplicates(t.Context(), nil)
	must(t, err)
	if len(pairs) != 0 {
		t.Errorf("offers to merge %d pairs of centres' people", len(pairs))
	}
	alike, err := s.Alike(t.Context(), model.Member{Name: "党员0"})
	must(t, err)
	if len(alike) != 0 {
		t.Errorf("finds %d centres' people", len(alike))
	}
}

func TestWhatAStreetIsStaysWhatItWasSaidToBe(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), "street"))
	saved, err := s.SaveCentre(t.Context(), testStreet)
	must(t, err)
	read, err := s.Centre(t.Context())
	must(t, err)
	want := testStreet
	want.ID = saved.ID
	if saved != want || read != want {
		t.Errorf("saved %+v, read %+v", saved, read)
	}
	rooms, err := s.Rooms(t.Context())
	must(t, err)
	if len(rooms) != 0 {
		t.Errorf("a street begins with %d rooms of a centre", len(rooms))
	}
	read.Name, read.District, read.Kind = "长江路街道", "管城区", "" // the kind is not asked again
	if _, err := s.SaveCentre(t.Context(), read); model.CodeOf(err) != model.Invalid {
		t.Errorf("a centre without a street: %v", err)
	}
	read.Kind = model.Street
	renamed, err := s.SaveCentre(t.Context(), read)
	must(t, err)
	if again, err := s.Centre(t.Context()); err != nil || again != renamed || again.District != "管城区" {
		t.Errorf("read %+v: %v", again, err)
	}
	district := openStore(t, t.TempDir())
	saved, err = district.SaveCentre(t.Context(), model.Centre{Kind: model.District, Name: "二七区"})
	must(t, err)
	if read, err := district.Centre(t.Context()); err != nil || read != saved || read.Kind != model.District {
		t.Errorf("read %+v: %v", read, err)
	}
}
