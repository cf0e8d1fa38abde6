package ui

import (
	"os"
	"path/filepath"
	"testing"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
)

// openExchangeNew shows 上报 before any office is registered.
func openExchangeNew(t *testing.T, w *Window) {
	t.Helper()
	shown[*exchangePage](t, w, pageExchange)
}

// registered shows 上报 of the window's centre with a street above it, one
// package written and one that waits.
func registered(t *testing.T, w *Window) *exchangePage {
	t.Helper()
	p := shown[*exchangePage](t, w, pageExchange)
	if len(p.facts.above()) > 0 {
		return p
	}
	keys, err := keyring.FromSpelled(screensKeys())
	if err != nil {
		t.Fatal(err)
	}
	street := keys.Public(model.Office{ID: "01960000-0000-7000-8000-0000000000ff", Kind: model.Street, Name: "大学路街道", Code: "410103008"})
	if err := w.desk.store.Approve(t.Context(), street); err != nil {
		t.Fatal(err)
	}
	if err := w.desk.store.SaveSetting(t.Context(), scheduleSetting, "week 5"); err != nil {
		t.Fatal(err)
	}
	w.changed()
	return p
}

// screensKeys are the keys of the street in the pictures.
func screensKeys() (identity, seed, key string) {
	keys, err := keyring.FromSeed("screens")
	if err != nil {
		panic(err)
	}
	return keys.Spelled()
}

func openExchangeSend(t *testing.T, w *Window) {
	t.Helper()
	p := registered(t, w)
	p.facts.folder = t.TempDir()
	p.send.choose(p.facts.folder)
	p.send.onWrite()
	w.desk.topDialog().close()
	p.facts.sticks = []exchange.Stick{{Name: "KINGSTON (E:)", Path: `E:\`, Free: 29_420_000_000, Total: 31_990_000_000}}
	p.facts.folder = ""
	p.send.choose(`E:\`)
}

func openExchangeArrive(t *testing.T, w *Window) {
	t.Helper()
	centre := registered(t, w)
	stick := t.TempDir()
	centre.facts.folder = stick
	centre.send.choose(stick)
	centre.send.onWrite()
	w.desk.topDialog().close()
	self := centre.facts.self
	keys, err := keyring.FromSpelled(screensKeys())
	if err != nil {
		t.Fatal(err)
	}
	st := emptyStreet(t)
	if err := keyring.Restore(t.Context(), st, keys, testDay); err != nil {
		t.Fatal(err)
	}
	if err := st.Approve(t.Context(), self); err != nil {
		t.Fatal(err)
	}
	w.desk.store = st
	w.show()
	p := shown[*exchangePage](t, w, pageExchange)
	if err := os.WriteFile(filepath.Join(stick, "坏包.jishi"), []byte("age-encryption.org/v1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.arrive.look([]string{stick})
}

func openExchangeArrived(t *testing.T, w *Window) {
	t.Helper()
	openExchangeArrive(t, w)
	p := shown[*exchangePage](t, w, pageExchange)
	p.arrive.onTake()
	p.tabs.Choose(tabArrived)
	p.arrive.history.SelectRow(0)
}

func openExchangeOffices(t *testing.T, w *Window) {
	t.Helper()
	registered(t, w).tabs.Choose(tabOffices)
}

func openExchangePairing(t *testing.T, w *Window) {
	t.Helper()
	p := registered(t, w)
	openPairing(p.desk, p.store, newcomer{Office: p.facts.offices[0].Office}, nil)
}

func openExchangeRestoring(t *testing.T, w *Window) {
	t.Helper()
	openRestoring(registered(t, w))
}

func openExchangeKeysLost(t *testing.T, w *Window) {
	t.Helper()
	loseKeys(t, registered(t, w))
}

func openExchangeKeysOther(t *testing.T, w *Window) {
	t.Helper()
	swapKeys(t, registered(t, w))
}

func openExchangeKeysRenew(t *testing.T, w *Window) {
	t.Helper()
	p := registered(t, w)
	loseKeys(t, p)
	p.keys.onRenew()
}

func openExchangeKeysNew(t *testing.T, w *Window) {
	t.Helper()
	openExchangeKeysRenew(t, w)
	agree(t, w.desk)
}
