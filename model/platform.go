package model

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// OutsidePlatform (外部平台) is a system of others that services are entered on
// once more, by hand or from a table, such as 二七志愿汇. The program never talks
// to it: it writes a table with the columns that the platform wants.
type OutsidePlatform struct {
	Name    string           `json:"name"`
	Columns []PlatformColumn `json:"columns"`
}

// PlatformColumn is a column of a platform's table: what stands in it and what
// the platform calls it.
type PlatformColumn struct {
	Field PlatformField `json:"field"`
	Title string        `json:"title"` // empty: the field's own name
}

// Heading is what stands on top of the column.
func (c PlatformColumn) Heading() string {
	if title := strings.TrimSpace(c.Title); title != "" {
		return title
	}
	return c.Field.Chinese()
}

// PlatformField is what a column of a platform's table shows of a service.
type PlatformField string

// The fields.
const (
	PlatformPerson    PlatformField = "name"
	PlatformNumber    PlatformField = "number" // the person's on the platform
	PlatformOwnNumber PlatformField = "own-number"
	PlatformIDNumber  PlatformField = "id-number"
	PlatformPhone     PlatformField = "phone"
	PlatformTitle     PlatformField = "title"
	PlatformDay       PlatformField = "day"
	PlatformStart     PlatformField = "start"
	PlatformEnd       PlatformField = "end"
	PlatformHours     PlatformField = "hours"
	PlatformMinutes   PlatformField = "minutes"
	PlatformPlace     PlatformField = "place"
	PlatformTeam      PlatformField = "team"
	PlatformProject   PlatformField = "project"
	PlatformHelp      PlatformField = "field"
	PlatformContent   PlatformField = "content"
)

var platformFields = []struct {
	field PlatformField
	name  string
	text  func(PlatformLine) string
}{
	{PlatformPerson, "姓名", func(l PlatformLine) string { return l.Name }},
	{PlatformNumber, "平台编号", func(l PlatformLine) string { return l.Number }},
	{PlatformOwnNumber, "志愿者编号", func(l PlatformLine) string { return l.OwnNumber }},
	{PlatformIDNumber, "身份证号", func(l PlatformLine) string { return l.IDNumber }},
	{PlatformPhone, "手机号码", func(l PlatformLine) string { return l.Phone }},
	{PlatformTitle, "活动名称", func(l PlatformLine) string { return l.Title }},
	{PlatformDay, "服务日期", func(l PlatformLine) string { return l.Start.Format(time.DateOnly) }},
	{PlatformStart, "开始时间", func(l PlatformLine) string { return l.Start.Format("2006-01-02 15:04") }},
	{PlatformEnd, "结束时间", func(l PlatformLine) string { return l.End.Format("2006-01-02 15:04") }},
	{PlatformHours, "服务时长（小时）", func(l PlatformLine) string { return Hours(l.Minutes) }},
	{PlatformMinutes, "服务时长（分钟）", func(l PlatformLine) string { return strconv.Itoa(l.Minutes) }},
	{PlatformPlace, "服务地点", func(l PlatformLine) string { return l.Place }},
	{PlatformTeam, "志愿服务队", func(l PlatformLine) string { return l.Team }},
	{PlatformProject, "公益项目", func(l PlatformLine) string { return l.Project }},
	{PlatformHelp, "服务领域", func(l PlatformLine) string { return l.Field }},
	{PlatformContent, "服务内容", func(l PlatformLine) string { return l.Content }},
}

// PlatformFields are the fields in the order of menus.
func PlatformFields() []PlatformField {
	fields := make([]PlatformField, len(platformFields))
	for i, f := range platformFields {
		fields[i] = f.field
	}
	return fields
}

// Chinese is what people call the field.
func (f PlatformField) Chinese() string {
	for _, one := range platformFields {
		if one.field == f {
			return one.name
		}
	}
	return string(f)
}

// Quantity reports whether a spreadsheet can add the field up.
func (f PlatformField) Quantity() bool { return f == PlatformHours || f == PlatformMinutes }

