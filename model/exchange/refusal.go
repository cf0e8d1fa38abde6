package exchange

import (
	"errors"
	"fmt"
	"io/fs"

	"filippo.io/age"

	"jishi/model"
)

// Each reason for which a package is refused has its own sentence.

func refuse(cause error, sentence string) error {
	return &model.Error{Code: model.Refused, Message: sentence, Err: cause}
}

func damaged(cause error) error {
	return &model.Error{Code: model.Unreadable, Message: "这个包不完整或者已损坏，没有导入。请重新拷贝一份。", Err: cause}
}

func newer() error {
	return &model.Error{Code: model.Newer, Message: "这个包由更新版本的服务纪实生成，请先升级本程序。没有导入。"}
}

func tooLarge() error {
	return refuse(errors.New("beyond the limits"), "这个包解开后大得不合常理，没有导入。")
}

func badName(name string) error {
	return refuse(fmt.Errorf("a member is called %q", name), "这个包里有不该有的文件名，可能想写到别的文件夹，没有导入。")
}

func notOurs(cause error) error {
	return &model.Error{Code: model.Unreadable, Message: "这个文件不是服务纪实的包。", Err: cause}
}

// notOwn refuses rows of an office that did not send them.
func notOwn(cause error, where string) error {
	return refuse(cause, "这个包里"+where+"不是发送单位自己的记录，没有导入。")
}

// unread explains why a package could not be staged, where it is not the
// package's own fault.
func unread(err error) error {
	var known *model.Error
	switch {
	case isPulled(err): // whatever was missing then
		return &model.Error{Code: model.Unreadable, Message: "读U盘时出错，可能被拔出，没有导入。请插好后再试。", Err: err}
	case errors.As(err, &known):
		return err
	case isDiskFull(err):
		return &model.Error{Code: model.DiskFull, Message: "这台电脑的磁盘已满，放不下解开的包，没有导入。请腾出空间后再试。", Err: err}
	}
	return err
}

// unkept explains why a package could not be put into the archive.
func unkept(err error) error {
	var known *model.Error
	switch {
	case isPulled(err), isDiskFull(err), errors.As(err, &known):
		return unread(err)
	}
	return &model.Error{Code: model.Unwritable, Message: "这个包放不进存档文件夹，没有导入。请检查数据文件夹能不能写入。", Err: err}
}

// unstaged explains why what goes could not be put together on this computer.
func unstaged(err error) error {
	var known *model.Error
	switch {
	case errors.As(err, &known):
		return err
	case isDiskFull(err):
		return &model.Error{Code: model.DiskFull, Message: "这台电脑的磁盘已满，没有写成。请腾出空间后再试。", Err: err}
	case errors.Is(err, fs.ErrPermission), isReadOnly(err):
		return &model.Error{Code: model.Unwritable, Message: "这台电脑的数据文件夹不能写入，没有写成。请检查文件夹的权限。", Err: err}
	}
	return err
}

// unsealed explains why age did not open a package.
func unsealed(err error) error {
	var wrong *age.NoIdentityMatchError
	if errors.As(err, &wrong) {
		return refuse(err, "这个包不是发给本单位的，打不开。")
	}
	return damaged(err)
}

// unwritten explains why a package could not be written. No such package is
// left behind.
func unwritten(err error) error {
	var known *model.Error
	switch {
	case errors.As(err, &known):
		return err
	case isTooLarge(err):
		return fatLimit(err)
	case isDiskFull(err):
		return &model.Error{Code: model.DiskFull, Message: "U盘已满，没有写成。请腾出空间，或换一个U盘。", Err: err}
	case errors.Is(err, fs.ErrPermission), isReadOnly(err):
		return &model.Error{Code: model.Unwritable, Message: "U盘是只读的，没有写成。请打开写保护开关，或换一个U盘。", Err: err}
	case errors.Is(err, fs.ErrNotExist), isPulled(err):
		return &model.Error{Code: model.Unwritable, Message: "U盘不见了，可能被拔出，没有写成。请插好后重新上报。", Err: err}
	}
	return err
}

func fatLimit(cause error) error {
	return &model.Error{
		Code: model.Unwritable, Err: cause,
		Message: "这个U盘是 FAT32 格式，单个文件不能到 4 GB，这次的包放不下。请换一个 exFAT 或 NTFS 格式的U盘。",
	}
}
