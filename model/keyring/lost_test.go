package keyring

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

// setAside are the former keys in a data folder.
func setAside(t *testing.T, dir string) []string {
	t.Helper()
	kept, err := filepath.Glob(filepath.Join(dir, folder, "office-*.key"))
	must(t, err)
	return kept
}

// lostHow is the sentence with which the keys are refused.
func lostHow(t *testing.T, st *store.Store) string {
	t.Helper()
	keys, err := Open(t.Context(), st)
	if model.CodeOf(err) != model.KeysLost || keys != nil {
		t.Fatalf("the keys are %v, %v", keys, err)
	}
	return err.Error()
}

// moved is the centre on another computer: its data came from a backup.
func moved(t *testing.T, st *store.Store) *store.Store {
	t.Helper()
	dir := t.TempDir()
	must(t, st.Backup(t.Context(), filepath.Join(dir, "jishi.db")))
	return centre(t, dir)
}

func TestARestoredBackupMakesNoKeysByItself(t *testing.T) {
	first := centre(t, t.TempDir())
	keys := opened(t, first)
	st := moved(t, first)
	if text := lostHow(t, st); !strings.Contains(text, "没有本单位的密钥") {
		t.Errorf("it says %q", text)
	}
	if _, err := os.Stat(path(st.Dir())); !os.IsNotExist(err) {
		t.Errorf("keys were made: %v", err)
	}
	must(t, Restore(t.Context(), st, keys, testDay))
	if !opened(t, st).same(keys) {
		t.Error("other keys came back")
	}
}

func TestOtherKeysThanThoseOfRecordAreNotUsed(t *testing.T) {
	first := centre(t, t.TempDir())
	keys := opened(t, first)
	st := moved(t, first)
	must(t, os.MkdirAll(filepath.Join(st.Dir(), folder), 0o700))
	other := seeded(t, "新电脑")
	must(t, other.save(st.Dir()))
	if text := lostHow(t, st); !strings.Contains(text, "不是本单位登记的那一份") {
		t.Errorf("it says %q", text)
	}
	must(t, Restore(t.Context(), st, keys, testDay))
	if !opened(t, st).same(keys) || len(setAside(t, st.Dir())) != 1 {
		t.Errorf("the keys are others, or those that were there are gone: %v", setAside(t, st.Dir()))
	}
}

func TestAnOfficeThatOthersKnowIsAskedAlsoWhereNoKeysWereNoted(t *testing.T) {
	st := centre(t, t.TempDir())
	must(t, st.Approve(t.Context(), seeded(t, "街道").Public(model.Office{
		ID: "01960000-0000-7000-8000-0000000000ff", Kind: model.Street, Name: "大学路街道", Code: "410103008",
	})))
	lostHow(t, st)
}

func TestKeysOfBeforeTheyWereNotedAreTakenOver(t *testing.T) {
	st, keys := centre(t, t.TempDir()), seeded(t, "高山")
	must(t, keys.save(st.Dir()))
	if !opened(t, st).same(keys) {
		t.Error("other keys are used")
	}
	record, err := st.KeyRecord(t.Context())
	must(t, err)
	if present, noted := record.Present(); !noted || !present.Same(keys.halves()) {
		t.Errorf("noted are %+v", record)
	}
}

func TestNewKeysAreMadeOnlyInPlaceOfLostOnes(t *testing.T) {
	st := centre(t, t.TempDir())
	keys := opened(t, st)
	if _, err := Renew(t.Context(), st, testDay); model.CodeOf(err) != model.Refused {
		t.Fatalf("keys that are not lost: %v", err)
	}
	must(t, os.WriteFile(path(st.Dir()), []byte("sealed by a Windows user that is gone"), 0o600))
	if text := lostHow(t, st); !strings.Contains(text, "打不开") {
		t.Errorf("it says %q", text)
	}
	fresh, err := Renew(t.Context(), st, testDay)
	must(t, err)
	if fresh.same(keys) || !opened(t, st).same(fresh) {
		t.Error("the new keys are not used")
	}
	if kept := setAside(t, st.Dir()); len(kept) != 1 {
		t.Errorf("set aside: %v", kept)
	}
	record, err := st.KeyRecord(t.Context())
	must(t, err)
	if present, _ := record.Present(); len(record.Keys) != 2 || !present.Renewed {
		t.Errorf("noted are %+v", record)
	}
}

