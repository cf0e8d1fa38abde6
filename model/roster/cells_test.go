package roster_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"jishi/model"
)

// book writes a workbook and returns its path.
func book(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	out, err := f.WriteToBuffer()
	must(t, err)
	must(t, f.Close())
	return write(t, "花名册.xlsx", out.Bytes())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rows fills the first sheet from the top.
func rows(t testing.TB, f *excelize.File, list ...[]any) {
	t.Helper()
	for i, row := range list {
		must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
}

// styled is a value with a number format.
type styled struct {
	value  any
	format string
}

// read imports one person with one more cell and returns the row.
func read(t *testing.T, title string, value any, more ...any) model.ImportRow {
	t.Helper()
	header, row := []any{"姓名", title}, []any{"张三", value}
	for i := 0; i+1 < len(more); i += 2 {
		header, row = append(header, more[i]), append(row, more[i+1])
	}
	file := book(t, func(f *excelize.File) {
		if s, ok := value.(styled); ok {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &s.format})
			must(t, err)
			row[1] = s.value
			rows(t, f, header, row)
			must(t, f.SetCellStyle("Sheet1", "B2", "B2", style))
			return
		}
		rows(t, f, header, row)
	})
	p := plan(t, file, nobody{})
	if len(p.Rows) != 1 {
		t.Fatalf("%v: %d rows", value, len(p.Rows))
	}
	return p.Rows[0]
}

func TestDatesAreReadInEveryForm(t *testing.T) {
	day := time.Date(1960, 3, 5, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		value any
		want  string
	}{
		{day, "1960年3月5日"},
		{styled{day, "yyyy-mm-dd"}, "1960年3月5日"},
		{styled{day, `yyyy"年"m"月"d"日";@`}, "1960年3月5日"},
		{styled{day, `[$-804]yyyy"年"m"月";@`}, "1960年3月"},
		{styled{day, "yyyy.mm"}, "1960年3月"},
		{styled{day, `m"月"d"日"`}, "1960年3月5日"},
		{styled{time.Date(2018, 3, 5, 0, 0, 0, 0, time.UTC), `m"月"d"日"`}, "3月5日"},
		{styled{day.Add(30 * time.Hour), "yyyy/m/d h:mm"}, "1960年3月6日"},
		{styled{1960.1, "0.00"}, "1960年10月"},
		{styled{1960.12, "General"}, "1960年12月"},
		{styled{21980, "0"}, "1960年3月5日"},
		{"1960-03-05", "1960年3月5日"},
		{"1960-03-05 00:00:00", "1960年3月5日"},
		{"1960/3/5", "1960年3月5日"},
		{"1960.3.5", "1960年3月5日"},
		{"1960.3", "1960年3月"},
		{1960.3, "1960年3月"},
		{"1960年3月5日", "1960年3月5日"},
		{"1960年3月", "1960年3月"},
		{"１９６０年３月５日", "1960年3月5日"},
		{"19600305", "1960年3月5日"},
		{19600305, "1960年3月5日"},
		{19600305.0, "1960年3月5日"},
		{196003, "1960年3月"},
		{"196003", "1960年3月"},
		{1960, "1960年"},
		{"1960", "1960年"},
		{21980, "1960年3月5日"},
		{"21980", "1960年3月5日"},
		{" 1960-03-05\n", "1960年3月5日"},
		{"3月5日", "3月5日"},
		{"农历八月十五", "农历八月十五"},
		{"1960年闰六月初十", "农历1960年闰六月初十"},
		{"1950年腊月廿三", "农历1950年腊月廿三"},
		{"农历1938年三月廿八", "农历1938年三月廿八"},
		{"阴历1938-3-28", "农历1938年三月廿八"},
		{"", ""},
		{"无", ""},
		{"—", ""},
	} {
		row := read(t, "出生年月", c.value)
		if got := row.Member.Birthday.Chinese(); got != c.want || row.Fate != model.RowNew || len(row.Reasons) > 0 {
			t.Errorf("%v is read as %q, %s, %q; want %q", c.value, got, row.Fate, row.Reasons, c.want)
		}
	}
}

