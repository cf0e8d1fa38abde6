package command

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
	"jishi/ui/printing"
)

type printCommand struct {
	Kind   string   `arg:"" enum:"${kinds}" help:"${kinds}。"`
	ID     model.ID `name:"id" placeholder:"ID" help:"活动（sign-in、sign-in-photos、place-cards、record）、培训班或其中一课（completion、completion-proof、attendance-table、not-passed，register 也可用）、人员或证书（volunteer）、人员（profile、service-record）、人员或证明（proof）、荣誉、证书或人员（honour、honour-proof，不写时为 --year 那一年的全部）、公示（notice，不写时为最近一次）、服务队（team，也可写名称）、服务站（duty-roster，也可写名称）、支部（life-check，不写时为所有支部）、包（slip）的编号。"`
	Month  month    `placeholder:"2018-05" help:"birthdays、cards、visits、record-folder、centres 的月份，不写时为本月；statistics 的月份，不写时为全年。"`
	Year   int      `placeholder:"2018" help:"record-folder、centres、statistics 和 volunteer-year 的年份，代替 --month；life-check、dual-life、honour、honour-proof、honours、press、register 的年份，不写时为今年。"`
	From   date     `placeholder:"DATE" help:"birthdays、cards、visits、statistics、volunteer-year、honours、press 从哪一天起，和 --days 一起用，代替 --month；duty-roster 哪一天所在的一周，不写时为本周。"`
	Days   int      `help:"从 --from 起多少天，含第一天。"`
	Only   string   `enum:",birthday,political" default:"" help:"birthdays、cards、visits 只要 birthday（生日）或 political（政治生日）。"`
	Tens   bool     `name:"milestones" help:"birthdays、cards、visits 只要逢十的。"`
	Noted  string   `name:"greeted" enum:",yes,no" default:"" help:"birthdays、cards、visits 只要已祝贺的（yes）或还没有祝贺的（no）。"`
	Design int      `placeholder:"N" help:"cards 的样式：1 或 2；completion、completion-proof、honour、honour-proof 的样式：1、2 或 3，不写时新发的照窗口里选定的样式，发过的照原样。"`
	Full   bool     `help:"profile、service-record 写出完整的身份证号和电话；不加时隐去中间几位。"`
	Large  bool     `help:"cards 打印成 A4，一页一张；不写时为 A5，一页两张。"`
	Words  string   `placeholder:"TEXT" help:"cards 和新发的 completion、honour（或它们的样张）上写的话，代替原来的；cards 可用 {姓名} {称呼} {年数} {中心}，结业证书可用 {姓名} {课程} {主办} {时间} {学时} {课次} {成绩} {编号} {日期} {中心}，荣誉证书可用 {姓名} {荣誉} {年度} {授予时间} {授予单位} {编号} {日期} {中心}。"`
	By     string   `placeholder:"BY" help:"statistics 只按这一项：kind、month、branch、initiative、presenter、team、field、category 或 home；volunteer-year 写成 .xlsx 时只要 month、field、project、team、team-class 或 station；不写时各项都有。"`
	Level  string   `placeholder:"区级" help:"honours、press 只要这一级别的。"`
	Of     string   `enum:",completion,volunteer,proof,honour" default:"" help:"register 只要 completion（结业证书）、volunteer（志愿服务证书）、proof（志愿服务记录证明）或 honour（荣誉证书）。"`
	Signed bool     `help:"sign-in 打印签到情况，而不是空白表。"`
	Who    who      `embed:""`
	Out    string   `required:"" placeholder:"FILE" help:"写到哪个 PDF 文件；attendance-table、not-passed、statistics、life-check、dual-life、volunteer-year、honours、press、register、centres 也可以写成 .xlsx。"`
}

// kindNames are the forms as the command line has them: the sheet as it was
// signed is sign-in with --signed.
func kindNames() string {
	var names []string
	for _, kind := range printing.Kinds() {
		if kind != printing.SignedIn {
			names = append(names, string(kind))
		}
	}
	return strings.Join(names, ",")
}

// printAnswer is what the print command wrote.
type printAnswer struct {
	File     string   `json:"file"`
	Pages    int      `json:"pages"`
	Warnings []string `json:"warnings"`
}

