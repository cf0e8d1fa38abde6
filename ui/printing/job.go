// Package printing turns a wish to print into a PDF file: it loads what the
// form needs, has package report draw it, puts the file in place whole or not
// at all, and notes in the register which certificates were printed.
//
// The window and the command line both print through it. It knows neither.
package printing

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/report"
)

// Kind names a form.
type Kind string

// The forms.
const (
	SignIn          Kind = "sign-in"          // 签到表, to be signed by hand
	SignedIn        Kind = "signed-in"        // 签到表 as it was marked
	SignInPhotos    Kind = "sign-in-photos"   // 签到表 with photos, to be signed by hand
	PlaceCards      Kind = "place-cards"      // 席卡 of everybody on the list of an activity
	MemberCards     Kind = "member-cards"     // 会员卡 of the members of People, or of IDs where there are any
	Record          Kind = "record"           // 活动纪实
	RecordFolder    Kind = "record-folder"    // 活动纪实汇编 of Month, of a year where it has no month
	Completion      Kind = "completion"       // 结业证书 of a programme
	CompletionProof Kind = "completion-proof" // 结业证书样张 of what is due in a programme
	Attendance      Kind = "attendance-table" // 考勤表 of a programme, as a spreadsheet too
	NotPassed       Kind = "not-passed"       // 未合格人员 of a programme, as a spreadsheet too
	Volunteer       Kind = "volunteer"        // 志愿服务证书
	Birthdays       Kind = "birthdays"        // 生日名单 of a month, or of From and Days
	Roster          Kind = "roster"           // 花名册 of the members of People, or of IDs where there are any
	Cards           Kind = "cards"            // 生日贺卡 and 政治生日贺卡
	Visits          Kind = "visits"           // 走访名单
	Profile         Kind = "profile"          // 个人档案 of the member ID
	ServiceRecord   Kind = "service-record"   // 志愿服务记录 of the member ID
	ServiceProof    Kind = "proof"            // 志愿服务记录证明 of the certificates ID and IDs
	PublicNotice    Kind = "notice"           // 公示 of ID
	Statistics      Kind = "statistics"       // 活动统计 of From and Days, or of Month, of a year where it has no month; as a spreadsheet too
	LifeCheck       Kind = "life-check"       // 组织生活体检 of the year of Month, of the branch ID alone where one is named; as a spreadsheet too
	DualLife        Kind = "dual-life"        // 双重组织生活 of the year of Month, as a spreadsheet too
	VolunteerYear   Kind = "volunteer-year"   // 志愿服务总结, of the same days as Statistics; as a spreadsheet too
	Honour          Kind = "honour"           // 荣誉证书 of the certificates ID and IDs, of all valid ones of the year of Month where there are none
	HonourProof     Kind = "honour-proof"     // 荣誉证书样张 of what is due of the honours IDs
	Honours         Kind = "honours"          // 荣誉一览表 of the same days as Statistics, of all where there are none; as a spreadsheet too
	Press           Kind = "press"            // 新闻报道登记表, as Honours
	Register        Kind = "register"         // 登记簿 of certificates Of a kind, of the programme ID or the year of Month; as a spreadsheet too
	CentreOverview  Kind = "centres"          // 中心概览 of Month, of a year where it has no month, as a spreadsheet too
	HandoverSlip    Kind = "slip"             // 核对单 of the package ID
	RecoverySheet   Kind = "recovery"         // 密钥恢复单 of this office
)

// Kinds lists the forms.
func Kinds() []Kind {
	return []Kind{
		SignIn, SignedIn, SignInPhotos, PlaceCards, Record, RecordFolder, Completion, CompletionProof, Attendance, NotPassed, Volunteer,
		Birthdays, Cards, Visits, Roster, MemberCards, Profile, ServiceRecord, ServiceProof, PublicNotice, Team, DutyRoster, Projects,
		Honour, HonourProof, Honours, Press, Register,
		Statistics, LifeCheck, DualLife, VolunteerYear,
		CentreOverview,
		HandoverSlip, RecoverySheet,
	}
}

