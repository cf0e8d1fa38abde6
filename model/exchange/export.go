package exchange

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"

	"jishi/model"
	"jishi/model/keyring"
)

// Sender is the office whose package is written; the store implements it.
type Sender interface {
	Dir() string
	Self(ctx context.Context) (model.Office, error)
	BeginPackage(ctx context.Context, kind model.PackageKind, to model.ID, there map[model.ID]int) (model.Package, error)
	FinishPackage(ctx context.Context, p model.Package) error
	ConfirmedFiles(ctx context.Context, office model.ID) (map[string]bool, error)
	Receipts(ctx context.Context, office model.ID) ([]model.Receipt, error)
	Snapshot(ctx context.Context, of model.Contents, work func(model.Snapshot) error) error
}

// Progress is how far a long work has come, in bytes; Total is 0 while it is
// not known.
type Progress struct {
	Step        Step
	Done, Total int64
}

// Step is a part of a long work.
type Step string

// The steps of writing a package.
const (
	Reading   Step = "reading"   // 读取数据
	Writing   Step = "writing"   // 写入
	Verifying Step = "verifying" // 读回核对
)

// Chinese returns the step's name.
func (s Step) Chinese() string {
	switch s {
	case Reading:
		return "读取数据"
	case Writing:
		return "写入"
	case Verifying:
		return "读回核对"
	}
	return string(s)
}

// Export says what to write where.
type Export struct {
	Kind model.PackageKind
	To   model.KnownOffice
	Keys *keyring.Keys
	// Owner is whose rows go: of a RebuildPackage those of the office To; empty
	// for the sender's own.
	Owner model.ID
	// Folder is where the package goes, mostly a stick.
	Folder string
	// Tell is called as the work goes on; nil tells nobody.
	Tell func(Progress)
}

// Exported is a package that lies in its folder, complete.
type Exported struct {
	Package model.Package
	Path    string
	Relays  int // centres whose records went along
	// Lost are photos and attachments that are missing or damaged here and did
	// not go; everything else did.
	Lost []string
}

// Write writes a package of all that the sender has into the folder: under a
// temporary name, synced, read back and compared, and only then under its
// own. Nothing that is there is overwritten. Where it fails no file is left,
// and the package's number is free again unless something may have got out.
func (x Export) Write(ctx context.Context, from Sender) (Exported, error) {
	done, err := x.write(ctx, from, folder(x.Folder))
	if err != nil {
		return Exported{}, fmt.Errorf("write a package: %w", unwritten(err))
	}
	done.Path = filepath.Join(x.Folder, done.Package.File)
	return done, nil
}

func (x Export) write(ctx context.Context, from Sender, to medium) (Exported, error) {
	if x.Tell == nil {
		x.Tell = func(Progress) {}
	}
	self, err := from.Self(ctx)
	if err != nil {
		return Exported{}, err
	}
	self = x.Keys.Public(self)
	names, err := to.names()
	if err != nil {
		return Exported{}, err
	}
	for _, name := range names { // half written when the computer stopped
		if strings.HasPrefix(name, "."+fileCode(self)+"_") && strings.HasSuffix(name, Extension+draftSuffix) {
			if err := to.remove(name); err != nil {
				return Exported{}, err
			}
		}
	}
	p, err := from.BeginPackage(ctx, x.Kind, x.To.ID, taken(self, names))
	if err != nil {
		return Exported{}, err
	}
	p.File = packageName(self, p)
	out, err := x.attempt(ctx, from, to, self, &p)
	if err != nil {
		return Exported{}, x.giveUp(ctx, from, p, err)
	}
	p.State = model.PackageWritten
	// The file is there: noting it is not to be cut short.
	if err := from.FinishPackage(context.WithoutCancel(ctx), p); err != nil {
		return Exported{}, errors.Join(err, to.remove(p.File))
	}
	out.Package = p
	return out, nil
}

// giveUp frees the package's number where surely nothing got out.
func (x Export) giveUp(ctx context.Context, from Sender, p model.Package, cause error) error {
	var out *strayError
	if errors.As(cause, &out) {
		return cause
	}
	p.State = model.PackageFailed
	return errors.Join(cause, from.FinishPackage(context.WithoutCancel(ctx), p))
}

// strayError is a failure after the package may have got its final name.
type strayError struct{ error }

func (g *strayError) Unwrap() error { return g.error }