// DefaultPlatforms are what there is before anybody chose columns: the platform
// that the customer names, with columns that suit most.
func DefaultPlatforms() []OutsidePlatform {
	p := OutsidePlatform{Name: "二七志愿汇"}
	for _, f := range []PlatformField{PlatformPerson, PlatformNumber, PlatformPhone, PlatformTitle, PlatformTeam, PlatformStart, PlatformEnd, PlatformHours, PlatformPlace} {
		p.Columns = append(p.Columns, PlatformColumn{Field: f})
	}
	return []OutsidePlatform{p}
}

// Validate reports the first field that cannot be saved.
func (p OutsidePlatform) Validate() error {
	if strings.TrimSpace(p.Name) == "" {
		return invalid("Name", "请填写平台名称。")
	}
	if err := checkLength("Name", "平台名称", p.Name, 50); err != nil {
		return err
	}
	if len(p.Columns) == 0 {
		return invalid("Columns", "请至少选一列。")
	}
	used := map[string]bool{}
	for _, c := range p.Columns {
		if !slices.Contains(PlatformFields(), c.Field) {
			return invalid("Columns", "没有“"+string(c.Field)+"”这一列。")
		}
		if err := checkLength("Columns", "列名", c.Title, 50); err != nil {
			return err
		}
		if used[c.Heading()] {
			return invalid("Columns", "有两列都叫“"+c.Heading()+"”，请改一个列名。")
		}
		used[c.Heading()] = true
	}
	return nil
}

// Headings are what stands on top of the platform's columns.
func (p OutsidePlatform) Headings() []string {
	titles := make([]string, len(p.Columns))
	for i, c := range p.Columns {
		titles[i] = c.Heading()
	}
	return titles
}

// Cells are a service as a row of the platform's table.
func (p OutsidePlatform) Cells(l PlatformLine) []string {
	cells := make([]string, len(p.Columns))
	for i, c := range p.Columns {
		for _, one := range platformFields {
			if one.field == c.Field {
				cells[i] = one.text(l)
			}
		}
	}
	return cells
}

// PlatformLine is one person's confirmed service that is to be entered on a
// platform.
type PlatformLine struct {
	Member, Activity          ID
	Name, IDNumber, Phone     string
	Number                    string // the person's on the platform; may be empty
	OwnNumber                 string // 志愿者编号
	Title, Place, Team, Field string
	Project, Content          string
	Start, End                time.Time
	Minutes                   int // as confirmed
}

// PlatformService is an activity some of whose services are not entered on a
// platform yet.
type PlatformService struct {
	Activity ID
	Title    string
	Team     string
	Start    time.Time
	People   int // whose services are not entered
	Minutes  int // of theirs
}

// PlatformBatch is what was ticked as entered (已填报) at once.
type PlatformBatch struct {
	ID       string
	Platform string
	Entered  Date
	Rows     int
	People   int
	Minutes  int // as they were written there
	// Changed counts the rows whose hours were corrected or withdrawn since:
	// the platform still says otherwise.
	Changed int
}

// PlatformAccount (平台编号和时长) is what a platform says of a person. Its hours
// are the platform's own and never count among those of the centre.
type PlatformAccount struct {
	Record
	Platform string
	Member   ID
	Number   string
	Minutes  int
	AsOf     Date // when the platform said so

	Name      string // the member's, read along
	OwnNumber string
	Own       int // minutes confirmed here
}

// MaxPlatformMinutes is more than anybody serves in a life.
const MaxPlatformMinutes = 100_000 * 60

// Validate reports the first field that cannot be saved.
func (a PlatformAccount) Validate() error {
	if a.Member == "" {
		return invalid("Member", "请选择人员。")
	}
	if strings.TrimSpace(a.Platform) == "" {
		return invalid("Platform", "请选择平台。")
	}
	if a.Minutes < 0 || a.Minutes > MaxPlatformMinutes {
		return invalid("Minutes", "平台时长要在 0 到 100000 小时之间。")
	}
	if err := checkLength("Number", "平台编号", a.Number, 50); err != nil {
		return err
	}
	return a.AsOf.validate("AsOf", "查询日期")
}
