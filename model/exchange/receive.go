package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jishi/model"
	"jishi/model/keyring"
)

// Receiver is the office that packages come to; the store implements it.
type Receiver interface {
	Dir() string
	Schema() int
	Self(ctx context.Context) (model.Office, error)
	Tables(ctx context.Context) ([]model.Table, error)
	Known(ctx context.Context, id string) (model.KnownOffice, error)
	LastHeld(ctx context.Context) ([]model.ID, error)
	LookInto(ctx context.Context, p model.Parcel) (model.PackageDiff, error)
	Receive(ctx context.Context, p model.Parcel) (model.PackageDiff, error)
}

// NewReader reads packages that come to the receiver, whose keys are k.
func NewReader(ctx context.Context, k *keyring.Keys, to Receiver) (Reader, error) {
	self, err := to.Self(ctx)
	if err != nil {
		return Reader{}, err
	}
	tables, err := to.Tables(ctx)
	return Reader{Keys: k, Self: self.ID, Dir: to.Dir(), Schema: to.Schema(), Tables: tables, Known: to.Known}, err
}

// Inspect opens a package and tells what is in it and what taking it in would
// change, and changes nothing. Of a sender that is not approved the diff says
// only who it is and what the package holds.
func (r Reader) Inspect(ctx context.Context, to Receiver, file string) (diff model.PackageDiff, approved bool, err error) {
	o, err := r.Open(ctx, file)
	if err != nil {
		return diff, false, err
	}
	defer func() { err = o.ended(err) }()
	if !o.Approved {
		return model.PackageDiff{Package: o.pack, Sender: o.sender, Files: len(o.Files())}, o.Approved, nil
	}
	diff, err = to.LookInto(ctx, o)
	return diff, true, err
}

// Receive opens a package, keeps it in the archive as it came and takes it in.
func (r Reader) Receive(ctx context.Context, to Receiver, file string) (diff model.PackageDiff, err error) {
	o, err := r.Open(ctx, file)
	if err != nil {
		return diff, err
	}
	defer func() { err = o.ended(err) }()
	if !o.Approved {
		return diff, refuse(errors.New("not approved"), "还没有登记“"+o.sender.Name+"”，没有导入。请先打电话核对它的指纹："+o.sender.Fingerprint())
	}
	if err := archive(ctx, to, file, o, ArchiveLimit); err != nil {
		return diff, fmt.Errorf("keep a package: %w", unkept(err))
	}
	return to.Receive(ctx, o)
}

// Find lists the packages among paths: files as they are named, of folders
// those that lie in them and one level below.
func Find(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &model.Error{Code: model.NotFound, Message: "找不到：" + path, Err: err}
		}
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		for _, pattern := range []string{"*", filepath.Join("*", "*")} {
			found, err := filepath.Glob(filepath.Join(escapeGlob(path), pattern+Extension))
			if err != nil {
				return nil, err
			}
			files = append(files, found...)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// escapeGlob lets a folder's name stand for itself in a pattern.
func escapeGlob(name string) string {
	if os.PathSeparator == '\\' { // Windows knows no escapes, and no stars in names
		return strings.ReplaceAll(name, "[", "?")
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(name)
}
