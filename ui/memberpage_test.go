package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// pageOf opens the page of a person of the list.
func pageOf(t *testing.T, w *Window, name string) *memberPage {
	t.Helper()
	p := shown[*members](t, w, pageMembers)
	p.pick(t, name)
	return openMemberPage(w.desk, w.desk.store, p.panel.member.ID)
}

func TestAPersonsPageShowsEverything(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	if err := st.SaveOperator(t.Context(), "李敏"); err != nil {
		t.Fatal(err)
	}
	members := shown[*members](t, w, pageMembers)
	members.pick(t, "仇　铉")
	m := members.panel.member
	m.Phone, m.IDNumber = "19900007777", "99999919870629001X"
	must[model.Member](t)(st.SaveMember(t.Context(), m))
	must[[]model.Greeting](t)(st.Greet(t.Context(), []model.Greeting{{
		AnniversaryKey: model.AnniversaryKey{Member: m.ID, Kind: model.PoliticalAnniversary, Date: model.Date{Year: 2018, Month: 5, Day: 7}}, Way: model.ByCard,
	}}))
	p := pageOf(t, w, "仇　铉")
	if !strings.Contains(p.summary.Text, "仇　铉") || !strings.Contains(p.summary.Text, "参加 1 次，1.5 小时") {
		t.Errorf("the head says %q", p.summary.Text)
	}
	if texts := strings.Join(p.facts.Texts(), "；"); !strings.Contains(texts, "电话 199****7777") || strings.Contains(texts, "19900007777") {
		t.Errorf("facts %q", texts)
	}
	p.tabs.Choose(tabAttended)
	if p.attended.Total() != 3 {
		t.Errorf("took part in %d", p.attended.Total())
	}
	p.tabs.Choose(tabGreetings)
	if got := p.greetings.Texts(0); !slices.Equal(got[:4], []string{"2018-05-07", "政治生日", "贺卡", "李敏"}) {
		t.Errorf("greetings %v", got)
	}
	p.tabs.Choose(tabMemberChange)
	if got := p.history.Texts(0); got[1] != "李敏" || got[2] != "修改" || got[3] != "身份证号" || got[5] != "999999********001X" {
		t.Errorf("changes %v", got)
	}
	p.onReveal()
	if got := p.history.Texts(1); got[3] != "电话" || got[4] != "19900001002" || got[5] != "19900007777" {
		t.Errorf("changes, numbers shown: %v", got)
	}
}

func TestHonoursAreKeptChangedAndTakenBack(t *testing.T) {
	w := openSample(t)
	p := pageOf(t, w, "仇　铉")
	p.tabs.Choose(tabHonours)
	test.Tap(p.addHonour)
	w.onSave()
	if box := w.desk.topDialog(); box == p.box {
		t.Fatal("an honour without a name is saved")
	}
	w.desk.topDialog().close()
	h := must[model.Honour](t)(w.desk.store.SaveHonour(t.Context(), model.Honour{Member: p.id, Title: "优秀共产党员", Level: "区级", Given: model.Date{Year: 2017, Month: 7, Day: 1}}))
	p.reload()
	if got := p.honours.Texts(0); !slices.Equal(got, []string{"2017-07-01", "优秀共产党员", "区级", "—"}) {
		t.Errorf("honours %v", got)
	}
	p.honours.SelectRow(0)
	test.Tap(p.removeHonour)
	if p.honours.Total() != 0 || p.backHonour.Hidden {
		t.Error("the honour stays, or cannot be taken back")
	}
	test.Tap(p.backHonour)
	if p.honours.Total() != 1 || p.profile.Honours[0].ID != h.ID {
		t.Error("the honour does not come back")
	}
}

func TestAProfileIsPrintedMaskedUnlessAsked(t *testing.T) {
	w := openSample(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, path) }
	p := pageOf(t, w, "仇　铉")
	p.onPrint()
	w.onSave()
	if len(opened) != 1 || !strings.Contains(opened[0], "个人档案 仇铉") {
		t.Errorf("opened %v", opened)
	}
}

// What the pictures of a person's page show.

func openPageTab(tab string) func(*testing.T, *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		openMembers(t, w)
		m := shown[*members](t, w, pageMembers).panel.member
		m.Address, m.Phone = "大学路12号院3号楼", "19900007777"
		must[model.Member](t)(w.desk.store.SaveMember(t.Context(), m))
		must[model.Honour](t)(w.desk.store.SaveHonour(t.Context(), model.Honour{Member: m.ID, Title: "优秀共产党员", Level: "区级", Giver: "二七区委", Given: model.Date{Year: 2017, Month: 7, Day: 1}}))
		page := openMemberPage(w.desk, w.desk.store, m.ID)
		page.tabs.Choose(tab)
		page.honours.SelectRow(0)
	}
}
