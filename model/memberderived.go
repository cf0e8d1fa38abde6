package model

import (
	"slices"
	"strconv"
)

// DerivedField is something that lists tell of a Member which is kept nowhere:
// it follows from the fields and changes from day to day.
type DerivedField struct {
	Key   string // "Age"
	Label string // 年龄
	After string // key of the MemberField that it stands behind
	// Text is what it is on a day, "" where it cannot be told.
	Text func(m Member, on Date) string
}

// DerivedFields lists what is worked out of a member.
func DerivedFields() []DerivedField { return slices.Clone(derivedFields) }

var derivedFields = []DerivedField{
	{"Age", "年龄", "Sex", func(m Member, on Date) string {
		if m.State == Deceased {
			return ""
		}
		return positive(m.Birthday.Age(on))
	}},
	{"PartyYears", "党龄", "Confirmed", func(m Member, on Date) string {
		if m.Confirmed.Year == 0 {
			return ""
		}
		return strconv.Itoa(PartyYears(m.Confirmed, on))
	}},
}

// positive writes a number that counts nothing where it is 0.
func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}
