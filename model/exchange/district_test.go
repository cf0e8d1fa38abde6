package exchange

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
	"jishi/model/store"
)

// quarter is a district with two streets of two centres each, all of whom know
// those they exchange packages with.
type quarter struct {
	district *post
	streets  []*post
	centres  [][]*post // by street
}

func newQuarter(t testing.TB) *quarter {
	t.Helper()
	q := &quarter{district: openPost(t, t.TempDir(), "区").is(t, model.Centre{Kind: model.District, Name: "二七区", Code: "410103"})}
	for i, name := range []string{"大学路街道", "建中街街道"} {
		street := openPost(t, t.TempDir(), name).is(t, model.Centre{Kind: model.Street, Name: name, Code: fmt.Sprintf("41010300%d", 8+i), District: "二七区"})
		must(t, street.Approve(background, q.district.self))
		must(t, q.district.Approve(background, street.self))
		q.streets = append(q.streets, street)
		q.centres = append(q.centres, []*post{newCentre(t, street, 2*i+1), newCentre(t, street, 2*i+2)})
	}
	return q
}

// reports lets a centre report to its street.
func (q *quarter) reports(t testing.TB, street, centre int) {
	t.Helper()
	q.streets[street].receive(t, q.centres[street][centre].export(t, q.streets[street], t.TempDir()).Path)
}

// holds compares what the district holds with what the streets do, owner by
// owner, of the streets that reported.
func (q *quarter) holds(t testing.TB) error {
	t.Helper()
	for i, street := range q.streets {
		if q.district.knownAs(t, street.self.ID).LastSequence == 0 {
			continue
		}
		for _, of := range append([]*post{street}, q.centres[i]...) {
			got, want := strings.Split(q.district.heldOf(t, of), "\n"), strings.Split(street.heldOf(t, of), "\n")
			for n := range max(len(got), len(want)) {
				if n >= len(got) || n >= len(want) || got[n] != want[n] {
					return fmt.Errorf("of %s the district holds %d rows, the street %d; line %d of what they hold differs", of.self.Name, len(got), len(want), n)
				}
			}
		}
	}
	return nil
}

// invites lets a street hold an activity of its own with its centres' people.
func (q *quarter) invites(t testing.TB, street int) {
	t.Helper()
	s := q.streets[street]
	own := s.live(t, 1)
	page, err := s.Members(background, store.MemberFilter{})
	must(t, err)
	activities, _, err := s.Activities(background, store.ActivityFilter{})
	must(t, err)
	for _, a := range activities {
		if a.Owner != s.self.ID {
			continue
		}
		var ids []model.ID
		for _, m := range page.Members {
			if m.ID != own[0].ID {
				ids = append(ids, m.ID)
			}
		}
		_, err := s.Expect(background, a.ID, ids)
		must(t, err)
	}
}

