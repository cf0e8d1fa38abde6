package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
)

// records are all rows of what can be merged, but for how often and when they
// were saved.
func records(t testing.TB, s *Store) string {
	t.Helper()
	var out strings.Builder
	for _, table := range []string{"members", "attendances", "certificates", "honours", "greetings", "scores", "activities", "programmes", "organisations"} {
		var rows []map[string]any
		must(t, s.reading.Table(table).Order("id").Find(&rows).Error)
		for _, r := range rows {
			delete(r, "rev")
			delete(r, "updated_at")
			fmt.Fprintln(&out, table, r)
		}
	}
	return out.String()
}

// mergeCentre has three members on the rolls of activities, with certificates,
// honours and greetings.
func mergeCentre(t testing.TB, states func(member, activity int) model.AttendanceState) (*Store, []model.Member) {
	t.Helper()
	s := newStore(t)
	members := []model.Member{
		addMember(t, s, model.Member{Name: "张三", Phone: "19900001234", Tags: []string{"独居"}}),
		addMember(t, s, model.Member{Name: "张　三", Phone: "19900001234", Address: "大学路", Birthday: model.Birthday{Date: model.Date{Year: 1958, Month: 5, Day: 8}}}),
		addMember(t, s, model.Member{Name: "李四"}),
	}
	for i := range 4 {
		start := dayOfMay(1 + i).Time().Add(9 * time.Hour)
		a, err := s.SaveActivity(t.Context(), model.Activity{
			Kind: model.Volunteering, Title: "清洁", Start: start, End: start.Add(2 * time.Hour), Presenter: "张三", PresenterMember: members[i%3].ID,
		})
		must(t, err)
		for j, m := range members {
			state := states(j, i)
			if state == "" {
				continue
			}
			_, err := s.Expect(t.Context(), a.ID, []model.ID{m.ID})
			must(t, err)
			if state == "removed" {
				roll, err := s.Roll(t.Context(), a.ID)
				must(t, err)
				must(t, s.Unexpect(t.Context(), a.ID, []model.ID{roll.Attendees[len(roll.Attendees)-1].ID}))
				continue
			}
			if state != model.Expected {
				roll, err := s.Roll(t.Context(), a.ID)
				must(t, err)
				must(t, s.SaveMarks(t.Context(), a.ID, []model.Mark{{Attendance: roll.Attendees[len(roll.Attendees)-1].ID, State: state}}))
			}
		}
		confirmAll(t, s, a.ID)
	}
	for i, m := range members[:2] {
		key := model.AnniversaryKey{Member: m.ID, Kind: model.BirthdayAnniversary, Date: dayOfMay(8)}
		_, err := s.Greet(t.Context(), []model.Greeting{
			{AnniversaryKey: key, Way: model.ByCard},
			{AnniversaryKey: key, Way: []model.GreetingWay{model.ByCall, model.ByVisit}[i]},
			{AnniversaryKey: key, Way: model.ByGift, Note: []string{"", "鲜花"}[i]},
		})
		must(t, err)
	}
	return s, members
}

