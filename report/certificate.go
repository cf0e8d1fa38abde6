package report

import (
	"fmt"
	"io"
	"strings"

	"jishi/model"
)

// The certificates' sheet: a double frame, the text between 37 and 260 mm,
// number at the left and issuer at the right of the foot.
const (
	outerFrame, innerFrame = 9.0, 12.0
	certificateSide        = 38.0
	certificateTitle       = 32.0 // top of the title's line
	certificateName        = 66.0 // top of the name's line
	certificateBody        = 83.0 // top of the body
	certificateBodyEnd     = 149.0
	certificateFoot        = 178.0 // bottom of the date's line
	// leading of the body, in sizes of its type.
	certificateLeading = 2.1
)

// Completions draws 结业证书, one to a page. One printed before says 补发. A
// void certificate is refused with an Error.
func Completions(w io.Writer, certificates []model.Certificate, o Options) (Sheet, error) {
	return drawCertificates(w, certificates, o, "结业证书", completionText)
}

// VolunteerCertificates draws 志愿服务证书, one to a page: what the centre's
// own register says of a person's service. It is no 志愿服务记录证明, which has
// a form of its own. One printed before says 补发; a void one is refused.
func VolunteerCertificates(w io.Writer, certificates []model.Certificate, o Options) (Sheet, error) {
	return drawCertificates(w, certificates, o, "志愿服务证书", volunteerText)
}

func completionText(c model.Certificate, o Options) string {
	return fmt.Sprintf("于%s参加%s举办的“%s”，学习期满，共 %s 学时，考核合格，准予结业。",
		span(c.From, c.To), organiser(c.Organiser, o), c.Title, model.WholeHours(c.Minutes))
}

func volunteerText(c model.Certificate, o Options) string {
	fields := ""
	if c.Title != "" {
		fields = "（" + c.Title + "）"
	}
	return fmt.Sprintf("%s参加%s组织的志愿服务%s，共 %d 次，累计服务 %s 小时。感谢您的奉献，特发此证。",
		served(c.From, c.To), organiser(c.Organiser, o), fields, c.Times, model.WholeHours(c.Minutes))
}

// served is the period of a service. One from long before there was a centre
// means all of it.
func served(from, to model.Date) string {
	if from.Year <= 1900 {
		return "截至" + to.Chinese() + "，"
	}
	return "于" + span(from, to)
}

func drawCertificates(w io.Writer, certificates []model.Certificate, o Options, title string,
	body func(model.Certificate, Options) string,
) (Sheet, error) {
	if len(certificates) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "没有可以打印的" + title + "。"}
	}
	heading := title
	if len(certificates) == 1 {
		heading += "：" + certificates[0].Name
	}
	d := certificatePages{newDocument(heading, true, margins{side: certificateSide}, o), o, map[string]fitted{}}
	for _, c := range certificates {
		if c.Void {
			return Sheet{}, &model.Error{Code: model.Refused, Message: "证书 " + c.Number + " 已作废，不能打印。"}
		}
		d.place = "证书 " + c.Number + "："
		d.newPage()
		d.frame()
		d.heading(title)
		d.person(c.Name)
		d.body(body(c, o))
		d.foot(c)
	}
	return d.finish(w, "certificates")
}

// certificatePages draws the parts of a certificate. Most of a training's
// certificates say the same: what was fitted once is kept.
type certificatePages struct {
	*document
	options Options
	fitted  map[string]fitted
}

// fitted is a text with the style and the lines in which it fits its place.
type fitted struct {
	style style
	lines []string
}

func (d certificatePages) frame() {
	d.pdf.SetDrawColor(163, 40, 31)
	d.pdf.SetLineWidth(0.7)
	d.rectangle(outerFrame, outerFrame, d.width-2*outerFrame, d.height-2*outerFrame)
	d.pdf.SetLineWidth(0.2)
	d.rectangle(innerFrame, innerFrame, d.width-2*innerFrame, d.height-2*innerFrame)
	d.pdf.SetDrawColor(0, 0, 0)
}

