package store

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestSavingAFilteredRollLeavesHiddenPeopleAlone(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	roll := expect(t, s, a, addMembers(t, s, "张三", "李四", "王五")...)
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: roll.Attendees[1].ID, State: model.Late, Arrived: "09:20"}}))
	before := rollOf(t, s, a).Attendees[1]
	must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{
		{Attendance: roll.Attendees[0].ID, State: model.Present}, {Attendance: roll.Attendees[2].ID, State: model.Leave, Reason: "外出"},
	}))
	now := rollOf(t, s, a)
	if now.Attendees[1] != before {
		t.Errorf("hidden person changed: %+v → %+v", before, now.Attendees[1])
	}
	want := model.Tally{Expected: 3, Present: 1, Late: 1, Leave: 1, Minutes: 240}
	if got := now.Tally(); got != want {
		t.Errorf("tally %+v, want %+v", got, want)
	}
	if now.Activity.State != model.Held {
		t.Errorf("the activity is still %s", now.Activity.State)
	}
}

func TestMarksOfAnotherRollAreRefusedWhole(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四")
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	b := addActivity(t, s, model.Activity{}, dayOfMay(8))
	rollA, rollB := expect(t, s, a, people...), expect(t, s, b, people...)
	err := s.SaveMarks(t.Context(), a.ID, []model.Mark{
		{Attendance: rollA.Attendees[0].ID, State: model.Present}, {Attendance: rollB.Attendees[0].ID, State: model.Present},
	})
	refused(t, err, model.NotFound)
	if tally := rollOf(t, s, a).Tally(); tally.Unmarked != 2 {
		t.Errorf("half of the marks stayed: %+v", tally)
	}
	refused(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: rollA.Attendees[0].ID, State: "asleep"}}), model.Invalid)
}

func TestMinutesAreCreditedByState(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{Credit: 90}, dayOfMay(7))
	roll := expect(t, s, a, addMembers(t, s, "甲", "乙", "丙", "丁", "戊")...)
	thirty, sixty := 30, 60
	var marks []model.Mark
	for i, m := range []model.Mark{
		{State: model.Present}, {State: model.Late, Minutes: &sixty}, {State: model.Absent, Minutes: &thirty}, {State: model.Observer}, {State: model.Leave},
	} {
		m.Attendance = roll.Attendees[i].ID
		marks = append(marks, m)
	}
	must(t, s.SaveMarks(t.Context(), a.ID, marks))
	var got []int
	for _, p := range rollOf(t, s, a).Attendees {
		got = append(got, p.Minutes)
	}
	if want := []int{90, 60, 0, 90, 0}; !slices.Equal(got, want) {
		t.Errorf("credited %v, want %v", got, want)
	}
	a, err := s.Activity(t.Context(), a.ID)
	must(t, err)
	a.Credit = 45
	_, err = s.SaveActivity(t.Context(), a)
	must(t, err)
	if tally := rollOf(t, s, a).Tally(); tally.Minutes != 45+60+45 {
		t.Errorf("a new credit reached the wrong people: %d minutes", tally.Minutes)
	}
}

func TestExpectingTwiceAddsNobodyTwice(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四", "王五")
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	ids := []model.ID{people[0].ID, people[1].ID, people[0].ID}
	added, err := s.Expect(t.Context(), a.ID, ids)
	must(t, err)
	again, err := s.Expect(t.Context(), a.ID, append(ids, people[2].ID))
	must(t, err)
	if added != 2 || again != 1 {
		t.Errorf("added %d and %d, want 2 and 1", added, again)
	}
	_, err = s.Expect(t.Context(), a.ID, []model.ID{"nobody"})
	refused(t, err, model.NotFound)
	for i, p := range rollOf(t, s, a).Attendees {
		if p.Serial != i+1 {
			t.Errorf("serial %d at %d", p.Serial, i)
		}
	}
}