func (c *printCommand) Run(s *session) error {
	if err := c.misused(); err != nil {
		return err
	}
	file, err := filepath.Abs(c.Out)
	if err != nil {
		return fmt.Errorf("find %s: %w", c.Out, err)
	}
	return s.withStore(func(st *store.Store) error {
		job, err := c.job(s, st, file)
		if err != nil {
			return err
		}
		result, err := printing.Print(s, st, job)
		if err != nil {
			return err
		}
		return c.answer(s, job, result)
	})
}

// answer tells of the file that was written.
func (c *printCommand) answer(s *session, job printing.Job, result printing.Result) error {
	answer := printAnswer{File: c.Out, Pages: result.Pages, Warnings: append([]string{}, result.Warnings...)}
	return s.answer(answer, func(w io.Writer) error {
		for _, warning := range result.Warnings {
			if _, err := fmt.Fprintln(w, warning); err != nil {
				return err
			}
		}
		pages := fmt.Sprintf("，共 %d 页", result.Pages)
		if job.Spreadsheet {
			pages = ""
		}
		_, err := fmt.Fprintf(w, "已写好 %s%s。\n", c.Out, pages)
		return err
	})
}

// job is what is to be printed into file.
func (c *printCommand) job(s *session, st *store.Store, file string) (printing.Job, error) {
	today := model.DateOf(s.now())
	job := printing.Job{
		Kind: printing.Kind(c.Kind), ID: c.ID, Month: model.Date(c.Month), File: file,
		From: model.Date(c.From), Days: c.Days, Occasion: model.AnniversaryKind(c.Only), Milestones: c.Tens,
		Greeted: map[string]store.Greeted{"yes": store.OnlyGreeted, "no": store.OnlyUngreeted}[c.Noted],
		By:      model.Grouping(c.By), Level: c.Level, Of: model.CertificateKind(c.Of), Full: c.Full, Card: report.CardStyle{Design: c.Design, Large: c.Large, Birthday: c.Words, Political: c.Words},
	}
	job.Spreadsheet = c.spreadsheet()
	switch job.Kind {
	case printing.SignIn:
		if c.Signed {
			job.Kind = printing.SignedIn
		}
	case printing.Birthdays, printing.Cards, printing.Visits:
		if job.Month.IsZero() {
			job.Month = model.Date{Year: today.Year, Month: today.Month}
		}
	case printing.RecordFolder, printing.CentreOverview:
		job.Month = c.folderMonth(today)
	case printing.Statistics, printing.LifeCheck, printing.DualLife, printing.VolunteerYear,
		printing.Honour, printing.HonourProof, printing.Honours, printing.Press, printing.Register:
		job.Month = reportMonth(c.Year, model.Date(c.Month), today)
	}
	return c.found(s, st, job)
}

// spreadsheet reports whether a .xlsx is asked for.
func (c *printCommand) spreadsheet() bool { return strings.EqualFold(filepath.Ext(c.Out), ".xlsx") }

// found completes the job with the records that it is about.
func (c *printCommand) found(s *session, st *store.Store, job printing.Job) (_ printing.Job, err error) {
	switch job.Kind {
	case printing.Birthdays, printing.Cards, printing.Visits, printing.Roster, printing.MemberCards:
		job.People, err = c.Who.filter(s, st)
	case printing.Completion, printing.CompletionProof:
		return c.completion(s, st, job)
	case printing.Register:
		return c.register(s, st, job)
	case printing.Attendance, printing.NotPassed:
		job.ID, err = programmeOf(s, st, c.ID)
	case printing.Volunteer:
		job.ID, err = volunteer(s, st, c.ID)
	case printing.Honour, printing.HonourProof:
		return c.honour(s, st, job)
	case printing.Team, printing.DutyRoster:
		job.ID, err = teamOrStation(s, st, job)
	case printing.ServiceProof:
		job.ID, err = proofOf(s, st, c.ID)
	case printing.PublicNotice:
		job.ID, err = noticeOf(s, st, c.ID)
	}
	return job, err
}

// register completes the job of a register: that of a programme, or of a year.
func (c *printCommand) register(s *session, st *store.Store, job printing.Job) (_ printing.Job, err error) {
	if c.ID == "" {
		return job, nil
	}
	if job.Of != "" && job.Of != model.Completion || c.Year != 0 {
		return job, &usageError{"print register 的 --id 是培训班，不能再用 --year 和别的 --of"}
	}
	job.Of, job.Month = model.Completion, model.Date{}
	job.ID, err = programmeOf(s, st, c.ID)
	return job, err
}

