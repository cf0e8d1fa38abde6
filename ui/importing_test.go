package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// writeFile lays out a file of the test's own.
func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// rosterFile is a roster with a row of every fate for the centre of fill.
func rosterFile(t *testing.T) string {
	t.Helper()
	return writeFile(t, "高山社区花名册.csv", `高山社区党员花名册,,,,,,,
姓名,性别,出生年月,身份证号,手机号码,所属支部,人员类别,家庭住址
仇铉,男,1987-06-29,,19900001077,高山第一支部,正式党员,大学路12号院3号楼2单元
陈大勇,男,1952-03-17,,19900002001,高山第一支部,正式党员,
欧阳静怡,女,农历1960年八月十五,,19900002002,高山第二支部,预备党员,大学路8号院
尉迟恭,男,1949-10-01,,,高山第一支部,正式党员,
王伟,男,,,,高山第一支部,正式党员,
马一鸣,男,1960-13-45,,19900002003,高山第一支部,正式党员,
`)
}

// fates are the words in the preview's column of results.
func (p *importPreview) fatesShown() []string {
	var words []string
	for i := range p.table.Total() {
		words = append(words, p.table.Texts(i)[2])
	}
	return words
}

func TestTheImportIsShownAppliedAndUndone(t *testing.T) {
	w := openSample(t)
	i := importOf(t, w, rosterFile(t))
	if got := i.preview.fatesShown(); !slices.Equal(got, []string{"有变化", "新增", "新增", "无变化", "存疑", "有错"}) {
		t.Errorf("fates are %v", got)
	}
	if got := i.preview.fates.Texts(); !slices.Equal(got, []string{"全部 6", "新增 2", "有变化 1", "无变化 1", "存疑 1", "有错 1"}) {
		t.Errorf("counts are %v", got)
	}
	if i.apply.Text != "导入 3 人（1 行没有决定）" || i.apply.Disabled() {
		t.Errorf("the button says %q", i.apply.Text)
	}
	p := shown[*members](t, w, pageMembers)
	if p.table.Total() != 9 {
		t.Fatal("looking at the preview changed the list")
	}
	test.Tap(i.apply)
	if p.table.Total() != 11 {
		t.Errorf("the list has %d people", p.table.Total())
	}
	if !i.preview.band.Visible() || !strings.Contains(i.preview.news.Text, "新增 2 人，更新 1 人") || !strings.Contains(i.preview.news.Text, "另有 2 行") {
		t.Errorf("the summary says %q", i.preview.news.Text)
	}
	if i.apply.Visible() || i.cancel.Visible() || !i.undo.Visible() || !i.finish.Visible() {
		t.Error("the wrong buttons are shown after the import")
	}
	p.pick(t, "仇　铉")
	if p.panel.member.Address != "大学路12号院3号楼2单元" {
		t.Errorf("the address is %q", p.panel.member.Address)
	}

	test.Tap(i.undo)
	confirm(t, w)
	if p.table.Total() != 9 {
		t.Errorf("after 撤销 the list has %d people", p.table.Total())
	}
	p.panel.reload()
	if p.panel.member.Address != "" || p.panel.member.Phone != "19900001002" {
		t.Errorf("after 撤销 the person has %q %q", p.panel.member.Address, p.panel.member.Phone)
	}
	if i.undo.Visible() {
		t.Error("撤销 is offered twice")
	}
	test.Tap(i.finish)
	if w.desk.topDialog() != nil {
		t.Error("完成 does not close the dialog")
	}
}

func TestCountsOfThePreviewFilterItsRows(t *testing.T) {
	i := importOf(t, openSample(t), rosterFile(t))
	i.preview.fates.Choose(string(model.RowWrong))
	if got := i.preview.table.Texts(0); i.preview.table.Total() != 1 || got[0] != "8" || !strings.Contains(got[4], "1960-13-45") {
		t.Errorf("有错 shows %v", got)
	}
	i.preview.fates.Choose(string(model.RowChanged))
	got := i.preview.table.Texts(0)
	if !strings.Contains(got[4], "电话：199****1002 → 199****1077") || !strings.Contains(got[4], "住址：补填 大学路12号院3号楼2单元") {
		t.Errorf("有变化 shows %v", got)
	}
	if facts := strings.Join(i.preview.changes.Texts(), "；"); !strings.Contains(facts, "199****1077") {
		t.Errorf("the chosen row shows %q", facts)
	}
}

func TestTheSameRosterAgainHasNothingToImport(t *testing.T) {
	w := openSample(t)
	file := writeFile(t, "花名册.csv", "姓名,性别,手机号码\n陈大勇,男,19900002001\n")
	test.Tap(importOf(t, w, file).apply)
	w.desk.topDialog().close()
	i := importOf(t, w, file)
	if i.apply.Text != "没有要导入的" || !i.apply.Disabled() {
		t.Errorf("the button says %q", i.apply.Text)
	}
}

func TestAnEarlierImportCanBeUndone(t *testing.T) {
	w := openSample(t)
	test.Tap(importOf(t, w, rosterFile(t)).apply)
	w.desk.topDialog().close()
	p := shown[*members](t, w, pageMembers)
	i := openImporting(w.desk, w.desk.store)
	batches := must[[]model.ImportBatch](t)(i.store.Imports(t.Context()))
	if len(batches) != 1 || len(i.earlier.Objects) != 3 {
		t.Fatalf("%d imports, %d lines", len(batches), len(i.earlier.Objects))
	}
	i.onUndo(batches[0])
	confirm(t, w)
	if p.table.Total() != 9 {
		t.Errorf("the list has %d people", p.table.Total())
	}
}

func TestAFileThatIsNoRosterIsRefusedInOneSentence(t *testing.T) {
	w := openSample(t)
	for name, file := range map[string][2]string{
		"no name column": {"花名册.csv", "编号,电话\n1,19900000001\n"},
		"empty":          {"空.xlsx", ""},
		"old workbook":   {"旧.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)},
		"no spreadsheet": {"照片.xlsx", "\x89PNG\r\n\x1a\n0000"},
	} {
		i := importOf(t, w, writeFile(t, file[0], file[1]))
		if !i.fault.Visible() || !strings.HasSuffix(i.wrong.Text, "。") || strings.Contains(i.wrong.Text, "\n") {
			t.Errorf("%s: the dialog says %q", name, i.wrong.Text)
		}
		if i.apply.Visible() || !i.choose.Visible() {
			t.Errorf("%s: the buttons do not offer another file", name)
		}
		i.box.close()
	}
	if got := shown[*members](t, w, pageMembers).table.Total(); got != 9 {
		t.Errorf("the list has %d people", got)
	}
}

// TestANewFileAfterAFaultTakesTheFaultAway reads a right file after a wrong one.
func TestANewFileAfterAFaultTakesTheFaultAway(t *testing.T) {
	w := openSample(t)
	i := importOf(t, w, writeFile(t, "花名册.csv", "编号,电话\n1,19900000001\n"))
	good := rosterFile(t)
	w.desk.pick = func(chosen func(string)) { chosen(good) }
	test.Tap(i.choose)
	if i.begin.Visible() || !i.preview.content.Visible() {
		t.Error("the preview is not shown")
	}
}
