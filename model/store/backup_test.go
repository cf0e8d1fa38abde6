package store

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jishi/model"
)

func TestABackupIsTheWholeDatabase(t *testing.T) {
	s := newStore(t)
	addMembers(t, s, "张三", "李四")
	dir := t.TempDir()
	file := databaseIn(dir)
	must(t, os.WriteFile(file, []byte("an older backup"), 0o600))
	must(t, s.Backup(t.Context(), file))
	addMembers(t, s, "王五")
	entries, err := os.ReadDir(dir)
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("drafts were left: %v", entries)
	}
	restored := openStore(t, dir)
	if got := search(t, restored, ""); !slices.Equal(got, []string{"李四", "张三"}) {
		t.Errorf("the backup holds %v", got)
	}
	if problems, err := restored.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the backup has problems: %v %v", problems, err)
	}
}

func TestABackupThatFailsLeavesTheOlderOne(t *testing.T) {
	s := newStore(t)
	// A reference to nothing gets past SQLite only where it is told not to look.
	must(t, s.writing.Exec("PRAGMA foreign_keys = 0").Error)
	must(t, s.writing.Exec("INSERT INTO members (id, created_at, updated_at, name, pinyin, initials, branch) VALUES ('x', '', '', '', '', '', 'nowhere')").Error)
	dir := t.TempDir()
	file := filepath.Join(dir, "备份.db")
	must(t, os.WriteFile(file, []byte("an older backup"), 0o600))
	refused(t, s.Backup(t.Context(), file), model.Damaged)
	data, err := os.ReadFile(file)
	must(t, err)
	if string(data) != "an older backup" {
		t.Error("the older backup was replaced by a bad one")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("drafts were left: %v %v", entries, err)
	}
}
