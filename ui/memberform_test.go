package ui

import (
	"bytes"
	"image"
	"image/jpeg"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// formFor opens the form for a person of the list, or for a new one.
func formFor(t *testing.T, w *Window, name string) (*memberForm, *members) {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	m := model.Member{State: model.Active}
	if name != "" {
		p.pick(t, name)
		m = p.panel.member
	}
	o := must[memberOptions](t)(loadMemberOptions(t.Context(), p.store))
	f := newMemberForm(w.desk, p.store, m, o, p.choose)
	f.open()
	return f, p
}

// confirm presses the button that the uppermost dialog mostly wants.
func confirm(t *testing.T, w *Window) {
	t.Helper()
	buttons := w.desk.topDialog().buttons
	button, ok := buttons[len(buttons)-1].(fyne.Tappable)
	if !ok {
		t.Fatal("the dialog has no button")
	}
	test.Tap(button)
}

func TestANewPersonIsSavedAndShown(t *testing.T) {
	w := openSample(t)
	f, p := formFor(t, w, "")
	test.Type(f.name, "曾国强")
	if f.pinyin.Text != "zeng guo qiang" {
		t.Errorf("pinyin is %q", f.pinyin.Text)
	}
	test.Type(f.number, "11010519491231002x")
	if f.numberNote.Remark() != "" {
		t.Errorf("a right number is remarked on: %s", f.numberNote.Remark())
	}
	if f.sex.Value() != string(model.Female) || f.birthday.Text() != "1949-12-31" {
		t.Errorf("the number filled in %q and %q", f.sex.Value(), f.birthday.Text())
	}
	f.standing.Choose("预备党员")
	f.joined.SetText("1970.7")
	test.Tap(f.tags.buttons["独居"])
	w.onSave()
	if w.desk.topDialog() != nil {
		t.Fatal("the form is still open")
	}
	m := p.panel.member
	if m.Name != "曾国强" || m.Pinyin != "zeng guo qiang" || m.IDNumber != "11010519491231002X" || m.Standing != "预备党员" ||
		m.Joined != (model.Date{Year: 1970, Month: 7}) || !slices.Equal(m.Tags, []string{"独居"}) {
		t.Errorf("stored %+v", m)
	}
	if !strings.HasPrefix(w.status.saved.Text, "已保存") || !slices.Contains(p.names(), "曾国强") {
		t.Errorf("status %q, list %v", w.status.saved.Text, p.names())
	}
}

// TestSavingChangesOnlyWhatWasChanged compares every field of Member.
func TestSavingChangesOnlyWhatWasChanged(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	p.pick(t, "张桂兰")
	full := p.panel.member
	full.Pinyin, full.Ethnic, full.NativePlace, full.Education, full.Degree = "zhang gui lan", "汉族", "河南新郑", "大专", "学士"
	full.IDNumber, full.Address, full.Employer, full.Post = "110105194912310021", "大学路12号院", "区实验小学", "教师"
	full.Standing, full.PartyPost, full.Tags = "正式党员", "组织委员", []string{"独居", "旧标签"}
	full.VolunteerNumber, full.Notes, full.Confirmed = "410103000123", "春节走访\n第二行", model.Date{Year: 1971, Month: 7}
	before := must[model.Member](t)(p.store.SaveMember(t.Context(), full))
	w.desk.changed()

	f, _ := formFor(t, w, "张桂兰")
	if f.held() != f.clean {
		t.Error("the form says it was changed when it was only opened")
	}
	f.texts[4].set("13800000000")
	test.Tap(f.save)
	after := must[model.Member](t)(p.store.Member(t.Context(), before.ID))
	if after.Phone != "13800000000" {
		t.Fatalf("phone is %q", after.Phone)
	}
	after.Phone, after.Record = before.Phone, before.Record
	if !reflect.DeepEqual(before, after) {
		t.Errorf("the form changed more:\n%+v\n%+v", before, after)
	}
}

func TestALunarBirthdayWithLeapMonthIsKept(t *testing.T) {
	w := openSample(t)
	f, p := formFor(t, w, "单　雪")
	f.birthday.SetLunar(true, true)
	f.birthday.SetText("1963-4-12")
	if !strings.Contains(f.birthday.Explained(), "闰四月十二") {
		t.Errorf("the field reads it back as %q", f.birthday.Explained())
	}
	test.Tap(f.save)
	want := model.Birthday{Date: model.Date{Year: 1963, Month: 4, Day: 12}, Calendar: model.Lunar, Leap: true}
	if got := p.panel.member.Birthday; got != want {
		t.Errorf("stored %+v", got)
	}
}

func TestAPersonBornOnADayOfTheLeapMonthAloneCanBeChanged(t *testing.T) {
	w := openSample(t)
	// The fourth month of 1944 had 29 days, the leap month after it 30.
	born := model.Birthday{Date: model.Date{Year: 1944, Month: 4, Day: 30}, Calendar: model.Lunar, Leap: true}
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "周兰英", Birthday: born}))
	f, p := formFor(t, w, "周兰英")
	test.Type(f.number, "999999194406203020")
	w.onSave()
	p.pick(t, "周兰英")
	if m := p.panel.member; m.IDNumber == "" || m.Birthday != born {
		t.Errorf("saved %+v; the form says %q", m.Birthday, f.errorAt("Birthday"))
	}
	f, _ = formFor(t, w, "周兰英")
	f.birthday.SetLunar(true, false)
	w.onSave()
	if f.errorAt("Birthday") == "" {
		t.Error("a 30th that the plain month does not have was saved")
	}
}

