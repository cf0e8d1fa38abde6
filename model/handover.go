package model

import (
	"slices"
	"strings"
)

// HandoverWay says on which side of a Handover a centre is.
type HandoverWay string

// The ways.
const (
	HandedOver HandoverWay = "out" // 转出
	TakenOver  HandoverWay = "in"  // 转入
)

// Handover (转移) is a member's way to another centre (组织关系 or 居住地
// moved), as one of the two keeps it: the old centre keeps its record, marked
// as moved, with all that hangs on it; the new one has a record of its own.
// Both name the package, by which an office above knows that it is one person.
type Handover struct {
	Record
	Member     ID // this side's record
	Way        HandoverWay
	Office     ID     // the other centre
	OfficeName string // as it was called then
	Day        Date   // of the move
	Package    ID
	// State is how far the package has come; empty where it is not known here,
	// as at a street.
	State PackageState
}

// Validate reports the first field that cannot be.
func (h Handover) Validate() error {
	if h.Member == "" || h.Office == "" || h.Package == "" {
		return invalid("Member", "转移记录不完整。")
	}
	if h.Way != HandedOver && h.Way != TakenOver {
		return invalid("Way", "转移记录没有写明转出还是转入。")
	}
	if err := checkLength("OfficeName", "对方中心", h.OfficeName, 100); err != nil {
		return err
	}
	if !h.Day.Full() {
		return invalid("Day", "请填写转出日期。")
	}
	return h.Day.validate("Day", "转出日期")
}

// PastKind is what a PastEvent was.
type PastKind string

// The kinds of PastEvent.
const (
	PastActivity    PastKind = "activity"    // 参加活动
	PastService     PastKind = "service"     // 志愿服务, its hours confirmed
	PastCertificate PastKind = "certificate" // 证书
	PastHonour      PastKind = "honour"      // 表彰
	PastGreeting    PastKind = "greeting"    // 祝贺
	PastTeam        PastKind = "team"        // 志愿服务队
	PastReview      PastKind = "review"      // 服务评议
	PastRegister    PastKind = "register"    // 登记: branch, post, volunteer's number
)

// PastKinds lists the kinds in the order of menus.
func PastKinds() []PastKind {
	return []PastKind{PastRegister, PastActivity, PastService, PastCertificate, PastHonour, PastTeam, PastReview, PastGreeting}
}

// Chinese returns the kind's name on lists.
func (k PastKind) Chinese() string {
	switch k {
	case PastActivity:
		return "参加活动"
	case PastService:
		return "志愿服务"
	case PastCertificate:
		return "证书"
	case PastHonour:
		return "表彰"
	case PastGreeting:
		return "祝贺"
	case PastTeam:
		return "志愿服务队"
	case PastReview:
		return "服务评议"
	case PastRegister:
		return "登记"
	}
	return string(k)
}

// PastEvent (转入前经历) is one thing that a member did or was given at a
// centre before: a copy in words, to be read and never counted, for what it
// tells of is the old centre's own record.
type PastEvent struct {
	Record
	Member  ID
	Centre  string // where it was
	Kind    PastKind
	Day     Date // zero where it is not known
	Title   string
	Detail  string
	Number  string // of a certificate
	Minutes int    // credited
}

// Validate reports the first field that cannot be.
func (e PastEvent) Validate() error {
	if e.Member == "" {
		return invalid("Member", "经历没有对应的人员。")
	}
	if !slices.Contains(PastKinds(), e.Kind) {
		return invalid("Kind", "经历的种类不正确。")
	}
	if strings.TrimSpace(e.Title) == "" {
		return invalid("Title", "经历没有标题。")
	}
	for _, f := range []struct {
		field, label, value string
		limit               int
	}{
		{"Centre", "中心", e.Centre, 100},
		{"Title", "标题", e.Title, 500},
		{"Detail", "说明", e.Detail, 2000},
		{"Number", "编号", e.Number, 200},
	} {
		if err := checkLength(f.field, f.label, f.value, f.limit); err != nil {
			return err
		}
	}
	if e.Minutes < 0 {
		return invalid("Minutes", "时长不能是负数。")
	}
	return e.Day.validate("Day", "日期")
}

// Handing is what goes with a member to another centre.
type Handing struct {
	Member Member // as the other centre gets it
	Events []PastEvent
}

// PastCount is how many events of a kind go along.
type PastCount struct {
	Kind    PastKind
	N       int
	Minutes int
}

// Counts counts the events by kind, in the order of menus.
func (h Handing) Counts() []PastCount {
	var list []PastCount
	for _, k := range PastKinds() {
		c := PastCount{Kind: k}
		for _, e := range h.Events {
			if e.Kind == k {
				c.N++
				c.Minutes += e.Minutes
			}
		}
		if c.N > 0 {
			list = append(list, c)
		}
	}
	return list
}
