package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func recordOfActivity(t testing.TB, s *Store, a model.Activity) model.Proceedings {
	t.Helper()
	p, err := s.Proceedings(t.Context(), a.ID)
	must(t, err)
	return p
}

func TestARecordKeepsVotesFollowUpsPhotosAndFilesInOrder(t *testing.T) {
	s := newStore(t)
	a, other := addActivity(t, s, model.Activity{}, dayOfMay(7)), addActivity(t, s, model.Activity{}, dayOfMay(8))
	votes := []model.Vote{
		{Subject: "加装路灯", Eligible: 55, Voting: 55, InFavour: 54, Abstained: 1},
		{Subject: "接收预备党员", Eligible: 55, Voting: 50, InFavour: 49},
	}
	tasks := []model.FollowUp{{Task: "路灯报价", Person: "周明", Due: dayOfMay(20)}, {Task: "助餐走访", Person: "单雪", Due: dayOfMay(18), Done: dayOfMay(16)}}
	must(t, s.SaveMinutes(t.Context(), a.ID, votes, tasks))
	must(t, s.SaveMinutes(t.Context(), other.ID, votes[:1], nil))
	photo, err := s.AddPhoto(t.Context(), bytes.NewReader(photoBytes(t, 40, 50)))
	must(t, err)
	photo.Caption = "重温入党誓词"
	_, err = s.AddActivityPhotos(t.Context(), a.ID, []model.ActivityPhoto{photo})
	must(t, err)
	file, err := s.AddFile(t.Context(), "讲义.docx", strings.NewReader("讲义"))
	must(t, err)
	must(t, s.AddAttachments(t.Context(), a.ID, []model.Attachment{file}))

	p := recordOfActivity(t, s, a)
	if len(p.Votes) != 2 || p.Votes[1].Subject != "接收预备党员" || p.Votes[0].InFavour != 54 {
		t.Errorf("votes %+v", p.Votes)
	}
	if len(p.FollowUps) != 2 || p.FollowUps[0].Person != "周明" || p.FollowUps[1].Done != dayOfMay(16) {
		t.Errorf("follow-ups %+v", p.FollowUps)
	}
	if len(p.Photos) != 1 || p.Photos[0].Caption != "重温入党誓词" || len(p.Attachments) != 1 || p.Attachments[0].Size != 6 {
		t.Errorf("photos %+v, files %+v", p.Photos, p.Attachments)
	}
	if content, err := s.File(p.Attachments[0].File); err != nil || string(content) != "讲义" {
		t.Errorf("the file comes back %q, %v", content, err)
	}

	// Turned round, one taken out, one changed, one new.
	p.Votes[1].InFavour = 48
	must(t, s.SaveMinutes(t.Context(), a.ID, []model.Vote{p.Votes[1], {Subject: "新的", Eligible: 3, Voting: 3, InFavour: 3}}, p.FollowUps[1:]))
	again := recordOfActivity(t, s, a)
	if len(again.Votes) != 2 || again.Votes[0].ID != p.Votes[1].ID || again.Votes[0].InFavour != 48 || again.Votes[1].Subject != "新的" || len(again.FollowUps) != 1 {
		t.Errorf("then %+v %+v", again.Votes, again.FollowUps)
	}
	var removed int64
	must(t, s.read(t.Context()).Model(&voteRow{}).Where("removed = ?", true).Count(&removed).Error)
	if removed != 1 || len(recordOfActivity(t, s, other).Votes) != 1 {
		t.Errorf("%d votes are marked removed; the other record has %d", removed, len(recordOfActivity(t, s, other).Votes))
	}
}

func TestABadVoteSavesNothingOfTheRecord(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	err := s.SaveMinutes(t.Context(), a.ID, []model.Vote{{Subject: "好", Eligible: 3, Voting: 3, InFavour: 3}, {Subject: "坏", Voting: 1}}, nil)
	refused(t, err, model.Invalid)
	stale := model.FollowUp{Task: "做"}
	stale.ID = "nobody"
	err = s.SaveMinutes(t.Context(), a.ID, []model.Vote{{Subject: "好", Eligible: 3, Voting: 3, InFavour: 3}}, []model.FollowUp{stale})
	refused(t, err, model.NotFound)
	if p := recordOfActivity(t, s, a); len(p.Votes)+len(p.FollowUps) > 0 {
		t.Errorf("kept %+v", p)
	}
	must(t, s.SaveMinutes(t.Context(), a.ID, nil, nil))
	refused(t, s.SaveMinutes(t.Context(), "nobody", nil, nil), model.NotFound)
}

