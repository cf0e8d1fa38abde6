package exchange

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"jishi/model"
	"jishi/model/keyring"
)

// Reader opens packages that came to this office.
type Reader struct {
	Keys *keyring.Keys
	// Self is this office.
	Self model.ID
	// Dir is the data folder, beside whose data packages are staged.
	Dir string
	// Schema and Tables are what the store has.
	Schema int
	Tables []model.Table
	// Known finds an office by its ID; model.NotFound where it is not known.
	Known  func(ctx context.Context, id string) (model.KnownOffice, error)
	Limits Limits // the zero value means DefaultLimits
}

// Opened is a package that was verified from its first byte to its last. Its
// contents lie in a staging folder until Close.
type Opened struct {
	Manifest Manifest
	// Approved says that the sender is known with these keys and somebody
	// compared their fingerprint. Of others the signature proves only that the
	// package is of one piece.
	Approved bool

	sender  model.Office
	pack    model.Package
	staging string
	tables  map[string]model.Table
}

// Open opens the package in file. Whatever is wrong with it is a model.Error
// with a sentence of its own, and nothing of it is left.
func (r Reader) Open(ctx context.Context, file string) (_ *Opened, err error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open a package: %w", &model.Error{Code: model.NotFound, Message: "打不开这个文件：" + filepath.Base(file), Err: err})
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	opened, err := r.read(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("open a package: %w", unread(err))
	}
	opened.pack.File = filepath.Base(file)
	return opened, nil
}

func (r Reader) read(ctx context.Context, in io.Reader) (_ *Opened, err error) {
	if r.Limits == (Limits{}) {
		r.Limits = DefaultLimits()
	}
	staging, err := newStaging(r.Dir)
	if err != nil {
		return nil, err
	}
	o := &Opened{staging: staging, tables: map[string]model.Table{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.Close())
		}
	}()
	file := &counting{w: io.Discard, sum: sha256.New()}
	whole := bufio.NewReaderSize(io.TeeReader(in, file), 1<<18)
	if start, err := whole.Peek(len(intro)); err != nil || string(start) != intro {
		return nil, notOurs(err)
	}
	plain, err := age.Decrypt(whole, r.Keys.Identity())
	if err != nil {
		return nil, unsealed(err)
	}
	unpacked, err := zstd.NewReader(plain, zstd.WithDecoderMaxWindow(2*window), zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(1<<28))
	if err != nil {
		return nil, damaged(err)
	}
	defer unpacked.Close()
	if err := r.unpack(ctx, unpacked, o); err != nil {
		return nil, err
	}
	// What comes after the end of the one is not read by the other: read on, so
	// that nothing is hidden there and every byte was verified.
	if err := ends(unpacked); err != nil {
		return nil, err
	}
	if err := ends(plain); err != nil {
		return nil, err
	}
	if n, err := io.Copy(io.Discard, whole); err != nil || n > 0 {
		return nil, damaged(errors.Join(err, errors.New("bytes after the end")))
	}
	m := &o.Manifest
	o.pack = model.Package{
		Office: o.sender.ID, Kind: m.Kind, Package: m.Package, Sequence: m.Sequence, Made: m.Made, Previous: m.Previous,
		Size: file.n, Hash: hex.EncodeToString(file.sum.Sum(nil)), Rows: m.rows(), Files: m.files(),
	}
	return o, nil
}

// intro is what every file of age begins with.
const intro = "age-encryption.org/v1\n"

// ends refuses what is not zeros until the end: tar rounds its length up.
func ends(r io.Reader) error {
	const slack = 1 << 20
	rest, err := io.ReadAll(io.LimitReader(r, slack+1))
	if err != nil {
		return damaged(err)
	}
	if len(rest) > slack || len(bytes.Trim(rest, "\x00")) > 0 {
		return extra("")
	}
	return nil
}

func extra(name string) error {
	return refuse(fmt.Errorf("extra content %q", name), "这个包里有清单以外的内容，没有导入。")
}

// unpack stages the members of the tar and verifies each.
func (r Reader) unpack(ctx context.Context, in io.Reader, o *Opened) error {
	members := tar.NewReader(in)
	text, err := head(members, manifestName, maxManifest)
	if err != nil {
		return err
	}
	signature, err := head(members, signatureName, ed25519.SignatureSize)
	if err != nil {
		return err
	}
	manifest, sender, err := readManifest(text, signature)
	if err != nil {
		return err
	}
	o.Manifest, o.sender = *manifest, sender
	if err := r.addressed(ctx, o); err != nil {
		return err
	}
	if err := manifest.check(r.Limits); err != nil {
		return err
	}
	if err := r.checkTables(o); err != nil {
		return err
	}
	for _, m := range manifest.Members {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := o.stage(members, m); err != nil {
			return err
		}
	}
	if h, err := members.Next(); !errors.Is(err, io.EOF) {
		if err != nil {
			return damaged(err)
		}
		return extra(h.Name)
	}
	return r.checkRows(ctx, o)
}