// attempt stages, writes, verifies and names the package, and fills p in.
func (x Export) attempt(ctx context.Context, from Sender, to medium, self model.Office, p *model.Package) (out Exported, err error) {
	staging, err := newStaging(from.Dir())
	if err != nil {
		return out, unstaged(err)
	}
	defer func() {
		// A package that is written is written, whatever stays behind here.
		if left := endStaging(staging); err != nil {
			err = errors.Join(err, left)
		}
	}()
	s, err := x.gather(ctx, from, staging, self, p)
	if err != nil {
		return out, unstaged(err)
	}
	out.Lost, out.Relays = s.lost, len(s.manifest.Relays)
	if limit := to.largest(); limit > 0 && s.size() > limit {
		return out, fatLimit(nil)
	}
	draft := "." + p.File + draftSuffix
	for {
		err := x.place(ctx, to, draft, s, p)
		var bad *spoilt
		if errors.As(err, &bad) && s.drop(bad.name) { // once more without it
			out.Lost = append(out.Lost, bad.name)
			continue
		}
		if err != nil {
			return out, err
		}
		break
	}
	if err := to.rename(draft, p.File); err != nil {
		var failure error = &strayError{err}
		if errors.Is(err, os.ErrExist) {
			failure = refuse(err, "U盘上已经有同名的文件，没有覆盖它。请换一个文件夹再试。")
		}
		return out, errors.Join(failure, to.remove(draft))
	}
	p.Rows, p.Files = s.manifest.rows(), s.manifest.files()
	return out, nil
}

// parcelled is a package whose contents are staged.
type parcelled struct {
	sealed
	lost []string
}

// size is how many bytes the members have.
func (s *parcelled) size() int64 {
	var total int64
	for _, c := range s.contents {
		total += c.Size
	}
	return total
}

// drop leaves a member out; false where there is none of that name.
func (s *parcelled) drop(name string) bool {
	i := slices.IndexFunc(s.contents, func(c content) bool { return c.Name == name })
	if _, data := (Member{Name: name}).table(); i < 0 || data {
		return false
	}
	s.contents = slices.Delete(s.contents, i, i+1)
	s.list()
	return true
}

// list writes the contents into the manifest.
func (s *parcelled) list() {
	s.manifest.Members = make([]Member, len(s.contents))
	for i, c := range s.contents {
		s.manifest.Members[i] = c.Member
	}
}

// gather stages all rows as they are at one moment and lists the photos and
// attachments that the office does not have yet.
func (x Export) gather(ctx context.Context, from Sender, staging string, self model.Office, p *model.Package) (*parcelled, error) {
	recipient, err := age.ParseX25519Recipient(x.To.Recipient)
	if err != nil {
		return nil, err
	}
	var confirmed map[string]bool
	if x.Kind != model.RebuildPackage { // which goes to a computer that has nothing
		if confirmed, err = from.ConfirmedFiles(ctx, x.To.ID); err != nil {
			return nil, err
		}
	}
	receipts, err := from.Receipts(ctx, x.To.ID)
	if err != nil {
		return nil, err
	}
	s := &parcelled{sealed: sealed{keys: x.Keys, recipient: recipient}}
	s.manifest = Manifest{
		Format: format, Version: unrelayed, Kind: p.Kind, Package: p.Package, Sequence: p.Sequence,
		Previous: p.Previous, Made: p.Made.UTC(), Sender: keyring.PublicOf(self), Owner: x.Owner, Recipient: x.To.Recipient,
		Receipts: receiptsOf(receipts),
	}
	if x.Owner == "" {
		s.manifest.Owner = self.ID
	}
	err = from.Snapshot(ctx, model.Contents{Kind: p.Kind, Owner: x.Owner, To: x.To.ID}, func(snap model.Snapshot) error {
		s.manifest.Schema = snap.Schema()
		s.manifest.relay(snap.Relays())
		var staged int64
		for _, t := range snap.Tables() {
			c, err := rowsOf(snap, t, staging)
			if err != nil {
				return err
			}
			s.contents = append(s.contents, c)
			staged += c.Size
			x.Tell(Progress{Reading, staged, 0})
		}
		files, lost := snap.Files()
		s.lost = lost
		for _, f := range files {
			if base := filepath.Base(f.Name); !confirmed[base] {
				hash := named.FindStringSubmatch(f.Name)
				s.contents = append(s.contents, content{Member: Member{Name: f.Name, Size: f.Size, Hash: hash[1] + hash[2]}, path: f.Path})
			}
		}
		return nil
	})
	s.list()
	return s, err
}

// draftSuffix ends the name of a package that is not complete.
const draftSuffix = ".part"

// packageName is what a package of the sender is called.
func packageName(sender model.Office, p model.Package) string {
	return fmt.Sprintf("%s_%04d_%s_%s%s", fileCode(sender), p.Sequence, p.Made.Local().Format("20060102"), p.Package, Extension)
}

// fileCode is what the names of an office's packages begin with.
func fileCode(o model.Office) string {
	if o.Code != "" {
		return o.Code
	}
	return "x" + string(o.ID)[max(0, len(o.ID)-12):]
}

var packageFile = regexp.MustCompile(`^([0-9a-z]+)_([0-9]{4,9})_[0-9]{8}_([0-9a-f-]{36})\.jishi$`)

// taken are the numbers of the office's packages among the names of files. An
// office that went on from an older backup would give the numbers that came
// after it once more.
func taken(o model.Office, names []string) map[model.ID]int {
	numbers := map[model.ID]int{}
	for _, name := range names {
		parts := packageFile.FindStringSubmatch(name)
		if parts == nil || parts[1] != fileCode(o) {
			continue
		}
		if n, err := strconv.Atoi(parts[2]); err == nil {
			numbers[model.ID(parts[3])] = n
		}
	}
	return numbers
}
