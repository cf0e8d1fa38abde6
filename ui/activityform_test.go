package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// kindFields are the fields that only some kinds of activity have.
var kindFields = []string{
	"Branch", "Programme", "Number", "Presenter", "PresenterPost", "Theme", "Initiative", "ServiceField",
	"Team", "Beneficiaries", "Visitors", "Audience", "Materials", "Gift",
}

func TestTheFormShowsWhatEachKindNeedsAndSavesIt(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	for _, kind := range model.Kinds() {
		test.Tap(p.add)
		f := p.form
		f.kind.Choose(string(kind.Kind))
		for _, field := range kindFields {
			if f.form.Shows(field) != kind.Needs(field) {
				t.Errorf("%s: field %s is shown: %v", kind.Name, field, f.form.Shows(field))
			}
		}
		test.Type(f.title, kind.Name+"一次")
		f.date.SetText("2018年5月9日")
		f.start.SetText("1430")
		f.start.FocusLost()
		if want := 14*60 + 30 + kind.DefaultMinutes; f.end.Text != clockText(want) {
			t.Errorf("%s ends at %s, want %s", kind.Name, f.end.Text, clockText(want))
		}
		f.place.SetText(kind.Name + "的会场") // no two at one time in one place
		f.theme.SetText("主题")
		f.beneficiaries.SetText("12")
		test.Tap(f.save)
		if p.opened == nil {
			t.Fatalf("%s is not opened after saving; the form says %q", kind.Name, f.form.Error("Title")+f.form.Error("End"))
		}
		saved := must[model.Activity](t)(w.desk.store.Activity(t.Context(), p.opened.id))
		if saved.Kind != kind.Kind || saved.Title != kind.Name+"一次" || saved.Date().String() != "2018-05-09" ||
			saved.Minutes() != kind.DefaultMinutes || saved.Organiser != "高山社区党群服务中心" {
			t.Errorf("saved %+v", saved)
		}
		if (saved.Theme != "") != kind.Needs("Theme") || (saved.Beneficiaries != 0) != kind.Needs("Beneficiaries") {
			t.Errorf("%s: a field that is not shown was saved: theme %q, helped %d", kind.Name, saved.Theme, saved.Beneficiaries)
		}
		p.onEscape()
	}
}

func clockText(minutes int) string {
	return string([]byte{byte('0' + minutes/600), byte('0' + minutes/60%10), ':', byte('0' + minutes%60/10), byte('0' + minutes%10)})
}

func TestSavingTheFormLeavesFieldsItDoesNotShow(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	a := activityOn(model.MemberDay, "主题党日", 8, 9, 90)
	a.Content, a.Agenda, a.Gift, a.Outcome = "内容", "议程", "以前的礼品", "成效"
	a = must[model.Activity](t)(st.SaveActivity(t.Context(), a))
	p := shown[*activities](t, w, pageActivities)
	p.show(a.ID, tabRoll)
	test.Tap(p.opened.edit)
	f := p.form
	f.title.SetText("五月主题党日")
	// Meanwhile the record is written, as from another tab.
	a.Decisions = "通过"
	must[model.Activity](t)(st.SaveActivity(t.Context(), a))
	test.Tap(f.save)

	got := must[model.Activity](t)(st.Activity(t.Context(), a.ID))
	if got.Title != "五月主题党日" {
		t.Errorf("title is %q", got.Title)
	}
	if got.Content != "内容" || got.Agenda != "议程" || got.Gift != "以前的礼品" || got.Outcome != "成效" ||
		got.Decisions != "通过" || got.Host != "李敏" {
		t.Errorf("a field that the form does not show was changed: %+v", got)
	}
}

