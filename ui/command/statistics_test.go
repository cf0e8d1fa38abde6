package command_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// statistics is what the command answers.
type statistics struct {
	From, To, By string
	Rows         []row
	Sum          row
}

type row struct {
	Key, Name                                          string
	Activities, Times, People, Minutes, Expected, Came int
	Rate                                               *float64
}

func TestStatisticsAreAskedForByPeriodAndGrouping(t *testing.T) {
	dir := demo(t)
	var year, quarter, month, days statistics
	book := filepath.Join(t.TempDir(), "统计.xlsx")
	ask(t, &year, "statistics", "--data", dir, "--date", "2018-05-07", "--out", book)
	ask(t, &quarter, "statistics", "--data", dir, "--quarter", "2018-1", "--by", "month")
	ask(t, &month, "statistics", "--data", dir, "--month", "2018-04", "--by", "category")
	ask(t, &days, "statistics", "--data", dir, "--from", "2018-04-01", "--days", "30", "--by", "home")
	if year.From != "2018-01-01" || year.To != "2018-12-31" || year.By != "kind" || quarter.To != "2018-03-31" || month.From != "2018-04-01" {
		t.Errorf("asked for %s to %s by %s, %s, %s", year.From, year.To, year.By, quarter.To, month.From)
	}
	sum := 0
	for _, r := range year.Rows {
		sum += r.Times
	}
	if year.Sum.Times == 0 || sum != year.Sum.Times || year.Sum.People > year.Sum.Times || year.Sum.Rate == nil {
		t.Errorf("the year is %+v, its rows add up to %d", year.Sum, sum)
	}
	if len(quarter.Rows) != 3 || quarter.Sum.Activities == 0 || quarter.Sum.Activities >= year.Sum.Activities {
		t.Errorf("the quarter is %+v", quarter)
	}
	if month.Sum.Times != days.Sum.Times || month.Sum.People != days.Sum.People {
		t.Errorf("April is %+v, its thirty days are %+v", month.Sum, days.Sum)
	}
	file, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	if sheets := file.GetSheetList(); len(sheets) < 6 || sheets[0] != "按活动类别" {
		t.Errorf("the sheets are %q", sheets)
	}
	for _, args := range [][]string{
		{"--by", "colour"}, {"--year", "2018", "--month", "2018-05"}, {"--from", "2018-05-01"}, {"--days", "3"}, {"--quarter", "2018-5"}, {"--quarter", "2018"},
	} {
		refuse(t, 2, append([]string{"statistics", "--data", dir}, args...)...)
	}
}

func TestTheSummaryOfServiceIsOfAnyPeriodAndByWhatIsAskedFor(t *testing.T) {
	dir := demo(t)
	sheets := func(args ...string) []string {
		t.Helper()
		book := filepath.Join(t.TempDir(), "总结.xlsx")
		var answer struct{ File string }
		ask(t, &answer, slices.Concat([]string{"print", "volunteer-year", "--data", dir, "--out", book}, args)...)
		file, err := excelize.OpenFile(book)
		if err != nil {
			t.Fatal(err)
		}
		return file.GetSheetList()
	}
	if got := sheets("--from", "2018-04-01", "--days", "30", "--by", "team-class"); !slices.Equal(got, []string{"按服务队类别"}) {
		t.Errorf("the sheets are %q", got)
	}
	if got := sheets("--month", "2018-04"); len(got) != 7 || got[0] != "按月份" {
		t.Errorf("the sheets are %q", got)
	}
	book := filepath.Join(t.TempDir(), "总结.xlsx")
	refuse(t, 2, "print", "volunteer-year", "--by", "presenter", "--data", dir, "--out", book)
	refuse(t, 2, "print", "volunteer-year", "--by", "team", "--data", dir, "--out", strings.TrimSuffix(book, "xlsx")+"pdf")
	refuse(t, 1, "print", "volunteer-year", "--year", "1999", "--data", dir, "--out", strings.TrimSuffix(book, "xlsx")+"pdf")
}
