package exchange

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// TestPackagesInAnyOrderEndAlike delivers the packages of two centres in every
// order that rapid thinks of, some of them more than once and with undos in
// between, to a street that then holds what the centres have.
func TestPackagesInAnyOrderEndAlike(t *testing.T) {
	t.Parallel()
	const sent = 3
	street, stick := newStreet(t), t.TempDir()
	centres := []*post{newCentre(t, street, 1), newCentre(t, street, 2)}
	var files []string
	for i, c := range centres {
		people := c.live(t, 4+i)
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
			files = append(files, c.export(t, street, stick).Path)
		}
	}
	want := centres[0].everything(t) + centres[1].everything(t)
	must(t, street.Close())
	fresh, round := street.Dir(), 0
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
			before := street.knownAs(t, centres[0].self.ID).LastSequence
			if _, err := street.UndoReceive(background, centres[0].self.ID); model.CodeOf(err) == model.Refused {
				continue
			} else if err != nil {
				rt.Fatal(err)
			}
			if _, err := street.reader(t).Receive(background, street, files[before-1]); err != nil {
				rt.Fatal(err)
			}
		}
		if got := street.heldOf(t, centres[0]) + street.heldOf(t, centres[1]); got != want {
			rt.Errorf("the street holds\n%s\nthe centres have\n%s", got, want)
		}
		for _, c := range centres {
			if known := street.knownAs(t, c.self.ID); known.LastSequence != sent {
				rt.Errorf("last of %s is %d", c.self.Name, known.LastSequence)
			}
		}
		must(t, street.Close())
	})
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
