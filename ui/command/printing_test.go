package command_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// formOf is how the command is asked for each form, and what stands on it.
type formOf struct {
	args []string
	says []string
}

func formsOf(activity, programme, volunteer, member, proved string) map[printing.Kind]formOf {
	week := []string{"--from", "2018-05-07", "--days", "7"}
	with := func(kind string, more ...string) []string { return slices.Concat([]string{kind}, week, more) }
	return map[printing.Kind]formOf{
		printing.SignIn:          {[]string{"sign-in", "--id", activity}, []string{"签到表"}},
		printing.SignedIn:        {[]string{"sign-in", "--signed", "--id", activity}, []string{"签到"}},
		printing.SignInPhotos:    {[]string{"sign-in-photos", "--id", activity}, []string{"签到表", "照片"}},
		printing.PlaceCards:      {[]string{"place-cards", "--id", activity}, []string{"陈大勇"}},
		printing.MemberCards:     {[]string{"member-cards", "--tag", "独居"}, []string{"赵铁柱", "高山社区党群服务中心"}},
		printing.Record:          {[]string{"record", "--id", activity}, []string{"纪实"}},
		printing.RecordFolder:    {[]string{"record-folder", "--year", "2018"}, []string{"2018年活动纪实汇编", "学习讲堂第 18 讲"}},
		printing.Completion:      {[]string{"completion", "--id", programme}, []string{"结业"}},
		printing.Attendance:      {[]string{"attendance-table", "--id", programme}, []string{"党务干部培训班考勤表", "应到", "出勤率"}},
		printing.NotPassed:       {[]string{"not-passed", "--id", programme}, []string{"未合格人员名单", "要求"}},
		printing.CompletionProof: {[]string{"completion-proof", "--design", "2", "--words", "兹证明｛姓名｝学完{课程}，特发此证。"}, []string{"结业", "学完", "特发此证"}},
		printing.Volunteer:       {[]string{"volunteer", "--id", volunteer}, []string{"志愿服务"}},
		printing.Birthdays:       {with("birthdays", "--age-from", "60", "--milestones"), []string{"生日名单（2018年5月7日至5月13日）", "只列逢十，60岁以上", "赵铁柱", "三月廿八", "80岁★"}},
		printing.Cards:           {with("cards", "--design", "2", "--large", "--only", "birthday", "--search", "赵铁柱"), []string{"赵铁柱同志：", "八十华诞，松鹤延年。", "（农历三月廿八）"}},
		printing.Visits:          {with("visits", "--tag", "独居", "--greeted", "no"), []string{"走访名单（2018年5月7日至5月13日）", "还没有祝贺的，标签：独居", "19900000084", "签收/备注"}},
		printing.Roster:          {[]string{"roster", "--list", "双报到党员"}, []string{"花名册", "双报到", "郝文静", "共4人"}},
		printing.Profile:         {[]string{"profile", "--id", member}, []string{"单雪"}},
		printing.ServiceRecord:   {[]string{"service-record", "--id", member}, []string{"志愿服务记录", "单雪", "五、评价情况"}},
		printing.ServiceProof:    {[]string{"proof", "--id", proved}, []string{"志愿服务记录证明", "公示7天，无异议", "核验码"}},
		printing.Team:            {[]string{"team", "--id", "高山社区扶老助残志愿服务队"}, []string{"老人的事，就是我们的事", "近期服务"}},
		printing.DutyRoster:      {[]string{"duty-roster", "--id", "410103008012-01", "--from", "2018-05-07"}, []string{"三官庙院志愿服务站值班表", "2018年5月7日至5月13日"}},
		printing.Projects:        {[]string{"projects"}, []string{"公益项目一览表", "区级普惠2个，成员单位自谋3个，公益+4个"}},
		printing.PublicNotice:    {[]string{"notice"}, []string{"志愿服务时长公示", "2018年5月7日起至2018年5月14日止"}},
		printing.Honour:          {[]string{"honour", "--year", "2018"}, []string{"荣誉证书", "2018年度优秀志愿者", "410103-2018-荣誉-0001", "特发此证，以资鼓励"}},
		printing.HonourProof:     {[]string{"honour-proof", "--year", "2018", "--design", "1", "--words", "授予“｛荣誉｝”称号。"}, []string{"荣誉证书", "称号"}},
		printing.Honours:         {[]string{"honours", "--year", "2018"}, []string{"2018年荣誉一览表", "示范志愿服务站", "光荣在党五十年", "本中心"}},
		printing.Press:           {[]string{"press", "--level", "区级"}, []string{"2018年新闻报道登记表", "级别：区级", "书香讲坛进社区", "共2篇"}},
		printing.Register:        {[]string{"register", "--of", "proof", "--year", "2018"}, []string{"2018年志愿服务记录证明登记簿", "410103-2018-证明-0001", "作废：服务内容写错", "领取人签字", "共3份，其中有效2份、作废1份"}},
		printing.Statistics:      {[]string{"statistics", "--year", "2018", "--by", "kind"}, []string{"2018年活动统计", "按活动类别", "支部委员会", "合计"}},
		printing.LifeCheck:       {[]string{"life-check"}, []string{"高山第一支部2018年组织生活体检表", "书记讲党课", "棉纺路党小组"}},
		printing.DualLife:        {[]string{"dual-life", "--year", "2018"}, []string{"2018年领导干部双重组织生活情况", "李敏", "还要参加的 2 人"}},
		printing.VolunteerYear:   {[]string{"volunteer-year", "--year", "2018"}, []string{"2018年志愿服务年度总结", "按服务领域", "平安应急", "合计"}},
	}
}

