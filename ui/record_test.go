package ui

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// photoFile writes a small photo of one shade.
func photoFile(t *testing.T, name string, shade uint8) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range m.Pix {
		m.Pix[i] = shade
	}
	m.Set(1, 1, color.White)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return writeFile(t, name, out.String())
}

// kept is what the store has of the record.
func kept(t *testing.T, p *activityPage) model.Proceedings {
	t.Helper()
	return must[model.Proceedings](t)(p.store.Proceedings(t.Context(), p.id))
}

func TestPhotosAreAddedCaptionedMovedAndTakenOut(t *testing.T) {
	w, p := openFullLesson(t)
	if text := minds(p); strings.Contains(text, "照片") {
		t.Errorf("photos are asked for before it is over: %q", text)
	}
	p.tabs.Choose(tabPhotos)
	one, two := photoFile(t, "一.jpg", 10), photoFile(t, "二.jpg", 200)
	w.desk.pick = func(chosen func(string)) { chosen(one) }
	test.Tap(p.photos.add)
	w.onDropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(two), storage.NewFileURI(one)})
	if got := kept(t, p).Photos; len(got) != 2 || len(p.photos.cards) != 2 {
		t.Fatalf("kept are %+v", got)
	}
	if text := says(w); !strings.Contains(text, "有 1 张照片已经在纪实里了") {
		t.Errorf("of a photo chosen again it says %q", text)
	}
	w.onEscape()
	card := p.photos.cards[1]
	card.caption.SetText("现场表决")
	card.caption.OnLeft()
	test.Tap(p.photos.cards[1].earlier)
	if got := kept(t, p).Photos; got[0].Caption != "现场表决" || got[1].Caption != "" {
		t.Errorf("after moving: %+v", got)
	}
	test.Tap(p.photos.cards[0].away)
	if got := kept(t, p).Photos; len(got) != 1 || got[0].Caption != "" {
		t.Errorf("after taking out: %+v", got)
	}
	w.onUndo()
	if got := kept(t, p).Photos; len(got) != 2 || got[0].Caption != "现场表决" {
		t.Errorf("after putting back: %+v", got)
	}
}

func TestACaptionBeingWrittenSurvivesWhatHappensAroundIt(t *testing.T) {
	w, p := openFullLesson(t)
	p.tabs.Choose(tabPhotos)
	p.photos.addPaths([]string{photoFile(t, "一.jpg", 10), photoFile(t, "二.jpg", 200)})
	second := p.photos.cards[1]
	w.desk.window.Canvas().Focus(second.caption)
	test.Type(second.caption, "会后走访")
	p.refresh()
	if p.photos.cards[1] != second || second.caption.Text != "会后走访" {
		t.Fatal("reading anew takes the caption away that is being written")
	}
	if !p.unsaved() {
		t.Error("closing the window would not ask")
	}
	test.Tap(second.earlier) // the cursor leaves the caption, which is saved, and the photo moves
	if w.desk.topDialog() != nil {
		t.Fatalf("moving says %q", says(w))
	}
	if got := kept(t, p).Photos; got[0].Caption != "会后走访" || got[1].Caption != "" {
		t.Errorf("kept are %+v", got)
	}
	second.caption.SetText("走访三户")
	w.onSave()
	if got := kept(t, p).Photos; got[0].Caption != "走访三户" || p.unsaved() {
		t.Errorf("Ctrl+S kept %+v", got)
	}
}

func TestDroppedDocumentsAreAttachedAndPhotosShown(t *testing.T) {
	w, p := openFullLesson(t)
	w.onDropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(writeFile(t, "方案.docx", "方案")), storage.NewFileURI(photoFile(t, "一.JPG", 10))})
	if got := kept(t, p); len(got.Photos) != 1 || len(got.Attachments) != 1 || got.Attachments[0].Name != "方案.docx" {
		t.Errorf("kept %+v", got)
	}
	p.photos.addAttachments([]string{writeFile(t, "工具.exe", "MZ")})
	if text := says(w); !strings.Contains(text, "工具.exe") {
		t.Errorf("it says %q", text)
	}
}

