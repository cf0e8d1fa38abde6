package roster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jishi/model"
)

// draft is one person as a row has it, before anybody known is looked at.
type draft struct {
	number int
	// member holds the row's own values. What is blank there is blank here.
	member model.Member
	// branch, group and unit are names without spaces.
	branch, group, unit string
	// calendar is true where the row itself says by which calendar the
	// birthday counts.
	calendar bool
	denied   []string // tags that the row says the person does not have
	// facts are what a valid ID number says; zero where there is none.
	facts model.IdentityFacts
	wrong []string // why the row cannot be kept
	odd   []string // what looks wrong and is kept all the same
}

func (d *draft) wrongf(format string, args ...any) {
	d.wrong = append(d.wrong, fmt.Sprintf(format, args...))
}

func (d *draft) oddf(format string, args ...any) { d.odd = append(d.odd, fmt.Sprintf(format, args...)) }

// rowKind is what a row of the sheet turns out to be.
type rowKind int

const (
	blank  rowKind = iota
	remark         // a total, a signature, a sentence under the table
	person
)

// rowReader makes drafts of rows. It remembers the dates it has read: a
// roster repeats them.
type rowReader struct {
	head      header
	since1904 bool
	dates     map[string]dateReading
	row       line
	heading   heading  // above the row
	headings  []string // all until now
}

type dateReading struct {
	date model.Date
	err  error
}

func newRowReader(head header, since1904 bool) *rowReader {
	return &rowReader{head: head, since1904: since1904, dates: map[string]dateReading{}}
}

// read makes a draft of a row of a person.
func (r *rowReader) read(row line) (draft, rowKind) {
	r.row = row
	if h, ok := r.readHeading(); ok {
		r.under(h)
		return draft{}, blank
	}
	name, nameColumn := r.text(nil, nameField)
	if kind := r.kindOf(name, nameColumn); kind != person {
		return draft{}, kind
	}
	d := draft{number: row.number}
	d.member.State = model.Active
	d.member.Name = model.NormaliseName(name)
	r.checkCells(&d)
	if len(d.wrong) > 0 {
		return d, person
	}
	r.readTexts(&d)
	r.placeUnder(&d)
	r.readPhone(&d)
	r.readIDNumber(&d)
	r.readDates(&d)
	r.readTags(&d)
	checkName(&d)
	checkAgainstID(&d)
	if name == "" {
		d.wrongf("缺少姓名。")
	} else if err := d.member.Validate(); err != nil && len(d.wrong) == 0 {
		d.wrongf("%s", err.Error())
	}
	return d, person
}

// endings begin the lines below a table.
var endings = []string{
	"合计", "总计", "小计", "共计", "填表", "制表", "填报", "审核人", "审核：", "负责人签", "经办人", "说明：", "说明:", "注：", "注:", "备注：", "备注:", "示例",
}

func isEnding(text string) bool {
	text = strings.Join(strings.Fields(text), "")
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasPrefix(text, e) })
}

// kindOf tells people from the other rows of a sheet: numbered rows left free,
// headers repeated for the printer, totals and signatures.
func (r *rowReader) kindOf(name string, column int) rowKind {
	if name != "" {
		switch {
		case r.row.repeated(column): // the second line of a person
			return remark
		case fieldOf(name) == nameField:
			return blank
		case isEnding(name), r.endsBefore(column):
			return remark
		}
		return person
	}
	kind := blank
	for i, c := range r.row.cells {
		text := bare(c)
		if text == "" || r.row.repeated(i) {
			continue
		}
		if isEnding(text) {
			return remark
		}
		switch f := r.head.fieldAt(i); {
		case f != noField && f != branchField:
			kind = person
		case kind == blank && c.kind != numberCell && !isDigits(text):
			kind = remark
		}
	}
	return kind
}

// endsBefore reports whether a cell left of the name ends the table: 合计, 120 人.
func (r *rowReader) endsBefore(column int) bool {
	for _, c := range r.row.cells[:column] {
		if c.kind == textCell && isEnding(c.text) {
			return true
		}
	}
	return false
}

