package exchange

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
	"jishi/model/store"
)

// guests lets an office hold an activity of its own with people of its centres
// and returns it.
func (p *post) guests(t testing.TB, people ...model.ID) model.ID {
	t.Helper()
	start := time.Date(2018, 5, 9, 9, 0, 0, 0, time.UTC)
	a, err := p.SaveActivity(background, model.Activity{Kind: model.Lesson, Title: "街道党课", Start: start, End: start.Add(time.Hour)})
	must(t, err)
	_, err = p.Expect(background, a.ID, people)
	must(t, err)
	return a.ID
}

// rollOf are the names on the list of an activity.
func (p *post) rollOf(t testing.TB, activity model.ID) string {
	t.Helper()
	roll, err := p.Roll(background, activity)
	must(t, err)
	var names []string
	for _, a := range roll.Attendees {
		names = append(names, a.Name)
	}
	slices.Sort(names)
	return strings.Join(names, "、")
}

// inBranch saves somebody in a new branch: both come and go together.
func (p *post) inBranch(t testing.TB, name string) model.Member {
	t.Helper()
	branch, err := p.SaveOrganisation(background, model.Organisation{Kind: model.Branch, Name: name + "的支部"})
	must(t, err)
	m, err := p.SaveMember(background, model.Member{Name: name, Branch: branch.ID})
	must(t, err)
	return m
}

// beyond are the lines of held that want does not have; it fails where one of
// want's is missing.
func beyond(t rapid.TB, held, want string) []string {
	t.Helper()
	left := strings.Split(held, "\n")
	for line := range strings.SplitSeq(want, "\n") {
		i := slices.Index(left, line)
		if i < 0 {
			t.Errorf("not held: %s", line)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	return slices.DeleteFunc(left, func(line string) bool { return line == "" })
}

// onlyMarked fails unless the lines are rows that are marked as removed, as
// many as n.
func onlyMarked(t rapid.TB, lines []string, n int) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains(line, `"removed":1`) {
			t.Errorf("held as if it were there: %s", line)
		}
	}
	if len(lines) != n {
		t.Errorf("%d rows more than the centre has, want %d: %q", len(lines), n, lines)
	}
}

