package model

import (
	"slices"
	"strings"
	"time"
)

// MemberField is one value of a Member as people name it and read it: for
// exports, comparisons and the trail of changes.
type MemberField struct {
	Key   string // name of the field of Member: "Phone"
	Label string // 电话
	// Text is the value as people read it, "" where nothing is known. names
	// gives the organisations' names.
	Text func(m Member, names map[ID]string) string
	// Copy takes the value over from another person.
	Copy func(to *Member, from Member)
}

// MemberFields lists what can be told of a member, in the order of forms and
// rosters. What the program derives, and the photo, are not among it.
func MemberFields() []MemberField { return slices.Clone(memberFields) }

// MemberFieldOf returns the field called key; ok is false for no such field.
func MemberFieldOf(key string) (field MemberField, ok bool) {
	i := slices.IndexFunc(memberFields, func(f MemberField) bool { return f.Key == key })
	if i < 0 {
		return MemberField{}, false
	}
	return memberFields[i], true
}

var memberFields = []MemberField{
	textField("Name", "姓名", func(m *Member) *string { return &m.Name }),
	textField("Pinyin", "拼音", func(m *Member) *string { return &m.Pinyin }),
	{
		"Sex", "性别", func(m Member, _ map[ID]string) string { return m.Sex.Chinese() },
		func(to *Member, from Member) { to.Sex = from.Sex },
	},
	textField("Ethnic", "民族", func(m *Member) *string { return &m.Ethnic }),
	textField("NativePlace", "籍贯", func(m *Member) *string { return &m.NativePlace }),
	{
		"Birthday", "出生日期", func(m Member, _ map[ID]string) string { return m.Birthday.Brief() },
		func(to *Member, from Member) { to.Birthday = from.Birthday },
	},
	textField("IDNumber", "身份证号", func(m *Member) *string { return &m.IDNumber }),
	textField("Phone", "电话", func(m *Member) *string { return &m.Phone }),
	textField("Address", "住址", func(m *Member) *string { return &m.Address }),
	textField("Education", "学历", func(m *Member) *string { return &m.Education }),
	textField("Degree", "学位", func(m *Member) *string { return &m.Degree }),
	textField("Employer", "工作单位", func(m *Member) *string { return &m.Employer }),
	textField("Post", "职务", func(m *Member) *string { return &m.Post }),
	unitField("Branch", "所属支部", func(m *Member) *ID { return &m.Branch }),
	textField("Standing", "人员类别", func(m *Member) *string { return &m.Standing }),
	textField("Category", "类别", func(m *Member) *string { return &m.Category }),
	dateField("Joined", "入党时间", func(m *Member) *Date { return &m.Joined }),
	dateField("Confirmed", "转正时间", func(m *Member) *Date { return &m.Confirmed }),
	textField("PartyPost", "党内职务", func(m *Member) *string { return &m.PartyPost }),
	{
		"InService", "双报到", func(m Member, _ map[ID]string) string {
			if m.InService {
				return "是"
			}
			return ""
		},
		func(to *Member, from Member) { to.InService = from.InService },
	},
	unitField("HostUnit", "成员单位", func(m *Member) *ID { return &m.HostUnit }),
	{
		"Tags", "标签", func(m Member, _ map[ID]string) string { return strings.Join(m.Tags, "、") },
		func(to *Member, from Member) { to.Tags = slices.Clone(from.Tags) },
	},
	textField("VolunteerNumber", "志愿者编号", func(m *Member) *string { return &m.VolunteerNumber }),
	{
		"State", "状态", func(m Member, _ map[ID]string) string { return m.State.Chinese() },
		func(to *Member, from Member) { to.State = from.State },
	},
	dateField("StateDate", "变动日期", func(m *Member) *Date { return &m.StateDate }),
	textField("StateReason", "变动原因", func(m *Member) *string { return &m.StateReason }),
	textField("Notes", "备注", func(m *Member) *string { return &m.Notes }),
}

func textField(key, label string, at func(*Member) *string) MemberField {
	return MemberField{
		key, label, func(m Member, _ map[ID]string) string { return *at(&m) },
		func(to *Member, from Member) { *at(to) = *at(&from) },
	}
}

func dateField(key, label string, at func(*Member) *Date) MemberField {
	return MemberField{
		key, label, func(m Member, _ map[ID]string) string { return at(&m).String() },
		func(to *Member, from Member) { *at(to) = *at(&from) },
	}
}

func unitField(key, label string, at func(*Member) *ID) MemberField {
	return MemberField{
		key, label, func(m Member, names map[ID]string) string { return names[*at(&m)] },
		func(to *Member, from Member) { *at(to) = *at(&from) },
	}
}

// Change (变动记录) is one time that a member's record was changed.
type Change struct {
	ID       ID
	Member   ID
	At       time.Time
	Operator string // who was at the computer; empty where nobody had said so
	Action   string // 新增, 修改, 导入, 合并, 移到回收站 …
	Fields   []FieldChange
}

// Changes lists in what two states of one member differ.
func Changes(before, after Member, names map[ID]string) []FieldChange {
	var list []FieldChange
	for _, f := range memberFields {
		was, is := f.Text(before, names), f.Text(after, names)
		if was != is {
			list = append(list, FieldChange{Field: f.Key, Label: f.Label, Before: was, After: is})
		}
	}
	if before.Photo != after.Photo {
		list = append(list, FieldChange{Field: "Photo", Label: "照片", Before: photoText(before.Photo), After: photoText(after.Photo)})
	}
	return list
}

func photoText(photo string) string {
	if photo == "" {
		return ""
	}
	return "有"
}
