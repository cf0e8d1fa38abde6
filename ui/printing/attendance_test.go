package printing_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"jishi/model"
	"jishi/ui/printing"
)

// sheetOf prints job as a spreadsheet and returns its rows.
func (c *centre) sheetOf(job printing.Job) [][]string {
	c.Helper()
	job.Spreadsheet = true
	name, err := printing.FileName(c.Context(), c.store, job)
	c.must(err)
	job.File = filepath.Join(c.TempDir(), name)
	_, err = printing.Print(c.Context(), c.store, job)
	c.must(err)
	book, err := excelize.OpenFile(job.File)
	c.must(err)
	rows, err := book.GetRows(book.GetSheetName(0))
	c.must(err)
	c.must(book.Close())
	return rows
}

func TestTheAttendanceTableIsASpreadsheetToo(t *testing.T) {
	c := newCentre(t)
	rows := c.sheetOf(printing.Job{Kind: printing.Attendance, ID: c.programme})
	if want := []string{"序号", "姓名", "支部（单位）", "第1课 5月7日", "出勤课次", "学时", "成绩", "结果", "说明"}; !slices.Equal(rows[0], want) {
		t.Errorf("the head is %v", rows[0])
	}
	for _, want := range [][]string{
		{"2", "仇𬭎", "", "√", "1", "1.5", "", "合格"},
		{"4", "王伟", "", "缺", "0", "0", "", "未合格", "出勤 0/1 课，要求 100%"},
		{"", "应到人次", "", "4", "4"},
		{"", "实到人次", "", "3", "3"},
		{"", "缺席人次", "", "1", "1"},
		{"", "参加人数", "", "", "3"},
	} {
		if !slices.ContainsFunc(rows, func(row []string) bool { return slices.Equal(row, want) }) {
			t.Errorf("no row %q in %q", want, rows)
		}
	}
}

func TestWhoDidNotPassIsASpreadsheetToo(t *testing.T) {
	c := newCentre(t)
	rows := c.sheetOf(printing.Job{Kind: printing.NotPassed, ID: c.programme})
	if len(rows) != 2 || rows[1][1] != "王伟" || rows[1][len(rows[1])-1] != "出勤 0/1 课，要求 100%" {
		t.Errorf("rows %q", rows)
	}
}

func TestOtherFormsAreNoSpreadsheets(t *testing.T) {
	c := newCentre(t)
	file := filepath.Join(t.TempDir(), "花名册.xlsx")
	_, err := printing.Print(t.Context(), c.store, printing.Job{Kind: printing.Roster, Spreadsheet: true, File: file})
	if model.CodeOf(err) != model.Invalid {
		t.Errorf("a roster as a spreadsheet: %v", err)
	}
}