// Job is one PDF to be made.
type Job struct {
	Kind Kind
	// ID is the activity of a sign-in sheet or record, the programme of
	// completion certificates, the certificate of a volunteer certificate.
	ID model.ID
	// IDs are further volunteer certificates for the same file; of completion
	// certificates, the only ones of the programme to print, all where empty.
	IDs   []model.ID
	Month model.Date // year and month of a birthday list, cards or visits, for other days see From; of a folder of records
	// People narrows a roster or a list of birthdays to the members that match
	// it; a roster has its order.
	People store.MemberFilter
	// From and Days are the days of a birthday list, cards or visits; where Days
	// is 0 they are those of Month. Occasion, where it is not empty, leaves out
	// the other kind of anniversary, and Only all those that it does not name.
	From     model.Date
	Days     int
	Occasion model.AnniversaryKind
	Only     []model.AnniversaryKey
	// Milestones and Greeted leave out others as in store.AnniversaryFilter.
	Milestones bool
	Greeted    store.Greeted
	By         model.Grouping   // of Statistics and of the spreadsheet of VolunteerYear; all groupings where it is empty
	Card       report.CardStyle // of Cards
	// Level and Search narrow Honours and Press as the lists in the window do.
	Level, Search string
	Whom          model.Honoured // of Honours
	// Of is the kind of certificates in a Register, all kinds where it is empty;
	// IDs leaves out all that it does not name.
	Of model.CertificateKind
	// Style is that of a proof; of Completion and Honour, only its design counts,
	// and 0 prints each certificate as it was issued.
	Style  model.CertificateStyle
	Ranked model.CentreOrder // of a CentreOverview; by 人次 where it is empty
	// Spreadsheet asks for .xlsx instead of PDF, where the form is one as well.
	Spreadsheet bool
	Full        bool   // of a Profile: ID number and phone are not masked
	File        string // where to write
}

// Result tells of the file that was written.
type Result struct {
	File     string
	Pages    int      // 0 of a spreadsheet
	Warnings []string // plain sentences, see report.Sheet
}

// Store is what printing needs of the store.
type Store interface {
	Today() model.Date
	Centre(ctx context.Context) (model.Centre, error)
	Activity(ctx context.Context, id model.ID) (model.Activity, error)
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
	Programme(ctx context.Context, id model.ID) (model.Programme, error)
	AttendanceTable(ctx context.Context, programme model.ID) (model.AttendanceTable, error)
	Certificates(ctx context.Context, f store.CertificateFilter) ([]model.Certificate, error)
	Printed(ctx context.Context, ids []model.ID, design int) error
	DueCompletions(ctx context.Context, programme model.ID, style model.CertificateStyle) ([]model.Certificate, error)
	Anniversaries(ctx context.Context, f store.AnniversaryFilter) (store.AnniversaryPage, error)
	Members(ctx context.Context, f store.MemberFilter) (store.MemberPage, error)
	Organisations(ctx context.Context) ([]model.Organisation, error)
	Profile(ctx context.Context, id model.ID) (model.Profile, error)
	Photo(name string) ([]byte, error)
	TeamStore
	Overview(ctx context.Context, year, month int) (model.Overview, error)
	Proceedings(ctx context.Context, activity model.ID) (model.Proceedings, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	ServiceRecord(ctx context.Context, member model.ID) (model.ServiceRecord, error)
	Proofs(ctx context.Context, ids []model.ID) ([]model.ProofOfService, error)
	Notice(ctx context.Context, id model.ID) (model.Notice, error)
	Counted(ctx context.Context, from, to model.Date) (model.Counted, error)
	StatisticNames(ctx context.Context) (model.StatisticNames, error)
	LifeCheck(ctx context.Context, year int) (model.LifeCheck, error)
	DualLife(ctx context.Context, year int) (model.DualLife, error)
	ServiceSummary(ctx context.Context, from, to model.Date) (model.ServiceSummary, error)
	DueHonours(ctx context.Context, honours []model.ID, style model.CertificateStyle) ([]model.Certificate, error)
	HonourList(ctx context.Context, f store.HonourFilter) ([]model.HonourSummary, error)
	PressReports(ctx context.Context, f store.PressFilter) ([]model.PressSummary, error)
	keyring.Holder
	Self(ctx context.Context) (model.Office, error)
	Offices(ctx context.Context) ([]model.KnownOffice, error)
	Packages(ctx context.Context, f store.PackageFilter) ([]model.Package, error)
}

// form is a loaded form, ready to be drawn.
type form struct {
	draw func(io.Writer, report.Options) (report.Sheet, error)
	// tables are the sheets of the form as a spreadsheet; it is none without.
	tables []roster.Table
	// certificates are noted as printed once the file is in place.
	certificates []model.ID
}

// Print makes the file of job. Certificates count as printed only when the
// file is in place. The error is an Error where a person can do something
// about it: nothing to print, a full disk, a file that is in use.
func Print(ctx context.Context, st Store, job Job) (Result, error) {
	centre, err := st.Centre(ctx)
	if err != nil {
		return Result{}, fmt.Errorf("print %s: %w", job.Kind, err)
	}
	f, err := load(ctx, st, job)
	if err != nil {
		return Result{}, fmt.Errorf("print %s: %w", job.Kind, err)
	}
	narrowed, err := about(ctx, st, job)
	if err != nil {
		return Result{}, fmt.Errorf("print %s: %w", job.Kind, err)
	}
	if job.Spreadsheet {
		return f.write(job)
	}
	var sheet report.Sheet
	mode := fs.FileMode(0o644)
	if job.Kind == RecoverySheet { // with secret keys
		mode = 0o600
	}
	err = writeFile(job.File, mode, func(w io.Writer) (err error) {
		if sheet, err = f.draw(w, report.Options{Centre: centre, Date: st.Today(), About: narrowed}); err != nil {
			return err
		}
		return ctx.Err() // the last moment at which nothing has happened yet
	})
	if err != nil {
		return Result{}, fmt.Errorf("print %s: %w", job.Kind, err)
	}
	if len(f.certificates) > 0 {
		// The file is there: giving up now must not keep it out of the register.
		if err := st.Printed(context.WithoutCancel(ctx), f.certificates, job.Style.Design); err != nil {
			return Result{}, fmt.Errorf("print %s: %w", job.Kind, err)
		}
	}
	return Result{File: job.File, Pages: sheet.Pages, Warnings: sheet.Warnings}, nil
}

// write makes the spreadsheet of job.
func (f form) write(job Job) (Result, error) {
	if len(f.tables) == 0 {
		return Result{}, &model.Error{Code: model.Invalid, Field: "File", Message: "这种表只能打印成 PDF，不能存成 .xlsx。"}
	}
	err := WriteFile(job.File, func(w io.Writer) error { return roster.WriteBook(w, f.tables...) })
	if err != nil {
		return Result{}, fmt.Errorf("print %s: %w", job.Kind, err)
	}
	return Result{File: job.File}, nil
}

func load(ctx context.Context, st Store, job Job) (form, error) {
	r, ok := recipes[job.Kind]
	if !ok {
		return form{}, unknown(job.Kind)
	}
	return r.load(ctx, st, job)
}

func loadProfile(ctx context.Context, st Store, job Job) (form, error) {
	p, err := st.Profile(ctx, job.ID)
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		return report.Profile(w, p, job.Full, o)
	}}, err
}

