//go:build !windows

package store

import (
	"errors"
	"syscall"
)

// isDiskFull reports whether the file system had no room.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
