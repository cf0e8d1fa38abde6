package roster

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// field is what a column is about.
type field int

const (
	noField field = iota
	nameField
	idNumberField
	sexField
	ethnicField
	nativePlaceField
	educationField
	degreeField
	birthdayField
	calendarField
	phoneField
	branchField
	groupField
	unitField
	inServiceField
	joinedField
	confirmedField
	standingField
	categoryField
	partyPostField
	hardshipField
	livingAloneField
	awayField
	lostTouchField
	tagsField
	employerAndPostField
	employerField
	postField
	addressField
	volunteerNumberField
	notesField
	stateField
	fieldCount
)

// labels are what the program calls the fields.
var labels = [fieldCount]string{
	nameField: "姓名", idNumberField: "身份证号", sexField: "性别", ethnicField: "民族", nativePlaceField: "籍贯",
	educationField: "学历", degreeField: "学位", birthdayField: "出生日期", calendarField: "历法", phoneField: "电话",
	branchField: "所属支部", groupField: "党小组", unitField: "成员单位", inServiceField: "双报到", joinedField: "入党时间", confirmedField: "转正时间", standingField: "人员类别",
	categoryField: "类别", partyPostField: "党内职务", hardshipField: "困难", livingAloneField: "独居",
	awayField: "流动", lostTouchField: "失联", tagsField: "标签", employerAndPostField: "工作单位及职务",
	employerField: "工作单位", postField: "职务", addressField: "住址", volunteerNumberField: "志愿者编号", notesField: "备注", stateField: "状态",
}

// titles are the names under which columns are met, as bareTitle writes them.
// 是否 and 是否为 before them, 名称 and 情况 behind them are left out.
var titles = [fieldCount]string{
	nameField:            "姓名 名字 党员姓名 人员姓名 居民姓名 成员姓名 志愿者姓名",
	idNumberField:        "身份证号 身份证号码 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 身份号码 身份证 证件号码 证件号",
	sexField:             "性别",
	ethnicField:          "民族",
	nativePlaceField:     "籍贯",
	educationField:       "学历 文化程度 最高学历",
	degreeField:          "学位 最高学位",
	birthdayField:        "出生年月 出生日期 出生年月日 出生时间 生日 生日日期 公历生日 阳历生日 农历生日 阴历生日 农历出生日期 阴历出生日期 农历出生年月",
	calendarField:        "历法 公历农历 农历公历 阳历阴历 阴历阳历 生日历法 生日类型",
	phoneField:           "手机号码 手机号 手机 联系电话 电话 电话号码 联系方式 移动电话 联系手机 联系电话手机",
	branchField:          "所属组织 所在支部 所属支部 支部 党支部 所在党支部 所属党支部 组织 党组织 所在组织 所在党组织 所属党组织 支部小组",
	groupField:           "党小组 所属党小组 所在党小组 小组 所属小组 所在小组",
	unitField:            "成员单位 派出单位 报到单位 单位党组织",
	inServiceField:       "双报到 在职报到 双报到党员 在职党员报到 在职党员双报到",
	joinedField:          "入党时间 入党日期 入党年月 加入党组织日期 加入党组织时间 加入中国共产党时间 加入中国共产党日期",
	confirmedField:       "转正时间 转正日期 转正年月 转为正式党员日期 转为正式党员时间",
	standingField:        "人员类别 党员类别 党员类型 政治面貌",
	categoryField:        "类别 所属类别 党员分类 人员分类",
	partyPostField:       "党内职务 党务工作者 支部职务 党务职务",
	hardshipField:        "困难 困难党员 生活困难党员 困难群众",
	livingAloneField:     "独居 独居老人",
	awayField:            "流动 流动党员",
	lostTouchField:       "失联 失联党员",
	tagsField:            "标签",
	employerAndPostField: "工作单位及职务 单位及职务 单位职务 工作单位和职务 工作单位职务 单位和职务",
	employerField:        "工作单位 单位 所在单位",
	postField:            "职务 行政职务 职务职称 职位 岗位 工作岗位",
	addressField:         "家庭住址 住址 现住址 居住地址 家庭地址 地址 现居住地 现居住地址 联系地址 通讯地址 常住地址",
	volunteerNumberField: "志愿者编号 志愿者号 志愿编号 志愿者注册号 志愿服务编号",
	notesField:           "备注 附注 说明",
	stateField:           "状态 党员状态 人员状态 在册状态 成员状态",
}

