package ui

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// openedExchange shows 上报 on a store whose keys are made.
func openedExchange(t *testing.T, st *store.Store) *exchangePage {
	t.Helper()
	p := shown[*exchangePage](t, openWindow(t, st), pageExchange)
	if p.facts.keysErr != nil {
		t.Fatal(p.facts.keysErr)
	}
	return p
}

// agree says yes to the question in view.
func agree(t *testing.T, d *desk) {
	t.Helper()
	buttons := d.topDialog().buttons
	yes, ok := buttons[len(buttons)-1].(*widgets.Button)
	if !ok {
		t.Fatal("nobody asks first")
	}
	test.Tap(yes)
}

// emptyStreet is the store of a street without anything.
func emptyStreet(t *testing.T) *store.Store {
	t.Helper()
	st := openStore(t)
	must[model.Centre](t)(st.SaveCentre(t.Context(), model.Centre{Kind: model.Street, Name: "大学路街道", Code: "410103008", District: "郑州市二七区"}))
	return st
}

// officeFile saves the office file of a page through its button.
func officeFile(t *testing.T, p *exchangePage) string {
	t.Helper()
	folder := t.TempDir()
	p.desk.pick = func(chosen func(string)) { chosen(folder) }
	p.offices.onSave()
	file := filepath.Join(folder, printing.OfficeFileName(p.facts.self))
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
	return file
}

// registerOffice lets a page know another's office, the fingerprint typed by hand.
func registerOffice(t *testing.T, p, other *exchangePage) {
	t.Helper()
	file := officeFile(t, other)
	p.desk.pick = func(chosen func(string)) { chosen(file) }
	p.offices.onAdd()
	typeFingerprint(t, p, other.facts.self.Fingerprint())
	if p.desk.topDialog() != nil {
		t.Fatalf("%s was not registered", other.facts.self.Name)
	}
}

// typeFingerprint types into the open dialog of a registration.
func typeFingerprint(t *testing.T, p *exchangePage, spoken string) {
	t.Helper()
	box := p.desk.topDialog()
	if box == nil || box.title != "登记单位" {
		t.Fatal("nobody asks for the fingerprint")
	}
	p.pairing.print.SetText(spoken)
	box.onSave()
}

func TestACentreReportsAndTheStreetTakesItIn(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	registerOffice(t, centre, street)
	if len(centre.facts.above()) != 1 {
		t.Fatalf("above: %v", centre.facts.above())
	}
	stick := t.TempDir()
	centre.desk.pick = func(chosen func(string)) { chosen(stick) }
	if !centre.send.write.Disabled() {
		t.Error("a package can be written nowhere")
	}
	centre.desk.chooseFolder(func(folder string) {
		centre.facts.folder = folder
		centre.send.choose(folder)
	})
	test.Tap(centre.send.write)
	if box := centre.desk.topDialog(); box == nil || box.title != "已写好并核对" {
		t.Fatal("nobody says that the stick can be pulled")
	}
	centre.desk.topDialog().close()
	if len(centre.send.rows) != 1 || centre.send.rows[0].members != "9" || centre.send.rows[0].at != "已写好，还没签收" {
		t.Fatalf("the history says %+v", centre.send.rows)
	}

	street.arrive.look([]string{stick})
	if len(street.arrive.found) != 1 || street.arrive.found[0].approved || !street.arrive.take.Disabled() {
		t.Fatalf("an unknown office: %+v", street.arrive.found)
	}
	if !strings.Contains(street.arrive.detail.Text, centre.facts.self.Fingerprint()) {
		t.Errorf("beside it stands %q", street.arrive.detail.Text)
	}
	test.Tap(street.arrive.approve)
	typeFingerprint(t, street, strings.ReplaceAll(centre.facts.self.Fingerprint(), " ", ""))
	if len(street.arrive.ready()) != 1 {
		t.Fatalf("registered, it is %+v", street.arrive.found)
	}
	test.Tap(street.arrive.take)
	if !street.arrive.found[0].done || len(street.arrive.rows) != 1 {
		t.Fatalf("taken in: %+v %+v", street.arrive.found, street.arrive.rows)
	}
	page := must[store.MemberPage](t)(street.desk.store.Members(t.Context(), store.MemberFilter{State: model.Active}))
	if page.Total != 9 {
		t.Errorf("the street sees %d people", page.Total)
	}

	street.arrive.look([]string{stick})
	if street.arrive.found[0].ready() {
		t.Error("the same package can be taken in twice")
	}
	street.arrive.history.SelectRow(0)
	test.Tap(street.arrive.undo)
	agree(t, street.desk)
	page = must[store.MemberPage](t)(street.desk.store.Members(t.Context(), store.MemberFilter{State: model.Active}))
	if page.Total != 0 || street.arrive.rows[0].at != "已撤销" {
		t.Errorf("undone, the street sees %d people: %+v", page.Total, street.arrive.rows)
	}
}