// reported writes a package of the sample centre for a street that it
// registers, and returns its id.
func reported(t *testing.T, dir string) string {
	t.Helper()
	street := t.TempDir()
	st, err := store.Open(t.Context(), street, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.SaveCentre(t.Context(), model.Centre{Kind: model.Street, Name: "大学路街道", Code: "410103008", District: "郑州市二七区"})
	if err = errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "街道.jishi-office")
	var office struct{ Fingerprint string }
	ask(t, &office, "identity", "--out", file, "--data", street)
	ask(t, &office, "pair", file, "--fingerprint", office.Fingerprint, "--data", dir)
	var written struct{ File string }
	ask(t, &written, "export", "--to", t.TempDir(), "--data", dir, "--date", "2018-05-07")
	name := strings.TrimSuffix(filepath.Base(written.File), ".jishi")
	return name[strings.LastIndex(name, "_")+1:]
}

// TestWhatTheWindowPrintsTheCommandPrints goes through every form that the
// window can ask for.
func TestWhatTheWindowPrintsTheCommandPrints(t *testing.T) {
	dir := demo(t)
	var activities []struct{ ID, Kind, Start string }
	ask(t, &activities, "activities", "--data", dir)
	id := map[string]string{}
	for _, a := range activities {
		if a.Start > "2018-04-07" && a.Start < "2018-05-07" { // the month that forms are printed of
			id[a.Kind] = a.ID
		}
	}
	var people []struct{ ID, Name string }
	ask(t, &people, "members", "--search", "单雪", "--data", dir)
	if len(people) != 2 {
		t.Fatalf("单雪 is there %d times, want twice: once on the roster, once by hand", len(people))
	}
	var proved []struct{ ID string }
	ask(t, &proved, "members", "--search", "陈大勇", "--data", dir)
	forms := formsOf(id["lesson"], id["training"], people[0].ID, people[0].ID, proved[0].ID)
	forms[printing.HandoverSlip] = formOf{[]string{"slip", "--id", reported(t, dir)}, []string{"上报包核对单", "高山社区党群服务中心留存", "大学路街道留存", "第1号"}}
	forms[printing.RecoverySheet] = formOf{[]string{"recovery"}, []string{"密钥恢复单", "签名私钥"}}
	for _, kind := range printing.Kinds() {
		if kind == printing.CentreOverview {
			continue // the sample is a centre's
		}
		form, ok := forms[kind]
		if !ok {
			t.Errorf("nothing asks the command for %s", kind)
			continue
		}
		file := filepath.Join(t.TempDir(), string(kind)+".pdf")
		var answer struct {
			File     string
			Pages    int
			Warnings []string
		}
		ask(t, &answer, slices.Concat([]string{"print"}, form.args, []string{"--out", file, "--data", dir, "--date", "2018-05-07"})...)
		if answer.Pages < 1 || answer.File != file || answer.Warnings == nil {
			t.Errorf("%s: %+v", kind, answer)
		}
		text := strings.Join(strings.Fields(textOf(t, file)), "")
		for _, want := range form.says {
			if !strings.Contains(text, strings.Join(strings.Fields(want), "")) {
				t.Errorf("%s does not say %q:\n%.600s", kind, want, text)
			}
		}
	}
}

