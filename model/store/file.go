package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// fileFolder is where attachments lie within a data folder, and beside a backup.
const fileFolder = "files"

// MaxFile is the largest attachment, in bytes.
const MaxFile = 50 << 20

// fileKinds are the files that a record takes: documents, tables, pictures,
// sound. Programs are none of them, for an attachment is opened with one click.
var fileKinds = []string{
	".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".dps", ".txt", ".rtf",
	".jpg", ".jpeg", ".png", ".bmp", ".mp3", ".m4a", ".wav", ".mp4", ".zip",
}

// FileKinds lists the extensions of files that a record takes.
func FileKinds() []string { return slices.Clone(fileKinds) }

// AddFile keeps a file under the hash of its content, once however often it is
// kept, and returns it for an activity's record. name is what it was called; a
// file that is none of FileKinds, empty or larger than MaxFile is
// model.Unreadable.
func (s *Store) AddFile(ctx context.Context, name string, r io.Reader) (model.Attachment, error) {
	const doing = "keep a file"
	if !slices.Contains(fileKinds, strings.ToLower(filepath.Ext(name))) {
		return model.Attachment{}, explain(doing, &model.Error{Code: model.Unreadable, Message: "附件只收文档、表格、图片和录音，“" + name + "”没有添加。"})
	}
	content, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	switch {
	case err != nil:
		return model.Attachment{}, explain(doing, err)
	case len(content) == 0:
		return model.Attachment{}, explain(doing, &model.Error{Code: model.Unreadable, Message: "“" + name + "”是空的，没有添加。"})
	case len(content) > MaxFile:
		return model.Attachment{}, explain(doing, &model.Error{Code: model.Unreadable, Message: fmt.Sprintf("“%s”超过 %d MB，没有添加。", name, MaxFile>>20)})
	}
	if err := ctx.Err(); err != nil {
		return model.Attachment{}, explain(doing, err)
	}
	sum := sha256.Sum256(content)
	a := model.Attachment{File: hex.EncodeToString(sum[:]), Name: name, Size: int64(len(content))}
	return a, explain(doing, keepFile(filepath.Join(s.dir, fileFolder), a.File, content))
}

// File returns the bytes of an attachment that AddFile kept. One that is not
// there is model.NotFound.
func (s *Store) File(name string) ([]byte, error) {
	const doing = "read an attachment"
	if !hashName(name) {
		return nil, explain(doing, &model.Error{Code: model.NotFound, Message: "没有这个附件。"})
	}
	content, err := os.ReadFile(filepath.Join(s.dir, fileFolder, name))
	if errors.Is(err, fs.ErrNotExist) {
		err = &model.Error{Code: model.NotFound, Message: "附件的文件不见了。", Err: err}
	}
	return content, explain(doing, err)
}

// hashName reports whether name is a hash as file names have it.
func hashName(name string) bool {
	return len(name) == 64 && strings.Trim(name, "0123456789abcdef") == ""
}

// lostFiles finds attachments whose file is missing or is not what it was.
func (s *Store) lostFiles(tx *gorm.DB) ([]string, error) {
	var problems []string
	for _, of := range []struct{ table, name string }{
		{"attachments", "name"}, {"street_item_files", "name"}, {"honours", "file_name"}, {"press_reports", "file_name"},
	} {
		var rows []struct{ Name, File string }
		err := tx.Table(of.table).Select(of.name+" AS name", "file").Where("removed = ? AND file <> ''", false).Order(of.name + ", id").Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			content, err := s.File(r.File)
			sum := sha256.Sum256(content)
			switch {
			case err != nil:
				problems = append(problems, fmt.Sprintf("附件“%s”的文件不见了。", r.Name))
			case hex.EncodeToString(sum[:]) != r.File:
				problems = append(problems, fmt.Sprintf("附件“%s”的文件已损坏。", r.Name))
			}
		}
	}
	return problems, nil
}

// copyKept copies the photos and attachments that are not yet beside a backup
// to it.
func (s *Store) copyKept(ctx context.Context, beside string) error {
	for folder, named := range map[string]func(string) bool{photoFolder: photoName, fileFolder: hashName} {
		if err := copyFolder(ctx, filepath.Join(s.dir, folder), filepath.Join(beside, folder), named); err != nil {
			return err
		}
	}
	return nil
}

// copyFolder copies files that are named by their content.
func copyFolder(ctx context.Context, from, to string, named func(string) bool) error {
	entries, err := os.ReadDir(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !named(e.Name()) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(to, e.Name())); err == nil {
			continue // named by its content: it cannot be another one
		}
		content, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err != nil {
			return err
		}
		if err := keepFile(to, e.Name(), content); err != nil {
			return err
		}
	}
	return nil
}