func (p *post) sound(t testing.TB) {
	t.Helper()
	if problems, err := p.Check(background); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestAnOlderBackupTakesNoNameFromTheStreetsOwnRoll(t *testing.T) {
	street, stick := newStreet(t), t.TempDir()
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	first := takeApart(t, street, centre.export(t, street, stick).Path, centre.keys)
	without := centre.everything(t)
	later := centre.inBranch(t, "后来")
	street.receive(t, centre.export(t, street, stick).Path)
	roll := street.guests(t, later.ID)
	before := street.heldOf(t, centre)

	first.Sequence, first.Package = 4, model.NewID()
	older := first.pack(t)
	diff := street.receive(t, older)
	if sum := diff.Sum(); sum.Removed != 2 || sum.Named != 2 || sum.Doubtful > 0 {
		t.Errorf("an older backup: %+v", sum)
	}
	onlyMarked(t, beyond(t, street.heldOf(t, centre), without), 2)
	if names := street.rollOf(t, roll); names != "后来" {
		t.Errorf("on the roll: %q", names)
	}
	page, err := street.Members(background, store.MemberFilter{Search: "后来"})
	must(t, err)
	if page.Total != 0 {
		t.Error("still counted among the centre's people")
	}
	street.sound(t)

	_, err = street.UndoReceive(background, centre.self.ID)
	must(t, err)
	if street.heldOf(t, centre) != before {
		t.Error("the undo did not bring everything back")
	}
	street.receive(t, older)
	first.Sequence, first.Package = 5, model.NewID()
	diff = street.receive(t, first.pack(t)) // it still lacks them: nothing new to tell
	if sum := diff.Sum(); sum.Removed+sum.Named+sum.Changed > 0 {
		t.Errorf("again without: %+v", sum)
	}
	// The centre finds its data again.
	whole := takeApart(t, street, centre.export(t, street, stick).Path, centre.keys)
	whole.Sequence = 6
	diff = street.receive(t, whole.pack(t))
	if sum := diff.Sum(); sum.Changed != 2 || sum.Doubtful > 0 || diff.Tables[0].Rows[0].Fate != model.RowBack {
		t.Errorf("back again: %+v", sum)
	}
	if street.heldOf(t, centre) != before {
		t.Error("what came back is not what was there")
	}
	street.sound(t)
}

func TestAnUndoTakesNoNameFromTheStreetsOwnRoll(t *testing.T) {
	street, stick := newStreet(t), t.TempDir()
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	guest := centre.inBranch(t, "来宾")
	file := centre.export(t, street, stick).Path
	street.receive(t, file)
	roll := street.guests(t, guest.ID)
	undone, err := street.UndoReceive(background, centre.self.ID)
	must(t, err)
	if undone.Named != 5 { // branch and person, and what the centre says of itself and those above it
		t.Errorf("%d rows kept", undone.Named)
	}
	if names := street.rollOf(t, roll); names != "来宾" {
		t.Errorf("on the roll: %q", names)
	}
	left := street.heldOf(t, centre)
	onlyMarked(t, slices.DeleteFunc(strings.Split(left, "\n"), func(line string) bool { return !strings.HasPrefix(line, "{") }), 5)
	street.sound(t)

	street.receive(t, file)
	if street.heldOf(t, centre) != centre.everything(t) {
		t.Error("the street does not hold what the centre has")
	}
	_, err = street.UndoReceive(background, centre.self.ID)
	must(t, err)
	if street.heldOf(t, centre) != left {
		t.Error("the second undo ended otherwise")
	}
	street.receive(t, file)
	street.sound(t)
}

// apart is a quarter whose second street and district do not know somebody of
// the first street's first centre, who is a guest of the first street.
func apart(t testing.TB) (q *quarter, theirs string, roll model.ID) {
	t.Helper()
	q = newQuarter(t)
	first, second, moved := q.streets[0], q.streets[1], q.centres[0][0]
	moved.live(t, 2)
	must(t, moved.Approve(background, second.self))
	must(t, second.Approve(background, moved.self))
	second.receive(t, moved.export(t, second, t.TempDir()).Path)
	guest := moved.inBranch(t, "来宾")
	q.reports(t, 0, 0)
	roll = first.guests(t, guest.ID)
	q.district.receive(t, second.export(t, q.district, t.TempDir()).Path)
	must(t, q.district.AssignCentre(background, moved.self.ID, second.self.ID))
	return q, first.export(t, q.district, t.TempDir()).Path, roll
}

func TestWhoIsOnAStreetsRollComesThoughTheCentreIsLeftOut(t *testing.T) {
	q, theirs, roll := apart(t)
	first, second, moved := q.streets[0], q.streets[1], q.centres[0][0]
	before := q.district.heldOf(t, moved)
	diff := q.district.receive(t, theirs)
	if len(diff.LeftOut) != 1 || diff.Sum().Named != 2 {
		t.Errorf("left out %v, %+v", diff.LeftOut, diff.Sum())
	}
	if names := q.district.rollOf(t, roll); names != "来宾" {
		t.Errorf("on the roll: %q", names)
	}
	onlyMarked(t, beyond(t, q.district.heldOf(t, moved), before), 2)
	q.district.sound(t)

	_, err := q.district.UndoReceive(background, first.self.ID)
	must(t, err)
	if q.district.heldOf(t, moved) != before {
		t.Error("the undo left something behind")
	}
	q.district.receive(t, theirs)
	// The other street's next package still lacks them, the one after has them.
	q.district.receive(t, second.export(t, q.district, t.TempDir()).Path)
	onlyMarked(t, beyond(t, q.district.heldOf(t, moved), before), 2)
	second.receive(t, moved.export(t, second, t.TempDir()).Path)
	q.district.receive(t, second.export(t, q.district, t.TempDir()).Path)
	if q.district.heldOf(t, moved) != second.heldOf(t, moved) {
		t.Error("the district does not hold what the centre's street has")
	}
	_, err = q.district.UndoReceive(background, first.self.ID)
	must(t, err)
	if q.district.heldOf(t, moved) != second.heldOf(t, moved) {
		t.Error("an undo of the other street's took what the centre's own street has")
	}
	q.district.receive(t, theirs)
	q.district.sound(t)

	// Somebody more, when both streets' packages have come before.
	again := moved.inBranch(t, "又一位来宾")
	q.reports(t, 0, 0)
	roll = first.guests(t, again.ID)
	before = q.district.heldOf(t, moved)
	if sum := q.district.receive(t, first.export(t, q.district, t.TempDir()).Path).Sum(); sum.Named != 2 {
		t.Errorf("somebody more: %+v", sum)
	}
	onlyMarked(t, beyond(t, q.district.heldOf(t, moved), before), 2)
	if names := q.district.rollOf(t, roll); names != "又一位来宾" {
		t.Errorf("on the roll: %q", names)
	}
	_, err = q.district.UndoReceive(background, first.self.ID)
	must(t, err)
	if q.district.heldOf(t, moved) != before {
		t.Error("the undo left somebody behind")
	}
	q.district.sound(t)
}

func TestADistrictTakesInWhomAStreetKeptTheNameOf(t *testing.T) {
	q, stick := newQuarter(t), t.TempDir()
	street, centre := q.streets[0], q.centres[0][0]
	centre.live(t, 2)
	guest := centre.inBranch(t, "来宾")
	q.reports(t, 0, 0)
	q.reports(t, 0, 1)
	roll := street.guests(t, guest.ID)
	q.district.receive(t, street.export(t, q.district, stick).Path)
	_, err := street.UndoReceive(background, centre.self.ID)
	must(t, err)
	diff := q.district.receive(t, street.export(t, q.district, stick).Path)
	if sum := diff.Sum(); sum.Doubtful > 0 || sum.Removed == 0 {
		t.Errorf("the street passed on less: %+v", sum)
	}
	must(t, q.holds(t))
	if names := q.district.rollOf(t, roll); names != "来宾" {
		t.Errorf("on the roll: %q", names)
	}
	view, err := q.district.Overview(background, 2018, 5)
	must(t, err)
	if view.Counted() != 1 {
		t.Errorf("%d centres are counted", view.Counted())
	}
	q.district.sound(t)
	q.reports(t, 0, 0)
	q.district.receive(t, street.export(t, q.district, stick).Path)
	must(t, q.holds(t))
	if _, err := q.district.UndoReceive(background, street.self.ID); err != nil {
		t.Error(err)
	}
	q.district.sound(t)
}

func TestACentreIsTheStreetsWhileItsNamesAreKept(t *testing.T) {
	q, stick := newQuarter(t), t.TempDir()
	street, centre := q.streets[0], q.centres[0][0]
	guest := centre.inBranch(t, "来宾")
	q.reports(t, 0, 0)
	file := street.export(t, q.district, stick).Path
	q.district.receive(t, file)
	roll := q.district.guests(t, guest.ID) // the district's own
	_, err := q.district.UndoReceive(background, street.self.ID)
	must(t, err)
	if names := q.district.rollOf(t, roll); names != "来宾" {
		t.Errorf("on the roll: %q", names)
	}
	relayed, err := q.district.RelayedCentres(background)
	must(t, err)
	if len(relayed) != 1 || relayed[0].Sequence != 0 {
		t.Errorf("the centres are %+v", relayed)
	}
	q.district.receive(t, file)
	must(t, q.holds(t))
	// The street no longer passes the centre on.
	_, err = street.UndoReceive(background, centre.self.ID)
	must(t, err)
	q.district.receive(t, street.export(t, q.district, stick).Path)
	q.district.sound(t)
	q.reports(t, 0, 0)
	q.district.receive(t, street.export(t, q.district, stick).Path)
	must(t, q.holds(t))
	q.district.sound(t)
}

func TestARebuiltCentreFindsKeptNamesInItsRecycleBin(t *testing.T) {
	street, stick := newStreet(t), t.TempDir()
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	older := takeApart(t, street, centre.export(t, street, stick).Path, centre.keys)
	later := centre.inBranch(t, "后来")
	street.receive(t, centre.export(t, street, stick).Path)
	street.guests(t, later.ID)
	older.Sequence, older.Package = 3, model.NewID()
	street.receive(t, older.pack(t))

	fresh := rebuiltFor(t, street, centre)
	fresh.receive(t, street.rebuild(t, centre, fresh).Path)
	for removed, want := range map[bool]int{false: 3, true: 1} {
		page, err := fresh.Members(background, store.MemberFilter{Removed: removed})
		must(t, err)
		if page.Total != want {
			t.Errorf("removed %v: %d people, want %d", removed, page.Total, want)
		}
	}
	must(t, fresh.Approve(background, street.self))
	diff := street.receive(t, fresh.export(t, street, t.TempDir()).Path)
	if sum := diff.Sum(); sum.New+sum.Changed+sum.Removed+sum.Doubtful > 0 {
		t.Errorf("the street sees %+v", sum)
	}
	// The centre takes the person out of the bin: on the street's list all along.
	must(t, fresh.RestoreMember(background, later.ID))
	diff = street.receive(t, fresh.export(t, street, t.TempDir()).Path)
	if sum := diff.Sum(); sum.Changed != 1 || sum.Doubtful > 0 {
		t.Errorf("the street sees %+v", sum)
	}
	street.sound(t)
}
