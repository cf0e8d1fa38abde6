package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// lines are the list's dates, names and occasions.
func (p *birthdays) lines() []string {
	var lines []string
	for i := range p.table.Total() {
		texts := p.table.Texts(i)
		lines = append(lines, texts[0]+" "+texts[2]+" "+texts[3]+" "+texts[5])
	}
	return lines
}

func TestBirthdaysOfTheNextDaysAreListedByDate(t *testing.T) {
	p := shown[*birthdays](t, openSample(t), pageBirthdays)
	want := []string{"今天 仇　铉 政治生日 入党 10 年", "今天 张桂兰 生日 76 岁", "明天 王　伟 生日 35 岁", "5月10日 阿依古丽·买买提 生日 39 岁", "5月12日 李　㛃 政治生日 入党 20 年", "5月13日 赵铁柱 生日 80 岁"}
	if got := p.lines(); !slices.Equal(got, want) {
		t.Errorf("7 days show\n%v, want\n%v", got, want)
	}
	if got := p.table.Texts(1); got[1] != "星期一" || got[4] != "农历三月廿二" || got[6] != "—" || got[8] != "199****1001" {
		t.Errorf("the row is %v", got)
	}
	if p.count.Text != "生日 4 人，政治生日 2 人" {
		t.Errorf("the count says %q", p.count.Text)
	}
	p.span.Choose("1")
	if p.table.Total() != 2 {
		t.Errorf("today shows %v", p.lines())
	}
	p.span.Choose("30")
	if p.table.Total() != 7 {
		t.Errorf("30 days show %v", p.lines())
	}
}

func TestAnyMonthCanBeShown(t *testing.T) {
	p := shown[*birthdays](t, openSample(t), pageBirthdays)
	p.onMonth(1)
	if got := p.lines(); !slices.Equal(got, []string{"6月29日 仇　铉 生日 31 岁"}) {
		t.Errorf("June shows %v", got)
	}
	if p.month != (model.Date{Year: 2018, Month: 6}) || p.named.Text != "2018年6月" {
		t.Errorf("the month is %v, the button says %q", p.month, p.named.Text)
	}
	for range 7 {
		p.onMonth(1)
	}
	if p.month != (model.Date{Year: 2019, Month: 1}) {
		t.Errorf("the month is %v", p.month)
	}
	test.Tap(p.named)
	if got := p.lines(); len(got) != 0 || !p.named.Strong {
		t.Errorf("January shows %v", got)
	}
	p.span.Choose("7")
	if p.named.Strong || p.table.Total() != 6 {
		t.Errorf("7 days show %v", p.lines())
	}
}

func TestThePartyIsPlannedForWhoHasABirthday(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	if p.party.Text != "办生日会（4 人）" {
		t.Errorf("the button says %q", p.party.Text)
	}
	p.table.CheckRow(1)
	p.table.CheckRow(0)
	if p.party.Text != "办生日会（2 人）" || !strings.HasSuffix(p.count.Text, "已勾选 2 人") {
		t.Errorf("two are ticked, the button says %q, the count %q", p.party.Text, p.count.Text)
	}
	p.span.Choose("1")
	if p.party.Text != "办生日会（1 人）" {
		t.Errorf("the ticks of another list remain: %q", p.party.Text)
	}
}

func TestAnOvertakenListOfBirthdaysIsDropped(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	var held []func()
	w.desk.run = func(work func(context.Context) error, done func(error)) {
		held = append(held, func() { done(work(context.Background())) })
	}
	p.span.Choose("90")
	p.span.Choose("1")
	for i := range held {
		held[len(held)-1-i]()
	}
	if p.table.Total() != 2 {
		t.Errorf("the list shows %v", p.lines())
	}
}

func TestTheMonthsListIsPrinted(t *testing.T) {
	w := openSample(t)
	var opened string
	w.desk.open = func(path string) { opened = path }
	p := shown[*birthdays](t, w, pageBirthdays)
	p.onMonth(1)
	p.onPrint()
	if filepath.Ext(opened) != ".pdf" {
		t.Fatalf("opened %q", opened)
	}
}

func TestARowOfTheListOpensThePerson(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	p.table.OpenRow(1)
	m, ok := w.page().(*members)
	if !ok || m.panel.member.Name != "张桂兰" {
		t.Errorf("the page is %T", w.page())
	}
}

func TestTheFormOfThePartyExpectsTheGuests(t *testing.T) {
	w := openSample(t)
	p := shown[*birthdays](t, w, pageBirthdays)
	test.Tap(p.party)
	if w.desk.topDialog() == nil {
		t.Fatal("活动 opens no form")
	}
	test.Type(w.desk.window.Canvas().Focused(), "五月集体生日会")
	w.onSave()
	list, _, err := w.desk.store.Activities(t.Context(), store.ActivityFilter{Kind: model.BirthdayParty})
	if err != nil || len(list) != 1 || list[0].Tally.Expected != 4 {
		t.Errorf("saved %+v, %v", list, err)
	}
}

func TestTheConditionsOfThePeoplesListNarrowBirthdaysToo(t *testing.T) {
	p := shown[*birthdays](t, openSample(t), pageBirthdays)
	form := p.filters.openFurther()
	form.ageFrom.SetText("70")
	form.onApply()
	for _, line := range p.lines() {
		if !strings.Contains(line, "张桂兰") && !strings.Contains(line, "赵铁柱") {
			t.Errorf("70 and older shows %q", line)
		}
	}
	if len(p.lines()) != 2 || !p.filters.more.Strong {
		t.Errorf("70 and older: %v", p.lines())
	}
}
