// Package exchange writes and reads the packages (交换包) that offices hand each
// other on a stick:
//
//	age( zstd( tar: manifest.json, manifest.sig, data/<table>.jsonl, photos/<hash>.jpg, files/<hash> ) )
//
// sealed to the recipient and signed by the sender. Whoever has the key opens
// them with the public tools age, zstd and tar.
//
// It owns the format, writing without ever leaving half a file under a final
// name, and reading files that anybody may have made: everything is staged
// under limits and verified before a record leaves this package. What the rows
// mean, and taking them in, is the store's.
package exchange

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"jishi/model"
	"jishi/model/keyring"
)

// Extension is what the name of a package ends with.
const Extension = ".jishi"

const (
	format  = "jishi-package"
	version = 2
	// unrelayed is the version of packages that have the sender's rows alone:
	// earlier programs read those.
	unrelayed = 1

	manifestName  = "manifest.json"
	signatureName = "manifest.sig"
	dataFolder    = "data/"
	dataSuffix    = ".jsonl"
)

// Manifest is the first member of a package: who to whom, and every other
// member with its size and hash, in order.
type Manifest struct {
	Format   string            `json:"format"`
	Version  int               `json:"version"`
	Schema   int               `json:"schema"` // of the tables
	Kind     model.PackageKind `json:"kind"`
	Package  model.ID          `json:"package"`
	Sequence int               `json:"sequence"`
	Previous string            `json:"previous"` // SHA-256 of the package before it; empty for the first
	Made     time.Time         `json:"made"`
	Sender   keyring.Public    `json:"sender"`
	// Owner is whose the rows are: the sender's own, or in a package with which
	// an office is rebuilt that office's.
	Owner model.ID `json:"owner"`
	// Relays are the centres whose rows a street passes on with its own.
	Relays []Relay `json:"relays,omitempty"`
	// Recipient is the recipient of age, so that a package cannot be sealed anew
	// for somebody else.
	Recipient string `json:"recipient"`
	// Receipts are the packages that reached the sender from the recipient; in a
	// package with which an office is rebuilt, from that office.
	Receipts []Receipt `json:"receipts,omitempty"`
	Members  []Member  `json:"members"`
}

// Receipt is a model.Receipt as manifests have it.
type Receipt struct {
	Kind     model.PackageKind `json:"kind"`
	Package  model.ID          `json:"package"`
	Sequence int               `json:"sequence"`
	Made     time.Time         `json:"made"`
	Hash     string            `json:"sha256"`
}

func receiptsOf(list []model.Receipt) []Receipt {
	receipts := make([]Receipt, len(list))
	for i, r := range list {
		r.Made = r.Made.UTC()
		receipts[i] = Receipt(r)
	}
	return receipts
}

// Relay is a model.Relay as manifests have it.
type Relay struct {
	Centre   model.ID  `json:"centre"`
	Sequence int       `json:"sequence"`
	Received time.Time `json:"received"`
}

// relay notes the centres whose rows go along.
func (m *Manifest) relay(list []model.Relay) {
	if len(list) == 0 {
		return
	}
	m.Version = version
	for _, r := range list {
		m.Relays = append(m.Relays, Relay{r.Centre, r.Sequence, r.Received.UTC()})
	}
}

// checkRelays reports what no street vouches for.
func (m *Manifest) checkRelays() error {
	if len(m.Relays) == 0 {
		return nil
	}
	if m.Version == unrelayed || m.Kind != model.ReportPackage || m.Sender.Kind != model.Street {
		return refuse(fmt.Errorf("a %s of a %s relays", m.Kind, m.Sender.Kind), "只有街道的上报包可以带下属中心的记录，这个包没有导入。")
	}
	seen := map[model.ID]bool{m.Sender.ID: true}
	for _, r := range m.Relays {
		if seen[r.Centre] || r.Sequence < 0 || !identifier.MatchString(string(r.Centre)) {
			return damaged(fmt.Errorf("relays %q", r.Centre))
		}
		seen[r.Centre] = true
	}
	return nil
}

// Member is one file of a package.
type Member struct {
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes
	Hash string `json:"sha256"`
	Rows int    `json:"rows,omitempty"` // of data
}

// table is the table whose rows the member holds; ok is false of other members.
func (m Member) table() (name string, ok bool) {
	name, ok = strings.CutPrefix(m.Name, dataFolder)
	return strings.TrimSuffix(name, dataSuffix), ok
}

