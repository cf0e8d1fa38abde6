package printing_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/store"
	"jishi/model/store/storetest"
	"jishi/ui/printing"
)

// centre is a small centre in a real store: four trainees, of whom three
// passed, and a volunteer service.
type centre struct {
	*testing.T
	store              *store.Store
	members            []model.Member
	programme, service model.ID
}

func newCentre(t *testing.T) *centre {
	t.Helper()
	clock := time.Date(2018, 5, 28, 9, 0, 0, 0, time.UTC)
	n := 0
	st, err := storetest.Open(t.Context(), t.TempDir(), store.Options{
		Now: func() time.Time { clock = clock.Add(time.Second); return clock },
		NewID: func() model.ID {
			n++
			return model.ID(fmt.Sprintf("01960000-0000-7000-8000-%012d", n))
		},
	})
	c := &centre{T: t, store: st}
	c.must(err)
	t.Cleanup(func() { c.must(st.Close()) })
	_, err = st.SaveCentre(t.Context(), model.Centre{Name: "高山社区党群服务中心", Code: "410103008012", Street: "大学路街道", District: "郑州市二七区"})
	c.must(err)
	for _, name := range []string{"单雪", "仇𬭎", "阿依古丽·买买提", "王伟"} {
		m, err := st.SaveMember(t.Context(), model.Member{
			Name: name, Phone: "19900000001", State: model.Active, Sex: model.Female,
			Birthday: model.Birthday{Date: model.Date{Year: 1960, Month: 5, Day: 13}, Calendar: model.Solar},
		})
		c.must(err)
		c.members = append(c.members, m)
	}
	p, err := st.SaveProgramme(t.Context(), model.Programme{Title: "党务干部培训班", Organiser: "大学路街道党工委", PassPercent: 100})
	c.must(err)
	c.programme = p.ID
	c.hold(model.Activity{Kind: model.Training, Title: "党务工作基础", Programme: p.ID, Number: 1}, 3)
	c.service = c.hold(model.Activity{Kind: model.Volunteering, Title: "为独居老人理发", ServiceField: "孝老关爱"}, 4)
	c.must(st.CloseProgramme(t.Context(), p.ID))
	return c
}

func (c *centre) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

// hold records an activity at which the first so many members were present.
func (c *centre) hold(a model.Activity, present int) model.ID {
	c.Helper()
	a.Start, a.End = time.Date(2018, 5, 7, 9, 0, 0, 0, time.UTC), time.Date(2018, 5, 7, 10, 30, 0, 0, time.UTC)
	a, err := c.store.SaveActivity(c.Context(), a)
	c.must(err)
	var ids []model.ID
	for _, m := range c.members {
		ids = append(ids, m.ID)
	}
	_, err = c.store.Expect(c.Context(), a.ID, ids)
	c.must(err)
	roll, err := c.store.Roll(c.Context(), a.ID)
	c.must(err)
	var marks []model.Mark
	for i, attendee := range roll.Attendees {
		state := model.Present
		if i >= present {
			state = model.Absent
		}
		marks = append(marks, model.Mark{Attendance: attendee.ID, State: state})
	}
	c.must(c.store.SaveMarks(c.Context(), a.ID, marks))
	if a.Kind == model.Volunteering {
		c.confirm(a.ID)
	}
	return a.ID
}

// confirm confirms the hours of everybody at a volunteer service.
func (c *centre) confirm(activity model.ID) {
	c.Helper()
	sheet, err := c.store.ServiceSheet(c.Context(), activity)
	c.must(err)
	var list []model.HoursConfirmation
	for _, l := range sheet.Lines {
		list = append(list, model.HoursConfirmation{Attendance: l.ID, Minutes: l.Proposed, Guarantor: "周明"})
	}
	c.must(c.store.ConfirmHours(c.Context(), activity, list, "李敏"))
}

// print prints into a fresh folder under the proposed name and returns the
// result with the text of the PDF.
func (c *centre) print(job printing.Job) (printing.Result, string) {
	c.Helper()
	name, err := printing.FileName(c.Context(), c.store, job)
	c.must(err)
	folder := c.TempDir()
	job.File = filepath.Join(folder, name)
	result, err := printing.Print(c.Context(), c.store, job)
	c.must(err)
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 || left[0].Name() != name {
		c.Errorf("the folder holds %v (%v)", left, err)
	}
	text, err := exec.Command("pdftotext", "-raw", result.File, "-").Output()
	c.must(err)
	return result, string(text)
}

