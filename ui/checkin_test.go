package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// openDeskOn opens 签到台 on an activity that begins so many minutes from now
// and expects everybody.
func openDeskOn(t *testing.T, minutes int) (*Window, *checkIn) {
	t.Helper()
	w := openSample(t)
	a := activityOn(model.Lesson, "学习讲堂第18讲", 7, 10, 90)
	a.Start = testDay.Add(time.Duration(minutes) * time.Minute)
	a.End = a.Start.Add(90 * time.Minute)
	a = must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	must[int](t)(w.desk.store.ExpectFilter(t.Context(), a.ID, store.MemberFilter{}))
	return w, shown[*checkIn](t, w, pageCheckIn)
}

// deskOf is 签到台, which is in view.
func deskOf(t *testing.T, w *Window) *checkIn {
	t.Helper()
	c, ok := w.page().(*checkIn)
	if !ok {
		t.Fatalf("in view is %T", w.page())
	}
	return c
}

// typeAt types into the entry as a person, a reader or a scanner does.
func typeAt(c *checkIn, keys string) {
	for _, r := range keys {
		if r == '\n' {
			c.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		c.entry.TypedRune(r)
	}
}

// deskState is the stored state of the person with a name, and its time.
func deskState(t *testing.T, c *checkIn, name string) (model.AttendanceState, string) {
	t.Helper()
	for _, p := range must[model.Roll](t)(c.store.Roll(t.Context(), c.id)).Attendees {
		if p.Name == name {
			return p.State, p.Arrived
		}
	}
	return "", ""
}

func TestOneEntrySignsInByInitialsPhoneNumberAndName(t *testing.T) {
	_, c := openDeskOn(t, 10)
	for typed, name := range map[string]string{"zgl\n": "张桂兰", "1002\n": "仇铉", "chiguo\n": "", "单雪\n": "单雪", "aygl\n": "阿依古丽·买买提", "yuchi\n": "尉迟恭"} {
		typeAt(c, typed)
		if name == "" {
			c.desk.topDialog().close() // nobody of that name: a guest is asked for
			c.clear()
			continue
		}
		if state, at := deskState(t, c, name); state != model.Present || at != "10:42" {
			t.Errorf("after %q %s is %s at %q", typed, name, state, at)
		}
		if c.entry.Text != "" {
			t.Errorf("%q stays in the entry", c.entry.Text)
		}
	}
	if c.side.figure.Text != "5" || !strings.Contains(c.side.expected.Text, "应到 9") {
		t.Errorf("the totals say %s, %s", c.side.figure.Text, c.side.expected.Text)
	}
}

func TestNamesakesAreChosenByDigitAndNeverByEnterAlone(t *testing.T) {
	_, c := openDeskOn(t, 10)
	typeAt(c, "ww\n")
	if len(c.candidates) != 2 || c.side.figure.Text != "0" {
		t.Fatalf("%d candidates, %s signed in", len(c.candidates), c.side.figure.Text)
	}
	second := c.candidates[1].person
	typeAt(c, "2")
	i := slices.IndexFunc(c.roll.Attendees, func(p model.Attendee) bool { return p.ID == second.ID })
	if c.roll.Attendees[i].State != model.Present || c.side.figure.Text != "1" {
		t.Errorf("the second is %s, %s signed in", c.roll.Attendees[i].State, c.side.figure.Text)
	}
	// Digits go on a phone number until Enter says that it is complete.
	typeAt(c, "1990000100")
	if c.entry.Text != "1990000100" {
		t.Errorf("the entry says %q", c.entry.Text)
	}
	c.onEscape()
	typeAt(c, "ww")
	c.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	typeAt(c, "\n")
	if c.side.figure.Text != "2" {
		t.Errorf("%s signed in after arrow and Enter", c.side.figure.Text)
	}
}

func TestCardsAndIDNumbersSignIn(t *testing.T) {
	w, c := openDeskOn(t, 10)
	newcomer := must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "冯建国", IDNumber: "11010519491231002X", State: model.Active}))
	expected := c.roll.Attendees[3]
	typeAt(c, model.CardCode(expected.Member)+"\n")
	if state, _ := deskState(t, c, expected.Name); state != model.Present {
		t.Errorf("%s is %s after the card", expected.Name, state)
	}
	typeAt(c, "11010519491231002X\n")
	if state, _ := deskState(t, c, newcomer.Name); state != model.Present || !strings.Contains(c.band.words.Text, "不在应到名单") {
		t.Errorf("%s is %q; the band says %q", newcomer.Name, state, c.band.words.Text)
	}
	typeAt(c, "110105194912310021\n")
	if !strings.Contains(c.band.words.Text, "没有读对") {
		t.Errorf("a misread number: %q", c.band.words.Text)
	}
	typeAt(c, "110105199001011238\n")
	if c.side.figure.Text != "1" || c.roll.Tally().WalkIns != 1 {
		t.Errorf("%s signed in, %d walk-ins", c.side.figure.Text, c.roll.Tally().WalkIns)
	}
}