// addressed refuses what is not for this office, or not from whom it says.
func (r Reader) addressed(ctx context.Context, o *Opened) error {
	switch {
	case o.Manifest.Schema > r.Schema:
		return newer()
	case o.Manifest.Recipient != r.Keys.Public(model.Office{}).Recipient:
		return refuse(errors.New("sealed anew"), "这个包写明是发给别的单位的，没有导入。")
	case o.sender.ID == r.Self:
		return refuse(errors.New("one's own"), "这是本单位自己的包，不用导入。")
	}
	known, err := r.Known(ctx, string(o.sender.ID))
	if model.CodeOf(err) == model.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if !known.SameKeys(o.sender) {
		return refuse(errors.New("other keys"), "“"+known.Name+"”的密钥和登记的不一样，可能不是它发来的，没有导入。请打电话核对指纹后重新登记。")
	}
	o.Approved = !known.Approved.IsZero()
	return nil
}

// head reads one of the two members that come first.
func head(members *tar.Reader, name string, limit int64) ([]byte, error) {
	h, err := members.Next()
	switch {
	case err != nil:
		return nil, damaged(err)
	case h.Name != name:
		return nil, notOurs(fmt.Errorf("%q in place of %s", h.Name, name))
	case h.Typeflag != tar.TypeReg:
		return nil, link(h)
	case h.Size > limit:
		return nil, tooLarge()
	}
	text, err := io.ReadAll(members)
	if err != nil {
		return nil, damaged(err)
	}
	return text, nil
}

func link(h *tar.Header) error {
	return refuse(fmt.Errorf("%q is of type %q", h.Name, h.Typeflag), "这个包里有链接或特殊文件，没有导入。")
}

// stage writes the next member of the tar, which has to be m, to its place.
func (o *Opened) stage(members *tar.Reader, m Member) (err error) {
	h, err := members.Next()
	switch {
	case errors.Is(err, io.EOF):
		return refuse(fmt.Errorf("%s is missing", m.Name), "这个包缺少清单上的内容，没有导入。")
	case err != nil:
		return damaged(err)
	case h.Typeflag != tar.TypeReg:
		return link(h)
	case named.FindString(h.Name) == "":
		return badName(h.Name)
	case h.Name != m.Name || h.Size != m.Size:
		return extra(h.Name)
	}
	path := o.path(m)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := &counting{w: file, sum: sha256.New()}
	if _, err := io.Copy(out, io.LimitReader(members, m.Size)); err != nil {
		if staged := new(os.PathError); errors.As(err, &staged) {
			return err // our own disk
		}
		return damaged(err)
	}
	if out.n != m.Size || hex.EncodeToString(out.sum.Sum(nil)) != m.Hash {
		return damaged(fmt.Errorf("%s is not what was signed", m.Name))
	}
	return nil
}

// path is where a member is staged; its name was checked.
func (o *Opened) path(m Member) string { return filepath.Join(o.staging, filepath.FromSlash(m.Name)) }

// Package implements model.Parcel.
func (o *Opened) Package() model.Package { return o.pack }

// Sender implements model.Parcel.
func (o *Opened) Sender() model.Office { return o.sender }

// Owner implements model.Parcel.
func (o *Opened) Owner() model.ID { return o.Manifest.Owner }

// Relays implements model.Parcel.
func (o *Opened) Relays() []model.Relay {
	list := make([]model.Relay, len(o.Manifest.Relays))
	for i, r := range o.Manifest.Relays {
		list[i] = model.Relay(r)
	}
	return list
}

// Receipts implements model.Parcel.
func (o *Opened) Receipts() []model.Receipt {
	list := make([]model.Receipt, len(o.Manifest.Receipts))
	for i, r := range o.Manifest.Receipts {
		list[i] = model.Receipt(r)
	}
	return list
}

// Files implements model.Parcel.
func (o *Opened) Files() []model.KeptFile {
	var files []model.KeptFile
	for _, m := range o.Manifest.Members {
		if _, data := m.table(); !data {
			files = append(files, model.KeptFile{Name: m.Name, Path: o.path(m), Size: m.Size})
		}
	}
	return files
}

// ended closes the package after work that came to err. What was taken in is
// taken in, whatever stays behind here.
func (o *Opened) ended(err error) error {
	if left := o.Close(); err != nil {
		return errors.Join(err, left)
	}
	return nil
}

// Close removes what was staged.
func (o *Opened) Close() error { return endStaging(o.staging) }
