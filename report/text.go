package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"jishi/resources"
)

// align says where in its box a line stands.
type align int

const (
	left align = iota
	centre
	right
)

// box is a place for one line.
type box struct {
	x, y, w, h float64
	align      align
}

// missing is printed where no face has the character (geta, as printers have
// always marked a sort they lack).
const missing = '〓'

// printable is s without what paper cannot show: control and format
// characters, variation selectors. Tabs become spaces, all line ends \n.
func printable(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, string(missing)), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\u2028', r == '\u2029', r == '\v', r == '\f':
			return '\n'
		case r == '\t', r == '\u00A0':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s)
}

// glyph tells which face draws r in text of face f, and at which code point
// gofpdf finds it there. Where no face has it, that is 〓 and ok is false.
func (d *document) glyph(r rune, f face) (drawn rune, by face, ok bool) {
	drawn = r
	if r > 0xFFFF {
		// An unknown rare character becomes 0, which no face draws.
		drawn = resources.RareGlyphs()[r]
	} else if unicode.Is(unicode.Co, r) {
		return missing, f, false // our private-use glyphs are not what the sender meant
	}
	if _, ok := d.glyphs(f).width(drawn); ok {
		return drawn, f, true
	}
	for _, by := range faces[f].instead {
		if _, ok := d.glyphs(by).width(drawn); ok {
			return drawn, by, true
		}
	}
	return missing, f, false
}

// advance is the width of r in units of the em.
func (d *document) advance(r rune, f face) int {
	if r >= ' ' && r < 0xE000 {
		if w, ok := d.glyphs(f).width(r); ok {
			return w
		}
	}
	drawn, by, _ := d.glyph(r, f)
	w, _ := d.glyphs(by).width(drawn)
	return w
}

// textWidth is the width of a line of printable text.
func (d *document) textWidth(line string, s style) float64 {
	units := 0
	for _, r := range line {
		units += d.advance(r, s.face)
	}
	return float64(units) * s.size * point / unitsPerEm
}

// run is a stretch of a line that one face draws with one operator.
type run struct {
	face face
	// drawn is what gofpdf is given, text what it stands for.
	drawn, text string
}

// runs splits a line where another face must help out and around characters
// that are drawn by way of a private-use code point.
func (d *document) runs(line string, f face) []run {
	if d.plain(line, f) {
		return []run{{f, line, line}}
	}
	var all []run
	var drawn, text []rune
	var current face
	mapped := false
	flush := func() {
		if len(drawn) > 0 {
			all = append(all, run{current, string(drawn), string(text)})
		}
		drawn, text = drawn[:0], text[:0]
	}
	for _, r := range line {
		g, by, ok := d.glyph(r, f)
		if !ok {
			d.warn(fmt.Sprintf("“%c”（U+%04X）字体缺字，已印作〓。", r, r))
			r = missing
		}
		if by != current || (g != r) != mapped {
			flush()
			current, mapped = by, g != r
		}
		drawn, text = append(drawn, g), append(text, r)
	}
	flush()
	return all
}

// plain reports whether face f draws all of line at its own code points, as
// nearly always.
func (d *document) plain(line string, f face) bool {
	g := d.glyphs(f)
	for _, r := range line {
		if _, ok := g.width(r); !ok || r >= 0xE000 && r <= 0xF8FF {
			return false
		}
	}
	return true
}

// draw puts one line at x within the height h below y, with gap millimetres
// between characters.
func (d *document) draw(line string, s style, x, y, h, gap float64) {
	for _, r := range d.runs(line, s.face) {
		d.selectStyle(style{r.face, s.size})
		w := d.textWidth(r.text, s) + gap*float64(len([]rune(r.text)))
		put := func() {
			d.pdf.SetXY(x, y)
			d.pdf.CellFormat(w, h, r.drawn, "", 0, "L", false, 0, "")
		}
		if r.drawn != r.text && gap == 0 {
			d.spell(r.text, put)
		} else {
			put()
		}
		x += w
	}
}

// spell marks what draw puts on the page as standing for text: that is what
// copying and searching find (ISO 32000-1, 14.9.4). Not to be nested.
func (d *document) spell(text string, draw func()) {
	var hex strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&hex, "%04X", unit)
	}
	d.pdf.RawWriteStr("/Span << /ActualText <FEFF" + hex.String() + "> >> BDC\n")
	draw()
	d.pdf.RawWriteStr("EMC\n")
}

// text draws one line of text in b; it neither breaks nor shrinks.
func (d *document) text(text string, s style, b box) {
	text = strings.ReplaceAll(printable(text), "\n", " ")
	x := b.x
	switch b.align {
	case centre:
		x += (b.w - d.textWidth(text, s)) / 2
	case right:
		x += b.w - d.textWidth(text, s)
	case left:
	}
	d.draw(text, s, x, b.y, b.h, 0)
}

// fit is s made smaller, by half points down to least, until text takes no
// more than width on one line.
func (d *document) fit(text string, s style, width, least float64) style {
	text = printable(text)
	for s.size > least && d.textWidth(text, s) > width {
		s.size = max(least, s.size-0.5)
	}
	return s
}

// title draws a form's title in the middle of the page, its characters gap
// millimetres apart, and moves below it. A long one is closed up, then made
// smaller, then broken. Copied, it has no gaps.
func (d *document) title(text string, s style, gap, h float64) {
	const least = 13
	text = strings.ReplaceAll(printable(text), "\n", " ")
	spaced := func(line string) float64 { return d.textWidth(line, s) + gap*float64(len([]rune(line))-1) }
	for spaced(text) > d.inner() && (gap > 0 || s.size > least) {
		if gap > 0 {
			gap = max(0, gap-0.5)
			continue
		}
		s.size--
		h = min(h, s.size*point*1.4)
	}
	for _, line := range cut(d.lines(text, s, d.inner()), 4) {
		d.spell(line, func() {
			d.pdf.RawWriteStr(fmt.Sprintf("%.2f Tc\n", gap/point))
			d.draw(line, s, (d.width-spaced(line))/2, d.y, h, max(gap, tiny))
			d.pdf.RawWriteStr("0 Tc\n")
		})
		d.y += h
	}
}

// cut keeps the first n lines, so that a heading longer than any field may be
// leaves room for the rest of the page.
func cut(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	last := []rune(lines[n-1])
	return append(lines[:n-1:n-1], string(last[:len(last)-1])+"…")
}

// tiny keeps draw from nesting one spelling in another.
const tiny = 1e-9
