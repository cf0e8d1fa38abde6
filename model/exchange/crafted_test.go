package exchange

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"jishi/model"
	"jishi/model/keyring"
)

// parts is a package taken apart, to be put together wrongly.
type parts struct {
	Manifest
	entries []entry
	signer  *keyring.Keys
	to      string // recipient of age
	tail    []byte // behind the tar
	raw     []byte // in place of the manifest
}

type entry struct {
	tar.Header
	content []byte
}

// takeApart opens the package in file with the street's keys.
func takeApart(t testing.TB, street *post, file string, signer *keyring.Keys) *parts {
	t.Helper()
	p := &parts{signer: signer, to: street.self.Recipient}
	in := tar.NewReader(bytes.NewReader(plainTar(t, street, file)))
	for {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return p
		}
		must(t, err)
		content, err := io.ReadAll(in)
		must(t, err)
		switch h.Name {
		case manifestName:
			must(t, json.Unmarshal(content, &p.Manifest))
		case signatureName:
		default:
			p.entries = append(p.entries, entry{tar.Header{Typeflag: tar.TypeReg, Name: h.Name}, content})
		}
	}
}

// plainTar is what age and zstd hide.
func plainTar(t testing.TB, street *post, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	must(t, err)
	plain, err := age.Decrypt(bytes.NewReader(content), street.keys.Identity())
	must(t, err)
	unpacked, err := zstd.NewReader(plain)
	must(t, err)
	defer unpacked.Close()
	text, err := io.ReadAll(unpacked)
	must(t, err)
	return text
}

// list makes the manifest tell the truth of the entries.
func (p *parts) list() *parts {
	p.Members = nil
	for _, e := range p.entries {
		sum := sha256.Sum256(e.content)
		m := Member{Name: e.Name, Size: int64(len(e.content)), Hash: hex.EncodeToString(sum[:])}
		if strings.HasPrefix(e.Name, dataFolder) {
			m.Rows = bytes.Count(e.content, []byte("\n"))
		}
		p.Members = append(p.Members, m)
	}
	return p
}

// edit changes the rows of a table, as text.
func (p *parts) edit(t testing.TB, table string, change func(lines string) string) *parts {
	t.Helper()
	i := p.at(dataFolder + table + dataSuffix)
	if i < 0 {
		t.Fatalf("no %s", table)
	}
	before := string(p.entries[i].content)
	p.entries[i].content = []byte(change(before))
	if string(p.entries[i].content) == before {
		t.Fatalf("nothing changed in %s", table)
	}
	return p.list()
}

func (p *parts) at(name string) int {
	return slices.IndexFunc(p.entries, func(e entry) bool { return e.Name == name })
}

func (p *parts) add(name string, content []byte) *parts {
	p.entries = append(p.entries, entry{tar.Header{Typeflag: tar.TypeReg, Name: name}, content})
	return p
}

