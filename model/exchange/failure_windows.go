package exchange

import (
	"errors"
	"slices"

	"golang.org/x/sys/windows"
)

func isDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func isReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

func isTooLarge(err error) bool { return errors.Is(err, windows.ERROR_FILE_TOO_LARGE) }

// pulled are what Windows says of a medium that was taken away, or lost its
// contact, depending on its driver and on what was under way.
var pulled = []error{
	windows.ERROR_BAD_UNIT, windows.ERROR_NOT_READY, windows.ERROR_CRC, windows.ERROR_SEEK, windows.ERROR_SECTOR_NOT_FOUND,
	windows.ERROR_WRITE_FAULT, windows.ERROR_READ_FAULT, windows.ERROR_GEN_FAILURE, windows.ERROR_WRONG_DISK, windows.ERROR_DEV_NOT_EXIST,
	windows.ERROR_SEM_TIMEOUT, windows.ERROR_NO_SUCH_DEVICE, windows.ERROR_UNRECOGNIZED_VOLUME, windows.ERROR_FILE_INVALID,
	windows.ERROR_MEDIA_CHANGED, windows.ERROR_NO_MEDIA_IN_DRIVE, windows.ERROR_IO_DEVICE, windows.ERROR_DEVICE_NOT_CONNECTED,
	windows.ERROR_DEVICE_REMOVED,
}

// isPulled reports whether the medium was taken away while it was in use.
func isPulled(err error) bool {
	return slices.ContainsFunc(pulled, func(one error) bool { return errors.Is(err, one) })
}
