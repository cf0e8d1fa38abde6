package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

type identity struct{ ID, Name, Code, Fingerprint string }

type received struct {
	OK, Applied, Approved, Repeated, Older bool
	Message                                string
	Sequence, Rows, Confirmed              int
	Missing                                []int
	Centre                                 identity
	Tables                                 []struct {
		Table                       string
		New, Changed, Removed, Same int
	}
}

// street is the data folder of a street office.
func street(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.SaveCentre(t.Context(), model.Centre{Kind: model.Street, Name: "大学路街道", Code: "410103008", District: "郑州市二七区"})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// publicFile writes the public file of the office in dir and returns its
// fingerprint.
func publicFile(t *testing.T, dir, name string) (file, fingerprint string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), name+".jishi-office")
	var own identity
	ask(t, &own, "identity", "--out", file, "--data", dir)
	return file, own.Fingerprint
}

func TestACentreReportsAndTheStreetReceives(t *testing.T) {
	centre, street, stick := demo(t), street(t), t.TempDir()
	refuse(t, 1, "export", "--to", stick, "--data", centre)

	file, fingerprint := publicFile(t, street, "街道")
	if line := refuse(t, 1, "pair", file, "--fingerprint", strings.Repeat("0000 ", 8), "--data", centre); !strings.Contains(line, "指纹") {
		t.Errorf("a wrong fingerprint is refused with %q", line)
	}
	refuse(t, 1, "export", "--to", stick, "--data", centre)
	var paired identity
	ask(t, &paired, "pair", file, "--fingerprint", fingerprint, "--data", centre)
	var sent struct {
		File     string
		Sequence int
		Rows     map[string]int
		Lost     []string
	}
	ask(t, &sent, "export", "--to", stick, "--data", centre)
	if sent.Sequence != 1 || sent.Rows["members"] == 0 || len(sent.Lost) > 0 {
		t.Errorf("sent %+v", sent)
	}
	refuse(t, 1, "inspect", sent.File, "--data", centre) // sealed to the street alone

	var seen received
	ask(t, &seen, "inspect", sent.File, "--data", street)
	if seen.Approved || seen.Rows == 0 || seen.Sequence != 1 {
		t.Errorf("before the centre is known: %+v", seen)
	}
	status, out, _ := jishi(t, "receive", stick, "--apply", "--data", street)
	if status != 1 || !strings.Contains(out, seen.Centre.Fingerprint) {
		t.Errorf("an unknown centre: status %d, %q", status, out)
	}
	ask(t, &paired, "pair", sent.File, "--fingerprint", seen.Centre.Fingerprint, "--data", street)

	var looked, got []received
	ask(t, &looked, "receive", stick, "--data", street)
	if !looked[0].OK || looked[0].Applied || len(looked[0].Tables) == 0 {
		t.Errorf("looked at: %+v", looked)
	}
	ask(t, &got, "receive", stick, "--apply", "--data", street)
	if len(got) != 1 || !got[0].Applied {
		t.Errorf("received: %+v", got)
	}
	ask(t, &got, "receive", stick, "--apply", "--data", street)
	if got[0].Applied || !got[0].Repeated {
		t.Errorf("received twice: %+v", got)
	}
	checkStreet(t, street, sent.Rows)
}

// checkStreet looks at a street that holds one package, and takes it out.
func checkStreet(t *testing.T, street string, rows map[string]int) {
	t.Helper()
	var centres []struct {
		identity
		LastSequence int
		Rows         map[string]int
		Missing      []int
	}
	ask(t, &centres, "centres", "--data", street)
	if len(centres) != 1 || centres[0].LastSequence != 1 || centres[0].Rows["members"] != rows["members"] {
		t.Errorf("centres: %+v", centres)
	}
	if people := membersOf(t, street); !strings.Contains(people, "phone") {
		t.Error("the street shows nobody")
	}
	if status, out, complaint := jishi(t, "check", "--data", street); status != 0 {
		t.Errorf("check: %s%s", out, complaint)
	}
	var undone struct{ Undone, Sequence int }
	ask(t, &undone, "undo", centres[0].Code, "--data", street)
	if undone.Undone != 1 || undone.Sequence != 0 {
		t.Errorf("undone: %+v", undone)
	}
	if people := strings.TrimSpace(membersOf(t, street)); people != "[]" {
		t.Error("people stayed after the undo")
	}
	refuse(t, 1, "undo", centres[0].Code, "--data", street)
}

func TestPackagesThatAreNoneAreRefusedOneByOne(t *testing.T) {
	street, stick := street(t), t.TempDir()
	refuse(t, 1, "receive", stick, "--data", street)
	refuse(t, 1, "receive", filepath.Join(stick, "没有.jishi"), "--data", street)
	for name, content := range map[string]string{"空.jishi": "", "照片.jishi": "\xff\xd8\xff\xe0 JFIF", "半个.jishi": "age-encryption.org/v1\n-> X25519 "} {
		if err := os.WriteFile(filepath.Join(stick, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	status, out, complaint := jishi(t, "receive", stick, "--apply", "--data", street)
	if status != 1 || strings.Count(out, "\n") != 3 || !strings.Contains(complaint, "3") {
		t.Errorf("status %d, %q, %q", status, out, complaint)
	}
}

func TestTheRecoveryFileRestoresAnOffice(t *testing.T) {
	first, second := street(t), street(t)
	recovery := filepath.Join(t.TempDir(), "恢复文件.txt")
	var own, other identity
	ask(t, &own, "identity", "--recovery", recovery, "--data", first)
	refuse(t, 1, "identity", "--recovery", recovery, "--data", first) // never overwritten
	ask(t, &other, "identity", "--data", second)
	ask(t, &other, "identity", "--restore", recovery, "--data", second)
	// The fingerprint names the office as well, which is another one here.
	var again identity
	ask(t, &again, "identity", "--data", second)
	if again.Fingerprint != other.Fingerprint || own.Fingerprint == "" {
		t.Errorf("restored %+v, then %+v", other, again)
	}
}
