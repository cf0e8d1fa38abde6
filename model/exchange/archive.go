package exchange

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"jishi/model"
)

// archiveFolder is where, within a data folder, packages are kept as they came,
// in a folder for each sender.
const archiveFolder = "received"

// ArchiveLimit is how many bytes of received packages are kept: beyond it the
// oldest go, but never the last of an office, from which it can be rebuilt.
const ArchiveLimit int64 = 20 << 30

// archive keeps the package in file.
func archive(ctx context.Context, to Receiver, file string, o *Opened, limit int64) error {
	dir := filepath.Join(to.Dir(), archiveFolder, string(o.sender.ID))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	// Not under the name that the stick gave it.
	name := packageName(o.sender, o.pack)
	if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() != o.pack.Size {
		if err := copyWhole(file, dir, name, o.pack.Hash); err != nil {
			return err
		}
	}
	return prune(ctx, to, o.pack.Package, limit)
}

// copyWhole copies file under a temporary name, syncs and renames it. A file
// that is not the one that was verified is refused.
func copyWhole(file, dir, name, hash string) (err error) {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.CreateTemp(dir, ".new-*"+copySuffix)
	if err != nil {
		return err
	}
	sum := &counting{w: out, sum: sha256.New()}
	_, err = io.Copy(sum, in)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil && hex.EncodeToString(sum.sum.Sum(nil)) != hash {
		err = damaged(errors.New("the file changed while it was read"))
	}
	if err == nil {
		err = os.Rename(out.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(out.Name()))
	}
	return syncFolder(dir)
}

// copySuffix ends the name of a package that is not whole in the archive yet.
const copySuffix = ".tmp"

// kept is a package in the archive.
type kept struct {
	path    string
	office  string // its folder
	pack    model.ID
	size    int64
	arrived time.Time
}

// prune removes the oldest packages of the archive beyond limit, and what was
// left of one when the computer stopped. The package that is just coming stays,
// and of each office the last, which the store holds.
func prune(ctx context.Context, to Receiver, coming model.ID, limit int64) error {
	all, err := archived(filepath.Join(to.Dir(), archiveFolder))
	if err != nil {
		return err
	}
	var total int64
	for _, k := range all {
		total += k.size
	}
	if total <= limit {
		return nil
	}
	held, err := to.LastHeld(ctx)
	if err != nil {
		return err
	}
	spared := lasting(all, held)
	spared[coming] = true
	for _, k := range all {
		if total <= limit {
			return nil
		}
		if spared[k.pack] {
			continue
		}
		if err := os.Remove(k.path); err != nil {
			return err
		}
		total -= k.size
	}
	return nil
}

// archived are the packages of the archive in dir, those that came first at the
// front. What a copy left that was cut off is removed.
func archived(dir string) ([]kept, error) {
	var all []kept
	var cut []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(path, Extension):
			all = append(all, kept{path, filepath.Dir(path), packageIn(d.Name()), info.Size(), info.ModTime()})
		case strings.HasSuffix(path, copySuffix) && time.Since(info.ModTime()) > abandoned:
			cut = append(cut, path)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, path := range cut {
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b kept) int { return a.arrived.Compare(b.arrived) })
	return all, nil
}

// packageIn is the package that a name of the archive speaks of: the ID at its
// end, which stays what it is when the office's code or the number grows.
func packageIn(name string) model.ID {
	name = strings.TrimSuffix(name, Extension)
	return model.ID(name[strings.LastIndexByte(name, '_')+1:])
}

// lasting are the packages that stay: those that the store holds, and of an
// office of which it holds none the one that came last.
func lasting(all []kept, held []model.ID) map[model.ID]bool {
	spared, known := map[model.ID]bool{}, map[string]bool{}
	for _, id := range held {
		spared[id] = true
	}
	newest := map[string]model.ID{}
	for _, k := range all {
		known[k.office] = known[k.office] || spared[k.pack]
		newest[k.office] = k.pack
	}
	for office, pack := range newest {
		if !known[office] {
			spared[pack] = true
		}
	}
	return spared
}
