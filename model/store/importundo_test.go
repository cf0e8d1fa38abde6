package store

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// livingAsText is what every table holds that is not removed, but for what
// counts the changes and for the notes of the import itself.
func livingAsText(t testing.TB, s *Store) string {
	t.Helper()
	var tables []string
	must(t, s.reading.Raw("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Scan(&tables).Error)
	text := ""
	for _, table := range tables {
		switch table {
		case "audits", "import_batches", "import_changes", "members_apart":
			continue
		}
		var rows []map[string]any
		must(t, s.reading.Table(table).Find(&rows).Error)
		for _, row := range rows {
			if removed, ok := row["removed"]; ok && fmt.Sprint(removed) != "0" && fmt.Sprint(removed) != "false" {
				continue
			}
			delete(row, "rev")
			delete(row, "updated_at")
			text += fmt.Sprintf("%s %v\n", table, row)
		}
	}
	return text
}

// Whatever an import did, taking it back leaves every table as it was.
func TestUndoingAnyImportIsTheStateBefore(t *testing.T) {
	s := newStore(t)
	branch := addBranch(t, s, "第一党支部")
	rapid.Check(t, func(r *rapid.T) {
		word := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(r, label) }
		before := livingAsText(t, s)
		known, err := s.Members(t.Context(), MemberFilter{})
		must(t, err)
		var rows []model.ImportRow
		places := func(row *model.ImportRow) {
			row.BranchName = word("branch", "", "第一党支部", "新支部", "又一支部")
			if row.BranchName != "" {
				row.GroupName = word("group", "", "第一党小组", "第二党小组")
			}
			row.UnitName = word("unit", "", "区税务局")
		}
		for range rapid.IntRange(0, 4).Draw(r, "new") {
			row := model.ImportRow{Fate: model.RowNew, Member: model.Member{Name: word("name", "张三", "单雪", "解䶮"), Phone: word("phone", "", "19900000001")}}
			if len(known.Members) > 0 && rapid.Bool().Draw(r, "decided") {
				row.Candidates, row.Decision = known.Members[:1], model.NewPerson
			}
			places(&row)
			rows = append(rows, row)
		}
		for _, m := range known.Members {
			if !rapid.Bool().Draw(r, "changes") {
				continue
			}
			m.Name, m.Notes, m.Tags = word("name", m.Name, "改名"), word("notes", m.Notes, "新的"), append([]string{"困难"}, m.Tags...)
			row := model.ImportRow{Fate: model.RowChanged, Member: m}
			places(&row)
			rows = append(rows, row)
		}
		batch := importRows(t, s, rows...)
		must(t, s.UndoImport(t.Context(), batch.ID))
		if after := livingAsText(t, s); after != before {
			r.Fatalf("before:\n%s\nafter:\n%s", before, after)
		}
		// The next round finds one person more.
		if len(known.Members) < 4 {
			addMember(t, s, fullMember(branch))
		}
	})
}

func TestAnUndoThatIsRefusedNamesThoseInItsWay(t *testing.T) {
	s := newStore(t)
	batch := importRows(t, s, newRows(5)...)
	page, err := s.Members(t.Context(), MemberFilter{})
	must(t, err)
	for _, m := range page.Members {
		m.Notes = "later"
		addMember(t, s, m)
	}
	err = s.UndoImport(t.Context(), batch.ID)
	refused(t, err, model.Conflict)
	want := "导入之后有 5 人的资料又被改动过（" + page.Members[0].Name + "、" + page.Members[1].Name + "、" + page.Members[2].Name + "等），不能整批撤销。"
	if !strings.HasSuffix(err.Error(), want) {
		t.Errorf("it says %q, want %q", err, want)
	}
}

// What somebody came to use stays when the import that made it is taken back.
func TestAPlaceInUseStaysWhenItsImportIsUndone(t *testing.T) {
	s := newStore(t)
	batch := importRows(t, s, model.ImportRow{Fate: model.RowNew, Member: model.Member{Name: "张三"}, BranchName: "甲支部", GroupName: "一组"},
		model.ImportRow{Fate: model.RowNew, Member: model.Member{Name: "李四"}, BranchName: "乙支部"})
	list, err := s.Organisations(t.Context())
	must(t, err)
	for _, o := range list {
		if o.Name == "一组" {
			addMember(t, s, model.Member{Name: "王五", Branch: o.ID})
		}
	}
	must(t, s.UndoImport(t.Context(), batch.ID))
	list, err = s.Organisations(t.Context())
	must(t, err)
	names := map[string]bool{}
	for _, o := range list {
		names[o.Name] = true
	}
	if !names["甲支部"] || !names["一组"] || names["乙支部"] {
		t.Errorf("left are %v", names)
	}
}

func TestAnImportCancelledHalfWayLeavesNothing(t *testing.T) {
	s := newStore(t)
	known := addMember(t, s, model.Member{Name: "李四"})
	before := allTablesAsText(t, s)
	changed := known
	changed.Notes = "新的"
	plan := planOf(append(newRows(1200), model.ImportRow{Fate: model.RowChanged, Member: changed})...)
	for _, stop := range []int{1, 1200, 1201} { // people written when it is cancelled
		ctx, cancel := context.WithCancel(t.Context())
		told := 0
		_, err := s.ApplyImportWithProgress(ctx, plan, func(done, total int) {
			if total != 1201 || done <= told {
				t.Errorf("told %d of %d after %d", done, total, told)
			}
			if told = done; done >= stop {
				cancel()
			}
		})
		cancel()
		if err == nil || allTablesAsText(t, s) != before {
			t.Errorf("cancelled at %d: %v, or something stayed", stop, err)
		}
	}
	importRows(t, s, newRows(2)...)
}
