package store

import (
	"fmt"
	"strings"
	"testing"

	"jishi/model"
)

func TestACardOrAnIDNumberFindsItsMemberAlone(t *testing.T) {
	s := newStore(t)
	a := addMember(t, s, model.Member{Name: "张三", IDNumber: "11010519491231002X"})
	old := addMember(t, s, model.Member{Name: "李四", IDNumber: "110105500101003"})
	gone := addMember(t, s, model.Member{Name: "王五"})
	must(t, s.RemoveMember(t.Context(), gone.ID))
	for _, c := range []struct {
		in   model.DeskInput
		want model.ID
	}{
		{model.DeskInput{Card: a.ID}, a.ID},
		{model.DeskInput{IDNumber: "11010519491231002X"}, a.ID},
		{model.DeskInput{IDNumber: "110105491231002"}, a.ID},
		{model.DeskInput{IDNumber: model.IDNumberForms("110105500101003")[1]}, old.ID},
	} {
		m, err := s.DeskMember(t.Context(), c.in)
		must(t, err)
		if m.ID != c.want {
			t.Errorf("%+v finds %s", c.in, m.Name)
		}
	}
	for _, in := range []model.DeskInput{{Card: gone.ID}, {Card: "nobody"}, {IDNumber: "110105199001011239"}, {}} {
		_, err := s.DeskMember(t.Context(), in)
		refused(t, err, model.NotFound)
	}
	addMember(t, s, model.Member{Name: "张三", IDNumber: "11010519491231002X"})
	_, err := s.DeskMember(t.Context(), model.DeskInput{IDNumber: "11010519491231002X"})
	refused(t, err, model.Conflict)
}

func TestTheCardOfAMergedMemberIsTheKeptOnes(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "张三")
	keep, drop := people[0], people[1]
	_, err := s.MergeMembers(t.Context(), model.Merge{Member: keep, Keep: keep.ID, Drop: drop.ID, KeepRev: keep.Rev, DropRev: drop.Rev})
	must(t, err)
	m, err := s.DeskMember(t.Context(), model.DeskInput{Card: drop.ID})
	must(t, err)
	if m.ID != keep.ID {
		t.Errorf("the card finds %s", m.ID)
	}
}

func TestAGuestWhoBecomesAMemberKeepsEveryAttendance(t *testing.T) {
	s := newStore(t)
	member := addMembers(t, s, "林秀英")[0]
	monday, tuesday, sunday := addActivity(t, s, model.Activity{}, dayOfMay(7)), addActivity(t, s, model.Activity{}, dayOfMay(8)), addActivity(t, s, model.Activity{}, dayOfMay(6))
	expect(t, s, tuesday, member) // and signed in as a guest all the same
	guest := model.WalkIn{Name: "林秀英", Phone: "19900009001", Unit: "居民"}
	first, err := s.AddWalkIn(t.Context(), monday.ID, guest)
	must(t, err)
	_, err = s.AddWalkIn(t.Context(), tuesday.ID, guest)
	must(t, err)
	other := guest
	other.Phone = "19900009002"
	_, err = s.AddWalkIn(t.Context(), sunday.ID, other)
	must(t, err)

	n, err := s.GuestIsMember(t.Context(), first.ID, member.ID)
	must(t, err)
	if n != 2 {
		t.Errorf("%d attendances, want 2", n)
	}
	if roll := rollOf(t, s, monday); len(roll.Attendees) != 1 || roll.Attendees[0].Member != member.ID || !roll.Attendees[0].WalkIn {
		t.Errorf("on Monday: %+v", roll.Attendees)
	}
	if roll := rollOf(t, s, tuesday); len(roll.Attendees) != 1 || roll.Attendees[0].State != model.Present || roll.Attendees[0].WalkIn {
		t.Errorf("on Tuesday: %+v", roll.Attendees)
	}
	if roll := rollOf(t, s, sunday); roll.Attendees[0].Member != "" {
		t.Error("a guest with another number became the member too")
	}
	_, err = s.GuestIsMember(t.Context(), first.ID, member.ID)
	refused(t, err, model.Refused)
}

// SQLite takes its last allowed page for the end of the disk.
func TestASignInOnAFullDiskIsRefusedAndNowhere(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	must(t, s.writing.Exec("PRAGMA max_page_count = 1").Error)
	guests := 0
	var err error
	for err == nil && guests < 1000 {
		if _, err = s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Name: fmt.Sprintf("来人%d", guests), Unit: strings.Repeat("长", 90)}); err == nil {
			guests++
		}
	}
	refused(t, err, model.DiskFull)
	if roll := rollOf(t, s, a); len(roll.Attendees) != guests {
		t.Errorf("%d people are on the roll, %d were told that they are", len(roll.Attendees), guests)
	}
}

func TestAMarkEnteredAfterTheDaySaysSoAndWhy(t *testing.T) {
	s := newStore(t) // on 7 May
	people := addMembers(t, s, "张三", "李四")
	past, today := addActivity(t, s, model.Activity{}, dayOfMay(4)), addActivity(t, s, model.Activity{}, dayOfMay(7))
	mark := func(a model.Activity, who int, m model.Mark) string {
		t.Helper()
		m.Attendance = rollOf(t, s, a).Attendees[who].ID
		must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{m}))
		return rollOf(t, s, a).Attendees[who].LateEntry
	}
	expect(t, s, past, people...)
	expect(t, s, today, people...)
	const paper = "按纸质签到表补录"
	for _, c := range []struct {
		name string
		a    model.Activity
		who  int
		mark model.Mark
		want string
	}{
		{"in time", today, 0, model.Mark{State: model.Present, LateEntry: paper}, ""},
		{"late, with a reason", past, 0, model.Mark{State: model.Present, LateEntry: paper}, paper},
		{"late, with none", past, 1, model.Mark{State: model.Absent}, model.LateUnexplained},
		{"the same state again", past, 0, model.Mark{State: model.Present, Capacity: "主讲"}, paper},
		{"unmarked again", past, 0, model.Mark{State: model.Expected}, ""},
		{"an undo", past, 0, model.Mark{State: model.Present, TakesBack: true}, ""},
	} {
		if got := mark(c.a, c.who, c.mark); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	guest, err := s.AddWalkIn(t.Context(), past.ID, model.WalkIn{Name: "林秀英", LateEntry: paper})
	must(t, err)
	if guest.LateEntry != paper {
		t.Errorf("a late walk-in says %q", guest.LateEntry)
	}
}
