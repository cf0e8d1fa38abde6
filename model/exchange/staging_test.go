package exchange

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestWhatACutOffProgramLeftOpenGoesAtTheNextStart(t *testing.T) {
	street := newStreet(t)
	left := filepath.Join(street.Dir(), stagingFolder, "package-1", "data")
	must(t, os.MkdirAll(left, 0o700))
	write(t, left, "members.jsonl", []byte("张三"))
	must(t, ClearStaging(street.Dir()))
	street.stagingIsEmpty(t)
	must(t, ClearStaging(t.TempDir())) // where nothing ever was staged
}

func TestAWorkOfHoursKeepsItsStaging(t *testing.T) {
	dir := t.TempDir()
	long, err := newStaging(dir)
	must(t, err)
	hours := time.Now().Add(-2 * time.Hour)
	must(t, os.Chtimes(long, hours, hours))
	other, err := newStaging(dir)
	must(t, err)
	must(t, ClearStaging(dir))
	for _, folder := range []string{long, other} {
		if _, err := os.Stat(folder); err != nil {
			t.Errorf("taken away under the work: %v", err)
		}
		must(t, endStaging(folder))
		if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("still there: %v", err)
		}
	}
}
