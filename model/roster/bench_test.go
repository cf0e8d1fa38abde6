package roster_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
)

// benchRows is the size of the roster that benchmarks import:
// JISHI_BENCH_ROWS, or 50,000.
func benchRows() int {
	if n, err := strconv.Atoi(os.Getenv("JISHI_BENCH_ROWS")); err == nil && n > 0 {
		return n
	}
	return 50_000
}

// bigRoster is a roster of benchRows people as Excel would save it.
var bigRoster = sync.OnceValues(func() (content []byte, err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	day, err := file.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return nil, err
	}
	rows := benchRows()
	header := []any{
		"序号", "姓名", "身份证号", "性别", "民族", "籍贯", "学历", "学位", "出生年月", "手机号码", "所属组织", "入党时间", "转正时间",
		"人员类别", "类别", "工作单位及职务", "家庭住址", "困难党员", "备注",
	}
	if err := file.SetSheetRow("Sheet1", "A1", &header); err != nil {
		return nil, err
	}
	for i := range rows {
		born := time.Date(1935, 1, 1+i%21_000, 0, 0, 0, 0, time.UTC)
		joined := born.AddDate(25, i%12, i%28)
		row := []any{
			i + 1, numberedName(i), numberedID(i, born), []string{"女", "男"}[i%2], "汉族", "河南郑州", "大学", "学士",
			born, 19900000000 + i, fmt.Sprintf("第%d支部", i%200+1), joined.Format("2006-01-02"), joined.AddDate(1, 0, 0).Format("2006.1.2"),
			"正式党员", "社区", fmt.Sprintf("第%d单位 职员", i%700), fmt.Sprintf("大学路 %d 号院 %d 号", i%90+1, i), "否", nil,
		}
		if err := file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &row); err != nil {
			return nil, err
		}
	}
	if err := file.SetCellStyle("Sheet1", "I2", fmt.Sprintf("I%d", rows+1), day); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = file.Write(&out)
	return out.Bytes(), err
})

// numberedName makes up names, about 30,000 different ones.
func numberedName(i int) string {
	surnames := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
	given := []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文玉兰红")
	return string([]rune{surnames[i%len(surnames)], given[i/20%len(given)], given[i/600%len(given)]})
}

// numberedID makes up a valid ID number.
func numberedID(i int, born time.Time) string {
	digits := fmt.Sprintf("999999%s%03d", born.Format("20060102"), (i/21_000*2+i%2)%1000)
	for _, check := range "0123456789X" {
		if _, err := model.CheckIDNumber(digits + string(check)); err == nil {
			return digits + string(check)
		}
	}
	return digits
}

func bigFile(b *testing.B) string {
	b.Helper()
	content, err := bigRoster()
	if err != nil {
		b.Fatal(err)
	}
	return write(b, "大花名册.xlsx", content)
}

// peakMemory is the most memory that this process has held at once, in MB; 0
// where the system does not tell.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, _, _ := strings.Cut(strings.TrimSpace(after), " ")
	n, err := strconv.ParseFloat(kb, 64)
	if err != nil {
		return 0
	}
	return n / 1024
}

// forgetPeak starts peakMemory anew.
func forgetPeak(b *testing.B) {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Logf("the peak of memory includes the making of the file: %v", err)
	}
}

// BenchmarkImportFloor is excelize only reading the file.
func BenchmarkImportFloor(b *testing.B) {
	file := bigFile(b)
	forgetPeak(b)
	for b.Loop() {
		f, err := excelize.OpenFile(file, excelize.Options{RawCellValue: true, UnzipSizeLimit: 512 << 20, UnzipXMLSizeLimit: 512 << 20})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		count := 0
		for rows.Next() {
			cells, err := rows.Columns()
			if err != nil {
				b.Fatal(err)
			}
			if len(cells) > 0 {
				count++
			}
		}
		if count != benchRows()+1 {
			b.Fatalf("%d rows", count)
		}
		if err := errors.Join(rows.Close(), f.Close()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(peakMemory(), "MB-peak")
}

// BenchmarkImport reads the file, plans and stores it.
func BenchmarkImport(b *testing.B) {
	file := bigFile(b)
	dir := b.TempDir()
	forgetPeak(b)
	var read, planned, applied time.Duration
	n := 0
	for b.Loop() {
		b.StopTimer()
		n++
		st, err := store.Open(b.Context(), filepath.Join(dir, strconv.Itoa(n)), store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()

		start := time.Now()
		sheet, err := roster.Read(b.Context(), file)
		if err != nil {
			b.Fatal(err)
		}
		read += time.Since(start)
		start = time.Now()
		p, err := roster.Plan(b.Context(), sheet, st)
		if err != nil {
			b.Fatal(err)
		}
		planned += time.Since(start)
		start = time.Now()
		batch, err := st.ApplyImport(b.Context(), p)
		if err != nil {
			b.Fatal(err)
		}
		applied += time.Since(start)

		b.StopTimer()
		if batch.New != benchRows() {
			b.Fatalf("%d of %d people are new; %q", batch.New, benchRows(), p.Rows[len(p.Rows)-1].Reasons)
		}
		if err := st.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(peakMemory(), "MB-peak")
	b.ReportMetric(float64(read.Milliseconds())/float64(n), "ms-read/op")
	b.ReportMetric(float64(planned.Milliseconds())/float64(n), "ms-plan/op")
	b.ReportMetric(float64(applied.Milliseconds())/float64(n), "ms-store/op")
}
