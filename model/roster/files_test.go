package roster_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jishi/model"
	"jishi/model/roster"
	"jishi/resources/sample"
)

// refused reads a file that must be refused and returns the sentence.
func refused(t *testing.T, file string) string {
	t.Helper()
	sheet, err := roster.Read(t.Context(), file)
	var told *model.Error
	if sheet != nil || !errors.As(err, &told) || told.Code != model.Unreadable {
		t.Errorf("%s: not refused: %v", file, err)
		return ""
	}
	if !strings.HasSuffix(told.Message, "。") && !strings.Contains(told.Message, "：") || strings.Contains(told.Message, "\n") {
		t.Errorf("%s: %q is not one plain sentence", file, told.Message)
	}
	return told.Message
}

func zipOf(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range parts {
		part, err := w.Create(name)
		must(t, err)
		_, err = part.Write([]byte(content))
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

// ole is the start of an old Office file with one stream.
func ole(stream string) []byte {
	out := bytes.NewBuffer(append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1016)...))
	for _, unit := range utf16.Encode([]rune(stream)) {
		out.Write(binary.LittleEndian.AppendUint16(nil, unit))
	}
	out.Write(make([]byte, 512))
	return out.Bytes()
}

func TestFilesThatAreNoRosterAreRefusedInPlainWords(t *testing.T) {
	protected := func() []byte {
		f := excelize.NewFile()
		rows(t, f, []any{"姓名"}, []any{"张三"})
		var out bytes.Buffer
		must(t, f.Write(&out, excelize.Options{Password: "secret"}))
		must(t, f.Close())
		return out.Bytes()
	}
	noName := book(t, func(f *excelize.File) { rows(t, f, []any{"序号", "性别"}, []any{1, "男"}) })
	content, err := os.ReadFile(noName)
	must(t, err)
	blank := book(t, func(*excelize.File) {})
	blankContent, err := os.ReadFile(blank)
	must(t, err)
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"空.xlsx", nil, "空的"},
		{"空白.csv", []byte(" \r\n\n"), "空的"},
		{"旧.xls", ole("Workbook"), "这是旧版 Excel 文件（.xls），请在 Excel 或 WPS 里“另存为”.xlsx 后再导入。"},
		{"旧.xlsx", ole("Book"), "另存为"},
		{"加密.xlsx", protected(), "加了密码"},
		{"加密2.xlsx", ole("EncryptedPackage"), "加了密码"},
		{"通知.doc", ole("WordDocument"), "Word"},
		{"图.xlsx", []byte("\x89PNG\r\n\x1a\n0000"), "图片"},
		{"照片.csv", append([]byte("\xff\xd8\xff\xe0"), make([]byte, 100)...), "图片"},
		{"文件.csv", []byte("%PDF-1.7\n"), "PDF"},
		{"程序.xlsx", append([]byte("MZ"), make([]byte, 300)...), "程序"},
		{"乱.xlsx", []byte("\x00\x01\x02\x03\x04\x05\x06\x07"), "不是电子表格"},
		{"网页.xls", []byte("<html><body><table><tr><td>姓名</td></tr></table></body></html>"), "网页"},
		{"表.xml", []byte("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"), "XML"},
		{"文档.docx", zipOf(t, map[string]string{"word/document.xml": "<w/>"}), "Word"},
		{"表.ods", zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "OpenDocument"},
		{"表.xlsb", zipOf(t, map[string]string{"xl/workbook.bin": "x"}), ".xlsb"},
		{"包.zip", zipOf(t, map[string]string{"花名册.csv": "姓名\n"}), "压缩包"},
		{"截断.xlsx", sample.Roster[:len(sample.Roster)/2], "损坏"},
		{"空壳.xlsx", zipOf(t, map[string]string{"xl/workbook.xml": "<workbook/>"}), "损坏"},
		{"没有姓名.xlsx", content, "没有找到“姓名”这一列"},
		{"空表.xlsx", blankContent, "没有内容"},
		{"没有姓名.csv", []byte("序号,性别\n1,男\n"), "没有找到“姓名”这一列"},
		{"只有表头.csv", []byte("姓名,性别\n"), "没有人员"},
		{"引号.csv", []byte("姓名,备注\n张三,\"说明" + strings.Repeat("\n李四,", 60)), "引号"},
		{"乱码.csv", []byte("姓名,性别\n\x81\xff\xff\x81,男\n"), "无法识别"},
		{"半个.csv", []byte("\xff\xfe\xd3\x59\x0d"), "编码"},
	} {
		if got := refused(t, write(t, c.name, c.content)); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q does not say %q", c.name, got, c.want)
		}
	}
	if got := refused(t, t.TempDir()); !strings.Contains(got, "文件夹") {
		t.Errorf("a folder: %q", got)
	}
	if got := refused(t, filepath.Join(t.TempDir(), "没有.xlsx")); !strings.Contains(got, "没有找到这个文件") {
		t.Errorf("no file: %q", got)
	}
	if got := refused(t, write(t, "~$花名册.xlsx", []byte("x"))); !strings.Contains(got, "临时文件") {
		t.Errorf("Excel's own file: %q", got)
	}
}

