package store

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
)

func photoBytes(t testing.TB, w, h int) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, w, h)), nil))
	return out.Bytes()
}

func TestAPhotoIsKeptOnceUnderItsContent(t *testing.T) {
	s := newStore(t)
	first, err := s.SavePhoto(t.Context(), bytes.NewReader(photoBytes(t, 40, 50)))
	must(t, err)
	again, err := s.SavePhoto(t.Context(), bytes.NewReader(photoBytes(t, 40, 50)))
	must(t, err)
	other, err := s.SavePhoto(t.Context(), bytes.NewReader(photoBytes(t, 50, 40)))
	must(t, err)
	if first != again || first == other {
		t.Errorf("names %s %s %s", first, again, other)
	}
	files, err := os.ReadDir(filepath.Join(s.Dir(), photoFolder))
	must(t, err)
	if len(files) != 2 {
		t.Errorf("%d files", len(files))
	}
	content, err := s.Photo(first)
	must(t, err)
	if size, err := jpeg.DecodeConfig(bytes.NewReader(content)); err != nil || size.Width != 40 || size.Height != 50 {
		t.Errorf("it comes back %v: %v", size, err)
	}
	if _, err := s.SavePhoto(t.Context(), strings.NewReader("no photo")); model.CodeOf(err) != model.Unreadable {
		t.Errorf("what is no photo: %v", err)
	}
	for _, name := range []string{"", "../jishi.db", "x.jpg", strings.Repeat("a", 64) + ".jpg"} {
		if _, err := s.Photo(name); model.CodeOf(err) != model.NotFound {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestLostAndDamagedPhotosAreReported(t *testing.T) {
	s := newStore(t)
	var names []string
	for i, who := range []string{"张三", "李四", "王五"} {
		name, err := s.SavePhoto(t.Context(), bytes.NewReader(photoBytes(t, 40+i, 50)))
		must(t, err)
		names = append(names, name)
		addMember(t, s, model.Member{Name: who, Photo: name})
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Fatalf("all is well: %v %v", problems, err)
	}
	must(t, os.Remove(filepath.Join(s.Dir(), photoFolder, names[0])))
	must(t, os.WriteFile(filepath.Join(s.Dir(), photoFolder, names[1]), []byte("broken"), 0o600))
	problems, err := s.Check(t.Context())
	must(t, err)
	if len(problems) != 2 || problems[0] != "“李四”的照片文件已损坏。" || problems[1] != "“张三”的照片文件不见了。" {
		t.Errorf("problems %q", problems)
	}
}

func TestABackupHasThePhotos(t *testing.T) {
	s := newStore(t)
	name, err := s.SavePhoto(t.Context(), bytes.NewReader(photoBytes(t, 40, 50)))
	must(t, err)
	to := t.TempDir()
	for range 2 {
		must(t, s.Backup(t.Context(), filepath.Join(to, "备份.db")))
	}
	kept, err := os.ReadFile(filepath.Join(to, photoFolder, name))
	must(t, err)
	if was, err := s.Photo(name); err != nil || !bytes.Equal(kept, was) {
		t.Errorf("the copy differs: %v", err)
	}
}

func TestAPhotoThatCannotBeWrittenLeavesNothing(t *testing.T) {
	s := newStore(t)
	// A file stands where the folder should be.
	must(t, os.WriteFile(filepath.Join(s.Dir(), photoFolder), nil, 0o600))
	if _, err := s.SavePhoto(t.Context(), bytes.NewReader(photoBytes(t, 40, 50))); err == nil {
		t.Error("kept all the same")
	}
	left, err := filepath.Glob(filepath.Join(s.Dir(), "*", ".new-*"))
	must(t, err)
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
