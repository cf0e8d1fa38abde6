package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestAFilterSaysWhatIsChosen(t *testing.T) {
	newApp(t)
	var told []string
	f := NewFilter("支部：", Words("全部", []string{"一支部", "二支部"}), func(v string) { told = append(told, v) })
	if f.Text != "支部：全部 ▾" || f.Strong {
		t.Errorf("it begins with %q", f.Text)
	}
	f.Choose("二支部")
	if f.Text != "二支部 ▾" || !f.Strong || f.Value() != "二支部" {
		t.Errorf("it says %q", f.Text)
	}
	f.SetOptions(Words("全部", []string{"二支部", "三支部"}))
	if f.Value() != "二支部" {
		t.Error("a value that is still there was dropped")
	}
	f.SetOptions(Words("全部", []string{"三支部"}))
	if f.Value() != "" || f.Strong {
		t.Errorf("a value that is gone became %q", f.Value())
	}
	f.SetValue("没有的")
	if f.Value() != "" {
		t.Error("a value that is no option was taken")
	}
	if !slices.Equal(told, []string{"二支部"}) {
		t.Errorf("told %v", told)
	}
}

func TestTheMenuOfAFilterMarksWhatIsChosen(t *testing.T) {
	newApp(t)
	f := NewFilter("", Words("全部", []string{"甲"}), nil)
	w := test.NewWindow(f)
	defer w.Close()
	test.Tap(f)
	if len(w.Canvas().Overlays().List()) != 1 {
		t.Error("no menu opened")
	}
}

func TestASegmentThatIsTappedIsChosen(t *testing.T) {
	newApp(t)
	var told string
	s := NewSegments([]Option{{"1", "今天"}, {"7", "7 天"}}, func(v string) { told = v })
	test.Tap(s.buttons[1])
	if s.Value() != "7" || told != "7" || !s.buttons[1].Strong || s.buttons[0].Strong {
		t.Errorf("chosen %q, told %q", s.Value(), told)
	}
	s.SetOptions([]Option{{"1", "今天 3"}, {"7", "7 天 9"}})
	if s.Value() != "7" || !slices.Equal(s.Texts(), []string{"今天 3", "7 天 9"}) || !s.buttons[1].Strong {
		t.Errorf("new counts left %q %v", s.Value(), s.Texts())
	}
}

func TestARemarkUnderAnInputWarnsOnly(t *testing.T) {
	newApp(t)
	entry := NewEntry()
	n := NewNoted(entry)
	form := NewForm(1)
	form.Add("IDNumber", "身份证号", n)
	w := test.NewWindow(form)
	defer w.Close()
	before := n.MinSize().Height
	n.SetRemark("请与证件核对。")
	if n.Remark() == "" || n.MinSize().Height <= before {
		t.Error("the remark takes no room")
	}
	if form.Error("IDNumber") != "" {
		t.Error("the remark is an error")
	}
	form.Focus("IDNumber")
	if w.Canvas().Focused() != fyne.Focusable(entry) {
		t.Error("the cursor does not reach the input")
	}
	n.SetRemark("")
	if n.MinSize().Height != before {
		t.Error("the remark's room stays")
	}
}

func TestFactsShowADashForWhatIsNotKnown(t *testing.T) {
	newApp(t)
	followed := false
	f := NewFacts(4)
	f.Set(200, []Fact{{Label: "电话", Value: "199****0001", Link: "显示", OnLink: func() { followed = true }}, {Label: "住址"}})
	if !slices.Equal(f.Texts(), []string{"电话 199****0001", "住址 —"}) {
		t.Errorf("facts are %v", f.Texts())
	}
	f.Follow("电话")
	if !followed {
		t.Error("the link does nothing")
	}
	high := f.MinSize().Height
	f.Set(200, []Fact{{Label: "电话", Value: "199****0001"}, {Label: "住址", Value: "大学路十二号院三号楼二单元一百零一号西户北间"}})
	if f.MinSize().Height <= high {
		t.Error("a long value takes one line")
	}
}

func TestALongFormFollowsTheCursor(t *testing.T) {
	newApp(t)
	form := NewForm(1)
	var entries []*Entry
	for range 30 {
		entry := NewEntry()
		form.Add("", "标签", entry)
		entries = append(entries, entry)
	}
	scroll := NewFormScroll(form)
	w := test.NewWindow(container.NewStack(scroll))
	defer w.Close()
	w.Resize(fyne.NewSize(300, 200))
	w.Canvas().Focus(entries[29])
	if scroll.Offset.Y == 0 {
		t.Error("the last field is out of view")
	}
	w.Canvas().Focus(entries[0])
	if scroll.Offset.Y > viewMargin {
		t.Errorf("the first field is out of view: %v", scroll.Offset.Y)
	}
}
