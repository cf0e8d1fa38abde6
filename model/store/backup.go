package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"gorm.io/gorm"

	"jishi/model"
)

// Backup writes a copy of the whole database to file, as it is at this moment
// and while others go on working. The copy is read back and checked before it
// takes the name file, replacing what had it. Photos and attachments are copied
// into folders beside it, those that are not there yet.
func (s *Store) Backup(ctx context.Context, file string) (err error) {
	const doing = "back up"
	// A connection of its own: that for writing is needed by others, and those
	// for reading refuse to write even a copy.
	db, err := connect(ctx, s.database(), true)
	if err != nil {
		return explain(doing, err)
	}
	defer func() { err = errors.Join(err, explain(doing, disconnect(db))) }()
	// Photos first: a backup that is in place has all of them.
	if err := s.copyKept(ctx, filepath.Dir(file)); err != nil {
		return explain(doing, err)
	}
	return explain(doing, backup(ctx, db, file))
}

// backup is Backup over any connection.
func backup(ctx context.Context, db *gorm.DB, file string) (err error) {
	file, err = filepath.Abs(file)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	// Beside the target, so that the rename at the end cannot be a copy.
	folder, err := os.MkdirTemp(filepath.Dir(file), ".jishi-backup-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	draft := filepath.Join(folder, databaseName)
	if err := db.WithContext(ctx).Exec("VACUUM INTO ?", draft).Error; err != nil {
		return err
	}
	if err := verify(ctx, draft); err != nil {
		return err
	}
	if err := syncFile(draft); err != nil {
		return err
	}
	if err := os.Rename(draft, file); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

// verify reads a backup from its first page to its last.
func verify(ctx context.Context, file string) (err error) {
	db, err := inspect(file, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, disconnect(db)) }()
	problems, err := integrity(db.WithContext(ctx))
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return &model.Error{Code: model.Damaged, Message: "备份没有通过检查，没有保存。" + problems[0]}
	}
	return nil
}

func syncFile(name string) (err error) {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", filepath.Base(name), err)
	}
	return nil
}