// misused finds flags that are missing, or that the form knows nothing of: who
// asks for a design of a roster meant something else.
func (c *printCommand) misused() error {
	kind := printing.Kind(c.Kind)
	ofActivity := []printing.Kind{printing.SignIn, printing.SignInPhotos, printing.PlaceCards, printing.Record}
	if c.ID == "" && slices.Contains(append(ofActivity, printing.Volunteer, printing.Profile, printing.ServiceRecord, printing.ServiceProof, printing.Team, printing.DutyRoster, printing.HandoverSlip), kind) {
		return &usageError{"print " + c.Kind + " 要用 --id 指明打印哪一个"}
	}
	week := kind == printing.DutyRoster && c.Days == 0
	if (c.Days > 0) == model.Date(c.From).IsZero() && !week || c.Days < 0 || c.Days > 3660 {
		return &usageError{"--from 和 --days 要一起用，--days 在 1 到 3660 之间"}
	}
	for _, f := range c.flags() {
		if f.given && !slices.Contains(f.of, kind) {
			return &usageError{"print " + c.Kind + " 用不上 " + f.name}
		}
	}
	if most := designsOf(kind); c.Design < 0 || c.Design > most {
		return &usageError{fmt.Sprintf("print %s 的 --design 要在 1 到 %d 之间", c.Kind, most)}
	}
	if err := c.grouped(kind); err != nil {
		return err
	}
	return c.unclear()
}

// grouped refuses a grouping that the form does not have.
func (c *printCommand) grouped(kind printing.Kind) error {
	if kind != printing.VolunteerYear {
		return groupable(c.By, model.Groupings())
	}
	if c.By != "" && !c.spreadsheet() {
		return &usageError{"volunteer-year 的 --by 只用于 .xlsx"}
	}
	return groupable(c.By, model.ServiceGroupings())
}

// flag is one that forms take, and whether it was given.
type flag struct {
	given bool
	name  string
	of    []printing.Kind
}

// flags are those that not all forms take.
func (c *printCommand) flags() []flag {
	ofActivity := []printing.Kind{printing.SignIn, printing.SignInPhotos, printing.PlaceCards, printing.Record}
	ofProgramme := []printing.Kind{printing.Completion, printing.CompletionProof, printing.Attendance, printing.NotPassed}
	days := []printing.Kind{printing.Birthdays, printing.Cards, printing.Visits}
	counted := []printing.Kind{printing.Statistics, printing.VolunteerYear}
	ofHonour := []printing.Kind{printing.Honour, printing.HonourProof}
	awards := []printing.Kind{printing.Honours, printing.Press}
	ofPeriod := slices.Concat(days, counted, awards)
	designed := append([]printing.Kind{printing.Cards, printing.Completion, printing.CompletionProof}, ofHonour...)
	return []flag{
		{c.ID != "", "--id", slices.Concat(ofActivity, ofProgramme, ofHonour, []printing.Kind{
			printing.Register, printing.Volunteer, printing.Profile, printing.ServiceRecord, printing.ServiceProof, printing.PublicNotice,
			printing.Team, printing.DutyRoster, printing.LifeCheck, printing.HandoverSlip,
		})},
		{c.Days > 0, "--from", ofPeriod},
		{!model.Date(c.Month).IsZero(), "--month", append(ofPeriod, printing.RecordFolder, printing.CentreOverview)},
		{c.Year != 0, "--year", slices.Concat(ofHonour, awards, []printing.Kind{
			printing.Register, printing.RecordFolder, printing.CentreOverview, printing.Statistics, printing.LifeCheck, printing.DualLife, printing.VolunteerYear,
		})},
		{c.Level != "", "--level", awards},
		{c.Of != "", "--of", []printing.Kind{printing.Register}},
		{c.By != "", "--by", counted},
		{c.Only != "", "--only", days},
		{c.Tens, "--milestones", days},
		{c.Noted != "", "--greeted", days},
		{c.Design != 0, "--design", designed},
		{c.Large, "--large", days[1:2]},
		{c.Words != "", "--words", designed},
		{c.Signed, "--signed", []printing.Kind{printing.SignIn}},
		{c.Full, "--full", []printing.Kind{printing.Profile, printing.ServiceRecord}},
		{c.Who != who{}, "--search、--tag 等筛选", append(days, printing.Roster, printing.MemberCards)},
	}
}

