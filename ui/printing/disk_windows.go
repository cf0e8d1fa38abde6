package printing

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// isDiskFull reports whether the file system had no room.
func isDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// isInUse reports whether another program, such as a viewer, keeps the file at
// path from being replaced. Windows then denies the renaming as if it were a
// matter of rights.
func isInUse(path string, err error) bool {
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_USER_MAPPED_FILE) {
		return true
	}
	var link *os.LinkError
	if !errors.As(err, &link) || !errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return false
	}
	info, statErr := os.Stat(path)
	return statErr == nil && info.Mode().Perm()&0o200 != 0
}
