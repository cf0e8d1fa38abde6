package exchange

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// openPast opens a file to be read from the medium and not from memory:
// Windows writes removable drives through, but reads what it still has in its
// cache. A drive whose system cannot do so is read as others are.
func openPast(path string) (io.ReadCloser, error) {
	name, err := longPath(path)
	if err != nil {
		return nil, err
	}
	handle, err := windows.CreateFile(name, windows.GENERIC_READ, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_NO_BUFFERING|windows.FILE_FLAG_SEQUENTIAL_SCAN, 0)
	if err != nil {
		return os.Open(path)
	}
	return &past{File: os.NewFile(uintptr(handle), path), block: make([]byte, pastBlock)}, nil
}

// pastBlock is a multiple of every drive's sectors: past the cache only whole
// ones are read, to where memory pages begin, as a slice this large does.
const pastBlock = 1 << 18

// past reads a file past the cache.
type past struct {
	*os.File
	block, rest []byte
	end         bool
}

// Read implements io.Reader.
func (p *past) Read(to []byte) (int, error) {
	if len(p.rest) == 0 && !p.end {
		n, err := p.File.Read(p.block)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		// Only the end of the file is no whole block: nothing is read behind it.
		p.rest, p.end = p.block[:n], n < len(p.block)
	}
	n := copy(to, p.rest)
	p.rest = p.rest[n:]
	if n == 0 && len(to) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// move gives a file another name, which nothing may have, and waits until the
// medium has it.
func move(from, to string) error {
	was, err := longPath(from)
	if err != nil {
		return err
	}
	is, err := longPath(to)
	if err != nil {
		return err
	}
	return windows.MoveFileEx(was, is, windows.MOVEFILE_WRITE_THROUGH)
}

// longPath is a path as Windows takes it of any length.
func longPath(path string) (*uint16, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.HasPrefix(path, `\\?\`):
	case strings.HasPrefix(path, `\\`):
		path = `\\?\UNC` + path[1:]
	default:
		path = `\\?\` + path
	}
	return windows.UTF16PtrFromString(path)
}

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

// syncFolder has nothing to do: move waits for the medium.
func syncFolder(string) error { return nil }