func TestAZipBombIsRefusedUnopened(t *testing.T) {
	var packed bytes.Buffer
	compressor, err := flate.NewWriter(&packed, flate.BestCompression)
	must(t, err)
	_, err = compressor.Write(make([]byte, 4<<20))
	must(t, err)
	must(t, compressor.Close())
	bomb := func(saysToHold uint64) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
			part, err := w.CreateRaw(&zip.FileHeader{
				Name: name, Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: saysToHold,
			})
			must(t, err)
			_, err = part.Write(packed.Bytes())
			must(t, err)
		}
		must(t, w.Close())
		return out.Bytes()
	}
	if got := refused(t, write(t, "炸弹.xlsx", bomb(1<<30))); !strings.Contains(got, "展开后超过") {
		t.Errorf("refused with %q", got)
	}
	if got := refused(t, write(t, "炸弹.xlsx", bomb(1000))); !strings.Contains(got, "损坏") {
		t.Errorf("one that says it is small is refused with %q", got)
	}
}

func TestTheContentDecidesNotTheName(t *testing.T) {
	text := []byte("姓名,性别\n张三,男\n")
	for name, content := range map[string][]byte{"花名册.xlsx": text, "花名册.txt": text, "花名册": text, "花名册.csv": sample.Roster} {
		if p := plan(t, write(t, name, content), nobody{}); len(p.Rows) == 0 || p.File != name {
			t.Errorf("%s: %d rows of %q", name, len(p.Rows), p.File)
		}
	}
}

func TestTextFilesOfEveryEncodingAreRead(t *testing.T) {
	const text = "花名册,,\r\n姓名,性别,备注\r\n解䶮,男,\"一行\r\n两行\"\r\n李㛃,女,\r\n仇𬭎,男,𠮷\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	must(t, err)
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(strings.NewReplacer("䶮", "龚", "㛃", "洁", "𬭎", "宏", "𠮷", "吉").Replace(text)))
	must(t, err)
	wide := func(order binary.AppendByteOrder) []byte {
		out := order.AppendUint16(nil, 0xfeff)
		for _, unit := range utf16.Encode([]rune(text)) {
			out = order.AppendUint16(out, unit)
		}
		return out
	}
	for name, content := range map[string][]byte{
		"UTF-8":          []byte(text),
		"UTF-8 with BOM": []byte("\ufeff" + text),
		"GB18030":        gb,
		"UTF-16LE":       wide(binary.LittleEndian),
		"UTF-16BE":       wide(binary.BigEndian),
		"tabs":           []byte(strings.ReplaceAll(text, ",", "\t")),
		"semicolons":     []byte(strings.ReplaceAll(text, ",", ";")),
		"wide commas":    []byte(strings.ReplaceAll(text, ",", "，")),
		"line feeds":     []byte(strings.ReplaceAll(text, "\r\n", "\n")),
	} {
		p := plan(t, write(t, "花名册.csv", content), nobody{})
		var names []string
		var numbers []int
		for _, row := range p.Rows {
			names, numbers = append(names, row.Member.Name), append(numbers, row.Number)
		}
		if !slices.Equal(names, []string{"解䶮", "李㛃", "仇𬭎"}) || !slices.Equal(numbers, []int{3, 4, 5}) {
			t.Errorf("%s: %q in rows %v", name, names, numbers)
		}
		if got := p.Rows[0].Member.Notes; got != "一行 两行" {
			t.Errorf("%s: notes %q", name, got)
		}
	}
	if got := plan(t, write(t, "花名册.csv", gbk), nobody{}).Rows[0].Member.Name; got != "解龚" {
		t.Errorf("GBK: %q", got)
	}
}

