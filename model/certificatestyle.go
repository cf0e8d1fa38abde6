package model

import (
	"fmt"
	"strconv"
	"strings"
)

// CertificateDesigns is how many designs completion certificates can have.
const CertificateDesigns = 3

// DefaultWording is what completion certificates say unless a centre has words
// of its own.
const DefaultWording = "于{时间}参加{主办}举办的“{课程}”，学习期满，共 {学时} 学时，考核合格，准予结业。"

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
)

// CertificateStyle is how completion certificates look and what they say.
type CertificateStyle struct {
	Design  int    // 1 to CertificateDesigns; 0 counts as 1
	Wording string // with the marks of WordingMarks; empty for DefaultWording
}

// WordingMarks lists the marks that a wording may hold.
func WordingMarks() []string {
	return []string{nameMark, courseMark, organiserMark, periodMark, hoursMark, timesMark, pointsMark, numberMark, issuedMark, centreMark}
}

// Tidy returns the style as it is kept: the full-width braces that a Chinese
// keyboard types count as braces, and DefaultWording is none of one's own.
func (s CertificateStyle) Tidy() CertificateStyle {
	s.Wording = strings.TrimSpace(strings.NewReplacer("｛", "{", "｝", "}").Replace(s.Wording))
	if s.Wording == DefaultWording {
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
	return checkMarks("Wording", s.Wording, WordingMarks()...)
}

// Say writes the text of a certificate as the style words it. Where there is
// no score, the clause that would tell it is left out.
func (s CertificateStyle) Say(c Certificate, centre string) string {
	text := s.Wording
	if text == "" {
		text = DefaultWording
	}
	if c.Points == 0 {
		text = withoutClauses(text, pointsMark)
	}
	organiser := strings.TrimSpace(c.Organiser)
	if organiser == "" {
		organiser = centre
	}
	return strings.NewReplacer(
		nameMark, c.Name, courseMark, c.Title, organiserMark, organiser, periodMark, c.From.Span(c.To),
		hoursMark, WholeHours(c.Minutes), timesMark, strconv.Itoa(c.Times), pointsMark, strconv.Itoa(c.Points),
		numberMark, c.Number, issuedMark, c.Issued.Chinese(), centreMark, centre,
	).Replace(text)
}
