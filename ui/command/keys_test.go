package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAMovedOfficeExportsNothingUntilItsKeysAreChosen(t *testing.T) {
	centre, street, stick := demo(t), street(t), t.TempDir()
	file, fingerprint := publicFile(t, street, "街道")
	var own, now identity
	ask(t, &now, "pair", file, "--fingerprint", fingerprint, "--data", centre)
	recovery := filepath.Join(t.TempDir(), "恢复文件.txt")
	ask(t, &own, "identity", "--recovery", recovery, "--data", centre)
	refuse(t, 1, "identity", "--new-keys", "--data", centre) // they are not lost
	refuse(t, 2, "identity", "--new-keys", "--restore", recovery, "--data", centre)

	if err := os.RemoveAll(filepath.Join(centre, "keys")); err != nil {
		t.Fatal(err)
	}
	for _, words := range [][]string{{"identity"}, {"export", "--to", stick}} {
		line := refuse(t, 1, append(words, "--data", centre)...)
		if !strings.Contains(line, "没有本单位的密钥") || !strings.Contains(line, "--new-keys") || !strings.Contains(line, "--restore") {
			t.Errorf("%v is refused with %q", words, line)
		}
	}
	if left, err := os.ReadDir(stick); err != nil || len(left) > 0 {
		t.Errorf("on the stick are %v, %v", left, err)
	}

	_, out, _ := jishi(t, "identity", "--new-keys", "--data", centre)
	if !strings.Contains(out, "已换新密钥") || strings.Contains(out, own.Fingerprint) {
		t.Errorf("new keys: %q", out)
	}
	var sent struct{ Sequence int }
	ask(t, &sent, "export", "--to", stick, "--data", centre)
	_, out, _ = jishi(t, "identity", "--restore", recovery, "--data", centre)
	if !strings.Contains(out, own.Fingerprint) || !strings.Contains(out, "原来登记的指纹") {
		t.Errorf("other keys than those of record: %q", out)
	}
	ask(t, &now, "identity", "--data", centre)
	if now.Fingerprint != own.Fingerprint {
		t.Errorf("the keys did not come back: %+v", now)
	}
}

func TestKeysThatOthersRegisteredSinceABackupCanBeKept(t *testing.T) {
	centre, since := demo(t), filepath.Join(t.TempDir(), "换过密钥")
	var former, renewed, now identity
	ask(t, &former, "identity", "--data", centre)
	refuse(t, 1, "identity", "--keep", "--data", centre) // there is no choice
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.CopyFS(since, os.DirFS(centre)))
	must(os.RemoveAll(filepath.Join(since, "keys")))
	ask(t, &renewed, "identity", "--new-keys", "--data", since)
	must(os.RemoveAll(filepath.Join(centre, "keys")))
	must(os.CopyFS(filepath.Join(centre, "keys"), os.DirFS(filepath.Join(since, "keys"))))
	line := refuse(t, 1, "identity", "--data", centre)
	for _, wanted := range []string{former.Fingerprint, renewed.Fingerprint, "打电话问街道", "--keep"} {
		if !strings.Contains(line, wanted) {
			t.Errorf("%q does not say %s", line, wanted)
		}
	}
	_, out, _ := jishi(t, "identity", "--keep", "--data", centre)
	if !strings.Contains(out, "原来登记的指纹是 "+former.Fingerprint) {
		t.Errorf("kept: %q", out)
	}
	ask(t, &now, "identity", "--data", centre)
	if now.Fingerprint != renewed.Fingerprint {
		t.Errorf("the keys are %+v", now)
	}
}