func TestACommaFileKeepsWhatSpreadsheetsPutAroundTexts(t *testing.T) {
	p := plan(t, write(t, "花名册.csv", []byte("姓名,电话,备注,身份证号\n张三,\"=\"\"19900001234\"\"\",'=1+1,\"\t11010519491231002X\"\n")), nobody{})
	if m := p.Rows[0].Member; m.Phone != "19900001234" || m.Notes != "=1+1" || m.IDNumber != "11010519491231002X" {
		t.Errorf("%+v", m)
	}
}

func TestHeadersAreFoundWhereverTheyAre(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		rows(t, f,
			[]any{"高山社区党员花名册（姓名以身份证为准）"},
			[]any{"填报单位：高山社区"},
			[]any{"序号", "姓  名", "基本情况", nil, "联系方式", nil, "所在\n党支部", "党龄", "血型"},
			[]any{nil, nil, "性别", "出生年月*", "手机（常用）", "现住址", nil, nil, nil},
			[]any{1, "张　三", "男", "1960.3", "19900001234", "大学路", "一支部", 30, "A"},
			[]any{2, "李四", "女", nil, nil, nil, nil, nil, nil},
			[]any{"序号", "姓名", "性别"},
			[]any{3, "阿依古丽.买买提", "女"},
			[]any{4},
			[]any{"合计", "3 人"},
			[]any{"填表人：王芳"},
		)
		for _, area := range [][2]string{{"A1", "I1"}, {"A3", "A4"}, {"B3", "B4"}, {"C3", "D3"}, {"E3", "F3"}, {"G3", "G4"}, {"H3", "H4"}, {"I3", "I4"}, {"G5", "G9"}, {"A10", "A10"}} {
			must(t, f.MergeCell("Sheet1", area[0], area[1]))
		}
		_, err := f.NewSheet("第二批")
		must(t, err)
		must(t, f.SetSheetRow("第二批", "A1", &[]any{"姓名", "性别"}))
	})
	sheet, err := roster.Read(t.Context(), file)
	must(t, err)
	var columns []string
	for _, c := range sheet.Columns {
		if c.Key != "" {
			columns = append(columns, fmt.Sprint(c.Index, c.Label))
		}
	}
	if got := strings.Join(columns, " "); got != "1姓名 2性别 3出生日期 4电话 5住址 6所属支部" {
		t.Errorf("columns: %s", got)
	}
	p, err := roster.Plan(t.Context(), sheet, nobody{})
	must(t, err)
	var got []string
	for _, row := range p.Rows {
		got = append(got, fmt.Sprint(row.Number, row.Member.Name, row.BranchName, row.Fate))
	}
	if want := "5张三一支部new 6李四一支部new 8阿依古丽·买买提一支部new"; strings.Join(got, " ") != want {
		t.Errorf("rows: %q", got)
	}
	for _, note := range []string{"没有用到的列：“血型”。", "第 10、11 行不是人员，已跳过。", "只读了工作表“Sheet1”，没有读“第二批”。"} {
		if !slices.Contains(p.Notes, note) {
			t.Errorf("%q is not among the notes %q", note, p.Notes)
		}
	}
}

func TestARosterOnALaterSheetIsFound(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		rows(t, f, []any{"填表说明"})
		_, err := f.NewSheet("旧名单")
		must(t, err)
		must(t, f.SetSheetRow("旧名单", "A1", &[]any{"姓名"}))
		must(t, f.SetSheetVisible("旧名单", false))
		_, err = f.NewSheet("名单")
		must(t, err)
		must(t, f.SetSheetRow("名单", "B3", &[]any{"姓名", "性别"}))
		must(t, f.SetSheetRow("名单", "B4", &[]any{"张三", "男"}))
		must(t, f.AddChartSheet("图", &excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{{Values: "Sheet1!$A$1:$A$2"}}}))
	})
	if p := plan(t, file, nobody{}); p.Sheet != "名单" || len(p.Rows) != 1 || p.Rows[0].Number != 4 {
		t.Errorf("sheet %q, rows %+v", p.Sheet, p.Rows)
	}
}

func TestReadingStopsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	content := "姓名\n" + strings.Repeat("张三\n", 5000)
	_, err := roster.ReadWithProgress(ctx, write(t, "花名册.csv", []byte(content)), func(done, total int) {
		if done <= 0 || done > total {
			t.Errorf("progress %d of %d", done, total)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	sheet, err := roster.Read(t.Context(), write(t, "花名册.csv", []byte(content)))
	must(t, err)
	if _, err := roster.Plan(ctx, sheet, nobody{}); !errors.Is(err, context.Canceled) {
		t.Errorf("planning ended with %v", err)
	}
}