func TestAWrongIDNumberWarnsAndIsKept(t *testing.T) {
	w := openSample(t)
	f, p := formFor(t, w, "仇　铉")
	test.Type(f.number, "1101051949")
	if f.numberNote.Remark() != "" {
		t.Errorf("whoever is still typing is told %q", f.numberNote.Remark())
	}
	test.Type(f.number, "12310021")
	for _, want := range []string{"校验码", "性别是女"} {
		if !strings.Contains(f.numberNote.Remark(), want) {
			t.Errorf("the remark lacks %q: %s", want, f.numberNote.Remark())
		}
	}
	if !strings.Contains(f.birthdayNote.Remark(), "1949-12-31") {
		t.Errorf("the birthday is not remarked on: %s", f.birthdayNote.Remark())
	}
	if f.sex.Value() != string(model.Male) || f.birthday.Text() != "1987-06-29" {
		t.Error("a value that was there was replaced")
	}
	test.Tap(f.save)
	if p.panel.member.IDNumber != "110105194912310021" {
		t.Errorf("stored %q", p.panel.member.IDNumber)
	}
}

// Whoever corrects an address does not need to see the numbers.
func TestNumbersAreHiddenInTheFormUntilAskedFor(t *testing.T) {
	w := openSample(t)
	saved := must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "郭淑华", IDNumber: "11010519491231002X", Phone: "19900000088"}))
	shown[*members](t, w, pageMembers).Refresh()
	f, _ := formFor(t, w, "郭淑华")
	if f.number.Text != "110105********002X" || f.phone.Text != "199****0088" || !f.number.Disabled() || !f.phone.Disabled() || !f.reveal.Visible() {
		t.Fatalf("shows %q and %q", f.number.Text, f.phone.Text)
	}
	if f.numberNote.Remark() != "" {
		t.Errorf("a hidden number is remarked on: %s", f.numberNote.Remark())
	}
	f.ethnic.SetText("汉族")
	f.onSave()
	kept := must[model.Member](t)(w.desk.store.Member(t.Context(), saved.ID))
	if kept.IDNumber != saved.IDNumber || kept.Phone != saved.Phone || kept.Ethnic != "汉族" {
		t.Errorf("saved %+v", kept)
	}
	f, _ = formFor(t, w, "郭淑华")
	f.reveal.OnTapped()
	if f.number.Text != saved.IDNumber || f.phone.Text != saved.Phone || f.number.Disabled() || f.reveal.Visible() || f.held() != f.clean {
		t.Fatalf("after asking it shows %q and %q", f.number.Text, f.phone.Text)
	}
	f.phone.SetText("19900000099")
	f.onSave()
	if kept := must[model.Member](t)(w.desk.store.Member(t.Context(), saved.ID)); kept.Phone != "19900000099" || kept.IDNumber != saved.IDNumber {
		t.Errorf("saved %+v", kept)
	}
}

func TestPinyinCorrectedByHandStays(t *testing.T) {
	f, p := formFor(t, openSample(t), "")
	test.Type(f.name, "单雪")
	f.pinyin.SetText("dan xue")
	f.name.SetText("单雪梅")
	if f.pinyin.Text != "dan xue" {
		t.Errorf("the corrected pinyin became %q", f.pinyin.Text)
	}
	test.Tap(f.save)
	if p.panel.member.Pinyin != "dan xue" || p.panel.member.Initials != "dx" {
		t.Errorf("stored %q %q", p.panel.member.Pinyin, p.panel.member.Initials)
	}
}

