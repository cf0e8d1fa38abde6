package model

import (
	"cmp"
	"fmt"
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

// CompareTexts orders short texts as people expect them on lists: by pinyin,
// numbers by their value, Chinese ones too, so that 第二支部 comes before
// 第十支部. Equal only where the texts are.
func CompareTexts(a, b string) int {
	return cmp.Or(strings.Compare(textKey(a), textKey(b)), strings.Compare(a, b))
}

// textKey is what CompareTexts compares: numbers six digits wide, the rest
// spelled.
func textKey(text string) string {
	var key, plain strings.Builder
	flush := func() {
		key.WriteString(PinyinOf(plain.String()))
		plain.Reset()
	}
	runes := []rune(text)
	for i := 0; i < len(runes); {
		n, length := leadingNumber(runes[i:])
		if length == 0 {
			plain.WriteRune(runes[i])
			i++
			continue
		}
		flush()
		fmt.Fprintf(&key, " %06d ", n)
		i += length
	}
	flush()
	return key.String()
}

// leadingNumber reads a number below a million written with digits, or one
// below a hundred in Chinese; length 0 where none begins the text.
func leadingNumber(text []rune) (n, length int) {
	for length < len(text) && length < 6 && text[length] >= '0' && text[length] <= '9' {
		n = n*10 + int(text[length]-'0')
		length++
	}
	if length > 0 {
		return n, length
	}
	const numerals = "〇一二三四五六七八九"
	digit := func(at int) int {
		if at >= len(text) {
			return -1
		}
		i := strings.IndexRune(numerals, text[at])
		if i < 0 {
			return -1
		}
		return i / len("〇")
	}
	units := digit(0)
	if units >= 0 {
		n, length = units, 1
	}
	if length < len(text) && text[length] == '十' {
		if length == 0 {
			n = 1
		}
		n, length = n*10, length+1
		if units = digit(length); units > 0 {
			n, length = n+units, length+1
		}
	}
	return n, length
}
