package ui

import (
	"testing"

	"jishi/model"
	"jishi/model/store"
)

// What the pictures of 人员, 生日 and the import show.

func openMembers(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	p.table.SelectRow(2)
}

func openMembersPast(t *testing.T, w *Window) {
	t.Helper()
	openMembers(t, w)
	shown[*members](t, w, pageMembers).panel.onTab(true)
}

func openMembersEmpty(t *testing.T, w *Window) {
	t.Helper()
	shown[*members](t, w, pageMembers).Search("没有这个人")
}

func openMembersNone(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	for _, m := range must[store.MemberPage](t)(p.store.Members(t.Context(), store.MemberFilter{})).Members {
		if err := p.store.RemoveMember(t.Context(), m.ID); err != nil {
			t.Fatal(err)
		}
	}
	p.choose("")
	w.desk.changed()
}

func openMemberFormScreen(t *testing.T, w *Window) {
	t.Helper()
	openMembers(t, w)
	shown[*members](t, w, pageMembers).panel.onEdit()
}

func openMemberFormFoot(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	f := newMemberForm(w.desk, p.store, model.Member{State: model.Moved, Tags: []string{"独居"}}, memberOptions{tags: []string{"困难", "独居", "流动", "失联", "党务工作者"}}, p.choose)
	f.open()
	f.number.SetText("11010519491231002X")
	f.sex.Choose(string(model.Male))
	f.scroll.ScrollToBottom()
}

func openMemberFormWarnings(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	f := newMemberForm(w.desk, p.store, model.Member{State: model.Active}, memberOptions{}, p.choose)
	f.open()
	f.name.SetText("曾国强")
	f.birthday.SetLunar(true, false)
	f.birthday.SetText("1938-3-28")
	f.number.SetText("110105194912310021")
	f.sex.Choose(string(model.Male))
	f.joined.SetText("1960-13-45")
	f.onSave()
}

func openMovingScreen(t *testing.T, w *Window) {
	t.Helper()
	openMembers(t, w)
	shown[*members](t, w, pageMembers).panel.onMove()
}

func openProofScreen(t *testing.T, w *Window) {
	t.Helper()
	openMembers(t, w)
	shown[*members](t, w, pageMembers).panel.onProof()
}

func openImportScreen(t *testing.T, w *Window) {
	t.Helper()
	openImportDone(t, w)
	w.desk.topDialog().close()
	shown[*members](t, w, pageMembers).onImport()
}

// importOf opens the import on a file.
func importOf(t *testing.T, w *Window, file string) *importing {
	t.Helper()
	shown[*members](t, w, pageMembers)
	w.desk.pick = func(chosen func(string)) { chosen(file) }
	i := openImporting(w.desk, w.desk.store)
	i.choose.OnTapped()
	return i
}

func openImportPreview(t *testing.T, w *Window) {
	t.Helper()
	importOf(t, w, rosterFile(t)).preview.table.SelectRow(1)
}

func openImportDone(t *testing.T, w *Window) {
	t.Helper()
	importOf(t, w, rosterFile(t)).onApply()
}

func openImportRefused(t *testing.T, w *Window) {
	t.Helper()
	importOf(t, w, writeFile(t, "花名册.csv", "编号,电话\n1,19900000001\n"))
}
