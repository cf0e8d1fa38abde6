package model

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

var (
	digitRun      = regexp.MustCompile(`1\d{2}[- ]\d{4}[- ]\d{4}|\d{5,}`) // 138-1234-5678 too
	countryPrefix = regexp.MustCompile(`^(?:\+86|0086|86(1\d{10}$))`)
)

// NormalisePhone writes a telephone number as it is stored: half-width,
// without spaces, dashes, brackets, +86 and the ".0" of a number that a
// spreadsheet took for a quantity. Two numbers in one cell stay two.
func NormalisePhone(s string) string {
	s = strings.Map(func(r rune) rune {
		if invisible(r) || unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || strings.ContainsRune("()'‘’−", r) {
			return -1
		}
		return r
	}, width.Fold.String(s))
	s = strings.TrimSuffix(s, ".0")
	return countryPrefix.ReplaceAllString(s, "$1")
}

// MaskPhone hides the four digits before the last four: 138****5678,
// 0371****5678. In a text with several numbers each is masked; shorter runs
// of digits, such as extensions, stay.
func MaskPhone(s string) string {
	return digitRun.ReplaceAllStringFunc(s, func(run string) string {
		run = strings.NewReplacer("-", "", " ", "").Replace(run)
		hidden := min(4, len(run)-4)
		return mask([]rune(run), len(run)-4-hidden, 4)
	})
}
