package model

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// MiddleDot (间隔号) stands between the parts of minority and foreign names.
const MiddleDot = '·'

// NormaliseName writes a name as it is stored: the middle dot is always
// U+00B7, nothing invisible, no spaces around it, between Han characters (张　三)
// or at the ends, one space between Latin words.
func NormaliseName(name string) string {
	in := []rune(strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, name))
	out := make([]rune, 0, len(in))
	space := false // spaces were read and not yet written
	for i, r := range in {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if isDot(r) || (r == '.' || r == '．') && dotBetweenHan(out, in[i+1:]) {
			r = MiddleDot
		}
		if n := len(out); space && n > 0 && r != MiddleDot && out[n-1] != MiddleDot && !(isHan(r) && isHan(out[n-1])) {
			out = append(out, ' ')
		}
		space = false
		out = append(out, r)
	}
	return string(out)
}

// isDot knows the characters that people and input methods use for 间隔号.
func isDot(r rune) bool {
	switch r {
	case MiddleDot, '•', '‧', '・', '･', '∙', '⋅', '᛫':
		return true
	}
	return false
}

// dotBetweenHan reports whether a full stop after before and in front of
// after can only be a 间隔号 typed badly.
func dotBetweenHan(before, after []rune) bool {
	return len(before) > 0 && isHan(before[len(before)-1]) &&
		isHan([]rune(strings.TrimSpace(string(after)) + " ")[0])
}

// SpacedName is the name as printed tables show it: one of two Han characters
// gets a full-width space (张　三), so that it is as wide as one of three.
func SpacedName(name string) string {
	r := []rune(name)
	if len(r) == 2 && isHan(r[0]) && isHan(r[1]) {
		return string([]rune{r[0], '\u3000', r[1]})
	}
	return name
}

// SearchName is what a name and a search for it are compared by: without dots
// and spaces, half-width and in lower case.
func SearchName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == MiddleDot || r == '.' || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, width.Fold.String(NormaliseName(name)))
}

// isHan reports whether r is a Han character, those included that Unicode
// gained after Go's tables were made.
func isHan(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x20000 && r <= 0x3FFFF
}

// invisible reports whether r shows nothing and only gets in the way:
// zero-width characters, marks of direction and of byte order.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r)
}