func TestMergeThenUndoIsBefore(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s, members := mergeCentre(t, func(member, activity int) model.AttendanceState {
			return rapid.SampledFrom([]model.AttendanceState{
				"", "removed", model.Expected, model.Present, model.Late, model.Leave, model.Absent,
			}).Draw(r, fmt.Sprint("state ", member, activity))
		})
		if _, err := s.IssueVolunteer(t.Context(), members[1].ID, dayOfMay(1), dayOfMay(7)); err != nil && model.CodeOf(err) != model.Refused {
			must(t, err)
		}
		for p := range 2 {
			programme, err := s.SaveProgramme(t.Context(), model.Programme{Title: fmt.Sprint("培训", p), PassPercent: 75, PassScore: 60})
			must(t, err)
			for i, m := range members[:2] {
				points := rapid.IntRange(-1, 2).Draw(r, fmt.Sprint("score ", p, i))
				must(t, s.SaveScores(t.Context(), programme.ID, []model.Score{{Member: m.ID, Points: max(points, 0), None: points < 0}}))
			}
		}
		before := records(t, s)
		keep := rapid.IntRange(0, 1).Draw(r, "keep")
		kept, dropped := members[keep], members[1-keep]
		batch, err := s.MergeMembers(t.Context(), model.Merge{
			Keep: kept.ID, Drop: dropped.ID, KeepRev: kept.Rev, DropRev: dropped.Rev, Member: kept.Filled(dropped),
		})
		must(t, err)
		history, err := s.MemberHistory(t.Context(), dropped.ID)
		must(t, err)
		if len(history) != 0 {
			r.Fatalf("the dropped one keeps %d attendances", len(history))
		}
		if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
			r.Fatalf("after the merge: %v %v", problems, err)
		}
		must(t, s.UndoMerge(t.Context(), batch.ID))
		if after := records(t, s); after != before {
			r.Fatalf("undo left something behind:\n%s\nwas\n%s", after, before)
		}
		if err := s.UndoMerge(t.Context(), batch.ID); model.CodeOf(err) != model.Refused {
			r.Fatalf("undone twice: %v", err)
		}
		must(t, s.Close())
	})
}

func TestAMergeKeepsWhatBothDid(t *testing.T) {
	states := map[[2]int]model.AttendanceState{
		{0, 0}: model.Present, {1, 0}: model.Absent, {0, 1}: model.Leave, {1, 1}: model.Present, {1, 2}: model.Present, {0, 3}: model.Absent, {2, 2}: model.Present,
	}
	s, members := mergeCentre(t, func(member, activity int) model.AttendanceState { return states[[2]int{member, activity}] })
	certificate, err := s.IssueVolunteer(t.Context(), members[1].ID, dayOfMay(1), dayOfMay(7))
	must(t, err)
	_, err = s.MergeMembers(t.Context(), model.Merge{
		Keep: members[0].ID, Drop: members[1].ID, KeepRev: members[0].Rev, DropRev: members[1].Rev, Member: members[0].Filled(members[1]),
	})
	must(t, err)
	m, err := s.Member(t.Context(), members[0].ID)
	must(t, err)
	if m.Address != "大学路" || m.Birthday.Date.Year != 1958 || !slices.Equal(m.Tags, []string{"独居"}) {
		t.Errorf("the kept record: %+v", m)
	}
	history, err := s.MemberHistory(t.Context(), m.ID)
	must(t, err)
	var got []string
	minutes := 0
	for _, h := range slices.Backward(history) {
		got = append(got, h.State.Chinese())
		minutes += h.Minutes
	}
	if want := "到 到 到 缺席"; strings.Join(got, " ") != want || minutes != 360 {
		t.Errorf("attended %v, %d minutes; want %s, 360 minutes", got, minutes, want)
	}
	certificates, err := s.Certificates(t.Context(), CertificateFilter{Member: m.ID})
	must(t, err)
	if len(certificates) != 1 || certificates[0].Number != certificate.Number {
		t.Errorf("certificates: %+v", certificates)
	}
	greetings, err := s.MemberGreetings(t.Context(), m.ID)
	must(t, err)
	var ways []string
	for _, g := range greetings {
		ways = append(ways, g.Way.Chinese()+g.Note)
	}
	slices.Sort(ways)
	if got, want := strings.Join(ways, " "), "上门 电话 礼品鲜花 贺卡"; got != want {
		t.Errorf("greeted by %s, want %s", got, want)
	}
	if got := search(t, s, "张三"); len(got) != 1 {
		t.Errorf("the list has %v", got)
	}
	if into, err := s.MergedInto(t.Context(), members[1].ID); err != nil || into != "张三" {
		t.Errorf("merged into %q: %v", into, err)
	}
	if into, err := s.MergedInto(t.Context(), m.ID); err != nil || into != "" {
		t.Errorf("the kept one was merged into %q: %v", into, err)
	}
	err = s.RestoreMember(t.Context(), members[1].ID)
	if model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "已合并到“张三”") {
		t.Errorf("a merged record was restored by itself: %v", err)
	}
}

