package ui

import (
	"testing"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
)

// atDistrict shows a page of the district.
func atDistrict(key string) func(t *testing.T, w *Window) {
	return func(t *testing.T, w *Window) {
		t.Helper()
		w.desk.store = districtStore(t)
		w.show()
		w.goTo(key, nil)
	}
}

// openDistrictBelonging asks to which street a centre belongs.
func openDistrictBelonging(t *testing.T, w *Window) {
	t.Helper()
	atDistrict(pageExchange)(t, w)
	p := shown[*exchangePage](t, w, pageExchange)
	p.tabs.Choose(tabOffices)
	p.offices.onBelonging()
	p.offices.belong.centre.SetSelected(p.offices.belong.centre.Options[0])
}

// openExchangeItemSome shows an item that is for one centre.
func openExchangeItemSome(t *testing.T, w *Window) {
	t.Helper()
	p := answeringPage(t, w)
	item := p.facts.items[0]
	item.For = []model.ID{p.facts.below()[0].ID}
	p.answer.form = openItemForm(p, item)
}

// openHandedHome shows that something waits to be signed for.
func openHandedHome(t *testing.T, w *Window) {
	t.Helper()
	openHandedDown(t, w)
	w.goTo(pageHome, nil)
}

// openExchangeRebuild asks for the fingerprint of a new computer.
func openExchangeRebuild(t *testing.T, w *Window) {
	t.Helper()
	w.desk.store = streetStore(t)
	w.show()
	p := shown[*exchangePage](t, w, pageExchange)
	p.tabs.Choose(tabOffices)
	p.offices.table.SelectRow(0)
	p.facts.sticks = []exchange.Stick{{Name: "KINGSTON (E:)", Path: `E:\`, Free: 29_420_000_000, Total: 31_990_000_000}}
	keys, err := keyring.FromSeed("screens")
	if err != nil {
		t.Fatal(err)
	}
	fresh := keys.Public(model.Office{ID: "01960000-0000-7000-8000-0000000000fd", Kind: model.CentreOf, Name: "高山社区党群服务中心"})
	p.offices.rebuild = openRebuilding(p, p.facts.below()[0], fresh)
}

// openExchangeReplace leads through the replacing of a lost computer.
func openExchangeReplace(t *testing.T, w *Window) {
	t.Helper()
	w.goTo(pageExchange, replaceComputer{})
}