func TestWhoComesAfterTheGraceIsLate(t *testing.T) {
	_, c := openDeskOn(t, -15)
	typeAt(c, "zgl\n")
	if state, _ := deskState(t, c, "张桂兰"); state != model.Present {
		t.Errorf("within the grace: %s", state)
	}
	must[any](t)(nil, c.desk.store.SaveSetting(t.Context(), graceSetting, "14"))
	c.Refresh()
	typeAt(c, "zgl\nzgl\n")
	typeAt(c, "1002\n")
	if state, _ := deskState(t, c, "仇铉"); state != model.Late {
		t.Errorf("after the grace: %s", state)
	}
	if state, _ := deskState(t, c, "张桂兰"); state != model.Present {
		t.Errorf("signing in again made it %s", state)
	}
}

func TestTheLastSignInCanBeTakenBack(t *testing.T) {
	_, c := openDeskOn(t, 10)
	typeAt(c, "zgl\n1002\n")
	c.entry.TypedShortcut(&fyne.ShortcutUndo{})
	if state, at := deskState(t, c, "仇铉"); state != model.Expected || at != "" {
		t.Errorf("after undo: %s %q", state, at)
	}
	if state, _ := deskState(t, c, "张桂兰"); state != model.Present {
		t.Errorf("the one before is %s", state)
	}
	typeAt(c, "zg")
	c.entry.TypedShortcut(&fyne.ShortcutUndo{})
	if state, _ := deskState(t, c, "张桂兰"); state != model.Present {
		t.Error("Ctrl+Z while typing took somebody off")
	}
}

func TestAnUnknownPersonIsSignedInAsAGuest(t *testing.T) {
	w, c := openDeskOn(t, 10)
	typeAt(c, "林秀英\n")
	if c.coming == nil || c.coming.name.Text != "林秀英" {
		t.Fatal("the dialog for somebody new is not open")
	}
	test.Type(c.coming.phone, "19900009001")
	test.Tap(c.coming.addNew)
	if state, _ := deskState(t, c, "林秀英"); state != model.Present || w.desk.topDialog() != nil {
		t.Errorf("the guest is %q", state)
	}
	if text := c.band.words.Text; !strings.Contains(text, "林秀英") {
		t.Errorf("the band says %q", text)
	}
	c.onUndo()
	if n := c.roll.Tally().WalkIns; n != 0 {
		t.Errorf("%d walk-ins after undo", n)
	}
}

func TestEnterAloneWritesAGuestDown(t *testing.T) {
	w, c := openDeskOn(t, 10)
	typeAt(c, "林秀英\n")
	canvas := w.desk.window.Canvas()
	if canvas.Focused() != fyne.Focusable(c.coming.phone) {
		t.Fatal("the cursor does not wait for the phone number")
	}
	test.Type(c.coming.phone, "19900009001")
	c.coming.phone.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if canvas.Focused() != fyne.Focusable(c.coming.unit) {
		t.Fatal("Enter does not go on to the unit")
	}
	c.coming.unit.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if state, _ := deskState(t, c, "林秀英"); state != model.Present || w.desk.topDialog() != nil {
		t.Errorf("the guest is %q", state)
	}
	typeAt(c, "qxq\n")
	if c.coming.name.Text != "qxq" || canvas.Focused() != fyne.Focusable(c.coming.name) {
		t.Error("initials are taken for a name")
	}
}

func TestANumberThatNobodyHasIsSaidAndIsNoGuestsName(t *testing.T) {
	w, c := openDeskOn(t, 10)
	typeAt(c, "4711\n")
	if w.desk.topDialog() != nil || !strings.Contains(c.band.words.Text, "4711") {
		t.Errorf("a dialog: %q; the band says %q", says(w), c.band.words.Text)
	}
	typeAt(c, "19900009001\n")
	if c.coming == nil || c.coming.phone.Text != "19900009001" || c.coming.name.Text != "" {
		t.Error("a whole number is not the guest's phone number")
	}
}

func TestNobodyIsShownAsSignedInWhileTheDiskIsFull(t *testing.T) {
	w, c := openDeskOn(t, 10)
	c.marker.store = brokenMarks{c.marker.store}
	typeAt(c, "zgl\n")
	if c.side.figure.Text != "0" || !strings.Contains(c.band.words.Text, "没有签到成功") || !strings.Contains(says(w), "磁盘已满") {
		t.Errorf("%s here; the band says %q, the dialog %q", c.side.figure.Text, c.band.words.Text, says(w))
	}
	if state, _ := deskState(t, c, "张桂兰"); state != model.Expected {
		t.Errorf("stored as %s", state)
	}
}

func TestTheDeskTurnsToWhatIsOnNow(t *testing.T) {
	now := testDay
	at := func(from, to int) model.ActivitySummary {
		a := model.ActivitySummary{}
		a.ID = model.ID(fmt.Sprint(from))
		a.Start, a.End = now.Add(time.Duration(from)*time.Minute), now.Add(time.Duration(to)*time.Minute)
		return a
	}
	for _, c := range []struct {
		today []model.ActivitySummary
		want  model.ID
	}{
		{nil, ""},
		{[]model.ActivitySummary{at(-180, -60), at(-30, 30), at(60, 90)}, "-30"},
		{[]model.ActivitySummary{at(-180, -60), at(60, 90)}, "60"},
		{[]model.ActivitySummary{at(-180, -60)}, "-180"},
	} {
		if got := nearest(c.today, now); got != c.want {
			t.Errorf("of %d activities %q is taken, want %q", len(c.today), got, c.want)
		}
	}
}

