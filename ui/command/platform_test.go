package command_test

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestWhatWasWrittenForAPlatformIsTickedAndNotWrittenAgain(t *testing.T) {
	dir := demo(t)
	book := filepath.Join(t.TempDir(), "待填报.xlsx")
	var pending []struct{ People, Minutes int }
	ask(t, &pending, "platform", "--data", dir, "--date", "2018-05-07")
	people := 0
	for _, p := range pending {
		people += p.People
	}
	var written struct {
		Rows   int
		Marked bool
	}
	ask(t, &written, "platform", "--data", dir, "--date", "2018-05-07", "--out", book, "--mark")
	if people == 0 || written.Rows != people || !written.Marked {
		t.Fatalf("%d wait, written %+v", people, written)
	}
	file, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := file.GetRows("二七志愿汇")
	if err != nil || len(rows) != people+1 || rows[0][0] != "姓名" || rows[0][1] != "平台编号" {
		t.Errorf("%d rows, %v; the head is %v", len(rows), err, rows[0])
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	refuse(t, 1, "platform", "--data", dir, "--date", "2018-05-07", "--out", book)
	var undone struct{ Undone int }
	ask(t, &undone, "platform", "--data", dir, "--undo")
	if undone.Undone != people {
		t.Errorf("took %d ticks back", undone.Undone)
	}
	refuse(t, 1, "platform", "--data", dir, "--platform", "没有的平台")
	refuse(t, 2, "platform", "--data", dir, "--mark")
}
