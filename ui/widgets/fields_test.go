package widgets

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// show puts an object into a window of the test's own.
func show(t *testing.T, object fyne.CanvasObject) fyne.Window {
	t.Helper()
	window := test.NewWindow(object)
	t.Cleanup(window.Close)
	window.Resize(fyne.NewSize(700, 500))
	return window
}

func TestTimesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"9": "09:00", "09:00": "09:00", "900": "09:00", "0930": "09:30", "9:5": "09:05", "9.30": "09:30", "９：３０": "09:30",
		"9点半": "09:30", "9点": "09:00", "15点20分": "15:20", "下午3点": "15:00", "下午 3:30": "15:30", "晚上7点半": "19:30",
		"上午9点": "09:00", "中午12点": "12:00", "23:59": "23:59", "0:00": "00:00",
		"": "", "24:00": "", "9:60": "", "abc": "", "99": "", "-1": "", "12345": "",
	} {
		got := ""
		if h, m, ok := ParseTime(text); ok {
			got = fmt.Sprintf("%02d:%02d", h, m)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestATimeIsTidiedWhenItsFieldIsLeft(t *testing.T) {
	newApp(t)
	field := NewTimeField()
	told := 0
	field.OnTime = func() { told++ }
	window := show(t, field)
	window.Canvas().Focus(field)
	test.Type(field, "9点半")
	window.Canvas().Unfocus()
	if field.Text != "09:30" || told != 1 {
		t.Errorf("shows %q, told %d times", field.Text, told)
	}
	field.SetText("25点")
	field.FocusLost()
	if field.Text != "25点" {
		t.Errorf("what cannot be read became %q", field.Text)
	}
}

// testCalendar knows compact dates and a moon with thirty days a month.
func testCalendar() Calendar {
	return Calendar{
		Parse: func(text string, lunar bool) (Day, error) {
			if text == "" {
				return Day{}, nil
			}
			d := Day{Lunar: lunar}
			if _, err := fmt.Sscanf(text, "%d-%d-%d", &d.Year, &d.Month, &d.Day); err != nil {
				return Day{}, errors.New("看不懂的日期。")
			}
			return d, nil
		},
		Format: func(d Day) string {
			if d.Year == 0 {
				return ""
			}
			return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
		},
		Explain: func(d Day) string { return map[bool]string{true: "农历"}[d.Lunar] },
		Months: func(int, bool) []Month {
			var months []Month
			for m := 1; m <= 12; m++ {
				months = append(months, Month{Month: m, Name: fmt.Sprint(m, "月")})
			}
			return months
		},
		Days: func(m Month, year int, _ bool) []string {
			return make([]string, time.Date(year, time.Month(m.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
		},
		First: func(year, month int) int {
			return (int(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Weekday()) + 6) % 7
		},
		Today: func() Day { return Day{Year: 2018, Month: 5, Day: 7} },
	}
}

func TestADateIsTidiedAndWhatIsWrongWithItIsSaid(t *testing.T) {
	newApp(t)
	field := NewDateField(testCalendar(), true, "农历", "闰月")
	var told []Day
	field.OnDay = func(d Day) { told = append(told, d) }
	show(t, field)
	field.SetText("1960-3-5")
	if field.Text() != "1960-03-05" || len(told) != 1 {
		t.Errorf("shows %q, told %v", field.Text(), told)
	}
	field.SetLunar(true, true)
	if day, err := field.Day(); err != nil || day != (Day{1960, 3, 5, true, true}) || field.Explained() != "农历" {
		t.Errorf("%+v %v, explained as %q", day, err, field.Explained())
	}
	field.SetText("三月")
	if _, err := field.Day(); err == nil || field.Explained() != "看不懂的日期。" || field.Text() != "三月" {
		t.Errorf("shows %q and says %q", field.Text(), field.Explained())
	}
	field.SetDay(Day{})
	if field.Text() != "" || field.isLunar() {
		t.Errorf("emptied, it shows %q", field.Text())
	}
}

func TestADayIsChosenFromTheSheet(t *testing.T) {
	newApp(t)
	var chosen Day
	sheet := newDaySheet(testCalendar(), Day{Year: 2018, Month: 12}, func(d Day) { chosen = d })
	show(t, sheet.content())
	// Seven heads, and five blanks before Saturday, 1 December 2018.
	if n := len(sheet.days.Objects); n != 7+5+31 {
		t.Errorf("December has %d cells", n)
	}
	sheet.step(0, 1)
	if sheet.at.Year != 2019 || sheet.at.Month != 1 || sheet.year.Text != "2019" {
		t.Errorf("after December comes %+v", sheet.at)
	}
	sheet.year.SetText("1960")
	sheet.month.Choose("2月")
	button, ok := sheet.days.Objects[len(sheet.days.Objects)-1].(*Button)
	if !ok {
		t.Fatal("no day to choose")
	}
	test.Tap(button)
	if chosen != (Day{Year: 1960, Month: 2, Day: 29}) {
		t.Errorf("chose %+v", chosen)
	}
}

func TestTheSheetOpensUnderTheFieldAndFillsIt(t *testing.T) {
	newApp(t)
	field := NewDateField(testCalendar(), false, "", "")
	window := show(t, field)
	field.Choose()
	if window.Canvas().Overlays().Top() == nil {
		t.Fatal("no sheet")
	}
	for _, o := range test.LaidOutObjects(window.Canvas().Overlays().Top()) {
		if b, ok := o.(*Button); ok && b.Text == "" {
			test.Tap(b) // the first day: testCalendar gives days no names
			break
		}
	}
	if field.Text() != "2018-05-01" {
		t.Errorf("shows %q", field.Text())
	}
}

func TestAWordThatIsNoLongerOfferedIsKept(t *testing.T) {
	newApp(t)
	choice := NewChoice("请选择", Words("不限", []string{"社区", "村"}))
	told := ""
	choice.OnChosen = func(v string) { told = v }
	choice.SetValue("老类别")
	if choice.Value() != "老类别" || told != "" {
		t.Errorf("value %q, told %q", choice.Value(), told)
	}
	choice.Choose("村")
	choice.SetOptions(Words("", []string{"村"}))
	if choice.Value() != "村" || told != "村" {
		t.Errorf("value %q, told %q", choice.Value(), told)
	}
}

func TestEnterWalksThroughTheFormAndErrorsStandAtTheirField(t *testing.T) {
	newApp(t)
	name, hidden, phone := NewEntry(), NewEntry(), NewEntry()
	form := NewForm(2)
	form.Add("Name", "姓名", name)
	form.Add("Hidden", "不显示", hidden)
	form.AddWide("Phone", "电话", phone)
	form.SetShown("Hidden", false)
	finished := false
	form.OnLast = func() { finished = true }
	window := show(t, form)
	window.Canvas().Focus(name)
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	name.TypedKey(enter)
	if window.Canvas().Focused() != phone {
		t.Errorf("Enter went to %v", window.Canvas().Focused())
	}
	phone.TypedKey(enter)
	if !finished {
		t.Error("Enter in the last field did nothing")
	}
	before := form.MinSize().Height
	if !form.ShowError("Name", "请填写姓名。") || form.Error("Name") != "请填写姓名。" || window.Canvas().Focused() != name {
		t.Error("the error is not at its field")
	}
	if form.MinSize().Height <= before {
		t.Error("the error has no room")
	}
	if form.ShowError("Hidden", "看不见") || form.ShowError("Nobody", "没有") {
		t.Error("an error was shown where nobody sees it")
	}
	if form.Error("Name") != "" {
		t.Error("the old error stayed")
	}
}

func TestFieldsLeaveEscapeToTheWindow(t *testing.T) {
	newApp(t)
	entry, choice, button := NewEntry(), NewChoice("", Words("", []string{"村"})), NewButton("存", func() {})
	window := show(t, Down(0, entry, choice, button))
	escaped := 0
	window.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			escaped++
		}
	})
	for _, field := range []fyne.Focusable{entry, choice, button} {
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	if escaped != 3 {
		t.Errorf("%d of 3 got through", escaped)
	}
	entry.SetText("张三")
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl})
	if entry.SelectedText() != "张三" {
		t.Errorf("selected %q", entry.SelectedText())
	}
}

func TestASearchWaitsUntilTypingPauses(t *testing.T) {
	newApp(t)
	found := make(chan string, 9)
	search := NewSearchEntry("搜索", func(text string) { found <- text })
	show(t, search)
	search.Delay = 30 * time.Millisecond
	test.Type(search, "zxm ")
	if got := <-found; got != "zxm" || len(found) != 0 {
		t.Errorf("searched %q and %d more", got, len(found))
	}
	search.SetTextQuietly("李")
	search.Delay = 0
	test.Type(search, "四")
	if got := <-found; got != "李四" && got != "四李" {
		t.Errorf("searched %q", got)
	}
}

func TestCutTextAlwaysFits(t *testing.T) {
	newApp(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("阿依古丽·买买提 abc𠮷，。"))).Draw(t, "text")
		width := rapid.Float32Range(20, 300).Draw(t, "width")
		cut := fitText(text, width, 15, false)
		if got := fyne.MeasureText(cut, 15, fyne.TextStyle{}).Width; got > width+1 {
			t.Fatalf("%q is %v wide in %v", cut, got, width)
		}
	})
}