func TestALeapMonthThatNeverWasIsKeptAsThePlainOne(t *testing.T) {
	row := read(t, "出生年月", "1960年闰四月初十")
	if got := row.Member.Birthday.Chinese(); got != "农历1960年四月初十" || row.Fate != model.RowNew || len(row.Reasons) != 1 ||
		!strings.Contains(row.Reasons[0], "农历1960年没有闰四月") {
		t.Errorf("it is read as %q, %s, %q", got, row.Fate, row.Reasons)
	}
}

func TestADateThatCannotBeMakesTheRowWrong(t *testing.T) {
	for _, value := range []any{"1960-13-45", "1961-02-29", "19600230", 19601345, "农历1938年三月卅五", "60年3月", "1960.3.5.7"} {
		row := read(t, "出生年月", value)
		if row.Fate != model.RowWrong || len(row.Reasons) == 0 || !strings.HasPrefix(row.Reasons[0], "出生日期：") {
			t.Errorf("%v: %s, %q", value, row.Fate, row.Reasons)
		}
	}
	if row := read(t, "入党时间", "不详"); row.Fate != model.RowNew || len(row.Reasons) != 1 || !row.Member.Joined.IsZero() {
		t.Errorf("words in place of a date: %s, %q", row.Fate, row.Reasons)
	}
}

func TestJanuaryThatMayBeOctoberIsPointedOut(t *testing.T) {
	if row := read(t, "出生年月", 1960.1); len(row.Reasons) != 1 || row.Member.Birthday.Date.Month != 1 {
		t.Errorf("%v, %q", row.Member.Birthday, row.Reasons)
	}
	if row := read(t, "出生年月", "1960.1"); len(row.Reasons) != 0 || row.Member.Birthday.Date.Month != 1 {
		t.Errorf("a text says what it says: %v, %q", row.Member.Birthday, row.Reasons)
	}
	// The ID number knows.
	if row := read(t, "出生年月", 1960.1, "身份证号", validID("19601008")); len(row.Reasons) != 0 || row.Member.Birthday.Date != (model.Date{Year: 1960, Month: 10, Day: 8}) {
		t.Errorf("%v, %q", row.Member.Birthday, row.Reasons)
	}
}

func TestTheDateSystemOfOldMacsIsKnown(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		yes := true
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		rows(t, f, []any{"姓名", "出生年月"}, []any{"张三", 21980 - 1462})
		must(t, f.SetCellStyle("Sheet1", "B2", "B2", style))
	})
	if got := plan(t, file, nobody{}).Rows[0].Member.Birthday.String(); got != "1960-03-05" {
		t.Errorf("read as %s", got)
	}
}

func TestACalendarColumnMakesBirthdaysLunar(t *testing.T) {
	for _, c := range []struct {
		calendar string
		value    any
		want     string
	}{
		{"农历", "1938-03-28", "农历1938年三月廿八"},
		{"阴历", styled{time.Date(1938, 3, 28, 0, 0, 0, 0, time.UTC), "yyyy-mm-dd"}, "农历1938年三月廿八"},
		{"农历", 19380328, "农历1938年三月廿八"},
		{"农历", "1940-02-30", "农历1940年二月三十"},
		{"农历闰月", "1963-4-10", "农历1963年闰四月初十"},
		{"农历闰月", "1944-4-30", "农历1944年闰四月三十"}, // the plain fourth month had 29 days
		{"公历", "1938-03-28", "1938年3月28日"},
		{"", "1938-03-28", "1938年3月28日"},
		{"公历", "1938年三月廿八", "农历1938年三月廿八"},
		{"旧历", "8-15", "农历八月十五"},
		{"新历", "1938.3.28", "1938年3月28日"},
		{"阳历", 19380328, "1938年3月28日"},
		{"农历", "1938-03-28 00:00:00", "农历1938年三月廿八"},
		{"", "1938.3.28（阴）", "农历1938年三月廿八"},
		{"", "1938年八月十五", "农历1938年八月十五"},
	} {
		row := read(t, "出生日期", c.value, "历法", c.calendar)
		if got := row.Member.Birthday.Chinese(); got != c.want {
			t.Errorf("%s %v is read as %s, want %s; %q", c.calendar, c.value, got, c.want, row.Reasons)
		}
	}
	if got := read(t, "出生日期（农历）", "1938-03-28").Member.Birthday.Chinese(); got != "农历1938年三月廿八" {
		t.Errorf("a title that says 农历: %s", got)
	}
}