func TestADayWithoutActivitiesSaysSo(t *testing.T) {
	w := openSample(t)
	c := shown[*checkIn](t, w, pageCheckIn)
	if c.id != "" || c.body.Objects[0] == c.desktop {
		t.Error("a desk is shown without an activity")
	}
}

func TestSigningInAfterTheDayAsksWhyOnce(t *testing.T) {
	w := openSample(t)
	signed := lastHeld(t, w, tabRoll)
	w.goTo(pageCheckIn, openDesk(signed.id))
	c := deskOf(t, w)
	typeAt(c, "zhaotiezhu\n")
	p := c.roll.Attendees[slices.IndexFunc(c.roll.Attendees, func(p model.Attendee) bool { return p.Name == "李㛃" })]
	if p.State != model.Absent || c.lateAsked != nil {
		t.Fatalf("asked before anything changes: %+v", p)
	}
	typeAt(c, p.Pinyin[:2]+p.Pinyin[3:]+"\n")
	if c.lateAsked == nil {
		t.Fatal("not asked why")
	}
	test.Tap(c.lateAsked.words[0])
	stored := must[model.Roll](t)(c.store.Roll(t.Context(), c.id))
	for _, s := range stored.Attendees {
		if s.ID == p.ID && (s.State != model.Present || s.LateEntry != "按纸质签到表补录" || s.Arrived != "") {
			t.Errorf("stored %+v", s.Attendance)
		}
	}
}

// A queue of three hundred, typed as fast as keys come: everybody is signed in
// once and is on the disk.
func TestThreeHundredAreSignedInThroughTheEntry(t *testing.T) {
	w := openSample(t)
	a := activityOn(model.Lesson, "全体党员大会", 7, 10, 180)
	a = must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	var ids []model.ID
	for i := range 300 {
		m := must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "甲", Phone: fmt.Sprintf("1991234%04d", i), State: model.Active}))
		ids = append(ids, m.ID)
	}
	must[int](t)(w.desk.store.Expect(t.Context(), a.ID, ids))
	c := shown[*checkIn](t, w, pageCheckIn)
	for i := range 300 {
		typeAt(c, fmt.Sprintf("%04d\n", i))
	}
	roll := must[model.Roll](t)(c.store.Roll(t.Context(), a.ID))
	if tally := roll.Tally(); tally.Present+tally.Late != 300 || tally.WalkIns != 0 || c.side.figure.Text != "300" {
		t.Errorf("signed in %+v; the page says %s", tally, c.side.figure.Text)
	}
}

// slowDisk lets nothing be read or written until the function that it returns
// is called.
func slowDisk(w *Window) (catchUp func()) {
	var waiting []func()
	w.desk.run = func(work func(context.Context) error, done func(error)) {
		waiting = append(waiting, func() { done(work(context.Background())) })
	}
	return func() {
		for len(waiting) > 0 {
			next := waiting[0]
			waiting = waiting[1:]
			next()
		}
	}
}

// When people typed on while the disk was slow, each is saved in turn.
func TestTypingAheadOfTheDiskLosesNobody(t *testing.T) {
	w, c := openDeskOn(t, 10)
	newcomer := must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "冯建国", IDNumber: "11010519491231002X", State: model.Active}))
	card := model.CardCode(c.roll.Attendees[5].Member)
	catchUp := slowDisk(w)
	// Of these, the disk says who has the ID number, the card, and the name of
	// somebody who is not expected.
	typeAt(c, "zgl\n11010519491231002X\n1002\n"+card+"\naygl\n单")
	catchUp()
	if c.entry.Text != "单" {
		t.Errorf("of what is being typed %q is left", c.entry.Text)
	}
	if c.side.figure.Text != "4" || c.roll.Tally().WalkIns != 1 {
		t.Errorf("%s of the list signed in, %d newcomers", c.side.figure.Text, c.roll.Tally().WalkIns)
	}
	if state, _ := deskState(t, c, newcomer.Name); state != model.Present {
		t.Errorf("the newcomer is %q", state)
	}
}

// Whoever is looked for among all people is signed in before the next one who
// was typed meanwhile.
func TestEnterWaitsForTheSearchAndKeysWaitForEnter(t *testing.T) {
	w, c := openDeskOn(t, 10)
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "冯建国", State: model.Active}))
	catchUp := slowDisk(w)
	typeAt(c, "fjg\nzgl\n王")
	catchUp()
	for _, name := range []string{"冯建国", "张桂兰"} {
		if state, _ := deskState(t, c, name); state != model.Present {
			t.Errorf("%s is %q", name, state)
		}
	}
	if c.entry.Text != "王" {
		t.Errorf("of what is being typed %q is left", c.entry.Text)
	}
}
