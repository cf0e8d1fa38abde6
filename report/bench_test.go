package report

import (
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"jishi/model"
)

// benchSize reads how many of something to measure with from a variable of
// the environment.
func benchSize(b *testing.B, variable string, otherwise int) int {
	b.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(variable, err)
	}
	return n
}

func benchCertificates(b *testing.B) []model.Certificate {
	b.Helper()
	return certificates(benchSize(b, "JISHI_BENCH_CERTIFICATES", 1000), model.Completion)
}

// A programme's certificates in one file, in each design: at most twice the
// floor.
func BenchmarkCompletions(b *testing.B) {
	all := benchCertificates(b)
	for design := 1; design <= model.CertificateDesigns; design++ {
		b.Run(strconv.Itoa(design), func(b *testing.B) {
			for i := range all {
				all[i].Design = design
			}
			for b.Loop() {
				if _, err := Completions(io.Discard, all, options); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("Floor", func(b *testing.B) { benchCompletionsFloor(b, all) })
}

// The floor draws the same strings at the same places in the same faces with
// bare gofpdf: no measuring, breaking, mapping or warning, no frame.
func benchCompletionsFloor(b *testing.B, all []model.Certificate) {
	b.Helper()
	type line struct {
		style style
		x, y  float64
		text  string
	}
	body := []string{"　　于2018年5月7日至5月28日参加大学路街道党工委举办", "的“党务干部培训班”，学习期满，共 16 学时，考核合格，准", "予结业。"}
	for b.Loop() {
		pdf := gofpdf.New(gofpdf.OrientationLandscape, "mm", "A4", "")
		pdf.SetAutoPageBreak(false, 0)
		pdf.AddUTF8FontFromBytes("kai", "", *faces[kai].data)
		pdf.AddUTF8FontFromBytes("songbold", "", *faces[songBold].data)
		for _, c := range all {
			pdf.AddPage()
			lines := []line{
				{style{songBold, 46}, 100, 32, "结业证书"},
				{style{kai, 23}, 43, 66, basic(c.Name)},
				{style{kai, 23}, 80, 66, "同志："},
				{style{kai, 23}, certificateSide, 83, body[0]},
				{style{kai, 23}, certificateSide, 100, body[1]},
				{style{kai, 23}, certificateSide, 117, body[2]},
				{style{kai, 14}, certificateSide, 169, "证书编号：" + c.Number},
				{style{kai, 19}, 180, 158, options.Centre.Name + "（章）"},
				{style{kai, 19}, 190, 168, c.Issued.Chinese()},
			}
			for _, l := range lines {
				pdf.SetFont(faces[l.style.face].family, "", l.style.size)
				pdf.SetXY(l.x, l.y)
				pdf.CellFormat(0, 10, l.text, "", 0, "L", false, 0, "")
			}
		}
		if err := pdf.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// basic replaces what bare gofpdf cannot take.
func basic(name string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return missing
		}
		return r
	}, name)
}

func BenchmarkRoster5000(b *testing.B) {
	all := members(5000)
	for b.Loop() {
		if _, err := Roster(io.Discard, all, branches, options); err != nil {
			b.Fatal(err)
		}
	}
}

// Greeting cards for a thousand people, two to a page.
func BenchmarkCards1000(b *testing.B) {
	all := benchCards()
	for b.Loop() {
		if _, err := Cards(io.Discard, all, CardStyle{}, options); err != nil {
			b.Fatal(err)
		}
	}
}

// The floor draws the same strings and shades with bare gofpdf: no measuring,
// breaking or mapping, no rings.
func BenchmarkCards1000Floor(b *testing.B) {
	all := benchCards()
	for b.Loop() {
		pdf := gofpdf.New(gofpdf.OrientationPortrait, "mm", "A4", "")
		pdf.SetAutoPageBreak(false, 0)
		pdf.AddUTF8FontFromBytes("kai", "", *faces[kai].data)
		for i, a := range all {
			top := cardMargin
			if i%2 == 0 {
				pdf.AddPage()
			} else {
				top += longSide / 2
			}
			pdf.LinearGradient(cardMargin, top, cardWidth, cardHeight, 255, 249, 236, 253, 229, 222, 0, 1, 1, 0)
			for j, text := range []string{"生日快乐", basic(a.Member.Salutation()) + "：", "　　" + cardWords(a), options.Centre.Name, cardDay(a)} {
				pdf.SetFont("kai", "", []float64{cardTitle, cardText, cardText, cardFootText, cardFootText}[j])
				pdf.SetXY(cardMargin+cardSide, top+20*float64(j)+10)
				pdf.CellFormat(0, 10, text, "", 0, "L", false, 0, "")
			}
		}
		if err := pdf.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func benchCards() []model.Anniversary {
	some := celebrations()
	list := make([]model.Anniversary, 1000)
	for i := range list {
		list[i] = some[i%len(some)]
		list[i].Member.Name += strconv.Itoa(i)
	}
	return list
}
