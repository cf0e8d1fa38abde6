package keyring

import (
	"bytes"
	"crypto/ed25519"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"filippo.io/age"
	"golang.org/x/text/width"

	"jishi/model"
	"jishi/model/store"
	"jishi/model/store/storetest"
)

var testDay = time.Date(2018, 5, 7, 1, 0, 0, 0, time.UTC)

var testOffice = model.Office{
	ID: "01960000-0000-7000-8000-000000000003", Kind: model.CentreOf, Name: "高山社区党群服务中心", Code: "410103008012",
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func seeded(t *testing.T, seed string) *Keys {
	t.Helper()
	keys, err := FromSeed(seed)
	must(t, err)
	return keys
}

// sealed is text sealed to the office.
func sealed(t *testing.T, o model.Office, text string) []byte {
	t.Helper()
	recipient, err := age.ParseX25519Recipient(o.Recipient)
	must(t, err)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, recipient)
	must(t, err)
	_, err = io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	return out.Bytes()
}

// centre is the store of the office in dir.
func centre(t *testing.T, dir string) *store.Store {
	t.Helper()
	st, err := storetest.Open(t.Context(), dir, store.Options{Now: func() time.Time { return testDay }})
	must(t, err)
	t.Cleanup(func() { must(t, st.Close()) })
	_, err = st.SaveCentre(t.Context(), model.Centre{Name: testOffice.Name, Code: testOffice.Code, Street: "大学路街道", District: "郑州市二七区"})
	must(t, err)
	return st
}

func opened(t *testing.T, st *store.Store) *Keys {
	t.Helper()
	keys, err := Open(t.Context(), st)
	must(t, err)
	return keys
}

func TestKeysAreMadeOnceAndStay(t *testing.T) {
	st := centre(t, t.TempDir())
	dir := st.Dir()
	first := opened(t, st)
	if !first.same(opened(t, st)) {
		t.Error("a second look made other keys")
	}
	other := opened(t, centre(t, t.TempDir()))
	if first.same(other) {
		t.Error("two offices have the same keys")
	}
	if runtime.GOOS == "windows" {
		return
	}
	info, err := os.Stat(path(dir))
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the keys are readable by others: %v", info.Mode())
	}
}

func TestUnreadableKeysAreNeverReplaced(t *testing.T) {
	st := centre(t, t.TempDir())
	dir := st.Dir()
	opened(t, st)
	must(t, os.WriteFile(path(dir), []byte("broken"), 0o600))
	if _, err := Open(t.Context(), st); model.CodeOf(err) != model.KeysLost {
		t.Errorf("got %v", err)
	}
	if content, err := os.ReadFile(path(dir)); err != nil || string(content) != "broken" {
		t.Errorf("the file is now %q, %v", content, err)
	}
}

func TestTheRecoveryFileBringsTheKeysBack(t *testing.T) {
	keys := opened(t, centre(t, t.TempDir()))
	st := centre(t, t.TempDir())
	opened(t, st) // a new computer that made keys of its own
	back, err := ReadRecovery(bytes.NewReader(keys.Recovery(testOffice, time.Unix(0, 0))))
	must(t, err)
	must(t, Restore(t.Context(), st, back, testDay))
	must(t, Restore(t.Context(), st, back, testDay))
	if !opened(t, st).same(keys) {
		t.Error("other keys came back")
	}
	if kept := setAside(t, st.Dir()); len(kept) != 1 {
		t.Errorf("set aside: %v", kept)
	}
}

func TestAMistypedRecoveryFileIsTold(t *testing.T) {
	text := string(seeded(t, "高山").Recovery(testOffice, time.Unix(0, 0)))
	for i, line := range strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n") {
		last := strings.TrimRight(line, "\n")
		wrong := strings.Replace(text, last, last[:len(last)-1]+"x", 1)
		missing := strings.Replace(text, line, "", 1)
		secret := strings.HasPrefix(line, "# signing key") || strings.HasPrefix(line, "AGE-")
		for what, broken := range map[string]string{"wrong": wrong, "missing": missing} {
			if _, err := ReadRecovery(strings.NewReader(broken)); secret && model.CodeOf(err) != model.Unreadable {
				t.Errorf("line %d %s: %v", i+1, what, err)
			}
		}
	}
}

