package printing

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"jishi/model"
)

// WriteFile writes what draw writes to path, whole or not at all: into a
// temporary file beside it, synced, renamed. Whatever goes wrong, the
// temporary file is gone and what stood at path stays. An Error of draw comes
// back as it is; failures of the disk come back as Errors that say what to do.
func WriteFile(path string, draw func(io.Writer) error) error {
	// A temporary file is its owner's alone; a printed one is like any other.
	return writeFile(path, 0o644, draw)
}

func writeFile(path string, mode fs.FileMode, draw func(io.Writer) error) error {
	if path == "" {
		return &model.Error{Code: model.Invalid, Field: "File", Message: "请选择保存到哪个文件。"}
	}
	if err := replace(path, mode, draw); err != nil {
		return fmt.Errorf("write the file: %w", explain(path, err))
	}
	return nil
}

func replace(path string, mode fs.FileMode, draw func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return &model.Error{Code: model.Unwritable, Message: "“" + path + "”是一个文件夹，请换一个文件名。"}
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".jishi-*.tmp")
	if err != nil {
		return err
	}
	open := true
	defer func() {
		if err == nil {
			return
		}
		if open {
			err = errors.Join(err, file.Close())
		}
		err = errors.Join(err, os.Remove(file.Name()))
	}()
	buffer := bufio.NewWriterSize(file, 1<<16)
	if err := draw(buffer); err != nil {
		return err
	}
	if err := buffer.Flush(); err != nil {
		return err
	}
	if err := file.Chmod(mode); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	open = false
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// explain finds the sentence for a failure of the disk.
func explain(path string, err error) error {
	var known *model.Error
	if errors.As(err, &known) {
		return err
	}
	inUse := isInUse(path, err)
	err = nameless(err)
	switch {
	case isDiskFull(err):
		return &model.Error{Code: model.DiskFull, Message: "磁盘已满，文件没有写成。请腾出空间后再试。", Err: err}
	case inUse:
		return &model.Error{Code: model.Unwritable, Message: "文件正在被别的程序使用，请关闭后再试。", Err: err}
	case errors.Is(err, fs.ErrNotExist):
		return &model.Error{Code: model.Unwritable, Message: "找不到文件夹“" + filepath.Dir(path) + "”，请换一个位置。", Err: err}
	case errors.Is(err, syscall.ENAMETOOLONG):
		return &model.Error{Code: model.Unwritable, Message: "文件名太长，请换一个短一些的。", Err: err}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return &model.Error{Code: model.Unwritable, Message: "不能往“" + filepath.Dir(path) + "”里写文件，请换一个位置。", Err: err}
	}
	return err
}

// nameless is a failure of the disk without the file's path: causes go to the
// log, and certificates bear the names of people in theirs.
func nameless(err error) error {
	var link *os.LinkError
	if errors.As(err, &link) {
		return fmt.Errorf("%s: %w", link.Op, link.Err)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: %w", path.Op, path.Err)
	}
	return err
}