func TestNumbersThatWereTextAreTextAgain(t *testing.T) {
	for _, c := range []struct {
		title string
		value any
		want  func(model.Member) string
		text  string
	}{
		{"手机号码", 19900001234, phone, "19900001234"},
		{"手机号码", 1.9900001234e10, phone, "19900001234"},
		{"手机号码", "1.9900001234E10", phone, "19900001234"},
		{"手机号码", "19900001234.0", phone, "19900001234"},
		{"手机号码", "199 0000 1234", phone, "19900001234"},
		{"手机号码", "199-0000-1234", phone, "19900001234"},
		{"手机号码", "+8619900001234", phone, "19900001234"},
		{"手机号码", "'19900001234", phone, "19900001234"},
		{"联系电话", "0371-66660000", phone, "037166660000"},
		{"身份证号", "11010519491231002x", idNumber, "11010519491231002X"},
		{"身份证号", "１１０１０５１９４９１２３１００２Ｘ", idNumber, "11010519491231002X"},
		{"身份证号", " 110105 19491231 002X", idNumber, "11010519491231002X"},
		{"身份证号", 110105491231002, idNumber, "110105491231002"},
		{"身份证号", int64(440524188001010014), idNumber, "440524188001010014"},
		{"志愿者编号", styled{12, "0000"}, func(m model.Member) string { return m.VolunteerNumber }, "0012"},
	} {
		row := read(t, c.title, c.value)
		if got := c.want(row.Member); got != c.text || len(row.Reasons) > 0 {
			t.Errorf("%s %v is read as %q, want %q; %q", c.title, c.value, got, c.text, row.Reasons)
		}
	}
}

func phone(m model.Member) string    { return m.Phone }
func idNumber(m model.Member) string { return m.IDNumber }

// validID makes up a man's ID number for a day of birth, 19600305.
func validID(born string) string {
	for _, check := range "0123456789X" {
		number := "999999" + born + "001" + string(check)
		if _, err := model.CheckIDNumber(number); err == nil {
			return number
		}
	}
	panic("no check digit fits")
}

func TestAnIDNumberThatExcelSpoiledIsLeftOut(t *testing.T) {
	for _, value := range []any{410103196003051e3, 4.10103196003051e17, "4.10103E+17", "410103196003051000"} {
		row := read(t, "身份证号", value)
		if row.Member.IDNumber != "" || len(row.Reasons) != 1 || !strings.Contains(row.Reasons[0], "身份证号被 Excel 改成了数字，末几位可能丢失") {
			t.Errorf("%v: kept as %q, %q", value, row.Member.IDNumber, row.Reasons)
		}
	}
}

// A list exported with hidden digits, brought in again, must not make the
// hidden form the number.
func TestANumberWithHiddenDigitsIsLeftOut(t *testing.T) {
	for title, values := range map[string][]string{
		"身份证号": {"410103********002X", "410103xxxxxxxx002X", "４１０１０３＊＊＊＊＊＊＊＊００２１"},
		"电话":   {"138****5678", "138XXXX5678", "0371****5678、139****0000", "138××××5678"},
	} {
		for _, value := range values {
			row := read(t, title, value)
			if row.Member.IDNumber+row.Member.Phone != "" || len(row.Reasons) != 1 || !strings.Contains(row.Reasons[0], "中间几位被隐去了") {
				t.Errorf("%s %s: %q%q %v", title, value, row.Member.IDNumber, row.Member.Phone, row.Reasons)
			}
		}
	}
}

