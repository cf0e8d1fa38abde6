package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"pgregory.net/rapid"

	"jishi/model"
)

// sentences are texts as people write them: Han, words, numbers, marks (never
// more than three in a row, as a narrow line could not hold them together).
var sentences = rapid.Custom(func(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(0, 40).Draw(t, "parts") {
		b.WriteString(rapid.SampledFrom([]string{
			"高", "山社", "党群服务", "䶮", "𠮷", "2018", "5月", "party", "Wi-Fi", "a,b", " ", "　", "\n", "138****5678", "·买买提",
		}).Draw(t, "word"))
		b.WriteString(rapid.SampledFrom([]string{
			"", "", "", "，", "。", "、", "；", "：", "？", "！", "”。", "）", "》，", "……", "——", "（", "“", "《", "：“", "”，（", "％",
		}).Draw(t, "mark"))
		b.WriteString("字")
	}
	return b.String()
})

func TestNoLineBeginsOrEndsWithAForbiddenMark(t *testing.T) {
	d := newDocument("", false, margins{}, options)
	rapid.Check(t, func(t *rapid.T) {
		text := sentences.Draw(t, "text")
		s := style{rapid.SampledFrom([]face{song, songBold, hei, kai}).Draw(t, "face"), 12}
		width := rapid.Float64Range(40, 180).Draw(t, "width")
		lines := d.lines(text, s, width)
		paragraphs := map[string]bool{}
		for p := range strings.SplitSeq(text, "\n") {
			paragraphs[strings.TrimRight(p, " 　")] = true
		}
		begins := true // a paragraph may begin as its writer wished
		rest := strings.Split(printable(text), "\n")
		left := ""
		for _, line := range lines {
			if begins {
				left, rest = strings.TrimRight(rest[0], " 　"), rest[1:]
			}
			r := []rune(line)
			if len(r) > 0 && !begins && in(noStart, r[0]) {
				t.Errorf("line begins with %c: %q", r[0], lines)
			}
			left = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(left, " "), strings.TrimLeft(line, " ")), " 　")
			begins = left == ""
			if len(r) > 0 && !begins && in(noEnd, r[len(r)-1]) {
				t.Errorf("line ends with %c: %q", r[len(r)-1], lines)
			}
			if w := d.textWidth(line, s); w > width+0.01 {
				t.Errorf("line is %.1f mm wide in %.1f: %q", w, width, line)
			}
		}
	})
}

func TestEveryCharacterThatGoesInComesOut(t *testing.T) {
	d := newDocument("", false, margins{}, options)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(sentences, rapid.String()).Draw(t, "text")
		width := rapid.Float64Range(5, 180).Draw(t, "width")
		lines := d.lines(text, style{song, 12}, width)
		want, got := squeeze(printable(text)), squeeze(strings.Join(lines, ""))
		if want != got {
			t.Errorf("in  %q\nout %q", want, got)
		}
	})
}

func TestWordsNumbersAndPairsStayWhole(t *testing.T) {
	d := newDocument("", false, margins{}, options)
	s := style{song, 10}
	for _, whole := range []string{"Wi-Fi", "2018-05-07", "138****5678", "12.5%", "5月", "30日", "——", "……", "”。", "（含"} {
		text := strings.Repeat("高山社区", 3) + whole + "党群服务中心"
		for width := 25.0; width < 80; width++ {
			joined := strings.Join(d.lines(text, s, width), "\n")
			if !strings.Contains(joined, whole) {
				t.Errorf("%q is broken at %.0f mm: %q", whole, width, joined)
			}
		}
	}
}

func TestNamesBreakAtTheirDot(t *testing.T) {
	d := newDocument("", false, margins{}, options)
	tb := table{document: d, style: style{song, 10.5}}
	c := tb.layOut("买买提·吐尔逊·阿不都热合曼", column{width: 27, shrink: true})
	if len(c.lines) != 2 || c.lines[0] != "买买提·吐尔逊·" || c.lines[1] != "阿不都热合曼" {
		t.Errorf("%q", c.lines)
	}
}

// Any text in any place must give a PDF that opens.
func TestAnyTextMakesASoundPDF(t *testing.T) {
	d := newDocument("", false, margins{side: 20, top: 20, bottom: 20}, options)
	d.newPage()
	tb := table{
		document: d, style: style{song, 10}, head: style{hei, 10}, lead: 4,
		columns: []column{{head: "姓名", width: 20, shrink: true}, {head: "备注", width: 60}},
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		tb.row(text, text)
		record{d}.long("内容", text, 0)
		d.title(text, style{songBold, 20}, 1, 10)
	})
	var out bytes.Buffer
	if _, err := d.finish(&out, "texts"); err != nil {
		t.Fatal(err)
	}
	if err := api.Validate(bytes.NewReader(out.Bytes()), validation); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	read(t, out.Bytes())
}

// The rest of the text tests trust poppler; this one compares every character
// of a wide selection with what poppler copies.
func TestTextsComeBackFromThePDF(t *testing.T) {
	r := roll(model.MemberDay, 0)
	var b strings.Builder
	for c := rune(0x4E00); c < 0x9F00; c += 7 {
		b.WriteRune(c)
	}
	b.WriteString("（）、，。：；？！“”‘’《》〈〉【】〔〕—…·①⑳□☑✓▲▼▾→āáǎàǖǘǚǜABCxyz0189%&()\\")
	r.Activity.Content = b.String()
	d := draw(t, activityRecord(r))
	if len(d.Warnings) > 0 {
		t.Errorf("warnings: %q", d.Warnings)
	}
	all := squeeze(d.text)
	for _, c := range r.Activity.Content {
		if !unicode.IsSpace(c) && !strings.ContainsRune(all, c) {
			t.Errorf("%c U+%04X does not come back", c, c)
		}
	}
}
