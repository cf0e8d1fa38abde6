package ui

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jishi/model"
	"jishi/model/store"
)

// titles are the heads of the columns shown.
func (p *members) titles() []string {
	var titles []string
	for _, c := range p.shown {
		titles = append(titles, c.title)
	}
	return titles
}

func TestFurtherConditionsNarrowTheList(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	form := p.filters.openFurther()
	form.ageFrom.SetText("六十")
	form.onApply()
	if form.form.Error("AgeFrom") == "" {
		t.Error("an age that is no number is taken")
	}
	form.ageFrom.SetText("60")
	form.ageTo.SetText("50")
	form.onApply()
	if form.form.Error("AgeTo") == "" {
		t.Error("a band that nobody can be in is taken")
	}
	form.ageTo.SetText("")
	form.phone.SetValue("has")
	form.onApply()
	if got := p.names(); !slices.Equal(got, []string{"张桂兰", "赵铁柱"}) {
		t.Errorf("60 and older with a phone: %v", got)
	}
	if p.filters.more.Text != "更多条件 2 ▾" || !p.filters.more.Strong {
		t.Errorf("the button says %q", p.filters.more.Text)
	}
	p.filters.openFurther().apply(store.MemberFilter{})
	if p.table.Total() != 9 {
		t.Errorf("%d people without conditions", p.table.Total())
	}
	form = p.filters.openFurther()
	form.joinedFrom.SetText("1990")
	form.joinedTo.SetText("2008-12-31")
	form.onApply()
	if got := p.names(); !slices.Equal(got, []string{"李　㛃", "仇　铉"}) {
		t.Errorf("joined from 1990 on: %v", got)
	}
}

func TestColumnsAreChosenAndRemembered(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	picker := openColumnPicker(w.desk, p.columnIDs(), func(ids []string) { p.showColumns(ids) })
	picker.box.close()
	p.onColumns()
	dialog := openColumnPicker(w.desk, []string{"Name", "Phone"}, func([]string) {})
	dialog.toggle("Name")
	dialog.toggle("Address")
	dialog.up(2)
	dialog.toggle("Phone")
	if !slices.Equal(dialog.chosen, []string{"Name", "Address"}) {
		t.Errorf("chosen are %v", dialog.chosen)
	}
	if err := w.desk.store.SaveSetting(t.Context(), memberColumnsSetting, "Name Address NoSuchColumn Confirmed"); err != nil {
		t.Fatal(err)
	}
	p.Refresh()
	if got := p.titles(); !slices.Equal(got, []string{"姓名", "住址", "转正"}) {
		t.Errorf("columns are %v", got)
	}
	if texts := p.table.Texts(0); len(texts) != 3 || texts[0] != "阿依古丽·买买提" || texts[1] != "—" {
		t.Errorf("the first row is %v", texts)
	}
}

func TestNamesCanBeOrderedByStrokes(t *testing.T) {
	p := shown[*members](t, openSample(t), pageMembers)
	p.nameBy.Choose(string(store.ByStrokes))
	got := p.names()
	if want := []string{"王　伟", "王　伟", "仇　铉", "李　㛃"}; !slices.Equal(got[:4], want) {
		t.Errorf("by strokes: %v", got)
	}
	p.table.SortBy("Birthday")
	p.table.SortBy(nameColumn)
	if again := p.names(); !slices.Equal(again, got) {
		t.Errorf("the choice is forgotten: %v", again)
	}
}

func TestASavedListBringsFilterOrderAndColumnsBack(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.filters.category.Choose("离退休")
	p.filters.further.AgeFrom = 60
	p.showColumns([]string{"Name", "Birthday", "Phone"})
	p.table.SortBy("Birthday")
	list := must[store.MemberList](t)(w.desk.store.SaveMemberList(t.Context(), store.MemberList{Name: "离退休老人", Filter: p.ordered(), Columns: p.columnIDs()}))
	p.onClear()
	p.showColumns(nil)
	p.Refresh()
	if err := w.desk.store.SaveSetting(t.Context(), memberColumnsSetting, "Name Address"); err != nil {
		t.Fatal(err)
	}
	p.Refresh()
	if len(p.saved) != 1 {
		t.Fatalf("saved lists: %v", p.saved)
	}
	p.openList(p.saved[0])
	if got := p.names(); !slices.Equal(got, []string{"赵铁柱", "尉迟恭"}) {
		t.Errorf("the list shows %v", got)
	}
	if p.table.Sort != "Birthday" || len(p.shown) != 3 || p.filters.category.Value() != "离退休" {
		t.Errorf("order %s, columns %v", p.table.Sort, p.titles())
	}
	if p.Refresh(); len(p.shown) != 3 {
		t.Errorf("something was saved elsewhere, and the list shows the columns %v", p.titles())
	}
	list.Filter.Category = "没有这一类"
	p.openList(list)
	if box := w.desk.topDialog(); box == nil || !strings.Contains(box.title, "离退休老人") {
		t.Error("nothing is said of the word that is gone")
	}
}

