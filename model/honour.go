package model

import "strings"

// Honour (表彰奖励) is an award that a member was given.
type Honour struct {
	Record
	Member ID
	Title  string // 优秀共产党员
	Level  string // 区级; may be empty
	Giver  string // 授予单位
	Given  Date
}

// Validate reports the first field that cannot be saved.
func (h Honour) Validate() error {
	if h.Member == "" {
		return invalid("Member", "表彰没有对应的人员。")
	}
	if strings.TrimSpace(h.Title) == "" {
		return invalid("Title", "请填写表彰名称。")
	}
	for _, f := range []struct{ field, label, value string }{
		{"Title", "表彰名称", h.Title}, {"Level", "级别", h.Level}, {"Giver", "授予单位", h.Giver},
	} {
		if err := checkLength(f.field, f.label, f.value, 100); err != nil {
			return err
		}
	}
	return h.Given.validate("Given", "授予时间")
}
