package command_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
	"jishi/resources/sample"
	"jishi/ui/command"
)

// TestABadRosterIsRefusedAndNothingIsLost hands the import what staff hand it
// by mistake.
func TestABadRosterIsRefusedAndNothingIsLost(t *testing.T) {
	dir := demo(t)
	before := membersOf(t, dir)
	ole := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 4096)...)
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"空.xlsx":     {nil, "空"},
		"旧版.xls":     {ole, "另存为"},
		"照片.xlsx":    {[]byte("\xff\xd8\xff\xe0 JFIF photo"), ""},
		"报告.csv":     {[]byte("%PDF-1.4 not a roster"), ""},
		"截断.xlsx":    {sample.Roster[:len(sample.Roster)/2], ""},
		"没有姓名.csv":   {[]byte("序号,电话\n1,19900000001\n"), "姓名"},
		"炸弹.xlsx":    {bomb(t), ""},
		"乱码.csv":     {[]byte("姓名,电话\n\xff\xff\xff\xff,1\n"), ""},
		"零字节.csv":    {make([]byte, 300), ""},
		"没有工作表.xlsx": {emptyZip(t), ""},
	} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		if line := refuse(t, 1, "import", file, "--apply", "--data", dir); !strings.Contains(line, c.says) {
			t.Errorf("%s: %q does not speak of %s", name, line, c.says)
		}
	}
	if after := membersOf(t, dir); after != before {
		t.Error("a refused roster changed the members")
	}
}

func membersOf(t *testing.T, dir string) string {
	t.Helper()
	status, out, complaint := jishi(t, "members", "--data", dir, "--json")
	if status != 0 {
		t.Fatal(complaint)
	}
	return out
}

// bomb is a workbook whose one sheet unpacks to a gigabyte.
func bomb(t *testing.T) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	r, err := zip.NewReader(bytes.NewReader(sample.Roster), int64(len(sample.Roster)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	sheet, err := w.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range 1 << 10 {
		if _, err := sheet.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func emptyZip(t *testing.T) []byte {
	t.Helper()
	var packed bytes.Buffer
	if err := zip.NewWriter(&packed).Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func TestAStrangeRowIsToldAndTheRestIsImported(t *testing.T) {
	dir := demo(t)
	roster := "姓名,身份证号,出生年月,手机号码,备注\n" +
		"好人甲,,1960-03-05,19900008001,=1+1\n" +
		"坏日子,,1960-13-45,19900008002,\n" +
		strings.Repeat("长", 300) + ",,,19900008003,\n" +
		"校验错,999999196003050011,,19900008004,@x\n" +
		"同号甲,11010519491231002X,,,\n" +
		"同号乙,11010519491231002X,,,\n" +
		"零字\x00节,,,,\n"
	file := filepath.Join(t.TempDir(), "名单.csv")
	if err := os.WriteFile(file, []byte(roster), 0o600); err != nil {
		t.Fatal(err)
	}
	var done imported
	ask(t, &done, "import", file, "--apply", "--data", dir)
	wrong := map[int]bool{}
	for _, e := range done.Errors {
		wrong[e.Row] = true
	}
	for _, row := range []int{3, 4, 8} {
		if !wrong[row] {
			t.Errorf("row %d is not told as wrong: %+v", row, done.Errors)
		}
	}
	var kept []struct{ Name, IDNumber string }
	ask(t, &kept, "members", "--search", "校验错", "--data", dir)
	if len(kept) != 1 || kept[0].IDNumber != "999999196003050011" {
		t.Errorf("the ID number with a wrong check digit was not kept: %+v", kept)
	}
	if done.New+done.Changed+done.Unchanged+done.Doubtful+len(wrong) != done.Rows {
		t.Errorf("the counts do not add up: %+v", done)
	}
}

func TestAFailedPrintLeavesTheEarlierFile(t *testing.T) {
	dir := demo(t)
	file := filepath.Join(t.TempDir(), "花名册.pdf")
	if err := os.WriteFile(file, []byte("earlier"), 0o600); err != nil {
		t.Fatal(err)
	}
	refuse(t, 1, "print", "record", "--id", "nobody", "--out", file, "--data", dir)
	if kept, err := os.ReadFile(file); err != nil || string(kept) != "earlier" {
		t.Errorf("the earlier file is %q, %v", kept, err)
	}
	if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestAProofIsVerifiedWithoutANetwork(t *testing.T) {
	dir := demo(t)
	st, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := st.Certificates(t.Context(), store.CertificateFilter{Kind: model.ServiceProof})
	if err != nil || len(list) != 3 {
		t.Fatalf("%d proofs, %v", len(list), err)
	}
	proofs, err := st.Proofs(t.Context(), []model.ID{list[0].ID, list[2].ID})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	verify := func(code string) (int, string) {
		var out, complaint bytes.Buffer
		status := command.Main(t.Context(), command.Env{Out: &out, Err: &complaint}, []string{"verify", code, "--data", dir})
		return status, out.String()
	}
	valid, void := proofs[0].Code, proofs[1].Code
	altered := valid[:40] + "0" + valid[41:]
	if altered == valid {
		altered = valid[:40] + "1" + valid[41:]
	}
	for _, c := range []struct {
		code, want string
		status     int
	}{
		{strings.ToLower(valid), "真实有效", 0},
		{strings.ReplaceAll(valid, "-", " "), proofs[0].Number, 0},
		{altered, "核验不通过", 1},
		{void, "已作废，原因：服务内容写错", 1},
		{"JS1-00000", "核验不通过", 1},
	} {
		if status, text := verify(c.code); status != c.status || !strings.Contains(text, c.want) {
			t.Errorf("%s: status %d, %s", c.code, status, text)
		}
	}
}
