package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"gorm.io/gorm"

	"jishi/model"
)

// SQLite's primary result codes that a person can do something about.
const (
	sqlitePerm       = 3
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteReadOnly   = 8
	sqliteIOError    = 10
	sqliteCorrupt    = 11
	sqliteFull       = 13
	sqliteCantOpen   = 14
	sqliteConstraint = 19
	sqliteNotADB     = 26

	// Shared memory could not grow: its folder is full.
	sqliteIOErrorShmSize = sqliteIOError | 19<<8
)

// explain wraps err with what was being done. The one place where failures of
// the driver and the file system get the sentence that people read.
func explain(doing string, err error) error {
	if err == nil {
		return nil
	}
	var known *model.Error
	if !errors.As(err, &known) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		if code, message := sentence(err); code != "" {
			err = &model.Error{Code: code, Message: message, Err: err}
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// cause is what the log is told of err: never the sentence for people, which
// may name one.
func cause(err error) string {
	var known *model.Error
	switch {
	case !errors.As(err, &known):
		return err.Error()
	case known.Err != nil:
		return known.Err.Error()
	}
	return ""
}

// unquoted says for the log what is wrong with a row. What people are told, and
// what fails to be read, may quote what is in it.
func unquoted(err error) string {
	var known *model.Error
	if errors.As(err, &known) {
		return strings.TrimSpace(string(known.Code) + " " + known.Field)
	}
	return "cannot be read"
}

func sentence(err error) (model.Code, string) {
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return model.NotFound, "找不到这条记录，它可能已被移除。"
	case isDiskFull(err):
		return model.DiskFull, diskFullMessage
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return model.Unwritable, unwritableMessage
	}
	var driver interface{ Code() int }
	if !errors.As(err, &driver) {
		return "", ""
	}
	if driver.Code() == sqliteIOErrorShmSize {
		return model.DiskFull, diskFullMessage
	}
	switch driver.Code() & 0xff {
	case sqliteFull:
		return model.DiskFull, diskFullMessage
	case sqlitePerm, sqliteReadOnly, sqliteCantOpen:
		return model.Unwritable, unwritableMessage
	case sqliteIOError:
		return model.Unwritable, "读写磁盘时出错，刚才的改动没有保存。请检查磁盘后再试。"
	case sqliteCorrupt, sqliteNotADB:
		return model.Damaged, "数据文件已损坏，无法继续使用。请用最近的备份恢复。"
	case sqliteConstraint:
		return model.Conflict, "这些内容和已有的记录互相矛盾，没有保存。"
	case sqliteBusy, sqliteLocked:
		return model.Locked, "数据正被别的程序占用，刚才的改动没有保存。请关闭那个程序后再试。"
	}
	return "", ""
}

const (
	diskFullMessage   = "磁盘已满，没有保存。请腾出空间后再试。"
	unwritableMessage = "数据文件夹不能写入。请检查文件夹的权限，或换一个文件夹。"
)
