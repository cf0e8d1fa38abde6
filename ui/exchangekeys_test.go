package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/keyring"
)

// loseKeys takes the keys of a page's office away, as where its data were
// restored from a backup on another computer.
func loseKeys(t *testing.T, p *exchangePage) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(p.store.Dir(), "keys")); err != nil {
		t.Fatal(err)
	}
	p.Refresh()
}

func TestWithoutItsKeysAnOfficeWritesNothingUntilSomebodyHasChosen(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	registerOffice(t, centre, street)
	registerOffice(t, street, centre)
	stick := t.TempDir()
	centre.send.choose(stick)
	test.Tap(centre.send.write)
	centre.desk.topDialog().close()
	spoken := centre.facts.self.Fingerprint()

	loseKeys(t, centre)
	if centre.body.Objects[0] != centre.keys.content || !strings.Contains(centre.keys.said.Text, "没有本单位的密钥") || !strings.Contains(centre.keys.print.Text, spoken) {
		t.Fatalf("the page says %q, %q", centre.keys.said.Text, centre.keys.print.Text)
	}
	if !centre.send.write.Disabled() || centre.trouble.content.Visible() {
		t.Error("a package can be written without a choice, or the page tells it twice")
	}
	centre.send.onWrite()
	if box := centre.desk.topDialog(); box == nil || box.title != "没有办成" {
		t.Error("a package was written without keys")
	} else {
		box.close()
	}
	if files := must[[]string](t)(filepath.Glob(filepath.Join(stick, "*.jishi"))); len(files) != 1 {
		t.Errorf("on the stick are %v", files)
	}

	test.Tap(centre.keys.renew)
	agree(t, centre.desk)
	if centre.facts.keysErr != nil || centre.facts.self.Fingerprint() == spoken {
		t.Fatalf("no new keys: %v", centre.facts.keysErr)
	}
	if said := centre.offices.fresh.said.Text; centre.body.Objects[0] != centre.offices.content || !centre.offices.fresh.content.Visible() || !strings.Contains(said, "大学路街道") {
		t.Errorf("what is left to do: %q", said)
	}
	other := t.TempDir()
	centre.send.choose(other)
	test.Tap(centre.send.write)
	centre.desk.topDialog().close()
	street.arrive.look([]string{other})
	if len(street.arrive.ready()) != 0 {
		t.Fatal("the street takes a package under keys that nobody has compared")
	}
	registerOffice(t, street, centre)
	street.arrive.look([]string{other})
	if len(street.arrive.ready()) != 1 {
		t.Fatalf("registered anew, it is %+v", street.arrive.found)
	}
	test.Tap(centre.offices.fresh.known)
	agree(t, centre.desk)
	if centre.offices.fresh.content.Visible() {
		t.Error("the band stays when all is done")
	}
}

// swapKeys puts others into the folder of a page's office than its keys of
// record, as where a backup of before they were made was restored; it returns
// their fingerprint.
func swapKeys(t *testing.T, p *exchangePage) string {
	t.Helper()
	keys, other := must[*keyring.Keys](t)(keyring.FromSeed("since the backup")), otherCentre(t)
	if err := keyring.Restore(t.Context(), other, keys, testDay); err != nil {
		t.Fatal(err)
	}
	there := keys.Public(p.facts.self).Fingerprint()
	loseKeys(t, p)
	if err := os.CopyFS(filepath.Join(p.store.Dir(), "keys"), os.DirFS(filepath.Join(other.Dir(), "keys"))); err != nil {
		t.Fatal(err)
	}
	p.Refresh()
	return there
}

func TestKeysThatTheStreetRegisteredSinceABackupCanBeKept(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	registerOffice(t, centre, street)
	former := centre.facts.self.Fingerprint()
	loseKeys(t, centre)
	if centre.keys.adopt.Visible() || centre.keys.there.Visible() {
		t.Error("keys are offered that are not there")
	}
	there := swapKeys(t, centre)
	k := centre.keys
	if centre.body.Objects[0] != k.content || !k.adopt.Visible() || !strings.Contains(k.print.Text, former) || !k.there.Visible() || !strings.Contains(k.there.Text, there) {
		t.Fatalf("the page says %q, %q", k.print.Text, k.there.Text)
	}
	if !strings.Contains(k.said.Text, "请打电话问大学路街道") {
		t.Errorf("whom to ask: %q", k.said.Text)
	}
	test.Tap(k.adopt)
	if centre.facts.keysErr == nil {
		t.Error("nobody asks first")
	}
	agree(t, centre.desk)
	if centre.facts.keysErr != nil || centre.facts.self.Fingerprint() != there || centre.body.Objects[0] == k.content {
		t.Errorf("the choice does not hold: %v", centre.facts.keysErr)
	}
	if centre.offices.fresh.content.Visible() {
		t.Error("keys that the street knows are told to be new")
	}
}

func TestOtherKeysThanTheLostOnesAreTold(t *testing.T) {
	p := openedExchange(t, filledStore(t))
	loseKeys(t, p)
	r := openRestoring(p)
	identity, seed, key := screensKeys()
	r.identity.SetText(identity)
	r.seed.SetText(seed)
	r.key.SetText(key)
	r.onTyped()
	if box := p.desk.topDialog(); box == nil || box.title != "找回的是另一份密钥" {
		t.Error("nobody says that these are other keys")
	}
	if p.facts.keysErr != nil || p.body.Objects[0] == p.keys.content {
		t.Errorf("the choice does not hold: %v", p.facts.keysErr)
	}
}

func TestAnOfficeThatRegistersAnotherHasItsKeysFromThen(t *testing.T) {
	w, other := openWindow(t, filledStore(t)), otherCentre(t)
	st := w.desk.store
	if record := must[model.KeyRecord](t)(st.KeyRecord(t.Context())); len(record.Keys) != 0 {
		t.Fatalf("there are keys already: %+v", record)
	}
	office := publicOf(t, other)
	q := openPairing(w.desk, st, newcomer{Office: office}, nil)
	q.print.SetText(office.Fingerprint())
	q.onOK()
	if _, err := keyring.Open(t.Context(), st); err != nil {
		t.Errorf("its keys: %v", err)
	}
}