func TestADistrictHoldsEveryCentreOfItsStreets(t *testing.T) {
	q := newQuarter(t)
	for street := range q.streets {
		for centre := range q.centres[street] {
			q.centres[street][centre].live(t, 3+street)
			q.reports(t, street, centre)
		}
		q.invites(t, street)
		diff := q.district.receive(t, q.streets[street].export(t, q.district, t.TempDir()).Path)
		if diff.Relays != 2 || len(diff.LeftOut) > 0 {
			t.Errorf("the package brought %d centres, left out %v", diff.Relays, diff.LeftOut)
		}
	}
	must(t, q.holds(t))
	relayed, err := q.district.RelayedCentres(background)
	must(t, err)
	if len(relayed) != 4 || relayed[0].Sequence != 1 || relayed[0].Received.IsZero() {
		t.Errorf("the centres are %+v", relayed)
	}
	view, err := q.district.Overview(background, 2018, 5)
	must(t, err)
	if len(view.Streets) != 2 || view.Counted() != 4 {
		t.Fatalf("%d streets, %d centres", len(view.Streets), view.Counted())
	}
	for _, s := range view.Streets {
		n := 3
		if s.Name == "建中街街道" {
			n = 4
		}
		if s.Members != 2*n+1 || s.Activities != 3 || s.People != 2*n+1 {
			t.Errorf("%s has %d people on the register, %d activities, %d people at them", s.Name, s.Members, s.Activities, s.People)
		}
	}
	for scope, want := range map[model.ID]int{"": 16, q.streets[0].self.ID: 7, q.centres[1][0].self.ID: 4, q.district.self.ID: 0} {
		q.district.SetScope(scope)
		page, err := q.district.Members(background, store.MemberFilter{})
		must(t, err)
		found, err := q.district.Members(background, store.MemberFilter{Search: "张"})
		must(t, err)
		if page.Total != want || found.Total != want {
			t.Errorf("in the scope %q are %d people, %d found, want %d", scope, page.Total, found.Total, want)
		}
	}
	q.district.SetScope("")
	if problems, err := q.district.Check(background); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestStreetsPackagesInAnyOrderEndAlikeAtTheDistrict(t *testing.T) {
	t.Parallel()
	q, stick := newQuarter(t), t.TempDir()
	var files [][]string
	for i, street := range q.streets {
		files = append(files, nil)
		people := q.centres[i][0].live(t, 4)
		q.centres[i][1].live(t, 2)
		q.reports(t, i, 0)
		q.reports(t, i, 1)
		send := func() { files[i] = append(files[i], street.export(t, q.district, stick).Path) }
		send()
		// One centre's rows vanish from the street, the other's change.
		_, err := street.UndoReceive(background, q.centres[i][1].self.ID)
		must(t, err)
		people[0].Phone = "19911112222"
		_, err = q.centres[i][0].SaveMember(background, people[0])
		must(t, err)
		must(t, q.centres[i][0].RemoveMember(background, people[1].ID))
		q.reports(t, i, 0)
		send()
		_, err = q.centres[i][1].SaveMember(background, model.Member{Name: "新来"})
		must(t, err)
		if i == 0 { // the other street's second centre stays away
			q.reports(t, i, 1)
		}
		q.invites(t, i)
		send()
		// Of whom the street invited it keeps the names.
		_, err = street.UndoReceive(background, q.centres[i][1-i].self.ID)
		must(t, err)
		send()
	}
	must(t, q.district.Close())
	fresh, round := q.district.Dir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		dir := filepath.Join(t.TempDir(), fmt.Sprint(round))
		must(t, os.CopyFS(dir, os.DirFS(fresh)))
		q.district = openPost(t, dir, "区")
		all := append(append([]string{}, files[0]...), files[1]...)
		for _, file := range append(rapid.Permutation(all).Draw(rt, "order"), rapid.SliceOfN(rapid.SampledFrom(all), 0, 4).Draw(rt, "again")...) {
			if _, err := q.district.reader(t).Receive(background, q.district, file); err != nil {
				rt.Fatalf("%s: %v", filepath.Base(file), err)
			}
			if rapid.IntRange(0, 3).Draw(rt, "undo") > 0 {
				continue
			}
			i := rapid.IntRange(0, 1).Draw(rt, "of")
			before := q.district.knownAs(t, q.streets[i].self.ID).LastSequence
			if _, err := q.district.UndoReceive(background, q.streets[i].self.ID); model.CodeOf(err) == model.Refused {
				continue
			} else if err != nil {
				rt.Fatal(err)
			}
			if _, err := q.district.reader(t).Receive(background, q.district, files[i][before-1]); err != nil {
				rt.Fatal(err)
			}
		}
		if err := q.holds(t); err != nil {
			rt.Error(err)
		}
		relayed, err := q.district.RelayedCentres(background)
		must(t, err)
		if len(relayed) != 3 {
			rt.Errorf("the centres are %+v", relayed)
		}
		if problems, err := q.district.Check(background); err != nil || len(problems) > 0 {
			rt.Errorf("check: %v %v", problems, err)
		}
		must(t, q.district.Close())
	})
}