// named are the members that a package may have; no other name gets into the
// file system.
var named = regexp.MustCompile(`^(?:data/[a-z][a-z0-9_]{0,60}\.jsonl|photos/([0-9a-f]{64})\.jpg|files/([0-9a-f]{64}))$`)

// identifier is an ID as it may stand in the name of a file or folder.
var identifier = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// Limits bound what a package may unpack to.
type Limits struct {
	Members int   // how many
	Member  int64 // bytes of a photo or an attachment
	Total   int64 // bytes of everything
}

// DefaultLimits are far above what an office has: a million files, 64 MB each,
// 64 GB together.
func DefaultLimits() Limits { return Limits{Members: 1_000_000, Member: 64 << 20, Total: 64 << 30} }

// maxManifest is what a manifest of that many members may come to, in bytes.
const maxManifest = 256 << 20

// readManifest reads a manifest and verifies that its sender signed it.
func readManifest(text, signature []byte) (*Manifest, model.Office, error) {
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, model.Office{}, damaged(fmt.Errorf("read the manifest: %w", err))
	}
	switch {
	case m.Format != format:
		return nil, model.Office{}, damaged(fmt.Errorf("format %q", m.Format))
	case m.Version > version:
		return nil, model.Office{}, newer()
	}
	sender, err := m.Sender.Office()
	if err != nil {
		return nil, sender, damaged(err)
	}
	if !ed25519.Verify(sender.SigningKey, text, signature) {
		return nil, sender, refuse(fmt.Errorf("the signature does not verify"), "这个包的签名不对，内容可能被改动过，没有导入。")
	}
	return &m, sender, nil
}

// check reports what no package of an honest sender has.
func (m *Manifest) check(l Limits) error {
	switch {
	case m.Sequence < 1 || m.Made.IsZero() || !m.nameable():
		return damaged(fmt.Errorf("number %d of %q", m.Sequence, m.Package))
	case m.Owner != m.Sender.ID && m.Kind != model.RebuildPackage:
		return notOwn(fmt.Errorf("a %s of %s", m.Kind, m.Owner), "有的")
	case len(m.Members) > l.Members || len(m.Receipts) > l.Members || len(m.Relays) > l.Members:
		return tooLarge()
	}
	for _, r := range m.Receipts {
		if r.Sequence < 1 || r.Made.IsZero() || !identifier.MatchString(string(r.Package)) {
			return damaged(fmt.Errorf("a receipt of number %d, %q", r.Sequence, r.Package))
		}
	}
	if err := m.checkRelays(); err != nil {
		return err
	}
	return m.checkMembers(l)
}

// checkMembers reports what cannot be of the members, alone and together.
func (m *Manifest) checkMembers(l Limits) error {
	seen := make(map[string]bool, len(m.Members))
	var total int64
	for _, member := range m.Members {
		if seen[member.Name] {
			return refuse(fmt.Errorf("%s twice", member.Name), "这个包里有重名的内容，没有导入。")
		}
		seen[member.Name] = true
		if err := member.check(); err != nil {
			return err
		}
		if _, data := member.table(); !data && member.Size > l.Member || member.Size > l.Total-total {
			return tooLarge()
		}
		total += member.Size
	}
	return nil
}

// nameable reports whether files and folders may be named after the package.
func (m *Manifest) nameable() bool {
	return identifier.MatchString(string(m.Package)) && identifier.MatchString(string(m.Sender.ID)) && strings.Trim(m.Sender.Code, "0123456789") == ""
}

// check reports a member that cannot be.
func (m Member) check() error {
	hash, err := hex.DecodeString(m.Hash)
	parts := named.FindStringSubmatch(m.Name)
	switch {
	case parts == nil:
		return badName(m.Name)
	case err != nil || len(hash) != 32 || parts[1]+parts[2] != "" && parts[1]+parts[2] != m.Hash:
		return damaged(fmt.Errorf("hash of %s", m.Name))
	case m.Size < 0 || m.Rows < 0 || int64(m.Rows) > m.Size:
		return damaged(fmt.Errorf("size of %s", m.Name))
	}
	return nil
}

// rows counts the rows of each table.
func (m *Manifest) rows() map[string]int {
	counts := map[string]int{}
	for _, member := range m.Members {
		if table, ok := member.table(); ok {
			counts[table] = member.Rows
		}
	}
	return counts
}

// files are the names of the photos and attachments, without their folder.
func (m *Manifest) files() []string {
	var names []string
	for _, member := range m.Members {
		if _, ok := member.table(); !ok {
			_, name, _ := strings.Cut(member.Name, "/")
			names = append(names, name)
		}
	}
	return names
}
