package model

import (
	"fmt"
	"strings"
)

// CertificateKind is what a certificate is for. Each kind is numbered apart.
type CertificateKind string

// The kinds of certificate.
const (
	Completion     CertificateKind = "completion" // 结业
	VolunteerHours CertificateKind = "volunteer"  // 志愿
	ServiceProof   CertificateKind = "proof"      // 证明
	HonourAward    CertificateKind = "honour"     // 荣誉
)

// Chinese returns the kind's word inside certificate numbers.
func (k CertificateKind) Chinese() string {
	switch k {
	case VolunteerHours:
		return "志愿"
	case ServiceProof:
		return "证明"
	case HonourAward:
		return "荣誉"
	}
	return "结业"
}

// Certificate (证书) is one row of the register. Numbers have no gaps within a
// kind and a year; a wrong certificate is voided, never deleted.
type Certificate struct {
	Record
	Kind   CertificateKind
	Year   int
	Serial int    // from 1 within kind and year
	Number string // 410103-2018-结业-0001
	Issued Date

	Member    ID     // none of a team's, a station's or the centre's honour
	Name      string // as printed, even if the member is renamed later
	Programme ID     // of a completion
	Honour    ID     // of an honour
	Title     string // of the programme or the honour, as printed
	Organiser string // of an honour who gave it
	From, To  Date   // the period it speaks of; of an honour the day it was given
	Minutes   int    // credited in the period
	Times     int    // sessions or services attended in the period
	Points    int    // of a completion's examination; 0 where there was none
	Design    int    // how it looks, from 1
	// Wording is the whole text as it was issued, so that a reprint says the
	// same; empty on those issued before it was kept.
	Wording string

	Void       bool
	VoidReason string
	Prints     int // how often it was written to paper; more than once is a 补发
}

// CertificateNumber builds a register number (DOMAIN: 410103-2018-结业-0001).
func CertificateNumber(prefix string, kind CertificateKind, year, serial int) string {
	return fmt.Sprintf("%s-%04d-%s-%04d", prefix, year, kind.Chinese(), serial)
}

// Hours gives minutes as hours with one decimal, as sheets and records show
// them: 90 → "1.5".
func Hours(minutes int) string {
	tenths := (minutes*10 + 30) / 60
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

// WholeHours is Hours without a final ".0", as certificates say it: 960 → "16".
func WholeHours(minutes int) string { return strings.TrimSuffix(Hours(minutes), ".0") }