func TestWhatCannotBeSavedIsToldAtTheField(t *testing.T) {
	w := openSample(t)
	f, _ := formFor(t, w, "")
	test.Tap(f.save)
	if got := f.errorAt("Name"); got != "请填写姓名。" {
		t.Errorf("the name's field says %q", got)
	}
	f.name.SetText("曾国强")
	f.joined.SetText("1960-13-45")
	test.Tap(f.save)
	if got := f.errorAt("Joined"); !strings.Contains(got, "不存在") || f.errorAt("Name") != "" {
		t.Errorf("Joined says %q, Name %q", got, f.errorAt("Name"))
	}
	f.joined.SetText("1998-07-01")
	f.confirmed.SetText("1997-07-01")
	test.Tap(f.save)
	if got := f.errorAt("Confirmed"); got != "转正时间不能早于入党时间。" {
		t.Errorf("Confirmed says %q", got)
	}
	if w.desk.topDialog() == nil {
		t.Error("the form closed without saving")
	}
}

func TestEscAsksWhereSomethingWasTyped(t *testing.T) {
	w := openSample(t)
	formFor(t, w, "仇　铉")
	w.onEscape()
	if w.desk.topDialog() != nil {
		t.Fatal("an untouched form does not close")
	}
	f, _ := formFor(t, w, "仇　铉")
	test.Type(f.name, "强")
	w.onEscape()
	if top := w.desk.topDialog(); top == f.box || top == nil {
		t.Fatal("nothing was asked")
	}
	w.onEscape()
	if w.desk.topDialog() != f.box || !strings.Contains(f.name.Text, "强") {
		t.Errorf("the form is gone, or holds %q", f.name.Text)
	}
}

func TestAPersonChangedMeanwhileIsNotOverwritten(t *testing.T) {
	w := openSample(t)
	f, p := formFor(t, w, "仇　铉")
	m := must[model.Member](t)(p.store.Member(t.Context(), f.member.ID))
	m.Address = "大学路8号院"
	must[model.Member](t)(p.store.SaveMember(t.Context(), m))
	f.name.SetText("小仇铉")
	test.Tap(f.save)
	if top := w.desk.topDialog(); top == nil || top == f.box || top.title != "资料刚被改动过" {
		t.Fatal("the conflict is not told")
	}
	confirm(t, w)
	if w.desk.topDialog() != f.box || f.name.Text != "仇铉" || f.member.Address != "大学路8号院" {
		t.Errorf("重新载入 shows %q %q", f.name.Text, f.member.Address)
	}
	f.name.SetText("小仇铉")
	test.Tap(f.save)
	got := must[model.Member](t)(p.store.Member(t.Context(), m.ID))
	if got.Name != "小仇铉" || got.Address != "大学路8号院" {
		t.Errorf("stored %q %q", got.Name, got.Address)
	}
}

func TestABranchCanBeMadeInTheForm(t *testing.T) {
	w := openSample(t)
	f, p := formFor(t, w, "仇　铉")
	f.branch.Choose(newBranchChoice)
	box := w.desk.topDialog()
	if box == f.box {
		t.Fatal("no dialog asks for the name")
	}
	test.Type(w.desk.window.Canvas().Focused(), "高山第二支部")
	w.onSave()
	if w.desk.topDialog() != f.box || f.branch.Selected != "高山第二支部" {
		t.Fatalf("the form shows %q", f.branch.Selected)
	}
	test.Tap(f.save)
	if p.panel.branch != "高山第二支部" {
		t.Errorf("the person is in %q", p.panel.branch)
	}
}

func TestSavingAndAddingTheNextKeepsTheBranch(t *testing.T) {
	w := openSample(t)
	f, p := formFor(t, w, "")
	branch := f.options.branches[0]
	f.branch.Choose(string(branch.ID))
	test.Type(f.name, "陈大勇")
	test.Tap(f.more)
	if w.desk.topDialog() != f.box || f.name.Text != "" || f.branch.Value() != string(branch.ID) || f.member.ID != "" {
		t.Fatalf("the form holds %q in %q", f.name.Text, f.branch.Value())
	}
	test.Type(f.name, "陈小勇")
	test.Tap(f.save)
	if names := p.names(); !slices.Contains(names, "陈大勇") || !slices.Contains(names, "陈小勇") {
		t.Errorf("the list shows %v", names)
	}
}

