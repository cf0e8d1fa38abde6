package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// firstStart shows the first start of an empty store.
func firstStart(t *testing.T) (*first, *Window) {
	t.Helper()
	w := openWindow(t, openStore(t))
	f := newFirst(w.desk, w.show)
	w.desk.window.SetContent(f.content)
	return f, w
}

func TestTheFirstStartAsksOnceAndOpensThePages(t *testing.T) {
	f, w := firstStart(t)
	if f.district.Text != "郑州市二七区" || f.street.Text != "大学路街道" {
		t.Errorf("offers %q %q", f.district.Text, f.street.Text)
	}
	test.Type(f.centre, "高山社区党群服务中心")
	test.Type(f.code, "410103008012")
	f.scale.radio.SetSelected("大")
	test.Tap(f.begin)
	if got := w.page().Title(); got != "首页" {
		t.Fatalf("shows %q", got)
	}
	if w.status.centre.Text != "高山社区党群服务中心" || w.status.saved.Text != "已保存 10:42" {
		t.Errorf("the status line says %q and %q", w.status.centre.Text, w.status.saved.Text)
	}
	centre, err := w.desk.store.Centre(t.Context())
	if err != nil || centre.Code != "410103008012" || centre.Street != "大学路街道" {
		t.Errorf("saved %+v %v", centre, err)
	}
	again := openWindow(t, w.desk.store)
	if again.page() == nil || again.page().Title() != "首页" {
		t.Error("the second start asks again")
	}
	if l, ok := fyne.CurrentApp().Settings().Theme().(look); !ok || l.scale != large {
		t.Errorf("the text size was forgotten: %+v", l)
	}
}

func TestTheFirstStartSaysWhatIsWrongAtItsField(t *testing.T) {
	f, w := firstStart(t)
	test.Tap(f.begin)
	if got := f.form.Error("Name"); got != "请填写中心名称。" {
		t.Errorf("no name: %q", got)
	}
	f.centre.SetText("高山社区")
	f.code.SetText("41010x")
	test.Tap(f.begin)
	if f.form.Error("Name") != "" || !strings.Contains(f.form.Error("Code"), "统计代码") {
		t.Errorf("wrong code: %q and %q", f.form.Error("Name"), f.form.Error("Code"))
	}
	if _, err := w.desk.store.Centre(t.Context()); model.CodeOf(err) != model.NotFound {
		t.Errorf("something was saved: %v", err)
	}
}

func TestAFolderThatCannotBeOpenedIsToldPlainly(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look{medium})
	window := showRefusal(app, &model.Error{Code: model.Locked, Message: "这个数据文件夹已经在另一个窗口里打开。"})
	defer window.Close()
	var texts []string
	for _, o := range test.LaidOutObjects(window.Content()) {
		texts = append(texts, textOf(o))
	}
	all := strings.Join(texts, "|")
	if !strings.Contains(all, "数据打不开") || !strings.Contains(all, "这个数据文件夹已经在另一个窗口里打开。") {
		t.Errorf("says %q", all)
	}
}

func TestTheSampleIsLookedAtWithoutBecomingTheCentresData(t *testing.T) {
	f, w := firstStart(t)
	own := w.desk.store
	test.Tap(f.sample)
	t.Cleanup(func() {
		if err := w.close(); err != nil {
			t.Error(err)
		}
	})
	if w.page() == nil || w.desk.store == own {
		t.Fatal("the sample is not shown")
	}
	if p := shown[*members](t, w, pageMembers); p.table.Total() < 100 {
		t.Errorf("the sample has %d people", p.table.Total())
	}
	if title := w.desk.window.Title(); !strings.Contains(title, "示例数据") {
		t.Errorf("the window is called %q", title)
	}
	if _, err := own.Centre(t.Context()); model.CodeOf(err) != model.NotFound {
		t.Errorf("the centre's own data: %v", err)
	}
}

func TestAStreetIsAskedForWhatItHas(t *testing.T) {
	f, w := firstStart(t)
	f.kind.SetSelected("街道")
	f.centre.SetText("大学路街道")
	f.code.SetText("410103008")
	test.Tap(f.begin)
	if w.page() == nil {
		t.Fatalf("is not begun: %q %q", f.form.Error("Name"), f.form.Error("District"))
	}
	office, err := w.desk.store.Centre(t.Context())
	if err != nil || office.Kind != model.Street || office.Street != "" || office.District != "郑州市二七区" {
		t.Errorf("saved %+v: %v", office, err)
	}
	if !w.whose.content.Visible() {
		t.Error("a street cannot choose whose records it sees")
	}
	s := shown[*settings](t, w, pageSettings)
	s.centre.SetText("长江路街道")
	test.Tap(s.saveCentre)
	if office, err = w.desk.store.Centre(t.Context()); err != nil || office.Name != "长江路街道" || office.Kind != model.Street {
		t.Errorf("corrected to %+v: %v", office, err)
	}
}
