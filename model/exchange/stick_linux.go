package exchange

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// sticks are what the desktop has mounted for somebody: systems put removable
// drives, and little else, below these folders.
func sticks() []Stick {
	table, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return nil
	}
	var list []Stick
	for _, path := range mounted(string(table)) {
		var info unix.Statfs_t
		if unix.Statfs(path, &info) != nil {
			continue
		}
		block := info.Bsize
		list = append(list, Stick{filepath.Base(path), path, int64(info.Bavail) * block, int64(info.Blocks) * block})
	}
	return list
}

// mounted finds the folders of removable drives in a table of mounts as
// proc(5) has it.
func mounted(table string) []string {
	var paths []string
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		path := unescaped(fields[1])
		if strings.HasPrefix(path, "/media/") || strings.HasPrefix(path, "/run/media/") {
			paths = append(paths, path)
		}
	}
	return paths
}

// unescaped reads what proc(5) writes for blanks in names: \040.
func unescaped(path string) string {
	var out strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '\\' && i+3 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+4], 8, 8); err == nil {
				out.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		out.WriteByte(path[i])
	}
	return out.String()
}