func TestAnUndoAtTheDistrictBringsBackWhatTheStreetPassedOnBefore(t *testing.T) {
	q, stick := newQuarter(t), t.TempDir()
	q.centres[0][0].live(t, 3)
	q.centres[0][1].live(t, 2)
	q.reports(t, 0, 0)
	q.reports(t, 0, 1)
	q.district.receive(t, q.streets[0].export(t, q.district, stick).Path)
	must(t, q.holds(t))
	before := q.district.heldOf(t, q.centres[0][0]) + q.district.heldOf(t, q.centres[0][1])
	_, err := q.streets[0].UndoReceive(background, q.centres[0][1].self.ID)
	must(t, err)
	diff := q.district.receive(t, q.streets[0].export(t, q.district, stick).Path)
	if sum := diff.Sum(); sum.Removed == 0 {
		t.Errorf("nothing vanished: %+v", sum)
	}
	for _, table := range diff.Tables {
		for _, row := range table.Rows {
			if row.Centre != q.centres[0][1].self.Name {
				t.Errorf("%s %s vanished of %q", table.Table.Name, row.Label, row.Centre)
			}
		}
	}
	must(t, q.holds(t))
	_, err = q.district.UndoReceive(background, q.streets[0].self.ID)
	must(t, err)
	if q.district.heldOf(t, q.centres[0][0])+q.district.heldOf(t, q.centres[0][1]) != before {
		t.Error("the undo did not bring everything back")
	}
	relayed, err := q.district.RelayedCentres(background)
	must(t, err)
	if len(relayed) != 2 {
		t.Errorf("after the undo the centres are %+v", relayed)
	}
}