// checkCells refuses the row where a cell that is used cannot be shown, and
// passes over formulas that came to nothing.
func (r *rowReader) checkCells(d *draft) {
	for f, columns := range r.head.byField {
		for _, column := range columns {
			c := r.row.cell(column)
			switch {
			case c.kind == faultCell:
				d.oddf("“%s”这一格是出错的公式（%s），没有导入。", labels[f], shorten(c.text))
			case !utf8.ValidString(c.text) || strings.IndexByte(c.text, 0) >= 0 || strings.Contains(c.text, "\ufffd"):
				d.wrongf("“%s”里有无法识别的字符，请在原表里改正。", labels[f])
			}
		}
	}
}

// text returns what the first filled column of a field says, and which column
// that is. Where a further column says something else d is told.
func (r *rowReader) text(d *draft, f field) (text string, column int) {
	column = -1
	for _, c := range r.head.byField[f] {
		switch next := bare(r.row.cell(c)); {
		case next == "" || next == text:
		case text == "":
			text, column = next, c
		case d != nil:
			d.oddf("有两列“%s”，用了“%s”，没有用“%s”。", labels[f], shorten(text), shorten(next))
		}
	}
	return text, column
}

// nothing are the marks that rosters put where there is nothing to say.
var nothing = map[string]bool{
	"无": true, "—": true, "——": true, "-": true, "--": true, "－": true, "/": true, "\\": true, "、": true, "空": true, "暂无": true,
}

