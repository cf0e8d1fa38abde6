package report

import (
	"fmt"
	"io"
	"strings"

	"jishi/model"
)

// leading of a certificate's body, in sizes of its type.
const certificateLeading = 2.1

// Completions draws 结业证书, one to a page, each in its own design and saying
// what it said when it was issued. One printed before says 补发. A void
// certificate is refused with an Error, as are words that do not fit.
func Completions(w io.Writer, certificates []model.Certificate, o Options) (Sheet, error) {
	return drawCertificates(w, certificates, o, certificateForm{title: completionTitle, body: completionText})
}

// CompletionProofs draws 结业证书 that are not issued yet: a word across each
// keeps it from passing for one.
func CompletionProofs(w io.Writer, certificates []model.Certificate, o Options) (Sheet, error) {
	return drawCertificates(w, certificates, o, certificateForm{title: completionTitle, body: completionText, across: "样张"})
}

const completionTitle = "结业证书"

// HonourCertificates draws 荣誉证书, as Completions draws its own.
func HonourCertificates(w io.Writer, certificates []model.Certificate, o Options) (Sheet, error) {
	return drawCertificates(w, certificates, o, certificateForm{title: honourTitle, body: honourText})
}

// HonourProofs draws 荣誉证书 that are not issued yet, as CompletionProofs.
func HonourProofs(w io.Writer, certificates []model.Certificate, o Options) (Sheet, error) {
	return drawCertificates(w, certificates, o, certificateForm{title: honourTitle, body: honourText, across: "样张"})
}

const honourTitle = "荣誉证书"

// honourText is what the certificate says since it was issued.
func honourText(c model.Certificate, _ Options) string { return c.Wording }

// VolunteerCertificates draws 志愿服务证书, one to a page: what the centre's
// own register says of a person's service. It is no 志愿服务记录证明, which has
// a form of its own. One printed before says 补发; a void one is refused.
func VolunteerCertificates(w io.Writer, certificates []model.Certificate, o Options) (Sheet, error) {
	return drawCertificates(w, certificates, o, certificateForm{title: "志愿服务证书", body: volunteerText})
}

// completionText is what the certificate said when it was issued; those from
// before that was kept say what all did.
func completionText(c model.Certificate, o Options) string {
	if c.Wording != "" {
		return c.Wording
	}
	return model.CertificateStyle{}.Say(c, orNone(o.Centre.Name))
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
	return "于" + from.Span(to)
}

// certificateForm is one kind of certificate.
type certificateForm struct {
	title  string
	body   func(model.Certificate, Options) string
	across string // printed pale across the page, if anything
}

func drawCertificates(w io.Writer, certificates []model.Certificate, o Options, form certificateForm) (Sheet, error) {
	if len(certificates) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "没有可以打印的" + form.title + "。"}
	}
	heading := form.title
	if len(certificates) == 1 {
		heading += "：" + certificates[0].Name
	}
	d := certificatePages{
		document: newDocument(heading, true, margins{side: certificateSide}, o), options: o, form: form, fitted: map[fittedKey]fitted{},
	}
	for _, c := range certificates {
		if c.Void {
			return Sheet{}, &model.Error{Code: model.Refused, Message: "证书 " + c.Number + " 已作废，不能打印。"}
		}
		d.place = "证书 " + c.Number + "："
		d.look = lookOf(c.Design)
		d.newPage()
		d.look.sheet(d)
		d.person(c)
		if err := d.body(form.body(c, o)); err != nil {
			return Sheet{}, err
		}
		d.foot(c)
		d.watermark()
	}
	return d.finish(w, "certificates")
}

// certificatePages draws the parts of a certificate. Most of a training's
// certificates say the same: what was fitted once is kept.
type certificatePages struct {
	*document
	options Options
	form    certificateForm
	look    certificateLook
	fitted  map[fittedKey]fitted
}

// fittedKey is a text in the width of a design.
type fittedKey struct {
	text  string
	width float64
}

// fitted is a text with the style and the lines in which it fits its place.
type fitted struct {
	style style
	lines []string
}

// person writes the name on its rule; a long name is made smaller. Teams and
// units are no comrades.
func (d certificatePages) person(c model.Certificate) {
	const (
		height = 12.0
		beside = 5.0 // of the rule, at either side of the name
	)
	s := style{kai, 23}
	comrade := "同志："
	if c.Kind == model.HonourAward && c.Member == "" {
		comrade = "："
	}
	x, y := d.look.left, d.look.name
	room := d.look.width() - 2*beside - d.textWidth(comrade, s) - 2
	name := strings.TrimSpace(strings.ReplaceAll(printable(c.Name), "\n", ""))
	fit := d.fit(name, s, room, 8)
	w := d.textWidth(name, fit)
	d.text(name, fit, box{x + beside, y, w, height, left})
	d.rule(x, y+height-0.5, w+2*beside)
	d.text(comrade, s, box{x + w + 2*beside + 2, y, 0, height, left})
}

// body writes the text.
func (d certificatePages) body(text string) error {
	text = "　　" + strings.ReplaceAll(text, "\n", "")
	key := fittedKey{text, d.look.width()}
	f, ok := d.fitted[key]
	if !ok {
		if f = d.fitBody(text); f.lines == nil {
			return &model.Error{Code: model.Invalid, Field: "Wording", Message: "证书上的话太长，一页写不下，请缩短一些。"}
		}
		d.fitted[key] = f
	}
	lead := f.style.size * point * certificateLeading
	y := d.look.body
	for _, line := range f.lines {
		d.text(line, f.style, box{d.look.left, y, d.look.width(), lead, left})
		y += lead
	}
	return nil
}

// fitBody chooses the largest type in which text stays above the issuer. A
// little smaller is better than a last line of a character or two. Without
// lines there is no such type.
func (d certificatePages) fitBody(text string) fitted {
	const largest, neat, least = 23.0, 20.0, 9.0
	room := min(d.look.bodyEnd, d.look.foot-dateHeight-d.issuer().height()-4) - d.look.body
	var first fitted
	for size := largest; size >= least; size -= 0.5 {
		f := fitted{style: style{kai, size}}
		f.lines = d.lines(text, f.style, d.look.width())
		if float64(len(f.lines))*size*point*certificateLeading > room {
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
	key := fittedKey{text, width}
	f, ok := d.fitted[key]
	if !ok {
		f.style = d.fit(text, style{kai, 19}, width, 13)
		f.lines = d.lines(text, f.style, width)
		d.fitted[key] = f
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
	d.text(number, style{kai, 14}, box{d.look.left, d.look.foot - 9, 100, 8, left})

	issuer := d.issuer()
	date := style{kai, 19}
	widest := d.textWidth(c.Issued.Chinese(), date)
	for _, line := range issuer.lines {
		widest = max(widest, d.textWidth(line, issuer.style))
	}
	b := box{d.look.right - widest, d.look.foot - dateHeight, widest, dateHeight, centre}
	d.text(c.Issued.Chinese(), date, b)
	b.y -= issuer.height()
	b.h = issuer.style.size * point * issuerLeading
	for _, line := range issuer.lines {
		d.text(line, issuer.style, b)
		b.y += b.h
	}
}
