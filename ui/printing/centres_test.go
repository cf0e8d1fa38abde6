package printing_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jishi/model"
	"jishi/ui/printing"
)

// street is a centre's store that says what a street's overview does.
type street struct {
	printing.Store
	overview model.Overview
}

func (s street) Overview(_ context.Context, year, month int) (model.Overview, error) {
	s.overview.Year, s.overview.Month = year, month
	return s.overview, nil
}

func TestTheOverviewOfCentresIsAFormAndASpreadsheet(t *testing.T) {
	c := newCentre(t)
	st := street{c.store, model.Overview{Months: []model.Date{{Year: 2018, Month: 4}, {Year: 2018, Month: 5}}, Centres: []model.CentreFigures{
		{Name: "高山社区党群服务中心", Code: "410103008012", Members: 90, NoPhone: 3, Statistic: model.Statistic{Activities: 2, Times: 40, People: 30, Minutes: 90, Expected: 50, Came: 38}, Trend: []int{7, 40}},
		{Name: "长江社区党群服务中心", Members: 120, Overdue: true, Trend: []int{0, 0}},
	}}}
	st.overview.Sum = st.overview.Total()
	job := printing.Job{Kind: printing.CentreOverview, Month: model.Date{Year: 2018, Month: 5}, Ranked: model.CentresByMembers}
	name, err := printing.FileName(t.Context(), st, job)
	c.must(err)
	if name != "中心概览 2018年5月.pdf" {
		t.Errorf("the file is called %q", name)
	}
	job.File = filepath.Join(t.TempDir(), name)
	_, err = printing.Print(t.Context(), st, job)
	c.must(err)
	if info, err := os.Stat(job.File); err != nil || info.Size() < 10_000 {
		t.Errorf("the PDF: %v %v", info, err)
	}
	job.Spreadsheet, job.File = true, filepath.Join(t.TempDir(), "概览.xlsx")
	_, err = printing.Print(t.Context(), st, job)
	c.must(err)
	book, err := excelize.OpenFile(job.File)
	c.must(err)
	rows, err := book.GetRows(book.GetSheetName(0))
	c.must(err)
	c.must(book.Close())
	want := []string{
		"名次 代码 中心 最近上报 逾期 在册 缺生日 缺电话 场次 人次 人数 服务小时 应到人次 到会人次 到会率（%） 2018年4月人次 2018年5月人次",
		"1  长江社区党群服务中心  逾期 120 0 0 0 0 0 0 0 0  0 0",
		"2 410103008012 高山社区党群服务中心   90 0 3 2 40 30 1.5 50 38 76 7 40",
	}
	for i, line := range want {
		if got := strings.Join(rows[i], " "); got != line {
			t.Errorf("row %d is %q, want %q", i, got, line)
		}
	}
}
