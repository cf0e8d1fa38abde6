package exchange

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// stagingFolder is where, within a data folder, packages lie open while they
// are written or read.
const stagingFolder = "staging"

// abandoned is how old a file is that nobody writes any more.
const abandoned = time.Hour

// working are the staging folders in use: all others are of a program that was
// cut off, for only one at a time has a data folder open.
var working = struct {
	sync.Mutex
	folders map[string]bool
}{folders: map[string]bool{}}

// newStaging makes a folder for what is on its way in or out, beside the data.
func newStaging(dir string) (string, error) {
	working.Lock()
	defer working.Unlock()
	parent := filepath.Join(dir, stagingFolder)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp(parent, "package-")
	if err == nil {
		working.folders[folder] = true
	}
	return folder, err
}

// endStaging removes a folder that newStaging made. What cannot be removed now,
// as while a virus scanner looks at it, goes with the next ClearStaging: the
// work itself did not fail.
func endStaging(folder string) error {
	working.Lock()
	defer working.Unlock()
	delete(working.folders, folder)
	return os.RemoveAll(folder)
}

// ClearStaging removes from a data folder what a program that was cut off left
// open there: records of people in plain text.
func ClearStaging(dir string) error {
	working.Lock()
	defer working.Unlock()
	parent := filepath.Join(dir, stagingFolder)
	entries, err := os.ReadDir(parent)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var failures []error
	for _, e := range entries {
		if folder := filepath.Join(parent, e.Name()); !working.folders[folder] {
			failures = append(failures, os.RemoveAll(folder))
		}
	}
	return errors.Join(failures...)
}

// Aside is a folder for what only this person is to see, and only for a while,
// such as keys to be printed: it goes with the next ClearStaging.
func Aside(dir string) (string, error) {
	folder := filepath.Join(dir, stagingFolder)
	return folder, os.MkdirAll(folder, 0o700)
}
