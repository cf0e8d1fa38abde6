package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"

	"jishi/model"
)

//go:embed migration/*.sql
var migrations embed.FS

const migrationFolder = "migration"

// step is one migration: its file's number is the version of the schema after
// it, which the file also writes into the database's header.
type step struct {
	version int
	name    string // "0001_centre"
	sql     string
}

// steps are the embedded migrations in order. A released one never changes.
var steps = mustSteps()

func mustSteps() []step {
	entries, err := migrations.ReadDir(migrationFolder)
	if err != nil {
		panic(fmt.Sprintf("embedded migrations: %v", err))
	}
	list := make([]step, 0, len(entries))
	for _, entry := range entries {
		name := strings.TrimSuffix(entry.Name(), ".sql")
		number, _, _ := strings.Cut(name, "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			panic(fmt.Sprintf("embedded migration %s has no number", name))
		}
		text, err := migrations.ReadFile(migrationFolder + "/" + entry.Name())
		if err != nil {
			panic(fmt.Sprintf("embedded migration %s: %v", name, err))
		}
		list = append(list, step{version, name, string(text)})
	}
	return list
}

func latestVersion() int { return steps[len(steps)-1].version }

// versionOf reads the version of the schema in file, 0 where there is none,
// without changing a byte of it: a newer program's database is model.Newer and
// stays as it is.
func versionOf(ctx context.Context, file string) (version int, err error) {
	info, err := os.Stat(file)
	if errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	query := url.Values{"mode": {"ro"}}
	if wal, err := os.Stat(file + "-wal"); err != nil || wal.Size() == 0 {
		// Nothing waits in a log, so the file alone is the whole truth and
		// SQLite need not even make its shared memory beside it.
		query.Set("immutable", "1")
	}
	db, err := inspect(file, query)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, disconnect(db)) }()
	if err := db.WithContext(ctx).Raw("PRAGMA user_version").Scan(&version).Error; err != nil {
		return 0, err
	}
	if err := ours(ctx, db); err != nil {
		return 0, err
	}
	newer, err := unknownSteps(ctx, db)
	if err != nil {
		return 0, err
	}
	if version > latestVersion() || newer {
		return version, &model.Error{
			Code:    model.Newer,
			Message: "这份数据由更新版本的服务纪实保存，请先升级本程序再打开。数据没有改动。",
		}
	}
	return version, nil
}

// applicationID is what the first migration writes into the file's header.
const applicationID = 1246319432

// ours refuses a database that another program made. One that carries no mark
// may hold nothing but the empty list of migrations of a start that was cut off.
func ours(ctx context.Context, db *gorm.DB) error {
	var mark int64
	if err := db.WithContext(ctx).Raw("PRAGMA application_id").Scan(&mark).Error; err != nil {
		return err
	}
	var foreign int64
	if mark == 0 {
		err := db.WithContext(ctx).Table("sqlite_master").
			Where("type = 'table' AND name <> ?", gormigrate.DefaultOptions.TableName).Count(&foreign).Error
		if err != nil {
			return err
		}
	}
	if mark != 0 && mark != applicationID || foreign > 0 {
		return &model.Error{Code: model.Unreadable, Message: "这个文件夹里的数据库不是服务纪实的，请换一个数据文件夹。那份数据没有改动。"}
	}
	return nil
}

// unknownSteps reports whether the database went through migrations that this
// program does not have.
func unknownSteps(ctx context.Context, db *gorm.DB) (bool, error) {
	var tables int64
	err := db.WithContext(ctx).Table("sqlite_master").Where("type = 'table' AND name = ?", gormigrate.DefaultOptions.TableName).Count(&tables).Error
	if err != nil || tables == 0 {
		return false, err
	}
	known := make([]string, len(steps))
	for i, s := range steps {
		known[i] = s.name
	}
	var unknown int64
	err = db.WithContext(ctx).Table(gormigrate.DefaultOptions.TableName).Where("id NOT IN ?", known).Count(&unknown).Error
	return unknown > 0, err
}

// migrate brings the schema from version up to date, one transaction for each
// step. What was there before is kept in the backup folder.
func (s *Store) migrate(ctx context.Context, version int) error {
	if version > 0 {
		name := fmt.Sprintf("before-%04d-%s.db", latestVersion(), s.options.Now().UTC().Format("20060102-150405"))
		if err := backup(ctx, s.writing, filepath.Join(s.dir, backupFolder, name)); err != nil {
			return fmt.Errorf("back up before migrating: %w", err)
		}
	}
	db := s.writing.WithContext(ctx)
	// Made here, so that gormigrate has no reason to call AutoMigrate.
	if err := db.Exec("CREATE TABLE IF NOT EXISTS migrations (id TEXT NOT NULL PRIMARY KEY)").Error; err != nil {
		return err
	}
	list := make([]*gormigrate.Migration, len(steps))
	for i, step := range steps {
		list[i] = &gormigrate.Migration{ID: step.name, Migrate: func(tx *gorm.DB) error { return tx.Exec(step.sql).Error }}
	}
	options := *gormigrate.DefaultOptions
	options.UseTransaction = true
	options.ValidateUnknownMigrations = true
	for _, step := range steps {
		if err := gormigrate.New(db, &options, list).MigrateTo(step.name); err != nil {
			return fmt.Errorf("migrate to %s: %w", step.name, err)
		}
	}
	s.options.Log.Info("schema up to date", "from", version, "to", latestVersion())
	return nil
}
