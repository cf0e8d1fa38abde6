package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/ui/widgets"
)

// textOf is what an object says, "" for one that says nothing.
func textOf(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *widgets.Text:
		return o.Text
	case *widgets.Pill:
		return o.Text
	case *widgets.Wrapped:
		return o.Text
	case *widget.Label:
		return o.Text
	}
	return ""
}

// linesOf reads a card of 首页, the words of each line joined by "|".
func linesOf(list *fyne.Container) []string {
	var lines []string
	for _, line := range list.Objects {
		var words []string
		for _, o := range test.LaidOutObjects(line) {
			if text := textOf(o); text != "" {
				words = append(words, text)
			}
		}
		lines = append(lines, strings.Join(words, "|"))
	}
	return lines
}

func tapLine(t *testing.T, list *fyne.Container, containing string) {
	t.Helper()
	for i, text := range linesOf(list) {
		if line, ok := list.Objects[i].(*widgets.ListLine); ok && strings.Contains(text, containing) {
			test.Tap(line)
			return
		}
	}
	t.Fatalf("no line with %q in %q", containing, linesOf(list))
}

func TestHomeListsBirthdaysOfBothCalendarsAndPoliticalOnes(t *testing.T) {
	h := shown[*home](t, openSample(t), pageHome)
	want := []string{
		"今天|仇　铉|政治生日|入党 10 年",
		"今天|张桂兰|生日 · 农历三月廿二|76 岁",
		"明天|王　伟|生日|35 岁",
		"5月10日|阿依古丽·买买提|生日|39 岁",
		"5月12日|李　㛃|政治生日|入党 20 年",
		"5月13日|赵铁柱|生日 · 农历三月廿八|80 岁",
	}
	if got := linesOf(h.birthdays); !slices.Equal(got, want) {
		t.Errorf("shows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if h.birthdayCount.Text != "6 人" {
		t.Errorf("counts %q", h.birthdayCount.Text)
	}
	test.Tap(h.month)
	if got := linesOf(h.birthdays); len(got) != 7 || !strings.HasPrefix(got[6], "5月30日|王　伟") {
		t.Errorf("30 days show %q", got)
	}
}

func TestHomeSaysWhatWaitsAndLeadsThere(t *testing.T) {
	w := openSample(t)
	h := shown[*home](t, w, pageHome)
	want := []string{
		"5月4日“孝老关爱：为独居老人理发|”还没有登记到会。",
		"本机数据还没有备份过。", "1 人没有填出生日期。", "2 人没有填电话。",
	}
	var got []string
	for _, line := range linesOf(h.duties) {
		got = append(got, strings.TrimSuffix(strings.TrimPrefix(line, "●|"), "|去办"))
	}
	if !slices.Equal(got, want) {
		t.Errorf("waiting: %q, want %q", got, want)
	}
	tapLine(t, h.duties, "备份")
	files, err := filepath.Glob(filepath.Join(w.desk.store.Dir(), "backup", "jishi-20180507-*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("backups %v %v", files, err)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Size() == 0 {
		t.Errorf("the backup is empty: %v", err)
	}
	if slices.ContainsFunc(linesOf(h.duties), func(s string) bool { return strings.Contains(s, "备份") }) {
		t.Error("a backup is still asked for")
	}
	if w.status.backup.Text != "本机备份 今天 10:42" {
		t.Errorf("the status line says %q", w.status.backup.Text)
	}
	tapLine(t, h.duties, "没有填电话")
	if p := shown[*members](t, w, w.shown); p.table.Total() != 2 {
		t.Errorf("led to %d people", p.table.Total())
	}
	tapLine(t, h.duties, "还没有登记到会")
	if w.shown != pageActivities {
		t.Errorf("led to %q", w.shown)
	}
}

func TestHomeRemindsOfWhatWasAgreedAndLeadsToTheRecord(t *testing.T) {
	w := openSample(t)
	a := lastHeld(t, w, tabRoll)
	err := w.desk.store.SaveMinutes(t.Context(), a.id, nil, []model.FollowUp{
		{Task: "路灯报价", Person: "周明", Due: model.Date{Year: 2018, Month: 5, Day: 5}}, {Task: "登记助餐"},
	})
	if err != nil {
		t.Fatal(err)
	}
	h := shown[*home](t, w, pageHome)
	h.Refresh()
	said := strings.Join(linesOf(h.duties), "\n")
	for _, want := range []string{"“路灯报价|”（周明）应在5月5日前办完，已过期。", "“登记助餐|”还没有办。"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q does not say %q", said, want)
		}
	}
	tapLine(t, h.duties, "路灯报价")
	list, ok := w.page().(*activities)
	if !ok || list.opened == nil || list.opened.tabs.Value() != tabRecord || len(list.opened.record.minutes.tasks) != 2 {
		t.Error("it does not lead to the record")
	}
}

func TestHomeCountsTheMonthAndListsTheWeek(t *testing.T) {
	h := shown[*home](t, openSample(t), pageHome)
	for _, c := range []struct {
		tile         *widgets.StatTile
		figure, note string
	}{
		{h.held, "1 场", "还有计划 2 场"}, {h.came, "6 人次", "6 人"}, {h.hours, "0.0 小时", "今年 0.0 小时"},
	} {
		if c.tile.Figure() != c.figure || c.tile.Note() != c.note {
			t.Errorf("shows %q and %q, want %q and %q", c.tile.Figure(), c.tile.Note(), c.figure, c.note)
		}
	}
	want := []string{"周五 19:00|主题党日|五月主题党日：我是党员我带头|教育大讲堂 · 应到 9"}
	if got := linesOf(h.activities); !slices.Equal(got, want) {
		t.Errorf("the week shows %q", got)
	}
	if got := h.Subtitle(); got != "2018年5月7日 星期一 · 农历三月廿二" {
		t.Errorf("the day is %q", got)
	}
}

func TestAnEmptyCentreIsLedToTheImport(t *testing.T) {
	st := openStore(t)
	if _, err := st.SaveCentre(t.Context(), model.Centre{Name: "高山社区", Street: "大学路街道", District: "二七区"}); err != nil {
		t.Fatal(err)
	}
	h := shown[*home](t, openWindow(t, st), pageHome)
	if got := linesOf(h.duties); len(got) != 1 || !strings.Contains(got[0], "先导入花名册") {
		t.Errorf("waiting: %q", got)
	}
	if got := linesOf(h.birthdays); len(got) != 1 || got[0] != "这些天没有人过生日。" {
		t.Errorf("birthdays: %q", got)
	}
	if h.party.Visible() {
		t.Error("offers a party for nobody")
	}
}

func TestTheFrequentButtonsLeadToTheirPages(t *testing.T) {
	w := openSample(t)
	h := shown[*home](t, w, pageHome)
	for button, want := range map[*widgets.Button]string{
		h.record: pageActivities, h.addPerson: pageMembers, h.importRoster: pageMembers,
	} {
		w.goTo(pageHome, nil)
		test.Tap(button)
		if w.shown != want {
			t.Errorf("%q leads to %q", button.Text, w.shown)
		}
		for box := w.desk.topDialog(); box != nil; box = w.desk.topDialog() {
			box.close()
		}
	}
}

func TestASignInSheetIsPrintedForTheActivityChosen(t *testing.T) {
	w := openSample(t)
	h := shown[*home](t, w, pageHome)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	test.Tap(h.printSheet)
	box := w.desk.topDialog()
	if box == nil {
		t.Fatal("does not ask which")
	}
	var lines *fyne.Container
	for _, o := range test.LaidOutObjects(box.popup) {
		if c, ok := o.(*fyne.Container); ok && len(c.Objects) > 0 {
			if _, is := c.Objects[0].(*widgets.ListLine); is {
				lines = c
			}
		}
	}
	if got := linesOf(lines); len(got) != 2 || !strings.Contains(got[0], "主题党日") || !strings.Contains(got[1], "孝老关爱") {
		t.Fatalf("offers %q", got)
	}
	tapLine(t, lines, "主题党日")
	if len(opened) != 1 || !strings.HasSuffix(opened[0], ".pdf") {
		t.Errorf("opened %q, dialog %v", opened, w.desk.topDialog())
	}
}

func TestHomeCountsWalkInsApart(t *testing.T) {
	openSample(t)
	a := model.ActivitySummary{Activity: model.Activity{State: model.Held}, Tally: model.Tally{Expected: 40, Present: 37, Late: 1, WalkIns: 1}}
	if got := cameWord(a); got != "实到 38/40 +1" {
		t.Errorf("says %q", got)
	}
	a.Tally.WalkIns = 0
	if got := cameWord(a); got != "实到 38/40" {
		t.Errorf("says %q", got)
	}
}
