package model

// Table is one type of record as packages carry it: what the schema says of it.
type Table struct {
	Name    string
	Columns []Column
}

// Column is one value of a Table's rows.
type Column struct {
	Name    string
	Integer bool // else text
	Null    bool // may hold nothing
	// Default is what a row gets that does not name the column; Required columns
	// have none.
	Default  any
	Required bool
	Refers   string // the table whose row it names; empty for other values
}

// Position finds a column by its name, -1 where there is none.
func (t Table) Position(column string) int {
	for i, c := range t.Columns {
		if c.Name == column {
			return i
		}
	}
	return -1
}

// Contents say what a package carries.
type Contents struct {
	Kind PackageKind
	// Owner is whose rows: this office's or what it holds of another one's. Empty
	// it is what this office sends: its own rows, and in a report of a street's
	// those of its centres.
	Owner ID
	// To is the office that an answer is for: items for others stay away from it.
	To ID
}

// Snapshot is all that an office has, as it was at one moment.
type Snapshot interface {
	// Schema is the version of the tables.
	Schema() int
	// Relays are the offices below whose rows go along with the sender's own.
	Relays() []Relay
	// Tables are the types of record, each after those that it refers to.
	Tables() []Table
	// Rows calls each with every row of t as an object of JSON on one line,
	// without its end; line is good until each returns.
	Rows(t Table, each func(line []byte) error) error
	// Files are the photos and attachments that rows read so far speak of, and
	// lost the names of those that are not there.
	Files() (kept []KeptFile, lost []string)
}

// KeptFile is a photo or an attachment, named by its content.
type KeptFile struct {
	Name string // "photos/<SHA-256>.jpg" or "files/<SHA-256>"
	Path string
	Size int64 // bytes
}

// Parcel is a package that was opened and verified: what its sender has.
type Parcel interface {
	Package() Package
	Sender() Office
	// Owner is whose the rows are, beside those of the offices in Relays.
	Owner() ID
	// Relays are the offices below the sender whose rows it passes on.
	Relays() []Relay
	// Receipts are the packages that reached the sender from this office; of a
	// RebuildPackage those that reached it from the office that is rebuilt.
	Receipts() []Receipt
	// Rows calls each with the values of every row of t, in the order of its
	// columns: string, int64 or nil. The slice is good until each returns.
	Rows(t Table, each func(values []any) error) error
	// Files are the photos and attachments that came with it.
	Files() []KeptFile
}

// tableNames say what people call the types of record.
var tableNames = map[string]string{
	"organisations": "组织", "words": "词表", "import_batches": "花名册导入", "members": "人员", "programmes": "培训班和系列讲坛",
	"activities": "活动", "attendances": "签到", "certificates": "证书", "honours": "荣誉", "greetings": "祝贺", "member_lists": "人员名单",
	"member_merges": "合并记录", "members_apart": "已区分的人", "rooms": "场所", "scores": "成绩", "votes": "表决", "follow_ups": "待办",
	"activity_photos": "活动照片", "attachments": "附件", "themes": "主题", "activity_templates": "活动模板", "kind_defaults": "活动默认值",
	"life_rules": "组织生活要求", "hour_corrections": "时长更正", "notices": "公示", "notice_lines": "公示名单", "proofs": "服务证明",
	"service_reviews": "服务评议", "volunteers": "志愿者", "stations": "志愿服务站", "station_items": "服务站物品", "shifts": "值班",
	"teams": "志愿服务队", "team_members": "队员", "projects": "公益项目", "milestones": "项目节点", "project_expenses": "项目支出",
	"capacities": "参加身份", "street_items": "下发事项", "street_item_files": "下发附件", "item_receipts": "签收",
	"platform_people": "外部平台编号", "platform_entries": "外部平台填报", "handovers": "转移记录", "past_events": "转入前经历",
	"press_reports": "新闻报道",
}

// Chinese is what people call the type of record; its own name where it is too
// new to have one.
func (t Table) Chinese() string {
	if name, ok := tableNames[t.Name]; ok {
		return name
	}
	return t.Name
}

// columnNames say what people call the values that a difference is most often
// in.
var columnNames = map[string]string{
	"removed": "移除", "name": "姓名或名称", "sex": "性别", "ethnic": "民族", "birth": "出生日期", "birth_calendar": "公历农历",
	"id_number": "身份证号", "phone": "电话", "address": "住址", "employer": "单位", "post": "职务", "standing": "政治面貌", "category": "类别",
	"branch": "所在支部", "joined": "入党时间", "confirmed": "转正时间", "tags": "标签", "state": "状态", "state_reason": "状态原因", "notes": "备注",
	"photo": "照片", "title": "标题", "kind": "种类", "theme": "主题", "start_at": "开始时间", "end_at": "结束时间", "place": "地点",
	"presenter": "主讲人", "host": "主持人", "recorder": "记录人", "content": "内容", "minutes": "计入时长", "arrived": "签到时间", "reason": "原因",
	"member": "人员", "activity": "活动", "programme": "培训班", "number": "编号", "void": "作废", "caption": "照片说明", "word": "词",
	"level": "级别", "giver": "授予单位", "given": "授予时间", "ceremony": "颁奖活动", "outlet": "媒体", "published": "刊发日期", "link": "网址",
}

// Chinese is what people call the column; its own name where it has none.
func (c Column) Chinese() string {
	if name, ok := columnNames[c.Name]; ok {
		return name
	}
	return c.Name
}
