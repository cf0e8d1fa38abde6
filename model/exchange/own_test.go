package exchange

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"jishi/model"
)

func TestAStickPulledWhileItIsReadIsNotToldAsADamagedPackage(t *testing.T) {
	street, content := small(t)
	r := street.reader(t)
	gone := &fs.PathError{Op: "read", Path: "包.jishi", Err: syscall.EIO}
	for n := 0; n < len(content); n += 97 {
		_, err := r.read(background, io.MultiReader(bytes.NewReader(content[:n]), iotest.ErrReader(gone)))
		if text := sentence(unread(err)); !strings.Contains(text, "读U盘时出错") {
			t.Fatalf("pulled after %d bytes: %q (%v)", n, text, err)
		}
	}
	street.stagingIsEmpty(t)
}

// without is a centre whose computer fails at something.
type without struct {
	*post
	snapshot error
}

func (w without) Snapshot(ctx context.Context, of model.Contents, work func(model.Snapshot) error) error {
	if w.snapshot != nil {
		return w.snapshot
	}
	return w.post.Snapshot(ctx, of, work)
}

func TestTroubleOfThisComputerIsNotToldAsTheSticks(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	x := Export{Kind: model.ReportPackage, To: centre.knownAs(t, street.self.ID), Keys: centre.keys, Folder: t.TempDir()}
	for cause, says := range map[error]string{
		syscall.ENOSPC: "这台电脑的磁盘已满", syscall.EACCES: "这台电脑的数据文件夹", syscall.EROFS: "这台电脑的数据文件夹",
	} {
		_, err := x.Write(background, without{centre, &fs.PathError{Op: "write", Path: "staging", Err: cause}})
		if text := sentence(err); !strings.Contains(text, says) || strings.Contains(text, "U盘") {
			t.Errorf("%v: %q", cause, text)
		}
	}
}

func TestAPhotoThatGoesWhileItIsSentStaysBehind(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	people := centre.live(t, 1)
	name, err := centre.SavePhoto(background, bytes.NewReader(picture(t, 1)))
	must(t, err)
	people[0].Photo = name
	_, err = centre.SaveMember(background, people[0])
	must(t, err)
	vanish := func(p Progress) {
		if p.Step == Writing {
			if err := os.Remove(filepath.Join(centre.Dir(), "photos", name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Error(err)
			}
		}
	}
	done, err := Export{Kind: model.ReportPackage, To: centre.knownAs(t, street.self.ID), Keys: centre.keys, Folder: t.TempDir(), Tell: vanish}.Write(background, centre)
	must(t, err)
	if len(done.Lost) != 1 || len(done.Package.Files) != 0 {
		t.Errorf("lost %v, sent %v", done.Lost, done.Package.Files)
	}
}

func TestAFullDiskKeepsAPackageOutOfTheArchiveAndIsTold(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	file := centre.export(t, street, t.TempDir()).Path
	r := street.reader(t)
	// What stands where the archive should is as bad as a disk without room.
	write(t, street.Dir(), archiveFolder, []byte("x"))
	_, err := r.Receive(background, street, file)
	if text := sentence(err); !strings.Contains(text, "存档") {
		t.Errorf("%q (%v)", text, err)
	}
	if known := street.knownAs(t, centre.self.ID); known.LastSequence != 0 {
		t.Error("it was taken in all the same")
	}
}

func TestWhatACutOffArchivingLeftIsClearedAway(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	stick := t.TempDir()
	street.receive(t, centre.export(t, street, stick).Path)
	kept := filepath.Join(street.Dir(), archiveFolder, string(centre.self.ID))
	half := write(t, kept, ".new-123.tmp", []byte("half"))
	must(t, os.Chtimes(half, time.Time{}, time.Now().Add(-2*abandoned)))
	street.receive(t, centre.export(t, street, stick).Path)
	if _, err := os.Stat(half); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("still there: %v", err)
	}
}