// plainColumns are never missed: the program counts for itself.
var plainColumns = map[string]bool{"序号": true, "编号": true, "党龄": true, "年龄": true, "签名": true, "签字": true, "周岁": true}

var fieldsByTitle = func() map[string]field {
	known := map[string]field{}
	for f, names := range titles {
		for _, name := range strings.Fields(names) {
			known[name] = field(f)
		}
	}
	return known
}()

// bareTitle is what titles of columns are compared by: half-width letters,
// nothing in brackets, no spaces, marks or line breaks.
func bareTitle(title string) string {
	depth := 0
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("([【〔<《", r):
			depth++
			return -1
		case strings.ContainsRune(")]】〕>》", r):
			depth = max(0, depth-1)
			return -1
		case depth > 0, !unicode.IsLetter(r) && !unicode.IsDigit(r):
			return -1
		}
		return r
	}, width.Fold.String(title))
}

func fieldOf(title string) field {
	bare := bareTitle(title)
	if f, ok := fieldsByTitle[bare]; ok {
		return f
	}
	bare = strings.TrimPrefix(strings.TrimPrefix(bare, "是否"), "为")
	bare = strings.TrimSuffix(strings.TrimSuffix(bare, "名称"), "情况")
	return fieldsByTitle[bare]
}

// header is the row of a table that names its columns.
type header struct {
	bottom int // row of the header; the people are below
	// byField are the columns of each field, from the left. Of several the
	// first that is filled counts.
	byField [fieldCount][]int
	titles  []string // as the file has them
	lunar   []bool   // columns whose title says that they hold lunar days
}

func (h header) found() bool { return len(h.byField[nameField]) > 0 }

// score is the number of fields that the header names.
func (h header) score() int {
	n := 0
	for _, columns := range h.byField {
		if len(columns) > 0 {
			n++
		}
	}
	return n
}

// headerRows is how far from the top of a table its header is looked for.
const headerRows = 30

// findHeader returns the row among the first ones of a table that names the
// most fields, the name being one of them. Titles above it, such as 花名册 or
// 基本情况, name none.
func findHeader(top []line) header {
	var best header
	for _, row := range top {
		h := headerOf(row)
		// The lower row of a header of two repeats what is merged with the
		// upper one, and names the rest more closely.
		lower := h.found() && row.repeated(h.byField[nameField][0])
		if h.found() && (h.score() > best.score() || lower && h.score() == best.score()) {
			best = h
		}
	}
	return best
}

// headerOf reads a row as a header.
func headerOf(row line) header {
	h := header{bottom: row.number, titles: make([]string, len(row.cells)), lunar: make([]bool, len(row.cells))}
	for column, c := range row.cells {
		title := strings.Join(strings.Fields(c.text), "")
		h.titles[column] = title
		f := fieldOf(title)
		if f == noField {
			continue
		}
		h.byField[f] = append(h.byField[f], column)
		h.lunar[column] = f == birthdayField && strings.ContainsAny(title, "农阴")
	}
	return h
}

// columns lists the columns from the left; those that were not understood have
// no key.
func (h header) columns() []Column {
	columns := make([]Column, len(h.titles))
	for column, title := range h.titles {
		f := h.fieldAt(column)
		columns[column] = Column{Index: column, Title: title, Label: labels[f], Key: fieldKeys[f]}
	}
	return columns
}

func (h header) fieldAt(column int) field {
	for f, columns := range h.byField {
		for _, c := range columns {
			if c == column {
				return field(f)
			}
		}
	}
	return noField
}

// notes says which columns are not used.
func (h header) notes() []string {
	var unused []string
	for column, title := range h.titles {
		if title != "" && h.fieldAt(column) == noField && !plainColumns[bareTitle(title)] {
			unused = append(unused, "“"+shorten(title)+"”")
		}
	}
	if len(unused) == 0 {
		return nil
	}
	return []string{"没有用到的列：" + strings.Join(unused, "、") + "。"}
}

// noHeader explains why rows have no roster in them.
func noHeader(rows []line) error {
	for _, row := range rows {
		for _, c := range row.cells {
			if strings.TrimSpace(c.text) != "" {
				return unreadable("没有找到“姓名”这一列：请确认表格前 30 行里有表头，其中有一格是“姓名”。")
			}
		}
	}
	return unreadable("这个表格里没有内容。")
}

// shorten keeps a quoted foreign text short enough for one line.
func shorten(s string) string {
	r := []rune(strings.ToValidUTF8(s, "〓"))
	if len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return string(r)
}
