// Package report draws the forms of a centre as PDF: sign-in sheets, records,
// certificates and lists.
//
// It owns paper, faces and wording, and is the only importer of gofpdf. It
// reads no store and no clock: a form gets its data and the day of printing,
// and the same input gives the same bytes.
//
// Lengths are millimetres from the top left corner, type sizes are points.
package report

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"jishi/model"
)

// Options is what every form needs beside its data.
type Options struct {
	Centre model.Centre
	Date   model.Date // the day of printing
	// About says what a list of people was narrowed to, for below its title;
	// empty for everybody.
	About string
}

// Sheet tells of a form that was drawn.
type Sheet struct {
	Pages int
	// Warnings are plain sentences about what could not be printed as given.
	Warnings []string
}

// A4.
const (
	shortSide = 210.0
	longSide  = 297.0
)

// millimetres of one point.
const point = 25.4 / 72

// margins of a page; left and right are the same.
type margins struct{ side, top, bottom float64 }

// document is one PDF being drawn: a place on a page, and what to warn of.
type document struct {
	pdf           *gofpdf.Fpdf
	margins       margins
	width, height float64 // of the page
	y             float64 // where the next thing goes
	faces         [faceCount]*glyphs
	style         style // selected in pdf
	// place is where in the data we are, for warnings: "第3行".
	place    string
	warnings []string
	warned   map[string]bool
	pictures map[string]*gofpdf.ImageInfoType // by the names of image
}

// newDocument begins a PDF of A4 pages, none yet. title is what a viewer shows.
func newDocument(title string, landscape bool, m margins, o Options) *document {
	d := &document{margins: m, width: shortSide, height: longSide, warned: map[string]bool{}, pictures: map[string]*gofpdf.ImageInfoType{}}
	orientation := gofpdf.OrientationPortrait
	if landscape {
		orientation = gofpdf.OrientationLandscape
		d.width, d.height = longSide, shortSide
	}
	d.pdf = gofpdf.New(orientation, "mm", "A4", "")
	d.pdf.SetAutoPageBreak(false, 0)
	d.pdf.SetMargins(0, 0, 0)
	d.pdf.SetCellMargin(0)
	d.pdf.SetCompression(true)
	d.pdf.SetCatalogSort(true)
	d.pdf.SetCreationDate(o.Date.Time())
	d.pdf.SetModificationDate(o.Date.Time())
	d.pdf.SetTitle(utf16Text(title), false)
	d.pdf.SetAuthor(utf16Text(o.Centre.Name), false)
	d.pdf.SetCreator(utf16Text("服务纪实"), false)
	d.pdf.SetLineWidth(0.2)
	return d
}

// underTitle says below a list's title whose it is, what it was narrowed to
// and when it was printed, and takes room for a line of that height.
func (d *document) underTitle(o Options, s style, height float64) {
	day := "打印日期：" + o.Date.Chinese()
	text := orNone(o.Centre.Name)
	if o.About != "" {
		text += "　　" + o.About
	}
	room := d.inner() - d.textWidth(day, s) - 4
	d.text(text, d.fit(text, s, room, 6), box{d.margins.side, d.y, room, height - 1, left})
	d.text(day, s, box{d.margins.side, d.y, d.inner(), height - 1, right})
	d.y += height
}

// utf16Text writes s as PDF metadata has it. gofpdf's own way spoils
// characters above U+FFFF.
func utf16Text(s string) string {
	out := []byte{0xFE, 0xFF}
	for _, unit := range utf16.Encode([]rune(printable(s))) {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return string(out)
}

// newPage begins a page; what is drawn next goes to its top.
func (d *document) newPage() {
	d.pdf.AddPage()
	d.style = style{}
	d.y = d.margins.top
}

// inner is the width between the margins.
func (d *document) inner() float64 { return d.width - 2*d.margins.side }

// limit is where the bottom margin begins.
func (d *document) limit() float64 { return d.height - d.margins.bottom }

// room is the height left on the page.
func (d *document) room() float64 { return d.limit() - d.y }

// eachPage goes back to every page to draw what needs the number of them all.
func (d *document) eachPage(draw func(page, pages int)) {
	pages := d.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		d.pdf.SetPage(n)
		d.style = style{} // each page has its own selected font
		draw(n, pages)
	}
}

// numberPages writes 第 x 页 共 y 页 at the foot of every page.
func (d *document) numberPages() {
	d.eachPage(func(page, pages int) {
		d.text(fmt.Sprintf("第 %d 页　共 %d 页", page, pages), style{song, 9}, box{d.margins.side, d.limit() + 3, d.inner(), 5, centre})
	})
}

// dashPages writes — 1 — at the foot of every page, as GB/T 9704 has it.
func (d *document) dashPages() {
	d.eachPage(func(page, _ int) {
		d.text("— "+strconv.Itoa(page)+" —", style{song, 10}, box{d.margins.side, d.limit() + 4, d.inner(), 5, centre})
	})
}

// warn notes once that something at the current place was not printed as given.
func (d *document) warn(sentence string) {
	sentence = d.place + sentence
	if !d.warned[sentence] {
		d.warned[sentence] = true
		d.warnings = append(d.warnings, sentence)
	}
}

// finish writes the PDF to w.
func (d *document) finish(w io.Writer, form string) (Sheet, error) {
	pages := d.pdf.PageCount()
	if err := d.pdf.Output(w); err != nil {
		return Sheet{}, fmt.Errorf("write %s: %w", form, err)
	}
	return Sheet{Pages: pages, Warnings: d.warnings}, nil
}

func (d *document) rectangle(x, y, w, h float64) { d.pdf.Rect(x, y, w, h, "D") }

func (d *document) rule(x, y, w float64) { d.pdf.Line(x, y, x+w, y) }
