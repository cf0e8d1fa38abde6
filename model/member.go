package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Sex as the ID card has it; empty where it is not known.
type Sex string

// The values of Sex.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

// Chinese returns 男, 女 or "".
func (s Sex) Chinese() string {
	switch s {
	case Male:
		return "男"
	case Female:
		return "女"
	}
	return ""
}

// MemberState says whether a Member is still with the centre.
type MemberState string

// The values of MemberState.
const (
	Active   MemberState = "active"   // 在册
	Moved    MemberState = "moved"    // 已转出
	Deceased MemberState = "deceased" // 已去世
)

// Chinese returns the state's name on lists.
func (s MemberState) Chinese() string {
	switch s {
	case Moved:
		return "已转出"
	case Deceased:
		return "已去世"
	}
	return "在册"
}

// Member (人员) is a person the centre keeps: a party member, an applicant, a
// resident or a volunteer.
type Member struct {
	Record
	Name     string
	Pinyin   string // "wàn sì" style is never stored: lower-case syllables apart, "mo qi fang"; may be corrected by hand
	Initials string // "mqf", follows Pinyin

	Sex         Sex
	Ethnic      string // 民族
	NativePlace string // 籍贯
	Education   string // 学历
	Degree      string // 学位
	Birthday    Birthday

	IDNumber string // 身份证号, upper-case X, as given even where its check digit is wrong
	Phone    string
	Address  string
	Employer string // 工作单位
	Post     string // 职务

	Standing  string   // 人员类别 on rosters: 正式党员, 预备党员, 入党积极分子, 群众
	Category  string   // 类别 of the centre's statistics: 机关在职, 村, 社区, 非公, 离退休
	Branch    ID       // 支部 or 党小组
	InService bool     // 双报到: an in-service member of another unit's branch who reports to this centre
	HostUnit  ID       // 成员单位 that an in-service member comes from
	Joined    Date     // 入党时间: became 预备党员; its day is the 政治生日
	Confirmed Date     // 转正时间: 党龄 counts from here
	PartyPost string   // 党内职务
	Tags      []string // 困难, 独居, 流动, 失联 …, in a stable order

	VolunteerNumber string // 志愿者编号
	State           MemberState
	StateDate       Date   // the day State became moved or deceased
	StateReason     string // 转往何处 or why
	Photo           string // name of the stored picture, see store.SavePhoto; empty for none
	Notes           string
}

// Validate reports the first field that cannot be saved. A wrong ID number is
// not an error: see CheckIDNumber, which warns.
func (m Member) Validate() error {
	if strings.TrimSpace(m.Name) == "" {
		return invalid("Name", "请填写姓名。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Name", "姓名", m.Name, 50},
		{"Pinyin", "拼音", m.Pinyin, 200},
		{"Ethnic", "民族", m.Ethnic, 20},
		{"NativePlace", "籍贯", m.NativePlace, 100},
		{"Education", "学历", m.Education, 50},
		{"Degree", "学位", m.Degree, 50},
		{"IDNumber", "身份证号", m.IDNumber, 30},
		{"Phone", "电话", m.Phone, 50},
		{"Address", "住址", m.Address, 200},
		{"Employer", "工作单位", m.Employer, 200},
		{"Post", "职务", m.Post, 100},
		{"Standing", "人员类别", m.Standing, 50},
		{"Category", "类别", m.Category, 50},
		{"PartyPost", "党内职务", m.PartyPost, 100},
		{"Tags", "标签", strings.Join(m.Tags, ""), 200},
		{"VolunteerNumber", "志愿者编号", m.VolunteerNumber, 50},
		{"StateReason", "变动原因", m.StateReason, 200},
		{"Photo", "照片", m.Photo, 100},
		{"Notes", "备注", m.Notes, 2000},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	if err := m.Birthday.Validate(); err != nil {
		return err
	}
	if err := m.Joined.validate("Joined", "入党时间"); err != nil {
		return err
	}
	if err := m.Confirmed.validate("Confirmed", "转正时间"); err != nil {
		return err
	}
	if m.Joined.Full() && m.Confirmed.Full() && m.Confirmed.Before(m.Joined) {
		return invalid("Confirmed", "转正时间不能早于入党时间。")
	}
	if err := m.StateDate.validate("StateDate", "变动日期"); err != nil {
		return err
	}
	if !slices.Contains([]Sex{"", Male, Female}, m.Sex) {
		return invalid("Sex", "性别只能是男或女。")
	}
	if !slices.Contains([]MemberState{Active, Moved, Deceased}, m.State) {
		return invalid("State", "人员状态不正确。")
	}
	return nil
}

// checkLength refuses text longer than limit characters and text that no
// screen or page could show (NUL, invalid UTF-8).
func checkLength(field, label, value string, limit int) error {
	if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
		return invalid(field, label+"里有无法识别的字符，请重新输入。")
	}
	if n := utf8.RuneCountInString(value); n > limit {
		return invalid(field, fmt.Sprintf("%s太长：%d 个字，最多 %d 个字。", label, n, limit))
	}
	return nil
}
