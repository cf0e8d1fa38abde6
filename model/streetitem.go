package model

import (
	"slices"
	"strings"
	"time"
)

// ItemKind says what an office hands down.
type ItemKind string

// The kinds of item.
const (
	MonthItem ItemKind = "month"   // 重点工作事项, of one month
	Message   ItemKind = "message" // 通知
)

// Chinese returns the kind's name.
func (k ItemKind) Chinese() string {
	switch k {
	case MonthItem:
		return "重点工作事项"
	case Message:
		return "通知"
	}
	return string(k)
}

// StreetItem (街道下发) is something that an office above tells those below it,
// with the next answer package (回执包) to each.
type StreetItem struct {
	Record
	Kind  ItemKind
	Month Date // without a day; zero of a Message
	Title string
	Text  string
	Files []Attachment
	// For are the offices it is for; none for all.
	For []ID
	// Signed are the offices that said they had it, in the order in which they
	// did. At one of these it is none but its own.
	Signed []Signing
}

// Signing (签收) is an office's word that an item reached it.
type Signing struct {
	Office ID
	At     time.Time
}

// Validate reports the first field that cannot be saved.
func (i StreetItem) Validate() error {
	switch i.Kind {
	case MonthItem:
		if i.Month.Year == 0 || i.Month.Month < 1 || i.Month.Month > 12 || i.Month.Day != 0 {
			return invalid("Month", "请写明是哪个月的事项，如 2018-05。")
		}
	case Message:
		if i.Month != (Date{}) {
			return invalid("Month", "通知不分月份。")
		}
	default:
		return invalid("Kind", "下发的只能是重点工作事项或通知。")
	}
	if strings.TrimSpace(i.Title) == "" {
		return invalid("Title", "请填写标题。")
	}
	if err := checkLength("Title", "标题", i.Title, 100); err != nil {
		return err
	}
	return checkLength("Text", "内容", i.Text, 5000)
}

// IsFor reports whether the item is for the office.
func (i StreetItem) IsFor(office ID) bool { return len(i.For) == 0 || slices.Contains(i.For, office) }

// SignedBy is when the office signed for the item; zero while it has not.
func (i StreetItem) SignedBy(office ID) time.Time {
	for _, s := range i.Signed {
		if s.Office == office {
			return s.At
		}
	}
	return time.Time{}
}

// Receipt (回执) says that a package reached the office it was for.
type Receipt struct {
	Kind     PackageKind
	Package  ID
	Sequence int
	Made     time.Time
	Hash     string // SHA-256 of the file, in hexadecimal
}
