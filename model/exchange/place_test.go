package exchange

import (
	"errors"
	"io"
	"syscall"
	"testing"
)

// waited counts how often a medium was waited for; it fails the last time.
type waited struct {
	io.Writer
	syncs, fails int
}

func (w *waited) Close() error { return nil }

func (w *waited) Sync() error {
	w.syncs++
	if w.syncs == w.fails {
		return syscall.EIO
	}
	return nil
}

func TestAMediumIsWaitedForWhileThereIsMoreToWrite(t *testing.T) {
	file := &waited{Writer: io.Discard, fails: 3}
	a := &arriving{file: file}
	block := make([]byte, syncedBytes/2)
	for n := 1; n <= 5; n++ {
		_, err := a.Write(block)
		must(t, err)
		if file.syncs != n/2 {
			t.Errorf("after %d blocks it was waited for %d times", n, file.syncs)
		}
	}
	if _, err := a.Write(block); !errors.Is(err, syscall.EIO) {
		t.Errorf("pulled out while it was waited for: %v", err)
	}
}