func TestAWrongCheckDigitIsWarnedAndKept(t *testing.T) {
	row := read(t, "身份证号", "110105194912310021")
	if row.Fate != model.RowNew || row.Member.IDNumber != "110105194912310021" || len(row.Reasons) != 1 || !strings.Contains(row.Reasons[0], "校验码") {
		t.Errorf("%s, %q, %q", row.Fate, row.Member.IDNumber, row.Reasons)
	}
	if row.Member.Sex != "" || !row.Member.Birthday.IsZero() {
		t.Errorf("facts were taken from it: %+v", row.Member)
	}
}

func TestTheIDNumberFillsWhatIsBlank(t *testing.T) {
	m := read(t, "公民身份号码", "11010519491231002X").Member
	if m.Sex != model.Female || m.Birthday.String() != "1949-12-31" {
		t.Errorf("sex %q, born %s", m.Sex, m.Birthday)
	}
	if m = read(t, "公民身份号码", "11010519491231002X", "出生年月", "1949.12").Member; m.Birthday.String() != "1949-12-31" {
		t.Errorf("the day is not filled in: %s", m.Birthday)
	}
	row := read(t, "公民身份号码", "11010519491231002X", "出生年月", "1950-01-01", "性别", "男")
	if row.Member.Birthday.String() != "1950-01-01" || row.Member.Sex != model.Male || len(row.Reasons) != 2 {
		t.Errorf("where they differ: %+v, %q", row.Member, row.Reasons)
	}
}

func TestTextsAreNeverWorkedOut(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", `=HYPERLINK("http://example.org")`, "=cmd|'/c calc'!A1"} {
		if got := read(t, "备注", text).Member.Notes; got != text {
			t.Errorf("%q is read as %q", text, got)
		}
	}
	file := book(t, func(f *excelize.File) {
		rows(t, f, []any{"姓名", "备注", "住址"}, []any{"张三", nil, "大学路"})
		must(t, f.SetCellFormula("Sheet1", "B2", "1+1"))
	})
	if m := plan(t, file, nobody{}).Rows[0].Member; m.Notes != "" || m.Address != "大学路" {
		t.Errorf("a formula without a result gives %q", m.Notes)
	}
}

func TestNamesThatCannotBeKeptAreWrong(t *testing.T) {
	for name, value := range map[string]string{
		"300 characters": strings.Repeat("长", 300), "a NUL": "张\x00三", "invalid UTF-8": "张\xff三",
	} {
		content := "姓名,性别\n\"" + value + "\",男\n李四,女\n"
		if name == "invalid UTF-8" {
			content += strings.Repeat("王五王五,女\n", 5) // so that the file is UTF-8 beyond doubt
		}
		p := plan(t, write(t, "花名册.csv", []byte(content)), nobody{})
		if p.Rows[0].Fate != model.RowWrong || len(p.Rows[0].Reasons) == 0 || p.Rows[1].Fate != model.RowNew {
			t.Errorf("%s: %s, %q; next row %s", name, p.Rows[0].Fate, p.Rows[0].Reasons, p.Rows[1].Fate)
		}
	}
}

func TestOtherWordsForTheSameAreUnderstood(t *testing.T) {
	m := read(t, "困难党员", "是", "流动", "√", "是否失联", "否", "民族", "汉", "人员类别", "预备", "类别", "社区党员",
		"工作单位及职务", "二七区民政局 科员", "党务工作者", "是", "性别", "男性").Member
	if got := fmt.Sprint(m.Tags, m.Ethnic, m.Standing, m.Category, m.Employer, m.Post, m.PartyPost, m.Sex); got != "[困难 流动 党务工作者]汉族预备党员社区二七区民政局科员male" {
		t.Errorf("read as %s", got)
	}
}
