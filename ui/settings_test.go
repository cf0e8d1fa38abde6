package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/ui/widgets"
)

// answer taps the button of the open dialog that says word.
func answer(t *testing.T, d *desk, word string) {
	t.Helper()
	box := d.topDialog()
	if box == nil {
		t.Fatalf("no dialog to say %q in", word)
	}
	for _, o := range append(slices.Clone(box.buttons), box.left...) {
		if b, ok := o.(*widgets.Button); ok && b.Text == word {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no %q in the dialog %q", word, box.title)
}

func TestTheCentreIsRenamedAndTheStatusLineFollows(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	s.centre.SetText("桃源社区党群服务中心")
	test.Tap(s.saveCentre)
	if w.status.centre.Text != "桃源社区党群服务中心" || s.Unsaved() {
		t.Errorf("status %q, unsaved %v", w.status.centre.Text, s.Unsaved())
	}
	s.centre.SetText(" ")
	test.Tap(s.saveCentre)
	if s.form.Error("Name") == "" {
		t.Error("an empty name was taken")
	}
	if c, err := w.desk.store.Centre(t.Context()); err != nil || c.Name != "桃源社区党群服务中心" {
		t.Errorf("stored %+v %v", c, err)
	}
}

func TestLeavingUnsavedSettingsAsksFirst(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	s.words.words.SetText("新工程")
	test.Tap(w.items[pageHome])
	if w.shown != pageSettings {
		t.Fatal("left without asking")
	}
	answer(t, w.desk, "继续填写")
	if w.shown != pageSettings || s.words.words.Text != "新工程" {
		t.Error("cancelling lost what was typed")
	}
	test.Tap(w.items[pageHome])
	answer(t, w.desk, "不保存")
	if w.shown != pageHome {
		t.Error("still not left")
	}
}

func TestAListOfWordsIsSavedTidiedAndKeptApart(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	s.words.kind.Choose(string(model.Places))
	s.words.words.SetText("教育大讲堂\n\n  三官庙院  \n教育大讲堂")
	test.Tap(s.words.save)
	got, err := w.desk.store.Words(t.Context(), model.Places)
	if err != nil || !slices.Equal(got, []string{"教育大讲堂", "三官庙院"}) {
		t.Errorf("places %q %v", got, err)
	}
	if s.words.words.Text != "教育大讲堂\n三官庙院" || s.words.unsaved() {
		t.Errorf("shows %q", s.words.words.Text)
	}
	if got, err := w.desk.store.Words(t.Context(), model.Initiatives); err != nil || len(got) != 6 {
		t.Errorf("the other list has %q %v", got, err)
	}
	s.words.words.SetText("没保存")
	s.words.kind.Choose(string(model.MemberTags))
	answer(t, w.desk, "继续填写")
	if s.words.shown != model.Places || s.words.words.Text != "没保存" {
		t.Errorf("changed to %q showing %q", s.words.shown, s.words.words.Text)
	}
}

func TestBranchesAreAddedAndRenamed(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	typeName := func(name string) {
		t.Helper()
		box := w.desk.topDialog()
		for _, o := range test.LaidOutObjects(box.popup) {
			if e, ok := o.(*widgets.Entry); ok {
				e.SetText(name)
			}
		}
		box.onSave()
	}
	test.Tap(s.branches.add)
	typeName(" ")
	if w.desk.topDialog() == nil {
		t.Fatal("a branch without a name was taken")
	}
	typeName("高山第二支部")
	s.branches.table.OpenRow(0)
	typeName("高山老干部支部")
	all, err := w.desk.store.Organisations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	centre := model.ID("")
	for _, o := range all {
		if o.Kind == model.CentreOf {
			centre = o.ID
		}
	}
	for _, o := range all {
		if o.Kind == model.Branch {
			names = append(names, o.Name)
			if o.Name == "高山第二支部" && o.Parent != centre {
				t.Error("the new branch belongs to nobody")
			}
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"高山第二支部", "高山老干部支部"}) || s.branches.table.Total() != 2 {
		t.Errorf("branches %q, %d shown", names, s.branches.table.Total())
	}
}

func TestTheTextSizeChangesAtOnceAndStays(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	s.scale.radio.SetSelected("大")
	if w.shown != pageSettings || w.page() == page(s) {
		t.Error("the window was not built anew")
	}
	if l, ok := fyne.CurrentApp().Settings().Theme().(look); !ok || l.scale != large {
		t.Errorf("theme %+v", l)
	}
	if got, err := w.desk.store.Setting(t.Context(), scaleSetting); err != nil || got != string(large) {
		t.Errorf("stored %q %v", got, err)
	}
}

func TestAnotherTextSizeOrLanguageDoesNotLoseWhatWasTyped(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	s.street.SetText("桃源街道")
	s.scale.radio.SetSelected("大")
	answer(t, w.desk, "继续填写")
	s.language.SetSelected("English")
	answer(t, w.desk, "继续填写")
	if w.page() != page(s) || s.street.Text != "桃源街道" {
		t.Fatal("what was typed is gone")
	}
	if s.scale.value() != medium || s.language.Selected != "中文" {
		t.Errorf("the window is not in %s, %s", s.scale.value(), s.language.Selected)
	}
	s.scale.radio.SetSelected("大")
	answer(t, w.desk, "不保存")
	if w.page() == page(s) {
		t.Error("the window was not built anew")
	}
}

func TestSettingsLoadWithoutThePrintFolder(t *testing.T) {
	w := openSample(t)
	file := filepath.Join(t.TempDir(), "文件")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.desk.store.SaveSetting(t.Context(), printFolderSetting, filepath.Join(file, "打印")); err != nil {
		t.Fatal(err)
	}
	s := shown[*settings](t, w, pageSettings)
	if !s.trouble.content.Visible() || s.centre.Text != "高山社区党群服务中心" || s.Unsaved() {
		t.Errorf("told: %v, centre %q", s.trouble.content.Visible(), s.centre.Text)
	}
}

func TestTheLanguageChangesAtOnceAndBack(t *testing.T) {
	w := openSample(t)
	shown[*settings](t, w, pageSettings).language.SetSelected("English")
	if got := w.page().Title(); got != "Settings" {
		t.Errorf("in English the page is %q", got)
	}
	s, ok := w.page().(*settings)
	if !ok {
		t.Fatal("not the settings")
	}
	s.language.SetSelected("中文")
	if got := lang.L("Settings"); got != "设置" {
		t.Errorf("back in Chinese the page is %q", got)
	}
}

func TestABackupGoesWhereItIsSent(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	stick := t.TempDir()
	w.desk.pick = func(chosen func(string)) { chosen(stick) }
	test.Tap(s.backUpElsewhere)
	files, err := filepath.Glob(filepath.Join(stick, "jishi-*.db"))
	if err != nil || len(files) != 1 {
		t.Errorf("on the stick: %q %v", files, err)
	}
	w.desk.pick = func(chosen func(string)) { chosen(filepath.Join(files[0], "不是文件夹")) }
	test.Tap(s.backUpElsewhere)
	box := w.desk.topDialog()
	if box == nil || box.title != "没有办成" {
		t.Fatal("a backup that failed says nothing")
	}
	box.close()
	prints := filepath.Join(stick, "打印")
	if err := os.Mkdir(prints, 0o755); err != nil {
		t.Fatal(err)
	}
	w.desk.pick = func(chosen func(string)) { chosen(prints) }
	s.onPrintFolder()
	if s.printDir.Text != prints {
		t.Errorf("prints go to %q", s.printDir.Text)
	}
}

func TestHowFarAheadBirthdaysAreRemindedIsChosen(t *testing.T) {
	w := openSample(t)
	s := shown[*settings](t, w, pageSettings)
	if s.ahead.radio.Selected != "7 天" {
		t.Errorf("it begins with %q", s.ahead.radio.Selected)
	}
	s.ahead.radio.SetSelected("30 天")
	if got := must[string](t)(w.desk.store.Setting(t.Context(), birthdayAhead)); got != "30" {
		t.Errorf("%q is saved", got)
	}
	s.Refresh()
	if s.ahead.radio.Selected != "30 天" {
		t.Errorf("it shows %q", s.ahead.radio.Selected)
	}
}
