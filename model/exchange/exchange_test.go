package exchange

import (
	"os"
	"path/filepath"
	"testing"

	"jishi/model"
)

func TestAPackageCarriesEverythingToTheStreet(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.liveLong(t)
	sent := centre.export(t, street, t.TempDir())
	diff := street.receive(t, sent.Path)
	sum := diff.Sum()
	if sum.New == 0 || sum.Changed+sum.Removed+sum.Same+sum.Doubtful > 0 {
		t.Errorf("the first package changes %+v", sum)
	}
	if got, want := street.heldOf(t, centre), centre.everything(t); got != want {
		t.Errorf("the street holds\n%s\nthe centre has\n%s", got, want)
	}
	street.stagingIsEmpty(t)
	centre.stagingIsEmpty(t)
	names, err := os.ReadDir(filepath.Dir(sent.Path))
	must(t, err)
	if len(names) != 1 {
		t.Errorf("on the stick: %v", names)
	}
	kept, err := filepath.Glob(filepath.Join(street.Dir(), "received", "*", "*.jishi"))
	must(t, err)
	if len(kept) != 1 {
		t.Errorf("archive: %v", kept)
	}
}

func TestTheNextPackageTellsWhatIsDifferent(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	people := centre.live(t, 20)
	stick := t.TempDir()
	street.receive(t, centre.export(t, street, stick).Path)
	before := street.heldOf(t, centre)

	people[3].Phone = "19911112222"
	_, err := centre.SaveMember(background, people[3])
	must(t, err)
	must(t, centre.RemoveMember(background, people[4].ID))
	_, err = centre.SaveMember(background, model.Member{Name: "新来"})
	must(t, err)
	diff := street.receive(t, centre.export(t, street, stick).Path)
	for _, table := range diff.Tables {
		if table.Table.Name != "members" {
			continue
		}
		if table.New != 1 || table.Changed != 1 || table.Removed != 1 || table.Same != 18 || table.Fields["phone"] != 1 {
			t.Errorf("members: %+v", table)
		}
		if len(table.Rows) != 2 || table.Rows[0].Label != people[3].Name || table.Rows[0].Fields[0].Is != "19911112222" {
			t.Errorf("shown: %+v", table.Rows)
		}
	}
	if street.heldOf(t, centre) != centre.everything(t) {
		t.Error("the street does not hold what the centre has")
	}

	undone, err := street.UndoReceive(background, centre.self.ID)
	must(t, err)
	if undone.Sequence != 2 || undone.State != model.PackageUndone {
		t.Errorf("undone: %+v", undone)
	}
	if street.heldOf(t, centre) != before {
		t.Error("the undo did not bring back what was before")
	}
	_, err = street.UndoReceive(background, centre.self.ID)
	refused(t, err, model.Refused)
}
