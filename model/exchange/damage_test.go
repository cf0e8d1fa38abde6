package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"jishi/model"
)

// small is a package of next to nothing, so that each of its bytes can be
// tried.
func small(t testing.TB) (street *post, content []byte) {
	t.Helper()
	street = newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 1)
	content, err := os.ReadFile(centre.export(t, street, t.TempDir()).Path)
	must(t, err)
	return street, content
}

// refuses receives content and fails unless that is refused with a sentence.
func (p *post) refuses(t *testing.T, r Reader, dir string, content []byte, what string) {
	t.Helper()
	_, err := r.Receive(background, p, write(t, dir, "包.jishi", content))
	if code := model.CodeOf(err); code != model.Unreadable && code != model.Refused || sentence(err) == "" {
		t.Fatalf("%s: %v", what, err)
	}
}

func TestAPackageCutAnywhereIsRefused(t *testing.T) {
	t.Parallel()
	street, content := small(t)
	street.refusesCut(t, content)
}

// refusesCut receives content cut at each byte.
func (p *post) refusesCut(t *testing.T, content []byte) {
	t.Helper()
	before, r, dir := p.allRows(t), p.reader(t), t.TempDir()
	for n := range content {
		p.refuses(t, r, dir, content[:n], fmt.Sprintf("cut at %d of %d", n, len(content)))
	}
	p.refuses(t, r, dir, append(bytes.Clone(content), 0), "a byte more")
	if p.allRows(t) != before {
		t.Error("the receiver's data changed")
	}
	p.stagingIsEmpty(t)
}

func TestAPackageAlteredInAnyByteIsRefused(t *testing.T) {
	t.Parallel()
	street, content := small(t)
	street.refusesAltered(t, content)
}

// refusesAltered receives content with each of its bytes altered, and then as
// it is.
func (p *post) refusesAltered(t *testing.T, content []byte) {
	t.Helper()
	before, r, dir := p.allRows(t), p.reader(t), t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	for n := range content {
		altered := bytes.Clone(content)
		altered[n] ^= byte(1 + random.IntN(255))
		p.refuses(t, r, dir, altered, fmt.Sprintf("byte %d of %d altered", n, len(content)))
	}
	if p.allRows(t) != before {
		t.Error("the receiver's data changed")
	}
	p.stagingIsEmpty(t)
	p.receive(t, write(t, dir, "包.jishi", content)) // unaltered it is taken
}

// stick is a medium on which something goes wrong.
type stick struct {
	folder
	room    int64 // bytes until fails; negative without end
	fails   error
	lies    bool // reads other bytes than were written
	renames error
	most    int64
}

func (s *stick) create(name string) (written, error) {
	file, err := s.folder.create(name)
	return &failing{file, s}, err
}

func (s *stick) open(name string) (io.ReadCloser, error) {
	file, err := s.folder.open(name)
	if s.lies {
		return &lying{ReadCloser: file}, err
	}
	return file, err
}

func (s *stick) rename(from, to string) error {
	if s.renames != nil {
		return s.renames
	}
	return s.folder.rename(from, to)
}

func (s *stick) largest() int64 { return s.most }

type failing struct {
	written
	s *stick
}

func (f *failing) Write(p []byte) (int, error) {
	if f.s.room < 0 {
		return f.written.Write(p)
	}
	n := min(int64(len(p)), f.s.room)
	f.s.room -= n
	if _, err := f.written.Write(p[:n]); err != nil || n == int64(len(p)) {
		return int(n), err
	}
	return int(n), f.s.fails
}

func (f *failing) Sync() error {
	if f.s.room == 0 {
		return f.s.fails
	}
	return f.written.Sync()
}

type lying struct {
	io.ReadCloser
	told bool
}

func (l *lying) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if n > 0 && !l.told {
		p[n-1] ^= 1
		l.told = true
	}
	return n, err
}

// names are what lies on the stick, half files too.
func (s *stick) left(t testing.TB) []string {
	t.Helper()
	names, err := s.names()
	must(t, err)
	return names
}

func TestAStickThatFailsAtAnyByteKeepsNothing(t *testing.T) {
	t.Parallel()
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 1)
	x := Export{Kind: model.ReportPackage, To: centre.knownAs(t, street.self.ID), Keys: centre.keys, Tell: func(Progress) {}}
	p, err := centre.BeginPackage(background, x.Kind, x.To.ID, nil)
	must(t, err)
	s, err := x.gather(background, centre, t.TempDir(), centre.self, &p)
	must(t, err)
	whole := &stick{folder: folder(t.TempDir()), room: -1}
	must(t, x.place(background, whole, "whole", s, &p))
	size := p.Size
	bad := &stick{folder: folder(t.TempDir()), fails: syscall.ENOSPC}
	for n := range size {
		bad.room = n
		if err := x.place(background, bad, "half", s, &p); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("full after %d of %d bytes: %v", n, size, err)
		}
	}
	if left := bad.left(t); len(left) > 0 {
		t.Errorf("left on the stick: %v", left)
	}
}