func TestEnterWalksThroughTheWholeForm(t *testing.T) {
	w := openSample(t)
	f, _ := formFor(t, w, "")
	canvas := w.desk.window.Canvas()
	seen := map[fyne.Focusable]bool{}
	for range 40 {
		at := canvas.Focused()
		if at == nil || seen[at] {
			break
		}
		seen[at] = true
		at.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if len(seen) < 20 {
		t.Errorf("Enter reached %d fields", len(seen))
	}
	if f.scroll.Offset.Y == 0 {
		t.Error("the form did not follow the cursor")
	}
}

func TestLeavingThePartyRegisterAsksWhereTo(t *testing.T) {
	w := openSample(t)
	f, p := formFor(t, w, "尉迟恭")
	f.state.Choose(string(model.Deceased))
	f.stateDate.SetText("2018-05-01")
	test.Tap(f.save)
	if m := p.panel.member; m.State != model.Deceased || m.StateDate != (model.Date{Year: 2018, Month: 5, Day: 1}) {
		t.Errorf("stored %s %s", m.State, m.StateDate)
	}
	f, _ = formFor(t, w, "")
	if f.state.Value() != string(model.Active) {
		t.Error("a new person is not on the register")
	}
}

func TestInServiceMembersComeWithTheirUnit(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	unit := must[model.Organisation](t)(st.SaveOrganisation(t.Context(), model.Organisation{Kind: model.HostUnit, Name: "区税务局"}))
	f, p := formFor(t, w, "仇　铉")
	f.service.Choose("yes")
	f.unit.SetValue(string(unit.ID))
	w.onSave()
	m := must[model.Member](t)(st.Member(t.Context(), p.panel.member.ID))
	if !m.InService || m.HostUnit != unit.ID {
		t.Errorf("saved %v %q", m.InService, m.HostUnit)
	}
	f, _ = formFor(t, w, "仇　铉")
	if f.service.Value() != "yes" || f.unit.Value() != string(unit.ID) {
		t.Errorf("the form shows %q %q", f.service.Value(), f.unit.Value())
	}
	f.service.Choose("")
	w.onSave()
	if m := must[model.Member](t)(st.Member(t.Context(), m.ID)); m.InService || m.HostUnit != "" {
		t.Error("双报到 is not taken back")
	}
}

func TestAPersonEnteredTwiceIsPointedOut(t *testing.T) {
	w := openSample(t)
	f, _ := formFor(t, w, "")
	f.name.SetText("仇铉")
	f.checkAlike()
	if f.alikeNote.Remark() != "" {
		t.Errorf("a namesake alone: %q", f.alikeNote.Remark())
	}
	f.phone.SetText("199 0000 1002")
	f.checkAlike()
	if got := f.alikeNote.Remark(); !strings.Contains(got, "仇铉（1987年生）") || !strings.Contains(got, "电话相同") {
		t.Errorf("it says %q", got)
	}
	w.onSave()
	if w.desk.topDialog() != nil {
		t.Error("the warning keeps the person from being saved")
	}
}

func TestAPhotoIsChosenKeptAndTakenAway(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 60, 80)), nil); err != nil {
		t.Fatal(err)
	}
	file := writeFile(t, "照片.jpg", out.String())
	f, p := formFor(t, w, "仇　铉")
	w.desk.pick = func(chosen func(string)) { chosen(writeFile(t, "不是照片.jpg", "姓名,电话")) }
	f.photo.onChoose()
	if box := w.desk.topDialog(); box == f.box || f.photo.name != "" {
		t.Fatal("what is no photo is taken")
	} else {
		box.close()
	}
	w.desk.pick = func(chosen func(string)) { chosen(file) }
	f.photo.onChoose()
	if f.photo.name == "" {
		t.Fatal("the photo is not taken")
	}
	w.onSave()
	m := must[model.Member](t)(st.Member(t.Context(), p.panel.member.ID))
	if m.Photo != f.photo.name || p.panel.photoBeside.Hidden {
		t.Errorf("the person has photo %q", m.Photo)
	}
	f, _ = formFor(t, w, "仇　铉")
	test.Tap(f.photo.remove)
	w.onSave()
	if m := must[model.Member](t)(st.Member(t.Context(), m.ID)); m.Photo != "" {
		t.Error("the photo is not taken away")
	}
}
