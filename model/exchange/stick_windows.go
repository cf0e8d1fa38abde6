package exchange

import (
	"golang.org/x/sys/windows"
)

func sticks() []Stick {
	drives, err := windows.GetLogicalDrives()
	if err != nil {
		return nil
	}
	var list []Stick
	for i := range 26 {
		if drives&(1<<i) == 0 {
			continue
		}
		letter := string(rune('A' + i))
		root, err := windows.UTF16PtrFromString(letter + `:\`)
		if err != nil || windows.GetDriveType(root) != windows.DRIVE_REMOVABLE {
			continue
		}
		var free, total uint64
		if windows.GetDiskFreeSpaceEx(root, &free, &total, nil) != nil {
			continue // a card reader without a card
		}
		name := letter + ":"
		var label [windows.MAX_PATH + 1]uint16
		if windows.GetVolumeInformation(root, &label[0], uint32(len(label)), nil, nil, nil, nil, 0) == nil {
			if text := windows.UTF16ToString(label[:]); text != "" {
				name = text + " (" + letter + ":)"
			}
		}
		list = append(list, Stick{name, letter + `:\`, int64(free), int64(total)})
	}
	return list
}
