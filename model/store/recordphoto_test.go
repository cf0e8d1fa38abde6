package store

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

// withPhotos adds n photos to an activity's record and returns them.
func withPhotos(t *testing.T, s *Store, a model.Activity, n int) []model.ActivityPhoto {
	t.Helper()
	var photos []model.ActivityPhoto
	for i := range n {
		p, err := s.AddPhoto(t.Context(), bytes.NewReader(photoBytes(t, 40+i, 50)))
		must(t, err)
		photos = append(photos, p)
	}
	_, err := s.AddActivityPhotos(t.Context(), a.ID, photos)
	must(t, err)
	return recordOfActivity(t, s, a).Photos
}

func TestPhotosKeepTheirOrderAndCaptions(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	photos := withPhotos(t, s, a, 3)
	must(t, s.SaveCaptions(t.Context(), map[model.ID]string{photos[0].ID: " 重温入党誓词 "}))
	must(t, s.OrderPhotos(t.Context(), a.ID, []model.ID{photos[2].ID, photos[0].ID}))
	again, err := s.AddActivityPhotos(t.Context(), a.ID, photos)
	must(t, err)
	got := recordOfActivity(t, s, a).Photos
	if again != 0 || len(got) != 3 || got[0].ID != photos[2].ID || got[1].ID != photos[0].ID || got[2].ID != photos[1].ID {
		t.Fatalf("added again %d, photos %+v", again, got)
	}
	if got[1].Caption != "重温入党誓词" || got[0].Caption != "" {
		t.Errorf("captions %q %q", got[1].Caption, got[0].Caption)
	}
	must(t, s.RemovePhoto(t.Context(), photos[0].ID))
	if got := recordOfActivity(t, s, a).Photos; len(got) != 2 {
		t.Errorf("%d photos after one was taken out", len(got))
	}
	must(t, s.RestorePhoto(t.Context(), photos[0].ID))
	if got := recordOfActivity(t, s, a).Photos; got[1].Caption != "重温入党誓词" {
		t.Errorf("put back it is %+v", got[1])
	}
	refused(t, s.SaveCaptions(t.Context(), map[model.ID]string{photos[1].ID: strings.Repeat("字", 61)}), model.Invalid)
}

// A caption that was written and a photo that was added at the same moment,
// each knowing nothing of the other, are both there afterwards.
func TestWhatWasAddedMeanwhileStays(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	first := withPhotos(t, s, a, 1)
	second := withPhotos(t, s, a, 2) // the first again, and one more
	must(t, s.SaveCaptions(t.Context(), map[model.ID]string{first[0].ID: "会场"}))
	must(t, s.OrderPhotos(t.Context(), a.ID, []model.ID{first[0].ID}))
	if got := recordOfActivity(t, s, a).Photos; len(got) != 2 || got[0].Caption != "会场" || got[1].ID != second[1].ID {
		t.Errorf("photos %+v", got)
	}
}

func TestMorePhotosThanARecordTakesAreRefusedAsAWhole(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	var photos []model.ActivityPhoto
	for i := range model.MostPhotos + 1 {
		photos = append(photos, model.ActivityPhoto{Photo: strings.Repeat("a", i+1) + ".jpg"})
	}
	_, err := s.AddActivityPhotos(t.Context(), a.ID, photos)
	refused(t, err, model.Refused)
	if got := recordOfActivity(t, s, a).Photos; len(got) != 0 {
		t.Errorf("%d photos are there all the same", len(got))
	}
	_, err = s.AddActivityPhotos(t.Context(), "nobody", photos[:1])
	refused(t, err, model.NotFound)
}

func TestAttachmentsAreAddedOnceTakenOutAndPutBack(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	notice, err := s.AddFile(t.Context(), "通知.docx", strings.NewReader("通知"))
	must(t, err)
	other := notice
	other.Name = "通知（改）.docx"
	must(t, s.AddAttachments(t.Context(), a.ID, []model.Attachment{notice, notice, other}))
	must(t, s.AddAttachments(t.Context(), a.ID, []model.Attachment{notice}))
	got := recordOfActivity(t, s, a).Attachments
	if len(got) != 2 || got[0].Name != "通知.docx" || got[1].Name != "通知（改）.docx" {
		t.Fatalf("attachments %+v", got)
	}
	must(t, s.RemoveAttachment(t.Context(), got[0].ID))
	if left := recordOfActivity(t, s, a).Attachments; len(left) != 1 {
		t.Errorf("left %+v", left)
	}
	must(t, s.RestoreAttachment(t.Context(), got[0].ID))
	if back := recordOfActivity(t, s, a).Attachments; len(back) != 2 || back[0].ID != got[0].ID {
		t.Errorf("put back %+v", back)
	}
}

func TestPhotosAreSortedByTheirTimeWhereAllTell(t *testing.T) {
	at := func(hour int) model.ActivityPhoto {
		return model.ActivityPhoto{Photo: string(rune('a' + hour)), Taken: dayOfMay(7).Time().Add(time.Duration(hour) * time.Hour)}
	}
	photos := []model.ActivityPhoto{at(9), at(7), at(8)}
	model.SortByTaken(photos)
	if photos[0].Photo != "h" || photos[2].Photo != "j" {
		t.Errorf("sorted %+v", photos)
	}
	photos = []model.ActivityPhoto{at(9), {Photo: "?"}, at(8)}
	model.SortByTaken(photos)
	if photos[0].Photo != "j" || photos[1].Photo != "?" {
		t.Errorf("one does not tell, but sorted %+v", photos)
	}
}
