// Command generate writes the sample roster resources/sample/花名册.xlsx. It
// writes the same bytes each time. The people are made up; their roster is as
// untidy as real ones: titles above the header, merged cells, dates and
// numbers in every form.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jishi/model"
)

func main() {
	log.SetFlags(0)
	people, err := readPeople()
	if err != nil {
		log.Fatal(err)
	}
	content, err := roster(people)
	if err != nil {
		log.Fatal(err)
	}
	file := filepath.Join("resources", "sample", "花名册.xlsx")
	if err := os.WriteFile(file, content, 0o644); err != nil { //nolint:gosec // meant to be read
		log.Fatal(err)
	}
	log.Printf("%s: %d people", file, len(people))
}

const (
	sheet     = "党员花名册"
	headerRow = 3
	notice    = "示例数据，人名均为虚构"
)

// columns are the titles of the table with the widths of their columns, in
// characters.
var columns = []struct {
	title string
	width float64
}{
	{"序号", 6},
	{"所在支部", 15},
	{"姓　名", 20},
	{"性别", 6},
	{"民族", 10},
	{"籍贯", 11},
	{"学历", 8},
	{"学位", 7},
	{"出生年月\n（年月日）", 16},
	{"历法", 7},
	{"公民身份号码", 22},
	{"联系电话", 16},
	{"人员类别", 14},
	{"类别", 10},
	{"入党时间", 14},
	{"转正时间", 14},
	{"党内职务", 13},
	{"工作单位及职务", 32},
	{"家庭住址", 32},
	{"困难党员", 10},
	{"是否独居", 10},
	{"流动党员", 10},
	{"志愿者编号", 14},
	{"备注", 24},
}

// styles of the sheet.
type styles struct{ title, notice, head, text, day, month int }

// writer writes the workbook; the first error stays.
type writer struct {
	file *excelize.File
	styles
	err error
}

func (w *writer) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) style(s *excelize.Style) int {
	id, err := w.file.NewStyle(s)
	w.try(err)
	return id
}

func (w *writer) set(column, row int, value any) {
	w.try(w.file.SetCellValue(sheet, w.cell(column, row), value))
}

func (w *writer) cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	w.try(err)
	return name
}

// roster makes the workbook.
func roster(people []person) (content []byte, err error) {
	w := &writer{file: excelize.NewFile()}
	defer func() { err = errors.Join(err, w.file.Close()) }()
	w.try(w.file.SetSheetName("Sheet1", sheet))
	w.makeStyles()
	w.head(len(people))
	for i, p := range people {
		w.person(headerRow+1+i, p)
	}
	w.mergeBranches(people)
	last := headerRow + len(people) + 1
	w.set(1, last, "填表人：王芳　　填表日期：2018年5月2日")
	w.try(w.file.MergeCell(sheet, w.cell(1, last), w.cell(len(columns), last)))
	w.explain()
	w.try(w.file.SetDocProps(&excelize.DocProperties{
		Creator: "服务纪实", LastModifiedBy: "服务纪实", Title: "示例花名册", Description: notice,
		Created: "2018-05-02T08:00:00Z", Modified: "2018-05-02T08:00:00Z",
	}))
	var out bytes.Buffer
	w.try(w.file.Write(&out))
	return out.Bytes(), w.err
}

func (w *writer) makeStyles() {
	thin := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		thin = append(thin, excelize.Border{Type: side, Color: "999999", Style: 1})
	}
	centred := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	font := &excelize.Font{Family: "宋体", Size: 11}
	day, month := `yyyy\-mm\-dd`, `yyyy"年"m"月";@`
	w.title = w.style(&excelize.Style{Alignment: centred, Font: &excelize.Font{Family: "黑体", Size: 20}})
	w.notice = w.style(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "right"}, Font: font})
	w.styles.head = w.style(&excelize.Style{
		Alignment: centred, Border: thin, Font: &excelize.Font{Family: "宋体", Size: 11, Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6E0D6"}},
	})
	w.text = w.style(&excelize.Style{Alignment: centred, Border: thin, Font: font})
	w.day = w.style(&excelize.Style{Alignment: centred, Border: thin, Font: font, CustomNumFmt: &day})
	w.month = w.style(&excelize.Style{Alignment: centred, Border: thin, Font: font, CustomNumFmt: &month})
}

