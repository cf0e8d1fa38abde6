package store

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"jishi/model"
)

// importRows applies a plan of rows, numbered from 2 on.
func importRows(t testing.TB, s *Store, rows ...model.ImportRow) model.ImportBatch {
	t.Helper()
	batch, err := s.ApplyImport(t.Context(), planOf(rows...))
	must(t, err)
	return batch
}

func planOf(rows ...model.ImportRow) model.ImportPlan {
	for i := range rows {
		rows[i].Number = i + 2
	}
	return model.ImportPlan{File: "花名册.xlsx", Rows: rows}
}

// newRows are n new people in two branches.
func newRows(n int) []model.ImportRow {
	rows := make([]model.ImportRow, n)
	for i := range rows {
		rows[i] = model.ImportRow{
			Fate: model.RowNew, BranchName: fmt.Sprintf("第%d党支部", i%2+1),
			Member: model.Member{Name: "张" + string('一'+rune(i)), Phone: fmt.Sprintf("1990000%04d", i), Tags: []string{"困难"}},
		}
	}
	return rows
}

func TestAnImportBringsInNewAndChangedRowsOnly(t *testing.T) {
	s := newStore(t)
	known := addMember(t, s, model.Member{Name: "李四", Phone: "19900000001"})
	same := addMember(t, s, model.Member{Name: "王五"})
	changed := known
	changed.Phone = "19900000002"
	batch := importRows(t, s,
		model.ImportRow{Fate: model.RowNew, Member: model.Member{Name: "张三"}, BranchName: "第一党支部"},
		model.ImportRow{Fate: model.RowChanged, Member: changed, BranchName: "第一党支部"},
		model.ImportRow{Fate: model.RowUnchanged, Member: same},
		model.ImportRow{Fate: model.RowDoubtful, Member: model.Member{Name: "赵六"}, BranchName: "第二党支部"},
		model.ImportRow{Fate: model.RowWrong, Member: model.Member{Name: ""}},
	)
	if batch.New != 1 || batch.Changed != 1 {
		t.Errorf("batch %+v", batch)
	}
	page, err := s.Members(t.Context(), MemberFilter{})
	must(t, err)
	if got := namesOf(page.Members); !slices.Equal(got, []string{"李四", "王五", "张三"}) {
		t.Fatalf("members %v", got)
	}
	li, wang, zhang := page.Members[0], page.Members[1], page.Members[2]
	if li.Phone != "19900000002" || li.Rev != 2 || page.Branches[li.Branch] != "第一党支部" || !li.CreatedAt.Equal(known.CreatedAt) {
		t.Errorf("changed: %+v", li)
	}
	if wang.Rev != 1 || zhang.Pinyin != "zhang san" || zhang.Branch != li.Branch || zhang.Owner == "" {
		t.Errorf("unchanged %+v, new %+v", wang, zhang)
	}
	if got := search(t, s, "0002"); !slices.Equal(got, []string{"李四"}) {
		t.Errorf("search by the new phone: %v", got)
	}
}

func TestAnImportThatFailsLeavesNothing(t *testing.T) {
	s := newStore(t)
	search(t, s, "") // reads the directory in, which must not run ahead either
	known := addMember(t, s, model.Member{Name: "李四"})
	before := allTablesAsText(t, s)
	stale := known
	stale.Rev = 7
	for name, last := range map[string]model.ImportRow{
		"a stale member":         {Fate: model.RowChanged, Member: stale},
		"an unknown member":      {Fate: model.RowChanged, Member: model.Member{Record: model.Record{ID: "nobody", Rev: 1}, Name: "无"}},
		"a row that cannot be":   {Fate: model.RowNew, Member: model.Member{Name: "\x00"}},
		"a branch that is not":   {Fate: model.RowNew, Member: model.Member{Name: "张三", Branch: "nowhere"}},
		"an impossible birthday": {Fate: model.RowNew, Member: model.Member{Name: "张三", Birthday: model.Birthday{Date: model.Date{Year: 1960, Month: 13, Day: 45}}}},
	} {
		_, err := s.ApplyImport(t.Context(), planOf(append(newRows(1200), last)...))
		if err == nil {
			t.Fatalf("%s was accepted", name)
		}
		if allTablesAsText(t, s) != before {
			t.Fatalf("%s: something of the import stayed", name)
		}
		if got := search(t, s, "z"); len(got) != 0 {
			t.Fatalf("%s: search finds %d people who are not there", name, len(got))
		}
	}
}

func TestACancelledImportLeavesNothing(t *testing.T) {
	s := newStore(t)
	before := allTablesAsText(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.ApplyImport(ctx, planOf(newRows(10)...)); err == nil {
		t.Fatal("a cancelled import went on")
	}
	if allTablesAsText(t, s) != before {
		t.Error("something of the import stayed")
	}
	importRows(t, s, newRows(10)...)
}

func TestUndoingAnImportBringsBackTheStateBefore(t *testing.T) {
	s := newStore(t)
	known := addMember(t, s, fullMember(addBranch(t, s, "第一党支部")))
	changed := known
	changed.Phone, changed.Notes, changed.Tags = "19900009999", "", nil
	rows := append(newRows(1100), model.ImportRow{Fate: model.RowChanged, Member: changed})
	batch := importRows(t, s, rows...)
	must(t, s.UndoImport(t.Context(), batch.ID))
	now, err := s.Member(t.Context(), known.ID)
	must(t, err)
	if now.Rev != 3 {
		t.Errorf("revision %d: undoing is a change too", now.Rev)
	}
	now.Rev, now.UpdatedAt = known.Rev, known.UpdatedAt
	if !equal(now, known) {
		t.Errorf("restored %+v\nwant %+v", now, known)
	}
	if got := search(t, s, ""); !slices.Equal(got, []string{known.Name}) {
		t.Errorf("%d people are left", len(got))
	}
	if got := search(t, s, "z"); len(got) != 0 {
		t.Errorf("search still finds %d", len(got))
	}
	refused(t, s.UndoImport(t.Context(), batch.ID), model.Refused)
	imports, err := s.Imports(t.Context())
	must(t, err)
	if len(imports) != 1 || !imports[0].Undone || imports[0].New != 1100 {
		t.Errorf("imports: %+v", imports)
	}
}

func TestAnImportIsNotUndoneOverLaterWork(t *testing.T) {
	s := newStore(t)
	known := addMember(t, s, model.Member{Name: "李四"})
	changed := known
	changed.Phone = "19900000002"
	batch := importRows(t, s, append(newRows(1), model.ImportRow{Fate: model.RowChanged, Member: changed})...)
	m, err := s.Member(t.Context(), known.ID)
	must(t, err)
	m.Notes = "later"
	addMember(t, s, m)
	before := allTablesAsText(t, s)
	refused(t, s.UndoImport(t.Context(), batch.ID), model.Conflict)
	if allTablesAsText(t, s) != before {
		t.Error("part of it was undone")
	}
}