func TestEachTroubleOfAStickIsToldPlainlyAndTheNumberKept(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	x := Export{Kind: model.ReportPackage, To: centre.knownAs(t, street.self.ID), Keys: centre.keys}
	for what, c := range map[string]struct {
		stick *stick
		code  model.Code
		says  string
	}{
		"full":      {&stick{room: 1000, fails: syscall.ENOSPC}, model.DiskFull, "已满"},
		"pulled":    {&stick{room: 1000, fails: syscall.EIO}, model.Unwritable, "被拔出"},
		"read-only": {&stick{room: 0, fails: syscall.EROFS}, model.Unwritable, "只读"},
		"too large": {&stick{room: 1000, fails: syscall.EFBIG}, model.Unwritable, "FAT32"},
		"FAT32":     {&stick{room: -1, most: 100}, model.Unwritable, "FAT32"},
		"lying":     {&stick{room: -1, lies: true}, model.Unwritable, "读回的内容和写入的不一样"},
		"same name": {&stick{room: -1, renames: os.ErrExist}, model.Refused, "同名"},
	} {
		c.stick.folder = folder(t.TempDir())
		_, err := x.write(background, centre, c.stick)
		err = unwritten(err)
		if model.CodeOf(err) != c.code || !strings.Contains(sentence(err), c.says) {
			t.Errorf("%s: %v", what, err)
		}
		if left := c.stick.left(t); len(left) > 0 {
			t.Errorf("%s: left on the stick: %v", what, left)
		}
	}
	centre.stagingIsEmpty(t)
	if sent := centre.export(t, street, t.TempDir()); sent.Package.Sequence != 1 {
		t.Errorf("after failures that left nothing the number is %d", sent.Package.Sequence)
	}
	_, err := Export{Kind: model.ReportPackage, To: x.To, Keys: centre.keys, Folder: filepath.Join(t.TempDir(), "没有")}.Write(background, centre)
	refused(t, err, model.Unwritable)
}

func TestANumberThatMayHaveGotOutIsNotGivenAgain(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	x := Export{Kind: model.ReportPackage, To: centre.knownAs(t, street.self.ID), Keys: centre.keys}
	pulled := &stick{folder: folder(t.TempDir()), room: -1, renames: syscall.EIO}
	if _, err := x.write(background, centre, pulled); err == nil {
		t.Fatal("the rename failed and nobody said so")
	}
	if sent := centre.export(t, street, t.TempDir()); sent.Package.Sequence != 2 {
		t.Errorf("the number is %d", sent.Package.Sequence)
	}
}

func TestACentreOfAnOlderBackupGoesOnBehindItsStick(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	stick := t.TempDir()
	write(t, stick, packageName(centre.self, model.Package{Sequence: 7, Package: model.NewID()}), nil)
	if sent := centre.export(t, street, stick); sent.Package.Sequence != 8 {
		t.Errorf("the number is %d", sent.Package.Sequence)
	}
}

func TestADamagedPhotoStaysBehindAndIsTold(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	people := centre.live(t, 3)
	var names []string
	for i := range 3 {
		name, err := centre.SavePhoto(background, bytes.NewReader(picture(t, i)))
		must(t, err)
		people[i].Photo = name
		_, err = centre.SaveMember(background, people[i])
		must(t, err)
		names = append(names, name)
	}
	photos := filepath.Join(centre.Dir(), "photos")
	write(t, photos, names[0], bytes.Repeat([]byte("x"), 600))
	must(t, os.Remove(filepath.Join(photos, names[1])))
	sent := centre.export(t, street, t.TempDir())
	if len(sent.Lost) != 2 || len(sent.Package.Files) != 1 || sent.Package.Files[0] != names[2] {
		t.Errorf("lost %v, sent %v", sent.Lost, sent.Package.Files)
	}
	street.receive(t, sent.Path)
	if _, err := street.Photo(names[2]); err != nil {
		t.Error(err)
	}
}

func TestAPhotoThatWasConfirmedIsNotSentAgain(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	people := centre.live(t, 1)
	name, err := centre.SavePhoto(background, bytes.NewReader(picture(t, 1)))
	must(t, err)
	people[0].Photo = name
	_, err = centre.SaveMember(background, people[0])
	must(t, err)
	first := centre.export(t, street, t.TempDir())
	if again := centre.export(t, street, t.TempDir()); len(again.Package.Files) != 1 {
		t.Errorf("unconfirmed: %v", again.Package.Files)
	}
	must(t, centre.ConfirmPackages(background, street.self.ID, []model.ID{first.Package.Package}))
	if after := centre.export(t, street, t.TempDir()); len(after.Package.Files) != 0 {
		t.Errorf("confirmed: %v", after.Package.Files)
	}
}
