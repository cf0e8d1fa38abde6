package ui

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// pictureOf is a PNG whose head claims so many pixels.
func pictureOf(t *testing.T, width, height uint32) string {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	content := out.Bytes()
	binary.BigEndian.PutUint32(content[16:], width)
	binary.BigEndian.PutUint32(content[20:], height)
	binary.BigEndian.PutUint32(content[29:], crc32.ChecksumIEEE(content[12:29]))
	return string(content)
}

// Each photo that cannot be taken gets one sentence that says why, and what is
// beside it is kept all the same; nothing of it stays behind.
func TestEachUnusablePhotoIsExplainedInOneSentence(t *testing.T) {
	for name, c := range map[string]struct{ content, says string }{
		"空.jpg":      {"", "这个文件是空的，请换一张照片。"},
		"两亿点.png":    {pictureOf(t, 20_000, 10_000), "这张照片太大（20000 × 10000 点），请先缩小再选。"},
		"手机.heic":    {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "这是手机的 HEIC 照片或视频，请先在手机或电脑上另存为 JPG 再选。"},
		"改了名的手机.jpg": {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "这是手机的 HEIC 照片或视频，请先在手机或电脑上另存为 JPG 再选。"},
		"文档.jpg":     {"PK\x03\x04 不是照片", "这不是 JPG 或 PNG 照片，请换一张。"},
		"半张.jpg":     {"\xff\xd8\xff\xe0\x00\x10JFIF", "这张照片已损坏或没有保存完整，请换一张。"},
	} {
		w, p := openFullLesson(t)
		p.tabs.Choose(tabPhotos)
		p.photos.addPaths([]string{writeFile(t, name, c.content)})
		if text := says(w); strings.Count(text, "。") != 1 || !strings.Contains(text, name+"："+c.says) {
			t.Errorf("of %s it says %q", name, text)
		}
		if got := kept(t, p).Photos; len(got) != 0 {
			t.Errorf("%s: %d photos are in the record", name, len(got))
		}
		if files, err := filepath.Glob(filepath.Join(w.desk.store.Dir(), "photos", "*")); err != nil || len(files) != 0 {
			t.Errorf("%s left %v behind (%v)", name, files, err)
		}
	}
}

func TestAPhotoUnderAWrongExtensionIsAPhoto(t *testing.T) {
	_, p := openFullLesson(t)
	content, err := os.ReadFile(photoFile(t, "照片.jpg", 120))
	if err != nil {
		t.Fatal(err)
	}
	p.photos.addPaths([]string{writeFile(t, "其实是JPG.png", string(content))})
	if got := kept(t, p).Photos; len(got) != 1 {
		t.Errorf("%d photos are kept", len(got))
	}
}

// Times that cannot be are said at their field and leave no activity behind,
// nor change one.
func TestImpossibleTimesAreSaidInOneSentenceAndSaveNothing(t *testing.T) {
	for _, c := range []struct{ start, end, field, says string }{
		{"25:70", "10:00", "Start", "时间请写成 09:00 这样。"},
		{"9:00", "25:70", "End", "时间请写成 09:00 这样。"},
		{"10:00", "9:00", "End", "结束时间要晚于开始时间。"},
		{"10:00", "10:00", "End", "结束时间要晚于开始时间。"},
	} {
		w := openSample(t)
		p := shown[*activities](t, w, pageActivities)
		before := countActivities(t, w)
		test.Tap(p.add)
		f := p.form
		f.title.SetText("党课")
		f.date.SetText("2018-05-09")
		f.start.SetText(c.start)
		f.end.SetText(c.end)
		test.Tap(f.save)
		if got := f.form.Error(c.field); got != c.says {
			t.Errorf("%s to %s: at %s it says %q", c.start, c.end, c.field, got)
		}
		if n := countActivities(t, w); n != before {
			t.Errorf("%s to %s: %d activities, there were %d", c.start, c.end, n, before)
		}
	}
}

func countActivities(t *testing.T, w *Window) int {
	t.Helper()
	_, n, err := w.desk.store.Activities(t.Context(), store.ActivityFilter{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A sheet that names rows beyond the list can be corrected but not saved.
func TestRowsBeyondThePaperListSaveNothing(t *testing.T) {
	w, p := openFullLesson(t)
	p.people.onPaper()
	f := p.people.paper
	f.text.SetText("1-3；99")
	if f.problems.Text != "名单上没有第 99 号。" {
		t.Errorf("it says %q", f.problems.Text)
	}
	w.onSave() // Ctrl+S, as if the button were free
	for _, a := range must[model.Roll](t)(w.desk.store.Roll(t.Context(), p.id)).Attendees {
		if a.State != model.Expected {
			t.Errorf("row %d is %s", a.Serial, a.State)
		}
	}
}
