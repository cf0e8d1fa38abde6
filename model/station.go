package model

import (
	"strings"
	"time"
)

// Station (志愿服务站) is a place where volunteers serve.
type Station struct {
	Record
	Code    string // 编号; may be empty
	Name    string
	Address string
	Hours   string // 开放时间, as people say it: 周一至周五 8:30–17:30
	Phone   string
	Keeper  ID // 站长, a member; may be empty
	Opened  Date
	Closed  Date // the day it was given up; zero while it is open
	Notes   string
}

// Validate reports the first field that cannot be saved.
func (s Station) Validate() error {
	if strings.TrimSpace(s.Name) == "" {
		return invalid("Name", "请填写服务站名称。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Code", "编号", s.Code, 50},
		{"Name", "服务站名称", s.Name, 100},
		{"Address", "地址", s.Address, 200},
		{"Hours", "开放时间", s.Hours, 100},
		{"Phone", "电话", s.Phone, 50},
		{"Notes", "备注", s.Notes, 1000},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	if err := s.Opened.validate("Opened", "设立时间"); err != nil {
		return err
	}
	return s.Closed.validate("Closed", "撤销时间")
}

// StationSummary is a Station with what lists show of it.
type StationSummary struct {
	Station
	KeeperName string
	KeeperGone string // as TeamSummary's LeaderGone
	Teams      int    // that serve there at present
	Items      int    // kinds of things that lie ready
	OnDuty     int    // shifts of the week that was asked for
}

// Remarks are plain sentences about what somebody should look at.
func (s StationSummary) Remarks() []string {
	switch {
	case !s.Closed.IsZero():
		return nil
	case s.Keeper == "":
		return []string{"这个服务站还没有站长，请选一位。"}
	case s.KeeperGone != "":
		return []string{"站长" + s.KeeperName + s.KeeperGone + "，请另选一位。"}
	}
	return nil
}

// Item (物品) is something that lies ready at a Station.
type Item struct {
	Record
	Name     string
	Quantity int
	Unit     string // 把, 套, 箱; may be empty
	Note     string
}

// MostItems is the most that an Item may be there of.
const MostItems = 1_000_000

// Validate reports the first field that cannot be saved.
func (i Item) Validate() error {
	if strings.TrimSpace(i.Name) == "" {
		return invalid("Name", "请填写物品名称。")
	}
	if i.Quantity < 0 || i.Quantity > MostItems {
		return invalid("Quantity", "“"+shorten(i.Name)+"”的数量不对，请核对。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{{"Name", "物品名称", i.Name, 100}, {"Unit", "单位", i.Unit, 20}, {"Note", "备注", i.Note, 200}} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	return nil
}

// DayPart is a part of the day that people are free or on duty in.
type DayPart string

// The parts of a day, in its order.
const (
	Morning   DayPart = "morning"   // 上午, before noon
	Afternoon DayPart = "afternoon" // 下午, from noon to six
	Evening   DayPart = "evening"   // 晚上, from six on
)

// DayParts lists the parts in the order of the day.
func DayParts() []DayPart { return []DayPart{Morning, Afternoon, Evening} }

// Chinese returns the part's name.
func (p DayPart) Chinese() string {
	switch p {
	case Morning:
		return "上午"
	case Afternoon:
		return "下午"
	case Evening:
		return "晚上"
	}
	return string(p)
}

// partOf is the part of the day that t lies in.
func partOf(t time.Time) DayPart {
	switch hour := t.Hour(); {
	case hour < 12:
		return Morning
	case hour < 18:
		return Afternoon
	}
	return Evening
}

// Shift (值班) is one person on duty at a station on a day, in a part of it.
type Shift struct {
	Record
	Station ID
	Day     Date
	Part    DayPart
	Member  ID
}

// ShiftPerson is a Shift with what rosters show of the person.
type ShiftPerson struct {
	Shift
	Name, Phone string
	Gone        MemberState // Moved or Deceased where the member is that now
}

// DutyRoster (值班表) is who is on duty at a station in the week from Monday.
type DutyRoster struct {
	Station Station
	Keeper  string // name
	Monday  Date
	Shifts  []ShiftPerson // in order of day, part and place in it
}

// At are the people on duty on a day of the week, 0 for Monday.
func (r DutyRoster) At(day int, part DayPart) []ShiftPerson {
	var list []ShiftPerson
	for _, s := range r.Shifts {
		if s.Part == part && r.Monday.DaysUntil(s.Day) == day {
			list = append(list, s)
		}
	}
	return list
}

// MondayOf is the Monday of the week that a day lies in.
func MondayOf(day Date) Date {
	return day.AddDays(-((int(day.Time().Weekday()) + 6) % 7))
}
