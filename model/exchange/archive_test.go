package exchange

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jishi/model"
)

// kept are the names of the packages of an office in the archive.
func (p *post) kept(t *testing.T, office *post) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(p.Dir(), archiveFolder, string(office.self.ID)))
	must(t, err)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// squeeze removes from the archive all that may go.
func (p *post) squeeze(t *testing.T) {
	t.Helper()
	must(t, prune(background, p, "", 0))
}

func TestTheArchiveKeepsTheLastPackageBeyondFourDigits(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	stick := t.TempDir()
	// One that this centre knows nothing of: it goes on after its number.
	write(t, stick, fmt.Sprintf("%s_9998_20180507_01960000-0000-7000-8000-00000000aaaa%s", centre.self.Code, Extension), []byte("x"))
	last := ""
	for _, number := range []int{9999, 10000} {
		sent := centre.export(t, street, stick)
		if sent.Package.Sequence != number {
			t.Fatalf("package %d got number %d", number, sent.Package.Sequence)
		}
		street.receive(t, sent.Path)
		last = sent.Package.File
	}
	street.squeeze(t)
	if names := street.kept(t, centre); len(names) != 1 || names[0] != last {
		t.Errorf("kept are %v", names)
	}
}

func TestTheArchiveKeepsTheLastPackageOfAnOfficeWhoseCodeChanged(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	var sent []Exported
	for _, code := range []string{"410103008999", "410103008001", "410103008001"} {
		centre.is(t, model.Centre{Name: centre.self.Name, Code: code, Street: "大学路街道", District: "郑州市二七区"})
		sent = append(sent, centre.export(t, street, t.TempDir()))
		street.receive(t, sent[len(sent)-1].Path)
	}
	_, err := street.UndoReceive(background, centre.self.ID)
	must(t, err)
	street.squeeze(t)
	// What is held is the package before the one that was undone.
	if names := street.kept(t, centre); len(names) != 1 || names[0] != sent[1].Package.File {
		t.Errorf("kept are %v", names)
	}
}

func TestTheArchiveKeepsTheNewestOfAnOfficeThatNothingIsKnownOf(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	sent := centre.export(t, street, t.TempDir())
	street.receive(t, sent.Path)
	stranger := filepath.Join(street.Dir(), archiveFolder, "01960000-0000-7000-8000-00000000bbbb")
	must(t, os.MkdirAll(stranger, 0o700))
	write(t, stranger, "9_0002_20180507_01960000-0000-7000-8000-00000000cccc"+Extension, []byte("x"))
	before := time.Now().Add(-time.Hour)
	must(t, os.Chtimes(filepath.Join(stranger, "9_0002_20180507_01960000-0000-7000-8000-00000000cccc"+Extension), before, before))
	write(t, stranger, "9_0001_20180507_01960000-0000-7000-8000-00000000dddd"+Extension, []byte("x"))
	street.squeeze(t)
	entries, err := os.ReadDir(stranger)
	must(t, err)
	if len(entries) != 1 || entries[0].Name() != "9_0001_20180507_01960000-0000-7000-8000-00000000dddd"+Extension {
		t.Errorf("kept are %v", entries)
	}
	if names := street.kept(t, centre); len(names) != 1 {
		t.Errorf("kept are %v", names)
	}
}

func TestAPackageThatJustCameStaysWhereThereIsNoRoom(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	stick := t.TempDir()
	street.receive(t, centre.export(t, street, stick).Path)
	sent := centre.export(t, street, stick)
	reader, err := NewReader(background, street.keys, street)
	must(t, err)
	o, err := reader.Open(background, sent.Path)
	must(t, err)
	must(t, archive(background, street, sent.Path, o, 0))
	must(t, o.Close())
	if names := street.kept(t, centre); len(names) != 2 {
		t.Errorf("kept are %v", names)
	}
}
