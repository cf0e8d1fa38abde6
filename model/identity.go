package model

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// IdentityFacts is what an ID number says of a person.
type IdentityFacts struct {
	Number string // as NormaliseIDNumber writes it
	Sex    Sex
	Birth  Date
	Old    bool // the 15-digit form in use until 1999, without a check digit
}

// CheckIDNumber reads a citizen's ID number (GB 11643): 18 digits, the last
// of which may be X, or 15. An empty text has no facts and no error. The error
// is an Error of code Invalid and field "IDNumber"; what can be read is
// returned with it, as from a number whose check digit alone is wrong.
// Region codes are not looked up: an abolished one is still right.
func CheckIDNumber(s string) (IdentityFacts, error) {
	facts := IdentityFacts{Number: NormaliseIDNumber(s)}
	n := facts.Number
	if n == "" {
		return facts, nil
	}
	if len(n) != 18 && len(n) != 15 {
		return facts, invalid("IDNumber", fmt.Sprintf("身份证号应是 18 位（旧证 15 位），现在是 %d 位。", len([]rune(n))))
	}
	facts.Old = len(n) == 15
	digits := n
	if !facts.Old {
		digits = strings.TrimSuffix(n, "X")
	}
	if strings.Trim(digits, "0123456789") != "" || len(digits) < len(n)-1 {
		return facts, invalid("IDNumber", "身份证号里只能有数字，18 位的最后一位可以是 X。")
	}
	birth, order := "19"+n[6:12], n[14]
	if !facts.Old {
		birth, order = n[6:14], n[16]
	}
	facts.Sex = Female
	if (order-'0')%2 == 1 {
		facts.Sex = Male
	}
	// Only digits are left: ParseDate can fail on a day that does not exist.
	day, err := ParseDate(birth)
	if err != nil || !day.Full() {
		return facts, invalid("IDNumber", fmt.Sprintf("身份证号里的出生日期 %s 不存在。", birth))
	}
	facts.Birth = day
	if !facts.Old && n[17] != checkDigit(n[:17]) {
		return facts, invalid("IDNumber", "身份证号的最后一位（校验码）对不上，请与证件核对。")
	}
	return facts, nil
}

// IDNumberForms are the ways in which a number that CheckIDNumber accepts may
// have been written down: as it is and, for those born in the 1900s, in the
// form of before or after 1999.
func IDNumberForms(number string) []string {
	const century = "19"
	switch {
	case len(number) == 15:
		long := number[:6] + century + number[6:]
		return []string{number, long + string(checkDigit(long))}
	case len(number) == 18 && number[6:8] == century:
		return []string{number, number[:6] + number[8:17]}
	}
	return []string{number}
}

// checkDigit works out the 18th character from the 17 digits before it.
func checkDigit(digits string) byte {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(digits[i]-'0')
	}
	return "10X98765432"[sum%11]
}

// NormaliseIDNumber writes an ID number as it is stored: half-width, X in
// upper case, without spaces, invisible characters and the apostrophe that
// keeps it a text in a spreadsheet. Nothing else is changed.
func NormaliseIDNumber(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case invisible(r), unicode.IsSpace(r), r == '\'', r == '‘', r == '’':
			return -1
		case r == '×':
			return 'X' // what an input method offers for it
		}
		return unicode.ToUpper(r)
	}, width.Fold.String(s))
}

// MaskIDNumber hides the birth date and what follows it, but for the last
// four: 410103********002X. Of a number too short for that only the ends stay.
func MaskIDNumber(s string) string {
	r := []rune(s)
	switch {
	case len(r) > 10:
		return mask(r, 6, 4)
	case len(r) > 4:
		return mask(r, 1, 1)
	}
	return mask(r, 0, 0)
}

// mask keeps head and tail characters and hides those between.
func mask(r []rune, head, tail int) string {
	return string(r[:head]) + strings.Repeat("*", len(r)-head-tail) + string(r[len(r)-tail:])
}
