//go:build !windows

package printing

import (
	"errors"
	"syscall"
)

// isDiskFull reports whether the file system had no room.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// isInUse reports whether another program keeps the file at path from being
// replaced; only on Windows can one.
func isInUse(string, error) bool { return false }