func (c *centre) completions() []model.Certificate {
	c.Helper()
	all, err := c.store.Certificates(c.Context(), store.CertificateFilter{Kind: model.Completion})
	c.must(err)
	return all
}

func TestEveryFormPrintsFromTheStore(t *testing.T) {
	c := newCentre(t)
	_, err := c.store.IssueCompletions(t.Context(), c.programme, model.CertificateStyle{})
	c.must(err)
	day := model.Date{Year: 2018, Month: 5, Day: 7}
	hours, err := c.store.IssueVolunteer(t.Context(), c.members[0].ID, day, day)
	c.must(err)
	honours, err := c.store.HonourMembers(t.Context(), model.Honour{Title: "优秀志愿者", Level: "区级", Given: day}, []model.ID{c.members[0].ID, c.members[1].ID})
	c.must(err)
	awarded, err := c.store.IssueHonours(t.Context(), honours[:1], model.CertificateStyle{})
	c.must(err)
	_, err = c.store.SavePressReport(t.Context(), model.PressReport{Outlet: "晚报", Title: "理发进院落", Published: day, Activity: c.service})
	c.must(err)
	year := model.Date{Year: 2018}
	for _, form := range []struct {
		job   printing.Job
		name  string
		pages int
		text  string
	}{
		{printing.Job{Kind: printing.HonourProof, IDs: honours}, "荣誉证书样张 样式一 2018-05-28.pdf", 1, "样张"},
		{printing.Job{Kind: printing.Honour, ID: awarded[0].ID}, "荣誉证书 " + awarded[0].Name + " 410103-2018-荣誉-0001.pdf", 1, "被评为"},
		{printing.Job{Kind: printing.Honour, Month: year}, "荣誉证书 " + awarded[0].Name + " 410103-2018-荣誉-0001.pdf", 1, "（补发）"},
		{printing.Job{Kind: printing.HonourProof, IDs: honours[:1], Style: model.CertificateStyle{Design: 3}}, "荣誉证书样张 样式三 2018-05-28.pdf", 1, "样张"},
		{printing.Job{Kind: printing.Honours, Month: year, Level: "区级"}, "荣誉一览表 区级 2018年.pdf", 1, "共 2 项荣誉，其中个人 2 项、集体 0 项。"},
		{printing.Job{Kind: printing.Press, Search: "理发"}, "新闻报道登记表 理发 2018-05-28.pdf", 1, "为独居老人理发"},
		{printing.Job{Kind: printing.Register, Of: model.HonourAward, Month: year}, "2018年荣誉证书登记簿 2018-05-28.pdf", 1, "共 1 份，其中有效 1 份、作废 0 份。"},
		{printing.Job{Kind: printing.SignIn, ID: c.service}, "2018-05-07 09.00 为独居老人理发 签到表.pdf", 1, "实到______人"},
		{printing.Job{Kind: printing.SignedIn, ID: c.service}, "2018-05-07 09.00 为独居老人理发 签到情况.pdf", 1, "实到 4 人"},
		{printing.Job{Kind: printing.Record, ID: c.service}, "2018-05-07 09.00 为独居老人理发 活动纪实.pdf", 2, "累计 6.0 小时"},
		{printing.Job{Kind: printing.RecordFolder, Month: model.Date{Year: 2018, Month: 5}}, "2018年5月活动纪实汇编.pdf", 5, "为独居老人理发"},
		{printing.Job{Kind: printing.Completion, ID: c.programme}, "党务干部培训班 结业证书.pdf", 3, "仇𬭎"},
		{printing.Job{Kind: printing.CompletionProof, ID: c.programme, Style: model.CertificateStyle{Design: 2}}, "党务干部培训班 结业证书样张 样式二.pdf", 3, "仇𬭎"},
		{printing.Job{Kind: printing.Attendance, ID: c.programme}, "党务干部培训班 考勤表.pdf", 1, "应到 4 人次"},
		{printing.Job{Kind: printing.NotPassed, ID: c.programme}, "党务干部培训班 未合格人员.pdf", 1, "出勤 0/1 课"},
		{printing.Job{Kind: printing.Volunteer, ID: hours.ID}, "志愿服务证书 单雪 410103-2018-志愿-0001.pdf", 1, "1.5 小时"},
		{printing.Job{Kind: printing.Birthdays, Month: model.Date{Year: 2018, Month: 5}}, "2018年5月生日名单.pdf", 1, "58 岁"},
		{printing.Job{Kind: printing.Roster}, "花名册 2018-05-28.pdf", 1, "共 4 人"},
	} {
		t.Run(string(form.job.Kind), func(t *testing.T) {
			c.T = t
			result, text := c.print(form.job)
			if filepath.Base(result.File) != form.name || result.Pages != form.pages || len(result.Warnings) > 0 {
				t.Errorf("%+v", result)
			}
			if !strings.Contains(text, form.text) {
				t.Errorf("%q is not in it:\n%s", form.text, text)
			}
		})
	}
}

