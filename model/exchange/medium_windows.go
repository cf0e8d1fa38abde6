package exchange

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// forget has nothing to do: Windows writes removable drives through.
func forget(*os.File) error { return nil }

// isFAT reports whether dir is on a FAT file system; exFAT is none.
func isFAT(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	if err != nil {
		return false
	}
	var name [windows.MAX_PATH + 1]uint16
	err = windows.GetVolumeInformation(root, nil, 0, nil, nil, nil, &name[0], uint32(len(name)))
	return err == nil && strings.HasPrefix(windows.UTF16ToString(name[:]), "FAT")
}

// syncFolder has nothing to do: Windows makes a rename durable by itself.
func syncFolder(string) error { return nil }
