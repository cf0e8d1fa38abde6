package exchange

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// TestPackagesInAnyOrderEndAlike delivers the packages of two centres in every
// order that rapid thinks of, some of them more than once and with undos in
// between, to a street that then holds what the centres have. On the list of an
// activity of its own are people whom later packages lack, some for good, some
// until the last: of the former it holds the names, marked as removed.
func TestPackagesInAnyOrderEndAlike(t *testing.T) {
	t.Parallel()
	const sent = 3
	street, stick := newStreet(t), t.TempDir()
	centres := []*post{newCentre(t, street, 1), newCentre(t, street, 2)}
	var files []string
	var guests []model.ID
	for i, c := range centres {
		people := c.live(t, 4+i)
		gone, away := c.inBranch(t, "一去不回"), c.inBranch(t, "去而复来")
		guests = append(guests, gone.ID, away.ID)
		for n := range sent {
			people[n%3].Phone = fmt.Sprintf("1991111%02d%02d", i, n)
			m, err := c.SaveMember(background, people[n%3])
			must(t, err)
			people[n%3] = m
			if n == 1 {
				must(t, c.RemoveMember(background, people[3].ID))
			}
			_, err = c.SaveMember(background, model.Member{Name: "新来" + string('甲'+rune(n))})
			must(t, err)
			file := c.export(t, street, stick).Path
			switch n {
			case 1:
				file = lacking(t, street, c, file, gone, away)
			case 2:
				file = lacking(t, street, c, file, gone)
			}
			files = append(files, file)
		}
	}
	must(t, street.Close())
	fresh, round := street.Dir(), 0
	want := lastAlone(t, fresh, files[sent-1], files[2*sent-1])
	street = openPost(t, fresh, "街道")
	for _, first := range []string{files[0], files[sent]} {
		street.receive(t, first)
	}
	roll := street.guests(t, guests...)
	must(t, street.Close())
	rapid.Check(t, func(rt *rapid.T) {
		round++
		dir := filepath.Join(t.TempDir(), fmt.Sprint(round))
		must(t, os.CopyFS(dir, os.DirFS(fresh)))
		street := openPost(t, dir, "街道")
		deliveries := append(rapid.Permutation(files).Draw(rt, "order"), rapid.SliceOfN(rapid.SampledFrom(files), 0, 4).Draw(rt, "again")...)
		for _, file := range deliveries {
			if _, err := street.reader(t).Receive(background, street, file); err != nil {
				rt.Fatalf("%s: %v", filepath.Base(file), err)
			}
			if rapid.IntRange(0, 5).Draw(rt, "undo") > 0 {
				continue
			}
			i := rapid.IntRange(0, 1).Draw(rt, "of")
			before := street.knownAs(t, centres[i].self.ID).LastSequence
			if _, err := street.UndoReceive(background, centres[i].self.ID); model.CodeOf(err) == model.Refused {
				continue
			} else if err != nil {
				rt.Fatal(err)
			}
			if _, err := street.reader(t).Receive(background, street, files[i*sent+before-1]); err != nil {
				rt.Fatal(err)
			}
		}
		onlyMarked(rt, beyond(rt, street.heldOf(t, centres[0])+street.heldOf(t, centres[1]), want), 4) // two people, and their branches
		if names := street.rollOf(t, roll); names != "一去不回、一去不回、去而复来、去而复来" {
			rt.Errorf("on the roll: %s", names)
		}
		if problems, err := street.Check(background); err != nil || len(problems) > 0 {
			rt.Errorf("check: %v %v", problems, err)
		}
		for _, c := range centres {
			if known := street.knownAs(t, c.self.ID); known.LastSequence != sent {
				rt.Errorf("last of %s is %d", c.self.Name, known.LastSequence)
			}
		}
		must(t, street.Close())
	})
}