func TestPrintingAgainKeepsTheNumberAndSaysSo(t *testing.T) {
	c := newCentre(t)
	_, err := c.store.IssueCompletions(t.Context(), c.programme, model.CertificateStyle{})
	c.must(err)
	job := printing.Job{Kind: printing.Completion, ID: c.programme}
	if _, text := c.print(job); strings.Contains(text, "补发") {
		t.Error("the first printing says 补发")
	}
	if _, text := c.print(job); strings.Count(text, "（补发）") != 3 || !strings.Contains(text, "410103-2018-结业-0003（补发）") {
		t.Errorf("the second printing:\n%s", text)
	}
	for _, certificate := range c.completions() {
		if certificate.Prints != 2 {
			t.Errorf("%s was printed twice, the register says %d", certificate.Number, certificate.Prints)
		}
	}
}

func TestSeveralVolunteersShareAFile(t *testing.T) {
	c := newCentre(t)
	day := model.Date{Year: 2018, Month: 5, Day: 7}
	job := printing.Job{Kind: printing.Volunteer}
	for _, m := range c.members[:3] {
		certificate, err := c.store.IssueVolunteer(t.Context(), m.ID, day, day)
		c.must(err)
		job.IDs = append(job.IDs, certificate.ID)
	}
	result, text := c.print(job)
	if result.Pages != 3 || filepath.Base(result.File) != "志愿服务证书 2018-05-28.pdf" || !strings.Contains(text, "阿依古丽·买买提") {
		t.Errorf("%+v:\n%s", result, text)
	}
}

func TestVoidCertificatesAreLeftOut(t *testing.T) {
	c := newCentre(t)
	issued, err := c.store.IssueCompletions(t.Context(), c.programme, model.CertificateStyle{})
	c.must(err)
	c.must(c.store.VoidCertificate(t.Context(), issued[1].ID, "姓名有误"))
	result, text := c.print(printing.Job{Kind: printing.Completion, ID: c.programme})
	if result.Pages != 2 || strings.Contains(text, issued[1].Number) {
		t.Errorf("%d pages:\n%s", result.Pages, text)
	}
}

func TestFailedPrintingCountsForNothing(t *testing.T) {
	c := newCentre(t)
	job := printing.Job{Kind: printing.Completion, ID: c.programme, File: filepath.Join(t.TempDir(), "证书.pdf")}
	if _, err := printing.Print(t.Context(), c.store, job); model.CodeOf(err) != model.NotFound {
		t.Errorf("without certificates: %v", err)
	}
	_, err := c.store.IssueCompletions(t.Context(), c.programme, model.CertificateStyle{})
	c.must(err)
	missing := job
	missing.File = filepath.Join(t.TempDir(), "没有", "证书.pdf")
	if _, err := printing.Print(t.Context(), c.store, missing); model.CodeOf(err) != model.Unwritable {
		t.Errorf("into a folder that is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := printing.Print(ctx, cancelling{c.store, cancel}, job); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := os.Stat(job.File); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file was left: %v", err)
	}
	for _, certificate := range c.completions() {
		if certificate.Prints != 0 {
			t.Errorf("%s counts as printed", certificate.Number)
		}
	}
}