func TestPhotosThatCannotBeReadAreNamedAndTheOthersKept(t *testing.T) {
	w, p := openFullLesson(t)
	good := photoFile(t, "好.jpg", 90)
	p.photos.addPaths([]string{
		writeFile(t, "空.jpg", ""), writeFile(t, "文档.png", "不是照片"), writeFile(t, "苹果.heic", "\x00\x00\x00\x18ftypheic\x00\x00"), good,
		"没有这个文件.jpg",
	})
	text := says(w)
	for _, want := range []string{"空.jpg", "文档.png", "苹果.heic", "HEIC", "没有这个文件.jpg"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not name %s", text, want)
		}
	}
	if got := kept(t, p).Photos; len(got) != 1 {
		t.Errorf("kept %d", len(got))
	}
}

func TestVotesFollowUpsAndMoneyAreSavedWithTheRecord(t *testing.T) {
	w := openSample(t)
	a := activityOn(model.MemberDay, "主题党日", 7, 10, 90)
	a = must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	list := shown[*activities](t, w, pageActivities)
	list.show(a.ID, tabRecord)
	p := list.opened
	m := p.record.minutes
	test.Tap(m.addVote)
	line := m.votes[0]
	test.Type(line.subject, "加装路灯")
	for i, n := range []string{"9", "8", "7", "1", "0"} {
		line.counts[i].SetText(n)
	}
	if line.outcome.Text != "通过" {
		t.Errorf("the outcome says %q", line.outcome.Text)
	}
	test.Tap(m.addTask)
	test.Type(m.tasks[0].text, "路灯报价")
	m.tasks[0].due.SetText("2018年5月20日")
	p.record.spent.SetText("128.5")
	line.counts[2].SetText("9")
	w.onSave()
	if m.fault.Text == "" || len(kept(t, p).Votes) != 0 {
		t.Errorf("more votes than voters were saved; it says %q", m.fault.Text)
	}
	line.counts[2].SetText("7")
	w.onSave()
	got := kept(t, p)
	if len(got.Votes) != 1 || got.Votes[0].InFavour != 7 || len(got.FollowUps) != 1 || got.FollowUps[0].Due.String() != "2018-05-20" {
		t.Fatalf("saved %+v", got)
	}
	if saved := must[model.Activity](t)(w.desk.store.Activity(t.Context(), a.ID)); saved.Spending != 12850 {
		t.Errorf("spent %d", saved.Spending)
	}
	m.tasks[0].done.SetChecked(true)
	w.onSave()
	if again := kept(t, p); len(again.Votes) != 1 || again.Votes[0].ID != got.Votes[0].ID || again.FollowUps[0].Done.String() != "2018-05-07" {
		t.Errorf("saved again %+v", again)
	}
	if p.unsaved() {
		t.Error("what is saved counts as unsaved")
	}
}

func TestAFileIsKeptAndOpenedUnderItsName(t *testing.T) {
	w, p := openFullLesson(t)
	file := writeFile(t, "方案.docx", "方案")
	var opened string
	w.desk.open = func(path string) { opened = path }
	w.desk.pick = func(chosen func(string)) { chosen(file) }
	test.Tap(p.photos.addFiles)
	files := kept(t, p).Attachments
	if len(files) != 1 || files[0].Name != "方案.docx" {
		t.Fatalf("kept %+v", files)
	}
	w.desk.openKept(files[0])
	if content, err := os.ReadFile(opened); err != nil || string(content) != "方案" || !strings.HasSuffix(opened, "方案.docx") {
		t.Errorf("opened %s: %q, %v", opened, content, err)
	}
}

func openRecordMinutes(t *testing.T, w *Window) {
	t.Helper()
	a := shown[*activities](t, w, pageActivities)
	for i := range a.table.Total() {
		if row, ok := a.table.Row(i); ok && row.summary.Kind == model.MemberDay {
			a.show(row.id, tabRecord)
		}
	}
	m := a.opened.record.minutes
	if len(m.votes) == 0 {
		m.show([]model.Vote{{Subject: "三官庙院加装路灯", Eligible: 55, Voting: 55, InFavour: 54, Abstained: 1}},
			[]model.FollowUp{{Task: "路灯报价", Person: "周明", Due: model.Date{Year: 2018, Month: 5, Day: 20}}})
	}
	a.opened.record.scroll.ScrollToBottom()
}