// head writes the titles above the table and the table's header.
func (w *writer) head(rows int) {
	w.set(1, 1, "高山社区党员和入党积极分子花名册")
	w.set(1, 2, "单位：大学路街道高山社区　　"+notice)
	for row, style := range []int{w.title, w.notice} {
		from, to := w.cell(1, row+1), w.cell(len(columns), row+1)
		w.try(w.file.MergeCell(sheet, from, to))
		w.try(w.file.SetCellStyle(sheet, from, to, style))
	}
	w.try(w.file.SetRowHeight(sheet, 1, 36))
	w.try(w.file.SetRowHeight(sheet, headerRow, 32))
	for i, c := range columns {
		w.set(i+1, headerRow, c.title)
		name, err := excelize.ColumnNumberToName(i + 1)
		w.try(err)
		w.try(w.file.SetColWidth(sheet, name, name, c.width))
	}
	w.try(w.file.SetCellStyle(sheet, w.cell(1, headerRow), w.cell(len(columns), headerRow), w.styles.head))
	w.try(w.file.SetCellStyle(sheet, w.cell(1, headerRow+1), w.cell(len(columns), headerRow+rows), w.text))
	w.try(w.file.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: 3, YSplit: headerRow, TopLeftCell: "D4", ActivePane: "bottomRight",
	}))
}

// person writes the row of one person.
func (w *writer) person(row int, p person) {
	number, err := p.idNumber()
	w.try(err)
	calendar := "公历"
	if p.birthday.Calendar == model.Lunar {
		calendar = "农历"
	}
	values := []any{
		p.number, nil, p.name, p.sex, p.ethnic, p.nativePlace(), p.education, p.degree(), nil, calendar,
		number, p.phone(), p.standing, p.category, nil, nil, text(p.partyPost), text(p.employer), p.address(),
		p.flag("困难"), p.flag("独居"), p.flag("流动"), p.volunteerNumber(), p.remark(),
	}
	for i, value := range values {
		if value != nil {
			w.set(i+1, row, value)
		}
	}
	w.birthday(row, p)
	w.date(15, row, p.joined, p.number)
	w.date(16, row, p.confirmed(), p.number+1)
}

// birthday writes lunar days in words, solar ones in turn in all the forms
// that rosters have.
func (w *writer) birthday(row int, p person) {
	const column = 9
	d := p.birthday.Date
	switch {
	case p.birthday.Calendar == model.Lunar && p.number%2 == 0:
		w.set(column, row, p.birthday.Chinese())
	case p.birthday.Calendar == model.Lunar:
		w.set(column, row, strings.TrimPrefix(p.birthday.Chinese(), "农历"))
	case p.number%8 == 5:
		w.set(column, row, fmt.Sprintf("%d.%d", d.Year, d.Month))
	case p.number%8 == 6:
		w.set(column, row, d.Time())
		w.try(w.file.SetCellStyle(sheet, w.cell(column, row), w.cell(column, row), w.month))
	default:
		w.date(column, row, d, p.number)
	}
}

// date writes a day as an Excel date, a text or a number, in turn.
func (w *writer) date(column, row int, d model.Date, turn int) {
	switch {
	case d.IsZero():
	case !d.Full():
		w.set(column, row, d.String())
	case turn%5 == 0:
		w.set(column, row, d.Chinese())
	case turn%5 == 1:
		w.set(column, row, fmt.Sprintf("%d.%d.%d", d.Year, d.Month, d.Day))
	case turn%5 == 2:
		w.set(column, row, d.String())
	case turn%5 == 3:
		w.set(column, row, d.Year*10000+d.Month*100+d.Day)
	default:
		w.set(column, row, time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC))
		w.try(w.file.SetCellStyle(sheet, w.cell(column, row), w.cell(column, row), w.day))
	}
}

// mergeBranches writes each branch once, over all its people.
func (w *writer) mergeBranches(people []person) {
	const column = 2
	for from := 0; from < len(people); {
		to := from
		for to < len(people) && people[to].branch == people[from].branch {
			to++
		}
		w.set(column, headerRow+1+from, people[from].branch)
		w.try(w.file.MergeCell(sheet, w.cell(column, headerRow+1+from), w.cell(column, headerRow+to)))
		from = to
	}
}

// explain adds a second sheet, which the import passes over.
func (w *writer) explain() {
	const name = "说明"
	_, err := w.file.NewSheet(name)
	w.try(err)
	w.try(w.file.SetColWidth(name, "A", "A", 70))
	for i, line := range []string{
		notice + "。",
		"身份证号用不属于任何地区的 999999 开头，或用国家标准 GB 11643 里的例子；电话用 199-0000 号段。",
		"表里故意留了真实花名册常见的毛病：合并的单元格、几种写法的日期、被当成数字的电话、一个写错的身份证号。",
	} {
		w.try(w.file.SetCellValue(name, fmt.Sprintf("A%d", i+1), line))
	}
}

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (p person) flag(tag string) any {
	if strings.Contains(p.tags, tag) {
		return "是"
	}
	return nil
}

func (p person) volunteerNumber() any {
	if !p.volunteer {
		return nil
	}
	return fmt.Sprintf("EQZY2018%04d", p.number)
}

func (p person) remark() any {
	switch {
	case p.name == withWrongCheck:
		return "身份证号待核对"
	case p.name == "王伟":
		return "有重名，注意区分"
	}
	return nil
}
