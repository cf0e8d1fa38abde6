package model

import "strings"

// KindDefault is what a new activity of a kind begins with (类别默认值); the
// centre's own, in place of KindInfo's.
type KindDefault struct {
	Record
	Kind    Kind
	Minutes int    // length; 0 leaves KindInfo's
	Place   string // 地点
	Agenda  string // 议程, for kinds that have one
	Hidden  bool   // the kind is not offered for new activities
}

// Validate reports the first field that cannot be saved.
func (d KindDefault) Validate() error {
	if KindOf(d.Kind).Fields == nil {
		return invalid("Kind", "请选择活动类别。")
	}
	if d.Minutes < 0 || d.Minutes > MaxActivityMinutes {
		return invalid("Minutes", "时长要在 1 到 1440 分钟之间；不填时用程序自己的。")
	}
	if err := checkLength("Place", "地点", d.Place, 100); err != nil {
		return err
	}
	return checkLength("Agenda", "议程", d.Agenda, 4000)
}

// Length is how long a new activity of the kind lasts, in minutes.
func (d KindDefault) Length() int {
	if d.Minutes > 0 {
		return d.Minutes
	}
	return KindOf(d.Kind).DefaultMinutes
}

// Template (活动模板) is an activity to begin new ones from. Of Draft it keeps
// what is planned alike each time, and of Start and End the time of day.
type Template struct {
	Record
	Name  string
	Draft Activity
}

// Validate reports the first field that cannot be saved.
func (t Template) Validate() error {
	if strings.TrimSpace(t.Name) == "" {
		return invalid("Name", "请填写模板名称。")
	}
	if err := checkLength("Name", "模板名称", t.Name, 50); err != nil {
		return err
	}
	return t.Draft.Validate()
}
