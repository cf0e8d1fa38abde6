package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestThePublicToolsOpenAPackage does what README.md says, word for word: data
// outlives this program.
func TestThePublicToolsOpenAPackage(t *testing.T) {
	for _, tool := range []string{"bash", "age", "zstd", "tar"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	must(t, err)
	_, rest, found := strings.Cut(string(readme), "```sh\nmkdir opened\n")
	script, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatal("README.md does not say how a package is opened")
	}

	street := newStreet(t)
	centre := newCentre(t, street, 1)
	people := centre.liveLong(t)
	photo, err := centre.SavePhoto(background, bytes.NewReader(picture(t, 1)))
	must(t, err)
	people[0].Photo = photo
	_, err = centre.SaveMember(background, people[0])
	must(t, err)
	dir := t.TempDir()
	must(t, os.Rename(centre.export(t, street, dir).Path, filepath.Join(dir, "package.jishi")))
	write(t, dir, "recovery.txt", street.keys.Recovery(street.self, time.Unix(0, 0)))
	cmd := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", "mkdir opened\n"+script)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "opened", manifestName))
	must(t, err)
	var m Manifest
	must(t, json.Unmarshal(text, &m))
	if len(m.Members) < 20 {
		t.Errorf("members: %v", m.Members)
	}
	for _, member := range m.Members {
		content, err := os.ReadFile(filepath.Join(dir, "opened", filepath.FromSlash(member.Name)))
		must(t, err)
		sum := sha256.Sum256(content)
		if hex.EncodeToString(sum[:]) != member.Hash {
			t.Errorf("%s is not what the manifest says", member.Name)
		}
		if member.Name == "data/members.jsonl" && (len(content) < few || !bytes.Contains(content, []byte(people[1].Name))) {
			t.Errorf("people cannot be read: %d bytes", len(content))
		}
	}
}
