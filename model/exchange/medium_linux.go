package exchange

import (
	"os"

	"golang.org/x/sys/unix"
)

// forget lets a file be read from the medium and not from memory.
func forget(file *os.File) error {
	return unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED)
}

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