func TestAttachmentsThatCannotBeKeptAreRefused(t *testing.T) {
	s := newStore(t)
	for _, content := range []string{"", strings.Repeat("x", MaxFile+1)} {
		_, err := s.AddFile(t.Context(), "文件.pdf", strings.NewReader(content))
		refused(t, err, model.Unreadable)
	}
	for _, name := range []string{"病毒.exe", "脚本.bat", "无后缀", "快捷方式.LNK"} {
		_, err := s.AddFile(t.Context(), name, strings.NewReader("MZ"))
		refused(t, err, model.Unreadable)
	}
	for _, name := range []string{"", "../jishi.db", strings.Repeat("g", 64)} {
		_, err := s.File(name)
		refused(t, err, model.NotFound)
	}
}

func TestABackupHasPhotosAndFilesAndTheCheckMissesThem(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{Title: "主题党日"}, dayOfMay(7))
	photo, err := s.AddPhoto(t.Context(), bytes.NewReader(photoBytes(t, 40, 50)))
	must(t, err)
	_, err = s.AddActivityPhotos(t.Context(), a.ID, []model.ActivityPhoto{photo})
	must(t, err)
	file, err := s.AddFile(t.Context(), "讲义.docx", strings.NewReader("讲义"))
	must(t, err)
	must(t, s.AddAttachments(t.Context(), a.ID, []model.Attachment{file}))
	to := t.TempDir()
	must(t, s.Backup(t.Context(), filepath.Join(to, "备份.db")))
	for _, kept := range []string{filepath.Join(photoFolder, photo.Photo), filepath.Join(fileFolder, file.File)} {
		if _, err := os.Stat(filepath.Join(to, kept)); err != nil {
			t.Errorf("not in the backup: %v", err)
		}
		must(t, os.Remove(filepath.Join(s.Dir(), kept)))
	}
	problems, err := s.Check(t.Context())
	must(t, err)
	for _, want := range []string{"“主题党日”的照片文件不见了。", "附件“讲义.docx”的文件不见了。"} {
		if !strings.Contains(strings.Join(problems, "\n"), want) {
			t.Errorf("%q is not in %v", want, problems)
		}
	}
}

// Whatever lists are saved one after the other, the last is what is read, in
// its order, and nothing is ever deleted.
func TestTheListSavedLastIsTheRecords(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{}, dayOfMay(7))
	made := 0
	rapid.Check(t, func(r *rapid.T) {
		now := recordOfActivity(t, s, a).FollowUps
		var next []model.FollowUp
		for _, i := range rapid.Permutation(numbersBelow(len(now))).Draw(r, "order") {
			if rapid.Bool().Draw(r, "stays") {
				next = append(next, now[i])
			}
		}
		for range rapid.IntRange(0, 3).Draw(r, "new") {
			next = append(next, model.FollowUp{Task: rapid.StringMatching(`[a-z]{1,8}`).Draw(r, "task")})
			made++
		}
		if err := s.SaveMinutes(t.Context(), a.ID, nil, next); err != nil {
			r.Fatal(err)
		}
		got, err := s.Proceedings(t.Context(), a.ID)
		if err != nil || len(got.FollowUps) != len(next) {
			r.Fatalf("%d follow-ups, want %d: %v", len(got.FollowUps), len(next), err)
		}
		for i := range next {
			if got.FollowUps[i].Task != next[i].Task || next[i].ID != "" && got.FollowUps[i].ID != next[i].ID {
				r.Fatalf("place %d: %+v, want %+v", i, got.FollowUps[i], next[i])
			}
		}
		var rows int64
		if err := s.read(t.Context()).Model(&followUpRow{}).Count(&rows).Error; err != nil || int(rows) != made {
			r.Fatalf("%d rows of %d ever made: %v", rows, made, err)
		}
	})
}

// numbersBelow are the numbers below n.
func numbersBelow(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
