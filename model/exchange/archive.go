package exchange

import (
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
)

// archiveFolder is where, within a data folder, packages are kept as they came,
// in a folder for each sender.
const archiveFolder = "received"

// ArchiveLimit is how many bytes of received packages are kept: beyond it the
// oldest go, but never the last of an office, from which it can be rebuilt.
const ArchiveLimit int64 = 20 << 30

// archive keeps the package in file.
func archive(dir, file string, o *Opened, limit int64) error {
	to := filepath.Join(dir, archiveFolder, string(o.sender.ID))
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	// Not under the name that the stick gave it.
	name := packageName(o.sender, o.pack)
	if info, err := os.Stat(filepath.Join(to, name)); err != nil || info.Size() != o.pack.Size {
		if err := copyWhole(file, to, name, o.pack.Hash); err != nil {
			return err
		}
	}
	return prune(filepath.Join(dir, archiveFolder), limit)
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

// prune removes the oldest packages of the archive beyond limit, and what was
// left of one when the computer stopped.
func prune(dir string, limit int64) error {
	type entry struct {
		path, office string
		size         int64
		at           time.Time
	}
	var all []entry
	var cut []string // what a copy left that was cut off
	var total int64
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
		case strings.HasSuffix(path, copySuffix) && time.Since(info.ModTime()) > abandoned:
			cut = append(cut, path)
			return nil
		default:
			return nil
		}
		all = append(all, entry{path, filepath.Dir(path), info.Size(), info.ModTime()})
		total += info.Size()
		return nil
	})
	if err != nil {
		return err
	}
	for _, path := range cut {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	// By name, an office's packages are in the order of their numbers.
	last := map[string]string{}
	for _, e := range all {
		last[e.office] = max(last[e.office], e.path)
	}
	slices.SortFunc(all, func(a, b entry) int { return a.at.Compare(b.at) })
	for _, e := range all {
		if total <= limit {
			return nil
		}
		if e.path == last[e.office] {
			continue
		}
		if err := os.Remove(e.path); err != nil {
			return err
		}
		total -= e.size
	}
	return nil
}
