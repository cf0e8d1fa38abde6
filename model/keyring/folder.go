package keyring

import (
	"bytes"
	"context"
	"crypto/ed25519"
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

// Holder is the office whose keys lie in a data folder; the store implements it.
type Holder interface {
	Dir() string
	KeyRecord(ctx context.Context) (model.KeyRecord, error)
	NoteKeys(ctx context.Context, k model.PublicKeys) error
}

// Open reads the office's keys and makes them on first need. Where others know
// the office already, and its keys are missing, cannot be opened or are not
// those of record, it is model.KeysLost: packages under other keys would be
// refused there, so that somebody has to choose between Restore, Adopt and Renew.
func Open(ctx context.Context, h Holder) (*Keys, error) {
	making.Lock()
	defer making.Unlock()
	keys, record, err := find(ctx, h)
	if err != nil {
		return nil, err
	}
	if keys == nil {
		if keys, err = Generate(); err == nil {
			err = keys.save(h.Dir())
		}
		if err != nil {
			return nil, err
		}
	}
	if _, noted := record.Present(); !noted {
		err = h.NoteKeys(ctx, keys.halves())
	}
	return keys, err
}

// Restore makes k the office's keys. Other keys that are there are set aside
// under a name with the time, not lost.
func Restore(ctx context.Context, h Holder, k *Keys, now time.Time) error {
	making.Lock()
	defer making.Unlock()
	if there, err := load(h.Dir()); err != nil || !there.same(k) {
		if err := k.replace(h.Dir(), now); err != nil {
			return err
		}
	}
	record, err := h.KeyRecord(ctx)
	if err != nil {
		return err
	}
	noted := k.halves()
	if present, was := record.Present(); was && present.Same(noted) {
		noted.Renewed = present.Renewed // bringing them back tells no other office
	}
	return h.NoteKeys(ctx, noted)
}

// Unnoted are the keys in the data folder where they can be opened but are not
// those of record, as after a backup of before Renew was restored: false where
// there are none.
func Unnoted(ctx context.Context, h Holder) (model.PublicKeys, bool, error) {
	making.Lock()
	defer making.Unlock()
	keys, _, err := find(ctx, h)
	if err != nil && model.CodeOf(err) != model.KeysLost {
		return model.PublicKeys{}, false, err
	}
	if err == nil || keys == nil {
		return model.PublicKeys{}, false, nil
	}
	return keys.halves(), true, nil
}

// Adopt makes the keys in the data folder those of record, where the other
// offices have registered them and not those of record. Where there is no such
// choice it is model.Refused, where they cannot be opened model.KeysLost.
func Adopt(ctx context.Context, h Holder) (*Keys, error) {
	making.Lock()
	defer making.Unlock()
	keys, _, err := find(ctx, h)
	if err == nil {
		return nil, &model.Error{Code: model.Refused, Message: "本单位的密钥没有丢，不用再选。"}
	}
	if keys == nil {
		return nil, err
	}
	return keys, h.NoteKeys(ctx, keys.halves())
}

// Renew makes new keys in place of lost ones. What is there is set aside under a
// name with the time. Keys that are not lost are model.Refused: other offices
// would no longer know this one.
func Renew(ctx context.Context, h Holder, now time.Time) (*Keys, error) {
	making.Lock()
	defer making.Unlock()
	_, _, err := find(ctx, h)
	if err == nil {
		return nil, &model.Error{Code: model.Refused, Message: "本单位的密钥没有丢，不用换新密钥。"}
	}
	if model.CodeOf(err) != model.KeysLost {
		return nil, err
	}
	keys, err := Generate()
	if err != nil {
		return nil, err
	}
	if err := keys.replace(h.Dir(), now); err != nil {
		return nil, err
	}
	fresh := keys.halves()
	fresh.Renewed = true
	return keys, h.NoteKeys(ctx, fresh)
}

// SigningKeys are the keys by which what this office signed is known: the
// present one and all former ones, also while the secret keys are lost.
func SigningKeys(ctx context.Context, h Holder) ([]ed25519.PublicKey, error) {
	if _, err := Open(ctx, h); err != nil && model.CodeOf(err) != model.KeysLost {
		return nil, err
	}
	record, err := h.KeyRecord(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]ed25519.PublicKey, len(record.Keys))
	for i, k := range record.Keys {
		list[i] = k.SigningKey
	}
	return list, nil
}

// find reads the office's keys; none where it never had any. Keys that are not
// those of record come with the model.KeysLost.
func find(ctx context.Context, h Holder) (*Keys, model.KeyRecord, error) {
	record, err := h.KeyRecord(ctx)
	if err != nil {
		return nil, record, err
	}
	present, noted := record.Present()
	keys, err := load(h.Dir())
	switch {
	case errors.Is(err, fs.ErrNotExist) && !noted && !record.InUse:
		return nil, record, nil
	case errors.Is(err, fs.ErrNotExist):
		err = lost("这台电脑里没有本单位的密钥：可能换过电脑，或者用备份恢复过（备份里不带密钥）。"+restoreOrRenew, err)
	case err == nil && noted && !present.Same(keys.halves()):
		err = lost("这台电脑里的密钥不是本单位登记的那一份：可能换过电脑，或者用换密钥以前的备份恢复过。请在“上报”里选定用哪一份；", nil)
	}
	return keys, record, err
}

// restoreOrRenew says what can be done where there are no keys to be used.
const restoreOrRenew = "请在“上报”里用密钥恢复单恢复，或者换新密钥；"

// lost is what is told of keys that are lost, how, and what to do.
func lost(how string, cause error) error {
	return &model.Error{Code: model.KeysLost, Message: how + "选定以前不能写包、收包。", Err: cause}
}

// halves are the public halves.
func (k *Keys) halves() model.PublicKeys {
	return model.PublicKeys{Recipient: k.identity.Recipient().String(), SigningKey: k.SigningKey()}
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
	return nil, lost("本单位的密钥打不开：可能换过电脑、重装过系统，或者换过 Windows 用户。"+restoreOrRenew, err)
}

// replace saves the keys in place of what is there, which is set aside.
func (k *Keys) replace(dir string, now time.Time) error {
	aside := fmt.Sprintf("office-%s.key", now.UTC().Format("20060102-150405.000"))
	err := os.Rename(path(dir), filepath.Join(dir, folder, aside))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("set the former keys aside: %w", err)
	}
	return k.save(dir)
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
