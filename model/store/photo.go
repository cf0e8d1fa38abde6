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
	"strings"

	"gorm.io/gorm"

	"jishi/model"
	"jishi/model/picture"
)

// photoFolder is where photos lie within a data folder, and beside a backup.
const photoFolder = "photos"

// SavePhoto keeps a photo (see picture.Prepare) under the hash of its content,
// once however often it is saved, and returns its name for Member.Photo.
func (s *Store) SavePhoto(ctx context.Context, r io.Reader) (name string, err error) {
	const doing = "save a photo"
	content, err := picture.Prepare(r)
	if err != nil {
		return "", explain(doing, err)
	}
	if err := ctx.Err(); err != nil {
		return "", explain(doing, err)
	}
	sum := sha256.Sum256(content)
	name = hex.EncodeToString(sum[:]) + ".jpg"
	return name, explain(doing, keepFile(filepath.Join(s.dir, photoFolder), name, content))
}

// keepFile puts a file in place whole or not at all; one that is there already
// is left as it is.
func keepFile(dir, name string, content []byte) (err error) {
	path := filepath.Join(dir, name)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(content)) {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, ".new-*.tmp")
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
	if _, err := file.Write(content); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	open = false
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	return syncFolder(dir)
}

// Photo returns the bytes of a photo that SavePhoto named. One that is not
// there is model.NotFound.
func (s *Store) Photo(name string) ([]byte, error) {
	const doing = "read a photo"
	if !photoName(name) {
		return nil, explain(doing, &model.Error{Code: model.NotFound, Message: "没有这张照片。"})
	}
	content, err := os.ReadFile(filepath.Join(s.dir, photoFolder, name))
	if errors.Is(err, fs.ErrNotExist) {
		err = &model.Error{Code: model.NotFound, Message: "照片文件不见了，请重新选一张。", Err: err}
	}
	return content, explain(doing, err)
}

// photoName reports whether name is one that SavePhoto gives, so that no
// record leads out of the folder.
func photoName(name string) bool {
	hash, ok := strings.CutSuffix(name, ".jpg")
	return ok && len(hash) == 64 && strings.Trim(hash, "0123456789abcdef") == ""
}

// lostPhotos finds people whose photo is missing or is not what it was.
func (s *Store) lostPhotos(tx *gorm.DB) ([]string, error) {
	var rows []struct{ Name, Photo string }
	if err := tx.Model(&memberRow{}).Select("name", "photo").Where("photo <> ''").Order("pinyin, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	var problems []string
	for _, r := range rows {
		content, err := s.Photo(r.Photo)
		sum := sha256.Sum256(content)
		switch {
		case err != nil:
			problems = append(problems, fmt.Sprintf("“%s”的照片文件不见了。", r.Name))
		case hex.EncodeToString(sum[:])+".jpg" != r.Photo:
			problems = append(problems, fmt.Sprintf("“%s”的照片文件已损坏。", r.Name))
		}
	}
	return problems, nil
}

// copyPhotos copies the photos that are not yet beside a backup to it.
func (s *Store) copyPhotos(ctx context.Context, to string) error {
	entries, err := os.ReadDir(filepath.Join(s.dir, photoFolder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !photoName(e.Name()) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(to, e.Name())); err == nil {
			continue // named by its content: it cannot be another one
		}
		content, err := os.ReadFile(filepath.Join(s.dir, photoFolder, e.Name()))
		if err != nil {
			return err
		}
		if err := keepFile(to, e.Name(), content); err != nil {
			return err
		}
	}
	return nil
}