func TestMergesThatCannotBeAreRefusedWhole(t *testing.T) {
	s, members := mergeCentre(t, func(int, int) model.AttendanceState { return model.Present })
	merge := func(keep, drop model.Member) error {
		_, err := s.MergeMembers(t.Context(), model.Merge{Keep: keep.ID, Drop: drop.ID, KeepRev: keep.Rev, DropRev: drop.Rev, Member: keep})
		return err
	}
	stale := members[1]
	changed := members[1]
	changed.Notes = "改过"
	_, err := s.SaveMember(t.Context(), changed)
	must(t, err)
	must(t, s.RemoveMember(t.Context(), members[2].ID))
	before := records(t, s)
	nameless := members[0]
	nameless.Name = ""
	for name, got := range map[string]error{
		"itself": merge(members[0], members[0]), "changed since": merge(members[0], stale), "removed": merge(members[0], members[2]),
		"changed, kept": merge(stale, members[0]), "nobody": merge(members[0], model.Member{Record: model.Record{ID: "nobody"}}),
		"no name": merge(nameless, members[1]),
	} {
		if model.CodeOf(got) == "" {
			t.Errorf("%s: %v", name, got)
		}
	}
	if records(t, s) != before {
		t.Error("a refused merge changed something")
	}
}

func TestAMergeThatFailsInTheMiddleChangesNothing(t *testing.T) {
	s, members := mergeCentre(t, func(int, int) model.AttendanceState { return model.Present })
	before := records(t, s)
	for _, table := range []string{"attendances", "greetings", "members", "member_merges", "audits"} {
		must(t, s.writing.Exec("CREATE TRIGGER fault BEFORE UPDATE ON "+table+" BEGIN SELECT RAISE(ABORT, 'disk'); END").Error)
		must(t, s.writing.Exec("CREATE TRIGGER fault_new BEFORE INSERT ON "+table+" BEGIN SELECT RAISE(ABORT, 'disk'); END").Error)
		_, err := s.MergeMembers(t.Context(), model.Merge{
			Keep: members[0].ID, Drop: members[1].ID, KeepRev: members[0].Rev, DropRev: members[1].Rev, Member: members[0],
		})
		if err == nil {
			t.Errorf("%s: merged all the same", table)
		}
		must(t, s.writing.Exec("DROP TRIGGER fault").Error)
		must(t, s.writing.Exec("DROP TRIGGER fault_new").Error)
		if records(t, s) != before {
			t.Fatalf("%s: half a merge stayed", table)
		}
	}
}

func TestAMergeIsNotUndoneOverLaterWork(t *testing.T) {
	s, members := mergeCentre(t, func(int, int) model.AttendanceState { return model.Present })
	before := records(t, s)
	first := mergeNow(t, s, members[0].ID, members[1].ID)
	second := mergeNow(t, s, members[2].ID, members[0].ID)
	if err := s.UndoMerge(t.Context(), first.ID); model.CodeOf(err) != model.Conflict {
		t.Errorf("undone below a later merge: %v", err)
	}
	list, err := s.Merges(t.Context())
	must(t, err)
	if len(list) != 2 || list[0].ID != second.ID || list[0].KeptName != "李四" || list[0].DroppedName != "张三" {
		t.Errorf("merges: %+v", list)
	}
	must(t, s.UndoMerge(t.Context(), second.ID))
	must(t, s.UndoMerge(t.Context(), first.ID))
	if records(t, s) != before {
		t.Error("undoing in reverse order is not before")
	}

	third := mergeNow(t, s, members[0].ID, members[1].ID)
	m, err := s.Member(t.Context(), members[0].ID)
	must(t, err)
	m.Notes = "后来改的"
	_, err = s.SaveMember(t.Context(), m)
	must(t, err)
	if err := s.UndoMerge(t.Context(), third.ID); model.CodeOf(err) != model.Conflict {
		t.Errorf("later work was overwritten: %v", err)
	}
}

