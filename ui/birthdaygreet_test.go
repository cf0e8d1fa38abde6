package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// pressButton presses the button of the uppermost dialog that says text.
func pressButton(t *testing.T, w *Window, text string) {
	t.Helper()
	box := w.desk.topDialog()
	if box == nil {
		t.Fatalf("no dialog with %q is open", text)
	}
	for _, o := range test.LaidOutObjects(box.popup) {
		if b, ok := o.(*widgets.Button); ok && b.Text == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("the dialog %q has no button %q", box.title, text)
}

// greetedColumn is what 祝贺 says in each line.
func (p *birthdays) greetedColumn() string {
	var words []string
	for i := range p.table.Total() {
		words = append(words, p.table.Texts(i)[6])
	}
	return strings.Join(words, " | ")
}

func TestOneClickNotesAGreetingAndUndoTakesItBack(t *testing.T) {
	w := openSample(t)
	if err := w.desk.store.SaveOperator(t.Context(), "李敏"); err != nil {
		t.Fatal(err)
	}
	p := shown[*birthdays](t, w, pageBirthdays)
	p.span.Choose("1")
	p.table.CheckRow(1)
	items := p.greetMenu()
	if items[0].Label != "贺卡" || items[4].Label != "礼品" {
		t.Fatalf("offers %q … %q", items[0].Label, items[4].Label)
	}
	items[0].Action()
	if got := p.greetedColumn(); !strings.HasPrefix(got, "— | 贺卡 ") || !strings.HasSuffix(got, " 李敏") || !p.undo.Visible() {
		t.Fatalf("shows %q", got)
	}
	p.table.CheckRow(1)
	p.onGreet(model.ByCard)
	if len(p.undos) != 1 {
		t.Error("a greeting noted already is noted again")
	}
	p.table.ClearChecks()
	p.table.CheckRow(1)
	p.onUngreet()
	pressButton(t, w, "取消祝贺登记")
	if got := p.greetedColumn(); got != "— | —" {
		t.Errorf("after taking back: %q", got)
	}
	w.onUndo()
	if got := p.greetedColumn(); !strings.Contains(got, "贺卡") {
		t.Errorf("after undoing that: %q", got)
	}
	w.onUndo()
	if got := p.greetedColumn(); got != "— | —" || p.undo.Visible() {
		t.Errorf("after undoing all: %q", got)
	}
}

func TestAGreetingOfTheWholeListIsAskedFirst(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	p.onGreet(model.ByCall)
	if got := p.greetedColumn(); strings.Contains(got, "电话") {
		t.Fatalf("noted without asking: %q", got)
	}
	pressButton(t, w, "全部登记")
	if got := strings.Count(p.greetedColumn(), "电话"); got != 6 {
		t.Errorf("%d are noted", got)
	}
}

func TestTheFormNotesHowByWhomAndWhat(t *testing.T) {
	w := openSample(t)
	if err := w.desk.store.SaveOperator(t.Context(), "李敏"); err != nil {
		t.Fatal(err)
	}
	p := shown[*birthdays](t, w, pageBirthdays)
	p.table.CheckRow(1)
	var f *greetForm
	p.withChosen(func(list []model.Anniversary) { f = openGreetForm(p, list, p.store.Operator()) })
	if f.greeter.Text != "李敏" {
		t.Errorf("the greeter is %q", f.greeter.Text)
	}
	f.way.Choose(string(model.ByVisit))
	f.greeter.SetText(strings.Repeat("周", 51))
	w.onSave()
	if w.desk.topDialog() != f.box {
		t.Fatal("a name of 51 characters was accepted")
	}
	f.greeter.SetText("周明")
	f.note.SetText("送蛋糕")
	w.onSave()
	member := p.rowsOf(t)[1].member
	list := must[[]model.Greeting](t)(w.desk.store.MemberGreetings(t.Context(), member))
	if len(list) != 1 || list[0].Way != model.ByVisit || list[0].Greeter != "周明" || list[0].Note != "送蛋糕" {
		t.Errorf("noted %+v", list)
	}
}

// rowsOf are the rows that are loaded.
func (p *birthdays) rowsOf(t *testing.T) (rows []birthdayRow) {
	t.Helper()
	for i := range p.table.Total() {
		r, ok := p.table.Row(i)
		if !ok {
			t.Fatalf("row %d is not loaded", i)
		}
		rows = append(rows, r)
	}
	return rows
}

func TestFiltersNarrowListAndGrid(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	p.table.CheckRow(0)
	p.onGreet(model.ByCard)
	p.filters.greeted.Choose(string(store.OnlyGreeted))
	if p.table.Total() != 1 {
		t.Errorf("greeted: %v", p.lines())
	}
	p.filters.greeted.Choose(string(store.OnlyUngreeted))
	if p.table.Total() != 5 {
		t.Errorf("not greeted: %v", p.lines())
	}
	p.filters.years.Choose("milestones")
	p.filters.kind.Choose(string(model.BirthdayAnniversary))
	if got := p.lines(); len(got) != 1 || !strings.Contains(got[0], "赵铁柱") {
		t.Errorf("birthdays in tens: %v", got)
	}
	p.filters.category.Choose("社区")
	if p.table.Total() != 0 || !p.party.Disabled() {
		t.Errorf("of the category: %v", p.lines())
	}
	p.filters.category.Choose("")
	p.view.Choose(gridView)
	var marked []string
	for _, day := range p.grid.grid.Days() {
		if day.All != "" {
			marked = append(marked, day.Number+strings.Join(day.Lines, ""))
		}
	}
	if len(marked) != 1 || marked[0] != "13赵铁柱" {
		t.Errorf("the grid shows %q", marked)
	}
}

func TestTheGridShowsAnyMonthInBothCalendars(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	p.view.Choose(gridView)
	days := p.grid.grid.Days()
	if len(days) != 31 || !days[6].Today || days[6].Note != "廿二" || strings.Join(days[6].Lines, " ") != "仇铉 张桂兰" || days[6].All != "共 2 人" {
		t.Errorf("7 May is %+v", days[6])
	}
	if days[14].Note != "四月" || !days[14].NoteStrong {
		t.Errorf("the lunar month begins as %+v", days[14])
	}
	p.grid.grid.ChooseDay(12)
	if got := p.lines(); len(got) != 1 || !strings.Contains(got[0], "赵铁柱") || !p.grid.grid.Days()[12].Chosen {
		t.Errorf("the day lists %v", got)
	}
	p.grid.grid.ChooseDay(12)
	if p.table.Total() != 7 {
		t.Errorf("the month lists %v", p.lines())
	}
	p.goToMonth(model.Date{Year: 2020, Month: 5})
	if day := p.grid.grid.Days()[22]; day.Note != "闰四月" || !day.NoteStrong {
		t.Errorf("the leap month begins as %+v", day)
	}
	for _, edge := range []model.Date{{Year: 1900, Month: 1}, {Year: 2100, Month: 12}} {
		p.goToMonth(edge)
		if days := p.grid.grid.Days(); len(days) != 31 || days[0].Note == "" {
			t.Errorf("%v begins as %+v", edge, days[0])
		}
	}
	p.onMonth(1)
	if p.month != (model.Date{Year: 2100, Month: 12}) {
		t.Errorf("went on to %v", p.month)
	}
	p.span.Choose("7")
	if p.view.Value() != listView || p.table.Total() != 6 {
		t.Errorf("7 days show %v in %s", p.lines(), p.view.Value())
	}
}

func TestTheMonthIsAskedFor(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	test.Tap(p.named)
	c := openMonthChoice(w.desk, p.month, p.goToMonth)
	for _, bad := range []string{"", "去年", "1899", "2101"} {
		c.year.SetText(bad)
		w.onSave()
		if w.desk.topDialog() != c.box {
			t.Fatalf("%q was accepted", bad)
		}
	}
	c.year.SetText("２０１９年")
	c.month.Choose("1")
	w.onSave()
	if p.month != (model.Date{Year: 2019, Month: 1}) || w.desk.topDialog() != nil {
		t.Errorf("shows %v", p.month)
	}
}

func TestAJobNamesTheDaysAndWhoIsMeant(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	p.table.CheckRow(5)
	p.withChosen(func(list []model.Anniversary) {
		job := p.jobOf(printing.Visits, list)
		want := model.AnniversaryKey{Member: p.rowsOf(t)[5].member, Kind: model.BirthdayAnniversary, Date: model.Date{Year: 2018, Month: 5, Day: 13}}
		if job.Kind != printing.Visits || job.From != w.desk.today() || job.Days != 7 || len(job.Only) != 1 || job.Only[0] != want {
			t.Errorf("the job is %+v", job)
		}
	})
	p.filters.kind.Choose(string(model.BirthdayAnniversary))
	p.filters.category.Choose("离退休")
	p.withChosen(func(list []model.Anniversary) {
		if job := p.jobOf(printing.Birthdays, list); job.Occasion != model.BirthdayAnniversary || job.People.Category != "离退休" || len(job.Only) != len(list) {
			t.Errorf("the job of a narrowed list is %+v", job)
		}
	})
}

func TestCardsArePrintedAndOfferedAsGreetings(t *testing.T) {
	w := openSample(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	p := shown[*birthdays](t, w, pageBirthdays)
	p.table.CheckRow(1)
	p.table.CheckRow(0)
	p.onCards()
	w.onSave()
	if len(opened) != 1 || !strings.HasSuffix(opened[0], ".pdf") {
		t.Fatalf("opened %q", opened)
	}
	if got := p.greetedColumn(); strings.Contains(got, "贺卡") {
		t.Errorf("noted unasked: %q", got)
	}
	pressButton(t, w, "现在登记")
	if got := strings.Count(p.greetedColumn(), "贺卡"); got != 2 {
		t.Errorf("%d are noted", got)
	}
}

func TestTheListOfVisitsIsAskedForBecauseItHidesNothing(t *testing.T) {
	w := openSample(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	p := shown[*birthdays](t, w, pageBirthdays)
	p.onVisits()
	if box := w.desk.topDialog(); box == nil || box.title != "打印走访名单吗？" || len(opened) > 0 {
		t.Fatal("does not ask")
	}
	pressButton(t, w, "取消")
	if len(opened) > 0 {
		t.Errorf("printed %q", opened)
	}
	p.onVisits()
	pressButton(t, w, "打印")
	if len(opened) != 1 || !strings.HasSuffix(opened[0], ".pdf") {
		t.Errorf("opened %q", opened)
	}
}

func TestTextsAreCopiedForWhoHasAPhone(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	var m *messages
	p.withChosen(func(list []model.Anniversary) { m = openMessages(p, list) })
	test.Tap(m.copy)
	lines := strings.Split(fyne.CurrentApp().Clipboard().Content(), "\n")
	if len(lines) != 5 || !strings.HasPrefix(lines[1], "19900001001　张桂兰同志：今天是您的生日，高山社区党群服务中心") ||
		!strings.Contains(lines[0], "入党10周年") || !strings.Contains(lines[4], "80岁") {
		t.Errorf("copied\n%s", strings.Join(lines, "\n"))
	}
	if !strings.Contains(m.without.Text, "1 人") || !strings.Contains(m.without.Text, "李㛃") {
		t.Errorf("says of the others %q", m.without.Text)
	}
}

func TestTheWordsOfTheTextsCanBeChanged(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	f := openTextsForm(w.desk, p.store, nil)
	f.box.close()
	test.Tap(shown[*settings](t, w, pageSettings).words.texts)
	if box := w.desk.topDialog(); box == nil || box.title != f.box.title {
		t.Fatal("设置 does not lead there")
	}
	w.desk.topDialog().close()
	f = openTextsForm(w.desk, p.store, nil)
	field := f.fields[model.BirthdayText]
	field.SetText("{名字}生日快乐")
	w.onSave()
	if w.desk.topDialog() != f.box {
		t.Fatal("a mark that nothing stands for was accepted")
	}
	field.SetText("{姓名}，生日快乐！")
	w.onSave()
	texts := must[map[model.GreetingText]string](t)(greetingTexts(t.Context(), p.store))
	if texts[model.BirthdayText] != "{姓名}，生日快乐！" || texts[model.PoliticalText] != model.PoliticalText.Default() {
		t.Errorf("the texts are %q", texts)
	}
	f = openTextsForm(w.desk, p.store, nil)
	f.fields[model.BirthdayText].SetText("")
	w.onSave()
	if texts := must[map[model.GreetingText]string](t)(greetingTexts(t.Context(), p.store)); texts[model.BirthdayText] != model.BirthdayText.Default() {
		t.Errorf("an empty field leaves %q", texts[model.BirthdayText])
	}
}

func TestHomeRemindsOnceADayAndLeadsThere(t *testing.T) {
	st := filledStore(t)
	w := openWindow(t, st)
	h := shown[*home](t, w, pageHome)
	if !h.reminder.content.Visible() || h.reminder.text.Text != "今天 2 人过生日：仇铉 政治生日，张桂兰 生日 · 农历三月廿二" {
		t.Fatalf("says %q", h.reminder.text.Text)
	}
	if h.reminder.later.Text != "未来 7 天还有 4 个生日" {
		t.Errorf("of the days ahead it says %q", h.reminder.later.Text)
	}
	if w.desk.topDialog() != nil {
		t.Error("a dialog is in the way")
	}
	test.Tap(h.reminder.see)
	if p, ok := w.page().(*birthdays); !ok || p.span.Value() != "1" || p.table.Total() != 2 {
		t.Errorf("led to %T", w.page())
	}
	if h := shown[*home](t, openWindow(t, st), pageHome); h.reminder.content.Visible() {
		t.Error("reminds again on the same day")
	}
	if err := st.SaveSetting(t.Context(), birthdayReminded, "2018-05-06"); err != nil {
		t.Fatal(err)
	}
	h = shown[*home](t, openWindow(t, st), pageHome)
	if !h.reminder.content.Visible() {
		t.Error("does not remind on a new day")
	}
	test.Tap(h.reminder.noted)
	if h.Refresh(); h.reminder.content.Visible() {
		t.Error("does not go away")
	}
}

// Where it is nobody's day the program reminds of the days ahead, as many as
// the setting says.
func TestHomeRemindsOfTheDaysAhead(t *testing.T) {
	st := filledStore(t)
	for _, m := range must[store.MemberPage](t)(st.Members(t.Context(), store.MemberFilter{})).Members {
		if m.Name != "阿依古丽·买买提" && m.Name != "李絜" && !m.Birthday.IsZero() {
			if err := st.RemoveMember(t.Context(), m.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	w := openWindow(t, st)
	h := shown[*home](t, w, pageHome)
	if want := "未来 7 天 1 人过生日：5月10日 阿依古丽·买买提 生日"; !h.reminder.content.Visible() || h.reminder.text.Text != want || h.reminder.later.Text != "" {
		t.Fatalf("says %q %q", h.reminder.text.Text, h.reminder.later.Text)
	}
	test.Tap(h.reminder.see)
	if p, ok := w.page().(*birthdays); !ok || p.span.Value() != "7" || p.table.Total() != 1 {
		t.Errorf("led to %T", w.page())
	}
	for setting, value := range map[string]string{birthdayAhead: "3", birthdayReminded: ""} {
		if err := st.SaveSetting(t.Context(), setting, value); err != nil {
			t.Fatal(err)
		}
	}
	h = shown[*home](t, openWindow(t, st), pageHome)
	if h.reminder.content.Visible() {
		t.Errorf("reminds of what is further ahead than 3 days: %q", h.reminder.text.Text)
	}
}

func TestHomeLooksAheadAsFarAsIsSet(t *testing.T) {
	st := filledStore(t)
	if err := st.SaveSetting(t.Context(), birthdayAhead, "3"); err != nil {
		t.Fatal(err)
	}
	h := shown[*home](t, openWindow(t, st), pageHome)
	if got := linesOf(h.birthdays); len(got) != 3 || h.week.Text() != "未来 3 天" {
		t.Errorf("%q shows %q", h.week.Text(), got)
	}
	test.Tap(h.month)
	if got := linesOf(h.birthdays); len(got) != 7 {
		t.Errorf("30 days show %q", got)
	}
	test.Tap(h.week)
	if got := linesOf(h.birthdays); len(got) != 3 {
		t.Errorf("then %q", got)
	}
}

func TestHomeMarksWhoWasGreeted(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	p.table.CheckRow(1)
	p.onGreet(model.ByCall)
	h := shown[*home](t, w, pageHome)
	if got := linesOf(h.birthdays); !strings.Contains(got[1], "已祝贺") || strings.Contains(got[0], "已祝贺") {
		t.Errorf("shows %q", got)
	}
}
