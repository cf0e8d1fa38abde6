package store

import (
	"strings"
	"testing"

	"jishi/model"
)

func TestCheckFindsWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ damage, sentence string }{
		"a gap":                 {"DELETE FROM certificates WHERE serial = 1", "缺号"},
		"a wrong number":        {"UPDATE certificates SET number = '410103-2018-结业-0009' WHERE serial = 1", "不符"},
		"a reference to nobody": {"DELETE FROM members", "指向不存在的内容"},
		"minutes of the absent": {"UPDATE attendances SET minutes = 30 WHERE state = 'absent'", "计入时长"},
		"a state that is none":  {"UPDATE attendances SET state = 'asleep', minutes = 0", "无法统计"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			p, _ := trained(t, s)
			must(t, s.CloseProgramme(t.Context(), p.ID))
			_, err := s.IssueCompletions(t.Context(), p.ID, model.CertificateStyle{})
			must(t, err)
			problems, err := s.Check(t.Context())
			must(t, err)
			if len(problems) != 0 {
				t.Fatalf("a sound database has problems: %v", problems)
			}
			must(t, s.writing.Exec("PRAGMA foreign_keys = 0").Error)
			must(t, s.writing.Exec(c.damage).Error)
			problems, err = s.Check(t.Context())
			must(t, err)
			if !strings.Contains(strings.Join(problems, "\n"), c.sentence) {
				t.Errorf("found %v", problems)
			}
		})
	}
}

func TestAFullDiskIsNamedAndLosesNothing(t *testing.T) {
	s := newStore(t)
	known := addMember(t, s, model.Member{Name: "李四"})
	before := allTablesAsText(t, s)
	// SQLite takes its last allowed page for the end of the disk.
	must(t, s.writing.Exec("PRAGMA max_page_count = 1").Error)
	_, err := s.ApplyImport(t.Context(), planOf(newRows(2000)...))
	refused(t, err, model.DiskFull)
	if allTablesAsText(t, s) != before {
		t.Error("something of the import stayed")
	}
	must(t, s.writing.Exec("PRAGMA max_page_count = 100000").Error)
	known.Phone = "19900000001"
	addMember(t, s, known)
}