// bare is the text of a cell in one line, without what only fills it.
func bare(c cell) string {
	if c.kind == faultCell {
		return ""
	}
	text := strings.TrimFunc(c.text, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' })
	if strings.ContainsAny(text, "\r\n\t\v\f") {
		text = strings.Join(strings.Fields(text), " ")
	}
	if nothing[text] {
		return ""
	}
	// An apostrophe in front keeps spreadsheets from working the rest out.
	if len(text) > 1 && text[0] == '\'' && strings.IndexByte("=+-@", text[1]) >= 0 {
		text = text[1:]
	}
	return text
}

// readTexts reads the fields that are kept as they are written.
func (r *rowReader) readTexts(d *draft) {
	m := &d.member
	read := func(f field) string {
		text, _ := r.text(d, f)
		return text
	}
	m.NativePlace, m.Education, m.Degree = read(nativePlaceField), read(educationField), read(degreeField)
	m.Address, m.VolunteerNumber, m.Notes = read(addressField), read(volunteerNumberField), read(notesField)
	m.Employer, m.Post = splitEmployer(read(employerAndPostField))
	if text := read(employerField); text != "" {
		m.Employer = text
	}
	if text := read(postField); text != "" {
		m.Post = text
	}
	m.Ethnic = ethnicGroup(read(ethnicField))
	m.Standing = standing(read(standingField))
	m.Category = category(read(categoryField))
	if m.Standing == "" && isStanding(m.Category) {
		m.Standing, m.Category = m.Category, ""
	}
	d.branch, d.group = splitGroup(branchKey(read(branchField)))
	if group := branchKey(read(groupField)); group != "" {
		d.group = group
	}
	d.unit = branchKey(read(unitField))
	r.readState(d)
	if n := utf8.RuneCountInString(d.branch); n > 100 {
		d.wrongf("所属支部太长：%d 个字，最多 100 个字。", n)
	}
	switch sex := read(sexField); sex {
	case "":
	case "男", "男性", "M", "m":
		m.Sex = model.Male
	case "女", "女性", "F", "f":
		m.Sex = model.Female
	default:
		d.oddf("性别“%s”不是男或女，没有导入这一格。", shorten(sex))
	}
}

// departures are words for people who are no longer active.
var departures = []string{"转出", "去世", "死亡", "已故", "病故", "逝世", "注销", "出党"}

// readState points out where a row says that somebody is no longer active: an
// import does not change the state, a person does.
func (r *rowReader) readState(d *draft) {
	for _, f := range []field{stateField, notesField} {
		text, _ := r.text(nil, f)
		if slices.ContainsFunc(departures, func(word string) bool { return strings.Contains(text, word) }) {
			d.oddf("“%s”里写着“%s”：导入不改变状态，请在这个人的资料里登记。", labels[f], shorten(text))
			return
		}
	}
}

// splitGroup takes 第一支部第二党小组 and 第一支部/第二党小组 apart.
func splitGroup(name string) (branch, group string) {
	const end = "支部"
	i := strings.Index(name, end)
	if i < 0 || !strings.HasSuffix(name, "小组") {
		return name, ""
	}
	i += len(end)
	return name[:i], strings.TrimLeft(name[i:], "/\\-—、，,· ")
}

func (r *rowReader) readPhone(d *draft) {
	text, column := r.text(d, phoneField)
	if column < 0 || starred(d, phoneField, text) {
		return
	}
	phone := text
	if !isDigits(phone) {
		phone = model.NormalisePhone(plainDigits(text))
	}
	d.member.Phone = phone
	if isDigits(phone) && phone[0] == '1' && len(phone) >= 8 && len(phone) != 11 {
		d.oddf("手机号 %s 是 %d 位，应是 11 位，请核对。", model.MaskPhone(phone), len(phone))
	}
}

func (r *rowReader) readIDNumber(d *draft) {
	text, column := r.text(d, idNumberField)
	if column < 0 || starred(d, idNumberField, text) {
		return
	}
	facts, err := model.CheckIDNumber(plainDigits(text))
	if lostDigits(r.row.cell(column), facts.Number, err) {
		// What is left would be taken for the number of somebody else. Its
		// date of birth is still there.
		d.facts = model.IdentityFacts{Birth: facts.Birth}
		d.oddf("身份证号被 Excel 改成了数字，末几位可能丢失，没有导入这一格；请把这一列设成“文本”，重新填写。")
		return
	}
	d.member.IDNumber = facts.Number
	if err != nil {
		d.oddf("%s", err.Error())
		return
	}
	d.facts = facts
}

var hiddenDigits = regexp.MustCompile(`[0-9０-９](?:[*＊]+|[xX]{3,}|×{3,}|Ｘ{3,})[0-9０-９]`)

// starred leaves a number out whose middle is hidden, as in lists that were
// exported or printed: it would be taken for the number itself.
func starred(d *draft, f field, text string) bool {
	if !hiddenDigits.MatchString(text) {
		return false
	}
	d.oddf("%s“%s”中间几位被隐去了，没有导入这一格。", labels[f], shorten(text))
	return true
}

// checkName points out signs that stand for a character which a computer
// could not show.
func checkName(d *draft) {
	if strings.ContainsFunc(d.member.Name, func(r rune) bool {
		return strings.ContainsRune("?？〓□■*", r) || unicode.IsDigit(r) || unicode.Is(unicode.Co, r)
	}) {
		d.oddf("姓名“%s”里有不像名字的字符，可能是生僻字没有显示出来，请核对。", shorten(d.member.Name))
	}
}

// checkAgainstID compares what the row says with what its ID number says. The
// roster's value stands.
func checkAgainstID(d *draft) {
	m, facts := &d.member, d.facts
	if facts.Sex != "" && m.Sex != "" && facts.Sex != m.Sex {
		d.oddf("性别是“%s”，身份证号里是“%s”，请核对。", m.Sex.Chinese(), facts.Sex.Chinese())
	}
	if facts.Birth.IsZero() || m.Birthday.IsZero() {
		return
	}
	differs := !m.Birthday.Date.Agrees(facts.Birth)
	if m.Birthday.Calendar == model.Lunar {
		// A lunar day is at most two months behind the solar one.
		differs = m.Birthday.Date.Year > 0 && (facts.Birth.Year < m.Birthday.Date.Year || facts.Birth.Year > m.Birthday.Date.Year+1)
	}
	if differs {
		d.oddf("出生日期是 %s，身份证号里是 %s，请核对。", m.Birthday.Chinese(), facts.Birth.Chinese())
	}
}
