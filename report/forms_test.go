package report

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jishi/model"
	"jishi/resources"
)

func TestSameInputGivesTheSameSoundPDF(t *testing.T) {
	r := roll(model.MemberDay, len(names))
	for name, form := range map[string]func(io.Writer) (Sheet, error){
		"sheet":       signIn(r, false),
		"signed":      signIn(r, true),
		"record":      activityRecord(r),
		"completions": completions(certificates(len(names), model.Completion)),
		"volunteer": func(w io.Writer) (Sheet, error) {
			return VolunteerCertificates(w, certificates(2, model.VolunteerHours), options)
		},
		"birthdays": func(w io.Writer) (Sheet, error) {
			return Birthdays(w, day(2018, 5, 1), day(2018, 5, 31), anniversaries(len(names)), options)
		},
		"roster": func(w io.Writer) (Sheet, error) { return Roster(w, members(len(names)), branches, options) },
	} {
		t.Run(name, func(t *testing.T) {
			first, second := draw(t, form), draw(t, form)
			if !bytes.Equal(first.bytes, second.bytes) {
				t.Error("the second time gave other bytes")
			}
			first.sound(t)
		})
	}
}

func signIn(r model.Roll, signed bool) func(io.Writer) (Sheet, error) {
	return func(w io.Writer) (Sheet, error) { return SignIn(w, r, signed, options) }
}

func TestSignInSheetAsksEverybodyExpectedToSign(t *testing.T) {
	d := draw(t, signIn(roll(model.MemberDay, 18), false))
	d.has(t, "五月主题党日：我是党员我带头签到表", "时间：2018年5月11日 19:30—21:00", "地点：党员议事厅", "主办：高山社区党委",
		"主讲：刘洋（区委党校讲师）", "应到 18 人", "实到______人", "记录人：", "第 1 页 共 1 页", "单　雪", "199****0001")
	d.lacks(t, "19900000001", "已到")
	if d.Pages != 1 {
		t.Errorf("%d pages for 18 people", d.Pages)
	}
}

func TestSignedSheetSaysHowEachCame(t *testing.T) {
	r := roll(model.MemberDay, 8)
	guest := model.Attendee{Name: "林秀英", Phone: "19900009001", Branch: "居民"}
	guest.WalkIn, guest.State, guest.Serial, guest.Arrived = true, model.Present, 9, "19:40"
	r.Attendees = append(r.Attendees, guest)
	d := draw(t, signIn(r, true))
	d.has(t, "已到", "迟到", "19:50", "请假", "住院", "缺席", "新来 19:40",
		"应到 8 人", "实到 6 人（迟到 1）", "请假 1 人", "缺席 1 人", "新来 1 人", "记录人：王　芳")
	d.lacks(t, "____")
}

func TestFortyPagesOfPeopleKeepTheirHeadAndNumbers(t *testing.T) {
	const people = 24 * 40
	r := roll(model.Training, people)
	for i := range r.Attendees {
		r.Attendees[i].Name, r.Attendees[i].Branch = fmt.Sprintf("王伟%d", i), "高山第一支部" // no row grows
	}
	d := draw(t, signIn(r, true))
	if d.Pages != 40 {
		t.Fatalf("%d pages", d.Pages)
	}
	for n := 1; n <= 40; n++ {
		page := squeeze(d.page(n))
		for _, text := range []string{"签到表", "联系电话", fmt.Sprintf("第%d页共40页", n)} {
			if !strings.Contains(page, text) {
				t.Errorf("page %d lacks %s", n, text)
			}
		}
	}
	for i, a := range r.Attendees {
		if !strings.Contains(squeeze(d.page(i/24+1)), squeeze(a.Name)) {
			t.Errorf("%s is not on page %d", a.Name, i/24+1)
		}
	}
}

func TestSheetForNobodyIsAPageOfBlankRows(t *testing.T) {
	d := draw(t, signIn(roll(model.Lesson, 0), false))
	d.has(t, "24", "应到______人", "第 1 页 共 1 页")
	if d.Pages != 1 {
		t.Errorf("%d pages", d.Pages)
	}
	draw(t, signIn(roll(model.Lesson, 0), true)).has(t, "应到 0 人")
}