func TestOnePackageIsLeftOutWhenTheOthersAreTakenIn(t *testing.T) {
	centre, street, stick := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t)), t.TempDir()
	registerOffice(t, centre, street)
	registerOffice(t, street, centre)
	for range 2 {
		centre.send.choose(stick)
		test.Tap(centre.send.write)
		centre.desk.topDialog().close()
	}
	street.arrive.look([]string{stick})
	street.arrive.table.SelectRow(1)
	test.Tap(street.arrive.leave)
	if ready := street.arrive.ready(); len(ready) != 1 || ready[0] != 0 {
		t.Fatalf("ready are %v", ready)
	}
	test.Tap(street.arrive.take)
	if found := street.arrive.found; !found[0].done || found[1].done {
		t.Fatalf("taken in: %+v", found)
	}
	street.arrive.table.SelectRow(1)
	test.Tap(street.arrive.leave) // after all
	test.Tap(street.arrive.take)
	if !street.arrive.found[1].done {
		t.Errorf("still left out: %+v", street.arrive.found[1])
	}
}

func TestOtherKeysOfAKnownOfficeAreWarnedOf(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	registerOffice(t, centre, street)
	other := newcomer{centre.facts.offices[0].Office, centre.facts.offices}
	if text := other.said(); strings.Contains(text, "已经登记过") {
		t.Errorf("the same keys: %q", text)
	}
	other.Recipient = centre.facts.self.Recipient
	if text := other.said(); !strings.Contains(text, "已经登记过") {
		t.Errorf("other keys: %q", text)
	}
}

func TestAWrongFingerprintRegistersNobody(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	file := officeFile(t, street)
	centre.desk.pick = func(chosen func(string)) { chosen(file) }
	centre.offices.onAdd()
	typeFingerprint(t, centre, centre.facts.self.Fingerprint())
	if centre.desk.topDialog() == nil || len(centre.facts.offices) != 0 {
		t.Error("a wrong fingerprint was taken")
	}
}

func TestTheKeysComeBackFromTheRecoverySheet(t *testing.T) {
	p := openedExchange(t, filledStore(t))
	spoken := p.facts.self.Fingerprint()
	keys, err := keyring.Open(t.Context(), p.store)
	if err != nil {
		t.Fatal(err)
	}
	identity, seed, key := keys.Spelled()
	if err := os.RemoveAll(filepath.Join(p.store.Dir(), "keys")); err != nil {
		t.Fatal(err)
	}
	p.Refresh()
	if !p.facts.keysLost() || p.body.Objects[0] != p.keys.content {
		t.Fatal("nobody says that the keys are lost")
	}
	test.Tap(p.keys.restore)
	if box := p.desk.topDialog(); box == nil || box.title != "找回密钥" {
		t.Fatal("nobody asks for the recovery sheet")
	} else {
		box.close()
	}
	r := openRestoring(p)
	r.identity.SetText(strings.ToLower(identity))
	r.seed.SetText(seed[:10] + " " + seed[10:])
	r.key.SetText(key[1:])
	r.onTyped()
	if box := p.desk.topDialog(); box == r.box {
		t.Fatal("a key that lacks a character was taken")
	} else {
		box.close()
	}
	r.key.SetText(key)
	r.onTyped()
	if p.facts.self.Fingerprint() != spoken || p.body.Objects[0] == p.keys.content {
		t.Error("the keys did not come back")
	}
}

func TestAnOverdueReportIsRemindedOf(t *testing.T) {
	w := openSample(t)
	p := shown[*exchangePage](t, w, pageExchange)
	street := openedExchange(t, emptyStreet(t))
	registerOffice(t, p, street)
	w.goTo(pageExchange, nil)
	p.send.onSchedule("week 5") // Fridays; today is a Monday
	if got := p.send.due.Text; !strings.Contains(got, "下次") {
		t.Errorf("the schedule says %q", got)
	}
	late := testDay.AddDate(0, 0, 7)
	w.desk.now = func() time.Time { return late }
	w.changed()
	h := shown[*home](t, w, pageHome)
	h.Refresh()
	if h.shown.reportLate != 3 {
		t.Errorf("the report is %d days late", h.shown.reportLate)
	}
}

func TestTheSlipAndTheRecoverySheetArePrinted(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	registerOffice(t, centre, street)
	centre.send.choose(t.TempDir())
	test.Tap(centre.send.write)
	centre.desk.topDialog().close()
	centre.send.history.SelectRow(0)
	test.Tap(centre.send.slip)
	centre.desk.print(nil, printing.Job{Kind: printing.RecoverySheet})
	folder, err := centre.desk.printFolder(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// Secret keys go to where they do not stay.
	aside := must[string](t)(exchange.Aside(centre.store.Dir()))
	for pattern, folder := range map[string]string{"核对单*.pdf": folder, "密钥恢复单*.pdf": aside} {
		files, err := fs.Glob(os.DirFS(folder), pattern)
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %v %v", pattern, files, err)
		}
		content, err := os.ReadFile(filepath.Join(folder, files[0]))
		if err != nil || !bytes.HasPrefix(content, []byte("%PDF")) {
			t.Errorf("%s is no PDF: %v", files[0], err)
		}
	}
	if err := exchange.ClearStaging(centre.store.Dir()); err != nil {
		t.Fatal(err)
	}
	if left, err := fs.Glob(os.DirFS(aside), "*"); err != nil || len(left) > 0 {
		t.Errorf("the keys stay: %v %v", left, err)
	}
}
