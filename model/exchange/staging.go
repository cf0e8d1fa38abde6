package exchange

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// stagingFolder is where, within a data folder, packages lie open while they
// are written or read.
const stagingFolder = "staging"

// abandoned is how old a staging folder is that nobody works in any more.
const abandoned = time.Hour

// newStaging makes a folder for what is on its way in or out, beside the data,
// and clears away those of a program that was cut off.
func newStaging(dir string) (string, error) {
	parent := filepath.Join(dir, stagingFolder)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return "", err
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if time.Since(info.ModTime()) > abandoned {
			if err := os.RemoveAll(filepath.Join(parent, e.Name())); err != nil {
				return "", err
			}
		}
	}
	return os.MkdirTemp(parent, "package-")
}
