// Package printing turns a wish to print into a PDF file: it loads what the
// form needs, has package report draw it, puts the file in place whole or not
// at all, and notes in the register which certificates were printed.
//
// The window and the command line both print through it. It knows neither.
package printing

import (
	"context"
	"io"

	"jishi/model"
	"jishi/model/store"
)

// Kind names a form.
type Kind string

// The forms.
const (
	SignIn     Kind = "sign-in"    // 签到表, to be signed by hand
	SignedIn   Kind = "signed-in"  // 签到表 as it was marked
	Record     Kind = "record"     // 活动纪实
	Completion Kind = "completion" // 结业证书 of a programme
	Volunteer  Kind = "volunteer"  // 志愿服务证书
	Birthdays  Kind = "birthdays"  // 生日名单 of a month
	Roster     Kind = "roster"     // 花名册
)

// Job is one PDF to be made.
type Job struct {
	Kind Kind
	// ID is the activity of a sign-in sheet or record, the programme of
	// completion certificates, the certificate of a volunteer certificate.
	ID    model.ID
	Month model.Date // year and month of a birthday list
	File  string     // where to write
}

// Result tells of the file that was written.
type Result struct {
	File     string
	Pages    int
	Warnings []string // plain sentences, see report.Sheet
}

// Store is what printing needs of the store.
type Store interface {
	Centre(ctx context.Context) (model.Centre, error)
	Today() model.Date
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
	Programme(ctx context.Context, id model.ID) (model.Programme, error)
	Certificates(ctx context.Context, f store.CertificateFilter) ([]model.Certificate, error)
	Printed(ctx context.Context, ids []model.ID) error
	Anniversaries(ctx context.Context, from model.Date, days int) ([]model.Anniversary, error)
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
}

var errNotPrinted = &model.Error{Code: model.Refused, Message: "还不能打印。"}

// Print makes the file of job.
func Print(_ context.Context, _ Store, _ Job) (Result, error) { return Result{}, errNotPrinted }

// FileName proposes a name for the file of job.
func FileName(_ context.Context, _ Store, _ Job) (string, error) { return "", errNotPrinted }

// WriteFile writes a file whole or not at all.
func WriteFile(_ string, _ func(io.Writer) error) error { return errNotPrinted }