func TestTicksStayThroughSortingAndGoWithAFilter(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.table.CheckRow(0)
	p.table.CheckRow(3)
	if p.count.Text != "共 9 人 · 选中 2 人" {
		t.Errorf("the count says %q", p.count.Text)
	}
	p.table.SortBy("Birthday")
	if len(p.chosen()) != 2 {
		t.Error("sorting takes ticks away")
	}
	p.filters.category.Choose("社区")
	if len(p.chosen()) != 0 || p.count.Text != "共 4 人" {
		t.Errorf("%d stay ticked under a filter, the count says %q", len(p.chosen()), p.count.Text)
	}
	p.all.OnTapped()
	if len(p.chosen()) != 4 || p.all.Text() != "取消选中" {
		t.Errorf("%d of 4 are ticked", len(p.chosen()))
	}
	p.all.OnTapped()
	if len(p.chosen()) != 0 {
		t.Error("ticks stay")
	}
}

func TestTheListIsExportedAsItIsShown(t *testing.T) {
	w := openSample(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	p := shown[*members](t, w, pageMembers)
	p.showColumns([]string{"Name", "Phone", ageColumn})
	p.table.Reload()
	p.filters.category.Choose("社区")
	p.openExport().onApply()
	if len(opened) != 1 || !strings.HasSuffix(opened[0], "人员名单 2018-05-07.xlsx") {
		t.Fatalf("opened %v", opened)
	}
	book := must[*excelize.File](t)(excelize.OpenFile(opened[0]))
	rows := must[[][]string](t)(book.GetRows("人员名单"))
	if len(rows) != 5 || !slices.Equal(rows[0], []string{"姓名", "电话", "年龄"}) || !slices.Equal(rows[1], []string{"阿依古丽·买买提", "199****1004", "38"}) {
		t.Errorf("the file has %v", rows)
	}
	p.table.CheckRow(1)
	form := p.openExport()
	form.kind.Choose(".csv")
	form.numbers.Choose("full")
	form.columns.Choose("all")
	form.onApply()
	text := string(must[[]byte](t)(os.ReadFile(opened[1])))
	if lines := strings.Split(strings.TrimSpace(text), "\r\n"); len(lines) != 2 || !strings.Contains(lines[0], "身份证号") || !strings.HasPrefix(lines[1], "李㛃,") {
		t.Errorf("the file has %q", text)
	}
}

func TestANewPersonIsSeenThroughAnyFilter(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.filters.category.Choose("离退休")
	p.onNew()
	m := must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "新来的"}))
	w.desk.changed()
	w.desk.topDialog().close()
	p.onClear()
	p.choose(m.ID)
	if row, ok := p.table.Selected(); !ok || row.name != "新来的" {
		t.Errorf("the newcomer is not shown: %v", p.names())
	}
}

func TestGroupsStandBelowTheirBranches(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	tree := must[[]model.Organisation](t)(st.Organisations(t.Context()))
	var branch model.Organisation
	for _, o := range tree {
		if o.Kind == model.Branch {
			branch = o
		}
	}
	must[model.Organisation](t)(st.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Branch, Name: "高山第二支部", Parent: branch.Parent}))
	group := must[model.Organisation](t)(st.SaveOrganisation(t.Context(), model.Organisation{Kind: model.Group, Name: "第一党小组", Parent: branch.ID}))
	must[model.Member](t)(st.SaveMember(t.Context(), model.Member{Name: "组员", Branch: group.ID}))
	p := shown[*members](t, w, pageMembers)
	p.Refresh()
	var offered []string
	for _, o := range p.filters.branch.Options() {
		offered = append(offered, o.Text)
	}
	if want := []string{"全部", "高山第一支部", "　第一党小组", "高山第二支部"}; !slices.Equal(offered, want) {
		t.Errorf("branches offered: %v", offered)
	}
	p.filters.branch.Choose(string(branch.ID))
	if p.table.Total() != 10 {
		t.Errorf("the branch has %d people, its group's missing", p.table.Total())
	}
}

// What the pictures of the list show.

func openFurtherScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	form := p.filters.openFurther()
	form.ageFrom.SetText("60")
	form.joinedFrom.SetText("1970")
}

func openColumnsScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*members](t, w, pageMembers).onColumns()
}

func openExportScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*members](t, w, pageMembers).onExport()
}

func openTickedScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	p.filters.further.AgeFrom = 30
	p.filters.showMore()
	p.onFilter()
	p.table.CheckRow(1)
	p.table.CheckRow(2)
}

func openSaveListScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*members](t, w, pageMembers).onSaveList(store.MemberList{})
}

func openListsScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	for _, name := range []string{"离退休老党员", "住在三官庙院的人"} {
		must[store.MemberList](t)(w.desk.store.SaveMemberList(t.Context(), store.MemberList{Name: name}))
	}
	p.Refresh()
	p.onManageLists(p.saved)
}