// Whether the people fill their last page or not.
func TestSheetsAlwaysHaveRoomForNewcomers(t *testing.T) {
	onlyNumber := regexp.MustCompile(`(?m)^\s*\d+\s*$`)
	for _, people := range []int{1, 17, 19, 20, 21, 24, 45, 47} {
		var out bytes.Buffer
		if _, err := SignIn(&out, roll(model.Training, people), false, options); err != nil {
			t.Fatal(err)
		}
		blank := len(onlyNumber.FindAllString(poppler(t, out.Bytes(), "pdftotext", "-layout", "-", "-"), -1))
		if blank < leastBlank || blank > mostBlank {
			t.Errorf("%d people: %d blank rows", people, blank)
		}
	}
}

func activityRecord(r model.Roll) func(io.Writer) (Sheet, error) {
	return func(w io.Writer) (Sheet, error) { return ActivityRecord(w, recorded(r, 0), options) }
}

func TestRecordHoldsWhatItsKindNeeds(t *testing.T) {
	for kind, want := range map[model.Kind]struct{ has, lacks []string }{
		model.Lesson:        {[]string{"单位职务 区委党校讲师", "听课对象", "教材资料", "《党务工作手册》第三章"}, []string{"议程", "受益人数", "生日礼品", "课次"}},
		model.Training:      {[]string{"培训班", "党务干部培训班", "第 2 课"}, []string{"议程", "决议", "听课对象"}},
		model.MemberDay:     {[]string{"主题党日", "支部 高山第一支部", "议程", "重温入党誓词", "决议", "后续事项", "5月18日前"}, []string{"单位职务", "受益人数"}},
		model.BirthdayParty: {[]string{"生日礼品", "长寿面一碗"}, []string{"工程", "议程"}},
		model.Volunteering:  {[]string{"服务队", "公益项目 爱心助餐进楼院", "服务领域", "孝老关爱", "受益人数", "26 人", "服务时长", "小时"}, []string{"主讲", "礼品"}},
	} {
		t.Run(string(kind), func(t *testing.T) {
			d := draw(t, activityRecord(roll(kind, 16)))
			d.has(t, "活动纪实", "应到", "16 人", "实到", "12 人（迟到 2 人）", "2 人：解䶮（住院）、周明（住院）", "2 人：王伟、冯𬭎",
				"主持人（签字）：", "记录人（签字）：", "2018年5月11日", "— 1 —")
			d.has(t, want.has...)
			d.lacks(t, want.lacks...)
		})
	}
}

func TestNothingIsPrintedBlank(t *testing.T) {
	r := roll(model.MemberDay, 0)
	start, end := r.Activity.Start, r.Activity.End
	r.Activity = model.Activity{Kind: model.MemberDay, Title: "例会", Start: start, End: end}
	d := draw(t, activityRecord(r))
	if n := strings.Count(squeeze(d.text), "无"); n < 9 {
		t.Errorf("无 stands %d times:\n%s", n, d.text)
	}
	d.has(t, "主办 高山社区党群服务中心") // the centre itself
	draw(t, signIn(r, false)).has(t, "地点：无", "主办：高山社区党群服务中心")
	r.Activity.Kind = model.Lesson
	draw(t, signIn(r, false)).has(t, "地点：无", "主讲：—")
}

func TestASheetNamesWhoPresentsOrPresides(t *testing.T) {
	r := roll(model.MemberDay, 3)
	r.Activity.Presenter, r.Activity.Host = "", "李敏"
	sheet := draw(t, signIn(r, false))
	sheet.has(t, "主持人：李　敏")
	sheet.lacks(t, "主讲")
	r.Activity.Host = ""
	draw(t, signIn(r, true)).lacks(t, "主讲", "主持")
}