// lacking is the package in file without people and their branches, as a centre
// sends it that went on from a backup in which they were not yet.
func lacking(t testing.TB, street, centre *post, file string, people ...model.Member) string {
	t.Helper()
	p := takeApart(t, street, file, centre.keys)
	for _, m := range people {
		for table, id := range map[string]model.ID{"members": m.ID, "organisations": m.Branch} {
			p.edit(t, table, func(lines string) string {
				kept := slices.DeleteFunc(strings.SplitAfter(lines, "\n"), func(line string) bool { return idIn(line) == string(id) })
				return strings.Join(kept, "")
			})
		}
	}
	return p.pack(t)
}

// lastAlone is what a street whose data are in dir holds of those whose last
// packages alone it receives.
func lastAlone(t testing.TB, dir string, files ...string) string {
	t.Helper()
	other := filepath.Join(t.TempDir(), "另一份")
	must(t, os.CopyFS(other, os.DirFS(dir)))
	street, held := openPost(t, other, "街道"), ""
	for _, file := range files {
		diff := street.receive(t, file)
		held += street.heldOf(t, &post{self: diff.Sender})
	}
	return held
}

func TestMissingNumbersAreShownAndHarmless(t *testing.T) {
	street, stick := newStreet(t), t.TempDir()
	centre := newCentre(t, street, 1)
	centre.live(t, 2)
	var files []string
	for range 4 {
		files = append(files, centre.export(t, street, stick).Path)
	}
	if diff := street.receive(t, files[3]); fmt.Sprint(diff.Missing) != "[1 2 3]" {
		t.Errorf("missing %v", diff.Missing)
	}
	if diff := street.receive(t, files[1]); !diff.Older || fmt.Sprint(diff.Missing) != "[1]" {
		t.Errorf("the second after the fourth: %+v", diff)
	}
	offices, err := street.Offices(background)
	must(t, err)
	if fmt.Sprint(offices[0].Missing) != "[1 3]" || offices[0].LastSequence != 4 {
		t.Errorf("office: %+v", offices[0])
	}
	if street.heldOf(t, centre) != centre.everything(t) {
		t.Error("the street does not hold what the centre has")
	}
}

func TestRowsThatACentreNoLongerHasGoAndComeBackWithAnUndo(t *testing.T) {
	street, stick := newStreet(t), t.TempDir()
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	first := takeApart(t, street, centre.export(t, street, stick).Path, centre.keys)
	_, err := centre.SaveMember(background, model.Member{Name: "后来"})
	must(t, err)
	street.receive(t, centre.export(t, street, stick).Path)
	before := street.heldOf(t, centre)
	// The centre went on from an older backup: the third package is the first's.
	first.Sequence, first.Package = 3, model.NewID()
	diff := street.receive(t, first.pack(t))
	if sum := diff.Sum(); sum.Removed != 1 {
		t.Errorf("an older backup: %+v", sum)
	}
	if held := street.heldOf(t, centre); held == before {
		t.Error("nothing went")
	}
	_, err = street.UndoReceive(background, centre.self.ID)
	must(t, err)
	if street.heldOf(t, centre) != before {
		t.Error("the undo did not bring everything back")
	}
	first.Sequence = 2
	first.Package = model.NewID()
	_, err = street.reader(t).Receive(background, street, first.pack(t))
	refused(t, err, model.Refused) // another second package
}

func TestAConfirmedPersonWhoseRecordGoesIsForgotten(t *testing.T) {
	street, stick := newStreet(t), t.TempDir()
	var people [][]model.Member
	var centres []*post
	for n := range 2 {
		centres = append(centres, newCentre(t, street, n+1))
		people = append(people, centres[n].live(t, 2))
		street.receive(t, centres[n].export(t, street, stick).Path)
	}
	must(t, street.ConfirmSame(background, people[0][0].ID, people[1][0].ID, "身份证号相同"))
	_, err := street.UndoReceive(background, centres[1].self.ID)
	must(t, err)
	problems, err := street.Check(background)
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	must(t, street.Close())
}
