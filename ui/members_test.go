package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// names are the names in the list, from the top, as far as they are loaded.
func (p *members) names() []string {
	var names []string
	for i := range p.table.Total() {
		if texts := p.table.Texts(i); texts != nil {
			names = append(names, texts[0])
		}
	}
	return names
}

// pick chooses the person of that name in the list.
func (p *members) pick(t *testing.T, name string) {
	t.Helper()
	i := slices.Index(p.names(), name)
	if i < 0 {
		t.Fatalf("%s is not in the list %v", name, p.names())
	}
	p.table.SelectRow(i)
}

func TestTheListIsInOrderOfPinyinAndCounted(t *testing.T) {
	p := shown[*members](t, openSample(t), pageMembers)
	want := []string{"阿依古丽·买买提", "李　㛃", "仇　铉", "单　雪", "王　伟", "王　伟", "尉迟恭", "张桂兰", "赵铁柱"}
	if got := p.names(); !slices.Equal(got, want) {
		t.Errorf("list is %v, want %v", got, want)
	}
	if p.count.Text != "共 9 人" {
		t.Errorf("count says %q", p.count.Text)
	}
	if got := p.table.Texts(8); !slices.Equal(got, []string{"赵铁柱", "男", "79", "农历1938年三月廿八", "高山第一支部", "离退休", "—", "199****1006"}) {
		t.Errorf("row is %v", got)
	}
}

func TestWhatIsTypedIntoTheSearchBoxFindsPeople(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	for search, want := range map[string]string{
		"桂兰": "张桂兰", "zhaotz": "赵铁柱", "yc": "尉迟恭", "1004": "阿依古丽·买买提", "买买提": "阿依古丽·买买提", "%": "",
	} {
		w.top.search.SetText("")
		w.desk.window.Canvas().Focus(nil)
		w.onSearch()
		test.Type(w.desk.window.Canvas().Focused(), search)
		if got := strings.Join(p.names(), ","); got != want {
			t.Errorf("%q finds %q, want %q", search, got, want)
		}
		if want != "" && p.panel.member.Name != strings.ReplaceAll(want, "　", "") {
			t.Errorf("%q shows %s beside the list", search, p.panel.member.Name)
		}
	}
	if p.count.Text == "" || w.top.search.Text == "" {
		t.Error("the search was not typed")
	}
}

func TestFiltersNarrowTheListAndSayBy(t *testing.T) {
	p := shown[*members](t, openSample(t), pageMembers)
	p.filters.category.Choose("离退休")
	if got := p.names(); !slices.Equal(got, []string{"尉迟恭", "赵铁柱"}) {
		t.Errorf("category finds %v", got)
	}
	if p.filters.category.Text != "离退休 ▾" || !p.filters.category.Strong {
		t.Errorf("the button says %q", p.filters.category.Text)
	}
	p.filters.tag.Choose("独居")
	if got := p.names(); !slices.Equal(got, []string{"赵铁柱"}) {
		t.Errorf("category and tag find %v", got)
	}
	p.filters.state.Choose(string(model.Moved))
	if p.table.Total() != 0 || p.count.Text != "共 0 人" {
		t.Errorf("nobody moved, but the list says %s", p.count.Text)
	}
	p.onClear()
	if p.table.Total() != 9 {
		t.Errorf("clearing the filters shows %d people", p.table.Total())
	}
}

func TestAMenuOfAFilterChooses(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	test.Tap(p.filters.branch)
	if w.desk.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu opened")
	}
	w.onEscape()
	options := p.filters.branch.Options()
	if len(options) != 2 || options[1].Text != "高山第一支部" {
		t.Fatalf("branches offered: %v", options)
	}
	p.filters.branch.Choose(options[1].Value)
	if p.table.Total() != 9 {
		t.Errorf("the branch has %d people", p.table.Total())
	}
}

func TestAnEmptyListSaysWhatToDo(t *testing.T) {
	st := openStore(t)
	must[model.Centre](t)(st.SaveCentre(t.Context(), model.Centre{Name: "高山社区党群服务中心", Street: "大学路街道", District: "郑州市二七区"}))
	w := openWindow(t, st)
	p := shown[*members](t, w, pageMembers)
	if p.count.Text != "共 0 人" || !p.panel.nobody.Visible() {
		t.Errorf("count %q", p.count.Text)
	}
	if p.narrowed() {
		t.Error("an empty centre is taken for a search without result")
	}
	w.desk.pick = func(func(string)) {}
	p.onImport()
	if w.desk.topDialog() == nil {
		t.Error("导入花名册 opens nothing")
	}
}