// loadRoster loads the members of a roster or of cards, those named alone where any are.
func loadRoster(ctx context.Context, st Store, job Job) (form, error) {
	page, err := st.Members(ctx, job.People)
	if err != nil {
		return form{}, err
	}
	members := page.Members
	if len(job.IDs) > 0 {
		only := make(map[model.ID]bool, len(job.IDs))
		for _, id := range job.IDs {
			only[id] = true
		}
		members = slices.DeleteFunc(members, func(m model.Member) bool { return !only[m.ID] })
	}
	if job.Kind == MemberCards {
		return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
			return report.MemberCards(w, members, page.Branches, o)
		}}, nil
	}
	tree, err := st.Organisations(ctx)
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		return report.Roster(w, members, model.PlaceNames(tree, "\n"), o)
	}}, err
}

func unknown(k Kind) error {
	return &model.Error{Code: model.Invalid, Field: "Kind", Message: "没有“" + string(k) + "”这种表。"}
}

func loadRoll(ctx context.Context, st Store, job Job) (form, error) {
	if job.Kind == Record {
		one, err := recorded(ctx, st, job.ID)
		return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
			return report.ActivityRecord(w, one, o)
		}}, err
	}
	roll, err := st.Roll(ctx, job.ID)
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		switch job.Kind {
		case PlaceCards:
			return report.PlaceCards(w, namesOn(roll), o)
		case SignInPhotos:
			return report.SignInWithPhotos(w, roll, photosOf(st, roll), o)
		}
		return report.SignIn(w, roll, job.Kind == SignedIn, o)
	}}, err
}

// namesOn are the names on a roll, those left out who said that they do not
// come.
func namesOn(roll model.Roll) []string {
	var names []string
	for _, a := range roll.Attendees {
		if a.State != model.Leave && a.State != model.Absent {
			names = append(names, a.Name)
		}
	}
	return names
}

// photosOf reads the photos of members on a roll, one at a time.
func photosOf(st Store, roll model.Roll) func(model.ID) ([]byte, error) {
	names := map[model.ID]string{}
	for _, a := range roll.Attendees {
		names[a.Member] = a.Photo
	}
	return func(member model.ID) ([]byte, error) {
		if names[member] == "" {
			return nil, nil
		}
		content, err := st.Photo(names[member])
		if model.CodeOf(err) == model.NotFound {
			return nil, nil // the sheet is of use without it
		}
		return content, err
	}
}