func (d certificatePages) heading(title string) {
	d.y = certificateTitle
	d.pdf.SetTextColor(163, 40, 31)
	d.title(title, style{songBold, 46}, 8, 24)
	d.pdf.SetTextColor(0, 0, 0)
}

// person writes the name on its rule; a long name is made smaller.
func (d certificatePages) person(name string) {
	const (
		height = 12.0
		beside = 5.0 // of the rule, at either side of the name
	)
	s := style{kai, 23}
	comrade := "同志："
	room := d.inner() - 2*beside - d.textWidth(comrade, s) - 2
	name = strings.TrimSpace(strings.ReplaceAll(printable(name), "\n", ""))
	fit := d.fit(name, s, room, 8)
	w := d.textWidth(name, fit)
	d.text(name, fit, box{certificateSide + beside, certificateName, w, height, left})
	d.rule(certificateSide, certificateName+height-0.5, w+2*beside)
	d.text(comrade, s, box{certificateSide + w + 2*beside + 2, certificateName, 0, height, left})
}

// body writes the text.
func (d certificatePages) body(text string) {
	text = "　　" + strings.ReplaceAll(text, "\n", "")
	f, ok := d.fitted[text]
	if !ok {
		f = d.fitBody(text)
		d.fitted[text] = f
	}
	lead := f.style.size * point * certificateLeading
	y := certificateBody
	for _, line := range f.lines {
		d.text(line, f.style, box{certificateSide, y, d.inner(), lead, left})
		y += lead
	}
}

// fitBody chooses the largest type in which text stays above the issuer. A
// little smaller is better than a last line of a character or two.
func (d certificatePages) fitBody(text string) fitted {
	const largest, neat, least = 23.0, 20.0, 9.0
	issuer := d.issuer()
	room := min(certificateBodyEnd, certificateFoot-dateHeight-issuer.height()-4) - certificateBody
	var first fitted
	for size := largest; size >= least; size -= 0.5 {
		f := fitted{style: style{kai, size}}
		f.lines = d.lines(text, f.style, d.inner())
		if size > least && float64(len(f.lines))*size*point*certificateLeading > room {
			continue
		}
		if len([]rune(f.lines[len(f.lines)-1])) > 2 {
			return f
		}
		if first.lines == nil {
			first = f
		}
		if size <= neat {
			break
		}
	}
	return first
}

// dateHeight is that of the date's line.
const dateHeight = 10.0

// issuer is the centre's name with the place of the seal.
func (d certificatePages) issuer() fitted {
	const width = 150
	text := organiser("", d.options) + "（章）"
	f, ok := d.fitted[text]
	if !ok {
		f.style = d.fit(text, style{kai, 19}, width, 13)
		f.lines = d.lines(text, f.style, width)
		d.fitted[text] = f
	}
	return f
}

// issuerLeading is that of the issuer's lines, in sizes of their type.
const issuerLeading = 1.6

// height of an issuer's lines.
func (f fitted) height() float64 { return float64(len(f.lines)) * f.style.size * point * issuerLeading }

// foot writes the number at the left, the issuer with the place of the seal
// and the date at the right.
func (d certificatePages) foot(c model.Certificate) {
	number := "证书编号：" + c.Number
	if c.Prints > 0 {
		number += "（补发）"
	}
	d.text(number, style{kai, 14}, box{certificateSide, certificateFoot - 9, 100, 8, left})

	issuer := d.issuer()
	date := style{kai, 19}
	widest := d.textWidth(c.Issued.Chinese(), date)
	for _, line := range issuer.lines {
		widest = max(widest, d.textWidth(line, issuer.style))
	}
	b := box{d.width - certificateSide - widest, certificateFoot - dateHeight, widest, dateHeight, centre}
	d.text(c.Issued.Chinese(), date, b)
	b.y -= issuer.height()
	b.h = issuer.style.size * point * issuerLeading
	for _, line := range issuer.lines {
		d.text(line, issuer.style, b)
		b.y += b.h
	}
}
