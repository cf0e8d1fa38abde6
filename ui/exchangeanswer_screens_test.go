package ui

import (
	"os"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
)

// handingStreet is the store of the street above the window's centre, which has
// its package and hands three things down.
func handingStreet(t *testing.T, centre *exchangePage) *store.Store {
	t.Helper()
	keys, err := keyring.FromSpelled(screensKeys())
	if err != nil {
		t.Fatal(err)
	}
	st := emptyStreet(t)
	if err := keyring.Restore(t.Context(), st, keys, testDay); err != nil {
		t.Fatal(err)
	}
	self := must[model.Office](t)(st.Self(t.Context()))
	for _, err := range []error{st.Approve(t.Context(), centre.facts.self), centre.desk.store.Approve(t.Context(), keys.Public(self))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	file := must[model.Attachment](t)(st.AddFile(t.Context(), "走访登记表.docx", strings.NewReader("走访登记表")))
	may := model.Date{Year: 2018, Month: 5}
	for _, item := range []model.StreetItem{
		{Kind: model.Message, Title: "5月12日停电检修"},
		{Kind: model.MonthItem, Month: model.Date{Year: 2018, Month: 4}, Title: "志愿服务分类统一"},
		{Kind: model.MonthItem, Month: may, Title: "重点工作事项", Text: "一、每个支部办一次主题党日，记录附照片。\n二、走访困难党员和独居老人，月底前报走访登记表。\n三、核对在册党员的联系电话。", Files: []model.Attachment{file}},
	} {
		must[model.StreetItem](t)(st.SaveStreetItem(t.Context(), item))
	}
	return st
}

// openHandedDown shows 上报 of the centre with what came from the street.
func openHandedDown(t *testing.T, w *Window) {
	t.Helper()
	centre := shown[*exchangePage](t, w, pageExchange)
	if len(centre.facts.fromAbove) > 0 {
		return
	}
	street := handingStreet(t, centre)
	keys, err := keyring.Open(t.Context(), street)
	if err != nil {
		t.Fatal(err)
	}
	to := must[model.KnownOffice](t)(street.Known(t.Context(), string(centre.facts.self.ID)))
	stick := t.TempDir()
	must[exchange.Exported](t)(exchange.Export{Kind: model.AnswerPackage, To: to, Keys: keys, Folder: stick}.Write(t.Context(), street))
	centre.arrive.look([]string{stick})
	centre.arrive.onTake()
	centre.send.above.onSign(centre.facts.fromAbove[2])
	centre.tabs.Choose(tabSend)
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
}

func openHandedItem(t *testing.T, w *Window) {
	t.Helper()
	openHandedDown(t, w)
	p := shown[*exchangePage](t, w, pageExchange)
	p.send.above.open(p.facts.fromAbove[0])
}

// answeringPage shows 下发与回执 of the street above the window's centre.
func answeringPage(t *testing.T, w *Window) *exchangePage {
	t.Helper()
	if !w.desk.store.Receives() { // a street that is drawn has its own
		w.desk.store = handingStreet(t, shown[*exchangePage](t, w, pageExchange))
		w.show()
	}
	p := shown[*exchangePage](t, w, pageExchange)
	p.tabs.Choose(tabAnswer)
	p.answer.table.SelectRow(0)
	return p
}

func openExchangeAnswer(t *testing.T, w *Window) { t.Helper(); answeringPage(t, w) }

func openExchangeItem(t *testing.T, w *Window) {
	t.Helper()
	answeringPage(t, w).answer.onChange()
}

func openExchangeAnswerWrite(t *testing.T, w *Window) {
	t.Helper()
	p := answeringPage(t, w)
	p.facts.sticks = []exchange.Stick{{Name: "KINGSTON (E:)", Path: `E:\`, Free: 29_420_000_000, Total: 31_990_000_000}}
	openAnswerForm(p)
}
