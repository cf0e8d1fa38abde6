package report

// certificateLook is a design of certificates: where on the A4 sheet, lying,
// the parts go, and what is drawn below them.
type certificateLook struct {
	left, right   float64 // of the text
	name          float64 // top of the name's line
	body, bodyEnd float64
	foot          float64 // bottom of the date's line
	// sheet draws the ground, the frame and the title.
	sheet func(certificatePages)
}

// certificateSide is from the paper's edge to the text of the designs with a
// frame.
const certificateSide = 38.0

// lookOf returns a design by its number; an unknown one, as a newer version may
// have issued, is the first.
func lookOf(design int) certificateLook {
	framed := certificateLook{
		left: certificateSide, right: longSide - certificateSide, name: 66, body: 83, bodyEnd: 149, foot: 178, sheet: redFrame,
	}
	switch design {
	case 2:
		framed.name, framed.body, framed.foot = 72, 89, 177
		framed.sheet = goldGround
		return framed
	case 3:
		return certificateLook{left: 88, right: longSide - 24, name: 44, body: 63, bodyEnd: 146, foot: 182, sheet: redBand}
	}
	return framed
}

// width of the text.
func (l certificateLook) width() float64 { return l.right - l.left }

var (
	certificateRed  = colour{163, 40, 31}
	certificateGold = colour{184, 140, 62}
	paperGold       = colour{255, 252, 243}
	paleGrey        = colour{205, 205, 205}
)

func (d certificatePages) ink(c colour) { d.pdf.SetTextColor(c[0], c[1], c[2]) }

func (d certificatePages) line(c colour, width float64) {
	d.pdf.SetDrawColor(c[0], c[1], c[2])
	d.pdf.SetLineWidth(width)
}

// frame draws a rectangle so far from each edge of the paper.
func (d certificatePages) frame(inset float64) {
	d.rectangle(inset, inset, d.width-2*inset, d.height-2*inset)
}

// redFrame is 样式一: a double red frame, the title in red.
func redFrame(d certificatePages) {
	d.line(certificateRed, 0.7)
	d.frame(9)
	d.line(certificateRed, 0.2)
	d.frame(12)
	d.line(colour{}, 0.2)
	d.y = 32
	d.ink(certificateRed)
	d.title(d.form.title, style{songBold, 46}, 8, 24)
	d.ink(colour{})
}

// goldGround is 样式二: warm paper in a gold frame with squares in its corners,
// a gold line with a lozenge below the title.
func goldGround(d certificatePages) {
	const outer, inner, corner = 8.0, 13.0, 10.0
	d.pdf.SetFillColor(paperGold[0], paperGold[1], paperGold[2])
	d.pdf.Rect(0, 0, d.width, d.height, "F")
	d.line(certificateGold, 1.6)
	d.frame(outer)
	d.line(certificateGold, 0.35)
	d.frame(inner)
	for _, x := range []float64{inner, d.width - inner - corner} {
		for _, y := range []float64{inner, d.height - inner - corner} {
			d.rectangle(x, y, corner, corner)
			d.rectangle(x+2.5, y+2.5, corner-5, corner-5)
		}
	}
	d.y = 30
	d.ink(certificateRed)
	d.title(d.form.title, style{kai, 50}, 10, 24)
	d.ink(colour{})
	const y, half, gap = 60.0, 58.0, 5.0
	middle := d.width / 2
	d.rule(middle-half, y, half-gap)
	d.rule(middle+gap, y, half-gap)
	d.pdf.SetFillColor(certificateGold[0], certificateGold[1], certificateGold[2])
	d.pdf.MoveTo(middle-2.6, y)
	d.pdf.LineTo(middle, y-2.6)
	d.pdf.LineTo(middle+2.6, y)
	d.pdf.LineTo(middle, y+2.6)
	d.pdf.ClosePath()
	d.pdf.DrawPath("F")
	d.line(colour{}, 0.2)
}

// redBand is 样式三: a red band at the left in which the title stands upright,
// plain paper beside it.
func redBand(d certificatePages) {
	const band, stripe = 64.0, 3.0
	d.pdf.SetFillColor(certificateRed[0], certificateRed[1], certificateRed[2])
	d.pdf.Rect(0, 0, band, d.height, "F")
	d.pdf.SetFillColor(certificateGold[0], certificateGold[1], certificateGold[2])
	d.pdf.Rect(band, 0, stripe, d.height, "F")
	d.ink(colour{255, 255, 255})
	characters := []rune(d.form.title)
	s := style{songBold, min(54, 220/float64(len(characters)))}
	step := s.size * point * 1.75
	y := (d.height - step*float64(len(characters))) / 2
	d.spell(d.form.title, func() {
		for i, r := range characters {
			d.draw(string(r), s, (band-d.textWidth(string(r), s))/2, y+float64(i)*step, step, tiny)
		}
	})
	d.ink(colour{})
}

// watermark writes the form's pale word across the middle of the text.
func (d certificatePages) watermark() {
	if d.form.across == "" {
		return
	}
	s := style{hei, 110}
	w := d.textWidth(d.form.across, s)
	x, y := (d.look.left+d.look.right)/2, d.height/2
	d.ink(paleGrey)
	d.pdf.SetAlpha(0.55, "Multiply")
	d.pdf.TransformBegin()
	d.pdf.TransformRotate(25, x, y)
	d.text(d.form.across, s, box{x - w/2, y - 20, w, 40, centre})
	d.pdf.TransformEnd()
	d.pdf.SetAlpha(1, "Normal")
	d.ink(colour{})
}
