package keyring

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jishi/model"
)

// Names inside a data folder.
const (
	folder  = "keys"
	keyFile = "office.key"
)

// making keeps two that look for keys at once from making two pairs.
var making sync.Mutex

// Open reads the keys of the data folder dir and makes them on first need.
// Keys that are there and cannot be read are model.Damaged, never replaced: the
// recovery file brings them back.
func Open(dir string) (*Keys, error) {
	making.Lock()
	defer making.Unlock()
	keys, err := load(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return keys, err
	}
	if keys, err = Generate(); err != nil {
		return nil, err
	}
	return keys, keys.save(dir)
}

// Restore puts k into the data folder dir. Other keys that are there are set
// aside under a name with the time, not lost.
func Restore(dir string, k *Keys, now time.Time) error {
	making.Lock()
	defer making.Unlock()
	there, err := load(dir)
	switch {
	case err == nil && there.same(k):
		return nil
	case errors.Is(err, fs.ErrNotExist):
	default: // others, or unreadable ones
		aside := fmt.Sprintf("office-%s.key", now.UTC().Format("20060102-150405.000"))
		if err := os.Rename(path(dir), filepath.Join(dir, folder, aside)); err != nil {
			return fmt.Errorf("set the former keys aside: %w", err)
		}
	}
	return k.save(dir)
}

func (k *Keys) same(other *Keys) bool {
	return k.signing.Equal(other.signing) && k.identity.String() == other.identity.String()
}

func path(dir string) string { return filepath.Join(dir, folder, keyFile) }

func load(dir string) (*Keys, error) {
	sealed, err := os.ReadFile(path(dir))
	if err != nil {
		return nil, fmt.Errorf("read the office's keys: %w", err)
	}
	text, err := unprotect(sealed)
	if err == nil {
		var keys *Keys
		if keys, err = readRecovery(bytes.NewReader(text)); err == nil {
			return keys, nil
		}
	}
	return nil, &model.Error{
		Code:    model.Damaged,
		Message: "本单位的密钥打不开：可能换了电脑或重装过系统。请用恢复文件找回密钥。",
		Err:     err,
	}
}

// save puts the keys in place whole or not at all, for this user alone.
func (k *Keys) save(dir string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("keep the office's keys: %w", err)
		}
	}()
	if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
		return err
	}
	sealed, err := protect(k.Recovery(model.Office{}, time.Unix(0, 0)))
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Join(dir, folder), ".new-*.key") // 0600
	if err != nil {
		return err
	}
	_, err = file.Write(sealed)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path(dir))
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}
