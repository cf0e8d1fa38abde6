//go:build !linux && !windows

package exchange

import "os"

// forget has nothing to do where no way is known to read past the memory.
func forget(*os.File) error { return nil }

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
