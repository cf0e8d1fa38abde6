package ui

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"jishi/model"
	"jishi/model/store"
)

// doubtfulFile is a roster with two rows that may be somebody known: one of two
// 王伟, and 单雪 of whom the centre knows too little.
func doubtfulFile(t *testing.T) string {
	t.Helper()
	return writeFile(t, "花名册.csv", "姓名,出生年月,手机号码,家庭住址\n王伟,1983-05-08,19900001009,\n单雪,1962-08-15,,大学路8号院\n")
}

func TestDoubtfulRowsAreDecidedSideBySide(t *testing.T) {
	w := openSample(t)
	i := importOf(t, w, doubtfulFile(t))
	if got := i.preview.fatesShown(); !slices.Equal(got, []string{"有变化", "存疑"}) && !slices.Equal(got, []string{"存疑", "存疑"}) {
		t.Fatalf("fates are %v", got)
	}
	i.preview.fates.Choose(string(model.RowDoubtful))
	at := i.preview.table.Total() - 1
	i.preview.table.SelectRow(at)
	d := i.preview.deciding
	if !d.content.Visible() || !d.compare.Visible() || d.row.Member.Name != "单雪" {
		t.Fatalf("nothing is asked of %q", d.row.Member.Name)
	}
	rows := d.compare.Rows()
	if first := rows[0]; first.Key != "Birthday" || first.Left != "1962-08-15" || first.Right != "" {
		t.Errorf("what differs does not come first: %+v", rows[0])
	}
	before := i.apply.Text
	i.preview.table.OnRune('1')
	if i.apply.Text == before || i.draft.Plan.Undecided() != at {
		t.Errorf("the button still says %q, %d undecided", i.apply.Text, i.draft.Plan.Undecided())
	}
	test.Tap(i.apply)
	found := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Search: "单雪"}))
	if found.Total != 1 || found.Members[0].Address != "大学路8号院" || found.Members[0].Phone != "19900001008" {
		t.Errorf("单雪 is %+v", found.Members)
	}
	if d.content.Visible() {
		t.Error("a row can be decided after the import")
	}
}

func TestADecisionCanBeChangedUntilTheImport(t *testing.T) {
	w := openSample(t)
	i := importOf(t, w, writeFile(t, "花名册.csv", "姓名,出生年月,家庭住址\n单雪,1962-08-15,大学路8号院\n"))
	d := i.preview.deciding
	d.typed('2')
	if i.apply.Text != "导入 1 人" || i.draft.Plan.Rows[0].Fate != model.RowNew {
		t.Errorf("somebody new: %q", i.apply.Text)
	}
	d.typed('3')
	if i.apply.Text != "没有要导入的" || i.preview.fatesShown()[0] != "不导入" {
		t.Errorf("left out: %q, %v", i.apply.Text, i.preview.fatesShown())
	}
	d.typed('3')
	if i.draft.Plan.Undecided() != 1 {
		t.Error("the decision is not taken back")
	}
}

func TestColumnsAreCorrectedInTheWindow(t *testing.T) {
	w := openSample(t)
	file := writeFile(t, "花名册.csv", "姓名,电话,家\n新人,大学路,19900003001\n")
	i := importOf(t, w, file)
	m := openColumnMapping(i)
	if len(m.fields) != 3 || m.fields[1].Value() != "phone" || m.fields[2].Value() != "" {
		t.Fatalf("columns are %v", m.fields)
	}
	m.fields[0].SetValue("")
	m.onApply()
	w.desk.topDialog().close() // what it says of the missing name
	m.fields[0].SetValue("name")
	m.fields[1].SetValue("address")
	m.fields[2].SetValue("phone")
	m.onApply()
	if got := i.draft.Plan.Rows[0].Member; got.Address != "大学路" || got.Phone != "19900003001" {
		t.Errorf("the row is %+v", got)
	}
	i.box.close()
	again := importOf(t, w, file)
	if !again.sheet.Remembered || again.sheet.Columns[1].Key != "address" {
		t.Error("what was said of the columns is forgotten")
	}
}

func TestAFileWithoutNamesCanStillBeRead(t *testing.T) {
	w := openSample(t)
	i := importOf(t, w, writeFile(t, "花名册.csv", "编号,谁\n1,新人\n"))
	if !i.fault.Visible() || !i.assign.Visible() {
		t.Fatal("the way out is not offered")
	}
	i.onAssign()
	box := w.desk.topDialog()
	if box.title != "每一列是什么？" {
		t.Fatalf("the dialog is %q", box.title)
	}
	box.close()
	m := openColumnMapping(i)
	m.fields[0].SetValue("")
	m.fields[1].SetValue("name")
	m.onApply()
	if i.apply.Text != "导入 1 人" || i.draft.Plan.Rows[0].Member.Name != "新人" {
		t.Errorf("the button says %q", i.apply.Text)
	}
}

func TestTheReportHasEveryRow(t *testing.T) {
	w := openSample(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	i := importOf(t, w, rosterFile(t))
	test.Tap(i.report)
	if len(opened) != 1 || !strings.Contains(opened[0], "导入报告 2018-05-07") {
		t.Fatalf("opened %v", opened)
	}
	book := must[*excelize.File](t)(excelize.OpenFile(opened[0]))
	rows := must[[][]string](t)(book.GetRows("导入报告"))
	if len(rows) != 7 || rows[1][2] != "有变化" || !strings.Contains(rows[1][4], "199****1077") || rows[6][2] != "错误" {
		t.Errorf("the report has %v", rows)
	}
	if _, err := os.Stat(opened[0]); err != nil {
		t.Error(err)
	}
}

// What the pictures of the import show.

func openDecidingScreen(t *testing.T, w *Window) {
	t.Helper()
	i := importOf(t, w, doubtfulFile(t))
	i.preview.fates.Choose(string(model.RowDoubtful))
	i.preview.table.SelectRow(i.preview.table.Total() - 1)
}

func openMappingScreen(t *testing.T, w *Window) {
	t.Helper()
	openColumnMapping(importOf(t, w, rosterFile(t)))
}