// cancelling is a store whose reader is cancelled once everything is loaded.
type cancelling struct {
	*store.Store
	cancel context.CancelFunc
}

func (c cancelling) Certificates(ctx context.Context, f store.CertificateFilter) ([]model.Certificate, error) {
	defer c.cancel()
	return c.Store.Certificates(ctx, f)
}

func TestWrongJobsAreToldPlainly(t *testing.T) {
	c := newCentre(t)
	for want, job := range map[model.Code]printing.Job{
		model.Invalid:  {Kind: "poster", File: "x.pdf"},
		model.NotFound: {Kind: printing.SignIn, ID: "none", File: "x.pdf"},
	} {
		if _, err := printing.Print(t.Context(), c.store, job); model.CodeOf(err) != want {
			t.Errorf("%s: %v", job.Kind, err)
		}
		if _, err := printing.FileName(t.Context(), c.store, job); model.CodeOf(err) != want {
			t.Errorf("name of %s: %v", job.Kind, err)
		}
	}
	if _, err := printing.Print(t.Context(), c.store, printing.Job{Kind: printing.Birthdays, File: "x.pdf"}); model.CodeOf(err) != model.Invalid {
		t.Errorf("birthdays of no month: %v", err)
	}
}

func TestFileNamesSuitWindows(t *testing.T) {
	c := newCentre(t)
	for _, title := range []string{
		`a\b/c:d*e?f"g<h>i|j`, "带点...", "  空 格\t和\n换行  ", "...", strings.Repeat("很长的名称", 20), "𠮷䶮\u200b\u202e名",
	} {
		id := c.hold(model.Activity{Kind: model.Lesson, Title: title}, 1)
		name, err := printing.FileName(t.Context(), c.store, printing.Job{Kind: printing.Record, ID: id})
		c.must(err)
		base := strings.TrimSuffix(name, ".pdf")
		if strings.ContainsAny(name, "\\/:*?\"<>|\n\t\u200b\u202e") || strings.HasSuffix(base, ".") || strings.Contains(base, "  ") ||
			len(name) > 255 || !strings.HasPrefix(name, "2018-05-07 ") || !strings.HasSuffix(name, " 活动纪实.pdf") {
			t.Errorf("%q → %q", title, name)
		}
		if err := printing.WriteFile(filepath.Join(t.TempDir(), name), hello); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func hello(w io.Writer) error {
	_, err := io.WriteString(w, "hello")
	return err
}

func TestWriteFileIsWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	target := filepath.Join(folder, "表.pdf")
	if err := os.WriteFile(target, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, cause := range map[model.Code]error{
		model.DiskFull:   fmt.Errorf("write: %w", &os.PathError{Op: "write", Path: target, Err: syscall.ENOSPC}),
		model.Unwritable: &os.PathError{Op: "write", Path: target, Err: syscall.EROFS},
		model.Refused:    fmt.Errorf("draw: %w", &model.Error{Code: model.Refused, Message: "不行。"}),
	} {
		err := printing.WriteFile(target, func(w io.Writer) error {
			if err := hello(w); err != nil {
				return err
			}
			return cause
		})
		if model.CodeOf(err) != want {
			t.Errorf("%v became %v", cause, err)
		}
		if content, err := os.ReadFile(target); err != nil || string(content) != "before" {
			t.Errorf("the file holds %q (%v)", content, err)
		}
	}
	if err := printing.WriteFile(target, hello); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(target); err != nil || !bytes.Equal(content, []byte("hello")) {
		t.Errorf("the file holds %q (%v)", content, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("temporary files are left: %v (%v)", left, err)
	}
}

func TestPlacesThatCannotBeWrittenAreToldPlainly(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "文件")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, filepath.Join(file, "表.pdf"), filepath.Join(folder, "没有", "表.pdf"), filepath.Join(folder, strings.Repeat("长", 300))} {
		err := printing.WriteFile(path, hello)
		var plain *model.Error
		if !errors.As(err, &plain) || plain.Code != model.Unwritable || !strings.HasSuffix(plain.Message, "。") {
			t.Errorf("%.80s: %v", path, err)
		}
	}
	if err := printing.WriteFile("", hello); model.CodeOf(err) != model.Invalid {
		t.Errorf("no name: %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("something was left: %v (%v)", left, err)
	}
}