func TestWhatIsNoTrainingAnyMoreLeavesItsProgramme(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	programme := must[model.Programme](t)(st.SaveProgramme(t.Context(), model.Programme{Title: "培训班", PassPercent: 80}))
	a := activityOn(model.Training, "第一课", 8, 9, 90)
	a.Programme, a.Number = programme.ID, 1
	a = must[model.Activity](t)(st.SaveActivity(t.Context(), a))
	p := shown[*activities](t, w, pageActivities)
	p.show(a.ID, tabRoll)
	test.Tap(p.opened.edit)
	p.form.kind.Choose(string(model.Lesson))
	test.Tap(p.form.save)
	got := must[model.Activity](t)(st.Activity(t.Context(), a.ID))
	if got.Kind != model.Lesson || got.Programme != "" || got.Number != 0 {
		t.Errorf("a lesson that was a training session is still in programme %q as %d", got.Programme, got.Number)
	}
}

func TestWhatIsWrongInTheFormIsSaidAtItsField(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	test.Tap(p.add)
	f := p.form
	for _, c := range []struct {
		field string
		spoil func()
		mend  func()
	}{
		{"Title", func() {}, func() { f.title.SetText("党课") }},
		{"Date", func() { f.date.SetText("2018-02-30") }, func() { f.date.SetText("2018-05-09") }},
		{"Start", func() { f.start.SetText("二十五点") }, func() { f.start.SetText("9:00") }},
		{"End", func() { f.end.SetText("08:00") }, func() { f.end.SetText("10:30") }},
		{"Credit", func() { f.credit.SetText("一个半小时") }, func() { f.credit.SetText("９０") }},
	} {
		c.spoil()
		test.Tap(f.save)
		if f.form.Error(c.field) == "" {
			t.Errorf("nothing is said at %s", c.field)
		}
		c.mend()
	}
	test.Tap(f.save)
	if p.opened == nil || p.opened.roll.Activity.Credit != 90 {
		t.Error("the mended form is not saved")
	}
}

func TestLeavingTheFormAsksWhereInputWouldBeLost(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	test.Tap(p.add)
	w.onEscape()
	if w.desk.topDialog() != nil {
		t.Fatal("an untouched form does not close with Esc")
	}
	test.Tap(p.add)
	p.form.title.SetText("党课")
	w.onEscape()
	if len(w.desk.dialogs) != 2 {
		t.Fatalf("%d dialogs are open, want the form and the question", len(w.desk.dialogs))
	}
	w.onEscape()
	if p.form.title.Text != "党课" || w.desk.topDialog() != p.form.box {
		t.Error("after 取消 the form is gone")
	}
	w.onSave() // Ctrl+S
	if p.opened == nil || p.opened.roll.Activity.Title != "党课" {
		t.Error("Ctrl+S does not save the form")
	}
}

func TestAPartyFromTheBirthdayPageExpectsItsMembers(t *testing.T) {
	w := openSample(t)
	page := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Limit: 3}))
	var ids []model.ID
	for _, m := range page.Members {
		ids = append(ids, m.ID)
	}
	w.goTo(pageActivities, newActivity{Kind: model.BirthdayParty, Members: ids})
	p := shown[*activities](t, w, pageActivities)
	if p.form.kind.Value() != string(model.BirthdayParty) {
		t.Fatalf("the form shows %s", p.form.kind.Value())
	}
	p.form.title.SetText("五月生日会")
	test.Tap(p.form.save)
	var got []model.ID
	for _, a := range p.opened.roll.Attendees {
		got = append(got, a.Member)
	}
	if !slices.Equal(got, ids) {
		t.Errorf("expected are %v, want %v", got, ids)
	}
}

// tapText taps the button with these words in the uppermost dialog, as a
// person would who reads it.
func tapText(t *testing.T, w *Window, text string) {
	t.Helper()
	top := w.desk.window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatalf("no dialog is open to tap %q in", text)
	}
	for _, o := range test.LaidOutObjects(top) {
		if b, ok := o.(*widgets.Button); ok && b.Text == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button says %q", text)
}

// says reports the words of the uppermost dialog.
func says(w *Window) string {
	var text string
	top := w.desk.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	for _, o := range test.LaidOutObjects(top) {
		switch one := o.(type) {
		case *widgets.Text:
			text += one.Text + "\n"
		case *widgets.Wrapped:
			text += one.Text + "\n"
		case *widget.Label:
			text += one.Text + "\n"
		}
	}
	return text
}
