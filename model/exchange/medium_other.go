//go:build !linux && !windows

package exchange

import (
	"io"
	"os"
)

// openPast opens a file; no way is known here to read past the memory.
func openPast(path string) (io.ReadCloser, error) { return os.Open(path) }

// move gives a file another name.
func move(from, to string) error { return os.Rename(from, to) }

// isFAT cannot tell here; a file that is too large fails when it is written.
func isFAT(string) bool { return false }

// syncFolder makes a rename inside the folder durable.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