// mergeNow merges two members as they are, the kept one filled from the other.
func mergeNow(t testing.TB, s *Store, keep, drop model.ID) model.MergeBatch {
	t.Helper()
	k, err := s.Member(t.Context(), keep)
	must(t, err)
	d, err := s.Member(t.Context(), drop)
	must(t, err)
	batch, err := s.MergeMembers(t.Context(), model.Merge{Keep: keep, Drop: drop, KeepRev: k.Rev, DropRev: d.Rev, Member: k.Filled(d)})
	must(t, err)
	return batch
}

func TestOfTwoMergesIntoOneTheLastIsUndoneFirst(t *testing.T) {
	// 李四, merged last, says nothing that the first merge did not bring.
	s, members := mergeCentre(t, func(member, activity int) model.AttendanceState {
		if member == 0 || activity > 0 {
			return ""
		}
		return model.Present
	})
	before := records(t, s)
	first := mergeNow(t, s, members[0].ID, members[1].ID)
	last := mergeNow(t, s, members[0].ID, members[2].ID)
	between := records(t, s)
	err := s.UndoMerge(t.Context(), first.ID)
	if model.CodeOf(err) != model.Conflict || !strings.Contains(err.Error(), "李四") {
		t.Errorf("undone under a later merge: %v", err)
	}
	if records(t, s) != between {
		t.Error("a refused undo changed something")
	}
	must(t, s.UndoMerge(t.Context(), last.ID))
	must(t, s.UndoMerge(t.Context(), first.ID))
	if records(t, s) != before {
		t.Error("undoing in reverse order is not before")
	}
}

func TestPairsToldApartStayApartThroughMerges(t *testing.T) {
	s := newStore(t)
	var ids []model.ID
	for range 3 {
		ids = append(ids, addMember(t, s, model.Member{Name: "张三", Phone: "19900001234"}).ID)
	}
	pairs := func() int {
		list, err := s.Duplicates(t.Context(), nil)
		must(t, err)
		return len(list)
	}
	must(t, s.KeepApart(t.Context(), ids[1], ids[2]))
	if n := pairs(); n != 2 {
		t.Fatalf("%d pairs", n)
	}
	merge := mergeNow(t, s, ids[0], ids[1])
	if n := pairs(); n != 0 {
		t.Errorf("%d pairs return after a merge", n)
	}
	must(t, s.UndoMerge(t.Context(), merge.ID))
	if n := pairs(); n != 2 {
		t.Errorf("%d pairs after the merge was undone", n)
	}
}

func TestPairsToldApartNeverReturn(t *testing.T) {
	s, members := mergeCentre(t, func(int, int) model.AttendanceState { return "" })
	pairs := func() int {
		list, err := s.Duplicates(t.Context(), nil)
		must(t, err)
		return len(list)
	}
	if n := pairs(); n != 1 {
		t.Fatalf("%d pairs", n)
	}
	must(t, s.KeepApart(t.Context(), members[1].ID, members[0].ID))
	must(t, s.KeepApart(t.Context(), members[0].ID, members[1].ID))
	m, err := s.Member(t.Context(), members[0].ID)
	must(t, err)
	m.Address = "大学路"
	_, err = s.SaveMember(t.Context(), m)
	must(t, err)
	if n := pairs(); n != 0 {
		t.Errorf("%d pairs return", n)
	}
	must(t, s.TakeBackApart(t.Context(), members[0].ID, members[1].ID))
	if n := pairs(); n != 1 {
		t.Errorf("%d pairs after the slip was mended", n)
	}
	if err := s.KeepApart(t.Context(), members[0].ID, members[0].ID); model.CodeOf(err) != model.Refused {
		t.Errorf("one person told apart from himself: %v", err)
	}
}

