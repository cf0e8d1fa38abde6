// Package report draws the forms of a centre as PDF: sign-in sheets, records,
// certificates and lists.
//
// It owns paper, fonts and wording, and is the only importer of gofpdf. It
// reads no store and no clock: a form gets its data and the day of printing,
// and the same input gives the same bytes.
package report

import (
	"errors"
	"io"

	"jishi/model"
)

// Options is what every form needs beside its data.
type Options struct {
	Centre model.Centre
	Date   model.Date // the day of printing
}

// Sheet tells of a form that was drawn.
type Sheet struct {
	Pages int
	// Warnings are plain sentences about what could not be printed as given.
	Warnings []string
}

var errNotDrawn = errors.New("form not drawn")

// SignIn draws the sign-in sheet.
func SignIn(_ io.Writer, _ model.Roll, _ bool, _ Options) (Sheet, error) { return Sheet{}, errNotDrawn }

// ActivityRecord draws the activity record.
func ActivityRecord(_ io.Writer, _ model.Roll, _ Options) (Sheet, error) {
	return Sheet{}, errNotDrawn
}

// Completions draws completion certificates.
func Completions(_ io.Writer, _ []model.Certificate, _ Options) (Sheet, error) {
	return Sheet{}, errNotDrawn
}

// VolunteerCertificates draws volunteer certificates.
func VolunteerCertificates(_ io.Writer, _ []model.Certificate, _ Options) (Sheet, error) {
	return Sheet{}, errNotDrawn
}

// Birthdays draws the birthday list of a month.
func Birthdays(_ io.Writer, _ model.Date, _ []model.Anniversary, _ Options) (Sheet, error) {
	return Sheet{}, errNotDrawn
}

// Roster draws the roster.
func Roster(_ io.Writer, _ []model.Member, _ map[model.ID]string, _ Options) (Sheet, error) {
	return Sheet{}, errNotDrawn
}
