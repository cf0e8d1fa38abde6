package report

import (
	"strings"
	"unicode"
)

// Where lines may break (避头尾, GB/T 15834): no line begins with what closes
// or pauses, none ends with what opens.
const (
	noStart = "，。、；：？！）》」』】〉〕］｝”’…—～·％‰℃,.;:?!)]}%々·•．"
	noEnd   = "（《「『【〈〔［｛“‘([{￥＃"
	// units stay with the number before them: 5月 is not broken into 5 and 月.
	units = "年月日时分秒号岁元"
)

// lines breaks text into lines no wider than width millimetres, one or more
// per paragraph. All of it is there again, but for spaces at the breaks. A word
// or a run of closing marks that is wider than a line is broken anyway.
func (d *document) lines(text string, s style, width float64) []string {
	room := int(width/(s.size*point)*unitsPerEm + 0.5)
	var lines []string
	for paragraph := range strings.SplitSeq(printable(text), "\n") {
		lines = d.breakParagraph(lines, []rune(strings.TrimRight(paragraph, " 　")), s.face, room)
	}
	return lines
}

func (d *document) breakParagraph(lines []string, r []rune, f face, room int) []string {
	start, used := 0, 0
	last := 0 // the latest place after start where the line may end
	for i := 0; i < len(r); i++ {
		if i > start && mayBreak(r[i-1], r[i]) {
			last = i
		}
		w := d.advance(r[i], f)
		if used+w <= room || i == start || isSpace(r[i]) {
			used += w
			continue
		}
		if last <= start {
			last = leastBad(r, start, i)
		}
		lines = append(lines, strings.TrimRight(string(r[start:last]), " 　"))
		for start = last; start < len(r) && r[start] == ' '; start++ {
		}
		// Measure again what moved to the new line.
		i, used, last = start-1, 0, start
	}
	return append(lines, string(r[start:]))
}

// leastBad finds where to break a stretch that has no good place: as late as
// possible before end, if it can be so that no mark begins the next line.
func leastBad(r []rune, start, end int) int {
	for i := end; i > start; i-- {
		if !in(noStart, r[i]) && !in(noEnd, r[i-1]) {
			return i
		}
	}
	return end
}

// mayBreak reports whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	switch {
	case isSpace(b), in(noStart, b), in(noEnd, a):
		return false
	case isSpace(a):
		return true
	case inWord(a) && inWord(b):
		return false
	case unicode.IsDigit(a) && in(units, b):
		return false
	}
	return !unicode.Is(unicode.Mn, b)
}

// isSpace knows the spaces that a line may end with unseen.
func isSpace(r rune) bool { return r == ' ' || r == '　' }

// inWord reports whether r is part of words and numbers that are not broken:
// letters of alphabets, digits and the signs that hold them together.
func inWord(r rune) bool {
	return r > ' ' && r < 0x2000 && r != '·' && !in(noEnd, r)
}

func in(set string, r rune) bool { return strings.ContainsRune(set, r) }