func TestTheScanFindsWhatComparingEverybodyFinds(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := newStore(t)
		names := []string{"张三", "张小明", "张晓明", "李四"}
		var members []model.Member
		for i := range rapid.IntRange(2, 14).Draw(r, "people") {
			draw := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(r, fmt.Sprint(what, i)) }
			m := model.Member{
				Name: draw("name", names...), Phone: draw("phone", "", "19900001234", "19900005678"),
				IDNumber: draw("number", "", "11010519491231002X", "110105491231002", "11010519491231020X", "11010519941231002X", "410103195805070011"),
			}
			if rapid.Bool().Draw(r, fmt.Sprint("born", i)) {
				m.Birthday.Date = model.Date{Year: 1958, Month: 5, Day: 7 + rapid.IntRange(0, 1).Draw(r, fmt.Sprint("day", i))}
				if rapid.Bool().Draw(r, fmt.Sprint("year only", i)) {
					m.Birthday.Date = model.Date{Year: 1958}
				}
			}
			members = append(members, addMember(t, s, m))
		}
		want := 0
		for i := range members {
			for j := range i {
				if strength, _ := model.LikenessOf(members[j], members[i]); strength > model.NotAlike {
					want++
				}
			}
		}
		got, err := s.Duplicates(t.Context(), nil)
		must(t, err)
		if len(got) != want {
			r.Fatalf("%d pairs, want %d", len(got), want)
		}
		must(t, s.Close())
	})
}

func TestMergedMembersBlockTheUndoOfTheirImport(t *testing.T) {
	s := newStore(t)
	batch, err := s.ApplyImport(t.Context(), roster([]model.Member{{Name: "张三", Phone: "1"}, {Name: "张三", Phone: "1"}}))
	must(t, err)
	page, err := s.Members(t.Context(), MemberFilter{})
	must(t, err)
	a, b := page.Members[0], page.Members[1]
	merge, err := s.MergeMembers(t.Context(), model.Merge{Keep: a.ID, Drop: b.ID, KeepRev: a.Rev, DropRev: b.Rev, Member: a})
	must(t, err)
	if err := s.UndoImport(t.Context(), batch.ID); model.CodeOf(err) != model.Conflict {
		t.Errorf("the import was undone under a merge: %v", err)
	}
	if list, err := s.Members(t.Context(), MemberFilter{}); err != nil || list.Total != 1 {
		t.Errorf("%d members: %v", list.Total, err)
	}
	must(t, s.UndoMerge(t.Context(), merge.ID))
}

func TestAnImportIsNotUndoneUnderAMergeIntoSomebodyOlder(t *testing.T) {
	s := newStore(t)
	old := addMember(t, s, model.Member{Name: "张三", Phone: "1"})
	batch, err := s.ApplyImport(t.Context(), roster([]model.Member{{Name: "张三", Phone: "1", Address: "大学路"}}))
	must(t, err)
	page, err := s.Members(t.Context(), MemberFilter{})
	must(t, err)
	imported := page.Members[0]
	if imported.ID == old.ID {
		imported = page.Members[1]
	}
	merge := mergeNow(t, s, old.ID, imported.ID)
	before := records(t, s)
	if err := s.UndoImport(t.Context(), batch.ID); model.CodeOf(err) != model.Conflict {
		t.Errorf("the import was undone under a merge: %v", err)
	}
	if records(t, s) != before {
		t.Error("a refused undo changed something")
	}
	must(t, s.UndoMerge(t.Context(), merge.ID))
}

// BenchmarkDuplicates looks for duplicates among JISHI_BENCH_MEMBERS people.
func BenchmarkDuplicates(b *testing.B) {
	s := bigStore(b)
	var found int
	for b.Loop() {
		pairs, err := s.Duplicates(background, nil)
		must(b, err)
		found = len(pairs)
	}
	b.ReportMetric(float64(found), "pairs")
}