func TestAWordOfOnesOwnStandsOnTheCard(t *testing.T) {
	dir, file := demo(t), filepath.Join(t.TempDir(), "贺卡.pdf")
	var answer struct{ Pages int }
	ask(t, &answer, "print", "cards", "--from", "2018-05-13", "--days", "1", "--search", "赵铁柱", "--only", "birthday",
		"--words", "{姓名}，{年数}岁快乐！", "--out", file, "--data", dir)
	if text := textOf(t, file); answer.Pages != 1 || !strings.Contains(text, "赵铁柱，80岁快乐！") {
		t.Errorf("%d pages: %s", answer.Pages, text)
	}
	refuse(t, 1, "print", "cards", "--from", "2018-05-13", "--days", "1", "--words", strings.Repeat("福如东海长流水，", 100), "--out", file, "--data", dir)
}

// TestADesignAskedForIsKeptForTheNextPrinting: what was handed out and what is
// printed again look alike.
func TestADesignAskedForIsKeptForTheNextPrinting(t *testing.T) {
	dir, folder := demo(t), t.TempDir()
	var answer struct{ Pages int }
	for _, args := range [][]string{{"--out", "first.pdf"}, {"--design", "3", "--out", "second.pdf"}, {"--out", "third.pdf"}} {
		args[len(args)-1] = filepath.Join(folder, args[len(args)-1])
		ask(t, &answer, slices.Concat([]string{"print", "completion", "--data", dir, "--date", "2018-05-07"}, args)...)
	}
	size := func(name string) int64 {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	if size("second.pdf") != size("third.pdf") || size("first.pdf") == size("second.pdf") {
		t.Errorf("the files have %d, %d and %d bytes", size("first.pdf"), size("second.pdf"), size("third.pdf"))
	}
	refuse(t, 1, "print", "completion-proof", "--words", "{名字}", "--out", filepath.Join(folder, "x.pdf"), "--data", dir)
}

func TestFlagsThatAFormKnowsNothingOfAreRefused(t *testing.T) {
	for _, args := range [][]string{
		{"roster", "--design", "2"},
		{"birthdays", "--large"},
		{"visits", "--words", "祝您快乐"},
		{"roster", "--month", "2018-05"},
		{"roster", "--from", "2018-05-07", "--days", "3"},
		{"cards", "--from", "2018-05-07"},
		{"cards", "--days", "3"},
		{"cards", "--from", "2018-05-07", "--days", "3", "--month", "2018-05"},
		{"cards", "--design", "3"},
		{"completion", "--design", "4"},
		{"volunteer", "--id", "x", "--design", "2"},
		{"cards", "--id", "x"},
		{"cards", "--only", "wedding"},
		{"record", "--id", "x", "--only", "birthday"},
		{"record", "--id", "x", "--signed"},
		{"sign-in", "--id", "x", "--tag", "独居"},
		{"roster", "--full"},
		{"profile"},
		{"honours", "--design", "2"},
		{"roster", "--level", "区级"},
		{"honour", "--design", "4"},
	} {
		refuse(t, 2, slices.Concat([]string{"print"}, args, []string{"--out", "x.pdf", "--data", t.TempDir()})...)
	}
	dir := demo(t)
	refuse(t, 1, "print", "cards", "--from", "2018-05-13", "--days", "1", "--search", "没有这个人", "--out", filepath.Join(t.TempDir(), "x.pdf"), "--data", dir)
}
