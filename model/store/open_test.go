package store

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"jishi/model"
)

func TestASecondStartIsRefusedUntilTheFirstEnds(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(t.Context(), dir, testOptions())
	must(t, err)
	_, err = Open(t.Context(), dir, testOptions())
	refused(t, err, model.Locked)
	refused(t, Remove(dir), model.Locked)
	if _, err := first.SaveCentre(t.Context(), testCentre); err != nil {
		t.Errorf("the refusal disturbed the first: %v", err)
	}
	must(t, first.Close())
	second := openStore(t, dir)
	if c, err := second.Centre(t.Context()); err != nil || c.Name != testCentre.Name {
		t.Errorf("after the first start ended: %+v %v", c, err)
	}
}

func TestAClosedStoreAnswersWithAnError(t *testing.T) {
	s := newStore(t)
	must(t, s.Close())
	_, err := s.Members(t.Context(), MemberFilter{Search: "z"})
	if err == nil {
		t.Error("a closed store was searched")
	}
	if _, err = s.Member(t.Context(), "x"); err == nil {
		t.Error("a closed store was read")
	}
	if _, err = s.SaveMember(t.Context(), model.Member{Name: "张三"}); err == nil {
		t.Error("a closed store was written to")
	}
	must(t, s.Close())
}

func TestAnyFolderNameWillDo(t *testing.T) {
	names := []string{"数据 文件夹", "100%25 #1 & more", "file:x"}
	if runtime.GOOS != "windows" {
		names = append(names, "什么?mode=ro", "半?%3f#")
	}
	for _, name := range names {
		dir := filepath.Join(t.TempDir(), name, "深一层")
		s := openStore(t, dir)
		_, err := s.SaveCentre(t.Context(), testCentre)
		must(t, err)
		addMembers(t, s, "张三")
		must(t, s.Close())
		if !Exists(dir) {
			t.Errorf("%s: the database is somewhere else", name)
		}
		again := openStore(t, dir)
		if got := search(t, again, "zs"); len(got) != 1 {
			t.Errorf("%s: read back %v", name, got)
		}
		if err := again.Backup(t.Context(), filepath.Join(dir, "备份.db")); err != nil {
			t.Errorf("%s: back up: %v %v", name, err, errors.Unwrap(errors.Unwrap(err)))
		}
	}
}

func TestEveryConnectionIsDurableAndKeepsReferences(t *testing.T) {
	s := openStore(t, t.TempDir())
	for name, db := range map[string]interface {
		pragma(string) string
	}{"writing": pragmasOf{t, s, true}, "reading": pragmasOf{t, s, false}} {
		for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"} {
			if got := db.pragma(pragma); got != want {
				t.Errorf("%s: %s is %s, want %s", name, pragma, got, want)
			}
		}
	}
	if err := s.reading.Create(&settingRow{Record: Record{ID: "x"}, Name: "x"}).Error; err == nil {
		t.Error("the reading pool can write")
	}
}

type pragmasOf struct {
	t       *testing.T
	s       *Store
	writing bool
}

func (p pragmasOf) pragma(name string) string {
	db := p.s.reading
	if p.writing {
		db = p.s.writing
	}
	var value string
	must(p.t, db.Raw("PRAGMA "+name).Scan(&value).Error)
	return value
}

func TestANewerDatabaseIsRefusedUntouched(t *testing.T) {
	for name, age := range map[string]string{
		"version":   "PRAGMA user_version = 9999",
		"migration": "INSERT INTO migrations (id) VALUES ('9999_future')",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s, err := Open(t.Context(), dir, testOptions())
			must(t, err)
			must(t, s.writing.Exec(age).Error)
			must(t, s.Close())
			before := fingerprint(t, dir)
			_, err = Open(t.Context(), dir, testOptions())
			refused(t, err, model.Newer)
			if fingerprint(t, dir) != before {
				t.Error("the refused database was changed")
			}
		})
	}
}

// A newer program may have been killed: what it last wrote is still in the log
// beside the database.
func TestANewerDatabaseWithALogIsRefusedUntouched(t *testing.T) {
	from := t.TempDir()
	s := openStore(t, from)
	must(t, s.writing.Exec("PRAGMA wal_checkpoint(TRUNCATE)").Error)
	must(t, s.writing.Exec("PRAGMA user_version = 9999").Error)
	dir := t.TempDir()
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(databaseIn(from) + suffix)
		must(t, err)
		must(t, os.WriteFile(databaseIn(dir)+suffix, data, 0o600))
	}
	before := fingerprint(t, dir)
	_, err := Open(t.Context(), dir, testOptions())
	refused(t, err, model.Newer)
	if fingerprint(t, dir) != before {
		t.Error("the refused database was changed")
	}
}

// fingerprint is of the database and its log.
func fingerprint(t *testing.T, dir string) [sha256.Size]byte {
	t.Helper()
	var all []byte
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(databaseIn(dir) + suffix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		all = append(append(all, data...), '|')
	}
	return sha256.Sum256(all)
}

func TestAFileThatIsNoDatabaseIsNamedDamaged(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(databaseIn(dir), []byte(strings.Repeat("这不是数据库。", 1000)), 0o600))
	before := fingerprint(t, dir)
	_, err := Open(t.Context(), dir, testOptions())
	refused(t, err, model.Damaged)
	if fingerprint(t, dir) != before {
		t.Error("the file was changed")
	}
}

func TestDamagedPagesAreNamedAsSuch(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	addMembers(t, s, "张三", "李四")
	must(t, s.Close())
	data, err := os.ReadFile(databaseIn(dir))
	must(t, err)
	for i := 4096; i < len(data); i++ {
		data[i] = 0xA5
	}
	must(t, os.WriteFile(databaseIn(dir), data, 0o600))
	s, err = Open(t.Context(), dir, testOptions())
	if err == nil {
		_, err = s.Members(t.Context(), MemberFilter{})
		must(t, s.Close())
	}
	refused(t, err, model.Damaged)
}

func TestAFolderThatCannotBeWrittenIsNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	_, err := Open(t.Context(), filepath.Join(file, "data"), testOptions())
	refused(t, err, model.Unwritable)
}

func TestASampleCanBeRemovedWithoutTheRestOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	must(t, Remove(dir))
	s, err := Open(t.Context(), dir, testOptions())
	must(t, err)
	must(t, s.Close())
	must(t, os.WriteFile(filepath.Join(dir, "note.txt"), nil, 0o600))
	must(t, Remove(dir))
	if Exists(dir) {
		t.Error("the database is still there")
	}
	if _, err := os.Stat(filepath.Join(dir, "note.txt")); err != nil {
		t.Errorf("more was removed: %v", err)
	}
}

// The sample centre has to come out the same each time: nothing but Options
// may bring in a time, an id or an order.
func TestTheSameWorkGivesTheSameRecords(t *testing.T) {
	var records []string
	for range 2 {
		s := newStore(t)
		importRows(t, s, newRows(120)...)
		p, people := trained(t, s)
		must(t, s.CloseProgramme(t.Context(), p.ID))
		_, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
		must(t, err)
		must(t, s.RemoveMember(t.Context(), people[0].ID))
		records = append(records, allTablesAsText(t, s))
	}
	if records[0] != records[1] {
		t.Error("the records differ")
	}
}
