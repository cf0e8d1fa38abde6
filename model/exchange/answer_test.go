package exchange

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jishi/model"
)

// answer writes what the street hands down to the centre.
func (p *post) answer(t testing.TB, centre *post) Exported {
	t.Helper()
	return p.answerOnto(t, centre, t.TempDir())
}

func (p *post) answerOnto(t testing.TB, centre *post, stick string) Exported {
	t.Helper()
	done, err := Export{Kind: model.AnswerPackage, To: p.knownAs(t, centre.self.ID), Keys: p.keys, Folder: stick}.Write(background, p)
	must(t, err)
	return done
}

func TestAnswersOnOneStickCountForEachCentre(t *testing.T) {
	street, stick := newStreet(t), t.TempDir()
	var centres []*post
	for n := range 3 {
		centres = append(centres, newCentre(t, street, n+1))
	}
	for round := range 2 {
		for n, c := range centres {
			sent := street.answerOnto(t, c, stick)
			if sent.Package.Sequence != round+1 {
				t.Errorf("answer %d of centre %d is number %d", round+1, n+1, sent.Package.Sequence)
			}
			if diff := c.receive(t, sent.Path); len(diff.Missing) > 0 {
				t.Errorf("centre %d is told that %v never came", n+1, diff.Missing)
			}
		}
	}
}

func TestAnAnswerConfirmsAndHandsDown(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	must(t, centre.SaveWords(background, model.ServiceFields, []string{"本中心的词", "孝老关爱"}))
	must(t, street.SaveWords(background, model.ServiceFields, []string{"街道的新词", "孝老关爱"}))
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	file, err := street.AddFile(background, "通知.pdf", strings.NewReader("%PDF 通知"))
	must(t, err)
	item, err := street.SaveStreetItem(background, model.StreetItem{
		Kind: model.MonthItem, Month: model.Date{Year: 2018, Month: 5}, Title: "五月重点工作", Text: "一、清洁家园", Files: []model.Attachment{file},
	})
	must(t, err)

	pack := street.answer(t, centre)
	look, approved, err := centre.reader(t).Inspect(background, centre, pack.Path)
	must(t, err)
	if !approved || look.Sum().New != 3 {
		t.Errorf("looked at: approved %v, %+v", approved, look)
	}
	diff := centre.receive(t, pack.Path)
	if diff.Confirmed != 1 {
		t.Errorf("%d packages were confirmed", diff.Confirmed)
	}
	sent, err := centre.Packages(background, filterSent)
	must(t, err)
	if sent[0].State != model.PackageConfirmed {
		t.Errorf("the package that the street has is %s", sent[0].State)
	}
	words, err := centre.Words(background, model.ServiceFields)
	must(t, err)
	if !slices.Equal(words, []string{"本中心的词", "孝老关爱", "街道的新词"}) {
		t.Errorf("words: %v", words)
	}
	came, err := centre.ItemsFromAbove(background)
	must(t, err)
	if len(came) != 1 || came[0].Title != item.Title || len(came[0].Files) != 1 || len(came[0].Signed) != 0 {
		t.Fatalf("handed down: %+v", came)
	}
	if content, err := centre.File(came[0].Files[0].File); err != nil || string(content) != "%PDF 通知" {
		t.Errorf("the file is %q, %v", content, err)
	}

	before := centre.allRows(t)
	if again := centre.receive(t, pack.Path); !again.Repeated {
		t.Errorf("received twice: %+v", again)
	}
	if centre.allRows(t) != before {
		t.Error("the second time changed something")
	}

	must(t, centre.SignItem(background, came[0].ID))
	must(t, centre.SignItem(background, came[0].ID))
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	handed, err := street.StreetItems(background)
	must(t, err)
	if len(handed) != 1 || len(handed[0].Signed) != 1 || handed[0].SignedBy(centre.self.ID).IsZero() {
		t.Errorf("the street sees %+v", handed)
	}
	if from, err := street.ItemsFromAbove(background); err != nil || len(from) > 0 {
		t.Errorf("from above the street has %v, %v", from, err)
	}
}

func TestAWordThatTheCentreTookOffStaysOff(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	must(t, street.SaveWords(background, model.MemberTags, []string{"困难"}))
	must(t, centre.SaveWords(background, model.MemberTags, []string{"困难", "多余"}))
	must(t, centre.SaveWords(background, model.MemberTags, []string{"多余"}))
	centre.receive(t, street.answer(t, centre).Path)
	words, err := centre.Words(background, model.MemberTags)
	must(t, err)
	if !slices.Equal(words, []string{"多余"}) {
		t.Errorf("words: %v", words)
	}
}

func TestWhatIsTakenBackLeavesTheCentreWithTheNextAnswer(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	item, err := street.SaveStreetItem(background, model.StreetItem{Kind: model.Message, Title: "停电通知"})
	must(t, err)
	first := street.answer(t, centre)
	must(t, street.RemoveStreetItem(background, item.ID))
	second := street.answer(t, centre)
	centre.receive(t, second.Path)
	if late := centre.receive(t, first.Path); !late.Older {
		t.Errorf("the older answer: %+v", late)
	}
	came, err := centre.ItemsFromAbove(background)
	must(t, err)
	if len(came) != 0 {
		t.Errorf("still there: %+v", came)
	}
}

