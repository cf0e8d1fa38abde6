package model

import (
	"slices"
	"strings"
)

// GreetingWay is how somebody was greeted.
type GreetingWay string

// The ways of greeting.
const (
	ByCard  GreetingWay = "card"  // 贺卡
	ByCall  GreetingWay = "call"  // 电话
	ByVisit GreetingWay = "visit" // 上门
	ByParty GreetingWay = "party" // 生日会
	ByGift  GreetingWay = "gift"  // 礼品
)

// GreetingWays lists the ways in the order forms offer them.
func GreetingWays() []GreetingWay { return []GreetingWay{ByCard, ByCall, ByVisit, ByParty, ByGift} }

// Chinese returns the way's name on lists.
func (w GreetingWay) Chinese() string {
	switch w {
	case ByCard:
		return "贺卡"
	case ByCall:
		return "电话"
	case ByVisit:
		return "上门"
	case ByParty:
		return "生日会"
	case ByGift:
		return "礼品"
	}
	return string(w)
}

// Greeting (祝贺记录) notes that a member was greeted on one anniversary. The
// same anniversary may have several: a card and a visit.
type Greeting struct {
	Record
	AnniversaryKey
	Way     GreetingWay
	Greeter string // who greeted
	Note    string
}

// Validate reports the first field that cannot be saved.
func (g Greeting) Validate() error {
	if g.Member == "" || !g.Date.Full() || !slices.Contains([]AnniversaryKind{BirthdayAnniversary, PoliticalAnniversary}, g.Kind) {
		return invalid("Member", "祝贺记录没有对应的生日。")
	}
	if !slices.Contains(GreetingWays(), g.Way) {
		return invalid("Way", "请选择祝贺方式。")
	}
	if err := checkLength("Greeter", "祝贺人", strings.TrimSpace(g.Greeter), 50); err != nil {
		return err
	}
	return checkLength("Note", "备注", g.Note, 200)
}
