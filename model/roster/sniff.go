package roster

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// form is what a file really is, whatever it is called.
type form int

const (
	foreignForm form = iota // nothing that can be read
	workbookForm
	textForm
)

// signatures begin the files that people choose by mistake.
var signatures = []struct{ start, what string }{
	{"%PDF", "PDF 文件"},
	{"\x89PNG", "图片"},
	{"\xff\xd8\xff", "图片"},
	{"GIF8", "图片"},
	{"BM", "图片"},
	{"Rar!", "压缩包"},
	{"7z\xbc\xaf", "压缩包"},
	{"\x1f\x8b", "压缩包"},
	{"MZ", "程序"},
	{"\x7fELF", "程序"},
	{"SQLite format 3", "数据库"},
	{"{\\rtf", "文档"},
}

const saveAsWorkbook = "请在 Excel 或 WPS 里“另存为”.xlsx 后再导入。"

// sniff tells what content is by looking at it, and in a plain sentence why a
// foreign one cannot be read.
func sniff(content []byte) (is form, refusal string) {
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")), bytes.HasPrefix(content, []byte("PK\x05\x06")):
		return sniffZip(content)
	case bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return foreignForm, refuseOLE(content)
	}
	for _, s := range signatures {
		// A text may begin with the letters of a two-letter signature.
		if bytes.HasPrefix(content, []byte(s.start)) && (len(s.start) > 2 || looksBinary(content)) {
			return foreignForm, "这是" + s.what + "，不是花名册，请选 .xlsx 或 .csv 文件。"
		}
	}
	start := strings.ToLower(strings.TrimLeft(string(content[:min(1024, len(content))]), "\ufeff \t\r\n"))
	switch {
	case strings.HasPrefix(start, "<") && (strings.Contains(start, "<html") || strings.Contains(start, "<table")):
		return foreignForm, "这个文件其实是网页格式，" + saveAsWorkbook
	case strings.HasPrefix(start, "<?xml") && strings.Contains(start, "spreadsheet"):
		return foreignForm, "这是 XML 表格，" + saveAsWorkbook
	case looksBinary(content):
		return foreignForm, "这不是电子表格，请选 .xlsx 或 .csv 花名册。"
	case len(bytes.TrimSpace(content)) == 0:
		return foreignForm, "这个文件是空的。"
	}
	return textForm, ""
}

// looksBinary reports whether too many of the first bytes are control
// characters for a text. A few may be there through damage: their rows are
// refused one by one.
func looksBinary(content []byte) bool {
	if utf16Order(content) != nil {
		return false
	}
	head := content[:min(4096, len(content))]
	control := 0
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' || b == 0x7f {
			control++
		}
	}
	return control*20 > len(head)
}

// refuseOLE says which of the older Office formats content is.
func refuseOLE(content []byte) string {
	has := func(stream string) bool {
		var name []byte
		for _, unit := range utf16.Encode([]rune(stream)) {
			name = append(name, byte(unit), byte(unit>>8))
		}
		return bytes.Contains(content, name)
	}
	switch {
	case has("EncryptedPackage"):
		return "这个文件加了密码，请在 Excel 或 WPS 里取消密码并保存后再导入。"
	case has("WordDocument"):
		return "这是 Word 文档，不是电子表格，请选 .xlsx 或 .csv 花名册。"
	case has("PowerPoint Document"):
		return "这是演示文稿，不是电子表格，请选 .xlsx 或 .csv 花名册。"
	}
	return "这是旧版 Excel 文件（.xls），" + saveAsWorkbook
}

// sniffZip tells a workbook from the other things that are zip files, and
// refuses one that would unpack to more than any roster holds.
func sniffZip(content []byte) (form, string) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return foreignForm, "这个文件已损坏或没有复制完整，请重新复制，或" + saveAsWorkbook
	}
	what, total := "", uint64(0)
	for _, part := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(part.Name, "\\", "/"))
		total += part.UncompressedSize64
		if total > maxUnzipBytes || name == "xl/sharedstrings.xml" && part.UncompressedSize64 > maxStringBytes {
			return foreignForm, fmt.Sprintf("这个文件展开后超过 %d MB，不像花名册，没有读取。", maxUnzipBytes>>20)
		}
		if known := whatHolds(name); known != "" {
			what = known
		}
	}
	switch what {
	case workbookParts:
		return workbookForm, ""
	case "":
		return foreignForm, "这是压缩包，请先解压，再选里面的 .xlsx 或 .csv 花名册。"
	case "Word 文档", "演示文稿":
		return foreignForm, "这是" + what + "，不是电子表格，请选 .xlsx 或 .csv 花名册。"
	}
	return foreignForm, "这是" + what + "，" + saveAsWorkbook
}

const workbookParts = "电子表格"

// whatHolds tells what a zip file is that has a part of this name, in small
// letters; "" where many things have one.
func whatHolds(part string) string {
	switch {
	case part == "xl/workbook.bin":
		return "二进制的 Excel 文件（.xlsb）"
	case strings.HasPrefix(part, "xl/workbook") && strings.HasSuffix(part, ".xml"):
		return workbookParts
	case strings.HasPrefix(part, "word/"):
		return "Word 文档"
	case strings.HasPrefix(part, "ppt/"):
		return "演示文稿"
	case part == "content.xml":
		return " OpenDocument 文件"
	}
	return ""
}