func TestTheToolAgeOpensWithTheRecoveryFile(t *testing.T) {
	tool, err := exec.LookPath("age")
	if err != nil {
		t.Skip("age is not installed")
	}
	keys, dir := seeded(t, "高山"), t.TempDir()
	key, file := filepath.Join(dir, "恢复文件.txt"), filepath.Join(dir, "包.age")
	must(t, os.WriteFile(key, keys.Recovery(testOffice, time.Unix(0, 0)), 0o600))
	must(t, os.WriteFile(file, sealed(t, keys.Public(testOffice), "党员花名册"), 0o600))
	out, err := exec.CommandContext(t.Context(), tool, "-d", "-i", key, file).CombinedOutput()
	if err != nil || string(out) != "党员花名册" {
		t.Errorf("age says %q, %v", out, err)
	}
}

func TestTheSameSeedGivesTheSameKeys(t *testing.T) {
	if !seeded(t, "高山").same(seeded(t, "高山")) || seeded(t, "高山").same(seeded(t, "平原")) {
		t.Error("keys do not follow their seed")
	}
	o := seeded(t, "高山").Public(testOffice)
	if len(o.Fingerprint()) != 39 {
		t.Errorf("fingerprint %q", o.Fingerprint())
	}
}

func TestThePublicFileTellsWhoseItIs(t *testing.T) {
	keys := seeded(t, "高山")
	var file bytes.Buffer
	must(t, WritePublic(&file, testOffice, keys))
	o, err := ReadPublic(bytes.NewReader(file.Bytes()))
	must(t, err)
	if o.Name != testOffice.Name || o.Code != testOffice.Code || !o.SameKeys(keys.Public(testOffice)) {
		t.Errorf("read %+v", o)
	}
	if !ed25519.Verify(o.SigningKey, []byte("包"), keys.Sign([]byte("包"))) {
		t.Error("its signature is not verified by its own file")
	}
}

func TestAnAlteredPublicFileIsTold(t *testing.T) {
	var file bytes.Buffer
	must(t, WritePublic(&file, testOffice, seeded(t, "高山")))
	text := bytes.TrimSuffix(file.Bytes(), []byte("\n"))
	for i := range text {
		broken := bytes.Clone(text)
		broken[i] ^= 1
		if o, err := ReadPublic(bytes.NewReader(broken)); err == nil && o.Name != testOffice.Name {
			t.Errorf("byte %d altered: read as %q", i, o.Name)
		}
		if _, err := ReadPublic(bytes.NewReader(text[:i])); model.CodeOf(err) == "" {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	altered := bytes.Replace(text, []byte("高山"), []byte("平原"), 1)
	if _, err := ReadPublic(bytes.NewReader(altered)); model.CodeOf(err) != model.Unreadable {
		t.Errorf("another name: %v", err)
	}
	newer := bytes.Replace(text, []byte(`"version":1`), []byte(`"version":2`), 1)
	if _, err := ReadPublic(bytes.NewReader(newer)); model.CodeOf(err) != model.Newer {
		t.Errorf("a newer file: %v", err)
	}
}

func TestTwoFirstLooksAtOnceMakeOnePairOfKeys(t *testing.T) {
	st, found := centre(t, t.TempDir()), make([]*Keys, 8)
	var all sync.WaitGroup
	for i := range found {
		all.Go(func() {
			keys, err := Open(t.Context(), st)
			if err != nil {
				t.Error(err)
			}
			found[i] = keys
		})
	}
	all.Wait()
	for _, keys := range found {
		if keys == nil || !keys.same(found[0]) {
			t.Error("somebody has keys that are not those in the folder")
		}
	}
}

func TestKeysTypedWithAnInputMethodAreRead(t *testing.T) {
	keys := seeded(t, "高山")
	identity, seed, key := keys.Spelled()
	wide := func(s string) string { return width.Widen.String(s[:6] + " " + s[6:]) }
	typed, err := FromSpelled(wide(identity), wide(strings.ToUpper(seed)), wide(key))
	must(t, err)
	if !typed.same(keys) {
		t.Error("other keys were read")
	}
}