// A long record goes on over pages; every character of it is there, in order.
func TestLongRecordFlowsOverPages(t *testing.T) {
	r := roll(model.Lesson, 300)
	var content strings.Builder
	for i := range 900 {
		fmt.Fprintf(&content, "第%d点，讨论“三官庙院”的照明（含楼道）。", i)
	}
	r.Activity.Content = content.String()
	d := draw(t, activityRecord(r))
	if d.Pages < 15 {
		t.Errorf("%d pages for %d characters", d.Pages, len([]rune(r.Activity.Content)))
	}
	d.has(t, "内容（续）", fmt.Sprintf("— %d —", d.Pages))
	text := regexp.MustCompile(`—\d+—内容（续）`).ReplaceAllString(squeeze(d.text), "")
	for i := range 900 {
		if !strings.Contains(text, fmt.Sprintf("第%d点", i)) {
			t.Fatalf("point %d is missing", i)
		}
	}
	if !strings.Contains(squeeze(d.text), "主持人（签字）") || !strings.Contains(squeeze(d.page(d.Pages)), "签到名单") {
		t.Errorf("nowhere to sign, or the last page has no list: %s", d.page(d.Pages))
	}
}

func completions(all []model.Certificate) func(io.Writer) (Sheet, error) {
	return func(w io.Writer) (Sheet, error) { return Completions(w, all, options) }
}

func TestCertificatesSayWhoWhatAndWhichNumber(t *testing.T) {
	for design := 1; design <= model.CertificateDesigns; design++ {
		certificatesSay(t, design)
	}
}

func certificatesSay(t *testing.T, design int) {
	t.Helper()
	all := certificates(len(names), model.Completion)
	for i := range all {
		all[i].Design = design
	}
	all[1].Prints = 1
	d := draw(t, completions(all))
	if d.Pages != len(all) || len(d.Warnings) > 0 {
		t.Fatalf("%d pages, warnings %q", d.Pages, d.Warnings)
	}
	for i, c := range all {
		page := squeeze(d.page(i + 1))
		for _, text := range []string{
			"结业证书", c.Name + "同志：", c.Number, "高山社区党群服务中心（章）", "2018年5月28日",
			"于2018年5月7日至5月28日参加大学路街道党工委举办的“党务干部培训班”，学习期满，共16学时，考核合格，准予结业。",
		} {
			if !strings.Contains(page, text) {
				t.Errorf("page %d lacks %q: %s", i+1, text, page)
			}
		}
		if again := strings.Contains(page, c.Number+"（补发）"); again != (i == 1) {
			t.Errorf("page %d: 补发 %t", i+1, again)
		}
	}
}

func TestACertificateSaysWhatItSaidWhenItWasIssued(t *testing.T) {
	all := certificates(3, model.Completion)
	for i := range all {
		all[i].Design, all[i].Wording = i+1, fmt.Sprintf("第 %d 份，按中心自己的话写，特发此证。", i+1)
	}
	d := draw(t, completions(all))
	for i := range all {
		if page := squeeze(d.page(i + 1)); !strings.Contains(page, fmt.Sprintf("第%d份，按中心自己的话写", i+1)) || strings.Contains(page, "考核合格") {
			t.Errorf("page %d says %s", i+1, page)
		}
	}
	d.sound(t)
	all[0].Wording = strings.Repeat("学完全部课程，", 200)
	if _, err := Completions(io.Discard, all, options); model.CodeOf(err) != model.Invalid {
		t.Errorf("words that do not fit: %v", err)
	}
}

func TestAProofCannotPassForACertificate(t *testing.T) {
	all := certificates(3, model.Completion)
	for i := range all {
		all[i].Design = i + 1
	}
	proof := draw(t, func(w io.Writer) (Sheet, error) { return CompletionProofs(w, all, options) })
	proof.sound(t)
	for i := range all {
		if !strings.Contains(squeeze(proof.page(i+1)), "样") {
			t.Errorf("page %d does not say that it is a proof: %s", i+1, proof.page(i+1))
		}
	}
	draw(t, completions(all)).lacks(t, "样张")
}