func TestSerialsOfThoseTakenOffAreNotReused(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四", "王五")
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	roll := expect(t, s, a, people[:2]...)
	must(t, s.Unexpect(t.Context(), a.ID, []model.ID{roll.Attendees[1].ID}))
	roll = expect(t, s, a, people[2])
	if len(roll.Attendees) != 2 || roll.Attendees[1].Name != "王五" || roll.Attendees[1].Serial != 3 {
		t.Errorf("roll: %+v", roll.Attendees)
	}
	roll = expect(t, s, a, people[1])
	if len(roll.Attendees) != 3 || roll.Attendees[1].Name != "李四" || roll.Attendees[1].Serial != 2 {
		t.Errorf("back on the roll: %+v", roll.Attendees)
	}
	markAll(t, s, roll, model.Absent)
	refused(t, s.Unexpect(t.Context(), a.ID, []model.ID{roll.Attendees[0].ID}), model.Refused)
}

func TestExpectingByFilterTakesActiveMembersOnly(t *testing.T) {
	s := newStore(t)
	branch := addBranch(t, s, "第一党支部")
	addMember(t, s, model.Member{Name: "张三", Branch: branch})
	addMember(t, s, model.Member{Name: "李四", Branch: branch, State: model.Moved})
	addMember(t, s, model.Member{Name: "王五"})
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	added, err := s.ExpectFilter(t.Context(), a.ID, MemberFilter{Branch: branch, Limit: 1})
	must(t, err)
	if added != 1 || rollOf(t, s, a).Attendees[0].Name != "张三" {
		t.Errorf("added %d: %+v", added, rollOf(t, s, a).Attendees)
	}
}

func TestWalkInsAreSignedInOnce(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四")
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	expect(t, s, a, people[0])
	guest, err := s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Name: "林秀英", Phone: "19900009001", Unit: "居民"})
	must(t, err)
	if guest.Serial != 2 || !guest.WalkIn || guest.Minutes != 120 {
		t.Errorf("guest: %+v", guest)
	}
	for _, m := range people {
		_, err := s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Member: m.ID})
		must(t, err)
		_, err = s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Member: m.ID})
		refused(t, err, model.Refused)
	}
	roll := rollOf(t, s, a)
	want := model.Tally{Expected: 1, Present: 1, WalkIns: 2, Minutes: 360}
	if got := roll.Tally(); got != want {
		t.Errorf("tally %+v, want %+v", got, want)
	}
	if p := roll.Attendees[1]; p.Name != "林秀英" || p.Branch != "居民" || p.Phone != "19900009001" {
		t.Errorf("guest on the roll: %+v", p)
	}
	_, err = s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Name: " "})
	refused(t, err, model.Invalid)
}

func TestPeopleWhoMovedAwayStayCounted(t *testing.T) {
	s := newStore(t)
	people := addMembers(t, s, "张三", "李四")
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	markAll(t, s, expect(t, s, a, people...), model.Present)
	people[0].State = model.Moved
	addMember(t, s, people[0])
	must(t, s.RemoveMember(t.Context(), people[1].ID))
	list, total, err := s.Activities(t.Context(), ActivityFilter{})
	must(t, err)
	if total != 1 || list[0].Tally.Present != 2 || len(rollOf(t, s, a).Attendees) != 2 {
		t.Errorf("counted %+v", list)
	}
}

func TestACancelledActivityTakesNoMarks(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	roll := expect(t, s, a, addMembers(t, s, "张三")...)
	a.State = model.Cancelled
	_, err := s.SaveActivity(t.Context(), a)
	must(t, err)
	refused(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: roll.Attendees[0].ID, State: model.Present}}), model.Refused)
}

