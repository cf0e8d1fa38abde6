package printing_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
	"jishi/ui/printing"
)

func TestFilesOfBirthdaysAreNamedApart(t *testing.T) {
	c := newCentre(t)
	may, party := model.Date{Year: 2018, Month: 5}, model.Date{Year: 2018, Month: 5, Day: 13}
	for want, job := range map[string]printing.Job{
		"2018年5月生日名单.pdf":                {Kind: printing.Birthdays, Month: may},
		"2018-05-13 走访名单.pdf":            {Kind: printing.Visits, From: party, Days: 1},
		"2018-05-13至2018-06-11 生日名单.pdf": {Kind: printing.Birthdays, From: party, Days: 30},
		"2018-05-13 生日贺卡.pdf":            {Kind: printing.Cards, From: party, Days: 1},
		"2018-05-13 生日贺卡 A4.pdf":         {Kind: printing.Cards, From: party, Days: 1, Card: report.CardStyle{Large: true}},
		"2018-05-13 政治生日贺卡 样式二.pdf":      {Kind: printing.Cards, From: party, Days: 1, Occasion: model.PoliticalAnniversary, Card: report.CardStyle{Design: 2}},
		"花名册 独居 2018-05-28.pdf":          {Kind: printing.Roster, People: store.MemberFilter{Tag: "独居"}},
		"花名册 社区 困难／低保 2018-05-28.pdf":    {Kind: printing.Roster, People: store.MemberFilter{Category: "社区", Tag: "困难/低保"}},
	} {
		if got, err := printing.FileName(t.Context(), c.store, job); err != nil || got != want {
			t.Errorf("%q, want %q (%v)", got, want, err)
		}
	}
}

// TestAListSaysWhatItWasNarrowedTo: a list of some must not be taken for a list
// of all.
func TestAListSaysWhatItWasNarrowedTo(t *testing.T) {
	c := newCentre(t)
	branch, err := c.store.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Branch, Name: "高山第一支部"})
	c.must(err)
	from := model.Date{Year: 2018, Month: 5, Day: 7}
	for want, job := range map[string]printing.Job{
		"": {Kind: printing.Roster},
		"高山第一支部，类别：社区，标签：独居": {Kind: printing.Roster, People: store.MemberFilter{Branch: branch.ID, Category: "社区", Tag: "独居"}},
		"双报到，60岁以上，有电话":      {Kind: printing.Visits, People: store.MemberFilter{InService: true, AgeFrom: 60, Has: store.LacksPhone}},
		"只列政治生日，60至80岁":      {Kind: printing.Birthdays, Occasion: model.PoliticalAnniversary, People: store.MemberFilter{AgeFrom: 60, AgeTo: 80}},
		"已转出，没有生日，查找“shan”":  {Kind: printing.Roster, People: store.MemberFilter{State: model.Moved, Lacks: store.LacksBirthday, Search: "shan"}},
		"只列逢十，还没有祝贺的":        {Kind: printing.Visits, Milestones: true, Greeted: store.OnlyUngreeted},
		"2010年起入党":           {Kind: printing.Roster, People: store.MemberFilter{JoinedFrom: model.Date{Year: 2010}}},
	} {
		job.From, job.Days, job.File = from, 30, filepath.Join(t.TempDir(), "表.pdf")
		_, err := printing.Print(t.Context(), c.store, job)
		c.must(err)
		text, err := exec.Command("pdftotext", "-layout", job.File, "-").Output()
		c.must(err)
		line := strings.Join(strings.Fields(string(text)), "")
		_, line, _ = strings.Cut(line, "高山社区党群服务中心")
		if got, _, _ := strings.Cut(line, "打印日期"); got != want {
			t.Errorf("the heading says %q, want %q", got, want)
		}
	}
}

func TestCardsOfNobodyAreRefusedAndLeaveNoFile(t *testing.T) {
	c := newCentre(t)
	file := filepath.Join(t.TempDir(), "贺卡.pdf")
	job := printing.Job{Kind: printing.Cards, From: model.Date{Year: 2018, Month: 1, Day: 1}, Days: 1, File: file}
	if _, err := printing.Print(t.Context(), c.store, job); model.CodeOf(err) != model.NotFound {
		t.Errorf("cards of nobody: %v", err)
	}
	if found, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*")); err != nil || len(found) > 0 {
		t.Errorf("left behind: %v", found)
	}
}