func TestACentreCannotAnswer(t *testing.T) {
	street := newStreet(t)
	one, other := newCentre(t, street, 1), newCentre(t, street, 2)
	must(t, one.Approve(background, other.self))
	must(t, other.Approve(background, one.self))
	_, err := one.reader(t).Receive(background, one, other.answer(t, one).Path)
	refused(t, err, model.Refused)
	_, err = one.SaveStreetItem(background, model.StreetItem{Kind: model.Message, Title: "通知"})
	refused(t, err, model.Refused)
}

func TestAnAnswerThatOversteps(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 1)
	_, err := street.SaveStreetItem(background, model.StreetItem{Kind: model.Message, Title: "通知"})
	must(t, err)
	good := street.answer(t, centre).Path
	fresh := func() *parts { return takeApart(t, centre, good, street.keys) }
	swap := func(table, is, be string) string {
		return fresh().edit(t, table, func(lines string) string { return strings.Replace(lines, is, be, 1) }).pack(t)
	}
	before := centre.allRows(t)
	for what, c := range map[string]struct{ file, says string }{
		"other tables":    {fresh().add("data/members.jsonl", nil).list().pack(t), "清单以外的内容"},
		"a word too long": {swap("words", `"word":"孝老关爱"`, `"word":"`+strings.Repeat("长", 60)+`"`), "不合规则"},
		"a blank word":    {swap("words", `"word":"孝老关爱"`, `"word":" "`), "不合规则"},
		"no such kind":    {swap("street_items", `"kind":"message"`, `"kind":"order"`), "不合规则"},
		"a false receipt": {func() string { p := fresh(); p.Receipts = []Receipt{{Sequence: 0}}; return p.pack(t) }(), "已损坏"},
	} {
		_, err := centre.reader(t).Receive(background, centre, c.file)
		if !strings.Contains(sentence(err), c.says) {
			t.Errorf("%s: %v, %q", what, err, sentence(err))
		}
	}
	if centre.allRows(t) != before {
		t.Error("a refused answer changed something")
	}
}

func TestAnItemReachesOnlyThoseItIsFor(t *testing.T) {
	street := newStreet(t)
	first, second := newCentre(t, street, 1), newCentre(t, street, 2)
	file, err := street.AddFile(background, "名单.pdf", strings.NewReader("%PDF 名单"))
	must(t, err)
	item, err := street.SaveStreetItem(background, model.StreetItem{
		Kind: model.Message, Title: "只给一个中心", Files: []model.Attachment{file}, For: []model.ID{first.self.ID},
	})
	must(t, err)
	items := func(centre *post) []model.StreetItem {
		centre.receive(t, street.answer(t, centre).Path)
		list, err := centre.ItemsFromAbove(background)
		must(t, err)
		return list
	}
	if got := items(first); len(got) != 1 || len(got[0].Files) != 1 {
		t.Errorf("the one it is for has %+v", got)
	}
	if diff := second.receive(t, street.answer(t, second).Path); diff.Files != 0 || len(items(second)) != 0 {
		t.Errorf("the other one got %d files and %+v", diff.Files, items(second))
	}
	item.For = []model.ID{second.self.ID}
	_, err = street.SaveStreetItem(background, item)
	must(t, err)
	if len(items(first)) != 0 || len(items(second)) != 1 {
		t.Error("changing for whom it is changed nothing")
	}
}

func TestPhotosThatTheStreetLostGoAgain(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	people := centre.live(t, 1)
	name, err := centre.SavePhoto(background, bytes.NewReader(picture(t, 1)))
	must(t, err)
	people[0].Photo = name
	_, err = centre.SaveMember(background, people[0])
	must(t, err)
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	first := street.answer(t, centre)
	centre.receive(t, first.Path)
	if sent := centre.export(t, street, t.TempDir()); len(sent.Package.Files) != 0 {
		t.Fatalf("confirmed, and sent again: %v", sent.Package.Files)
	}
	// The street goes on from a backup of the day before.
	_, err = street.UndoReceive(background, centre.self.ID)
	must(t, err)
	centre.receive(t, street.answer(t, centre).Path)
	if sent := centre.export(t, street, t.TempDir()); len(sent.Package.Files) != 1 {
		t.Errorf("the street has no photo, and gets %v", sent.Package.Files)
	}
	if again := centre.receive(t, first.Path); !again.Repeated {
		t.Errorf("the first answer: %+v", again)
	}
}

func TestACentreOfAnOlderBackupLearnsItsNumbersFromTheAnswer(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 1)
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	backup := filepath.Join(t.TempDir(), "jishi.db")
	must(t, centre.Backup(background, backup))
	for range 2 {
		street.receive(t, centre.export(t, street, t.TempDir()).Path)
	}
	must(t, centre.Close())
	content, err := os.ReadFile(backup)
	must(t, err)
	again := openPost(t, filepath.Dir(write(t, t.TempDir(), "jishi.db", content)), "第1社区党群服务中心")
	again.self = centre.self
	again.receive(t, street.answer(t, centre).Path)
	sent := again.export(t, street, t.TempDir())
	if sent.Package.Sequence != 4 {
		t.Errorf("the next package is number %d", sent.Package.Sequence)
	}
	if diff := street.receive(t, sent.Path); diff.Older || len(diff.Missing) > 0 {
		t.Errorf("the street sees %+v", diff)
	}
}
