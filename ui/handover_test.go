package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// otherCentre is the store of another centre of the same street, without
// anybody.
func otherCentre(t *testing.T) *store.Store {
	t.Helper()
	st := openStore(t)
	must[model.Centre](t)(st.SaveCentre(t.Context(), model.Centre{Name: "康乐社区党群服务中心", Code: "410103008021", Street: "大学路街道", District: "郑州市二七区"}))
	return st
}

// chooseItem does what an item of the menu 更多 does.
func (p *memberPage) chooseItem(t *testing.T, label string) {
	t.Helper()
	for _, item := range p.moreItems() {
		if item.Label == label {
			if item.Disabled {
				t.Fatalf("%s cannot be chosen", label)
			}
			item.Action()
			return
		}
	}
	t.Fatalf("no item %s", label)
}

// leavingOf opens the dialog for somebody of the list.
func leavingOf(t *testing.T, d *desk, st *store.Store, name string) (*leaving, model.Member) {
	t.Helper()
	page := must[store.MemberPage](t)(st.Members(t.Context(), store.MemberFilter{Search: name}))
	m := page.Members[0]
	return openLeaving(d, st, m), m
}

func TestAPersonGoesToAnotherCentreThroughTheWindow(t *testing.T) {
	from, to := openedExchange(t, filledStore(t)), openedExchange(t, otherCentre(t))
	stick := t.TempDir()
	f, m := leavingOf(t, from.desk, from.desk.store, "仇铉")
	if !f.ok.Disabled() || f.to.Value() != "" {
		t.Error("somebody can be handed over to nobody")
	}
	file := officeFile(t, to)
	from.desk.pick = func(chosen func(string)) { chosen(file) }
	f.onRegister()
	f.pairing.print.SetText(to.facts.self.Fingerprint())
	f.pairing.onOK()
	if f.to.Value() != string(to.facts.self.ID) || !strings.Contains(f.goes.Text, "参加活动") {
		t.Fatalf("registered, to %q: %s", f.to.Value(), f.goes.Text)
	}
	f.choose(stick)
	test.Tap(f.ok)
	if box := from.desk.topDialog(); box == nil || box.title != "已写好并核对" {
		t.Fatal("nobody says that the stick can be pulled")
	}
	from.desk.topDialog().close()
	if rows := from.send.rows; len(rows) != 1 || rows[0].at != "转移包 · 已写好，还没签收" {
		t.Errorf("the history says %+v", rows)
	}

	to.arrive.look([]string{stick})
	test.Tap(to.arrive.approve)
	to.pairing.print.SetText(from.facts.self.Fingerprint())
	to.pairing.onOK()
	if says := to.arrive.detail.Text; !strings.Contains(says, "仇铉 转入本中心") || !strings.Contains(says, "没有疑似") || strings.Contains(says, m.Phone) {
		t.Errorf("beside it stands %q", says)
	}
	test.Tap(to.arrive.take)
	if page := must[store.MemberPage](t)(to.desk.store.Members(t.Context(), store.MemberFilter{})); page.Total != 0 {
		t.Error("nobody asks first")
	}
	agree(t, to.desk) // take over
	agree(t, to.desk) // write the receipt onto the stick
	if box := to.desk.topDialog(); box == nil || !strings.Contains(box.title, "核对") {
		t.Fatal("the receipt was not written")
	}
	to.desk.topDialog().close()
	page := must[store.MemberPage](t)(to.desk.store.Members(t.Context(), store.MemberFilter{Search: "仇铉"}))
	if page.Total != 1 {
		t.Fatalf("%d people came", page.Total)
	}
	came := openMemberPage(to.desk, to.desk.store, page.Members[0].ID)
	if texts := strings.Join(came.facts.Texts(), "；"); !strings.Contains(texts, "转来") {
		t.Errorf("facts: %s", texts)
	}
	came.tabs.Choose(tabBefore)
	if came.before.Total() != len(came.profile.Past) || came.before.Total() == 0 || came.attended.Total() != 0 {
		t.Errorf("%d events, %d attendances", came.before.Total(), came.attended.Total())
	}
	came.box.close()

	from.arrive.look([]string{stick})
	test.Tap(from.arrive.take)
	gone := openMemberPage(from.desk, from.desk.store, m.ID)
	if texts := strings.Join(gone.facts.Texts(), "；"); !strings.Contains(texts, "对方已签收") || gone.attended.Total() == 0 {
		t.Errorf("facts: %s", texts)
	}
	for _, item := range gone.moreItems() {
		if !item.Disabled {
			t.Errorf("%s can be chosen", item.Label)
		}
	}
	to.arrive.history.SelectRow(0)
	test.Tap(to.arrive.undo)
	agree(t, to.desk)
	if page := must[store.MemberPage](t)(to.desk.store.Members(t.Context(), store.MemberFilter{})); page.Total != 0 {
		t.Error("the person stays after the undo")
	}
}

func TestAHandoverIsTakenBackOnThePersonsPage(t *testing.T) {
	from, to := openedExchange(t, filledStore(t)), openedExchange(t, otherCentre(t))
	registerOffice(t, from, to)
	f, m := leavingOf(t, from.desk, from.desk.store, "仇铉")
	f.choose(t.TempDir())
	f.day.SetDay(dayOf(model.DateOf(testDay.Add(48 * time.Hour))))
	f.onOK()
	if from.desk.topDialog() != f.box {
		t.Fatal("a day to come is taken")
	}
	f.day.SetDay(dayOf(model.DateOf(testDay)))
	f.onOK()
	from.desk.topDialog().close()
	p := openMemberPage(from.desk, from.desk.store, m.ID)
	p.chooseItem(t, "撤销转出…")
	agree(t, from.desk)
	if p.profile.Member.State != model.Active || len(p.profile.Handovers) != 0 {
		t.Errorf("taken back: %+v, %v", p.profile.Member.State, p.profile.Handovers)
	}
	if rows := from.send.rows; len(rows) != 1 || rows[0].at != "转移包 · 已撤回" {
		t.Errorf("the history says %+v", rows)
	}
	p.chooseItem(t, "转往其他中心…")
	if box := from.desk.topDialog(); box == nil || !strings.Contains(box.title, "转往其他中心") {
		t.Error("the dialog does not open again")
	}
}