// TestACentreOfAnotherStreetNeedsADecision lets a second street send a centre
// that the district has by the first.
func TestACentreOfAnotherStreetNeedsADecision(t *testing.T) {
	q, stick := newQuarter(t), t.TempDir()
	moved, first, second := q.centres[0][0], q.streets[0], q.streets[1]
	moved.live(t, 3)
	q.reports(t, 0, 0)
	q.district.receive(t, first.export(t, q.district, stick).Path)
	// The centre reports to the other street from now on.
	must(t, moved.Approve(background, second.self))
	must(t, second.Approve(background, moved.self))
	_, err := moved.SaveMember(background, model.Member{Name: "新来"})
	must(t, err)
	second.receive(t, moved.export(t, second, t.TempDir()).Path)
	theirs := second.export(t, q.district, stick).Path
	before := q.district.allRows(t)
	_, err = q.district.reader(t).Receive(background, q.district, theirs)
	refused(t, err, model.Refused)
	if got := sentence(err); !strings.Contains(got, moved.self.Name) || !strings.Contains(got, first.self.Name) {
		t.Errorf("refused with %q", got)
	}
	if q.district.allRows(t) != before {
		t.Error("a refused package changed something")
	}
	// It stays the first one's: the rest of the second one's package comes in.
	must(t, q.district.AssignCentre(background, moved.self.ID, first.self.ID))
	if diff := q.district.receive(t, theirs); len(diff.LeftOut) != 1 || diff.Relays != 0 {
		t.Errorf("left out %v, %d centres", diff.LeftOut, diff.Relays)
	}
	if q.district.heldOf(t, moved) != first.heldOf(t, moved) {
		t.Error("the centre's records are not what its street has")
	}
	// Then it is the second one's, with its next package.
	must(t, q.district.AssignCentre(background, moved.self.ID, second.self.ID))
	if q.district.heldOf(t, moved) != first.heldOf(t, moved) {
		t.Error("deciding changed records")
	}
	if sum := q.district.receive(t, second.export(t, q.district, stick).Path).Sum(); sum.New != 1 || sum.Doubtful > 0 {
		t.Errorf("the second street's package brought %+v", sum)
	}
	if diff := q.district.receive(t, first.export(t, q.district, stick).Path); len(diff.LeftOut) != 1 || diff.Sum().Removed > 0 {
		t.Errorf("the first street's next package: left out %v, %+v", diff.LeftOut, diff.Sum())
	}
	if q.district.heldOf(t, moved) != second.heldOf(t, moved) {
		t.Error("the centre's records are not what its new street has")
	}
	refused(t, q.district.AssignCentre(background, moved.self.ID, q.centres[1][1].self.ID), model.NotFound)
	if problems, err := q.district.Check(background); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestACentreThatReportsItselfIsNotTakenFromAStreet(t *testing.T) {
	q, stick := newQuarter(t), t.TempDir()
	direct, street := q.centres[0][0], q.streets[0]
	direct.live(t, 2)
	must(t, direct.Approve(background, q.district.self))
	must(t, q.district.Approve(background, direct.self))
	q.district.receive(t, direct.export(t, q.district, stick).Path)
	q.reports(t, 0, 0)
	theirs := street.export(t, q.district, stick).Path
	_, err := q.district.reader(t).Receive(background, q.district, theirs)
	refused(t, err, model.Refused)
	must(t, q.district.AssignCentre(background, direct.self.ID, street.self.ID))
	q.district.receive(t, theirs)
	must(t, q.holds(t))
	_, err = q.district.reader(t).Receive(background, q.district, direct.export(t, q.district, stick).Path)
	refused(t, err, model.Refused)
}

func TestWhatNoStreetVouchesForIsRefused(t *testing.T) {
	q := newQuarter(t)
	street, centre := q.streets[0], q.centres[0][0]
	centre.live(t, 2)
	q.reports(t, 0, 0)
	q.district.receive(t, q.streets[1].export(t, q.district, t.TempDir()).Path)
	good := street.export(t, q.district, t.TempDir()).Path
	fresh := func() *parts { return takeApart(t, q.district, good, street.keys) }
	before := q.district.allRows(t)
	with := func(change func(p *parts)) string { p := fresh(); change(p); return p.pack(t) }
	for what, c := range map[string]struct{ file, says string }{
		"rows of a centre that is not listed": {with(func(p *parts) { p.Relays = nil }), "不是发送单位自己的"},
		"an earlier format":                   {with(func(p *parts) { p.Version = unrelayed }), "只有街道"},
		"listed twice":                        {with(func(p *parts) { p.Relays = append(p.Relays, p.Relays[0]) }), "损坏"},
		"itself":                              {with(func(p *parts) { p.Relays = append(p.Relays, Relay{Centre: street.self.ID}) }), "损坏"},
		"no centre":                           {with(func(p *parts) { p.Relays = append(p.Relays, Relay{Centre: model.NewID()}) }), "不是“大学路街道”下属中心"},
		"another street":                      {with(func(p *parts) { p.Relays = append(p.Relays, Relay{Centre: q.streets[1].self.ID}) }), "不是“大学路街道”下属中心"},
		"the district":                        {with(func(p *parts) { p.Relays = append(p.Relays, Relay{Centre: q.district.self.ID}) }), "不是“大学路街道”下属中心"},
	} {
		_, err := q.district.reader(t).Receive(background, q.district, c.file)
		if !strings.Contains(sentence(err), c.says) {
			t.Errorf("%s: %v", what, err)
		}
	}
	// A centre vouches for nobody.
	p := takeApart(t, street, centre.export(t, street, t.TempDir()).Path, centre.keys)
	p.Relays, p.Version = []Relay{{Centre: q.centres[0][1].self.ID}}, version
	if _, err := street.reader(t).Receive(background, street, p.pack(t)); !strings.Contains(sentence(err), "只有街道") {
		t.Errorf("a centre that relays: %v", err)
	}
	if q.district.allRows(t) != before {
		t.Error("a refused package changed something")
	}
	street.stagingIsEmpty(t)
	q.district.stagingIsEmpty(t)
}
