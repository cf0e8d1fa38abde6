package report

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"jishi/resources"
)

// face is one of the program's typefaces.
type face int

const (
	song     face = iota // 宋: running text and tables
	songBold             // titles
	hei                  // 黑: headings of tables
	kai                  // 楷: certificates
	faceCount
)

// style is a face at a size in points.
type style struct {
	face face
	size float64
}

// faces tells, for each face, its name in the PDF and where to look for a
// character that it cannot draw.
var faces = [faceCount]struct {
	family  string
	data    *[]byte
	instead []face
}{
	song:     {"song", &resources.Serif, []face{kai, hei}},
	songBold: {"songbold", &resources.SerifBold, []face{song, kai, hei}},
	hei:      {"hei", &resources.Sans, []face{song, kai}},
	kai:      {"kai", &resources.Kai, []face{song, hei}},
}

// parsed are the faces, read when first needed. They may be shared.
var parsed = func() (all [faceCount]func() *sfnt.Font) {
	for i := range all {
		all[i] = sync.OnceValue(func() *sfnt.Font {
			f, err := sfnt.Parse(*faces[i].data)
			if err != nil {
				panic("report: embedded face " + faces[i].family + ": " + err.Error())
			}
			return f
		})
	}
	return all
}()

// unitsPerEm is that of every face of the program.
const unitsPerEm = 1000

// glyphs is a face within one document: which characters it has, how wide they
// are. gofpdf prints nothing where a glyph is missing, and says nothing.
type glyphs struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
	// widths of code points up to U+FFFF in units: 0 not looked up yet, 1 no
	// such glyph, else the width plus 2.
	widths [0x10000]uint16
	loaded bool // into the PDF
}

func (d *document) glyphs(f face) *glyphs {
	if d.faces[f] == nil {
		d.faces[f] = &glyphs{font: parsed[f]()}
	}
	return d.faces[f]
}

// width of the glyph for r, in units of the face, and whether there is one.
func (g *glyphs) width(r rune) (units int, ok bool) {
	if r < 0 || int(r) >= len(g.widths) {
		return 0, false
	}
	if g.widths[r] == 0 {
		g.widths[r] = g.lookUp(r)
	}
	return int(g.widths[r]) - 2, g.widths[r] > 1
}

func (g *glyphs) lookUp(r rune) uint16 {
	i, err := g.font.GlyphIndex(&g.buffer, r)
	if err != nil || i == 0 {
		return 1
	}
	w, err := g.font.GlyphAdvance(&g.buffer, i, fixed.I(unitsPerEm), font.HintingNone)
	if err != nil {
		return 1
	}
	return uint16(w.Round()) + 2
}

// selectStyle makes s the style of what is drawn next.
func (d *document) selectStyle(s style) {
	if d.style == s {
		return
	}
	if g := d.glyphs(s.face); !g.loaded {
		g.loaded = true
		d.pdf.AddUTF8FontFromBytes(faces[s.face].family, "", *faces[s.face].data)
	}
	d.pdf.SetFont(faces[s.face].family, "", s.size)
	d.style = s
}
