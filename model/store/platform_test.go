package store

import (
	"strings"
	"testing"

	"jishi/model"
)

const outside = "二七志愿汇"

// platformYear is the year that the tests' services are in.
var platformYear = [2]model.Date{{Year: 2018, Month: 1, Day: 1}, {Year: 2018, Month: 12, Day: 31}}

func unenteredLines(t testing.TB, s *Store, platform string) []model.PlatformLine {
	t.Helper()
	lines, err := s.PlatformLines(t.Context(), platform, platformYear[0], platformYear[1], "")
	must(t, err)
	return lines
}

func TestAServiceIsEnteredOnAPlatformOnceAndTheTickCanBeTakenBack(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	a := serve(t, s, dayOfMay(3), m...)
	if lines := unenteredLines(t, s, outside); len(lines) != 0 {
		t.Fatalf("hours nobody confirmed are to be entered: %+v", lines)
	}
	confirmAll(t, s, a.ID)
	lines := unenteredLines(t, s, outside)
	if len(lines) != 2 || lines[0].Minutes != 120 || lines[0].Team != "绿荫队" {
		t.Fatalf("to be entered: %+v", lines)
	}
	for want := range 2 { // ticking again ticks nothing
		ticked, err := s.EnterOnPlatform(t.Context(), outside, lines)
		must(t, err)
		if ticked != 2-2*want {
			t.Errorf("ticked %d", ticked)
		}
	}
	if left := unenteredLines(t, s, outside); len(left) != 0 {
		t.Errorf("entered and still listed: %+v", left)
	}
	if left := unenteredLines(t, s, "志愿云"); len(left) != 2 {
		t.Errorf("another platform lists %d", len(left))
	}

	b := serve(t, s, dayOfMay(5), m[0])
	confirmAll(t, s, b.ID)
	pending, err := s.PlatformPending(t.Context(), outside, platformYear[0], platformYear[1])
	must(t, err)
	if len(pending) != 1 || pending[0].People != 1 || pending[0].Minutes != 120 {
		t.Errorf("pending %+v", pending)
	}
	batches, err := s.PlatformBatches(t.Context(), outside)
	must(t, err)
	if len(batches) != 1 || batches[0].Rows != 2 || batches[0].Minutes != 240 || batches[0].Changed != 0 {
		t.Fatalf("batches %+v", batches)
	}
	must(t, s.UndoEntered(t.Context(), batches[0].ID))
	refused(t, s.UndoEntered(t.Context(), batches[0].ID), model.NotFound)
	if left := unenteredLines(t, s, outside); len(left) != 3 {
		t.Errorf("%d lines after the tick was taken back", len(left))
	}
}

func TestABatchSaysWhichHoursWereCorrectedSince(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	a := serve(t, s, dayOfMay(3), m...)
	confirmAll(t, s, a.ID)
	_, err := s.EnterOnPlatform(t.Context(), outside, unenteredLines(t, s, outside))
	must(t, err)
	must(t, s.CorrectHours(t.Context(), rollOf(t, s, a).Attendees[0].ID, 60, "提前离开"))
	batches, err := s.PlatformBatches(t.Context(), outside)
	must(t, err)
	if len(batches) != 1 || batches[0].Changed != 1 || batches[0].Minutes != 240 {
		t.Errorf("batches %+v", batches)
	}
}

func TestWhatAPlatformSaysOfAPersonStaysApartFromOurHours(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	a := serve(t, s, dayOfMay(3), m[0])
	confirmAll(t, s, a.ID)
	account := model.PlatformAccount{Platform: outside, Member: m[0].ID, Number: "EQ001", Minutes: 9000, AsOf: dayOfMay(4)}
	must(t, s.SavePlatformAccount(t.Context(), account))
	account.Minutes = 9600
	must(t, s.SavePlatformAccount(t.Context(), account))
	list, err := s.PlatformAccounts(t.Context(), outside)
	must(t, err)
	if len(list) != 1 || list[0].Number != "EQ001" || list[0].Minutes != 9600 || list[0].Own != 120 || totalOf(t, s, m[0]) != 120 {
		t.Errorf("accounts %+v", list)
	}
	if lines := unenteredLines(t, s, outside); lines[0].Number != "EQ001" {
		t.Errorf("the line is %+v", lines[0])
	}
	account.Member = m[1].ID
	err = s.SavePlatformAccount(t.Context(), account)
	refused(t, err, model.Invalid)
	if !strings.Contains(messageOf(err), "张三") {
		t.Errorf("the refusal is %q", messageOf(err))
	}
	account.Number, account.Minutes = "EQ002", -1
	refused(t, s.SavePlatformAccount(t.Context(), account), model.Invalid)
}

func TestColumnsOfAPlatformAreChosenOnce(t *testing.T) {
	s := newStore(t)
	list, err := s.Platforms(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].Name != outside {
		t.Fatalf("platforms %+v", list)
	}
	p := model.OutsidePlatform{Name: "志愿云", Columns: []model.PlatformColumn{{Field: model.PlatformPerson, Title: "志愿者姓名"}, {Field: model.PlatformHours}}}
	must(t, s.SavePlatform(t.Context(), p))
	p.Columns[1].Title = "时长"
	must(t, s.SavePlatform(t.Context(), p))
	list, err = s.Platforms(t.Context())
	must(t, err)
	if len(list) != 2 || strings.Join(list[1].Headings(), " ") != "志愿者姓名 时长" {
		t.Errorf("platforms %+v", list)
	}
	for _, bad := range []model.OutsidePlatform{
		{Columns: p.Columns},
		{Name: "空"},
		{Name: "怪", Columns: []model.PlatformColumn{{Field: "shoe-size"}}},
		{Name: "重", Columns: []model.PlatformColumn{{Field: model.PlatformPerson, Title: "时长"}, {Field: model.PlatformHours, Title: "时长"}}},
	} {
		refused(t, s.SavePlatform(t.Context(), bad), model.Invalid)
	}
}

func TestNobodyEntersTheHoursOfMergedPeopleTwice(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "张山")
	a := serve(t, s, dayOfMay(3), m[1])
	confirmAll(t, s, a.ID)
	_, err := s.EnterOnPlatform(t.Context(), outside, unenteredLines(t, s, outside))
	must(t, err)
	_, err = s.MergeMembers(t.Context(), model.Merge{Keep: m[0].ID, Drop: m[1].ID, KeepRev: m[0].Rev, DropRev: m[1].Rev, Member: m[0]})
	must(t, err)
	if left := unenteredLines(t, s, outside); len(left) != 0 {
		t.Errorf("to be entered again: %+v", left)
	}
}