func TestVolunteerCertificateGivesTimesAndHours(t *testing.T) {
	all := certificates(1, model.VolunteerHours)
	all[0].Title, all[0].Minutes, all[0].From = "孝老关爱、生态环保", 2190, day(2017, 3, 1)
	form := func(w io.Writer) (Sheet, error) { return VolunteerCertificates(w, all, options) }
	draw(t, form).has(t, "志愿服务证书", "于2017年3月1日至2018年5月28日参加", "孝老关爱、生态环保", "共 12 次", "36.5 小时")
	all[0].From = model.Date{}
	draw(t, form).has(t, "截至2018年5月28日，参加")
}

func TestVoidAndMissingCertificatesAreRefused(t *testing.T) {
	all := certificates(2, model.Completion)
	all[1].Void = true
	if _, err := Completions(io.Discard, all, options); model.CodeOf(err) != model.Refused {
		t.Errorf("void: %v", err)
	}
	if _, err := VolunteerCertificates(io.Discard, nil, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("none: %v", err)
	}
}

func TestBirthdayListHoldsTheMonth(t *testing.T) {
	list := anniversaries(40)
	d := draw(t, func(w io.Writer) (Sheet, error) {
		return Birthdays(w, day(2018, 5, 1), day(2018, 5, 31), list, options)
	})
	d.has(t, "2018年5月生日名单", "5月1日", "星期二", "政治生日", "六月初六", "78 岁", "32 年", "高山第一支部", "199****0000",
		"共 40 人：生日 29 人，政治生日 11 人。")
	empty := draw(t, func(w io.Writer) (Sheet, error) { return Birthdays(w, day(2018, 5, 1), day(2018, 5, 31), nil, options) })
	empty.has(t, "没有人", "共 0 人")
}

func TestRosterHidesNumbersAndCounts(t *testing.T) {
	all := members(60)
	d := draw(t, func(w io.Writer) (Sheet, error) { return Roster(w, all, branches, options) })
	d.has(t, "花名册", "999999********000X", "199****0001", "党内职务", "维吾尔族", "1986.07.01", "共 60 人。", "农历")
	for _, m := range all {
		for _, secret := range []string{m.IDNumber, m.Phone} {
			if strings.Contains(squeeze(d.text), secret) {
				t.Errorf("%s is printed in full", secret)
			}
		}
	}
	draw(t, func(w io.Writer) (Sheet, error) { return Roster(w, nil, nil, options) }).has(t, "共 0 人。")
}

func TestTheRosterSaysWhoIsAwayInAColumnOfItsOwn(t *testing.T) {
	away := model.Member{Name: "张三", State: model.Active, Tags: []string{"流动", "困难"}}
	cells := rosterCells(1, away, "第一支部\n第一党小组", options.Date)
	if n := len(cells); cells[n-2] != "是" || cells[n-1] != "困难" || !slices.Contains(cells, "第一支部\n第一党小组") {
		t.Errorf("the row is %q", cells)
	}
	if cells = rosterCells(1, model.Member{Name: "李四", State: model.Active}, "", options.Date); cells[len(cells)-2] != "—" {
		t.Errorf("the row is %q", cells)
	}
}

func TestRareCharactersCopyOutAsThemselves(t *testing.T) {
	const rare = "㛃䶮𬭎𫖯𠮷"
	r := roll(model.Lesson, len(names))
	r.Activity.Title = "学习" + rare
	r.Activity.Content = "与会：" + rare + "，共五人。"
	for name, form := range map[string]func(io.Writer) (Sheet, error){
		"sheet": signIn(r, true), "record": activityRecord(r), "certificates": completions(certificates(len(names), model.Completion)),
		"birthdays": func(w io.Writer) (Sheet, error) {
			return Birthdays(w, day(2018, 5, 1), day(2018, 5, 31), anniversaries(len(names)), options)
		},
		"roster": func(w io.Writer) (Sheet, error) { return Roster(w, members(len(names)), branches, options) },
		"cards":  cardsOf(anniversaries(len(names)), CardStyle{}),
		"visits": func(w io.Writer) (Sheet, error) {
			return Visits(w, day(2018, 5, 7), day(2018, 6, 5), anniversaries(len(names)), options)
		},
	} {
		d := draw(t, form)
		if len(d.Warnings) > 0 {
			t.Errorf("%s warns: %q", name, d.Warnings)
		}
		for _, c := range rare {
			if !strings.ContainsRune(d.text, c) {
				t.Errorf("%s does not give back %c", name, c)
			}
		}
		if i := strings.IndexFunc(d.text, func(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }); i >= 0 {
			t.Errorf("%s gives back a private-use code point", name)
		}
	}
}