func TestStackedCardsShareTheirColumnFairly(t *testing.T) {
	newApp(t)
	lines := func(n int) *fyne.Container {
		column := Down(0)
		for range n {
			column.Add(Spacer(50, 40))
		}
		return column
	}
	rapid.Check(t, func(t *rapid.T) {
		upperBox := NewScrollBox(lines(rapid.IntRange(0, 30).Draw(t, "upper")))
		lowerBox := NewScrollBox(lines(rapid.IntRange(0, 30).Draw(t, "lower")))
		upper, lower := NewCard("上", upperBox), NewCard("下", lowerBox)
		stack := StackCards(upper, upperBox, lower, lowerBox)
		room := rapid.Float32Range(stack.MinSize().Height, 1200).Draw(t, "room")
		stack.Resize(fyne.NewSize(300, room))
		above, below := upper.Size().Height, lower.Size().Height
		if sum := above + Gap + below; sum < room-0.5 || sum > room+0.5 {
			t.Fatalf("%v and %v do not fill %v", above, below, room)
		}
		half := (room - Gap) / 2
		short := func(card fyne.CanvasObject, box *ScrollBox) bool { return wish(card, box) > card.Size().Height+0.5 }
		if short(upper, upperBox) && below > half+0.5 && below > lower.MinSize().Height || short(lower, lowerBox) && above > half+0.5 && above > upper.MinSize().Height {
			t.Fatalf("of %v one takes %v and %v, the other goes short", room, above, below)
		}
	})
}
