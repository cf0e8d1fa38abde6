package exchange

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// openPast opens a file to be read from the medium and not from memory.
func openPast(path string) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// move gives a file another name.
func move(from, to string) error { return os.Rename(from, to) }

// isFAT reports whether dir is on a FAT file system.
func isFAT(dir string) bool {
	var info unix.Statfs_t
	return unix.Statfs(dir, &info) == nil && info.Type == unix.MSDOS_SUPER_MAGIC
}

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
