package resources

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed fonts/tgscc-8105.txt
var table string

const rareNames = "㛃䶮𬭎𫖯𠮷"

var faces = map[string][]byte{
	"song": Serif, "song bold": SerifBold, "hei": Sans, "hei bold": SansBold, "kai": Kai,
}

func TestEveryFaceDrawsEveryStandardCharacter(t *testing.T) {
	standard := []rune(strings.Join(strings.Fields(table), ""))
	if len(standard) != 8105 {
		t.Fatalf("table has %d characters", len(standard))
	}
	signs := "□☐☑✓✔▲▼▾→←·—…、，。；：？！（）《》〈〉「」『』【】〔〕〖〗“”‘’〓①⑩⑳㈠Ⅳ℃㎡％～￥"
	pinyin := "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿ"
	ascii := make([]rune, 0, 94)
	for r := '!'; r <= '~'; r++ {
		ascii = append(ascii, r)
	}
	wanted := append(standard, []rune(rareNames+signs+pinyin+string(ascii))...)
	for name, data := range faces {
		t.Run(name, func(t *testing.T) {
			f := parse(t, data)
			for _, r := range wanted {
				if !f.draws(r) {
					t.Errorf("%c U+%04X has no outline", r, r)
				}
			}
		})
	}
}

// gofpdf takes nothing above U+FFFF: each rare character that a face draws
// must be the same glyph at its private-use code point.
func TestRareCharactersAreAlsoAtTheirPrivateCodePoint(t *testing.T) {
	taken := map[rune]bool{}
	for r, private := range RareGlyphs() {
		if r <= 0xFFFF || private < 0xE000 || private > 0xF8FF || taken[private] {
			t.Fatalf("U+%04X → U+%04X", r, private)
		}
		taken[private] = true
	}
	for name, data := range faces {
		f := parse(t, data)
		for _, r := range table + rareNames {
			if r > 0xFFFF && f.index(r) != f.index(RareGlyphs()[r]) {
				t.Errorf("%s: %c U+%04X is another glyph at U+%04X", name, r, r, RareGlyphs()[r])
			}
		}
	}
}

// What the window shows must not depend on the fonts of the machine.
func TestWindowFacesDrawEveryRareCharacter(t *testing.T) {
	for _, name := range []string{"hei", "hei bold"} {
		f := parse(t, faces[name])
		for r := range RareGlyphs() {
			if !f.draws(r) {
				t.Errorf("%s: %c U+%04X has no outline", name, r, r)
			}
		}
	}
}

// gofpdf 1.16.2 adds up tables by appending to them where they lie, and reads
// shortened width tables wrongly: faces must give it no cause.
func TestFacesSuitThePDFLibrary(t *testing.T) {
	for name, data := range faces {
		tables := map[string][]byte{}
		for i := range int(binary.BigEndian.Uint16(data[4:])) {
			entry := data[12+16*i:]
			offset, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
			tables[string(entry[:4])] = data[offset : offset+length]
		}
		for _, tag := range []string{"name", "OS/2", "gasp", "cvt ", "prep", "fpgm"} {
			if len(tables[tag])%4 != 0 {
				t.Errorf("%s: table %q is %d bytes long, no multiple of 4", name, tag, len(tables[tag]))
			}
		}
		glyphs := binary.BigEndian.Uint16(tables["maxp"][4:])
		if metrics := binary.BigEndian.Uint16(tables["hhea"][34:]); metrics != glyphs {
			t.Errorf("%s: %d widths for %d glyphs", name, metrics, glyphs)
		}
		if len(data) > 12<<20 {
			t.Errorf("%s is %d bytes long", name, len(data))
		}
	}
}

type face struct {
	*testing.T
	font   *sfnt.Font
	buffer sfnt.Buffer
}

func parse(t *testing.T, data []byte) *face {
	t.Helper()
	font, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return &face{T: t, font: font}
}

func (f *face) index(r rune) sfnt.GlyphIndex {
	i, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		f.Fatal(err)
	}
	return i
}

func (f *face) draws(r rune) bool {
	i := f.index(r)
	if i == 0 {
		return false
	}
	outline, err := f.font.LoadGlyph(&f.buffer, i, fixed.I(1000), nil)
	if err != nil {
		f.Fatal(err)
	}
	return len(outline) > 0
}