// TestAnOvertakenAnswerIsDropped lets an early search answer after a later one.
func TestAnOvertakenAnswerIsDropped(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	var held []func()
	w.desk.run = func(work func(context.Context) error, done func(error)) {
		held = append(held, func() { done(work(context.Background())) })
	}
	p.Search("z")
	p.Search("张")
	if len(held) != 2 {
		t.Fatalf("%d searches run", len(held))
	}
	held[1]()
	held[0]()
	if got := p.names(); !slices.Equal(got, []string{"张桂兰"}) {
		t.Errorf("the list shows %v", got)
	}
}

func TestTheChosenPersonIsShownWithMaskedNumbers(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.pick(t, "张桂兰")
	m := p.panel.member
	m.IDNumber = "11010519491231002X"
	must[model.Member](t)(p.store.SaveMember(t.Context(), m))
	w.desk.changed()
	facts := strings.Join(p.panel.facts.Texts(), "\n")
	for _, want := range []string{"身份证号 110105********002X", "电话 199****1001", "出生 农历1942年三月廿二", "入党 1970-07-01", "住址 —"} {
		if !strings.Contains(facts, want) {
			t.Errorf("facts lack %q:\n%s", want, facts)
		}
	}
	p.panel.facts.Follow("身份证号")
	if facts := strings.Join(p.panel.facts.Texts(), "\n"); !strings.Contains(facts, "11010519491231002X") {
		t.Errorf("显示 shows nothing:\n%s", facts)
	}
	p.pick(t, "赵铁柱")
	p.pick(t, "张桂兰")
	if facts := strings.Join(p.panel.facts.Texts(), "\n"); strings.Contains(facts, "11010519491231002X") {
		t.Error("the number is still shown after somebody else was chosen")
	}
}

func TestThePanelTellsWhatAPersonTookPartIn(t *testing.T) {
	p := shown[*members](t, openSample(t), pageMembers)
	p.pick(t, "张桂兰")
	test.Tap(p.panel.pastLink)
	if p.panel.pastLink.Text() != "参加 1 次" || len(p.panel.history) == 0 {
		t.Errorf("the panel says %q of %d activities", p.panel.pastLink.Text(), len(p.panel.history))
	}
	if len(p.panel.pastList.Objects) != len(p.panel.history) {
		t.Errorf("%d of %d activities are listed", len(p.panel.pastList.Objects), len(p.panel.history))
	}
}

func TestARemovedPersonCanBeTakenBack(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.pick(t, "赵铁柱")
	test.Tap(p.panel.remove)
	if slices.Contains(p.names(), "赵铁柱") || p.count.Text != "共 8 人" {
		t.Errorf("the list still shows %v", p.names())
	}
	if !strings.Contains(w.status.saved.Text, "赵铁柱") {
		t.Errorf("the status line says %q", w.status.saved.Text)
	}
	test.Tap(p.panel.restore)
	if !slices.Contains(p.names(), "赵铁柱") {
		t.Error("the person did not come back")
	}
	if !p.panel.edit.Visible() || len(p.panel.buttons.Objects) != 6 {
		t.Error("the buttons did not come back")
	}
}

func TestTheRecycleBinShowsWhoWasRemoved(t *testing.T) {
	p := shown[*members](t, openSample(t), pageMembers)
	p.pick(t, "赵铁柱")
	test.Tap(p.panel.remove)
	p.filters.state.Choose(removedState)
	if got := p.names(); !slices.Equal(got, []string{"赵铁柱"}) {
		t.Errorf("the recycle bin holds %v", got)
	}
}