func TestCharacterThatNoFaceHasIsMarkedAndTold(t *testing.T) {
	r := roll(model.Lesson, 3)
	r.Attendees[2].Name = "王\U00030000ꀀ\uE123" // extension G, Yi, private use
	d := draw(t, signIn(r, false))
	d.has(t, "王〓〓〓")
	if len(d.Warnings) != 3 || !strings.HasPrefix(d.Warnings[0], "第3行“\U00030000”") || !strings.HasSuffix(d.Warnings[0], "字体缺字，已印作〓。") {
		t.Errorf("warnings: %q", d.Warnings)
	}
}

// Whatever is allowed into the fields must come out on paper somehow.
func TestLongTextsFit(t *testing.T) {
	long := strings.Repeat("高山社区党群服务中心，", 30)[:300*3]
	r := roll(model.Lesson, 30)
	a := &r.Activity
	for _, field := range []*string{&a.Title, &a.Place, &a.Organiser, &a.Presenter, &a.PresenterPost, &a.Host, &a.Recorder, &a.Theme, &a.Materials} {
		*field = long
	}
	for i := range r.Attendees {
		r.Attendees[i].Name, r.Attendees[i].Branch, r.Attendees[i].Post, r.Attendees[i].Reason = long, long, long, long
	}
	o := options
	o.Centre.Name = long[:90*3]
	all := certificates(2, model.Completion)
	all[0].Name, all[0].Title, all[0].Organiser = long[:50*3], long[:100*3], long[:100*3]
	people := members(3)
	people[1].Name, people[1].Address, people[1].Employer = long, long, long
	for name, form := range map[string]func(io.Writer) (Sheet, error){
		"sheet":        func(w io.Writer) (Sheet, error) { return SignIn(w, r, true, o) },
		"record":       func(w io.Writer) (Sheet, error) { return ActivityRecord(w, recorded(r, 3), o) },
		"certificates": func(w io.Writer) (Sheet, error) { return Completions(w, all, o) },
		"roster":       func(w io.Writer) (Sheet, error) { return Roster(w, people, branches, o) },
	} {
		d := draw(t, form)
		if got := strings.Count(squeeze(d.text), "心"); got < 8 {
			t.Errorf("%s: only %d of the long texts' parts are there", name, got)
		}
	}
}

func TestMetadataNamesTheForm(t *testing.T) {
	r := roll(model.Lesson, 1)
	r.Activity.Title = "纪念\U00020BB7"
	var out bytes.Buffer
	if _, err := ActivityRecord(&out, recorded(r, 2), options); err != nil {
		t.Fatal(err)
	}
	info := poppler(t, out.Bytes(), "pdfinfo", "-rawdates", "-")
	for _, text := range []string{"活动纪实：纪念\U00020BB7\n", "高山社区党群服务中心\n", "服务纪实\n", "D:20180507000000"} {
		if !strings.Contains(info, text) {
			t.Errorf("no %s in the metadata:\n%s", text, info)
		}
	}
}

// gofpdf reads the embedded faces where they lie; a form must not change them
// for the next.
func TestDrawingLeavesTheFacesAlone(t *testing.T) {
	sum := func() (all [4][32]byte) {
		for i, data := range [][]byte{resources.Serif, resources.SerifBold, resources.Sans, resources.Kai} {
			all[i] = sha256.Sum256(data)
		}
		return all
	}
	before := sum()
	draw(t, activityRecord(roll(model.MemberDay, 20)))
	draw(t, completions(certificates(20, model.Completion)))
	if sum() != before {
		t.Error("a face was written into")
	}
}