func TestNewKeysBroughtBackStillWaitToBeRegisteredElsewhere(t *testing.T) {
	st := centre(t, t.TempDir())
	opened(t, st)
	must(t, os.Remove(path(st.Dir())))
	fresh, err := Renew(t.Context(), st, testDay)
	must(t, err)
	for _, when := range []string{"that are in place", "that were lost"} {
		must(t, Restore(t.Context(), st, fresh, testDay))
		record, err := st.KeyRecord(t.Context())
		must(t, err)
		if present, _ := record.Present(); !present.Same(fresh.halves()) || !present.Renewed {
			t.Errorf("after new keys %s were brought back noted are %+v", when, record)
		}
		must(t, os.Remove(path(st.Dir())))
	}
}

func TestKeysThatOthersRegisteredSinceTheBackupCanBeKept(t *testing.T) {
	st := centre(t, t.TempDir())
	former := opened(t, st)
	if _, err := Adopt(t.Context(), st); model.CodeOf(err) != model.Refused {
		t.Fatalf("keys that are not lost: %v", err)
	}
	since := seeded(t, "换过")
	must(t, since.replace(st.Dir(), testDay)) // as after a backup of before Renew
	if text := lostHow(t, st); !strings.Contains(text, "选定用哪一份") {
		t.Errorf("it says %q", text)
	}
	there, ok, err := Unnoted(t.Context(), st)
	must(t, err)
	if !ok || !there.Same(since.halves()) {
		t.Errorf("in the folder are %+v, %v", there, ok)
	}
	kept, err := Adopt(t.Context(), st)
	must(t, err)
	if !kept.same(since) || !opened(t, st).same(since) || len(setAside(t, st.Dir())) != 1 {
		t.Errorf("they are not kept: %v", setAside(t, st.Dir()))
	}
	record, err := st.KeyRecord(t.Context())
	must(t, err)
	if present, _ := record.Present(); len(record.Keys) != 2 || !record.Keys[0].Same(former.halves()) || present.Renewed {
		t.Errorf("noted are %+v", record)
	}
}

func TestKeysThatCannotBeOpenedAreNotKept(t *testing.T) {
	st := centre(t, t.TempDir())
	opened(t, st)
	must(t, os.WriteFile(path(st.Dir()), []byte("sealed by a Windows user that is gone"), 0o600))
	if _, err := Adopt(t.Context(), st); model.CodeOf(err) != model.KeysLost {
		t.Errorf("they are kept: %v", err)
	}
	if _, ok, err := Unnoted(t.Context(), st); ok || err != nil {
		t.Errorf("they are offered: %v, %v", ok, err)
	}
}

func TestWhatWasSignedWithLostKeysIsStillKnown(t *testing.T) {
	st := centre(t, t.TempDir())
	keys := opened(t, st)
	code, err := model.SignProof(model.ProofCode{Number: "410103-2018-证明-0001", Name: "张桂兰", Minutes: 120, Issued: model.Date{Year: 2018, Month: 5, Day: 7}}, keys)
	must(t, err)
	genuine := func(when string) {
		t.Helper()
		own, err := SigningKeys(t.Context(), st)
		must(t, err)
		check, err := st.CheckProof(t.Context(), code, own)
		must(t, err)
		if check.Verdict != model.ProofGenuine || !check.Own {
			t.Errorf("%s the proof is %+v", when, check)
		}
	}
	must(t, os.Remove(path(st.Dir())))
	genuine("without keys")
	_, err = Renew(t.Context(), st, testDay)
	must(t, err)
	genuine("under new keys")
}