// unclear finds flags that name different days.
func (c *printCommand) unclear() error {
	month := !model.Date(c.Month).IsZero()
	switch {
	case c.Days > 0 && (c.Year != 0 || month):
		return &usageError{"--month、--year 和 --from 只能用一个"}
	case c.Year != 0 && month || c.Year < 0 || c.Year > 9999:
		return &usageError{"--year 写四位的年份，和 --month 只能用一个"}
	}
	return nil
}

// folderMonth is the month or year of a folder of records.
func (c *printCommand) folderMonth(today model.Date) model.Date {
	switch {
	case c.Year != 0:
		return model.Date{Year: c.Year}
	case !model.Date(c.Month).IsZero():
		return model.Date(c.Month)
	}
	return model.Date{Year: today.Year, Month: today.Month}
}

// designsOf is how many designs a form has; those with one alone take none.
func designsOf(kind printing.Kind) int {
	if kind == printing.Cards {
		return 2
	}
	return model.CertificateDesigns
}

// completion completes the job of certificates. Those that are due are entered
// in the register, in the style asked for, else in the centre's; a proof enters
// none.
func (c *printCommand) completion(s *session, st *store.Store, job printing.Job) (printing.Job, error) {
	programme, err := programmeOf(s, st, c.ID)
	if err != nil {
		return job, err
	}
	job.ID = programme
	style, err := st.CertificateStyle(s)
	if err != nil {
		return job, err
	}
	if c.Design > 0 {
		style.Design = c.Design
	}
	if c.Words != "" {
		style.Wording = c.Words
	}
	if job.Kind == printing.CompletionProof {
		job.Style = style
		return job, nil
	}
	job.Style.Design = c.Design
	_, err = st.IssueCompletions(s, programme, style)
	return job, err
}

// programmeOf finds the programme meant by id: the programme's own, that of one
// of its sessions, or the only closed one where id is empty.
func programmeOf(s *session, st *store.Store, id model.ID) (model.ID, error) {
	programmes, err := st.Programmes(s)
	if err != nil {
		return "", err
	}
	if id == "" {
		programmes = slices.DeleteFunc(programmes, func(p model.Programme) bool { return p.Closed.IsZero() })
		if len(programmes) != 1 {
			return "", &model.Error{Code: model.NotFound, Message: fmt.Sprintf("已结业的培训班有 %d 个，请用 --id 指明一个。", len(programmes))}
		}
		return programmes[0].ID, nil
	}
	if slices.ContainsFunc(programmes, func(p model.Programme) bool { return p.ID == id }) {
		return id, nil
	}
	a, err := st.Activity(s, id)
	if err != nil {
		return "", err
	}
	if a.Programme == "" {
		return "", &model.Error{Code: model.NotFound, Message: "这次活动不属于培训班，请用 --id 指明一个培训班。"}
	}
	return a.Programme, nil
}

// volunteer finds the certificate meant by id: the certificate itself, or the
// latest valid one of a member, who gets a first one where there is none.
func volunteer(s *session, st *store.Store, id model.ID) (model.ID, error) {
	all, err := st.Certificates(s, store.CertificateFilter{Kind: model.VolunteerHours})
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(all, func(c model.Certificate) bool { return c.ID == id }) {
		return id, nil
	}
	own, err := st.Certificates(s, store.CertificateFilter{Kind: model.VolunteerHours, Member: id})
	if err != nil {
		return "", err
	}
	own = slices.DeleteFunc(own, func(c model.Certificate) bool { return c.Void })
	if len(own) > 0 {
		latest := slices.MaxFunc(own, func(a, b model.Certificate) int {
			return (a.Year-b.Year)*1_000_000 + a.Serial - b.Serial
		})
		return latest.ID, nil
	}
	// All service up to today: DOMAIN's proof counts time really served.
	issued, err := st.IssueVolunteer(s, id, model.Date{Year: 1900, Month: 1, Day: 1}, model.DateOf(s.now()))
	return issued.ID, err
}
