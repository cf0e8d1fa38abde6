package model

import (
	"fmt"
	"strconv"
	"strings"
)

// CertificateDesigns is how many designs certificates with words of the centre's
// own can have.
const CertificateDesigns = 3

// DefaultWording is what completion certificates say unless a centre has words
// of its own.
const DefaultWording = "于{时间}参加{主办}举办的“{课程}”，学习期满，共 {学时} 学时，考核合格，准予结业。"

// DefaultHonourWording is what certificates of honours say unless a centre has
// words of its own.
const DefaultHonourWording = "在{年度}的工作中成绩突出，被评为“{荣誉}”。特发此证，以资鼓励。"

// mostWording is the longest text of a certificate, in characters.
const mostWording = 300

// What stands in a wording for what differs from certificate to certificate.
const (
	courseMark    = "{课程}"
	organiserMark = "{主办}"
	periodMark    = "{时间}"
	hoursMark     = "{学时}"
	timesMark     = "{课次}"
	pointsMark    = "{成绩}"
	numberMark    = "{编号}"
	issuedMark    = "{日期}"
	honourMark    = "{荣誉}"
	giverMark     = "{授予单位}"
	givenMark     = "{授予时间}"
	yearMark      = "{年度}"
)

// CertificateStyle is how the certificates of a kind look and what they say.
type CertificateStyle struct {
	// Kind is Completion or HonourAward; empty counts as Completion.
	Kind    CertificateKind `json:",omitempty"`
	Design  int             // 1 to CertificateDesigns; 0 counts as 1
	Wording string          // with the marks of Marks; empty for the Standard
}

// Marks lists the marks that a wording of the style's kind may hold.
func (s CertificateStyle) Marks() []string {
	if s.Kind == HonourAward {
		return []string{nameMark, honourMark, yearMark, givenMark, giverMark, numberMark, issuedMark, centreMark}
	}
	return []string{nameMark, courseMark, organiserMark, periodMark, hoursMark, timesMark, pointsMark, numberMark, issuedMark, centreMark}
}

// Standard is what certificates of the style's kind say without words of one's
// own.
func (s CertificateStyle) Standard() string {
	if s.Kind == HonourAward {
		return DefaultHonourWording
	}
	return DefaultWording
}

// Tidy returns the style as it is kept: the full-width braces that a Chinese
// keyboard types count as braces, and the Standard is none of one's own.
func (s CertificateStyle) Tidy() CertificateStyle {
	s.Wording = strings.TrimSpace(strings.NewReplacer("｛", "{", "｝", "}").Replace(s.Wording))
	if s.Wording == s.Standard() {
		s.Wording = ""
	}
	s.Design = max(s.Design, 1)
	return s
}

// Validate reports a design that there is none of, or a wording that could not
// be printed: one too long, and a mark in braces that nothing stands for.
func (s CertificateStyle) Validate() error {
	if s.Design < 0 || s.Design > CertificateDesigns {
		return invalid("Design", fmt.Sprintf("证书只有样式 1 到 %d。", CertificateDesigns))
	}
	if err := checkLength("Wording", "证书上的话", s.Wording, mostWording); err != nil {
		return err
	}
	if strings.Count(s.Wording, "}") > strings.Count(s.Wording, "{") {
		return invalid("Wording", "证书上的话里多了一个“}”，前面要有“{”，如 {姓名}。")
	}
	return checkMarks("Wording", s.Wording, s.Marks()...)
}

// Say writes the text of a certificate as the style words it. Where there is
// no score or day, the clause that would tell it is left out.
func (s CertificateStyle) Say(c Certificate, centre string) string {
	text := s.Wording
	if text == "" {
		text = s.Standard()
	}
	for mark, unknown := range map[string]bool{pointsMark: c.Points == 0, yearMark: c.From.Year == 0, givenMark: c.From.Year == 0} {
		if unknown {
			text = withoutClauses(text, mark)
		}
	}
	organiser := strings.TrimSpace(c.Organiser)
	if organiser == "" {
		organiser = centre
	}
	return strings.NewReplacer(
		nameMark, c.Name, courseMark, c.Title, organiserMark, organiser, periodMark, c.From.Span(c.To),
		hoursMark, WholeHours(c.Minutes), timesMark, strconv.Itoa(c.Times), pointsMark, strconv.Itoa(c.Points),
		honourMark, c.Title, giverMark, organiser, givenMark, c.From.Chinese(), yearMark, Date{Year: c.From.Year}.Chinese(),
		numberMark, c.Number, issuedMark, c.Issued.Chinese(), centreMark, centre,
	).Replace(text)
}