// tar puts the parts together.
func (p *parts) tar(t testing.TB) []byte {
	t.Helper()
	text := p.raw
	if text == nil {
		var err error
		text, err = json.Marshal(p.Manifest)
		must(t, err)
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	head := []entry{
		{tar.Header{Typeflag: tar.TypeReg, Name: manifestName}, text},
		{tar.Header{Typeflag: tar.TypeReg, Name: signatureName}, p.signer.Sign(text)},
	}
	for _, e := range append(head, p.entries...) {
		e.Size, e.Mode = int64(len(e.content)), 0o600
		must(t, w.WriteHeader(&e.Header))
		_, err := w.Write(e.content)
		must(t, err)
	}
	must(t, w.Close())
	out.Write(p.tail)
	return out.Bytes()
}

// pack seals the parts into a file.
func (p *parts) pack(t testing.TB) string {
	t.Helper()
	recipient, err := age.ParseX25519Recipient(p.to)
	must(t, err)
	var file bytes.Buffer
	secret, err := age.Encrypt(&file, recipient)
	must(t, err)
	packed, err := zstd.NewWriter(secret, zstd.WithWindowSize(window))
	must(t, err)
	_, err = packed.Write(p.tar(t))
	must(t, err)
	must(t, packed.Close())
	must(t, secret.Close())
	return write(t, t.TempDir(), "包.jishi", file.Bytes())
}

// sentence is what a person reads of err.
func sentence(err error) string {
	var known *model.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return ""
}

func TestEachWrongPackageIsRefusedWithItsOwnSentence(t *testing.T) {
	street := newStreet(t)
	centre, other := newCentre(t, street, 1), newCentre(t, street, 2)
	centre.live(t, 3)
	other.live(t, 1)
	street.receive(t, other.export(t, street, t.TempDir()).Path)
	good := centre.export(t, street, t.TempDir()).Path
	theirs := street.heldOf(t, other)
	before := street.allRows(t)
	fresh := func() *parts { return takeApart(t, street, good, centre.keys) }
	stranger, err := keyring.FromSeed("陌生人")
	must(t, err)
	otherMember := idOf(t, theirs, "members")
	const members = "data/members.jsonl"
	for what, c := range map[string]struct {
		file string
		code model.Code
		says string
	}{
		"wrong recipient": {func() string { p := fresh(); p.to = other.self.Recipient; return p.pack(t) }(), model.Refused, "不是发给本单位"},
		"sealed anew":     {func() string { p := fresh(); p.Recipient = other.self.Recipient; return p.pack(t) }(), model.Refused, "写明是发给别的单位"},
		"changed signer": {func() string {
			p := fresh()
			p.signer, p.Manifest.Sender = stranger, keyring.PublicOf(stranger.Public(centre.self))
			return p.pack(t)
		}(), model.Refused, "密钥和登记的不一样"},
		"signed by another": {func() string { p := fresh(); p.signer = stranger; return p.pack(t) }(), model.Refused, "签名不对"},
		"unknown sender": {func() string {
			p := fresh()
			p.signer = stranger
			p.Manifest.Sender = keyring.PublicOf(stranger.Public(model.Office{ID: model.NewID(), Kind: model.CentreOf, Name: "陌生中心"}))
			p.Owner = p.Manifest.Sender.ID
			for i := range p.entries {
				p.entries[i].content = bytes.ReplaceAll(p.entries[i].content, []byte(centre.self.ID), []byte(p.Manifest.Sender.ID))
			}
			return p.list().pack(t)
		}(), model.Refused, "还没有登记"},
		"one's own": {func() string {
			p := fresh()
			p.signer, p.Manifest.Sender = street.keys, keyring.PublicOf(street.self)
			return p.pack(t)
		}(), model.Refused, "自己的包"},
		"altered member": {func() string { p := fresh(); p.entries[p.at(members)].content[20] ^= 1; return p.pack(t) }(), model.Unreadable, "已损坏"},
		"extra member":   {fresh().add("photos/"+strings.Repeat("a", 64)+".jpg", []byte("x")).pack(t), model.Refused, "清单以外"},
		"bytes behind":   {func() string { p := fresh(); p.tail = []byte("hidden"); return p.pack(t) }(), model.Refused, "清单以外"},
		"missing member": {func() string { p := fresh(); p.entries = p.entries[:len(p.entries)-1]; return p.pack(t) }(), model.Refused, "缺少清单上"},
		"leaves the folder": {func() string {
			return fresh().add("../../evil.jsonl", []byte("x")).list().pack(t)
		}(), model.Refused, "不该有的文件名"},
		"absolute path, not listed": {fresh().add("/etc/passwd", []byte("x")).pack(t), model.Refused, "清单以外"},
		"link": {func() string {
			p := fresh()
			e := &p.entries[p.at(members)]
			e.Typeflag, e.Linkname, e.content = tar.TypeSymlink, "/etc/passwd", nil
			return p.pack(t)
		}(), model.Refused, "链接"},
		"twice": {func() string { p := fresh(); p.entries = append(p.entries, p.entries[0]); return p.list().pack(t) }(), model.Refused, "重名"},
		"bomb": {func() string {
			p := fresh()
			p.Members[0].Size = 1 << 40
			return p.pack(t)
		}(), model.Refused, "大得不合常理"},
		"newer format":   {func() string { p := fresh(); p.Version = version + 1; return p.pack(t) }(), model.Newer, "请先升级"},
		"newer schema":   {func() string { p := fresh(); p.Schema++; return p.pack(t) }(), model.Newer, "请先升级"},
		"another format": {func() string { p := fresh(); p.raw = []byte(`{"format":"zip"}`); return p.pack(t) }(), model.Unreadable, "已损坏"},
		"invalid value": {fresh().edit(t, "attendances", func(s string) string {
			return strings.Replace(s, `"state":"present"`, `"state":"maybe"`, 1)
		}).pack(t), model.Refused, "签到状态"},
		"wrong type": {fresh().edit(t, "members", func(s string) string {
			return strings.Replace(s, `"rev":1`, `"rev":"1"`, 1)
		}).pack(t), model.Refused, "第 1 条“人员”"},
		"unknown column": {fresh().edit(t, "members", func(s string) string {
			return strings.Replace(s, `"rev":1`, `"evil":1,"rev":1`, 1)
		}).pack(t), model.Refused, "第 1 条“人员”"},
		"same id twice": {fresh().edit(t, "members", func(s string) string { return s + s[:strings.Index(s, "\n")+1] }).pack(t), model.Refused, "第 4 条“人员”"},
		"another's row": {fresh().edit(t, "members", func(s string) string {
			return strings.Replace(s, `"owner":"`+string(centre.self.ID), `"owner":"`+string(other.self.ID), 1)
		}).pack(t), model.Refused, "不是发送单位自己的"},
		"a report of another's rows": {func() string { p := fresh(); p.Owner = other.self.ID; return p.pack(t) }(), model.Refused, "不是发送单位自己的"},
		"another's row as one's own": {fresh().edit(t, "members", func(s string) string {
			line := s[:strings.Index(s, "\n")+1]
			return s + strings.Replace(line, idIn(line), otherMember, 1)
		}).pack(t), model.Conflict, "互相矛盾"},
		"refers to another's row": {fresh().edit(t, "attendances", func(s string) string {
			at := strings.Index(s, `"member":"`) + len(`"member":"`)
			return s[:at] + otherMember + s[at+36:]
		}).pack(t), model.Refused, "不合规则"},
		"unknown table": {fresh().add("data/secrets.jsonl", []byte("{}\n")).list().pack(t), model.Refused, "清单以外"},
	} {
		_, err := street.reader(t).Receive(background, street, c.file)
		if model.CodeOf(err) != c.code || !strings.Contains(sentence(err), c.says) {
			t.Errorf("%s: code %q, %q; want %q and %q (%v)", what, model.CodeOf(err), sentence(err), c.code, c.says, err)
		}
	}
	if street.allRows(t) != before {
		t.Error("a refused package changed the street's data")
	}
	street.stagingIsEmpty(t)
	street.receive(t, fresh().pack(t)) // what was left right is taken
}

func TestAnOlderPackageIsRead(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	p := takeApart(t, street, centre.export(t, street, t.TempDir()).Path, centre.keys)
	p.Schema = 1
	gone := p.at("data/rooms.jsonl")
	p.entries = slices.Delete(p.entries, gone, gone+1) // there were none yet
	p.edit(t, "activities", func(s string) string { return strings.ReplaceAll(s, `,"cancel_reason":""`, "") })
	street.receive(t, p.pack(t))
	held := street.heldOf(t, centre)
	if !strings.Contains(held, `"cancel_reason":""`) {
		t.Error("a column that was not there yet has no default")
	}
	if strings.Contains(held, `"name":"会议室`) {
		t.Error("rooms came from a package that has none")
	}
}

func TestALimitIsKeptWhileUnpacking(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 3)
	file := centre.export(t, street, t.TempDir()).Path
	r := street.reader(t)
	for what, limits := range map[string]Limits{
		"members": {Members: 3, Member: 1 << 20, Total: 1 << 20},
		"total":   {Members: 1000, Member: 1 << 20, Total: 100},
	} {
		r.Limits = limits
		if _, err := r.Open(background, file); !strings.Contains(sentence(err), "大得不合常理") {
			t.Errorf("%s: %v", what, err)
		}
	}
	street.stagingIsEmpty(t)
}

func TestOpeningStopsWhenItIsCalledOff(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	file := centre.export(t, street, t.TempDir()).Path
	ctx, stop := context.WithCancel(background)
	stop()
	if _, err := street.reader(t).Open(ctx, file); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	street.stagingIsEmpty(t)
}

func TestATableThatThereIsNoneOfIsNeverStaged(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	p := takeApart(t, street, centre.export(t, street, t.TempDir()).Path, centre.keys)
	p.entries = nil
	p.add("data/con.jsonl", []byte("{}\n")).list() // a device to Windows
	staging, err := newStaging(street.Dir())
	must(t, err)
	o := &Opened{staging: staging, tables: map[string]model.Table{}}
	r := street.reader(t)
	r.Limits = DefaultLimits()
	if err := r.unpack(background, bytes.NewReader(p.tar(t)), o); !strings.Contains(sentence(err), "清单以外") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Lstat(filepath.Join(staging, "data")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something was staged: %v", err)
	}
	must(t, o.Close())
}