func TestAPersonIsMarkedAsMovedWithDateAndReason(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.pick(t, "尉迟恭")
	before := p.panel.member
	f := openMoving(w.desk, p.store, before)
	test.Type(f.reason, "金水区经八路街道")
	test.Tap(f.save)
	after := must[model.Member](t)(p.store.Member(t.Context(), before.ID))
	if after.State != model.Moved || after.StateDate != (model.Date{Year: 2018, Month: 5, Day: 7}) || after.StateReason != "金水区经八路街道" {
		t.Errorf("stored %+v", after)
	}
	if w.desk.topDialog() != nil {
		t.Error("the dialog is still open")
	}
	if slices.Contains(p.names(), "尉迟恭") {
		t.Error("the person is still in the list of 在册")
	}
	p.filters.state.Choose(string(model.Moved))
	if got := p.names(); !slices.Equal(got, []string{"尉迟恭"}) {
		t.Errorf("已转出 shows %v", got)
	}
	f = openMoving(w.desk, p.store, p.panel.member)
	f.state.Choose(string(model.Active))
	test.Tap(f.save)
	if m := must[model.Member](t)(p.store.Member(t.Context(), before.ID)); m.State != model.Active || m.StateReason != "" || !m.StateDate.IsZero() {
		t.Errorf("coming back left %+v", m)
	}
}

func TestADayThatCannotBeIsToldAtItsField(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	f := openMoving(w.desk, p.store, p.panel.member)
	f.date.SetText("2018-13-45")
	test.Tap(f.save)
	if got := f.form.Error("StateDate"); !strings.Contains(got, "不存在") {
		t.Errorf("the field says %q", got)
	}
	if m := must[model.Member](t)(p.store.Member(t.Context(), p.panel.member.ID)); m.State != model.Active {
		t.Error("it was saved all the same")
	}
}

func TestAnotherPageCanSendSomebodyHere(t *testing.T) {
	w := openSample(t)
	w.desk.goTo(pageMembers, findText("zgl"))
	p := shown[*members](t, w, pageMembers)
	if got := p.names(); !slices.Equal(got, []string{"张桂兰"}) || w.top.search.Text != "zgl" {
		t.Errorf("the search shows %v, the box %q", got, w.top.search.Text)
	}
	p.onClear()
	p.pick(t, "单　雪")
	id := p.panel.member.ID
	p.pick(t, "赵铁柱")
	w.desk.goTo(pageMembers, openRecord(id))
	if p.panel.member.ID != id {
		t.Errorf("%s is shown", p.panel.member.Name)
	}
	w.desk.goTo(pageMembers, addRecord{})
	if w.desk.topDialog() == nil || w.desk.topDialog().title != "新增人员" {
		t.Error("no form opened")
	}
}

// TestAnUnreadableStoreIsToldInThePage closes the store under the page.
func TestAnUnreadableStoreIsToldInThePage(t *testing.T) {
	dir := t.TempDir()
	st := must[*store.Store](t)(store.Open(t.Context(), dir, store.Options{Now: clockOfTests}))
	fill(t, st)
	w := openWindow(t, st)
	p := shown[*members](t, w, pageMembers)
	broken := &failingMembers{memberStore: p.store, err: os.ErrClosed}
	p.store = broken
	p.Search("张")
	if !p.trouble.content.Visible() || p.trouble.text.Text == "" || strings.Contains(p.trouble.text.Text, "closed") {
		t.Errorf("the page says %q", p.trouble.text.Text)
	}
	broken.err = nil
	test.Tap(p.trouble.again)
	if p.trouble.content.Visible() {
		t.Error("重试 did not help")
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

// failingMembers is a store whose list cannot be read while err is set.
type failingMembers struct {
	memberStore
	err error
}

func (f *failingMembers) Members(ctx context.Context, filter store.MemberFilter) (store.MemberPage, error) {
	if f.err != nil {
		return store.MemberPage{}, f.err
	}
	return f.memberStore.Members(ctx, filter)
}

func TestTheRosterIsPrintedFromThePage(t *testing.T) {
	w := openSample(t)
	var opened string
	w.desk.open = func(path string) { opened = path }
	shown[*members](t, w, pageMembers).onPrint()
	if filepath.Ext(opened) != ".pdf" {
		t.Fatalf("opened %q", opened)
	}
	if info, err := os.Stat(opened); err != nil || info.Size() == 0 {
		t.Errorf("the PDF is not there: %v", err)
	}
}

func TestCountsAreGroupedByThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1286: "1,286", 100000: "100,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
}
