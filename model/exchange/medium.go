package exchange

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// medium is the folder that packages are written to, mostly on a stick. Tests
// put one in its place that is pulled, full or lying.
type medium interface {
	// create makes a file that is not there yet.
	create(name string) (written, error)
	open(name string) (io.ReadCloser, error)
	// rename gives a file its final name, which nothing may have.
	rename(from, to string) error
	remove(name string) error
	names() ([]string, error)
	// largest is how many bytes a file can have there, 0 where there is no
	// limit that matters.
	largest() int64
}

type written interface {
	io.WriteCloser
	Sync() error
}

// folder is a medium that is really there.
type folder string

func (f folder) path(name string) string { return filepath.Join(string(f), name) }

func (f folder) create(name string) (written, error) {
	return os.OpenFile(f.path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

func (f folder) open(name string) (io.ReadCloser, error) { return openPast(f.path(name)) }

func (f folder) rename(from, to string) error {
	if _, err := os.Lstat(f.path(to)); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	if err := move(f.path(from), f.path(to)); err != nil {
		return err
	}
	return syncFolder(string(f))
}

func (f folder) remove(name string) error {
	err := os.Remove(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (f folder) names() ([]string, error) {
	entries, err := os.ReadDir(string(f))
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

func (f folder) largest() int64 {
	if isFAT(string(f)) {
		return 1<<32 - 1
	}
	return 0
}
