package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// openServiceDesk opens 签到台 on a volunteer service that is on now and
// expects everybody; the clock can be moved.
func openServiceDesk(t *testing.T) (c *checkIn, now *time.Time) {
	t.Helper()
	w := openSample(t)
	at := testDay
	w.desk.now = func() time.Time { return at }
	a := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Volunteering, "清理河道", 7, 10, 120)))
	must[int](t)(w.desk.store.ExpectFilter(t.Context(), a.ID, store.MemberFilter{}))
	return shown[*checkIn](t, w, pageCheckIn), &at
}

// outAt is when the person with a name signed out.
func outAt(t *testing.T, c *checkIn, name string) string {
	t.Helper()
	for _, p := range must[model.Roll](t)(c.store.Roll(t.Context(), c.id)).Attendees {
		if p.Name == name {
			return p.Left
		}
	}
	return "nobody"
}

func TestTheSameEntrySignsOut(t *testing.T) {
	c, now := openServiceDesk(t)
	typeAt(c, "zgl\n1002\n")
	*now = now.Add(50 * time.Minute)
	c.mode.Choose(goingAway)
	typeAt(c, "zgl\n")
	if got := outAt(t, c, "张桂兰"); got != "11:32" || !strings.Contains(c.band.words.Text, "已签退") || c.band.time.Text != "10:42—11:32" {
		t.Fatalf("out at %q; the band says %q, %q", got, c.band.words.Text, c.band.time.Text)
	}
	*now = now.Add(5 * time.Minute)
	for typed, said := range map[string]string{
		"zgl\n": "已经签退过了", "单雪\n": "还没有签到", "xx\n": "名单上没有找到“xx”", "99991\n": "名单上没有找到“99991”",
		model.CardCode(c.roll.Attendees[0].Member) + "\n": c.roll.Attendees[0].Name,
	} {
		typeAt(c, typed)
		if !strings.Contains(c.band.words.Text, said) {
			t.Errorf("after %q the band says %q", typed, c.band.words.Text)
		}
	}
	if got := outAt(t, c, "张桂兰"); got != "11:32" {
		t.Errorf("signing out twice made it %q", got)
	}
	if !strings.Contains(c.side.counts.Text, "已签退 ") || c.desk.topDialog() != nil {
		t.Errorf("the totals say %q, a dialog %q", c.side.counts.Text, says(c.desk.shell))
	}
	typeAt(c, "1002\n")
	c.entry.TypedShortcut(&fyne.ShortcutUndo{})
	if state, _ := deskState(t, c, "仇铉"); outAt(t, c, "仇铉") != "" || !state.Attended() {
		t.Errorf("after undoing: %s, out at %q", state, outAt(t, c, "仇铉"))
	}
	c.mode.Choose(comingIn)
	typeAt(c, "单雪\n")
	if state, at := deskState(t, c, "单雪"); !state.Attended() || at != "11:37" {
		t.Errorf("signing in again: %s at %q", state, at)
	}
	sheet := openHoursSheet(c.desk, c.id)
	for _, l := range sheet.lines {
		if l.line.Name == "张桂兰" && l.left.Text != "11:32" {
			t.Errorf("the hours have signing out at %q", l.left.Text)
		}
	}
}

func TestNobodySignsOutTheMinuteTheyCameOrOnAnotherDay(t *testing.T) {
	c, now := openServiceDesk(t)
	typeAt(c, "zgl\n")
	c.mode.Choose(goingAway)
	typeAt(c, "zgl\n")
	if !strings.Contains(c.band.words.Text, "要晚于签到时间 10:42") {
		t.Errorf("the band says %q", c.band.words.Text)
	}
	*now = now.AddDate(0, 0, 1)
	typeAt(c, "zgl\n")
	if !strings.Contains(c.band.words.Text, "不是今天的") || outAt(t, c, "张桂兰") != "" {
		t.Errorf("the day after: %q, out at %q", c.band.words.Text, outAt(t, c, "张桂兰"))
	}
}

func TestOnlyServicesAreSignedOutOf(t *testing.T) {
	w, c := openDeskOn(t, -10)
	if c.mode.Visible() {
		t.Error("a lesson is signed out of")
	}
	service := must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), activityOn(model.Volunteering, "清理河道", 7, 10, 120)))
	lesson := c.id
	c.take(service.ID)
	test.Tap(c.full)
	c.mode.Choose(goingAway)
	c.take(lesson)
	if c.mode.Visible() || c.leaving() {
		t.Error("the desk of the lesson still signs out")
	}
}