// The tally that SQL counts for lists is the one that the roll itself counts,
// and its parts always add up.
func TestATallyIsTheSumOfItsStates(t *testing.T) {
	s := newStore(t)
	var names []string
	for i := range 12 {
		names = append(names, fmt.Sprintf("人%c", '甲'+rune(i)))
	}
	people := addMembers(t, s, names...)
	rapid.Check(t, func(r *rapid.T) {
		a := addActivity(t, s, model.Activity{}, dayOfMay(rapid.IntRange(1, 28).Draw(r, "day")))
		roll := expect(t, s, a, people[:rapid.IntRange(0, len(people)).Draw(r, "expected")]...)
		var marks []model.Mark
		for _, p := range roll.Attendees {
			if rapid.Bool().Draw(r, "marked") {
				state := rapid.SampledFrom([]model.AttendanceState{
					model.Expected, model.Present, model.Late, model.Leave, model.Absent, model.Observer,
				}).Draw(r, "state")
				minutes := rapid.IntRange(0, 120).Draw(r, "minutes")
				marks = append(marks, model.Mark{Attendance: p.ID, State: state, Minutes: &minutes})
			}
		}
		must(t, s.SaveMarks(t.Context(), a.ID, marks))
		for i := range rapid.IntRange(0, 2).Draw(r, "walk-ins") {
			_, err := s.AddWalkIn(t.Context(), a.ID, model.WalkIn{Name: fmt.Sprint("客", i)})
			must(t, err)
		}
		counted := rollOf(t, s, a).Tally()
		list, _, err := s.Activities(t.Context(), ActivityFilter{})
		must(t, err)
		i := slices.IndexFunc(list, func(l model.ActivitySummary) bool { return l.ID == a.ID })
		if list[i].Tally != counted {
			r.Fatalf("the list says %+v, the roll %+v", list[i].Tally, counted)
		}
		if sum := counted.Present + counted.Late + counted.Leave + counted.Absent + counted.Unmarked; sum != counted.Expected {
			r.Fatalf("%+v adds up to %d", counted, sum)
		}
	})
}

func TestNobodyIsTakenOffTheRollOfAClosedActivity(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	a := addActivity(t, s, model.Activity{State: model.Held}, dayOfMay(2))
	roll := expect(t, s, a, m...)
	a.State = model.Closed
	a, err := s.SaveActivity(t.Context(), a)
	must(t, err)
	err = s.Unexpect(t.Context(), a.ID, []model.ID{roll.Attendees[0].ID})
	if err == nil || !strings.Contains(messageOf(err), "已归档") {
		t.Errorf("%v", err)
	}
}

// TestARollShowsEverythingThatIsStoredOfAnAttendance: its columns are named one
// by one, so that a new one could be forgotten.
func TestARollShowsEverythingThatIsStoredOfAnAttendance(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{Kind: model.Volunteering}, dayOfMay(7))
	roll := expect(t, s, a, addMember(t, s, model.Member{Name: "张三"}))
	values := map[string]any{}
	var columns []string
	must(t, s.read(t.Context()).Table("pragma_table_info('attendances') AS c").Where("name NOT IN ?", []string{"id", "activity", "member", "removed"}).
		Pluck("name", &columns).Error)
	for i, name := range columns {
		switch name {
		case "rev", "minutes", "serial", "walk_in":
			values[name] = 1
		case "created_at", "updated_at", "confirmed_at":
			values[name] = timeText(dayOfMay(1 + i).Time())
		case "served_on":
			values[name] = dayOfMay(1 + i).String()
		default:
			values[name] = name
		}
	}
	must(t, s.write(t.Context(), "fill every column", func(c *change) error {
		return c.Model(&attendanceRow{}).Where("id = ?", roll.Attendees[0].ID).Updates(values).Error
	}))
	var row attendanceRow
	must(t, s.read(t.Context()).Where("id = ?", roll.Attendees[0].ID).Take(&row).Error)
	want, err := row.model()
	must(t, err)
	if got := rollOf(t, s, a).Attendees[0].Attendance; !reflect.DeepEqual(got, want) {
		t.Errorf("the roll shows\n%+v, stored is\n%+v", got, want)
	}
}
