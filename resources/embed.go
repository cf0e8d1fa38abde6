// Package resources is what the program carries inside itself: faces, icons,
// translations and the sample roster. It knows nobody who uses them.
package resources

import (
	"embed"
	"strconv"
	"strings"
	"sync"
)

// The faces, TrueType; resources/fonts/README.md tells what each can draw.
// Nobody may write into them.
var (
	//go:embed fonts/jishi-song.ttf
	Serif []byte // 宋
	//go:embed fonts/jishi-song-bold.ttf
	SerifBold []byte
	//go:embed fonts/jishi-hei.ttf
	Sans []byte // 黑
	//go:embed fonts/jishi-hei-bold.ttf
	SansBold []byte
	//go:embed fonts/jishi-kai.ttf
	Kai []byte // 楷
)

// FontLicences holds the SIL Open Font License texts of the faces.
//
//go:embed fonts/OFL-*.txt
var FontLicences embed.FS

//go:embed fonts/rare.txt
var rareTable string

// RareGlyphs maps characters above U+FFFF to the private-use code point at
// which a face also holds the glyph, for whoever cannot use the real one. A
// face need not hold every glyph of the table. Callers must not change it.
var RareGlyphs = sync.OnceValue(func() map[rune]rune {
	glyphs := make(map[rune]rune, 1200)
	for line := range strings.Lines(rareTable) {
		fields := strings.Fields(line)
		private, err := strconv.ParseInt(fields[0], 16, 32)
		if err != nil {
			panic("resources: rare.txt: " + err.Error())
		}
		glyphs[[]rune(fields[2])[0]] = rune(private)
	}
	return glyphs
})
